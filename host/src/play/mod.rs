//! Sets up an office from files, through the same API as everybody uses, at the times that the files tell.
//!
//! The server only knows how to play such files: people and posts of an office, records to import, and what people file
//! and decide. `{workday-3}` in a file is the date three working days before the day on which it is played.

mod stage;
mod told;

pub use told::Scene;

use crate::{
    app::App,
    clock::{Clock, Zone},
    keepers, organisation,
};
use anyhow::{Context, Result};
use guiju_domain::OfficeId;
use guiju_model::{Date, Moment};
use serde_json::Value;
use stage::Stage;
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};
use told::Office;

/// What was set up.
#[derive(Debug)]
pub struct Played {
    /// Password of every account.
    pub password: String,
    /// Login and name of some accounts, with their posts.
    pub accounts: Vec<(String, String, String)>,
}

/// An office with scenes still to be played.
pub struct Play {
    app: Arc<App>,
    office: Office,
    stage: Stage,
    /// The latest first.
    scenes: Vec<(Moment, Scene, PathBuf)>,
    now: Moment,
}

impl Play {
    /// Founds an office from its folder, and reads the scenes of every regulation.
    ///
    /// # Errors
    /// The first thing that does not go as the files say.
    pub async fn begin(app: &Arc<App>, regulations: &Path, folder: &Path, scenes: &[PathBuf]) -> Result<Self> {
        let office = Office::read(folder)?;
        let now = app.clock.now(Zone::default());
        let today = now.date();
        let id = found(app, &office.name, regulations).await?;
        let first = office.people.first().context("an office has people")?;
        // The first account is made by the server, as `guiju init` does; everything after goes through the API.
        let first = keepers::found(app, id, &first.entry(&office.password)).await?;
        let mut stage = Stage::new(app, id, &office, first.number());
        stage.settle(&office, folder).await?;
        let days = app.law(id)?.days(today.plus(-120), today.plus(120));
        let mut all = Vec::new();
        for path in scenes {
            for scene in Scene::read(path, today, days.calendar())? {
                all.push((scene.moment()?, scene, path.clone()));
            }
        }
        // One story: what happened first is played first, whichever regulation tells of it.
        all.sort_by_key(|(at, _, _)| *at);
        all.reverse();
        Ok(Self { app: Arc::clone(app), office, stage, scenes: all, now })
    }

    /// The scene that comes next, at its moment.
    ///
    /// # Errors
    /// If the server's own work until then fails.
    pub async fn next(&mut self) -> Result<Option<Scene>> {
        let Some((at, scene, path)) = self.scenes.pop() else { return Ok(None) };
        self.app.clock.set(at);
        crate::jobs::round(&self.app).await.with_context(|| path.display().to_string())?;
        Ok(Some(scene))
    }

    /// Plays a scene through the API.
    ///
    /// # Errors
    /// If it does not go as told.
    pub async fn perform(&mut self, scene: &Scene) -> Result<()> {
        self.stage.perform(scene).await.with_context(|| format!("{scene:?}"))
    }

    /// Login of whoever acts in a scene, and the content with everything that it names found.
    ///
    /// # Errors
    /// If it names what is not there.
    pub async fn filled(&mut self, scene: &Scene) -> Result<(String, Value)> {
        let (by, content) = self.stage.filled(scene).await?;
        Ok((self.stage.login(&by)?.to_owned(), content))
    }

    /// Goes on with a matter that somebody filed otherwise than by [`Play::perform`].
    pub fn remember(&mut self, scene: &Scene, matter: u64) {
        self.stage.remember(scene, matter);
    }

    /// The end: the clock goes on from where it was.
    ///
    /// # Errors
    /// If the server's own work until then fails.
    pub async fn end(self) -> Result<Played> {
        resume(&self.app.clock, self.now);
        crate::jobs::round(&self.app).await?;
        Ok(Played { password: self.office.password.clone(), accounts: self.office.accounts() })
    }
}

/// Plays an office's folder, then the scenes of every regulation.
///
/// # Errors
/// The first thing that does not go as the file says.
pub async fn play(app: &Arc<App>, regulations: &Path, folder: &Path, scenes: &[PathBuf]) -> Result<Played> {
    let mut play = Play::begin(app, regulations, folder, scenes).await?;
    while let Some(scene) = play.next().await? {
        play.perform(&scene).await?;
    }
    play.end().await
}

fn resume(clock: &Clock, now: Moment) {
    clock.reset();
    // A clock that was set before goes on from there.
    if (clock.now(Zone::default()).0 - now.0).abs() > 120 {
        clock.set(now);
    }
}

/// The components in a folder, by name.
///
/// # Errors
/// If the folder cannot be read.
pub fn components(regulations: &Path) -> Result<Vec<PathBuf>> {
    let mut files = std::fs::read_dir(regulations)
        .with_context(|| regulations.display().to_string())?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<Vec<_>, _>>()?;
    files.retain(|path| path.extension().is_some_and(|extension| extension == "wasm"));
    files.sort();
    Ok(files)
}

/// Creates the office and binds it to every regulation in the folder from long ago.
///
/// # Errors
/// If the office cannot be created or a regulation is not accepted.
pub async fn found(app: &Arc<App>, name: &str, regulations: &Path) -> Result<OfficeId> {
    let files = components(regulations)?;
    let id = organisation::create(&app.pool, name).await?;
    app.law.refresh(&app.pool).await?;
    let from = Date::new(2024, 1, 1).unwrap_or_default();
    for file in files {
        let bytes = std::fs::read(&file)?;
        organisation::bind(app, id, &bytes, from, None).await.with_context(|| file.display().to_string())?;
    }
    Ok(id)
}

//! `guiju serve --watch`: a scratch office for a regulation under work, bound to each new build of it at once.

use super::{
    examples::{self, ADMINISTRATOR, DEPARTMENT, OFFICE, SECURITY, STAFF},
    files,
    output::{both, say},
    serve,
    settings::Settings,
};
use crate::{
    accounts::{self, Visit},
    app::App,
    keepers, organisation,
};
use anyhow::{Context, Result};
use guiju_api::{Credentials, PersonEntry, Post, RequestAnswer};
use guiju_domain::{OfficeId, PersonId, RequestId, SystemRole, message};
use guiju_model::{Date, Manifest, RoleScope};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

/// Password of every account of a scratch office, which listens on this machine only.
const PASSWORD: &str = "guiju-scratch";
/// How often files are looked at.
const LOOK: Duration = Duration::from_millis(250);

/// A scratch office with its two keepers.
struct Scratch {
    app: Arc<App>,
    office: OfficeId,
    administrator: PersonId,
    security: PersonId,
}

/// Serves a scratch office.
///
/// # Errors
/// If it cannot be set up.
pub async fn serve(mut settings: Settings, files: Vec<PathBuf>) -> Result<()> {
    // Away again when the server ends, where no other folder is named.
    let scratch = tempfile::Builder::new().prefix("guiju-scratch-").tempdir()?;
    settings.data.get_or_insert_with(|| scratch.path().to_owned());
    let app = settings.open_or_make().await?;
    let office = organisation::create(&app.pool, OFFICE).await?;
    app.policy.refresh(&app.pool).await?;
    let scratch = Scratch::found(app.clone(), office).await?;
    say!("\n{}. {}: {PASSWORD}\n", both(&message!("command-scratch")), both(&message!("command-password")));
    for (login, name) in [("admin", ADMINISTRATOR), ("security", SECURITY), ("staff", STAFF)] {
        say!("  {login:<12} {name}");
    }
    say!("\n  {}", both(&message!("command-scratch-trusts")));
    for file in &files {
        if let Err(error) = scratch.take(file).await {
            say!("  {}: {error:#}", file.display());
        }
    }
    tokio::spawn(async move { scratch.watch(&files).await });
    serve::serve(app).await
}

fn state(file: &Path) -> Option<(SystemTime, u64)> {
    let about = std::fs::metadata(file).ok()?;
    Some((about.modified().ok()?, about.len()))
}

fn entry(name: &str, login: &str, password: &str) -> PersonEntry {
    PersonEntry {
        name: name.to_owned(),
        department: DEPARTMENT.to_owned(),
        login: Some(login.to_owned()),
        password: Some(password.to_owned()),
        ..PersonEntry::default()
    }
}

/// Enters somebody with a first password, who changes it to everybody's as at any first log-in.
async fn enter(app: &App, office: OfficeId, by: PersonId, (name, login): (&str, &str)) -> Result<Option<u64>> {
    let first = accounts::token()?;
    let entered = keepers::enter_person(app, office, by, &entry(name, login, &first)).await?;
    let credentials = Credentials { login: login.to_owned(), password: first.clone(), code: None };
    let token = accounts::log_in(app, &credentials, &Visit::default()).await?.token;
    let caller = accounts::caller(app, &token).await?;
    accounts::password::change(app, &caller, &first, PASSWORD, None).await?;
    accounts::log_out(app, &token).await?;
    Ok(entered.id)
}

impl Scratch {
    /// The two keepers, as an office gets them, and somebody to file.
    async fn found(app: Arc<App>, office: OfficeId) -> Result<Self> {
        let administrator = keepers::found(&app, office, &entry(ADMINISTRATOR, "admin", PASSWORD)).await?;
        enter(&app, office, administrator, (SECURITY, "security")).await?;
        let security = keepers::appoint(&app, office, "security", SystemRole::Security, None).await?.person;
        enter(&app, office, administrator, (STAFF, "staff")).await?;
        Ok(Self { app, office, administrator, security })
    }

    /// Looks at the files, and takes each new build.
    async fn watch(&self, files: &[PathBuf]) {
        let mut seen = files.iter().map(|file| state(file)).collect::<Vec<_>>();
        loop {
            tokio::time::sleep(LOOK).await;
            for (file, seen) in files.iter().zip(&mut seen) {
                let now = state(file);
                if now == *seen || now.is_none() {
                    continue;
                }
                *seen = now;
                if let Err(error) = self.take(file).await {
                    say!("  {}: {error:#}", file.display());
                }
            }
        }
    }

    /// Binds the office to a build, and gives every role that it names to somebody.
    async fn take(&self, file: &Path) -> Result<()> {
        let begun = std::time::Instant::now();
        let bytes = files::read_package(file, &self.app.config.limits)?;
        let long_ago = Date::new(2024, 1, 1).context("a date")?;
        let id = match organisation::bind(&self.app, self.office, &bytes, long_ago, None).await {
            Ok(id) => id,
            Err(crate::error::Error::Refused(why)) => anyhow::bail!("{}", crate::error::Error::Refused(why)),
            Err(error) => return Err(error.into()),
        };
        let policy = self.app.policy(self.office)?;
        let loaded = policy.regulation(&id, self.app.now(self.office).date()).context("the regulation")?;
        for (login, name) in self.people(loaded.manifest()).await? {
            say!("  {login:<12} {name}");
        }
        let (title, version) = (&loaded.manifest().title, &loaded.manifest().version);
        let milliseconds = u64::try_from(begun.elapsed().as_millis())?;
        say!("  {}", both(&message!("command-loaded", title, version, milliseconds)));
        Ok(())
    }

    /// Somebody for every role that nobody holds yet: login and name of each who is new.
    async fn people(&self, manifest: &Manifest) -> Result<Vec<(String, String)>> {
        let mut new = Vec::new();
        for role in &manifest.roles {
            let staff = self.app.staff(self.office).await?;
            if role.reach == RoleScope::OnDuty || staff.posts.iter().any(|post| post.roles.contains(&role.id)) {
                continue;
            }
            let name = examples::holder(&role.label);
            let by = self.administrator;
            let holder = enter(&self.app, self.office, by, (&name, &role.id)).await?;
            let post = Post {
                title: role.label.clone(),
                department: DEPARTMENT.to_owned(),
                holder,
                roles: vec![role.id.clone()],
                supervises: if role.reach == RoleScope::Supervised { vec![DEPARTMENT.to_owned()] } else { Vec::new() },
                ..Post::default()
            };
            self.post(&post).await?;
            new.push((role.id.clone(), name));
        }
        Ok(new)
    }

    /// A post: the administrator enters it, the security officer confirms it where that is needed.
    async fn post(&self, post: &Post) -> Result<()> {
        let entered = keepers::enter_post(&self.app, self.office, self.administrator, post).await?;
        if let Some(request) = entered.request.map(RequestId::new) {
            let confirm = RequestAnswer { action: "confirm".to_owned(), words: String::new() };
            keepers::answer(&self.app, self.office, self.security, request, &confirm).await?;
        }
        Ok(())
    }
}

//! `guiju serve --watch`: a scratch office for a regulation under work, bound to each new build of it at once.

use super::{Settings, regulation};
use crate::{app::App, organisation, revisions};
use anyhow::{Context, Result};
use guiju_api::{PersonEntry, Post};
use guiju_model::{Date, Manifest, Reach};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, SystemTime},
};

/// Password of every account of a scratch office, which listens on this machine only.
const PASSWORD: &str = "guiju-scratch";
/// How often files are looked at.
const LOOK: Duration = Duration::from_millis(250);
/// Name of the office.
const NAME: &str = "试用单位";
const DEPARTMENT: &str = "试用科";

/// Serves a scratch office.
///
/// # Errors
/// If it cannot be set up.
pub async fn serve(mut settings: Settings, files: Vec<PathBuf>) -> Result<()> {
    let scratch = std::env::temp_dir().join(format!("guiju-scratch-{}", std::process::id()));
    settings.data.get_or_insert(scratch);
    let app = settings.open().await?;
    let office = organisation::create(&app.pool, NAME).await?;
    app.law.refresh(&app.pool).await?;
    person(&app, office, "试用管理员", "admin", Some("administrator")).await?;
    person(&app, office, "试用干事", "staff", None).await?;
    println!(
        "\n试用单位 / scratch office. 密码 / password: {PASSWORD}\n\n  admin        试用管理员\n  staff        试用干事"
    );
    println!(
        "\n  试用单位信任开发者自己构建的文件，不要求签名 / a scratch office trusts what its developer builds, signed or not"
    );
    for file in &files {
        if let Err(error) = take(&app, office, file).await {
            println!("  {}: {error:#}", file.display());
        }
    }
    let watched = app.clone();
    tokio::spawn(async move { watch(&watched, office, &files).await });
    super::serve(app).await
}

/// Looks at the files, and takes each new build.
async fn watch(app: &Arc<App>, office: i64, files: &[PathBuf]) {
    let mut seen = files.iter().map(|file| state(file)).collect::<Vec<_>>();
    loop {
        tokio::time::sleep(LOOK).await;
        for (file, seen) in files.iter().zip(&mut seen) {
            let now = state(file);
            if now == *seen || now.is_none() {
                continue;
            }
            *seen = now;
            if let Err(error) = take(app, office, file).await {
                println!("  {}: {error:#}", file.display());
            }
        }
    }
}

fn state(file: &Path) -> Option<(SystemTime, u64)> {
    let about = std::fs::metadata(file).ok()?;
    Some((about.modified().ok()?, about.len()))
}

/// Binds the office to a build, and gives every role that it names to somebody.
async fn take(app: &Arc<App>, office: i64, file: &Path) -> Result<()> {
    let begun = std::time::Instant::now();
    let bytes = regulation::read_package(file, &app.config.limits)?;
    let long_ago = Date::new(2024, 1, 1).context("a date")?;
    let id = match organisation::bind(app, office, &bytes, long_ago, None).await {
        Ok(id) => id,
        Err(crate::error::Error::Refused(why)) => anyhow::bail!(revisions::refusals(&why).join("；")),
        Err(error) => return Err(error.into()),
    };
    let law = app.law(office)?;
    let loaded = law.regulation(&id, app.now(office).date()).context("the regulation")?;
    for (login, name) in people(app, office, loaded.manifest()).await? {
        println!("  {login:<12} {name}");
    }
    println!(
        "  《{}》 {} 已载入，用时 {} 毫秒",
        loaded.manifest().title,
        loaded.manifest().version,
        begun.elapsed().as_millis()
    );
    Ok(())
}

/// Somebody for every role that nobody holds yet: login and name of each who is new.
async fn people(app: &App, office: i64, manifest: &Manifest) -> Result<Vec<(String, String)>> {
    let mut new = Vec::new();
    for role in &manifest.roles {
        let staff = app.staff(office).await?;
        if role.reach == Reach::OnDuty || staff.posts.iter().any(|post| post.roles.contains(&role.id)) {
            continue;
        }
        let name = format!("试用{}", role.label);
        let holder = person(app, office, &name, &role.id, None).await?;
        let post = Post {
            title: role.label.clone(),
            department: DEPARTMENT.to_owned(),
            holder: Some(holder),
            roles: vec![role.id.clone()],
            supervises: if role.reach == Reach::Supervised { vec![DEPARTMENT.to_owned()] } else { Vec::new() },
            ..Post::default()
        };
        organisation::enter_post(app, office, None, &post).await?;
        new.push((role.id.clone(), name));
    }
    Ok(new)
}

async fn person(app: &App, office: i64, name: &str, login: &str, system_role: Option<&str>) -> Result<u64> {
    let entry = PersonEntry {
        name: name.to_owned(),
        department: DEPARTMENT.to_owned(),
        login: Some(login.to_owned()),
        password: Some(PASSWORD.to_owned()),
        system_role: system_role.map(str::to_owned),
        ..PersonEntry::default()
    };
    Ok(organisation::enter_person(app, office, None, &entry).await?)
}

//! `guiju init`: an empty office with its first administrator.

use super::{examples, output::say, settings::Settings};
use crate::{fixtures, keepers};
use anyhow::{Context, Result, ensure};
use clap::Args;
use guiju_api::PersonEntry;
use std::path::PathBuf;

/// Creates an empty office with its first administrator.
#[derive(Args)]
pub struct Init {
    #[command(flatten)]
    settings: Settings,
    /// Name of the office.
    #[arg(long)]
    office: String,
    /// Folder with regulations.
    #[arg(long)]
    regulations: PathBuf,
    /// Name of the first administrator.
    #[arg(long)]
    name: String,
    /// Login name of the first administrator.
    #[arg(long)]
    login: String,
    /// File whose first line is the first password.
    #[arg(long)]
    password_file: PathBuf,
}

impl Init {
    pub(super) async fn run(self) -> Result<()> {
        let Self { settings, office, regulations, name, login, password_file } = self;
        let app = settings.open_or_make().await?;
        let password = std::fs::read_to_string(&password_file).with_context(|| password_file.display().to_string())?;
        let password = password.lines().next().unwrap_or_default().to_owned();
        ensure!(
            !fixtures::components(&regulations)?.is_empty(),
            "{} holds no .wasm file; name the folder with the regulations",
            regulations.display()
        );
        let id = fixtures::found(&app, &office, &regulations).await?;
        let administrator = PersonEntry {
            name,
            department: examples::FIRST_DEPARTMENT.to_owned(),
            login: Some(login),
            password: Some(password),
            ..PersonEntry::default()
        };
        keepers::found(&app, id, &administrator).await?;
        // From its first events on the chain agrees with something outside the database.
        app.anchors.save(&app.pool, true).await?;
        say!("{office}: ready; `guiju serve` serves it");
        say!(
            "next: the administrator enters people with their logins; then appoint the first security officer here, on the"
        );
        say!(
            "server: `guiju keeper appoint --office {id} --role security --login …`. Posts that open confidential forms, and the"
        );
        say!("other keepers, wait for a second keeper to confirm them");
        Ok(())
    }
}

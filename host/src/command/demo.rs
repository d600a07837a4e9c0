//! `guiju demo`: an office with people and records from files, served.

use super::{
    output::{both, say},
    serve::serve,
    settings::Settings,
};
use crate::fixtures;
use anyhow::Result;
use clap::Args;
use guiju_domain::{OfficeId, message};
use std::path::PathBuf;

/// Plays an office's files into an empty data folder, then serves it.
#[derive(Args)]
pub struct Demo {
    #[command(flatten)]
    settings: Settings,
    /// Folder with regulations.
    #[arg(long)]
    regulations: PathBuf,
    /// Folder with the office's people and records.
    #[arg(long)]
    office: PathBuf,
    /// Files with what people do.
    #[arg(long)]
    scenes: Vec<PathBuf>,
}

impl Demo {
    pub(super) async fn run(self) -> Result<()> {
        let Self { settings, regulations, office, scenes } = self;
        let app = settings.open_or_make().await?;
        if app.policy(OfficeId::new(1)).is_ok() {
            tracing::info!("the data folder has an office already; nothing is played");
        } else {
            let demonstration = fixtures::load(&app, &regulations, &office, &scenes).await?;
            let (ready, password) = (both(&message!("command-demo-ready")), both(&message!("command-password")));
            say!("\n{ready}. {password}: {}\n", demonstration.password);
            for (login, name, posts) in demonstration.accounts.iter().filter(|(_, _, posts)| !posts.is_empty()).take(14)
            {
                say!("  {login:<12} {name}  {posts}");
            }
        }
        serve(app).await
    }
}

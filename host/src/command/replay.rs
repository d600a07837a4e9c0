//! `guiju replay`: recorded calls asked again of the stored packages.

use super::{output::say, settings::Settings};
use crate::rehearsals;
use anyhow::{Result, ensure};
use clap::Args;
use guiju_domain::{MatterId, OfficeId};

/// Asks each stored package again what it was asked: the same bytes must come.
#[derive(Args)]
pub struct Replay {
    #[command(flatten)]
    settings: Settings,
    /// Office, by number.
    #[arg(long, default_value_t = OfficeId::new(1))]
    office: OfficeId,
    /// The matter.
    #[arg(required_unless_present = "all")]
    matter: Option<MatterId>,
    /// Everything.
    #[arg(long)]
    all: bool,
}

impl Replay {
    pub(super) async fn run(self) -> Result<()> {
        let Self { settings, office, matter, all } = self;
        let app = settings.look().await?;
        let report = rehearsals::replay(&app, office, matter.filter(|_| !all)).await?;
        for (matter, regulation) in &report.differing {
            let matter = matter.map_or_else(|| "a period".to_owned(), |id| format!("matter {id}"));
            say!("ALARM {matter}, {regulation}: the stored regulation gives another answer than was recorded");
        }
        ensure!(report.differing.is_empty(), "{} of {} judgements differ", report.differing.len(), report.asked);
        ensure!(report.asked > 0, "nothing is recorded of that");
        say!("{} judgements asked again, every one gives the same bytes", report.asked);
        Ok(())
    }
}

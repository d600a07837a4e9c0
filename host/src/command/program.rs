//! The program `guiju`: its subcommands, and the log that all of them write.

use super::{demo, evidence, init, keeper, output, regulation, replay, serve::serve, settings::Settings, watch};
use anyhow::Result;
use clap::{Parser, Subcommand};
use std::path::PathBuf;

#[derive(Parser)]
#[command(name = "guiju", version, about = "Regulations of an office as running software")]
pub(super) struct Guiju {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the offices in the data folder.
    Serve {
        #[command(flatten)]
        settings: Settings,
        /// A regulation under work: a scratch office is served that is bound to it, and to each new build of it at once.
        #[arg(long)]
        watch: Vec<PathBuf>,
    },
    /// Creates an empty office with its first administrator.
    Init(init::Init),
    /// Plays an office's files into an empty data folder, then serves it.
    Demo(demo::Demo),
    /// Walks every office's chain of events, compares it with its anchors, and every stored file with its digest.
    Verify(evidence::Verify),
    /// Signed heads of the chains, which are kept outside the database.
    #[command(subcommand)]
    Anchor(evidence::Anchor),
    /// Copies everything that is kept to a folder that can be served as it is, while the server runs.
    Backup {
        #[command(flatten)]
        settings: Settings,
        /// The folder; what an earlier copy brought there is not copied again.
        #[arg(long)]
        to: PathBuf,
    },
    /// Asks each stored package again what it was asked: the same bytes must come.
    Replay(replay::Replay),
    /// Keepers of an office, from the server itself: the first security officer, or one in place of a lost keeper.
    #[command(subcommand)]
    Keeper(keeper::Keeper),
    /// Everything about regulations: write one, pack it, install it, rehearse it, schedule it.
    #[command(subcommand)]
    Regulation(regulation::Regulation),
}

/// Does what the command line asks for.
///
/// # Errors
/// What went wrong, for the one who typed it.
pub fn main() -> Result<()> {
    let log = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,sqlx=warn".into());
    // What cannot be logged is lost: the log itself has no other place to say so, and a closed one must stop nothing.
    let log = tracing_subscriber::fmt().with_env_filter(log).with_writer(std::io::stderr).log_internal_errors(false);
    if std::env::var("GUIJU_LOG").is_ok_and(|format| format == "json") {
        log.json().init();
    } else {
        log.init();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run(Guiju::parse()))?;
    output::end()
}

async fn run(guiju: Guiju) -> Result<()> {
    match guiju.command {
        Command::Serve { settings, watch } if watch.is_empty() => serve(settings.open_or_make().await?).await,
        Command::Serve { settings, watch } => watch::serve(settings, watch).await,
        Command::Init(init) => init.run().await,
        Command::Demo(demo) => demo.run().await,
        Command::Verify(verify) => verify.run().await,
        Command::Anchor(anchor) => anchor.run().await,
        Command::Backup { settings, to } => evidence::backup(&settings, &to).await,
        Command::Replay(replay) => replay.run().await,
        Command::Keeper(keeper) => keeper.run().await,
        Command::Regulation(regulation) => regulation.run().await,
    }
}

//! The command line: serve, set up, play a demonstration, verify, replay; and everything about regulations.

mod build;
mod evidence;
mod files;
mod keeper;
mod office;
#[cfg(test)]
mod reference;
mod registry;
mod regulation;
mod run;
mod scaffold;
mod watch;

use crate::{
    app::App, clock::Clock, config::Config, fixtures, health, http, jobs, keepers, policy::following, rehearsals, store,
};
use anyhow::{Context, Result, ensure};
use clap::{Args, Parser, Subcommand};
use guiju_api::PersonEntry;
use guiju_domain::OfficeId;
use guiju_model::Moment;
use std::{path::PathBuf, sync::Arc, time::Duration};

#[derive(Parser)]
#[command(name = "guiju", version, about = "Regulations of an office as running software")]
struct Guiju {
    #[command(subcommand)]
    command: Command,
}

/// Where everything is kept, and where to listen.
#[derive(Args, Clone, Default)]
pub struct Settings {
    /// Settings as a YAML file.
    #[arg(long)]
    config: Option<PathBuf>,
    /// Folder with everything that is kept.
    #[arg(long)]
    data: Option<PathBuf>,
    /// Database, such as `postgres://…`; SQLite in the data folder if none is named.
    #[arg(long, env = "GUIJU_DATABASE")]
    database: Option<String>,
    /// Address to listen on.
    #[arg(long)]
    listen: Option<String>,
    /// Address under which people reach the server, such as `https://guiju.example.cn`.
    #[arg(long)]
    public_address: Option<String>,
    /// Lets the clock begin at another moment, for demonstrations and tests.
    #[arg(long)]
    at: Option<String>,
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
    Init {
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
    },
    /// Plays an office's files into an empty data folder, then serves it.
    Demo {
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
    },
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
    Replay {
        #[command(flatten)]
        settings: Settings,
        /// Office, by number.
        #[arg(long, default_value_t = OfficeId::new(1))]
        office: OfficeId,
        /// The matter.
        #[arg(required_unless_present = "all")]
        matter: Option<i64>,
        /// Everything.
        #[arg(long)]
        all: bool,
    },
    /// Keepers of an office, from the server itself: the first security officer, or one in place of a lost keeper.
    #[command(subcommand)]
    Keeper(keeper::Keeper),
    /// Everything about regulations: write one, pack it, install it, rehearse it, schedule it.
    #[command(subcommand)]
    Regulation(regulation::Regulation),
}

impl Settings {
    fn config(&self) -> Result<Config> {
        let mut config = self.config.as_deref().map(Config::read).transpose()?.unwrap_or_default();
        if let Some(data) = &self.data {
            config.data.clone_from(data);
        }
        if let Some(listen) = &self.listen {
            config.listen.clone_from(listen);
        }
        if let Some(address) = &self.public_address {
            config.set_public_address(address)?;
        }
        config.database = self.database.clone().or(config.database);
        Ok(config)
    }

    /// The settings where there is an office already: a slip in the path must not make an empty one.
    fn existing(&self) -> Result<Config> {
        let config = self.config()?;
        let served = config.database.is_some() || config.data.join("guiju.sqlite").exists();
        ensure!(
            served && config.data.is_dir(),
            "{} holds no office; name the data folder with --data, or found one with `guiju init`",
            config.data.display()
        );
        Ok(config)
    }

    /// The server's parts where there is an office already.
    async fn open(&self) -> Result<Arc<App>> {
        self.existing()?;
        self.open_or_make().await
    }

    /// The server's parts; what is not there yet is made.
    async fn open_or_make(&self) -> Result<Arc<App>> {
        let clock = Clock::default();
        if let Some(at) = &self.at {
            clock.set(at.parse::<Moment>().map_err(|why| anyhow::anyhow!("--at: {why}"))?);
        }
        Ok(App::open(self.config()?, clock).await?)
    }
}

/// Does what the command line asks for.
///
/// # Errors
/// What went wrong, for the one who typed it.
pub fn main() -> Result<()> {
    let log = tracing_subscriber::EnvFilter::try_from_default_env().unwrap_or_else(|_| "info,sqlx=warn".into());
    let log = tracing_subscriber::fmt().with_env_filter(log).with_writer(std::io::stderr);
    if std::env::var("GUIJU_LOG").is_ok_and(|format| format == "json") {
        log.json().init();
    } else {
        log.init();
    }
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(run(Guiju::parse()))
}

async fn run(guiju: Guiju) -> Result<()> {
    match guiju.command {
        Command::Serve { settings, watch } if watch.is_empty() => serve(settings.open_or_make().await?).await,
        Command::Serve { settings, watch } => watch::serve(settings, watch).await,
        Command::Init { settings, office, regulations, name, login, password_file } => {
            let app = settings.open_or_make().await?;
            let password =
                std::fs::read_to_string(&password_file).with_context(|| password_file.display().to_string())?;
            let password = password.lines().next().unwrap_or_default().to_owned();
            ensure!(
                !fixtures::components(&regulations)?.is_empty(),
                "{} holds no .wasm file; name the folder with the regulations",
                regulations.display()
            );
            let id = fixtures::found(&app, &office, &regulations).await?;
            let administrator = PersonEntry {
                name,
                department: "办公室".to_owned(),
                login: Some(login),
                password: Some(password),
                ..PersonEntry::default()
            };
            keepers::found(&app, id, &administrator).await?;
            // From its first events on the chain agrees with something outside the database.
            app.anchors.save(&app.pool, true).await?;
            println!("{office}: ready; `guiju serve` serves it");
            println!(
                "next: the administrator enters people with their logins; then appoint the first security officer here, on the"
            );
            println!(
                "server: `guiju keeper appoint --office {id} --role security --login …`. Posts that open confidential forms, and the"
            );
            println!("other keepers, wait for a second keeper to confirm them");
            Ok(())
        }
        Command::Demo { settings, regulations, office, scenes } => {
            let app = settings.open_or_make().await?;
            if app.policy(OfficeId::new(1)).is_ok() {
                tracing::info!("the data folder has an office already; nothing is played");
            } else {
                let demonstration = fixtures::load(&app, &regulations, &office, &scenes).await?;
                println!(
                    "\n演示单位已就绪 / the demonstration office is ready. 密码 / password: {}\n",
                    demonstration.password
                );
                for (login, name, posts) in
                    demonstration.accounts.iter().filter(|(_, _, posts)| !posts.is_empty()).take(14)
                {
                    println!("  {login:<12} {name}  {posts}");
                }
            }
            serve(app).await
        }
        Command::Verify(verify) => verify.run().await,
        Command::Anchor(anchor) => anchor.run().await,
        Command::Backup { settings, to } => evidence::backup(&settings, &to).await,
        Command::Replay { settings, office, matter, all } => {
            let app = settings.open().await?;
            let report = rehearsals::replay(&app, office, matter.filter(|_| !all)).await?;
            for (matter, regulation) in &report.differing {
                let matter = matter.map_or_else(|| "a period".to_owned(), |id| format!("matter {id}"));
                println!("ALARM {matter}, {regulation}: the stored regulation gives another answer than was recorded");
            }
            ensure!(report.differing.is_empty(), "{} of {} judgements differ", report.differing.len(), report.asked);
            ensure!(report.asked > 0, "nothing is recorded of that");
            println!("{} judgements asked again, every one gives the same bytes", report.asked);
            Ok(())
        }
        Command::Keeper(keeper) => keeper.run().await,
        Command::Regulation(regulation) => regulation.run().await,
    }
}

/// Serves until it is told to end.
async fn serve(app: Arc<App>) -> Result<()> {
    http::install_metrics();
    let listener =
        tokio::net::TcpListener::bind(&app.config.listen).await.with_context(|| app.config.listen.clone())?;
    app.listens_on(listener.local_addr()?);
    if let Some(address) = &app.config.metrics_listen {
        let listener = tokio::net::TcpListener::bind(address).await.with_context(|| address.clone())?;
        println!("http://{}/metrics", listener.local_addr()?);
        tokio::spawn(http::serve_metrics(app.clone(), listener));
    }
    for warning in health::warned(&app).await {
        tracing::warn!("{warning}");
    }
    println!("\nhttp://{}\n", listener.local_addr()?);
    tokio::spawn(jobs::run(app.clone()));
    tokio::spawn(following::run(app.clone()));
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    let ended = async move {
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminate.recv() => {}
        }
    };
    http::serve(&app, listener, ended).await?;
    anchor_at_the_end(&app).await;
    if let Err(error) = store::optimize(&app.pool, app.dialect).await {
        tracing::debug!(%error, "statistics are left to the next start");
    }
    Ok(())
}

/// How long the end waits for the anchors' folder and the second places.
const ANCHORED_WITHIN: Duration = Duration::from_secs(15);

/// Anchors what was done since the last anchor, so that no event of an orderly end is without one.
async fn anchor_at_the_end(app: &App) {
    match tokio::time::timeout(ANCHORED_WITHIN, app.anchors.save_everywhere(&app.pool)).await {
        Ok(Ok(true)) => {}
        Ok(Ok(false)) => tracing::warn!("a second place lacks the last anchors; they are copied at the next start"),
        Ok(Err(error)) => tracing::error!(%error, "the last events are not anchored; the next start anchors them"),
        Err(_) => tracing::error!("the anchors' folder does not answer; the next start anchors the last events"),
    }
}

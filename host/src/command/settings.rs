//! Options that say which office a command works on, and the server's parts opened by them.

use crate::{app::App, clock::Clock, config::Config, store};
use anyhow::{Result, ensure};
use clap::Args;
use guiju_model::Moment;
use std::{path::PathBuf, sync::Arc};

/// Where everything is kept, and where to listen.
#[derive(Args, Clone, Default)]
pub struct Settings {
    /// Settings as a YAML file.
    #[arg(long)]
    pub(super) config: Option<PathBuf>,
    /// Folder with everything that is kept.
    #[arg(long)]
    pub(super) data: Option<PathBuf>,
    /// Database, such as `postgres://…`; SQLite in the data folder if none is named.
    #[arg(long, env = "GUIJU_DATABASE")]
    pub(super) database: Option<String>,
    /// A backup was made: a database of an older version is brought up to date without being copied before.
    #[arg(long)]
    pub(super) backup_made: bool,
    /// Address to listen on.
    #[arg(long)]
    pub(super) listen: Option<String>,
    /// Address under which people reach the server, such as `https://guiju.example.cn`.
    #[arg(long)]
    pub(super) public_address: Option<String>,
    /// Lets the clock begin at another moment, for demonstrations and tests.
    #[arg(long)]
    pub(super) at: Option<String>,
}

impl Settings {
    pub(super) fn config(&self) -> Result<Config> {
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
        config.backup_before_upgrade &= !self.backup_made;
        config.database = self.database.clone().or(config.database);
        Ok(config)
    }

    /// The settings where there is an office already: a slip in the path must not make an empty one.
    pub(super) fn existing(&self) -> Result<Config> {
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
    pub(super) async fn open(&self) -> Result<Arc<App>> {
        self.existing()?;
        self.open_or_make().await
    }

    /// The server's parts; what is not there yet is made.
    pub(super) async fn open_or_make(&self) -> Result<Arc<App>> {
        Ok(App::open(self.config()?, self.clock()?).await?)
    }

    /// The server's parts for a command that only looks. The database is not brought up to date, and refuses every change.
    pub(super) async fn look(&self) -> Result<Arc<App>> {
        let config = self.existing()?;
        let pool = store::look(config.database.as_deref(), &config.data).await?;
        Ok(App::over(config, self.clock()?, pool).await?)
    }

    /// The server's parts for a command that only looks, but for whoever logs in to do so: the database is not brought up to date.
    pub(super) async fn open_current(&self) -> Result<Arc<App>> {
        let config = self.existing()?;
        let pool = store::open_current(config.database.as_deref(), &config.data).await?;
        Ok(App::over(config, self.clock()?, pool).await?)
    }

    fn clock(&self) -> Result<Clock> {
        let clock = Clock::default();
        if let Some(at) = &self.at {
            clock.set(at.parse::<Moment>().map_err(|why| anyhow::anyhow!("--at: {why}"))?);
        }
        Ok(clock)
    }
}

//! A real server on a real socket over a real database, with a small office in it, for the stories in `tests/tests`.

pub mod accounts;
pub mod browser;
mod chromium;
pub mod developer;
pub mod packages;
mod person;
pub mod process;
mod template;
pub mod trial;

pub use person::Person;

use anyhow::{Context, Result, ensure};
use guiju::{
    app::App,
    clock::Clock,
    config::Config,
    fixtures::{self, Scenario},
    http, jobs,
};
use guiju_domain::OfficeId;
use guiju_model::{Date, Moment};
use reqwest::{Client, StatusCode};
use serde_json::{Value, json};
use std::{
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

/// Password of every account of the test office.
pub const PASSWORD: &str = "guiju-test-2026";
/// The only office of most tests.
pub const OFFICE: OfficeId = OfficeId::new(1);

/// A client; the server's own registry client brings TLS, for which somebody has to say who encrypts.
pub fn client() -> reqwest::ClientBuilder {
    let _ = rustls::crypto::ring::default_provider().install_default();
    // Nothing outside is asked, so that no certificate of the machine is read.
    Client::builder().tls_certs_only([])
}

/// Fetches an address without a session.
///
/// # Errors
/// If nobody answers.
pub async fn get(address: String) -> reqwest::Result<reqwest::Response> {
    client().build()?.get(address).send().await
}

/// Which database a story runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Database {
    /// A file in the data folder.
    Sqlite,
    /// A database of its own on the server that the test command started.
    Postgres,
}

/// A served office.
pub struct Office {
    /// Address.
    pub base: String,
    /// Its clock, which a story may set.
    pub clock: Clock,
    /// The server's parts, for what only a clock would do.
    pub app: Arc<App>,
    _data: tempfile::TempDir,
}

/// The project's top folder.
#[must_use]
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().map(Path::to_owned).unwrap_or_default()
}

/// Whether there is a PostgreSQL server to test on; the test command says where.
#[must_use]
pub fn postgres() -> Option<String> {
    std::env::var("GUIJU_TEST_POSTGRES").ok()
}

/// What a test answers that cannot run here. On CI nothing may be left out.
///
/// # Errors
/// On CI.
pub fn skipped(why: &str) -> Result<()> {
    ensure!(std::env::var_os("CI").is_none(), "{why}, and on CI nothing is left out");
    eprintln!("skipped: {why}");
    Ok(())
}

impl Office {
    /// Opens the test office at a moment. It is loaded once for all stories that begin at that moment; each has a copy.
    ///
    /// # Errors
    /// If the server cannot be started.
    pub async fn open(database: Database, at: &str) -> Result<Self> {
        let (data, url) = template::copy(database, at).await?;
        Self::listen(opened(data.path(), url, at, |_| ()).await?, data).await
    }

    /// The same on a server that is set up otherwise, from its first start on.
    ///
    /// # Errors
    /// If the server cannot be started.
    pub async fn configured(database: Database, at: &str, settings: impl FnOnce(&mut Config)) -> Result<Self> {
        let office = Self::serve(database, at, settings).await?;
        fixtures::load(&office.app, &root().join("target/regulations"), &root().join("tests/office"), &[]).await?;
        accounts::sessions_last(&office.app, OFFICE).await?;
        Ok(office)
    }

    /// The demonstration office on a day, with every regulation's steps still to be carried out.
    ///
    /// # Errors
    /// If the server cannot be started, or the office not be founded.
    pub async fn demonstration(database: Database, at: &str) -> Result<(Self, Scenario)> {
        let office = Self::serve(database, at, |_| ()).await?;
        let mut steps = Vec::new();
        for plugin in std::fs::read_dir(root().join("plugins"))? {
            steps.push(plugin?.path().join("demo.yaml"));
        }
        steps.retain(|path| path.exists());
        steps.sort();
        let folder = root().join("plugins/demo-office");
        let scenario = Scenario::begin(&office.app, &root().join("target/regulations"), &folder, &steps).await?;
        accounts::sessions_last(&office.app, OFFICE).await?;
        Ok((office, scenario))
    }

    async fn serve(database: Database, at: &str, settings: impl FnOnce(&mut Config)) -> Result<Self> {
        let data = tempfile::tempdir()?;
        let url = match database {
            Database::Sqlite => None,
            Database::Postgres => Some(fresh().await?),
        };
        Self::listen(opened(data.path(), url, at, settings).await?, data).await
    }

    async fn listen(app: Arc<App>, data: tempfile::TempDir) -> Result<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let base = format!("http://{}", listener.local_addr()?);
        let served = app.clone();
        tokio::spawn(async move { http::serve(&served, listener, std::future::pending()).await });
        Ok(Self { base, clock: app.clock.clone(), app, _data: data })
    }

    /// Founds another office on the same server.
    ///
    /// # Errors
    /// If it cannot be loaded.
    pub async fn found_another(&self) -> Result<()> {
        fixtures::load(&self.app, &root().join("target/regulations"), &root().join("tests/other-office"), &[]).await?;
        accounts::sessions_last(&self.app, OfficeId::new(2)).await
    }

    /// Sets the clock and lets the jobs run a round.
    ///
    /// # Errors
    /// If a job fails.
    pub async fn at(&self, at: &str) -> Result<()> {
        self.clock.set(at.parse::<Moment>().map_err(|why| anyhow::anyhow!("{why}"))?);
        Ok(jobs::round(&self.app).await?)
    }

    /// Binds the office to one more regulation, built for the stories: `workbench`.
    ///
    /// # Errors
    /// If it is not accepted.
    pub async fn bind(&self, name: &str) -> Result<()> {
        let bytes = std::fs::read(root().join(format!("target/{name}.wasm")))?;
        let long_ago = Date::new(2024, 1, 1).context("a date")?;
        guiju::organisation::bind(&self.app, OFFICE, &bytes, long_ago, None).await?;
        Ok(())
    }

    /// Revises a regulation from a day on: the administrator asks, the security officer confirms.
    ///
    /// # Errors
    /// If either is refused.
    pub async fn revise(&self, regulation: &str, digest: Option<&str>, values: Value, from: &str) -> Result<()> {
        let (zhou, wu) = (self.person("zhou").await?, self.person("wu").await?);
        let wanted = json!({
            "regulation": regulation, "digest": digest, "parameters": values, "from": from, "reason": "单位修订",
        });
        let (status, asked) = zhou.post("/api/revisions", &wanted).await?;
        ensure!(status == StatusCode::CREATED, "{status} {asked}");
        let (status, answer) =
            wu.post(&format!("/api/revisions/{}", asked["id"]), &json!({ "action": "confirm" })).await?;
        ensure!(status == StatusCode::NO_CONTENT, "{status} {answer}");
        Ok(())
    }

    /// Logs somebody in.
    ///
    /// # Errors
    /// If that fails.
    pub async fn person(&self, login: &str) -> Result<Person> {
        Person::log_in(&self.base, login).await
    }
}

/// The server's parts over a data folder and a database, at a moment.
async fn opened(data: &Path, url: Option<String>, at: &str, settings: impl FnOnce(&mut Config)) -> Result<Arc<App>> {
    share_compiled(data)?;
    // Stories set the clock ahead by days; whoever is logged in stays so.
    let session_minutes = 60 * 24 * 400;
    let mut config = Config { data: data.to_owned(), database: url, session_minutes, ..Config::default() };
    settings(&mut config);
    let clock = Clock::default();
    clock.set(at.parse::<Moment>().map_err(|why| anyhow::anyhow!("{why}"))?);
    Ok(App::open(config, clock).await?)
}

/// Compiled regulations are shared by all stories; the engine takes them only if they are its own.
fn share_compiled(data: &Path) -> Result<()> {
    let compiled = root().join("target/compiled");
    std::fs::create_dir_all(&compiled)?;
    Ok(std::os::unix::fs::symlink(&compiled, data.join("compiled"))?)
}

/// A database of its own.
///
/// # Errors
/// If there is no server to make it on.
pub async fn fresh() -> Result<String> {
    made_of("template1").await
}

/// A copy of a database that nobody uses.
async fn made_of(template: &str) -> Result<String> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let server = postgres().context("GUIJU_TEST_POSTGRES")?;
    let name = format!("story_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
    sqlx::any::install_default_drivers();
    let pool = sqlx::any::AnyPoolOptions::new().max_connections(1).connect(&format!("{server}/postgres")).await?;
    sqlx::query(sqlx::AssertSqlSafe(format!("CREATE DATABASE {name} TEMPLATE {template}"))).execute(&pool).await?;
    pool.close().await;
    Ok(format!("{server}/{name}"))
}

/// Names of the people at each station.
#[must_use]
pub fn people(stations: &Value) -> Vec<String> {
    let stations = stations.as_array().into_iter().flatten();
    let names = |station: &Value| {
        station["people"].as_array().into_iter().flatten().filter_map(Value::as_str).collect::<Vec<_>>().join("+")
    };
    stations.map(names).collect()
}

/// Runs one story on each database. Without a PostgreSQL server its half is skipped, which the test command says.
#[macro_export]
macro_rules! on_each_database {
    ($($(#[$doc:meta])* $name:ident($office:ident, $at:literal) $story:block)*) => {$(
        mod $name {
            use super::*;
            async fn story($office: $crate::Office) -> anyhow::Result<()> { $story }

            $(#[$doc])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn sqlite() -> anyhow::Result<()> {
                story($crate::Office::open($crate::Database::Sqlite, $at).await?).await
            }

            $(#[$doc])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn postgres() -> anyhow::Result<()> {
                if $crate::postgres().is_none() {
                    return $crate::skipped("no PostgreSQL server");
                }
                story($crate::Office::open($crate::Database::Postgres, $at).await?).await
            }
        }
    )*};
}

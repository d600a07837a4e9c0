//! A real server on a real socket over a real database, with a small office in it.

use crate::{
    Evidence,
    altered::Altered,
    called,
    database::Database,
    parts::{moment, opened, sessions_last},
    person::Person,
    place::root,
    template,
};
use anyhow::{Context, Result, ensure};
use guiju::{
    app::App,
    clock::Clock,
    config::Config,
    fixtures::{self, Scenario},
    http, jobs,
};
use guiju_api::{Entered, RevisionAnswer, RevisionWanted};
use guiju_domain::OfficeId;
use guiju_model::Date;
use reqwest::StatusCode;
use serde_json::{Map, Value};
use std::{path::Path, sync::Arc};

/// Values of a regulation's parameters, as the regulation has them.
pub type Values = Map<String, Value>;

/// The only office of most tests.
pub const OFFICE: OfficeId = OfficeId::new(1);

/// A served office.
pub struct Office {
    /// The address under which it is served, without a path.
    pub base: String,
    /// Its clock, which a story may set.
    pub clock: Clock,
    /// The server's parts, for what only a clock would do.
    pub app: Arc<App>,
    /// The folder with its data, which stays as long as anybody looks at it.
    data: Arc<tempfile::TempDir>,
    altered: Altered,
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
        Self::founded(database, at, settings, &root().join("target/regulations")).await
    }

    /// The same with no regulation in force yet.
    ///
    /// # Errors
    /// If the server cannot be started.
    pub async fn without_regulations(database: Database, at: &str) -> Result<Self> {
        let none = tempfile::tempdir()?;
        Self::founded(database, at, |_| (), none.path()).await
    }

    async fn founded(
        database: Database,
        at: &str,
        settings: impl FnOnce(&mut Config),
        regulations: &Path,
    ) -> Result<Self> {
        let office = Self::serve(database, at, settings).await?;
        fixtures::load(&office.app, regulations, &root().join("tests/office"), &[]).await?;
        sessions_last(&office.app, OFFICE).await?;
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
        sessions_last(&office.app, OFFICE).await?;
        Ok((office, scenario))
    }

    async fn serve(database: Database, at: &str, settings: impl FnOnce(&mut Config)) -> Result<Self> {
        let data = tempfile::tempdir()?;
        let url = database.made().await?;
        Self::listen(opened(data.path(), url, at, settings).await?, data).await
    }

    async fn listen(app: Arc<App>, data: tempfile::TempDir) -> Result<Self> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let base = format!("http://{}", listener.local_addr()?);
        let served = app.clone();
        tokio::spawn(async move { http::serve(&served, listener, std::future::pending()).await });
        called::watch(&base, &app);
        Ok(Self { base, clock: app.clock.clone(), app, data: Arc::new(data), altered: Altered::default() })
    }

    /// Founds another office on the same server.
    ///
    /// # Errors
    /// If it cannot be loaded.
    pub async fn found_another(&self) -> Result<()> {
        fixtures::load(&self.app, &root().join("target/regulations"), &root().join("tests/other-office"), &[]).await?;
        sessions_last(&self.app, OfficeId::new(2)).await
    }

    /// Sets the clock and lets the jobs run a round.
    ///
    /// # Errors
    /// If a job fails.
    pub async fn at(&self, at: &str) -> Result<()> {
        self.set(at)?;
        Ok(jobs::round(&self.app).await?)
    }

    /// Sets the clock alone: what the jobs would do is not done yet.
    ///
    /// # Errors
    /// If it is no moment.
    pub fn set(&self, at: &str) -> Result<()> {
        self.clock.set(moment(at)?);
        Ok(())
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
    pub async fn revise(&self, regulation: &str, digest: Option<&str>, values: Values, from: &str) -> Result<()> {
        let (zhou, wu) = (self.person("zhou").await?, self.person("wu").await?);
        let wanted = RevisionWanted {
            regulation: regulation.to_owned(),
            digest: digest.map(str::to_owned),
            parameters: values,
            from: from.to_owned(),
            reason: "单位修订".to_owned(),
        };
        let (status, asked) = zhou.post("/api/revisions", &wanted).await?;
        ensure!(status == StatusCode::CREATED, "{status} {asked}");
        let confirm = RevisionAnswer { action: "confirm".to_owned(), ..RevisionAnswer::default() };
        let place = format!("/api/revisions/{}", asked.read::<Entered>()?.id);
        let (status, answer) = wu.post(&place, &confirm).await?;
        ensure!(status == StatusCode::NO_CONTENT, "{status} {answer}");
        Ok(())
    }

    /// Somebody hands the work over from a moment to another, without a form.
    ///
    /// # Errors
    /// If the database refuses it.
    pub async fn delegated(&self, from: &Person, to: &Person, starts: &str, ends: &str) -> Result<()> {
        let insert = "INSERT INTO delegations (office_id, id, person_id, deputy_id, starts, ends, reason, state)
             SELECT 1, COALESCE(MAX(id), 900000) + 1, $1, $2, $3, $4, '', 'waiting' FROM delegations";
        self.alters("delegations");
        let insert = sqlx::query(insert).bind(i64::try_from(from.id)?).bind(i64::try_from(to.id)?);
        insert.bind(moment(starts)?.0).bind(moment(ends)?.0).execute(&self.app.pool).await?;
        Ok(())
    }

    /// What its rows are compared with at the end of a story, which takes the office itself.
    #[must_use]
    pub fn evidence(&self) -> Evidence {
        Evidence { app: self.app.clone(), altered: self.altered.clone(), _data: self.data.clone() }
    }

    /// The story alters rows of a table behind the server's back: they are not compared with the chain. Where it alters the chain
    /// itself, nothing is.
    pub fn alters(&self, table: &str) {
        self.altered.note(table);
    }

    /// Runs a statement behind the server's back; the rows of the table that it alters are not compared with the chain.
    ///
    /// # Errors
    /// If the database refuses it.
    pub async fn alter(&self, statement: &str) -> Result<()> {
        let mut words = statement.split_ascii_whitespace();
        let table = if words.next() == Some("UPDATE") { words.next() } else { words.nth(1) };
        self.alters(table.context("a table")?);
        sqlx::query(sqlx::AssertSqlSafe(statement.to_owned())).execute(&self.app.pool).await?;
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

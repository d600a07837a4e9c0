//! The running server's parts, shared by every request.

use crate::{
    clock::Clock,
    config::Config,
    error::{Error, Result},
    law::{Law, OfficeLaw},
    staff::Staff,
    store::{self, Change, Columns, Dialect},
};
use guiju_model::Moment;
use sqlx::AnyPool;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Duration,
};

/// How long a change waits for its turn before the caller is told to try again.
const PATIENCE: Duration = Duration::from_secs(20);

/// Everything a request needs.
#[derive(Debug)]
pub struct App {
    /// Settings.
    pub config: Config,
    /// Database.
    pub pool: AnyPool,
    /// What its queries write differently.
    pub dialect: Dialect,
    /// Law in force.
    pub law: Law,
    /// Time.
    pub clock: Clock,
    staff: RwLock<HashMap<i64, Arc<Staff>>>,
    gates: Mutex<HashMap<i64, Arc<tokio::sync::Mutex<()>>>>,
    followed: Mutex<HashMap<i64, i64>>,
}

impl App {
    /// Opens the data and reads the law.
    ///
    /// # Errors
    /// If the data folder or the database cannot be used.
    pub async fn open(config: Config, clock: Clock) -> Result<Arc<Self>> {
        std::fs::create_dir_all(&config.data)?;
        let pool = store::open(config.database.as_deref(), &config.data).await?;
        let dialect = Dialect::of(config.database.as_deref());
        let law = Law::new(config.limits, &config.data)?;
        law.refresh(&pool).await?;
        Ok(Arc::new(Self {
            config,
            pool,
            dialect,
            law,
            clock,
            staff: RwLock::default(),
            gates: Mutex::default(),
            followed: Mutex::default(),
        }))
    }

    /// Local time now.
    #[must_use]
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// What binds an office.
    ///
    /// # Errors
    /// If there is no such office.
    pub fn law(&self, office: i64) -> Result<Arc<OfficeLaw>> {
        self.law.of(office)
    }

    /// Everybody in an office.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn staff(&self, office: i64) -> Result<Arc<Staff>> {
        let known = self.staff.read().unwrap_or_else(PoisonError::into_inner).get(&office).cloned();
        if let Some(staff) = known {
            return Ok(staff);
        }
        let staff = Arc::new(Staff::read(&self.pool, office, &self.clock).await?);
        self.staff.write().unwrap_or_else(PoisonError::into_inner).insert(office, staff.clone());
        Ok(staff)
    }

    /// Forgets what is known of an office's people, after a change.
    pub fn staff_changed(&self, office: i64) {
        self.staff.write().unwrap_or_else(PoisonError::into_inner).remove(&office);
    }

    /// Takes over what another server on the same database has changed in an office's people, posts, calendar or law.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn follow(&self, office: i64) -> Result<()> {
        let row = sqlx::query(
            "SELECT COALESCE(MAX(seq), 0) AS latest FROM events WHERE office_id = $1
             AND kind IN ('person', 'post', 'calendar', 'bound', 'parameter', 'roster', 'installed', 'worded')",
        )
        .bind(office)
        .fetch_one(&self.pool)
        .await?;
        let latest = row.int("latest")?;
        let followed = self.followed.lock().unwrap_or_else(PoisonError::into_inner).insert(office, latest);
        if followed != Some(latest) {
            self.staff_changed(office);
            self.law.refresh(&self.pool).await?;
        }
        Ok(())
    }

    /// Begins a change of an office. Changes of one office wait for each other here, in the order in which they came,
    /// rather than in the database, where each would hold a connection that readers need.
    ///
    /// # Errors
    /// If the database cannot be used, or too many others are before this one.
    pub async fn change(&self, office: i64) -> Result<Change> {
        let gate = self.gates.lock().unwrap_or_else(PoisonError::into_inner).entry(office).or_default().clone();
        let turn = tokio::time::timeout(PATIENCE, gate.lock_owned()).await;
        let turn = turn.map_err(|late| Error::Unavailable(late.into()))?;
        Change::begin(&self.pool, turn, office, self.now()).await
    }
}

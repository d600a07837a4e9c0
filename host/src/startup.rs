//! Opening the data of a server: folder, database, files, keys, and the policy of each office.

use crate::{
    access::file_index,
    accounts,
    app::{App, Parts},
    clock::Clock,
    config::Config,
    error::Result,
    evidence::Anchors,
    keepers, keys,
    policy::Policies,
    private,
    store::{self, BeforeUpgrade, Blobs, Dialect, Pool, offices, row_digests},
};
use std::{collections::BTreeSet, sync::Arc};

impl App {
    /// Opens the data and reads the policy of each office.
    ///
    /// # Errors
    /// If the data folder or the database cannot be used.
    pub async fn open(config: Config, clock: Clock) -> Result<Arc<Self>> {
        private::make(&config.data, Some(&keys::folder(&config)))?;
        let before = BeforeUpgrade { copies: config.backup_before_upgrade, utc: clock.utc() };
        let pool = store::upgrade(config.database.as_deref(), &config.data, before).await?;
        let app = Self::over(config, clock, pool).await?;
        take_over(&app).await?;
        app.policy.note(&app.pool).await?;
        file_index::make(&app.pool, &app.policy).await?;
        keepers::remove_second_roles(&app).await?;
        Ok(app)
    }

    /// A server's parts over a database that is open already; nothing is caught up in it.
    ///
    /// # Errors
    /// If the data folder or the database cannot be used.
    pub(crate) async fn over(config: Config, clock: Clock, pool: Pool) -> Result<Arc<Self>> {
        private::make(&config.data, Some(&keys::folder(&config)))?;
        accounts::prepare(config.hashing_cost);
        let dialect = Dialect::of(config.database.as_deref());
        let blobs = Arc::new(Blobs::open(config.blobs.as_ref(), &config.data)?);
        let anchors = Anchors::open(&config)?;
        let policy = Policies::new(config.limits, &config.data, blobs.clone(), dialect)?;
        policy.refresh(&pool).await?;
        Ok(Self::new(Parts { config, clock, pool, dialect, blobs, anchors, policy }))
    }
}

/// Covers the rows of offices that an earlier version has made.
async fn take_over(app: &App) -> Result<()> {
    let mut uncovered = Vec::new();
    for office in offices::ids(&app.pool).await? {
        // Most are covered: no change is begun for them.
        let mut connection = store::acquire(&app.pool).await?;
        if row_digests::is_covered(&mut connection, office).await? {
            continue;
        }
        // What stands in the rows is vouched for only where the older chain is whole. An office without events is covered by its first one.
        let walk = store::walk(&mut connection, office, &BTreeSet::new()).await?;
        match walk.broken_at {
            Some(seq) => tracing::error!(
                office = office.number(),
                seq,
                "the chain of this office is broken: its rows are not taken over. Restore a backup whose chain is whole"
            ),
            None if walk.events > 0 => uncovered.push(office),
            None => {}
        }
    }
    if uncovered.is_empty() {
        return Ok(());
    }
    // The end of the older chain is anchored before: from the take-over on an anchor is missed, and whoever is stopped behind it has this one.
    app.anchors.save(&app.pool, true).await?;
    for office in uncovered {
        if app.change(office).await?.take_over().await? {
            tracing::info!(office = office.number(), "the rows of this office are covered by its chain from now on");
        }
    }
    app.anchors.save(&app.pool, true).await?;
    Ok(())
}

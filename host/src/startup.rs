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
    store::{self, Blobs, Dialect, Pool, offices, row_digests},
};
use std::sync::Arc;

impl App {
    /// Opens the data and reads the policy of each office.
    ///
    /// # Errors
    /// If the data folder or the database cannot be used.
    pub async fn open(config: Config, clock: Clock) -> Result<Arc<Self>> {
        private::make(&config.data, Some(&keys::folder(&config)))?;
        let pool = store::open(config.database.as_deref(), &config.data).await?;
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
        accounts::prepare();
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
    let mut is_any = false;
    for office in offices::ids(&app.pool).await? {
        // Most are covered: no change is begun for them.
        if !row_digests::is_covered(&mut *store::acquire(&app.pool).await?, office).await?
            && app.change(office).await?.take_over().await?
        {
            is_any = true;
            tracing::info!(office = office.number(), "the rows of this office are covered by its chain from now on");
        }
    }
    if is_any {
        // The rounds of jobs anchor as well; but from here on an anchor is missed.
        app.anchors.save(&app.pool, true).await?;
    }
    Ok(())
}

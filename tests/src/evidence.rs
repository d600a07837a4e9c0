//! What holds at the end of every story: the rows are what the office's changes left, and those of matters follow from their events.

use crate::altered::Altered;
use anyhow::{Result, ensure};
use guiju::{app::App, store};
use guiju_domain::OfficeId;
use std::sync::Arc;

/// The parts of an office that are looked at when its story is over.
pub struct Evidence {
    pub(crate) app: Arc<App>,
    pub(crate) altered: Altered,
    pub(crate) _data: Arc<tempfile::TempDir>,
}

impl Evidence {
    /// Compares every row with its digest in the chain, and the rows of matters with what their events give.
    ///
    /// # Errors
    /// What differs, if anything does.
    pub async fn holds(&self) -> Result<()> {
        self.matters_follow().await?;
        let altered = self.altered.tables();
        if altered.contains("events") {
            return Ok(());
        }
        let mut connection = store::acquire(&self.app.pool).await?;
        for office in self.offices().await? {
            let mut rows = store::row_digests::verify(&mut connection, office).await?;
            rows.faults.retain(|fault| !altered.contains(fault.table));
            ensure!(rows.agrees(), "office {office}: not what the changes left: {rows:#?}");
        }
        Ok(())
    }

    /// Compares the rows of matters with what their events give; how many matters.
    ///
    /// # Errors
    /// What differs, if anything does.
    pub async fn matters_follow(&self) -> Result<u64> {
        let altered = self.altered.tables();
        let mut matters = 0;
        if altered.contains("events") {
            return Ok(matters);
        }
        let mut connection = store::acquire(&self.app.pool).await?;
        for office in self.offices().await? {
            let mut folds = store::matter_folds::verify(&mut connection, office).await?;
            folds.faults.retain(|fault| !altered.contains(if fault.task.is_some() { "tasks" } else { "matters" }));
            ensure!(folds.faults.is_empty(), "office {office}: not what the events give: {:#?}", folds.faults);
            matters += folds.matters;
        }
        Ok(matters)
    }

    async fn offices(&self) -> Result<Vec<OfficeId>> {
        let offices = sqlx::query_scalar::<_, i64>("SELECT id FROM offices ORDER BY id");
        Ok(offices.fetch_all(&self.app.pool).await?.into_iter().map(OfficeId::new).collect())
    }
}

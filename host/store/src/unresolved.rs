//! Unresolved matters: those whose deciders could not be looked for again, which is tried again later.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Bind, Column, Db, sql},
};
use guiju_domain::{MatterId, OfficeId, events::deciding::Because};
use guiju_store_macros::Row;

impl Column for Because {
    type Raw = String;
    fn read(raw: String) -> Result<Self> {
        Ok(Self::named(&raw))
    }
}

impl Bind for Because {
    type Raw = String;
    fn bind(self) -> String {
        self.name().to_owned()
    }
}

/// An unresolved matter.
#[derive(Debug, Row)]
pub struct Unresolved {
    /// The matter.
    #[column("matter_id")]
    pub matter: MatterId,
    /// What had changed.
    pub because: Because,
    /// The digest of the matter's package.
    pub digest: String,
}

/// Inserts a matter; one that is there already stays as it is.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, matter: MatterId, because: Because) -> Result<()> {
    sql!(
        "INSERT INTO unresolved (office_id, matter_id, because, since) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, matter_id) DO NOTHING"
    )
    .bind(change.office)
    .bind(matter)
    .bind(because)
    .bind(change.now)
    .run(&mut **change)
    .await?;
    Ok(())
}

/// Deletes a matter.
///
/// # Errors
/// If the database cannot be used.
pub async fn delete(change: &mut UnitOfWork, matter: MatterId) -> Result<()> {
    sql!("DELETE FROM unresolved WHERE office_id = $1 AND matter_id = $2")
        .bind(change.office)
        .bind(matter)
        .run(&mut **change)
        .await?;
    Ok(())
}

/// The next so many of an office after a matter, by their ids.
///
/// # Errors
/// If the database cannot be used.
pub async fn next(db: impl Db<'_>, office: OfficeId, after: MatterId, most: i64) -> Result<Vec<Unresolved>> {
    sql!(
        "SELECT u.matter_id AS matter_id, u.because AS because, m.digest AS digest FROM unresolved u
         JOIN matters m ON m.office_id = u.office_id AND m.id = u.matter_id
         WHERE u.office_id = $1 AND u.matter_id > $2 ORDER BY u.matter_id LIMIT $3"
    )
    .bind(office)
    .bind(after)
    .bind(most)
    .all(db)
    .await
}

/// The offices with matters whose deciders could not be looked for.
///
/// # Errors
/// If the database cannot be used.
pub async fn offices(db: impl Db<'_>) -> Result<Vec<OfficeId>> {
    sql!("SELECT DISTINCT office_id FROM unresolved").values(db).await
}

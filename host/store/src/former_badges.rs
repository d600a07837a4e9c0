//! Numbers at the clock machine that people had until a day, which others may have now.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{OfficeId, PersonId};
use guiju_model::Date;
use guiju_store_macros::Row;

/// A number that somebody had until a day.
#[derive(Debug, Row)]
pub struct FormerBadge {
    /// The number.
    pub badge: String,
    /// The last day on which it was that person's.
    #[column("until_day")]
    pub until: Date,
    /// Whose it was.
    #[column("person_id")]
    pub person: PersonId,
}

/// The former numbers of an office, by their last days.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_office(db: impl Db<'_>, office: OfficeId) -> Result<Vec<FormerBadge>> {
    sql!("SELECT badge, until_day, person_id FROM former_badges WHERE office_id = $1 ORDER BY until_day")
        .bind(office)
        .all(db)
        .await
}

/// Saves whose a number was until a day.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, former: &FormerBadge) -> Result<()> {
    written!(
        "INSERT INTO former_badges (office_id, badge, until_day, person_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, badge, until_day) DO UPDATE SET person_id = excluded.person_id"
    )
    .bind(change.office)
    .bind(&former.badge)
    .bind(former.until)
    .bind(former.person)
    .write(change)
    .await?;
    Ok(())
}

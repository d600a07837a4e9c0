//! Whether records are there. Table `records`, read only.

use crate::{
    Dialect, UnitOfWork,
    error::Result,
    sql::{Built, Statement, built, sql},
};
use guiju_domain::{PersonId, RecordId};
use guiju_model::Moment;
use std::collections::BTreeSet;

struct ThoseThere;

impl Built for ThoseThere {
    fn combinations() -> Vec<Self> {
        vec![Self]
    }

    fn text(&self, dialect: Dialect) -> String {
        format!("SELECT id FROM records WHERE office_id = $1 AND {}", dialect.among("id", 2))
    }
}
built!(ThoseThere);

/// Those of some records that the office still has.
///
/// # Errors
/// If the database cannot be used.
pub async fn those_there(change: &mut UnitOfWork, records: &BTreeSet<RecordId>) -> Result<BTreeSet<RecordId>> {
    if records.is_empty() {
        return Ok(BTreeSet::new());
    }
    let asked =
        Statement::built(&ThoseThere, change.dialect()).bind(change.office).bind(serde_json::to_string(records)?);
    let found: Vec<RecordId> = asked.values(&mut **change).await?;
    Ok(found.into_iter().collect())
}

/// Whether a form has a record of a person in a time: from one moment on and before another.
///
/// # Errors
/// If the database cannot be used.
pub async fn has_of(
    change: &mut UnitOfWork,
    (regulation, form): (&str, &str),
    person: PersonId,
    (from, before): (Moment, Moment),
) -> Result<bool> {
    sql!(
        "SELECT 1 FROM records WHERE office_id = $1 AND regulation = $2 AND form = $3 AND person_id = $4 AND starts < $5
         AND ends >= $6"
    )
    .bind(change.office)
    .bind(regulation)
    .bind(form)
    .bind(person)
    .bind(before)
    .bind(from)
    .exists(&mut **change)
    .await
}

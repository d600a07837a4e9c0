//! Who has a role of the system in an office. Table `accounts`, read only.

use crate::{
    error::Result,
    sql::{Db, sql},
};
use guiju_domain::{OfficeId, PersonId};

/// The persons with any role.
///
/// # Errors
/// If the database cannot be used.
pub async fn keepers(db: impl Db<'_>, office: OfficeId) -> Result<Vec<PersonId>> {
    sql!("SELECT person_id FROM accounts WHERE office_id = $1 AND system_role IS NOT NULL")
        .bind(office)
        .values(db)
        .await
}

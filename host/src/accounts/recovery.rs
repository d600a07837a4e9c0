//! Recovery codes: for who has lost the second factor. Each opens once; only their hashes are kept.

use super::secrets::{hashed, letters};
use crate::{
    app::App,
    error::Result,
    store::{Columns, UnitOfWork},
};
use guiju_api::RecoveryCodes;
use guiju_domain::{OfficeId, PersonId, events::accounts::RecoveryCodeUsed};

/// How many there are.
const CODES: usize = 10;
/// Characters of a code: three groups of four.
const LENGTH: usize = 12;

/// A code as it is compared.
fn plain(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase()
}

/// What is kept of a code.
fn kept(office: OfficeId, person: i64, code: &str) -> String {
    hashed(&format!("recovery {office}/{person} {}", plain(code)))
}

fn code() -> Result<String> {
    let letters = letters::<LENGTH>()?;
    Ok(format!("{}-{}-{}", &letters[..4], &letters[4..8], &letters[8..]))
}

/// Makes a person's codes anew.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn make(change: &mut UnitOfWork, person: i64) -> Result<RecoveryCodes> {
    let office = change.office;
    sqlx::query("DELETE FROM recovery_codes WHERE office_id = $1 AND person_id = $2")
        .bind(office.number())
        .bind(person)
        .execute(&mut **change)
        .await?;
    let mut codes = Vec::new();
    for _ in 0..CODES {
        let code = code()?;
        sqlx::query("INSERT INTO recovery_codes (office_id, person_id, code_hash) VALUES ($1, $2, $3)")
            .bind(office.number())
            .bind(person)
            .bind(kept(office, person, &code))
            .execute(&mut **change)
            .await?;
        codes.push(code);
    }
    Ok(RecoveryCodes { codes })
}

/// Uses up a code, with an event; whether there was such a one.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn uses(app: &App, office: OfficeId, person: i64, code: &str) -> Result<bool> {
    if plain(code).len() != LENGTH {
        return Ok(false);
    }
    let mut change = app.change(office).await?;
    let used = sqlx::query(
        "UPDATE recovery_codes SET used_at = $4 WHERE office_id = $1 AND person_id = $2 AND code_hash = $3 AND used_at IS NULL",
    )
    .bind(office.number())
    .bind(person)
    .bind(kept(office, person, code))
    .bind(app.clock.utc())
    .execute(&mut *change)
    .await?;
    if used.rows_affected() == 0 {
        return Ok(false);
    }
    let left = sqlx::query(LEFT).bind(office.number()).bind(person).fetch_one(&mut *change).await?.int("n")?;
    let person = PersonId::new(person as u64);
    change.record(Some(person), &RecoveryCodeUsed { person, left: left as u64 }).await?;
    change.commit().await?;
    Ok(true)
}

const LEFT: &str =
    "SELECT COUNT(*) AS n FROM recovery_codes WHERE office_id = $1 AND person_id = $2 AND used_at IS NULL";

/// How many codes a person has left.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn left(app: &App, office: OfficeId, person: i64) -> Result<u64> {
    Ok(sqlx::query(LEFT).bind(office.number()).bind(person).fetch_one(&app.pool).await?.int("n")? as u64)
}

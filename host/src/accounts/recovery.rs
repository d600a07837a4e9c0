//! Recovery codes: for who has lost the second factor. Each opens once; only their hashes are saved.

use super::secrets::{hashed, letters};
use crate::{
    app::App,
    error::Result,
    store::{UnitOfWork, accounts, recovery_codes},
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

/// The hash by which a code is saved.
fn code_hash(office: OfficeId, person: PersonId, code: &str) -> String {
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
pub(super) async fn make(change: &mut UnitOfWork, person: PersonId) -> Result<RecoveryCodes> {
    recovery_codes::delete(change, person).await?;
    let mut codes = Vec::new();
    for _ in 0..CODES {
        let code = code()?;
        let hash = code_hash(change.office, person, &code);
        recovery_codes::insert(change, person, &hash).await?;
        codes.push(code);
    }
    Ok(RecoveryCodes { codes })
}

/// Uses up a code, with an event; whether there was such a one.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn uses(app: &App, office: OfficeId, person: PersonId, code: &str) -> Result<bool> {
    if plain(code).len() != LENGTH {
        return Ok(false);
    }
    let mut change = app.change(office).await?;
    if !recovery_codes::use_up(&mut change, person, &code_hash(office, person, code), app.clock.utc()).await? {
        return Ok(false);
    }
    let left = recovery_codes::count_unused(&mut *change, office, person).await?;
    let login = accounts::login_within(&mut change, person).await?;
    change.record(Some(person), &RecoveryCodeUsed { person, login, left })?;
    change.commit().await?;
    Ok(true)
}

/// How many codes a person has left.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn left(app: &App, office: OfficeId, person: PersonId) -> Result<u64> {
    Ok(recovery_codes::count_unused(&app.pool, office, person).await?)
}

//! The second factor: codes that an app on one's telephone shows for half a minute (TOTP, RFC 6238), each taken once.
//!
//! The secret is encrypted by a key outside the database. Whoever has lost the telephone has recovery codes; whoever has
//! neither has it taken off by two keepers.

use super::{
    Caller, password, recovery,
    secrets::{key_is_there, open, random, seal},
    sessions,
    throttle::{self, By, Counter},
};
use crate::{
    app::App,
    error::{Error, Result},
    keepers, organisation, proof,
    store::{UnitOfWork, accounts, recovery_codes, second_factors},
};
use guiju_api::{RecoveryCodes, SecondFactorBegun};
use guiju_domain::{
    OfficeId, PersonId,
    events::accounts::{self as events, RecoveryCodesMade, SecondFactorRemoved, SecondFactorReset, SecondFactorSet},
    message,
    rejection::{Account, Rejection},
};
use totp_rs::{Builder, Totp};

/// Bytes of a secret: as many as the hash has.
const SECRET: usize = 20;

/// To what a secret belongs, so that it is of no use in another row.
fn belongs_to(office: OfficeId, person: PersonId) -> String {
    format!("second factor {office}/{person}")
}

fn totp(secret: Vec<u8>, office: &str, login: &str) -> Result<Totp> {
    // Six digits, thirty seconds, a step before and after: what every app takes.
    let totp = Builder::new()
        .with_secret(secret)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(30)
        .with_issuer(Some(office.replace(':', " ")))
        .with_account_name(login.replace(':', " "));
    totp.build().map_err(|error| Error::internal(error.to_string()))
}

/// Whether a person has a second factor.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn is_set(app: &App, office: OfficeId, person: PersonId) -> Result<bool> {
    let found = second_factors::find(&app.pool, office, person).await?;
    Ok(found.is_some_and(|found| found.confirmed_at.is_some()))
}

/// Takes the step of a right code, unless it or a later one was taken already, or there is another secret meanwhile.
async fn takes(app: &App, office: OfficeId, person: PersonId, sealed: &str, code: &str) -> Result<bool> {
    let now = u64::try_from(app.clock.utc()).unwrap_or(0);
    let totp = totp(open(app, &belongs_to(office, person), sealed).await?, "", "")?;
    let Some(step) = totp.check(&digits(code), now) else { return Ok(false) };
    Ok(second_factors::use_step(&app.pool, office, person, step, sealed).await?)
}

/// A code without the blanks that apps show in its middle.
fn digits(code: &str) -> String {
    code.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Whether a code proves the second factor of a person: one for recovery, or one that the app shows. It is used up by that.
/// Codes for recovery need no key, so that they open even if it is lost.
///
/// # Errors
/// If the code is none for recovery and the key that reads the secret is lost.
pub(super) async fn proves(app: &App, office: OfficeId, person: PersonId, code: &str) -> Result<bool> {
    let found = second_factors::find(&app.pool, office, person).await?;
    let Some(in_force) = found.filter(|found| found.confirmed_at.is_some()) else { return Ok(false) };
    Ok(recovery::uses(app, office, person, code).await? || takes(app, office, person, &in_force.sealed, code).await?)
}

/// Whoever still has a password that somebody else knows sets up no second factor: that one could lock the owner out.
fn own_password(caller: &Caller) -> Result<()> {
    match &caller.first {
        Some(Account::PasswordMustChange) => Err(Rejection::from(Account::PasswordMustChange).into()),
        _ => Ok(()),
    }
}

/// Whether second factors stand that the key there is does not read.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn unreadable(app: &App) -> Result<bool> {
    let Some(any) = second_factors::any(&app.pool).await? else { return Ok(false) };
    Ok(!key_is_there(app).await || open(app, &belongs_to(any.office, any.person), &any.sealed).await.is_err())
}

/// Begins a second factor, with the password, so that nobody sets one up in a borrowed session: the secret is shown once and
/// counts for nothing until a code proves it.
///
/// # Errors
/// If there is one already, the password is wrong, or the key that encrypts secrets is lost.
pub async fn begin(app: &App, caller: &Caller, password: &str) -> Result<SecondFactorBegun> {
    own_password(caller)?;
    let (office, person) = (caller.office, caller.person);
    if is_set(app, office, person).await? {
        return Err(Rejection::from(Account::SecondFactorSet).into());
    }
    password::prove(app, caller, password).await?;
    let secret = random::<SECRET>()?;
    let sealed = seal(app, &belongs_to(office, person), &secret).await?;
    let mut change = app.change(office).await?;
    if !second_factors::begin(&mut change, person, &sealed, app.clock.utc()).await? {
        return Err(Rejection::from(Account::SecondFactorSet).into());
    }
    change.record(Some(person), &events::SecondFactorBegun { person, login: caller.login.clone() })?;
    change.commit().await?;
    let totp = totp(secret.to_vec(), &organisation::name(&app.pool, office).await?, &caller.login)?;
    let address = totp.to_url().map_err(|error| Error::internal(error.to_string()))?;
    Ok(SecondFactorBegun { secret: totp.secret().to_base32(), qr: proof::code(&address)?, address })
}

/// Proves the second factor that was begun by its first code: the recovery codes, told this once.
///
/// # Errors
/// If none was begun, or the code is wrong.
pub async fn confirm(app: &App, caller: &Caller, code: &str) -> Result<RecoveryCodes> {
    own_password(caller)?;
    let (office, person) = (caller.office, caller.person);
    let begun = second_factors::find(&app.pool, office, person).await?;
    let begun = begun.ok_or(Rejection::from(Account::SecondFactorNotSet))?;
    if begun.confirmed_at.is_some() {
        return Err(Rejection::from(Account::SecondFactorSet).into());
    }
    let counted = throttle::count(app, vec![codes(caller)]).await?;
    if !takes(app, office, person, &begun.sealed, code).await? {
        return Err(Rejection::from(Account::WrongCode).into());
    }
    counted.was_right(app).await?;
    let mut change = app.change(office).await?;
    // Another secret was shown meanwhile, or another code was faster: what was proved is not what would count.
    if !second_factors::confirm(&mut change, person, &begun.sealed, app.clock.utc()).await? {
        return Err(Rejection::from(Account::WrongCode).into());
    }
    let codes = recovery::make(&mut change, person).await?;
    // Whoever is logged in elsewhere has not proved it.
    sessions::end_others_in(&mut change, caller).await?;
    change.record(Some(person), &SecondFactorSet { person, login: caller.login.clone() })?;
    keepers::tell(&mut change, person, message!("account-second-factor-begun")).await?;
    change.commit().await?;
    Ok(codes)
}

fn codes(caller: &Caller) -> Counter {
    Counter::new(By::Code, &[&caller.login])
}

/// Goes on only with the password and a code: the password's hash.
async fn both(app: &App, caller: &Caller, password: &str, code: &str) -> Result<String> {
    if !is_set(app, caller.office, caller.person).await? {
        return Err(Rejection::from(Account::SecondFactorNotSet).into());
    }
    let hash = password::prove(app, caller, password).await?;
    let counted = throttle::count(app, vec![codes(caller)]).await?;
    if !proves(app, caller.office, caller.person, code).await? {
        return Err(Rejection::from(Account::WrongCode).into());
    }
    counted.was_right(app).await?;
    Ok(hash)
}

/// Takes off the caller's own second factor.
///
/// # Errors
/// If there is none, or password or code are wrong.
pub async fn remove(app: &App, caller: &Caller, password: &str, code: &str) -> Result<()> {
    let hash = both(app, caller, password, code).await?;
    let mut change = app.change(caller.office).await?;
    sessions::stands(&mut change, caller, &hash).await?;
    let person = caller.person;
    delete(&mut change, person).await?;
    change.record(Some(person), &SecondFactorRemoved { person, login: caller.login.clone() })?;
    keepers::tell(&mut change, person, message!("account-second-factor-ended")).await?;
    Ok(change.commit().await?)
}

/// Makes the caller's recovery codes anew, told this once; those before open nothing any more.
///
/// # Errors
/// If there is no second factor, or password or code are wrong.
pub async fn renew(app: &App, caller: &Caller, password: &str, code: &str) -> Result<RecoveryCodes> {
    let hash = both(app, caller, password, code).await?;
    let mut change = app.change(caller.office).await?;
    sessions::stands(&mut change, caller, &hash).await?;
    let codes = recovery::make(&mut change, caller.person).await?;
    let (person, login) = (caller.person, caller.login.clone());
    change.record(Some(person), &RecoveryCodesMade { person, login, codes: codes.codes.len() as u64 })?;
    change.commit().await?;
    Ok(codes)
}

/// Takes off a person's second factor within a change that two keepers agreed on; every session of the person ends. Whether
/// there was one.
///
/// # Errors
/// If the database cannot be used.
pub async fn reset(change: &mut UnitOfWork, person: PersonId, by: Option<PersonId>) -> Result<bool> {
    if !delete(change, person).await? {
        return Ok(false);
    }
    sessions::end_all(change, person).await?;
    let login = accounts::login_within(change, person).await?;
    change.record(by, &SecondFactorReset { person, login })?;
    Ok(true)
}

/// Whether a person has a second factor, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn stands(change: &mut UnitOfWork, person: PersonId) -> Result<bool> {
    Ok(second_factors::is_in_force(change, person).await?)
}

/// Deletes a person's second factor with its recovery codes; whether there was one that counted.
async fn delete(change: &mut UnitOfWork, person: PersonId) -> Result<bool> {
    recovery_codes::delete(change, person).await?;
    Ok(second_factors::delete(change, person).await?)
}

/// Deletes a person's second factor, because the account is closed.
///
/// # Errors
/// If the database cannot be used.
pub(crate) async fn close(change: &mut UnitOfWork, person: PersonId) -> Result<()> {
    delete(change, person).await.map(drop)
}

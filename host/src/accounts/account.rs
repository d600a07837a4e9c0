//! The caller's own account as its page shows it, and what must be done before anything else: a new password, a second factor.

use super::{Caller, recovery};
use crate::{
    app::App,
    error::{Error, Result},
    keepers, organisation,
    store::{accounts, second_factors},
};
use guiju_api::{AccountShown, Me};
use guiju_domain::{
    OfficeId, PersonId,
    rejection::Account,
    settings::{PASSWORD_DAYS, PASSWORD_LENGTH, SECOND_FACTOR},
};
use std::collections::BTreeMap;

const DAY: i64 = 86_400;

/// Who is logged in, for the portal.
///
/// # Errors
/// If the database cannot be used.
pub async fn me(app: &App, caller: &Caller) -> Result<Me> {
    let staff = app.staff(caller.office).await?;
    Ok(Me {
        office: organisation::name(&app.pool, caller.office).await?,
        person: caller.person.number(),
        name: staff.name(caller.person),
        department: staff.department_of(caller.person),
        roles: staff.roles_of(caller.person),
        system_role: caller.system_role.map(|role| role.name().to_owned()),
        csrf: caller.csrf.clone(),
        now: app.now(caller.office).to_string(),
        must_change_password: caller.first == Some(Account::PasswordMustChange),
        must_set_second_factor: caller.first == Some(Account::SecondFactorMustBeSet),
    })
}

/// One's own account.
///
/// # Errors
/// If the database cannot be used.
pub async fn shown(app: &App, caller: &Caller) -> Result<AccountShown> {
    let (policy, zone) = (app.policy(caller.office)?, app.zone(caller.office));
    let set_at = accounts::password_set_at(&app.pool, &caller.login).await?.ok_or(Error::Unauthenticated)?;
    let set_at = Some(set_at).filter(|at| *at > 0);
    let days = Some(policy.settings.number(&PASSWORD_DAYS)).filter(|days| *days > 0);
    let expires = set_at.zip(days).map(|(at, days)| at + days * DAY);
    let second_factor = second_factors::find(&app.pool, caller.office, caller.person).await?;
    Ok(AccountShown {
        login: caller.login.clone(),
        name: app.staff(caller.office).await?.name(caller.person),
        password_set: set_at.map(|at| zone.local(at).to_string()),
        password_expires: expires.map(|at| zone.local(at).to_string()),
        password_length: policy.settings.number(&PASSWORD_LENGTH) as u64,
        must_change_password: caller.first == Some(Account::PasswordMustChange),
        second_factor: second_factor.and_then(|found| found.confirmed_at).map(|at| zone.local(at).to_string()),
        second_factor_wanted: needs_second_factor(app, caller).await?,
        recovery_codes: recovery::left(app, caller.office, caller.person).await?,
    })
}

/// Whether the office wants a second factor of the caller.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn needs_second_factor(app: &App, caller: &Caller) -> Result<bool> {
    let policy = app.policy(caller.office)?;
    if caller.system_role.is_some_and(|role| policy.settings.has(&SECOND_FACTOR, role.name())) {
        return Ok(true);
    }
    if !policy.settings.has(&SECOND_FACTOR, "confidential") {
        return Ok(false);
    }
    let open = keepers::opening_roles(app, caller.office)?.into_iter().collect::<Vec<_>>();
    Ok(app.staff(caller.office).await?.holds_any(caller.person, &open))
}

/// The login of a person who has an account.
///
/// # Errors
/// If the database cannot be used.
pub async fn login_of(app: &App, office: OfficeId, person: PersonId) -> Result<Option<String>> {
    Ok(accounts::login_of(&app.pool, office, person).await?)
}

/// The logins of an office's accounts, by person.
///
/// # Errors
/// If the database cannot be used.
pub async fn logins(app: &App, office: OfficeId) -> Result<BTreeMap<PersonId, String>> {
    Ok(accounts::logins(&app.pool, office).await?.into_iter().collect())
}

/// The name of whoever has a login; empty if nobody has.
///
/// # Errors
/// If the database cannot be used.
pub async fn name_of(app: &App, office: OfficeId, login: &str) -> Result<String> {
    Ok(accounts::name_of(&app.pool, office, login).await?.unwrap_or_default())
}

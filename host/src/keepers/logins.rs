//! Accounts and the roles of the system on them: one account a person, one role a person.

use crate::{
    accounts::{self, second_factor},
    error::{Error, Result},
    matters::notices,
    store::{Columns, UnitOfWork},
};
use guiju_domain::{
    PersonId, Rejection, SystemRole, characters,
    events::keepers::{LoginSet, PasswordSetByOther, Through},
    keepers::{self as domain, Found, Seats, Verifier},
    rejection::{Keeper, Unknown},
};

/// Characters of a login at most.
const LONGEST: usize = 64;

/// A person's account.
#[derive(Clone, Debug)]
pub struct Account {
    /// Login.
    pub login: String,
    /// Role of the system.
    pub role: Option<SystemRole>,
    /// Whether it opens by a password that somebody else has set.
    pub first_password: bool,
}

/// A person's id as the store keeps it.
///
/// # Errors
/// If no person can have it.
pub fn kept(person: PersonId) -> Result<i64> {
    i64::try_from(person.number()).map_err(|_| Rejection::from(Unknown::Person).into())
}

/// A login as it is kept.
///
/// # Errors
/// If none can be so.
pub fn named(login: &str) -> Result<String> {
    let login = login.trim();
    if login.is_empty() || login.chars().count() > LONGEST || login.chars().any(char::is_whitespace) {
        return Err(Error::Invalid(format!("登录名不能为空、不能有空格，最长 {LONGEST} 个字")));
    }
    Ok(characters::login(login)?)
}

/// Only somebody who works in the office.
///
/// # Errors
/// If there is no such person, or he has left.
pub async fn works_here(change: &mut UnitOfWork, person: PersonId) -> Result<String> {
    let row = sqlx::query("SELECT name, active FROM people WHERE office_id = $1 AND id = $2")
        .bind(change.office.number())
        .bind(kept(person)?)
        .fetch_optional(&mut **change)
        .await?
        .ok_or(Rejection::from(Unknown::Person))?;
    if row.int("active")? == 0 {
        return Err(Rejection::from(Keeper::Left).into());
    }
    Ok(row.text("name")?)
}

/// A person's account, if there is one.
///
/// # Errors
/// If the database cannot be used.
pub async fn account(change: &mut UnitOfWork, person: PersonId) -> Result<Option<Account>> {
    // Accounts of former versions: where a person has several, the one with the role.
    let row = sqlx::query(
        "SELECT login, system_role, (SELECT MAX(o.must_change) FROM accounts o WHERE o.office_id = a.office_id
         AND o.person_id = a.person_id) AS must_change FROM accounts a WHERE office_id = $1 AND person_id = $2
         ORDER BY CASE WHEN system_role IS NULL THEN 1 ELSE 0 END, login LIMIT 1",
    )
    .bind(change.office.number())
    .bind(kept(person)?)
    .fetch_optional(&mut **change)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let role = row.maybe_text("system_role")?.as_deref().and_then(SystemRole::named);
    Ok(Some(Account { login: row.text("login")?, role, first_password: row.int("must_change")? != 0 }))
}

/// Whether a person has ever logged in, whatever became of the account since.
///
/// # Errors
/// If the database cannot be used.
pub async fn has_logged_in(change: &mut UnitOfWork, person: PersonId) -> Result<bool> {
    let row = sqlx::query("SELECT logged_in FROM people WHERE office_id = $1 AND id = $2")
        .bind(change.office.number())
        .bind(kept(person)?)
        .fetch_optional(&mut **change)
        .await?;
    Ok(row.map(|row| row.int("logged_in")).transpose()?.is_some_and(|known| known != 0))
}

/// Only somebody who holds a role now, whatever the session was opened with.
///
/// # Errors
/// If the role was taken away meanwhile.
pub async fn holds(change: &mut UnitOfWork, person: PersonId, role: SystemRole) -> Result<()> {
    let now = keeper(change, person).await?.role;
    if now == Some(role) { Ok(()) } else { Err(Rejection::from(Keeper::NotYours).into()) }
}

/// Somebody with the role held now, within a change: a session may be older than a revocation. Whoever has left holds none.
///
/// # Errors
/// If the database cannot be used.
pub async fn keeper(change: &mut UnitOfWork, person: PersonId) -> Result<domain::Keeper> {
    let row = sqlx::query(
        "SELECT a.system_role AS system_role FROM accounts a JOIN people p ON p.office_id = a.office_id AND p.id = a.person_id
         WHERE a.office_id = $1 AND a.person_id = $2 AND a.system_role IS NOT NULL AND p.active <> 0
         ORDER BY a.system_role LIMIT 1",
    )
    .bind(change.office.number())
    .bind(kept(person)?)
    .fetch_optional(&mut **change)
    .await?;
    let role = row.map(|row| row.text("system_role")).transpose()?;
    Ok(domain::Keeper { person, role: role.as_deref().and_then(SystemRole::named) })
}

/// What is found of a person whose role is to change.
///
/// # Errors
/// If there is no such person, or he has left.
pub async fn found(change: &mut UnitOfWork, person: PersonId) -> Result<Found> {
    works_here(change, person).await?;
    let account = account(change, person).await?;
    let first_password = account.as_ref().is_some_and(|account| account.first_password);
    Ok(Found { role: account.as_ref().and_then(|account| account.role), account: account.is_some(), first_password })
}

/// How many active people hold the roles that an office needs.
///
/// # Errors
/// If the database cannot be used.
pub async fn seats(change: &mut UnitOfWork) -> Result<Seats> {
    let all = all(change).await?;
    let count = |role| all.iter().filter(|keeper| keeper.role == Some(role)).count() as u64;
    Ok(Seats { administrators: count(SystemRole::Administrator), security: count(SystemRole::Security) })
}

/// Every active person with a role of the system.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(change: &mut UnitOfWork) -> Result<Vec<domain::Keeper>> {
    let rows = sqlx::query(
        "SELECT DISTINCT a.person_id AS person_id, a.system_role AS system_role FROM accounts a
         JOIN people p ON p.office_id = a.office_id AND p.id = a.person_id
         WHERE a.office_id = $1 AND a.system_role IS NOT NULL AND p.active <> 0 ORDER BY a.person_id",
    )
    .bind(change.office.number())
    .fetch_all(&mut **change)
    .await?;
    let one = |row: &sqlx::any::AnyRow| {
        let role = SystemRole::named(&row.text("system_role")?);
        Ok(domain::Keeper { person: PersonId::new(row.int("person_id")? as u64), role })
    };
    rows.iter().map(one).collect()
}

/// Gives a person's account a role, or takes it away. The event is the caller's to record.
///
/// # Errors
/// If the database cannot be used.
pub async fn set_role(change: &mut UnitOfWork, person: PersonId, role: Option<SystemRole>) -> Result<()> {
    let Some(account) = account(change, person).await? else {
        return Err(Rejection::from(Keeper::NoAccount).into());
    };
    sqlx::query("UPDATE accounts SET system_role = $2 WHERE login = $1")
        .bind(account.login)
        .bind(role.map(SystemRole::name))
        .execute(&mut **change)
        .await?;
    Ok(())
}

/// What somebody sets on another's account.
pub struct Setting<'a> {
    /// Whose.
    pub person: PersonId,
    /// The login there is.
    pub before: Option<&'a str>,
    /// The login it is to be, if it changes.
    pub login: Option<&'a str>,
    /// The password, if it changes.
    pub verifier: Option<&'a Verifier>,
    /// Whether the password has to be changed at the first log-in: it was set by somebody else.
    pub must_change: bool,
    /// By what.
    pub through: Through,
    /// The moment in UTC.
    pub utc: i64,
}

/// Opens an account, or gives the person's own another login or password. Whoever knew the old ones is not let on with them: a
/// password is that of every login which a person has from an earlier version.
///
/// # Errors
/// If the login is somebody else's (nobody is told whose), or there is nothing to open an account with.
pub async fn set(change: &mut UnitOfWork, by: Option<PersonId>, setting: &Setting<'_>) -> Result<()> {
    let Setting { person, before, login, verifier, must_change, through, utc } = *setting;
    // Logins of former versions may have capitals: they are compared without.
    let renamed = login.filter(|login| before.is_none_or(|before| characters::folded(before) != *login));
    if let Some(login) = renamed {
        free(change, login).await?;
    }
    match (before, renamed) {
        (Some(before), Some(login)) => {
            accounts::end_all(change, person).await?;
            let renamed = sqlx::query("UPDATE accounts SET login = $2 WHERE login = $1")
                .bind(before)
                .bind(login)
                .execute(&mut **change)
                .await;
            unique(renamed)?;
        }
        (None, Some(login)) => open(change, person, login, verifier).await?,
        _ => {}
    }
    if login.or(before).is_none() {
        return Err(Rejection::from(Keeper::LoginMissing).into());
    }
    if let Some(login) = renamed {
        let event = LoginSet { person, before: before.map(str::to_owned), after: Some(login.to_owned()), through };
        change.record(by, &event).await?;
    }
    if let Some(verifier) = verifier {
        password(change, person, verifier, must_change.then_some(utc)).await?;
        change.record(by, &PasswordSetByOther { person, through }).await?;
    }
    Ok(())
}

/// Whether nobody has a login, in this office or another.
///
/// # Errors
/// If somebody has it; nobody is told who.
pub async fn free(change: &mut UnitOfWork, login: &str) -> Result<()> {
    let taken = sqlx::query("SELECT 1 AS taken FROM accounts WHERE LOWER(login) = $1")
        .bind(login)
        .fetch_optional(&mut **change)
        .await?;
    if taken.is_some() { Err(Rejection::from(Keeper::LoginTaken).into()) } else { Ok(()) }
}

async fn open(change: &mut UnitOfWork, person: PersonId, login: &str, verifier: Option<&Verifier>) -> Result<()> {
    let verifier = verifier.ok_or(Rejection::from(Keeper::PasswordMissing))?;
    let opened = sqlx::query(
        "INSERT INTO accounts (login, office_id, person_id, password_hash, system_role, failures, locked_until)
         VALUES ($1, $2, $3, $4, NULL, 0, 0)",
    )
    .bind(login)
    .bind(change.office.number())
    .bind(kept(person)?)
    .bind(verifier.hash())
    .execute(&mut **change)
    .await;
    unique(opened)
}

/// Two offices of one server may choose the same login at once; the database takes the first.
fn unique<T>(written: std::result::Result<T, sqlx::Error>) -> Result<()> {
    match written {
        Err(sqlx::Error::Database(cause)) if cause.is_unique_violation() => {
            Err(Rejection::from(Keeper::LoginTaken).into())
        }
        other => Ok(other.map(drop)?),
    }
}

/// Sets the password of every login of a person; `given` is when somebody else set it, in UTC, if the owner has to change it.
async fn password(change: &mut UnitOfWork, person: PersonId, verifier: &Verifier, given: Option<i64>) -> Result<()> {
    sqlx::query(
        "UPDATE accounts SET password_hash = $3, must_change = $4, given_at = $5, password_set_at = 0
         WHERE office_id = $1 AND person_id = $2",
    )
    .bind(change.office.number())
    .bind(kept(person)?)
    .bind(verifier.hash())
    .bind(i64::from(given.is_some()))
    .bind(given.unwrap_or_default())
    .execute(&mut **change)
    .await?;
    accounts::end_all(change, person).await
}

/// Closes a person's account, with every session and the second factor.
///
/// # Errors
/// If the database cannot be used.
pub async fn close(change: &mut UnitOfWork, by: Option<PersonId>, person: PersonId, through: Through) -> Result<()> {
    second_factor::close(change, person).await?;
    accounts::end_all(change, person).await?;
    while let Some(Account { login, .. }) = account(change, person).await? {
        sqlx::query("DELETE FROM accounts WHERE login = $1").bind(&login).execute(&mut **change).await?;
        let event = LoginSet { person, before: Some(login), after: None, through };
        change.record(by, &event).await?;
    }
    Ok(())
}

/// Tells a person what was done about him, and what to do if he did not expect it.
///
/// # Errors
/// If the database cannot be used.
pub async fn tell(change: &mut UnitOfWork, person: PersonId, what: &str) -> Result<()> {
    let message = format!("{what}如果您事先不知情，请立即告知本单位安全员或审计员");
    notices::tell(change, person.number(), &message, None).await
}

/// Tells every keeper but those named, who know of it already.
///
/// # Errors
/// If the database cannot be used.
pub async fn tell_keepers(change: &mut UnitOfWork, but: &[PersonId], what: &str) -> Result<()> {
    for keeper in all(change).await?.into_iter().filter(|keeper| !but.contains(&keeper.person)) {
        tell(change, keeper.person, what).await?;
    }
    Ok(())
}

//! Accounts and the roles of the system on them: one account a person, one role a person.

use crate::{
    accounts::{end_all, second_factor},
    error::Result,
    store::{
        self, UnitOfWork,
        accounts::{self, Account},
        people,
    },
};
use guiju_domain::{
    PersonId, Rejection, SystemRole, characters,
    events::keepers::{LoginSet, PasswordSetByOther, Through},
    keepers::{self as domain, Found, Seats, Verifier},
    rejection::{Keeper, Unknown},
};

/// Characters of a login at most.
const LONGEST: usize = 64;

/// Checks a login and returns it as it is saved.
///
/// # Errors
/// If none can be so.
pub fn named(login: &str) -> Result<String> {
    let login = login.trim();
    if login.is_empty() || login.chars().count() > LONGEST || login.chars().any(char::is_whitespace) {
        return Err(Keeper::LoginUnusable { most: LONGEST }.into());
    }
    Ok(characters::login(login)?)
}

/// Only somebody who works in the office.
///
/// # Errors
/// If there is no such person, or he has left.
pub async fn works_here(change: &mut UnitOfWork, person: PersonId) -> Result<String> {
    let owner = people::owner(change, person).await?.ok_or(Rejection::from(Unknown::Person))?;
    if owner.active { Ok(owner.name) } else { Err(Rejection::from(Keeper::Left).into()) }
}

/// A person's account, if there is one.
///
/// # Errors
/// If the database cannot be used.
pub async fn account(change: &mut UnitOfWork, person: PersonId) -> Result<Option<Account>> {
    Ok(accounts::of_person(change, person).await?)
}

/// Whether a person has ever logged in, whatever became of the account since.
///
/// # Errors
/// If the database cannot be used.
pub async fn has_logged_in(change: &mut UnitOfWork, person: PersonId) -> Result<bool> {
    // No person has a number beyond those that the database counts with.
    if i64::try_from(person.number()).is_err() {
        return Err(Rejection::from(Unknown::Person).into());
    }
    Ok(people::owner(change, person).await?.is_some_and(|owner| owner.logged_in))
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
    Ok(domain::Keeper { person, role: accounts::role_held(change, person).await? })
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
    let keepers = accounts::keepers(change).await?.into_iter();
    Ok(keepers.map(|keeper| domain::Keeper { person: keeper.person, role: Some(keeper.role) }).collect())
}

/// Gives a person's account a role, or takes it away. The event is the caller's to record.
///
/// # Errors
/// If the database cannot be used.
pub async fn set_role(change: &mut UnitOfWork, person: PersonId, role: Option<SystemRole>) -> Result<()> {
    let Some(account) = account(change, person).await? else {
        return Err(Rejection::from(Keeper::NoAccount).into());
    };
    Ok(accounts::set_role(change, &account.login, role).await?)
}

/// A change of somebody's account that another person makes.
pub struct Setting<'a> {
    /// The person whose account it is.
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
    /// Why, in the words of whoever does it.
    pub reason: &'a str,
    /// The moment in UTC.
    pub utc: i64,
}

/// Opens an account, or gives the person's own another login or password. Whoever knew the old ones is not let on with them: a
/// password is that of every login which a person has from an earlier version.
///
/// # Errors
/// If the login is somebody else's (nobody is told whose), or there is nothing to open an account with.
pub async fn set(change: &mut UnitOfWork, by: Option<PersonId>, setting: &Setting<'_>) -> Result<()> {
    let Setting { person, before, login, verifier, must_change, through, reason, utc } = *setting;
    // Logins of former versions may have capitals: they are compared without.
    let renamed = login.filter(|login| before.is_none_or(|before| characters::folded(before) != *login));
    if let Some(login) = renamed {
        free(change, login).await?;
    }
    match (before, renamed) {
        (Some(before), Some(login)) => {
            end_all(change, person).await?;
            unique(accounts::rename(change, before, login).await)?;
        }
        (None, Some(login)) => open(change, person, login, verifier).await?,
        _ => {}
    }
    if login.or(before).is_none() {
        return Err(Rejection::from(Keeper::LoginMissing).into());
    }
    if let Some(login) = renamed {
        let (before, after) = (before.map(str::to_owned), Some(login.to_owned()));
        let event = LoginSet { person, before, after, through, reason: reason.to_owned() };
        change.record(by, &event)?;
    }
    if let Some(verifier) = verifier {
        password(change, person, verifier, must_change.then_some(utc)).await?;
        let login = renamed.or(before).unwrap_or_default().to_owned();
        change.record(by, &PasswordSetByOther { person, login, through, reason: reason.to_owned() })?;
    }
    Ok(())
}

/// Whether nobody has a login, in this office or another.
///
/// # Errors
/// If somebody has it; nobody is told who.
pub async fn free(change: &mut UnitOfWork, login: &str) -> Result<()> {
    if accounts::is_taken(change, login).await? { Err(Rejection::from(Keeper::LoginTaken).into()) } else { Ok(()) }
}

async fn open(change: &mut UnitOfWork, person: PersonId, login: &str, verifier: Option<&Verifier>) -> Result<()> {
    let verifier = verifier.ok_or(Rejection::from(Keeper::PasswordMissing))?;
    unique(accounts::open(change, person, login, verifier.hash()).await)
}

/// Two offices of one server may choose the same login at once; the database takes the first.
fn unique(written: store::Result<()>) -> Result<()> {
    match written {
        Err(why) if why.is_duplicate() => Err(Rejection::from(Keeper::LoginTaken).into()),
        other => Ok(other?),
    }
}

/// Sets the password of every login of a person; `given` is when somebody else set it, in UTC, if the owner has to change it.
async fn password(change: &mut UnitOfWork, person: PersonId, verifier: &Verifier, given: Option<i64>) -> Result<()> {
    accounts::set_password(change, person, verifier.hash(), given).await?;
    end_all(change, person).await
}

/// Closes a person's account, with every session and the second factor.
///
/// # Errors
/// If the database cannot be used.
pub async fn close(
    change: &mut UnitOfWork,
    by: Option<PersonId>,
    person: PersonId,
    (through, reason): (Through, &str),
) -> Result<()> {
    second_factor::close(change, person).await?;
    end_all(change, person).await?;
    while let Some(Account { login, .. }) = account(change, person).await? {
        accounts::delete(change, &login).await?;
        let event = LoginSet { person, before: Some(login), after: None, through, reason: reason.to_owned() };
        change.record(by, &event)?;
    }
    Ok(())
}

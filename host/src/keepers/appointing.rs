//! Keepers appointed on the server's own command line: the first administrator and security officer of an office, or one in
//! place of a lost one. Every keeper is told.

use super::{
    entries::verifier,
    logins::{self, Setting},
    telling,
};
use crate::{
    accounts::{self, password::Whose, second_factor},
    app::App,
    error::Result,
    organisation::write_person,
    store::{
        UnitOfWork,
        accounts::{KeeperAccount, keeper_account, keeper_accounts},
    },
};
use guiju_api::PersonEntry;
use guiju_domain::{
    OfficeId, PersonId, Rejection, SystemRole,
    events::keepers::{KeeperAppointed, RoleRevoked, Through},
    keepers::{Found, may_revoke},
    message,
    message::Message,
    rejection::{Account, Keeper},
};

/// Who is meant on the command line.
#[derive(Clone, Debug)]
pub enum Whom {
    /// By login.
    Login(String),
    /// By number.
    Person(PersonId),
}

/// The first person of an office, its administrator: entered with an account on the server's own command line.
///
/// # Errors
/// What is wrong with the entry.
pub async fn found(app: &App, office: OfficeId, entry: &PersonEntry) -> Result<PersonId> {
    let login = logins::named(entry.login.as_deref().unwrap_or_default())?;
    let whose = Whose { office, login: &login, name: entry.name.trim() };
    let secret = verifier(app, whose, entry.password.as_deref().unwrap_or_default()).await?;
    let mut change = app.change(office).await?;
    let person = write_person(app, &mut change, None, entry).await?;
    let (through, utc) = (Through::Server, app.clock.utc());
    let setting = Setting {
        person,
        before: None,
        login: Some(&login),
        verifier: Some(&secret),
        must_change: false,
        through,
        reason: "",
        utc,
    };
    logins::set(&mut change, None, &setting).await?;
    give(&mut change, &login, person, SystemRole::Administrator).await?;
    change.commit().await?;
    app.staff_changed(office);
    Ok(person)
}

/// Appoints the owner of an account as a keeper, with a new password if one is given.
///
/// # Errors
/// If the office has no such account, or the person is the last in a role that would be given up for it.
pub async fn appoint(
    app: &App,
    office: OfficeId,
    login: &str,
    role: SystemRole,
    password: Option<String>,
) -> Result<KeeperAccount> {
    let secret = match password {
        Some(password) => {
            let name = accounts::name_of(app, office, login).await?;
            Some(verifier(app, Whose { office, login, name: &name }, &password).await?)
        }
        None => None,
    };
    let mut change = app.change(office).await?;
    let mut somebody = by_login(&mut change, login).await?;
    let found = Found { role: somebody.role, account: true, first_password: false };
    if let Some(held) = somebody.role.filter(|held| *held != role) {
        may_revoke(held, found, logins::seats(&mut change).await?).map_err(Rejection::from)?;
    }
    if somebody.role == Some(role) && secret.is_none() {
        return Err(Rejection::from(Keeper::HoldsAlready).into());
    }
    if let Some(secret) = &secret {
        let (person, through, utc) = (somebody.person, Through::Server, app.clock.utc());
        let before = Some(login);
        let setting = Setting {
            person,
            before,
            login: None,
            verifier: Some(secret),
            must_change: true,
            through,
            reason: "",
            utc,
        };
        logins::set(&mut change, None, &setting).await?;
    }
    if somebody.role == Some(role) {
        let what = message!("keeper-server-reset", name = &somebody.name, role = role.message());
        tell_all(&mut change, &what, somebody.person).await?;
    } else {
        give(&mut change, login, somebody.person, role).await?;
    }
    change.commit().await?;
    somebody.role = Some(role);
    Ok(somebody)
}

async fn give(change: &mut UnitOfWork, login: &str, person: PersonId, role: SystemRole) -> Result<()> {
    let before = logins::keeper(change, person).await?.role;
    logins::set_role(change, person, Some(role)).await?;
    let event = KeeperAppointed { person, role, before, login: login.to_owned(), through: Through::Server };
    change.record(None, &event)?;
    let name = logins::works_here(change, person).await?;
    let role = role.message();
    let what = match before {
        None => message!("keeper-server-appointed", name, role),
        Some(before) => message!("keeper-server-appointed-instead", name, role, former = before.message()),
    };
    tell_all(change, &what, person).await
}

/// Takes the role of the system from the account with this login, on the server itself.
///
/// # Errors
/// If the office has no such account, or it is the last in a role that an office needs.
pub async fn revoke(app: &App, office: OfficeId, login: &str) -> Result<KeeperAccount> {
    let mut change = app.change(office).await?;
    let somebody = by_login(&mut change, login).await?;
    let role = somebody.role.ok_or(Rejection::from(Keeper::HoldsNot))?;
    let found = Found { role: Some(role), account: true, first_password: false };
    may_revoke(role, found, logins::seats(&mut change).await?).map_err(Rejection::from)?;
    logins::set_role(&mut change, somebody.person, None).await?;
    let event = RoleRevoked { person: somebody.person, role, through: Through::Server };
    change.record(None, &event)?;
    let what = message!("keeper-server-revoked", name = &somebody.name, role = role.message());
    tell_all(&mut change, &what, somebody.person).await?;
    change.commit().await?;
    Ok(somebody)
}

/// Takes off the second factor of somebody whom nobody else can help: every session ends, and every keeper is told.
///
/// # Errors
/// If there is no such person, or no second factor.
pub async fn reset_second_factor(app: &App, office: OfficeId, whose: &Whom) -> Result<String> {
    let mut change = app.change(office).await?;
    let person = match whose {
        Whom::Person(person) => *person,
        Whom::Login(login) => by_login(&mut change, login).await?.person,
    };
    let name = logins::works_here(&mut change, person).await?;
    if !second_factor::reset(&mut change, person, None).await? {
        return Err(Rejection::from(Account::SecondFactorNotSet).into());
    }
    tell_all(&mut change, &message!("keeper-server-second-factor", name = &name), person).await?;
    change.commit().await?;
    Ok(name)
}

/// The keepers of an office.
///
/// # Errors
/// If the database cannot be used.
pub async fn appointed(app: &App, office: OfficeId) -> Result<Vec<KeeperAccount>> {
    Ok(keeper_accounts(&app.pool, office).await?)
}

async fn by_login(change: &mut UnitOfWork, login: &str) -> Result<KeeperAccount> {
    let found = keeper_account(change, login).await?;
    Ok(found.ok_or_else(|| Keeper::UnknownLogin { login: login.to_owned() })?)
}

/// Tells every keeper, and whom it concerns.
async fn tell_all(change: &mut UnitOfWork, what: &Message, concerned: PersonId) -> Result<()> {
    let mut people = logins::all(change).await?.into_iter().map(|keeper| keeper.person).collect::<Vec<_>>();
    people.push(concerned);
    people.sort_unstable();
    people.dedup();
    for person in people {
        telling::tell(change, person, what).await?;
    }
    Ok(())
}

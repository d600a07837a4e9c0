//! Roles of the system on accounts.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{OfficeId, PersonId, SystemRole};
use guiju_store_macros::Row;

/// Somebody who works in the office and holds a role of the system.
#[derive(Clone, Copy, Debug, Row)]
pub struct Keeper {
    /// The person.
    #[column("person_id")]
    pub person: PersonId,
    /// The role.
    #[column("system_role")]
    pub role: SystemRole,
}

/// An account of somebody who works in the office, with the owner's name.
#[derive(Clone, Debug, Row)]
pub struct KeeperAccount {
    /// The owner.
    #[column("person_id")]
    pub person: PersonId,
    /// The owner's name.
    pub name: String,
    /// Login of the account that holds the role.
    pub login: String,
    /// Role of the system, if one is held.
    #[column("system_role")]
    pub role: Option<SystemRole>,
}

/// One of several roles that a person holds by several accounts.
#[derive(Debug, Row)]
pub struct SecondRole {
    /// The login of the account.
    pub login: String,
    /// The owner.
    #[column("person_id")]
    pub person: PersonId,
    /// The account's role.
    #[column("system_role")]
    pub role: SystemRole,
}

/// The role that a person holds within a change, unless he has left.
///
/// # Errors
/// If the database cannot be used.
pub async fn role_held(change: &mut UnitOfWork, person: PersonId) -> Result<Option<SystemRole>> {
    sql!(
        "SELECT a.system_role AS system_role FROM accounts a
         JOIN people p ON p.office_id = a.office_id AND p.id = a.person_id
         WHERE a.office_id = $1 AND a.person_id = $2 AND a.system_role IS NOT NULL AND p.active <> 0
         ORDER BY a.system_role LIMIT 1"
    )
    .bind(change.office)
    .bind(person)
    .first_value(&mut **change)
    .await
}

/// Everybody who works in the office and holds a role of the system, by person, within a change.
///
/// # Errors
/// If the database cannot be used.
pub async fn keepers(change: &mut UnitOfWork) -> Result<Vec<Keeper>> {
    sql!(
        "SELECT DISTINCT a.person_id AS person_id, a.system_role AS system_role FROM accounts a
         JOIN people p ON p.office_id = a.office_id AND p.id = a.person_id
         WHERE a.office_id = $1 AND a.system_role IS NOT NULL AND p.active <> 0 ORDER BY a.person_id"
    )
    .bind(change.office)
    .all(&mut **change)
    .await
}

/// The people whose accounts have a role, by person, also those who have left.
///
/// # Errors
/// If the database cannot be used.
pub async fn holders(db: impl Db<'_>, office: OfficeId, role: SystemRole) -> Result<Vec<PersonId>> {
    sql!("SELECT DISTINCT person_id FROM accounts WHERE office_id = $1 AND system_role = $2 ORDER BY person_id")
        .bind(office)
        .bind(role)
        .values(db)
        .await
}

/// The accounts with a role whose owners work in the office, by role, name and login.
///
/// # Errors
/// If the database cannot be used.
pub async fn keeper_accounts(db: impl Db<'_>, office: OfficeId) -> Result<Vec<KeeperAccount>> {
    sql!(
        "SELECT a.login AS login, a.person_id AS person_id, a.system_role AS system_role, p.name AS name FROM accounts a
         JOIN people p ON p.office_id = a.office_id AND p.id = a.person_id
         WHERE a.office_id = $1 AND a.system_role IS NOT NULL AND p.active <> 0 ORDER BY a.system_role, p.name, a.login"
    )
    .bind(office)
    .all(db)
    .await
}

/// The account with a login, with or without a role, if its owner works in the office.
///
/// # Errors
/// If the database cannot be used.
pub async fn keeper_account(change: &mut UnitOfWork, login: &str) -> Result<Option<KeeperAccount>> {
    sql!(
        "SELECT a.login AS login, a.person_id AS person_id, a.system_role AS system_role, p.name AS name FROM accounts a
         JOIN people p ON p.office_id = a.office_id AND p.id = a.person_id
         WHERE a.office_id = $1 AND a.login = $2 AND p.active <> 0"
    )
    .bind(change.office)
    .bind(login)
    .first(&mut **change)
    .await
}

/// Gives an account a role, or takes it away.
///
/// # Errors
/// If the database cannot be used.
pub async fn set_role(change: &mut UnitOfWork, login: &str, role: Option<SystemRole>) -> Result<()> {
    written!("UPDATE accounts SET system_role = $2 WHERE login = $1").bind(login).bind(role).write(change).await?;
    Ok(())
}

/// From which accounts, and of whom several roles are looked for.
macro_rules! several {
    () => {
        "FROM accounts a WHERE a.system_role IS NOT NULL AND EXISTS
         (SELECT 1 FROM accounts o WHERE o.office_id = a.office_id AND o.person_id = a.person_id AND o.login <> a.login
          AND o.system_role IS NOT NULL AND o.system_role <> a.system_role)"
    };
}

/// The offices in which somebody holds several roles.
///
/// # Errors
/// If the database cannot be used.
pub async fn offices_with_second_roles(db: impl Db<'_>) -> Result<Vec<OfficeId>> {
    sql!("SELECT DISTINCT a.office_id AS office_id ", several!()).values(db).await
}

/// The roles of those in the office who hold several, by person.
///
/// # Errors
/// If the database cannot be used.
pub async fn second_roles(change: &mut UnitOfWork) -> Result<Vec<SecondRole>> {
    sql!(
        "SELECT a.login AS login, a.person_id AS person_id, a.system_role AS system_role ",
        several!(),
        " AND a.office_id = $1 ORDER BY a.person_id, a.system_role, a.login"
    )
    .bind(change.office)
    .all(&mut **change)
    .await
}

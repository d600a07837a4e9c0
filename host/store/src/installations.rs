//! Installations: the packages that an office has, each with its signature.

use crate::{
    UnitOfWork,
    dialect::Dialect,
    error::Result,
    sql::{Built, Db, OfOffice, Statement, built, sql, written},
};
use guiju_domain::{OfficeId, PersonId};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// A package of an office.
#[derive(Debug, Row)]
pub struct Installation {
    /// The package's digest.
    pub digest: String,
    /// Key and signature; nothing if nobody signed it.
    pub signature: Option<String>,
    /// How many cases it came with.
    pub cases: u64,
    /// When the office installed it.
    pub installed_at: Moment,
}

/// A package that is to be installed.
#[derive(Debug)]
pub struct NewInstallation<'a> {
    /// The package's digest.
    pub digest: &'a str,
    /// The regulation.
    pub regulation: &'a str,
    /// The package's version.
    pub version: &'a str,
    /// Key and signature; nothing if nobody signed it.
    pub signature: Option<String>,
    /// How many cases it came with.
    pub cases: u64,
    /// Who installs it; nobody if whoever runs the server does.
    pub by: Option<PersonId>,
}

macro_rules! columns {
    () => {
        "digest, signature, cases, installed_at"
    };
}

/// A package that an office has or is bound to.
#[derive(Debug, Row)]
pub struct Installed {
    /// The package's digest.
    pub digest: String,
}

/// What every office has installed.
///
/// # Errors
/// If the database cannot be used.
pub async fn all(db: impl Db<'_>) -> Result<Vec<OfOffice<Installed>>> {
    sql!("SELECT office_id, digest FROM installations").all(db).await
}

/// A list of an office's packages.
struct List {
    /// Of one regulation only.
    of_regulation: bool,
}

impl Built for List {
    fn combinations() -> Vec<Self> {
        [false, true].map(|of_regulation| Self { of_regulation }).into()
    }

    fn text(&self, _: Dialect) -> String {
        let regulation = if self.of_regulation { " AND regulation = $2" } else { "" };
        format!(
            "SELECT {} FROM installations WHERE office_id = $1{regulation} ORDER BY regulation, installed_at DESC, version DESC",
            columns!()
        )
    }
}
built!(List);

/// What an office has installed of a regulation, the latest first; of every regulation, if none is named.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_office(
    db: impl Db<'_>,
    dialect: Dialect,
    office: OfficeId,
    regulation: Option<&str>,
) -> Result<Vec<Installation>> {
    let list = List { of_regulation: regulation.is_some() };
    Statement::built(&list, dialect).bind(office).bind_all(regulation).all(db).await
}

/// A package of an office, if the office has it.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(db: impl Db<'_>, office: OfficeId, digest: &str) -> Result<Option<Installation>> {
    sql!("SELECT ", columns!(), " FROM installations WHERE office_id = $1 AND digest = $2")
        .bind(office)
        .bind(digest)
        .first(db)
        .await
}

/// Enters a package into the office's list. What is in the list already keeps its signature, unless it comes with one.
///
/// # Errors
/// If the database cannot be used.
pub async fn save(change: &mut UnitOfWork, new: NewInstallation<'_>) -> Result<()> {
    written!(
        "INSERT INTO installations (office_id, digest, regulation, version, signature, cases, installed_by, installed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (office_id, digest) DO UPDATE
         SET signature = COALESCE(excluded.signature, installations.signature), cases = excluded.cases"
    )
    .bind(change.office)
    .bind(new.digest)
    .bind(new.regulation)
    .bind(new.version)
    .bind(new.signature)
    .bind(new.cases)
    .bind(new.by)
    .bind(change.now)
    .write(change)
    .await?;
    Ok(())
}

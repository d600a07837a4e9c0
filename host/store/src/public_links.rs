//! Links by which somebody without an account sees a board or files a form (table `entrances`). A link's secret is stored as its
//! hash only.

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, named_columns, sql, written},
};
use guiju_domain::{OfficeId, PersonId, PublicLinkId, public_links::LinkKind};
use guiju_model::Moment;
use guiju_store_macros::Row;

named_columns!(LinkKind);

/// A link before it has an id.
#[derive(Debug)]
pub struct New<'a> {
    /// Whether it leads to a board or to a form.
    pub kind: LinkKind,
    /// The regulation.
    pub regulation: &'a str,
    /// The board's or the form's id within the regulation.
    pub target: &'a str,
    /// Where the link is shown, in words.
    pub place: &'a str,
    /// The hash of its secret.
    pub token_hash: &'a str,
    /// Who opened it.
    pub opened_by: PersonId,
}

/// A link as the list of an office's links shows it.
#[derive(Debug, Row)]
pub struct Link {
    /// Its id.
    pub id: PublicLinkId,
    /// Whether it leads to a board or to a form.
    pub kind: LinkKind,
    /// The regulation.
    pub regulation: String,
    /// The board's or the form's id within the regulation.
    #[column("what")]
    pub target: String,
    /// Where the link is shown, in words.
    pub place: String,
    /// Who opened it.
    pub opened_by: PersonId,
    /// When it was opened.
    pub opened_at: Moment,
    /// When it was closed.
    pub closed_at: Option<Moment>,
    /// How much was filed through it.
    pub filed: u64,
}

/// An open link, found by its secret.
#[derive(Debug, Row)]
pub struct OpenLink {
    /// The office.
    #[column("office_id")]
    pub office: OfficeId,
    /// Its id.
    pub id: PublicLinkId,
    /// Whether it leads to a board or to a form.
    pub kind: LinkKind,
    /// The regulation.
    pub regulation: String,
    /// The board's or the form's id within the regulation.
    #[column("what")]
    pub target: String,
    /// Where the link is shown, in words.
    pub place: String,
    /// Who opened it.
    pub opened_by: PersonId,
    /// The version of the office's people and policy.
    pub policy_version: i64,
}

/// A link that was closed.
#[derive(Debug, Row)]
pub struct Closed {
    /// Whether it led to a board or to a form.
    pub kind: LinkKind,
    /// The regulation.
    pub regulation: String,
    /// The board's or the form's id within the regulation.
    #[column("what")]
    pub target: String,
    /// Where it was shown, in words.
    pub place: String,
}

/// Enters a link; answers its id.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(change: &mut UnitOfWork, new: &New<'_>) -> Result<PublicLinkId> {
    let (id, now) = (change.id::<PublicLinkId>(), change.now);
    written!(
        "INSERT INTO entrances (office_id, id, kind, regulation, what, place, token_hash, opened_by, opened_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)"
    )
    .bind(change.office)
    .bind(id)
    .bind(new.kind)
    .bind(new.regulation)
    .bind(new.target)
    .bind(new.place)
    .bind(new.token_hash)
    .bind(new.opened_by)
    .bind(now)
    .write(change)
    .await?;
    Ok(id)
}

/// Closes a link for good: what it was, if there was such an open link.
///
/// # Errors
/// If the database cannot be used.
pub async fn close(change: &mut UnitOfWork, id: PublicLinkId) -> Result<Option<Closed>> {
    let now = change.now;
    let closed = written!("UPDATE entrances SET closed_at = $3 WHERE office_id = $1 AND id = $2 AND closed_at IS NULL")
        .bind(change.office)
        .bind(id)
        .bind(now)
        .write_rows::<Closed>(change)
        .await?;
    Ok(closed.into_iter().next())
}

/// The links of an office, the open ones first, then the newest.
///
/// # Errors
/// If the database cannot be used.
pub async fn of_office(db: impl Db<'_>, office: OfficeId) -> Result<Vec<Link>> {
    sql!(
        "SELECT e.id AS id, kind, e.regulation AS regulation, what, place, opened_by, opened_at, closed_at,
         (SELECT COUNT(*) FROM matters m WHERE m.office_id = e.office_id AND m.filed_by = e.opened_by
          AND m.filing_key LIKE '%:entrance-%' AND m.filing_key LIKE CAST(e.opened_by AS TEXT) || ':entrance-' || CAST(e.id AS TEXT) || ':%') AS filed
         FROM entrances e WHERE e.office_id = $1 ORDER BY closed_at IS NOT NULL, e.id DESC"
    )
    .bind(office)
    .all(db)
    .await
}

/// The open link whose secret has this hash.
///
/// # Errors
/// If the database cannot be used.
pub async fn find(db: impl Db<'_>, token_hash: &str) -> Result<Option<OpenLink>> {
    sql!(
        "SELECT office_id, e.id AS id, kind, regulation, what, place, opened_by, policy_version FROM entrances e
         JOIN offices o ON o.id = e.office_id WHERE token_hash = $1 AND closed_at IS NULL"
    )
    .bind(token_hash)
    .first(db)
    .await
}

/// Counts one filing through an open link in a minute, unless so many were counted there already; whether it was counted.
///
/// # Errors
/// If the database cannot be used.
pub async fn count_filing(change: &mut UnitOfWork, id: PublicLinkId, minute: i64, at_most: i64) -> Result<bool> {
    let counted = sql!(
        "UPDATE entrances SET in_minute = CASE WHEN minute = $3 THEN in_minute + 1 ELSE 1 END, minute = $3
         WHERE office_id = $1 AND id = $2 AND closed_at IS NULL AND (minute <> $3 OR in_minute < $4)"
    )
    .bind(change.office)
    .bind(id)
    .bind(minute)
    .bind(at_most)
    .run(&mut **change)
    .await?;
    Ok(counted > 0)
}

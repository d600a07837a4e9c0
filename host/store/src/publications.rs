//! What is published on a board of the office or for everybody (table `publications`), and who has read it (table `readers`).

use crate::{
    UnitOfWork,
    error::Result,
    sql::{Db, sql, written},
};
use guiju_domain::{MatterId, OfficeId, PersonId, PublicationId, RecordId};
use guiju_model::{Date, Moment, Publication as Declared};
use guiju_store_macros::Row;

/// A publication as one person sees it.
#[derive(Debug, Row)]
pub struct Publication {
    /// Its id.
    pub id: PublicationId,
    /// The board.
    pub board: String,
    /// The class within the board.
    pub class: Option<String>,
    /// Its title.
    pub title: String,
    /// Its text.
    pub body: String,
    /// When it was published.
    pub published_at: Moment,
    /// Whether it is for everybody, without an account.
    pub public: bool,
    /// When it was withdrawn.
    pub withdrawn_at: Option<Moment>,
    /// Why it was withdrawn.
    pub withdrawn_because: Option<String>,
    /// How many people of the office have read it.
    pub readers: u64,
    /// Whether this person has read it.
    pub mine: bool,
}

/// A publication with how many in the office have read it and whether the person of `$2` has.
macro_rules! publications {
    ($($condition:literal),+) => {
        sql!(
            "SELECT id, board, class, title, body, published_at, public, withdrawn_at, withdrawn_because,
             (SELECT COUNT(*) FROM readers r WHERE r.office_id = p.office_id AND r.publication_id = p.id) AS readers,
             (SELECT COUNT(*) FROM readers r WHERE r.office_id = p.office_id AND r.publication_id = p.id
              AND r.person_id = $2) AS mine
             FROM publications p WHERE office_id = $1 ", $($condition),+, " ORDER BY id DESC LIMIT $3"
        )
    };
}

/// What is on the boards on a day, newest first, as a person sees it.
///
/// # Errors
/// If the database cannot be used.
pub async fn current(
    db: impl Db<'_>,
    office: OfficeId,
    person: PersonId,
    today: Date,
    at_most: i64,
) -> Result<Vec<Publication>> {
    publications!("AND withdrawn_at IS NULL AND (until_date IS NULL OR until_date >= $4)")
        .bind(office)
        .bind(person)
        .bind(at_most)
        .bind(today)
        .all(db)
        .await
}

/// Everything that was ever published, newest first, as a person sees it.
///
/// # Errors
/// If the database cannot be used.
pub async fn archive(db: impl Db<'_>, office: OfficeId, person: PersonId, at_most: i64) -> Result<Vec<Publication>> {
    publications!("").bind(office).bind(person).bind(at_most).all(db).await
}

/// What everybody may read on a day, newest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn public(db: impl Db<'_>, office: OfficeId, today: Date, at_most: i64) -> Result<Vec<Publication>> {
    publications!("AND public = 1 AND withdrawn_at IS NULL AND (until_date IS NULL OR until_date >= $4)")
        .bind(office)
        .bind(0_i64)
        .bind(at_most)
        .bind(today)
        .all(db)
        .await
}

/// Publishes for a matter of a regulation; the id of the publication.
///
/// # Errors
/// If the database cannot be used.
pub async fn insert(
    change: &mut UnitOfWork,
    regulation: &str,
    matter: MatterId,
    new: &Declared,
) -> Result<PublicationId> {
    let (id, now) = (change.id::<PublicationId>(), change.now);
    written!(
        "INSERT INTO publications (office_id, id, regulation, clause, board, title, body, published_at, until_date, matter_id,
         class, public) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)"
    )
    .bind(change.office)
    .bind(id)
    .bind(regulation)
    .bind(&new.clause)
    .bind(&new.board)
    .bind(&new.title)
    .bind(&new.body)
    .bind(now)
    .bind(new.until.map(Date))
    .bind(matter)
    .bind(&new.class)
    .bind(new.public)
    .write(change)
    .await?;
    Ok(id)
}

/// A publication by its title.
#[derive(Debug, Row)]
pub struct Titled {
    /// Its id.
    pub id: PublicationId,
    /// Its title.
    pub title: String,
}

/// Withdraws what the matter of a record published, if it is of this regulation; the publications that were withdrawn.
///
/// # Errors
/// If the database cannot be used.
pub async fn withdraw(
    change: &mut UnitOfWork,
    regulation: &str,
    record: RecordId,
    reason: &str,
) -> Result<Vec<Titled>> {
    let now = change.now;
    written!(
        "UPDATE publications SET withdrawn_at = $4, withdrawn_because = $5 WHERE office_id = $1 AND regulation = $2
         AND withdrawn_at IS NULL AND matter_id = (SELECT matter_id FROM records WHERE office_id = $1 AND id = $3)"
    )
    .bind(change.office)
    .bind(regulation)
    .bind(record)
    .bind(now)
    .bind(reason)
    .write_rows(change)
    .await
}

/// The title of a publication; none if there is no such one.
///
/// # Errors
/// If the database cannot be used.
pub async fn title(change: &mut UnitOfWork, id: PublicationId) -> Result<Option<String>> {
    sql!("SELECT title FROM publications WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(id)
        .first_value(&mut **change)
        .await
}

/// A person has read a publication: whether it is the first time; once is enough.
///
/// # Errors
/// If the database cannot be used.
pub async fn mark_read(change: &mut UnitOfWork, id: PublicationId, person: PersonId) -> Result<bool> {
    let now = change.now;
    let read = written!(
        "INSERT INTO readers (office_id, publication_id, person_id, read_at) VALUES ($1, $2, $3, $4)
         ON CONFLICT DO NOTHING"
    )
    .bind(change.office)
    .bind(id)
    .bind(person)
    .bind(now)
    .write(change)
    .await?;
    Ok(read > 0)
}

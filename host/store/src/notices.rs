//! Notices: what people are told in the portal.

use crate::{
    UnitOfWork,
    error::Result,
    messages,
    sql::{Db, sql, written},
};
use guiju_domain::{MatterId, NoticeId, OfficeId, PersonId, message::Message};
use guiju_model::Moment;
use guiju_store_macros::Row;

/// A notice.
#[derive(Debug, Row)]
pub struct Notice {
    /// The id, which counts within the office.
    pub id: NoticeId,
    /// What is said.
    pub message: Message,
    /// When it was said.
    pub at: Moment,
    /// When it was read.
    pub read_at: Option<Moment>,
    /// The matter it is about.
    #[column("matter_id")]
    pub matter: Option<MatterId>,
}

/// Tells a person something, in the language in which it is read then.
///
/// # Errors
/// If the database cannot be used.
pub async fn tell(
    change: &mut UnitOfWork,
    person: PersonId,
    message: impl Into<Message>,
    matter: Option<MatterId>,
) -> Result<()> {
    let id = change.id::<NoticeId>();
    written!("INSERT INTO notices (office_id, id, person_id, message, at, matter_id) VALUES ($1, $2, $3, $4, $5, $6)")
        .bind(change.office)
        .bind(id)
        .bind(person)
        .bind(message.into())
        .bind(change.now)
        .bind(matter)
        .write(change)
        .await?;
    Ok(())
}

/// Fifty of a person's notices after so many, the newest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn page(db: impl Db<'_>, office: OfficeId, person: PersonId, offset: i64) -> Result<Vec<Notice>> {
    sql!(
        "SELECT id, message, at, read_at, matter_id FROM notices WHERE office_id = $1 AND person_id = $2
         ORDER BY id DESC LIMIT 50 OFFSET $3"
    )
    .bind(office)
    .bind(person)
    .bind(offset)
    .all(db)
    .await
}

/// How many notices a person has.
///
/// # Errors
/// If the database cannot be used.
pub async fn count(db: impl Db<'_>, office: OfficeId, person: PersonId) -> Result<u64> {
    sql!("SELECT COUNT(*) AS n FROM notices WHERE office_id = $1 AND person_id = $2")
        .bind(office)
        .bind(person)
        .value(db)
        .await
}

/// How many notices a person has not read.
///
/// # Errors
/// If the database cannot be used.
pub async fn count_unread(db: impl Db<'_>, office: OfficeId, person: PersonId) -> Result<u64> {
    sql!("SELECT COUNT(*) AS n FROM notices WHERE office_id = $1 AND person_id = $2 AND read_at IS NULL")
        .bind(office)
        .bind(person)
        .value(db)
        .await
}

/// Marks one of a person's notices as read; answers whether there is such a notice.
///
/// # Errors
/// If the database cannot be used.
pub async fn mark_read(change: &mut UnitOfWork, person: PersonId, notice: NoticeId) -> Result<bool> {
    let marked =
        sql!("UPDATE notices SET read_at = COALESCE(read_at, $4) WHERE office_id = $1 AND person_id = $2 AND id = $3")
            .bind(change.office)
            .bind(person)
            .bind(notice)
            .bind(change.now)
            .run(&mut **change)
            .await?;
    Ok(marked > 0)
}

/// Marks all of a person's notices as read.
///
/// # Errors
/// If the database cannot be used.
pub async fn mark_all_read(change: &mut UnitOfWork, person: PersonId) -> Result<()> {
    sql!("UPDATE notices SET read_at = $3 WHERE office_id = $1 AND person_id = $2 AND read_at IS NULL")
        .bind(change.office)
        .bind(person)
        .bind(change.now)
        .run(&mut **change)
        .await?;
    Ok(())
}

/// Marks the notices as read that begin with this message, or, as a former version wrote them, with this text: what they ask for
/// is answered. Neither may have `%` or `_` in it.
///
/// # Errors
/// If the database cannot be used.
pub async fn mark_answered(change: &mut UnitOfWork, begun: &Message, former: &str) -> Result<()> {
    let begun = messages::written(begun);
    let begun = begun.strip_suffix("]}").unwrap_or(&begun);
    sql!(
        "UPDATE notices SET read_at = $3 WHERE office_id = $1 AND read_at IS NULL AND (message LIKE $2 OR message LIKE $4)"
    )
    .bind(change.office)
    .bind(format!("{begun}%"))
    .bind(change.now)
    .bind(format!("{former}%"))
    .run(&mut **change)
    .await?;
    Ok(())
}

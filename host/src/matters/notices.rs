//! Notices as their readers see and mark them.

use crate::{
    error::{Error, Result},
    store::{Pool, UnitOfWork, notices},
    words,
};
use guiju_api::{NoticeShown, Page};
use guiju_domain::{NoticeId, OfficeId, PersonId, rejection::Unknown};

/// A person's notices, newest first.
///
/// # Errors
/// If the database cannot be used.
pub async fn list(pool: &Pool, office: OfficeId, person: PersonId, offset: i64) -> Result<Page<NoticeShown>> {
    let notices = notices::page(pool, office, person, offset).await?;
    let shown = notices.into_iter().map(|notice| NoticeShown {
        id: notice.id.number().cast_unsigned(),
        message: words::answer(&notice.message),
        at: notice.at.to_string(),
        read: notice.read_at.is_some(),
        matter: notice.matter.map(|id| id.number().cast_unsigned()),
    });
    Ok(Page { rows: shown.collect(), total: notices::count(pool, office, person).await? })
}

/// Marks one of a person's notices as read.
///
/// # Errors
/// If the person has no such notice, or the database cannot be used.
pub async fn read(change: &mut UnitOfWork, person: PersonId, notice: NoticeId) -> Result<()> {
    if notices::mark_read(change, person, notice).await? { Ok(()) } else { Err(Error::from(Unknown::Notice)) }
}

/// Marks all of a person's notices as read.
///
/// # Errors
/// If the database cannot be used.
pub async fn read_all(change: &mut UnitOfWork, person: PersonId) -> Result<()> {
    Ok(notices::mark_all_read(change, person).await?)
}

//! How much one person and one office may keep, and how often somebody may upload: refused in words with the numbers.

use crate::{app::App, error::Result, law::OfficeLaw, store::Columns};
use guiju_api::{AmountShown, PersonUsage};
use guiju_domain::{
    Rejection,
    rejection::Limit,
    settings::{QUOTA_DRAFT_SIZE, QUOTA_DRAFTS, QUOTA_FILES_OFFICE, QUOTA_FILES_PERSON, QUOTA_UPLOADS, Setting},
};
use sqlx::AnyConnection;

/// Bytes of a megabyte, in which sizes are set.
const MEGABYTE: u64 = 1 << 20;
/// Seconds of an hour.
const HOUR: i64 = 3600;
/// People who are listed by how much they keep.
const LISTED: i64 = 20;

fn limit(law: &OfficeLaw, setting: &'static Setting) -> u64 {
    law.settings.number(setting).unsigned_abs()
}

fn bytes(law: &OfficeLaw, setting: &'static Setting) -> u64 {
    limit(law, setting) * MEGABYTE
}

/// Whether a person may keep one more file of this size; what the office has already costs nothing.
///
/// # Errors
/// Which quota it would exceed, with the numbers.
pub async fn file(
    connection: &mut AnyConnection,
    law: &OfficeLaw,
    (office, person): (i64, u64),
    (digest, size): (&str, u64),
    now: i64,
) -> Result<()> {
    let row = sqlx::query(
        "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) AS office,
         CAST(COALESCE(SUM(CASE WHEN uploaded_by = $2 THEN size ELSE 0 END), 0) AS BIGINT) AS person,
         COUNT(CASE WHEN digest = $3 THEN 1 END) AS known,
         COUNT(CASE WHEN uploaded_by = $2 AND uploaded_at > $4 THEN 1 END) AS lately,
         MIN(CASE WHEN uploaded_by = $2 AND uploaded_at > $4 THEN uploaded_at END) AS first
         FROM attachments WHERE office_id = $1",
    )
    .bind(office)
    .bind(person as i64)
    .bind(digest)
    .bind(now - HOUR)
    .fetch_one(connection)
    .await?;
    if row.int("known")? > 0 {
        return Ok(());
    }
    let number = |name: &str| row.int(name).map(i64::unsigned_abs);
    let (of_office, of_person) = (bytes(law, &QUOTA_FILES_OFFICE), bytes(law, &QUOTA_FILES_PERSON));
    let (in_office, in_person) = (number("office")?, number("person")?);
    let most = limit(law, &QUOTA_UPLOADS);
    let exceeded = if number("lately")? >= most {
        let wait = (row.maybe_int("first")?.unwrap_or(now) + HOUR - now).max(1).unsigned_abs();
        Limit::Uploads { limit: most, wait }
    } else if in_person + size > of_person {
        Limit::FilesOfPerson { used: in_person, more: size, limit: of_person }
    } else if in_office + size > of_office {
        Limit::FilesOfOffice { used: in_office, more: size, limit: of_office }
    } else {
        return Ok(());
    };
    Err(Rejection::from(exceeded).into())
}

/// Whether a person may keep a draft of this size, in place of the one of the same form.
///
/// # Errors
/// Which quota it would exceed, with the numbers.
pub async fn draft(
    connection: &mut AnyConnection,
    law: &OfficeLaw,
    (office, person): (i64, u64),
    (regulation, form): (&str, &str),
    size: u64,
) -> Result<()> {
    let row = sqlx::query(
        "SELECT COUNT(*) AS n, CAST(COALESCE(SUM(LENGTH(content)), 0) AS BIGINT) AS size FROM drafts
         WHERE office_id = $1 AND person_id = $2 AND NOT (regulation = $3 AND form = $4)",
    )
    .bind(office)
    .bind(person as i64)
    .bind(regulation)
    .bind(form)
    .fetch_one(connection)
    .await?;
    let (used, kept) = (row.int("n")?.unsigned_abs(), row.int("size")?.unsigned_abs());
    let (most, sizes) = (limit(law, &QUOTA_DRAFTS), bytes(law, &QUOTA_DRAFT_SIZE));
    if used >= most {
        return Err(Rejection::from(Limit::Drafts { used, limit: most }).into());
    }
    if kept + size > sizes {
        return Err(Rejection::from(Limit::DraftSizes { used: kept, more: size, limit: sizes }).into());
    }
    Ok(())
}

/// How much the office keeps, and who keeps most.
///
/// # Errors
/// If the database cannot be used.
pub async fn used(app: &App, office: i64) -> Result<(AmountShown, Vec<PersonUsage>)> {
    let (law, staff) = (app.law(office)?, app.staff(office).await?);
    let row =
        sqlx::query("SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) AS size FROM attachments WHERE office_id = $1")
            .bind(office)
            .fetch_one(&app.pool)
            .await?;
    let all = AmountShown { used: row.int("size")?.unsigned_abs(), limit: bytes(&law, &QUOTA_FILES_OFFICE) };
    let rows = sqlx::query(
        "SELECT uploaded_by, CAST(SUM(size) AS BIGINT) AS size, COUNT(*) AS n FROM attachments WHERE office_id = $1
         GROUP BY uploaded_by ORDER BY SUM(size) DESC LIMIT $2",
    )
    .bind(office)
    .bind(LISTED)
    .fetch_all(&app.pool)
    .await?;
    let mut people = Vec::with_capacity(rows.len());
    for row in rows {
        let person = row.int("uploaded_by")?.unsigned_abs();
        people.push(PersonUsage {
            person,
            name: staff.name(person).to_owned(),
            files: row.int("n")?.unsigned_abs(),
            used: row.int("size")?.unsigned_abs(),
            limit: bytes(&law, &QUOTA_FILES_PERSON),
        });
    }
    Ok((all, people))
}

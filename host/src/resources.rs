//! What is booked for a matter while it happens: never for two at once.
//!
//! Whether a resource is free is asked within the office's change, so that of two who book at once the second is told.

use crate::{
    access::Access,
    error::{Error, Result},
    store::{Columns, UnitOfWork},
};
use guiju_domain::OfficeId;
use guiju_model::{
    Finding, Moment, Period, Severity,
    shape::{Mention, Mentioned, Shaped},
    time,
};
use sqlx::AnyConnection;

/// Says which of the resources mentioned are taken, and by what.
///
/// # Errors
/// If the database cannot be used.
pub async fn taken(
    connection: &mut AnyConnection,
    office: OfficeId,
    access: Option<&Access>,
    matter: Option<i64>,
    over: Period,
    shaped: &mut Shaped,
    clause: &str,
) -> Result<()> {
    for mention in shaped.mentions.clone() {
        let Mentioned::Resource(_, id) = mention.what else { continue };
        if let Some(message) = taken_by(connection, office, access, matter, id as i64, over).await? {
            let top = mention.path.split('/').next().unwrap_or_default();
            shaped.sound.remove(top);
            let (clause, field) = (clause.to_owned(), Some(mention.path));
            shaped.findings.push(Finding { clause, severity: Severity::Error, field, message });
        }
    }
    Ok(())
}

/// By whom a resource is taken meanwhile, in words.
async fn taken_by(
    connection: &mut AnyConnection,
    office: OfficeId,
    access: Option<&Access>,
    matter: Option<i64>,
    resource: i64,
    over: Period,
) -> Result<Option<String>> {
    let row = sqlx::query(
        "SELECT b.starts AS starts, b.ends AS ends, m.applicant_id AS applicant_id,
         (SELECT MAX(r.id) FROM records r WHERE r.office_id = m.office_id AND r.matter_id = m.id) AS record
         FROM bookings b JOIN matters m ON m.office_id = b.office_id AND m.id = b.matter_id
         WHERE b.office_id = $1 AND b.resource_id = $2 AND b.starts < $4 AND b.ends > $3 AND b.matter_id <> $5
         ORDER BY b.starts LIMIT 1",
    )
    .bind(office.number())
    .bind(resource)
    .bind(over.from.0)
    .bind(over.to.0)
    .bind(matter.unwrap_or(-1))
    .fetch_optional(&mut *connection)
    .await?;
    let Some(row) = row else { return Ok(None) };
    let when = said(Moment(row.int("starts")?), Moment(row.int("ends")?));
    let (Some(access), Some(record)) = (access, row.maybe_int("record")?) else {
        return Ok(Some(format!("{when}已被占用，请另选或改时间")));
    };
    // That it is taken is for everybody; by whom and for what, only as far as that is not closed.
    let use_of = access.pointed_to(connection, record as u64, true).await?.filter(|use_of| !use_of.seen.hides_all());
    let Some(use_of) = use_of else { return Ok(Some(format!("{when}已被占用，请另选或改时间"))) };
    let who = access.staff.name(row.int("applicant_id")? as u64);
    Ok(Some(format!("{when}已由{who}占用（{}），请另选或改时间", use_of.summary)))
}

fn said(from: Moment, to: Moment) -> String {
    let at = |moment: Moment| format!("{} {}", moment.date().in_words(), time::clock(moment.minutes()));
    if from.date() == to.date() {
        format!("{}—{}", at(from), time::clock(to.minutes()))
    } else {
        format!("{}—{}", at(from), at(to))
    }
}

/// Books what the content mentions for the matter, by its filing or by a decision.
///
/// # Errors
/// If the database cannot be used.
pub async fn book(
    change: &mut UnitOfWork,
    matter: i64,
    task: Option<i64>,
    over: Period,
    mentions: &[Mention],
) -> Result<()> {
    for mention in mentions {
        let Mentioned::Resource(_, resource) = mention.what else { continue };
        let (office, id) = (change.office, change.id());
        sqlx::query(
            "INSERT INTO bookings (office_id, id, resource_id, matter_id, task_id, starts, ends)
             VALUES ($1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(office.number())
        .bind(id)
        .bind(resource as i64)
        .bind(matter)
        .bind(task)
        .bind(over.from.0)
        .bind(over.to.0)
        .execute(&mut **change)
        .await?;
    }
    Ok(())
}

/// Frees what the matter had booked.
///
/// # Errors
/// If the database cannot be used.
pub async fn free(change: &mut UnitOfWork, matter: i64) -> Result<()> {
    sqlx::query("DELETE FROM bookings WHERE office_id = $1 AND matter_id = $2")
        .bind(change.office.number())
        .bind(matter)
        .execute(&mut **change)
        .await?;
    Ok(())
}

/// A corrected matter books anew what its filing books; what its deciders booked moves with it.
///
/// # Errors
/// If what a decider booked is taken in the new time, or the database cannot be used.
pub async fn book_again(
    change: &mut UnitOfWork,
    access: &Access,
    matter: i64,
    over: Period,
    mentions: &[Mention],
) -> Result<()> {
    let office = change.office;
    sqlx::query("DELETE FROM bookings WHERE office_id = $1 AND matter_id = $2 AND task_id IS NULL")
        .bind(office.number())
        .bind(matter)
        .execute(&mut **change)
        .await?;
    let rows = sqlx::query("SELECT id, resource_id FROM bookings WHERE office_id = $1 AND matter_id = $2")
        .bind(office.number())
        .bind(matter)
        .fetch_all(&mut **change)
        .await?;
    for row in rows {
        let resource = row.int("resource_id")?;
        if let Some(message) = taken_by(change, office, Some(access), Some(matter), resource, over).await? {
            return Err(Error::Conflict(message));
        }
        sqlx::query("UPDATE bookings SET starts = $3, ends = $4 WHERE office_id = $1 AND id = $2")
            .bind(office.number())
            .bind(row.int("id")?)
            .bind(over.from.0)
            .bind(over.to.0)
            .execute(&mut **change)
            .await?;
    }
    book(change, matter, None, over, mentions).await
}

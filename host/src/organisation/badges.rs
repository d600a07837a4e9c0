//! Numbers at the clock machine: one person's at a time.

use crate::{
    error::{Error, Result},
    keepers::logins,
    store::{Columns, UnitOfWork},
};
use guiju_domain::{PersonId, characters, events::imports::BadgeFreed};
use guiju_model::Date;

/// The number that somebody is entered with in place of the one they had, of which is kept until when it was theirs. What an
/// earlier version took as a number stays as long as nobody touches it.
///
/// # Errors
/// If it is no number, or somebody who works here has it.
pub async fn changed(
    change: &mut UnitOfWork,
    by: Option<PersonId>,
    person: i64,
    (had, entered): (Option<&String>, Option<&String>),
) -> Result<Option<String>> {
    if had.is_some() && had == entered {
        return Ok(had.cloned());
    }
    let badge = badge(change, by, person, entered).await?;
    if let Some(had) = had.filter(|had| badge.as_ref() != Some(*had)) {
        given_up(change, by, PersonId::new(person.unsigned_abs()), had).await?;
    }
    Ok(badge)
}

/// The number that somebody is entered with, if it is nobody else's. Whoever has left gives it up: it was theirs until their
/// last day, where that is known, else until yesterday.
///
/// # Errors
/// If somebody who works here has it.
async fn badge(
    change: &mut UnitOfWork,
    by: Option<PersonId>,
    person: i64,
    entered: Option<&String>,
) -> Result<Option<String>> {
    let badge = characters::badge(entered.map_or("", String::as_str))?;
    if badge.is_empty() {
        return Ok(None);
    }
    let row =
        sqlx::query("SELECT id, name, active, left_on FROM people WHERE office_id = $1 AND badge = $2 AND id <> $3")
            .bind(change.office.number())
            .bind(&badge)
            .bind(person)
            .fetch_optional(&mut **change)
            .await?;
    let Some(row) = row else { return Ok(Some(badge)) };
    if row.int("active")? != 0 {
        return Err(Error::Invalid(format!("考勤号 {badge} 已经是{}的", row.text("name")?)));
    }
    let last = row.maybe_int("left_on")?.map(|day| Date(day as i32));
    let until = last.unwrap_or_else(|| change.now.date().plus(-1));
    free(change, by, PersonId::new(row.int("id")?.unsigned_abs()), (&badge, until)).await?;
    Ok(Some(badge))
}

/// Keeps until when a number was somebody's who has another one now, or none: until yesterday. One that was given today was
/// entered by mistake, and nobody's before.
///
/// # Errors
/// If the database cannot be used.
async fn given_up(change: &mut UnitOfWork, by: Option<PersonId>, person: PersonId, badge: &str) -> Result<()> {
    let since = sqlx::query("SELECT badge_since FROM people WHERE office_id = $1 AND id = $2")
        .bind(change.office.number())
        .bind(logins::kept(person)?)
        .fetch_optional(&mut **change)
        .await?;
    let since = since.map(|row| row.maybe_int("badge_since")).transpose()?.flatten();
    let today = change.now.date();
    if since.is_some_and(|since| since >= i64::from(today.0)) {
        return Ok(());
    }
    keep(change, by, person, (badge, today.plus(-1))).await
}

/// Takes a number from whoever has left.
async fn free(
    change: &mut UnitOfWork,
    by: Option<PersonId>,
    person: PersonId,
    (badge, until): (&str, Date),
) -> Result<()> {
    sqlx::query("UPDATE people SET badge = NULL WHERE office_id = $1 AND id = $2")
        .bind(change.office.number())
        .bind(logins::kept(person)?)
        .execute(&mut **change)
        .await?;
    keep(change, by, person, (badge, until)).await
}

/// Keeps whose a number was until a day, with the event.
async fn keep(
    change: &mut UnitOfWork,
    by: Option<PersonId>,
    person: PersonId,
    (badge, until): (&str, Date),
) -> Result<()> {
    sqlx::query(
        "INSERT INTO former_badges (office_id, badge, until_day, person_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, badge, until_day) DO UPDATE SET person_id = excluded.person_id",
    )
    .bind(change.office.number())
    .bind(badge)
    .bind(i64::from(until.0))
    .bind(logins::kept(person)?)
    .execute(&mut **change)
    .await?;
    change.record(by, &BadgeFreed { badge: badge.to_owned(), person, until }).await?;
    Ok(())
}

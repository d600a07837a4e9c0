//! Numbers at the clock machine: one person's at a time.

use crate::{
    error::{Error, Result},
    keepers::logins,
    store::{Columns, UnitOfWork},
};
use guiju_domain::{PersonId, events::imports::BadgeFreed};
use guiju_model::Date;

/// The number that somebody is entered with, if it is nobody else's. Whoever has left gives it up: it was theirs until their
/// last day, where that is known, else until yesterday.
///
/// # Errors
/// If somebody who works here has it.
pub async fn badge(
    change: &mut UnitOfWork,
    by: Option<PersonId>,
    person: i64,
    entered: Option<&String>,
) -> Result<Option<String>> {
    let badge = entered.map(|badge| badge.trim().to_owned()).filter(|badge| !badge.is_empty());
    let Some(badge) = badge else { return Ok(None) };
    let row =
        sqlx::query("SELECT id, name, active, left_on FROM people WHERE office_id = $1 AND badge = $2 AND id <> $3")
            .bind(change.office)
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

/// Takes a number from whoever has left.
async fn free(
    change: &mut UnitOfWork,
    by: Option<PersonId>,
    person: PersonId,
    (badge, until): (&str, Date),
) -> Result<()> {
    let id = logins::kept(person)?;
    sqlx::query("UPDATE people SET badge = NULL WHERE office_id = $1 AND id = $2")
        .bind(change.office)
        .bind(id)
        .execute(&mut **change)
        .await?;
    sqlx::query(
        "INSERT INTO former_badges (office_id, badge, until_day, person_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (office_id, badge, until_day) DO UPDATE SET person_id = excluded.person_id",
    )
    .bind(change.office)
    .bind(badge)
    .bind(i64::from(until.0))
    .bind(id)
    .execute(&mut **change)
    .await?;
    change.record(by, &BadgeFreed { badge: badge.to_owned(), person, until }).await?;
    Ok(())
}

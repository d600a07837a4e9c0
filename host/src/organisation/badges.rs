//! Numbers at the clock machine, each held by one person at a time.

use crate::{
    error::Result,
    store::{
        UnitOfWork,
        former_badges::{self, FormerBadge},
        people,
    },
};
use guiju_domain::{PersonId, characters, events::imports::BadgeFreed, rejection::Organisation};

/// The number that somebody is entered with in place of the one they had; until when that was theirs is saved. What an earlier
/// version took as a number stays as long as nobody touches it.
///
/// # Errors
/// If it is no number, or somebody who works here has it.
pub async fn changed(
    change: &mut UnitOfWork,
    by: Option<PersonId>,
    person: PersonId,
    (had, entered): (Option<&String>, Option<&String>),
) -> Result<Option<String>> {
    if had.is_some() && had == entered {
        return Ok(had.cloned());
    }
    let badge = badge(change, by, person, entered).await?;
    if let Some(had) = had.filter(|had| badge.as_ref() != Some(*had)) {
        given_up(change, by, person, had).await?;
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
    person: PersonId,
    entered: Option<&String>,
) -> Result<Option<String>> {
    let badge = characters::badge(entered.map_or("", String::as_str))?;
    if badge.is_empty() {
        return Ok(None);
    }
    let Some(holder) = people::with_badge(change, &badge, person).await? else { return Ok(Some(badge)) };
    if holder.active {
        return Err(Organisation::BadgeTaken { badge, holder: holder.name }.into());
    }
    let until = holder.left_on.unwrap_or_else(|| change.now.date().plus(-1));
    people::clear_badge(change, holder.id).await?;
    save(change, by, FormerBadge { badge: badge.clone(), until, person: holder.id }).await?;
    Ok(Some(badge))
}

/// Saves until when a number was somebody's who has another one now, or none: until yesterday. One that was given today was
/// entered by mistake, and nobody's before.
///
/// # Errors
/// If the database cannot be used.
async fn given_up(change: &mut UnitOfWork, by: Option<PersonId>, person: PersonId, badge: &str) -> Result<()> {
    let since = people::badge_since(change, person).await?;
    let today = change.now.date();
    if since.is_some_and(|since| since >= today) {
        return Ok(());
    }
    save(change, by, FormerBadge { badge: badge.to_owned(), until: today.plus(-1), person }).await
}

/// Saves whose a number was until a day, with the event.
async fn save(change: &mut UnitOfWork, by: Option<PersonId>, former: FormerBadge) -> Result<()> {
    former_badges::save(change, &former).await?;
    let FormerBadge { badge, until, person } = former;
    Ok(change.record(by, &BadgeFreed { badge, person, until })?)
}

//! Preview of entries from a table: they are entered within a change that is rolled back.

use super::{
    entries::{WantedAccount, accepted_or_undone, person_within, posts_within},
    logins, opening,
    wording::RequestWording,
};
use crate::{
    app::App,
    error::{Error, Result},
};
use guiju_api::{Outcome, PersonEntry, Post};
use guiju_domain::{OfficeId, PersonId, SystemRole};

/// What would come of people, entered one after the other. Passwords are looked at and not hashed; nothing is saved.
///
/// # Errors
/// If something else is wrong than an entry.
pub async fn try_people(
    app: &App,
    office: OfficeId,
    by: PersonId,
    entries: &[PersonEntry],
) -> Result<Vec<Result<Outcome>>> {
    let (wording, opening) = (RequestWording::of(app, office).await?, opening::roles(app, office)?);
    // What is wanted is found before the change begins, as it is where people are entered.
    let mut all = Vec::with_capacity(entries.len());
    for entry in entries {
        all.push(WantedAccount::of(app, office, entry, &opening, false).await);
    }
    let mut change = app.change(office).await?;
    logins::holds(&mut change, by, SystemRole::Administrator).await?;
    let mut outcomes = Vec::with_capacity(entries.len());
    for (entry, wanted) in entries.iter().zip(all) {
        let wanted = match wanted {
            Ok(wanted) => wanted,
            Err(why @ Error::Rejected(_)) => {
                outcomes.push(Err(why));
                continue;
            }
            Err(why) => return Err(why),
        };
        let mark = change.mark().await?;
        let outcome = person_within(app, &mut change, (&wording, &opening), by, (entry, &wanted)).await;
        outcomes.push(accepted_or_undone(&mut change, mark, outcome).await?);
    }
    change.roll_back().await?;
    Ok(outcomes)
}

/// What would come of posts, entered one after the other; nothing is saved.
///
/// # Errors
/// If something else is wrong than an entry.
pub async fn try_posts(app: &App, office: OfficeId, by: PersonId, entries: &[Post]) -> Result<Vec<Result<Outcome>>> {
    let mut wording = RequestWording::of(app, office).await?;
    let mut change = app.change(office).await?;
    let (outcomes, _) = posts_within(app, &mut change, &mut wording, by, entries).await?;
    change.roll_back().await?;
    Ok(outcomes)
}

//! The work calendar: years as the State Council's notices publish them.

use crate::{
    app::App,
    assessments,
    error::{Error, Result},
    store::{UnitOfWork, calendar_years},
};
use guiju_api::CalendarYear;
use guiju_domain::{OfficeId, PersonId, events::calendar::CalendarPublished, rejection::Calendar};
use guiju_model::holidays;
use std::collections::BTreeMap;

/// The years from the first that is published to the next one, and every later one that is published.
///
/// # Errors
/// If the database cannot be used.
pub async fn calendar(app: &App, office: OfficeId) -> Result<Vec<CalendarYear>> {
    let years = calendar_years::of_office(&app.pool, office).await?;
    let known = years.into_iter().map(|year| (i64::from(year.year), year.text)).collect::<BTreeMap<_, _>>();
    let this = i64::from(app.now(office).date().year());
    let first = known.keys().next().copied().unwrap_or(this).min(this);
    let year = |year: i64| {
        let text = known.get(&year).cloned();
        CalendarYear { year, published: text.is_some(), text: text.unwrap_or_default(), recounted: 0 }
    };
    let later = known.keys().copied().filter(|year| *year > this + 1);
    Ok((first..=this + 1).chain(later).map(year).collect())
}

/// Publishes a year of the calendar, for the first time or again. What the notice changes is counted again: matters over the days
/// it touches, and periods that were judged by them; whom it concerns is told.
///
/// # Errors
/// Every faulty line of the file.
pub async fn publish_year(app: &App, office: OfficeId, by: PersonId, text: &str) -> Result<CalendarYear> {
    let text = text.trim_start_matches('\u{feff}');
    let told = |faults: Vec<String>| Calendar::Faulty { faults: faults.join("；") };
    let year = holidays::parse(text).map_err(told)?;
    holidays::within(&year, text).map_err(told)?;
    let mut change = app.change(office).await?;
    let next = change.now.date().year() + 1;
    if year.year > next {
        return Err(Calendar::NotYet { year: year.year, next }.into());
    }
    let before = published(&mut change).await?;
    let mut after = before.iter().map(|(_, year)| year.clone()).collect::<Vec<_>>();
    after.retain(|known| known.year != year.year);
    after.push(year.clone());
    let known = before.iter().map(|(_, year)| year.clone()).collect::<Vec<_>>();
    let changed = holidays::changed(&known, &after);
    calendar_years::save(&mut change, year.year, text).await?;
    let stood = before.into_iter().find(|(_, known)| known.year == year.year).map(|(text, _)| text);
    let event = CalendarPublished { year: year.year, text: text.to_owned(), before: stood, changed: changed.clone() };
    change.record(Some(by), &event)?;
    if let (Some(first), Some(last)) = (changed.first(), changed.last()) {
        assessments::outdate_days(&mut change, &*app.policy(office)?, (*first, *last)).await?;
    }
    change.commit().await?;
    app.policy.refresh(&app.pool).await?;
    let recounted = crate::jobs::recount(app, office, &changed).await?;
    Ok(CalendarYear { year: i64::from(year.year), published: true, text: text.to_owned(), recounted })
}

/// The notices that the office has published: text and days.
async fn published(change: &mut UnitOfWork) -> Result<Vec<(String, holidays::Year)>> {
    let office = change.office;
    let years = calendar_years::of_office(&mut **change, office).await?;
    let read = |text: String| {
        let year = holidays::parse(&text).map_err(|faults| Error::internal(faults.join("; ")))?;
        Ok((text, year))
    };
    years.into_iter().map(|year| read(year.text)).collect()
}

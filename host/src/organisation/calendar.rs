//! The work calendar: years as the State Council's notices publish them.

use crate::{
    app::App,
    error::{Error, Result},
    store::{Columns, Event},
};
use guiju_api::CalendarYear;
use guiju_model::holidays;
use serde_json::json;
use std::collections::BTreeMap;

/// The years around today, with whether their holidays are published.
///
/// # Errors
/// If the database cannot be used.
pub async fn calendar(app: &App, office: i64) -> Result<Vec<CalendarYear>> {
    let rows = sqlx::query("SELECT year, text FROM calendar_years WHERE office_id = $1")
        .bind(office)
        .fetch_all(&app.pool)
        .await?;
    let mut known = BTreeMap::new();
    for row in rows {
        known.insert(row.int("year")?, row.text("text")?);
    }
    let this = i64::from(app.now(office).date().year());
    let first = known.keys().next().copied().unwrap_or(this).min(this);
    let year = |year: i64| {
        let text = known.get(&year).cloned();
        CalendarYear { year, published: text.is_some(), text: text.unwrap_or_default(), recounted: 0 }
    };
    Ok((first..=this + 1).map(year).collect())
}

/// Publishes a year of the calendar. What was counted provisionally in it is counted again by the jobs.
///
/// # Errors
/// Every faulty line of the file.
pub async fn publish_year(app: &App, office: i64, by: u64, text: &str) -> Result<CalendarYear> {
    let year = holidays::parse(text).map_err(|faults| Error::Invalid(faults.join("；")))?;
    let mut change = app.change(office).await?;
    sqlx::query(
        "INSERT INTO calendar_years (office_id, year, text) VALUES ($1, $2, $3)
         ON CONFLICT (office_id, year) DO UPDATE SET text = excluded.text",
    )
    .bind(office)
    .bind(i64::from(year.year))
    .bind(text)
    .execute(&mut *change)
    .await?;
    change
        .event(Event {
            matter: None,
            kind: "calendar",
            by: Some(by as i64),
            body: json!({ "year": year.year, "text": text }),
        })
        .await?;
    change.commit().await?;
    app.law.refresh(&app.pool).await?;
    let recounted = crate::jobs::recount(app, office).await?;
    Ok(CalendarYear { year: i64::from(year.year), published: true, text: text.to_owned(), recounted })
}

//! Everything under way that one may read, by how near its due date is: as lamps with words.

use crate::{
    access::{self, Access, MASKED},
    accounts::Caller,
    app::App,
    error::Result,
    store::Columns,
};
use guiju_api::OpenShown;
use guiju_model::{Date, Moment, calendar::Calendar};

/// Stations read at most; the nearest due dates come first.
const MOST: i64 = 500;

/// A lamp: `overdue`, `near` when it is due by the end of the next working day, `well`, or nothing without a due date.
fn lamp(now: Moment, due: Option<Moment>, calendar: Calendar<'_>) -> &'static str {
    let near = |due: Moment| due.date() <= calendar.working_days_after(now.date(), 1);
    match due {
        None => "none",
        Some(due) if due < now => "overdue",
        Some(due) if near(due) => "near",
        Some(_) => "well",
    }
}

/// The open stations of what the caller may read, what is due first at the top.
///
/// # Errors
/// If the database cannot be used.
pub async fn open(app: &App, caller: &Caller) -> Result<Vec<OpenShown>> {
    let (access, now) = (Access::of(app, caller).await?, app.now(caller.office));
    let (law, staff) = (&access.law, &access.staff);
    let rows = sqlx::query(
        "SELECT t.matter_id AS matter, t.title AS title, t.assignee_id AS assignee, t.due_at AS due, t.arrived_at AS arrived
         FROM tasks t JOIN matters m ON m.office_id = t.office_id AND m.id = t.matter_id
         WHERE t.office_id = $1 AND t.state = 'open' AND t.kind <> 'read' AND m.status = 'open'
         ORDER BY COALESCE(t.due_at, 9000000000000), t.matter_id, t.id LIMIT $2",
    )
    .bind(caller.office)
    .bind(MOST)
    .fetch_all(&app.pool)
    .await?;
    let days = law.days(now.date(), now.date().plus(30));
    let mut connection = app.pool.acquire().await?;
    let mut shown: Vec<OpenShown> = Vec::new();
    for row in rows {
        let (matter, title) = (row.int("matter")?, row.text("title")?);
        let holder = staff.name(row.int("assignee")? as u64);
        // Several who hold one station stand in one line.
        if let Some(line) = shown.iter_mut().find(|line| line.matter == matter as u64 && line.station == title) {
            let hidden = line.holders.first().is_some_and(|first| first == MASKED);
            line.holders.push(if hidden { MASKED.to_owned() } else { holder });
            continue;
        }
        let reading = access.look(&mut connection, matter).await?;
        if !reading.seen.at_all() {
            continue;
        }
        let (stored, hidden, due) = (&reading.stored, reading.seen.hides_all(), row.maybe_int("due")?.map(Moment));
        let masked = |text: String| if hidden { MASKED.to_owned() } else { text };
        let raw = reading.content();
        shown.push(OpenShown {
            matter: matter as u64,
            summary: access::line(&reading.form, &stored.summary, &raw, reading.seen, &**staff),
            department: masked(staff.department_of(stored.subject)),
            station: if hidden { "（内容不公开）".to_owned() } else { title },
            holders: vec![masked(holder)],
            arrived: Moment(row.int("arrived")?).to_string(),
            due: due.map(|due| due.to_string()),
            lamp: lamp(now, due, days.calendar()).to_owned(),
            days: days_between(stored.filed.date(), now.date()),
        });
    }
    Ok(shown)
}

/// Days since the filing: what is still under way counts with today's age.
fn days_between(from: Date, to: Date) -> u64 {
    u64::try_from(to.0 - from.0).unwrap_or_default()
}

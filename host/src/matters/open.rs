//! Everything under way that one may read, by how near its due date is: as lamps with words.

use crate::{
    access::{self, Access, MASKED, Reading},
    accounts::Caller,
    app::App,
    error::Result,
    store::Columns,
};
use guiju_api::OpenShown;
use guiju_domain::OfficeId;
use guiju_model::{Date, Moment, calendar::Calendar};
use sqlx::{AnyConnection, any::AnyRow};
use std::collections::HashMap;

/// Stations shown at most; the nearest due dates come first.
const MOST: usize = 500;
/// Tasks read at a time, and in all.
const BATCH: i64 = 200;
const LOOKED_THROUGH: i64 = 10_000;

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

/// The open stations of what the caller may read, what is due first at the top: so many as [`MOST`] says. What the caller may not
/// read takes nobody's place.
///
/// # Errors
/// If the database cannot be used.
pub async fn open(app: &App, caller: &Caller) -> Result<Vec<OpenShown>> {
    let (access, now) = (Access::of(app, caller).await?, app.now(caller.office));
    let days = access.law.days(now.date(), now.date().plus(30));
    let mut connection = app.pool.acquire().await?;
    let (mut shown, mut from): (Vec<OpenShown>, i64) = (Vec::new(), 0);
    while shown.len() < MOST && from < LOOKED_THROUGH {
        let rows = batch(&mut connection, caller.office, from).await?;
        let mut ids = rows.iter().map(|row| Ok(row.int("matter")?)).collect::<Result<Vec<_>>>()?;
        ids.sort_unstable();
        ids.dedup();
        let readings = access.look_at(&mut connection, &ids).await?;
        let of_matter = readings.iter().map(|reading| (reading.stored.id, reading)).collect::<HashMap<_, _>>();
        for row in &rows {
            let seen = of_matter.get(&row.int("matter")?).filter(|reading| reading.seen.at_all());
            let Some(reading) = seen else { continue };
            station(&access, reading, row, (now, days.calendar()), &mut shown)?;
        }
        from += BATCH;
        if rows.len() < BATCH as usize {
            break;
        }
    }
    shown.truncate(MOST);
    Ok(shown)
}

/// Some of the tasks at which stations wait, by their due dates.
async fn batch(connection: &mut AnyConnection, office: OfficeId, from: i64) -> Result<Vec<AnyRow>> {
    Ok(sqlx::query(
        "SELECT t.matter_id AS matter, t.title AS title, t.assignee_id AS assignee, t.due_at AS due, t.arrived_at AS arrived
         FROM tasks t JOIN matters m ON m.office_id = t.office_id AND m.id = t.matter_id
         WHERE t.office_id = $1 AND t.state = 'open' AND t.kind <> 'read' AND m.status = 'open'
         ORDER BY COALESCE(t.due_at, 9000000000000), t.matter_id, t.id LIMIT $2 OFFSET $3",
    )
    .bind(office.number())
    .bind(BATCH)
    .bind(from)
    .fetch_all(connection)
    .await?)
}

/// Adds a task to the station that it holds; several who hold one station stand in one line.
fn station(
    access: &Access,
    reading: &Reading,
    row: &AnyRow,
    (now, calendar): (Moment, Calendar<'_>),
    shown: &mut Vec<OpenShown>,
) -> Result<()> {
    let (stored, hidden, staff) = (&reading.stored, reading.seen.hides_all(), &*access.staff);
    let masked = |text: String| if hidden { MASKED.to_owned() } else { text };
    let station = if hidden { "（内容不公开）".to_owned() } else { row.text("title")? };
    let holder = masked(staff.name(row.int("assignee")? as u64));
    let matter = stored.id as u64;
    if let Some(line) = shown.iter_mut().find(|line| line.matter == matter && line.station == station) {
        line.holders.push(holder);
        return Ok(());
    }
    let due = row.maybe_int("due")?.map(Moment);
    shown.push(OpenShown {
        matter,
        summary: access::line(&reading.form, &stored.summary, &reading.content(), reading.seen, staff),
        department: masked(staff.department_of(stored.subject)),
        station,
        holders: vec![holder],
        arrived: Moment(row.int("arrived")?).to_string(),
        due: due.map(|due| due.to_string()),
        lamp: lamp(now, due, calendar).to_owned(),
        days: days_between(stored.filed.date(), now.date()),
    });
    Ok(())
}

/// Days since the filing: what is still under way counts with today's age.
fn days_between(from: Date, to: Date) -> u64 {
    u64::try_from(to.0 - from.0).unwrap_or_default()
}

//! Everything under way that one may read, by how near its due date is: as lamps with words.

use crate::{
    access::{self, Access, MASKED, Reading},
    accounts::Caller,
    app::App,
    error::Result,
    store::{
        self,
        tasks::{self, WaitingTask},
    },
    words::text,
};
use guiju_api::OpenShown;
use guiju_domain::{MatterId, matters::DueLevel};
use guiju_model::{Date, Moment, calendar::Calendar};
use std::collections::HashMap;

/// Steps shown at most; the nearest due dates come first.
const MOST: usize = 500;
/// Tasks read at a time, and in all.
const BATCH: i64 = 200;
const LOOKED_THROUGH: i64 = 10_000;

/// How near a due date is: by the end of the next working day it is near.
fn level(now: Moment, due: Option<Moment>, calendar: Calendar<'_>) -> DueLevel {
    let near = |due: Moment| due.date() <= calendar.working_days_after(now.date(), 1);
    match due {
        None => DueLevel::None,
        Some(due) if due < now => DueLevel::Overdue,
        Some(due) if near(due) => DueLevel::Near,
        Some(_) => DueLevel::Well,
    }
}

/// The open steps of what the caller may read, what is due first at the top: so many as [`MOST`] says. What the caller may not
/// read takes nobody's place.
///
/// # Errors
/// If the database cannot be used.
pub async fn under_way(app: &App, caller: &Caller) -> Result<Vec<OpenShown>> {
    let (access, now) = (Access::of(app, caller).await?, app.now(caller.office));
    let days = access.policy.days(now.date(), now.date().plus(30));
    let mut connection = store::acquire(&app.pool).await?;
    let (mut shown, mut from): (Vec<OpenShown>, i64) = (Vec::new(), 0);
    while shown.len() < MOST && from < LOOKED_THROUGH {
        let waiting = tasks::waiting(&mut *connection, caller.office, (BATCH, from)).await?;
        let mut ids = waiting.iter().map(|task| task.matter).collect::<Vec<_>>();
        ids.sort_unstable();
        ids.dedup();
        let readings = access.look_at(&mut connection, &ids).await?;
        let of_matter = readings.iter().map(|reading| (reading.stored.id, reading)).collect::<HashMap<MatterId, _>>();
        for task in &waiting {
            let seen = of_matter.get(&task.matter).filter(|reading| reading.seen.at_all());
            let Some(reading) = seen else { continue };
            add(&access, reading, task, (now, days.calendar()), &mut shown);
        }
        from += BATCH;
        if waiting.len() < BATCH as usize {
            break;
        }
    }
    shown.truncate(MOST);
    Ok(shown)
}

/// Adds a task to the step that it holds; several who hold one step stand in one line.
fn add(
    access: &Access,
    reading: &Reading,
    task: &WaitingTask,
    (now, calendar): (Moment, Calendar<'_>),
    shown: &mut Vec<OpenShown>,
) {
    let (matter, hidden, staff) = (&reading.stored, reading.seen.hides_all(), &*access.staff);
    let masked = |text: String| if hidden { MASKED.to_owned() } else { text };
    let title = if hidden { text!("step-closed") } else { task.title.clone() };
    let holder = masked(staff.name(task.assignee));
    let id = matter.id.number().cast_unsigned();
    if let Some(line) = shown.iter_mut().find(|line| line.matter == id && line.station == title) {
        line.holders.push(holder);
        return;
    }
    shown.push(OpenShown {
        matter: id,
        summary: access::line(&reading.form, &matter.summary, &reading.content(), reading.seen, staff),
        department: masked(staff.department_of(matter.subject)),
        station: title,
        holders: vec![holder],
        arrived: task.arrived.to_string(),
        due: task.due.map(|due| due.to_string()),
        lamp: level(now, task.due, calendar).name().to_owned(),
        days: days_between(matter.filed.date(), now.date()),
    });
}

/// Days since the filing: what is still under way counts with today's age.
fn days_between(from: Date, to: Date) -> u64 {
    u64::try_from(to.0 - from.0).unwrap_or_default()
}

//! Rolls: everybody by day of a month, with a mark for each kind of record that falls on the day.

use super::{
    judged_roll::judged_roll,
    opened::{Opened, open},
};
use crate::{accounts::Caller, app::App, error::Result, store::record_queries};
use guiju_api::{RollLine, RollShown};
use guiju_domain::{DepartmentId, PersonId};
use guiju_engine::Loaded;
use guiju_model::{Assessed, Cycle, Date, Layout};
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// The assessment over which a roll is, if it is over one.
fn judged(opened: &Opened) -> Option<(Arc<Loaded>, Assessed)> {
    let (owner, id, _) = opened.over.first()?;
    let loaded = opened.access.policy.regulation(owner, opened.access.today)?.clone();
    let assessed = loaded.manifest().assesses.iter().find(|assessed| assessed.id == *id)?.clone();
    Some((loaded, assessed))
}

/// The month around a day.
///
/// # Errors
/// If there is no such roll, or it is not for the caller.
pub async fn roll(app: &App, caller: &Caller, regulation: &str, view: &str, day: Date) -> Result<RollShown> {
    let opened = open(app, caller, regulation, view, Layout::Roll, false).await?;
    if let Some((loaded, assessed)) = judged(&opened) {
        return judged_roll(app, caller, &opened, (&loaded, &assessed), day).await;
    }
    let Opened { access, title, over, columns, .. } = opened;
    let (first, last) = day.around(Cycle::Month);
    let days = access.policy.days(first, last);
    let rests = (first.0..=last.0).map(|day| !days.calendar().worked(Date(day))).collect::<Vec<_>>();
    // For each person and mark, the days on which it stands.
    let mut marked: BTreeMap<(PersonId, usize), BTreeSet<usize>> = BTreeMap::new();
    for (mark, (owner, form, _)) in over.iter().enumerate() {
        let during = (first.at(0), last.plus(1).at(0));
        for found in record_queries::spans(&app.pool, &access.records_of(owner, form), during).await? {
            let record = access.record(&found.ties, owner, form)?;
            let Some(person) = record.person.filter(|_| record.seen.at_all()) else { continue };
            let from = found.row.starts.date().max(first);
            let to = found.row.ends.date().min(last);
            let long = from != to;
            let on = marked.entry((person, mark)).or_default();
            // What lasts for days is marked on the days that are worked.
            let shown = (from.0..=to.0).map(|day| (day - first.0) as usize);
            on.extend(shown.filter(|day| !long || rests.get(*day) == Some(&false)));
        }
    }
    let line = |person: PersonId, name: &str, department: &str| {
        let on = |mark: usize, day: usize| marked.get(&(person, mark)).is_some_and(|days| days.contains(&day));
        let sign = |mark: usize| columns.get(mark).map(String::as_str).unwrap_or_default();
        let cell = |day| (0..over.len()).filter(|mark| on(*mark, day)).map(sign).collect::<String>();
        let count = |mark| marked.get(&(person, mark)).map_or(0, BTreeSet::len);
        RollLine {
            name: name.to_owned(),
            department: department.to_owned(),
            days: (0..rests.len()).map(cell).collect(),
            counts: (0..over.len()).map(count).collect(),
        }
    };
    let department = |id: &DepartmentId| access.staff.departments.get(id).map(String::as_str).unwrap_or_default();
    let everybody = access.staff.in_order().into_iter();
    let lines = everybody.map(|member| line(member.id, &member.name, department(&member.department))).collect();
    let key = columns.iter().cloned().zip(over.iter().map(|(_, _, title)| title.clone())).collect();
    Ok(RollShown { title, first: first.to_string(), rests, key, lines })
}

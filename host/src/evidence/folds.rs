//! The rows of matters and tasks, compared with what their events come to.

use super::rows;
use crate::store::{
    matter_folds::{FoldFault, FoldFaultKind, FoldsVerified},
    row_digests::RowFaultKind,
};
use guiju_domain::OfficeId;

/// What is wrong with the matters of an office, in words that say what should stand there.
#[must_use]
pub fn said(office: OfficeId, verified: &FoldsVerified) -> Vec<String> {
    let said = verified.faults.iter().map(|fault| format!("office {office}: {}", one(fault)));
    let mut said = said.collect::<Vec<_>>();
    let more = verified.unnamed;
    if more > 0 {
        said.push(format!(
            "office {office}: {more} more rows and columns of matters and tasks are not what their events come to"
        ));
    }
    said
}

/// How many matters follow from their events.
#[must_use]
pub fn whole(office: OfficeId, verified: &FoldsVerified) -> Vec<String> {
    let mut notes = Vec::new();
    if verified.matters > 0 {
        notes.push(format!(
            "office {office}: {} matters with their tasks are what their events come to",
            verified.matters
        ));
    }
    if verified.erased > 0 {
        notes.push(format!("office {office}: events of {} matters were erased", verified.erased));
    }
    notes
}

/// What is wrong with the matters of an office, as subjects of alarms.
pub(super) fn subjects(verified: &FoldsVerified) -> impl Iterator<Item = String> {
    verified.faults.iter().map(|FoldFault { matter, task, kind }| {
        let kind = match kind {
            FoldFaultKind::Missing => RowFaultKind::Missing,
            FoldFaultKind::Foreign => RowFaultKind::Foreign,
            FoldFaultKind::Undecodable(_) => RowFaultKind::Unreadable,
            FoldFaultKind::Differs { .. } | FoldFaultKind::Unreadable(_) | FoldFaultKind::Malformed(_) => {
                RowFaultKind::Altered
            }
        };
        match task {
            Some(task) => rows::subject(kind, "tasks", &task.to_string()),
            None => rows::subject(kind, "matters", &matter.to_string()),
        }
    })
}

fn one(FoldFault { matter, task, kind }: &FoldFault) -> String {
    let row = match task {
        Some(task) => format!("task {task} of matter {matter}"),
        None => format!("matter {matter}"),
    };
    let value =
        |value: &Option<String>| value.as_ref().map_or_else(|| "nothing".to_owned(), |value| format!("{value:?}"));
    match kind {
        FoldFaultKind::Differs { column, stands, should } => {
            format!("{row}: {column} is {}, but its events come to {}", value(stands), value(should))
        }
        FoldFaultKind::Missing => format!("{row}: its row was removed by hand; its events come to one"),
        FoldFaultKind::Foreign => format!("{row}: its row was inserted by hand; no event made it"),
        FoldFaultKind::Unreadable(why) => format!("{row}: its events come to no matter: {why}"),
        FoldFaultKind::Undecodable(why) => {
            format!("{row}: it cannot be compared with its events, since something of it cannot be read: {why}")
        }
        FoldFaultKind::Malformed(why) => format!("{row}: an event of it is not what a server writes: {why}"),
    }
}

//! The rows of an office, compared with the digests that its chain covers.

use crate::store::row_digests::{self, ListFault, ListFaultKind, RowFault, RowFaultKind, RowsVerified};
use guiju_domain::{OfficeId, message, message::Message};

/// What is wrong with the rows of an office, in words that name table and key.
#[must_use]
pub fn said(office: OfficeId, verified: &RowsVerified) -> Vec<String> {
    let mut said = Vec::new();
    for table in &verified.eventless {
        said.push(format!("office {office}: it has no event, yet it has rows in table {table}: its chain was removed"));
    }
    said.extend(verified.lists.iter().map(|list| format!("office {office}: {}", of_list(list))));
    if verified.lists_unnamed > 0 {
        let lists = verified.lists_unnamed;
        said.push(format!("office {office}: the lists of rows that {lists} more events cover were altered"));
    }
    for (table, why) in &verified.tables {
        said.push(format!("office {office}: table {table} cannot be read, and what it holds was not compared: {why}"));
    }
    said.extend(verified.faults.iter().map(|fault| format!("office {office}: {}", one(fault))));
    let more = verified.unnamed.iter().map(|(table, rows)| {
        format!("office {office}: {rows} more rows of table {table} are not as the office's changes left them")
    });
    said.extend(more);
    said
}

/// A list of rows that is not the one that its event covers, with the rows that it has now.
fn of_list(ListFault { seq, kind, rows, more }: &ListFault) -> String {
    let named = rows.iter().map(|(table, key)| format!("{table} {}", key.join(", "))).collect::<Vec<_>>().join("; ");
    let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
    match kind {
        ListFaultKind::Altered => {
            format!("the list of rows that event {seq} covers was altered; it has now: {named}{more}")
        }
        ListFaultKind::Gone => format!("the list of rows that event {seq} covers was altered: it is not there"),
        ListFaultKind::Unreadable => {
            format!("the list of rows that event {seq} covers was altered: a digest in or behind it cannot be read")
        }
    }
}

fn one(RowFault { table, key, kind }: &RowFault) -> String {
    let key = key.join(", ");
    match kind {
        RowFaultKind::Altered => {
            format!(
                "row {key} of table {table} was altered by hand: it is not what the office's last change wrote there"
            )
        }
        RowFaultKind::Missing => {
            format!("row {key} of table {table} was removed by hand: no change of the office removed it")
        }
        RowFaultKind::Foreign => {
            format!("row {key} of table {table} was inserted by hand: no change of the office wrote it")
        }
        RowFaultKind::Unreadable => format!("row {key} of table {table} cannot be read, or its digest cannot"),
        RowFaultKind::Duplicate => format!("row {key} of table {table} is there more than once"),
        RowFaultKind::Unsalted => {
            format!("the salt of row {key} of table {table} was removed by hand: no event tells that it was erased")
        }
    }
}

/// What holds of the rows of an office whose chain is whole.
#[must_use]
pub fn whole(office: OfficeId, verified: &RowsVerified) -> String {
    if verified.is_covered {
        format!("office {office}: {} rows are what its changes wrote", verified.rows)
    } else {
        format!(
            "office {office}: its rows are not covered by its chain yet; a server of this version covers them when it starts"
        )
    }
}

/// What is wrong with the rows of an office, as subjects of alarms: each what is wrong, the table and the key, with blanks between.
pub(super) fn subjects(verified: &RowsVerified) -> impl Iterator<Item = String> {
    let known = |table: &str| row_digests::covered().any(|(name, ..)| name == table);
    let lists = verified.lists.iter().flat_map(move |ListFault { seq, rows, .. }| {
        let rows = rows.iter().filter(move |(table, _)| known(table));
        let rows = rows.map(move |(table, key)| format!("listed {table} {seq} {}", key.join(" ")));
        std::iter::once(format!("list events {seq}")).chain(rows)
    });
    let rows = verified.faults.iter().map(|RowFault { table, key, kind }| subject(*kind, table, &key.join(" ")));
    let tables = verified.tables.keys().map(|table| unread(table));
    let eventless = verified.eventless.iter().map(|table| format!("eventless {table} -"));
    lists.chain(tables).chain(eventless).chain(rows)
}

/// A table that cannot be read, as the subject of an alarm.
pub(super) fn unread(table: &str) -> String {
    format!("unread {table} -")
}

/// A row as the subject of an alarm.
pub(super) fn subject(kind: RowFaultKind, table: &str, key: &str) -> String {
    format!("{} {table} {key}", kind.name())
}

/// How many more rows there are than are told, as the subject of an alarm.
pub(super) fn more(rows: u64) -> String {
    format!("more rows {rows}")
}

/// That a comparison failed, as the subject of an alarm.
pub(super) const UNCOMPARED: &str = "uncompared rows -";

/// The subject of an alarm in words.
pub(super) fn told(subject: &str) -> Message {
    let mut parts = subject.splitn(3, ' ');
    let (what, table, key) = (parts.next(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    match (what, table) {
        (Some("trigger"), name) => return message!("notice-schema-trigger", table = name, name = key),
        (Some("rule"), name) => return message!("notice-schema-rule", table = name, name = key),
        (Some("key"), name) => return message!("notice-schema-key", table = name),
        _ => {}
    }
    let table = table_named(table);
    match what {
        Some("view") => message!("notice-schema-view", name = key),
        Some("stray") => message!("notice-rows-stray", table, office = key),
        Some("eventless") => message!("notice-rows-eventless", table),
        Some("unread") => message!("notice-table-unread", table),
        Some("uncompared") => message!("notice-rows-uncompared"),
        Some("listed") => {
            let (seq, key) = key.split_once(' ').unwrap_or((key, ""));
            message!("notice-rows-listed", table, seq, key)
        }
        Some("unreadable") => message!("notice-row-unreadable", table, key),
        Some("duplicate") => message!("notice-row-duplicate", table, key),
        Some("altered") => message!("notice-row-altered", table, key),
        Some("missing") => message!("notice-row-missing", table, key),
        Some("foreign") => message!("notice-row-foreign", table, key),
        Some("unsalted") => message!("notice-row-unsalted", table, key),
        Some("put-back") => message!("notice-event-put-back", key),
        Some("list") => message!("notice-rows-list", key),
        _ => message!("notice-rows-more", key),
    }
}

/// What people call a table.
#[must_use]
pub fn table_named(table: &str) -> Message {
    match table {
        "events" => message!("table-events"),
        "row_digests" => message!("table-row-digests"),
        _ => Message::new(format!("table-{}", table.replace('_', "-")), Vec::new()),
    }
}

//! The rows of an office, compared with the digests that its chain covers.

use crate::store::row_digests::{RowFault, RowFaultKind, RowsVerified};
use guiju_domain::{OfficeId, message, message::Message};

/// What is wrong with the rows of an office, in words that name table and key.
#[must_use]
pub fn said(office: OfficeId, verified: &RowsVerified) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(seq) = verified.list_broken_at {
        said.push(format!("office {office}: the list of rows that event {seq} covers was altered"));
    }
    said.extend(verified.faults.iter().map(|fault| format!("office {office}: {}", one(fault))));
    let more = verified.unnamed.iter().map(|(table, rows)| {
        format!("office {office}: {rows} more rows of table {table} are not as the office's changes left them")
    });
    said.extend(more);
    said
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
    let list = verified.list_broken_at.map(|seq| format!("list events {seq}"));
    let rows = verified.faults.iter().map(|RowFault { table, key, kind }| subject(*kind, table, &key.join(" ")));
    list.into_iter().chain(rows)
}

/// A row as the subject of an alarm.
pub(super) fn subject(kind: RowFaultKind, table: &str, key: &str) -> String {
    format!("{} {table} {key}", kind.name())
}

/// How many more rows there are than are told, as the subject of an alarm.
pub(super) fn more(rows: u64) -> String {
    format!("more rows {rows}")
}

/// The subject of an alarm in words.
pub(super) fn told(subject: &str) -> Message {
    let mut parts = subject.splitn(3, ' ');
    let (what, table, key) = (parts.next(), parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let table = table_named(table);
    match what {
        Some("altered") => message!("notice-row-altered", table, key),
        Some("missing") => message!("notice-row-missing", table, key),
        Some("foreign") => message!("notice-row-foreign", table, key),
        Some("list") => message!("notice-rows-list", key),
        _ => message!("notice-rows-more", key),
    }
}

/// What people call a table.
#[must_use]
pub fn table_named(table: &str) -> Message {
    Message::new(format!("table-{}", table.replace('_', "-")), Vec::new())
}

//! Texts of a register's cells: values and states as people read them.

use crate::words::text;
use guiju_domain::RecordStatus;
use guiju_model::{
    Field, FieldKind, Money, ValueKind,
    summary::{self, Names},
};
use serde_json::Value;

/// How far a record is, as people read it; of a void one, why, if that is for the reader.
#[must_use]
pub fn state(status: RecordStatus, returned: bool, void_reason: Option<&str>) -> String {
    match (status, void_reason) {
        (RecordStatus::Open, _) if returned => text!("register-returned"),
        (RecordStatus::Open, _) => text!("register-open"),
        (RecordStatus::Void, Some(reason)) => text!("register-void-because", reason),
        (RecordStatus::Void, None) => text!("register-void"),
        (RecordStatus::Completed, _) => text!("register-completed"),
    }
}

/// The sum of a column of amounts in yuan, from one in fen; that it is too large, where no amount can be so large.
#[must_use]
pub fn summed(fen: i128) -> String {
    i64::try_from(fen).map_or_else(|_| text!("register-sum-too-large"), |fen| Money(fen).to_string())
}

/// A field's value as people read it.
#[must_use]
pub fn cell(field: Option<&Field>, value: Option<&Value>, names: &impl Names) -> String {
    let Some(value) = value else { return String::new() };
    match field.map(|field| &field.kind) {
        // What is masked is a text, whatever the field holds.
        Some(FieldKind::Table(_) | FieldKind::Single(ValueKind::Money(_))) if value.is_string() => {
            value.as_str().unwrap_or_default().to_owned()
        }
        Some(FieldKind::Table(columns)) => {
            let row = |row: &Value| {
                let cells = columns.iter().filter_map(|column| {
                    Some(format!(
                        "{} {}",
                        column.label,
                        summary::shown(Some(&column.kind), row.get(&column.name)?, names)
                    ))
                });
                cells.collect::<Vec<_>>().join("，")
            };
            value.as_array().map(|rows| rows.iter().map(row).collect::<Vec<_>>().join("；")).unwrap_or_default()
        }
        Some(FieldKind::Single(kind)) => summary::shown(Some(kind), value, names),
        None => summary::shown(None, value, names),
    }
}

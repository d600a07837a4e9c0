//! What stands in a register's cells: values as people read them, records by their one line, what is sensitive masked.

use crate::{
    access::{Access, MASKED, RecordSeen, is_sensitive, masked},
    error::Result,
    names::Known,
    store::Pool,
};
use guiju_domain::RecordStatus;
use guiju_model::{
    Field, FieldKind, Form, ValueKind,
    summary::{self, Names},
};
use serde_json::{Map, Value};

/// How far a record is, as people read it; of a void one, why, if that is for the reader.
#[must_use]
pub fn state(status: RecordStatus, returned: bool, void_reason: Option<&str>) -> String {
    match (status, void_reason) {
        (RecordStatus::Open, _) if returned => "退回修改".to_owned(),
        (RecordStatus::Open, _) => "办理中".to_owned(),
        (RecordStatus::Void, Some(reason)) => format!("作废（{reason}）"),
        (RecordStatus::Void, None) => "作废".to_owned(),
        (RecordStatus::Completed, _) => "已办结".to_owned(),
    }
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

/// Fills the cells of one register for one reader.
pub struct Filler<'a> {
    pool: &'a Pool,
    form: Option<&'a Form>,
    names: Known<'a>,
}

impl<'a> Filler<'a> {
    pub fn new(pool: &'a Pool, access: &'a Access, form: Option<&'a Form>) -> Self {
        Self { pool, form, names: Known::new(access, true) }
    }

    /// How much of the whole the part is, in per cent; nothing where there is no whole.
    pub fn share(&self, part: &str, whole: &str, record: &RecordSeen) -> String {
        let sensitive = |name: &str| is_sensitive(self.form, name);
        let number = |name: &str| record.content.get(name).and_then(Value::as_i64).unwrap_or_default();
        match number(whole) {
            _ if [part, whole].into_iter().any(|name| !record.seen.clear(sensitive(name))) => MASKED.to_owned(),
            0 => String::new(),
            whole => format!("{}%", number(part).saturating_mul(100) / whole),
        }
    }

    /// A field of a record.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn fill(&mut self, name: &str, record: &RecordSeen) -> Result<String> {
        let field = self.form.and_then(|form| form.field(name));
        if record.seen.hides_all() {
            return Ok(MASKED.to_owned());
        }
        let value = record.content.get(name);
        if let (Some(field), Some(value)) = (field, value) {
            let mut connection = self.pool.acquire().await?;
            let alone = Value::Object(Map::from_iter([(name.to_owned(), value.clone())]));
            self.names.learn(&mut connection, [field], &alone).await?;
        }
        let text = cell(field, value, &self.names);
        // What the form of today calls sensitive is masked in older records, too.
        let newly = is_sensitive(self.form, name) && !record.seen.whole() && !text.ends_with(MASKED);
        Ok(if newly && !text.is_empty() { masked(field, &text, record.seen) } else { text })
    }
}

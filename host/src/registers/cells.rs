//! What stands in a register's cells: values as people read them, records by their one line, what is sensitive masked.

use crate::{error::Result, staff::Staff, store::Columns};
use guiju_model::{Field, FieldKind, Form, ValueKind, shape, summary};
use serde_json::{Map, Value};
use sqlx::AnyPool;
use std::collections::HashMap;

/// What stands for something that is not for the reader.
const MASKED: &str = "＊＊＊";

/// A field's value as people read it.
#[must_use]
pub fn cell(field: Option<&Field>, value: Option<&Value>, staff: &Staff) -> String {
    let Some(value) = value else { return String::new() };
    match field.map(|field| &field.kind) {
        Some(FieldKind::Table(columns)) => {
            let row = |row: &Value| {
                let cells = columns.iter().filter_map(|column| {
                    Some(format!(
                        "{} {}",
                        column.label,
                        summary::shown(Some(&column.kind), row.get(&column.name)?, staff)
                    ))
                });
                cells.collect::<Vec<_>>().join("，")
            };
            value.as_array().map(|rows| rows.iter().map(row).collect::<Vec<_>>().join("；")).unwrap_or_default()
        }
        Some(FieldKind::Single(kind)) => summary::shown(Some(kind), value, staff),
        None => summary::shown(None, value, staff),
    }
}

/// The first character of what is sensitive, so that rows can be told apart.
fn masked(text: &str) -> String {
    text.chars().next().map(|first| format!("{first}{MASKED}")).unwrap_or_default()
}

/// Fills the cells of one register for one reader.
pub struct Filler<'a> {
    pool: &'a AnyPool,
    office: i64,
    reader: u64,
    staff: &'a Staff,
    form: Option<&'a Form>,
    lines: HashMap<u64, String>,
}

impl<'a> Filler<'a> {
    pub fn new(pool: &'a AnyPool, office: i64, reader: u64, staff: &'a Staff, form: Option<&'a Form>) -> Self {
        Self { pool, office, reader, staff, form, lines: HashMap::new() }
    }

    /// Whether a record is only for those who take part.
    pub fn closed(&self, content: &Map<String, Value>, person: Option<u64>) -> bool {
        let closes = |form: &&Form| !form.closed_when.is_empty() && shape::is_shown(&form.closed_when, content);
        person != Some(self.reader) && self.form.as_ref().is_some_and(closes)
    }

    /// A field of a record.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn fill(&mut self, name: &str, content: &Map<String, Value>, person: Option<u64>) -> Result<String> {
        let field = self.form.and_then(|form| form.field(name));
        if self.closed(content, person) {
            return Ok(MASKED.to_owned());
        }
        let reference = matches!(
            field.map(|field| &field.kind),
            Some(FieldKind::Single(ValueKind::Reference(_) | ValueKind::Resource(_)))
        );
        let text = match content.get(name).and_then(Value::as_u64).filter(|_| reference) {
            Some(id) => self.line(id).await?,
            None => cell(field, content.get(name), self.staff),
        };
        let hidden = field.is_some_and(|field| field.sensitive) && person != Some(self.reader);
        Ok(if hidden { masked(&text) } else { text })
    }

    /// A record's one line.
    async fn line(&mut self, id: u64) -> Result<String> {
        if let Some(line) = self.lines.get(&id) {
            return Ok(line.clone());
        }
        let row = sqlx::query("SELECT summary FROM records WHERE office_id = $1 AND id = $2")
            .bind(self.office)
            .bind(id as i64)
            .fetch_optional(self.pool)
            .await?;
        let line = row.map_or(Ok(String::new()), |row| row.text("summary"))?;
        self.lines.insert(id, line.clone());
        Ok(line)
    }
}

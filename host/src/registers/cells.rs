//! What stands in a register's cells: values as people read them, records by their one line, what is sensitive masked.

use crate::{error::Result, names::Known, staff::Staff};
use guiju_model::{
    Field, FieldKind, Form, shape,
    summary::{self, Names},
};
use serde_json::{Map, Value};
use sqlx::AnyPool;

/// What stands for something that is not for the reader.
const MASKED: &str = "＊＊＊";

/// A field's value as people read it.
#[must_use]
pub fn cell(field: Option<&Field>, value: Option<&Value>, names: &impl Names) -> String {
    let Some(value) = value else { return String::new() };
    match field.map(|field| &field.kind) {
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

/// The first character of what is sensitive, so that rows can be told apart.
fn masked(text: &str) -> String {
    text.chars().next().map(|first| format!("{first}{MASKED}")).unwrap_or_default()
}

/// Fills the cells of one register for one reader.
pub struct Filler<'a> {
    pool: &'a AnyPool,
    reader: u64,
    form: Option<&'a Form>,
    names: Known<'a>,
}

impl<'a> Filler<'a> {
    pub fn new(pool: &'a AnyPool, office: i64, reader: u64, staff: &'a Staff, form: Option<&'a Form>) -> Self {
        Self { pool, reader, form, names: Known::new(office, staff) }
    }

    /// Whether a record is only for those who take part.
    pub fn closed(&self, content: &Map<String, Value>, person: Option<u64>) -> bool {
        let closes = |form: &&Form| !form.closed_when.is_empty() && shape::is_shown(&form.closed_when, content);
        person != Some(self.reader) && self.form.as_ref().is_some_and(closes)
    }

    /// How much of the whole the part is, in per cent; nothing where there is no whole.
    pub fn share(&self, part: &str, whole: &str, content: &Map<String, Value>, person: Option<u64>) -> String {
        let number = |name: &str| content.get(name).and_then(Value::as_i64).unwrap_or_default();
        match number(whole) {
            _ if self.closed(content, person) => MASKED.to_owned(),
            0 => String::new(),
            whole => format!("{}%", number(part).saturating_mul(100) / whole),
        }
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
        let value = content.get(name);
        if let (Some(field), Some(value)) = (field, value) {
            let mut connection = self.pool.acquire().await?;
            let alone = Value::Object(Map::from_iter([(name.to_owned(), value.clone())]));
            self.names.learn(&mut connection, [field], &alone).await?;
        }
        let text = cell(field, value, &self.names);
        let hidden = field.is_some_and(|field| field.sensitive) && person != Some(self.reader);
        Ok(if hidden { masked(&text) } else { text })
    }
}

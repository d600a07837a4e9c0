//! Fills the cells of one register for one reader: records by their one line, what is sensitive masked.

use super::cells::cell;
use crate::{
    access::{Access, MASKED, RecordSeen, is_sensitive, masked},
    error::Result,
    names::Known,
    store::{self, Pool},
};
use guiju_model::Form;
use serde_json::{Map, Value};

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
            let mut connection = store::acquire(self.pool).await?;
            let alone = Value::Object(Map::from_iter([(name.to_owned(), value.clone())]));
            self.names.learn(&mut connection, [field], &alone).await?;
        }
        let text = cell(field, value, &self.names);
        // What the form of today calls sensitive is masked in older records, too.
        let newly = is_sensitive(self.form, name) && !record.seen.whole() && !text.ends_with(MASKED);
        Ok(if newly && !text.is_empty() { masked(field, &text, record.seen) } else { text })
    }
}

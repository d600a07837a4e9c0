//! Names for what people read: of persons and departments, and the one line of each record that is pointed to.

use crate::{error::Result, staff::Staff, store::Columns};
use guiju_model::{
    Field,
    shape::{self, Mentioned},
    summary::Names,
};
use serde_json::Value;
use sqlx::AnyConnection;
use std::collections::HashMap;

/// Who and what is known by name.
#[derive(Debug)]
pub struct Known<'a> {
    office: i64,
    /// The people.
    pub staff: &'a Staff,
    lines: HashMap<u64, String>,
}

impl<'a> Known<'a> {
    /// The office's people; records are still to be learnt.
    #[must_use]
    pub fn new(office: i64, staff: &'a Staff) -> Self {
        Self { office, staff, lines: HashMap::new() }
    }

    /// Learns the records that the content of these fields points to.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn learn<'f>(
        &mut self,
        connection: &mut AnyConnection,
        fields: impl IntoIterator<Item = &'f Field>,
        content: &Value,
    ) -> Result<()> {
        for mention in shape::check(fields, &String::new(), content).mentions {
            if let Mentioned::Record(_, id) | Mentioned::Resource(_, id) = mention.what {
                self.record(connection, id).await?;
            }
        }
        Ok(())
    }

    async fn record(&mut self, connection: &mut AnyConnection, id: u64) -> Result<()> {
        if self.lines.contains_key(&id) {
            return Ok(());
        }
        let row = sqlx::query("SELECT summary FROM records WHERE office_id = $1 AND id = $2")
            .bind(self.office)
            .bind(id as i64)
            .fetch_optional(connection)
            .await?;
        let line = row.map_or(Ok(String::new()), |row| row.text("summary"))?;
        self.lines.insert(id, line);
        Ok(())
    }
}

impl Names for Known<'_> {
    fn person(&self, id: u64) -> Option<String> {
        Names::person(self.staff, id)
    }

    fn department(&self, id: u32) -> Option<String> {
        Names::department(self.staff, id)
    }

    fn record(&self, id: u64) -> Option<String> {
        self.lines.get(&id).cloned()
    }
}

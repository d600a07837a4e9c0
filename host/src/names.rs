//! Names for what people read: of persons and departments, and the one line of each record that is pointed to.

use crate::{access::Access, error::Result, staff::Staff, store::Connection, words::text};
use guiju_domain::RecordId;
use guiju_model::{
    Field,
    shape::{self, Mentioned},
    summary::Names,
};
use serde_json::Value;
use std::collections::HashMap;

/// Who and what is known by name to one reader.
#[derive(Debug)]
pub struct Known<'a> {
    access: &'a Access,
    through: bool,
    /// The people.
    pub staff: &'a Staff,
    lines: HashMap<RecordId, String>,
}

impl<'a> Known<'a> {
    /// The office's people; records are still to be learnt. With `through`, what points to a record is read by office, so that
    /// its line is told as far as it is not confidential; without, only what the reader could look up alone.
    #[must_use]
    pub fn new(access: &'a Access, through: bool) -> Self {
        Self { access, through, staff: &access.staff, lines: HashMap::new() }
    }

    /// Learns the records that the content of these fields points to.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn learn<'f>(
        &mut self,
        connection: &mut Connection,
        fields: impl IntoIterator<Item = &'f Field>,
        content: &Value,
    ) -> Result<()> {
        for mention in shape::check(fields, &String::new(), content).mentions {
            if let Mentioned::Record(_, id) | Mentioned::Resource(_, id) = mention.what {
                self.record(connection, RecordId::new(id)).await?;
            }
        }
        Ok(())
    }

    async fn record(&mut self, connection: &mut Connection, id: RecordId) -> Result<()> {
        if !self.lines.contains_key(&id) {
            let record = self.access.pointed_to(connection, id, self.through).await?;
            // What stands for a record that the reader may not know of.
            let hidden = || text!("register-hidden-record");
            self.lines.insert(id, record.map_or_else(hidden, |record| record.summary));
        }
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
        self.lines.get(&RecordId::new(id)).cloned()
    }
}

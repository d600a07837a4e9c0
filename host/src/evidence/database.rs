//! What is wrong with the database as a whole: what stands in its schema, and rows of no office.

use crate::{
    error::Result,
    store::{
        self, Pool,
        readable::Part,
        row_digests::{self, SchemaFault, Stray},
    },
};
use std::collections::BTreeSet;

/// What came of looking at the database as a whole.
#[derive(Default)]
pub(super) struct DatabaseVerified {
    schema: BTreeSet<SchemaFault>,
    strays: Vec<Stray>,
    /// Why the schema or the offices cannot be read.
    unread: Vec<String>,
}

impl DatabaseVerified {
    /// Looks at the schema, and at each table for rows of no office.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn of(pool: &Pool) -> Result<Self> {
        let mut connection = store::acquire(pool).await?;
        let mut verified = Self::default();
        let mut part = Part::begin(&mut connection).await?;
        let schema = row_digests::schema_faults(&mut part).await;
        match part.end(schema).await? {
            Ok(schema) => verified.schema = schema,
            Err(why) => verified.unread.push(format!("the schema of the database cannot be read: {why}")),
        }
        let mut part = Part::begin(&mut connection).await?;
        let strays = row_digests::strays(&mut part).await;
        match part.end(strays).await? {
            Ok(strays) => verified.strays = strays,
            Err(why) => verified.unread.push(format!("the offices of the database cannot be read: {why}")),
        }
        Ok(verified)
    }

    /// What is wrong, in words.
    pub fn said(&self) -> Vec<String> {
        let schema = self.schema.iter().map(|fault| match fault {
            SchemaFault::Trigger(table, name) => {
                format!("trigger {name} of table {table} is none of the program's: it can change what is stored")
            }
            SchemaFault::Rule(table, name) => {
                format!("rule {name} of table {table} is none of the program's: it can change what is stored")
            }
            SchemaFault::View(name) => {
                format!("view {name} is none of the program's: it can show something else than what is stored")
            }
            SchemaFault::Key(table) => {
                format!("table {table} has not its primary key: several rows can have the same key")
            }
        });
        let strays = self.strays.iter().map(|Stray { table, office }| match office {
            Some(office) => format!("office {office}: table {table} has rows of it, but there is no such office"),
            None => format!("table {table} has rows whose office is no number"),
        });
        schema.chain(strays).chain(self.unread.iter().cloned()).collect()
    }

    /// What is wrong, as subjects of alarms.
    pub fn subjects(&self) -> impl Iterator<Item = String> {
        let schema = self.schema.iter().map(|fault| match fault {
            SchemaFault::Trigger(table, name) => format!("trigger {table} {name}"),
            SchemaFault::Rule(table, name) => format!("rule {table} {name}"),
            SchemaFault::View(name) => format!("view - {name}"),
            SchemaFault::Key(table) => format!("key {table} -"),
        });
        let strays = self.strays.iter().map(|Stray { table, office }| {
            let office = office.map_or_else(|| "?".to_owned(), |office| office.to_string());
            format!("stray {table} {office}")
        });
        let unread = self.unread.iter().map(|_| "unread offices -".to_owned());
        schema.chain(strays).chain(unread)
    }
}

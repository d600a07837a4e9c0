//! Comparisons that go on where a part of the database cannot be read.

use crate::{Connection, error::Result};
use sqlx::{Any, Transaction};
use std::ops::{Deref, DerefMut};

/// A part of a comparison: a statement that fails in it leaves the transaction around it as it was. Nothing that it writes stays.
pub struct Part<'c>(Transaction<'c, Any>);

impl<'c> Part<'c> {
    /// Begins a part, within the transaction of the connection if it has one.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn begin(connection: &'c mut Connection) -> Result<Self> {
        Ok(Self(sqlx::Connection::begin(connection).await?))
    }

    /// Ends a part: what came of it, or why what is stored cannot be read, in words.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn end<T>(self, outcome: Result<T>) -> Result<Result<T, String>> {
        match outcome {
            Err(why) if !why.is_of_content() => Err(why),
            outcome => {
                self.0.rollback().await?;
                Ok(outcome.map_err(|why| why.to_string()))
            }
        }
    }
}

impl Deref for Part<'_> {
    type Target = Connection;
    fn deref(&self) -> &Connection {
        &self.0
    }
}

impl DerefMut for Part<'_> {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.0
    }
}

//! Records that a field may point to: what is offered to choose from, and what is taken, by one query.

use super::{Access, RecordSeen};
use crate::{
    error::Result,
    store::{
        Connection,
        record_queries::{self, ChoiceQuery, Which},
    },
    words::text,
};
use guiju_domain::{RecordId, RecordStatus, characters::folded};
use guiju_model::Form;

/// Options in one answer; more are found by their text.
pub const MOST: usize = 200;
/// Records looked at together, and in all for one answer.
const BATCH: u64 = 500;
const LOOKED_THROUGH: u64 = 10_000;

/// A record that may be chosen.
#[derive(Clone, Debug)]
pub struct Offered {
    /// Its id.
    pub id: RecordId,
    /// Its number, if it has one.
    pub number: Option<String>,
    /// Whether it is still under way.
    pub open: bool,
    /// What the reader sees of it.
    pub record: RecordSeen,
}

impl Offered {
    /// Its one line with number and state.
    #[must_use]
    pub fn line(&self) -> String {
        let number = self.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
        let line = format!("{number}{}", self.record.summary);
        if self.open { text!("register-still-open", line) } else { line }
    }
}

impl Access {
    /// The newest records of a form that the reader may choose, up to [`MOST`], and whether there may be more: one's own and
    /// those one takes part in, or all where the form's register is open to one. What is closed to the reader is not offered.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn choices(
        &self,
        connection: &mut Connection,
        regulation: &str,
        form: &Form,
        text: &str,
    ) -> Result<(Vec<Offered>, bool)> {
        let text = folded(text.trim());
        let (mut offered, mut before, mut looked) = (Vec::new(), RecordId::new(u64::MAX), 0);
        loop {
            let (found, last) = self.some(connection, regulation, form, Which::Before(before)).await?;
            let matching = found.into_iter().filter(|one| text.is_empty() || folded(&one.line()).contains(&text));
            offered.extend(matching);
            if offered.len() > MOST {
                offered.truncate(MOST);
                return Ok((offered, true));
            }
            let Some(last) = last else { return Ok((offered, false)) };
            before = last;
            looked += BATCH;
            if looked >= LOOKED_THROUGH {
                return Ok((offered, true));
            }
        }
    }

    /// Whether a record would be offered to the reader. What does not exist and what is not offered are the same.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn offers(
        &self,
        connection: &mut Connection,
        regulation: &str,
        form: &Form,
        record: RecordId,
    ) -> Result<bool> {
        let (found, _) = self.some(connection, regulation, form, Which::Is(record)).await?;
        Ok(!found.is_empty())
    }

    /// A batch of records that may be chosen, and the last id looked at if there may be more behind it.
    async fn some(
        &self,
        connection: &mut Connection,
        regulation: &str,
        form: &Form,
        which: Which,
    ) -> Result<(Vec<Offered>, Option<RecordId>)> {
        let own = !self.listed(regulation, form);
        let query = ChoiceQuery { of: self.records_of(regulation, &form.id), which, own, most: BATCH };
        let found = record_queries::choices(connection, &query).await?;
        let more = found.len() as u64 == BATCH;
        let last = found.last().filter(|_| more).map(|last| last.row.id);
        let mut offered = Vec::with_capacity(found.len());
        for choice in found {
            let record = self.record(&choice.ties, regulation, &form.id)?;
            if record.seen.hides_all() {
                continue;
            }
            let open = choice.row.status == RecordStatus::Open;
            offered.push(Offered { id: choice.row.id, number: choice.row.number, open, record });
        }
        Ok((offered, last))
    }
}

//! Records that a field may point to: what is offered to choose from, and what is taken, by one query.

use super::{Access, MATTER, RecordSeen};
use crate::{error::Result, store::Columns};
use guiju_domain::characters::folded;
use guiju_model::Form;
use sqlx::AnyConnection;

/// Options in one answer; more are found by their text.
pub const MOST: usize = 200;
/// Records looked at together, and in all for one answer.
const BATCH: i64 = 500;
const LOOKED_THROUGH: i64 = 10_000;

/// A record that may be chosen.
#[derive(Clone, Debug)]
pub struct Offered {
    /// Its id.
    pub id: i64,
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
        let state = if self.open { "（办理中）" } else { "" };
        format!("{number}{}{state}", self.record.summary)
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
        connection: &mut AnyConnection,
        regulation: &str,
        form: &Form,
        text: &str,
    ) -> Result<(Vec<Offered>, bool)> {
        let text = folded(text.trim());
        let (mut offered, mut before, mut looked) = (Vec::new(), i64::MAX, 0);
        loop {
            let (found, last) = self.some(connection, regulation, form, "r.id < $5", before).await?;
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
        connection: &mut AnyConnection,
        regulation: &str,
        form: &Form,
        record: u64,
    ) -> Result<bool> {
        let Ok(record) = i64::try_from(record) else { return Ok(false) };
        let (found, _) = self.some(connection, regulation, form, "r.id = $5", record).await?;
        Ok(!found.is_empty())
    }

    /// A batch of records that may be chosen, and the last id looked at if there may be more behind it.
    async fn some(
        &self,
        connection: &mut AnyConnection,
        regulation: &str,
        form: &Form,
        which: &str,
        id: i64,
    ) -> Result<(Vec<Offered>, Option<i64>)> {
        let ties = Self::ties("$4");
        let own = "(r.person_id = $4 OR m.applicant_id = $4 OR m.filed_by = $4 OR EXISTS (SELECT 1 FROM tasks t
             WHERE t.office_id = r.office_id AND t.matter_id = r.matter_id AND (t.assignee_id = $4 OR t.done_by = $4)))";
        let whose = if self.listed(regulation, form) { "" } else { &format!("AND {own}") };
        let rows = sqlx::query(sqlx::AssertSqlSafe(format!(
            "SELECT r.id AS id, r.number AS number, r.status AS status, {ties} FROM records r {MATTER}
             WHERE r.office_id = $1 AND r.regulation = $2 AND r.form = $3 AND r.status <> 'void' AND {which} {whose} ORDER BY r.id DESC LIMIT $6"
        )))
        .bind(self.office.number())
        .bind(regulation)
        .bind(&form.id)
        .bind(self.person())
        .bind(id)
        .bind(BATCH)
        .fetch_all(connection)
        .await?;
        let more = rows.len() == BATCH as usize;
        let last = if more { rows.last().map(|row| row.int("id")).transpose()? } else { None };
        let mut offered = Vec::with_capacity(rows.len());
        for row in &rows {
            let record = self.record(row, regulation, &form.id)?;
            if record.seen.hides_all() {
                continue;
            }
            let (id, number) = (row.int("id")?, row.maybe_text("number")?);
            offered.push(Offered { id, number, open: row.text("status")? == "open", record });
        }
        Ok((offered, last))
    }
}

//! What the columns of a matter's rows should hold.

use crate::{error::Result, row_digests::CoveredTable};
use guiju_domain::{
    OfficeId, PersonId, TaskId,
    workflow::{Matter, Task},
};
use guiju_model::Moment;
use serde_json::{Value, json};
use sqlx::{Column as _, Row, TypeInfo, ValueRef, any::AnyRow};
use std::collections::BTreeMap;

/// What a column should hold.
#[derive(Clone, Debug)]
enum Should {
    /// A number, a text or nothing, as it stands.
    Plain(Value),
    /// JSON text that says this.
    Json(Value),
}

impl Should {
    const fn value(&self) -> &Value {
        let (Self::Plain(value) | Self::Json(value)) = self;
        value
    }
}

/// What each column of a row should hold.
pub(super) struct Columns(BTreeMap<&'static str, Should>);

/// A column that holds something else than it should.
pub(super) struct Difference {
    pub column: String,
    pub stands: Option<String>,
    pub should: Option<String>,
}

const fn number(moment: Moment) -> i64 {
    moment.0
}

impl Columns {
    fn of(
        plain: impl IntoIterator<Item = (&'static str, Value)>,
        json: impl IntoIterator<Item = (&'static str, Value)>,
    ) -> Self {
        let plain = plain.into_iter().map(|(name, value)| (name, Should::Plain(value)));
        let json = json.into_iter().map(|(name, value)| (name, Should::Json(value)));
        Self(plain.chain(json).collect())
    }

    /// The row of a matter.
    pub fn of_matter(office: OfficeId, matter: &Matter<Value>) -> Result<Self> {
        let said = &matter.particulars;
        let plain = [
            ("office_id", json!(office)),
            ("id", json!(matter.id)),
            ("regulation", json!(said.regulation)),
            ("digest", json!(said.digest)),
            ("form", json!(said.form)),
            ("applicant_id", json!(matter.applicant)),
            ("subject_id", json!(matter.subject)),
            ("filed_by", json!(matter.filed_by)),
            ("remark", json!(said.remark)),
            ("summary", json!(said.summary.whole_line())),
            ("number", json!(said.number)),
            ("status", json!(matter.status)),
            ("filed_at", json!(number(said.filed))),
            ("starts", json!(number(said.starts))),
            ("ends", json!(number(said.ends))),
            ("round", json!(matter.round)),
            ("version", json!(matter.version)),
            ("provisional", json!(i64::from(said.provisional))),
            ("reminded_at", json!(number(matter.reminded_at))),
            ("filing_key", json!(said.filing_key)),
            ("filing_digest", json!(said.filing_digest)),
        ];
        let json = [
            ("content", said.content.clone()),
            ("derived", said.derived.clone()),
            ("findings", said.findings.clone()),
            ("parameters", said.parameters.clone()),
            ("route", serde_json::to_value(&matter.route)?),
        ];
        Ok(Self::of(plain, json))
    }

    /// The row of a task.
    pub fn of_task(office: OfficeId, task: &Task<Value>) -> Self {
        let plain = [
            ("office_id", json!(office)),
            ("id", json!(task.id)),
            ("matter_id", json!(task.matter)),
            ("round", json!(task.round)),
            ("step", json!(task.step)),
            ("title", json!(task.title)),
            ("kind", json!(task.kind)),
            ("slot", json!(task.place)),
            ("assignee_id", json!(task.assignee)),
            ("instead_of", json!(task.instead_of.map(PersonId::number))),
            ("decider_id", json!(task.decider.map(PersonId::number))),
            ("unheld", json!(i64::from(task.is_unheld))),
            ("state", json!(task.state)),
            ("parent_id", json!(task.parent.map(TaskId::number))),
            ("asked_by", json!(task.asked_by.map(PersonId::number))),
            ("note", json!(task.note)),
            ("verdict", json!(task.verdict.map(guiju_model::Verdict::name))),
            ("opinion", json!(task.opinion)),
            ("arrived_at", json!(number(task.arrived))),
            ("due_at", json!(task.due.map(number))),
            ("done_at", json!(task.done_at.map(number))),
            ("done_by", json!(task.done_by.map(PersonId::number))),
        ];
        Self::of(plain, task.content.clone().map(|content| ("content", content)))
    }

    /// The columns of a row that hold something else than they should; what no digest covers is not compared.
    pub fn differ(&self, table: &CoveredTable, row: &AnyRow) -> Result<Vec<Difference>> {
        let mut differences = Vec::new();
        for column in row.columns().iter().filter(|column| table.covers(column.name())) {
            let stands = stands(row, column.ordinal())?;
            let should = self.0.get(column.name());
            let fits = match should {
                Some(Should::Plain(value)) => *value == stands,
                Some(Should::Json(value)) => {
                    stands.as_str().and_then(|text| serde_json::from_str::<Value>(text).ok()).as_ref() == Some(value)
                }
                None => stands.is_null(),
            };
            if !fits {
                let should = should.map_or(&Value::Null, Should::value);
                differences.push(Difference {
                    column: column.name().to_owned(),
                    stands: said(&stands),
                    should: said(should),
                });
            }
        }
        Ok(differences)
    }
}

/// What a column holds.
fn stands(row: &AnyRow, index: usize) -> Result<Value> {
    let value = row.try_get_raw(index)?;
    Ok(match value.type_info().name() {
        _ if value.is_null() => Value::Null,
        "TEXT" => json!(row.try_get::<&str, _>(index)?),
        "REAL" | "DOUBLE" => json!(row.try_get::<f64, _>(index)?),
        "BLOB" => json!(hex::encode(row.try_get::<&[u8], _>(index)?)),
        _ => json!(row.try_get::<i64, _>(index)?),
    })
}

fn said(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        other => Some(other.to_string()),
    }
}

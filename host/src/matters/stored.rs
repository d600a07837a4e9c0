//! A matter as it is kept, read and written.

use super::{check::Docket, standing_in};
use crate::{
    access::{self, Summary},
    error::{Error, Result},
    law::OfficeLaw,
    store::Columns,
};
use guiju_domain::{OfficeId, access::Confidentiality};
use guiju_engine::Loaded;
use guiju_model::{Decision, Mode, Moment, Route, Verdict, shape, summary};
use serde_json::{Map, Value};
use sqlx::{AnyConnection, any::AnyRow};

/// A matter's row.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Id.
    pub id: i64,
    /// Regulation that owns the form.
    pub regulation: String,
    /// Its package.
    pub digest: String,
    /// Form.
    pub form: String,
    /// Who applies.
    pub applicant: u64,
    /// Whom it concerns.
    pub subject: u64,
    /// Who filed.
    pub filed_by: u64,
    /// Content as filed.
    pub content: Value,
    /// Computed values, as shown.
    pub derived: Value,
    /// Findings that stand, as shown.
    pub findings: Value,
    /// Why it was filed in spite of warnings.
    pub remark: Option<String>,
    /// One line, which is told by [`Stored::told`] or by who reads it.
    pub summary: Summary,
    /// Number.
    pub number: Option<String>,
    /// `open`, `returned`, `completed`, `refused`, `withdrawn`
    pub status: String,
    /// When filed.
    pub filed: Moment,
    /// Values in force, by regulation.
    pub parameters: Map<String, Value>,
    /// How often it has begun its way.
    pub round: i64,
    /// Counts every change.
    pub version: i64,
    /// The stations as last laid out.
    pub route: Route,
    /// When somebody was last reminded.
    pub reminded_at: Moment,
}

/// A task's row.
#[derive(Clone, Debug)]
pub struct Task {
    /// Id.
    pub id: i64,
    /// Matter.
    pub matter: i64,
    /// Round of the matter's way.
    pub round: i64,
    /// Step.
    pub step: String,
    /// Title of the step.
    pub title: String,
    /// `decide`, `read`, `file`, `vote`, `correct`, `advise`, `consent`
    pub kind: String,
    /// Deciders in one slot stand for each other.
    pub slot: String,
    /// Whose.
    pub assignee: u64,
    /// For whom.
    pub instead_of: Option<u64>,
    /// The decider for whom it was made, where it was handed on for good; else whoever has it is.
    pub decider: Option<u64>,
    /// Pending: `open`, `waiting` (for an opinion), `later` (its turn has not come), `vacant` (nobody can decide now). Over:
    /// `done`, `returned`, `transferred`, `reassigned` (its holder is a decider no longer), `cancelled`.
    pub state: String,
    /// The task it was asked from.
    pub parent: Option<i64>,
    /// Who asked.
    pub asked_by: Option<u64>,
    /// Why somebody else than expected.
    pub note: String,
    /// What was decided.
    pub verdict: Option<Verdict>,
    /// In words.
    pub opinion: Option<String>,
    /// What was filled in.
    pub content: Option<Value>,
    /// When it came.
    pub arrived: Moment,
    /// Until when.
    pub due: Option<Moment>,
    /// When it was done.
    pub done_at: Option<Moment>,
    /// By whom.
    pub done_by: Option<u64>,
}

fn person(id: Option<i64>) -> Option<u64> {
    id.map(|id| id as u64)
}

fn verdict(name: Option<String>) -> Option<Verdict> {
    let name = name?;
    Verdict::ALL.iter().copied().find(|verdict| verdict.name() == name)
}

impl Stored {
    /// Reads a matter.
    ///
    /// # Errors
    /// If there is no such matter in the office.
    pub async fn read(connection: &mut AnyConnection, office: OfficeId, id: i64) -> Result<Self> {
        let row = sqlx::query("SELECT * FROM matters WHERE office_id = $1 AND id = $2")
            .bind(office.number())
            .bind(id)
            .fetch_optional(connection)
            .await?
            .ok_or(Error::NotFound("这件事项"))?;
        Self::of(&row)
    }

    /// A row of the table.
    pub(super) fn of(row: &AnyRow) -> Result<Self> {
        Ok(Self {
            id: row.int("id")?,
            regulation: row.text("regulation")?,
            digest: row.text("digest")?,
            form: row.text("form")?,
            applicant: row.int("applicant_id")? as u64,
            subject: row.int("subject_id")? as u64,
            filed_by: row.int("filed_by")? as u64,
            content: row.json("content")?,
            derived: row.json("derived")?,
            findings: row.json("findings")?,
            remark: row.maybe_text("remark")?,
            summary: Summary::new(row.text("summary")?),
            number: row.maybe_text("number")?,
            status: row.text("status")?,
            filed: Moment(row.int("filed_at")?),
            parameters: row.json("parameters")?,
            round: row.int("round")?,
            version: row.int("version")?,
            route: row.json("route")?,
            reminded_at: Moment(row.int("reminded_at")?),
        })
    }

    /// Whether a task only tells its holder, so that nothing waits for it.
    #[must_use]
    pub fn only_tells(&self, task: &Task) -> bool {
        self.route.steps.iter().any(|step| step.id == task.step && step.mode == Mode::Inform)
    }

    /// The matter as it is judged, by the package and the values of the day it was filed.
    ///
    /// # Errors
    /// If the package is gone.
    pub fn docket(&self, office: OfficeId, law: &OfficeLaw, decisions: Vec<Decision>) -> Result<Docket> {
        let owner = law.judged_by(&self.digest)?.clone();
        let references = decisions.iter().flat_map(|decision| self.pointed_to(&owner, decision)).collect();
        Ok(Docket {
            office,
            matter: Some(self.id),
            owner,
            form: self.form.clone(),
            content: self.content.clone(),
            applicant: self.applicant,
            on_behalf: self.filed_by != self.applicant,
            filed: self.filed,
            parameters: self.parameters.clone(),
            decisions,
            references,
            pointing: None,
        })
    }

    /// Whether it is closed to whoever does not take part; so is what nobody can judge, because its package is not here.
    #[must_use]
    pub fn is_closed(&self, law: &OfficeLaw) -> bool {
        let form = law.package(&self.digest).and_then(|loaded| loaded.manifest().form(&self.form));
        let content = self.content.as_object().cloned().unwrap_or_default();
        form.is_none_or(|form| access::confidentiality(form, &content) == Confidentiality::Closed)
    }

    /// The one line about it as notices tell it: what is confidential stays out of them.
    #[must_use]
    pub fn told(&self, law: &OfficeLaw, names: &impl summary::Names) -> String {
        let form = law.package(&self.digest).and_then(|loaded| loaded.manifest().form(&self.form));
        let content = self.content.as_object().cloned().unwrap_or_default();
        form.map_or_else(String::new, |form| access::told(form, &self.summary, &content, names))
    }

    /// The records that a decider pointed to in what the step had to be filled in.
    fn pointed_to(&self, owner: &Loaded, decision: &Decision) -> Vec<(String, u64)> {
        let step = self.route.steps.iter().find(|step| step.id == decision.step);
        let content = decision.content.as_deref().and_then(|text| serde_json::from_str(text).ok());
        let (Some(step), Some(content)) = (step, content) else { return Vec::new() };
        let shaped = shape::check(&step.fields, &String::new(), &content);
        super::facts::references(owner.manifest(), &shaped.mentions)
    }
}

impl Task {
    /// The tasks of a matter, earliest first.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn of_matter(connection: &mut AnyConnection, office: OfficeId, matter: i64) -> Result<Vec<Self>> {
        let rows = sqlx::query("SELECT * FROM tasks WHERE office_id = $1 AND matter_id = $2 ORDER BY id")
            .bind(office.number())
            .bind(matter)
            .fetch_all(connection)
            .await?;
        rows.iter().map(Self::of).collect()
    }

    pub(super) fn of(row: &AnyRow) -> Result<Self> {
        Ok(Self {
            id: row.int("id")?,
            matter: row.int("matter_id")?,
            round: row.int("round")?,
            step: row.text("step")?,
            title: row.text("title")?,
            kind: row.text("kind")?,
            slot: row.text("slot")?,
            assignee: row.int("assignee_id")? as u64,
            instead_of: person(row.maybe_int("instead_of")?),
            decider: person(row.maybe_int("decider_id")?),
            state: row.text("state")?,
            parent: row.maybe_int("parent_id")?,
            asked_by: person(row.maybe_int("asked_by")?),
            note: row.text("note")?,
            verdict: verdict(row.maybe_text("verdict")?),
            opinion: row.maybe_text("opinion")?,
            content: row.maybe_text("content")?.map(|text| serde_json::from_str(&text)).transpose()?,
            arrived: Moment(row.int("arrived_at")?),
            due: row.maybe_int("due_at")?.map(Moment),
            done_at: row.maybe_int("done_at")?.map(Moment),
            done_by: person(row.maybe_int("done_by")?),
        })
    }

    /// Whether it still holds its station.
    #[must_use]
    pub fn pending(&self) -> bool {
        matches!(self.state.as_str(), "open" | "waiting" | "later" | "vacant")
    }

    /// Whoever has it, though a stand-in may do it meanwhile.
    #[must_use]
    pub fn holder(&self) -> u64 {
        self.instead_of.unwrap_or(self.assignee)
    }

    /// Whether it was added by a decider, who wants somebody else to sign after him.
    #[must_use]
    pub fn added(&self) -> bool {
        self.slot.contains('+')
    }

    /// Whether it is a station's own, not one that a decider asked for.
    #[must_use]
    pub fn decides(&self) -> bool {
        !matches!(self.kind.as_str(), "advise" | "correct" | standing_in::CONSENT)
    }

    /// As the contract has a decision.
    #[must_use]
    pub fn decision(&self) -> Option<Decision> {
        if self.state != "done" || !self.decides() {
            return None;
        }
        Some(Decision {
            step: self.step.clone(),
            by: self.done_by?,
            instead_of: self.instead_of,
            at: self.done_at?.0,
            verdict: self.verdict?,
            opinion: self.opinion.clone(),
            content: self.content.as_ref().map(Value::to_string),
        })
    }

    /// Enters a new task.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn insert(&self, connection: &mut AnyConnection, office: OfficeId) -> Result<()> {
        sqlx::query(
            "INSERT INTO tasks (office_id, id, matter_id, round, step, title, kind, slot, assignee_id, instead_of, state,
             parent_id, asked_by, note, arrived_at, due_at, decider_id, reminded)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, 0)",
        )
        .bind(office.number())
        .bind(self.id)
        .bind(self.matter)
        .bind(self.round)
        .bind(&self.step)
        .bind(&self.title)
        .bind(&self.kind)
        .bind(&self.slot)
        .bind(self.assignee as i64)
        .bind(self.instead_of.map(|id| id as i64))
        .bind(&self.state)
        .bind(self.parent)
        .bind(self.asked_by.map(|id| id as i64))
        .bind(&self.note)
        .bind(self.arrived.0)
        .bind(self.due.map(|due| due.0))
        .bind(self.decider.map(|id| id as i64))
        .execute(connection)
        .await?;
        Ok(())
    }

    /// Writes what has changed: state, verdict and words, arrival and due date.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn update(&self, connection: &mut AnyConnection, office: OfficeId) -> Result<()> {
        sqlx::query(
            "UPDATE tasks SET state = $3, verdict = $4, opinion = $5, content = $6, done_at = $7, done_by = $8,
             arrived_at = $9, due_at = $10, assignee_id = $11, instead_of = $12, parent_id = $13, reminded = 0 WHERE office_id = $1 AND id = $2",
        )
        .bind(office.number())
        .bind(self.id)
        .bind(&self.state)
        .bind(self.verdict.map(Verdict::name))
        .bind(&self.opinion)
        .bind(self.content.as_ref().map(Value::to_string))
        .bind(self.done_at.map(|at| at.0))
        .bind(self.done_by.map(|id| id as i64))
        .bind(self.arrived.0)
        .bind(self.due.map(|due| due.0))
        .bind(self.assignee as i64)
        .bind(self.instead_of.map(|id| id as i64))
        .bind(self.parent)
        .execute(connection)
        .await?;
        Ok(())
    }

    /// Writes who holds it and where; its due date and how far it was reminded of stay.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn hold(&self, connection: &mut AnyConnection, office: OfficeId) -> Result<()> {
        sqlx::query(
            "UPDATE tasks SET state = $3, slot = $4, assignee_id = $5, instead_of = $6, parent_id = $7
             WHERE office_id = $1 AND id = $2",
        )
        .bind(office.number())
        .bind(self.id)
        .bind(&self.state)
        .bind(&self.slot)
        .bind(self.assignee as i64)
        .bind(self.instead_of.map(|id| id as i64))
        .bind(self.parent)
        .execute(connection)
        .await?;
        Ok(())
    }
}

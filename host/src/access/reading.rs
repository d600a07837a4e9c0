//! A matter as one reader may read it.

use super::{Access, Secrets, Seen, WithRoute, named, openings};
use crate::{
    error::{Error, Result},
    matters::stored::{Stored, Task},
};
use guiju_domain::{
    Rejection,
    access::{self, Outlet, Ties},
    rejection::Opening,
};
use guiju_model::{Form, Moment};
use serde_json::{Map, Value};
use sqlx::AnyConnection;

/// A matter with its tasks, and what its reader sees of it.
#[derive(Debug)]
pub struct Reading {
    /// The matter.
    pub stored: Stored,
    /// Its tasks, earliest first.
    pub tasks: Vec<Task>,
    /// What the reader sees.
    pub seen: Seen,
    /// How the reader is tied to it.
    pub ties: Ties,
    /// The form of the matter's own package.
    pub form: Form,
    /// The reader.
    pub person: Option<u64>,
}

impl Reading {
    /// The content as filed.
    #[must_use]
    pub fn content(&self) -> Map<String, Value> {
        self.stored.content.as_object().cloned().unwrap_or_default()
    }

    /// Whether the reader may open it with a reason.
    #[must_use]
    pub fn may_open(&self) -> bool {
        access::may_open(self.seen.confidentiality, &self.ties)
    }

    /// What stands in its sensitive fields, and in those that deciders filled in.
    #[must_use]
    pub fn secrets(&self, names: &impl guiju_model::summary::Names) -> Secrets {
        let mut secrets = Secrets::of(self.seen);
        secrets.learn(self.form.fields(), &self.content(), names);
        for task in &self.tasks {
            let Some(Value::Object(content)) = &task.content else { continue };
            let steps = self.stored.route.steps.iter().filter(|step| step.id == task.step);
            secrets.learn(steps.flat_map(|step| &step.fields), content, names);
        }
        secrets
    }
}

/// Whether a person has this task, or it was decided by that person or in that person's place.
fn handles(task: &Task, person: u64) -> bool {
    let held = task.assignee == person || task.instead_of == Some(person);
    let decided = matches!(task.state.as_str(), "done" | "returned");
    held && task.pending() || decided && (task.done_by == Some(person) || task.instead_of == Some(person))
}

/// When the matter ended; nothing as long as it is under way.
fn ended(stored: &Stored, tasks: &[Task]) -> Option<Moment> {
    if matches!(stored.status.as_str(), "open" | "returned") {
        return None;
    }
    tasks.iter().filter_map(|task| task.done_at).chain([stored.filed]).max()
}

impl Access {
    /// A matter as far as the reader sees it; whoever sees nothing learns no more than that there is none.
    ///
    /// # Errors
    /// If there is no such matter for the reader, or the database cannot be used.
    pub async fn read(&self, connection: &mut AnyConnection, matter: i64) -> Result<Reading> {
        let reading = self.look(connection, matter).await?;
        if reading.seen.at_all() {
            return Ok(reading);
        }
        if reading.may_open() {
            return Err(Rejection::from(Opening::Needed).into());
        }
        Err(Error::NotFound("这件事项"))
    }

    /// The same if everything of it is for the reader.
    ///
    /// # Errors
    /// If it is not, or the database cannot be used.
    pub async fn read_whole(&self, connection: &mut AnyConnection, matter: i64) -> Result<Reading> {
        let reading = self.read(connection, matter).await?;
        if reading.seen.whole() { Ok(reading) } else { Err(Error::NotFound("这件事项")) }
    }

    /// A matter with what the reader would see of it, be it nothing: for the server's own use.
    ///
    /// # Errors
    /// If there is no such matter, or the database cannot be used.
    pub async fn look(&self, connection: &mut AnyConnection, matter: i64) -> Result<Reading> {
        let stored = Stored::read(connection, self.office, matter).await?;
        let tasks = Task::of_matter(connection, self.office, matter).await?;
        self.reading(connection, stored, tasks).await
    }

    /// The one line about a matter as the reader sees it, whoever put it before the reader.
    ///
    /// # Errors
    /// If there is no such matter, or the database cannot be used.
    pub async fn summary(&self, connection: &mut AnyConnection, matter: i64, stored: String) -> Result<String> {
        let reading = self.look(connection, matter).await?;
        Ok(super::line(&reading.form, &stored, &reading.content(), reading.seen, &*self.staff))
    }

    /// What the reader sees of a matter that has been read already.
    ///
    /// # Errors
    /// If its package is gone, or the database cannot be used.
    pub async fn reading(&self, connection: &mut AnyConnection, stored: Stored, tasks: Vec<Task>) -> Result<Reading> {
        let package = self.law.package(&stored.digest).ok_or(Error::NotFound("当时的制度版本"))?;
        let form = package.manifest().form(&stored.form).ok_or(Error::NotFound("这种表单"))?.clone();
        let content = stored.content.as_object().cloned().unwrap_or_default();
        let confidentiality = super::confidentiality(&form, &content).with(&stored.route);
        let mut ties = self.ties_of_form(&stored.regulation, &form);
        let person = self.reader.person;
        if let Some(person) = person {
            let mine = |task: &&Task| {
                task.assignee == person || task.instead_of == Some(person) || task.done_by == Some(person)
            };
            ties.party = [stored.applicant, stored.subject, stored.filed_by].contains(&person);
            ties.asked = tasks.iter().any(|task| mine(&task));
            ties.handles = tasks.iter().any(|task| handles(task, person));
            ties.reads_by_post = self.reads_by_post(&form, ended(&stored, &tasks));
            let handed = tasks.iter().filter(mine).any(|task| task.asked_by.is_some_and(|by| by != person));
            ties.asked_by_name = ties.asked && (handed || named::asks(&stored.route, person));
            ties.named = !ties.party && named::names(form.fields(), &content, person);
            let decided = ties.party || ties.handles && !ties.named;
            ties.opened = !decided && ties.post && openings::opened(connection, self.office, stored.id, person).await?;
        }
        let seen = self.reader.sees(confidentiality, &ties, Outlet::Page);
        Ok(Reading { stored, tasks, seen, ties, form, person })
    }
}

//! A matter as one reader may read it.

use super::{Access, Secrets, Seen, named, reader::WithRoute};
use crate::{
    erasure,
    error::{Error, Result},
    store::{
        Connection,
        matters::{self, Matter},
        openings,
        tasks::{self, Task},
    },
};
use guiju_domain::{
    MatterId, PersonId, Rejection,
    access::{self, Confidentiality, Outlet, Ties},
    matters::TaskState,
    rejection::{Opening, Unknown},
};
use guiju_model::{Form, Moment, Route};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// A matter with its tasks, and what its reader sees of it.
#[derive(Debug)]
pub struct Reading {
    /// The matter.
    pub stored: Matter,
    /// Its tasks, earliest first.
    pub tasks: Vec<Task>,
    /// What the reader sees.
    pub seen: Seen,
    /// How the reader is tied to it.
    pub ties: Ties,
    /// The form of the matter's own package.
    pub form: Form,
    /// The reader.
    pub person: Option<PersonId>,
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

    /// Persons whom the matter names, if it is closed, and to whom it is not opened by whatever deciders do.
    #[must_use]
    pub fn concerned(&self) -> BTreeSet<PersonId> {
        named::concerned(&self.form, &self.content(), &self.stored.route, &self.tasks)
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
fn handles(task: &Task, person: PersonId) -> bool {
    let held = task.assignee == person || task.instead_of == Some(person);
    let decided = matches!(task.state, TaskState::Done | TaskState::Returned);
    held && task.is_pending() || decided && (task.done_by == Some(person) || task.instead_of == Some(person))
}

/// When the matter ended; nothing as long as it is under way.
fn ended(stored: &Matter, tasks: &[Task]) -> Option<Moment> {
    if stored.status.is_under_way() {
        return None;
    }
    tasks.iter().filter_map(|task| task.done_at).chain([stored.filed]).max()
}

impl Access {
    /// A matter as far as the reader sees it; whoever sees nothing learns no more than that there is none.
    ///
    /// # Errors
    /// If there is no such matter for the reader, or the database cannot be used.
    pub async fn read(&self, connection: &mut Connection, matter: MatterId) -> Result<Reading> {
        let reading = self.look(connection, matter).await?;
        if reading.seen.at_all() {
            return Ok(reading);
        }
        if reading.may_open() {
            return Err(Rejection::from(Opening::Needed).into());
        }
        Err(Error::from(Unknown::Matter))
    }

    /// Reads a matter of which the reader may see everything.
    ///
    /// # Errors
    /// If it is not, or the database cannot be used.
    pub async fn read_whole(&self, connection: &mut Connection, matter: MatterId) -> Result<Reading> {
        let reading = self.read(connection, matter).await?;
        if reading.seen.whole() { Ok(reading) } else { Err(Error::from(Unknown::Matter)) }
    }

    /// A matter with what the reader would see of it, be it nothing: for the server's own use.
    ///
    /// # Errors
    /// If there is no such matter, or the database cannot be used.
    pub async fn look(&self, connection: &mut Connection, matter: MatterId) -> Result<Reading> {
        let Some(stored) = matters::find(&mut *connection, self.office, matter).await? else {
            return Err(erasure::missing(connection, self.office, matter, &self.reader).await?);
        };
        let tasks = tasks::of_matter(&mut *connection, self.office, matter).await?;
        self.reading(connection, stored, tasks).await
    }

    /// Some matters with what the reader would see of each, in the order in which they are named, by few queries. A matter whose
    /// package is not here is left out: nobody can say what it keeps from others.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn look_at(&self, connection: &mut Connection, ids: &[MatterId]) -> Result<Vec<Reading>> {
        let mut readings = Vec::with_capacity(ids.len());
        for (stored, tasks) in matters::with_tasks(connection, self.office, ids).await? {
            match self.reading(connection, stored, tasks).await {
                Err(Error::Rejected(Rejection::Unknown(_))) => {}
                reading => readings.push(reading?),
            }
        }
        Ok(readings)
    }

    /// What the reader sees of a matter that has been read already.
    ///
    /// # Errors
    /// If its package is gone, or the database cannot be used.
    pub async fn reading(&self, connection: &mut Connection, stored: Matter, tasks: Vec<Task>) -> Result<Reading> {
        let person = self.reader.person;
        let package = match self.policy.judged_by(&stored.digest) {
            Ok(package) => package,
            // Whoever takes part is told what this server waits for; to anybody else there is no such matter.
            Err(why) if person.is_some_and(|person| takes_part(&stored, &tasks, person)) => {
                return Err(why);
            }
            Err(_) => return Err(Error::from(Unknown::Matter)),
        };
        let form = package.manifest().form(&stored.form).ok_or(Error::from(Unknown::Matter))?.clone();
        let content = stored.content.as_object().cloned().unwrap_or_default();
        let confidentiality = of_matter(&form, &content, &stored.route);
        let mut ties = self.ties_of_form(&stored.regulation, &form, confidentiality);
        if let Some(person) = person {
            ties = participation(ties, (&stored, &tasks), (&form, &content), person);
            ties.reads_by_post = self.reads_by_post(&form, ended(&stored, &tasks));
            let decided = ties.party || ties.handles && !ties.named;
            ties.opened =
                !decided && ties.post && openings::has_opened(connection, self.office, stored.id, person).await?;
        }
        let seen = self.reader.sees(confidentiality, &ties, Outlet::Page);
        Ok(Reading { stored, tasks, seen, ties, form, person })
    }
}

/// What a matter keeps from those who do not take part: what deciders fill in may be sensitive where the form is not.
#[must_use]
pub fn of_matter(form: &Form, content: &Map<String, Value>, route: &Route) -> Confidentiality {
    super::confidentiality(form, content).with(route)
}

fn party(stored: &Matter, person: PersonId) -> bool {
    [stored.applicant, stored.subject, stored.filed_by].contains(&person)
}

fn asked(tasks: &[Task], person: PersonId) -> bool {
    tasks.iter().any(|task| task.assignee == person || task.instead_of == Some(person) || task.done_by == Some(person))
}

fn takes_part(stored: &Matter, tasks: &[Task], person: PersonId) -> bool {
    party(stored, person) || asked(tasks, person)
}

/// The ties to a matter that follow from its own rows, beside those that follow from its form.
fn participation(
    of_form: Ties,
    (stored, tasks): (&Matter, &[Task]),
    (form, content): (&Form, &Map<String, Value>),
    person: PersonId,
) -> Ties {
    let (party, asked) = (party(stored, person), asked(tasks, person));
    let by_name = named::asks(&stored.route, person) && !named::written(&stored.route.steps, tasks, person);
    let named = !party && named::names(form.fields(), content, person);
    let handles = tasks.iter().any(|task| handles(task, person));
    Ties { party, asked, handles, asked_by_name: asked && by_name, named, ..of_form }
}

/// Whether a person of the office sees a whole matter by what ties him to it, without having opened it with a reason.
#[must_use]
pub fn sees_whole((stored, tasks): (&Matter, &[Task]), form: &Form, roles: &[String], person: PersonId) -> bool {
    let content = stored.content.as_object().cloned().unwrap_or_default();
    let reads = Ties { form_reader: access::includes(&form.seen_by, roles), ..Ties::default() };
    let ties = participation(reads, (stored, tasks), (form, &content), person);
    access::sight(of_matter(form, &content, &stored.route), &ties, Outlet::Page) == access::Sight::Whole
}

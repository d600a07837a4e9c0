//! What a regulation says about a matter to whoever does not see all of it: its text with what is confidential masked.

use super::stored::{Stored, Task};
use crate::{
    access::{self, Secrets},
    error::Result,
    law::OfficeLaw,
    staff::Staff,
    store::UnitOfWork,
};
use guiju_domain::access::Confidentiality;
use guiju_model::Form;
use serde_json::Value;

/// A matter of which a regulation tells.
pub struct Telling<'a> {
    /// The matter.
    pub stored: &'a Stored,
    /// Everybody in the office.
    pub staff: &'a Staff,
    form: Option<Form>,
    /// Its tasks.
    pub tasks: Vec<Task>,
    secrets: Secrets,
}

impl<'a> Telling<'a> {
    /// The matter with everything that it keeps from others.
    ///
    /// # Errors
    /// If the database cannot be used.
    pub async fn of(change: &mut UnitOfWork, law: &OfficeLaw, staff: &'a Staff, stored: &'a Stored) -> Result<Self> {
        let package = law.package(&stored.digest);
        let form = package.and_then(|loaded| loaded.manifest().form(&stored.form)).cloned();
        let office = change.office;
        let tasks = Task::of_matter(change, office, stored.id).await?;
        let content = stored.content.as_object().cloned().unwrap_or_default();
        let mut secrets = Secrets::default();
        if let Some(form) = &form {
            if access::confidentiality(form, &content) == Confidentiality::Closed {
                let parties = [stored.applicant, stored.subject, stored.filed_by];
                secrets = Secrets::closed(form, &content, parties, staff);
            }
            secrets.learn(form.fields(), &content, staff);
        }
        for task in &tasks {
            let Some(Value::Object(content)) = &task.content else { continue };
            let steps = stored.route.steps.iter().filter(|step| step.id == task.step);
            secrets.learn(steps.flat_map(|step| &step.fields), content, staff);
        }
        Ok(Self { stored, staff, form, tasks, secrets })
    }

    /// A text as one person may read it.
    #[must_use]
    pub fn to(&self, person: u64, text: &str) -> String {
        let roles = self.staff.posted(person);
        let whole = |form: &Form| access::sees_whole((self.stored, &self.tasks), form, &roles, person);
        if self.form.as_ref().is_some_and(whole) { text.to_owned() } else { self.to_all(text) }
    }

    /// A text as everybody may read it.
    #[must_use]
    pub fn to_all(&self, text: &str) -> String {
        self.secrets.hide(text)
    }
}

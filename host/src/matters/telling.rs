//! What is told of a matter to whoever does not see all of it, with what is confidential masked.

use super::context::Context;
use crate::{
    access::{self, Secrets},
    policy::OfficePolicy,
    staff::Staff,
    store::{matters::Matter, tasks::Task},
};
use guiju_domain::{PersonId, access::Confidentiality};
use guiju_model::{Form, summary::Names};
use serde_json::Value;

/// The form of a matter, if its package is here.
fn form<'a>(matter: &Matter, policy: &'a OfficePolicy) -> Option<&'a Form> {
    policy.package(&matter.digest).and_then(|loaded| loaded.manifest().form(&matter.form))
}

/// Whether a matter is closed to whoever does not take part; so is what nobody can judge, because its package is not here.
#[must_use]
pub fn is_closed(matter: &Matter, policy: &OfficePolicy) -> bool {
    form(matter, policy).is_none_or(|form| access::confidentiality(form, &matter.fields()) == Confidentiality::Closed)
}

/// The one line about a matter as notices tell it: what is confidential stays out of them.
#[must_use]
pub fn told(matter: &Matter, policy: &OfficePolicy, names: &impl Names) -> String {
    form(matter, policy).map_or_else(String::new, |form| access::told(form, &matter.summary, &matter.fields(), names))
}

/// A matter of which a regulation tells.
pub struct Telling<'a> {
    /// The matter.
    pub matter: &'a Matter,
    /// Everybody in the office.
    pub staff: &'a Staff,
    form: Option<Form>,
    /// Its tasks.
    pub tasks: Vec<Task>,
    secrets: Secrets,
}

impl<'a> Telling<'a> {
    /// The matter and its tasks, with everything that they keep from others.
    #[must_use]
    pub fn of(context: Context<'a>, matter: &'a Matter, tasks: Vec<Task>) -> Self {
        let (form, staff) = (form(matter, context.policy).cloned(), context.staff);
        let content = matter.fields();
        let mut secrets = Secrets::default();
        if let Some(form) = &form {
            if access::confidentiality(form, &content) == Confidentiality::Closed {
                let parties = [matter.applicant, matter.subject, matter.filed_by];
                secrets = Secrets::closed(form, &content, parties, staff);
            }
            secrets.learn(form.fields(), &content, staff);
        }
        for task in &tasks {
            let Some(Value::Object(content)) = &task.content else { continue };
            let steps = matter.route.steps.iter().filter(|step| step.id == task.step);
            secrets.learn(steps.flat_map(|step| &step.fields), content, staff);
        }
        Self { matter, staff, form, tasks, secrets }
    }

    /// A text as one person may read it.
    #[must_use]
    pub fn to(&self, person: PersonId, text: &str) -> String {
        let roles = self.staff.posted(person);
        let whole = |form: &Form| access::sees_whole((self.matter, &self.tasks), form, &roles, person);
        if self.form.as_ref().is_some_and(whole) { text.to_owned() } else { self.to_all(text) }
    }

    /// A text as everybody may read it.
    #[must_use]
    pub fn to_all(&self, text: &str) -> String {
        self.secrets.hide(text)
    }
}

//! People, departments and posts: entered, changed, left.

use super::Event;
use crate::{DepartmentId, MatterId, PersonId, PostId, RequestId, keepers::PostFacts};
use serde::Serialize;
use std::collections::BTreeMap;

/// What the office keeps of a person.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct PersonFacts {
    /// Name of the person.
    pub name: String,
    /// Department, by name.
    pub department: String,
    /// The same department by its id; earlier versions did not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub department_id: Option<DepartmentId>,
    /// Number at the clock machine.
    pub badge: Option<String>,
    /// Telephone number as it was entered.
    pub phone: Option<String>,
    /// Attributes that regulations read, each as JSON text.
    pub attributes: BTreeMap<String, String>,
    /// Whether the person has left the office.
    pub left: bool,
}

/// A person was entered, changed, or left.
#[derive(Clone, Debug, Serialize)]
pub struct PersonEntered {
    /// The person who was entered or changed.
    pub person: PersonId,
    /// As it was; nothing for somebody new.
    pub before: Option<PersonFacts>,
    /// As it is.
    pub after: PersonFacts,
    /// Why, in the words of whoever entered it; empty if nothing was said.
    pub reason: String,
}

impl Event for PersonEntered {
    fn kind(&self) -> &'static str {
        match &self.before {
            None => "person-entered",
            Some(before) if self.after.left && !before.left => "person-left",
            Some(_) => "person-changed",
        }
    }
}

/// Whoever stands in for a person whenever the person is away was set, or there is nobody any more.
#[derive(Clone, Debug, Serialize)]
pub struct DeputySet {
    /// The person who has the deputy.
    pub person: PersonId,
    /// The deputy before.
    pub before: Option<PersonId>,
    /// The deputy now.
    pub after: Option<PersonId>,
    /// The matter from which it follows; none where the deputy leaves the office.
    #[serde(rename = "by_matter")]
    pub matter: Option<MatterId>,
    /// Why, in the words of whoever let the deputy leave; empty where it follows from a matter.
    pub reason: String,
}

impl Event for DeputySet {
    fn kind(&self) -> &'static str {
        "deputy-set"
    }
}

/// A department was made.
#[derive(Clone, Debug, Serialize)]
pub struct DepartmentMade {
    /// The department that was made.
    pub department: DepartmentId,
    /// Its name.
    pub name: String,
}

impl Event for DepartmentMade {
    fn kind(&self) -> &'static str {
        "department-made"
    }
}

/// A post was entered or changed.
#[derive(Clone, Debug, Serialize)]
pub struct PostEntered {
    /// The post that was entered or changed.
    pub post: PostId,
    /// As it was; nothing for a new one.
    pub before: Option<PostFacts>,
    /// As it is.
    pub after: PostFacts,
    /// The request by which two keepers did it, where one was needed.
    pub request: Option<RequestId>,
    /// The departments that it belonged to or supervised, and those that it does now.
    pub departments: Vec<DepartmentId>,
    /// Why, in the words of whoever entered it; empty if nothing was said.
    pub reason: String,
}

impl Event for PostEntered {
    fn kind(&self) -> &'static str {
        if self.before.is_none() { "post-entered" } else { "post-changed" }
    }
}

/// A department with its people, in the order that the office sets.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DepartmentOrder {
    /// Which department.
    pub department: DepartmentId,
    /// Its people, the first first; those that are not named come after them.
    pub people: Vec<PersonId>,
}

/// The office set the order in which its departments and people are named everywhere.
#[derive(Clone, Debug, Serialize)]
pub struct OrderSet {
    /// What had a place before.
    pub before: Vec<DepartmentOrder>,
    /// What has one now; nothing where whoever supervises most comes first again.
    pub after: Vec<DepartmentOrder>,
    /// Why, as the administrator wrote it.
    pub reason: String,
}

impl Event for OrderSet {
    fn kind(&self) -> &'static str {
        "order-set"
    }
}

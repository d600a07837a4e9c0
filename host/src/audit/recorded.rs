//! The body of an event as it was recorded, read without asking more of it than it has: earlier versions wrote less.

use crate::{
    policy::OfficePolicy,
    revisions::{changed, of_parameter},
    staff::Staff,
};
use guiju_domain::{DepartmentId, PersonId, PostId, message, message::Argument};
use guiju_engine::Loaded;
use guiju_model::Date;
use serde_json::{Map, Value};

/// The body of an event with what is needed to call its people and things by their names.
pub(super) struct Recorded<'a> {
    pub body: &'a Value,
    pub staff: &'a Staff,
    pub policy: &'a OfficePolicy,
    /// The day of the event.
    pub day: Date,
}

impl Recorded<'_> {
    /// A part of the body as an event of its own.
    pub fn within<'b>(&'b self, body: &'b Value) -> Recorded<'b> {
        Recorded { body, staff: self.staff, policy: self.policy, day: self.day }
    }

    /// A value as people read it; 无 where there is none.
    pub fn value(&self, name: &str) -> Argument {
        shown(self.body.get(name))
    }

    /// A count; 0 where there is none.
    pub fn count(&self, name: &str) -> Argument {
        Argument::Number(self.body.get(name).and_then(Value::as_i64).unwrap_or_default())
    }

    /// A stable name, by which words may select; an empty one where there is none.
    pub fn name(&self, name: &str) -> Argument {
        Argument::from(self.text(name).unwrap_or_default())
    }

    /// A text.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.body.get(name).and_then(Value::as_str)
    }

    /// A moment of the office's local time.
    pub fn moment(&self, name: &str) -> Argument {
        self.text(name).map_or_else(nothing, |at| at.replace('T', " ").into())
    }

    /// The name of a person who is named by id.
    pub fn person(&self, name: &str) -> Argument {
        self.called(self.body.get(name))
    }

    /// The name of a person with this id.
    pub fn called(&self, id: Option<&Value>) -> Argument {
        match id.and_then(Value::as_u64) {
            Some(id) => self.staff.name(PersonId::new(id)).into(),
            None => nothing(),
        }
    }

    /// The names of people of a list of ids.
    pub fn people(&self, list: Option<&Value>) -> Argument {
        let ids = list.and_then(Value::as_array).into_iter().flatten();
        some(ids.map(|id| self.called(Some(id))).collect())
    }

    /// The title of a post that is named by id.
    pub fn post(&self, name: &str) -> Argument {
        let id = self.body.get(name).and_then(Value::as_u64).map(PostId::new);
        let post = id.and_then(|id| self.staff.posts.iter().find(|post| post.id == id));
        match (post, self.body.get("after").and_then(|after| after.get("title"))) {
            (_, Some(title)) => shown(Some(title)),
            (Some(post), None) => post.title.clone().into(),
            (None, None) => self.value(name),
        }
    }

    /// The name of a department that is named by id.
    pub fn department(&self, id: Option<&Value>) -> Argument {
        let id = id.and_then(Value::as_u64).map(DepartmentId::new);
        id.and_then(|id| self.staff.departments.get(&id)).map_or_else(nothing, Argument::from)
    }

    /// The title of the regulation.
    pub fn regulation(&self) -> Argument {
        let Some(id) = self.text("regulation") else { return nothing() };
        title(self.policy, id, self.day).into()
    }

    /// What the regulation calls one of its parts: a form, a view, a parameter, a roster.
    pub fn part(&self, name: &str) -> Argument {
        let (Some(regulation), Some(part)) = (self.text("regulation"), self.text(name)) else { return nothing() };
        let manifest = self.loaded(regulation).map(Loaded::manifest);
        let label = manifest.and_then(|manifest| match name {
            "form" => manifest.form(part).map(|form| form.title.clone()),
            "view" => manifest.views.iter().find(|view| view.id == part).map(|view| view.title.clone()),
            "roster" => manifest.rosters.iter().find(|roster| roster.id == part).map(|roster| roster.title.clone()),
            _ => manifest.parameters.iter().find(|known| known.name == part).map(|known| known.label.clone()),
        });
        label.unwrap_or_else(|| part.to_owned()).into()
    }

    /// A value of one of the regulation's parameters as it was and as it becomes, with its unit.
    pub fn valued(&self, name: &str, before: Option<&Value>, value: Option<&Value>) -> [Argument; 2] {
        let loaded = self.text("regulation").and_then(|id| self.loaded(id));
        let parameters = loaded.map(|loaded| loaded.manifest().parameters.as_slice()).unwrap_or_default();
        let parameter = parameters.iter().find(|known| known.name == name);
        match (parameter, before, value) {
            (Some(parameter), Some(before), Some(value)) if !before.is_null() && !value.is_null() => {
                changed(parameter, before, value).into()
            }
            (Some(parameter), ..) => [before, value].map(|value| match value.filter(|value| !value.is_null()) {
                Some(value) => of_parameter(parameter, value),
                None => nothing(),
            }),
            (None, ..) => [before, value].map(shown),
        }
    }

    /// A regulation as it is on the day of the event; some version of it, if the office has it no longer.
    pub fn loaded<'s>(&'s self, regulation: &'s str) -> Option<&'s Loaded> {
        let loaded = self.policy.regulation(regulation, self.day);
        loaded.or_else(|| self.policy.packages_of(regulation).next()).map(|loaded| &**loaded)
    }

    /// The values of a list.
    pub fn list(&self, name: &str) -> Vec<&Value> {
        self.body.get(name).and_then(Value::as_array).into_iter().flatten().collect()
    }

    /// The members of an object.
    pub fn members(&self, name: &str) -> Map<String, Value> {
        self.body.get(name).and_then(Value::as_object).cloned().unwrap_or_default()
    }
}

/// The title of a regulation as it is on a day; its id, if the office has it no longer.
pub(super) fn title(policy: &OfficePolicy, id: &str, day: Date) -> String {
    let loaded = policy.regulation(id, day).or_else(|| policy.packages_of(id).next());
    loaded.map_or_else(|| id.to_owned(), |loaded| loaded.manifest().title.clone())
}

/// 无.
pub(super) fn nothing() -> Argument {
    message!("nothing").into()
}

/// Some values; 无 if there is none.
pub(super) fn some(values: Vec<Argument>) -> Argument {
    if values.is_empty() { nothing() } else { Argument::List(values) }
}

/// A value as people read it.
pub(super) fn shown(value: Option<&Value>) -> Argument {
    match value {
        None | Some(Value::Null) => nothing(),
        Some(Value::String(text)) if text.is_empty() => nothing(),
        Some(Value::String(text)) => text.into(),
        Some(Value::Bool(true)) => message!("audit-yes").into(),
        Some(Value::Bool(false)) => message!("audit-no").into(),
        Some(Value::Array(values)) => some(values.iter().map(|value| shown(Some(value))).collect()),
        Some(other) => other.to_string().into(),
    }
}

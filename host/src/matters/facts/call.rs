//! The call for which facts are gathered, and what its content says of time and of other records.

use crate::{policy::OfficePolicy, staff::Staff};
use guiju_domain::{DepartmentId, OfficeId, PersonId, RecordId};
use guiju_engine::Loaded;
use guiju_model::{
    Date, Form, HalfDays, Manifest, Moment, Period, Read, Window,
    shape::{Mention, Mentioned},
};
use serde_json::{Map, Value};

/// Whose and when a call is about.
#[derive(Clone, Debug)]
pub struct About<'a> {
    /// The office.
    pub office: OfficeId,
    /// The person concerned.
    pub person: Option<PersonId>,
    /// The department concerned.
    pub department: Option<DepartmentId>,
    /// The first and the last day it tells of.
    pub days: (Date, Date),
    /// The person who files; nobody, where a period is judged.
    pub applicant: Option<PersonId>,
    /// What is filed; nothing, where a period is judged.
    pub content: Option<&'a Map<String, Value>>,
    /// The people whom the content names.
    pub named: &'a [PersonId],
    /// Records the content points to: each by its form and id.
    pub references: &'a [(String, RecordId)],
}

/// A call for which facts are gathered.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// The packages, parameters and calendar in force.
    pub policy: &'a OfficePolicy,
    /// Everybody in the office.
    pub staff: &'a Staff,
    /// The regulation that is called.
    pub regulation: &'a Loaded,
    /// The values of its parameters that differ from its own.
    pub parameters: &'a Map<String, Value>,
    /// What it reads.
    pub reads: &'a [Read],
    /// The present moment, in the office's local time.
    pub now: Moment,
}

impl Asking<'_> {
    /// The time in which the records of a read lie, by the values of the parameters.
    pub fn window(&self, read: &Read) -> Window {
        read.window.with(self.parameters, &self.regulation.manifest().parameters)
    }
}

/// When what a form's content tells of happens; its filing, if no field says.
#[must_use]
pub fn occurs(form: &Form, content: &Map<String, Value>, filed: Moment) -> Period {
    let text = form.occurs.as_ref().and_then(|field| content.get(field)).and_then(Value::as_str);
    let at = |moment: Moment| Period { from: moment, to: moment };
    let Some(text) = text else { return at(filed) };
    let half_days = text.parse::<HalfDays>().map(HalfDays::period);
    let period = half_days.or_else(|_| text.parse::<Period>());
    let moment = period.or_else(|_| text.parse::<Moment>().map(at));
    moment.or_else(|_| text.parse::<Date>().map(|date| at(date.at(0)))).unwrap_or_else(|_| at(filed))
}

/// The records that content points to: each by its form and id.
#[must_use]
pub fn references(manifest: &Manifest, mentions: &[Mention]) -> Vec<(String, RecordId)> {
    let record = |mention: &Mention| match &mention.what {
        Mentioned::Record(form, id) | Mentioned::Resource(form, id) => {
            Some((manifest.qualified(form), RecordId::new(*id)))
        }
        _ => None,
    };
    mentions.iter().filter_map(record).collect()
}

/// The people whom content names.
#[must_use]
pub fn people(mentions: &[Mention]) -> Vec<PersonId> {
    let named = mentions.iter().filter_map(|mention| match mention.what {
        Mentioned::Person(id) => Some(PersonId::new(id)),
        _ => None,
    });
    named.collect()
}

//! All that a regulation declares.

use crate::{
    Assessed, Chart, Clause, ClauseId, DocumentTemplate, Form, FormId, Parameter, PlainKind, Privilege, Read, Role,
    Roster, ValueKind, View,
};
use guiju_macros::wit_mirror;

/// An attribute of persons that the regulation reads.
#[wit_mirror]
pub struct Attribute {
    /// The name among a person's attributes.
    pub name: String,
    /// What people call it.
    pub label: String,
    /// The kind of its value.
    pub kind: ValueKind,
    /// The clause that demands it.
    pub clause: ClauseId,
}

/// The parameters that fix the office's working hours.
#[wit_mirror]
pub struct WorkingHours {
    /// The clause that fixes them.
    pub clause: ClauseId,
    /// The parameter (day of year) with the first day of summer hours.
    pub summer_from: String,
    /// The parameter (day of year) with the last day of summer hours.
    pub summer_to: String,
    /// The parameter with the sessions in summer.
    pub summer: String,
    /// The parameter with the sessions in winter.
    pub winter: String,
}

/// What a regulation relies on of a form, a judgement or a roster of another regulation.
#[wit_mirror]
pub struct Lean {
    /// The id with the other regulation's before it, as `attendance/leave`.
    pub on: FormId,
    /// The fields and computed values, with the kinds that the regulation was built for; `vouchers/number` for a column. Of a
    /// choice the values that its rules name.
    pub fields: Vec<LeanedField>,
    /// The ids of steps.
    pub steps: Vec<String>,
    /// The names of metrics.
    pub figures: Vec<String>,
}

/// A field that a regulation relies on.
#[wit_mirror]
pub struct LeanedField {
    /// The name.
    pub name: String,
    /// The kind. Nobody relies on limits.
    pub kind: PlainKind,
    /// Whether the rules count on it being filled in.
    pub required: bool,
}

/// All that a regulation declares.
#[wit_mirror]
#[derive(Default)]
pub struct Manifest {
    /// The id of the regulation. It never changes.
    pub id: String,
    /// The title of the text.
    pub title: String,
    /// The version of text and rules, three numbers.
    pub version: String,
    /// The kind of work under which staff look for its forms.
    pub area: String,
    /// The clauses of the text in order.
    pub clauses: Vec<Clause>,
    /// The parameters.
    pub parameters: Vec<Parameter>,
    /// The attributes of persons that it reads.
    pub attributes: Vec<Attribute>,
    /// The roles that it names, with those above them.
    pub roles: Vec<Role>,
    /// The forms.
    pub forms: Vec<Form>,
    /// For each form, its own or overseen, the records that its rules read.
    pub reads: Vec<(FormId, Vec<Read>)>,
    /// The registers and boards.
    pub views: Vec<View>,
    /// The periodic judgements.
    pub assesses: Vec<Assessed>,
    /// The office's working hours, if it fixes them.
    pub working_hours: Option<WorkingHours>,
    /// The forms of other regulations that it oversees.
    pub oversees: Vec<FormId>,
    /// The rosters of shifts.
    pub rosters: Vec<Roster>,
    /// The charts.
    pub charts: Vec<Chart>,
    /// The templates for official documents.
    #[since("1.0")]
    pub letters: Vec<DocumentTemplate>,
    /// What it relies on of other regulations.
    #[since("1.1")]
    #[unless_default]
    pub leans: Vec<Lean>,
    /// The privileges that it can suspend.
    #[since("1.1")]
    #[unless_default]
    pub privileges: Vec<Privilege>,
}

impl Manifest {
    /// The clause with this id.
    #[must_use]
    pub fn clause(&self, id: &str) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.id == id)
    }

    /// The form with this id.
    #[must_use]
    pub fn form(&self, id: &str) -> Option<&Form> {
        self.forms.iter().find(|form| form.id == id)
    }

    /// The role with this id.
    #[must_use]
    pub fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    /// The privilege with this id.
    #[must_use]
    pub fn privilege(&self, id: &str) -> Option<&Privilege> {
        self.privileges.iter().find(|privilege| privilege.id == id)
    }

    /// The records that the rules of the form read.
    #[must_use]
    pub fn reads_of(&self, form: &str) -> &[Read] {
        self.reads.iter().find(|(id, _)| id == form).map_or(&[], |(_, reads)| reads)
    }

    /// A form's id as other regulations write it: `attendance/leave`.
    #[must_use]
    pub fn qualified(&self, form: &str) -> String {
        if form.contains('/') { form.to_owned() } else { format!("{}/{form}", self.id) }
    }
}

//! The office as one matter finds it: who decides in which role, who stands in, when something is due, and the words of notes.

use super::{
    context::Context,
    eligibility::department,
    reassign::words as reassigned,
    restriction::{At, Restriction},
    stand_ins::StandIns,
    submission::Submission,
};
use crate::{
    staff::RolesFor,
    store::{messages, tasks::Task},
    words,
};
use guiju_domain::{
    DepartmentId, PersonId, message,
    message::Message,
    workflow::{Matter, Note, Office, Particulars, Roles},
};
use guiju_engine::Loaded;
use guiju_model::{Moment, Role, Route, Span, Step};
use serde_json::Value;
use std::{collections::BTreeSet, sync::Arc};

/// An office as one matter finds it at one moment.
pub struct MatterOffice<'a> {
    context: Context<'a>,
    owner: Arc<Loaded>,
    department: DepartmentId,
    restriction: Restriction,
    stand_ins: &'a StandIns,
    number_after: Option<String>,
    last_id: i64,
}

impl<'a> MatterOffice<'a> {
    /// An office as a submission finds it, which takes this route and concerns this person.
    #[must_use]
    pub fn of(
        context: Context<'a>,
        stand_ins: &'a StandIns,
        submission: &Submission,
        subject: PersonId,
        (route, tasks): (&Route, &[Task]),
    ) -> Self {
        let owner = submission.owner.clone();
        let form = owner.manifest().form(&submission.form);
        let after = form.and_then(|form| form.series.as_ref()).and_then(|series| series.after());
        Self {
            context,
            department: department(context.staff, subject),
            restriction: Restriction::of(submission, route, tasks),
            stand_ins,
            number_after: after.map(str::to_owned),
            last_id: 0,
            owner,
        }
    }

    /// The same, in which new tasks get the ids that follow this one.
    #[must_use]
    pub const fn after(mut self, last_id: i64) -> Self {
        self.last_id = last_id;
        self
    }

    fn roles(&self) -> RolesFor<'_> {
        RolesFor { staff: self.context.staff, manifest: self.owner.manifest(), department: Some(self.department) }
    }

    fn at<'s>(&'s self, step: &'s Step) -> At<'s> {
        let manifest = self.owner.manifest();
        At { staff: self.context.staff, manifest, step, department: self.department }
    }

    /// A note as a message.
    fn note(&self, note: &Note) -> Message {
        let name = |person: &PersonId| self.name(*person);
        match note {
            Note::RoleAbove { role, above } => message!("step-role-above", role, above),
            Note::Confidential { deputy, decider } => {
                message!("step-confidential", deputy = name(deputy), decider = name(decider))
            }
            Note::DecidesElsewhere { deputy, decider } => {
                message!("step-decides-elsewhere", deputy = name(deputy), decider = name(decider))
            }
            Note::HandedOnBy(person) => message!("step-handed-on", by = name(person)),
            Note::SignerOf(person) => message!("step-signer-of", by = name(person)),
            Note::Correction => message!("step-correction"),
            Note::Reassigned { because, from, to, keeps_due } => {
                let from = from.map(|from| self.name(from));
                let note = reassigned::instead(reassigned::because(*because), from.as_deref(), Some(&name(to)));
                if *keeps_due { message!("step-due-stays", note) } else { note }
            }
            Note::All(parts) => {
                let mut notes = parts.iter().filter(|part| !part.is_empty()).map(|part| messages::read(part));
                let (first, rest) = (notes.next(), notes.collect::<Vec<_>>());
                match first {
                    Some(one) if rest.is_empty() => one,
                    first => {
                        let notes = first.into_iter().chain(rest).collect::<Vec<_>>();
                        if notes.is_empty() { Message::plain("") } else { message!("step-notes", notes) }
                    }
                }
            }
        }
    }
}

impl Roles for MatterOffice<'_> {
    fn role(&self, id: &str) -> Option<&Role> {
        self.owner.manifest().role(id)
    }

    fn count(&self) -> usize {
        self.roles().count()
    }

    fn holders(&self, role: &Role) -> Vec<PersonId> {
        self.roles().holders(role)
    }

    fn department(&self) -> String {
        self.roles().department()
    }
}

impl Office for MatterOffice<'_> {
    fn now(&self) -> Moment {
        self.context.now
    }

    fn last_id(&self) -> i64 {
        self.last_id
    }

    fn works_here(&self, person: PersonId) -> bool {
        self.context.staff.is_active(person)
    }

    fn name(&self, person: PersonId) -> String {
        self.context.staff.name(person)
    }

    fn deputy(&self, person: PersonId) -> Option<PersonId> {
        self.stand_ins.of(person, self.context.staff)
    }

    fn concerned(&self) -> &BTreeSet<PersonId> {
        &self.restriction.concerned
    }

    fn may_stand_in(&self, step: &Step, person: PersonId) -> bool {
        self.restriction.may_stand_in(&self.at(step), person)
    }

    fn only_on_duty(&self, step: &Step) -> BTreeSet<PersonId> {
        self.restriction.only_on_duty(&self.at(step))
    }

    fn due(&self, within: Span) -> Moment {
        self.context.due(within)
    }

    fn words(&self, note: &Note) -> String {
        match note {
            // The title of a task stands in lists as it is.
            Note::Correction => words::written(&message!("step-correction")),
            other => messages::written(&self.note(other)),
        }
    }

    fn number_after(&self) -> Option<&str> {
        self.number_after.as_deref()
    }
}

/// A matter's row and tasks as the workflow judges them.
#[must_use]
pub fn aggregate(row: &crate::store::matters::Matter, tasks: Vec<Task>) -> Matter<Value> {
    Matter {
        id: row.id,
        applicant: row.applicant,
        subject: row.subject,
        filed_by: row.filed_by,
        status: row.status,
        phase: guiju_domain::workflow::Phase::Resting,
        round: row.round,
        version: row.version,
        route: row.route.clone(),
        reminded_at: row.reminded_at,
        decided: None,
        tasks,
        particulars: Particulars {
            regulation: row.regulation.clone(),
            digest: row.digest.clone(),
            form: row.form.clone(),
            content: row.content.clone(),
            derived: row.derived.clone(),
            findings: row.findings.clone(),
            remark: row.remark.clone(),
            summary: row.summary.clone(),
            number: row.number.clone(),
            filed: row.filed,
            starts: row.starts,
            ends: row.ends,
            parameters: Value::Object(row.parameters.clone()),
            provisional: row.provisional,
            filing_key: row.filing_key.clone(),
            filing_digest: row.filing_digest.clone(),
        },
    }
}

/// Takes what can change of a matter over into its row.
pub fn take_over(row: &mut crate::store::matters::Matter, matter: &Matter<Value>) {
    take(&mut row.route, &matter.route);
    (row.status, row.subject) = (matter.status, matter.subject);
    (row.round, row.version, row.reminded_at) = (matter.round, matter.version, matter.reminded_at);
    let said = &matter.particulars;
    take(&mut row.content, &said.content);
    take(&mut row.derived, &said.derived);
    take(&mut row.findings, &said.findings);
    row.remark.clone_from(&said.remark);
    row.summary.clone_from(&said.summary);
    row.number.clone_from(&said.number);
    (row.starts, row.ends, row.provisional) = (said.starts, said.ends, said.provisional);
}

/// Takes over a large value, which most events leave as it is.
fn take<T: Clone + PartialEq>(value: &mut T, from: &T) {
    if value != from {
        value.clone_from(from);
    }
}

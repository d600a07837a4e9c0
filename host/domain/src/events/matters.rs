//! What happened to a matter, as its history tells it. The rows of the matter follow from [`crate::workflow::Event`]s beside it.

use crate::{
    MatterId, PersonId, RecordId, ResourceId, TaskId,
    events::{Event, Subject, Thing, effects::people_of},
    matters::{Action, MatterEventKind},
};
use guiju_model::{Effect, Moment, Verdict};
use serde::Serialize;

/// Something that a person had to file, and that a filing meets.
#[derive(Clone, Debug, Serialize)]
pub struct Met {
    /// The matter that asked for it.
    pub from: MatterId,
    /// Until when, in the office's local time.
    pub due: Moment,
}

/// A resource that is booked for a matter for a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Booked {
    /// What is booked.
    pub resource: ResourceId,
    /// From when, in the office's local time.
    pub starts: Moment,
    /// Until when.
    pub ends: Moment,
}

/// A matter was filed. `C` is content as JSON.
#[derive(Clone, Debug, Serialize)]
pub struct Filed<C> {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// The regulation that owns the form.
    pub regulation: String,
    /// The digest of the package by which the matter is judged.
    pub digest: String,
    /// The form's id within the regulation.
    pub form: String,
    /// Who applies.
    pub applicant: PersonId,
    /// Whom it concerns by its form.
    pub subject: PersonId,
    /// What was filled in.
    pub content: C,
    /// The computed values.
    pub derived: C,
    /// The parameters in force, by regulation.
    pub parameters: C,
    /// Its number, if it has one from the beginning.
    pub number: Option<String>,
    /// Why it was filed in spite of warnings.
    pub remark: Option<String>,
    /// What it meets that the applicant owed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub meets: Option<Met>,
}

/// A task was decided, read or voted on.
#[derive(Clone, Debug, Serialize)]
pub struct Decided<C> {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// Who applied.
    pub applicant: PersonId,
    /// The task.
    pub task: TaskId,
    /// The step.
    pub step: String,
    /// What was decided.
    pub verdict: Option<Verdict>,
    /// What was said.
    pub opinion: Option<String>,
    /// What was filled in.
    pub content: Option<C>,
    /// For whom, if somebody stood in.
    pub instead_of: Option<PersonId>,
}

/// A matter was sent back for correction.
#[derive(Clone, Debug, Serialize)]
pub struct Returned {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// Who applied.
    pub applicant: PersonId,
    /// The step that sent it back.
    pub step: Option<String>,
    /// What was said.
    pub opinion: Option<String>,
    /// Whether it comes straight back to that step.
    pub straight_back: bool,
}

/// The correction of a matter was submitted.
#[derive(Clone, Debug, Serialize)]
pub struct Resubmitted<C> {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// What it said; earlier versions did not write it.
    pub before: C,
    /// What it says now.
    pub content: C,
    /// What is booked for it no longer.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub freed: Vec<Booked>,
    /// What is booked for it anew.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub booked: Vec<Booked>,
    /// Whether it goes straight back to who returned it.
    pub straight_back: bool,
    /// Whether it says anything else than before.
    pub changed: bool,
}

/// A task was handed on, or somebody else was asked as well.
#[derive(Clone, Debug, Serialize)]
pub struct HandedOn {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// The act by which it was handed on; the event's kind follows from it.
    #[serde(skip)]
    pub action: Action,
    /// The step.
    pub step: String,
    /// The person who is asked now.
    pub to: PersonId,
    /// What was said.
    pub opinion: Option<String>,
}

/// An opinion was given.
#[derive(Clone, Debug, Serialize)]
pub struct Advised {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// The step for whose decider.
    pub step: Option<String>,
    /// What was said.
    pub opinion: Option<String>,
}

/// Whoever would be replaced answered whether somebody stands in.
#[derive(Clone, Debug, Serialize)]
pub struct Consented {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// The task that asked.
    pub task: TaskId,
    /// What was asked.
    pub effect: Effect,
    /// The answer.
    pub agreed: bool,
}

/// A matter was taken back.
#[derive(Clone, Debug, Serialize)]
pub struct Withdrawn {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// Who applied.
    pub applicant: PersonId,
    /// What was said.
    pub opinion: Option<String>,
    /// What was booked for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub freed: Vec<Booked>,
}

/// A decider refused a matter.
#[derive(Clone, Debug, Serialize)]
pub struct Refused {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// Who applied.
    pub applicant: PersonId,
    /// The step.
    pub step: String,
    /// What was booked for it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub freed: Vec<Booked>,
}

/// Those who are asked were reminded of a matter.
#[derive(Clone, Debug, Serialize)]
pub struct Reminded {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// Those who were reminded.
    pub people: Vec<PersonId>,
}

/// Every step of a matter has decided.
#[derive(Clone, Debug, Serialize)]
pub struct Completed {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// Who applied.
    pub applicant: PersonId,
}

/// A step of a matter is due later, as a matter has it.
#[derive(Clone, Debug, Serialize)]
pub struct Deferred {
    /// The matter whose step it is.
    #[serde(skip)]
    pub matter: MatterId,
    /// Title of the step.
    pub step: String,
    /// When it was due, in the office's local time.
    pub before: Moment,
    /// When it is due.
    pub after: Moment,
    /// The matter that put it off; none if it is its own.
    pub by: Option<MatterId>,
}

/// The record that a matter left is void, as another matter has it.
#[derive(Clone, Debug, Serialize)]
pub struct Voided {
    /// The matter that left the record.
    #[serde(skip)]
    pub matter: MatterId,
    /// The record.
    pub record: RecordId,
    /// The matter whose effect it was.
    pub by: MatterId,
    /// The regulation that answered the effect.
    pub regulation: String,
    /// The clause that demands it.
    pub clause: String,
    /// Why, as everybody may read it.
    pub reason: String,
    /// What was booked for the matter and is free again.
    pub freed: Vec<Booked>,
}

/// A matter was counted again after a notice of holidays. `C` is content as JSON.
#[derive(Clone, Debug, Serialize)]
pub struct Recounted<C> {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// Its one line before.
    pub before: String,
    /// Its one line now.
    pub after: String,
    /// The computed values.
    pub derived: C,
    /// Titles of the steps that it should have taken.
    pub missing: Vec<String>,
}

/// A matter was overdue, and superiors of whoever had it were told.
#[derive(Clone, Debug, Serialize)]
pub struct Escalated {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// Who had it.
    pub holder: PersonId,
    /// The step that was due.
    pub step: String,
    /// When it was due, in the office's local time.
    pub due: Moment,
}

/// The events of one kind each.
macro_rules! of_kind {
    ($($type:ident $(<$content:ident>)?: $kind:ident $(about |$it:ident| $about:expr)?;)*) => {$(
        impl$(<$content: Serialize>)? Event for $type$(<$content>)? {
            fn kind(&self) -> &'static str {
                MatterEventKind::$kind.name()
            }

            fn matter(&self) -> Option<MatterId> {
                Some(self.matter)
            }

            $(fn about(&self) -> Vec<Subject> {
                let $it = self;
                $about
            })?
        }
    )*};
}
of_kind! {
    Filed<C>: Filed about |it| Subject::part(Thing::Register, &it.regulation, &it.form);
    Decided<C>: Decided;
    Returned: Returned;
    Resubmitted<C>: Resubmitted;
    Advised: Advised;
    Consented: Consented about |it| people_of(&it.effect);
    Withdrawn: Withdrawn;
    Refused: Refused;
    Reminded: Reminded;
    Completed: Completed;
    Deferred: Deferred;
    Voided: Voided about |it| vec![Subject::of(Thing::Regulation, &it.regulation)];
    Recounted<C>: Recounted;
    Escalated: Escalated;
}

impl Event for HandedOn {
    fn kind(&self) -> &'static str {
        let kind = match self.action {
            Action::Transfer => MatterEventKind::Transferred,
            Action::SignBefore => MatterEventKind::SignBefore,
            Action::SignAfter => MatterEventKind::SignAfter,
            _ => MatterEventKind::Delegated,
        };
        kind.name()
    }

    fn matter(&self) -> Option<MatterId> {
        Some(self.matter)
    }
}

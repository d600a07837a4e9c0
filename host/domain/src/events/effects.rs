//! Effects of matters as they were carried out: of records, delegations and publications from what to what.

use crate::{
    MatterId, PersonId, PublicationId, RecordId, SuspensionId,
    events::{Event, Subject, Thing},
    matters::MatterEventKind,
    names::named,
};
use guiju_model::{Effect, Moment, Who};
use serde::Serialize;

named! {
    /// After what an effect took place.
    pub enum Occasion {
        /// The filing.
        Filing = "filing",
        /// The last step.
        Completion = "completion",
        /// The consent of whoever is replaced.
        Consent = "consent",
    }
}

/// A field of a record that an effect changed. `C` is a value as JSON.
#[derive(Clone, Debug, Serialize)]
pub struct RecordChanged<C> {
    /// The record.
    pub record: RecordId,
    /// The form of the record.
    pub form: String,
    /// One line about the record as it is now.
    pub summary: String,
    /// The field.
    pub field: String,
    /// As it was; nothing if it was not filled in, or the record is new.
    pub before: Option<C>,
    /// As it is.
    pub after: Option<C>,
}

/// A delegation that ends earlier, since what it followed from is over earlier.
#[derive(Clone, Debug, Serialize)]
pub struct DelegationShortened {
    /// Who is away.
    pub person: PersonId,
    /// Who stands in.
    pub deputy: PersonId,
    /// When it would have ended, in the office's local time.
    pub before: Moment,
    /// When it ends.
    pub after: Moment,
}

/// A record that an effect made void.
#[derive(Clone, Debug, Serialize)]
pub struct RecordVoided {
    /// The record.
    pub record: RecordId,
    /// The form of the record.
    pub form: String,
    /// One line about the record.
    pub summary: String,
}

/// A suspension of a privilege that an effect, or a penalty, began or ended.
#[derive(Clone, Debug, Serialize)]
pub struct SuspensionChanged {
    /// The suspension.
    pub suspension: SuspensionId,
    /// Who has the privilege suspended.
    pub person: PersonId,
    /// The privilege.
    pub privilege: String,
    /// When it begins, in the office's local time.
    pub starts: Moment,
    /// When it would have ended, if it was there and that was decided.
    pub before: Option<Moment>,
    /// When it ends, if that is decided.
    pub after: Option<Moment>,
}

/// A publication that an effect published or withdrew.
#[derive(Clone, Debug, Serialize)]
pub struct PublicationNamed {
    /// The publication.
    pub publication: PublicationId,
    /// Its title.
    pub title: String,
}

/// An effect of a matter took place. In version 1 the regulation and the effect stand alone. `C` is a value as JSON.
#[derive(Clone, Debug, Serialize)]
pub struct EffectTaken<C> {
    /// The matter.
    #[serde(skip)]
    pub matter: MatterId,
    /// The regulation that answered it.
    pub regulation: String,
    /// The effect as it was carried out.
    pub effect: Effect,
    /// After what.
    pub occasion: Occasion,
    /// The fields of records that it changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changed: Vec<RecordChanged<C>>,
    /// The delegations that end earlier by it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub shortened: Vec<DelegationShortened>,
    /// The publications that it published or withdrew.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub publications: Vec<PublicationNamed>,
    /// The records that it made void.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub voided: Vec<RecordVoided>,
    /// The suspensions that it began or ended.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suspensions: Vec<SuspensionChanged>,
}

impl<C: Serialize> Event for EffectTaken<C> {
    fn kind(&self) -> &'static str {
        MatterEventKind::Effect.name()
    }

    fn version(&self) -> u32 {
        2
    }

    fn matter(&self) -> Option<MatterId> {
        Some(self.matter)
    }

    fn about(&self) -> Vec<Subject> {
        let regulation = Subject::of(Thing::Regulation, &self.regulation);
        people_of(&self.effect).into_iter().chain([regulation]).collect()
    }
}

/// The people whom an effect names; the contract has them as numbers.
pub(super) fn people_of(effect: &Effect) -> Vec<Subject> {
    let people = match effect {
        Effect::HandOver(effect) => vec![effect.person, effect.deputy],
        Effect::Deputise(effect) => vec![effect.person, effect.deputy],
        Effect::Notify(effect) => match &effect.to {
            Who::People(people) => people.clone(),
            Who::Roles(_) => Vec::new(),
        },
        Effect::FollowUp(effect) => vec![effect.by],
        Effect::Suspend(effect) => vec![effect.person],
        Effect::Restore(effect) => vec![effect.person],
        Effect::Enter(effect) => effect.person.into_iter().collect(),
        Effect::Publish(_)
        | Effect::Amend(_)
        | Effect::Move(_)
        | Effect::Withdraw(_)
        | Effect::Defer(_)
        | Effect::Void(_) => Vec::new(),
    };
    people.into_iter().map(|person| Subject::person(PersonId::new(person))).collect()
}

//! The places of a station, each with its deciders as they are now.

use super::{
    eligibility::department,
    joint::{self, Claim},
    keeping::{At, Keeping},
    submission::Submission,
};
use crate::{staff::Staff, store::tasks::Task};
use guiju_domain::{PersonId, rejection::Vacancy};
use guiju_model::{Mode, Step, Who};
use std::collections::BTreeSet;

/// The place at which one of all deciders is enough.
const ANYONE: &str = "*";

/// Who is asked at a station: deciders in one slot stand for each other.
#[derive(Clone, Debug)]
pub struct Slot {
    /// Its name, unique within the station: roles separated by spaces, a person's number, or `*`.
    pub name: String,
    /// Who decides; nobody if it is vacant.
    pub deciders: Vec<PersonId>,
    /// Whom it passed by, and why.
    pub note: String,
    /// Why it is vacant.
    pub vacancy: Option<Vacancy>,
    /// Whether it ends with its holder: a seat in a ballot, a reader who was named.
    pub personal: bool,
}

impl Slot {
    fn of(name: impl Into<String>, deciders: Vec<PersonId>, personal: bool) -> Self {
        Self { name: name.into(), deciders, note: String::new(), vacancy: None, personal }
    }

    fn vacant(name: impl Into<String>, vacancy: Vacancy, personal: bool) -> Self {
        Self { vacancy: Some(vacancy), ..Self::of(name, Vec::new(), personal) }
    }
}

/// A station of a matter for which deciders are looked for.
#[derive(Clone, Copy)]
pub struct Station<'a> {
    /// The matter.
    pub submission: &'a Submission,
    /// Whom it concerns.
    pub subject: PersonId,
    /// Everybody in the office.
    pub staff: &'a Staff,
    /// The station.
    pub step: &'a Step,
    /// Tasks of the matter in this round.
    pub tasks: &'a [Task],
    /// From whom the matter is kept.
    pub keeping: &'a Keeping,
}

impl Station<'_> {
    /// Persons who must not decide here: nobody judges a matter of their own, nor twice where the step keeps them apart.
    /// Doing what was decided is open to everybody but those the step keeps apart.
    #[must_use]
    pub fn apart(&self) -> Vec<PersonId> {
        let Self { submission, step, tasks, .. } = self;
        let mut apart = Vec::new();
        if step.allows.refuse || step.separate_from.iter().any(|step| step == "applicant") {
            apart.extend([submission.applicant, self.subject]);
        }
        apart.extend(
            tasks.iter().filter(|task| step.separate_from.contains(&task.step)).filter_map(|task| task.done_by),
        );
        apart.extend(&self.keeping.concerned);
        apart.extend(self.keeping.only_on_duty(&self.at()));
        apart
    }

    /// The step in its office.
    #[must_use]
    pub fn at(&self) -> At<'_> {
        let department = department(self.staff, self.subject);
        At { staff: self.staff, manifest: self.submission.owner.manifest(), step: self.step, department }
    }

    /// The places that are not decided yet, in their order; a vacant one says why it is.
    #[must_use]
    pub fn slots(&self, decided: impl Fn(&str) -> bool) -> Vec<Slot> {
        let mut slots = match (&self.step.who, &self.step.mode) {
            (Who::Roles(roles), Mode::One | Mode::File(_)) => vec![self.any_of(roles)],
            (Who::Roles(roles), Mode::Vote(_)) => self.seats(roles),
            (Who::Roles(roles), _) => self.each_of(roles.iter().filter(|role| !decided(role))),
            (Who::People(people), mode) => self.named(people, mode),
        };
        slots.retain(|slot| !decided(&slot.name));
        for slot in &mut slots {
            slot.deciders.sort_unstable();
            slot.deciders.dedup();
        }
        slots
    }

    /// Every place, as a station begins.
    ///
    /// # Errors
    /// The vacancy.
    pub fn opening(&self) -> Result<Vec<Slot>, Vacancy> {
        let mut slots = self.slots(|_| false);
        let vacancy = slots.iter().find_map(|slot| slot.vacancy.clone());
        // Whoever has left neither reads nor votes; the others do.
        slots.retain(|slot| slot.vacancy.is_none() || !slot.personal);
        match vacancy {
            Some(vacancy) if slots.is_empty() || slots.iter().any(|slot| slot.vacancy.is_some()) => Err(vacancy),
            _ => Ok(slots),
        }
    }

    /// The place of a role, vacant if nobody decides in it.
    fn role(&self, role: &str) -> Slot {
        let department = department(self.staff, self.subject);
        let mut apart = self.apart();
        apart.extend(joint::taken(self.tasks, self.step, role));
        let apart = apart.into_iter().map(PersonId::number).collect::<Vec<_>>();
        match self.staff.deciders(self.submission.owner.manifest(), role, department, &apart) {
            Ok(deciders) => {
                let people = deciders.people.into_iter().map(PersonId::new).collect();
                Slot { note: deciders.note, ..Slot::of(role, people, false) }
            }
            Err(vacancy) => Slot::vacant(role, vacancy, false),
        }
    }

    /// One place for all roles: one holder of any is enough.
    fn any_of(&self, roles: &[String]) -> Slot {
        let mut slot = Slot::of(ANYONE, Vec::new(), false);
        for role in roles.iter().map(|role| self.role(role)) {
            if role.vacancy.is_some() {
                slot.vacancy = role.vacancy;
            } else {
                if slot.deciders.is_empty() {
                    slot.note = role.note;
                }
                slot.deciders.extend(role.deciders);
            }
        }
        slot.vacancy = slot.vacancy.filter(|_| slot.deciders.is_empty());
        slot
    }

    /// A place for each role. One person who holds two of the roles is asked once; where all places decide, whoever else
    /// holds one of them decides for that one.
    fn each_of<'r>(&self, roles: impl Iterator<Item = &'r String>) -> Vec<Slot> {
        let mut places = roles.map(|role| self.role(role)).collect::<Vec<_>>();
        let mut covered = Vec::new();
        if joint::is_joint(self.step) {
            let alone = places.iter().filter_map(|place| <[PersonId; 1]>::try_from(&*place.deciders).ok());
            let alone = alone.flatten().collect::<BTreeSet<_>>();
            for place in places.iter_mut().filter(|place| place.deciders.len() > 1) {
                let others = |person: &PersonId| !alone.contains(person);
                if place.deciders.iter().any(others) {
                    place.deciders.retain(others);
                }
            }
            let several = |place: &mut Slot| place.deciders.len() > 1;
            let within = |place: &Slot| place.deciders.iter().all(|person| alone.contains(person));
            covered = places.extract_if(.., |place| several(place) && within(place)).collect();
        }
        let mut slots: Vec<Slot> = Vec::new();
        for place in places.into_iter().chain(covered) {
            let asked = |slot: &&mut Slot| self.asks_already(slot, &place);
            match slots.iter_mut().find(asked) {
                Some(slot) => slot.name = format!("{} {}", slot.name, place.name),
                None => slots.push(place),
            }
        }
        slots
    }

    /// Whether the deciders of one place are asked in another one already.
    fn asks_already(&self, slot: &Slot, place: &Slot) -> bool {
        let (asked, people) = (&slot.deciders, &place.deciders);
        let vacant = slot.vacancy.is_some() || place.vacancy.is_some();
        !vacant
            && if joint::is_joint(self.step) { asked.len() == 1 && people.contains(&asked[0]) } else { asked == people }
    }

    /// A seat for everybody who holds one of the roles: a vote is personal.
    fn seats(&self, roles: &[String]) -> Vec<Slot> {
        let (mut people, mut vacancy) = (BTreeSet::new(), None);
        for role in roles.iter().map(|role| self.role(role)) {
            people.extend(role.deciders);
            vacancy = role.vacancy.or(vacancy);
        }
        let mut seats = people.into_iter().map(|id| Slot::of(id.to_string(), vec![id], true)).collect::<Vec<_>>();
        seats.extend(vacancy.map(|vacancy| Slot::vacant(ANYONE, vacancy, false)));
        seats
    }

    /// Places for persons who were named: one for all where one is enough, else one for each.
    fn named(&self, people: &[u64], mode: &Mode) -> Vec<Slot> {
        let mut unique = Vec::new();
        for id in people.iter().copied().map(PersonId::new) {
            if !unique.contains(&id) {
                unique.push(id);
            }
        }
        if matches!(mode, Mode::One | Mode::File(_)) {
            return vec![self.one_of(unique)];
        }
        let personal = matches!(mode, Mode::Vote(_) | Mode::Circulate | Mode::Inform);
        let concerned = &self.keeping.concerned;
        let place = |id: PersonId| match () {
            () if concerned.contains(&id) => {
                Slot::vacant(id.to_string(), Vacancy::NobodyElse { step: self.step.title.clone() }, personal)
            }
            () if !self.works_here(id) => Slot::vacant(id.to_string(), self.left(id), personal),
            () => Slot::of(id.to_string(), vec![id], personal),
        };
        unique.into_iter().map(place).collect()
    }

    /// One place for all persons who were named.
    fn one_of(&self, mut people: Vec<PersonId>) -> Slot {
        let apart = self.apart();
        let gone = people.iter().find(|id| !self.works_here(**id)).map(|id| self.left(*id));
        people.retain(|id| self.works_here(*id) && !apart.contains(id));
        let nobody = people.is_empty().then(|| gone.unwrap_or(Vacancy::NobodyElse { step: self.step.title.clone() }));
        Slot { vacancy: nobody, ..Slot::of(ANYONE, people, false) }
    }

    fn works_here(&self, person: PersonId) -> bool {
        self.staff.is_active(person.number())
    }

    fn left(&self, person: PersonId) -> Vacancy {
        Vacancy::Left { name: self.staff.name(person.number()) }
    }
}

/// Every place with each of its deciders.
pub(super) fn claims(slots: &[Slot]) -> Vec<Claim<'_>> {
    slots
        .iter()
        .flat_map(|slot| slot.deciders.iter().map(|decider| Claim { slot: &slot.name, decider: *decider }))
        .collect()
}

/// Where a place stands in the order of its station.
#[must_use]
pub fn order(step: &Step, slot: &str) -> usize {
    let parts = slot.split(' ').collect::<Vec<_>>();
    let position = match &step.who {
        Who::Roles(roles) => roles.iter().position(|role| parts.contains(&role.as_str())),
        Who::People(people) => people.iter().position(|id| parts.contains(&id.to_string().as_str())),
    };
    position.unwrap_or(usize::MAX)
}

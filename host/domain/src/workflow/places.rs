//! The places of a step, each with its deciders as they are now.

use super::{
    Matter, Office, climb,
    joint::{self, Claim},
};
use crate::{PersonId, matters::PlaceName, rejection::Vacancy};
use guiju_model::{Mode, Step, Who};
use std::collections::BTreeSet;

/// A place of a step: its deciders stand for each other.
#[derive(Clone, Debug)]
pub struct StepPlace {
    /// Its name, unique within the step.
    pub name: PlaceName,
    /// Who decides; nobody if it is vacant.
    pub deciders: Vec<PersonId>,
    /// Whom it passed by, and why, in words.
    pub note: String,
    /// Why it is vacant.
    pub vacancy: Option<Vacancy>,
    /// Whether it ends with its holder: a seat in a ballot, a reader who was named.
    pub personal: bool,
}

impl StepPlace {
    fn of(name: PlaceName, deciders: Vec<PersonId>, personal: bool) -> Self {
        Self { name, deciders, note: String::new(), vacancy: None, personal }
    }

    fn vacant(name: PlaceName, vacancy: Vacancy, personal: bool) -> Self {
        Self { vacancy: Some(vacancy), ..Self::of(name, Vec::new(), personal) }
    }
}

/// A step of a matter for which deciders are looked for.
pub struct StepPlaces<'a, C, O> {
    /// The matter.
    pub matter: &'a Matter<C>,
    /// The step.
    pub step: &'a Step,
    /// The office.
    pub office: &'a O,
}

impl<C, O: Office> StepPlaces<'_, C, O> {
    /// Persons who must not decide here: nobody judges a matter of their own, nor twice where the step keeps them apart.
    /// Doing what was decided is open to everybody but those the step keeps apart.
    #[must_use]
    pub fn apart(&self) -> BTreeSet<PersonId> {
        let Self { matter, step, office } = self;
        let mut apart = office.concerned().clone();
        if step.allows.refuse || step.separate_from.iter().any(|step| step == "applicant") {
            apart.extend([matter.applicant, matter.subject]);
        }
        let separate = matter.of_round().filter(|task| step.separate_from.contains(&task.step));
        apart.extend(separate.filter_map(|task| task.done_by));
        apart.extend(office.only_on_duty(step));
        apart
    }

    /// The places that are not decided yet, in their order; a vacant one says why it is.
    #[must_use]
    pub fn places(&self, decided: impl Fn(&PlaceName) -> bool) -> Vec<StepPlace> {
        let mut places = match (&self.step.who, &self.step.mode) {
            (Who::Roles(roles), Mode::One | Mode::File(_)) => vec![self.any_of(roles)],
            (Who::Roles(roles), Mode::Vote(_)) => self.seats(roles),
            (Who::Roles(roles), _) => self.each_of(roles.iter().filter(|role| !decided(&PlaceName::new(*role)))),
            (Who::People(people), mode) => self.named(people, mode),
        };
        places.retain(|place| !decided(&place.name));
        for place in &mut places {
            place.deciders.sort_unstable();
            place.deciders.dedup();
        }
        places
    }

    /// Every place, as a step begins.
    ///
    /// # Errors
    /// The vacancy.
    pub fn opening(&self) -> Result<Vec<StepPlace>, Vacancy> {
        let mut places = self.places(|_| false);
        let vacancy = places.iter().find_map(|place| place.vacancy.clone());
        // Whoever has left neither reads nor votes; the others do.
        places.retain(|place| place.vacancy.is_none() || !place.personal);
        match vacancy {
            Some(vacancy) if places.is_empty() || places.iter().any(|place| place.vacancy.is_some()) => Err(vacancy),
            _ => Ok(places),
        }
    }

    /// The place of a role, vacant if nobody decides in it.
    fn role(&self, role: &str) -> StepPlace {
        let (mut apart, name) = (self.apart(), PlaceName::new(role));
        apart.extend(joint::taken(self.matter, self.step, &name));
        match climb(self.office, role, &apart) {
            Ok((people, note)) => {
                let note = note.map(|note| self.office.words(&note)).unwrap_or_default();
                StepPlace { note, ..StepPlace::of(name, people, false) }
            }
            Err(vacancy) => StepPlace::vacant(name, vacancy, false),
        }
    }

    /// One place for all roles: one holder of any is enough.
    fn any_of(&self, roles: &[String]) -> StepPlace {
        let mut place = StepPlace::of(PlaceName::anyone(), Vec::new(), false);
        for role in roles.iter().map(|role| self.role(role)) {
            if role.vacancy.is_some() {
                place.vacancy = role.vacancy;
            } else {
                if place.deciders.is_empty() {
                    place.note = role.note;
                }
                place.deciders.extend(role.deciders);
            }
        }
        place.vacancy = place.vacancy.filter(|_| place.deciders.is_empty());
        place
    }

    /// A place for each role. One person who holds two of the roles is asked once; where all places decide, whoever else
    /// holds one of them decides for that one.
    fn each_of<'r>(&self, roles: impl Iterator<Item = &'r String>) -> Vec<StepPlace> {
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
            let several = |place: &mut StepPlace| place.deciders.len() > 1;
            let within = |place: &StepPlace| place.deciders.iter().all(|person| alone.contains(person));
            covered = places.extract_if(.., |place| several(place) && within(place)).collect();
        }
        let mut merged: Vec<StepPlace> = Vec::new();
        for place in places.into_iter().chain(covered) {
            match merged.iter_mut().find(|asked| self.asks_already(asked, &place)) {
                Some(asked) => asked.name = asked.name.joined(&place.name),
                None => merged.push(place),
            }
        }
        merged
    }

    /// Whether the deciders of one place are asked in another one already.
    fn asks_already(&self, asked: &StepPlace, place: &StepPlace) -> bool {
        let (there, here) = (&asked.deciders, &place.deciders);
        let vacant = asked.vacancy.is_some() || place.vacancy.is_some();
        !vacant && if joint::is_joint(self.step) { there.len() == 1 && here.contains(&there[0]) } else { there == here }
    }

    /// A seat for everybody who holds one of the roles: a vote is personal.
    fn seats(&self, roles: &[String]) -> Vec<StepPlace> {
        let (mut people, mut vacancy) = (BTreeSet::new(), None);
        for role in roles.iter().map(|role| self.role(role)) {
            people.extend(role.deciders);
            vacancy = role.vacancy.or(vacancy);
        }
        let mut seats =
            people.into_iter().map(|id| StepPlace::of(PlaceName::of_person(id), vec![id], true)).collect::<Vec<_>>();
        seats.extend(vacancy.map(|vacancy| StepPlace::vacant(PlaceName::anyone(), vacancy, false)));
        seats
    }

    /// Places for persons who were named: one for all where one is enough, else one for each. Whoever must not decide here
    /// has no place that decides, though he may read.
    fn named(&self, people: &[u64], mode: &Mode) -> Vec<StepPlace> {
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
        let reads = matches!(mode, Mode::Circulate | Mode::Inform);
        let apart = if reads { self.office.concerned().clone() } else { self.apart() };
        let place = |id: PersonId| match () {
            () if apart.contains(&id) => StepPlace::vacant(PlaceName::of_person(id), self.nobody_else(), personal),
            () if !self.office.works_here(id) => StepPlace::vacant(PlaceName::of_person(id), self.left(id), personal),
            () => StepPlace::of(PlaceName::of_person(id), vec![id], personal),
        };
        unique.into_iter().map(place).collect()
    }

    /// One place for all persons who were named.
    fn one_of(&self, mut people: Vec<PersonId>) -> StepPlace {
        let apart = self.apart();
        let gone = people.iter().find(|id| !self.office.works_here(**id)).map(|id| self.left(*id));
        people.retain(|id| self.office.works_here(*id) && !apart.contains(id));
        let nobody = people.is_empty().then(|| gone.unwrap_or_else(|| self.nobody_else()));
        StepPlace { vacancy: nobody, ..StepPlace::of(PlaceName::anyone(), people, false) }
    }

    fn nobody_else(&self) -> Vacancy {
        Vacancy::NobodyElse { step: self.step.title.clone() }
    }

    fn left(&self, person: PersonId) -> Vacancy {
        Vacancy::Left { name: self.office.name(person) }
    }
}

/// Every place with each of its deciders.
pub(super) fn claims(places: &[StepPlace]) -> Vec<Claim> {
    let of = |place: &StepPlace| {
        let name = place.name.clone();
        place.deciders.clone().into_iter().map(move |decider| Claim { place: name.clone(), decider })
    };
    places.iter().flat_map(of).collect()
}

/// Where a place stands in the order of its step.
pub(super) fn order(step: &Step, place: &PlaceName) -> usize {
    let position = match &step.who {
        Who::Roles(roles) => roles.iter().position(|role| place.contains(role)),
        Who::People(people) => people.iter().position(|id| place.contains(&id.to_string())),
    };
    position.unwrap_or(usize::MAX)
}

//! A small office, and routes in it.

use crate::{
    PersonId,
    workflow::{Note, Office, Roles},
};
use guiju_model::{Allows, Ballot, Due, Fraction, Mode, Moment, Role, RoleScope, Route, Span, Step, Who};
use std::collections::{BTreeMap, BTreeSet};

/// How many people there are.
pub const PEOPLE: u64 = 7;
/// Roles, each with the one above it.
const ROLES: [(&str, Option<&str>); 3] = [("clerk", Some("head")), ("head", Some("leader")), ("leader", None)];

/// An office in which a few people hold a few roles.
#[derive(Clone, Debug)]
pub struct Small {
    pub now: Moment,
    pub last_id: i64,
    pub here: BTreeSet<PersonId>,
    pub holders: BTreeMap<String, BTreeSet<PersonId>>,
    pub deputies: BTreeMap<PersonId, PersonId>,
    pub concerned: BTreeSet<PersonId>,
    pub number_after: Option<String>,
    roles: Vec<Role>,
}

/// One of the people.
pub fn person(number: u8) -> PersonId {
    PersonId::new(1 + u64::from(number) % PEOPLE)
}

/// One of the roles.
pub fn role(number: u8) -> String {
    ROLES[usize::from(number) % ROLES.len()].0.to_owned()
}

impl Small {
    pub fn new() -> Self {
        let role = |(id, above): (&str, Option<&str>)| Role {
            id: id.to_owned(),
            label: id.to_owned(),
            reach: RoleScope::Office,
            above: above.map(str::to_owned),
        };
        let held = [("clerk", [3, 4]), ("head", [4, 5]), ("leader", [6, 7])];
        let holders = held.map(|(role, people)| (role.to_owned(), people.map(PersonId::new).into_iter().collect()));
        Self {
            now: Moment(1_000_000),
            last_id: 0,
            here: (1..=PEOPLE).map(PersonId::new).collect(),
            holders: holders.into_iter().collect(),
            deputies: BTreeMap::new(),
            concerned: BTreeSet::new(),
            number_after: None,
            roles: ROLES.map(role).into_iter().collect(),
        }
    }
}

impl Roles for Small {
    fn role(&self, id: &str) -> Option<&Role> {
        self.roles.iter().find(|role| role.id == id)
    }

    fn count(&self) -> usize {
        self.roles.len()
    }

    fn holders(&self, role: &Role) -> Vec<PersonId> {
        let held = self.holders.get(&role.id).into_iter().flatten();
        held.copied().filter(|person| self.here.contains(person)).collect()
    }

    fn department(&self) -> String {
        "south".to_owned()
    }
}

impl Office for Small {
    fn now(&self) -> Moment {
        self.now
    }

    fn last_id(&self) -> i64 {
        self.last_id
    }

    fn works_here(&self, person: PersonId) -> bool {
        self.here.contains(&person)
    }

    fn name(&self, person: PersonId) -> String {
        person.to_string()
    }

    fn deputy(&self, person: PersonId) -> Option<PersonId> {
        self.deputies.get(&person).copied().filter(|deputy| self.here.contains(deputy))
    }

    fn concerned(&self) -> &BTreeSet<PersonId> {
        &self.concerned
    }

    fn may_stand_in(&self, _: &Step, _: PersonId) -> bool {
        true
    }

    fn only_on_duty(&self, _: &Step) -> BTreeSet<PersonId> {
        BTreeSet::new()
    }

    fn due(&self, within: Span) -> Moment {
        match within {
            Span::WorkingDays(days) => Moment(self.now.0 + i64::from(days) * 86_400),
            _ => self.now,
        }
    }

    fn words(&self, note: &Note) -> String {
        match note {
            Note::All(parts) => parts.concat(),
            other => format!("{other:?}"),
        }
    }

    fn number_after(&self) -> Option<&str> {
        self.number_after.as_deref()
    }
}

/// A route from arbitrary numbers: three for each step, which say its mode, its deciders and what it allows.
pub fn route(numbers: &[(u8, u8, u8)]) -> Route {
    let steps = numbers.iter().enumerate().map(|(index, (mode, who, allows))| step(index, *mode, *who, *allows));
    Route { steps: steps.collect(), ..Route::default() }
}

/// The mode with this number.
fn mode(number: u8) -> Mode {
    let half = Fraction { numerator: 1, denominator: 2 };
    match number % 7 {
        0 => Mode::One,
        1 => Mode::Every,
        2 => Mode::InTurn,
        3 => Mode::Circulate,
        4 => Mode::Inform,
        5 => Mode::File(vec!["bureau".to_owned()]),
        _ => Mode::Vote(Ballot { due: 3, quorum: half, passes_above: half }),
    }
}

/// Roles for even numbers, named people for odd ones.
fn who(number: u8) -> Who {
    let chosen = |places: u8| (0..places).filter(move |place| number >> (1 + place) & 1 == 1);
    if number.is_multiple_of(2) {
        let mut roles = chosen(3).map(role).collect::<Vec<_>>();
        if roles.is_empty() {
            roles.push(role(number / 16));
        }
        return Who::Roles(roles);
    }
    let mut people = chosen(7).map(|place| person(place).number()).collect::<Vec<_>>();
    if people.is_empty() {
        people.push(5);
    }
    Who::People(people)
}

fn step(index: usize, of_mode: u8, of_who: u8, allows: u8) -> Step {
    let before = index.checked_sub(1).map(|before| format!("step-{before}"));
    Step {
        id: format!("step-{index}"),
        title: String::new(),
        clauses: vec!["1".to_owned()],
        because: String::new(),
        who: who(of_who),
        mode: mode(of_mode),
        fields: Vec::new(),
        due: (allows & 16 != 0).then(|| Due { clause: "1".to_owned(), within: Span::WorkingDays(2) }),
        allows: Allows {
            return_back: allows & 1 != 0,
            refuse: allows & 2 != 0,
            delegate: allows & 4 != 0,
            add_signer: allows & 8 != 0,
        },
        separate_from: before.filter(|_| allows & 32 != 0).into_iter().collect(),
    }
}

//! Each rule by an example, and what holds of any change at all.

use super::{Change, HeldTask, Holding, Now, Place, diff};
use crate::{PersonId, TaskId, matters::PlaceName};

const A: PersonId = PersonId::new(1);
const B: PersonId = PersonId::new(2);
const C: PersonId = PersonId::new(3);
const X: PersonId = PersonId::new(9);

fn task(id: i64, place: &str, decider: PersonId, state: Holding) -> HeldTask {
    HeldTask { task: TaskId::new(id), place: PlaceName::new(place), decider, holder: decider, assignee: decider, state }
}

fn handed(id: i64, place: &str, decider: PersonId, holder: PersonId) -> HeldTask {
    HeldTask { holder, assignee: holder, ..task(id, place, decider, Open) }
}

fn place(name: &str, deciders: &[PersonId]) -> Place {
    Place { name: PlaceName::new(name), deciders: deciders.to_vec(), personal: false }
}

fn seat(person: PersonId, deciders: &[PersonId]) -> Place {
    Place { personal: true, ..place(&person.to_string(), deciders) }
}

fn now(places: &[Place]) -> Now<'_> {
    Now { places, in_turn: false, begun: false, lies_with: &|person| person, may_act: &|_| true }
}

fn asks(place: &str, decider: PersonId, state: Holding, like: i64, replaces: &[i64]) -> Change {
    let replaces = replaces.iter().copied().map(TaskId::new).collect();
    Change::Ask { place: PlaceName::new(place), decider, assignee: decider, state, like: TaskId::new(like), replaces }
}

fn ends(id: i64, heir: Option<PersonId>) -> Change {
    Change::End { task: TaskId::new(id), heir }
}

fn vacates(id: i64) -> Change {
    Change::Vacate { task: TaskId::new(id) }
}

fn renames(id: i64, place: &str) -> Change {
    Change::Rename { task: TaskId::new(id), place: PlaceName::new(place) }
}

use Holding::{Later, Open, Vacant, Waiting};

#[test]
fn a_new_holder_is_asked_in_place_and_a_second_one_beside() {
    let tasks = [task(1, "*", A, Open)];
    assert_eq!(diff(&tasks, &now(&[place("*", &[A])])), []);
    assert_eq!(diff(&tasks, &now(&[place("*", &[B])])), [ends(1, Some(B)), asks("*", B, Open, 1, &[1])]);
    assert_eq!(diff(&tasks, &now(&[place("*", &[A, B])])), [asks("*", B, Open, 1, &[])]);
    let both = [task(1, "*", A, Open), task(2, "*", B, Open)];
    assert_eq!(diff(&both, &now(&[place("*", &[B])])), [ends(1, Some(B))]);
}

#[test]
fn a_vacant_place_stays_open_until_it_is_filled() {
    let tasks = [task(1, "a", A, Open), task(2, "b", B, Open)];
    assert_eq!(diff(&tasks, &now(&[place("a", &[]), place("b", &[B])])), [vacates(1)]);
    let tasks = [task(1, "a", A, Vacant), task(2, "b", B, Open)];
    assert_eq!(diff(&tasks, &now(&[place("a", &[]), place("b", &[B])])), []);
    let filled = diff(&tasks, &now(&[place("a", &[A]), place("b", &[B])]));
    assert_eq!(filled, [ends(1, Some(A)), asks("a", A, Open, 1, &[1])]);
}

#[test]
fn what_was_handed_on_ends_with_a_new_holder_and_not_with_a_vacancy() {
    let tasks = [handed(1, "*", A, X)];
    assert_eq!(diff(&tasks, &now(&[place("*", &[A])])), []);
    assert_eq!(diff(&tasks, &now(&[place("*", &[])])), []);
    assert_eq!(diff(&tasks, &now(&[place("*", &[B])])), [ends(1, Some(B)), asks("*", B, Open, 1, &[1])]);
    let places = [place("*", &[A])];
    let gone = Now { may_act: &|person| person != X, ..now(&places) };
    assert_eq!(diff(&tasks, &gone), [ends(1, Some(A)), asks("*", A, Open, 1, &[1])]);
}

#[test]
fn advice_is_waited_for_by_the_new_holder() {
    let tasks = [task(1, "*", A, Waiting)];
    assert_eq!(diff(&tasks, &now(&[place("*", &[B])])), [ends(1, Some(B)), asks("*", B, Waiting, 1, &[1])]);
    assert_eq!(diff(&tasks, &now(&[place("*", &[])])), [], "until the advice has come");
}

#[test]
fn two_roles_of_one_person_part_and_meet() {
    let one = [task(1, "a b", A, Open)];
    let parted = diff(&one, &now(&[place("a", &[B]), place("b", &[A])]));
    assert_eq!(parted, [asks("a", B, Open, 1, &[]), renames(1, "b")]);
    let vacant = diff(&one, &now(&[place("a", &[]), place("b", &[A])]));
    assert_eq!(vacant, [asks("a", A, Vacant, 1, &[]), renames(1, "b")]);
    let two = [task(1, "a", A, Open), task(2, "b", B, Open)];
    assert_eq!(diff(&two, &now(&[place("a b", &[A])])), [renames(1, "a b"), ends(2, Some(A))]);
    let twice = [task(1, "a", A, Open), task(2, "b", A, Open)];
    let merged = Change::Merge { task: TaskId::new(2), into: TaskId::new(1) };
    assert_eq!(diff(&twice, &now(&[place("a b", &[A])])), [renames(1, "a b"), merged]);
}

#[test]
fn turns_keep_their_order() {
    let tasks = [task(1, "a", A, Open), task(2, "b", B, Later)];
    let turn = |places: &[Place]| diff(&tasks, &Now { in_turn: true, ..now(places) });
    assert_eq!(turn(&[place("a", &[C]), place("b", &[B])]), [ends(1, Some(C)), asks("a", C, Open, 1, &[1])]);
    assert_eq!(turn(&[place("a", &[A]), place("b", &[C])]), [ends(2, Some(C)), asks("b", C, Later, 2, &[2])]);
    assert_eq!(turn(&[place("a", &[A]), place("b", &[])]), [], "its turn has not come");
    let open = Change::Turn { task: TaskId::new(2), state: Open };
    assert_eq!(turn(&[place("a b", &[B])]), [renames(2, "a b"), ends(1, Some(B)), open]);
    let one = [task(1, "a b", A, Open)];
    let places = [place("a", &[C]), place("b", &[A])];
    let parted = diff(&one, &Now { in_turn: true, ..now(&places) });
    let later = Change::Turn { task: TaskId::new(1), state: Later };
    assert_eq!(parted, [asks("a", C, Open, 1, &[]), renames(1, "b"), later]);
}

#[test]
fn a_vote_is_personal() {
    let tasks = [task(1, "1", A, Open), task(2, "2", B, Open)];
    let left = diff(&tasks, &now(&[seat(B, &[B]), seat(C, &[C]), seat(A, &[])]));
    assert_eq!(left, [asks("3", C, Open, 1, &[]), ends(1, None)]);
    let nobody = diff(&tasks, &now(&[seat(A, &[]), seat(B, &[])]));
    assert_eq!(nobody, [ends(1, None), vacates(2)], "a ballot in which nobody is left stays open");
    let places = [seat(A, &[]), seat(B, &[])];
    let begun = diff(&tasks, &Now { begun: true, ..now(&places) });
    assert_eq!(begun, [ends(1, None), ends(2, None)]);
}

#[test]
fn a_task_lies_with_whoever_stands_in() {
    let tasks = [task(1, "*", A, Open)];
    let places = [place("*", &[A])];
    let away = Now { lies_with: &|person| if person == A { X } else { person }, ..now(&places) };
    let moved = Change::Move { task: TaskId::new(1), to: X, instead_of: Some(A) };
    assert_eq!(diff(&tasks, &away), [moved]);
    let lent = [HeldTask { assignee: X, ..task(1, "*", A, Open) }];
    assert_eq!(diff(&lent, &away), []);
    let back = Change::Move { task: TaskId::new(1), to: A, instead_of: None };
    assert_eq!(diff(&lent, &now(&places)), [back]);
    let places = [place("*", &[B])];
    let asked = Now { lies_with: &|person| if person == B { X } else { person }, ..now(&places) };
    let replaces = vec![TaskId::new(1)];
    let (place, like) = (PlaceName::anyone(), TaskId::new(1));
    let ask = Change::Ask { place, decider: B, assignee: X, state: Open, like, replaces };
    assert_eq!(diff(&tasks, &asked), [ends(1, Some(B)), ask]);
}

fn find(tasks: &mut [HeldTask], id: TaskId) -> &mut HeldTask {
    let index = tasks.iter().position(|task| task.task == id).unwrap_or_default();
    &mut tasks[index]
}

/// Carries the changes out on the tasks, as the server does.
fn carry_out(tasks: &[HeldTask], changes: &[Change]) -> Vec<HeldTask> {
    let mut after = tasks.to_vec();
    let mut next = tasks.iter().map(|task| task.task.number()).max().unwrap_or_default();
    for change in changes {
        match change {
            Change::Rename { task, place } => place.clone_into(&mut find(&mut after, *task).place),
            Change::Move { task, to, .. } => find(&mut after, *task).assignee = *to,
            Change::Merge { task, .. } | Change::End { task, .. } => after.retain(|held| held.task != *task),
            Change::Vacate { task } => find(&mut after, *task).state = Vacant,
            Change::Turn { task, state } => find(&mut after, *task).state = *state,
            Change::Ask { place, decider, assignee, state, .. } => {
                next += 1;
                after.push(HeldTask { assignee: *assignee, ..task(next, place.as_str(), *decider, *state) });
            }
        }
    }
    after
}

/// Numbers as if by chance, the same at every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }

    /// Up to three roles with any of four people, roles with the same people in one place.
    fn places(&mut self) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        for role in ["a", "b", "c"] {
            let people = (1..=4).filter(|_| self.below(3) == 0).map(PersonId::new).collect::<Vec<_>>();
            match places.iter_mut().find(|place| place.deciders == people && !people.is_empty()) {
                Some(place) => place.name = place.name.joined(&PlaceName::new(role)),
                None => places.push(place(role, &people)),
            }
        }
        places
    }
}

#[test]
fn after_any_change_every_place_asks_its_deciders_and_nobody_else() {
    for seed in 0..4000 {
        let mut chance = Chance(seed);
        let in_turn = chance.below(2) == 0;
        let mut places = chance.places();
        places.retain(|place| !place.deciders.is_empty());
        let open = places.iter().enumerate().flat_map(|(index, place)| {
            let state = if in_turn && index > 0 { Later } else { Open };
            place.deciders.iter().map(move |decider| (place.name.clone(), *decider, state))
        });
        let mut tasks = (1..)
            .zip(open)
            .map(|(id, (place, decider, state))| task(id, place.as_str(), decider, state))
            .collect::<Vec<_>>();
        let roles = places.iter().map(|place| place.name.clone()).collect::<Vec<_>>();
        for _ in 0..5 {
            let mut places = chance.places();
            places.retain(|place| roles.iter().any(|role| place.name.overlaps(role)));
            for place in &mut places {
                let asked = place.name.as_str().split(' ').filter(|role| roles.iter().any(|held| held.contains(role)));
                place.name = PlaceName::new(asked.collect::<Vec<_>>().join(" "));
            }
            let now = Now { in_turn, ..now(&places) };
            let after = carry_out(&tasks, &diff(&tasks, &now));
            assert_eq!(diff(&after, &now), [], "nothing is left to change: {tasks:?} {places:?} {after:?}");
            for place in &places {
                let here = after.iter().filter(|task| place.name.overlaps(&task.place)).collect::<Vec<_>>();
                assert!(!here.is_empty(), "no place is lost: {tasks:?} {places:?} {after:?}");
                let mut asked =
                    here.iter().filter(|task| task.state != Vacant).map(|task| task.decider).collect::<Vec<_>>();
                asked.sort_unstable();
                if place.deciders.is_empty() {
                    assert!(here.iter().all(|task| task.state == Vacant || task.state == Later), "{after:?}");
                } else {
                    assert_eq!(asked, place.deciders, "{tasks:?} {places:?} {after:?}");
                }
            }
            tasks = after;
        }
    }
}

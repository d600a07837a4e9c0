//! Faults that there were, each by an example.

use super::{
    office::{person, route},
    world::{World, recounts},
};
use crate::{
    PersonId, TaskId,
    events::deciding::Because,
    matters::{Action, MatterStatus, TaskKind, TaskState},
    workflow::{Command, Event, Refiled, Task, decide},
};

/// A step of one mode for people or roles by their numbers, at which everything is allowed.
const fn step(mode: u8, who: u8) -> (u8, u8, u8) {
    (mode, who, 15)
}

/// Named people: 3 and 4.
const TWO: u8 = 0b0001_1001;
/// Named people: 5.
const ONE: u8 = 0b0100_0001;

fn acts(world: &mut World, task: TaskId, action: Action, other: u64) {
    let by = world.matter.task(task).map_or(PersonId::new(0), |task| task.assignee);
    let mut act = world.act(by, Some(task), action, 0);
    act.person = Some(PersonId::new(other));
    let done = world.carry_out(Command::Act(act));
    assert!(done.is_ok(), "{action}: {done:?}");
}

fn task(world: &World, of: impl Fn(&Task<u8>) -> bool) -> TaskId {
    world.matter.tasks.iter().filter(|task| of(task)).map(|task| task.id).next_back().unwrap_or(TaskId::new(0))
}

fn state(world: &World, id: TaskId) -> Option<TaskState> {
    world.matter.task(id).map(|task| task.state)
}

fn filed(steps: &[(u8, u8, u8)]) -> Option<World> {
    let world = World::filed(steps, (0, 1));
    assert!(world.is_some());
    world
}

#[test]
fn a_signer_who_was_put_off_is_asked_again() {
    // Two steps; the signer behind the first one is asked when a step opens before it, and goes again.
    let Some(mut world) = filed(&[step(0, ONE), step(0, TWO)]) else { return };
    let first = task(&world, |task| task.step == "step-0");
    acts(&mut world, first, Action::SignAfter, 7);
    let signer = task(&world, Task::is_added);
    acts(&mut world, first, Action::Approve, 7);
    assert_eq!(state(&world, signer), Some(TaskState::Open));
    world.route = route(&[step(0, ONE), step(0, TWO)]);
    world.route.steps.swap(0, 1);
    assert!(world.carry_out(recounts()).is_ok());
    assert_eq!(state(&world, signer), Some(TaskState::Later), "another step has opened before his");
    let before = task(&world, |task| task.step == "step-1");
    acts(&mut world, before, Action::Approve, 7);
    assert_eq!(state(&world, signer), Some(TaskState::Open));
}

#[test]
fn advice_at_a_step_that_is_gone_is_not_asked_for() {
    let Some(mut world) = filed(&[step(0, TWO), step(0, ONE)]) else { return };
    let first = task(&world, |task| task.step == "step-0");
    acts(&mut world, first, Action::Delegate, 7);
    let advice = task(&world, |task| task.kind == TaskKind::Advise);
    world.route.steps.remove(0);
    assert!(world.carry_out(recounts()).is_ok());
    assert_eq!(state(&world, advice), Some(TaskState::Cancelled));
}

#[test]
fn a_refused_matter_does_not_go_on_when_its_last_reader_leaves() {
    let Some(mut world) = filed(&[step(4, TWO), step(0, ONE)]) else { return };
    world.route.steps[0].mode = guiju_model::Mode::Circulate;
    world.matter.route.steps[0].mode = guiju_model::Mode::Circulate;
    let decider = task(&world, |task| task.step == "step-1");
    acts(&mut world, decider, Action::Refuse, 7);
    for reader in [3, 4] {
        world.office.here.remove(&PersonId::new(reader));
        assert!(world.carry_out(Command::Resolve { because: Because::Left, holds_open: false }).is_ok());
    }
    assert_eq!(world.matter.status, MatterStatus::Refused);
}

#[test]
fn a_correction_changes_whom_the_matter_concerns() {
    let Some(mut world) = filed(&[step(0, TWO)]) else { return };
    let first = task(&world, |task| task.step == "step-0");
    acts(&mut world, first, Action::Return, 7);
    let correct = task(&world, |task| task.kind == TaskKind::Correct);
    let mut act = world.act(person(0), Some(correct), Action::Resubmit, 0);
    act.refiled = Some(Refiled { is_changed: true, subject: PersonId::new(3), correction: Box::default() });
    assert!(world.carry_out(Command::Act(act)).is_ok());
    assert_eq!(world.matter.subject, PersonId::new(3));
    let asked = world.matter.of_round().filter(|task| task.is_open()).map(|task| task.assignee).collect::<Vec<_>>();
    assert_eq!(asked, [PersonId::new(4)], "whom it concerns now does not decide");
}

#[test]
fn a_step_is_not_passed_on_advice_alone() {
    let Some(mut world) = filed(&[step(0, ONE), step(0, TWO)]) else { return };
    let first = task(&world, |task| task.step == "step-0");
    acts(&mut world, first, Action::Delegate, 7);
    let advice = task(&world, |task| task.kind == TaskKind::Advise);
    acts(&mut world, advice, Action::Approve, 7);
    let whole = world.route.clone();
    world.route.steps.remove(0);
    assert!(world.carry_out(recounts()).is_ok());
    world.route = whole;
    assert!(world.carry_out(recounts()).is_ok());
    let again = task(&world, |task| task.step == "step-0" && task.is_open());
    assert_ne!(again, TaskId::new(0), "it opens like a new one");
}

#[test]
fn each_vacant_place_is_told_when_its_turn_comes() {
    let Some(mut world) = filed(&[step(0, ONE), step(0, TWO)]) else { return };
    for route in [&mut world.route, &mut world.matter.route] {
        route.steps[0].allows.return_back = false;
        route.steps[1].mode = guiju_model::Mode::InTurn;
    }
    let [third, fourth] = [3, 4].map(PersonId::new);
    world.office.here.retain(|person| ![third, fourth].contains(person));
    let decides = |world: &mut World, step: &str| {
        let id = task(world, |task| task.step == step && task.is_open());
        let by = world.matter.task(id).map_or(PersonId::new(0), |task| task.assignee);
        let act = world.act(by, Some(id), Action::Approve, 0);
        let done = world.carry_out(Command::Act(act)).unwrap_or_default();
        done.iter().filter(|event| matches!(event, Event::Vacated { .. })).count()
    };
    assert_eq!(decides(&mut world, "step-0"), 1, "the first place is told to be vacant");
    world.office.here.insert(third);
    assert!(world.carry_out(Command::Resolve { because: Because::Moved, holds_open: false }).is_ok());
    assert_eq!(decides(&mut world, "step-1"), 1, "the second one when its turn comes");
    let last = task(&world, |task| task.step == "step-1" && task.is_pending());
    assert_eq!(state(&world, last), Some(TaskState::Vacant));
    world.office.here.insert(fourth);
    assert!(world.carry_out(Command::Resolve { because: Because::Moved, holds_open: false }).is_ok());
    decides(&mut world, "step-1");
    assert_eq!(world.matter.status, MatterStatus::Completed);
}

#[test]
fn two_signers_with_one_deputy_rest() {
    let steps = [(179, 27, 0), (94, 68, 0), (91, 55, 28)];
    let moves = [
        (0, 98, 0, 0),
        (0, 32, 60, 0),
        (80, 91, 6, 0),
        (48, 133, 0, 0),
        (48, 96, 0, 0),
        (172, 164, 34, 0),
        (80, 7, 0, 0),
        (144, 47, 73, 0),
        (12, 205, 6, 0),
        (16, 158, 233, 0),
    ];
    let Some(mut world) = World::filed(&steps, (0, 1)) else { return };
    for one in moves {
        world.happens(one);
    }
    let signers = world.matter.tasks.iter().filter(|task| task.is_added() && task.is_pending());
    let deputies = signers.filter_map(|task| world.office.deputies.get(&task.holder())).collect::<Vec<_>>();
    assert!(matches!(deputies.as_slice(), [one, other] if one == other), "{deputies:?}");
    let resolve = Command::Resolve { because: Because::Duty, holds_open: true };
    let again = decide(&world.matter, resolve, &world.office).unwrap_or_default();
    assert!(again.is_empty(), "{again:?}");
}

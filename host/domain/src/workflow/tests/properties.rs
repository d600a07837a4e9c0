//! What holds after any sequence of commands on any route.

use super::world::{Done, Move, World};
use crate::{
    Rejection,
    events::deciding::Because,
    matters::{Action, MatterStatus, TaskKind, TaskState},
    rejection::{Act as Refusal, Decision},
    workflow::{Command, Event, Matter, Task, decide, is_joint},
};
use guiju_model::{Date, Deadline, Due, Mode, Moment, Span};
use proptest::{collection::vec, prelude::*};
use std::collections::BTreeSet;

pub type Steps = Vec<(u8, u8, u8)>;

pub fn steps() -> impl Strategy<Value = Steps> {
    vec((any::<u8>(), any::<u8>(), any::<u8>()), 1..4)
}

pub fn moves() -> impl Strategy<Value = Vec<Move>> {
    vec((any::<u8>(), any::<u8>(), any::<u8>(), any::<u8>()), 1..40)
}

/// Files a matter and lets things happen; looks at it after its filing and after each.
fn any_course(
    steps: &Steps,
    moves: &[Move],
    holds: impl Fn(&World, &Matter<u8>, &Done) -> Result<(), TestCaseError>,
) -> Result<(), TestCaseError> {
    let Some(mut world) = World::filed(steps, (0, 1)) else { return Ok(()) };
    holds(&world, &world.matter.clone(), &Done { act: None, events: Vec::new() })?;
    for one in moves {
        let before = world.matter.clone();
        if let Some(done) = world.happens(*one) {
            holds(&world, &before, &done)?;
        }
    }
    Ok(())
}

/// Whether somebody is asked for the matter, or a place of it is said to be vacant.
fn is_asked(world: &World) -> bool {
    let matter = &world.matter;
    let asks = |task: &Task<u8>| task.is_open() && !world.informs(task) || task.state == TaskState::Vacant;
    match matter.status {
        MatterStatus::Open => matter.of_round().any(asks),
        MatterStatus::Returned => matter.tasks.iter().any(|task| task.kind == TaskKind::Correct && task.is_open()),
        _ => true,
    }
}

proptest! {
    /// A matter that is under way always has somebody who is asked, or says what is vacant; whoever waits for an opinion has asked
    /// for one.
    #[test]
    fn no_task_is_lost(steps in steps(), moves in moves()) {
        any_course(&steps, &moves, |world, _, _| {
            prop_assert!(is_asked(world), "{:#?}", world.matter);
            let waiting = world.matter.of_round().filter(|task| task.state == TaskState::Waiting);
            for task in waiting {
                let advice = |other: &Task<u8>| other.parent == Some(task.id) && other.is_open();
                prop_assert!(world.matter.tasks.iter().any(advice), "{:#?}", task);
            }
            Ok(())
        })?;
    }

    /// A place is decided once in a round; where every place decides, nobody decides two.
    #[test]
    fn no_place_has_two_winners(steps in steps(), moves in moves()) {
        any_course(&steps, &moves, |world, _, _| {
            for step in &world.matter.route.steps {
                let done = |task: &&Task<u8>| task.is_done() && World::is_decision(task);
                let done = world.matter.at_step(&step.id).filter(done).collect::<Vec<_>>();
                for (index, one) in done.iter().enumerate() {
                    for other in &done[index + 1..] {
                        prop_assert!(!one.place.is_same_place(&other.place), "{:#?} {:#?}", one, other);
                        let person = is_joint(step) && one.done_by == other.done_by;
                        prop_assert!(!person, "{:#?} {:#?}", one, other);
                    }
                }
            }
            Ok(())
        })?;
    }

    /// Nobody decides on a matter of their own, not as a deputy and not by somebody's hand either.
    #[test]
    fn nobody_decides_on_himself(steps in steps(), moves in moves()) {
        any_course(&steps, &moves, |world, before, done| {
            for event in &done.events {
                if let Event::Finished { task, by, .. } = event {
                    let task = before.task(*task).ok_or_else(|| TestCaseError::fail("no such task"))?;
                    let own = [world.matter.applicant, world.matter.subject].contains(by);
                    prop_assert!(!(own && World::judges(before, task)), "{:#?}", task);
                }
            }
            Ok(())
        })?;
    }

    /// Only whoever acts decides, and only with the task with which he acts; a matter is over once each step has a decision.
    #[test]
    fn silence_decides_nothing(steps in steps(), moves in moves()) {
        any_course(&steps, &moves, |world, before, done| {
            for event in &done.events {
                if let Event::Finished { task, by, .. } = event {
                    prop_assert_eq!(done.act, Some((*by, Some(*task))));
                }
            }
            let matter = &world.matter;
            let over = matter.status != before.status;
            if over && matter.status == MatterStatus::Completed {
                for step in matter.route.steps.iter().filter(|step| step.mode != Mode::Inform) {
                    let decided = matter.at_step(&step.id).any(|task| task.is_done() && task.decides());
                    prop_assert!(decided, "{:#?}", step);
                }
            } else if over {
                prop_assert!(done.act.is_some());
            }
            Ok(())
        })?;
    }

    /// Every command of a person is a new version, and no version comes again.
    #[test]
    fn every_act_is_a_new_version(steps in steps(), moves in moves()) {
        any_course(&steps, &moves, |world, before, done| {
            prop_assert!(world.matter.version >= before.version);
            prop_assert!(done.act.is_none() || world.matter.version > before.version);
            Ok(())
        })?;
    }

    /// What is offered for a task is carried out, but for a person who is not suitable; what is not offered is refused, and so is
    /// whatever anybody else does with it.
    #[test]
    fn what_is_offered_is_accepted(steps in steps(), moves in moves(), other in any::<u8>()) {
        any_course(&steps, &moves, |world, _, _| {
            // Whoever has left does nothing more; the account is closed as well.
            let here = |task: &&Task<u8>| world.office.here.contains(&task.assignee);
            for task in world.matter.tasks.iter().filter(here) {
                let live = task.is_open() && (task.round == world.matter.round || task.is_reading());
                let offers = world.matter.offers(task).unwrap_or_default();
                for action in Action::ALL.into_iter().filter(|action| !matches!(action, Action::Withdraw | Action::Remind)) {
                    let offered = live && offers.iter().any(|offer| offer.action == action);
                    let act = world.act(task.assignee, Some(task.id), action, other);
                    let done = decide(&world.matter, Command::Act(act.clone()), &world.office);
                    let suits = !matches!(&done, Err(why) if about_the_person(why));
                    prop_assert!(done.is_ok() == offered || offered && !suits, "{:?} {:?} {:#?}", action, done, task);
                    let stranger = super::super::Act { by: crate::PersonId::new(99), ..act };
                    prop_assert!(decide(&world.matter, Command::Act(stranger), &world.office).is_err());
                }
            }
            Ok(())
        })?;
    }

    /// A matter gets one number, once the step after which it gets one is passed.
    #[test]
    fn a_matter_gets_one_number(steps in steps(), moves in moves()) {
        let given = std::cell::Cell::new(0);
        any_course(&steps, &moves, |world, _, done| {
            given.set(given.get() + done.events.iter().filter(|event| matches!(event, Event::NumberDue { .. })).count());
            prop_assert!(given.get() <= 1);
            let first = world.matter.route.steps.first().filter(|step| step.id == "step-0" && step.mode != Mode::Inform);
            if world.matter.status == MatterStatus::Completed && first.is_some() {
                prop_assert!(world.matter.particulars.number.is_some());
            }
            Ok(())
        })?;
    }

    /// Whoever is asked can do something, though the next step may have nobody: the matter is nobody's dead end.
    #[test]
    fn whoever_is_asked_can_act(steps in steps(), moves in moves(), other in any::<u8>()) {
        any_course(&steps, &moves, |world, _, _| {
            let asked = world.matter.of_round().filter(|task| task.is_open() && task.decides());
            for task in asked.filter(|task| world.office.here.contains(&task.assignee)) {
                let offers = world.matter.offers(task).unwrap_or_default();
                let done = offers.iter().any(|offer| {
                    let act = world.act(task.assignee, Some(task.id), offer.action, other);
                    world.clone().carry_out(Command::Act(act)).is_ok()
                });
                prop_assert!(done, "{:#?}", task);
            }
            Ok(())
        })?;
    }

    /// Nobody is asked for a decision, an opinion or a correction in a matter that is over.
    #[test]
    fn what_is_over_asks_nobody(steps in steps(), moves in moves()) {
        any_course(&steps, &moves, |world, _, _| {
            let over = !world.matter.status.is_under_way();
            let asks = |task: &&Task<u8>| task.is_pending() && !matches!(task.kind, TaskKind::Read | TaskKind::Consent);
            prop_assert!(!over || !world.matter.tasks.iter().any(|task| asks(&task)), "{:#?}", world.matter);
            Ok(())
        })?;
    }

    /// What is over stays as it ended.
    #[test]
    fn what_is_over_stays_over(steps in steps(), moves in moves()) {
        any_course(&steps, &moves, |world, before, _| {
            prop_assert!(before.status.is_under_way() || world.matter.status == before.status);
            Ok(())
        })?;
    }

    /// Nobody is asked for an opinion for which nobody waits.
    #[test]
    fn advice_is_for_whoever_waits(steps in steps(), moves in moves()) {
        any_course(&steps, &moves, |world, _, _| {
            for advice in world.matter.tasks.iter().filter(|task| task.kind == TaskKind::Advise && task.is_pending()) {
                let parent = advice.parent.and_then(|id| world.matter.task(id));
                prop_assert!(parent.is_some_and(|task| task.state == TaskState::Waiting), "{:#?}", advice);
            }
            Ok(())
        })?;
    }

    /// A step that the route has no longer asks nobody.
    #[test]
    fn only_steps_of_the_route_ask(steps in steps(), moves in moves()) {
        any_course(&steps, &moves, |world, _, _| {
            let asked = world.matter.of_round().filter(|task| task.is_pending() && !task.step.is_empty());
            for task in asked.filter(|task| task.kind != TaskKind::Correct) {
                prop_assert!(world.matter.step(&task.step).is_some(), "{:#?}", task);
            }
            Ok(())
        })?;
    }

    /// Whoever is named where every place decides, or votes, does not decide on his own matter.
    #[test]
    fn named_deciders_are_kept_apart(steps in steps(), moves in moves()) {
        any_course(&steps, &moves, |world, _, _| {
            let own = [world.matter.applicant, world.matter.subject];
            for task in world.matter.of_round().filter(|task| task.is_open() && World::judges(&world.matter, task)) {
                prop_assert!(!own.contains(&task.assignee), "{:#?}", task);
            }
            Ok(())
        })?;
    }

    /// Once a matter has followed its deciders, looking for them again changes nothing.
    #[test]
    fn deciders_are_found_once(steps in steps(), moves in moves()) {
        any_course(&steps, &moves, |world, _, done| {
            let resolve = Command::Resolve { because: Because::Duty, holds_open: true };
            let again = decide(&world.matter, resolve, &world.office).unwrap_or_default();
            prop_assert!(again.is_empty(), "{:#?} after {:#?}", again, done.events);
            Ok(())
        })?;
    }

    /// Nobody signs after a decision of his own, in another one's name neither.
    #[test]
    fn nobody_signs_behind_himself(steps in steps(), moves in moves()) {
        any_course(&steps, &moves, |world, _, _| {
            for signed in world.matter.tasks.iter().filter(|task| task.is_added() && task.is_done()) {
                let decided = signed.parent.and_then(|id| world.matter.task(id)).filter(|task| task.is_done());
                prop_assert!(decided.is_none_or(|decided| decided.done_by != signed.done_by), "{:#?}", signed);
            }
            Ok(())
        })?;
    }

    /// What only holds a place open asks nobody.
    #[test]
    fn a_place_that_nobody_holds_asks_nobody(steps in steps(), moves in moves()) {
        any_course(&steps, &moves, |world, _, _| {
            for task in world.matter.tasks.iter().filter(|task| task.is_unheld) {
                prop_assert!(!task.is_open() && task.done_by.is_none(), "{:#?}", task);
            }
            Ok(())
        })?;
    }

    /// Due dates are put off, never drawn nearer.
    #[test]
    fn a_deferral_draws_nothing_nearer(steps in steps(), moves in moves(), days in 0_i64..30) {
        any_course(&steps, &moves, |world, _, _| {
            let until = Moment(world.office.now.0 + days * 86_400);
            let by = world.matter.id;
            for event in decide(&world.matter, Command::Defer { until, by }, &world.office).into_iter().flatten() {
                let Event::DueSet { task, due } = event else { continue };
                prop_assert!(world.matter.task(task).is_some_and(|task| task.due.is_some_and(|before| before < due)));
            }
            Ok(())
        })?;
    }

    /// Each due date that is put off is told, from what to what and by which matter.
    #[test]
    fn a_deferral_is_told(steps in steps(), moves in moves(), days in 0_i64..30) {
        any_course(&steps, &moves, |world, _, _| {
            let (until, by) = (Moment(world.office.now.0 + days * 86_400), world.matter.id);
            let events = decide(&world.matter, Command::Defer { until, by }, &world.office).unwrap_or_default();
            let set = events.iter().filter_map(|event| match event {
                Event::DueSet { task, .. } => world.matter.task(*task).and_then(|task| Some((task.title.clone(), task.due?))),
                _ => None,
            });
            let told = events.iter().filter_map(|event| match event {
                Event::Deferred { step, before, until: to, by: teller } if (*to, *teller) == (until, by) => Some((step.clone(), *before)),
                _ => None,
            });
            let (set, told) = (set.collect::<BTreeSet<_>>(), told.collect::<Vec<_>>());
            prop_assert_eq!(told.len(), set.len());
            prop_assert_eq!(told.into_iter().collect::<BTreeSet<_>>(), set);
            Ok(())
        })?;
    }

    /// Of all due dates of a step the earliest counts, and overseers add no step.
    #[test]
    fn the_earliest_due_date_counts(own in vec(any::<u8>(), 1..4), set in vec((any::<u8>(), any::<u8>()), 0..6)) {
        let due = |days: u8| Due { clause: "1".to_owned(), within: Span::On(i32::from(days)) };
        let mut route = super::office::route(&own.iter().map(|days| (0, 0, *days)).collect::<Vec<_>>());
        for (step, days) in route.steps.iter_mut().zip(&own) {
            step.due = Some(due(*days));
        }
        let deadline = |(step, days): &(u8, u8)| Deadline { step: Some(format!("step-{}", step % 3)), due: due(*days) };
        let overseer = guiju_model::Route { deadlines: set.iter().map(deadline).collect(), ..super::office::route(&[(0, 0, 0)]) };
        let when = |span: Span| match span { Span::On(day) => Date(day).at(0), _ => Moment(0) };
        let answers = [("owner", "owner".to_owned(), route), ("overseer", "overseer".to_owned(), overseer)];
        let merged = super::super::RoutePlan::merged(answers, when);
        prop_assert_eq!(merged.route.steps.len(), own.len());
        for (index, (step, days)) in merged.route.steps.iter().zip(&own).enumerate() {
            let mine = set.iter().filter(|(step, _)| usize::from(step % 3) == index).map(|(_, days)| *days);
            let earliest = mine.chain([*days]).min().map(|days| when(due(days).within));
            prop_assert_eq!(step.due.as_ref().map(|due| when(due.within)), earliest);
        }
    }
}

/// Whether a rejection is about the person to whom something would be handed on.
fn about_the_person(why: &Rejection) -> bool {
    use Refusal as R;
    matches!(
        why,
        Rejection::Act(
            R::FilerHasLeft { .. }
                | R::PersonNotHere
                | R::PersonIsYourself
                | R::PersonIsParty
                | R::PersonIsConcerned
                | R::PersonDecidedBefore
        ) | Rejection::Decision(Decision::HoldsAnotherPlace { .. })
    )
}

/// The properties hold of the courses that are reached, so these must be many.
#[test]
fn courses_reach_every_end() {
    use proptest::{
        strategy::ValueTree,
        test_runner::{Config, TestRunner},
    };
    let mut runner = TestRunner::new_with_rng(
        Config::default(),
        proptest::test_runner::TestRng::deterministic_rng(proptest::test_runner::RngAlgorithm::ChaCha),
    );
    let (mut ends, mut states) = (BTreeSet::new(), BTreeSet::new());
    for _ in 0..2000 {
        let Ok(tree) = (steps(), moves()).new_tree(&mut runner) else { continue };
        let (steps, moves) = tree.current();
        let Some(mut world) = World::filed(&steps, (0, 1)) else { continue };
        for one in moves {
            world.happens(one);
            ends.insert(world.matter.status);
            states.extend(world.matter.tasks.iter().map(|task| (task.kind, task.state)));
        }
    }
    assert_eq!(ends.len(), MatterStatus::ALL.len());
    for kind in [TaskKind::Decide, TaskKind::Vote, TaskKind::File, TaskKind::Advise, TaskKind::Correct] {
        assert!(states.contains(&(kind, TaskState::Done)), "{kind}");
    }
    for state in TaskState::ALL {
        assert!(states.iter().any(|(_, reached)| *reached == state), "{state}");
    }
}

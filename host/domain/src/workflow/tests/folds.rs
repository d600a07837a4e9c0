//! A matter follows from its stored events, and an event that was stored once is read for good.

use super::{
    properties::{moves, steps},
    world::World,
};
use crate::{
    MatterId,
    workflow::{Event, Fold, FoldError, Matter, Moved, MovedBody},
};
use proptest::prelude::*;
use serde::Deserialize;
use std::collections::BTreeSet;

/// The names of all events that are stored. A name stays for good.
const STORED: [&str; 25] = [
    "filed",
    "stood",
    "asked",
    "finished",
    "cancelled",
    "put_off",
    "turned",
    "waits",
    "follows",
    "renamed",
    "lies_with",
    "ended",
    "emptied",
    "due_set",
    "returned",
    "resubmitted",
    "round_begun",
    "withdrawn",
    "refused",
    "reminded",
    "numbered",
    "recounted",
    "laid",
    "completed",
    "versioned",
];

/// The matter that stored events give.
fn folded(events: &[Event<u8>]) -> Result<Option<Matter<u8>>, String> {
    let moved = Moved { matter: MatterId::new(1), events: events.to_vec() };
    let text = serde_json::to_string(&crate::Recorded::of(&moved)).map_err(|why| why.to_string())?;
    let body: MovedBody<u8> = serde_json::from_str(&text).map_err(|why| why.to_string())?;
    let mut fold = Fold::default();
    fold.go_on(&body).map_err(|why| why.to_string())?;
    Ok(fold.matter())
}

proptest! {
    /// After each command the stored events, written and read again, give the matter as it stands.
    #[test]
    fn a_matter_follows_from_its_events(steps in steps(), moves in moves()) {
        let Some(mut world) = World::filed(&steps, (0, 1)) else { return Ok(()) };
        let holds = |world: &World| {
            prop_assert_eq!(folded(&world.stored), Ok(Some(world.matter.clone().at_rest())));
            Ok(())
        };
        holds(&world)?;
        for one in moves {
            world.happens(one);
            holds(&world)?;
        }
    }

    /// A matter of an earlier version begins as it stood, and goes on by its events.
    #[test]
    fn a_matter_goes_on_from_how_it_stood(steps in steps(), before in moves(), after in moves()) {
        let Some(mut world) = World::filed(&steps, (0, 1)) else { return Ok(()) };
        for one in before {
            world.happens(one);
        }
        world.stored = vec![Event::Stood(Box::new(world.matter.clone().at_rest()))];
        for one in after {
            world.happens(one);
        }
        prop_assert_eq!(folded(&world.stored), Ok(Some(world.matter.clone().at_rest())));
    }
}

/// What was stored, with its name.
#[derive(Deserialize)]
struct Example {
    /// The version of the body in which it was stored.
    v: u32,
    /// The event.
    event: serde_json::Value,
}

fn name(event: &serde_json::Value) -> String {
    let key = event.as_object().and_then(|object| object.keys().next()).map(String::as_str);
    key.or(event.as_str()).unwrap_or_default().to_owned()
}

/// One event of each name in each version that a server has written. Examples are added, never changed.
#[test]
fn every_event_that_was_stored_is_read() -> Result<(), serde_json::Error> {
    let examples: Vec<Example> = serde_json::from_str(include_str!("stored.json"))?;
    let mut read = BTreeSet::new();
    for Example { v, event } in examples {
        let name = name(&event);
        let known: Event<serde_json::Value> = serde_json::from_value(event.clone())?;
        let again = serde_json::to_value(&known)?;
        assert!(tells(&again, &event), "{name}: {event} is read as {again}");
        read.insert((v, name));
    }
    for stored in STORED {
        assert!(read.contains(&(1, stored.to_owned())), "there is no example of {stored}");
    }
    Ok(())
}

/// Whether a value says all that another one says; it may say more.
fn tells(all: &serde_json::Value, some: &serde_json::Value) -> bool {
    match (all, some) {
        (serde_json::Value::Object(all), serde_json::Value::Object(some)) => {
            some.iter().all(|(name, value)| all.get(name).is_some_and(|found| tells(found, value)))
        }
        (serde_json::Value::Array(all), serde_json::Value::Array(some)) => {
            all.len() == some.len() && all.iter().zip(some).all(|(all, some)| tells(all, some))
        }
        (all, some) => all == some,
    }
}

/// Every event that changes a matter is stored under one of the names, and every name but those of single examples is met.
#[test]
fn no_event_is_stored_under_another_name() {
    use proptest::{
        strategy::ValueTree,
        test_runner::{Config, RngAlgorithm, TestRng, TestRunner},
    };
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let mut met = BTreeSet::new();
    for _ in 0..1000 {
        let Ok(tree) = (steps(), moves()).new_tree(&mut runner) else { continue };
        let (steps, moves) = tree.current();
        let Some(mut world) = World::filed(&steps, (0, 1)) else { continue };
        for one in moves {
            world.happens(one);
        }
        met.extend(world.stored.iter().map(|event| name(&serde_json::json!(event))));
    }
    let known = STORED.map(str::to_owned).into_iter().collect::<BTreeSet<_>>();
    assert!(met.is_subset(&known), "{:?}", met.difference(&known).collect::<Vec<_>>());
    let never = known.difference(&met).map(String::as_str).collect::<Vec<_>>();
    assert_eq!(never, ["stood"], "these were not met");
}

#[test]
fn events_without_a_beginning_give_no_matter() -> Result<(), serde_json::Error> {
    let body: MovedBody<u8> = serde_json::from_str(r#"{ "v": 1, "events": ["withdrawn"] }"#)?;
    assert_eq!(Fold::default().go_on(&body), Err(FoldError::NoBeginning));
    let later: MovedBody<u8> = serde_json::from_str(r#"{ "v": 2, "events": [] }"#)?;
    assert_eq!(Fold::default().go_on(&later), Err(FoldError::Version(2)));
    Ok(())
}

//! Tests of what erasing leaves in the chain: a hole is accepted once an event names it, and no other.

use super::{ErasedEvents, count_results, empty_events, forget_salts, put_back};
use crate::{
    Event, Pool, UnitOfWork, departments, offices, open,
    round_trips::person,
    row_digests::{RowFaultKind, verify},
    sql::{Statement, written},
    walk,
};
use guiju_domain::{
    DepartmentId, DueTerm, ErasureId, MatterId, OfficeId, PersonId, RequestId,
    events::{retention::Erased, rows::Untold},
};
use guiju_model::Moment;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

const OFFICE: OfficeId = OfficeId::new(1);
const NOW: Moment = Moment(1_700_000_000);
const MATTER: MatterId = MatterId::new(5);

/// An office with three events, the second one of a matter.
async fn office() -> (tempfile::TempDir, Pool) {
    let folder = tempfile::tempdir().unwrap();
    let pool = open(None, folder.path()).await.unwrap();
    offices::create(&pool, "某局", &[(2026, "text")]).await.unwrap();
    let mut first = change(&pool).await;
    for matter in [None, Some(MATTER), None] {
        first.event(Event { matter, kind: "filed", by: None, body: serde_json::json!({ "reason": "带状疱疹" }) });
    }
    first.commit().await.unwrap();
    (folder, pool)
}

async fn change(pool: &Pool) -> UnitOfWork {
    let turn = Arc::new(tokio::sync::Mutex::new(())).lock_owned().await;
    UnitOfWork::begin(pool, turn, OFFICE, (NOW.0, NOW)).await.unwrap()
}

async fn broken_at(pool: &Pool) -> Option<i64> {
    walk(&mut pool.acquire().await.unwrap(), OFFICE, &BTreeSet::new()).await.unwrap().broken_at
}

fn erased(events: ErasedEvents) -> Erased {
    let (request, by) = (RequestId::new(2), PersonId::new(3));
    Erased {
        erasure: ErasureId::new(1),
        request,
        asked_by: by,
        confirmed_by: None,
        years: 10,
        own: BTreeMap::new(),
        matters: vec![(MATTER, None)],
        events: events.all,
        remains: events.remains,
        rows: Vec::new(),
        files: Vec::new(),
        people: Vec::new(),
        names: Vec::new(),
        ended_early: None,
    }
}

const fn sealed_all(all: Vec<i64>) -> ErasedEvents {
    ErasedEvents { all, remains: Vec::new() }
}

fn sealed(seq: i64) -> ErasedEvents {
    sealed_all(vec![seq])
}

async fn by_hand(pool: &Pool, statement: &'static str) {
    Statement::of_sqlite(statement).run(pool).await.unwrap();
}

/// An event that was told of before it was emptied is a hole that nobody has named: whoever empties it later cannot rely on what was
/// said of another.
#[tokio::test]
async fn a_hole_is_named_by_a_later_event() {
    let (_folder, pool) = office().await;
    let mut telling = change(&pool).await;
    telling.record(None, &erased(sealed(5))).unwrap();
    telling.commit().await.unwrap();
    let mut later = change(&pool).await;
    later.event(Event {
        matter: Some(MATTER),
        kind: "decided",
        by: None,
        body: serde_json::json!({ "opinion": "同意" }),
    });
    later.commit().await.unwrap();
    assert_eq!(broken_at(&pool).await, None);
    by_hand(&pool, "UPDATE events SET body_hash = hash, salt = NULL, body = '' WHERE seq = 5").await;
    assert_eq!(broken_at(&pool).await, Some(5));
}

/// A body that stands there again, with its salt, fits the chain, but is found.
#[tokio::test]
async fn what_is_put_back_is_found() {
    let (_folder, pool) = office().await;
    by_hand(&pool, "CREATE TABLE copied AS SELECT salt, body FROM events WHERE seq = 2").await;
    let mut change = change(&pool).await;
    let events = empty_events(&mut change, &[MATTER]).await.unwrap();
    change.record(None, &erased(events)).unwrap();
    change.commit().await.unwrap();
    let back = async || put_back(&mut pool.acquire().await.unwrap(), OFFICE).await.unwrap();
    assert_eq!(back().await, Vec::<i64>::new());
    by_hand(
        &pool,
        "UPDATE events SET body_hash = NULL, salt = (SELECT salt FROM copied), body = (SELECT body FROM copied) WHERE seq = 2",
    )
    .await;
    assert_eq!((broken_at(&pool).await, back().await), (None, vec![2]));
}

/// Deletes the department that was entered, and forgets the salts if it is to be erased.
async fn deleted(pool: &Pool, department: DepartmentId, is_erased: bool) {
    let mut change = change(pool).await;
    written!("DELETE FROM departments WHERE office_id = $1 AND id = $2")
        .bind(OFFICE)
        .bind(department)
        .write(&mut change)
        .await
        .unwrap();
    if is_erased {
        forget_salts(&mut change).await.unwrap();
        change.record(None, &erased(sealed_all(Vec::new()))).unwrap();
    } else {
        change.untold(Untold::Reminder);
    }
    change.commit().await.unwrap();
}

/// A salt may be gone only of a row that an erasure has removed; also of one that is there no more.
#[tokio::test]
async fn a_salt_is_gone_only_with_what_was_erased() {
    for is_erased in [true, false] {
        let (_folder, pool) = office().await;
        let mut first = change(&pool).await;
        let departments = [first.id::<DepartmentId>(), first.id::<DepartmentId>()];
        for (department, name) in departments.into_iter().zip(["财务科", "办公室"]) {
            departments::insert(&mut first, department, name).await.unwrap();
        }
        first.untold(Untold::Reminder);
        first.commit().await.unwrap();
        deleted(&pool, departments[0], is_erased).await;
        let faults = async || {
            let verified = verify(&mut pool.acquire().await.unwrap(), OFFICE).await.unwrap();
            verified.faults.into_iter().map(|fault| (fault.table, fault.key.concat(), fault.kind)).collect::<Vec<_>>()
        };
        assert_eq!(faults().await, Vec::new());
        by_hand(&pool, "UPDATE row_digests SET salt = NULL WHERE tab = 'departments'").await;
        let mut expected = vec![("departments", departments[1].to_string(), RowFaultKind::Altered)];
        if !is_erased {
            expected.push(("departments", departments[0].to_string(), RowFaultKind::Unsalted));
        }
        assert_eq!(faults().await, expected);
    }
}

#[tokio::test]
async fn a_hole_must_be_named() {
    let (_folder, pool) = office().await;
    let mut silent = change(&pool).await;
    let events = empty_events(&mut silent, &[MATTER]).await.unwrap();
    assert_eq!(events, sealed(2));
    silent.commit().await.unwrap();
    assert_eq!(broken_at(&pool).await, Some(2), "nobody has said that it was erased");
    let mut other = change(&pool).await;
    other.record(None, &erased(sealed(1))).unwrap();
    other.commit().await.unwrap();
    assert_eq!(broken_at(&pool).await, Some(2), "another event was named");
    let mut telling = change(&pool).await;
    telling.record(None, &erased(sealed(2))).unwrap();
    telling.commit().await.unwrap();
    assert_eq!(broken_at(&pool).await, None);
}

/// What stands beside the body is still covered; a body that is put back beside the hash is a break, and so is one of a hole's links
/// that was taken away.
#[tokio::test]
async fn a_hole_covers_what_is_left() {
    for statement in [
        "UPDATE events SET kind = 'decided' WHERE seq = 2",
        "UPDATE events SET body = '{}' WHERE seq = 2",
        "UPDATE events SET body_hash = NULL WHERE seq = 2",
        "UPDATE events SET body_hash = hash WHERE seq = 2",
        "UPDATE events SET salt = NULL, body = '' WHERE seq = 4",
        "UPDATE events SET salt = NULL, body = '' WHERE seq = 3",
    ] {
        let (_folder, pool) = office().await;
        let mut change = change(&pool).await;
        let events = empty_events(&mut change, &[MATTER]).await.unwrap();
        change.record(None, &erased(events)).unwrap();
        change.commit().await.unwrap();
        assert_eq!(broken_at(&pool).await, None);
        Statement::of_sqlite(statement).run(&pool).await.unwrap();
        assert!(broken_at(&pool).await.is_some(), "{statement}");
    }
}

/// An office whose chain holds events as an earlier version wrote them, without salts: each with its matter, doer, kind and body.
async fn earlier(events: &[(Option<MatterId>, Option<i64>, &str, &str)]) -> (tempfile::TempDir, Pool) {
    let folder = tempfile::tempdir().unwrap();
    let pool = open(None, folder.path()).await.unwrap();
    offices::create(&pool, "某局", &[(2026, "text")]).await.unwrap();
    let (mut seq, mut hash) = (0, String::new());
    for (matter, by, kind, body) in events.iter().copied() {
        seq += 1;
        let matter = matter.map(MatterId::number);
        let plain = crate::events::Body::Plain(body);
        let event = crate::events::Hashed { seq, matter, kind, at: NOW.0, utc: None, by, body: plain, rows: None };
        hash = event.behind(&hash);
        Statement::of_sqlite(
            "INSERT INTO events (office_id, seq, matter_id, by_id, kind, at, body, hash) VALUES (1, $1, $2, $3, $4, $5, $6, $7)",
        )
        .bind(seq)
        .bind(matter)
        .bind(by)
        .bind(kind)
        .bind(NOW.0)
        .bind(body)
        .bind(&hash)
        .run(&pool)
        .await
        .unwrap();
    }
    let head = "UPDATE offices SET chain_seq = $1, chain_hash = $2, events_indexed = $1 WHERE id = 1";
    Statement::of_sqlite(head).bind(seq).bind(&hash).run(&pool).await.unwrap();
    // As the migration that made the index found them.
    by_hand(
        &pool,
        "INSERT INTO event_subjects (office_id, thing, subject, at, seq)
         SELECT 1, 'person', CAST(by_id AS TEXT), at, seq FROM events WHERE by_id IS NOT NULL
         UNION ALL SELECT 1, 'theme', 'other', at, seq FROM events WHERE matter_id IS NULL",
    )
    .await;
    (folder, pool)
}

/// Three people who left.
async fn left(pool: &Pool) -> [PersonId; 3] {
    by_hand(pool, "INSERT INTO departments (office_id, id, name) VALUES (1, 11, '办公室')").await;
    by_hand(
        pool,
        "INSERT INTO people (office_id, id, name, department_id, attributes, active, left_on)
         SELECT 1, value, '慕容' || value, 11, '{}', 0, 1 FROM json_each('[12, 13, 14]')",
    )
    .await;
    [12, 13, 14].map(PersonId::new)
}

/// What the baseline wrote of a person is emptied, although no index says whom it is about; whom it names as the holder of a post keeps the
/// name, and so does whoever entered somebody else.
#[tokio::test]
async fn people_of_the_baseline() {
    let person = r#"{"attributes":{},"department":"办公室","left":false,"name":"慕容12","person":12}"#;
    let post = r#"{"holder":13,"id":null,"title":"主任"}"#;
    let (_folder, pool) = earlier(&[(None, Some(14), "person", person), (None, Some(2), "post", post)]).await;
    let people = left(&pool).await;
    let [one, holder, enterer] = people;
    let named = async || super::named(&mut pool.acquire().await.unwrap(), OFFICE, &people).await.unwrap();
    assert_eq!(named().await, BTreeSet::from([holder, enterer]));
    let mut change = change(&pool).await;
    let events = super::erase_people(&mut change, &[one, holder]).await.unwrap();
    assert_eq!((events.all.as_slice(), events.remains.len()), ([1].as_slice(), 1));
    super::forget_people(&mut change, &people).await.unwrap();
    change.record(None, &erased(events)).unwrap();
    change.commit().await.unwrap();
    assert_eq!(named().await, BTreeSet::from([holder]), "the link of an emptied event names nobody");
    assert_eq!(broken_at(&pool).await, None);
    let bodies = Statement::of_sqlite("SELECT body FROM events").values::<String>(&pool).await.unwrap();
    assert!(!bodies.concat().contains("慕容"), "{bodies:?}");
}

/// A name stays as long as a field shows it.
#[tokio::test]
async fn a_name_stays_where_a_field_shows_it() {
    let moved = r#"{"task":{"content":{"with":[13]}}}"#;
    let (_folder, pool) = earlier(&[(Some(MATTER), None, "moved", moved)]).await;
    let people = left(&pool).await;
    let record =
        "INSERT INTO records (office_id, id, regulation, form, starts, ends, content, status, summary, entered_at)
        VALUES (1, 20, 'r', 'f', 0, 0, '{\"rows\":[{\"who\":12}],\"said\":\"14\"}', 'completed', '', 0)";
    by_hand(&pool, record).await;
    let named = super::named(&mut pool.acquire().await.unwrap(), OFFICE, &people).await.unwrap();
    assert_eq!(named, people[..2].iter().copied().collect());
}

/// An event of an earlier version has no salt: its hash covers its body, and is held by the event behind it once that is gone.
#[tokio::test]
async fn a_hole_of_an_earlier_version() {
    let (_folder, pool) = earlier(&[(Some(MATTER), None, "filed", "{}")]).await;
    assert_eq!(broken_at(&pool).await, None);
    let mut change = change(&pool).await;
    let events = empty_events(&mut change, &[MATTER]).await.unwrap();
    assert_eq!((events.all.as_slice(), events.remains.len()), ([1].as_slice(), 1));
    change.record(None, &erased(events)).unwrap();
    change.commit().await.unwrap();
    let walk = walk(&mut pool.acquire().await.unwrap(), OFFICE, &BTreeSet::new()).await.unwrap();
    assert_eq!((walk.broken_at, walk.erased, walk.erased_plain), (None, 1, 1));
    // Its own hash does not cover what remains of it any more: the event of the erasure does.
    for statement in [
        "UPDATE events SET kind = 'decided' WHERE seq = 1",
        "UPDATE events SET matter_id = 6 WHERE seq = 1",
        "UPDATE events SET by_id = 1 WHERE seq = 1",
    ] {
        by_hand(&pool, "UPDATE events SET kind = 'filed', matter_id = 5, by_id = NULL WHERE seq = 1").await;
        assert_eq!(broken_at(&pool).await, None);
        by_hand(&pool, statement).await;
        assert_eq!(broken_at(&pool).await, Some(1), "{statement}");
    }
}

/// A penalty by which something is still suspended stays, for as long as it is.
#[tokio::test]
async fn a_penalty_stays_while_it_suspends() {
    let (_folder, pool) = office().await;
    let mut first = change(&pool).await;
    departments::insert(&mut first, DepartmentId::new(1), "一室").await.unwrap();
    person(&mut first, 1, None).await;
    first.untold(Untold::Reminder);
    first.commit().await.unwrap();
    by_hand(
        &pool,
        "INSERT INTO proposals (office_id, id, person_id, starts, ends, clauses, measure, decided_by, evidence, explanation, state,
         proposed_at) VALUES (1, 9, 1, 10, 20, '[\"rules#1\"]', '{}', 'r', '[]', 'e', 'confirmed', 0)",
    )
    .await;
    by_hand(
        &pool,
        "INSERT INTO suspensions (office_id, id, regulation, privilege, clause, person_id, starts, reason, proposal_id)
         VALUES (1, 10, 'rules', 'rooms', '1', 1, 0, 'r', 9)",
    )
    .await;
    let term = DueTerm { regulation: "rules".to_owned(), years: 1, before: Moment(100 * 86_400), assessed: None };
    let due =
        async || count_results(&mut pool.acquire().await.unwrap(), OFFICE, std::slice::from_ref(&term)).await.unwrap();
    assert_eq!(due().await, 0, "it has no end");
    by_hand(&pool, "UPDATE suspensions SET ends = 8640001 WHERE id = 10").await;
    assert_eq!(due().await, 0, "it ends later than the term");
    by_hand(&pool, "UPDATE suspensions SET ends = 8639999 WHERE id = 10").await;
    assert_eq!(due().await, 1);
}

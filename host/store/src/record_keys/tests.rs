//! What is looked up is noted for every server, and older records are made to be found, on SQLite.

use super::{Lookups, NotedLookup, all, complete};
use crate::{
    Pool, UnitOfWork, departments,
    records::{self, NewRecord, RecordSource},
    round_trips::{OFFICE, change, office, person},
    sql::sql,
};
use guiju_domain::{DepartmentId, MatterId, PersonId, RecordId, RecordStatus, events::rows::Untold, matters::Summary};
use guiju_model::{Choice, Moment, Period, TextLimits, ValueKind};
use serde_json::{Value, json};
use std::sync::Arc;

fn choice(values: &[&str]) -> ValueKind {
    let choice = |value: &&str| Choice { value: (*value).to_owned(), label: (*value).to_owned() };
    ValueKind::Choice(values.iter().map(choice).collect())
}

/// What a regulation looks up whose field `sort` was called `kind`.
fn lookups(kind: &ValueKind) -> Lookups {
    let mut lookups = Lookups::default();
    let noted = NotedLookup {
        regulation: "rules".to_owned(),
        form: "leave".to_owned(),
        field: "sort".to_owned(),
        reading: json!({ "kind": kind, "was": ["kind"] }).to_string(),
        is_complete: false,
    };
    lookups.take_over(&noted).unwrap();
    lookups
}

async fn insert(change: &mut UnitOfWork, content: Value) -> RecordId {
    let record = NewRecord {
        regulation: "rules",
        form: "leave",
        person: PersonId::new(1),
        department: DepartmentId::new(1),
        occurs: Period { from: Moment(1), to: Moment(2) },
        content: content.as_object().unwrap(),
        status: RecordStatus::Completed,
        summary: &Summary::new("一条"),
        number: None,
        source: RecordSource::EnteredBy(MatterId::new(1)),
    };
    records::insert(change, &record).await.unwrap()
}

/// Values and numbers of the keys that stand, by record.
async fn keys(pool: &Pool) -> Vec<String> {
    let keys = sql!(
        "SELECT field || ' ' || value || ' ' || COALESCE(CAST(number AS TEXT), '-') FROM record_keys
         WHERE office_id = $1 AND regulation = 'rules' AND form = 'leave' AND field = 'sort' ORDER BY record_id"
    );
    keys.bind(OFFICE).values(pool).await.unwrap()
}

/// Notes and completes what is looked up; whether anything was noted anew.
async fn completed(pool: &Pool, lookups: &Lookups, lacks: bool) -> bool {
    let noted = all(pool).await.unwrap().into_iter().map(|one| one.row.unwrap()).collect::<Vec<_>>();
    complete(pool, OFFICE, lookups, (&noted.iter().collect::<Vec<_>>(), lacks)).await.unwrap().is_some()
}

async fn commit(mut change: UnitOfWork) {
    change.untold(Untold::Reminder);
    change.commit().await.unwrap();
}

#[tokio::test]
async fn a_server_without_the_package_writes_its_keys() {
    let (_folder, pool) = office("noted").await;
    let mut first = change(&pool).await;
    departments::insert(&mut first, DepartmentId::new(1), "一室").await.unwrap();
    person(&mut first, 1, None).await;
    insert(&mut first, json!({ "kind": "sick" })).await;
    insert(&mut first, json!({ "sort": "annual" })).await;
    commit(first).await;
    assert_eq!(keys(&pool).await, Vec::<String>::new());

    // Records from before are found, by the names that their fields have today.
    let declared = lookups(&choice(&["annual", "sick"]));
    assert!(completed(&pool, &declared, false).await);
    assert_eq!(keys(&pool).await, ["sort sick 1", "sort annual 0"]);
    assert!(!completed(&pool, &declared, false).await, "nothing is left");

    // A server that has no package at all knows from the database what is looked up.
    let mut known = Lookups::default();
    for noted in all(&pool).await.unwrap() {
        known.take_over(&noted.row.unwrap()).unwrap();
    }
    let mut later = change(&pool).await;
    later.look_up(Arc::new(known));
    insert(&mut later, json!({ "sort": "sick" })).await;
    commit(later).await;
    assert_eq!(keys(&pool).await, ["sort sick 1", "sort annual 0", "sort sick 1"]);
}

#[tokio::test]
async fn values_that_are_read_in_another_way_are_written_anew() {
    let (_folder, pool) = office("anew").await;
    let mut first = change(&pool).await;
    departments::insert(&mut first, DepartmentId::new(1), "一室").await.unwrap();
    person(&mut first, 1, None).await;
    first.look_up(Arc::new(lookups(&choice(&["annual", "sick"]))));
    insert(&mut first, json!({ "sort": "sick" })).await;
    commit(first).await;
    completed(&pool, &lookups(&choice(&["annual", "sick"])), false).await;
    // A server that lacks packages may know an earlier version alone: it changes nothing.
    let turned = lookups(&choice(&["sick", "annual"]));
    assert!(!completed(&pool, &turned, true).await);
    assert_eq!(keys(&pool).await, ["sort sick 1"]);
    assert!(completed(&pool, &turned, false).await);
    assert_eq!(keys(&pool).await, ["sort sick 0"]);
    assert!(completed(&pool, &lookups(&ValueKind::Text(TextLimits { max_chars: 10 })), false).await);
    assert_eq!(keys(&pool).await, ["sort sick -"]);
}

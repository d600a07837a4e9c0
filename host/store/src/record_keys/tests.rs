//! What is looked up is noted for every server, and older records are made to be found, on SQLite.

use super::{Lookups, NotedLookup, all, complete};
use crate::{
    Pool, UnitOfWork, departments, offices,
    records::{self, NewRecord, RecordSource},
    round_trips::{OFFICE, change, office, person},
    sql::sql,
};
use guiju_domain::{DepartmentId, MatterId, PersonId, RecordId, RecordStatus, events::rows::Untold, matters::Summary};
use guiju_model::{Choice, Moment, Period, TextLimits, ValueKind};
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) fn choice(values: &[&str]) -> ValueKind {
    let choice = |value: &&str| Choice { value: (*value).to_owned(), label: (*value).to_owned() };
    ValueKind::Choice(values.iter().map(choice).collect())
}

/// That a regulation looks up its field `sort`, which was called `kind`.
pub(super) fn noted(kind: &ValueKind) -> NotedLookup {
    NotedLookup {
        regulation: "rules".to_owned(),
        form: "leave".to_owned(),
        field: "sort".to_owned(),
        reading: json!({ "kind": kind, "was": ["kind"] }).to_string(),
        is_complete: false,
    }
}

/// What such a regulation looks up.
pub(super) fn lookups(kind: &ValueKind) -> Lookups {
    let mut lookups = Lookups::default();
    lookups.take_over(&noted(kind), false).unwrap();
    lookups
}

pub(super) async fn insert(change: &mut UnitOfWork, content: Value) -> RecordId {
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

/// Values and numbers of the keys that stand of a field, by record.
pub(super) async fn keys_of(pool: &Pool, field: &str) -> Vec<String> {
    let keys = sql!(
        "SELECT field || ' ' || value || ' ' || COALESCE(CAST(number AS TEXT), '-') FROM record_keys
         WHERE office_id = $1 AND regulation = 'rules' AND form = 'leave' AND field = $2 ORDER BY record_id"
    );
    keys.bind(OFFICE).bind(field).values(pool).await.unwrap()
}

pub(super) async fn keys(pool: &Pool) -> Vec<String> {
    keys_of(pool, "sort").await
}

pub(super) async fn noted_now(pool: &Pool) -> Vec<NotedLookup> {
    all(pool).await.unwrap().into_iter().map(|one| one.row.unwrap()).collect()
}

/// Notes and completes what is looked up; whether anything was noted anew.
pub(super) async fn completed(pool: &Pool, lookups: &Lookups) -> bool {
    let version = offices::policy_version(pool, OFFICE).await.unwrap();
    let noted = noted_now(pool).await;
    let stands = complete(pool, OFFICE, lookups, (&noted.iter().collect::<Vec<_>>(), version)).await.unwrap();
    stands.unwrap() > version
}

pub(super) async fn commit(mut change: UnitOfWork) {
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
    assert!(completed(&pool, &declared).await);
    assert_eq!(keys(&pool).await, ["sort sick 1", "sort annual 0"]);
    assert!(!completed(&pool, &declared).await, "nothing is left");

    // A server that has no package at all knows from the database what is looked up.
    let mut known = Lookups::default();
    for noted in noted_now(&pool).await {
        known.take_over(&noted, false).unwrap();
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
    completed(&pool, &lookups(&choice(&["annual", "sick"]))).await;
    let turned = lookups(&choice(&["sick", "annual"]));
    assert!(completed(&pool, &turned).await);
    assert_eq!(keys(&pool).await, ["sort sick 0"]);
    assert!(completed(&pool, &lookups(&ValueKind::Text(TextLimits { max_chars: 10 }))).await);
    assert_eq!(keys(&pool).await, ["sort sick -"]);
}

//! What is looked up is noted for every server, and older records are made to be found, on SQLite.

use super::{Lookups, NotedLookup, all, complete};
use crate::{
    Pool, UnitOfWork, departments, offices,
    records::{self, NewRecord, RecordSource},
    round_trips::{OFFICE, change, office, person},
    sql::sql,
};
use guiju_domain::{DepartmentId, MatterId, PersonId, RecordId, RecordStatus, events::rows::Untold, matters::Summary};
use guiju_model::{
    Alike, Choice, FieldKind, Manifest, Matching, Moment, Operand, Period, Read, Scope, ValueKind, Window,
};
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc};

pub(super) fn choice(values: &[&str]) -> ValueKind {
    let choice = |value: &&str| Choice { value: (*value).to_owned(), label: (*value).to_owned() };
    ValueKind::Choice(values.iter().map(choice).collect())
}

/// A regulation that looks up `sort` of `rules/leave`.
pub(super) fn reader() -> Manifest {
    looking_up("sort")
}

/// A regulation that looks up a field of `rules/leave`.
pub(super) fn looking_up(field: &str) -> Manifest {
    let operand = Operand::Values(vec!["\"sick\"".to_owned()]);
    let matching = vec![Matching { field: field.to_owned(), alike: Alike::Same, operand }];
    let read = Read { matching, ..Read::new("rules/leave", Scope::Office, Window::Always) };
    let id = format!("reader-of-{field}");
    Manifest { id, reads: vec![("note".to_owned(), vec![read])], ..Manifest::default() }
}

/// A version of the owner whose form has this field.
pub(super) fn owner(name: &str, kind: ValueKind, was: &[&str]) -> Manifest {
    let field = json!({ "name": name, "label": "类别", "required": false, "shown_when": [], "sensitive": false,
        "kind": FieldKind::Single(kind), "was": was });
    let filing = json!({ "by": "anyone", "on_behalf": "nobody", "imports": [] });
    let form = json!({ "id": "leave", "title": "请假单", "clause": "1", "summary": "一条", "filing": filing,
        "sections": [{ "title": null, "fields": [field] }], "seen_by": "nobody", "closed_when": [], "held_by": [], "copies": [], "synonyms": [] });
    let form = serde_json::from_value(form).unwrap();
    Manifest { id: "rules".to_owned(), forms: vec![form], ..Manifest::default() }
}

/// The version of the owner whose field `sort`, which was called `kind`, is of this kind.
pub(super) fn sorted(kind: ValueKind) -> Manifest {
    owner("sort", kind, &["kind"])
}

/// What is looked up where this version of the owner is the only one.
pub(super) fn lookups(kind: ValueKind) -> Lookups {
    Lookups::of(&[&reader(), &sorted(kind)])
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

/// Values and numbers of the keys that stand of the field `sort` as it is read first, by record.
pub(super) async fn keys(pool: &Pool) -> Vec<String> {
    keys_of(pool, "sort").await.into_values().next().unwrap_or_default()
}

/// Values and numbers of the keys that stand of a field, by record, for each way in which it is read, in the order of their names.
pub(super) async fn keys_of(pool: &Pool, field: &str) -> BTreeMap<String, Vec<String>> {
    let mut keys: Vec<(i64, String, String)> = sql!(
        "SELECT record_id, field, value || ' ' || COALESCE(CAST(number AS TEXT), '-') FROM record_keys
         WHERE office_id = $1 AND regulation = 'rules' AND form = 'leave'"
    )
    .bind(OFFICE)
    .all(pool)
    .await
    .unwrap();
    keys.sort();
    let mut found = BTreeMap::<_, Vec<_>>::new();
    for (_, name, key) in keys.into_iter().filter(|(_, name, _)| name.split('@').next() == Some(field)) {
        found.entry(name).or_default().push(key);
    }
    found
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

/// What a server looks up that knows these packages and what is noted.
pub(super) async fn known(pool: &Pool, manifests: &[&Manifest]) -> Lookups {
    let mut known = Lookups::of(manifests);
    for noted in noted_now(pool).await {
        known.take_over(&noted).unwrap();
    }
    known
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
    let declared = lookups(choice(&["annual", "sick"]));
    assert!(completed(&pool, &declared).await);
    assert_eq!(keys(&pool).await, ["sick 1", "annual 0"]);
    assert!(!completed(&pool, &declared).await, "nothing is left");

    // A server that has no package at all knows from the database what is looked up.
    let mut later = change(&pool).await;
    later.look_up(Arc::new(known(&pool, &[]).await));
    insert(&mut later, json!({ "sort": "sick" })).await;
    commit(later).await;
    assert_eq!(keys(&pool).await, ["sick 1", "annual 0", "sick 1"]);
}

/// A version that is in force some day reads its values in its own way, and leaves those of today's version as they are.
#[tokio::test]
async fn each_version_finds_what_it_reads() {
    let (_folder, pool) = office("each").await;
    let mut first = change(&pool).await;
    departments::insert(&mut first, DepartmentId::new(1), "一室").await.unwrap();
    person(&mut first, 1, None).await;
    insert(&mut first, json!({ "kind": "sick", "sort": "annual" })).await;
    insert(&mut first, json!({ "kind": "sick" })).await;
    commit(first).await;
    let today = owner("sort", choice(&["annual", "sick"]), &[]);
    let later = sorted(choice(&["sick", "annual"]));
    completed(&pool, &Lookups::of(&[&reader(), &today])).await;
    let before = keys_of(&pool, "sort").await;
    assert_eq!(before.values().collect::<Vec<_>>(), [&["annual 0", "  -"]]);
    completed(&pool, &Lookups::of(&[&reader(), &today, &later])).await;
    let both = keys_of(&pool, "sort").await;
    assert_eq!(both.len(), 2);
    assert!(before.iter().all(|(name, keys)| both.get(name) == Some(keys)), "{both:?}");
    assert!(both.values().any(|keys| keys == &["annual 1", "sick 0"]), "{both:?}");
}

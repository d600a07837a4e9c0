//! Two servers of one database write keys: one of them late, or without the package, or with labels that were changed.

use super::{
    Lookups, NotedLookup, complete,
    tests::{
        choice, commit, completed, insert, keys, keys_of, known, looking_up, lookups, noted_now, owner, reader, sorted,
    },
};
use crate::{
    Pool, departments, offices as store_offices, records,
    round_trips::{OFFICE, change, offices, person},
    sql::sql,
};
use guiju_domain::{DepartmentId, RecordId, matters::Summary};
use guiju_model::{TextLimits, ValueKind};
use serde_json::{Value, json};
use std::sync::Arc;

/// An office with one person and records of these contents.
async fn recorded(pool: &Pool, contents: &[Value]) -> Vec<RecordId> {
    let mut first = change(pool).await;
    departments::insert(&mut first, DepartmentId::new(1), "一室").await.unwrap();
    person(&mut first, 1, None).await;
    let mut records = Vec::new();
    for content in contents {
        records.push(insert(&mut first, content.clone()).await);
    }
    commit(first).await;
    records
}

async fn version(pool: &Pool) -> i64 {
    store_offices::policy_version(pool, OFFICE).await.unwrap()
}

/// Completes what is looked up by what was read of the office before; the version for which it stands.
async fn late(pool: &Pool, lookups: &Lookups, (noted, version): &(Vec<NotedLookup>, i64)) -> Option<i64> {
    complete(pool, OFFICE, lookups, (&noted.iter().collect::<Vec<_>>(), *version)).await.unwrap()
}

async fn begin_anew(pool: &Pool) {
    sql!("UPDATE record_lookups SET is_complete = 0 WHERE office_id = $1").bind(OFFICE).run(pool).await.unwrap();
}

#[tokio::test]
async fn a_late_server_leaves_the_keys_that_another_wrote_meanwhile() {
    for (_folder, pool) in offices("late").await {
        recorded(&pool, &[json!({ "sort": "sick", "days": 3 })]).await;
        let here = lookups(choice(&["annual", "sick"]));
        completed(&pool, &here).await;
        begin_anew(&pool).await;
        let before = (noted_now(&pool).await, version(&pool).await);
        let (turned, days) = (sorted(choice(&["sick", "annual"])), looking_up("days"));
        completed(&pool, &known(&pool, &[&reader(), &turned, &days]).await).await;
        let there = (keys_of(&pool, "sort").await, keys_of(&pool, "days").await);

        // What it read before knows neither of the other field nor of the other version.
        assert_eq!(late(&pool, &here, &before).await, Some(before.1), "it follows with its next change");
        assert_eq!((keys_of(&pool, "sort").await, keys_of(&pool, "days").await), there);
        assert_eq!(there.1["days"], ["3 3"]);
        assert_eq!(there.0.len(), 2);
    }
}

#[tokio::test]
async fn a_late_server_notes_nothing() {
    for (_folder, pool) in offices("noted_meanwhile").await {
        recorded(&pool, &[json!({ "sort": "sick" })]).await;
        let never = (noted_now(&pool).await, version(&pool).await);
        completed(&pool, &lookups(choice(&["annual", "sick"]))).await;
        let there = keys_of(&pool, "sort").await;
        assert_eq!(late(&pool, &lookups(choice(&["sick", "annual"])), &never).await, None, "it is to read anew");
        assert_eq!(keys_of(&pool, "sort").await, there);
    }
}

#[tokio::test]
async fn a_server_without_the_version_in_force_writes_keys_as_noted() {
    for (_folder, pool) in offices("lacking").await {
        let records = recorded(&pool, &[json!({ "kind": "sick" })]).await;
        completed(&pool, &lookups(choice(&["annual", "sick"]))).await;
        let name = keys_of(&pool, "sort").await.into_keys().next().unwrap();
        let earlier = owner("kind", choice(&["sick", "annual"]), &[]);
        let other = owner("sort", choice(&["sick", "annual"]), &[]);
        let reader = reader();
        for here in [&[][..], &[&reader], &[&reader, &earlier], &[&reader, &other]] {
            // It writes an older record anew, and those whose keys are lacking.
            let known = known(&pool, here).await;
            let mut later = change(&pool).await;
            later.look_up(Arc::new(known.clone()));
            let content = json!({ "kind": "sick" });
            records::amend(&mut later, records[0], content.as_object().unwrap(), &Summary::new("一条")).await.unwrap();
            commit(later).await;
            assert_eq!(keys_of(&pool, "sort").await[&name], ["sick 1"], "{here:?}");
            begin_anew(&pool).await;
            completed(&pool, &known).await;
            assert_eq!(keys_of(&pool, "sort").await[&name], ["sick 1"], "{here:?}");
        }
    }
}

#[tokio::test]
async fn labels_and_lengths_leave_keys_as_they_are() {
    for (_folder, pool) in offices("labels").await {
        recorded(&pool, &[json!({ "sort": "sick" })]).await;
        let labelled = |label: &str| {
            let ValueKind::Choice(mut choices) = choice(&["annual", "sick"]) else { unreachable!() };
            choices[0].label = label.to_owned();
            ValueKind::Choice(choices)
        };
        let text = |max_chars| ValueKind::Text(TextLimits { max_chars });
        assert!(completed(&pool, &lookups(labelled("休假"))).await);
        assert!(!completed(&pool, &lookups(labelled("年休假"))).await);
        assert!(completed(&pool, &lookups(text(10))).await);
        assert!(!completed(&pool, &lookups(text(20))).await);
        assert_eq!(keys(&pool).await.len(), 1);
    }
}

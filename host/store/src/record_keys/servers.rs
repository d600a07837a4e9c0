//! Two servers of one database write keys: one of them late, or without the package, or with labels that were changed.

use super::{
    Lookups, NotedLookup, complete,
    tests::{choice, commit, completed, insert, keys, keys_of, lookups, noted, noted_now},
};
use crate::{
    Pool, departments, offices as store_offices, records,
    round_trips::{OFFICE, change, offices, person},
    sql::sql,
};
use guiju_domain::{DepartmentId, RecordId, matters::Summary};
use guiju_model::{Alike, Bounds, FieldKind, Manifest, Matching, Operand, Read, Scope, TextLimits, ValueKind, Window};
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

/// The same lookups, and the field `days` as well.
fn with_days() -> Lookups {
    let mut lookups = lookups(&choice(&["annual", "sick"]));
    let reading = json!({ "kind": ValueKind::Integer(Bounds::default()), "was": [] }).to_string();
    let noted = NotedLookup { field: "days".to_owned(), reading, ..noted(&ValueKind::Date) };
    lookups.take_over(&noted, false).unwrap();
    lookups
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
        completed(&pool, &lookups(&choice(&["annual", "sick"]))).await;
        begin_anew(&pool).await;
        let before = (noted_now(&pool).await, version(&pool).await);
        completed(&pool, &with_days()).await;
        assert_eq!(keys_of(&pool, "days").await, ["days 3 3"]);

        // What it read before does not know of the other field.
        let stands = late(&pool, &lookups(&choice(&["annual", "sick"])), &before).await;
        assert_eq!(stands, Some(before.1), "what it writes is noted still, and it follows with its next change");
        assert_eq!(keys_of(&pool, "days").await, ["days 3 3"]);
        assert_eq!(keys(&pool).await, ["sort sick 1"]);
    }
}

#[tokio::test]
async fn what_another_server_noted_meanwhile_is_not_written_over() {
    for (_folder, pool) in offices("noted_meanwhile").await {
        recorded(&pool, &[json!({ "sort": "sick" })]).await;
        let (here, there) = (lookups(&choice(&["annual", "sick"])), lookups(&choice(&["sick", "annual"])));
        let never = (noted_now(&pool).await, version(&pool).await);
        completed(&pool, &here).await;
        begin_anew(&pool).await;
        let begun = (noted_now(&pool).await, version(&pool).await);
        completed(&pool, &there).await;
        for before in [never, begun] {
            assert_eq!(late(&pool, &here, &before).await, None, "it is to read anew: {before:?}");
            assert_eq!(keys(&pool).await, ["sort sick 0"], "{before:?}");
        }
    }
}

/// A regulation that looks up `sort` of `rules/leave`.
fn reader() -> Manifest {
    let operand = Operand::Values(vec!["\"sick\"".to_owned()]);
    let matching = vec![Matching { field: "sort".to_owned(), alike: Alike::Same, operand }];
    let read = Read { matching, ..Read::new("rules/leave", Scope::Office, Window::Always) };
    Manifest { id: "reader".to_owned(), reads: vec![("note".to_owned(), vec![read])], ..Manifest::default() }
}

/// A version of the owner whose form has this field.
fn owner(name: &str, kind: ValueKind, was: &[&str]) -> Manifest {
    let field = json!({ "name": name, "label": "类别", "required": false, "shown_when": [], "sensitive": false,
        "kind": FieldKind::Single(kind), "was": was });
    let filing = json!({ "by": "anyone", "on_behalf": "nobody", "imports": [] });
    let form = json!({ "id": "leave", "title": "请假单", "clause": "1", "summary": "一条", "filing": filing,
        "sections": [{ "title": null, "fields": [field] }], "seen_by": "nobody", "closed_when": [], "held_by": [], "copies": [], "synonyms": [] });
    let form = serde_json::from_value(form).unwrap();
    Manifest { id: "rules".to_owned(), forms: vec![form], ..Manifest::default() }
}

/// What a server looks up that knows these packages and what is noted.
async fn known(pool: &Pool, manifests: &[&Manifest], lacks: bool) -> Lookups {
    let mut known = Lookups::of(manifests);
    for noted in noted_now(pool).await {
        known.take_over(&noted, lacks).unwrap();
    }
    known
}

#[tokio::test]
async fn a_server_without_the_version_in_force_writes_keys_as_noted() {
    for (_folder, pool) in offices("lacking").await {
        let records = recorded(&pool, &[json!({ "kind": "sick" })]).await;
        let newest = owner("sort", choice(&["annual", "sick"]), &["kind"]);
        completed(&pool, &Lookups::of(&[&reader(), &newest])).await;
        assert_eq!(keys(&pool).await, ["sort sick 1"]);
        let earlier = owner("kind", choice(&["sick", "annual"]), &[]);
        let other = owner("sort", choice(&["sick", "annual"]), &[]);
        let reader = reader();
        let nobody = &[&reader][..];
        for (here, lacks) in [(nobody, true), (nobody, false), (&[&reader, &earlier], true), (&[&reader, &other], true)]
        {
            // It writes an older record anew, and those whose keys are lacking.
            let known = known(&pool, here, lacks).await;
            let mut later = change(&pool).await;
            later.look_up(Arc::new(known.clone()));
            let content = json!({ "kind": "sick" });
            records::amend(&mut later, records[0], content.as_object().unwrap(), &Summary::new("一条")).await.unwrap();
            commit(later).await;
            assert_eq!(keys(&pool).await, ["sort sick 1"], "{here:?}");
            begin_anew(&pool).await;
            assert!(!completed(&pool, &known).await, "{here:?}");
            assert_eq!(keys(&pool).await, ["sort sick 1"], "{here:?}");
        }
        // Once it has every package, values are read as they declare it.
        assert!(completed(&pool, &known(&pool, &[&reader, &other], false).await).await);
        assert_eq!(keys(&pool).await, ["sort null -"]);
    }
}

#[tokio::test]
async fn labels_and_lengths_leave_keys_as_they_are() {
    for (_folder, pool) in offices("labels").await {
        recorded(&pool, &[json!({ "sort": "sick" })]).await;
        let labelled = |label: &str| {
            let labelled = choice(&["annual", "sick"]);
            let ValueKind::Choice(mut choices) = labelled else { unreachable!() };
            choices[0].label = label.to_owned();
            ValueKind::Choice(choices)
        };
        let text = |max_chars| ValueKind::Text(TextLimits { max_chars });
        assert!(completed(&pool, &Lookups::of(&[&reader(), &owner("sort", labelled("休假"), &[])])).await);
        assert!(!completed(&pool, &Lookups::of(&[&reader(), &owner("sort", labelled("年休假"), &[])])).await);
        assert!(completed(&pool, &Lookups::of(&[&reader(), &owner("sort", text(10), &[])])).await);
        assert!(!completed(&pool, &Lookups::of(&[&reader(), &owner("sort", text(20), &[])])).await);
    }
}

/// What an earlier version of the server noted: the whole kind.
#[tokio::test]
async fn what_was_noted_before_with_all_of_a_kind_is_still_read() {
    for (_folder, pool) in offices("noted_before").await {
        recorded(&pool, &[json!({ "kind": "sick" })]).await;
        let kind = choice(&["annual", "sick"]);
        completed(&pool, &lookups(&kind)).await;
        for is_complete in [1_i64, 0] {
            sql!("UPDATE record_lookups SET reading = $2, is_complete = $3 WHERE office_id = $1")
                .bind(OFFICE)
                .bind(noted(&kind).reading)
                .bind(is_complete)
                .run(&pool)
                .await
                .unwrap();
            let same = Lookups::of(&[&reader(), &owner("sort", kind.clone(), &["kind"])]);
            assert!(!completed(&pool, &same).await, "nothing is noted anew");
            let noted = noted_now(&pool).await;
            assert_eq!(noted.iter().map(|one| one.is_complete).collect::<Vec<_>>(), [true]);
            assert_eq!(keys(&pool).await, ["sort sick 1"]);
        }
    }
}

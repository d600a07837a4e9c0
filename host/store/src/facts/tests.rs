//! Reads of records on SQLite: by time, by keys, by reference, and totals.

use super::{
    Grouping, LatestOf, Match, RecordFact, RecordsRead, RelatedTo, TotalsRead, records, records_of_each, totals,
};
use crate::{
    Dialect, UnitOfWork, departments,
    record_keys::Lookups,
    records::{self as stored, NewRecord, RecordSource},
    round_trips::{OFFICE, change, office, person},
};
use guiju_domain::{DepartmentId, PersonId, RecordId, RecordStatus, matters::Summary};
use guiju_model::{
    Alike, Gives, Manifest, Matching, Moment, Operand, Period, Read, Related, Scope, Totals, Window, lookups::NOTHING,
};
use serde_json::{Value, json};
use std::sync::Arc;

/// What a regulation of the tests looks up.
fn lookups() -> Arc<Lookups> {
    let matching = |field: &str, alike| Matching { field: field.to_owned(), alike, operand: Operand::Subject };
    let related = Related { form: "trip".to_owned(), field: "leave".to_owned(), having: Vec::new(), there: true };
    let totals = Totals { of: Some("days".to_owned()), by: Some(guiju_model::Grouping::Field("kind".to_owned())) };
    let read = Read {
        matching: vec![matching("with", Alike::Same), matching("number", Alike::LettersAndDigits)],
        related: vec![related],
        gives: Gives::Totals(totals),
        ..Read::new("leave", Scope::Office, Window::Always)
    };
    let manifest =
        Manifest { id: "rules".to_owned(), reads: vec![("leave".to_owned(), vec![read])], ..Manifest::default() };
    Arc::new(Lookups::of(&[&manifest]))
}

async fn insert(
    change: &mut UnitOfWork,
    (form, of): (&str, u64),
    (from, to): (i64, i64),
    status: RecordStatus,
    content: Value,
) -> RecordId {
    let record = NewRecord {
        regulation: "rules",
        form,
        person: PersonId::new(of),
        department: DepartmentId::new(1),
        occurs: Period { from: Moment(from), to: Moment(to) },
        content: content.as_object().unwrap(),
        status,
        summary: &Summary::new("一条"),
        number: None,
        source: RecordSource::EnteredBy(guiju_domain::MatterId::new(1)),
    };
    stored::insert(change, &record).await.unwrap()
}

fn read(form: &str, span: (i64, i64), person: Option<u64>) -> RecordsRead {
    RecordsRead {
        regulation: "rules".to_owned(),
        form: form.to_owned(),
        span: Some((Moment(span.0), Moment(span.1))),
        people: person.map(|person| vec![PersonId::new(person)]),
        department: Some(DepartmentId::new(1)),
        statuses: Vec::new(),
        ids: None,
        matching: Vec::new(),
        by_key: false,
        related: Vec::new(),
        latest: None,
        most: 100,
    }
}

fn matching(field: &str, keys: &[&str]) -> Vec<Match> {
    vec![Match { field: field.to_owned(), keys: keys.iter().map(|key| (*key).to_owned()).collect() }]
}

fn starts(records: &[RecordFact]) -> Vec<i64> {
    records.iter().map(|record| record.starts.0).collect()
}

/// Six records of two people; the ids of the first three leaves.
async fn filled(change: &mut UnitOfWork) -> [RecordId; 3] {
    use RecordStatus::{Completed, Open, Void};
    change.look_up(lookups());
    departments::insert(change, DepartmentId::new(1), "办公室").await.unwrap();
    person(change, 2, None).await;
    person(change, 3, None).await;
    let leave = |kind: &str, days: i64, with: Value, number: &str| json!({ "kind": kind, "days": days, "with": with, "number": number });
    let first = insert(change, ("leave", 2), (10, 20), Open, leave("sick", 3, json!([2, 3]), "No. 12")).await;
    let second = insert(change, ("leave", 2), (15, 16), Completed, leave("sick", 4, json!(null), "ｎｏ１２")).await;
    let third = insert(change, ("leave", 2), (30, 40), Open, leave("annual", 5, json!([3]), "无")).await;
    insert(change, ("leave", 2), (12, 13), Void, leave("sick", 90, json!([3]), "NO12")).await;
    insert(change, ("leave", 3), (11, 12), Open, json!({})).await;
    insert(change, ("trip", 2), (5, 50), Completed, json!({ "leave": second.number() })).await;
    insert(change, ("trip", 2), (6, 50), Void, json!({ "leave": third.number() })).await;
    [first, second, third]
}

/// One statement brings what a statement for each read brings, each within its own bound.
#[tokio::test]
async fn several_reads_share_a_statement() {
    let (_folder, pool) = office("facts").await;
    let mut change = change(&pool).await;
    let [_, second, third] = filled(&mut change).await;
    let open = RecordsRead { statuses: vec![RecordStatus::Open], ..read("leave", (0, 100), None) };
    let reads = [
        read("leave", (12, 25), Some(2)),
        read("trip", (20, 21), None),
        open.clone(),
        read("outing", (0, 100), None),
        RecordsRead { ids: Some(vec![third, second]), ..read("leave", (0, 100), None) },
        RecordsRead { ids: Some(Vec::new()), ..read("leave", (0, 100), None) },
        RecordsRead { matching: matching("with", &["3"]), ..read("leave", (0, 100), None) },
        RecordsRead { matching: matching("with", &["2", "3", "9"]), ..read("leave", (0, 25), Some(2)) },
        RecordsRead { matching: matching("number#", &["NO12"]), ..read("leave", (0, 100), None) },
        RecordsRead { matching: matching("with", &[NOTHING]), ..read("leave", (0, 100), None) },
        RecordsRead { matching: matching("with", &["3"]), by_key: true, span: None, ..read("leave", (0, 0), None) },
        RecordsRead { matching: matching("with", &["3"]), by_key: true, ..read("leave", (0, 25), None) },
        RecordsRead { span: None, ..read("trip", (0, 0), Some(2)) },
    ];
    let mut each = Vec::new();
    for one in &reads {
        each.push(records(&mut *change, OFFICE, None, one).await.unwrap());
    }
    let found = each.iter().map(|records| starts(records)).collect::<Vec<_>>();
    let by_key: [&[i64]; 7] = [&[10, 30], &[10], &[10, 15], &[11, 15], &[10, 30], &[10], &[5]];
    let by_time: [&[i64]; 6] = [&[10, 15], &[5], &[10, 11, 30], &[], &[15, 30], &[]];
    let expected = by_time.into_iter().chain(by_key).collect::<Vec<_>>();
    assert_eq!(found, expected);
    assert_eq!(records_of_each(&mut *change, OFFICE, None, &reads).await.unwrap(), each);
    let bounded = RecordsRead { most: 2, ..open };
    assert_eq!(records(&mut *change, OFFICE, None, &bounded).await.unwrap().len(), 2);
}

/// The last of each is taken by the database, within the bound of what is taken: of each person, or of each value of a field.
#[tokio::test]
async fn the_last_of_each() {
    let (_folder, pool) = office("latest").await;
    let mut change = change(&pool).await;
    filled(&mut change).await;
    let all = RecordsRead { department: None, ..read("leave", (0, 100), None) };
    let all_found = records(&mut *change, OFFICE, None, &all).await.unwrap();
    let last_of = |key: &dyn Fn(&RecordFact) -> String| {
        let last = all_found.iter().map(|one| (key(one), one.starts.0)).collect::<std::collections::BTreeMap<_, _>>();
        let mut last = last.into_values().collect::<Vec<_>>();
        last.sort_unstable();
        last
    };
    let people = last_of(&|one| format!("{:?}", one.person));
    let kinds = last_of(&|one| serde_json::from_str::<Value>(&one.content).unwrap()["kind"].to_string());
    assert!(people.len() < all_found.len() && kinds.len() < all_found.len(), "{people:?} {kinds:?} {all_found:?}");
    for (latest, expected) in [(LatestOf::Person, people), (LatestOf::Field("kind".to_owned()), kinds)] {
        let most = u32::try_from(expected.len()).unwrap();
        let read = RecordsRead { latest: Some(latest.clone()), most, ..all.clone() };
        assert_eq!(starts(&records(&mut *change, OFFICE, None, &read).await.unwrap()), expected, "{latest:?}");
    }
}

/// Records to which others point are told from those to which none does; what points there and is void counts only if it is asked for.
#[tokio::test]
async fn records_that_others_point_to() {
    let (_folder, pool) = office("related").await;
    let mut change = change(&pool).await;
    filled(&mut change).await;
    let related = |statuses: &[RecordStatus], there| RelatedTo {
        regulation: "rules".to_owned(),
        form: "trip".to_owned(),
        field: "leave".to_owned(),
        statuses: statuses.to_vec(),
        there,
    };
    for (related, expected) in [
        (related(&[], true), vec![15]),
        (related(&[], false), vec![10, 11, 30]),
        (related(&[RecordStatus::Void], true), vec![30]),
        (related(&[RecordStatus::Open], true), vec![]),
    ] {
        let read = RecordsRead { related: vec![related.clone()], ..read("leave", (0, 100), None) };
        assert_eq!(starts(&records(&mut *change, OFFICE, None, &read).await.unwrap()), expected, "{related:?}");
    }
}

/// Keys follow a record that is changed in the same change, and in a later one.
#[tokio::test]
async fn keys_follow_the_content() {
    let (_folder, pool) = office("keys").await;
    let mut begun = change(&pool).await;
    let [first, ..] = filled(&mut begun).await;
    let of = |key: &str| RecordsRead { matching: matching("with", &[key]), ..read("leave", (0, 100), None) };
    let content = json!({ "with": [7] });
    let (content, summary) = (content.as_object().unwrap(), Summary::new("一条"));
    stored::amend(&mut begun, first, content, &summary).await.unwrap();
    assert_eq!(starts(&records(&mut *begun, OFFICE, None, &of("7")).await.unwrap()), [10]);
    assert_eq!(starts(&records(&mut *begun, OFFICE, None, &of("2")).await.unwrap()), [0; 0]);
    begun.untold(guiju_domain::events::rows::Untold::Reminder);
    begun.commit().await.unwrap();
    let mut later = change(&pool).await;
    later.look_up(lookups());
    let content = json!({ "with": [8] });
    stored::amend(&mut later, first, content.as_object().unwrap(), &summary).await.unwrap();
    assert_eq!(starts(&records(&mut *later, OFFICE, None, &of("8")).await.unwrap()), [10]);
    assert_eq!(starts(&records(&mut *later, OFFICE, None, &of("7")).await.unwrap()), [0; 0]);
}

/// Totals count what is not void, by nothing, by a field and by month; records without a value are a group of their own.
#[tokio::test]
async fn totals_are_counted_by_the_database() {
    let (_folder, pool) = office("totals").await;
    let mut change = change(&pool).await;
    filled(&mut change).await;
    let leaves = read("leave", (0, 100), None);
    let of = |by| TotalsRead { records: leaves.clone(), of: Some("days".to_owned()), by };
    let mut asked = Vec::new();
    for by in [None, Some(Grouping::Field("kind".to_owned())), Some(Grouping::Person), Some(Grouping::Month)] {
        let groups = totals(&mut *change, Dialect::Sqlite, OFFICE, None, &of(by)).await.unwrap();
        let told = |group: super::Group| (group.by, group.many, group.total, group.least, group.most);
        asked.push(groups.into_iter().map(told).collect::<Vec<_>>());
    }
    let named = |text: &str| Some(text.to_owned());
    assert_eq!(asked[0], [(None, 4, 12, Some(3), Some(5))]);
    let by_kind = [
        (named(NOTHING), 1, 0, None, None),
        (named("annual"), 1, 5, Some(5), Some(5)),
        (named("sick"), 2, 7, Some(3), Some(4)),
    ];
    assert_eq!(asked[1], by_kind);
    assert_eq!(asked[2], [(named("2"), 3, 12, Some(3), Some(5)), (named("3"), 1, 0, None, None)]);
    assert_eq!(asked[3], [(named("1970-01"), 4, 12, Some(3), Some(5))]);
}

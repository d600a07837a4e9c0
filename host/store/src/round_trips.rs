//! What repositories write they read back: the organisation, rosters, revisions, rehearsals and recordings of an office.

use crate::{
    Dialect, Pool, UnitOfWork, bindings, departments, deputies, former_badges, installations, offices, open, packages,
    parameter_values, people, posts, publishers, recordings, rehearsals, revisions, shifts, sql::scratch, swaps,
    wordings,
};
use guiju_domain::{
    DepartmentId, OfficeId, PersonId, PostId, RecordingId, RehearsalId, RevisionId, ShiftId, SwapId,
    access::Whose,
    events::rows::Untold,
    message::Message,
    rehearsals::{Aspect, RehearsalState},
    revisions::RevisionState,
    rosters::SwapState,
};
use guiju_model::{Date, Moment};
use serde_json::{Map, json};
use std::{env, path::PathBuf, sync::Arc};

pub(crate) const OFFICE: OfficeId = OfficeId::new(1);
const NOW: Moment = Moment(1_700_000_000);
const DIALECT: Dialect = Dialect::Sqlite;

/// A data folder that is gone when the test ends.
pub(crate) struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// An office in a database of its own.
pub(crate) async fn office(name: &str) -> (Folder, Pool) {
    let folder = Folder(env::temp_dir().join(format!("guiju-round-trips-{}-{name}", std::process::id())));
    std::fs::create_dir_all(&folder.0).unwrap();
    let pool = open(None, &folder.0).await.unwrap();
    assert_eq!(offices::create(&pool, "某局", &[(2026, "text")]).await.unwrap(), OFFICE);
    (folder, pool)
}

/// The same on each database that there is: SQLite, and the PostgreSQL server that the test command started, if it says where.
pub(crate) async fn offices(name: &str) -> Vec<(Folder, Pool)> {
    let first = office(name).await;
    let Ok(server) = env::var("GUIJU_TEST_POSTGRES") else { return vec![first] };
    let database = format!("store_{}_{name}", std::process::id());
    let address = scratch::created(&server, &database).await;
    let folder = Folder(env::temp_dir().join(format!("guiju-{database}")));
    std::fs::create_dir_all(&folder.0).unwrap();
    let pool = open(Some(&address), &folder.0).await.unwrap();
    assert_eq!(offices::create(&pool, "某局", &[(2026, "text")]).await.unwrap(), OFFICE);
    vec![first, (folder, pool)]
}

pub(crate) async fn change(pool: &Pool) -> UnitOfWork {
    let turn = Arc::new(tokio::sync::Mutex::new(())).lock_owned().await;
    UnitOfWork::begin(pool, turn, OFFICE, (NOW.0, NOW)).await.unwrap()
}

pub(crate) async fn person(change: &mut UnitOfWork, id: u64, badge: Option<&str>) {
    let attributes = json!({ "rank": "科员" }).as_object().cloned().unwrap();
    let written = people::WrittenPerson {
        id: PersonId::new(id),
        name: "李敏",
        department: DepartmentId::new(1),
        badge,
        phone: None,
        attributes: &attributes,
        active: true,
        left_on: None,
        badge_since: badge.map(|_| Date(10)),
    };
    people::insert(change, &written).await.unwrap();
}

#[tokio::test]
async fn people_come_leave_and_come_back() {
    let (_folder, pool) = office("people").await;
    let mut change = change(&pool).await;
    departments::insert(&mut change, DepartmentId::new(1), "办公室").await.unwrap();
    person(&mut change, 2, Some("7")).await;
    let (id, none) = (PersonId::new(2), Map::new());
    let mut written = people::WrittenPerson {
        id,
        name: "李敏",
        department: DepartmentId::new(1),
        badge: Some("7"),
        phone: Some("1"),
        attributes: &none,
        active: false,
        left_on: Some(Date(20)),
        badge_since: None,
    };
    people::update(&mut change, &written).await.unwrap();
    assert_eq!(people::badge_since(&mut change, id).await.unwrap(), Some(Date(10)), "it stays");
    written.left_on = Some(Date(30));
    people::update(&mut change, &written).await.unwrap();
    let holder = people::with_badge(&mut change, "7", PersonId::new(9)).await.unwrap().unwrap();
    assert_eq!((holder.id, holder.active, holder.left_on), (id, false, Some(Date(20))), "the first last day counts");
    (written.active, written.left_on) = (true, None);
    people::update(&mut change, &written).await.unwrap();
    people::clear_badge(&mut change, id).await.unwrap();
    people::set_place(&mut change, id, 1).await.unwrap();
    assert_eq!(departments::places(&mut change).await.unwrap(), [(DepartmentId::new(1), Some(id))]);
    let former = former_badges::FormerBadge { badge: "7".to_owned(), until: Date(20), person: id };
    former_badges::save(&mut change, &former).await.unwrap();
    let all = people::of_office(&mut *change, OFFICE).await.unwrap();
    assert_eq!((all.len(), all[0].left_on, all[0].active, all[0].place), (1, None, true, 1));
    assert_eq!(people::card(&mut change, id).await.unwrap().unwrap().department, "办公室");
    assert_eq!(former_badges::of_office(&mut *change, OFFICE).await.unwrap()[0].until, Date(20));
}

#[tokio::test]
async fn posts_keep_since_when_they_are_held() {
    let (_folder, pool) = office("posts").await;
    let mut change = change(&pool).await;
    departments::insert(&mut change, DepartmentId::new(1), "办公室").await.unwrap();
    person(&mut change, 2, None).await;
    let (roles, supervises) = (vec!["head".to_owned()], vec![DepartmentId::new(1)]);
    let mut written = posts::WrittenPost {
        id: PostId::new(3),
        title: "科长",
        department: DepartmentId::new(1),
        holder: Some(PersonId::new(2)),
        deputy: None,
        roles: &roles,
        supervises: &supervises,
        holder_since: Some(NOW),
    };
    posts::insert(&mut change, &written).await.unwrap();
    (written.deputy, written.holder_since) = (Some(PersonId::new(2)), None);
    posts::update(&mut change, &written).await.unwrap();
    let read = posts::of_office(&mut *change, OFFICE).await.unwrap();
    assert_eq!((read[0].holder_since, read[0].deputy), (NOW, Some(PersonId::new(2))));
    assert_eq!(posts::with_deputy(&mut change, PersonId::new(2)).await.unwrap(), [PostId::new(3)]);
    posts::clear_deputy(&mut change, PostId::new(3)).await.unwrap();
    assert_eq!(posts::of_office(&mut *change, OFFICE).await.unwrap()[0].supervises, supervises);
    assert_eq!(posts::card(&mut change, PostId::new(3)).await.unwrap().unwrap().deputy, None);
    assert_eq!(posts::titles_in(&mut change, "办公室").await.unwrap(), [(PostId::new(3), "科长".to_owned())]);
    assert_eq!(posts::titles_held(&mut change, PersonId::new(2)).await.unwrap(), ["科长"]);
    assert_eq!(deputies::delete_deputy(&mut change, PersonId::new(2)).await.unwrap(), []);
}

#[tokio::test]
async fn shifts_change_hands_by_a_swap() {
    let (_folder, pool) = office("shifts").await;
    let mut change = change(&pool).await;
    let of = shifts::RosterKey { regulation: "duty", roster: "leaders" };
    departments::insert(&mut change, DepartmentId::new(1), "办公室").await.unwrap();
    for id in [1_i64, 2] {
        person(&mut change, id.unsigned_abs(), None).await;
        let (starts, ends) = (Moment(NOW.0 + id * 100), Moment(NOW.0 + id * 100 + 99));
        let (seat, rest_days) = (0, 2);
        let (id, person) = (ShiftId::new(id.unsigned_abs()), PersonId::new(id.unsigned_abs()));
        let new = shifts::NewShift { id, of, role: "leader", seat, person, starts, ends, rest_days };
        shifts::insert(&mut change, &new).await.unwrap();
    }
    let (one, other) = (PersonId::new(1), PersonId::new(2));
    let (shift, for_shift) = (ShiftId::new(1), ShiftId::new(2));
    let swap = swaps::Swap { shift, for_shift, asked_by: one, asked_of: other, state: SwapState::Asked };
    swaps::insert(&mut change, SwapId::new(5), &swap, "出差").await.unwrap();
    let asked = swaps::asked_of(&mut *change, OFFICE, other, of).await.unwrap();
    assert_eq!((asked[0].offered, asked[0].wanted), (Moment(NOW.0 + 100), Moment(NOW.0 + 200)));
    shifts::set_person(&mut change, shift, other).await.unwrap();
    swaps::set_state(&mut change, SwapId::new(5), SwapState::Agreed).await.unwrap();
    assert_eq!(swaps::find(&mut change, SwapId::new(5)).await.unwrap().unwrap().state, SwapState::Agreed);
    assert_eq!(shifts::find(&mut change, shift).await.unwrap().unwrap().person, other);
    let always = (Moment(0), Moment(i64::MAX));
    assert_eq!(shifts::touching(&mut *change, OFFICE, of, always, Whose::Everybody).await.unwrap().len(), 2);
    assert_eq!(shifts::touching(&mut *change, OFFICE, of, always, Whose::Person(one)).await.unwrap().len(), 0);
    assert_eq!(shifts::beginning_between(&mut *change, OFFICE, of, always).await.unwrap()[1].rest_days, 2);
    assert_eq!(shifts::beginnings(&mut *change, OFFICE, of).await.unwrap().len(), 2);
    assert_eq!(shifts::roles(&mut *change, OFFICE, Moment(NOW.0 + 250)).await.unwrap()[0].role, "leader");
}

/// A package that the office has installed.
async fn package(change: &mut UnitOfWork) {
    let (digest, regulation, version) = ("d".to_owned(), "duty".to_owned(), "1.0.0".to_owned());
    let package = packages::Package { digest, regulation, version, oversees: "[]".to_owned(), working_hours: false };
    packages::insert(change, &package).await.unwrap();
    for signature in [Some("key".to_owned()), None] {
        let (digest, regulation, version) = ("d", "duty", "1.0.0");
        let new = installations::NewInstallation { digest, regulation, version, signature, cases: 3, by: None };
        installations::save(change, new).await.unwrap();
    }
}

#[tokio::test]
async fn a_revision_binds_a_package_and_its_values() {
    let (_folder, pool) = office("revisions").await;
    let mut change = change(&pool).await;
    package(&mut change).await;
    departments::insert(&mut change, DepartmentId::new(1), "办公室").await.unwrap();
    person(&mut change, 2, None).await;
    let installed = installations::of_office(&mut *change, DIALECT, OFFICE, Some("duty")).await.unwrap();
    assert_eq!((installed[0].signature.as_deref(), installed[0].cases), (Some("key"), 3), "a signature stays");
    assert_eq!(installations::of_office(&mut *change, DIALECT, OFFICE, Some("other")).await.unwrap().len(), 0);
    let by = PersonId::new(2);
    let revision = revisions::Revision {
        id: RevisionId::new(4),
        regulation: "duty".to_owned(),
        digest: Some("d".to_owned()),
        parameters: json!({ "limit": 3 }).as_object().cloned().unwrap(),
        from: Date(100),
        reason: "修订".to_owned(),
        asked_by: by,
        asked_at: NOW,
        state: RevisionState::Asked,
        answered_by: None,
        answer: None,
    };
    revisions::insert(&mut change, &revision).await.unwrap();
    revisions::save_answer(&mut change, revision.id, RevisionState::Confirmed, by, "同意").await.unwrap();
    let read = revisions::find(&mut *change, OFFICE, revision.id).await.unwrap().unwrap();
    assert_eq!(
        (read.state, read.answered_by, read.parameters),
        (RevisionState::Confirmed, Some(by), revision.parameters)
    );
    assert_eq!(revisions::latest(&mut *change, OFFICE).await.unwrap().len(), 1);
    bindings::save(&mut change, "duty", Date(100), "d").await.unwrap();
    let (regulation, name) = ("duty".to_owned(), "limit".to_owned());
    let value = parameter_values::ParameterValue { regulation, name, from: Date(100), value: json!(3) };
    parameter_values::save(&mut change, &value, by).await.unwrap();
    let (digest, clause, text) = ("d".to_owned(), "1".to_owned(), "第一条".to_owned());
    wordings::insert(&mut change, &wordings::Wording { digest, clause, text }).await.unwrap();
    publishers::save(&mut change, "key", "发布者", by).await.unwrap();
    assert!(
        publishers::delete(&mut change, "key").await.unwrap() && !publishers::delete(&mut change, "key").await.unwrap()
    );
    assert_eq!(bindings::all(&mut *change).await.unwrap()[0].row.as_ref().unwrap().from, Date(100));
    assert_eq!(parameter_values::all(&mut *change).await.unwrap()[0].row.as_ref().unwrap().value, json!(3));
    assert_eq!(wordings::all(&mut *change).await.unwrap()[0].office, OFFICE);
    assert!(!offices::takes_unsigned(&mut *change, OFFICE).await.unwrap());
}

#[tokio::test]
async fn a_rehearsal_counts_what_differs() {
    let (_folder, pool) = office("rehearsals").await;
    let mut changing = change(&pool).await;
    package(&mut changing).await;
    let (recording, id) = (RecordingId::new(6), RehearsalId::new(7));
    let new = recordings::NewRecording {
        id: recording,
        matter: None,
        regulation: "duty",
        digest: "d",
        source: "month",
        subject: "p2",
        starts: Date(50),
        asked: vec![1],
        answered: vec![2],
        parts: vec![3; 32],
    };
    let parts = [("03".repeat(32), vec![4])];
    recordings::insert_parts(&mut changing, &parts).await.unwrap();
    recordings::insert_parts(&mut changing, &parts).await.unwrap();
    assert_eq!(recordings::parts(&mut changing, OFFICE, &["03".repeat(32), String::new()]).await.unwrap(), parts);
    recordings::insert(&mut changing, &[new]).await.unwrap();
    let (by, none) = (PersonId::new(2), Map::new());
    let days = (Date(0), Date(90));
    let new = rehearsals::NewRehearsal { regulation: "duty", digest: None, parameters: &none, days, total: 1, by };
    rehearsals::insert(&mut changing, id, &new).await.unwrap();
    changing.untold(Untold::Reminder);
    changing.commit().await.unwrap();
    let wanted = recordings::Wanted { to: Some(Date(50)), ..recordings::Wanted::default() };
    assert_eq!(recordings::count(&pool, DIALECT, OFFICE, &wanted).await.unwrap(), 1);
    let wanted = recordings::Wanted { regulation: Some("duty".to_owned()), from: Some(Date(51)), ..wanted };
    let next = recordings::next(&pool, DIALECT, OFFICE, &wanted, (RecordingId::new(0), 5)).await.unwrap();
    assert_eq!(next.len(), 0);
    assert_eq!(recordings::find(&pool, OFFICE, recording).await.unwrap().unwrap().answered, [2]);
    let difference = rehearsals::NewDifference {
        recording,
        matter: None,
        starts: Date(50),
        title: Message::plain("李敏的月评"),
        clauses: vec!["3".to_owned()],
        aspects: vec![Aspect::Figures],
    };
    let counts = (vec![("3".to_owned(), 1)], vec![(Aspect::Figures, 1)]);
    let found = rehearsals::Found { asked: 1, differing: 1, counts: &counts };
    assert!(rehearsals::save_batch(&pool, OFFICE, id, &[difference], found, NOW).await.unwrap());
    for (clause, count) in [(None, 1), (Some("3"), 1), (Some("4"), 0)] {
        let differing = rehearsals::differences(&pool, DIALECT, OFFICE, id, clause, (u64::MAX, 0)).await.unwrap();
        assert_eq!(differing.len(), count, "{clause:?}");
    }
    let done = (RehearsalState::Done, None);
    assert!(rehearsals::end(&pool, OFFICE, id, done, NOW).await.unwrap());
    assert!(!rehearsals::end(&pool, OFFICE, id, done, NOW).await.unwrap(), "it ends once");
    let read = rehearsals::find(&pool, OFFICE, id).await.unwrap().unwrap();
    assert_eq!((read.state, read.counts, read.asked), (RehearsalState::Done, counts, 1));
    assert_eq!(rehearsals::latest(&pool, DIALECT, OFFICE, None).await.unwrap().len(), 1);
    assert_eq!(rehearsals::progress(&pool, OFFICE, id).await.unwrap().unwrap().total, 1);
}

//! An example of each kind of event: whatever its body names, it is found by.

mod matters;

use super::{
    Event, EventKind, Recorded, Subject, Thing,
    access::{PackExported, RegisterExported},
    accounts as a,
    alarms::{AlarmEnded, AlarmRaised},
    assessments::{Assessed, ProposalDecided, ProposalOf},
    calendar::CalendarPublished,
    evidence::Restored,
    found_by,
    imports::{BadgeFreed, ImportedLine, LineWithdrawn, LinesImported},
    keepers::{self as k, Through},
    people::{DepartmentMade, DepartmentOrder, DeputySet, OrderSet, PersonEntered, PersonFacts, PostEntered},
    publications as p,
    retention::{EndedEarly, Erased, RetentionApplied},
    revisions as r,
    rosters::{RosterMade, ShiftGiven, SwapAnswered, SwapAsked},
    rows::{RowsCovered, RowsWritten, Untold},
    settings::OfficeSetting,
    standing_in::{DelegationMoved, DelegationsMoved},
};
use crate::{
    Counted, RetentionKind, SystemRole,
    alarm::AlarmKind,
    assessments::ProposalState,
    keepers::{PostFacts, Request, SettingChange},
    matters::MatterEventKind,
    public_links::LinkKind,
    revisions::RevisionState,
    settings::Value as Setting,
};
use guiju_model::{Cycle, Date, Moment, Period, Sanction};
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicI64, Ordering},
};

/// Numbers from this one on are ids.
const IDS: u64 = 7_000_000;
/// Members that are ids of what nobody searches for by number: what they belong to is named beside them.
const NOT_SEARCHED: [&str; 6] = ["task", "turn", "for", "swap", "erasure", "suspension"];
/// Members by which a body names things otherwise than by an id.
const NAMED: [(&str, Thing); 5] = [
    ("regulation", Thing::Regulation),
    ("login", Thing::Account),
    ("public_key", Thing::Publisher),
    ("signed_by", Thing::Publisher),
    ("year", Thing::Year),
];

/// An id that no other has.
fn id<I: Counted>() -> I {
    static LAST: AtomicI64 = AtomicI64::new(IDS.cast_signed());
    I::counted(LAST.fetch_add(1, Ordering::Relaxed))
}

fn text(of: &str) -> String {
    of.to_owned()
}

/// An event as it is kept.
struct Example {
    kind: &'static str,
    body: Value,
    found: BTreeSet<Subject>,
}

fn example(event: &impl Event) -> Example {
    let body = serde_json::to_value(Recorded::of(event)).unwrap_or_default();
    Example { kind: event.kind(), body, found: found_by(event).into_iter().collect() }
}

fn of_people() -> Vec<Example> {
    let facts = |left| PersonFacts { department_id: Some(id()), left, ..PersonFacts::default() };
    let person = |before, left| PersonEntered { person: id(), before, after: facts(left), reason: text("调动") };
    let post = |before| {
        let after = PostFacts { holder: Some(id()), deputy: Some(id()), ..PostFacts::default() };
        let (post, request, departments) = (id(), Some(id()), vec![id(), id()]);
        PostEntered { post, before, after, request, departments, reason: text("新设") }
    };
    let order = || vec![DepartmentOrder { department: id(), people: vec![id(), id()] }];
    let moved = vec![DelegationMoved { person: id(), deputy: id(), over: true }];
    vec![
        example(&person(None, false)),
        example(&person(Some(facts(false)), false)),
        example(&person(Some(facts(false)), true)),
        example(&DeputySet {
            person: id(),
            before: Some(id()),
            after: Some(id()),
            matter: Some(id()),
            reason: text("互为B角"),
        }),
        example(&DepartmentMade { department: id(), name: text("办公室") }),
        example(&post(None)),
        example(&post(Some(PostFacts { holder: Some(id()), ..PostFacts::default() }))),
        example(&OrderSet { before: order(), after: order(), reason: text("排序") }),
        example(&BadgeFreed { badge: text("12"), person: id(), until: Date(20_000) }),
        example(&DelegationsMoved { moved }),
    ]
}

fn of_accounts() -> Vec<Example> {
    let login = || text("li");
    let set = |before: Option<&str>, after: Option<&str>| {
        let (before, after) = (before.map(text), after.map(text));
        k::LoginSet { person: id(), before, after, through: Through::Request(id()), reason: text("入职") }
    };
    let (role, stays) = (SystemRole::Auditor, SystemRole::Security);
    let through = || Through::Request(id());
    vec![
        example(&a::PasswordChanged { person: id(), login: login(), first: true, ended: 1 }),
        example(&a::SessionsEnded { person: id(), login: login(), ended: 1 }),
        example(&a::FirstLoggedIn { person: id(), login: login() }),
        example(&a::SecondFactorBegun { person: id(), login: login() }),
        example(&a::SecondFactorSet { person: id(), login: login() }),
        example(&a::SecondFactorRemoved { person: id(), login: login() }),
        example(&a::SecondFactorReset { person: id(), login: login() }),
        example(&a::RecoveryCodesMade { person: id(), login: login(), codes: 8 }),
        example(&a::RecoveryCodeUsed { person: id(), login: login(), left: 7 }),
        example(&set(None, Some("li"))),
        example(&set(Some("li"), Some("limin"))),
        example(&set(Some("li"), None)),
        example(&k::RoleGranted { person: id(), role, before: None, through: through() }),
        example(&k::RoleRevoked { person: id(), role, through: through() }),
        example(&k::KeeperAppointed { person: id(), role, before: None, login: login(), through: Through::Server }),
        example(&k::SecondRoleRemoved { person: id(), login: login(), role, stays }),
        example(&k::PasswordSetByOther { person: id(), login: login(), through: through(), reason: text("忘记") }),
        example(&k::FirstPasswordExpired { person: id(), login: login(), days: 7 }),
    ]
}

fn of_requests() -> Vec<Example> {
    let asks = Request::SetLogin { person: id(), from: None, login: text("li"), verifier: None };
    let post = PostFacts { holder: Some(id()), deputy: Some(id()), ..PostFacts::default() };
    let enters = Request::EnterPost { post: Some(id()), before: None, after: post };
    let change = SettingChange { name: text("x"), before: Setting::Number(1), after: Setting::Number(2) };
    let weakens = Request::WeakenSettings { changes: vec![change] };
    let asked = [&asks, &enters, &weakens].map(|asks| example(&k::RequestAsked::of(id(), asks, "工作需要")));
    let mut all = Vec::from(asked);
    let [declined, expired] = [k::Answer::Declined, k::Answer::Expired];
    for answer in [k::Answer::Confirmed, declined, k::Answer::Withdrawn, expired, k::Answer::Outdated] {
        all.push(example(&k::RequestAnswered::of((id(), id()), &enters, answer, "同意")));
    }
    all
}

fn of_revisions() -> Vec<Example> {
    let regulation = || text("rules");
    let (none, from) = (Value::Null, Date(20_000));
    let parameter = r::ParameterSet {
        regulation: regulation(),
        name: text("late"),
        before: Some(none.clone()),
        value: none.clone(),
        from,
        revision: id(),
        asked_by: id(),
        reason: text("修订"),
    };
    let asked = r::RevisionAsked {
        revision: id(),
        regulation: regulation(),
        digest: None,
        version: None,
        parameters: none.clone(),
        before: None,
        before_parameters: none.clone(),
        from,
        reason: text("修订"),
    };
    let bound = r::PackageBound {
        regulation: regulation(),
        version: text("1.0.0"),
        digest: text("d"),
        before: None,
        from,
        revision: Some(id()),
        asked_by: Some(id()),
        reason: None,
    };
    let answered = {
        let (state, words) = (RevisionState::Confirmed, text(""));
        r::RevisionAnswered { revision: id(), regulation: regulation(), from, asked_by: id(), state, words }
    };
    let (signed_by, public_key) = (Some(text("key")), || text("key"));
    vec![
        example(&r::PackageInstalled {
            regulation: regulation(),
            version: text("1.0.0"),
            digest: text("d"),
            signed_by,
        }),
        example(&bound),
        example(&parameter),
        example(&asked),
        example(&answered),
        example(&r::Worded { regulation: regulation(), digest: text("d"), before: none.clone(), clauses: none }),
        example(&r::PublisherTrusted { public_key: public_key(), before: None, name: text("市局") }),
        example(&r::PublisherDropped { public_key: public_key(), name: None }),
        example(&r::UnsignedPackages { before: false, takes_unsigned: true }),
    ]
}

fn of_registers() -> Vec<Example> {
    let regulation = || text("rules");
    let occurs = Period { from: Moment(0), to: Moment(1) };
    let imported = LinesImported {
        regulation: regulation(),
        form: text("clock"),
        file: text("d"),
        new: 1,
        known: 0,
        errors: 0,
        lines: [Some(1), Some(2)],
        after: vec![ImportedLine { line: 1, record: id(), person: id(), occurs, content: text("{}") }],
        beyond: None,
    };
    let withdrawn = LineWithdrawn {
        regulation: regulation(),
        form: text("clock"),
        record: id(),
        person: Some(id()),
        occurs,
        content: text("{}"),
        reason: text("录错"),
    };
    vec![
        example(&imported),
        example(&withdrawn),
        example(&RegisterExported { regulation: regulation(), view: text("days"), ..RegisterExported::default() }),
        example(&PackExported { regulations: vec![regulation()], ..PackExported::default() }),
    ]
}

fn of_rosters() -> Vec<Example> {
    let regulation = || text("rules");
    let made = RosterMade {
        regulation: regulation(),
        roster: text("night"),
        from: Date(20_000),
        to: Date(20_007),
        turns: 1,
        after: vec![ShiftGiven { turn: id(), person: id(), starts: Moment(0) }],
    };
    let asked = SwapAsked {
        swap: id(),
        turn: id(),
        wanted: id(),
        regulation: regulation(),
        roster: text("night"),
        asked_of: id(),
        turn_starts: Moment(0),
        for_starts: Moment(1),
        reason: text("家事"),
    };
    let answered = SwapAnswered {
        swap: id(),
        regulation: regulation(),
        roster: text("night"),
        agreed: true,
        asked_by: id(),
        asked_of: id(),
        turn: id(),
        wanted: id(),
    };
    vec![example(&made), example(&asked), example(&answered)]
}

fn of_the_rest() -> Vec<Example> {
    let of = || ProposalOf { proposal: id(), person: id(), clauses: vec![text("rules#3")] };
    let (starts, ends) = (Date(20_000), Date(20_030));
    let (period, faults) = (Cycle::Month, Vec::new());
    let assessed = Assessed { period, starts, ends, subjects: 1, faults, proposed: vec![of()], lapsed: vec![of()] };
    let decided = ProposalDecided {
        proposal: id(),
        person: id(),
        clauses: vec![text("rules#3")],
        sanction: Sanction::Suspension,
        before: ProposalState::Proposed,
        state: ProposalState::Confirmed,
        reason: text("属实"),
        suspension: Some(matters::suspension()),
    };
    let (regulation, what, title, place) = (text("rules"), text("days"), text("考勤"), text("大厅"));
    let closed = p::LinkClosed {
        entrance: id(),
        regulation: regulation.clone(),
        what: what.clone(),
        title: title.clone(),
        place: place.clone(),
    };
    let opened = p::LinkOpened { entrance: id(), leads_to: LinkKind::Board, regulation, what, title, place };
    let stored = p::FileStored { digest: text("d"), name: text("a.pdf"), media_type: text("x"), size: 1 };
    let (alarm, subject) = (AlarmKind::BlobMissing, || text("d"));
    vec![
        example(&assessed),
        example(&decided),
        example(&p::PublicationRead { publication: id(), title: text("通知"), person: id() }),
        example(&opened),
        example(&closed),
        example(&stored),
        example(&p::FileHeld { digest: text("d") }),
        example(&AlarmRaised { alarm, subject: subject() }),
        example(&AlarmEnded { alarm, subject: subject() }),
        example(&OfficeSetting { name: "x", before: Setting::Number(1), after: Setting::Number(2) }),
        example(&CalendarPublished { year: 2026, text: text("x"), before: None, changed: vec![starts] }),
    ]
}

fn of_evidence() -> Vec<Example> {
    let erased = Erased {
        erasure: id(),
        request: id(),
        asked_by: id(),
        confirmed_by: Some(id()),
        years: 10,
        own: BTreeMap::new(),
        matters: vec![(id(), None)],
        events: vec![1],
        remains: Vec::new(),
        rows: Vec::new(),
        files: Vec::new(),
        people: vec![id()],
        names: vec![id()],
        ended_early: Some(EndedEarly::TermsChanged),
    };
    vec![
        example(&Restored {
            kept_until: 1, lost_until: 2, reason: text("坏了"), key: text("k"), signature: text("s")
        }),
        example(&RetentionApplied { what: RetentionKind::Drafts, count: 1, bytes: None, days: 30 }),
        example(&erased),
        example(&RowsCovered {}),
        example(&RowsWritten { why: Untold::Reminder }),
    ]
}

fn all() -> Vec<Example> {
    let parts = [
        of_people(),
        of_accounts(),
        of_requests(),
        of_revisions(),
        of_registers(),
        of_rosters(),
        of_the_rest(),
        of_evidence(),
        matters::all(),
    ];
    parts.into_iter().flatten().collect()
}

/// Each member of a body that stands somewhere in it, with its name; an item of a list with that of the list.
fn members<'b>(name: &'b str, body: &'b Value, found: &mut Vec<(&'b str, &'b Value)>) {
    match body {
        Value::Object(all) => all.iter().for_each(|(name, value)| members(name, value, found)),
        Value::Array(all) => all.iter().for_each(|value| members(name, value, found)),
        value => found.push((name, value)),
    }
}

#[test]
fn each_kind_has_an_example() {
    let kinds = all().iter().map(|example| example.kind).collect::<BTreeSet<_>>();
    let of_matters = MatterEventKind::ALL.into_iter().filter(|kind| *kind != MatterEventKind::Moved);
    // What only the baseline wrote is written by nobody any more.
    let written = EventKind::ALL.into_iter().filter(|kind| !EventKind::OF_THE_BASELINE.contains(kind));
    let known = written.map(EventKind::name).chain(of_matters.map(MatterEventKind::name));
    assert_eq!(kinds, known.collect::<BTreeSet<_>>());
}

#[test]
fn an_event_is_found_by_whatever_its_body_names() {
    let mut looked_at = 0;
    for Example { kind, body, found } in all() {
        let mut named = Vec::new();
        members("", &body, &mut named);
        for (name, value) in named {
            if let Some(number) = value.as_u64().filter(|number| *number >= IDS) {
                let is_found = found.iter().any(|subject| subject.id == number.to_string());
                assert!(is_found || NOT_SEARCHED.contains(&name), "{kind} is not found by {name}");
                looked_at += 1;
            }
            let by_name = NAMED.iter().find(|(known, _)| *known == name).filter(|_| !value.is_null());
            if let Some((_, thing)) = by_name {
                let id = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                assert!(found.contains(&Subject::of(*thing, id)), "{kind} is not found by {name}");
            }
        }
    }
    assert!(looked_at > 100, "{looked_at} ids");
}

//! Each finding of the linter, made by one slip in a regulation that has none.

mod leans;
mod regulation;

use guiju_lint::{Beside, Observed, Seen, Slip, lint};
use guiju_model::*;
use regulation::{answered, careful, choice, field, finding, other, plain, privilege, suspended, voiding};
use std::collections::{BTreeMap, BTreeSet};

/// The codes of what is found once everything was altered by `slip`.
fn found(slip: impl FnOnce(&mut Manifest, &mut (Check, Route, Assessment))) -> BTreeSet<&'static str> {
    let (mut manifest, mut answers) = (careful(), answered());
    slip(&mut manifest, &mut answers);
    let (check, route, assessment) = answers;
    let records = BTreeMap::from([(7, "thing".to_owned()), (8, "other/paper".to_owned())]);
    let matter = Seen::Matter { case: "one".to_owned(), form: "paper".to_owned(), check, route: Some(route), records };
    let period = Seen::Period { case: "two".to_owned(), assessed: "month".to_owned(), assessment };
    let things = Seen::Matter {
        case: "three".to_owned(),
        form: "thing".to_owned(),
        check: Check::default(),
        route: None,
        records: BTreeMap::new(),
    };
    let observed = Observed { seen: vec![matter, things, period] };
    let other = other();
    lint(&manifest, &[Beside::current(&other)], Some(&observed)).iter().map(|slipped| slipped.slip.code()).collect()
}

#[test]
fn a_careful_author_has_no_findings() {
    assert_eq!(found(|_, _| {}), BTreeSet::new());
}

type Slipping = fn(&mut Manifest, &mut (Check, Route, Assessment));

/// Every slip with the code of what is found.
const SLIPS: &[(&str, Slipping)] = &[
    ("unknown-role", |m, _| m.forms[0].filing.by = Audience::HoldersOf(vec!["boss".to_owned()])),
    ("unknown-role", |m, _| m.roles[0].above = Some("boss".to_owned())),
    ("unknown-role", |m, _| m.views[0].seen_by = Audience::HoldersOf(vec!["boss".to_owned()])),
    ("unknown-role", |_, a| a.1.steps[0].who = Who::Roles(vec!["boss".to_owned()])),
    ("unknown-role", |_, a| a.2.penalties[0].decided_by = "boss".to_owned()),
    ("unknown-role", |_, a| a.2.penalties[0].answerable = vec!["boss".to_owned()]),
    ("unknown-role", |_, a| {
        a.1.effects.push(Effect::Notify(Notice {
            clause: "1".to_owned(),
            to: Who::Roles(vec!["boss".to_owned()]),
            message: String::new(),
        }));
    }),
    ("unknown-form", |m, _| m.oversees.push("other/gone".to_owned())),
    ("unknown-form", |m, _| m.forms[0].sections[0].fields[5] = field("of", ValueKind::Reference("gone".to_owned()))),
    ("unknown-form", |_, a| {
        a.1.effects.push(Effect::FollowUp(FollowUp {
            clause: "1".to_owned(),
            form: "gone".to_owned(),
            by: 1,
            due: Span::SameDay,
            reason: String::new(),
        }));
    }),
    ("unknown-source", |m, _| m.reads[0].1[0].source = "other/gone".to_owned()),
    ("unknown-source", |m, _| m.charts[0].source = "gone".to_owned()),
    ("unknown-field", |m, _| m.forms[0].about = Some("gone".to_owned())),
    ("unknown-field", |m, _| m.reads[0].1[0].matching[0].field = "gone".to_owned()),
    ("unknown-field", |m, _| m.letters[0].body = "head/gone".to_owned()),
    ("unknown-field", |_, a| {
        a.1.effects[0] =
            Effect::Amend(Amendment { clause: "1".to_owned(), record: 7, content: "{\"gone\":1}".to_owned() });
    }),
    ("other-kind", |m, _| m.forms[0].occurs = Some("what".to_owned())),
    ("other-kind", |m, _| m.charts[0].measure = Measured::Sum("what".to_owned())),
    // The place of a choice among those of another regulation is no number: it moves when that one's owner adds a choice.
    ("other-kind", |m, _| {
        let read = &mut m.reads[0].1[0];
        (read.source, read.related) = ("other/paper".to_owned(), Vec::new());
        read.gives = Gives::Numbers(vec!["kind".to_owned()]);
    }),
    ("other-kind", |m, _| {
        let kind = LeanedField { name: "kind".to_owned(), kind: plain(&choice(&["a"])), required: false };
        let (steps, figures) = (Vec::new(), Vec::new());
        m.leans = vec![Lean { on: "unknown/paper".to_owned(), fields: vec![kind], steps, figures }];
        let read = &mut m.reads[0].1[0];
        (read.source, read.related) = ("unknown/paper".to_owned(), Vec::new());
        read.gives = Gives::Totals(Totals { of: Some("kind".to_owned()), by: None });
    }),
    ("other-kind", |m, _| m.reads[0].1[0].related[0].field = "whom".to_owned()),
    ("bad-value", |m, _| m.parameters[0].default = "10".to_owned()),
    ("bad-value", |m, _| m.parameters[0].default = "\"x\"".to_owned()),
    ("bad-value", |m, _| m.forms[0].closed_when[0].is_one_of = vec!["\"c\"".to_owned()]),
    ("bad-value", |_, a| {
        a.1.effects[0] =
            Effect::Amend(Amendment { clause: "1".to_owned(), record: 7, content: "{\"kind\":\"c\"}".to_owned() });
    }),
    ("equal-choices", |m, _| m.forms[0].sections[0].fields[2] = field("kind", choice(&["a", "a"]))),
    ("empty-bounds", |m, _| {
        m.forms[0].sections[0].fields[1] = field("count", ValueKind::Integer(Bounds { least: Some(2), most: Some(1) }));
    }),
    ("parameter-kind", |m, _| {
        let kind = ValueKind::Words(WordsLimits { most: 5, max_chars: 5 });
        m.forms[0].sections[0].fields.push(field("banned", kind));
    }),
    ("twice", |m, _| m.views.push(m.views[0].clone())),
    ("twice", |_, a| a.1.steps.push(a.1.steps[0].clone())),
    ("no-number", |m, _| m.forms[0].series = Some(Series { id: "s".to_owned(), pattern: "{year}".to_owned() })),
    ("unknown-placeholder", |m, _| m.forms[0].summary = "{gone}".to_owned()),
    ("unknown-step", |m, _| m.letters[0].signed = "gone".to_owned()),
    ("unknown-step", |m, _| {
        m.forms[0].series = Some(Series { id: "s".to_owned(), pattern: "{after:gone}{number}".to_owned() });
    }),
    ("unknown-column", |m, _| m.views[0].columns.push("gone".to_owned())),
    ("unknown-metric", |m, _| m.assesses[1].reads[0].gives = Gives::Numbers(vec!["gone".to_owned()])),
    ("unbounded", |m, _| m.reads[0].1[0].most = 0),
    ("negative-days", |m, _| {
        let mut days = m.parameters[0].clone();
        (days.name, days.kind) = ("days".to_owned(), ValueKind::Integer(Bounds { least: Some(-1), most: None }));
        m.parameters.push(days);
        m.reads[0].1[0].window = Window::PastDaysOf("days".to_owned());
    }),
    ("name-taken", |m, _| {
        let name = m.forms[0].sections[0].fields[0].name.clone();
        m.forms[0].sections[0].fields[1].was = vec![name];
    }),
    ("name-taken", |m, _| {
        let fields = &mut m.forms[0].sections[0].fields;
        (fields[0].was, fields[1].was) = (vec!["old".to_owned()], vec!["old".to_owned()]);
    }),
    ("same-read", |m, _| {
        let read = m.reads[0].1[0].clone();
        m.reads[0].1.push(read);
    }),
    ("unknown-read", |m, _| {
        let found = Brought { read: "gone".to_owned(), field: String::new() };
        m.reads[0].1[0].matching[0].operand = Operand::Brought(found);
    }),
    ("not-brought", |m, _| {
        let earlier = Read { gives: Gives::Records(vec!["what".to_owned()]), ..m.reads[0].1[0].clone() };
        let found = Brought { read: "thing".to_owned(), field: "count".to_owned() };
        let matching = Matching { operand: Operand::Brought(found), ..earlier.matching[0].clone() };
        let later = Read { name: "later".to_owned(), matching: vec![matching], ..earlier.clone() };
        m.reads[0].1 = vec![earlier, later];
    }),
    ("many-values", |m, _| {
        m.reads[0].1[0].gives = Gives::Totals(Totals { of: Some("rows/count".to_owned()), by: None });
    }),
    ("long-group", |m, _| {
        let by = Some(Grouping::Field("what".to_owned()));
        m.reads[0].1[0].gives = Gives::Totals(Totals { of: None, by });
        let things = m.forms.iter_mut().filter(|form| form.id == "thing").flat_map(|form| &mut form.sections);
        let texts = things.flat_map(|section| &mut section.fields).filter(|field| field.name == "what");
        texts.for_each(|field| field.kind = FieldKind::Single(ValueKind::Text(TextLimits { max_chars: 25 })));
    }),
    ("no-content", |m, _| {
        let read = m.reads[0].1[0].clone();
        m.assesses[0].reads.push(read);
    }),
    ("unknown-path", |_, a| a.0.findings.push(finding("gone"))),
    ("unknown-path", |_, a| a.0.findings.push(finding("head/gone"))),
    ("not-own", |_, a| {
        a.1.effects[1] = Effect::Move(Movement { clause: "1".to_owned(), record: 8, field: "count".to_owned(), by: 1 });
    }),
    ("not-own", |_, a| a.1.effects.push(voiding(8))),
    ("untold-record", |_, a| a.1.effects.push(voiding(9))),
    ("unknown-form", |m, _| m.privileges[0].forms.push("other/paper".to_owned())),
    ("unknown-role", |m, _| m.privileges[0].seen_by = Audience::HoldersOf(vec!["boss".to_owned()])),
    ("twice", |m, _| m.privileges.push(privilege())),
    ("unknown-privilege", |_, a| a.1.effects.push(suspended("driving"))),
    ("unknown-privilege", |_, a| {
        a.2.penalties[0].measure =
            Sanction::PrivilegeSuspended(PrivilegeSuspension { privilege: "driving".to_owned(), days: 1 });
    }),
    ("unknown-sign", |_, a| a.2.marks[0].sign = "×".to_owned()),
    ("unknown-parameter", |m, _| m.parameters[0].name = "another".to_owned()),
    ("unknown-clause", |_, a| a.2.penalties[0].same_as[0] = "other#9".to_owned()),
];

#[test]
fn each_slip_is_found() {
    for (at, (code, slip)) in SLIPS.iter().enumerate() {
        let found = found(slip);
        assert!(found.contains(code), "slip {at}: {code}, found {found:?}");
    }
    let covered = SLIPS.iter().map(|(code, _)| *code).collect::<BTreeSet<_>>();
    let codes = Slip::CODES.iter().map(|(code, _)| *code);
    let missing = codes.filter(|code| !code.starts_with("lean-") && !covered.contains(code)).collect::<Vec<_>>();
    assert_eq!(missing, Vec::<&str>::new(), "each has a slip that makes it");
}

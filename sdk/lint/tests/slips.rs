//! Each finding of the linter, made by one slip in a regulation that has none.

use guiju_lint::{Observed, Seen, Slip, leans, lint};
use guiju_model::*;
use std::collections::{BTreeMap, BTreeSet};

fn field(name: &str, kind: ValueKind) -> Field {
    Field {
        name: name.to_owned(),
        label: name.to_owned(),
        help: None,
        clause: None,
        required: false,
        shown_when: Vec::new(),
        kind: FieldKind::Single(kind),
        initial: None,
        sensitive: false,
        was: Vec::new(),
    }
}

fn text() -> ValueKind {
    ValueKind::Text(TextLimits { max_chars: 10 })
}

fn number() -> ValueKind {
    ValueKind::Integer(Bounds { least: Some(0), most: Some(9) })
}

fn choice(values: &[&str]) -> ValueKind {
    let one = |value: &&str| Choice { value: (*value).to_owned(), label: (*value).to_owned() };
    ValueKind::Choice(values.iter().map(one).collect())
}

fn form(id: &str, fields: Vec<Field>) -> Form {
    Form {
        id: id.to_owned(),
        title: id.to_owned(),
        clause: "1".to_owned(),
        summary: "{what}".to_owned(),
        sections: vec![Section { title: None, fields }],
        filing: Filing { by: Audience::Anyone, on_behalf: Audience::Nobody, imports: Vec::new() },
        series: Some(Series { id: "papers".to_owned(), pattern: "{after:head}〔{year}〕{kind}{number}".to_owned() }),
        occurs: Some("day".to_owned()),
        about: Some("whom".to_owned()),
        seen_by: Audience::HoldersOf(vec!["head".to_owned()]),
        closed_when: vec![Condition { field: "kind".to_owned(), is_one_of: vec!["\"a\"".to_owned()] }],
        held_by: vec!["whom".to_owned()],
        copies: Vec::new(),
        synonyms: Vec::new(),
        steps: vec![StepName { id: "head".to_owned(), title: "head".to_owned() }],
        computed: vec![Computed { name: "tier".to_owned(), label: "tier".to_owned(), kind: text() }],
    }
}

/// What is told of a paper and of a thing.
fn fields() -> Vec<Field> {
    vec![
        field("what", text()),
        field("count", number()),
        field("kind", choice(&["a", "b"])),
        field("day", ValueKind::Date),
        field("whom", ValueKind::Person),
        field("of", ValueKind::Reference("thing".to_owned())),
    ]
}

/// What the rules of a paper read.
fn read() -> Read {
    let mut read = Read::new("thing", Scope::Office, Window::Always);
    read.most = 10;
    let operand = Operand::Content("what".to_owned());
    read.matching.push(Matching { field: "what".to_owned(), alike: Alike::Same, operand });
    read.related.push(Related { form: "paper".to_owned(), field: "of".to_owned(), having: Vec::new(), there: true });
    read.gives = Gives::Totals(Totals { of: Some("count".to_owned()), by: Some(Grouping::Field("kind".to_owned())) });
    read
}

fn judgement(id: &str, reads: Vec<Read>) -> Assessed {
    Assessed {
        id: id.to_owned(),
        title: id.to_owned(),
        clause: "1".to_owned(),
        per: SubjectKind::Person,
        period: Cycle::Month,
        reads,
        seen_by: Audience::Nobody,
        legend: vec![Sign { sign: "√".to_owned(), meaning: "there".to_owned() }],
        figures: vec![MetricName { name: "late".to_owned(), label: "late".to_owned() }],
    }
}

fn view() -> View {
    View {
        id: "papers".to_owned(),
        title: "papers".to_owned(),
        clause: "1".to_owned(),
        over: vec!["paper".to_owned()],
        layout: Layout::Table,
        columns: ["person", "what", "tier=Tier", "count/limit=Share"].map(str::to_owned).to_vec(),
        seen_by: Audience::Anyone,
    }
}

fn chart() -> Chart {
    Chart {
        id: "counts".to_owned(),
        title: "counts".to_owned(),
        clause: "1".to_owned(),
        source: "paper".to_owned(),
        measure: Measured::Sum("count".to_owned()),
        along: Grouping::Field("kind".to_owned()),
        split: None,
        drawn: Drawing::Bars,
        seen_by: Audience::Anyone,
    }
}

fn letter() -> DocumentTemplate {
    DocumentTemplate {
        id: "letter".to_owned(),
        title: "letter".to_owned(),
        clause: "1".to_owned(),
        source: "paper".to_owned(),
        head: "{office}{what}".to_owned(),
        heading: "what".to_owned(),
        to: None,
        body: "head/opinion".to_owned(),
        enclosed: None,
        copied: None,
        listed: vec!["count".to_owned()],
        signed: "head".to_owned(),
        sealed: true,
        names_signer_when: Vec::new(),
    }
}

/// A regulation that names nothing that does not exist.
fn careful() -> Manifest {
    let mut months = Read::new("month", Scope::Subject, Window::ThisYear);
    months.gives = Gives::Numbers(vec!["late".to_owned()]);
    let limit = Parameter {
        name: "limit".to_owned(),
        label: "limit".to_owned(),
        clause: "1".to_owned(),
        unit: None,
        kind: number(),
        default: "3".to_owned(),
    };
    let hours = WorkingHours {
        clause: "1".to_owned(),
        summer_from: "limit".to_owned(),
        summer_to: "limit".to_owned(),
        summer: "limit".to_owned(),
        winter: "limit".to_owned(),
    };
    Manifest {
        id: "own".to_owned(),
        parameters: vec![limit],
        roles: vec![Role { id: "head".to_owned(), label: "head".to_owned(), reach: RoleScope::Office, above: None }],
        forms: vec![form("paper", fields()), form("thing", fields())],
        reads: vec![("paper".to_owned(), vec![read()])],
        views: vec![view()],
        assesses: vec![judgement("month", Vec::new()), judgement("year", vec![months])],
        charts: vec![chart()],
        letters: vec![letter()],
        working_hours: Some(hours),
        privileges: vec![privilege()],
        ..Manifest::default()
    }
}

fn finding(path: &str) -> Finding {
    let (clause, message) = ("1".to_owned(), String::new());
    Finding { clause, severity: Severity::Error, field: Some(path.to_owned()), message }
}

/// Answers that name nothing that does not exist.
fn answered() -> (Check, Route, Assessment) {
    let derived = Derived {
        name: "limit".to_owned(),
        label: "limit".to_owned(),
        value: "3".to_owned(),
        clause: "1".to_owned(),
        because: String::new(),
    };
    let step = Step {
        id: "head".to_owned(),
        title: "head".to_owned(),
        clauses: Vec::new(),
        because: String::new(),
        who: Who::Roles(vec!["head".to_owned()]),
        mode: Mode::One,
        fields: vec![field("opinion", text())],
        due: None,
        allows: Allows { return_back: true, refuse: true, delegate: true, add_signer: true },
        separate_from: vec!["applicant".to_owned()],
    };
    let amend = Amendment { clause: "1".to_owned(), record: 7, content: "{\"kind\":\"b\",\"count\":2}".to_owned() };
    let movement = Movement { clause: "1".to_owned(), record: 7, field: "count".to_owned(), by: 1 };
    let route =
        Route { steps: vec![step], effects: vec![Effect::Amend(amend), Effect::Move(movement), suspended("meals"), voiding(7)], ..Route::default() };
    let metric = Metric {
        name: "late".to_owned(),
        label: "late".to_owned(),
        value: 1,
        unit: String::new(),
        clause: "1".to_owned(),
    };
    let mark = DayMark { date: 0, half: Half::Am, sign: "√".to_owned(), label: String::new(), clause: None };
    let penalty = PenaltyProposal {
        clauses: Vec::new(),
        same_as: vec!["other#1".to_owned(), "unknown#1".to_owned()],
        person: 1,
        measure: Sanction::Suspension,
        decided_by: "head".to_owned(),
        evidence: Vec::new(),
        explanation: String::new(),
    };
    let assessment =
        Assessment { penalties: vec![penalty], figures: vec![metric], marks: vec![mark], ..Assessment::default() };
    let findings = ["what", "head/opinion"].map(finding).to_vec();
    (Check { findings, derived: vec![derived] }, route, assessment)
}

fn privilege() -> Privilege {
    Privilege {
        id: "meals".to_owned(),
        label: "meals".to_owned(),
        clause: "1".to_owned(),
        forms: vec!["thing".to_owned()],
        seen_by: Audience::HoldersOf(vec!["head".to_owned()]),
    }
}

fn suspended(privilege: &str) -> Effect {
    let (clause, privilege) = ("1".to_owned(), privilege.to_owned());
    Effect::Suspend(Suspension { clause, privilege, person: 1, starts: 0, ends: None, reason: String::new() })
}

fn voiding(record: u64) -> Effect {
    Effect::Void(Voiding { clause: "1".to_owned(), record, reason: String::new() })
}

/// The regulation beside it.
fn other() -> Manifest {
    let clause = Clause {
        id: "1".to_owned(),
        label: String::new(),
        heading: String::new(),
        statement: String::new(),
        kind: ClauseKind::Rule,
    };
    let mut other = careful();
    other.id = "other".to_owned();
    other.clauses = vec![clause];
    other
}

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
    lint(&manifest, &[&other], Some(&observed)).iter().map(|slipped| slipped.slip.code()).collect()
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
    ("same-read", |m, _| {
        let read = m.reads[0].1[0].clone();
        m.reads[0].1.push(read);
    }),
    ("unknown-read", |m, _| {
        let found = Brought { read: "gone".to_owned(), field: String::new() };
        m.reads[0].1[0].matching[0].operand = Operand::Brought(found);
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

#[test]
fn who_leans_on_what_is_gone_is_named() {
    let lean = |fields: Vec<LeanedField>| Lean {
        on: "other/paper".to_owned(),
        fields,
        steps: vec!["head".to_owned()],
        figures: Vec::new(),
    };
    let leaned = |name: &str, kind: ValueKind, required| LeanedField { name: name.to_owned(), kind, required };
    let mut leaner = careful();
    leaner.leans = vec![
        lean(vec![
            leaned("kind", choice(&["b"]), false),
            leaned("count", number(), true),
            leaned("tier", text(), false),
        ]),
        Lean { on: "other/month".to_owned(), fields: Vec::new(), steps: Vec::new(), figures: vec!["late".to_owned()] },
    ];
    let codes = |on: &Manifest| leans(&leaner, on).iter().map(|slipped| slipped.slip.code()).collect::<Vec<_>>();
    let mut on = other();
    on.forms[0].sections[0].fields[1].required = true;
    assert_eq!(codes(&on), Vec::<&str>::new());
    assert_eq!(codes(&careful()), Vec::<&str>::new(), "another regulation is not meant");
    let altered = |alter: fn(&mut Manifest)| {
        let mut altered = on.clone();
        alter(&mut altered);
        codes(&altered)
    };
    assert_eq!(altered(|on| on.forms[0].sections[0].fields[1].required = false), ["lean-optional"]);
    assert_eq!(altered(|on| on.forms[0].sections[0].fields[2].name = "sort".to_owned()), ["lean-gone"]);
    assert_eq!(altered(|on| on.forms[0].sections[0].fields[2] = field("kind", choice(&["a"]))), ["lean-choice-gone"]);
    assert_eq!(altered(|on| on.forms[0].sections[0].fields[2] = field("kind", ValueKind::YesNo)), ["lean-changed"]);
    assert_eq!(altered(|on| on.forms[0].computed.clear()), ["lean-gone"]);
    assert_eq!(altered(|on| on.forms[0].steps.clear()), ["lean-gone"]);
    assert_eq!(altered(|on| on.assesses[0].figures.clear()), ["lean-gone"]);
    assert_eq!(altered(|on| on.forms.clear()), ["unknown-source"]);
}

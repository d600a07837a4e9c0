//! A regulation in which nothing is wrong, with its answers to cases.

use guiju_model::*;

pub fn field(name: &str, kind: ValueKind) -> Field {
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

pub fn text() -> ValueKind {
    ValueKind::Text(TextLimits { max_chars: 10 })
}

pub fn number() -> ValueKind {
    ValueKind::Integer(Bounds { least: Some(0), most: Some(9) })
}

pub fn choice(values: &[&str]) -> ValueKind {
    let one = |value: &&str| Choice { value: (*value).to_owned(), label: (*value).to_owned() };
    ValueKind::Choice(values.iter().map(one).collect())
}

pub fn plain(kind: &ValueKind) -> PlainKind {
    kind.plain().unwrap_or(PlainKind::YesNo)
}

pub fn form(id: &str, fields: Vec<Field>) -> Form {
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
        computed: vec![Computed { name: "tier".to_owned(), label: "tier".to_owned(), kind: PlainKind::Text }],
    }
}

/// What is told of a paper and of a thing.
pub fn fields() -> Vec<Field> {
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
pub fn read() -> Read {
    let mut read = Read::new("thing", Scope::Office, Window::Always);
    read.most = 10;
    let operand = Operand::Content("what".to_owned());
    read.matching.push(Matching { field: "what".to_owned(), alike: Alike::Same, operand });
    read.related.push(Related { form: "paper".to_owned(), field: "of".to_owned(), having: Vec::new(), there: true });
    read.gives = Gives::Totals(Totals { of: Some("count".to_owned()), by: Some(Grouping::Field("kind".to_owned())) });
    read
}

pub fn judgement(id: &str, reads: Vec<Read>) -> Assessed {
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

pub fn view() -> View {
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

pub fn chart() -> Chart {
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

pub fn letter() -> DocumentTemplate {
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
pub fn careful() -> Manifest {
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

pub fn finding(path: &str) -> Finding {
    let (clause, message) = ("1".to_owned(), String::new());
    Finding { clause, severity: Severity::Error, field: Some(path.to_owned()), message }
}

/// Answers that name nothing that does not exist.
pub fn answered() -> (Check, Route, Assessment) {
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
    let route = Route {
        steps: vec![step],
        effects: vec![Effect::Amend(amend), Effect::Move(movement), suspended("meals"), voiding(7)],
        ..Route::default()
    };
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
        answerable: vec!["head".to_owned()],
    };
    let assessment =
        Assessment { penalties: vec![penalty], figures: vec![metric], marks: vec![mark], ..Assessment::default() };
    let findings = ["what", "head/opinion"].map(finding).to_vec();
    (Check { findings, derived: vec![derived] }, route, assessment)
}

pub fn privilege() -> Privilege {
    Privilege {
        id: "meals".to_owned(),
        label: "meals".to_owned(),
        clause: "1".to_owned(),
        forms: vec!["thing".to_owned()],
        seen_by: Audience::HoldersOf(vec!["head".to_owned()]),
    }
}

pub fn suspended(privilege: &str) -> Effect {
    let (clause, privilege) = ("1".to_owned(), privilege.to_owned());
    Effect::Suspend(Suspension { clause, privilege, person: 1, starts: 0, ends: None, reason: String::new() })
}

pub fn voiding(record: u64) -> Effect {
    Effect::Void(Voiding { clause: "1".to_owned(), record, reason: String::new() })
}

/// The regulation beside it.
pub fn other() -> Manifest {
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

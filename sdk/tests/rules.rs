//! What a rule reads and what it brings about: older content, what cannot be read, effects by name and type.

use guiju_sdk::{
    ClauseText, Declaration, Text, assess,
    model::{Entry, Facts as FactsOfCall, Fault, Known, Ledger, Matter, Person, Subject},
    prelude::*,
    route, validate,
};

macro_rules! clause {
    ($id:literal) => {
        guiju_sdk::Clause::of_text($id)
    };
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Choice)]
enum Weight {
    #[choice("轻")]
    Light,
    #[choice("重")]
    Heavy,
}

/// A thing that is registered. Before, its keeper was called `holder`, and its weight was a number of grams.
#[derive(Debug, Form)]
#[form(title = "物品", clause = "1", summary = "物品", upcast = weigh)]
struct Thing {
    #[field(label = "保管人", was = "holder")]
    keeper: PersonId,
    #[field(label = "轻重")]
    weight: Weight,
    #[field(label = "数量")]
    count: u32,
    #[computed("现状")]
    state: Option<String>,
}

fn weigh(older: &mut Older) -> Result<(), Malformed> {
    if let Some(grams) = older.take::<i64>("grams")? {
        older.set(Thing::FIELDS.weight, if grams > 1000 { Weight::Heavy } else { Weight::Light });
    }
    Ok(())
}

/// A change of a thing.
#[derive(Debug, Form)]
#[form(title = "变动", clause = "1", summary = "变动", steps(receiver = "接收人"))]
struct Change {
    #[field(label = "物品")]
    thing: Reference<Thing>,
}

#[derive(Debug, Row)]
struct Received {
    #[field(label = "几件")]
    pieces: u32,
}

#[derive(Debug, Parameters)]
struct Numbers {
    #[parameter(label = "最多", clause = "1", default = 3)]
    most: u32,
}

/// Numbers of every kind that an office can revise.
#[derive(Debug, Parameters)]
struct Revisable {
    #[parameter(label = "文种", clause = "1", default = Words::of(&["通知", "函"]), most = 5)]
    kinds: Words,
    #[parameter(label = "年休假", clause = "1", unit = "天", from = "工作满", from_unit = "年", default = Tiers::of(&[(1, 5), (10, 10)]), most = 30)]
    leave: Tiers<u32, u32>,
    #[parameter(label = "系数", clause = "1", default = "1.5", least = "0.5", most = 3)]
    rate: Decimal<2>,
}

/// A form with decimal numbers.
#[derive(Debug, Form)]
#[form(title = "折算", clause = "1", summary = "折算")]
struct Weighed {
    #[field(label = "系数", least = "-0.5", most = 10)]
    rate: Decimal<1>,
    #[field(label = "余数", optional)]
    rest: Option<Decimal<3>>,
}

impl Rules<Numbers> for Thing {}

impl Rules<Numbers> for Change {
    fn reads() -> Vec<Read> {
        vec![referenced::<Thing>()]
    }

    #[clause("2")]
    fn validate(&self, context: &Context<'_, Numbers>, findings: &mut Findings) {
        for thing in context.records::<Thing>() {
            let said = format!("{} {} {}", thing.form.keeper, thing.form.weight.label(), context.parameters.most);
            findings.notice(CLAUSE).say(said);
        }
        for (_, received) in context.each_filled::<Received>(Change::RECEIVER) {
            findings.notice(CLAUSE).say(received.pieces.to_string());
        }
    }

    #[clause("3")]
    fn route(&self, context: &Context<'_, Numbers>, route: &mut Route) {
        let subject = context.subject();
        route.have(Change::RECEIVER, "接收", COOK).by(CLAUSE).because("接收").fills::<Received>();
        route.amend(CLAUSE, self.thing, |thing| {
            [thing.keeper.set(subject.id), thing.weight.set(Weight::Heavy), thing.state.clear()]
        });
        route.count(CLAUSE, self.thing, Thing::FIELDS.count, -1);
        let thing = Thing { keeper: 7, weight: Weight::Light, count: 1, state: None };
        route.enter(CLAUSE, None, context.now(), &thing);
        route.notify(
            CLAUSE,
            Who::role(COOK),
            if context.attribute(subject, "new") == Some(true) { "新" } else { "旧" },
        );
    }
}

/// The things at the end of a month.
#[derive(Debug, Judgement)]
#[judgement(title = "月", clause = "1", of = Office, every = Month, reads = [office::<Thing>(Window::ThisMonth)], figures(things = "物品"))]
struct Month;

impl Judge<Numbers> for Month {
    fn judge(context: &AssessmentContext<'_, Numbers>, assessment: &mut Assessment) {
        assessment.figure(Month::THINGS, context.records::<Thing>().count() as i64, "件", clause!("1"));
    }
}

#[derive(Debug)]
struct Things;

impl Text for Things {
    const CLAUSES: &'static [ClauseText] = &[];
}

impl Regulation for Things {
    type Parameters = Numbers;
    const ID: &'static str = "things";
    const TITLE: &'static str = "物品";
    const VERSION: &'static str = "1.0.0";
    const AREA: &'static str = "物品";
    const ROLES: &'static [RoleName] = &[COOK];

    fn declare(declaration: &mut impl Declaration<Numbers>) {
        declaration.form::<Thing>();
        declaration.form::<Change>();
        declaration.judges::<Month>();
    }
}

/// A fact that comes with a call.
enum Told<'a> {
    Thing(&'a str),
    Parameters(&'a str),
    Attribute(&'a str),
    Received(&'a str),
}

fn facts(told: &Told<'_>) -> FactsOfCall {
    let entry = |content: &str| Entry {
        id: 12,
        person: None,
        starts: 0,
        ends: 0,
        content: content.to_owned(),
        status: Status::Completed,
        step: None,
    };
    let entries = if let Told::Thing(content) = told { vec![entry(content)] } else { Vec::new() };
    FactsOfCall {
        now: 0,
        parameters: if let Told::Parameters(values) = told { (*values).to_owned() } else { "{}".to_owned() },
        calendar: guiju_sdk::model::Days { first: 0, kinds: Vec::new() },
        winter: Vec::new(),
        summer: Vec::new(),
        known: vec![Known { source: Thing::ID.to_owned(), entries, groups: Vec::new(), numbers: None }],
        suspensions: Vec::new(),
    }
}

fn matter(told: &Told<'_>) -> Matter {
    let attributes =
        if let Told::Attribute(value) = told { vec![("new".to_owned(), (*value).to_owned())] } else { Vec::new() };
    let person = Person { id: 5, attributes, ..Person::default() };
    let decision = |content: &str| guiju_sdk::model::Decision {
        step: "receiver".to_owned(),
        by: 5,
        instead_of: None,
        at: 0,
        verdict: Verdict::Approved,
        opinion: None,
        content: Some(content.to_owned()),
    };
    Matter {
        form: Change::ID.to_owned(),
        content: "{\"thing\":12}".to_owned(),
        applicant: person.clone(),
        subject: person,
        on_behalf: false,
        filed_at: 0,
        decisions: if let Told::Received(content) = told { vec![decision(content)] } else { Vec::new() },
        facts: facts(told),
    }
}

fn said(told: &Told<'_>) -> Vec<String> {
    match validate::<Things>(matter(told)) {
        Ok(check) => check.findings.iter().map(|finding| format!("{} {}", finding.clause, finding.message)).collect(),
        Err(fault) => vec![format!("{fault:?}")],
    }
}

#[test]
fn older_content_is_read_as_today_s() {
    assert_eq!(said(&Told::Thing(r#"{"keeper":4,"weight":"light"}"#)), ["2 4 轻 3"]);
    assert_eq!(said(&Told::Thing(r#"{"holder":4,"grams":1500}"#)), ["2 4 重 3"]);
    assert_eq!(said(&Told::Thing(r#"{"holder":4,"keeper":6,"grams":10}"#)), ["2 6 轻 3"]);
    assert_eq!(said(&Told::Received(r#"{"pieces":2}"#)), ["2 2"]);
}

#[test]
fn what_cannot_be_read_is_the_fault_of_the_call() {
    let malformed = |path: &str, reason: &str| Fault::Malformed((path.to_owned(), reason.to_owned()));
    for (told, path, reason) in [
        (Told::Thing(r#"{"keeper":"li"}"#), "thing/12/keeper", "should be an id"),
        (Told::Thing(r#"{"weight":"huge"}"#), "thing/12/weight", "should be one of the choices"),
        (Told::Thing(r#"{"grams":"many"}"#), "thing/12/grams", "should be a whole number"),
        (Told::Thing("[]"), "thing/12", "should be a JSON object"),
        (Told::Parameters(r#"{"most":"x"}"#), "parameters/most", "has another type than the parameter"),
        (Told::Received(r#"{"pieces":-1}"#), "receiver/pieces", "should be a count"),
    ] {
        assert_eq!(validate::<Things>(matter(&told)), Err(malformed(path, reason)), "{path}");
    }
    let told = Told::Attribute("3");
    assert_eq!(route::<Things>(matter(&told)), Err(malformed("attributes/5/new", "should be true or false")));
    let told = Told::Thing(r#"{"count":-1}"#);
    let facts = facts(&told);
    let ledger = Ledger { assessed: "month".to_owned(), subject: Subject::Office, starts: 0, ends: 30, facts };
    assert_eq!(assess::<Things>(ledger), Err(malformed("thing/12/count", "should be a count")));
}

#[test]
fn an_undeclared_read_is_the_fault_of_the_call() {
    let mut matter = matter(&Told::Attribute("true"));
    matter.facts.known.clear();
    let reason = "is not among the reads that the rule declares";
    assert_eq!(validate::<Things>(matter), Err(Fault::Malformed(("thing".to_owned(), reason.to_owned()))));
}

#[test]
fn effects_name_fields_that_the_form_has() {
    let route = route::<Things>(matter(&Told::Attribute("true"))).expect("a route");
    let effects = route.effects.iter().map(|effect| serde_json::to_string(effect).expect("JSON")).collect::<Vec<_>>();
    assert_eq!(
        effects,
        [
            r#"{"amend":{"clause":"3","record":12,"content":"{\"keeper\":5,\"state\":null,\"weight\":\"heavy\"}"}}"#,
            r#"{"move":{"clause":"3","record":12,"field":"count","by":-1}}"#,
            r#"{"enter":{"clause":"3","form":"thing","person":null,"starts":0,"ends":0,"content":"{\"count\":1,\"keeper\":7,\"weight\":\"light\"}"}}"#,
            r#"{"notify":{"clause":"3","to":{"roles":["cook"]},"message":"新"}}"#,
        ]
    );
    assert_eq!(route.steps[0].id, "receiver");
}

#[test]
fn what_is_computed_is_read_and_not_filled_in() {
    let names = Thing::declare().fields().map(|field| field.name.clone()).collect::<Vec<_>>();
    assert_eq!(names, ["keeper", "weight", "count"]);
    assert_eq!(Thing::FIELDS.state.label(), "现状");
}

#[test]
fn lists_tiers_and_decimals_are_parameters() {
    use guiju_sdk::model::{Bounds, DecimalLimits, TierKind};

    let declared = Revisable::declare();
    let ValueKind::Words(words) = &declared[0].kind else { panic!("{:?}", declared[0]) };
    assert_eq!((words.most, declared[0].default.as_str()), (5, r#"["通知","函"]"#));
    let ValueKind::Tiers(tiers) = &declared[1].kind else { panic!("{:?}", declared[1]) };
    assert_eq!((tiers.from.label.as_str(), tiers.from.unit.as_deref()), ("工作满", Some("年")));
    assert_eq!((tiers.value.label.as_str(), tiers.value.unit.as_deref()), ("年休假", Some("天")));
    assert_eq!(tiers.value.kind, TierKind::Integer(Bounds { least: Some(0), most: Some(30) }));
    assert_eq!(declared[1].unit, None, "the sides have their units");
    let bounds = Bounds { least: Some(50), most: Some(300) };
    assert_eq!(declared[2].kind, ValueKind::DecimalWithin(DecimalLimits { digits: 2, bounds }));

    let read =
        Revisable::read(r#"{ "kinds": ["报告"], "leave": [{ "from": 3, "value": 6 }], "rate": "0.75" }"#).unwrap();
    assert!(read.kinds.contains("报告") && read.kinds.any_in("关于某事的通知").is_none());
    assert_eq!((read.leave.at(2), read.leave.at(3)), (None, Some(6)));
    assert_eq!((read.rate, read.rate.to_string().as_str()), (Decimal(75), "0.75"));
    assert_eq!(Revisable::default().leave.at(10), Some(10));
    for wrong in [r#"{ "kinds": "报告" }"#, r#"{ "leave": [{ "from": 3 }] }"#, r#"{ "rate": "0.755" }"#] {
        assert!(Revisable::read(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn decimal_fields_have_bounds() {
    use guiju_sdk::model::{Bounds, DecimalLimits, FieldKind};

    let form = Weighed::declare();
    let kinds = form.fields().map(|field| field.kind.clone()).collect::<Vec<_>>();
    let bounds = Bounds { least: Some(-5), most: Some(100) };
    let within = ValueKind::DecimalWithin(DecimalLimits { digits: 1, bounds });
    assert_eq!(kinds, [FieldKind::Single(within), FieldKind::Single(ValueKind::Decimal(3))]);
}

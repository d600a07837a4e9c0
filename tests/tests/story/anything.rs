//! Whatever has the shape of a form, its regulation answers: every form of every regulation, filled in at random beside
//! records at random, along the whole way; and every judgement over such records.

use guiju_engine::{Engine, Limits, Loaded};
use guiju_model::{
    Assessed, Bounds, Date, Days, Decision, Entry, Facts, Field, FieldKind, FormId, Gives, Known, Ledger, Manifest,
    Matter, Person, Read, Session, Status, Subject, SubjectKind, ValueKind, Verdict, answering, holidays, shape,
};
use guiju_tests::root;
use serde_json::{Map, Value, json};
use std::{collections::BTreeMap, fs};

/// How often each form is filled in.
const TIMES: usize = 100;

struct Chance {
    random: fastrand::Rng,
    manifests: BTreeMap<String, Manifest>,
}

impl Chance {
    fn one<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.random.usize(..of.len())]
    }

    fn likely(&mut self, percent: u32) -> bool {
        self.random.u32(..100) < percent
    }

    fn date(&mut self) -> Date {
        // The first and the last that can be written, the first of all numbers, a leap day, and a year not published.
        let odd = [(1, 1, 1), (9999, 12, 31), (1970, 1, 1), (2024, 2, 29), (2027, 1, 1)];
        let near = Date(20_500 + self.random.i32(..120));
        let (year, month, day) = self.one(&odd);
        if self.likely(10) { Date::new(year, month, day).unwrap_or(near) } else { near }
    }

    fn number(&mut self, bounds: &Bounds) -> i64 {
        let (least, most) = (bounds.least.unwrap_or(i64::MIN), bounds.most.unwrap_or(i64::MAX));
        let any = [least, most, 0, 1, 7, 31, 50_000, 50_001, 200_001, 1 << 53];
        self.one(&any).clamp(least, most)
    }

    /// A value of this kind, or nearly.
    fn value(&mut self, kind: &ValueKind) -> Value {
        if self.likely(8) {
            let nothing = [json!(null), json!(""), json!([])];
            return nothing[self.random.usize(..nothing.len())].clone();
        }
        if self.likely(3) {
            let odd = [json!({}), json!(-1), json!(1e300), json!("\u{0}"), json!([null])];
            return odd[self.random.usize(..odd.len())].clone();
        }
        match kind {
            ValueKind::Text(_) | ValueKind::LongText(_) => {
                json!(self.one(&["x", "在社区走访", "😀", "{field}", "0", "1号"]))
            }
            ValueKind::Integer(bounds) | ValueKind::Money(bounds) => json!(self.number(bounds)),
            ValueKind::Decimal(_) => json!(self.one(&["0", "0.5", "1", "-1", "99999999999999999999"])),
            ValueKind::DecimalWithin(limits) => {
                let number = self.number(&limits.bounds);
                json!(guiju_model::numbers::unscaled(number, limits.digits))
            }
            ValueKind::Words(_) => json!(["一", "二"]),
            ValueKind::Tiers(_) => json!([{ "from": 0, "value": 1 }, { "from": 2, "value": 3 }]),
            ValueKind::Date => json!(self.date().to_string()),
            ValueKind::DayOfYear => json!(self.one(&["01-01", "02-29", "05-01", "12-31"])),
            ValueKind::Time => json!(self.one(&["00:00", "08:30", "12:00", "23:59"])),
            ValueKind::DateTime => json!(self.date().at(self.random.u16(..1440)).to_string()),
            ValueKind::Period => {
                let mut ends = [self.date().at(self.random.u16(..1440)), self.date().at(self.random.u16(..1440))];
                ends.sort_unstable();
                json!(ends.map(|end| end.to_string()).join("/"))
            }
            ValueKind::HalfDays => {
                let mut ends = [(self.date(), self.one(&["am", "pm"])), (self.date(), self.one(&["am", "pm"]))];
                ends.sort_unstable();
                json!(ends.map(|(date, half)| format!("{date} {half}")).join("/"))
            }
            ValueKind::Sessions => json!("08:30-12:00 14:30-18:00"),
            ValueKind::YesNo => json!(self.random.bool()),
            ValueKind::Choice(choices) => json!(choices[self.random.usize(..choices.len())].value),
            ValueKind::Choices(choices) => {
                json!(choices.iter().filter(|_| self.random.bool()).map(|choice| &choice.value).collect::<Vec<_>>())
            }
            ValueKind::Person => json!(self.random.u64(1..5)),
            ValueKind::People => json!((0..self.random.usize(..4)).map(|_| self.random.u64(1..5)).collect::<Vec<_>>()),
            ValueKind::Department => json!(self.random.u32(1..4)),
            ValueKind::Reference(_) | ValueKind::Resource(_) => json!(self.random.u64(1..8)),
            ValueKind::Attachment(_) => json!({ "name": "a.pdf", "digest": "00" }),
            ValueKind::Attachments(_) => json!([{ "name": "a.pdf", "digest": "00" }]),
        }
    }

    /// What is sound of fields filled in at random: no more than this reaches a regulation.
    fn content(&mut self, fields: &[Field]) -> Map<String, Value> {
        let mut given = Map::new();
        for field in fields {
            if !self.likely(if field.required { 95 } else { 60 }) {
                continue;
            }
            let value = match &field.kind {
                FieldKind::Single(kind) => self.value(kind),
                FieldKind::Table(columns) => {
                    let rows = (0..self.random.usize(..4)).map(|_| {
                        let cells = columns.iter().map(|column| (column.name.clone(), self.value(&column.kind)));
                        Value::Object(cells.collect())
                    });
                    Value::Array(rows.collect())
                }
            };
            given.insert(field.name.clone(), value);
        }
        shape::check(fields, &String::new(), &Value::Object(given)).content
    }

    /// The fields of a form, the regulation's own or another's; of what is no form, none.
    fn fields(&self, own: &str, source: &FormId) -> Option<Vec<Field>> {
        let (regulation, form) = source.split_once('/').unwrap_or((own, source));
        let form = self.manifests.get(regulation)?.forms.iter().find(|known| known.id == form)?;
        Some(form.fields().cloned().collect())
    }

    /// Records of a form.
    fn known(&mut self, own: &str, source: &FormId) -> Known {
        let mut entries = Vec::new();
        if let Some(fields) = self.fields(own, source) {
            let count = self.random.u64(..6);
            entries.extend((1..=count).map(|id| {
                let starts = self.date().at(self.random.u16(..1440)).0;
                Entry {
                    id,
                    person: self.likely(90).then(|| self.random.u64(1..5)),
                    starts,
                    ends: starts + self.random.i64(0..400_000),
                    content: Value::Object(self.content(&fields)).to_string(),
                    status: self.one(&[Status::Open, Status::Completed]),
                    step: None,
                }
            }));
        }
        Known { source: source.clone(), entries, groups: Vec::new(), numbers: None }
    }

    /// The answer to a read, of records of its form.
    fn answer(&mut self, own: &str, read: &Read) -> Known {
        let entries = self.known(own, &read.source).entries;
        let groups = match &read.gives {
            Gives::Totals(totals) => answering::of_totals(totals, None, &entries, |_| Some(1)).unwrap_or_default(),
            Gives::Records(_) | Gives::Latest(_) | Gives::Numbers(_) => Vec::new(),
        };
        Known { groups, ..answering::of_records(read, None, entries, &BTreeMap::new()) }
    }

    fn facts(&mut self, manifest: &Manifest, reads: &[Read]) -> Facts {
        let sessions = vec![Session { start: 510, end: 720 }, Session { start: 870, end: 1080 }];
        let values = manifest.parameters.iter().filter_map(|parameter| {
            Some((parameter.name.clone(), serde_json::from_str::<Value>(&parameter.default).ok()?))
        });
        Facts {
            now: Date(20_560).at(600).0,
            parameters: Value::Object(values.collect()).to_string(),
            calendar: days(),
            winter: sessions.clone(),
            summer: sessions,
            known: reads.iter().map(|read| self.answer(&manifest.id, read)).collect(),
            suspensions: Vec::new(),
        }
    }

    fn person(&mut self, manifest: &Manifest) -> Person {
        // The office keeps attributes by their kinds, too.
        let field = |attribute: &guiju_model::Attribute| Field {
            name: attribute.name.clone(),
            label: attribute.label.clone(),
            help: None,
            clause: None,
            required: false,
            shown_when: Vec::new(),
            kind: FieldKind::Single(attribute.kind.clone()),
            initial: None,
            sensitive: false,
            was: Vec::new(),
        };
        let attributes = self.content(&manifest.attributes.iter().map(field).collect::<Vec<_>>());
        Person {
            id: self.random.u64(1..5),
            name: "李敏".to_owned(),
            department: self.random.u32(1..4),
            roles: manifest.roles.iter().filter(|_| self.random.bool()).map(|role| role.id.clone()).collect(),
            attributes: attributes.into_iter().map(|(name, value)| (name, value.to_string())).collect(),
        }
    }

    fn matter(&mut self, manifest: &Manifest, form: &FormId, fields: &[Field], reads: &[Read]) -> Matter {
        Matter {
            form: form.clone(),
            content: Value::Object(self.content(fields)).to_string(),
            applicant: self.person(manifest),
            subject: self.person(manifest),
            on_behalf: self.random.bool(),
            filed_at: Date(20_558).at(600).0,
            decisions: Vec::new(),
            facts: self.facts(manifest, reads),
        }
    }
}

fn days() -> Days {
    let years = holidays::PUBLISHED.iter().filter_map(|(_, text)| holidays::parse(text).ok()).collect::<Vec<_>>();
    let published = |year: i32| years.iter().find(|known| known.year == year);
    holidays::days(Date(20_480), Date(20_640), published, |_| guiju_model::Season::Winter)
}

/// Checks and routes a matter, and routes it again after each decision, until its way does not grow any more.
fn goes_its_way(regulation: &Loaded, matter: &mut Matter, chance: &mut Chance) -> Result<(), String> {
    regulation.validate(matter).map_err(|fault| fault.to_string())?;
    for _ in 0..6 {
        let route = regulation.route(matter).map_err(|fault| fault.to_string())?;
        let Some(step) = route.steps.get(matter.decisions.len()) else { return Ok(()) };
        let content = Value::Object(chance.content(&step.fields));
        matter.decisions.push(Decision {
            step: step.id.clone(),
            by: chance.random.u64(1..5),
            instead_of: None,
            at: matter.filed_at,
            verdict: chance.one(&[Verdict::Approved, Verdict::Approved, Verdict::Noted, Verdict::Refused]),
            opinion: None,
            content: (!step.fields.is_empty()).then(|| content.to_string()),
        });
    }
    Ok(())
}

fn judges(regulation: &Loaded, assessed: &Assessed, chance: &mut Chance) -> Result<(), String> {
    let manifest = regulation.manifest();
    let (starts, ends) = Date(20_560).around(assessed.period);
    let ledger = Ledger {
        assessed: assessed.id.clone(),
        subject: match assessed.per {
            SubjectKind::Person => Subject::Person(chance.person(manifest)),
            SubjectKind::Department => Subject::Department(chance.random.u32(1..4)),
            SubjectKind::Office => Subject::Office,
        },
        starts: starts.0,
        ends: ends.0,
        facts: chance.facts(manifest, &assessed.reads),
    };
    regulation.assess(&ledger).map(drop).map_err(|fault| format!("{fault}\n{}", json!(ledger)))
}

#[test]
fn whatever_has_its_shape_is_answered() {
    let engine = Engine::new(Limits::default(), Some(&root().join("target/compiled"))).unwrap();
    let files = fs::read_dir(root().join("target/regulations")).unwrap().flatten().map(|file| fs::read(file.path()));
    let files = files.collect::<Result<Vec<_>, _>>().unwrap();
    let regulations = engine.on_all_cores(&files, |bytes| engine.load(bytes).unwrap());
    assert_eq!(regulations.len(), 22);
    let by_id = regulations.iter().map(|regulation| (regulation.manifest().id.clone(), regulation.manifest().clone()));
    let mut chance = Chance { random: fastrand::Rng::with_seed(22), manifests: by_id.collect() };
    let mut faults = Vec::new();
    for regulation in &regulations {
        let manifest = regulation.manifest();
        for (id, reads) in &manifest.reads {
            let fields = chance.fields(&manifest.id, id).unwrap_or_default();
            for _ in 0..TIMES {
                let mut matter = chance.matter(manifest, id, &fields, reads);
                if let Err(fault) = goes_its_way(regulation, &mut matter, &mut chance) {
                    faults.push(format!("{fault}\n{}", json!(matter)));
                }
            }
        }
        for assessed in &manifest.assesses {
            faults.extend((0..TIMES).filter_map(|_| judges(regulation, assessed, &mut chance).err()));
        }
    }
    assert!(faults.is_empty(), "{} faults, such as\n{}", faults.len(), faults[..faults.len().min(8)].join("\n\n"));
}

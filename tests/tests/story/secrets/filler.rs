//! Files every confidential form of every regulation, with a mark in each field that hides something.

use super::mark::{Mark, PDF};
use anyhow::{Context, Result, ensure};
use guiju_api::{Filed, Filing, PersonShown, RegulationOffered, RegulationShown};
use guiju_model::{Field, FieldKind, Form, ValueKind, shape};
use guiju_tests::Person;
use reqwest::StatusCode;
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// How often a form is filled in anew until its rules take it.
const TRIES: u64 = 60;
/// Fills in forms at random, with a mark in each field that hides something.
struct Filler {
    random: fastrand::Rng,
    file: Value,
    people: Vec<u64>,
    department: u64,
    next: u64,
    marks: Vec<(String, String)>,
}

impl Filler {
    fn kind(&mut self, field: &str, kind: &ValueKind, hides: bool, options: &[u64]) -> Value {
        let day = 2 + self.random.u32(..8);
        match kind {
            ValueKind::Text(_) | ValueKind::LongText(_) if hides => {
                self.next += 1;
                let mark = format!("隐{:04}秘", self.next);
                self.marks.push((field.to_owned(), mark.clone()));
                json!(mark)
            }
            ValueKind::Text(_) | ValueKind::LongText(_) => {
                json!(["平常的话", "13800000000", "一号窗口"][self.random.usize(..3)])
            }
            ValueKind::Integer(bounds) | ValueKind::Money(bounds) => {
                json!(self.random.i64(1..5).clamp(bounds.least.unwrap_or(1), bounds.most.unwrap_or(i64::MAX)))
            }
            ValueKind::Decimal(_) => json!("1"),
            ValueKind::DecimalWithin(limits) => {
                json!(guiju_model::numbers::unscaled(limits.bounds.least.unwrap_or(0), limits.digits))
            }
            // No form has one.
            ValueKind::Words(_) | ValueKind::Tiers(_) => Value::Null,
            ValueKind::Date => json!(format!("2026-03-{day:02}")),
            ValueKind::DayOfYear => json!("05-01"),
            ValueKind::Time => json!("09:00"),
            ValueKind::DateTime => json!("2026-03-02T08:50"),
            ValueKind::Period => json!(format!("2026-03-{day:02}T09:00/2026-03-{day:02}T10:00")),
            ValueKind::HalfDays => json!(format!("2026-03-{day:02} am/2026-03-{day:02} pm")),
            ValueKind::Sessions => json!("08:30-12:00 14:30-18:00"),
            ValueKind::YesNo => json!(self.random.bool()),
            ValueKind::Choice(choices) => json!(choices[self.random.usize(..choices.len())].value),
            ValueKind::Choices(choices) => json!(choices.iter().map(|choice| &choice.value).collect::<Vec<_>>()),
            ValueKind::Person => json!(self.people[self.random.usize(..self.people.len())]),
            ValueKind::People => json!(self.people),
            ValueKind::Department => json!(self.department),
            ValueKind::Attachment(_) => self.file.clone(),
            ValueKind::Attachments(_) => json!([self.file]),
            ValueKind::Reference(_) | ValueKind::Resource(_) => options.first().map_or(Value::Null, |id| json!(id)),
        }
    }

    fn field(&mut self, field: &Field, hides: bool, options: &[u64]) -> Value {
        match &field.kind {
            FieldKind::Single(kind) => self.kind(&field.name, kind, hides, options),
            FieldKind::Table(columns) => {
                let cells = columns.iter().map(|c| (c.name.clone(), self.kind(&field.name, &c.kind, hides, options)));
                json!([Value::Object(cells.collect())])
            }
        }
    }

    /// Content of a form with everything that is shown; closed, if the form can be.
    fn content(&mut self, form: &Form) -> Value {
        self.marks.clear();
        let mut content = Map::new();
        for field in form.fields() {
            if !shape::is_shown(&field.shown_when, &content)
                || !field.required && !field.sensitive && self.random.bool()
            {
                continue;
            }
            let closing = form.closed_when.iter().find(|condition| condition.field == field.name);
            let value = match closing.and_then(|condition| condition.is_one_of.first()) {
                Some(wanted) => serde_json::from_str(wanted).unwrap_or_default(),
                None => self.field(field, field.sensitive || !form.closed_when.is_empty(), &[]),
            };
            content.insert(field.name.clone(), value);
        }
        Value::Object(content)
    }
}

/// The forms of every regulation that can hold anything confidential.
async fn confidential(zhou: &Person) -> Result<Vec<(String, Form)>> {
    let mut forms = Vec::new();
    for RegulationOffered { id, .. } in zhou.get::<Vec<_>>("/api/regulations").await? {
        let shown: RegulationShown = zhou.get(&format!("/api/regulations/{id}")).await?;
        let confidential = shown.forms.into_iter().filter(guiju_domain::access::is_confidential);
        forms.extend(confidential.map(|form| (id.clone(), form)));
    }
    Ok(forms)
}

/// Files every confidential form once, by whoever may.
pub async fn file_all(people: &BTreeMap<&str, Person>) -> Result<Vec<Mark>> {
    let (mut marks, mut missing) = (Vec::new(), Vec::new());
    let zhou = people.get("zhou").context("zhou")?;
    let colleagues: Vec<PersonShown> = zhou.get("/api/people").await?;
    let department = colleagues.first().context("a department")?.department;
    let accused = people.get("accountant").context("an accountant")?.id;
    let mut next = 0;
    for (regulation, form) in confidential(zhou).await? {
        let mut filed = false;
        for (login, person) in people {
            let file = json!(person.attach("a.pdf", PDF).await?);
            let people = vec![accused];
            let random = fastrand::Rng::with_seed(7);
            let mut filler = Filler { random, file, people, department, next, marks: Vec::new() };
            for _ in 0..TRIES {
                let content = filler.content(&form);
                let entry = Filing { content, remark: Some("走查".to_owned()), ..Filing::default() };
                let way = format!("/api/forms/{regulation}/{}/file", form.id);
                let (status, answer) = person.post(&way, &entry).await?;
                if status == StatusCode::FORBIDDEN {
                    break;
                }
                if status == StatusCode::CREATED {
                    let matter = answer.read::<Filed>()?.id;
                    let of = |(field, text): (String, String)| Mark {
                        text,
                        field,
                        matter,
                        form: format!("{regulation}/{}", form.id),
                    };
                    marks.extend(filler.marks.drain(..).map(of));
                    filed = true;
                    break;
                }
                if !filed && login == &"zhou" {
                    missing.push(format!("{regulation}/{}: {answer}", form.id));
                }
            }
            next = filler.next;
            if filed {
                break;
            }
        }
        if filed {
            missing.retain(|line: &String| !line.starts_with(&format!("{regulation}/{}:", form.id)));
        } else if missing.iter().all(|line| !line.starts_with(&format!("{regulation}/{}:", form.id))) {
            missing.push(format!("{regulation}/{}: nobody may file it", form.id));
        }
    }
    ensure!(missing.is_empty(), "not filed: {missing:#?}");
    Ok(marks)
}

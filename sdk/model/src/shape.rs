//! Whether content has the shape that its fields declare: every fault at once, each on its field, in words for the clerk.
//!
//! Host and portal call the same check. What needs the office's own data (does this person exist?) is left to the host,
//! which finds here what the content [mentions](CheckedContent::mentions).

use crate::{
    AttachmentLimits, Choice, ClauseId, Column, Condition, Date, Field, FieldKind, Finding, HalfDays, Moment, Money,
    Period, Severity, ValueKind, attached,
    blank::{LINE_ENDS, is_blank},
    lists, numbers, time,
};
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// The years in which days may lie.
pub const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;
/// Days that a span may last: ten years.
const LONGEST: i32 = 3_660;

/// Content after the check.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CheckedContent {
    /// Faults of shape; all are errors.
    pub findings: Vec<Finding>,
    /// The content without what was faulty or not shown.
    pub content: Map<String, Value>,
    /// What the content points to.
    pub mentions: Vec<Mention>,
}

/// Something of the office that the content points to.
#[derive(Clone, Debug, PartialEq)]
pub struct Mention {
    /// The path of the field.
    pub path: String,
    /// What the content points to.
    pub what: Mentioned,
}

/// What is pointed to.
#[derive(Clone, Debug, PartialEq)]
pub enum Mentioned {
    /// A person by id.
    Person(u64),
    /// A department by id.
    Department(u32),
    /// A record of a form by id.
    Record(String, u64),
    /// A record of a form by id, booked while the matter happens.
    Resource(String, u64),
    /// A stored file by digest, within limits.
    File(String, AttachmentLimits),
}

/// Checks `content` against `fields`; findings without a clause of their own cite `clause`.
#[must_use]
pub fn check<'a>(fields: impl IntoIterator<Item = &'a Field>, clause: &ClauseId, content: &Value) -> CheckedContent {
    let mut shaped = CheckedContent::default();
    let Value::Object(given) = content else {
        shaped.findings.push(fault(clause, None, "内容应是一个对象，每个字段一项".to_owned()));
        return shaped;
    };
    let fields = fields.into_iter().collect::<Vec<_>>();
    for field in &fields {
        let cited = field.clause.as_ref().unwrap_or(clause);
        // A condition looks at what was sound so far: fields are in the order in which they depend on each other.
        if !is_shown(&field.shown_when, &shaped.content) {
            continue;
        }
        match given.get(&field.name).filter(|value| !is_empty(value)) {
            None if field.required => {
                let kind = match &field.kind {
                    FieldKind::Single(kind) => Some(kind),
                    FieldKind::Table(_) => None,
                };
                let message = format!("{}“{}”", Please::of(kind).words(), field.label);
                shaped.findings.push(fault(cited, Some(&field.name), message));
            }
            None => {}
            Some(value) => shaped.field(field, cited, value),
        }
    }
    for name in given.keys() {
        if !fields.iter().any(|field| field.name == *name) {
            let message = format!("本表没有“{name}”这一项，请删去");
            shaped.findings.push(fault(clause, Some(name), message));
        }
    }
    shaped
}

/// Whether a field is shown beside this content.
#[must_use]
pub fn is_shown(conditions: &[Condition], content: &Map<String, Value>) -> bool {
    conditions.iter().all(|condition| {
        content.get(&condition.field).is_some_and(|value| {
            condition.is_one_of.iter().any(|wanted| {
                let wanted = serde_json::from_str::<Value>(wanted).unwrap_or(Value::Null);
                match value {
                    Value::Array(values) => values.contains(&wanted),
                    value => *value == wanted,
                }
            })
        })
    })
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => is_blank(text),
        Value::Array(list) => list.is_empty(),
        _ => false,
    }
}

fn fault(clause: &str, path: Option<&str>, message: String) -> Finding {
    Finding { clause: clause.to_owned(), severity: Severity::Error, field: path.map(str::to_owned), message }
}

impl CheckedContent {
    /// Adds what the regulation found. As long as the shape has faults, only what it says of fields that are sound: about
    /// the others it could only guess.
    pub fn absorb(&mut self, findings: Vec<Finding>) {
        let faulty = !self.findings.is_empty();
        let top = |field: &String| field.split('/').next().is_some_and(|name| self.content.contains_key(name));
        let known = |finding: &Finding| !faulty || finding.field.as_ref().is_some_and(top);
        let kept = findings.into_iter().filter(known).collect::<Vec<_>>();
        self.findings.extend(kept);
    }

    fn field(&mut self, field: &Field, clause: &str, value: &Value) {
        match &field.kind {
            FieldKind::Single(kind) => {
                if self.value(kind, clause, &field.name, &field.label, value) {
                    self.content.insert(field.name.clone(), value.clone());
                }
            }
            FieldKind::Table(columns) => {
                let Value::Array(rows) = value else {
                    self.say(clause, &field.name, format!("“{}”应逐行填写", field.label));
                    return;
                };
                let faults = self.findings.len();
                let number = |index| (format!("{}/{index}", field.name), index + 1);
                let rows = rows.iter().enumerate().map(|(index, row)| self.row(columns, clause, number(index), row));
                let sound = rows.collect::<Vec<_>>();
                if self.findings.len() == faults {
                    self.content.insert(field.name.clone(), Value::Array(sound));
                }
            }
        }
    }

    /// Checks a row; it comes back without what is empty.
    fn row(&mut self, columns: &[Column], clause: &str, (path, number): (String, usize), row: &Value) -> Value {
        let mut sound = Map::new();
        let Value::Object(row) = row else {
            self.say(clause, &path, format!("第 {number} 行应逐栏填写"));
            return Value::Object(sound);
        };
        for column in columns {
            let path = format!("{path}/{}", column.name);
            match row.get(&column.name).filter(|value| !is_empty(value)) {
                None if column.required => self.say(
                    clause,
                    &path,
                    format!("第 {number} 行{}“{}”", Please::of(Some(&column.kind)).words(), column.label),
                ),
                None => {}
                Some(value) => {
                    self.value(&column.kind, clause, &path, &column.label, value);
                    sound.insert(column.name.clone(), value.clone());
                }
            }
        }
        for name in row.keys().filter(|name| !columns.iter().any(|column| column.name == **name)) {
            self.say(clause, &format!("{path}/{name}"), format!("第 {number} 行没有“{name}”这一栏，请删去"));
        }
        Value::Object(sound)
    }

    fn say(&mut self, clause: &str, path: &str, message: String) {
        self.findings.push(fault(clause, Some(path), message));
    }

    /// Checks one value; says what is wrong, remembers what it mentions.
    fn value(&mut self, kind: &ValueKind, clause: &str, path: &str, label: &str, value: &Value) -> bool {
        match self.sound_value(kind, path, value) {
            Ok(()) => true,
            Err(why) => {
                self.say(clause, path, format!("“{label}”{why}"));
                false
            }
        }
    }

    /// Checks one value, and remembers what it mentions.
    fn sound_value(&mut self, kind: &ValueKind, path: &str, value: &Value) -> Result<(), String> {
        match kind {
            ValueKind::Person => self.mention(path, Mentioned::Person(id(value)?)),
            ValueKind::People => self.people(path, value)?,
            ValueKind::Department => {
                let id = u32::try_from(id(value)?).map_err(|_| "不是部门编号".to_owned())?;
                self.mention(path, Mentioned::Department(id));
            }
            ValueKind::Reference(form) => self.mention(path, Mentioned::Record(form.clone(), id(value)?)),
            ValueKind::Resource(form) => self.mention(path, Mentioned::Resource(form.clone(), id(value)?)),
            ValueKind::Attachment(limits) => self.file(path, value, limits)?,
            ValueKind::Attachments(limits) => {
                for value in list(value)? {
                    self.file(path, value, limits)?;
                }
            }
            kind => plain(kind, value)?,
        }
        Ok(())
    }

    /// Checks a list of persons, of whom nobody may be named twice: whoever counts them counts people.
    fn people(&mut self, path: &str, value: &Value) -> Result<(), String> {
        let mut named = BTreeSet::new();
        for value in list(value)? {
            let person = id(value)?;
            if !named.insert(person) {
                return Err("里同一个人出现了不止一次，每人只选一次".to_owned());
            }
            self.mention(path, Mentioned::Person(person));
        }
        Ok(())
    }

    fn mention(&mut self, path: &str, what: Mentioned) {
        self.mentions.push(Mention { path: path.to_owned(), what });
    }

    fn file(&mut self, path: &str, value: &Value, limits: &AttachmentLimits) -> Result<(), String> {
        let digest = attached::digest(value)?;
        self.mention(path, Mentioned::File(digest.to_owned(), limits.clone()));
        Ok(())
    }
}

/// Checks a value that stands for itself and mentions nothing of the office.
fn plain(kind: &ValueKind, value: &Value) -> Result<(), String> {
    match kind {
        ValueKind::Text(limits) | ValueKind::LongText(limits) => {
            let count = text(value)?.chars().count();
            if count > limits.max_chars as usize {
                return Err(format!("最多 {} 字，现为 {count} 字", limits.max_chars));
            }
            if matches!(kind, ValueKind::Text(_)) && text(value)?.contains(LINE_ENDS) {
                return Err("只能写一行".to_owned());
            }
        }
        ValueKind::Integer(bounds) => {
            numbers::within(numbers::whole(value)?, &bounds.up_to(numbers::LARGEST), |n| n.to_string())?;
        }
        ValueKind::Money(bounds) => {
            let bounds = bounds.up_to(Money::LARGEST.0);
            numbers::within(numbers::whole(value)?, &bounds, |fen| format!("{} 元", Money(fen)))?;
        }
        ValueKind::Decimal(places) => numbers::decimal(text(value)?, *places)?,
        ValueKind::DecimalWithin(limits) => numbers::decimal_within(text(value)?, limits)?,
        ValueKind::Words(limits) => lists::words(list(value)?, limits)?,
        ValueKind::Tiers(limits) => lists::tiers(list(value)?, limits)?,
        ValueKind::Date => in_time(parse::<Date>(value)?)?,
        ValueKind::DateTime => in_time(parse::<Moment>(value)?.date())?,
        ValueKind::Period => {
            let period = parse::<Period>(value)?;
            lasting(period.from.date(), period.to.date())?;
        }
        ValueKind::HalfDays => {
            let span = parse::<HalfDays>(value)?;
            lasting(span.from().date, span.to().date)?;
        }
        ValueKind::DayOfYear => time::day_of_year(text(value)?).map(drop).map_err(said)?,
        ValueKind::Time => time::minutes(text(value)?).map(drop).map_err(said)?,
        ValueKind::Sessions => time::sessions(text(value)?).map(drop).map_err(said)?,
        ValueKind::YesNo if !value.is_boolean() => return Err("请选择是或否".to_owned()),
        ValueKind::Choice(choices) => one_of(choices, value)?,
        ValueKind::Choices(choices) => some_of(choices, value)?,
        _ => {}
    }
    Ok(())
}

fn some_of(choices: &[Choice], value: &Value) -> Result<(), String> {
    let mut chosen = BTreeSet::new();
    for value in list(value)? {
        one_of(choices, value)?;
        if !chosen.insert(text(value)?) {
            return Err("里同一项选了不止一次".to_owned());
        }
    }
    Ok(())
}

fn said(why: time::NotThat) -> String {
    format!("填写有误：{why}")
}

/// What people are asked to do at a field that is empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Please {
    /// To write something.
    Fill,
    /// To choose from what is offered.
    Choose,
    /// To attach a file.
    Attach,
}

impl Please {
    /// By what the field holds; nothing stands for rows.
    #[must_use]
    pub const fn of(kind: Option<&ValueKind>) -> Self {
        use ValueKind as Kind;
        match kind {
            Some(Kind::Attachment(_) | Kind::Attachments(_)) => Self::Attach,
            Some(
                Kind::Choice(_)
                | Kind::Choices(_)
                | Kind::YesNo
                | Kind::Person
                | Kind::People
                | Kind::Department
                | Kind::Reference(_)
                | Kind::Resource(_),
            ) => Self::Choose,
            _ => Self::Fill,
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Fill => "请填写",
            Self::Choose => "请选择",
            Self::Attach => "请附上",
        }
    }
}

fn text(value: &Value) -> Result<&str, String> {
    value.as_str().ok_or_else(|| "应是文字".to_owned())
}

fn list(value: &Value) -> Result<&Vec<Value>, String> {
    value.as_array().ok_or_else(|| "应是多项".to_owned())
}

fn id(value: &Value) -> Result<u64, String> {
    value.as_u64().ok_or_else(|| "请从名单中选择".to_owned())
}

fn parse<T: std::str::FromStr<Err = time::NotThat>>(value: &Value) -> Result<T, String> {
    text(value)?.parse::<T>().map_err(said)
}

/// Whether a moment is one of which an office can know: within [`YEARS`], the end of their last day included.
#[must_use]
pub fn is_in_time(moment: Moment) -> bool {
    let bounds = [*YEARS.start(), YEARS.end() + 1].map(|year| Date::new(year, 1, 1).map(|day| day.at(0)));
    let [Some(first), Some(last)] = bounds else { return false };
    (first..=last).contains(&moment)
}

/// A day is one of which an office can know.
fn in_time(date: Date) -> Result<(), String> {
    let (first, last) = (YEARS.start(), YEARS.end());
    match YEARS.contains(&date.year()) {
        true => Ok(()),
        false => Err(format!("应在 {first} 年至 {last} 年之间，请核对年份")),
    }
}

/// A span is one of which an office can know, and no longer than [`LONGEST`].
fn lasting(from: Date, to: Date) -> Result<(), String> {
    in_time(from)?;
    in_time(to)?;
    match to.0 - from.0 <= LONGEST {
        true => Ok(()),
        false => Err(format!("最长 10 年，现为 {} 天；请核对年份，更长的分开填写", to.0 - from.0 + 1)),
    }
}

fn one_of(choices: &[Choice], value: &Value) -> Result<(), String> {
    let chosen = text(value)?;
    if choices.iter().any(|choice| choice.value == chosen) {
        return Ok(());
    }
    let labels = choices.iter().map(|choice| choice.label.as_str()).collect::<Vec<_>>().join("、");
    Err(format!("应选其一：{labels}"))
}

#[cfg(test)]
mod tests;

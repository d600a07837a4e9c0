//! One line about a matter, from its form's template.

use crate::{
    FieldKind, Form, HalfDays, Money, Parameter, Period, ValueKind, half_days,
    lists::{quoted, read_words, yuan},
};
use serde_json::{Map, Value};

/// How names of persons and departments are found.
pub trait Names {
    /// Name of a person.
    fn person(&self, id: u64) -> Option<String>;
    /// Name of a department.
    fn department(&self, id: u32) -> Option<String>;
    /// One line about a record.
    fn record(&self, _id: u64) -> Option<String> {
        None
    }
}

/// Nobody and nothing is known by name.
impl Names for () {
    fn person(&self, _: u64) -> Option<String> {
        None
    }

    fn department(&self, _: u32) -> Option<String> {
        None
    }
}

/// The form's summary with fields and derived values put in; what is missing is left out.
#[must_use]
pub fn summary(form: &Form, content: &Map<String, Value>, names: &impl Names) -> String {
    let mut line = String::new();
    let mut rest = form.summary.as_str();
    while let Some((before, after)) = rest.split_once('{') {
        line.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        if let Some(value) = content.get(name) {
            let kind = form.field(name).and_then(|field| match &field.kind {
                FieldKind::Single(kind) => Some(kind),
                FieldKind::Table(_) => None,
            });
            line.push_str(&shown(kind, value, names));
        }
        rest = after;
    }
    line.push_str(rest);
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A value as people read it.
#[must_use]
pub fn shown(kind: Option<&ValueKind>, value: &Value, names: &impl Names) -> String {
    match (kind, value) {
        (_, Value::Null) => String::new(),
        (Some(ValueKind::Choice(choices) | ValueKind::Choices(choices)), Value::String(chosen)) => {
            choices.iter().find(|c| c.value == *chosen).map_or_else(|| chosen.clone(), |c| c.label.clone())
        }
        (Some(ValueKind::Money(_)), value) => value.as_i64().map_or_else(String::new, |fen| Money(fen).to_string()),
        (Some(ValueKind::Person | ValueKind::People), Value::Number(id)) => {
            id.as_u64().and_then(|id| names.person(id)).unwrap_or_default()
        }
        (Some(ValueKind::Department), Value::Number(id)) => {
            id.as_u64().and_then(|id| names.department(id as u32)).unwrap_or_default()
        }
        (Some(ValueKind::Reference(_) | ValueKind::Resource(_)), Value::Number(id)) => {
            id.as_u64().and_then(|id| names.record(id)).unwrap_or_else(|| id.to_string())
        }
        (Some(ValueKind::HalfDays), Value::String(text)) => {
            text.parse::<HalfDays>().map_or_else(|_| text.clone(), spoken)
        }
        (Some(ValueKind::Period), Value::String(text)) => text.parse::<Period>().map_or_else(
            |_| text.clone(),
            |period| {
                let clock = |moment: crate::Moment| crate::time::clock(moment.minutes());
                let (first, last) = (period.from.date(), period.to.date());
                let from = format!("{}年{} {}", first.year(), first.in_words(), clock(period.from));
                let to = clock(period.to);
                match () {
                    () if first == last => format!("{from}—{to}"),
                    () if first.year() == last.year() => format!("{from}—{} {to}", last.in_words()),
                    () => format!("{from}—{}年{} {to}", last.year(), last.in_words()),
                }
            },
        ),
        (Some(ValueKind::DateTime), Value::String(text)) => text.replace('T', " "),
        (Some(ValueKind::Attachment(_) | ValueKind::Attachments(_)), Value::Object(file)) => {
            file.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()
        }
        (kind, Value::Array(values)) => {
            values.iter().map(|value| shown(kind, value, names)).collect::<Vec<_>>().join("、")
        }
        (_, Value::String(text)) => text.clone(),
        (_, Value::Bool(yes)) => if *yes { "是" } else { "否" }.to_owned(),
        (_, value) => value.to_string(),
    }
}

/// A value of a parameter as people read it, with its unit: words each in quotation marks, an amount in yuan in whatever unit it is
/// declared. Tiers are told by whoever has words for them.
#[must_use]
pub fn of_parameter(parameter: &Parameter, value: &Value) -> String {
    let text = match (&parameter.kind, value) {
        (ValueKind::Words(_), _) if let Some(words) = read_words(value) => return quoted(&words),
        (ValueKind::Money(_), _) if let Some(fen) = value.as_i64() => return yuan(fen),
        (kind, _) => shown(Some(kind), value, &()),
    };
    match parameter.unit.as_deref().filter(|unit| !unit.is_empty()) {
        Some(unit) => format!("{text} {unit}"),
        None => text,
    }
}

/// Half days with their year, which is said again only where it is another: registers are read for years.
fn spoken(span: HalfDays) -> String {
    let (from, to) = (span.from(), span.to());
    let half = |h: half_days::HalfDay, dated: bool| {
        let (year, month, day) = h.date.parts();
        let year = if dated { format!("{year}年") } else { String::new() };
        format!("{year}{month}月{day}日{}", h.half.in_words())
    };
    if from == to {
        return half(from, true);
    }
    format!("{}—{}", half(from, true), half(to, from.date.year() != to.date.year()))
}

/// The unit in which leave is counted; people read it as days.
pub const HALF_DAYS: &str = "个半天";

/// A count with its unit as people read it: half days as days, `3.5 天`.
#[must_use]
pub fn counted(value: i64, unit: &str) -> String {
    match u32::try_from(value) {
        Ok(half_days) if unit == HALF_DAYS => format!("{} 天", half_days::days(half_days)),
        _ => format!("{value} {unit}"),
    }
}

//! Declarations of a regulation in words, for people who compare two packages.

use super::values::{entries, of_parameter, value};
use crate::words::text;
use guiju_domain::{
    message,
    message::{Argument, Message},
};
use guiju_model::{
    Assessed, Audience, Bounds, Choice, ClauseKind, Column, Condition, Cycle, Field, FieldKind, Form, Manifest, Money,
    Parameter, Role, RoleScope, Scope, SubjectKind, TierKind, TierSide, ValueKind, Window, numbers::unscaled,
};
use serde_json::Value;

/// What people call a kind of clause.
pub fn clause_kind(kind: &ClauseKind) -> String {
    match kind {
        ClauseKind::Rule => text!("declared-clause-rule"),
        ClauseKind::Duty => text!("declared-clause-duty"),
        ClauseKind::Definition => text!("declared-clause-definition"),
        ClauseKind::Declaratory(reason) => text!("declared-clause-declaratory", reason),
    }
}

/// Bounds in words.
fn within<T: Into<Argument>>(least: Option<T>, most: Option<T>) -> String {
    let [least, most] = [least, most].map(|bound| bound.map(Into::<Argument>::into));
    match (least, most) {
        (Some(least), Some(most)) => text!("declared-from-to", least, most),
        (Some(least), None) => text!("declared-from", least),
        (None, Some(most)) => text!("declared-to", most),
        (None, None) => String::new(),
    }
}

/// What one side of a table of tiers holds.
fn side(side: &TierSide) -> String {
    let (unit, bounds) = match &side.kind {
        TierKind::Money(of) => {
            let shown = |bound: Option<i64>| bound.map(|fen| Money(fen).to_string());
            (Some(text!("statistics-yuan")), within(shown(of.least), shown(of.most)))
        }
        TierKind::Integer(of) => (side.unit.clone(), within(of.least, of.most)),
    };
    let label = &side.label;
    let named = unit.map_or_else(|| label.clone(), |unit| text!("declared-tiers-unit", label, unit));
    text!("declared-tiers-side", label = named, bounds)
}

/// What people call a kind of value.
pub fn kind(kind: &ValueKind) -> String {
    let bounds = |bounds: &Bounds| within(bounds.least, bounds.most);
    let choices = |choices: &[Choice]| choices.iter().map(|choice| choice.label.clone()).collect::<Vec<_>>();
    match kind {
        ValueKind::Text(limits) => text!("declared-text", most = limits.max_chars),
        ValueKind::LongText(limits) => text!("declared-long-text", most = limits.max_chars),
        ValueKind::Integer(of) => text!("declared-integer", bounds = bounds(of)),
        ValueKind::Decimal(digits) => text!("declared-decimal", digits = *digits),
        ValueKind::Money(of) => text!("declared-money", bounds = bounds(of)),
        ValueKind::DecimalWithin(of) => {
            let shown = |bound: Option<i64>| bound.map(|bound| unscaled(bound, of.digits));
            let bounds = within(shown(of.bounds.least), shown(of.bounds.most));
            text!("declared-decimal-within", digits = of.digits, bounds)
        }
        ValueKind::Words(of) => text!("declared-words", most = of.most, chars = of.max_chars),
        ValueKind::Tiers(of) => {
            text!("declared-tiers", most = of.most, from = side(&of.from), value = side(&of.value))
        }
        ValueKind::Date => text!("declared-date"),
        ValueKind::DayOfYear => text!("declared-day-of-year"),
        ValueKind::Time => text!("declared-time"),
        ValueKind::DateTime => text!("declared-date-time"),
        ValueKind::Period => text!("declared-period"),
        ValueKind::HalfDays => text!("declared-half-days"),
        ValueKind::Sessions => text!("declared-sessions"),
        ValueKind::YesNo => text!("declared-yes-no"),
        ValueKind::Choice(of) => text!("declared-choice", choices = choices(of)),
        ValueKind::Choices(of) => text!("declared-choices", choices = choices(of)),
        ValueKind::Person => text!("declared-person"),
        ValueKind::People => text!("declared-people"),
        ValueKind::Department => text!("declared-department"),
        ValueKind::Attachment(_) => text!("declared-attachment"),
        ValueKind::Attachments(_) => text!("declared-attachments"),
        ValueKind::Reference(_) => text!("declared-reference"),
        ValueKind::Resource(_) => text!("declared-resource"),
    }
}

fn conditions(form: &Form, conditions: &[Condition]) -> Argument {
    let one = |condition: &Condition| {
        let label = form.field(&condition.field).map_or(condition.field.as_str(), |field| field.label.as_str());
        let values = condition.is_one_of.iter().map(|text| {
            let given = serde_json::from_str::<Value>(text).unwrap_or_default();
            labelled(form, &condition.field, &given)
        });
        let values = values.reduce(|one, other| message!("declared-or", one, other).into()).unwrap_or("".into());
        Argument::from(message!("declared-condition", label, values))
    };
    let all = conditions.iter().map(one);
    all.reduce(|one, other| message!("declared-and", one, other).into()).unwrap_or("".into())
}

fn labelled(form: &Form, field: &str, given: &Value) -> Argument {
    if let Some(FieldKind::Single(ValueKind::Choice(choices) | ValueKind::Choices(choices))) =
        form.field(field).map(|field| &field.kind)
        && let Some(choice) = choices.iter().find(|choice| Some(choice.value.as_str()) == given.as_str())
    {
        return Argument::from(&choice.label);
    }
    value(given)
}

/// A field of a form as it is declared, in words.
pub fn field(form: &Form, field: &Field) -> Vec<String> {
    let label = &field.label;
    let mut lines = match &field.kind {
        FieldKind::Single(of) => vec![text!("declared-field", label, kind = kind(of))],
        FieldKind::Table(columns) => {
            let column = |column: &Column| text!("declared-column", label = &column.label, kind = kind(&column.kind));
            vec![text!("declared-table", label, columns = columns.iter().map(column).collect::<Vec<_>>())]
        }
    };
    lines.push(if field.required { text!("declared-required") } else { text!("declared-optional") });
    if !field.shown_when.is_empty() {
        lines.push(text!("declared-shown-when", conditions = conditions(form, &field.shown_when)));
    }
    lines.extend(field.help.iter().map(|help| text!("declared-help", help)));
    lines.extend(field.initial.iter().map(|initial| text!("declared-initial", initial)));
    if field.sensitive {
        lines.push(text!("declared-sensitive"));
    }
    lines
}

/// Who belongs to an audience, by the labels of the roles.
pub fn audience(manifest: &Manifest, audience: &Audience) -> Argument {
    match audience {
        Audience::Nobody => message!("nothing").into(),
        Audience::Anyone => message!("declared-everybody").into(),
        Audience::HoldersOf(roles) => {
            let label = |id: &String| manifest.role(id).map_or_else(|| id.clone(), |role| role.label.clone());
            roles.iter().map(label).collect::<Vec<_>>().into()
        }
    }
}

/// By whom something is read.
pub fn seen_by(manifest: &Manifest, by: &Audience) -> String {
    text!("declared-seen-by", audience = audience(manifest, by))
}

/// What is said of a form beside its fields.
pub fn form(manifest: &Manifest, form: &Form) -> Vec<String> {
    let mut lines = vec![
        text!("declared-filed-by", audience = audience(manifest, &form.filing.by)),
        text!("declared-filed-for", audience = audience(manifest, &form.filing.on_behalf)),
        seen_by(manifest, &form.seen_by),
    ];
    lines.extend(form.series.iter().map(|series| {
        let pattern = series.pattern.replace("{year}", &text!("declared-year"));
        text!("declared-series", pattern = pattern.replace("{number}", &text!("declared-count")))
    }));
    if !form.copies.is_empty() {
        lines.push(text!("declared-copies", copies = form.copies.clone()));
    }
    lines
}

/// A parameter with its value as the text has it; each word and each tier in a line of its own, so that two versions are compared
/// by them.
pub fn parameter(parameter: &Parameter) -> Vec<String> {
    let default = serde_json::from_str::<Value>(&parameter.default).unwrap_or_default();
    let entries = entries(&parameter.kind, &default);
    if let Some(entries) = entries {
        let mut lines = vec![kind(&parameter.kind)];
        lines.extend(entries.into_iter().map(|entry| text!("declared-entry", entry)));
        return lines;
    }
    let value = of_parameter(parameter, &default);
    vec![text!("declared-parameter", label = &parameter.label, value), kind(&parameter.kind)]
}

/// A role as its regulation declares it, in words.
pub fn role(manifest: &Manifest, role: &Role) -> Vec<String> {
    let scope = match role.reach {
        RoleScope::OwnDepartment => "own",
        RoleScope::Supervised => "supervised",
        RoleScope::Office => "office",
        RoleScope::OnDuty => "shift",
    };
    let above = role.above.as_ref().and_then(|id| manifest.role(id));
    let mut lines = vec![text!("declared-role", label = &role.label, scope)];
    lines.extend(above.map(|above| text!("declared-role-above", above = &above.label)));
    lines
}

/// What people call the length of a period.
pub fn cycle(cycle: Cycle) -> Message {
    let cycle = match cycle {
        Cycle::Day => "day",
        Cycle::Week => "week",
        Cycle::Month => "month",
        Cycle::Quarter => "quarter",
        Cycle::HalfYear => "half-year",
        Cycle::Year => "year",
    };
    message!("declared-cycle", cycle)
}

/// An assessment as its regulation declares it, in words.
pub fn assessed(manifest: &Manifest, assessed: &Assessed) -> Vec<String> {
    let per = match assessed.per {
        SubjectKind::Person => "person",
        SubjectKind::Department => "department",
        SubjectKind::Office => "office",
    };
    let mut lines = vec![text!("declared-assessment", cycle = cycle(assessed.period), per)];
    lines.extend(assessed.reads.iter().map(|read| {
        let form = manifest.form(&read.source);
        let source = form.map_or(read.source.as_str(), |form| form.title.as_str());
        let label =
            |name: &str| form.and_then(|form| form.field(name)).map_or(name.to_owned(), |field| field.label.clone());
        let fields = read.matching.iter().map(|one| label(&one.field)).collect::<Vec<_>>().join("、");
        let (narrowed, most) = (if fields.is_empty() { "no" } else { "yes" }, read.bound());
        text!("declared-read", scope = scope(read.scope), window = window(&read.window), source, narrowed, fields, most)
    }));
    lines.push(seen_by(manifest, &assessed.seen_by));
    lines
}

/// The name by which words select a scope.
const fn scope(scope: Scope) -> &'static str {
    match scope {
        Scope::Subject => "subject",
        Scope::Department => "department",
        Scope::Office => "office",
        Scope::Referenced => "referenced",
        Scope::Named => "named",
    }
}

fn window(window: &Window) -> Message {
    let window = match window {
        Window::ThisDay => "day",
        Window::ThisWeek => "week",
        Window::ThisMonth => "month",
        Window::ThisQuarter => "quarter",
        Window::ThisYear => "year",
        Window::PastDays(days) => return message!("declared-window-past", days = *days),
        Window::PastDaysOf(name) => return message!("declared-window-past-of", name),
        Window::StillOpen => "open",
        Window::Always => "always",
    };
    message!("declared-window", window)
}

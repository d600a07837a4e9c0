//! Fields of forms and of steps, conditions on them, and steps by their names.

use crate::{
    names::Names,
    slip::{Place, Slip, Slipped},
    values,
};
use guiju_model::{Condition, Field, FieldKind};
use std::collections::BTreeSet;

/// Fields that stand together: of a form, or of a step.
pub fn lint(names: &Names<'_>, at: &Place, fields: &[&Field], found: &mut Vec<Slipped>) {
    let mut seen = BTreeSet::new();
    for (place, field) in fields.iter().enumerate() {
        let at = at.part(field.name.clone());
        if !seen.insert(field.name.as_str()) {
            let slip = Slip::Twice { id: field.name.clone(), what: "field".to_owned() };
            found.push(Slipped { at: at.clone(), slip });
        }
        let others = fields.iter().filter(|other| other.name != field.name);
        let taken = |was: &&String| others.clone().any(|other| other.name == **was || other.was.contains(was));
        for was in field.was.iter().filter(taken) {
            let slip = Slip::NameTaken { was: was.clone(), field: field.name.clone() };
            found.push(Slipped { at: at.clone(), slip });
        }
        match &field.kind {
            FieldKind::Single(kind) => values::kind_of_field(names, &at, (&field.name, kind), found),
            FieldKind::Table(columns) => {
                for column in columns {
                    values::kind_of_field(names, &at, (&column.name, &column.kind), found);
                }
            }
        }
        let initial = field.initial.as_deref().map(serde_json::from_str::<serde_json::Value>);
        match initial {
            Some(Ok(value)) if !value.is_null() => values::fits(&at, field, &value, found),
            Some(Err(why)) => {
                let (value, why) = (field.initial.clone().unwrap_or_default(), why.to_string());
                found.push(Slipped { at: at.clone(), slip: Slip::BadValue { field: field.name.clone(), value, why } });
            }
            _ => {}
        }
        for condition in &field.shown_when {
            let before = fields.get(..place).unwrap_or_default();
            self::condition(&at, before, (&at.id, condition), found);
        }
    }
}

/// A condition on a field among these, with values that it can have.
pub fn condition(at: &Place, fields: &[&Field], (form, condition): (&str, &Condition), found: &mut Vec<Slipped>) {
    match fields.iter().find(|field| field.name == condition.field) {
        None => {
            let slip = Slip::UnknownField { field: condition.field.clone(), form: form.to_owned() };
            found.push(Slipped { at: at.clone(), slip });
        }
        Some(field) => condition.is_one_of.iter().for_each(|value| values::one_of(at, field, value, found)),
    }
}

/// A step that a route of the form should have: as it declares, or as a case showed it. Where no case was answered by a route, nobody knows.
pub fn step(names: &Names<'_>, at: &Place, (form, step): (&str, &str), found: &mut Vec<Slipped>) {
    if !has_step(names, form, step) {
        let slip = Slip::UnknownStep { step: step.to_owned(), form: form.to_owned() };
        found.push(Slipped { at: at.clone(), slip });
    }
}

/// Whether a route of the form may have the step.
pub fn has_step(names: &Names<'_>, form: &str, step: &str) -> bool {
    let declared = names.own.form(form).is_some_and(|form| form.steps.iter().any(|declared| declared.id == step));
    declared || names.observed.is_none_or(|observed| !observed.routed(form) || observed.steps(form).contains_key(step))
}

//! Values against the kinds of their fields, and the kinds by themselves.

use crate::{
    names::Names,
    slip::{Place, Slip, Slipped},
};
use guiju_model::{Bounds, Choice, Field, FieldKind, TierKind, TierSide, ValueKind, shape};
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A value of a field, which is not empty.
pub fn fits(at: &Place, field: &Field, value: &Value, found: &mut Vec<Slipped>) {
    let alone = Field { required: false, shown_when: Vec::new(), ..field.clone() };
    let shaped = shape::check([&alone], &String::new(), &json!({ field.name.as_str(): value }));
    if let Some(finding) = shaped.findings.into_iter().next() {
        let (field, value) = (field.name.clone(), value.to_string());
        found.push(Slipped { at: at.clone(), slip: Slip::BadValue { field, value, why: finding.message } });
    }
}

/// A value as JSON that has to be one of a single field, as in a condition: of several choices one of them.
pub fn one_of(at: &Place, field: &Field, text: &str, found: &mut Vec<Slipped>) {
    let Ok(value) = serde_json::from_str::<Value>(text) else {
        let (field, value) = (field.name.clone(), text.to_owned());
        found.push(Slipped { at: at.clone(), slip: Slip::BadValue { field, value, why: "JSON".to_owned() } });
        return;
    };
    let several = matches!(&field.kind, FieldKind::Single(ValueKind::Choices(_) | ValueKind::People));
    fits(at, field, &if several { json!([value]) } else { value }, found);
}

/// A kind by itself: choices with values of their own, bounds with something between them, a form that is referred to.
pub fn kind(names: &Names<'_>, at: &Place, (field, kind): (&str, &ValueKind), found: &mut Vec<Slipped>) {
    let mut say = |slip| found.push(Slipped { at: at.clone(), slip });
    match kind {
        ValueKind::Choice(choices) | ValueKind::Choices(choices) => {
            for value in equal(choices) {
                say(Slip::EqualChoices { value: value.to_owned(), field: field.to_owned() });
            }
        }
        ValueKind::Integer(bounds) | ValueKind::Money(bounds) if empty(bounds) => {
            say(Slip::EmptyBounds { field: field.to_owned() });
        }
        ValueKind::DecimalWithin(limits) if empty(&limits.bounds) => {
            say(Slip::EmptyBounds { field: field.to_owned() });
        }
        ValueKind::Tiers(limits) if [&limits.from, &limits.value].into_iter().any(nothing) => {
            say(Slip::EmptyBounds { field: field.to_owned() });
        }
        ValueKind::Reference(form) | ValueKind::Resource(form) if !names.has_form(form) => {
            say(Slip::UnknownForm { form: form.clone() });
        }
        _ => {}
    }
}

/// A kind of what people fill in: none of those that only parameters have.
pub fn kind_of_field(names: &Names<'_>, at: &Place, (field, of): (&str, &ValueKind), found: &mut Vec<Slipped>) {
    if matches!(of, ValueKind::Words(_) | ValueKind::Tiers(_)) {
        found.push(Slipped { at: at.clone(), slip: Slip::ParameterKind { field: field.to_owned() } });
    }
    kind(names, at, (field, of), found);
}

/// Whether no number fits a side of a table.
fn nothing(side: &TierSide) -> bool {
    let (TierKind::Integer(bounds) | TierKind::Money(bounds)) = &side.kind;
    empty(bounds)
}

fn empty(bounds: &Bounds) -> bool {
    matches!((bounds.least, bounds.most), (Some(least), Some(most)) if least > most)
}

fn equal(choices: &[Choice]) -> BTreeSet<&str> {
    let mut seen = BTreeSet::new();
    choices.iter().map(|choice| choice.value.as_str()).filter(|value| !seen.insert(*value)).collect()
}

//! Who leans on a package: whether what one regulation relies on is there in another.

use crate::{
    names,
    slip::{Place, PlaceKind, Slip, Slipped},
};
use guiju_model::{Assessed, FieldKind, Form, Lean, LeanedField, Manifest, ValueKind};
use std::mem::discriminant;

/// What `leaner` relies on of `on` and does not find there. Of every other regulation nothing is said.
#[must_use]
pub fn leans(leaner: &Manifest, on: &Manifest) -> Vec<Slipped> {
    let mut found = Vec::new();
    let at = Place::of(PlaceKind::Regulation, &leaner.id);
    for lean in &leaner.leans {
        let Some((regulation, local)) = lean.on.split_once('/') else { continue };
        if regulation != on.id {
            continue;
        }
        let at = at.part(lean.on.clone());
        if let Some(form) = on.form(local) {
            of_form(&at, (lean, form), &mut found);
        } else if let Some(judgement) = on.assesses.iter().find(|assessed| assessed.id == local) {
            of_judgement(&at, (lean, judgement), &mut found);
        } else if on.rosters.iter().all(|roster| roster.id != local) {
            found.push(Slipped { at, slip: Slip::UnknownSource { source: lean.on.clone() } });
        }
    }
    found
}

fn of_form(at: &Place, (lean, form): (&Lean, &Form), found: &mut Vec<Slipped>) {
    let mut say = |slip| found.push(Slipped { at: at.clone(), slip });
    for field in &lean.fields {
        match names::field(form, &field.name) {
            Some(Some(kind)) => of_kind((&lean.on, field), kind).into_iter().for_each(&mut say),
            // The rows of a table: its columns are relied on by their own names.
            Some(None) => {}
            None => say(Slip::LeanGone { what: field.name.clone(), on: lean.on.clone() }),
        }
        if field.required && optional(form, &field.name) {
            say(Slip::LeanOptional { what: field.name.clone(), on: lean.on.clone() });
        }
    }
    for step in lean.steps.iter().filter(|step| form.steps.iter().all(|known| known.id != **step)) {
        say(Slip::LeanGone { what: step.clone(), on: lean.on.clone() });
    }
}

fn of_judgement(at: &Place, (lean, judgement): (&Lean, &Assessed), found: &mut Vec<Slipped>) {
    for figure in lean.figures.iter().filter(|figure| judgement.figures.iter().all(|known| known.name != **figure)) {
        let slip = Slip::LeanGone { what: figure.clone(), on: lean.on.clone() };
        found.push(Slipped { at: at.clone(), slip });
    }
}

/// What is wrong with the kind of a field that is relied on.
fn of_kind((on, field): (&str, &LeanedField), kind: &ValueKind) -> Vec<Slip> {
    let (what, on) = (field.name.clone(), on.to_owned());
    match (&field.kind, kind) {
        (ValueKind::Choice(wanted), ValueKind::Choice(known))
        | (ValueKind::Choices(wanted), ValueKind::Choices(known)) => {
            let gone = wanted.iter().filter(|choice| known.iter().all(|own| own.value != choice.value));
            gone.map(|choice| Slip::LeanChoiceGone { value: choice.value.clone(), what: what.clone(), on: on.clone() })
                .collect()
        }
        (wanted, known) if same(wanted, known) => Vec::new(),
        _ => vec![Slip::LeanChanged { what, on }],
    }
}

/// Whether values of both kinds are read in the same way: limits may differ.
fn same(one: &ValueKind, other: &ValueKind) -> bool {
    let text = |kind: &ValueKind| matches!(kind, ValueKind::Text(_) | ValueKind::LongText(_));
    let pointer = |kind: &ValueKind| matches!(kind, ValueKind::Reference(_) | ValueKind::Resource(_));
    let decimal = |kind: &ValueKind| matches!(kind, ValueKind::Decimal(_) | ValueKind::DecimalWithin(_));
    let alike = [&text as &dyn Fn(&ValueKind) -> bool, &pointer, &decimal];
    discriminant(one) == discriminant(other) || alike.into_iter().any(|alike| alike(one) && alike(other))
}

/// Whether a field, or a column of a table, need not be filled in. A field that is not always shown is not always there.
fn optional(form: &Form, name: &str) -> bool {
    let (name, column) = name.split_once('/').map_or((name, None), |(table, column)| (table, Some(column)));
    match (form.field(name), column) {
        (Some(field), None) => !field.required || !field.shown_when.is_empty(),
        (Some(field), Some(column)) => match &field.kind {
            FieldKind::Table(columns) => columns.iter().any(|own| own.name == column && !own.required),
            FieldKind::Single(_) => false,
        },
        (None, _) => false,
    }
}

//! Who leans on a package: whether what one regulation relies on is there in another.

use crate::{
    names,
    slip::{Place, PlaceKind, Slip, Slipped},
};
use guiju_model::{Assessed, FieldKind, Form, Lean, LeanedField, Manifest, PlainKind};
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
        let mut say = |slip| found.push(Slipped { at: at.part(lean.on.clone()), slip });
        if let Some(form) = on.form(local) {
            of_form(on, (lean, form), &mut say);
        } else if let Some(judgement) = on.assesses.iter().find(|assessed| assessed.id == local) {
            of_judgement(lean, judgement, &mut say);
        } else if on.rosters.iter().all(|roster| roster.id != local) {
            say(Slip::UnknownSource { source: lean.on.clone() });
        } else {
            gone(&lean.on, fields(lean).chain(&lean.steps)).for_each(say);
        }
    }
    found
}

/// The names of the fields that are relied on.
fn fields(lean: &Lean) -> impl Iterator<Item = &String> {
    lean.fields.iter().map(|field| &field.name)
}

/// That these are not there.
fn gone<'a>(on: &'a str, what: impl Iterator<Item = &'a String>) -> impl Iterator<Item = Slip> {
    what.map(move |what| Slip::LeanGone { what: what.clone(), on: on.to_owned() })
}

fn of_form(owner: &Manifest, (lean, form): (&Lean, &Form), say: &mut impl FnMut(Slip)) {
    for field in &lean.fields {
        match names::field(form, &field.name) {
            Some(Some(kind)) => of_kind(owner, (&lean.on, field), &kind).into_iter().for_each(&mut *say),
            // One value was relied on, and there are rows.
            Some(None) => say(Slip::LeanChanged { what: field.name.clone(), on: lean.on.clone() }),
            None => say(Slip::LeanGone { what: field.name.clone(), on: lean.on.clone() }),
        }
        if field.required && optional(form, &field.name) {
            say(Slip::LeanOptional { what: field.name.clone(), on: lean.on.clone() });
        }
    }
    let steps = lean.steps.iter().filter(|step| form.steps.iter().all(|known| known.id != **step));
    // A judgement that became a form has no figures.
    gone(&lean.on, steps.chain(&lean.figures)).for_each(say);
}

fn of_judgement(lean: &Lean, judgement: &Assessed, say: &mut impl FnMut(Slip)) {
    let figures = lean.figures.iter().filter(|figure| judgement.figures.iter().all(|known| known.name != **figure));
    // A form that became a judgement has neither fields nor steps.
    gone(&lean.on, figures.chain(fields(lean)).chain(&lean.steps)).for_each(say);
}

/// What is wrong with the kind of a field that is relied on.
fn of_kind(owner: &Manifest, (on, field): (&str, &LeanedField), kind: &PlainKind) -> Vec<Slip> {
    let (what, on) = (field.name.clone(), on.to_owned());
    match (&field.kind, kind) {
        (PlainKind::Choice(wanted), PlainKind::Choice(known))
        | (PlainKind::Choices(wanted), PlainKind::Choices(known)) => {
            let gone = wanted.iter().filter(|choice| known.iter().all(|own| own.value != choice.value));
            gone.map(|choice| Slip::LeanChoiceGone { value: choice.value.clone(), what: what.clone(), on: on.clone() })
                .collect()
        }
        (wanted, known) if wanted.pointed().is_some() && known.pointed().is_some() => {
            // That of a form of the owner's own may lack the owner's id.
            let form = |kind: &PlainKind| kind.pointed().map(|form| owner.qualified(form));
            if form(wanted) == form(known) { Vec::new() } else { vec![Slip::LeanChanged { what, on }] }
        }
        (wanted, known) if same(wanted, known) => Vec::new(),
        _ => vec![Slip::LeanChanged { what, on }],
    }
}

/// Whether values of both kinds are read in the same way.
fn same(one: &PlainKind, other: &PlainKind) -> bool {
    let text = |kind: &PlainKind| matches!(kind, PlainKind::Text | PlainKind::LongText);
    discriminant(one) == discriminant(other) || text(one) && text(other)
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

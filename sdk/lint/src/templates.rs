//! Document templates: the fields and steps from which they are set.

use crate::{
    fields,
    forms::placeholders,
    names::Names,
    slip::{Place, PlaceKind, Slip, Slipped},
};
use guiju_model::{DocumentTemplate, Form};

pub fn lint(names: &Names<'_>, found: &mut Vec<Slipped>) {
    for template in &names.own.letters {
        let at = Place::of(PlaceKind::Template, &template.id);
        match names.own.form(&template.source) {
            Some(form) => of_form(names, &at, (template, form), found),
            None => found.push(Slipped { at, slip: Slip::UnknownForm { form: template.source.clone() } }),
        }
    }
}

fn of_form(names: &Names<'_>, at: &Place, (template, form): (&DocumentTemplate, &Form), found: &mut Vec<Slipped>) {
    let heading = Some(&template.heading).filter(|heading| !heading.is_empty());
    let named = heading.into_iter().chain([&template.body]).chain(&template.to).chain(&template.enclosed);
    let named = named.chain(&template.copied).chain(&template.listed).map(String::as_str);
    let in_head = placeholders(&template.head).filter(|name| *name != "office");
    for name in named.chain(in_head) {
        field(names, at, (form, name), found);
    }
    // A paper without a step at which it is signed goes out with the filing.
    if !template.signed.is_empty() {
        fields::step(names, &at.part("signed"), (&form.id, &template.signed), found);
    }
    for condition in template.names_signer_when.iter().filter(|condition| !condition.field.contains('/')) {
        let own = form.fields().collect::<Vec<_>>();
        fields::condition(&at.part("names-signer-when"), &own, (&form.id, condition), found);
    }
}

/// A field of the form, or `step/field` for what a decider fills in.
fn field(names: &Names<'_>, at: &Place, (form, name): (&Form, &str), found: &mut Vec<Slipped>) {
    let Some((step, filled)) = name.split_once('/') else {
        if !names.has_value(form, name) {
            let slip = Slip::UnknownField { field: name.to_owned(), form: form.id.clone() };
            found.push(Slipped { at: at.clone(), slip });
        }
        return;
    };
    let Some(observed) = names.observed.filter(|observed| observed.routed(&form.id)) else { return };
    let steps = observed.steps(&form.id);
    let slip = match steps.get(step) {
        None => Slip::UnknownStep { step: step.to_owned(), form: form.id.clone() },
        Some(fields) if fields.iter().any(|field| field.name == filled) => return,
        Some(_) => Slip::UnknownField { field: name.to_owned(), form: form.id.clone() },
    };
    found.push(Slipped { at: at.clone(), slip });
}

//! Forms: their kinds and values, what they say by the names of their fields, their series.

use crate::{
    fields,
    names::Names,
    slip::{Place, PlaceKind, Slip, Slipped},
};
use guiju_model::{FieldKind, Form, Series, ValueKind};

pub fn lint(names: &Names<'_>, found: &mut Vec<Slipped>) {
    for form in &names.own.forms {
        let at = Place::of(PlaceKind::Form, &form.id);
        fields::lint(names, &at, &form.fields().collect::<Vec<_>>(), found);
        named(&at, form, found);
        conditions(&at, form, found);
        for name in placeholders(&form.summary).filter(|name| !names.has_value(form, name)) {
            let slip = Slip::UnknownPlaceholder { name: name.to_owned() };
            found.push(Slipped { at: at.part("summary"), slip });
        }
        if let Some(series) = &form.series {
            series_of(names, &at, (form, series), found);
        }
    }
    for overseen in names.own.oversees.iter().filter(|form| !names.has_form(form)) {
        let at = Place::of(PlaceKind::Regulation, &names.own.id).part("oversees");
        found.push(Slipped { at, slip: Slip::UnknownForm { form: overseen.clone() } });
    }
}

/// The names between the braces of a template.
pub fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    template.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name)
}

/// The fields that say when it happens, whom it concerns and who holds it.
fn named(at: &Place, form: &Form, found: &mut Vec<Slipped>) {
    let time = |kind: &ValueKind| {
        matches!(kind, ValueKind::Date | ValueKind::DateTime | ValueKind::Period | ValueKind::HalfDays)
    };
    let one = |kind: &ValueKind| matches!(kind, ValueKind::Person);
    let some = |kind: &ValueKind| matches!(kind, ValueKind::Person | ValueKind::People);
    let occurs = form.occurs.iter().map(|name| ("occurs", name, "time", &time as &dyn Fn(&ValueKind) -> bool));
    let about = form.about.iter().map(|name| ("about", name, "person", &one as &dyn Fn(&ValueKind) -> bool));
    let held = form.held_by.iter().map(|name| ("held-by", name, "person", &some as &dyn Fn(&ValueKind) -> bool));
    for (part, name, needed, fits) in occurs.chain(about).chain(held) {
        let (field, form_id) = (name.clone(), form.id.clone());
        let slip = match form.field(name).map(|field| &field.kind) {
            None => Slip::UnknownField { field, form: form_id },
            Some(FieldKind::Single(kind)) if fits(kind) => continue,
            Some(_) => Slip::OtherKind { field, form: form_id, needed: needed.to_owned() },
        };
        found.push(Slipped { at: at.part(part), slip });
    }
}

/// When only those who take part may read a matter.
fn conditions(at: &Place, form: &Form, found: &mut Vec<Slipped>) {
    for condition in &form.closed_when {
        fields::condition(&at.part("closed-when"), &form.fields().collect::<Vec<_>>(), (&form.id, condition), found);
    }
}

fn series_of(names: &Names<'_>, at: &Place, (form, series): (&Form, &Series), found: &mut Vec<Slipped>) {
    let at = at.part("series");
    if !series.pattern.contains("{number}") {
        found.push(Slipped { at: at.clone(), slip: Slip::NoNumber { series: series.id.clone() } });
    }
    if let Some(step) = series.after() {
        fields::step(names, &at, (&form.id, step), found);
    }
    let known = |name: &str| {
        let choice = form.field(name).map(|field| &field.kind);
        ["year", "number"].contains(&name)
            || name.starts_with("after:")
            || matches!(choice, Some(FieldKind::Single(ValueKind::Choice(_))))
    };
    for name in placeholders(&series.pattern).filter(|name| !known(name)) {
        found.push(Slipped { at: at.clone(), slip: Slip::UnknownPlaceholder { name: name.to_owned() } });
    }
}

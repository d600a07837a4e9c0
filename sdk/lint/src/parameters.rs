//! Parameters, attributes and the ids of everything that is declared.

use crate::{
    names::Names,
    slip::{Place, PlaceKind, Slip, Slipped},
    values,
};
use guiju_model::{Field, FieldKind, Manifest, ValueKind};
use std::collections::BTreeSet;

pub fn lint(names: &Names<'_>, found: &mut Vec<Slipped>) {
    for parameter in &names.own.parameters {
        let at = Place::of(PlaceKind::Parameter, &parameter.name);
        values::kind(names, &at, (&parameter.name, &parameter.kind), found);
        let field = named(&parameter.name, &parameter.label, &parameter.kind);
        match serde_json::from_str(&parameter.default) {
            Ok(value) => values::fits(&at, &field, &value, found),
            Err(why) => {
                let (field, value, why) = (parameter.name.clone(), parameter.default.clone(), why.to_string());
                found.push(Slipped { at, slip: Slip::BadValue { field, value, why } });
            }
        }
    }
    for attribute in &names.own.attributes {
        let at = Place::of(PlaceKind::Attribute, &attribute.name);
        values::kind_of_field(names, &at, (&attribute.name, &attribute.kind), found);
    }
    hours(names, found);
    ids(names.own, found);
}

fn named(name: &str, label: &str, kind: &ValueKind) -> Field {
    Field {
        name: name.to_owned(),
        label: label.to_owned(),
        help: None,
        clause: None,
        required: true,
        shown_when: Vec::new(),
        kind: FieldKind::Single(kind.clone()),
        initial: None,
        sensitive: false,
        was: Vec::new(),
    }
}

/// The parameters from which working hours come.
fn hours(names: &Names<'_>, found: &mut Vec<Slipped>) {
    let Some(hours) = &names.own.working_hours else { return };
    for name in [&hours.summer_from, &hours.summer_to, &hours.summer, &hours.winter] {
        if !names.own.parameters.iter().any(|parameter| parameter.name == *name) {
            let at = Place::of(PlaceKind::Regulation, &names.own.id).part("working-hours");
            found.push(Slipped { at, slip: Slip::UnknownParameter { parameter: name.clone() } });
        }
    }
}

/// Ids that are there twice.
fn ids(manifest: &Manifest, found: &mut Vec<Slipped>) {
    let forms = manifest.forms.iter().map(|form| form.id.as_str());
    let judged = manifest.assesses.iter().map(|assessed| assessed.id.as_str());
    let rosters = manifest.rosters.iter().map(|roster| roster.id.as_str());
    twice(PlaceKind::Form, forms.chain(judged).chain(rosters), found);
    twice(PlaceKind::View, manifest.views.iter().map(|view| view.id.as_str()), found);
    twice(PlaceKind::Chart, manifest.charts.iter().map(|chart| chart.id.as_str()), found);
    twice(PlaceKind::Template, manifest.letters.iter().map(|letter| letter.id.as_str()), found);
    twice(PlaceKind::Parameter, manifest.parameters.iter().map(|parameter| parameter.name.as_str()), found);
    twice(PlaceKind::Attribute, manifest.attributes.iter().map(|attribute| attribute.name.as_str()), found);
    twice(PlaceKind::Role, manifest.roles.iter().map(|role| role.id.as_str()), found);
}

fn twice<'m>(kind: PlaceKind, ids: impl Iterator<Item = &'m str>, found: &mut Vec<Slipped>) {
    let mut seen = BTreeSet::new();
    for id in ids.filter(|id| !seen.insert(*id)) {
        let slip = Slip::Twice { id: id.to_owned(), what: kind.name().to_owned() };
        found.push(Slipped { at: Place::of(kind, id), slip });
    }
}

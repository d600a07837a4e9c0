//! Registers and boards: their sources and columns.

use crate::{
    names::{Names, Source},
    slip::{Place, PlaceKind, Slip, Slipped},
};
use guiju_model::{Form, Heading, Layout, View};

/// What the host fills in by itself.
const OWN: [&str; 6] = ["person", "department", "filed", "status", "number", "summary"];

pub fn lint(names: &Names<'_>, found: &mut Vec<Slipped>) {
    for view in &names.own.views {
        let at = Place::of(PlaceKind::View, &view.id);
        let mut forms = Vec::new();
        let mut known = true;
        for source in &view.over {
            match names.source(source) {
                Source::Form(of) => forms.extend(of),
                Source::Missing => {
                    let slip = Slip::UnknownSource { source: source.clone() };
                    found.push(Slipped { at: at.clone(), slip });
                }
                Source::Judgement | Source::Roster | Source::Elsewhere => known = false,
            }
        }
        // The columns of a roll are the marks of its sources.
        if known && view.layout != Layout::Roll {
            columns(names, &at, (view, &forms), found);
        }
    }
}

fn columns(names: &Names<'_>, at: &Place, (view, forms): (&View, &[&Form]), found: &mut Vec<Slipped>) {
    for column in &view.columns {
        let heading = Heading::of(column);
        for name in std::iter::once(heading.name).chain(heading.whole) {
            let has = OWN.contains(&name) || forms.iter().any(|form| names.has_value(form, name));
            if !has && !forms.is_empty() {
                let slip = Slip::UnknownColumn { column: name.to_owned() };
                found.push(Slipped { at: at.clone(), slip });
            }
        }
    }
}

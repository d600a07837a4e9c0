//! Roles: in audiences, above each other, of rosters.

use crate::{
    names::Names,
    slip::{Place, PlaceKind, Slip, Slipped},
};
use guiju_model::{Audience, Who};

pub fn lint(names: &Names<'_>, found: &mut Vec<Slipped>) {
    let own = names.own;
    for role in own.roles.iter().filter(|role| role.above.as_ref().is_some_and(|above| !names.has_role(above))) {
        let at = Place::of(PlaceKind::Role, &role.id).part("above");
        found.push(Slipped { at, slip: Slip::UnknownRole { role: role.above.clone().unwrap_or_default() } });
    }
    for form in &own.forms {
        let at = Place::of(PlaceKind::Form, &form.id);
        audience(names, &at.part("by"), &form.filing.by, found);
        audience(names, &at.part("on-behalf"), &form.filing.on_behalf, found);
        audience(names, &at.part("seen-by"), &form.seen_by, found);
    }
    for view in &own.views {
        audience(names, &Place::of(PlaceKind::View, &view.id), &view.seen_by, found);
    }
    for assessed in &own.assesses {
        audience(names, &Place::of(PlaceKind::Judgement, &assessed.id), &assessed.seen_by, found);
    }
    for chart in &own.charts {
        audience(names, &Place::of(PlaceKind::Chart, &chart.id), &chart.seen_by, found);
    }
    for roster in &own.rosters {
        let at = Place::of(PlaceKind::Roster, &roster.id);
        role(names, &at.part("gives"), &roster.gives, found);
        audience(names, &at.part("among"), &roster.among, found);
        audience(names, &at.part("kept-by"), &roster.kept_by, found);
    }
}

pub fn audience(names: &Names<'_>, at: &Place, audience: &Audience, found: &mut Vec<Slipped>) {
    if let Audience::HoldersOf(roles) = audience {
        roles.iter().for_each(|one| role(names, at, one, found));
    }
}

/// Those who decide or are notified.
pub fn who(names: &Names<'_>, at: &Place, who: &Who, found: &mut Vec<Slipped>) {
    if let Who::Roles(roles) = who {
        roles.iter().for_each(|one| role(names, at, one, found));
    }
}

/// A role that has to be declared.
pub fn role(names: &Names<'_>, at: &Place, role: &str, found: &mut Vec<Slipped>) {
    if !names.has_role(role) {
        found.push(Slipped { at: at.clone(), slip: Slip::UnknownRole { role: role.to_owned() } });
    }
}

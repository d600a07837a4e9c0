//! Privileges: their forms are the regulation's own, and whatever is suspended is one of them.

use crate::{
    audiences,
    names::Names,
    slip::{Place, PlaceKind, Slip, Slipped},
};
use std::collections::BTreeSet;

pub fn lint(names: &Names<'_>, found: &mut Vec<Slipped>) {
    let mut ids = BTreeSet::new();
    for privilege in &names.own.privileges {
        let at = Place::of(PlaceKind::Privilege, &privilege.id);
        if !ids.insert(&privilege.id) {
            let slip = Slip::Twice { id: privilege.id.clone(), what: "privilege".to_owned() };
            found.push(Slipped { at: at.clone(), slip });
        }
        audiences::audience(names, &at, &privilege.seen_by, found);
        for form in privilege.forms.iter().filter(|form| names.own.form(form).is_none()) {
            found.push(Slipped { at: at.clone(), slip: Slip::UnknownForm { form: form.clone() } });
        }
    }
}

/// A privilege that something names.
pub fn named(names: &Names<'_>, at: &Place, privilege: &str, found: &mut Vec<Slipped>) {
    if names.own.privilege(privilege).is_none() {
        found.push(Slipped { at: at.clone(), slip: Slip::UnknownPrivilege { privilege: privilege.to_owned() } });
    }
}

//! Effects that change records, ask for matters or notify: what they name exists and fits.

use crate::{
    audiences,
    names::{Names, Source},
    privileges,
    slip::{Place, Slip, Slipped},
    values,
};
use guiju_model::{Effect, FieldKind, Form, ValueKind};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// `records` says of which source each record is that the case tells.
pub fn lint(
    names: &Names<'_>,
    at: &Place,
    (effect, records): (&Effect, &BTreeMap<u64, String>),
    found: &mut Vec<Slipped>,
) {
    let source = |record: u64| records.get(&record).map(String::as_str);
    match effect {
        Effect::Notify(notice) => audiences::who(names, at, &notice.to, found),
        Effect::FollowUp(follow_up) if !names.has_form(&follow_up.form) => {
            found.push(Slipped { at: at.clone(), slip: Slip::UnknownForm { form: follow_up.form.clone() } });
        }
        Effect::Enter(entered) => match names.own.form(names.local(&entered.form)) {
            Some(form) => content(at, &[form], &entered.content, found),
            None => found.push(Slipped { at: at.clone(), slip: Slip::UnknownForm { form: entered.form.clone() } }),
        },
        Effect::Amend(amendment) => {
            if let Some(forms) = own(names, at, source(amendment.record), found) {
                content(at, &forms, &amendment.content, found);
            }
        }
        Effect::Move(movement) => {
            if let Some(forms) = own(names, at, source(movement.record), found) {
                count(at, &forms, &movement.field, found);
            }
        }
        Effect::Withdraw(withdrawal) => {
            own(names, at, source(withdrawal.record), found);
        }
        Effect::Void(voiding) => match source(voiding.record) {
            Some(told) => drop(own(names, at, Some(told), found)),
            None => {
                let slip = Slip::UntoldRecord { record: voiding.record.to_string() };
                found.push(Slipped { at: at.clone(), slip });
            }
        },
        Effect::Suspend(suspension) => privileges::named(names, at, &suspension.privilege, found),
        Effect::Restore(restoration) => privileges::named(names, at, &restoration.privilege, found),
        Effect::Defer(deferral) => {
            let overseen =
                source(deferral.record).is_some_and(|source| names.own.oversees.iter().any(|one| one == source));
            if !overseen {
                own(names, at, source(deferral.record), found);
            }
        }
        Effect::FollowUp(_) | Effect::HandOver(_) | Effect::Deputise(_) | Effect::Publish(_) => {}
    }
}

/// The regulation's own form of a record; every form of its own, where the case does not tell the record.
fn own<'a>(names: &Names<'a>, at: &Place, source: Option<&str>, found: &mut Vec<Slipped>) -> Option<Vec<&'a Form>> {
    let Some(source) = source else { return Some(names.own.forms.iter().collect()) };
    if let Some(form) = names.own.form(names.local(source)) {
        return Some(vec![form]);
    }
    if !matches!(names.source(source), Source::Missing) {
        found.push(Slipped { at: at.clone(), slip: Slip::NotOwn { form: source.to_owned() } });
    }
    None
}

/// The fields of a record as JSON, against the form of which it is; what is null is taken out.
fn content(at: &Place, forms: &[&Form], text: &str, found: &mut Vec<Slipped>) {
    let values = serde_json::from_str::<Map<String, Value>>(text).unwrap_or_default();
    let computed = |form: &&Form, name: &str| form.computed.iter().any(|computed| computed.name == name);
    let has = |form: &&&Form| values.keys().all(|name| form.field(name).is_some() || computed(form, name));
    let Some(form) = forms.iter().find(has).or_else(|| forms.first()) else { return };
    for (name, value) in &values {
        match form.field(name) {
            Some(field) if !value.is_null() => values::fits(at, field, value, found),
            None if !computed(form, name) => {
                let slip = Slip::UnknownField { field: name.clone(), form: form.id.clone() };
                found.push(Slipped { at: at.clone(), slip });
            }
            _ => {}
        }
    }
}

/// A field that counts.
fn count(at: &Place, forms: &[&Form], name: &str, found: &mut Vec<Slipped>) {
    let kinds = forms.iter().filter_map(|form| form.field(name)).map(|field| &field.kind).collect::<Vec<_>>();
    let counts = |kind: &&FieldKind| matches!(kind, FieldKind::Single(ValueKind::Integer(_) | ValueKind::Money(_)));
    let (field, form) = (name.to_owned(), forms.first().map(|form| form.id.clone()).unwrap_or_default());
    if kinds.is_empty() {
        found.push(Slipped { at: at.clone(), slip: Slip::UnknownField { field, form } });
    } else if !kinds.iter().any(counts) {
        let slip = Slip::OtherKind { field, form, needed: "number".to_owned() };
        found.push(Slipped { at: at.clone(), slip });
    }
}

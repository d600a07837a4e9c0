//! Answers to cases: findings, steps, due dates, effects; penalties, obligations, marks.

use crate::{
    audiences, effects, fields,
    names::{Names, Source},
    observed::{Observed, Seen},
    privileges,
    slip::{Place, PlaceKind, Slip, Slipped},
};
use guiju_model::{Assessment, FieldKind, Form, Route, Sanction, lookups};
use std::collections::BTreeSet;

pub fn lint(names: &Names<'_>, observed: &Observed, found: &mut Vec<Slipped>) {
    for seen in &observed.seen {
        match seen {
            Seen::Matter { case, form, check, route, records } => {
                let at = Place::of(PlaceKind::Case, case);
                for path in check.findings.iter().filter_map(|finding| finding.field.as_deref()) {
                    if !has_path(names, observed, form, path) {
                        let slip = Slip::UnknownPath { path: path.to_owned(), form: form.clone() };
                        found.push(Slipped { at: at.clone(), slip });
                    }
                }
                if let Some(route) = route {
                    of_route(names, &at, (form, route), found);
                    for effect in route.effects.iter().chain(&route.at_once) {
                        effects::lint(names, &at, (effect, records), found);
                    }
                }
            }
            Seen::Period { case, assessed, assessment } => {
                of_period(names, &Place::of(PlaceKind::Case, case), (assessed, assessment), found);
            }
        }
    }
}

/// Whether a path leads to a field of the form, a row or a column of a table, or to what a step fills in.
fn has_path(names: &Names<'_>, observed: &Observed, id: &str, path: &str) -> bool {
    let forms = match names.source(id) {
        Source::Form(forms) => forms,
        Source::Elsewhere => return true,
        Source::Judgement | Source::Roster | Source::Missing => return false,
    };
    let parts = path.split('/').collect::<Vec<_>>();
    let column = |form: &Form, table: &str, column: &str| lookups::kind(form, &format!("{table}/{column}")).is_some();
    let table =
        |form: &Form, name: &str| form.field(name).is_some_and(|field| matches!(field.kind, FieldKind::Table(_)));
    let numbered = |part: &str| part.bytes().all(|sign| sign.is_ascii_digit());
    let within = |form: &&Form| match parts.as_slice() {
        [name] => form.field(name).is_some(),
        [name, row] => numbered(row) && form.field(name).is_some(),
        [name, row, own] => numbered(row) && table(form, name) && column(form, name, own),
        _ => false,
    };
    let at_step = || {
        let (step, filled) = path.split_once('/')?;
        let steps = observed.steps(id);
        // Of an overseen form the owner lays out the steps.
        let foreign = names.own.form(names.local(id)).is_none();
        let filled = filled.split('/').next().unwrap_or_default();
        let known = steps.get(step).is_some_and(|fields| fields.iter().any(|field| field.name == filled));
        Some(known || foreign && forms.iter().any(|form| form.steps.iter().any(|declared| declared.id == step)))
    };
    forms.iter().any(within) || at_step() == Some(true)
}

fn of_route(names: &Names<'_>, at: &Place, (form, route): (&str, &Route), found: &mut Vec<Slipped>) {
    let mut ids = BTreeSet::new();
    for step in &route.steps {
        if !ids.insert(step.id.as_str()) {
            let slip = Slip::Twice { id: step.id.clone(), what: "step".to_owned() };
            found.push(Slipped { at: at.clone(), slip });
        }
        let at = at.part(step.id.clone());
        audiences::who(names, &at, &step.who, found);
        fields::lint(names, &at, &step.fields.iter().collect::<Vec<_>>(), found);
        for other in step.separate_from.iter().filter(|other| *other != "applicant") {
            fields::step(names, &at, (form, other), found);
        }
    }
    for step in route.deadlines.iter().filter_map(|deadline| deadline.step.as_ref()) {
        let Source::Form(forms) = names.source(form) else { continue };
        // What an earlier contract could not declare is not known.
        let undeclared = forms.iter().any(|form| form.steps.is_empty());
        let has = |form: &&Form| form.steps.iter().any(|declared| declared.id == *step);
        if !undeclared && !forms.iter().any(has) {
            let slip = Slip::UnknownStep { step: step.clone(), form: form.to_owned() };
            found.push(Slipped { at: at.clone(), slip });
        }
    }
}

fn of_period(names: &Names<'_>, at: &Place, (id, assessment): (&str, &Assessment), found: &mut Vec<Slipped>) {
    for penalty in &assessment.penalties {
        audiences::role(names, at, &penalty.decided_by, found);
        penalty.answerable.iter().for_each(|role| audiences::role(names, at, role, found));
        if let Sanction::PrivilegeSuspended(of) = &penalty.measure {
            privileges::named(names, at, &of.privilege, found);
        }
        for clause in penalty.same_as.iter().filter(|clause| !names.has_clause(clause)) {
            found.push(Slipped { at: at.clone(), slip: Slip::UnknownClause { clause: clause.clone() } });
        }
    }
    for obligation in &assessment.duties {
        obligation.owed_by.iter().for_each(|role| audiences::role(names, at, role, found));
        for form in obligation.met_by.iter().filter(|form| !names.has_form(form)) {
            found.push(Slipped { at: at.clone(), slip: Slip::UnknownForm { form: form.clone() } });
        }
    }
    let legend =
        names.own.assesses.iter().find(|assessed| assessed.id == id).map(|assessed| assessed.legend.as_slice());
    let legend = legend.unwrap_or_default();
    let unknown = |sign: &&String| !legend.is_empty() && legend.iter().all(|known| known.sign != **sign);
    for sign in assessment.marks.iter().map(|mark| &mark.sign).filter(unknown) {
        let slip = Slip::UnknownSign { sign: sign.clone(), judgement: id.to_owned() };
        found.push(Slipped { at: at.clone(), slip });
    }
}

//! Whether a manifest holds together. All faults are reported at once.

use crate::{
    citations::{Cites, Clauses},
    version,
};
use guiju_model::{
    Assessed, Cycle, DocumentTemplate, FieldKind, Form, Layout, Manifest, RoleScope, Roster, SubjectKind, View,
};
use std::collections::HashSet;

/// Everything in a manifest that does not hold together.
pub fn faults(manifest: &Manifest) -> Vec<String> {
    let mut faults = Vec::new();
    of_text(&mut faults, manifest);
    of_ids(&mut faults, manifest);
    if let Some(unknown) = manifest.unknown(&Clauses::of(&manifest.clauses)) {
        faults.push(format!("clause {unknown} is cited but the text does not have it"));
    }
    for form in &manifest.forms {
        of_form(&mut faults, form);
    }
    for parameter in &manifest.parameters {
        if serde_json::from_str::<serde_json::Value>(&parameter.default).is_err() {
            faults.push(format!("the default of parameter {} is not JSON", parameter.name));
        }
    }
    for view in &manifest.views {
        of_view(&mut faults, manifest, view);
    }
    for assessed in &manifest.assesses {
        twice(&mut faults, &format!("sign of {}", assessed.id), assessed.legend.iter().map(|sign| sign.sign.as_str()));
    }
    for roster in &manifest.rosters {
        of_roster(&mut faults, manifest, roster);
    }
    for chart in manifest.charts.iter().filter(|chart| !chart.source.contains('/')) {
        let known = manifest.form(&chart.source).is_some() || manifest.assesses.iter().any(|a| a.id == chart.source);
        if !known {
            faults.push(format!("chart {} measures {}, which there is not", chart.id, chart.source));
        }
    }
    twice(&mut faults, "letter", manifest.letters.iter().map(|letter| letter.id.as_str()));
    for letter in &manifest.letters {
        of_letter(&mut faults, manifest, letter);
    }
    for privilege in &manifest.privileges {
        for form in privilege.forms.iter().filter(|form| manifest.form(form).is_none()) {
            faults.push(format!("privilege {} is of form {form}, which the regulation does not have", privilege.id));
        }
    }
    for overseen in manifest.oversees.iter().filter(|form| !form.contains('/')) {
        faults.push(format!("{overseen} is to be overseen, but only other regulations' forms can be"));
    }
    faults
}

/// The id, the version and the clauses of the regulation.
fn of_text(faults: &mut Vec<String>, manifest: &Manifest) {
    if manifest.id.is_empty() || !manifest.id.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
    {
        faults.push(format!("the id {:?} is not lower-case letters, digits and hyphens", manifest.id));
    }
    if manifest.id == "office" {
        faults.push("the id office stands for the organisation itself".to_owned());
    }
    if version(&manifest.version).is_none() {
        faults.push(format!("the version {:?} is not three numbers", manifest.version));
    }
    if manifest.clauses.is_empty() {
        faults.push("the text has no clauses".to_owned());
    }
}

/// Ids that are declared twice.
fn of_ids(faults: &mut Vec<String>, manifest: &Manifest) {
    twice(faults, "clause", manifest.clauses.iter().map(|clause| clause.id.as_str()));
    twice(faults, "parameter", manifest.parameters.iter().map(|parameter| parameter.name.as_str()));
    twice(faults, "view", manifest.views.iter().map(|view| view.id.as_str()));
    twice(faults, "role", manifest.roles.iter().map(|role| role.id.as_str()));
    let forms = manifest.forms.iter().map(|form| form.id.as_str());
    let judged = manifest.assesses.iter().map(|a| a.id.as_str());
    let rosters = manifest.rosters.iter().map(|roster| roster.id.as_str());
    twice(faults, "form, assessment or roster", forms.chain(judged).chain(rosters));
    twice(faults, "privilege", manifest.privileges.iter().map(|privilege| privilege.id.as_str()));
    twice(faults, "chart", manifest.charts.iter().map(|chart| chart.id.as_str()));
}

/// A roster grants a role of duty for shifts of a day or a week.
fn of_roster(faults: &mut Vec<String>, manifest: &Manifest, roster: &Roster) {
    let grants = manifest.role(&roster.gives);
    if grants.is_none_or(|role| role.reach != RoleScope::OnDuty) {
        faults.push(format!("roster {} gives {}, which is no role of duty", roster.id, roster.gives));
    }
    if !matches!(roster.turn, Cycle::Day | Cycle::Week) || roster.seats == 0 {
        faults.push(format!("a turn of roster {} lasts a day or a week and has a seat", roster.id));
    }
}

/// A view is over forms; a roll may instead be over one assessment of persons, whose signs it shows.
fn of_view(faults: &mut Vec<String>, manifest: &Manifest, view: &View) {
    let judged = |id: &String| {
        let person = |assessed: &Assessed| assessed.id == *id && assessed.per == SubjectKind::Person;
        view.layout == Layout::Roll && view.over.len() == 1 && manifest.assesses.iter().any(person)
    };
    let missing = |id: &&String| !id.contains('/') && manifest.form(id).is_none() && !judged(id);
    for form in view.over.iter().filter(missing) {
        faults.push(format!("view {} shows form {form}, which there is not", view.id));
    }
}

fn of_form(faults: &mut Vec<String>, form: &Form) {
    twice(faults, &format!("field of form {}", form.id), form.fields().map(|field| field.name.as_str()));
    for name in form.occurs.iter().chain(&form.about).chain(&form.held_by) {
        if form.field(name).is_none() {
            faults.push(format!("form {} refers to its field {name}, which there is not", form.id));
        }
    }
    let mut earlier = HashSet::new();
    for field in form.fields() {
        for condition in field.shown_when.iter().filter(|condition| !earlier.contains(condition.field.as_str())) {
            faults.push(format!(
                "field {} of form {} is shown by {}, which does not stand before it",
                field.name, form.id, condition.field
            ));
        }
        if let FieldKind::Table(columns) = &field.kind {
            twice(faults, &format!("column of {}", field.name), columns.iter().map(|column| column.name.as_str()));
        }
        earlier.insert(field.name.as_str());
    }
}

fn of_letter(faults: &mut Vec<String>, manifest: &Manifest, letter: &DocumentTemplate) {
    let Some(form) = manifest.form(&letter.source) else {
        faults.push(format!("letter {} is set from form {}, which there is not", letter.id, letter.source));
        return;
    };
    let heading = Some(&letter.heading).filter(|heading| !heading.is_empty());
    let named = heading.into_iter().chain([&letter.body]).chain(&letter.to).chain(&letter.enclosed);
    let named = named.chain(&letter.copied).chain(&letter.listed);
    let named = named.chain(letter.names_signer_when.iter().map(|condition| &condition.field));
    // What a step's deciders fill in is known only once the step is there.
    for field in named.filter(|field| !field.contains('/') && form.field(field).is_none()) {
        faults.push(format!("letter {} names field {field} of form {}, which there is not", letter.id, form.id));
    }
}

fn twice<'a>(faults: &mut Vec<String>, what: &str, names: impl Iterator<Item = &'a str>) {
    let mut seen = HashSet::new();
    for name in names {
        if !seen.insert(name) {
            faults.push(format!("{what} {name} is declared twice"));
        }
    }
}

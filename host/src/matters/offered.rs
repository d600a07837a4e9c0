//! The forms that a person may file, with the words by which people look for them.

use super::eligibility::belongs;
use crate::{app::App, error::Result, romanisation, store::matters};
use guiju_api::FormOffered;
use guiju_domain::{OfficeId, PersonId, characters::folded};
use guiju_model::{FieldKind, Form, ValueKind};
use std::collections::HashMap;

/// The forms that a person may file.
///
/// # Errors
/// If the office is unknown.
pub async fn offered(app: &App, office: OfficeId, person: PersonId) -> Result<Vec<FormOffered>> {
    let (policy, staff) = (app.policy(office)?, app.staff(office).await?);
    let filed = matters::filed_forms(&app.pool, office, person).await?.into_iter();
    let filed = filed.map(|(regulation, form, count)| ((regulation, form), count)).collect::<HashMap<_, _>>();
    let mut offered = Vec::new();
    for loaded in policy.on(app.now(office).date()).into_values() {
        let manifest = loaded.manifest();
        for form in &manifest.forms {
            let on_behalf = belongs(&staff, person, &form.filing.on_behalf);
            if on_behalf || belongs(&staff, person, &form.filing.by) {
                offered.push(FormOffered {
                    regulation: manifest.id.clone(),
                    regulation_title: manifest.title.clone(),
                    area: manifest.area.clone(),
                    form: form.id.clone(),
                    title: form.title.clone(),
                    initials: romanisation::initials(&form.title),
                    words: words(form),
                    letters: in_letters(form),
                    filed: filed.get(&(manifest.id.clone(), form.id.clone())).copied().unwrap_or_default(),
                    on_behalf,
                });
            }
        }
    }
    Ok(offered)
}

/// All that a form is called by: its title, its regulation's, and the words by which people look for it.
pub fn called(form: &FormOffered) -> impl Iterator<Item = &str> {
    let titles = [form.title.as_str(), form.regulation_title.as_str()];
    titles.into_iter().chain(form.words.iter().map(String::as_str))
}

/// Words by which people look for a form: its synonyms, what it asks for, the choices that it offers, and its help.
fn words(form: &Form) -> Vec<String> {
    let mut words = form.synonyms.clone();
    words.extend(form.sections.iter().filter_map(|section| section.title.clone()));
    for field in form.fields() {
        words.push(field.label.clone());
        words.extend(field.help.clone());
        match &field.kind {
            FieldKind::Single(kind) => words.extend(choices(kind)),
            FieldKind::Table(columns) => {
                for column in columns {
                    words.push(column.label.clone());
                    words.extend(choices(&column.kind));
                }
            }
        }
    }
    words
}

/// What people read of the choices of a value.
fn choices(kind: &ValueKind) -> Vec<String> {
    match kind {
        ValueKind::Choice(choices) | ValueKind::Choices(choices) => {
            choices.iter().map(|choice| choice.label.clone()).collect()
        }
        _ => Vec::new(),
    }
}

/// The title, the synonyms and the choices in letters, each as its whole pinyin and its initials.
fn in_letters(form: &Form) -> Vec<String> {
    let single = form.fields().filter_map(|field| match &field.kind {
        FieldKind::Single(kind) => Some(choices(kind)),
        FieldKind::Table(_) => None,
    });
    let words = [form.title.clone()].into_iter().chain(form.synonyms.iter().cloned()).chain(single.flatten());
    words.map(|word| romanisation::of_name(&folded(&word))).collect()
}

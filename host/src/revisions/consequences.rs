//! What another package means for drafts, for matters under way, and for values that the office set.

use super::{slips, values::of_parameter};
use crate::{
    app::App,
    error::Result,
    policy::OfficePolicy,
    store::{
        drafts::{self, DraftContent},
        matters,
    },
    words::text,
};
use guiju_domain::OfficeId;
use guiju_engine::Loaded;
use guiju_model::{Date, Manifest};

/// What a change from one package to another means, in sentences.
///
/// # Errors
/// If the database cannot be used.
pub(super) async fn consequences(app: &App, office: OfficeId, before: &Loaded, after: &Loaded) -> Result<Vec<String>> {
    let (old, new) = (before.manifest(), after.manifest());
    let mut consequences = Vec::new();
    let open = matters::count_under_way(&app.pool, office, &old.id).await?;
    if open > 0 {
        consequences.push(text!("revision-keeps-open", open));
    }
    let drafts = drafts::of_regulation(&app.pool, office, &old.id).await?;
    consequences.extend(of_drafts(old, new, &drafts));
    let (policy, today) = (app.policy(office)?, app.now(office).date());
    consequences.extend(of_values(&policy, old, new));
    consequences.extend(slips::hindrances(&policy, after, today));
    Ok(consequences)
}

/// Drafts of forms that are gone, or with fields that are gone.
fn of_drafts(old: &Manifest, new: &Manifest, drafts: &[DraftContent]) -> Vec<String> {
    let mut consequences = Vec::new();
    for form in &old.forms {
        let title = &form.title;
        let drafts = drafts.iter().filter(|draft| draft.form == form.id).collect::<Vec<_>>();
        match new.form(&form.id) {
            _ if drafts.is_empty() => {}
            None => consequences.push(text!("revision-drops-drafts", title, count = drafts.len())),
            Some(form) => {
                let lost = |draft: &&&DraftContent| {
                    draft.content.as_object().is_some_and(|fields| fields.keys().any(|name| form.field(name).is_none()))
                };
                let losing = drafts.iter().filter(lost).count();
                if losing > 0 {
                    consequences.push(text!("revision-drops-fields", title, count = losing));
                }
            }
        }
    }
    consequences
}

/// Values of parameters that are gone.
fn of_values(policy: &OfficePolicy, old: &Manifest, new: &Manifest) -> Vec<String> {
    let gone = old.parameters.iter().filter(|own| !new.parameters.iter().any(|other| other.name == own.name));
    gone.filter_map(|parameter| {
        let (value, since) = policy.value(&old.id, &parameter.name, Date(i32::MAX / 2))?;
        let value = of_parameter(parameter, value);
        Some(text!("revision-drops-value", since, label = &parameter.label, value))
    })
    .collect()
}

//! Imports into registers whose forms take records from files.

use crate::{
    api,
    components::{file_import::record_import, resource::show_resource},
    state::resource::ApiResource,
};
use guiju_api::{RegulationOffered, RegulationShown};
use guiju_model::Form;
use leptos::prelude::*;

/// An import for each form that takes records from files.
#[component]
pub fn Imports() -> impl IntoView {
    let forms = ApiResource::new(|| async {
        let regulations: Vec<RegulationOffered> = api::get("/api/regulations".to_owned()).await?;
        let mut importable = Vec::new();
        for one in regulations {
            let shown: RegulationShown = api::get(format!("/api/regulations/{}", one.id)).await?;
            importable.extend(
                shown
                    .forms
                    .into_iter()
                    .filter(|form| !form.filing.imports.is_empty())
                    .map(|form| (one.id.clone(), form)),
            );
        }
        Ok(importable)
    });
    show_resource(forms, |forms: Vec<(String, Form)>| {
        forms.into_iter().map(|(regulation, form)| record_import(&regulation, &form)).collect_view()
    })
}

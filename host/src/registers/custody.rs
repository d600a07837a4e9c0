//! Custody: what a person holds by the registers that say so. Nobody leaves the office before it is handed over.

use crate::{
    app::App,
    citation,
    error::Result,
    store::{Connection, record_queries},
};
use guiju_api::Holding;
use guiju_domain::{OfficeId, PersonId};
use serde_json::Value;

/// Everything registered that a person holds.
///
/// # Errors
/// If the database cannot be used.
pub async fn holdings(
    app: &App,
    connection: &mut Connection,
    office: OfficeId,
    person: PersonId,
) -> Result<Vec<Holding>> {
    let (policy, today) = (app.policy(office)?, app.now(office).date());
    let mut held = Vec::new();
    for loaded in policy.on(today).into_values() {
        let manifest = loaded.manifest();
        for form in manifest.forms.iter().filter(|form| !form.held_by.is_empty()) {
            for record in record_queries::held(&mut *connection, office, &manifest.id, &form.id).await? {
                let names = |field: &String| {
                    record.content.get(field).and_then(Value::as_u64).map(PersonId::new) == Some(person)
                };
                if form.held_by.iter().any(names) {
                    held.push(Holding {
                        title: form.title.clone(),
                        summary: record.summary.clone(),
                        citation: citation::of_clause(&policy, manifest, &form.clause, today),
                    });
                }
            }
        }
    }
    Ok(held)
}

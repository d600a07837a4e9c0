//! What a person holds by the registers that say so: nobody leaves the office before it is handed over.

use crate::{app::App, cite, error::Result, store::Columns};
use guiju_api::Holding;
use guiju_domain::OfficeId;
use serde_json::{Map, Value};
use sqlx::AnyConnection;

/// Everything registered that a person holds.
///
/// # Errors
/// If the database cannot be used.
pub async fn holdings(
    app: &App,
    connection: &mut AnyConnection,
    office: OfficeId,
    person: u64,
) -> Result<Vec<Holding>> {
    let (law, today) = (app.law(office)?, app.now(office).date());
    let mut held = Vec::new();
    for loaded in law.on(today).into_values() {
        let manifest = loaded.manifest();
        for form in manifest.forms.iter().filter(|form| !form.held_by.is_empty()) {
            let rows = sqlx::query(
                "SELECT summary, content FROM records WHERE office_id = $1 AND regulation = $2 AND form = $3
                 AND status = 'completed' ORDER BY id",
            )
            .bind(office.number())
            .bind(&manifest.id)
            .bind(&form.id)
            .fetch_all(&mut *connection)
            .await?;
            for row in rows {
                let content: Map<String, Value> = row.json("content")?;
                let names = |field: &String| content.get(field).and_then(Value::as_u64) == Some(person);
                if form.held_by.iter().any(names) {
                    held.push(Holding {
                        title: form.title.clone(),
                        summary: row.text("summary")?,
                        citation: cite::citation(&law, manifest, &form.clause, today),
                    });
                }
            }
        }
    }
    Ok(held)
}

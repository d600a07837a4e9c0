//! Search across what one may see: matters, publications, clauses. A part of a word is enough, as Chinese needs.

use crate::{accounts::Caller, app::App, error::Result, matters::show, publications, store::Columns};
use guiju_api::Found;

/// Shortest text that is looked for, in characters.
const SHORTEST: usize = 2;
/// How many of each kind are found at most.
const MOST: usize = 30;
/// How many candidates are looked through for what one may see.
const CANDIDATES: i64 = 400;

/// Everything that contains the text.
///
/// # Errors
/// If the database cannot be used.
pub async fn search(app: &App, caller: &Caller, text: &str) -> Result<Vec<Found>> {
    let text = text.trim().to_lowercase();
    if text.chars().count() < SHORTEST {
        return Ok(Vec::new());
    }
    let mut found = clauses(app, caller, &text)?;
    found.extend(matters(app, caller, &text).await?);
    let published = publications::all(app, caller, true, None).await?.into_iter().filter(|publication| {
        publication.title.to_lowercase().contains(&text) || publication.body.to_lowercase().contains(&text)
    });
    found.extend(published.take(MOST).map(|publication| Found {
        kind: "publication".to_owned(),
        title: publication.title,
        place: publication.board,
        address: "/boards".to_owned(),
    }));
    Ok(found)
}

fn clauses(app: &App, caller: &Caller, text: &str) -> Result<Vec<Found>> {
    let law = app.law(caller.office)?;
    let mut found = Vec::new();
    for loaded in law.on(app.now(caller.office).date()).into_values() {
        let manifest = loaded.manifest();
        let hits = manifest.clauses.iter().filter(|clause| {
            clause.statement.to_lowercase().contains(text) || clause.heading.to_lowercase().contains(text)
        });
        found.extend(hits.map(|clause| Found {
            kind: "clause".to_owned(),
            title: format!("{} {}", clause.label, clause.heading),
            place: manifest.title.clone(),
            address: format!("/regulations/{}", manifest.id),
        }));
    }
    found.truncate(MOST);
    Ok(found)
}

/// What LIKE takes for a sign of its own stands for itself.
fn like(text: &str) -> String {
    let mut pattern = String::from("%");
    for character in text.chars() {
        if matches!(character, '%' | '_' | '\\') {
            pattern.push('\\');
        }
        pattern.push(character);
    }
    pattern.push('%');
    pattern
}

async fn matters(app: &App, caller: &Caller, text: &str) -> Result<Vec<Found>> {
    let rows = sqlx::query(
        "SELECT id, regulation, summary, number FROM matters WHERE office_id = $1 AND (LOWER(summary) LIKE $2 ESCAPE '\\'
         OR LOWER(COALESCE(number, '')) LIKE $2 ESCAPE '\\' OR LOWER(content) LIKE $2 ESCAPE '\\') ORDER BY id DESC LIMIT $3",
    )
    .bind(caller.office)
    .bind(like(text))
    .bind(CANDIDATES)
    .fetch_all(&app.pool)
    .await?;
    let law = app.law(caller.office)?;
    let mut found = Vec::new();
    for row in rows {
        if found.len() == MOST {
            break;
        }
        let id = row.int("id")?;
        if show::readable(app, caller, id).await? {
            let number = row.maybe_text("number")?.map(|number| format!("{number} ")).unwrap_or_default();
            let regulation = law.regulation(&row.text("regulation")?, app.now(caller.office).date());
            found.push(Found {
                kind: "matter".to_owned(),
                title: format!("{number}{}", row.text("summary")?),
                place: regulation.map(|loaded| loaded.manifest().title.clone()).unwrap_or_default(),
                address: format!("/matters/{id}"),
            });
        }
    }
    Ok(found)
}

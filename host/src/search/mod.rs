//! Search across what one may see: forms, matters, publications, clauses. A part of a word is enough, as Chinese needs. Full width and
//! half width, upper case and lower case are alike; what is searched is what people read.

pub mod index;

use crate::{
    access::{self, Access, Reading},
    accounts::Caller,
    app::App,
    error::Result,
    matters::offered::{offered, says},
    publications, registers,
    store::Columns,
};
use guiju_api::Found;
use guiju_domain::characters::folded;

/// Shortest text that is looked for, in characters.
const SHORTEST: usize = 2;
/// How many of each kind are found at most.
const MOST: usize = 30;
/// How many candidates are looked through at a time for what one may see, and how many in all.
const CANDIDATES: i64 = 200;
const LOOKED_THROUGH: usize = 4000;

/// Everything that contains the text.
///
/// # Errors
/// If the database cannot be used.
pub async fn search(app: &App, caller: &Caller, text: &str) -> Result<Vec<Found>> {
    let text = folded(text.trim());
    if text.is_empty() {
        return Ok(Vec::new());
    }
    if text.chars().count() < SHORTEST {
        return Ok(vec![bounded(format!("请至少写 {SHORTEST} 个字"))]);
    }
    let mut found = most(forms(app, caller, &text).await?, "份表单");
    found.extend(most(clauses(app, caller, &text)?, "条条文"));
    found.extend(matters(app, caller, &text).await?);
    found.extend(most(published(app, caller, &text).await?, "项公示"));
    Ok(found)
}

/// No more than are shown of a kind; that there are more is said.
fn most(mut found: Vec<Found>, of: &str) -> Vec<Found> {
    let all = found.len();
    if all > MOST {
        found.truncate(MOST);
        found.push(bounded(format!("共 {all} {of}相符，只列出 {MOST} {of}，请换更具体的词")));
    }
    found
}

/// Publications that the caller may read and that say the text.
async fn published(app: &App, caller: &Caller, text: &str) -> Result<Vec<Found>> {
    let says = |text_of: &str| folded(text_of).contains(text);
    let all = publications::all(app, caller, true, None).await?.into_iter();
    let found = all.filter(|publication| says(&publication.title) || says(&publication.body));
    Ok(found
        .map(|publication| Found {
            kind: "publication".to_owned(),
            title: publication.title,
            place: publication.board,
            address: "/boards".to_owned(),
        })
        .collect())
}

/// Forms that the caller may file and that are called so or ask for it.
async fn forms(app: &App, caller: &Caller, text: &str) -> Result<Vec<Found>> {
    let offered = offered(app, caller.office, caller.person).await?.into_iter().filter(|form| says(form, text));
    let found = offered.map(|form| Found {
        kind: "form".to_owned(),
        address: format!("/start/{}/{}", form.regulation, form.form),
        title: form.title,
        place: form.regulation_title,
    });
    Ok(found.collect())
}

fn clauses(app: &App, caller: &Caller, text: &str) -> Result<Vec<Found>> {
    let law = app.law(caller.office)?;
    let mut found = Vec::new();
    for loaded in law.on(app.now(caller.office).date()).into_values() {
        let manifest = loaded.manifest();
        let hits = manifest
            .clauses
            .iter()
            .filter(|clause| folded(&clause.statement).contains(text) || folded(&clause.heading).contains(text));
        found.extend(hits.map(|clause| Found {
            kind: "clause".to_owned(),
            title: format!("{} {}", clause.label, clause.heading),
            place: manifest.title.clone(),
            address: format!("/regulations/{}", manifest.id),
        }));
    }
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

/// Matters that say the text where the caller can read it, the newest first.
async fn matters(app: &App, caller: &Caller, text: &str) -> Result<Vec<Found>> {
    let access = Access::of(app, caller).await?;
    let mut connection = app.pool.acquire().await?;
    let (mut found, mut before, mut looked) = (Vec::new(), i64::MAX, 0);
    loop {
        let rows = sqlx::query(
            "SELECT id FROM matters WHERE office_id = $1 AND id < $4 AND (sought IS NULL OR sought LIKE $2 ESCAPE '\\')
             ORDER BY id DESC LIMIT $3",
        )
        .bind(caller.office)
        .bind(like(text))
        .bind(CANDIDATES)
        .bind(before)
        .fetch_all(&mut *connection)
        .await?;
        let ids = rows.iter().map(|row| Ok(row.int("id")?)).collect::<Result<Vec<_>>>()?;
        for reading in access.look_at(&mut connection, &ids).await? {
            if found.len() == MOST {
                found.push(bounded(format!("只列出最新的 {MOST} 件事项，请换更具体的词")));
                return Ok(found);
            }
            found.extend(said(&access, &reading, text));
        }
        looked += ids.len();
        match ids.last() {
            Some(last) if ids.len() == CANDIDATES as usize => before = *last,
            _ => return Ok(found),
        }
        if looked >= LOOKED_THROUGH {
            found.push(bounded(format!("只查找了最新的 {looked} 件可能相符的事项，请换更具体的词")));
            return Ok(found);
        }
    }
}

/// That a bound was reached, in the list itself: what is not found is not said not to exist.
fn bounded(title: String) -> Found {
    Found { kind: "bound".to_owned(), title, place: String::new(), address: String::new() }
}

/// A matter that says the text in what its reader reads: in its number, its form's title, the applicant's name, its one line or
/// a field.
fn said(access: &Access, reading: &Reading, text: &str) -> Option<Found> {
    if reading.seen.hides_all() {
        return None;
    }
    let (stored, form, raw) = (&reading.stored, &reading.form, reading.content());
    let summary = access::line(form, &stored.summary, &raw, reading.seen, &*access.staff);
    let content = access::content(form.fields(), &raw, reading.seen, &*access.staff);
    let number = stored.number.as_ref().map(|number| format!("{number} ")).unwrap_or_default();
    let title = format!("{number}{summary}");
    let fields = form
        .fields()
        .filter_map(|field| Some(registers::cell(Some(field), Some(content.get(&field.name)?), &*access.staff)));
    let applicant = access.staff.name(stored.applicant);
    let called = [title.as_str(), form.title.as_str(), applicant.as_str()];
    let says = called.iter().any(|name| folded(name).contains(text))
        || fields.into_iter().any(|cell| folded(&cell).contains(text));
    says.then(|| Found {
        kind: "matter".to_owned(),
        place: format!("{} · {applicant} · {}", form.title, stored.filed.date()),
        title,
        address: format!("/matters/{}", stored.id),
    })
}

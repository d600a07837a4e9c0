//! One tap: what boards show of oneself, filed again as last time from now on, or ended now.

use super::filing::belongs;
use crate::{accounts::Caller, app::App, error::Result, law::OfficeLaw, registers, store::Columns};
use guiju_api::Shortcut;
use guiju_engine::Loaded;
use guiju_model::{Field, FieldKind, Form, Moment, Period, ValueKind, shape};
use serde_json::{Map, Value, json};

/// How many of one's former filings are offered.
const OFFERED: usize = 3;
/// How many of the newest are looked at for them.
const LOOKED_AT: i64 = 30;

/// What the caller may file with one tap: for each form of a board that tells from when until when one is at something, either
/// that it has ended now, or what one was at before.
///
/// # Errors
/// If the database cannot be used.
pub async fn offered(app: &App, caller: &Caller) -> Result<Vec<Shortcut>> {
    let (law, staff, now) = (app.law(caller.office)?, app.staff(caller.office).await?, app.now(caller.office));
    let now = Moment(now.0 - now.0.rem_euclid(60));
    let mut offered = Vec::new();
    for loaded in law.on(now.date()).into_values() {
        let manifest = loaded.manifest();
        let shown = manifest.views.iter().filter(|view| registers::tells_of_now(&law, manifest, view, now.date()));
        let shown = shown.flat_map(|view| &view.over).filter_map(|form| manifest.form(form));
        for form in shown.filter(|form| belongs(&staff, caller.person.number(), &form.filing.by)) {
            let Some(when) = occurs(form, &ValueKind::Period) else { continue };
            let mut found = ends(app, caller, loaded, form, now).await?;
            if found.is_empty() {
                found = again(app, caller, &law, loaded, form, when, now).await?;
            }
            offered.append(&mut found);
        }
    }
    Ok(offered)
}

/// The field that tells when it happens, if it is of this kind.
fn occurs<'f>(form: &'f Form, kind: &ValueKind) -> Option<&'f Field> {
    let field = form.field(form.occurs.as_ref()?)?;
    matches!(&field.kind, FieldKind::Single(single) if single == kind).then_some(field)
}

/// What one is at now, ended by a form that asks for nothing but which it is and the moment.
async fn ends(app: &App, caller: &Caller, loaded: &Loaded, form: &Form, now: Moment) -> Result<Vec<Shortcut>> {
    let manifest = loaded.manifest();
    let rows = sqlx::query(
        "SELECT id, summary FROM records WHERE office_id = $1 AND regulation = $2 AND form = $3 AND person_id = $4
         AND status = 'completed' AND starts <= $5 AND ends > $5",
    )
    .bind(caller.office.number())
    .bind(&manifest.id)
    .bind(&form.id)
    .bind(caller.person.number() as i64)
    .bind(now.0)
    .fetch_all(&app.pool)
    .await?;
    let ended_by = |other: &Form| {
        let at = occurs(other, &ValueKind::DateTime)?.name.clone();
        let points = |field: &&Field| matches!(&field.kind, FieldKind::Single(ValueKind::Reference(to)) if manifest.qualified(to) == manifest.qualified(&form.id));
        let which = other.fields().find(points)?.name.clone();
        other.fields().all(|field| !field.required || field.name == at || field.name == which).then_some((which, at))
    };
    let mut shortcuts = Vec::new();
    for row in rows {
        let (record, summary) = (row.int("id")?, row.text("summary")?);
        let ending = manifest.forms.iter().filter_map(|other| Some((other, ended_by(other)?)));
        shortcuts.extend(ending.map(|(other, (which, at))| Shortcut {
            regulation: manifest.id.clone(),
            form: other.id.clone(),
            title: other.title.clone(),
            summary: summary.clone(),
            content: json!({ which: record, at: now.to_string() }),
        }));
    }
    Ok(shortcuts)
}

/// What one filed before, from now on and for as long, but not beyond the end of the working day.
async fn again(
    app: &App,
    caller: &Caller,
    law: &OfficeLaw,
    loaded: &Loaded,
    form: &Form,
    when: &Field,
    now: Moment,
) -> Result<Vec<Shortcut>> {
    let manifest = loaded.manifest();
    let rows = sqlx::query(
        "SELECT content, summary FROM matters WHERE office_id = $1 AND regulation = $2 AND form = $3 AND filed_by = $4
         AND subject_id = $4 AND status = 'completed' ORDER BY id DESC LIMIT $5",
    )
    .bind(caller.office.number())
    .bind(&manifest.id)
    .bind(&form.id)
    .bind(caller.person.number() as i64)
    .bind(LOOKED_AT)
    .fetch_all(&app.pool)
    .await?;
    let today = law.days(now.date(), now.date());
    let closes = today.calendar().sessions(now.date()).last().map(|session| now.date().at(session.end));
    let (mut known, mut shortcuts) = (Vec::new(), Vec::new());
    for row in rows {
        let mut content: Map<String, Value> = row.json("content")?;
        let before = content.remove(&when.name);
        let before = before.as_ref().and_then(Value::as_str).and_then(|text| text.parse::<Period>().ok());
        let Some(before) = before.filter(|_| shortcuts.len() < OFFERED && !known.contains(&content)) else { continue };
        known.push(content.clone());
        let long = Moment(now.0 + before.to.0 - before.from.0);
        let until = closes.filter(|closes| *closes > now).map_or(long, |closes| closes.min(long));
        content.insert(when.name.clone(), Period { from: now, to: until }.to_string().into());
        let content = Value::Object(content);
        // What the form asks for otherwise by now would be refused.
        if shape::check(form.fields(), &form.clause, &content).findings.is_empty() {
            let until = until.to_string().replace('T', " ");
            shortcuts.push(Shortcut {
                regulation: manifest.id.clone(),
                form: form.id.clone(),
                title: form.title.clone(),
                summary: format!("{}，至 {}", row.text("summary")?, until.get(11..).unwrap_or(&until)),
                content,
            });
        }
    }
    Ok(shortcuts)
}

//! One tap: what boards show of oneself, filed again as last time from now on, or ended now.

use super::eligibility::belongs;
use crate::{
    accounts::Caller,
    app::App,
    error::Result,
    policy::OfficePolicy,
    registers,
    store::{matters, records},
    words::text,
};
use guiju_api::Shortcut;
use guiju_model::{Field, FieldKind, Form, Manifest, Moment, Period, ValueKind, shape};
use serde_json::{Value, json};

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
    let (policy, staff, now) = (app.policy(caller.office)?, app.staff(caller.office).await?, app.now(caller.office));
    let now = Moment(now.0 - now.0.rem_euclid(60));
    let mut offered = Vec::new();
    for loaded in policy.on(now.date()).into_values() {
        let manifest = loaded.manifest();
        let shown = manifest.views.iter().filter(|view| registers::tells_of_now(&policy, manifest, view, now.date()));
        let shown = shown.flat_map(|view| &view.over).filter_map(|form| manifest.form(form));
        for form in shown.filter(|form| belongs(&staff, caller.person, &form.filing.by)) {
            let Some(when) = occurs(form, &ValueKind::Period) else { continue };
            let filing = Filing { app, caller, manifest, form, now };
            let mut found = filing.ends().await?;
            if found.is_empty() {
                found = filing.again(&policy, when).await?;
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

/// A form that the caller may file now.
struct Filing<'a> {
    app: &'a App,
    caller: &'a Caller,
    manifest: &'a Manifest,
    form: &'a Form,
    now: Moment,
}

impl Filing<'_> {
    /// What one is at now, ended by a form that asks for nothing but which it is and the moment.
    async fn ends(&self) -> Result<Vec<Shortcut>> {
        let Self { app, caller, manifest, form, now } = *self;
        let (who, of) = ((caller.office, caller.person), (manifest.id.as_str(), form.id.as_str()));
        let records = records::current_of(&app.pool, who, of, now).await?;
        let mut shortcuts = Vec::new();
        for (record, summary) in records {
            let ending = manifest.forms.iter().filter_map(|other| Some((other, self.ended_by(other)?)));
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

    /// The fields of another form in which stand which record it ends and when, if it asks for nothing else.
    fn ended_by(&self, other: &Form) -> Option<(String, String)> {
        let at = occurs(other, &ValueKind::DateTime)?.name.clone();
        let here = self.manifest.qualified(&self.form.id);
        let points = |field: &&Field| matches!(&field.kind, FieldKind::Single(ValueKind::Reference(to)) if self.manifest.qualified(to) == here);
        let which = other.fields().find(points)?.name.clone();
        other.fields().all(|field| !field.required || field.name == at || field.name == which).then_some((which, at))
    }

    /// What one filed before, from now on and for as long, but not beyond the end of the working day.
    async fn again(&self, policy: &OfficePolicy, when: &Field) -> Result<Vec<Shortcut>> {
        let Self { app, caller, manifest, form, now } = *self;
        let (who, of) = ((caller.office, caller.person), (manifest.id.as_str(), form.id.as_str()));
        let filed = matters::completed_of(&app.pool, who, of, LOOKED_AT).await?;
        let today = policy.days(now.date(), now.date());
        let closes = today.calendar().sessions(now.date()).last().map(|session| now.date().at(session.end));
        let (mut known, mut shortcuts) = (Vec::new(), Vec::new());
        for matters::Completed { mut content, summary } in filed {
            let before = content.remove(&when.name);
            let before = before.as_ref().and_then(Value::as_str).and_then(|text| text.parse::<Period>().ok());
            let Some(before) = before.filter(|_| shortcuts.len() < OFFERED && !known.contains(&content)) else {
                continue;
            };
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
                    summary: text!("matter-until", summary, until = until.get(11..).unwrap_or(&until)),
                    content,
                });
            }
        }
        Ok(shortcuts)
    }
}

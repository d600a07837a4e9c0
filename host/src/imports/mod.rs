//! Records by the thousand from a file: a clock machine's export, or a table.
//!
//! A line is a record under its own key, so the same file twice changes nothing. Lines that cannot be taken are told by
//! number and reason; the others go in, or nothing does if it is only a preview.

mod cells;
mod values;

pub use cells::{Headed, headed};
pub use values::value;

use crate::{
    accounts::Caller,
    app::App,
    assessments,
    error::{Error, Result},
    matters::{facts, filing::belongs},
    staff::Staff,
    store::Event,
};
use guiju_api::ImportReport;
use guiju_model::{Form, ImportFormat, Moment, shape, summary};
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use std::collections::HashMap;

/// Imports a file into a form's register, or says what it would come to.
///
/// # Errors
/// If one may not, or the file cannot be read at all.
pub async fn import(
    app: &App,
    caller: &Caller,
    regulation: &str,
    form: &str,
    bytes: &[u8],
    preview: bool,
) -> Result<ImportReport> {
    let (law, staff) = (app.law(caller.office)?, app.staff(caller.office).await?);
    let loaded = law.in_force(regulation, app.now(caller.office).date())?;
    let form = loaded.manifest().form(form).ok_or(Error::NotFound("这种表单"))?;
    if !belongs(&staff, caller.person, &form.filing.by) && !caller.administers() {
        return Err(Error::Forbidden(format!("《{}》不由您导入", form.title)));
    }
    let takes = |format| form.filing.imports.contains(&format);
    if !takes(ImportFormat::ClockMachine) && !takes(ImportFormat::Table) {
        return Err(Error::Invalid(format!("《{}》不能从文件导入", form.title)));
    }
    let mut report = ImportReport { written: !preview, ..ImportReport::default() };
    let text = if cells::is_book(bytes) { None } else { Some(cells::text(bytes)?) };
    let punches = text.filter(|text| takes(ImportFormat::ClockMachine) && !has_heads(form, text));
    let lines = match punches {
        Some(punches) => clock_machine(form, &staff, &punches, &mut report),
        None if takes(ImportFormat::Table) => table(form, &staff, bytes, &mut report)?,
        None => return Err(Error::Invalid(format!("《{}》只能从考勤机导出的文件导入", form.title))),
    };
    let mut change = app.change(caller.office).await?;
    let now = change.now;
    let mut earliest = now.date();
    for (number, content) in lines {
        report.lines += 1;
        let shaped = shape::check(form.fields(), &form.clause, &Value::Object(content));
        if let Some(finding) = shaped.findings.first() {
            report.errors.push((number, finding.message.clone()));
            continue;
        }
        let person = form
            .about
            .as_ref()
            .and_then(|field| shaped.sound.get(field))
            .and_then(Value::as_u64)
            .unwrap_or(caller.person);
        let line = summary::summary(form, &shaped.sound, &*staff);
        if report.sample.len() < 10 {
            report.sample.push(format!("{}：{line}", staff.name(person)));
        }
        let occurs = facts::occurs(form, &shaped.sound, now);
        earliest = earliest.min(occurs.from.date());
        let content = Value::Object(shaped.sound).to_string();
        let key = Sha256::digest(format!("{regulation}/{}/{content}", form.id));
        let key = key.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let id = change.id();
        let written = sqlx::query(
            "INSERT INTO records (office_id, id, regulation, form, person_id, department_id, starts, ends, content, status, summary,
             entered_at, import_key) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'completed', $10, $11, $12)
             ON CONFLICT (office_id, import_key) DO NOTHING",
        )
        .bind(caller.office)
        .bind(id)
        .bind(regulation)
        .bind(&form.id)
        .bind(person as i64)
        .bind(i64::from(facts::department(&staff, person)))
        .bind(occurs.from.0)
        .bind(occurs.to.0)
        .bind(content)
        .bind(line)
        .bind(now.0)
        .bind(key)
        .execute(&mut *change)
        .await?;
        if written.rows_affected() == 0 { report.known += 1 } else { report.new += 1 }
    }
    report.errors.sort_by_key(|(number, _)| *number);
    if preview {
        return Ok(report);
    }
    if report.new > 0 {
        assessments::facts_came(&mut change, earliest).await?;
    }
    let digest = guiju_package::digest(bytes);
    let body = json!({ "regulation": regulation, "form": form.id, "file": digest, "new": report.new, "errors": report.errors.len() });
    change.event(Event { matter: None, kind: "imported", by: Some(caller.person as i64), body }).await?;
    change.commit().await?;
    Ok(report)
}

/// Whether the first line names columns.
fn has_heads(form: &Form, text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    first.contains(',') || form.fields().any(|field| first.contains(&field.label))
}

/// As much of a word as a message can quote.
fn quoted(word: &str) -> String {
    word.chars().take(20).collect()
}

type Lines = Vec<(u64, Map<String, Value>)>;

/// ZKTeco's attlog.dat: badge, date, time and device columns, parted by tabs or blanks.
fn clock_machine(form: &Form, staff: &Staff, text: &str, report: &mut ImportReport) -> Lines {
    let badges = staff
        .people
        .values()
        .filter_map(|member| Some((member.badge.as_deref()?, member.id)))
        .collect::<HashMap<_, _>>();
    let (about, occurs) = (form.about.clone().unwrap_or_default(), form.occurs.clone().unwrap_or_default());
    let mut lines = Vec::new();
    for (index, line) in text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty()) {
        let number = index as u64 + 1;
        let mut words = line.split_whitespace();
        let (badge, date, time) =
            (words.next().unwrap_or_default(), words.next().unwrap_or_default(), words.next().unwrap_or_default());
        let moment = values::moment(&format!("{date} {time}")).parse::<Moment>();
        match (badges.get(badge), moment) {
            (None, _) => {
                report.lines += 1;
                report.errors.push((number, format!("考勤号 {} 不是本单位的人，请在“管理”中登记", quoted(badge))));
            }
            (_, Err(_)) => {
                report.lines += 1;
                report.errors.push((
                    number,
                    format!("时间“{}”看不懂，应如 2026-03-02 08:25:10", quoted(&format!("{date} {time}"))),
                ));
            }
            (Some(person), Ok(moment)) => {
                let mut content = Map::new();
                content.insert(about.clone(), json!(person));
                content.insert(occurs.clone(), json!(moment.to_string()));
                lines.push((number, content));
            }
        }
    }
    lines
}

/// A table whose heads are the field labels: xlsx, or CSV.
fn table(form: &Form, staff: &Staff, bytes: &[u8], report: &mut ImportReport) -> Result<Lines> {
    let table = headed(bytes)?;
    let named = |head: &String| form.fields().find(|field| field.label == *head || field.name == *head);
    let fields = table.heads.iter().map(named).collect::<Vec<_>>();
    if fields.iter().all(Option::is_none) {
        let labels = form.fields().map(|field| field.label.as_str()).collect::<Vec<_>>().join("、");
        return Err(Error::Invalid(format!("第一行应是栏目名：{labels}")));
    }
    let names = staff.people.values().map(|member| (member.name.as_str(), member.id)).collect::<HashMap<_, _>>();
    let mut lines = Vec::new();
    for (number, row) in table.rows {
        let mut content = Map::new();
        let mut wrong = None;
        for (field, cell) in fields.iter().zip(&row).filter_map(|(field, cell)| Some(((*field)?, cell.trim()))) {
            let guiju_model::FieldKind::Single(kind) = &field.kind else { continue };
            match value(kind, &field.label, cell, &names) {
                Ok(Value::Null) => {}
                Ok(value) => {
                    content.insert(field.name.clone(), value);
                }
                Err(why) => wrong = Some(why),
            }
        }
        if let Some(why) = wrong {
            report.lines += 1;
            report.errors.push((number, why));
        } else {
            lines.push((number, content));
        }
    }
    Ok(lines)
}

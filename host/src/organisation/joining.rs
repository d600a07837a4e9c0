//! People from a table: one line each, told apart by clock number or name; attributes under the labels that regulations
//! give them.

use super::lines::Lines;
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    imports, keepers,
    staff::Staff,
};
use guiju_api::{ImportReport, Outcome, PersonEntry};
use guiju_domain::PersonId;
use guiju_model::Attribute;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// Enters the people of a table, or says what it would come to. Lines that cannot be taken are told by number and reason.
///
/// # Errors
/// If the file cannot be read, or has no heads that are known.
pub async fn import_people(app: &App, caller: &Caller, bytes: Vec<u8>, preview: bool) -> Result<ImportReport> {
    let (law, staff) = (app.law(caller.office)?, app.staff(caller.office).await?);
    let in_force = law.on(app.now(caller.office).date()).into_values();
    let attributes = in_force.flat_map(|loaded| loaded.manifest().attributes.clone()).collect::<Vec<_>>();
    // A long table is read on a thread that serves nobody.
    let reading = move || read(&staff, &attributes, &bytes);
    let entries = tokio::task::spawn_blocking(reading).await.map_err(Error::internal)??;
    let mut lines = Lines::new(preview);
    for (number, read) in entries {
        let Some(entry) = lines.read(number, read) else { continue };
        let known = entry.id.is_some();
        lines.shows(known, &format!("{}（{}）", entry.name, entry.department));
        // Each line is a change of its own, so that others get their turn between two.
        let entered = if preview {
            Ok(Outcome { id: Some(0), request: None })
        } else {
            keepers::enter_person(app, caller.office, PersonId::new(caller.person), &entry).await
        };
        lines.entered(number, known, entered)?;
    }
    Ok(lines.report())
}

/// The lines of a table as people.
fn read(staff: &Staff, attributes: &[Attribute], bytes: &[u8]) -> Result<Vec<(u64, Result<PersonEntry, String>)>> {
    let imports::Headed { heads, rows } = imports::headed(bytes)?;
    if !heads.iter().any(|head| head == "姓名") || !heads.iter().any(|head| head == "部门") {
        return Err(Error::Invalid("第一行应是栏目名，至少有“姓名”和“部门”".to_owned()));
    }
    let mut badges = HashMap::new();
    let one = |(number, row): (u64, Vec<String>)| {
        let read = entry(&heads, &row, attributes).and_then(|entry| {
            if let Some(badge) = &entry.badge
                && let Some(line) = badges.insert(badge.clone(), number)
            {
                return Err(format!("考勤号 {badge} 在第 {line} 行已经用过"));
            }
            recognised(staff, entry)
        });
        (number, read)
    };
    Ok(rows.into_iter().map(one).collect())
}

/// A line's person, if the office has them already: what the table does not tell of them stays.
fn recognised(staff: &Staff, mut entry: PersonEntry) -> Result<PersonEntry, String> {
    let mut same = staff.people.values().filter(|member| member.name == entry.name).collect::<Vec<_>>();
    if same.len() > 1 {
        same.retain(|member| member.badge == entry.badge);
    }
    let known = staff.people.values().find(|member| member.badge.is_some() && member.badge == entry.badge);
    if let Some(known) = known.filter(|member| member.name != entry.name) {
        return Err(format!("考勤号 {} 已经是{}的", entry.badge.unwrap_or_default(), known.name));
    }
    if let Some(member) = same.first() {
        entry.id = Some(member.id);
        entry.badge = entry.badge.or_else(|| member.badge.clone());
        entry.phone = entry.phone.or_else(|| member.phone.clone());
        let mut kept = member.attributes.clone();
        kept.extend(entry.attributes.as_object().cloned().unwrap_or_default());
        entry.attributes = Value::Object(kept);
    }
    Ok(entry)
}

/// A line as a person.
fn entry(heads: &[String], row: &[String], attributes: &[Attribute]) -> Result<PersonEntry, String> {
    let mut entry = PersonEntry::default();
    let mut told = Map::new();
    for (head, cell) in heads.iter().zip(row.iter().map(|cell| cell.trim())) {
        if cell.is_empty() {
            continue;
        }
        let text = || Some(cell.to_owned());
        match head.as_str() {
            "姓名" => cell.clone_into(&mut entry.name),
            "部门" => cell.clone_into(&mut entry.department),
            "考勤号" => entry.badge = text(),
            "电话" => entry.phone = text(),
            "登录名" => entry.login = text(),
            "初始密码" => entry.password = text(),
            label => {
                let attribute = attributes.iter().find(|attribute| attribute.label == label);
                let attribute = attribute.ok_or_else(|| format!("没有“{label}”这一栏"))?;
                told.insert(attribute.name.clone(), imports::value(&attribute.kind, label, cell, &HashMap::new())?);
            }
        }
    }
    for (label, value) in [("姓名", &entry.name), ("部门", &entry.department)] {
        if value.is_empty() {
            return Err(format!("“{label}”没有填"));
        }
    }
    entry.attributes = Value::Object(told);
    Ok(entry)
}

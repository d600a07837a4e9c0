//! People from a table: one line each, attributes under the labels that regulations give them.
//!
//! A line is somebody the office has by the clock number, or by name and department together; never by a name alone, because
//! two people of one name are two people.

use super::{attributes, lines::Lines};
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    imports::{self, BADGES, Column, DEPARTMENTS, Headed, NAMES, Row},
    keepers,
    staff::{Member, Staff},
};
use guiju_api::{ImportReport, Outcome, PersonEntry};
use guiju_domain::{PersonId, Rejection, reading};
use guiju_model::Attribute;
use serde_json::{Map, Value};
use std::collections::HashMap;

const NAME: &str = "姓名";
const DEPARTMENT: &str = "部门";
const BADGE: &str = "考勤号";
const PHONE: &str = "电话";
const LOGIN: &str = "登录名";
const PASSWORD: &str = "初始密码";
/// What a line says of another person of the same name.
const NAMESAKE: &str = "同名";
/// What is written there: another person than the one who has the name.
const ANOTHER: [&str; 3] = ["另一人", "另有其人", "不是同一人"];
/// Columns that count lines and say nothing of people.
const COUNTING: [&str; 4] = ["序号", "No.", "No", "行号"];

/// Enters the people of a table, or says what it would come to. Lines that cannot be taken are told by number and reason.
///
/// # Errors
/// If the file cannot be read, or has no heads that are known.
pub async fn import_people(app: &App, caller: &Caller, bytes: Vec<u8>, preview: bool) -> Result<ImportReport> {
    let staff = app.staff(caller.office).await?;
    let attributes = attributes::declared(app, caller.office)?;
    // A long table is read on a thread that serves nobody.
    let reading = move || read(&staff, &attributes, &bytes);
    let (notes, entries) = tokio::task::spawn_blocking(reading).await.map_err(Error::internal)??;
    let mut lines = Lines::new(preview);
    lines.notes(notes);
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

type Entries = Vec<(u64, Result<PersonEntry, String>)>;

/// The lines of a table as people, and how it was read.
fn read(staff: &Staff, attributes: &[Attribute], bytes: &[u8]) -> Result<(Vec<String>, Entries)> {
    let table = imports::headed(bytes, &columns(attributes)).map_err(|why| Error::from(Rejection::from(why)))?;
    let mut told = Told::default();
    let one = |row: &Row| {
        let read = entry(&table, row, attributes).and_then(|(entry, another)| {
            told.once(row.number, &entry)?;
            recognised(staff, entry, another)
        });
        (row.number, read)
    };
    let entries = table.rows.iter().map(one).collect();
    Ok((table.notes, entries))
}

/// What the columns are called.
fn columns(attributes: &[Attribute]) -> Vec<Column> {
    let mut columns = vec![
        Column::new(NAME, NAMES).needed(1),
        Column::new(DEPARTMENT, DEPARTMENTS).needed(2),
        Column::new(BADGE, BADGES),
        Column::new(PHONE, &["手机", "手机号", "手机号码", "联系电话", "电话号码", "办公电话"]),
        Column::new(LOGIN, &["登录账号", "用户名"]),
        Column::new(PASSWORD, &["密码"]),
        Column::new(NAMESAKE, &["同名人员"]),
    ];
    columns.extend(attributes.iter().map(|attribute| Column::new(&attribute.label, &[&attribute.name])));
    columns
}

/// What earlier lines of the table said.
#[derive(Default)]
struct Told {
    badges: HashMap<String, u64>,
    people: HashMap<(String, String, Option<String>), u64>,
}

impl Told {
    /// Refuses a line that tells of somebody a second time.
    fn once(&mut self, number: u64, entry: &PersonEntry) -> Result<(), String> {
        if let Some(badge) = &entry.badge
            && let Some(line) = self.badges.get(badge)
        {
            return Err(format!("考勤号 {badge} 在第 {line} 行已经用过"));
        }
        let same = (entry.name.clone(), entry.department.clone(), entry.badge.clone());
        if let Some(line) = self.people.get(&same) {
            return Err(format!(
                "与第 {line} 行重复：{}（{}）；确是两个人的，请给他们各写一个考勤号",
                entry.name, entry.department
            ));
        }
        self.badges.extend(entry.badge.clone().map(|badge| (badge, number)));
        self.people.insert(same, number);
        Ok(())
    }
}

/// A line's person, if the office has them already: what the table does not tell of them stays.
fn recognised(staff: &Staff, entry: PersonEntry, another: bool) -> Result<PersonEntry, String> {
    let said = |member: &Member| {
        let badge = member.badge.as_ref().map_or_else(|| "没有考勤号".to_owned(), |badge| format!("考勤号 {badge}"));
        let left = if member.active { "" } else { "，已离开" };
        format!("{}（{}，{badge}{left}）", member.name, staff.department_of(member.id))
    };
    let by_badge =
        staff.people.values().find(|member| member.active && member.badge.is_some() && member.badge == entry.badge);
    if let Some(known) = by_badge {
        return match known.name == entry.name {
            true => Ok(merged(known, entry)),
            false => Err(format!("考勤号 {} 已经是{}的", entry.badge.unwrap_or_default(), said(known))),
        };
    }
    let same = staff.people.values().filter(|member| member.name == entry.name).collect::<Vec<_>>();
    if same.is_empty() || another {
        return Ok(entry);
    }
    // The same name in the same department is the same person, unless both have a number and they differ.
    let agrees = |member: &&&Member| {
        member.active
            && staff.department_of(member.id) == entry.department
            && (entry.badge.is_none() || member.badge.is_none())
    };
    let here = same.iter().filter(agrees).collect::<Vec<_>>();
    match here.as_slice() {
        [member] if same.iter().filter(|member| member.active).count() == 1 => Ok(merged(member, entry)),
        _ => {
            let all = same.iter().map(|member| said(member)).collect::<Vec<_>>().join("、");
            let badge = entry.badge.as_ref().map(|badge| format!("，考勤号 {badge}")).unwrap_or_default();
            Err(format!(
                "这一行是{}（{}{badge}），名单中已有{all}：同一个人调动或换号，请写他现在的考勤号，或在页面上修改；是另一个人，请加一栏“{NAMESAKE}”写“另一人”",
                entry.name, entry.department
            ))
        }
    }
}

/// Somebody known with what the line says anew.
fn merged(member: &Member, mut entry: PersonEntry) -> PersonEntry {
    entry.id = Some(member.id);
    entry.badge = entry.badge.or_else(|| member.badge.clone());
    entry.phone = entry.phone.or_else(|| member.phone.clone());
    let mut kept = member.attributes.clone();
    kept.extend(entry.attributes.as_object().cloned().unwrap_or_default());
    entry.attributes = Value::Object(kept);
    entry
}

/// A line as a person, and whether it says that this is another than who has the name.
fn entry(table: &Headed, row: &Row, attributes: &[Attribute]) -> Result<(PersonEntry, bool), String> {
    imports::plain(row)?;
    let (mut entry, mut told, mut another) = (PersonEntry::default(), Map::new(), false);
    for (head, cell) in table.heads.iter().zip(row.cells.iter().map(|cell| cell.trim())) {
        if cell.is_empty() || COUNTING.contains(&head.as_str()) {
            continue;
        }
        let text = || Some(cell.to_owned());
        match head.as_str() {
            NAME => entry.name = reading::half_width(cell).into_owned(),
            DEPARTMENT => entry.department = reading::half_width(cell).into_owned(),
            BADGE => entry.badge = Some(reading::half_width(cell).trim_start_matches('\'').to_owned()),
            PHONE => entry.phone = text(),
            LOGIN => entry.login = text(),
            PASSWORD => entry.password = text(),
            NAMESAKE => {
                another = ANOTHER.contains(&cell);
                if !another {
                    return Err(format!("“{NAMESAKE}”只能写“{}”", ANOTHER[0]));
                }
            }
            label => {
                let attribute = attributes.iter().find(|attribute| attribute.label == label);
                let attribute = attribute.ok_or_else(|| format!("没有“{label}”这一栏"))?;
                told.insert(attribute.name.clone(), imports::value(&attribute.kind, label, cell, None)?);
            }
        }
    }
    for (label, value) in [(NAME, &entry.name), (DEPARTMENT, &entry.department)] {
        if value.is_empty() {
            return Err(format!("“{label}”没有填"));
        }
    }
    entry.attributes = Value::Object(told);
    Ok((entry, another))
}

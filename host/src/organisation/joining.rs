//! People from a table: one line each, attributes under the labels that regulations give them.
//!
//! A line is somebody the office has by the clock number, or by name and department together; never by a name alone, because
//! two people of one name are two people.

use super::{
    attributes,
    heads::{
        ANOTHER, BADGE, DEPARTMENT, LOGIN, LOGINS, NAME, NAMESAKE, NAMESAKES, PASSWORD, PASSWORDS, PHONE, PHONES,
        SYSTEM_ROLE, SYSTEM_ROLES,
    },
    lines::Lines,
    people::Seen,
};
use crate::{
    accounts::Caller,
    app::App,
    error::{Error, Result},
    imports::{self, BADGES, Column, DEPARTMENTS, Headed, NAMES, Row},
    keepers,
    language::Language,
    staff::{Member, Staff},
    words::{self, text},
};
use guiju_api::{ImportReport, PersonEntry};
use guiju_domain::{
    PersonId, Rejection,
    characters::{self, joined},
    message, reading,
};
use guiju_model::Attribute;
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashMap};

/// Enters the people of a table, or says what it would come to. Lines that cannot be taken are told by number and reason.
///
/// # Errors
/// If the file cannot be read, or has no heads that are known.
pub async fn import_people(app: &App, caller: &Caller, bytes: Vec<u8>, preview: bool) -> Result<ImportReport> {
    let staff = app.staff(caller.office).await?;
    let attributes = attributes::declared(app, caller.office)?;
    // A long table is read on a thread that serves nobody.
    let people = staff.clone();
    let reading = move || read(&people, &attributes, &bytes);
    let language = Language::current();
    let (notes, entries) =
        tokio::task::spawn_blocking(move || language.within(reading)).await.map_err(Error::internal)??;
    let mut lines = Lines::new(preview, &staff);
    lines.notes(notes);
    let mut taken = Vec::with_capacity(entries.len());
    for (number, read) in entries {
        taken.extend(lines.read(number, read).map(|entry| (number, entry)));
    }
    let by = caller.person;
    // Those whom earlier lines entered, by name: the lines behind them expect them.
    let mut entered = HashMap::<String, BTreeSet<PersonId>>::new();
    for batch in taken.chunks(AT_ONCE) {
        let entries = batch.iter().map(|(_, entry)| entry.clone()).collect::<Vec<_>>();
        let outcomes = if preview {
            keepers::try_people(app, caller.office, by, &entries).await?
        } else {
            let mut outcomes = Vec::with_capacity(entries.len());
            for entry in &entries {
                // Each line is a change of its own, so that others get their turn between two.
                let mut seen = Seen::of(&staff, entry);
                let own = entered.entry(entry.name.clone()).or_default();
                seen.namesakes.extend(own.iter().copied());
                let outcome = keepers::enter_as_seen(app, caller.office, by, entry, Some(&seen)).await;
                own.extend(outcome.as_ref().ok().and_then(|outcome| outcome.id).map(PersonId::new));
                outcomes.push(outcome);
            }
            outcomes
        };
        for ((number, entry), outcome) in batch.iter().zip(outcomes) {
            let known = entry.id.is_some();
            let shown = text!("organisation-person-line", name = &entry.name, department = &entry.department);
            lines.entered((*number, known), (&shown, [entry.department.as_str()]), outcome)?;
        }
    }
    Ok(lines.report())
}

/// So many lines are looked at in one unit of work.
const AT_ONCE: usize = 200;

type Entries = Vec<(u64, Result<PersonEntry, String>)>;

/// The lines of a table as people, and how it was read.
fn read(staff: &Staff, attributes: &[Attribute], bytes: &[u8]) -> Result<(Vec<String>, Entries)> {
    let table = imports::headed(bytes, &columns(attributes)).map_err(|why| Error::from(Rejection::from(why)))?;
    let mut told = Earlier::default();
    let one = |row: &Row| {
        let read = entry(staff, &table, row, attributes).and_then(|(entry, another)| {
            let entry = without_brackets(staff, entry)?;
            told.once(row.number, &entry, another)?;
            let entry = recognised(staff, entry, another)?;
            told.nobody_twice(row.number, &entry)?;
            Ok(entry)
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
        Column::new(PHONE, PHONES),
        Column::new(LOGIN, LOGINS),
        Column::new(PASSWORD, PASSWORDS),
        Column::new(SYSTEM_ROLE, SYSTEM_ROLES),
        Column::new(NAMESAKE, NAMESAKES),
    ];
    columns.extend(attributes.iter().map(|attribute| Column::new(&attribute.label, &[&attribute.name])));
    columns
}

/// The clock number that a line gives, and the line's own number.
type NumberedLine = (Option<String>, u64);

/// What earlier lines of the table said.
#[derive(Default)]
struct Earlier {
    badges: HashMap<String, u64>,
    logins: HashMap<String, u64>,
    /// By name and department.
    people: HashMap<(String, String), Vec<NumberedLine>>,
    /// By the person that the office knows.
    known: HashMap<PersonId, u64>,
}

impl Earlier {
    /// Refuses a line that tells of somebody a second time: by the number, the login, or by name and department where not both
    /// lines have a number.
    fn once(&mut self, number: u64, entry: &PersonEntry, another: bool) -> Result<(), String> {
        if let Some(badge) = &entry.badge
            && let Some(line) = self.badges.get(badge)
        {
            return Err(words::said(
                "line-badge-twice",
                vec![("badge", badge.clone().into()), ("line", (*line).into())],
            ));
        }
        let login = entry.login.as_deref().map(characters::folded);
        if let Some(line) = login.as_ref().and_then(|login| self.logins.get(login)) {
            return Err(words::said("line-login-twice", vec![("line", (*line).into())]));
        }
        let same = self.people.entry((entry.name.clone(), characters::alike(&entry.department))).or_default();
        let again = |(badge, _): &&NumberedLine| {
            *badge == entry.badge || (!another && (badge.is_none() || entry.badge.is_none()))
        };
        if let Some((_, line)) = same.iter().find(again) {
            return Err(words::said(
                "line-person-twice",
                vec![
                    ("line", (*line).into()),
                    ("person", entry.name.clone().into()),
                    ("department", entry.department.clone().into()),
                ],
            ));
        }
        same.push((entry.badge.clone(), number));
        self.badges.extend(entry.badge.clone().map(|badge| (badge, number)));
        self.logins.extend(login.map(|login| (login, number)));
        Ok(())
    }
}

impl Earlier {
    /// Refuses a line that tells of somebody known a second time, whatever it says of them.
    fn nobody_twice(&mut self, number: u64, entry: &PersonEntry) -> Result<(), String> {
        let Some(id) = entry.id.map(PersonId::new) else { return Ok(()) };
        match self.known.insert(id, number) {
            Some(line) => {
                self.known.insert(id, line);
                Err(words::said(
                    "line-person-again",
                    vec![("line", line.into()), ("person", entry.name.clone().into())],
                ))
            }
            None => Ok(()),
        }
    }
}

/// A line's person, if the office has them already: what the table does not tell of them stays.
fn recognised(staff: &Staff, entry: PersonEntry, another: bool) -> Result<PersonEntry, String> {
    let said = |member: &Member| {
        let (name, department) = (&member.name, staff.department_of(member.id));
        match (&member.badge, member.active) {
            (Some(badge), true) => message!("line-person-badge", name, department, badge),
            (None, true) => message!("line-person-no-badge", name, department),
            (Some(badge), false) => message!("line-person-left-badge", name, department, badge),
            (None, false) => message!("line-person-left-no-badge", name, department),
        }
    };
    let by_badge =
        staff.people.values().find(|member| member.active && member.badge.is_some() && member.badge == entry.badge);
    if let Some(known) = by_badge {
        return match joined(&known.name) == entry.name {
            true => Ok(merged(known, entry)),
            false => Err(words::said(
                "line-badge-taken",
                vec![("badge", entry.badge.unwrap_or_default().into()), ("holder", said(known).into())],
            )),
        };
    }
    let same = staff.people.values().filter(|member| joined(&member.name) == entry.name).collect::<Vec<_>>();
    let beside = |member: &&Member| member.active && staff.department_of(member.id) == entry.department;
    if another && entry.badge.is_none() && same.iter().any(beside) {
        return Err(words::said(
            "line-namesake",
            vec![("department", entry.department.into()), ("person", entry.name.into())],
        ));
    }
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
        [member] => Ok(merged(member, entry)),
        _ => {
            let known = same.iter().map(|member| words::answer(&said(member))).collect::<Vec<_>>();
            let (name, department) = (&entry.name, &entry.department);
            let person = match &entry.badge {
                Some(badge) => message!("line-person-badge", name, department, badge),
                None => message!("line-person", name, department),
            };
            Err(text!("line-recognise", person, known, column = NAMESAKE, another = ANOTHER[0]))
        }
    }
}

/// Somebody known with what the line says anew.
fn merged(member: &Member, mut entry: PersonEntry) -> PersonEntry {
    entry.id = Some(member.id.number());
    entry.badge = entry.badge.or_else(|| member.badge.clone());
    entry.phone = entry.phone.or_else(|| member.phone.clone());
    let mut kept = member.attributes.clone();
    kept.extend(entry.attributes.as_object().cloned().unwrap_or_default());
    entry.attributes = Value::Object(kept);
    entry
}

/// A line as a person, and whether it says that this is another than who has the name.
fn entry(staff: &Staff, table: &Headed, row: &Row, attributes: &[Attribute]) -> Result<(PersonEntry, bool), String> {
    imports::plain(&table.heads, row)?;
    let (mut entry, mut told, mut another) = (PersonEntry::default(), Map::new(), false);
    for (head, cell) in table.heads.iter().zip(row.cells.iter().map(|cell| cell.trim())) {
        // A column that is not used has no head here; it was told.
        if cell.is_empty() || head.is_empty() {
            continue;
        }
        let text = || Some(cell.to_owned());
        match head.as_str() {
            NAME => entry.name = characters::person(&reading::half_width(cell)).map_err(said)?,
            DEPARTMENT => {
                let told = reading::half_width(cell);
                entry.department = staff.department_named(&told).unwrap_or(&told).to_owned();
            }
            BADGE => entry.badge = Some(characters::badge(cell).map_err(said)?).filter(|badge| !badge.is_empty()),
            PHONE => entry.phone = text(),
            LOGIN => entry.login = text(),
            PASSWORD => entry.password = text(),
            SYSTEM_ROLE => entry.system_role = text(),
            NAMESAKE => {
                another = ANOTHER.contains(&cell);
                if !another {
                    return Err(text!("line-namesake-word", column = NAMESAKE, another = ANOTHER[0]));
                }
            }
            label => {
                let attribute = attributes.iter().find(|attribute| attribute.label == label);
                let attribute = attribute
                    .ok_or_else(|| words::said("line-no-such-column", vec![("column", label.to_owned().into())]))?;
                told.insert(attribute.name.clone(), imports::value(&attribute.kind, label, cell, None)?);
            }
        }
    }
    for (label, value) in [(NAME, &entry.name), (DEPARTMENT, &entry.department)] {
        if value.is_empty() {
            return Err(words::said("line-missing", vec![("column", label.into())]));
        }
    }
    entry.attributes = Value::Object(told);
    Ok((entry, another))
}

/// Why a text is not taken, in words.
fn said(why: guiju_domain::rejection::Text) -> String {
    words::answer(&Rejection::from(why).message())
}

/// A name behind which a department, or the clock number, stands in brackets, as lists tell people of one name apart: without
/// it, where it says what the line says. Somebody may be called so already.
fn without_brackets(staff: &Staff, mut entry: PersonEntry) -> Result<PersonEntry, String> {
    let Some((name, inside)) = entry.name.split_once(['(', '（', '[', '【']) else { return Ok(entry) };
    if staff.people.values().any(|member| joined(&member.name) == entry.name) {
        return Ok(entry);
    }
    let inside = inside.trim_end_matches([')', '）', ']', '】']).trim();
    if inside == entry.department || entry.badge.as_deref() == Some(inside) {
        entry.name = joined(name);
        return Ok(entry);
    }
    Err(words::said(
        "line-brackets",
        vec![("person", reading::quoted(&entry.name).into()), ("inside", reading::quoted(inside).into())],
    ))
}

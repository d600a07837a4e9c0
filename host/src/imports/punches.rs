//! Punches: who came or went, and when, from a clock machine's lines or from a table.

use super::{
    columns::{BADGE, DAY, DEPARTMENT, HALVES, NEXT_DAY, Punches, YEAR},
    table::{self, Headed, Row},
    whom::Whom,
    words::Words,
};
use crate::words::{self, text};
use guiju_domain::{
    PersonId, message,
    message::Message,
    reading::{self, quoted},
    rejection::Import,
};
use guiju_model::{Date, Form, Moment, time::NotThat};
use serde_json::{Map, Value, json};
use std::collections::BTreeSet;

/// Punches of a file, lines that were refused, and notes on the reading.
#[derive(Debug, Default)]
pub struct Read {
    /// Content of records, each with the number of its line.
    pub lines: Vec<(u64, Map<String, Value>)>,
    /// Lines that cannot be taken, with the reason.
    pub errors: Vec<(u64, String)>,
    /// Lines that say nothing to be taken, with the reason.
    pub aside: Vec<(u64, String)>,
    /// What people should know of the reading.
    pub notes: Vec<String>,
}

/// A punch that a line tells: who came or went, and when.
#[derive(Debug)]
pub struct Punch {
    /// Id of the person who had the badge then.
    pub person: PersonId,
    /// The office's local time of the punch.
    pub moment: Moment,
    /// What is to be known of the number, if it is another's now.
    pub note: Option<String>,
}

impl Read {
    fn take(&mut self, form: &Form, number: u64, person: PersonId, moment: Moment) {
        let (about, occurs) = (form.about.clone().unwrap_or_default(), form.occurs.clone().unwrap_or_default());
        let content = Map::from_iter([(about, json!(person)), (occurs, json!(moment.to_string()))]);
        self.lines.push((number, content));
    }
}

/// Lines of a clock machine: a number, a day and a time among other words, parted by tabs, commas or blanks, such as ZKTeco's
/// `attlog.dat`. A first line without any digit names columns.
#[must_use]
pub fn lines(form: &Form, whom: &Whom<'_>, text: &str) -> Read {
    let mut read = Read::default();
    let (mut first, mut passed) = (true, BTreeSet::new());
    for (index, line) in text.lines().enumerate() {
        let number = index as u64 + 1;
        let line = line.trim_matches(|c: char| c == '\0' || c == '\u{feff}' || c.is_whitespace());
        if line.is_empty() {
            continue;
        }
        let heads = std::mem::take(&mut first) && !line.contains(|c: char| c.is_ascii_digit());
        if heads {
            read.aside.push((number, text!("line-heads")));
            continue;
        }
        match punch(whom, line) {
            Ok(Punch { person, moment, note }) => {
                read.take(form, number, person, moment);
                passed.extend(note);
            }
            Err(why) => read.errors.push((number, why)),
        }
    }
    read.notes.extend(passed);
    read
}

/// Reads a punch from a line of a clock machine; what is wrong with the line is told in words.
pub(super) fn punch(whom: &Whom<'_>, line: &str) -> Result<Punch, String> {
    if line.contains(['\u{fffd}', '\0']) {
        return Err(words::said("line-unreadable", vec![]));
    }
    let words =
        line.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|')).map(|word| word.trim_matches('"'));
    let words = words.filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let at =
        (0..words.len()).find_map(|place| moment_at(whom, &words, place).map(|(moment, taken)| (place, taken, moment)));
    let Some((place, taken, moment)) = at else {
        // Whose line it would be is said first where it is nobody's.
        Words { before: &words, after: &[] }.who(whom, Date::default())?;
        let rest = words.iter().skip(1).take(2).copied().collect::<Vec<_>>().join(" ");
        return Err(words::said("line-moment-unreadable", vec![("text", quoted(&rest).into())]));
    };
    let words = Words { before: &words[..place], after: &words[place + taken..] };
    let (person, note) = words.who(whom, moment.date())?;
    Ok(Punch { person, moment, note })
}

/// The moment that begins with a word, and of how many words it is.
fn moment_at(whom: &Whom<'_>, words: &[&str], place: usize) -> Option<(Moment, usize)> {
    let word = words[place];
    // A clock number may look like a day of a spreadsheet; a day beside a time is written with its signs or in eight digits.
    if !word.contains(['-', '/', '.', YEAR]) && !matches!(word.len(), 8 | 14) {
        return None;
    }
    if let Ok(moment) = whom.moment(word) {
        return Some((moment, 1));
    }
    let (one, two) = (words.get(place + 1)?, words.get(place + 2));
    let halved = two.and_then(|two| Some((whom.moment(&format!("{word} {one} {two}")).ok()?, 3)));
    let half = |word: &&str| HALVES.contains(&word.to_uppercase().as_str());
    match halved.filter(|_| two.is_some_and(half) || half(one)) {
        Some(found) => Some(found),
        None => Some((whom.moment(&format!("{word} {one}")).ok()?, 2)),
    }
}

/// Punches of a table.
///
/// # Errors
/// If it cannot be read, or no row names the columns.
pub fn table(form: &Form, whom: &Whom<'_>, columns: &Punches, bytes: &[u8]) -> Result<Read, Import> {
    let table = table::headed(bytes, &columns.columns)?;
    let mut read = Read { notes: table.notes.clone(), ..Read::default() };
    read.aside.extend(table.repeated.iter().map(|number| (*number, text!("line-heads-repeated"))));
    let (mut passed, mut over, mut midnight) = (BTreeSet::new(), Vec::new(), Vec::new());
    for row in &table.rows {
        match of_row(whom, columns, &table, row) {
            Ok((_, moments)) if moments.is_empty() => read.aside.push((row.number, text!("line-no-punch"))),
            Ok((person, moments)) => {
                let day = moments.first().map(|moment| moment.date()).unwrap_or_default();
                passed.extend(whom.passed_on(table.cell(row, BADGE), day));
                if moments.windows(2).any(|two| two[1] < two[0]) {
                    over.push(row.number);
                }
                if moments.iter().any(|moment| moment.date().at(0) == *moment) {
                    midnight.push(row.number);
                }
                for moment in moments {
                    read.take(form, row.number, person, moment);
                }
            }
            Err(why) => read.errors.push((row.number, why)),
        }
    }
    read.notes.extend(passed);
    read.notes.extend(listed(&over).map(|lines| text!("import-punch-order", lines)));
    read.notes.extend(listed(&midnight).map(|lines| text!("import-punch-midnight", lines)));
    Ok(read)
}

/// Some numbers of lines, in words; nothing if there are none.
fn listed(numbers: &[u64]) -> Option<Message> {
    const NAMED: usize = 10;
    let lines = numbers.iter().take(NAMED).map(u64::to_string).collect::<Vec<_>>();
    match numbers.len() {
        0 => None,
        count if count > NAMED => Some(message!("import-lines-more", lines, count)),
        _ => Some(message!("import-lines", lines)),
    }
}

/// Whom a row means and when: none, one, or several moments of one day.
fn of_row(whom: &Whom<'_>, columns: &Punches, table: &Headed, row: &Row) -> Result<(PersonId, Vec<Moment>), String> {
    table::plain(&table.heads, row)?;
    let (precise, vague) = (table.has(&columns.moment), table.cell(row, &columns.vague));
    let day = match table.cell(row, DAY) {
        // Without a column of its own the day may stand where others have the moment.
        "" if precise => reading::date(vague).ok().or_else(|| whom.moment(vague).ok().map(Moment::date)),
        cell => reading::date(cell).ok(),
    };
    let cells = table.cells(row, if precise { &columns.moment } else { &columns.vague });
    let mut moments = Vec::new();
    for cell in cells.filter(|cell| cell.contains(|c: char| c.is_ascii_digit())) {
        moments.extend(of_cell(whom, cell, day, table.cell(row, DAY))?);
    }
    let on = moments.first().map(|moment| moment.date()).or(day).unwrap_or_default();
    let (badge, name) = (table.cell(row, BADGE), table.cell(row, &columns.name));
    if badge.is_empty() && name.is_empty() {
        return Err(words::said("line-nobody", vec![]));
    }
    let member = whom.by_both(badge, name, table.cell(row, DEPARTMENT), on)?;
    Ok((member.id, moments))
}

/// The moments of a cell: one with its day, or times of the row's day.
pub(super) fn of_cell(whom: &Whom<'_>, cell: &str, day: Option<Date>, written: &str) -> Result<Vec<Moment>, String> {
    let unread = |why: &dyn std::fmt::Display| text!("line-punch-time", text = quoted(cell), why = why.to_string());
    let clock = |day: Date, text: &str| {
        let (later, text) = text.strip_prefix(NEXT_DAY).map_or((0, text), |text| (1, text.trim()));
        reading::time_of_day(text).map(|seconds| Moment(day.plus(later).at(0).0 + i64::from(seconds)))
    };
    if let Ok(moment) = whom.moment(cell) {
        return Ok(vec![moment]);
    }
    let Some(day) = day else {
        // The day is what is missing where the time is one.
        let unknown = |why: NotThat| match (written.is_empty(), reading::time_of_day(cell)) {
            (false, Ok(_)) => text!("line-punch-day", text = quoted(written)),
            _ => unread(&why),
        };
        return whom.moment(cell).map(|one| vec![one]).map_err(unknown);
    };
    if let Ok(moment) = clock(day, cell) {
        return Ok(vec![moment]);
    }
    let parts = cell.split([' ', '\n', '\r', ';', '；', '、', ',', '，', '|']).map(str::trim);
    let parts = parts.filter(|part| part.contains(|c: char| c.is_ascii_digit()));
    parts.map(|part| clock(day, part).map_err(|why| unread(&why))).collect()
}

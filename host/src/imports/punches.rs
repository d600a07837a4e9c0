//! Punches: who came or went, and when, from a clock machine's lines or from a table.

use super::{
    columns::{BADGE, DAY, DEPARTMENT, Punches},
    table::{self, Headed, Row},
    whom::Whom,
};
use guiju_domain::{
    reading::{self, quoted},
    rejection::Import,
};
use guiju_model::{Date, Form, Moment, time::NotThat};
use serde_json::{Map, Value, json};

/// What a file's lines say.
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

impl Read {
    fn take(&mut self, form: &Form, number: u64, person: u64, moment: Moment) {
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
    let mut first = true;
    for (index, line) in text.lines().enumerate() {
        let number = index as u64 + 1;
        let line = line.trim_matches(|c: char| c == '\0' || c == '\u{feff}' || c.is_whitespace());
        if line.is_empty() {
            continue;
        }
        let heads = std::mem::take(&mut first) && !line.contains(|c: char| c.is_ascii_digit());
        if heads {
            read.aside.push((number, "栏目名".to_owned()));
            continue;
        }
        match punch(whom, line) {
            Ok((person, moment)) => read.take(form, number, person, moment),
            Err(why) => read.errors.push((number, why)),
        }
    }
    read
}

/// Who and when, from a line.
pub(super) fn punch(whom: &Whom<'_>, line: &str) -> Result<(u64, Moment), String> {
    if line.contains(['\u{fffd}', '\0']) {
        return Err("有认不出的字，请改好后再导入这一行".to_owned());
    }
    let words =
        line.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|')).map(|word| word.trim_matches('"'));
    let words = words.filter(|word| !word.is_empty()).collect::<Vec<_>>();
    let at = (0..words.len()).find_map(|place| moment_at(&words, place).map(|(moment, taken)| (place, taken, moment)));
    // The number, or the name, is the first word that is not part of the moment; one with a mark before it is surely it.
    let first = match &at {
        Some((0, taken, _)) => words.get(*taken),
        _ => words.first(),
    };
    let badge = words.iter().find(|word| word.starts_with('\'')).or(first).copied().unwrap_or_default();
    let named = !badge.contains(|c: char| c.is_ascii_digit());
    let who = |day| if named { whom.by_name(badge, "") } else { whom.by_badge(badge, day) };
    let Some((_, _, moment)) = at else {
        // Whose line it would be is said first where it is nobody's.
        who(Date::default())?;
        let rest = words.iter().skip(1).take(2).copied().collect::<Vec<_>>().join(" ");
        return Err(format!("时间“{}”看不懂，应如 2026-03-02 08:25:10", quoted(&rest)));
    };
    Ok((who(moment.date())?.id, moment))
}

/// The moment that begins with a word, and of how many words it is.
fn moment_at(words: &[&str], place: usize) -> Option<(Moment, usize)> {
    let word = words[place];
    // A clock number may look like a day of a spreadsheet; a day beside a time is written with its signs or in eight digits.
    if !word.contains(['-', '/', '.', '年']) && !matches!(word.len(), 8 | 14) {
        return None;
    }
    if let Ok(moment) = reading::moment(word, false) {
        return Some((moment, 1));
    }
    let (one, two) = (words.get(place + 1)?, words.get(place + 2));
    let halved = two.and_then(|two| Some((reading::moment(&format!("{word} {one} {two}"), false).ok()?, 3)));
    let half = |word: &&str| matches!(word.to_uppercase().as_str(), "AM" | "PM" | "上午" | "下午");
    match halved.filter(|_| two.is_some_and(half) || half(one)) {
        Some(found) => Some(found),
        None => Some((reading::moment(&format!("{word} {one}"), false).ok()?, 2)),
    }
}

/// Punches of a table.
///
/// # Errors
/// If it cannot be read, or no row names the columns.
pub fn table(form: &Form, whom: &Whom<'_>, columns: &Punches, bytes: &[u8]) -> Result<Read, Import> {
    let table = table::headed(bytes, &columns.columns)?;
    let mut read = Read { notes: table.notes.clone(), ..Read::default() };
    let known = |head: &&String| columns.columns.iter().any(|column| column.label == **head);
    let unused = table.heads.iter().filter(|head| !head.is_empty() && !known(head)).cloned().collect::<Vec<_>>();
    if !unused.is_empty() {
        read.notes.push(format!("没有用到的栏目：{}", unused.join("、")));
    }
    read.aside.extend(table.repeated.iter().map(|number| (*number, "重复的栏目名".to_owned())));
    for row in &table.rows {
        match of_row(whom, columns, &table, row) {
            Ok((_, moments)) if moments.is_empty() => read.aside.push((row.number, "没有打卡时间".to_owned())),
            Ok((person, moments)) => {
                for moment in moments {
                    read.take(form, row.number, person, moment);
                }
            }
            Err(why) => read.errors.push((row.number, why)),
        }
    }
    Ok(read)
}

/// Whom a row means and when: none, one, or several moments of one day.
fn of_row(whom: &Whom<'_>, columns: &Punches, table: &Headed, row: &Row) -> Result<(u64, Vec<Moment>), String> {
    table::plain(row)?;
    let (precise, vague) = (table.has(&columns.moment), table.cell(row, &columns.vague));
    let day = match table.cell(row, DAY) {
        // Without a column of its own the day may stand where others have the moment.
        "" if precise => reading::date(vague).ok().or_else(|| reading::moment(vague, false).ok().map(Moment::date)),
        cell => reading::date(cell).ok(),
    };
    let cells = table.cells(row, if precise { &columns.moment } else { &columns.vague });
    let mut moments = Vec::new();
    for cell in cells.filter(|cell| cell.contains(|c: char| c.is_ascii_digit())) {
        moments.extend(of_cell(cell, day, table.cell(row, DAY))?);
    }
    let on = moments.first().map(|moment| moment.date()).or(day).unwrap_or_default();
    let (badge, name) = (table.cell(row, BADGE), table.cell(row, &columns.name));
    if badge.is_empty() && name.is_empty() {
        return Err("没有考勤号，也没有姓名".to_owned());
    }
    let member = whom.by_both(badge, name, table.cell(row, DEPARTMENT), on)?;
    Ok((member.id, moments))
}

/// The moments of a cell: one with its day, or times of the row's day.
pub(super) fn of_cell(cell: &str, day: Option<Date>, written: &str) -> Result<Vec<Moment>, String> {
    let unread = |why: &dyn std::fmt::Display| format!("时间“{}”看不懂：{why}", quoted(cell));
    let clock = |day: Date, text: &str| {
        let (later, text) = text.strip_prefix("次日").map_or((0, text), |text| (1, text.trim()));
        reading::time_of_day(text).map(|seconds| Moment(day.plus(later).at(0).0 + i64::from(seconds)))
    };
    if let Ok(moment) = reading::moment(cell, false) {
        return Ok(vec![moment]);
    }
    let Some(day) = day else {
        // The day is what is missing where the time is one.
        let unknown = |why: NotThat| match (written.is_empty(), reading::time_of_day(cell)) {
            (false, Ok(_)) => format!("日期“{}”看不懂，应如 2026-03-02", quoted(written)),
            _ => unread(&why),
        };
        return reading::moment(cell, false).map(|one| vec![one]).map_err(unknown);
    };
    if let Ok(moment) = clock(day, cell) {
        return Ok(vec![moment]);
    }
    let parts = cell.split([' ', '\n', '\r', ';', '；', '、', ',', '，', '|']).map(str::trim);
    let parts = parts.filter(|part| part.contains(|c: char| c.is_ascii_digit()));
    parts.map(|part| clock(day, part).map_err(|why| unread(&why))).collect()
}

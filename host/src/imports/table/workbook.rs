//! Workbooks: xlsx and xls.

use super::{
    biff,
    budget::{Budget, SHEETS},
    sheet::{Filling, Sheet},
    unpacked,
};
use calamine::{Data, DataRef, ExcelDateTime, ExcelDateTimeType, Reader, SheetType, SheetVisible, Xls, Xlsx};
use guiju_domain::{reading, rejection::Import};
use guiju_model::time::clock;
use std::{
    io::Cursor,
    panic::{AssertUnwindSafe, catch_unwind},
};

/// Days between the two days from which workbooks count.
const EPOCHS: f64 = 1462.0;

/// The sheets of an xlsx, cell by cell.
///
/// # Errors
/// If it cannot be read, or goes beyond a bound.
pub fn xlsx(bytes: &[u8]) -> Result<Vec<Sheet>, Import> {
    unpacked::check(bytes)?;
    guarded(|| {
        let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|_| Import::Damaged)?;
        let (mut budget, mut sheets) = (Budget::default(), Vec::new());
        for (name, hidden) in listed(book.sheets_metadata()) {
            // A chart has no cells; a sheet without a part of its own has none either.
            let Ok(mut cells) = book.worksheet_cells_reader(&name) else { continue };
            let mut filling = Filling::default();
            while let Some(cell) = cells.next_cell().map_err(|_| Import::Damaged)? {
                let place = cell.get_position();
                filling.put(&mut budget, place, written(cell.get_value()))?;
            }
            sheets.push(Sheet { name, hidden, rows: filling.rows() });
        }
        Ok(sheets)
    })
}

/// The sheets of an xls, which was looked through before.
///
/// # Errors
/// If it cannot be read, or goes beyond a bound.
pub fn xls(bytes: &[u8]) -> Result<Vec<Sheet>, Import> {
    let checked = guarded(|| biff::checked(bytes))?;
    guarded(|| {
        let mut book = Xls::new(Cursor::new(checked)).map_err(|_| Import::Damaged)?;
        let (mut budget, mut sheets) = (Budget::default(), Vec::new());
        for (name, hidden) in listed(book.sheets_metadata()) {
            let range = book.worksheet_range(&name).map_err(|_| Import::Damaged)?;
            let (first_row, first_column) = range.start().unwrap_or_default();
            let mut filling = Filling::default();
            for (row, column, cell) in range.used_cells() {
                let place = (first_row + row as u32, first_column + column as u32);
                filling.put(&mut budget, place, of_data(cell))?;
            }
            sheets.push(Sheet { name, hidden, rows: filling.rows() });
        }
        Ok(sheets)
    })
}

/// Names of the sheets with cells, and which of them are hidden.
fn listed(sheets: &[calamine::Sheet]) -> Vec<(String, bool)> {
    let with_cells = sheets.iter().filter(|sheet| matches!(sheet.typ, SheetType::WorkSheet)).take(SHEETS);
    with_cells.map(|sheet| (sheet.name.clone(), sheet.visible != SheetVisible::Visible)).collect()
}

/// What a library makes of a file. Some files that do not hold together make it panic: that is the file's fault, and is said like
/// any other.
fn guarded<T>(read: impl FnOnce() -> Result<T, Import>) -> Result<T, Import> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Import::Damaged))
}

/// A cell as text; days and times as `2026-03-02 08:30:00`.
fn written(cell: &DataRef<'_>) -> String {
    match cell {
        DataRef::Empty => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number.to_string(),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
        DataRef::DateTime(moment) => moment_of(moment),
        DataRef::Error(kind) => kind.to_string(),
    }
}

/// The same of a cell that its reader has made ready.
fn of_data(cell: &Data) -> String {
    match cell {
        Data::Bool(yes) => written(&DataRef::Bool(*yes)),
        Data::DateTime(moment) => moment_of(moment),
        other => other.to_string(),
    }
}

/// A day with its time, or a time alone: a workbook keeps each as a number of days.
fn moment_of(moment: &ExcelDateTime) -> String {
    const SECONDS: f64 = 86_400.0;
    let kind = if moment.is_duration() { ExcelDateTimeType::TimeDelta } else { ExcelDateTimeType::DateTime };
    let since_1904 = *moment == ExcelDateTime::new(moment.as_f64(), kind, true);
    let days = moment.as_f64() + if since_1904 && moment.as_f64() >= 1.0 { EPOCHS } else { 0.0 };
    // To the second: a time is a fraction that no binary number holds exactly.
    let seconds = (days * SECONDS).round();
    if !(0.0..SECONDS * 100_000.0).contains(&seconds) {
        return moment.as_f64().to_string();
    }
    let (day, of_day) = ((seconds / SECONDS).floor(), (seconds % SECONDS) as u32);
    let time = format!("{}:{:02}", clock((of_day / 60) as u16), of_day % 60);
    if days < 1.0 && day < 1.0 {
        return time.strip_suffix(":00").map(str::to_owned).unwrap_or(time);
    }
    match reading::serial_date(&format!("{day:05}")) {
        Some(date) => format!("{date} {time}"),
        None => moment.as_f64().to_string(),
    }
}

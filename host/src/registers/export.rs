//! Registers as files that office programs open.

use super::{
    filter::Filter,
    rows::{Listed, listed},
};
use crate::{
    access,
    accounts::Caller,
    app::App,
    error::{Error, Result},
    language::Language,
    words::text,
};
use guiju_api::ViewShown;
use guiju_domain::{events::access::RegisterExported, rejection::Unknown};
use guiju_model::blank::is_invisible;
use rust_xlsxwriter::{Format, Workbook};
use std::borrow::Cow;

/// Makes a file of what is shown.
type Made = fn(&ViewShown) -> Result<Vec<u8>>;

/// An exported register: file name, media type and bytes.
pub struct Exported {
    /// Of its bytes.
    pub media_type: &'static str,
    /// The register's title with the days that were asked for, or today.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Everything that is filtered, as a file. Where the register is confidential, an event says
/// first who takes out what.
///
/// # Errors
/// If there is no such view or kind of file, one may not open it, or there are more rows than a file takes.
pub async fn exported(
    app: &App,
    caller: &Caller,
    (regulation, view): (&str, &str),
    format: &str,
    filter: &Filter,
) -> Result<Exported> {
    let (media_type, made): (_, Made) = match format {
        "xlsx" => ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", xlsx),
        "csv" => ("text/csv; charset=utf-8", csv),
        _ => return Err(Error::from(Unknown::ExportFormat)),
    };
    let listed = listed(app, caller, regulation, view, filter, true).await?;
    if listed.confidential {
        told(app, caller, (regulation, view), format, filter, &listed).await?;
    }
    let days = match (&filter.from, &filter.to) {
        (None, None) => app.now(caller.office).date().to_string(),
        (from, to) => {
            let (from, to) = (from.as_deref().unwrap_or_default(), to.as_deref().unwrap_or_default());
            text!("register-days", from, to)
        }
    };
    let name = format!("{} {days}.{format}", listed.shown.title);
    // A large table is made on a thread that serves nobody.
    let (work, language) = (move || made(&listed.shown), Language::current());
    let bytes = tokio::task::spawn_blocking(move || language.within(work)).await.map_err(Error::internal)??;
    Ok(Exported { media_type, name, bytes })
}

/// Writes down that somebody takes out a confidential register, before it is handed out.
///
/// # Errors
/// If the database cannot be used; then nothing may be handed out.
pub(super) async fn told(
    app: &App,
    caller: &Caller,
    (regulation, view): (&str, &str),
    format: &str,
    filter: &Filter,
    listed: &Listed,
) -> Result<()> {
    let event = RegisterExported {
        regulation: regulation.to_owned(),
        view: view.to_owned(),
        format: format.to_owned(),
        from: filter.from.clone(),
        to: filter.to.clone(),
        rows: listed.shown.rows.len() as u64,
        masked: listed.masked,
    };
    access::exported(app, caller, &event).await
}

/// A view's rows as a file.
///
/// # Errors
/// If the file cannot be made.
fn xlsx(view: &ViewShown) -> Result<Vec<u8>> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let head = Format::new().set_bold();
    let heads = view.columns.iter().map(|column| column.label.as_str());
    for (column, label) in heads.enumerate() {
        sheet.write_string_with_format(0, column as u16, label, &head).map_err(Error::internal)?;
    }
    for (index, row) in view.rows.iter().enumerate() {
        for (column, cell) in row.cells.iter().enumerate() {
            let (line, number) = (index as u32 + 1, column as u16);
            match cell.parse::<f64>() {
                Ok(amount) if view.columns[column].amount => sheet.write_number(line, number, amount),
                _ => sheet.write_string(line, number, fitting(cell)),
            }
            .map_err(Error::internal)?;
        }
    }
    book.save_to_buffer().map_err(Error::internal)
}

/// Most of a text that a cell of a workbook takes, in UTF-16 code units.
const CELL: usize = 32_767;

/// A cell's text as far as a workbook takes it, with a word where it is cut.
fn fitting(cell: &str) -> Cow<'_, str> {
    let length = cell.encode_utf16().count();
    if length <= CELL {
        return Cow::Borrowed(cell);
    }
    let word = text!("register-cut", count = cell.chars().count());
    let mut left = CELL - word.encode_utf16().count();
    let fits = |character: &char| match left.checked_sub(character.len_utf16()) {
        Some(rest) => {
            left = rest;
            true
        }
        None => false,
    };
    let begun = cell.chars().take_while(fits).collect::<String>();
    Cow::Owned(begun + &word)
}

/// A view's rows as CSV, with the mark by which office programs know UTF-8. A cell never begins as a formula.
///
/// # Errors
/// If it cannot be written.
fn csv(view: &ViewShown) -> Result<Vec<u8>> {
    let heads = view.columns.iter().map(|column| column.label.clone()).collect::<Vec<_>>();
    let rows = view.rows.iter().map(|row| row.cells.clone()).collect::<Vec<_>>();
    csv_of(&heads, &rows)
}

/// Rows under heads as CSV.
///
/// # Errors
/// If it cannot be written.
pub fn csv_of(heads: &[String], rows: &[Vec<String>]) -> Result<Vec<u8>> {
    // What begins like a formula is text; an amount below zero is a number.
    let guarded = |cell: &String| {
        let seen = cell.trim_start_matches(|c: char| c.is_whitespace() || is_invisible(c));
        let formula = seen.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
        let amount = cell.starts_with('-') && cell.parse::<f64>().is_ok();
        if formula && !amount { format!("'{cell}") } else { cell.clone() }
    };
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .quote_style(csv::QuoteStyle::Always)
        .from_writer("\u{feff}".as_bytes().to_vec());
    writer.write_record(heads.iter().map(guarded)).map_err(Error::internal)?;
    for row in rows {
        writer.write_record(row.iter().map(guarded)).map_err(Error::internal)?;
    }
    writer.into_inner().map_err(|error| Error::internal(error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_as_a_formula() {
        let written = |cell: &str| {
            let text = String::from_utf8(csv_of(&["a".to_owned()], &[vec![cell.to_owned()]]).unwrap()).unwrap();
            text.lines().nth(1).unwrap_or_default().to_owned()
        };
        for cell in ["=1+1", "+8613912345678", "-2+3", "@SUM(A1)", "＝1", "\u{200b}=1", " \t=1", "\u{feff}@a"] {
            assert!(written(cell).starts_with("\"'"), "{cell:?}");
        }
        for cell in ["-12.50", "12", "事前报告", "3-4月"] {
            assert_eq!(written(cell), format!("\"{cell}\""));
        }
    }

    #[test]
    fn a_cell_is_cut_with_a_word() {
        assert_eq!(fitting("短"), "短");
        let exact = "字".repeat(CELL);
        assert_eq!(fitting(&exact), exact);
        for long in ["字".repeat(CELL + 1), "😀".repeat(CELL), format!("a{}", "😀".repeat(CELL))] {
            let cut = fitting(&long);
            assert!(cut.encode_utf16().count() <= CELL && cut.contains("全文共"), "{}", cut.len());
        }
    }
}

//! The cells of a file as offices' programs write them: xlsx, xls, CSV, or text parted by tabs; in UTF-8, UTF-16, or the
//! GB 18030 in which Excel and WPS write CSV where they are set to Chinese.

use crate::error::{Error, Result};
use calamine::{Data, ExcelDateTime, Reader, Xls, Xlsx};
use encoding_rs::{Encoding, GB18030, UTF_8};
use std::{borrow::Cow, fmt::Display, io::Cursor};

/// The bytes with which an xlsx begins.
const ZIP: &[u8] = b"PK";
/// The bytes with which an xls begins.
const COMPOUND: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0];

/// Whether the file is a workbook, not text.
pub fn is_book(bytes: &[u8]) -> bool {
    bytes.starts_with(ZIP) || bytes.starts_with(COMPOUND)
}

/// The file as text.
///
/// # Errors
/// If it is none, or empty.
pub fn text(bytes: &[u8]) -> Result<Cow<'_, str>> {
    let marked = Encoding::for_bom(bytes).map(|(encoding, _)| encoding);
    let encoding = marked.unwrap_or(if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { GB18030 });
    let (text, _, faulty) = encoding.decode(bytes);
    if faulty || text.contains('\0') {
        return Err(Error::Invalid("这个文件不是表格也不是文本，读不出来；请另存为 xlsx 再导入".to_owned()));
    }
    if text.trim().is_empty() {
        return Err(Error::Invalid("文件是空的，请看看是否选对了文件".to_owned()));
    }
    Ok(text)
}

/// The cells of the file's first sheet, row by row.
///
/// # Errors
/// If it cannot be read.
fn sheet(bytes: &[u8]) -> Result<Vec<Vec<String>>> {
    match bytes {
        _ if bytes.starts_with(ZIP) => first_of::<Xlsx<_>>(bytes),
        _ if bytes.starts_with(COMPOUND) => first_of::<Xls<_>>(bytes),
        _ => rows(&text(bytes)?),
    }
}

/// A sheet whose first row names its columns.
pub struct Headed {
    /// The names.
    pub heads: Vec<String>,
    /// The other rows that say anything, each with its number in the file.
    pub rows: Vec<(u64, Vec<String>)>,
}

impl Headed {
    /// The cells of a column that say something.
    pub fn column(&self, named: &str) -> impl Iterator<Item = &str> {
        let place = self.heads.iter().position(|head| head == named);
        let cells = self.rows.iter().filter_map(move |(_, row)| row.get(place?));
        cells.map(|cell| cell.trim()).filter(|cell| !cell.is_empty())
    }
}

/// The file's first sheet by its heads.
///
/// # Errors
/// If it cannot be read, or is empty.
pub fn headed(bytes: &[u8]) -> Result<Headed> {
    let mut rows = sheet(bytes)?.into_iter();
    let heads = rows.next().ok_or_else(|| Error::Invalid("文件是空的，请看看是否选对了文件".to_owned()))?;
    let rows = (2..).zip(rows).filter(|(_, row)| row.iter().any(|cell| !cell.trim().is_empty()));
    Ok(Headed { heads: heads.iter().map(|head| head.trim().to_owned()).collect(), rows: rows.collect() })
}

fn first_of<'a, B>(bytes: &'a [u8]) -> Result<Vec<Vec<String>>>
where
    B: Reader<Cursor<&'a [u8]>, Error: Display>,
{
    let unreadable = |why: B::Error| Error::Invalid(format!("这个表格文件读不出来，请另存为 xlsx 再导入：{why}"));
    let mut book = B::new(Cursor::new(bytes)).map_err(unreadable)?;
    let sheet = book.worksheet_range_at(0).ok_or_else(|| Error::Invalid("文件里没有工作表".to_owned()))?;
    let sheet = sheet.map_err(unreadable)?;
    let rows = sheet.rows().map(|row| row.iter().map(cell).collect()).collect::<Vec<Vec<String>>>();
    without_nul(&rows)?;
    Ok(rows)
}

/// No database keeps the NUL character; text files that have it are refused before.
fn without_nul(rows: &[Vec<String>]) -> Result<()> {
    match rows.iter().position(|row| row.iter().any(|cell| cell.contains('\0'))) {
        Some(row) => Err(Error::Invalid(format!("第 {} 行有空字符（NUL），无法保存；请删去后再导入", row + 1))),
        None => Ok(()),
    }
}

fn cell(data: &Data) -> String {
    match data {
        Data::DateTime(moment) => moment_of(moment),
        data => data.to_string(),
    }
}

/// A day, a time, or both: a workbook keeps each as a number of days.
fn moment_of(moment: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let (date, time) = (format!("{year:04}-{month:02}-{day:02}"), format!("{hour:02}:{minute:02}:{second:02}"));
    match moment.as_f64() {
        days if days < 1.0 => format!("{hour:02}:{minute:02}"),
        days if days.fract() == 0.0 => date,
        _ => format!("{date} {time}"),
    }
}

fn rows(text: &str) -> Result<Vec<Vec<String>>> {
    let heads = text.lines().next().unwrap_or_default();
    let delimiter = if heads.contains('\t') && !heads.contains(',') { b'\t' } else { b',' };
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let rows = reader.records().map(|row| row.map(|row| row.iter().map(str::to_owned).collect()));
    rows.collect::<Result<_, _>>().map_err(|error| Error::Invalid(format!("这个 CSV 文件读不出来：{error}")))
}

#[cfg(test)]
mod tests {
    use rust_xlsxwriter::{Format, Workbook};

    #[test]
    fn a_nul_in_a_cell_is_refused_with_its_row() {
        let rows = |cell: &str| vec![vec!["姓名".to_owned()], vec![cell.to_owned()]];
        assert!(super::without_nul(&rows("李敏")).is_ok());
        let said = super::without_nul(&rows("李\0敏")).unwrap_err().to_string();
        assert!(said.contains("第 2 行"), "{said}");
    }

    #[test]
    fn days_and_times_of_a_workbook_are_words() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let formats =
            [("yyyy-mm-dd", 46_083.0), ("hh:mm", 0.354_166_666_67), ("yyyy-mm-dd hh:mm", 46_083.354_166_666_67)];
        for (row, (format, days)) in formats.into_iter().enumerate() {
            let format = Format::new().set_num_format(format);
            sheet.write_number_with_format(row as u32, 0, days, &format).unwrap();
        }
        sheet.write_number(3, 0, 8).unwrap();
        let bytes = book.save_to_buffer().unwrap();
        let cells = super::sheet(&bytes).unwrap().concat();
        assert_eq!(cells, ["2026-03-02", "08:30", "2026-03-02 08:30:00", "8"]);
    }
}

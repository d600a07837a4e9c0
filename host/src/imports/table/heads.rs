//! The row that names the columns, wherever it stands.

use super::{
    format::sheets,
    sheet::{Row, Sheet},
    text::UNREADABLE,
};
use crate::{
    error::{Error, Result},
    words,
};
use guiju_domain::{
    Rejection, characters,
    reading::{half_width, quoted},
    rejection::Import,
};

/// Rows of each sheet in which heads are looked for.
const LOOKED_AT: usize = 30;
/// Sheets that a message names.
const NAMED: usize = 5;

/// A column that is looked for.
#[derive(Clone, Debug)]
pub struct Column {
    /// What it is called here.
    pub label: String,
    /// What else it is called, the likeliest first.
    pub names: Vec<String>,
    /// Columns with the same number are one for the other: at least one column of each number must be there.
    pub needed: Option<u8>,
    /// Whether several columns of the file may be this one.
    pub several: bool,
}

impl Column {
    /// A column by its label and other names.
    pub fn new(label: &str, names: &[&str]) -> Self {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Self { label: label.to_owned(), names, needed: None, several: false }
    }

    /// The same, at least one of which must be there.
    #[must_use]
    pub fn needed(self, one_of: u8) -> Self {
        Self { needed: Some(one_of), ..self }
    }

    /// The same, of which the file may have several.
    #[must_use]
    pub fn several(self) -> Self {
        Self { several: true, ..self }
    }

    /// How well a head names it: 0 best, nothing if it does not.
    fn rank(&self, head: &str) -> Option<usize> {
        let names = std::iter::once(&self.label).chain(&self.names);
        names.map(|name| key(name)).position(|name| name == head)
    }
}

/// A sheet with the row that names its columns.
#[derive(Debug, Default)]
pub struct Headed {
    /// What the columns of the file are called here; in the file's own words if nothing is known of them.
    pub heads: Vec<String>,
    /// The rows behind it in which something is written.
    pub rows: Vec<Row>,
    /// What people should know of the reading: which sheet, which row, columns that were not used.
    pub notes: Vec<String>,
    /// Lines that only repeat the heads.
    pub repeated: Vec<u64>,
}

impl Headed {
    /// The cells of a row in the columns of this label, in the order of the file, but for empty ones.
    pub fn cells<'a>(&'a self, row: &'a Row, label: &'a str) -> impl Iterator<Item = &'a str> {
        let cells = self.heads.iter().zip(&row.cells).filter(move |(head, _)| *head == label);
        cells.map(|(_, cell)| cell.trim()).filter(|cell| !cell.is_empty())
    }

    /// The first of them, or an empty text.
    pub fn cell<'a>(&'a self, row: &'a Row, label: &'a str) -> &'a str {
        self.cells(row, label).next().unwrap_or_default()
    }

    /// The cells of a column that say something.
    pub fn column<'a>(&'a self, label: &'a str) -> impl Iterator<Item = &'a str> {
        self.rows.iter().flat_map(move |row| self.cells(row, label))
    }

    /// Whether there is such a column.
    pub fn has(&self, label: &str) -> bool {
        self.heads.iter().any(|head| head == label)
    }
}

/// What programs of tables write where a formula comes to nothing.
const FAULTS: [&str; 9] = ["#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"];

/// Nobody wrote what a formula failed to find.
///
/// # Errors
/// If a cell says that a formula came to nothing, naming the column.
fn calculated(label: &str, cell: &str) -> Result<(), String> {
    match FAULTS.iter().find(|fault| cell.eq_ignore_ascii_case(fault)) {
        Some(fault) => {
            Err(words::said("line-formula", vec![("column", label.to_owned().into()), ("fault", (*fault).into())]))
        }
        None => Ok(()),
    }
}

/// Refuses a row with a character that could not be decoded, with one that no form takes, or with the error value of a formula
/// in a column that is used.
///
/// # Errors
/// What is wrong with it.
pub fn plain(heads: &[String], row: &Row) -> Result<(), String> {
    if row.cells.iter().any(|cell| cell.contains(UNREADABLE)) {
        return Err(words::said("line-unreadable", vec![]));
    }
    let fit = row.cells.iter().try_for_each(|cell| characters::fit(cell));
    fit.map_err(|why| Error::from(Rejection::from(why)).to_string())?;
    let used = heads.iter().zip(&row.cells).filter(|(head, _)| !head.is_empty());
    used.into_iter().try_for_each(|(head, cell)| calculated(head, cell.trim()))
}

/// The first sheet of a file, visible ones first, in which a row names the columns that are needed. Other sheets like it are
/// told, and what is in columns of other names.
///
/// # Errors
/// If the file cannot be read, or no row names them: then what was looked for and where.
pub fn headed(bytes: &[u8], columns: &[Column]) -> Result<Headed, Import> {
    let sheets = sheets(bytes)?;
    let looked = looked_at(&sheets);
    let several = sheets.len() > 1 || sheets.iter().any(|sheet| sheet.hidden);
    let mut read: Option<Headed> = None;
    let mut others = Vec::new();
    for sheet in sheets {
        let Some((place, depth, found)) = best(&sheet, columns) else { continue };
        if read.is_some() {
            others.push(sheet.name);
        } else {
            read = Some(cut(sheet, (place, depth), (found, columns), several));
        }
    }
    let mut read = read.ok_or_else(|| Import::NoHeads { wanted: wanted(columns), looked })?;
    if !others.is_empty() {
        let named = others.iter().map(|name| format!("“{}”", quoted(name))).collect::<Vec<_>>().join("、");
        read.notes.push(format!(
            "一次只读一张工作表：工作表{named}也有这些栏目，这次没有读；请把它移到最前面，或另存为单独的文件，再各导入一次"
        ));
    }
    Ok(read)
}

/// What each column of the file is: the place of a wanted column, and how well its head names it.
type Found = Vec<(String, Option<usize>)>;

/// The row that names most columns: its place, of how many rows it is, and what its columns are.
fn best(sheet: &Sheet, columns: &[Column]) -> Option<(usize, usize, Found)> {
    let mut best: Option<(usize, usize, Found)> = None;
    let count = |found: &Found| found.iter().filter(|(_, known)| known.is_some()).count();
    for place in 0..sheet.rows.len().min(LOOKED_AT) {
        let first = &sheet.rows[place].cells;
        let one = recognised(first, columns);
        let two = sheet.rows.get(place + 1).map(|next| {
            // Heads over two rows: what stands in the second row is the narrower one.
            let width = first.len().max(next.cells.len());
            let of = |cells: &[String], column: usize| cells.get(column).map_or("", |cell| cell.trim()).to_owned();
            let narrower = (0..width).map(|column| match of(&next.cells, column) {
                cell if cell.is_empty() => of(first, column),
                cell => cell,
            });
            let alone = count(&recognised(&next.cells, columns));
            (recognised(&narrower.collect::<Vec<_>>(), columns), alone)
        });
        let candidates =
            std::iter::once((1, one)).chain(two.and_then(|(found, alone)| (alone > 0).then_some((2, found))));
        for (depth, found) in candidates {
            let better = best.as_ref().is_none_or(|(_, _, known)| count(&found) > count(known));
            if enough(&found, columns) && better {
                best = Some((place, depth, found));
            }
        }
    }
    best
}

/// What the columns of a row of heads are. Where several heads could be one column, the likeliest is it.
fn recognised(heads: &[String], columns: &[Column]) -> Found {
    let mut found = heads.iter().map(|head| (head.trim().to_owned(), None)).collect::<Found>();
    for (index, column) in columns.iter().enumerate() {
        let ranks = heads.iter().map(|head| column.rank(&key(head))).collect::<Vec<_>>();
        let likeliest = ranks.iter().flatten().min().copied();
        let mut taken = false;
        for (place, rank) in ranks.iter().enumerate() {
            let Some(rank) = rank else { continue };
            let is_it = column.several || (Some(*rank) == likeliest && !taken);
            if is_it && found[place].1.is_none() {
                found[place].1 = Some(index);
                taken = true;
            }
        }
    }
    for (name, known) in &mut found {
        if let Some(column) = known.and_then(|index| columns.get(index)) {
            name.clone_from(&column.label);
        }
    }
    found
}

/// Whether at least one column of each number that is needed is there, and any at all.
fn enough(found: &Found, columns: &[Column]) -> bool {
    let there = |column: usize| found.iter().any(|(_, known)| *known == Some(column));
    let numbers = columns.iter().filter_map(|column| column.needed);
    let one_of =
        |number: u8| columns.iter().enumerate().any(|(index, column)| column.needed == Some(number) && there(index));
    found.iter().any(|(_, known)| known.is_some()) && numbers.into_iter().all(one_of)
}

/// What stands behind the heads.
fn cut(
    mut sheet: Sheet,
    (place, depth): (usize, usize),
    (found, columns): (Found, &[Column]),
    several: bool,
) -> Headed {
    let number = sheet.rows[place].number;
    let names = |cells: &[String]| cells.iter().map(|cell| key(cell)).collect::<Vec<_>>();
    let heads = sheet.rows[place..place + depth].iter().map(|row| names(&row.cells)).collect::<Vec<_>>();
    let (rows, repeated) = sheet
        .rows
        .split_off(place + depth)
        .into_iter()
        .partition::<Vec<_>, _>(|row| !heads.contains(&names(&row.cells)));
    let mut notes = Vec::new();
    if several || number > 1 {
        let sheet = if sheet.name.is_empty() { String::new() } else { format!("工作表“{}”", sheet.name) };
        notes.push(format!("栏目名取自{sheet}第 {number} 行"));
    }
    let (heads, unused) = used(found, columns);
    notes.extend(unused);
    Headed { heads, rows, notes, repeated: repeated.into_iter().map(|row| row.number).collect() }
}

/// Columns that count lines and say nothing else.
const COUNTING: [&str; 4] = ["序号", "no", "no.", "行号"];

/// The heads by which cells are found, and what is said of columns that are not used: none is known by their names, or another
/// column is what they name.
fn used(found: Found, columns: &[Column]) -> (Vec<String>, Vec<String>) {
    let (mut heads, mut unknown, mut twice) = (Vec::with_capacity(found.len()), Vec::new(), Vec::new());
    for (place, (name, known)) in found.into_iter().enumerate() {
        let double = known.is_none() && columns.iter().any(|column| column.rank(&key(&name)).is_some());
        if double {
            twice.push(format!("“{}”（第 {} 栏）", quoted(&name), place + 1));
        } else if known.is_none() && !name.is_empty() && !COUNTING.contains(&key(&name).as_str()) {
            unknown.push(quoted(&name));
        }
        // Cells are found by labels: what is not used has none.
        heads.push(if known.is_some() { name } else { String::new() });
    }
    let mut notes = Vec::new();
    if !unknown.is_empty() {
        notes.push(format!("没有用到的栏目：{}（其中的内容不导入）", unknown.join("、")));
    }
    if !twice.is_empty() {
        notes.push(format!("同一项有几栏，只用了最相符的一栏；没有用到：{}，请核对", twice.join("、")));
    }
    (heads, notes)
}

/// What was looked for, in words.
fn wanted(columns: &[Column]) -> String {
    let named = |column: &Column| match column.names.first() {
        Some(_) => {
            let others = column.names.iter().take(4).map(String::as_str).collect::<Vec<_>>().join("、");
            format!("“{}”（也叫{others}）", column.label)
        }
        None => format!("“{}”", column.label),
    };
    let mut numbers = columns.iter().filter_map(|column| column.needed).collect::<Vec<_>>();
    numbers.sort_unstable();
    numbers.dedup();
    if numbers.is_empty() {
        return columns.iter().map(named).collect::<Vec<_>>().join("、");
    }
    let one_of = |number: &u8| {
        let same = columns.iter().filter(|column| column.needed == Some(*number));
        same.map(named).collect::<Vec<_>>().join("或")
    };
    numbers.iter().map(one_of).collect::<Vec<_>>().join("，以及")
}

/// Where was looked, in words, with what stands first there.
fn looked_at(sheets: &[Sheet]) -> String {
    let of = |sheet: &Sheet| {
        let name = match (sheet.name.is_empty(), sheet.hidden) {
            (true, _) => "文件".to_owned(),
            (false, true) => format!("隐藏的工作表“{}”", sheet.name),
            (false, false) => format!("工作表“{}”", sheet.name),
        };
        let rows = sheet.rows.iter().take(LOOKED_AT);
        let last = rows.clone().next_back().map_or(0, |row| row.number);
        let first = rows.clone().next().map(|row| {
            let written = row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
            written.take(6).map(quoted).collect::<Vec<_>>().join("、")
        });
        format!("{name}到第 {last} 行为止（开头是：{}）", first.unwrap_or_default())
    };
    sheets.iter().take(NAMED).map(of).collect::<Vec<_>>().join("；")
}

/// A head as it is compared: half-width, in small letters and simplified characters, without blanks, marks and what stands in
/// brackets.
fn key(head: &str) -> String {
    let head = half_width(head).to_lowercase().chars().map(simplified).collect::<String>();
    let plain = head.split(['(', '（', '[', '【']).next().unwrap_or_default();
    let plain = if plain.trim().is_empty() { &head } else { plain };
    plain.chars().filter(|c| !c.is_whitespace() && !matches!(c, '*' | ':' | '：' | '_' | '"' | '\'' | '#')).collect()
}

/// The simplified form of the traditional characters that heads are written with.
const fn simplified(c: char) -> char {
    match c {
        '門' => '门',
        '號' => '号',
        '碼' => '码',
        '時' => '时',
        '間' => '间',
        '員' => '员',
        '編' => '编',
        '簽' => '签',
        '錄' => '录',
        '記' => '记',
        '點' => '点',
        '單' => '单',
        '處' => '处',
        '組' => '组',
        '織' => '织',
        '屬' => '属',
        '稱' => '称',
        '電' => '电',
        '話' => '话',
        '機' => '机',
        '聯' => '联',
        '繫' => '系',
        '職' => '职',
        '務' => '务',
        '崗' => '岗',
        '擔' => '担',
        '實' => '实',
        '際' => '际',
        '驗' => '验',
        '證' => '证',
        '識' => '识',
        '別' => '别',
        '備' => '备',
        '註' => '注',
        '戶' => '户',
        '賬' | '帳' => '账',
        '與' => '与',
        '領' => '领',
        '導' => '导',
        '參' => '参',
        '現' => '现',
        other => other,
    }
}

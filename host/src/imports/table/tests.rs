//! Tables as people and machines write them, read as they mean them.

use super::{
    budget::{BLANKS, Budget},
    format::sheets,
    sheet::Filling,
    *,
};
use guiju_domain::rejection::Import;
use rust_xlsxwriter::{Format, Workbook};

/// The cells of a file's first sheet.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    sheets(bytes).unwrap().remove(0).rows.into_iter().map(|row| row.cells).collect()
}

#[test]
fn days_and_times_of_a_workbook_are_words() {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let formats = [
        ("yyyy-mm-dd", 46_083.0),
        ("hh:mm", 0.354_166_666_67),
        ("yyyy-mm-dd hh:mm", 46_083.354_166_666_67),
        ("hh:mm", 0.0),
        ("yyyy-mm-dd hh:mm", 46_082.999_999_99),
    ];
    for (row, (format, days)) in formats.into_iter().enumerate() {
        let format = Format::new().set_num_format(format);
        sheet.write_number_with_format(row as u32, 0, days, &format).unwrap();
    }
    sheet.write_number(5, 0, 8).unwrap();
    sheet.write_boolean(6, 0, true).unwrap();
    let read = cells(&book.save_to_buffer().unwrap()).concat();
    let expected = ["2026-03-02 00:00:00", "08:30", "2026-03-02 08:30:00", "00:00", "2026-03-02 00:00:00", "8", "TRUE"];
    assert_eq!(read, expected);
}

/// A blank that is only formatted costs nothing; one that somebody wrote, as far away as can be, is told.
#[test]
fn the_last_cell_of_a_sheet() {
    let with = |far: &str| {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write_string(0, 0, "姓名").unwrap();
        sheet.write_string(1_048_575, 16_383, far).unwrap();
        sheet.write_blank(1_048_574, 16_382, &Format::new().set_bold()).unwrap();
        book.save_to_buffer().unwrap()
    };
    assert_eq!(cells(&with("")), [["姓名"]]);
    for far in [" ", "x"] {
        let Err(Import::Beyond { cell, .. }) = sheets(&with(far)) else { panic!("{far:?} is taken") };
        assert_eq!(cell, "XFD1048576");
    }
}

#[test]
fn text_in_every_encoding() {
    let text = "考勤号,姓名\n8,李敏\n";
    let utf16 = |little: bool, marked: bool| {
        let units = marked.then_some(0xfeff).into_iter().chain(text.encode_utf16());
        units.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect::<Vec<u8>>()
    };
    let files = [
        text.as_bytes().to_vec(),
        [b"\xef\xbb\xbf", text.as_bytes()].concat(),
        encoding_rs::GB18030.encode(text).0.into_owned(),
        utf16(true, true),
        utf16(false, true),
        [text.as_bytes(), b"\0\0\x1a"].concat(),
        text.replace('\n', "\r\n").into_bytes(),
        text.replace('\n', "\r").into_bytes(),
    ];
    for file in files {
        assert_eq!(cells(&file), [["考勤号", "姓名"], ["8", "李敏"]], "{file:?}");
    }
    let digits = "8\t2026-03-02 08:25:10\r\n".repeat(3);
    let unmarked = digits.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    assert_eq!(super::text(&unmarked).unwrap(), digits);
}

#[test]
fn what_is_no_table_is_refused() {
    assert_eq!(sheets(b"").unwrap_err(), Import::Empty);
    assert_eq!(sheets(b" \n\r\n").unwrap_err(), Import::Empty);
    assert_eq!(sheets(b"PK\x03\x04nothing").unwrap_err(), Import::Damaged);
    assert_eq!(sheets(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest").unwrap_err(), Import::Damaged);
    assert_eq!(sheets("<html><table>".as_bytes()).unwrap_err(), Import::WebPage);
    assert_eq!(sheets(&[0xff; 200]).unwrap_err(), Import::NotText);
    assert_eq!(sheets("姓名\n李\0敏\n".as_bytes()).unwrap_err(), Import::Nul { row: 2 });
}

/// A quotation mark that nobody closes does not swallow the lines behind it.
#[test]
fn lines_behind_a_lost_quotation_mark() {
    assert_eq!(cells("a,b\n\"c,d\ne,f\n".as_bytes()).len(), 3);
    assert_eq!(cells("a,b\n\"c,d\ne,f\n\"g,h\n".as_bytes()).len(), 4);
    assert_eq!(cells("a,b\n\"c,d\ne,f\ng\",h\n".as_bytes()).len(), 4);
    // What two marks enclose is one cell.
    assert_eq!(cells("a,b\n\"c\nd\",e\n".as_bytes())[1], ["c\nd", "e"]);
    assert_eq!(cells("a,b\n\"c,\"\"d\"\"\",e\n".as_bytes())[1], ["c,\"d\"", "e"]);
}

/// What is not read is told once: columns of other names, a second column of one name, a second sheet with the same heads.
#[test]
fn what_is_left_out_is_told() {
    let columns = [Column::new("姓名", &["人员姓名"]).needed(1), Column::new("部门", &["单位"]).needed(2)];
    let table = headed("姓名,部门,备注,姓名,單位,序号\n李敏,社会科,x,刘洋,经济科,1\n".as_bytes(), &columns).unwrap();
    assert_eq!(table.cells(&table.rows[0], "姓名").collect::<Vec<_>>(), ["李敏"]);
    let told = table.notes.join("\n");
    assert!(told.contains("备注") && told.contains("“姓名”（第 4 栏）") && told.contains("“單位”"), "{told}");
    assert!(!told.contains("序号"), "{told}");
    assert!(headed("姓名,部門\n李敏,社会科\n".as_bytes(), &columns).is_ok());

    let mut book = Workbook::new();
    for month in ["一月", "二月"] {
        let sheet = book.add_worksheet().set_name(month).unwrap();
        for (column, head) in ["姓名", "部门"].into_iter().enumerate() {
            sheet.write_string(0, column as u16, head).unwrap();
            sheet.write_string(1, column as u16, month).unwrap();
        }
    }
    let table = headed(&book.save_to_buffer().unwrap(), &columns).unwrap();
    assert!(table.notes.iter().any(|note| note.contains("“二月”") && note.contains("没有读")), "{:?}", table.notes);
}

/// Cells in which nothing is written cost something, too.
#[test]
fn blanks_are_bounded() {
    let mut budget = Budget::default();
    let mut filling = Filling::default();
    let mut put = || filling.put(&mut budget, (0, 0), String::new());
    assert!((0..BLANKS).all(|_| put().is_ok()));
    assert!(matches!(put(), Err(Import::Blanks { .. })));
}

#[test]
fn heads_below_a_title_in_another_order_and_by_other_names() {
    let columns = [Column::new("姓名", &["人员姓名"]).needed(1), Column::new("考勤号", &["工号", "编号"])];
    let found = |text: &str| headed(text.as_bytes(), &columns).map(|table| (table.heads, table.rows.len()));
    let known = Ok((vec!["考勤号".to_owned(), "姓名".to_owned()], 1));
    for text in [
        "考勤号,姓名\n8,李敏\n",
        "三月考勤,,\n制表：办公室\n\n工号,人员姓名\n8,李敏\n",
        "工号, 姓 名（必填）\n8,李敏\n",
        "基本情况,\n编号,姓名\n8,李敏\n编号,姓名\n",
    ] {
        assert_eq!(found(text), known, "{text}");
    }
    let Err(Import::NoHeads { wanted, looked }) = found("a,b\n1,2\n") else { panic!("heads found") };
    assert!(wanted.contains("姓名") && looked.contains("第 2 行") && looked.contains("a、b"), "{wanted} {looked}");
}

#[test]
fn a_file_brings_in_no_odd_characters() {
    let row = |cell: &str| Row { number: 2, cells: vec!["李敏".to_owned(), cell.to_owned()] };
    assert!(plain(&[], &row("河东社区\n二楼")).is_ok());
    for odd in ["a\u{8}b", "a\u{202e}b", "a\u{85}b"] {
        assert!(plain(&[], &row(odd)).is_err(), "{odd:?}");
    }
}

//! Whatever bytes come: a table, or a refusal; never a panic, never more than the bounds.

use super::{
    budget::{CELLS, SHEETS},
    format::sheets,
    *,
};
use proptest::prelude::*;
use rust_xlsxwriter::Workbook;
use std::sync::LazyLock;

/// A small workbook with texts, numbers and two sheets.
static BOOK: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, (name, badge)) in [("姓名", 1.0), ("李敏", 8.0), ("陈刚", 46_083.5)].into_iter().enumerate() {
        sheet.write_string(row as u32, 0, name).unwrap();
        sheet.write_number(row as u32, 1, badge).unwrap();
    }
    book.add_worksheet().write_string(3, 3, "备注").unwrap();
    book.save_to_buffer().unwrap()
});

/// Records of an xls with whatever lengths and cells.
fn records() -> impl Strategy<Value = Vec<u8>> {
    let kinds = prop::sample::select(vec![
        0x0809_u16, 0x000a, 0x0085, 0x00fc, 0x003c, 0x00fd, 0x0203, 0x0204, 0x0207, 0x027e, 0x00bd, 0x0200, 0x0006,
        0x00e0, 0x041e, 0x0042, 0x0018, 0x0017,
    ]);
    let record = (kinds, prop::collection::vec(any::<u8>(), 0..24))
        .prop_map(|(kind, data)| [&kind.to_le_bytes()[..], &(data.len() as u16).to_le_bytes(), &data].concat());
    prop::collection::vec(record, 0..40).prop_map(|records| records.concat())
}

/// A stream in a container.
fn contained(stream: &[u8]) -> Vec<u8> {
    use std::io::Write;
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    file.create_stream("Workbook").unwrap().write_all(stream).unwrap();
    file.into_inner().into_inner()
}

fn within_bounds(bytes: &[u8]) {
    let columns = [Column::new("姓名", NAMES).needed(1), Column::new("考勤号", &["工号"])];
    let _ = headed(bytes, &columns);
    let Ok(sheets) = sheets(bytes) else { return };
    let cells = sheets.iter().flat_map(|sheet| &sheet.rows).map(|row| row.cells.len()).sum::<usize>();
    assert!(cells <= CELLS && sheets.len() <= SHEETS);
    for row in sheets.iter().flat_map(|sheet| &sheet.rows) {
        assert!(row.number >= 1 && row.number <= u64::from(ROWS) && row.cells.len() <= COLUMNS as usize);
        assert!(!row.cells.iter().any(|cell| cell.contains('\0')));
    }
}

const NAMES: &[&str] = &["人员姓名"];

proptest! {
    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        within_bounds(&bytes);
    }

    #[test]
    fn any_text(text in "[姓名考勤号李敏,;|\t\"' \r\n\0\u{feff}0-9:/-]{0,300}") {
        within_bounds(text.as_bytes());
        within_bounds(&encoding_rs::GB18030.encode(&text).0);
        within_bounds(&text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>());
    }

    /// Each line of a plain table comes back with its own number.
    #[test]
    fn lines_keep_their_numbers(names in prop::collection::vec("[一-龥]{0,3}", 1..30)) {
        let text = format!("姓名,考勤号\n{}", names.iter().map(|name| format!("{name},\n")).collect::<String>());
        let table = headed(text.as_bytes(), &[Column::new("姓名", NAMES).needed(1)]).unwrap();
        let read = table.rows.iter().map(|row| (row.number, row.cells[0].clone())).collect::<Vec<_>>();
        let told = (2..).zip(names).filter(|(_, name)| !name.is_empty()).collect::<Vec<_>>();
        prop_assert_eq!(read, told);
    }

    /// A workbook with some bytes changed, or cut off.
    #[test]
    fn a_damaged_workbook(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..6), keep in any::<prop::sample::Index>(), whole in any::<bool>()) {
        let mut bytes = BOOK.clone();
        for (place, byte) in changes {
            let place = place.index(bytes.len());
            bytes[place] = byte;
        }
        if !whole {
            bytes.truncate(keep.index(bytes.len()));
        }
        within_bounds(&bytes);
    }

    /// Records of the former kind of workbook, in a container that holds together and in one that does not.
    #[test]
    fn any_records(stream in records(), change in any::<prop::sample::Index>(), byte in any::<u8>()) {
        let mut file = contained(&stream);
        within_bounds(&file);
        let place = change.index(file.len());
        file[place] = byte;
        within_bounds(&file);
    }
}

use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use time::macros::datetime;

use super::*;

const HEADINGS: [Heading<'_>; 3] = [
    Heading {
        title: "名称",
        width: 20.0,
    },
    Heading {
        title: "数",
        width: 10.0,
    },
    Heading {
        title: "时间",
        width: 20.0,
    },
];

const DANGEROUS: [&str; 18] = [
    "=1+1",
    "+86",
    "-1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "＝1＋1",
    "=HYPERLINK(\"http://a.cn\",\"x\")",
    "=cmd|' /C calc'!A0",
    "http://a.cn/",
    "_x0041_",
    "报_x00e9__x4E2D_社",
    "_x_x005F_x0041_",
    "_x004_ _x004g_ _x0041",
    "_x字母_",
    " 前后 ",
    "<b>&amp;\"'",
    "]]>\n",
];

fn written(rows: &[Vec<Cell<'_>>], per_sheet: u32) -> Xlsx<Cursor<Vec<u8>>> {
    let announced = u64::try_from(rows.len()).unwrap();
    let bytes = file(rows, announced, &HEADINGS, per_sheet);
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn file(
    rows: &[Vec<Cell<'_>>],
    announced: u64,
    headings: &[Heading<'_>],
    per_sheet: u32,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = SheetWriter::new(&mut bytes, "账号", headings, announced, per_sheet).unwrap();
    for row in rows {
        writer.row(row.iter().copied()).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

fn texts(texts: &[&str]) -> Vec<String> {
    let rows: Vec<_> = texts.iter().map(|text| vec![Cell::Text(text)]).collect();
    let sheet = written(&rows, ROWS_PER_SHEET)
        .worksheet_range("账号")
        .unwrap();
    let cell = |row: u32| match sheet.get_value((row, 0)) {
        Some(Data::String(text)) => text.clone(),
        other => panic!("not a text: {other:?}"),
    };
    (1..).take(texts.len()).map(cell).collect()
}

#[test]
fn texts_stay_texts_whatever_they_look_like() {
    let kept = texts(&DANGEROUS);
    for (text, kept) in DANGEROUS.iter().zip(kept) {
        assert_eq!(kept, text.replace('\r', ""));
    }
    let rows: Vec<_> = DANGEROUS.iter().map(|t| vec![Cell::Text(t)]).collect();
    let formulas = written(&rows, ROWS_PER_SHEET)
        .worksheet_formula("账号")
        .unwrap();
    assert!(formulas.used_cells().all(|(_, _, f)| f.is_empty()));
}

#[test]
fn characters_that_no_file_can_hold_are_left_out_and_long_texts_are_cut() {
    let mut odd: String = ('\u{0}'..'\u{20}').collect();
    odd.push_str("好\u{FFFE}\u{FFFF}\u{1F600}");
    let long = "\u{1F600}".repeat(20_000);
    let kept = texts(&[&odd, &long]);
    assert_eq!(kept[0], "\t\n好\u{1F600}");
    assert_eq!(kept[1].chars().count(), 16_383);
}

#[test]
fn numbers_and_moments_are_what_they_are() {
    let at = datetime!(2026-11-23 16:00:01.999 UTC);
    let rows = [vec![Cell::Empty, Cell::Number(42), Cell::Moment(at)]];
    let sheet = written(&rows, ROWS_PER_SHEET)
        .worksheet_range("账号")
        .unwrap();
    assert_eq!(sheet.get_value((1, 0)), Some(&Data::Empty));
    assert_eq!(sheet.get_value((1, 1)), Some(&Data::Float(42.0)));
    let Some(Data::DateTime(moment)) = sheet.get_value((1, 2)) else {
        panic!("no moment: {sheet:?}");
    };
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    assert_eq!((year, month, day), (2026, 11, 24));
    assert_eq!((hour, minute, second), (0, 0, 1));
}

#[test]
fn a_full_sheet_is_followed_by_another() {
    let names: Vec<String> = (0..7).map(|n| format!("第{n}行")).collect();
    let rows: Vec<_> = names.iter().map(|name| vec![Cell::Text(name)]).collect();
    let mut book = written(&rows, 4);
    assert_eq!(book.sheet_names(), ["账号", "账号 (2)", "账号 (3)"]);
    let mut found = Vec::new();
    for name in book.sheet_names() {
        let sheet = book.worksheet_range(&name).unwrap();
        assert!(sheet.height() <= 4);
        assert_eq!(sheet.get_value((0, 1)).unwrap().to_string(), "数");
        found.extend(sheet.rows().skip(1).map(|row| row[0].to_string()));
    }
    assert_eq!(found, names);
    // What fits exactly needs no other.
    assert_eq!(written(&rows[..3], 4).sheet_names().len(), 1);
}

#[test]
fn a_file_keeps_its_form_when_fewer_rows_come_than_were_announced() {
    let rows = [vec![Cell::Text("一")], vec![Cell::Text("二")]];
    let bytes = file(&rows, 4, &HEADINGS[..1], 3);
    let mut book = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(book.sheet_names(), ["账号", "账号 (2)"]);
    let heights = [3, 1];
    for (name, height) in book.sheet_names().iter().zip(heights) {
        let sheet = book.worksheet_range(name).unwrap();
        assert_eq!((sheet.height(), sheet.width()), (height, 1));
    }
    let empty = file(&[], 0, &HEADINGS, ROWS_PER_SHEET);
    let mut book = Xlsx::new(Cursor::new(empty)).unwrap();
    assert_eq!(book.worksheet_range("账号").unwrap().height(), 1);
}

#[test]
fn a_sheet_says_how_far_it_reaches_before_its_rows() {
    let rows: Vec<_> = (0..5).map(|n| vec![Cell::Number(n)]).collect();
    let bytes = file(&rows, 5, &HEADINGS, 4);
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    for (number, extent) in [(1, "A1:C4"), (2, "A1:C3")] {
        let name = format!("xl/worksheets/sheet{number}.xml");
        let xml = std::io::read_to_string(archive.by_name(&name).unwrap()).unwrap();
        let (head, rows) = xml.split_once("<sheetData>").unwrap();
        assert!(
            head.contains(&format!("<dimension ref=\"{extent}\"/>")),
            "{head}"
        );
        assert!(
            rows.contains(&format!("<autoFilter ref=\"{extent}\"/>")),
            "{rows}"
        );
    }
}

#[test]
fn more_rows_than_were_announced_are_refused() {
    let mut writer = SheetWriter::new(Vec::new(), "账号", &HEADINGS, 1, ROWS_PER_SHEET).unwrap();
    writer.row([Cell::Number(1)]).unwrap();
    let error = writer.row([Cell::Number(2)]).unwrap_err();
    assert!(matches!(error, WriteError::TooManyRows));
}

#[test]
fn a_file_that_broke_off_does_not_open() {
    let mut bytes = Vec::new();
    let mut writer = SheetWriter::new(&mut bytes, "账号", &HEADINGS, 2, ROWS_PER_SHEET).unwrap();
    writer.row([Cell::Number(1)]).unwrap();
    drop(writer);
    assert!(!bytes.is_empty());
    assert!(zip::ZipArchive::new(Cursor::new(bytes)).is_err());
}

#[test]
fn commas_quotes_and_formulas_do_no_harm_in_a_text_file() {
    let mut bytes = Vec::new();
    let mut writer = CsvWriter::new(&mut bytes, &HEADINGS).unwrap();
    let at = datetime!(2026-11-23 16:00:01 UTC);
    writer
        .row([Cell::Text("a,\"b\"\nc"), Cell::Number(-3), Cell::Moment(at)])
        .unwrap();
    for text in DANGEROUS {
        writer
            .row([Cell::Text(text), Cell::Empty, Cell::Empty])
            .unwrap();
    }
    writer.flush().unwrap();
    drop(writer);
    let text = String::from_utf8(bytes).unwrap();
    assert!(
        text.starts_with("\u{FEFF}名称,数,时间\r\n\"a,\"\"b\"\"\nc\",-3,2026-11-24 00:00:01\r\n")
    );
    let text = text.trim_start_matches('\u{FEFF}');
    let mut reader = ::csv::Reader::from_reader(text.as_bytes());
    let read: Vec<String> = reader
        .records()
        .skip(1)
        .map(|record| record.unwrap()[0].to_owned())
        .collect();
    for (text, read) in DANGEROUS.iter().zip(read) {
        let expected = text.replace('\r', "");
        let quoted = cell::looks_like_formula(text);
        assert_eq!(
            read,
            if quoted {
                format!("'{expected}")
            } else {
                expected
            }
        );
    }
}

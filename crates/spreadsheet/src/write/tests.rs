use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use time::macros::datetime;

use super::skeleton::{SheetSkeleton, WorkbookSkeleton};
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

fn write_and_open(rows: &[Vec<Cell<'_>>], per_sheet: u32) -> Xlsx<Cursor<Vec<u8>>> {
    let announced = u64::try_from(rows.len()).unwrap();
    let bytes = write_file(rows, announced, &HEADINGS, per_sheet);
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

fn write_file(
    rows: &[Vec<Cell<'_>>],
    announced: u64,
    headings: &[Heading<'_>],
    per_sheet: u32,
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut writer = XlsxWriter::new(&mut bytes, "账号", headings, announced, per_sheet).unwrap();
    for row in rows {
        writer.write_row(row.iter().copied()).unwrap();
    }
    writer.finish().unwrap();
    bytes
}

fn texts(texts: &[&str]) -> Vec<String> {
    let rows: Vec<_> = texts.iter().map(|text| vec![Cell::Text(text)]).collect();
    let sheet = write_and_open(&rows, ROWS_PER_SHEET)
        .worksheet_range("账号")
        .unwrap();
    let cell = |row: u32| match sheet.get_value((row, 0)) {
        Some(Data::String(text)) => text.clone(),
        other => panic!("not a text: {other:?}"),
    };
    (1..).take(texts.len()).map(cell).collect()
}

#[test]
fn texts_stay_texts_even_if_they_look_like_formulas() {
    let kept = texts(&DANGEROUS);
    for (text, kept) in DANGEROUS.iter().zip(kept) {
        assert_eq!(kept, text.replace('\r', ""));
    }
    let rows: Vec<_> = DANGEROUS.iter().map(|t| vec![Cell::Text(t)]).collect();
    let formulas = write_and_open(&rows, ROWS_PER_SHEET)
        .worksheet_formula("账号")
        .unwrap();
    assert!(formulas.used_cells().all(|(_, _, f)| f.is_empty()));
}

#[test]
fn characters_that_xml_does_not_allow_are_removed_and_long_texts_are_cut() {
    let mut control: String = ('\u{0}'..'\u{20}').collect();
    control.push_str("好\u{FFFE}\u{FFFF}\u{1F600}");
    let long = "\u{1F600}".repeat(20_000);
    let kept = texts(&[&control, &long]);
    assert_eq!(kept[0], "\t\n好\u{1F600}");
    assert_eq!(kept[1].chars().count(), 16_383);
}

#[test]
fn numbers_and_times_keep_their_values() {
    let at = datetime!(2026-11-23 16:00:01.999 UTC);
    let rows = [vec![Cell::Empty, Cell::Number(42), Cell::DateTime(at)]];
    let sheet = write_and_open(&rows, ROWS_PER_SHEET)
        .worksheet_range("账号")
        .unwrap();
    assert_eq!(sheet.get_value((1, 0)), Some(&Data::Empty));
    assert_eq!(sheet.get_value((1, 1)), Some(&Data::Float(42.0)));
    let Some(Data::DateTime(time)) = sheet.get_value((1, 2)) else {
        panic!("no time: {sheet:?}");
    };
    let (year, month, day, hour, minute, second, _) = time.to_ymd_hms_milli();
    assert_eq!((year, month, day), (2026, 11, 24));
    assert_eq!((hour, minute, second), (0, 0, 1));
}

#[test]
fn a_full_sheet_is_followed_by_another() {
    let names: Vec<String> = (0..7).map(|n| format!("第{n}行")).collect();
    let rows: Vec<_> = names.iter().map(|name| vec![Cell::Text(name)]).collect();
    let mut workbook = write_and_open(&rows, 4);
    assert_eq!(workbook.sheet_names(), ["账号", "账号 (2)", "账号 (3)"]);
    let mut found = Vec::new();
    for name in workbook.sheet_names() {
        let sheet = workbook.worksheet_range(&name).unwrap();
        assert!(sheet.height() <= 4);
        assert_eq!(sheet.get_value((0, 1)).unwrap().to_string(), "数");
        found.extend(sheet.rows().skip(1).map(|row| row[0].to_string()));
    }
    assert_eq!(found, names);
    // Rows that fill a sheet exactly need no other one.
    assert_eq!(write_and_open(&rows[..3], 4).sheet_names().len(), 1);
}

#[test]
fn a_file_with_fewer_rows_than_announced_is_valid() {
    let rows = [vec![Cell::Text("一")], vec![Cell::Text("二")]];
    let bytes = write_file(&rows, 4, &HEADINGS[..1], 3);
    let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
    assert_eq!(workbook.sheet_names(), ["账号", "账号 (2)"]);
    let heights = [3, 1];
    for (name, height) in workbook.sheet_names().iter().zip(heights) {
        let sheet = workbook.worksheet_range(name).unwrap();
        assert_eq!((sheet.height(), sheet.width()), (height, 1));
    }
    let empty = write_file(&[], 0, &HEADINGS, ROWS_PER_SHEET);
    let mut workbook = Xlsx::new(Cursor::new(empty)).unwrap();
    assert_eq!(workbook.worksheet_range("账号").unwrap().height(), 1);
}

#[test]
fn a_sheet_declares_its_dimension_before_its_rows() {
    let rows: Vec<_> = (0..5).map(|n| vec![Cell::Number(n)]).collect();
    let bytes = write_file(&rows, 5, &HEADINGS, 4);
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
fn more_rows_than_announced_are_an_error() {
    let mut writer = XlsxWriter::new(Vec::new(), "账号", &HEADINGS, 1, ROWS_PER_SHEET).unwrap();
    writer.write_row([Cell::Number(1)]).unwrap();
    let error = writer.write_row([Cell::Number(2)]).unwrap_err();
    assert!(matches!(error, WriteError::TooManyRows));
}

#[test]
fn an_incomplete_file_does_not_open() {
    let mut bytes = Vec::new();
    let mut writer = XlsxWriter::new(&mut bytes, "账号", &HEADINGS, 2, ROWS_PER_SHEET).unwrap();
    writer.write_row([Cell::Number(1)]).unwrap();
    drop(writer);
    assert!(!bytes.is_empty());
    assert!(zip::ZipArchive::new(Cursor::new(bytes)).is_err());
}

#[test]
fn commas_quotes_and_formulas_are_escaped_in_csv() {
    let mut bytes = Vec::new();
    let mut writer = CsvWriter::new(&mut bytes, &HEADINGS).unwrap();
    let at = datetime!(2026-11-23 16:00:01 UTC);
    writer
        .write_row([
            Cell::Text("a,\"b\"\nc"),
            Cell::Number(-3),
            Cell::DateTime(at),
        ])
        .unwrap();
    for text in DANGEROUS {
        writer
            .write_row([Cell::Text(text), Cell::Empty, Cell::Empty])
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

#[test]
fn rust_xlsxwriter_writes_the_xml_that_the_row_writer_expects() {
    const CHANGED: &str = "rust_xlsxwriter writes other XML than write/skeleton.rs expects: \
        adapt the skeleton before the pinned version is changed";
    let skeleton = WorkbookSkeleton::new("账号", &HEADINGS, &[3])
        .unwrap_or_else(|error| panic!("{CHANGED}: {error}"));
    let [sheet] = &skeleton.sheets[..] else {
        panic!("{CHANGED}: not one sheet");
    };
    let (head, tail) = (&sheet.head, &sheet.tail);
    let (before, titles) = head.split_once("<sheetData>").expect(CHANGED);
    assert!(
        before.ends_with("</cols>") && before.contains("<dimension ref=\"A1:C4\"/>"),
        "{CHANGED}: {before}"
    );
    assert!(
        titles.starts_with("<row r=\"1\"") && titles.ends_with("</c></row>"),
        "{CHANGED}: {titles}"
    );
    assert_eq!(titles.matches("<row").count(), 1, "{CHANGED}: {titles}");
    assert!(
        tail.starts_with("</sheetData><autoFilter ref=\"A1:C4\"/>")
            && tail.ends_with("</worksheet>"),
        "{CHANGED}: {tail}"
    );
    let formats = skeleton.formats;
    assert!(
        formats.date_time > 0 && formats.quoted_text > formats.date_time,
        "{CHANGED}: {formats:?}"
    );
}

#[test]
fn xml_without_an_expected_mark_is_an_error_that_names_it() {
    let xml = "<dimension ref=\"A1\"/><sheetData><row r=\"2\"/></sheetData>";
    for mark in ["<dimension ref=\"", "<row r=\"2\"", "</sheetData>"] {
        let changed = xml.replace(mark, "<changed ");
        let error = SheetSkeleton::split("sheet1".into(), &changed, 1, 1).err();
        let message = error.expect(mark).to_string();
        assert_eq!(message, format!("the workbook skeleton has no {mark}"));
    }
}

//! Builder of .xls workbooks from single records, so that each record can be invalid.

use std::io::{Cursor, Write};

pub(crate) fn record(record_type: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&record_type.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// Builds a compound file with one stream.
pub(crate) fn compound_file(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(format!("/{name}"))
        .unwrap()
        .write_all(stream)
        .unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// Builds the SST record and its CONTINUE records of at most `max_bytes` bytes.
pub(crate) fn shared_string_records(strings: &[&str], max_bytes: usize) -> Vec<u8> {
    let count = u32::try_from(strings.len()).unwrap().to_le_bytes();
    let mut records: Vec<Vec<u8>> = vec![[count, count].concat()];
    for string in strings {
        let units: Vec<u16> = string.encode_utf16().collect();
        let mut header = u16::try_from(units.len()).unwrap().to_le_bytes().to_vec();
        header.push(1);
        if records[records.len() - 1].len() + 3 > max_bytes {
            records.push(Vec::new());
        }
        let last = records.len() - 1;
        records[last].extend(header);
        for unit in units {
            let mut last = records.len() - 1;
            if records[last].len() + 2 > max_bytes {
                records.push(vec![1]);
                last += 1;
            }
            records[last].extend(unit.to_le_bytes());
        }
    }
    let mut out = record(0x00FC, &records[0]);
    for continued in &records[1..] {
        out.extend(record(0x003C, continued));
    }
    out
}

/// Builds a cell with the shared string of this index.
pub(crate) fn string_cell(row: u16, column: u16, string: u32) -> Vec<u8> {
    let mut data = [row, column, 0].map(u16::to_le_bytes).concat();
    data.extend(string.to_le_bytes());
    record(0x00FD, &data)
}

pub(crate) fn number_cell(row: u16, column: u16, value: f64) -> Vec<u8> {
    let mut data = [row, column, 0].map(u16::to_le_bytes).concat();
    data.extend(value.to_le_bytes());
    record(0x0203, &data)
}

/// Builds a workbook of one sheet from the records of the workbook and those of the sheet.
pub(crate) fn workbook(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let bof = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let mut bound_sheet = vec![0; 6];
    bound_sheet.extend([2, 0, b'A', b'B']);
    let offset = bof(5).len() + bound_sheet.len() + 4 + globals.len() + 4;
    bound_sheet[..4].copy_from_slice(&u32::try_from(offset).unwrap().to_le_bytes());
    let stream = [
        bof(5),
        record(0x0085, &bound_sheet),
        globals.to_vec(),
        record(0x000A, &[]),
        bof(0x10),
        sheet.to_vec(),
        record(0x000A, &[]),
    ]
    .concat();
    compound_file("Workbook", &stream)
}

/// Returns the shared strings of the titles and a valid row, and the cells of both in rows 0 and 1.
pub(crate) fn good_strings_and_cells() -> (Vec<&'static str>, Vec<u8>) {
    let strings = vec![
        "账号名称",
        "开设主体",
        "账号类型",
        "是否代表政府",
        "链接",
        "甲",
        "乙局",
        "新浪微博",
        "否",
        "https://weibo.com/u/1",
    ];
    let mut cells = Vec::new();
    for column in 0..5 {
        cells.extend(string_cell(0, column, column.into()));
    }
    for column in 0..5 {
        cells.extend(string_cell(1, column, u32::from(column) + 5));
    }
    (strings, cells)
}

//! Old workbooks put together by hand, so that anything can be wrong with them.

use std::io::{Cursor, Write};

/// A record.
pub(crate) fn record(kind: u16, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), data].concat()
}

/// A compound file with a stream of this name.
pub(crate) fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(format!("/{name}"))
        .unwrap()
        .write_all(stream)
        .unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

/// The shared strings, in records of at most `piece` bytes.
pub(crate) fn shared(strings: &[&str], piece: usize) -> Vec<u8> {
    let count = u32::try_from(strings.len()).unwrap().to_le_bytes();
    let mut records: Vec<Vec<u8>> = vec![[count, count].concat()];
    for string in strings {
        let units: Vec<u16> = string.encode_utf16().collect();
        let mut head = u16::try_from(units.len()).unwrap().to_le_bytes().to_vec();
        head.push(1);
        if records[records.len() - 1].len() + 3 > piece {
            records.push(Vec::new());
        }
        let last = records.len() - 1;
        records[last].extend(head);
        for unit in units {
            let mut last = records.len() - 1;
            if records[last].len() + 2 > piece {
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

/// A cell of a shared string.
pub(crate) fn text(row: u16, column: u16, string: u32) -> Vec<u8> {
    let mut data = [row, column, 0].map(u16::to_le_bytes).concat();
    data.extend(string.to_le_bytes());
    record(0x00FD, &data)
}

/// A cell of a number.
pub(crate) fn number(row: u16, column: u16, value: f64) -> Vec<u8> {
    let mut data = [row, column, 0].map(u16::to_le_bytes).concat();
    data.extend(value.to_le_bytes());
    record(0x0203, &data)
}

/// A workbook of one sheet: records of the workbook, records of the sheet.
pub(crate) fn workbook(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let begin = |kind: u8| record(0x0809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let mut bound = vec![0; 6];
    bound.extend([2, 0, b'A', b'B']);
    let length = begin(5).len() + bound.len() + 4 + globals.len() + 4;
    bound[..4].copy_from_slice(&u32::try_from(length).unwrap().to_le_bytes());
    let stream = [
        begin(5),
        record(0x0085, &bound),
        globals.to_vec(),
        record(0x000A, &[]),
        begin(0x10),
        sheet.to_vec(),
        record(0x000A, &[]),
    ]
    .concat();
    compound("Workbook", &stream)
}

/// The titles and a good row, as shared strings from 0 and cells of rows 0 and 1.
pub(crate) fn good() -> (Vec<&'static str>, Vec<u8>) {
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
        cells.extend(text(0, column, column.into()));
    }
    for column in 0..5 {
        cells.extend(text(1, column, u32::from(column) + 5));
    }
    (strings, cells)
}

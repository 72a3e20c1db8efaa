use encoding_rs::{GB18030, UTF_16LE};
use nmrs_domain::import::ImportColumn;

use super::support::{cell_text, read, read_error, row_numbers};

const CSV: &str =
    "账号名称,开设主体,账号类型,是否代表政府,链接\n甲,乙局,新浪微博,否,https://weibo.com/u/1\n";

#[test]
fn csv_is_read_in_every_encoding_that_programs_write() {
    let (gb, _, _) = GB18030.encode(CSV);
    let utf16: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain(
            CSV.replace(',', "\t")
                .encode_utf16()
                .flat_map(u16::to_le_bytes),
        )
        .collect();
    assert_eq!(UTF_16LE.decode(&utf16).0.len(), CSV.len());
    for bytes in [
        CSV.as_bytes().to_vec(),
        format!("\u{FEFF}{CSV}").into_bytes(),
        gb.into_owned(),
        utf16,
        CSV.replace(',', ";").into_bytes(),
        CSV.replace('\n', "\r\n").into_bytes(),
        format!("sep=,\n{CSV}").into_bytes(),
    ] {
        let file = read(&bytes);
        assert_eq!(file.rows.len(), 1, "{bytes:?}");
        assert_eq!(file.rows[0].cells[..2], ["甲", "乙局"]);
    }
}

#[test]
fn rows_have_the_numbers_of_the_sheet_despite_empty_lines_and_line_breaks() {
    let text = format!("{CSV}\n\"乙\n二\",局,抖音,否,x\n,,,,\n\n丙,局,抖音,否,x");
    let file = read(text.as_bytes());
    assert_eq!(row_numbers(&file), [2, 4, 7]);
    assert_eq!(cell_text(&file, 4, ImportColumn::Name), "乙二");
    assert_eq!(
        row_numbers(&read(format!("{text}\n").as_bytes())),
        [2, 4, 7]
    );
}

#[test]
fn bytes_in_an_unknown_encoding_are_refused() {
    let mut bytes = CSV.as_bytes().to_vec();
    bytes.push(0xFF);
    assert_eq!(
        read_error(&bytes).to_string(),
        "不能识别文件的文字编码。请用 Excel 或 WPS 打开它，另存为 .xlsx 后再导入。"
    );
}

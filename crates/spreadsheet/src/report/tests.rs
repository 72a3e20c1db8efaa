use calamine::{Data, Reader as _, Xlsx};

use super::*;
use crate::layout::LayoutColumn;
use crate::read_import;

fn layout() -> Layout {
    let titles: Vec<_> = ImportColumn::ALL.into_iter().map(Some).collect();
    let columns = [vec![None], titles].concat();
    Layout {
        sheet: "账号".into(),
        header_row: 3,
        columns: columns
            .into_iter()
            .zip(1..)
            .map(|(column, index)| LayoutColumn {
                index,
                title: column.map_or("备注".into(), |column: ImportColumn| {
                    format!("{}*", column.title(nmrs_domain::actor::Branch::Local))
                }),
                column,
            })
            .collect(),
    }
}

fn row(number: u32, name: &str, remarks: Vec<ReportRemark>) -> ReportRow {
    let mut cells = vec![String::new(); 16];
    cells[0] = "=1+1".into();
    cells[1] = name.into();
    cells[14] = "013800001111".into();
    ReportRow {
        number,
        cells,
        remarks,
        note: None,
    }
}

fn remark(column: ImportColumn, text: &str, is_error: bool) -> ReportRemark {
    ReportRemark {
        column,
        text: text.into(),
        is_error,
    }
}

fn report() -> Vec<u8> {
    let rows = vec![
        row(4, "甲", Vec::new()),
        row(
            9,
            "乙",
            vec![
                remark(ImportColumn::Kind, "本单位另有账号", false),
                remark(ImportColumn::Owner, "请填写开设主体", true),
            ],
        ),
        ReportRow {
            note: Some("已跳过".into()),
            ..row(10, "", Vec::new())
        },
    ];
    write_report(&layout(), "共 1 处错误", rows.into_iter()).unwrap()
}

#[test]
fn every_cell_keeps_its_position_and_is_text() {
    let mut workbook: Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(report())).unwrap();
    assert_eq!(workbook.sheet_names(), ["账号"]);
    let range = workbook.worksheet_range("账号").unwrap();
    let cell = |row, column| match range.get_value((row, column)) {
        Some(Data::String(text)) => text.clone(),
        None | Some(Data::Empty) => String::new(),
        other => panic!("{other:?}"),
    };
    assert_eq!(cell(0, 0), "共 1 处错误");
    assert_eq!(
        [cell(2, 1), cell(2, 2), cell(2, 17)],
        ["备注", "账号名称*", REMARKS_TITLE]
    );
    assert_eq!([cell(3, 1), cell(3, 2), cell(3, 17)], ["=1+1", "甲", ""]);
    assert_eq!(cell(8, 2), "乙");
    assert_eq!(cell(8, 15), "013800001111");
    assert_eq!(
        cell(8, 17),
        "【开设主体】请填写开设主体\n提醒：【账号类型】本单位另有账号"
    );
    assert_eq!(cell(9, 17), "已跳过");
    assert_eq!(cell(5, 2), "");
}

#[test]
fn a_report_can_be_uploaded_again() {
    let file = read_import("report.xlsx", &report()).unwrap();
    assert_eq!(file.layout.header_row, 3);
    let numbers: Vec<_> = file.rows.iter().map(|row| row.number).collect();
    assert_eq!(numbers, [4, 9, 10]);
    let ignored = file.layout.columns.iter().filter(|c| c.column.is_none());
    let ignored: Vec<_> = ignored.map(|column| column.title.as_str()).collect();
    assert_eq!(ignored, ["备注", REMARKS_TITLE]);
}

#[test]
fn a_sheet_with_titles_in_its_first_row_has_no_summary() {
    let layout = Layout {
        header_row: 1,
        sheet: "a/b:c[1]".into(),
        ..layout()
    };
    let bytes = write_report(&layout, "头", std::iter::once(row(2, "甲", Vec::new()))).unwrap();
    let mut workbook: Xlsx<_> =
        calamine::open_workbook_from_rs(std::io::Cursor::new(bytes)).unwrap();
    assert_eq!(workbook.sheet_names(), ["导入检查"]);
    let range = workbook.worksheet_range("导入检查").unwrap();
    assert_eq!(range.get_value((0, 1)), Some(&Data::String("备注".into())));
    assert_eq!(range.get_value((0, 0)), None);
}

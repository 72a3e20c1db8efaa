//! Links with a separate fragment, and links over several cells.

use nmrs_domain::import::ImportColumn;

use super::support::xls::{good_strings_and_cells, record, shared_string_records, workbook};
use super::support::xlsx::{archive, row_xml, title_row, workbook_parts};
use super::support::{cell_text, read};

/// Targets of the relationships `rId1` and so on.
const TARGETS: [&str; 3] = [
    "https://app.example.gov.cn/h5/",
    "https://mp.weixin.qq.com/s?__biz=MzA4MDE2MzcxMw==&amp;mid=1",
    "https://weibo.com/u/9",
];

/// Builds a workbook of titles, rows and links.
fn workbook_with_links(rows: &[String], links: &str) -> Vec<u8> {
    let rows = rows.concat();
    let titles = title_row();
    let xml = format!(
        "<worksheet><sheetData>{titles}{rows}</sheetData><hyperlinks>{links}</hyperlinks></worksheet>"
    );
    let relationships: String = (1..)
        .zip(TARGETS)
        .map(|(id, target)| {
            format!(r#"<Relationship Id="rId{id}" Type="x/hyperlink" Target="{target}"/>"#)
        })
        .collect();
    let mut all = workbook_parts(&[&xml]);
    all.push((
        "xl/worksheets/_rels/sheet1.xml.rels".to_owned(),
        format!("<Relationships>{relationships}</Relationships>"),
    ));
    archive(&all)
}

/// Writes a row with `text` in the link column.
fn row_with_link_text(number: u32, text: &str) -> String {
    row_xml(number, &["甲", "乙局", "APP", "否", text])
}

#[test]
fn the_separate_fragment_of_a_link_is_appended_to_its_target() {
    let links = r##"<hyperlink ref="E2" r:id="rId1" location="/pages/detail?id=5&amp;a=1"/>
        <hyperlink ref="E3" r:id="rId1" location="#/pages/detail?id=6"/>
        <hyperlink ref="E4" r:id="rId1" location=""/>
        <hyperlink ref="E5" r:id="rId2" location="rd"/>
        <hyperlink ref="E6" r:id="rId2" location="wechat_redirect"/>
        <hyperlink ref="E7" r:id="rId2" location="other"/>
        <hyperlink ref="E8" location="'表2'!A1"/>
        <hyperlink ref="E9" r:id="rId1"/>"##;
    let article = TARGETS[1];
    let rows = [
        row_with_link_text(2, "点击打开"),
        row_with_link_text(3, "点击打开"),
        row_with_link_text(4, "点击打开"),
        row_with_link_text(5, &format!("{article}#rd")),
        row_with_link_text(6, &format!("{article}#wechat_redirect")),
        row_with_link_text(7, &format!("{article}#rd")),
        row_with_link_text(8, "点击打开"),
        row_with_link_text(9, "https://app.example.gov.cn/h5/#"),
    ];
    let file = read(&workbook_with_links(&rows, links));
    for (row, url) in [
        (2, "https://app.example.gov.cn/h5/#/pages/detail?id=5&a=1"),
        (3, "https://app.example.gov.cn/h5/#/pages/detail?id=6"),
        (4, "https://app.example.gov.cn/h5/"),
        (8, "点击打开"),
    ] {
        assert_eq!(cell_text(&file, row, ImportColumn::Url), url);
    }
    assert_eq!(
        file.notices[1..],
        [
            "第 2、3、4 行的链接显示的是文字，已改为读取它指向的网址，请核对。",
            "第 7 行的链接显示的网址与它指向的不同，读取的是显示的网址，请核对。",
        ]
    );
}

#[test]
fn a_link_over_several_cells_counts_for_each_row_with_text() {
    let rows = [
        row_with_link_text(2, "点击"),
        row_with_link_text(3, "点击"),
        row_with_link_text(4, ""),
        row_with_link_text(5, "https://weibo.com/u/1"),
        row_with_link_text(7, "点击"),
        row_with_link_text(8, "点击"),
        row_with_link_text(9, ""),
    ];
    let links = r#"<hyperlink ref="D2:E7" r:id="rId3"/><hyperlink ref="E1:E1048576" r:id="rId1"/>
        <hyperlink ref="A1:D9" r:id="rId2"/>"#;
    let file = read(&workbook_with_links(&rows, links));
    let read: Vec<_> = [2, 3, 4, 5, 7, 8, 9]
        .map(|row| cell_text(&file, row, ImportColumn::Url))
        .into();
    assert_eq!(
        read,
        [
            TARGETS[2],
            TARGETS[2],
            "",
            "https://weibo.com/u/1",
            TARGETS[2],
            TARGETS[0],
            ""
        ]
    );
    assert_eq!(
        file.notices[1..],
        [
            "第 2、3、7、8 行的链接显示的是文字，已改为读取它指向的网址，请核对。",
            "第 5 行的链接显示的网址与它指向的不同，读取的是显示的网址，请核对。",
        ]
    );
}

#[test]
fn many_links_over_all_rows_cost_little_time_and_memory() {
    let rows: Vec<_> = (2..=10_001)
        .map(|number| row_with_link_text(number, "点击"))
        .collect();
    let links = r#"<hyperlink ref="E1:E20000" r:id="rId1"/>"#.repeat(30_000);
    let file = read(&workbook_with_links(&rows, &links));
    assert_eq!(cell_text(&file, 10_001, ImportColumn::Url), TARGETS[0]);
    let long = "长".repeat(2_000);
    let links = format!(r#"<hyperlink ref="E1:E20000" r:id="rId1" location="{long}"/>"#);
    assert_eq!(
        super::support::read_error(&workbook_with_links(&rows, &links)),
        nmrs_spreadsheet::ReadError::TooMuchText
    );
}

#[test]
fn the_fragment_of_a_link_in_an_xls_workbook_is_appended() {
    let wide = |text: &str| -> Vec<u8> {
        let units = text.encode_utf16().chain([0]);
        units.flat_map(u16::to_le_bytes).collect()
    };
    let (target, location) = (wide("https://app.example.gov.cn/h5/"), wide("/detail?id=5"));
    let mut data = [1_u16, 1, 4, 4].map(u16::to_le_bytes).concat();
    data.extend([0; 16]);
    data.extend(2_u32.to_le_bytes());
    data.extend(0x00B_u32.to_le_bytes());
    data.extend([
        0xE0, 0xC9, 0xEA, 0x79, 0xF9, 0xBA, 0xCE, 0x11, 0x8C, 0x82, 0x00, 0xAA, 0x00, 0x4B, 0xA9,
        0x0B,
    ]);
    data.extend(u32::try_from(target.len()).unwrap().to_le_bytes());
    data.extend(&target);
    data.extend(u32::try_from(location.len() / 2).unwrap().to_le_bytes());
    data.extend(&location);
    let (mut strings, mut cells) = good_strings_and_cells();
    strings[9] = "点击";
    cells.extend(record(0x01B8, &data));
    let file = read(&workbook(&shared_string_records(&strings, 8_000), &cells));
    assert_eq!(
        cell_text(&file, 2, ImportColumn::Url),
        "https://app.example.gov.cn/h5/#/detail?id=5"
    );
}

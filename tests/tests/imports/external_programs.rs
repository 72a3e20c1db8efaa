//! Imports of files written by Python libraries and LibreOffice.

use std::path::{Path, PathBuf};

use nmrs_tests::data::external_programs::{convert_with_libreoffice, run_python};
use nmrs_tests::data::import_files::upload;
use nmrs_tests::{ApiClient, TestApp, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(
    sheets_of_external_programs_are_imported,
    templates_filled_by_external_programs_are_imported,
);

/// Titles in another order, with an unknown column and without some optional ones.
const TITLES: [&str; 11] = [
    "账号类型",
    "账号名称",
    "开设主体",
    "备注",
    "是否代表政府",
    "信息发布",
    "办事服务",
    "互动交流",
    "链接",
    "联系人手机",
    "联系人座机",
];

/// Returns two rows as users type them, with a number instead of a text.
fn typed_rows() -> Value {
    json!([
        [
            "新浪微博",
            "上庄发布",
            "上庄镇人民政府",
            "内部一号",
            "是",
            "是",
            "否",
            "否",
            "https://weibo.com/u/5000000001",
            13_800_001_111_u64,
            "010-35001121"
        ],
        [
            "移动客户端",
            "上庄通 App",
            "上庄镇人民政府",
            "",
            "否",
            "是",
            "是",
            "是",
            "https://app.shangzhuang.gov.cn/download",
            13_900_002_222_u64,
            ""
        ],
    ])
}

fn expected_cells() -> Value {
    json!([
        {
            "kind": "新浪微博", "name": "上庄发布", "owner": "上庄镇人民政府",
            "represents_government": "是", "publish": "是", "service": "否", "interact": "否",
            "url": "https://weibo.com/u/5000000001",
            "contact_mobile": "13800001111", "contact_landline": "010-35001121",
        },
        {
            "kind": "移动客户端", "name": "上庄通 App", "owner": "上庄镇人民政府",
            "represents_government": "否", "publish": "是", "service": "是", "interact": "是",
            "url": "https://app.shangzhuang.gov.cn/download",
            "contact_mobile": "13900002222",
        },
    ])
}

async fn sheets_of_external_programs_are_imported(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let folder = tempfile::tempdir().unwrap();
    let input = json!({"titles": TITLES, "rows": typed_rows()}).to_string();
    let mut files: Vec<PathBuf> = Vec::new();
    for library in ["openpyxl", "xlsxwriter", "pandas"] {
        let file = folder.path().join(format!("{library}.xlsx"));
        run_python("make_sheet.py", &[Path::new(library), &file], &input).await;
        files.push(file);
    }
    for kind in ["xlsx", "xls", "csv"] {
        files.push(convert_with_libreoffice(&files[1].clone(), kind).await);
    }
    for file in files {
        let import = upload_valid(&unit, &file).await;
        assert_eq!(
            take_cells(&unit, &import).await,
            expected_cells(),
            "{}",
            file.display()
        );
        let notices = import["notices"].to_string();
        assert!(notices.contains("备注"), "{}: {notices}", file.display());
    }
}

async fn templates_filled_by_external_programs_are_imported(app: TestApp) {
    let unit = app.sign_in("110108M044").await;
    let folder = tempfile::tempdir().unwrap();
    for (branch, government) in [
        ("local", "是否代表省/市/县（区）人民政府"),
        ("ministry", "是否代表国务院部门"),
    ] {
        let template = folder.path().join(format!("{branch}.xlsx"));
        let path = format!("/accounts/import-template?branch={branch}");
        std::fs::write(&template, unit.get(&path).await.bytes).unwrap();
        let titles = TITLES.map(|title| match title {
            "是否代表政府" => government,
            "链接" => "文章链接/主页链接/下载链接",
            title => title,
        });
        let rows: Vec<Value> = typed_rows()
            .as_array()
            .unwrap()
            .iter()
            .map(|row| {
                let values = titles.iter().zip(row.as_array().unwrap());
                let known = values.filter(|(title, _)| **title != "备注");
                known
                    .map(|(title, value)| ((*title).to_owned(), value.clone()))
                    .collect()
            })
            .collect();
        let filled = folder.path().join(format!("{branch}-filled.xlsx"));
        run_python(
            "fill_template.py",
            &[&template, &filled],
            &json!(rows).to_string(),
        )
        .await;
        let saved = convert_with_libreoffice(&filled, "xlsx").await;
        for file in [&filled, &saved] {
            let import = upload_valid(&unit, file).await;
            assert_eq!(
                take_cells(&unit, &import).await,
                expected_cells(),
                "{}",
                file.display()
            );
        }
    }
}

/// Uploads a file with two rows; expects no errors.
async fn upload_valid(unit: &ApiClient, file: &Path) -> Value {
    let name = file.file_name().unwrap().to_str().unwrap();
    let bytes = std::fs::read(file).unwrap();
    let import = upload(unit, name, bytes).await.expect(201);
    assert_eq!(
        (&import["rows"], &import["errors"]),
        (&json!(2), &json!(0)),
        "{name}: {import}"
    );
    import
}

/// Returns the cells of the rows and deletes the import.
async fn take_cells(unit: &ApiClient, import: &Value) -> Value {
    let path = format!("/accounts/imports/{}", import["id"]);
    let page = unit.get(&format!("{path}/rows")).await.expect(200);
    unit.delete(&path).await.expect(204);
    let rows = page["items"].as_array().unwrap().iter();
    rows.map(|row| row["cells"].clone()).collect()
}

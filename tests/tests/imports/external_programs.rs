//! What other programs wrote is imported as it was meant.

use std::path::{Path, PathBuf};

use nmrs_tests::programs::{office, python};
use nmrs_tests::sheet::upload;
use nmrs_tests::{Api, World, on_both_databases};
use serde_json::{Value, json};

on_both_databases!(
    sheets_of_other_programs_are_imported,
    templates_filled_by_other_programs_are_imported,
);

/// Reordered, with a column of the unit's own, and without the optional ones that nobody needs.
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

/// Two accounts as people type them: a number where text is meant, a link.
fn typed() -> Value {
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

fn meant() -> Value {
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

async fn sheets_of_other_programs_are_imported(world: World) {
    let unit = world.sign_in("110108M044").await;
    let folder = tempfile::tempdir().unwrap();
    let input = json!({"titles": TITLES, "rows": typed()}).to_string();
    let mut files: Vec<PathBuf> = Vec::new();
    for library in ["openpyxl", "xlsxwriter", "pandas"] {
        let file = folder.path().join(format!("{library}.xlsx"));
        python("make_sheet.py", &[Path::new(library), &file], &input).await;
        files.push(file);
    }
    for kind in ["xlsx", "xls", "csv"] {
        files.push(office(&files[1].clone(), kind).await);
    }
    for file in files {
        let import = checked(&unit, &file).await;
        assert_eq!(cells(&unit, &import).await, meant(), "{}", file.display());
        let notices = import["notices"].to_string();
        assert!(notices.contains("备注"), "{}: {notices}", file.display());
    }
}

async fn templates_filled_by_other_programs_are_imported(world: World) {
    let unit = world.sign_in("110108M044").await;
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
        let rows: Vec<Value> = typed()
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
        python(
            "fill_template.py",
            &[&template, &filled],
            &json!(rows).to_string(),
        )
        .await;
        let saved = office(&filled, "xlsx").await;
        for file in [&filled, &saved] {
            let import = checked(&unit, file).await;
            assert_eq!(cells(&unit, &import).await, meant(), "{}", file.display());
        }
    }
}

/// Uploads a file in which nothing is wrong.
async fn checked(unit: &Api, file: &Path) -> Value {
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

/// The cells of its rows; it is thrown away afterwards.
async fn cells(unit: &Api, import: &Value) -> Value {
    let path = format!("/accounts/imports/{}", import["id"]);
    let page = unit.get(&format!("{path}/rows")).await.expect(200);
    unit.delete(&path).await.expect(204);
    let rows = page["items"].as_array().unwrap().iter();
    rows.map(|row| row["cells"].clone()).collect()
}

//! What stands in the cells, in each format.

use nmrs_tests::register::{act, approve, closure, declare, registered, reject, wechat};
use nmrs_tests::{Api, Call, World, on_both_databases};
use serde_json::{Value, json};

use super::cells::{COLUMNS, export, lines, reading, sheet, text, value};

on_both_databases!(
    the_document_names_every_column,
    every_format_says_what_the_list_says,
    chosen_columns_stand_in_their_order,
    formulas_stay_texts,
    a_file_is_named_after_what_it_is_and_when,
);

/// Accounts in several statuses and of several kinds.
pub(super) async fn some_accounts(world: &World) -> (Api, Api) {
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let offices = [&district, &city];
    declare(&unit, "待审", 1).await;
    let rejected = declare(&unit, "驳回", 2).await;
    reject(&district, &rejected["id"], "资料不全").await;
    let higher = declare(&unit, "逐级", 3).await;
    approve(&district, &higher["id"]).await;
    let mut program = wechat("办事,\"通\"\n", 4, true);
    program["name"] = json!("办事,\"通\"");
    program["kind"] = json!("mini_program");
    program["platform_name"] = json!("支付宝");
    program["url"] = json!("https://render.alipay.com/p/s/i?id=4");
    program["functions"] = json!(["publish", "service", "interact", "other"]);
    program["other_function"] = json!("预约 <挂号> & 缴费");
    program["represents_government"] = json!(false);
    program["contact"] = json!({
        "name": "王联络", "position": "科员", "mobile": "13800001111", "landline": "010-35001121",
    });
    unit.post("/accounts", program).await.expect(201);
    let closing = registered(&unit, &offices, "关停", 5).await;
    act(&unit, &closing["id"], "close", closure)
        .await
        .expect(200);
    registered(&unit, &offices, "在用", 6).await;
    (unit, city)
}

async fn the_document_names_every_column(world: World) {
    let document = world.anonymous();
    let document = document
        .send(Call::new("GET", "/openapi.json"))
        .await
        .expect(200);
    let columns = &document["components"]["schemas"]["ExportColumn"]["enum"];
    assert_eq!(columns, &json!(COLUMNS));
}

async fn every_format_says_what_the_list_says(world: World) {
    let (unit, city) = some_accounts(&world).await;
    for api in [&unit, &city] {
        let list = api.get("/accounts?per_page=100").await.expect(200);
        let accounts = list["items"].as_array().unwrap();
        assert!(accounts.len() >= 6);
        let read: Vec<Vec<String>> = accounts
            .iter()
            .map(|account| COLUMNS.map(|column| reading(column, account)).to_vec())
            .collect();
        let body = |format: &str| json!({"filter": {}, "format": format});
        let table = sheet(&export(api, body("xlsx")).await, "新媒体账号");
        assert_eq!(table.1, read);
        assert_eq!(table.0.len(), COLUMNS.len());
        assert_eq!(text(&export(api, body("csv")).await), table);
        let objects: Vec<Value> = accounts
            .iter()
            .map(|account| {
                let pairs = COLUMNS.map(|column| (column.to_owned(), value(column, account)));
                Value::Object(pairs.into_iter().collect())
            })
            .collect();
        assert_eq!(lines(&export(api, body("ndjson")).await), objects);
    }
}

async fn chosen_columns_stand_in_their_order(world: World) {
    let (_, city) = some_accounts(&world).await;
    let body = json!({
        "filter": {"status": "normal"},
        "columns": ["url", "name", "waiting_days"],
        "format": "csv",
    });
    let (titles, rows) = text(&export(&city, body.clone()).await);
    assert_eq!(titles, ["链接", "名称", "已等工作日"]);
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0][1..], ["在用", ""]);
    let mut body = body;
    body["format"] = json!("xlsx");
    let table = sheet(&export(&city, body).await, "新媒体账号");
    assert_eq!(table.0, titles);
    assert_eq!(table.1[0][..2], rows[0][..2]);
}

async fn formulas_stay_texts(world: World) {
    let [unit, office] = world.sign_in_all(["110108M044", "110108"]).await;
    let names = [
        "=HYPERLINK(\"http://a.cn\",\"点\")",
        "+cmd|' /C calc'!A0",
        "-2+3",
        "@SUM(1+1)",
        "＝1＋1",
    ];
    for (n, name) in (1..).zip(names) {
        let mut body = wechat(name, n, true);
        body["owner"] = json!(name);
        unit.post("/accounts", body).await.expect(201);
    }
    let body = |format: &str| {
        json!({
            "filter": {"sort": "created_at"},
            "columns": ["name", "owner"],
            "format": format,
        })
    };
    let (_, rows) = sheet(&export(&office, body("xlsx")).await, "新媒体账号");
    let raw = export(&office, body("csv")).await.text;
    let parsed = lines(&export(&office, body("ndjson")).await);
    for (at, name) in names.iter().enumerate() {
        assert_eq!(rows[at], [*name, *name]);
        assert_eq!(parsed[at], json!({"name": name, "owner": name}));
        let quoted = name.replace('"', "\"\"");
        let line = raw.lines().nth(at + 1).unwrap();
        assert!(
            line.contains(&format!("'{quoted}")) && !line.starts_with(*name),
            "{line}"
        );
    }
}

async fn a_file_is_named_after_what_it_is_and_when(world: World) {
    let office = world.sign_in("110108").await;
    let of = |format: &str| json!({"filter": {"tab": "to_review"}, "format": format});
    for (format, media_type) in [
        (
            "xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        ("csv", "text/csv; charset=utf-8"),
        ("ndjson", "application/x-ndjson"),
    ] {
        let answer = export(&office, of(format)).await;
        assert_eq!(answer.header("content-type"), Some(media_type));
        assert_eq!(answer.header("x-total-rows"), Some("0"));
        assert_eq!(answer.header("cache-control"), Some("no-store"));
        let disposition = answer.header("content-disposition").unwrap();
        let plain = disposition
            .strip_prefix("attachment; filename=\"accounts-2")
            .unwrap();
        assert_eq!(
            plain.find(&format!(".{format}\"; filename*=UTF-8''")),
            Some("0261124-1200".len())
        );
        // 新媒体账号_待审核_2…
        assert!(disposition.contains(
            "''%E6%96%B0%E5%AA%92%E4%BD%93%E8%B4%A6%E5%8F%B7_%E5%BE%85%E5%AE%A1%E6%A0%B8_2"
        ));
    }
    // Nothing was found: the titles alone, or nothing at all.
    let (titles, rows) = sheet(&export(&office, of("xlsx")).await, "新媒体账号");
    assert_eq!((titles.len(), rows.len()), (COLUMNS.len(), 0));
    assert_eq!(export(&office, of("ndjson")).await.text, "");
}

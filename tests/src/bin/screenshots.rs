//! Takes screenshots of the pages with the demo data, in the sizes of a screen and of a phone:
//! `cargo run -p nmrs-tests --bin screenshots -- docs/screenshots`.
//!
//! The program and the page must have been built (`NMRS_BIN`, `NMRS_STATIC_DIR`).
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a tool for developers that cannot go on says why and stops"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use nmrs_domain::import::ImportColumn;
use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::import_files::write_csv;
use nmrs_tests::data::import_rows::{minimal_row, with_cells};
use nmrs_tests::{ApiClient, Backend, Server, TestDb, fixture, program};
use serde_json::Value;
use tempfile::TempDir;

/// Name of the file, path of the page, and a selector that is visible once the page is ready.
type Screenshot = (&'static str, String, String);

const SIZES: [(&str, u32, u32); 2] = [("", 1440, 900), ("-phone", 390, 844)];

#[tokio::main]
async fn main() {
    let folder = std::env::args_os().nth(1).expect("the folder to write to");
    let folder = PathBuf::from(folder);
    std::fs::create_dir_all(&folder).unwrap();
    let db = TestDb::empty(Backend::Sqlite).await;
    fill_with_demo_data(&db);
    let server = Server::start(&db);
    let browser = Browser::start(server.base()).await;

    browser.open("/sign-in").await;
    take(&browser, &folder, "sign-in", "input[name=username]").await;
    for (user, screenshots) in [
        ("110108M044", unit_pages(&server).await),
        ("110108", office_pages(&server).await),
        ("110000", province_pages()),
        ("GB0000", central_pages()),
    ] {
        browser.resize(1440, 900).await;
        browser.sign_in(user).await;
        for (name, address, ready) in screenshots {
            browser.open(&address).await;
            take(&browser, &folder, name, &ready).await;
        }
        browser.resize(1440, 900).await;
        browser.open("/accounts").await;
        browser.expect_visible(&test_id("accounts")).await;
        browser.sign_out().await;
    }
    // Last, because imported accounts would fill the lists.
    browser.sign_in("110108").await;
    take_export(&browser, &folder).await;
    browser.resize(1440, 900).await;
    browser.open("/accounts").await;
    browser.sign_out().await;
    browser.sign_in("110108M044").await;
    take_import(&browser, &folder).await;
    browser.quit().await;
}

fn fill_with_demo_data(db: &TestDb) {
    let status = Command::new(program())
        .arg("demo")
        .env("NMRS_DATABASE_URL", db.url())
        .env("NMRS_SECRET_FILE", db.file("secret"))
        .status()
        .expect("the program runs");
    assert!(status.success(), "nmrs demo failed");
}

async fn take(browser: &Browser, folder: &Path, name: &str, ready: &str) {
    for (size, width, height) in SIZES {
        browser.resize(width, height).await;
        browser.expect_visible(ready).await;
        browser.wait_until_idle().await;
        let file = folder.join(format!("{name}{size}.png"));
        browser.screenshot(&file).await;
        println!("{}", file.display());
    }
}

/// The steps of an import: a sheet with a few invalid rows, then a valid one.
async fn take_import(browser: &Browser, folder: &Path) {
    let sheets = TempDir::new().unwrap();
    let mut rows: Vec<_> = (1..=40).map(minimal_row).collect();
    let long = "北京市海淀区上庄镇新时代文明实践中心志愿服务总队官方微博";
    rows[3] = with_cells(minimal_row(4), &[(ImportColumn::Kind, "微博号")]);
    rows[5] = with_cells(
        minimal_row(6),
        &[
            (ImportColumn::Url, "weibo.com/u/5000000006"),
            (ImportColumn::ContactName, "张三"),
            (ImportColumn::ContactMobile, "1380000"),
        ],
    );
    rows[8] = with_cells(
        minimal_row(9),
        &[
            (ImportColumn::Name, long),
            (ImportColumn::Owner, "海淀区上庄镇人民政府党政综合办公室"),
            (ImportColumn::RepresentsGovernment, "不确定"),
        ],
    );
    rows[9] = with_cells(
        minimal_row(10),
        &[(ImportColumn::Url, "https://weibo.com/u/5000000003")],
    );
    let invalid = write_csv(sheets.path(), "上庄镇新媒体账号.csv", &rows);
    let valid: Vec<_> = (51..=62).map(minimal_row).collect();
    let valid = write_csv(sheets.path(), "上庄镇新媒体账号（补报）.csv", &valid);

    browser.resize(1440, 900).await;
    browser.open("/accounts/import").await;
    browser.choose_file(&test_id("file"), &invalid).await;
    take(
        browser,
        folder,
        "import-checked",
        &test_id("import-overview"),
    )
    .await;
    browser.resize(1440, 900).await;
    browser.click_text("改下一处错误").await;
    take(browser, folder, "import-editing", &test_id("cell-editor")).await;
    browser.resize(1440, 900).await;
    browser.open("/accounts/import").await;
    take(browser, folder, "import", &test_id("recent-imports")).await;
    browser.resize(1440, 900).await;
    browser.choose_file(&test_id("file"), &valid).await;
    browser.click(&test_id("import-submit")).await;
    take(browser, folder, "import-commit", &test_id("commit-dialog")).await;
    browser
        .click(&format!("{} button", test_id("commit")))
        .await;
    take(browser, folder, "import-done", &test_id("import-done")).await;
}

/// The dialog of an export, before and while it runs.
async fn take_export(browser: &Browser, folder: &Path) {
    browser.resize(1440, 900).await;
    browser.open("/accounts?status=normal").await;
    browser.click(&test_id("export-open")).await;
    browser.click(&test_id("export-all")).await;
    take(browser, folder, "export", &test_id("export-start")).await;
    browser.delay_responses(60_000).await;
    browser.click(&test_id("export-start")).await;
    take(
        browser,
        folder,
        "export-running",
        &test_id("export-running"),
    )
    .await;
    browser.click(&test_id("export-cancel")).await;
    browser.delay_responses(0).await;
}

fn province_pages() -> Vec<Screenshot> {
    vec![
        ("work-list", "/accounts".into(), test_id("pager")),
        (
            "duplicates",
            "/duplicates".into(),
            test_id("duplicate-group"),
        ),
        ("messages", "/messages".into(), "main h1".into()),
    ]
}

fn central_pages() -> Vec<Screenshot> {
    vec![("calendar", "/calendar".into(), "main h1".into())]
}

async fn sign_in(server: &Server, user: &str) -> ApiClient {
    ApiClient::signed_in(server.base(), user, fixture::PASSWORD).await
}

/// Returns the id of the first account of a list.
async fn first_account(client: &ApiClient, query: &str) -> Option<Value> {
    let page = client.get(&format!("/accounts?{query}")).await.ok();
    let id = &page["items"][0]["id"];
    id.is_i64().then(|| id.clone())
}

async fn unit_pages(server: &Server) -> Vec<Screenshot> {
    let client = sign_in(server, "110108M044").await;
    let mut pages: Vec<Screenshot> = vec![
        ("unit-work-list", "/accounts".into(), test_id("pager")),
        (
            "unit-drafts",
            "/accounts?tab=drafts".into(),
            test_id("accounts"),
        ),
        (
            "unit-rejected",
            "/accounts?tab=rejected".into(),
            test_id("accounts"),
        ),
        (
            "account-form",
            "/accounts/new".into(),
            test_id("account-form"),
        ),
        (
            "password",
            "/password".into(),
            "input[type=password]".into(),
        ),
    ];
    if let Some(id) = first_account(&client, "status=normal").await {
        let page = format!("/accounts/{id}");
        let modify = format!("{page}/modify");
        pages.push(("account-log", format!("{page}/log"), "main h1".into()));
        pages.push(("account-sheet", format!("{page}/sheet"), "main svg".into()));
        pages.push(("account", page, "#log li".into()));
        pages.push(("account-modify", modify, test_id("modify-form")));
    }
    if let Some(id) = first_account(&client, "status=add_rejected").await {
        let address = format!("/accounts/{id}/edit");
        pages.push(("account-correction", address, test_id("rejection")));
    }
    pages
}

async fn office_pages(server: &Server) -> Vec<Screenshot> {
    let client = sign_in(server, "110108").await;
    let mut pages: Vec<Screenshot> = vec![
        (
            "to-review",
            "/accounts?tab=to_review".into(),
            test_id("accounts"),
        ),
        ("empty", "/accounts?name=zzzz".into(), test_id("empty")),
        (
            "reporting-units",
            "/reporting-units".into(),
            "main table, main ul".into(),
        ),
    ];
    let queue = client.get("/reviews").await.ok();
    let review = &queue["items"][0]["id"];
    if review.is_i64() {
        let address = format!("/accounts?tab=to_review&review={review}");
        pages.push(("review", address, test_id("decide")));
    }
    pages
}

//! Takes a picture of each page, on a screen and on a phone, with the demo data:
//! `cargo run -p nmrs-tests --bin screenshots -- docs/screenshots`.
//!
//! It uses the program and the page that were built before (`NMRS_BIN`, `NMRS_STATIC_DIR`).
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a tool for developers that cannot go on says why and stops"
)]

use std::path::{Path, PathBuf};
use std::process::Command;

use nmrs_domain::import::ImportColumn;
use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::filled::{good_row, row_with, write_csv};
use nmrs_tests::{Api, Backend, Server, TestDb, fixture, program};
use serde_json::Value;
use tempfile::TempDir;

/// Name of the picture, address, and what is seen once the page is ready.
type Shot = (&'static str, String, String);

const SIZES: [(&str, u32, u32); 2] = [("", 1440, 900), ("-phone", 390, 844)];

#[tokio::main]
async fn main() {
    let folder = std::env::args_os().nth(1).expect("the folder to write to");
    let folder = PathBuf::from(folder);
    std::fs::create_dir_all(&folder).unwrap();
    let db = TestDb::empty(Backend::Sqlite).await;
    demo(&db);
    let server = Server::start(&db);
    let browser = Browser::start(server.base()).await;

    browser.open("/sign-in").await;
    take(&browser, &folder, "sign-in", "input[name=username]").await;
    for (user, shots) in [
        ("110108M044", unit_pages(&server).await),
        ("110108", office_pages(&server).await),
        ("110000", province_pages()),
        ("GB0000", central_pages()),
    ] {
        browser.resize(1440, 900).await;
        browser.sign_in(user).await;
        for (name, address, ready) in shots {
            browser.open(&address).await;
            take(&browser, &folder, name, &ready).await;
        }
        browser.resize(1440, 900).await;
        browser.open("/accounts").await;
        browser.see(&hook("accounts")).await;
        browser.sign_out().await;
    }
    // Last: what is imported would fill the lists.
    browser.sign_in("110108").await;
    export(&browser, &folder).await;
    browser.resize(1440, 900).await;
    browser.open("/accounts").await;
    browser.sign_out().await;
    browser.sign_in("110108M044").await;
    import(&browser, &folder).await;
    browser.quit().await;
}

fn demo(db: &TestDb) {
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
        browser.see(ready).await;
        browser.settle().await;
        let file = folder.join(format!("{name}{size}.png"));
        browser.picture(&file).await;
        println!("{}", file.display());
    }
}

/// The steps of an import: a sheet with a few wrong rows, then a good one.
async fn import(browser: &Browser, folder: &Path) {
    let sheets = TempDir::new().unwrap();
    let mut rows: Vec<_> = (1..=40).map(good_row).collect();
    let long = "北京市海淀区上庄镇新时代文明实践中心志愿服务总队官方微博";
    rows[3] = row_with(4, &[(ImportColumn::Kind, "微博号")]);
    rows[5] = row_with(
        6,
        &[
            (ImportColumn::Url, "weibo.com/u/5000000006"),
            (ImportColumn::ContactName, "张三"),
            (ImportColumn::ContactMobile, "1380000"),
        ],
    );
    rows[8] = row_with(
        9,
        &[
            (ImportColumn::Name, long),
            (ImportColumn::Owner, "海淀区上庄镇人民政府党政综合办公室"),
            (ImportColumn::RepresentsGovernment, "不确定"),
        ],
    );
    rows[9] = row_with(10, &[(ImportColumn::Url, "https://weibo.com/u/5000000003")]);
    let wrong = write_csv(sheets.path(), "上庄镇新媒体账号.csv", &rows);
    let good: Vec<_> = (51..=62).map(good_row).collect();
    let good = write_csv(sheets.path(), "上庄镇新媒体账号（补报）.csv", &good);

    browser.resize(1440, 900).await;
    browser.open("/accounts/import").await;
    browser.choose_file(&hook("file"), &wrong).await;
    take(browser, folder, "import-checked", &hook("import-overview")).await;
    browser.resize(1440, 900).await;
    browser.press("改下一处错误").await;
    take(browser, folder, "import-editing", &hook("cell-editor")).await;
    browser.resize(1440, 900).await;
    browser.open("/accounts/import").await;
    take(browser, folder, "import", &hook("recent-imports")).await;
    browser.resize(1440, 900).await;
    browser.choose_file(&hook("file"), &good).await;
    browser.click(&hook("import-submit")).await;
    take(browser, folder, "import-commit", &hook("commit-dialog")).await;
    browser.click(&format!("{} button", hook("commit"))).await;
    take(browser, folder, "import-done", &hook("import-done")).await;
}

/// The dialog of an export, before and while it runs.
async fn export(browser: &Browser, folder: &Path) {
    browser.resize(1440, 900).await;
    browser.open("/accounts?status=normal").await;
    browser.click(&hook("export-open")).await;
    browser.click(&hook("export-all")).await;
    take(browser, folder, "export", &hook("export-start")).await;
    browser.delay(60_000).await;
    browser.click(&hook("export-start")).await;
    take(browser, folder, "export-running", &hook("export-running")).await;
    browser.click(&hook("export-cancel")).await;
    browser.delay(0).await;
}

fn province_pages() -> Vec<Shot> {
    vec![
        ("work-list", "/accounts".into(), hook("pager")),
        ("duplicates", "/duplicates".into(), hook("duplicate-group")),
        ("messages", "/messages".into(), "main h1".into()),
    ]
}

fn central_pages() -> Vec<Shot> {
    vec![("calendar", "/calendar".into(), "main h1".into())]
}

async fn signed_in(server: &Server, user: &str) -> Api {
    let mut api = Api::new(server.base());
    let password = fixture::PASSWORD;
    api.sign_in(user, password).await.ok();
    api
}

/// The key of the first account that a list shows.
async fn first(api: &Api, query: &str) -> Option<Value> {
    let page = api.get(&format!("/accounts?{query}")).await.ok();
    let id = &page["items"][0]["id"];
    id.is_i64().then(|| id.clone())
}

async fn unit_pages(server: &Server) -> Vec<Shot> {
    let api = signed_in(server, "110108M044").await;
    let mut pages: Vec<Shot> = vec![
        ("unit-work-list", "/accounts".into(), hook("pager")),
        (
            "unit-drafts",
            "/accounts?tab=drafts".into(),
            hook("accounts"),
        ),
        (
            "unit-rejected",
            "/accounts?tab=rejected".into(),
            hook("accounts"),
        ),
        ("account-form", "/accounts/new".into(), hook("account-form")),
        (
            "password",
            "/password".into(),
            "input[type=password]".into(),
        ),
    ];
    if let Some(id) = first(&api, "status=normal").await {
        let page = format!("/accounts/{id}");
        let modify = format!("{page}/modify");
        pages.push(("account-log", format!("{page}/log"), "main h1".into()));
        pages.push(("account-sheet", format!("{page}/sheet"), "main svg".into()));
        pages.push(("account", page, "#log li".into()));
        pages.push(("account-modify", modify, hook("modify-form")));
    }
    if let Some(id) = first(&api, "status=add_rejected").await {
        let address = format!("/accounts/{id}/edit");
        pages.push(("account-correction", address, hook("rejection")));
    }
    pages
}

async fn office_pages(server: &Server) -> Vec<Shot> {
    let api = signed_in(server, "110108").await;
    let mut pages: Vec<Shot> = vec![
        (
            "to-review",
            "/accounts?tab=to_review".into(),
            hook("accounts"),
        ),
        ("empty", "/accounts?name=zzzz".into(), hook("empty")),
        (
            "reporting-units",
            "/reporting-units".into(),
            "main table, main ul".into(),
        ),
    ];
    let queue = api.get("/reviews").await.ok();
    let review = &queue["items"][0]["id"];
    if review.is_i64() {
        let address = format!("/accounts?tab=to_review&review={review}");
        pages.push(("review", address, hook("decide")));
    }
    pages
}

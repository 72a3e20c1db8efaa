//! A registered account is modified, closed, restored and deleted.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::test_id;
use nmrs_tests::data::accounts::register_account;
use nmrs_tests::{Backend, TestApp};

async fn apply_by_dialog(browser: &Browser, action: &str) {
    let field = |name: &str| format!("{} input", test_id(&format!("field-applicant-{name}")));
    browser.fill(&field("name"), "王申请").await;
    browser.fill(&field("phone"), "13800001111").await;
    browser.click(&test_id(&format!("confirm-{action}"))).await;
    browser.expect_hidden("dialog[open]").await;
}

#[tokio::test]
async fn an_account_is_modified_closed_restored_and_deleted() {
    let app = TestApp::new(Backend::Sqlite).await;
    let [unit, district, city] = app.sign_in_all(["110108M044", "110108", "110000"]).await;
    let id = register_account(&unit, &[&district, &city], "上庄发布", 1).await["id"].clone();
    let page = format!("/accounts/{id}");
    Browser::run(app.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open(&page).await;
        browser.click(&test_id("do-modify")).await;
        browser
            .fill(&format!("{} input", test_id("field-name")), "上庄镇发布")
            .await;
        browser.click(&test_id("submit")).await;
        browser
            .expect_text(&test_id("dialog-modify"), "上庄镇发布")
            .await;
        browser.click(&test_id("confirm-modify")).await;
        browser.expect_path(&page).await;
        browser.expect_text("main", "修改待审核").await;
        browser.sign_out().await;

        browser.sign_in("110108").await;
        browser.open("/accounts?tab=to_review").await;
        browser.click(&test_id("action-review")).await;
        let changes = browser
            .expect_text(&test_id("review-changes"), "上庄镇发布")
            .await;
        assert!(changes.contains("上庄发布"), "old and new: {changes}");
        browser.decide("approve", "").await;
        browser.sign_out().await;

        browser.sign_in("110108M044").await;
        browser.open(&page).await;
        browser.expect_text("h1", "上庄镇发布").await;
        browser.click(&test_id("do-close")).await;
        let day = format!("{} input", test_id("field-cancelled-on"));
        browser.set_day(&day, "2020-11-01").await;
        browser
            .fill(&format!("{} textarea", test_id("field-details")), "已注销")
            .await;
        apply_by_dialog(browser, "close").await;
        browser.expect_text("main", "关停待审核").await;
        browser.sign_out().await;

        browser.sign_in("110108").await;
        browser.decide_first_review("approve", "").await;
        browser.sign_out().await;

        browser.sign_in("110000").await;
        browser.open(&page).await;
        browser.click(&test_id("do-restore")).await;
        let reason = format!("{} textarea", test_id("field-restore-reason"));
        browser.fill(&reason, "恢复更新").await;
        apply_by_dialog(browser, "restore").await;
        browser.sign_out().await;

        browser.sign_in("GB0000").await;
        browser.decide_first_review("approve", "").await;
        browser.open(&page).await;
        browser.expect_text("main", "110108M044WX0001").await;
        browser.click(&test_id("do-delete")).await;
        for (field, text) in [
            ("letter-number input", "京政办函〔2026〕12号"),
            ("delete-reason textarea", "误报"),
            ("delete-confirmation input", "110108M044WX0001"),
        ] {
            let (name, tag) = field.split_once(' ').unwrap();
            let css = format!("{} {tag}", test_id(&format!("field-{name}")));
            browser.fill(&css, text).await;
        }
        browser.click(&test_id("confirm-delete")).await;
        browser.expect_visible(&test_id("empty")).await;
        assert_eq!(browser.console_errors().await, [""; 0]);
    })
    .await;
    // The account is in no list, but its log can be read and is complete.
    assert_eq!(unit.get(&page).await.expect(200)["status"], "gone");
    let verification = unit.get(&format!("{page}/events/verification")).await;
    assert_eq!(verification.expect(200)["whole"], true);
    let document = unit.get(&format!("{page}/log-document")).await.expect(200);
    let log = document["content"]["events"].as_array().unwrap();
    assert_eq!(log.last().unwrap()["kind"], "deleted");
    assert_eq!(app.db.count("accounts WHERE status = 'gone'").await, 1);
    nmrs_tests::invariants::check_integrity(&app.db).await;
}

//! What becomes of a registered account, by hand: modified, closed, restored, deleted.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::register::registered;
use nmrs_tests::{Backend, World};

async fn apply(browser: &Browser, deed: &str) {
    let field = |name: &str| format!("{} input", hook(&format!("field-applicant-{name}")));
    browser.fill(&field("name"), "王申请").await;
    browser.fill(&field("phone"), "13800001111").await;
    browser.click(&hook(&format!("confirm-{deed}"))).await;
    browser.see_no("dialog[open]").await;
}

#[tokio::test]
async fn an_account_is_modified_closed_restored_and_deleted() {
    let world = World::new(Backend::Sqlite).await;
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let id = registered(&unit, &[&district, &city], "上庄发布", 1).await["id"].clone();
    let page = format!("/accounts/{id}");
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        browser.open(&page).await;
        browser.click(&hook("do-modify")).await;
        browser
            .fill(&format!("{} input", hook("field-name")), "上庄镇发布")
            .await;
        browser.click(&hook("submit")).await;
        browser.read(&hook("dialog-modify"), "上庄镇发布").await;
        browser.click(&hook("confirm-modify")).await;
        browser.arrive(&page).await;
        browser.read("main", "修改待审核").await;
        browser.sign_out().await;

        browser.sign_in("110108").await;
        browser.open("/accounts?tab=to_review").await;
        browser.click(&hook("action-review")).await;
        let changes = browser.read(&hook("review-changes"), "上庄镇发布").await;
        assert!(changes.contains("上庄发布"), "old and new: {changes}");
        browser.decide("approve", "").await;
        browser.sign_out().await;

        browser.sign_in("110108M044").await;
        browser.open(&page).await;
        browser.read("h1", "上庄镇发布").await;
        browser.click(&hook("do-close")).await;
        let day = format!("{} input", hook("field-cancelled-on"));
        browser.set_day(&day, "2020-11-01").await;
        browser
            .fill(&format!("{} textarea", hook("field-details")), "已注销")
            .await;
        apply(browser, "close").await;
        browser.read("main", "关停待审核").await;
        browser.sign_out().await;

        browser.sign_in("110108").await;
        browser.review("approve", "").await;
        browser.sign_out().await;

        browser.sign_in("110000").await;
        browser.open(&page).await;
        browser.click(&hook("do-restore")).await;
        let reason = format!("{} textarea", hook("field-restore-reason"));
        browser.fill(&reason, "恢复更新").await;
        apply(browser, "restore").await;
        browser.sign_out().await;

        browser.sign_in("GB0000").await;
        browser.review("approve", "").await;
        browser.open(&page).await;
        browser.read("main", "110108M044WX0001").await;
        browser.click(&hook("do-delete")).await;
        for (field, text) in [
            ("letter-number input", "京政办函〔2026〕12号"),
            ("delete-reason textarea", "误报"),
            ("delete-confirmation input", "110108M044WX0001"),
        ] {
            let (name, tag) = field.split_once(' ').unwrap();
            let css = format!("{} {tag}", hook(&format!("field-{name}")));
            browser.fill(&css, text).await;
        }
        browser.click(&hook("confirm-delete")).await;
        browser.see(&hook("empty")).await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
    // It is listed nowhere any more, but its history can be asked for, and is whole.
    assert_eq!(unit.get(&page).await.expect(200)["status"], "gone");
    let verification = unit.get(&format!("{page}/events/verification")).await;
    assert_eq!(verification.expect(200)["whole"], true);
    let document = unit.get(&format!("{page}/log-document")).await.expect(200);
    let log = document["content"]["events"].as_array().unwrap();
    assert_eq!(log.last().unwrap()["kind"], "deleted");
    let gone = "SELECT COUNT(*) AS n FROM accounts WHERE status = 'gone'";
    assert_eq!(world.db.db_number(gone).await, 1);
    nmrs_tests::recount::check_integrity(&world.db).await;
}

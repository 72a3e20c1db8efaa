//! Addresses of the two forms of an account, typed or kept from another day: every status leads to
//! where its user can go on.

use nmrs_tests::browser::Browser;
use nmrs_tests::browser::elements::hook;
use nmrs_tests::register::{account, act, approve, closure, declare, form_of, registered, reject};
use nmrs_tests::{Api, Backend, World};
use serde_json::{Value, json};

const FORMS: [&str; 2] = ["edit", "modify"];

fn field(id: &str) -> String {
    format!("{} input", hook(&format!("field-{id}")))
}

/// Applies for another name and contact.
async fn rename(unit: &Api, id: &Value, name: &str) {
    let mut form = form_of(&account(unit, id).await);
    form["name"] = json!(name);
    form["contact"]["position"] = json!("主任");
    act(unit, id, "modify", |_| form.clone()).await.expect(200);
}

/// Both forms lead to the same page.
async fn both_lead_to(browser: &Browser, id: &Value, page: &str, shows: &str) {
    for form in FORMS {
        browser.open(&format!("/accounts/{id}/{form}")).await;
        browser.see(shows).await;
        assert_eq!(browser.address().await, format!("/accounts/{id}{page}"));
    }
}

/// Both forms say what is the matter, and lead to the account.
async fn both_tell(browser: &Browser, id: &Value, text: &str) {
    for form in FORMS {
        browser.open(&format!("/accounts/{id}/{form}")).await;
        browser.read(&hook("not-here"), text).await;
        browser.click(&hook("to-account")).await;
        browser.see("#log li").await;
        assert_eq!(browser.address().await, format!("/accounts/{id}"));
    }
}

#[tokio::test]
async fn a_rejected_modification_is_gone_on_with_from_any_address() {
    let world = World::new(Backend::Sqlite).await;
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let id = &registered(&unit, &[&district, &city], "上庄发布", 1).await["id"];
    rename(&unit, id, "上庄镇发布").await;
    reject(&district, id, "名称应与认证一致").await;
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        both_lead_to(browser, id, "/modify", &hook("modify-form")).await;
        browser.read(&hook("rejection"), "名称应与认证一致").await;
        browser.see(&hook("filled-in")).await;
        // What was asked for stands in the form; nothing was typed that could be lost.
        assert_eq!(browser.value(&field("name")).await, "上庄镇发布");
        assert_eq!(browser.value(&field("contact-position")).await, "主任");
        browser.click(&hook("cancel")).await;
        browser.see("#log li").await;
        browser.click(&hook("do-resubmit")).await;
        browser.see(&hook("modify-form")).await;
        assert_eq!(browser.count(&hook("restore-offer")).await, 0);
        browser.fill(&field("name"), "海淀上庄发布").await;
        browser.click(&hook("submit")).await;
        let asked = browser.read(&hook("dialog-modify"), "海淀上庄发布").await;
        assert!(asked.contains("主任"), "{asked}");
        browser.click(&hook("confirm-modify")).await;
        browser.read("main", "修改待审核").await;
        // Going back does not offer what was sent, and says why.
        both_tell(browser, id, "正在等待海淀区审核").await;
        reject(&district, id, "仍不一致").await;
        browser.reload().await;
        browser.read("main", "仍不一致").await;
        browser.click(&hook("do-abandon")).await;
        browser.click(&hook("confirm-abandon")).await;
        browser.see(&hook("do-modify")).await;
        both_lead_to(browser, id, "/modify", &hook("modify-form")).await;
        assert_eq!(browser.value(&field("name")).await, "上庄发布");
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
    assert_eq!(account(&unit, id).await["name"], "上庄发布");
    nmrs_tests::recount::check_integrity(&world.db).await;
}

#[tokio::test]
async fn every_other_status_has_its_page_or_says_why_there_is_none() {
    let world = World::new(Backend::Sqlite).await;
    let [unit, district, city] = world.sign_in_all(["110108M044", "110108", "110000"]).await;
    let draft = nmrs_tests::register::wechat("草稿", 1, false);
    let draft = &unit.post("/accounts", draft).await.expect(201)["id"];
    let waiting = &declare(&unit, "待审", 2).await["id"];
    let refused = &declare(&unit, "驳回", 3).await["id"];
    reject(&district, refused, "材料不全").await;
    let offices = [&district, &city];
    let closing = &registered(&unit, &offices, "关停驳回", 4).await["id"];
    act(&unit, closing, "close", closure).await.expect(200);
    reject(&district, closing, "尚未注销").await;
    let closed = &registered(&unit, &offices, "已关停", 5).await["id"];
    act(&unit, closed, "close", closure).await.expect(200);
    approve(&district, closed).await;
    let normal = &registered(&unit, &offices, "正常", 6).await["id"];
    Browser::run(world.server.base(), async |browser| {
        browser.sign_in("110108M044").await;
        both_lead_to(browser, draft, "/edit", &hook("save-draft")).await;
        both_lead_to(browser, refused, "/edit", &hook("rejection")).await;
        both_lead_to(browser, closing, "", &hook("do-resubmit")).await;
        both_lead_to(browser, normal, "/modify", &hook("modify-form")).await;
        both_tell(browser, waiting, "正在等待海淀区审核").await;
        both_tell(browser, closed, "组织单位申请恢复").await;
        for nobody in ["999/edit", "999/modify", "x/edit", "x/modify"] {
            browser.open(&format!("/accounts/{nobody}")).await;
            browser.read("main", "没有找到这个账号").await;
        }
        browser.sign_out().await;

        // An office sees the account, but its forms belong to the unit.
        browser.sign_in("110108").await;
        both_tell(browser, normal, "由填报单位").await;
        both_tell(browser, refused, "由填报单位").await;
        both_tell(browser, waiting, "等待本单位审核").await;
        browser.open(&format!("/accounts/{draft}/edit")).await;
        browser.read("main", "没有找到这个账号").await;
        assert_eq!(browser.console().await, [""; 0]);
    })
    .await;
}

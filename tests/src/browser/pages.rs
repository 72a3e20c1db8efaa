//! The steps of users on the pages: sign in, fill in a form, decide a review.

use super::elements::{field_input, test_id};
use super::session::Browser;
use crate::client::ApiClient;
use crate::db::fixture::PASSWORD;

impl Browser {
    /// Signs in and waits for the work list.
    pub async fn sign_in(&self, username: &str) {
        self.open("/sign-in").await;
        let login = ApiClient::login_body(username, PASSWORD);
        let role = login["role"].as_str().unwrap_or_default();
        self.expect_visible("input[name=username]").await;
        self.click(&format!("input[name=role][value={role}]")).await;
        self.fill("input[name=username]", username).await;
        self.fill("input[name=password]", PASSWORD).await;
        self.click("main form button[type=submit]").await;
        self.expect_path("/accounts").await;
        self.expect_visible(&test_id("accounts")).await;
    }

    /// Signs out through the user's menu.
    pub async fn sign_out(&self) {
        self.click("button[aria-haspopup=true]").await;
        self.click_text("退出登录").await;
        self.expect_visible("input[name=username]").await;
    }

    /// Fills in the form of a WeChat subscription account.
    pub async fn fill_account_form(&self, name: &str, biz: &str) {
        self.expect_visible(&test_id("account-form")).await;
        let url = format!("https://mp.weixin.qq.com/s?__biz={biz}&mid=2650&idx=1");
        self.click(&format!(
            "{} [role=radiogroup] label:nth-of-type(1) input",
            test_id("field-kind")
        ))
        .await;
        self.fill(&field_input("url"), &url).await;
        self.fill(&field_input("name"), name).await;
        self.fill(&field_input("owner"), "办公室").await;
        for group in ["field-represents_government", "field-functions"] {
            self.click(&format!("{} label:nth-of-type(1) input", test_id(group)))
                .await;
        }
    }

    /// Opens the first review in the queue and decides it.
    pub async fn decide_first_review(&self, verdict: &str, reason: &str) {
        self.open("/accounts?tab=to_review").await;
        self.click(&test_id("action-review")).await;
        self.decide(verdict, reason).await;
    }

    /// Decides the open review and closes its dialog.
    pub async fn decide(&self, verdict: &str, reason: &str) {
        self.expect_visible(&test_id("review-dialog")).await;
        self.click(&test_id(verdict)).await;
        if !reason.is_empty() {
            self.fill(&format!("{} textarea", test_id("reason")), reason)
                .await;
        }
        self.fill(&format!("{} input", test_id("reviewer-name")), "李审核")
            .await;
        self.fill(
            &format!("{} input", test_id("reviewer-phone")),
            "010-35001121",
        )
        .await;
        self.click(&test_id("decide")).await;
        self.expect_visible(&test_id("review-finished")).await;
        self.click(&test_id("review-close")).await;
        self.expect_hidden(&test_id("review-dialog")).await;
    }
}

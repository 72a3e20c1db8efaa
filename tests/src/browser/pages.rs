//! The pages of the register, as their users go through them.

use std::path::Path;

use serde_json::json;

use super::Browser;
use super::elements::hook;
use crate::fixture::PASSWORD;

impl Browser {
    /// Goes to an address of the server, as if it had been typed.
    pub async fn open(&self, path: &str) {
        let url = format!("{}{path}", self.base);
        self.page.goto(url).await.expect("an address");
    }

    /// Path and query of the page.
    pub async fn address(&self) -> String {
        let url = self.page.current_url().await.expect("an address");
        let query = url.query().map(|query| format!("?{query}"));
        format!("{}{}", url.path(), query.unwrap_or_default())
    }

    /// Waits until the address begins with `path`.
    pub async fn arrive(&self, path: &str) {
        self.wait(path, async || {
            let url = self.page.current_url().await?;
            Ok(url.path().starts_with(path).then_some(()))
        })
        .await;
    }

    /// The browser's own way back.
    pub async fn back(&self) {
        self.page.back().await.expect("a way back");
    }

    /// Loads the page again.
    pub async fn reload(&self) {
        self.page.refresh().await.expect("the page again");
    }

    /// Signs in on the sign-in page, and waits for the work list.
    pub async fn sign_in(&self, username: &str) {
        self.open("/sign-in").await;
        let role = if username.len() == 10 {
            "reporting"
        } else {
            "organizing"
        };
        self.see("input[name=username]").await;
        self.click(&format!("input[name=role][value={role}]")).await;
        self.fill("input[name=username]", username).await;
        self.fill("input[name=password]", PASSWORD).await;
        self.click("main form button[type=submit]").await;
        self.arrive("/accounts").await;
        self.see(&hook("accounts")).await;
    }

    /// Signs out through the user's menu.
    pub async fn sign_out(&self) {
        self.click("button[aria-haspopup=true]").await;
        self.press("退出登录").await;
        self.see("input[name=username]").await;
    }

    /// Fills in the form of a WeChat subscription account.
    pub async fn fill_account(&self, name: &str, biz: &str) {
        self.see(&hook("account-form")).await;
        let url = format!("https://mp.weixin.qq.com/s?__biz={biz}&mid=2650&idx=1");
        let field = |id: &str| format!("{} input", hook(&format!("field-{id}")));
        self.click(&format!(
            "{} [role=radiogroup] label:nth-of-type(1) input",
            hook("field-kind")
        ))
        .await;
        self.fill(&field("url"), &url).await;
        self.fill(&field("name"), name).await;
        self.fill(&field("owner"), "办公室").await;
        for group in ["field-represents_government", "field-functions"] {
            self.click(&format!("{} label:nth-of-type(1) input", hook(group)))
                .await;
        }
    }

    /// Opens the first review in the queue and decides it.
    pub async fn review(&self, verdict: &str, reason: &str) {
        self.open("/accounts?tab=to_review").await;
        self.click(&hook("action-review")).await;
        self.decide(verdict, reason).await;
    }

    /// Decides the review that is open, and goes back to the list.
    pub async fn decide(&self, verdict: &str, reason: &str) {
        self.see(&hook("review-dialog")).await;
        self.click(&hook(verdict)).await;
        if !reason.is_empty() {
            self.fill(&format!("{} textarea", hook("reason")), reason)
                .await;
        }
        self.fill(&format!("{} input", hook("reviewer-name")), "李审核")
            .await;
        self.fill(&format!("{} input", hook("reviewer-phone")), "010-35001121")
            .await;
        self.click(&hook("decide")).await;
        self.see(&hook("review-finished")).await;
        self.click(&hook("review-close")).await;
        self.see_no(&hook("review-dialog")).await;
    }

    /// Shows the page as wide and high as a screen, or as a phone.
    pub async fn resize(&self, width: u32, height: u32) {
        let metrics = json!({
            "width": width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": width < 768,
        });
        self.page
            .cdp()
            .send_raw("Emulation.setDeviceMetricsOverride", metrics)
            .await
            .expect("another size");
    }

    /// Shows text that an input method is still composing in the field that has the focus.
    pub async fn compose(&self, text: &str) {
        let length = text.encode_utf16().count();
        let composition = json!({"text": text, "selectionStart": length, "selectionEnd": length});
        self.page
            .cdp()
            .send_raw("Input.imeSetComposition", composition)
            .await
            .expect("a composition");
    }

    /// Ends the composition with these characters.
    pub async fn compose_end(&self, text: &str) {
        self.page
            .cdp()
            .send_raw("Input.insertText", json!({"text": text}))
            .await
            .expect("the end of a composition");
    }

    /// Waits until fonts are there and nothing moves or loads any more.
    pub async fn settle(&self) {
        self.wait("the page to settle", async || {
            // Animations that follow the scroll position never end.
            let quiet = "return document.fonts.status === 'loaded' \
                && !document.querySelector('[aria-busy=true]') \
                && document.getAnimations().every(a => a.playState !== 'running' \
                   || a.timeline !== document.timeline \
                   || a.effect.getComputedTiming().iterations === Infinity)";
            let answer = self.page.execute(quiet, Vec::new()).await?;
            Ok((answer.json() == true).then_some(()))
        })
        .await;
    }

    /// Runs a script in the page.
    pub async fn script(&self, script: &str) -> serde_json::Value {
        let answer = self.page.execute(script, Vec::new()).await;
        answer.expect("a script that runs").json().clone()
    }

    /// Takes a picture of what is seen.
    pub async fn picture(&self, file: &Path) {
        self.page.screenshot(file).await.expect("a picture");
    }
}

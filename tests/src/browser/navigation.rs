//! Navigation, the size of the window, the speed of the network, scripts and screenshots.

use std::path::Path;

use serde_json::json;

use super::session::Browser;

impl Browser {
    /// Opens a path of the server.
    pub async fn open(&self, path: &str) {
        let url = format!("{}{path}", self.base);
        self.page.goto(url).await.expect("an address");
    }

    /// Returns the path and query of the page.
    pub async fn address(&self) -> String {
        let url = self.page.current_url().await.expect("an address");
        let query = url.query().map(|query| format!("?{query}"));
        format!("{}{}", url.path(), query.unwrap_or_default())
    }

    /// Waits until the path begins with `path`.
    pub async fn expect_path(&self, path: &str) {
        self.wait(path, async || {
            let url = self.page.current_url().await?;
            Ok(url.path().starts_with(path).then_some(()))
        })
        .await;
    }

    /// Presses the browser's back button.
    pub async fn back(&self) {
        self.page.back().await.expect("a previous page");
    }

    /// Reloads the page.
    pub async fn reload(&self) {
        self.page.refresh().await.expect("a reloaded page");
    }

    /// Sets the size of the viewport; less than 768 pixels is a phone.
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
            .expect("another viewport size");
    }

    /// Delays each response by `ms` milliseconds; 0 ends it.
    pub async fn delay_responses(&self, ms: u32) {
        self.emulate_network(ms, None).await;
    }

    /// Limits uploads to a number of bytes per second; `None` ends it.
    pub async fn limit_uploads(&self, bytes: Option<u32>) {
        self.emulate_network(0, bytes).await;
    }

    async fn emulate_network(&self, latency: u32, upload: Option<u32>) {
        let conditions = json!({
            "offline": false,
            "latency": latency,
            "downloadThroughput": -1,
            "uploadThroughput": upload.map_or(-1, i64::from),
        });
        for (command, parameters) in [
            ("Network.enable", json!({})),
            ("Network.emulateNetworkConditions", conditions),
        ] {
            let done = self.page.cdp().send_raw(command, parameters).await;
            done.expect("a slow network");
        }
    }

    /// Waits until fonts are loaded, nothing is busy and no animation runs.
    pub async fn wait_until_idle(&self) {
        self.wait("an idle page", async || {
            // Animations on the scroll timeline and infinite ones never end.
            let idle = "return document.fonts.status === 'loaded' \
                && !document.querySelector('[aria-busy=true]') \
                && document.getAnimations().every(a => a.playState !== 'running' \
                   || a.timeline !== document.timeline \
                   || a.effect.getComputedTiming().iterations === Infinity)";
            let result = self.page.execute(idle, Vec::new()).await?;
            Ok((result.json() == true).then_some(()))
        })
        .await;
    }

    /// Runs a script in the page and returns its result.
    pub async fn run_script(&self, script: &str) -> serde_json::Value {
        let result = self.page.execute(script, Vec::new()).await;
        result.expect("a script that runs").json().clone()
    }

    /// Saves a screenshot of the viewport.
    pub async fn screenshot(&self, file: &Path) {
        self.page.screenshot(file).await.expect("a screenshot");
    }
}

//! How a page comes to a browser that has nothing of it.

use serde_json::{Value, json};

use super::Browser;

/// Notes when the field of the user name has been painted, counted from the beginning of the navigation.
const WATCH: &str = "
    new MutationObserver((_, watch) => {
        const field = document.querySelector('input[name=username]:enabled');
        if (!field) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => { window.usableAfter = performance.now(); }));
    }).observe(document, { childList: true, subtree: true });
";

const FOUND: &str = "
    const entries = ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind));
    const files = entries.map(entry => ({
        path: new URL(entry.name).pathname,
        bytes: entry.decodedBodySize,
        transferred: entry.encodedBodySize,
    }));
    return window.usableAfter && { usable_after_ms: window.usableAfter, files };
";

impl Browser {
    /// Opens the sign-in page. Answers after how many milliseconds it could be used, and the files that it
    /// took: path, bytes, and bytes transferred without the headers.
    pub async fn load_sign_in(&self) -> Value {
        let watch = json!({ "source": WATCH });
        let command = "Page.addScriptToEvaluateOnNewDocument";
        let watched = self.page.cdp().send_raw(command, watch).await;
        watched.expect("a script that watches");
        self.open("/sign-in").await;
        self.wait("a sign-in page that can be used", async || {
            let found = self.page.execute(FOUND, Vec::new()).await?;
            Ok(Some(found.json().clone()).filter(|found| !found.is_null()))
        })
        .await
    }
}

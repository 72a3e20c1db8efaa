//! Measures the first load of a page, with an empty cache.

use serde_json::{Value, json};

use super::session::Browser;

/// Records when the user-name field has been painted, in milliseconds since the navigation began.
const WATCH: &str = "
    new MutationObserver((_, watch) => {
        const field = document.querySelector('input[name=username]:enabled');
        if (!field) return;
        watch.disconnect();
        requestAnimationFrame(() => setTimeout(() => { window.usableAfter = performance.now(); }));
    }).observe(document, { childList: true, subtree: true });
";

const MEASURED: &str = "
    const entries = ['navigation', 'resource'].flatMap(kind => performance.getEntriesByType(kind));
    const files = entries.map(entry => ({
        path: new URL(entry.name).pathname,
        bytes: entry.decodedBodySize,
        transferred: entry.encodedBodySize,
    }));
    return window.usableAfter && { usable_after_ms: window.usableAfter, files };
";

impl Browser {
    /// Opens the sign-in page and returns `usable_after_ms` and `files`: path, bytes, and bytes
    /// transferred without headers.
    pub async fn measure_sign_in_load(&self) -> Value {
        let watch = json!({ "source": WATCH });
        let command = "Page.addScriptToEvaluateOnNewDocument";
        let watched = self.page.cdp().send_raw(command, watch).await;
        watched.expect("a script on new documents");
        self.open("/sign-in").await;
        self.wait("a sign-in page that can be used", async || {
            let found = self.page.execute(MEASURED, Vec::new()).await?;
            Ok(Some(found.json().clone()).filter(|found| !found.is_null()))
        })
        .await
    }
}

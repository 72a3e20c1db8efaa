//! The life of a browser, and what it reports about a failed test.

use std::panic::AssertUnwindSafe;
use std::path::PathBuf;

use futures::FutureExt as _;
use thirtyfour::WebDriver;

use super::driver::Driver;

/// A browser with one page of one server.
#[derive(Debug)]
pub struct Browser {
    pub(super) page: WebDriver,
    pub(super) base: String,
    driver: Driver,
}

impl Browser {
    /// Starts a browser for the server at `base`.
    pub async fn start(base: &str) -> Self {
        let driver = Driver::start();
        let page = driver.open().await;
        Self {
            page,
            base: base.to_owned(),
            driver,
        }
    }

    /// Runs a test in a new browser. If it fails, the state of the page is printed.
    pub async fn run(base: &str, test: impl AsyncFnOnce(&Self)) {
        let browser = Self::start(base).await;
        let result = AssertUnwindSafe(test(&browser)).catch_unwind().await;
        if result.is_err() {
            browser.report().await;
        }
        browser.quit().await;
        if let Err(panic) = result {
            std::panic::resume_unwind(panic);
        }
    }

    /// Closes the browser.
    pub async fn quit(self) {
        let Self { page, driver, .. } = self;
        if let Err(error) = page.quit().await {
            eprintln!("the browser did not close: {error}");
        }
        drop(driver);
    }

    /// Prints the address, the console and the HTML of the page, and the path of a screenshot.
    async fn report(&self) {
        let file = screenshot_path();
        if let Err(error) = self.page.screenshot(&file).await {
            eprintln!("no screenshot: {error}");
        }
        let address = self.page.current_url().await.map(|url| url.to_string());
        eprintln!(
            "--- page {} (screenshot: {})",
            address.unwrap_or_default(),
            file.display()
        );
        for line in self.console_errors().await {
            eprintln!("console: {line}");
        }
        let html = self.page.source().await.unwrap_or_default();
        eprintln!("{html}\n--- end of the page");
    }

    /// Returns the errors logged since the last call: of scripts and of the content security policy.
    /// Responses of the API with an error status are left out.
    pub async fn console_errors(&self) -> Vec<String> {
        let entries = self.page.browser_log().await.unwrap_or_default();
        entries
            .into_iter()
            .filter(|entry| entry.level == "SEVERE")
            .filter(|entry| {
                let network = entry.source.as_deref() == Some("network");
                !(network && entry.message.contains("/api/v1/"))
            })
            .map(|entry| entry.message)
            .collect()
    }
}

fn screenshot_path() -> PathBuf {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("test").replace("::", "-");
    std::env::temp_dir().join(format!("nmrs-{test}.png"))
}

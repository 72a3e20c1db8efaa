//! A real browser: Chromium without a window, driven through ChromeDriver.

mod driver;
pub mod elements;
mod files;
mod loading;
mod page;
mod paper;

use std::panic::AssertUnwindSafe;
use std::path::PathBuf;

use futures::FutureExt as _;
use thirtyfour::WebDriver;

use self::driver::Driver;
pub use self::paper::Printed;

/// A browser with one page.
#[derive(Debug)]
pub struct Browser {
    page: WebDriver,
    base: String,
    driver: Driver,
}

impl Browser {
    /// Starts one for the server at `base`.
    pub async fn start(base: &str) -> Self {
        let driver = Driver::start();
        let page = driver.open().await;
        Self {
            page,
            base: base.to_owned(),
            driver,
        }
    }

    /// Runs a test in a browser of its own. When it fails, the page as it was is shown.
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

    /// Closes it.
    pub async fn quit(self) {
        let Self { page, driver, .. } = self;
        if let Err(error) = page.quit().await {
            eprintln!("the browser did not close: {error}");
        }
        drop(driver);
    }

    /// Prints where the page is, what it logged and its HTML, and where a picture of it lies.
    async fn report(&self) {
        let picture = picture_path();
        if let Err(error) = self.page.screenshot(&picture).await {
            eprintln!("no picture: {error}");
        }
        let at = self.page.current_url().await.map(|url| url.to_string());
        eprintln!(
            "--- page {} (picture: {})",
            at.unwrap_or_default(),
            picture.display()
        );
        for line in self.console().await {
            eprintln!("console: {line}");
        }
        let html = self.page.source().await.unwrap_or_default();
        eprintln!("{html}\n--- end of the page");
    }

    /// Errors that the browser has logged since it was last asked: of scripts, and of the content
    /// security policy. Refusals of the API are answers and no errors of the page.
    pub async fn console(&self) -> Vec<String> {
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

fn picture_path() -> PathBuf {
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("test").replace("::", "-");
    std::env::temp_dir().join(format!("nmrs-{test}.png"))
}

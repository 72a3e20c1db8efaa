//! What a user does with a page: every step waits until the page is ready for it, and none sleeps
//! for a fixed time.

use std::time::{Duration, Instant};

use thirtyfour::prelude::*;

use super::Browser;

/// How long the page may take for a step.
const PATIENCE: Duration = Duration::from_secs(40);
const PAUSE: Duration = Duration::from_millis(40);

/// CSS of an element with this `data-testid`.
pub fn hook(id: &str) -> String {
    format!("[data-testid=\"{id}\"]")
}

/// XPath of a button or link that reads `text`.
fn reading(text: &str) -> By {
    By::XPath(format!(
        "//*[self::button or self::a][contains(normalize-space(.), '{text}')]"
    ))
}

impl Browser {
    /// Repeats a step until it answers something. An element that has just gone is not there yet.
    pub(super) async fn wait<T>(
        &self,
        what: &str,
        step: impl AsyncFn() -> WebDriverResult<Option<T>>,
    ) -> T {
        let began = Instant::now();
        loop {
            let last = match step().await {
                Ok(Some(found)) => return found,
                Ok(None) => "not yet".to_owned(),
                Err(error) => error.to_string(),
            };
            assert!(
                began.elapsed() < PATIENCE,
                "waited in vain for {what}: {last}"
            );
            tokio::time::sleep(PAUSE).await;
        }
    }

    async fn visible(&self, by: &By) -> WebDriverResult<Option<WebElement>> {
        for element in self.page.find_all(by.clone()).await? {
            if element.is_displayed().await? {
                return Ok(Some(element));
            }
        }
        Ok(None)
    }

    async fn click_by(&self, by: By, what: &str) {
        self.wait(what, async || {
            let Some(element) = self.visible(&by).await? else {
                return Ok(None);
            };
            if !element.is_enabled().await? {
                return Ok(None);
            }
            element.click().await.map(Some)
        })
        .await;
    }

    /// Clicks what a selector finds, once it can be clicked.
    pub async fn click(&self, css: &str) {
        self.click_by(By::Css(css), css).await;
    }

    /// Clicks the button or link that reads `text`.
    pub async fn press(&self, text: &str) {
        self.click_by(reading(text), text).await;
    }

    /// Replaces the text of a field.
    pub async fn fill(&self, css: &str, text: &str) {
        self.wait(css, async || {
            let Some(element) = self.visible(&By::Css(css)).await? else {
                return Ok(None);
            };
            if !element.is_enabled().await? {
                return Ok(None);
            }
            element.clear().await?;
            element.send_keys(text).await?;
            let now = element.prop("value").await?;
            Ok((now.as_deref() == Some(text)).then_some(()))
        })
        .await;
    }

    /// Types wherever the focus is.
    pub async fn type_keys(&self, text: &str) {
        let typed = self.page.action_chain().send_keys(text).perform().await;
        typed.expect("a keyboard");
    }

    /// Presses Ctrl and Enter wherever the focus is.
    pub async fn confirm_by_keys(&self) {
        let keys = self.page.action_chain().key_down(Key::Control);
        let keys = keys.send_keys(Key::Enter + "").key_up(Key::Control);
        keys.perform().await.expect("a keyboard");
    }

    /// Chooses the line of a select that has this value.
    pub async fn choose(&self, css: &str, value: &str) {
        self.click_by(By::Css(css), css).await;
        let option = format!("{css} option[value='{value}']");
        self.click_by(By::Css(&option), &option).await;
    }

    /// Presses a key, named as `KeyboardEvent.key` does, where the focus is.
    pub async fn press_key(&self, key: &str) {
        let keys = match key {
            "Enter" => Key::Enter.value().to_string(),
            "Escape" => Key::Escape.value().to_string(),
            "ArrowRight" => Key::Right.value().to_string(),
            "ArrowDown" => Key::Down.value().to_string(),
            other => other.to_owned(),
        };
        self.wait(key, async || {
            let element = self.page.active_element().await?;
            element.send_keys(keys.as_str()).await.map(Some)
        })
        .await;
    }

    /// Drags what one selector finds onto what another one finds, with the pointer.
    pub async fn drag(&self, from: &str, to: &str) {
        self.wait(&format!("{from} on {to}"), async || {
            let from = self.page.find(By::Css(from)).await?;
            let to = self.page.find(By::Css(to)).await?;
            let chain = self.page.action_chain();
            let chain = chain.click_and_hold_element(&from).move_by_offset(0, -8);
            let chain = chain.move_to_element_center(&to).move_by_offset(0, -2);
            chain.release().perform().await.map(Some)
        })
        .await;
    }

    /// Waits until what a selector finds has the focus.
    pub async fn focused(&self, css: &str) {
        self.wait(&format!("the focus on {css}"), async || {
            let found = self.page.find(By::Css(css)).await?;
            let active = self.page.active_element().await?;
            Ok((found == active).then_some(()))
        })
        .await;
    }

    /// Chooses a day, `2026-11-01`. How one is typed depends on the browser's language.
    pub async fn set_day(&self, css: &str, day: &str) {
        self.see(css).await;
        let set = format!(
            "const field = document.querySelector('{}'); field.value = '{day}'; \
             field.dispatchEvent(new Event('change', {{bubbles: true}}));",
            css.replace('\'', "\\'")
        );
        self.script(&set).await;
    }

    /// What is in a field.
    pub async fn value(&self, css: &str) -> String {
        self.wait(css, async || match self.visible(&By::Css(css)).await? {
            Some(element) => element.prop("value").await,
            None => Ok(None),
        })
        .await
    }

    /// Waits until something is seen.
    pub async fn see(&self, css: &str) {
        self.wait(css, async || self.visible(&By::Css(css)).await)
            .await;
    }

    /// Waits until something is not seen any more.
    pub async fn see_no(&self, css: &str) {
        self.wait(&format!("the end of {css}"), async || {
            let seen = self.visible(&By::Css(css)).await?;
            Ok(seen.is_none().then_some(()))
        })
        .await;
    }

    /// Waits until what a selector finds reads `text` somewhere; answers all that it reads.
    pub async fn read(&self, css: &str, text: &str) -> String {
        self.wait(&format!("{text:?} in {css}"), async || {
            let Some(element) = self.visible(&By::Css(css)).await? else {
                return Ok(None);
            };
            let read = element.text().await?;
            Ok(read.contains(text).then_some(read))
        })
        .await
    }

    /// The texts of all that a selector finds now.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let found = self.page.find_all(By::Css(css)).await.unwrap_or_default();
        let mut texts = Vec::new();
        for element in found {
            texts.push(element.text().await.unwrap_or_default());
        }
        texts
    }

    /// How many elements a selector finds, seen or not.
    pub async fn count(&self, css: &str) -> usize {
        let found = self.page.find_all(By::Css(css)).await;
        found.map_or(0, |found| found.len())
    }
}

//! Steps and expectations on elements. Each one is retried until it succeeds or 40 seconds have
//! passed.

use std::time::{Duration, Instant};

use thirtyfour::prelude::*;

use super::session::Browser;

/// Time limit for a step.
const TIMEOUT: Duration = Duration::from_secs(40);
const INTERVAL: Duration = Duration::from_millis(40);

/// Returns the selector of the element with this `data-testid`.
pub fn test_id(id: &str) -> String {
    format!("[data-testid=\"{id}\"]")
}

/// Returns the selector of the input of a form field.
pub fn field_input(id: &str) -> String {
    format!("{} input", test_id(&format!("field-{id}")))
}

/// Finds buttons and links that contain `text`.
fn by_text(text: &str) -> By {
    By::XPath(format!(
        "//*[self::button or self::a][contains(normalize-space(.), '{text}')]"
    ))
}

impl Browser {
    /// Repeats a step until it returns a value. Errors are retried, because elements may be replaced
    /// while they are used.
    pub(super) async fn wait<T>(
        &self,
        description: &str,
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
                began.elapsed() < TIMEOUT,
                "waited in vain for {description}: {last}"
            );
            tokio::time::sleep(INTERVAL).await;
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

    async fn click_by(&self, by: By, description: &str) {
        self.wait(description, async || {
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

    /// Clicks an element once it is visible and enabled.
    pub async fn click(&self, css: &str) {
        self.click_by(By::Css(css), css).await;
    }

    /// Clicks the button or link that contains `text`.
    pub async fn click_text(&self, text: &str) {
        self.click_by(by_text(text), text).await;
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

    /// Types into the focused element.
    pub async fn type_keys(&self, text: &str) {
        let typed = self.page.action_chain().send_keys(text).perform().await;
        typed.expect("a keyboard");
    }

    /// Presses Ctrl+Enter in the focused element.
    pub async fn press_ctrl_enter(&self) {
        let keys = self.page.action_chain().key_down(Key::Control);
        let keys = keys.send_keys(Key::Enter + "").key_up(Key::Control);
        keys.perform().await.expect("a keyboard");
    }

    /// Selects the option with this value.
    pub async fn select_option(&self, css: &str, value: &str) {
        self.click_by(By::Css(css), css).await;
        let option = format!("{css} option[value='{value}']");
        self.click_by(By::Css(&option), &option).await;
    }

    /// Presses a key (a value of `KeyboardEvent.key`) in the focused element.
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

    /// Drags one element onto another with the pointer.
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

    /// Waits until an element has the focus.
    pub async fn expect_focus(&self, css: &str) {
        self.wait(&format!("the focus on {css}"), async || {
            let found = self.page.find(By::Css(css)).await?;
            let active = self.page.active_element().await?;
            Ok((found == active).then_some(()))
        })
        .await;
    }

    /// Sets a date field to `2026-11-01`. Typing it would depend on the language of the browser.
    pub async fn set_day(&self, css: &str, day: &str) {
        self.expect_visible(css).await;
        let set = format!(
            "const field = document.querySelector('{}'); field.value = '{day}'; \
             field.dispatchEvent(new Event('change', {{bubbles: true}}));",
            css.replace('\'', "\\'")
        );
        self.run_script(&set).await;
    }

    /// Returns the value of a field.
    pub async fn value(&self, css: &str) -> String {
        self.wait(css, async || match self.visible(&By::Css(css)).await? {
            Some(element) => element.prop("value").await,
            None => Ok(None),
        })
        .await
    }

    /// Waits until an element is visible.
    pub async fn expect_visible(&self, css: &str) {
        self.wait(css, async || self.visible(&By::Css(css)).await)
            .await;
    }

    /// Waits until no element of a selector is visible.
    pub async fn expect_hidden(&self, css: &str) {
        self.wait(&format!("no visible {css}"), async || {
            let visible = self.visible(&By::Css(css)).await?;
            Ok(visible.is_none().then_some(()))
        })
        .await;
    }

    /// Waits until an element contains `text`, and returns its whole text.
    pub async fn expect_text(&self, css: &str, text: &str) -> String {
        self.wait(&format!("{text:?} in {css}"), async || {
            let Some(element) = self.visible(&By::Css(css)).await? else {
                return Ok(None);
            };
            let whole = element.text().await?;
            Ok(whole.contains(text).then_some(whole))
        })
        .await
    }

    /// Returns the texts of all elements of a selector, without waiting.
    pub async fn texts(&self, css: &str) -> Vec<String> {
        let found = self.page.find_all(By::Css(css)).await.unwrap_or_default();
        let mut texts = Vec::new();
        for element in found {
            texts.push(element.text().await.unwrap_or_default());
        }
        texts
    }

    /// Counts the elements of a selector, visible or not, without waiting.
    pub async fn count(&self, css: &str) -> usize {
        let found = self.page.find_all(By::Css(css)).await;
        found.map_or(0, |found| found.len())
    }

    /// Presses Enter in a field.
    pub async fn press_enter_in(&self, css: &str) {
        let field = self.page.find(By::Css(css)).await.expect(css);
        field.send_keys(Key::Enter + "").await.expect("a key");
    }

    /// Waits until a selector finds `count` elements.
    pub async fn expect_count(&self, css: &str, count: usize) {
        self.wait(&format!("{count} × {css}"), async || {
            let found = self.page.find_all(By::Css(css)).await?.len();
            Ok((found == count).then_some(()))
        })
        .await;
    }

    /// Presses Tab until an element has the focus, at most 80 times.
    pub async fn tab_to(&self, css: &str) {
        for _ in 0..80 {
            let found = format!("return document.activeElement.matches('{css}')");
            if self.run_script(&found).await == true {
                return;
            }
            self.type_keys(&Key::Tab.value().to_string()).await;
        }
        panic!("Tab does not lead to {css}");
    }
}

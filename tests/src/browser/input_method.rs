//! An input method that composes text in the focused field.

use serde_json::json;

use super::session::Browser;

impl Browser {
    /// Shows text that an input method is composing.
    pub async fn compose(&self, text: &str) {
        let length = text.encode_utf16().count();
        let composition = json!({"text": text, "selectionStart": length, "selectionEnd": length});
        self.page
            .cdp()
            .send_raw("Input.imeSetComposition", composition)
            .await
            .expect("a composition");
    }

    /// Ends the composition with a text.
    pub async fn end_composition(&self, text: &str) {
        self.page
            .cdp()
            .send_raw("Input.insertText", json!({"text": text}))
            .await
            .expect("the end of a composition");
    }
}

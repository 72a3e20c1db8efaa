//! Functions of the browser.

use std::time::Duration;

use leptos::prelude::{document, window};
use leptos_router::NavigateOptions;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::JsFuture;

/// 128 random bits as hexadecimal digits. `crypto.randomUUID` would need HTTPS, which a
/// provincial intranet may not have.
pub fn random_key() -> String {
    let mut bytes = [0_u8; 16];
    if let Ok(crypto) = window().crypto() {
        // Fails only beyond 65,536 bytes.
        let _ = crypto.get_random_values_with_u8_array(&mut bytes);
    }
    let mut key = String::with_capacity(32);
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            key.extend(char::from_digit(u32::from(nibble), 16));
        }
    }
    key
}

pub fn reload() {
    // Fails only while the page is being left.
    let _ = window().location().reload();
}

/// Sets the title of the browser's tab.
pub fn set_title(page: &str) {
    document().set_title(&format!("{page} · 政务新媒体报送系统"));
}

/// Navigation that replaces the entry of the history: going back must not lead here again.
pub fn replace_entry() -> NavigateOptions {
    NavigateOptions {
        replace: true,
        ..NavigateOptions::default()
    }
}

/// Opens the browser's print dialog.
pub fn print() {
    // Fails only if the browser forbids it.
    let _ = window().print();
}

/// Absolute URL of a path of this app.
pub fn absolute_url(path: &str) -> String {
    let origin = window().location().origin().unwrap_or_default();
    format!("{origin}{path}")
}

/// Downloads a file of this server with the browser's own download. An error answer does not leave the
/// page.
pub fn download(url: &str) -> bool {
    document().create_element("a").is_ok_and(|link| {
        let link: web_sys::HtmlAnchorElement = link.unchecked_into();
        link.set_href(url);
        link.set_download("");
        link.click();
        true
    })
}

/// Saves a text as a file. Returns true if the browser accepted it.
pub fn save_text(name: &str, text: &str) -> bool {
    let parts = js_sys::Array::of1(&text.into());
    web_sys::Blob::new_with_str_sequence(&parts).is_ok_and(|content| save_blob(name, &content))
}

/// Saves content as a file. Returns true if the browser accepted it.
pub fn save_blob(name: &str, content: &web_sys::Blob) -> bool {
    save_file(name, content).is_ok()
}

fn save_file(name: &str, content: &web_sys::Blob) -> Result<(), wasm_bindgen::JsValue> {
    let url = web_sys::Url::create_object_url_with_blob(content)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // Some browsers start reading later.
    let forget = move || {
        let _ = web_sys::Url::revoke_object_url(&url);
    };
    leptos::prelude::set_timeout(forget, Duration::from_mins(1));
    Ok(())
}

/// Focuses a control after the pending changes of the page.
pub fn focus(id: impl AsRef<str> + 'static) {
    focus_on(move || document().get_element_by_id(id.as_ref()));
}

/// Focuses the element that `find` returns after the pending changes of the page.
pub fn focus_on(find: impl FnOnce() -> Option<web_sys::Element> + 'static) {
    let focus = move || {
        let control = find().and_then(|found| found.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(control) = control {
            // Fails only on an element that is not in the page.
            let _ = control.focus();
        }
    };
    leptos::prelude::set_timeout(focus, Duration::ZERO);
}

/// Blurs the focused field before it is removed, so that an input method ends its composition.
pub(crate) fn release_focus() {
    let focused = document()
        .active_element()
        .and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    if let Some(focused) = focused {
        // Fails only on an element that is not in the page.
        let _ = focused.blur();
    }
}

/// Scrolls a focused element into view by its `scroll-margin`. The browser alone regards what is
/// below a sticky column as visible.
pub fn show_focused(event: &web_sys::FocusEvent) {
    let Some(target) = event.target() else { return };
    if let Ok(control) = target.dyn_into::<web_sys::Element>() {
        let nearest = web_sys::ScrollIntoViewOptions::new();
        nearest.set_block(web_sys::ScrollLogicalPosition::Nearest);
        nearest.set_inline(web_sys::ScrollLogicalPosition::Nearest);
        control.scroll_into_view_with_scroll_into_view_options(&nearest);
    }
}

const SESSION_MARK: &str = "nmrs.session";

/// Notes whether this browser has a session; scripts cannot see the cookie.
pub(crate) fn mark_session(present: bool) {
    if let Some(storage) = shared_storage() {
        // Without the note the next start asks the server.
        let _ = if present {
            storage.set_item(SESSION_MARK, "1")
        } else {
            storage.remove_item(SESSION_MARK)
        };
    }
}

/// Returns false if the browser is known to have no session.
pub(crate) fn may_have_session() -> bool {
    shared_storage().is_none_or(|storage| !matches!(storage.get_item(SESSION_MARK), Ok(None)))
}

pub async fn sleep(ms: i32) {
    let promise = js_sys::Promise::new(&mut |resolve, _| {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
    });
    let _ = JsFuture::from(promise).await;
}

/// Session storage; `None` if the browser forbids it.
pub fn tab_storage() -> Option<web_sys::Storage> {
    window().session_storage().ok().flatten()
}

pub(crate) fn shared_storage() -> Option<web_sys::Storage> {
    window().local_storage().ok().flatten()
}

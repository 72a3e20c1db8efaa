//! Messages between the tabs of one browser.

use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent};

const CHANNEL: &str = "nmrs";

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TabMessage {
    SignedOut,
    SignedIn(i64),
}

impl TabMessage {
    fn to_text(&self) -> String {
        match self {
            Self::SignedOut => "signed-out".into(),
            Self::SignedIn(user) => format!("signed-in {user}"),
        }
    }

    fn from_text(text: &str) -> Option<Self> {
        match text.split_once(' ') {
            None if text == "signed-out" => Some(Self::SignedOut),
            Some(("signed-in", user)) => user.parse().ok().map(Self::SignedIn),
            _ => None,
        }
    }
}

thread_local! {
    // One for both directions: a channel does not receive its own messages.
    static OPEN: Option<BroadcastChannel> = BroadcastChannel::new(CHANNEL).ok();
}

pub(crate) fn broadcast(message: &TabMessage) {
    OPEN.with(|channel| {
        if let Some(channel) = channel {
            // A tab that misses it learns it from its next call.
            let _ = channel.post_message(&message.to_text().into());
        }
    });
}

/// Calls `handle` for messages of other tabs while the app runs.
pub(crate) fn listen(handle: impl Fn(TabMessage) + 'static) {
    let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(message) = event
            .data()
            .as_string()
            .as_deref()
            .and_then(TabMessage::from_text)
        {
            handle(message);
        }
    });
    OPEN.with(|channel| {
        if let Some(channel) = channel {
            channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
        }
    });
    listener.forget();
}

#[cfg(test)]
mod tests {
    use super::TabMessage;

    #[test]
    fn messages_between_tabs_are_read_back() {
        for message in [TabMessage::SignedOut, TabMessage::SignedIn(7)] {
            assert_eq!(TabMessage::from_text(&message.to_text()), Some(message));
        }
        assert_eq!(TabMessage::from_text("signed-in x"), None);
        assert_eq!(TabMessage::from_text("hello"), None);
    }
}

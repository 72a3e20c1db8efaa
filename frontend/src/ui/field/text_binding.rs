use leptos::prelude::*;

/// A text while it is input, in whatever element.
///
/// While an input method composes, neither is the element read nor written: rewriting it would throw
/// the half-typed characters away. An element may vanish while it composes, and its last events come
/// when its signals are gone: then there is nothing to keep.
#[derive(Clone, Copy)]
pub(super) struct TextBinding {
    value: RwSignal<String>,
    composing: StoredValue<bool>,
}

impl TextBinding {
    pub(super) fn new(value: RwSignal<String>) -> Self {
        Self {
            value,
            composing: StoredValue::new(false),
        }
    }

    /// An input method is at work.
    pub(super) fn is_composing(self) -> bool {
        self.composing.try_get_value().unwrap_or_default()
    }

    /// An input method begins.
    pub(super) fn composition_start(self) {
        self.composing.try_set_value(true);
    }

    /// An input method has ended with this text.
    pub(super) fn composition_end(self, text: String) {
        self.composing.try_set_value(false);
        self.take(text);
    }

    /// The element has this text now.
    pub(super) fn input(self, text: String) {
        if !self.is_composing() {
            self.take(text);
        }
    }

    /// The element has this text, however it came there.
    pub(super) fn take(self, text: String) {
        self.value.try_set(text);
    }

    /// What has to be written into an element that has `shown`: the value was changed from
    /// elsewhere. Reactive.
    pub(super) fn pending_text(self, shown: &str) -> Option<String> {
        let value = self.value.get();
        (value != shown && !self.is_composing()).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_typed_characters_are_neither_read_nor_overwritten() {
        let owner = Owner::new();
        owner.with(|| {
            let value = RwSignal::new(String::new());
            let binding = TextBinding::new(value);
            binding.input("a".into());
            assert_eq!(value.get_untracked(), "a");
            binding.composition_start();
            binding.input("agong".into());
            assert_eq!(value.get_untracked(), "a");
            assert_eq!(binding.pending_text("agong"), None);
            binding.composition_end("a公安".into());
            assert_eq!(value.get_untracked(), "a公安");
            assert_eq!(binding.pending_text("a公安"), None);
            value.set("别的".into());
            assert_eq!(binding.pending_text("a公安").as_deref(), Some("别的"));
        });
    }

    #[test]
    fn an_element_that_vanishes_while_it_composes_is_no_error() {
        let owner = Owner::new();
        let binding = owner.with(|| TextBinding::new(RwSignal::new(String::new())));
        binding.composition_start();
        owner.cleanup();
        assert!(!binding.is_composing());
        binding.input("a".into());
        binding.composition_start();
        binding.composition_end("公安".into());
    }
}

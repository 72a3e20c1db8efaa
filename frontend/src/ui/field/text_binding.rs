use leptos::prelude::*;

/// Binding of a signal to a text element.
///
/// While an input method composes, the element is neither read nor written: that would discard the
/// half-typed characters. The last events of a removed element may arrive after its signals are
/// disposed.
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

    pub(super) fn is_composing(self) -> bool {
        self.composing.try_get_value().unwrap_or_default()
    }

    pub(super) fn composition_start(self) {
        self.composing.try_set_value(true);
    }

    pub(super) fn composition_end(self, text: String) {
        self.composing.try_set_value(false);
        self.take(text);
    }

    pub(super) fn input(self, text: String) {
        if !self.is_composing() {
            self.take(text);
        }
    }

    pub(super) fn take(self, text: String) {
        self.value.try_set(text);
    }

    /// Text to write into an element that has `shown`, if the signal was changed elsewhere.
    /// Reactive.
    pub(super) fn pending_text(self, shown: &str) -> Option<String> {
        let value = self.value.get();
        (value != shown && !self.is_composing()).then_some(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_text_is_neither_read_nor_overwritten() {
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
    fn events_of_a_removed_element_are_ignored() {
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

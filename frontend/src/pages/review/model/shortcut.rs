//! Keyboard shortcuts.

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shortcut {
    Next,
    Previous,
    /// Choose to approve; nothing is decided by it.
    Approve,
    /// Choose to reject; nothing is decided by it.
    Reject,
    Confirm,
}

#[derive(Debug, Clone, Copy)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "as in the event of the browser"
)]
pub(crate) struct KeyPress<'a> {
    pub(crate) key: &'a str,
    pub(crate) control: bool,
    pub(crate) other_modifier: bool,
    pub(crate) composing: bool,
    pub(crate) repeated: bool,
    pub(crate) typing: bool,
}

/// `None` for text and for shortcuts of the browser.
pub(crate) fn shortcut(press: &KeyPress<'_>) -> Option<Shortcut> {
    if press.composing || press.repeated || press.other_modifier {
        return None;
    }
    if press.control {
        return (press.key == "Enter").then_some(Shortcut::Confirm);
    }
    if press.typing {
        return None;
    }
    match press.key {
        "j" | "J" => Some(Shortcut::Next),
        "k" | "K" => Some(Shortcut::Previous),
        "a" | "A" => Some(Shortcut::Approve),
        "r" | "R" => Some(Shortcut::Reject),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(key: &str) -> KeyPress<'_> {
        KeyPress {
            key,
            control: false,
            other_modifier: false,
            composing: false,
            repeated: false,
            typing: false,
        }
    }

    #[test]
    fn letters_are_shortcuts_outside_of_fields() {
        for (key, wanted) in [
            ("j", Shortcut::Next),
            ("K", Shortcut::Previous),
            ("a", Shortcut::Approve),
            ("r", Shortcut::Reject),
        ] {
            assert_eq!(shortcut(&press(key)), Some(wanted));
            let typing = KeyPress {
                typing: true,
                ..press(key)
            };
            assert_eq!(shortcut(&typing), None);
        }
        assert_eq!(shortcut(&press("Enter")), None);
    }

    #[test]
    fn keys_of_the_browser_and_of_input_methods_are_ignored() {
        for key in ["j", "a", "r", "Enter"] {
            for taken in [
                KeyPress {
                    other_modifier: true,
                    ..press(key)
                },
                KeyPress {
                    composing: true,
                    control: true,
                    ..press(key)
                },
                KeyPress {
                    repeated: true,
                    control: true,
                    ..press(key)
                },
            ] {
                assert_eq!(shortcut(&taken), None, "{taken:?}");
            }
        }
        // Ctrl+R reloads the page, Ctrl+A selects all.
        for key in ["r", "a", "j", "k"] {
            let taken = KeyPress {
                control: true,
                ..press(key)
            };
            assert_eq!(shortcut(&taken), None);
        }
    }

    #[test]
    fn control_enter_confirms_inside_a_field() {
        let confirm = KeyPress {
            control: true,
            typing: true,
            ..press("Enter")
        };
        assert_eq!(shortcut(&confirm), Some(Shortcut::Confirm));
    }
}

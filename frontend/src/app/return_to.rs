//! Where the user stored to go before having to sign in.

use super::browser;

const KEY: &str = "nmrs.wanted";
/// Where to go when nothing else was stored.
pub const HOME: &str = "/accounts";

/// Keeps a path of this app for after the sign-in.
pub fn remember_return_path(path: &str) {
    if let (true, Some(storage)) = (is_own_path(path), browser::tab_storage()) {
        // Without it the user lands on the work list.
        let _ = storage.set_item(KEY, path);
    }
}

/// Forgets it: the next one to sign in here may be somebody else.
pub fn forget_return_path() {
    if let Some(storage) = browser::tab_storage() {
        let _ = storage.remove_item(KEY);
    }
}

/// The path to go to after the sign-in, once.
pub fn take_return_path() -> String {
    let stored = browser::tab_storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    forget_return_path();
    stored
        .filter(|path| is_own_path(path))
        .unwrap_or_else(|| HOME.into())
}

/// Whether a path stays within this app: `//host`, `/\host` and whole URLs do not.
fn is_own_path(path: &str) -> bool {
    let mut chars = path.chars();
    chars.next() == Some('/')
        && !matches!(chars.next(), Some('/' | '\\'))
        && !path.chars().any(char::is_control)
        && path != "/"
        && !path.starts_with("/sign-in")
}

#[cfg(test)]
mod tests {
    use super::is_own_path;

    #[test]
    fn redirects_only_to_own_paths() {
        assert!(is_own_path("/accounts/7?tab=drafts"));
        for foreign in [
            "https://evil.example/",
            "//evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "/\t/evil.example",
            "",
            "/",
            "/sign-in",
        ] {
            assert!(!is_own_path(foreign), "{foreign}");
        }
    }
}

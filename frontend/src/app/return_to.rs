//! Path to return to after the sign-in.

use super::browser;

const KEY: &str = "nmrs.wanted";
/// Path after a sign-in without a stored path.
pub const HOME: &str = "/accounts";

/// Stores a path of this app for the time after the sign-in.
pub fn remember_return_path(path: &str) {
    if let (true, Some(storage)) = (is_own_path(path), browser::tab_storage()) {
        // Without it the user lands on the work list.
        let _ = storage.set_item(KEY, path);
    }
}

/// Removes the stored path: the next user may be another one.
pub fn forget_return_path() {
    if let Some(storage) = browser::tab_storage() {
        let _ = storage.remove_item(KEY);
    }
}

/// Returns the path to open after the sign-in, and removes it.
pub fn take_return_path() -> String {
    let stored = browser::tab_storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    forget_return_path();
    stored
        .filter(|path| is_own_path(path))
        .unwrap_or_else(|| HOME.into())
}

/// Returns true for a path within this app, false for `//host`, `/\host` and absolute URLs.
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

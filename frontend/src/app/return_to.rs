//! Where the user wanted to go before having to sign in.

use super::browser;

const KEY: &str = "nmrs.wanted";
/// Where to go when nothing else was wanted.
pub const HOME: &str = "/accounts";

/// Keeps a path of this app for after the sign-in.
pub fn remember_wanted(path: &str) {
    if let (true, Some(storage)) = (is_own(path), browser::tab_storage()) {
        // Without it the user lands on the work list.
        let _ = storage.set_item(KEY, path);
    }
}

/// Forgets it: the next one to sign in here may be somebody else.
pub fn forget_wanted() {
    if let Some(storage) = browser::tab_storage() {
        let _ = storage.remove_item(KEY);
    }
}

/// The path to go to after the sign-in, once.
pub fn take_wanted() -> String {
    let wanted = browser::tab_storage().and_then(|storage| storage.get_item(KEY).ok().flatten());
    forget_wanted();
    wanted
        .filter(|path| is_own(path))
        .unwrap_or_else(|| HOME.into())
}

/// Whether a path stays within this app: `//host`, `/\host` and whole URLs do not.
fn is_own(path: &str) -> bool {
    let mut chars = path.chars();
    chars.next() == Some('/')
        && !matches!(chars.next(), Some('/' | '\\'))
        && !path.chars().any(char::is_control)
        && path != "/"
        && !path.starts_with("/sign-in")
}

#[cfg(test)]
mod tests {
    use super::is_own;

    #[test]
    fn only_paths_of_this_app_are_gone_to() {
        assert!(is_own("/accounts/7?tab=drafts"));
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
            assert!(!is_own(foreign), "{foreign}");
        }
    }
}

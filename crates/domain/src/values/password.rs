//! Rules for the password that a user chooses.

/// Minimum length in characters.
pub const MIN: usize = 8;
/// Maximum length in characters, which limits the work of hashing.
pub const MAX: usize = 128;

/// Reasons for refusing a new password; `Display` is the Chinese message for the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PasswordError {
    /// Shorter than [`MIN`].
    #[error("新密码至少 8 位")]
    TooShort,
    /// Longer than [`MAX`].
    #[error("新密码最多 128 位")]
    TooLong,
    /// Fewer than 3 of the 4 classes: capital letters, small letters, digits, symbols.
    #[error("新密码须包含大写字母、小写字母、数字、符号中的至少三种")]
    TooSimple,
    /// The same as the old password.
    #[error("新密码不能与原密码相同")]
    Unchanged,
}

/// Checks a new password against the rules and against the old one.
pub fn check(new: &str, old: &str) -> Result<(), PasswordError> {
    let length = new.chars().count();
    if length < MIN {
        return Err(PasswordError::TooShort);
    }
    if length > MAX {
        return Err(PasswordError::TooLong);
    }
    let classes = [
        new.chars().any(|c| c.is_ascii_uppercase()),
        new.chars().any(|c| c.is_ascii_lowercase()),
        new.chars().any(|c| c.is_ascii_digit()),
        new.chars().any(|c| !c.is_ascii_alphanumeric()),
    ];
    if classes.into_iter().filter(|&c| c).count() < 3 {
        return Err(PasswordError::TooSimple);
    }
    if new == old {
        return Err(PasswordError::Unchanged);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rule_has_its_own_message() {
        assert_eq!(check("Aa1!", "x"), Err(PasswordError::TooShort));
        assert_eq!(check("aaaaaaaa1", "x"), Err(PasswordError::TooSimple));
        assert_eq!(
            check("Nmrs-2026", "Nmrs-2026"),
            Err(PasswordError::Unchanged)
        );
        assert_eq!(check(&"Aa1!".repeat(40), "x"), Err(PasswordError::TooLong));
        assert_eq!(check("Nmrs-2026", "Nmrs-2025"), Ok(()));
    }
}

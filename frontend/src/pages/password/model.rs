use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::password;
use nmrs_domain::wire::PasswordIn;
use validator::Validate as _;

use crate::api::ApiError;

/// Returns the body, or the errors by field.
pub fn change(old: &str, new: &str, repeated: &str) -> Result<PasswordIn, FieldErrors> {
    let input = PasswordIn {
        old_password: old.to_owned(),
        new_password: new.to_owned(),
    };
    let mut errors = input
        .validate()
        .err()
        .map(|errors| FieldErrors::from_validator(&errors))
        .unwrap_or_default();
    if errors.at("/new_password").is_none()
        && let Err(error) = password::check(new, old)
    {
        errors.push("/new_password", error.to_string());
    }
    if errors.at("/new_password").is_none() && new != repeated {
        errors.push("/repeated", "两次填写的新密码不一致");
    }
    errors.into_result().map(|()| input)
}

/// Errors of the server by field; `""` is the form as a whole.
pub fn refused(error: &ApiError) -> FieldErrors {
    let fields = error.field_errors();
    match error.code() {
        _ if !fields.is_empty() => fields,
        Some(ErrorCode::WrongCredentials) => FieldErrors::one("/old_password", "原密码不正确"),
        _ => FieldErrors::one("", error.message()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_mistake_is_shown_at_its_field() {
        let errors = change("", "", "").unwrap_err();
        assert_eq!(errors.at("/old_password"), Some("请填写原密码"));
        assert_eq!(errors.at("/new_password"), Some("请填写新密码"));
        assert_eq!(errors.at("/repeated"), None);

        let weak = change("Nmrs-demo-2026", "aaaaaaaa", "aaaaaaaa").unwrap_err();
        assert!(weak.at("/new_password").unwrap().contains("三种"));

        let slip = change("Nmrs-demo-2026", "Nmrs-demo-2027", "Nmrs-demo-2028").unwrap_err();
        assert!(slip.at("/repeated").is_some());

        assert!(change("Nmrs-demo-2026", "Nmrs-demo-2027", "Nmrs-demo-2027").is_ok());
    }

    #[test]
    fn a_network_failure_is_shown_for_the_whole_form() {
        assert!(refused(&ApiError::Timeout).at("").is_some());
    }
}

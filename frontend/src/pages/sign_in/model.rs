use nmrs_domain::actor::SignInRole;
use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::identifiers::{OrgUnitCode, ReportingUnitCode};
use nmrs_domain::wire::LoginIn;
use validator::Validate as _;

use crate::api::ApiError;

pub fn username_hint(role: SignInRole) -> &'static str {
    match role {
        SignInRole::Organizing => "6 位，如 110105、BT0000、bm2900",
        SignInRole::Reporting => "10 位，如 110108M044",
    }
}

/// The other role, if the user name belongs to it: the most frequent cause of failed sign-ins.
pub fn other_role(role: SignInRole, username: &str) -> Option<SignInRole> {
    let username = username.trim();
    match role {
        SignInRole::Organizing if ReportingUnitCode::parse(username).is_ok() => {
            Some(SignInRole::Reporting)
        }
        SignInRole::Reporting if OrgUnitCode::parse(username).is_ok() => {
            Some(SignInRole::Organizing)
        }
        _ => None,
    }
}

/// Returns the body, or the missing fields.
pub fn login(role: SignInRole, username: &str, password: &str) -> Result<LoginIn, FieldErrors> {
    let input = LoginIn {
        role,
        username: username.trim().to_owned(),
        password: password.to_owned(),
    };
    match input.validate() {
        Ok(()) => Ok(input),
        Err(errors) => Err(FieldErrors::from_validator(&errors)),
    }
}

/// Errors of the server by field; `""` is the form as a whole.
pub fn refused(error: &ApiError) -> FieldErrors {
    match error.code() {
        Some(ErrorCode::ValidationFailed) => error.field_errors(),
        Some(ErrorCode::WrongCredentials | ErrorCode::LockedOut) => {
            FieldErrors::one("/password", error.message())
        }
        _ => FieldErrors::one("", error.message()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_values_are_shown_at_their_fields() {
        let errors = login(SignInRole::Organizing, " ", "").unwrap_err();
        assert_eq!(errors.at("/username"), Some("请填写用户名"));
        assert_eq!(errors.at("/password"), Some("请填写密码"));
        let input = login(SignInRole::Organizing, " 110108 ", " x ").unwrap();
        // Spaces around a user name come from copying; those of a password belong to it.
        assert_eq!(
            (input.username.as_str(), input.password.as_str()),
            ("110108", " x ")
        );
    }

    #[test]
    fn a_user_name_of_the_other_role_is_detected() {
        use SignInRole::{Organizing, Reporting};
        assert_eq!(other_role(Organizing, "110108M044"), Some(Reporting));
        assert_eq!(other_role(Reporting, "bm2900"), Some(Organizing));
        assert_eq!(other_role(Reporting, "110108M044"), None);
        assert_eq!(other_role(Organizing, "11010"), None);
    }

    #[test]
    fn a_network_failure_is_shown_for_the_whole_form() {
        let errors = refused(&ApiError::Offline);
        assert!(errors.at("").unwrap().contains("网络"));
    }
}

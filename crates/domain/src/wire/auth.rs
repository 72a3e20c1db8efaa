use serde::{Deserialize, Serialize};
use validator::Validate;

use super::{UnitRef, null_as_default, unit::OrgUnitRef};
use crate::actor::{Role, SignInRole};

/// Sign-in.
#[derive(Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct LoginIn {
    /// Role, 组织单位 or 填报单位; must match the user.
    pub role: SignInRole,
    /// Code of the unit, such as `110108` or `110108M044`.
    #[serde(default, deserialize_with = "null_as_default")]
    #[validate(length(min = 1, max = 32, message = "请填写用户名"))]
    #[cfg_attr(feature = "openapi", schema(example = "110108M044"))]
    pub username: String,
    /// Password.
    #[serde(default, deserialize_with = "null_as_default")]
    #[validate(length(min = 1, max = 128, message = "请填写密码"))]
    #[cfg_attr(feature = "openapi", schema(example = "Nmrs-demo-2026", format = Password))]
    pub password: String,
}

/// A change of the own password. It ends all sessions of the user.
#[derive(Clone, Serialize, Deserialize, Validate)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PasswordIn {
    /// Current password.
    #[serde(default, deserialize_with = "null_as_default")]
    #[validate(length(min = 1, max = 128, message = "请填写原密码"))]
    #[cfg_attr(feature = "openapi", schema(format = Password))]
    pub old_password: String,
    /// New password: at least 8 characters, 3 of 4 classes, different from the current one.
    #[serde(default, deserialize_with = "null_as_default")]
    #[validate(length(min = 1, max = 128, message = "请填写新密码"))]
    #[cfg_attr(feature = "openapi", schema(format = Password))]
    pub new_password: String,
}

// Passwords must not reach a log through `{:?}`.
impl std::fmt::Debug for LoginIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LoginIn")
            .field("role", &self.role)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for PasswordIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PasswordIn").finish_non_exhaustive()
    }
}

/// An access token. The refresh token is in an HttpOnly cookie.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenOut {
    /// JWT to send as `Authorization: Bearer …`.
    pub access_token: String,
    /// Always `Bearer`.
    pub token_type: String,
    /// Validity of the access token in seconds.
    pub expires_in: u64,
    /// Signed-in user.
    pub user: UserOut,
}

impl std::fmt::Debug for TokenOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("TokenOut")
            .field("user", &self.user)
            .finish_non_exhaustive()
    }
}

/// The signed-in user.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UserOut {
    /// Id of the user.
    pub id: i64,
    /// User name: the code of the unit.
    pub username: String,
    /// Name of the unit.
    pub name: String,
    /// Role chosen at sign-in.
    pub role: SignInRole,
    /// Role in the permission table, for menus and buttons.
    pub access: Role,
    /// False if a reporting unit has to complete its profile before any other call.
    pub profile_complete: bool,
    /// Org units from level 1 down to the user's own one; the central office itself for its user.
    pub org_path: Vec<OrgUnitRef>,
    /// Reporting unit, for role `reporting`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reporting_unit: Option<UnitRef>,
}

/// Answer of `GET /auth/me`.
pub type MeOut = UserOut;

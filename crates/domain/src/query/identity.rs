//! Query of the check of an identity.

use serde::{Deserialize, Serialize};

use crate::kind::AccountKind;

/// The query string of `GET /accounts/identity-check`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct IdentityQuery {
    /// Kind of account.
    pub kind: AccountKind,
    /// Link.
    #[serde(default)]
    pub url: String,
    /// The platform's ID, entered by hand.
    #[serde(default)]
    pub external_id: String,
    /// Name of the platform.
    #[serde(default)]
    pub platform_name: String,
    /// The account that is being changed, which may keep its own identity.
    #[serde(default)]
    pub except: Option<i64>,
}

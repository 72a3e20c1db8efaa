mod application;
mod duplicate;
mod log;

pub use application::{CloseIn, DeletionIn, RestoreIn, ResubmitIn};
pub use duplicate::DuplicateGroupOut;
pub use log::{LogAccountOut, LogContent, LogDocumentOut, SignatureOut, VerificationOut};
use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{OrgUnitRef, RejectionOut, UnitRef, null_as_default};
use crate::account::Function;
use crate::event::{EventDetails, EventKind};
use crate::kind::AccountKind;
use crate::status::Status;
use crate::workflow::Action;

/// An account, as entered in a draft, a submission or a correction.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AccountIn {
    /// Kind of account.
    pub kind: AccountKind,
    /// Name of the platform, at most 30 characters; required for mini-programs and others.
    #[serde(default, deserialize_with = "null_as_default")]
    pub platform_name: String,
    /// Official name of the account, at most 60 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "上庄发布"))]
    pub name: String,
    /// Unit or inner office that opened the account, at most 100 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "海淀区上庄镇人民政府"))]
    pub owner: String,
    /// Article link (WeChat), home-page link or download link, at most 2000 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(
        feature = "openapi",
        schema(example = "https://mp.weixin.qq.com/s?__biz=MjM5MjMxMTMyOA==&mid=2650&idx=1")
    )]
    pub url: String,
    /// Platform ID entered by hand, only if the link has none; the reviewer sees a mark.
    #[serde(default, deserialize_with = "null_as_default")]
    pub external_id: String,
    /// True if the account represents a province, city or county government or a State Council
    /// department.
    #[serde(default)]
    pub represents_government: Option<bool>,
    /// One or more functions.
    #[serde(default, deserialize_with = "null_as_default")]
    pub functions: Vec<Function>,
    /// Text for the function `other`, at most 100 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    pub other_function: String,
    /// Contact person; optional.
    #[serde(default, deserialize_with = "null_as_default")]
    pub contact: ContactIn,
    /// True to submit the account, false to store a draft.
    #[serde(default, deserialize_with = "null_as_default")]
    pub submit: bool,
    /// Version, as last read; required for an existing account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

impl AccountIn {
    /// Returns an empty form with a kind.
    pub fn empty(kind: AccountKind) -> Self {
        Self {
            kind,
            platform_name: String::new(),
            name: String::new(),
            owner: String::new(),
            url: String::new(),
            external_id: String::new(),
            represents_government: None,
            functions: Vec::new(),
            other_function: String::new(),
            contact: ContactIn::default(),
            submit: false,
            version: None,
        }
    }
}

/// Contact person of an account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default, deny_unknown_fields)]
pub struct ContactIn {
    /// Name, at most 30 characters.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// Position, at most 50 characters.
    #[serde(deserialize_with = "null_as_default")]
    pub position: String,
    /// Mobile number, 11 digits.
    #[serde(deserialize_with = "null_as_default")]
    pub mobile: String,
    /// Landline with area code, such as `010-35001121`.
    #[serde(deserialize_with = "null_as_default")]
    pub landline: String,
}

/// Contact person of an account; parts that were not entered are empty.
pub type ContactOut = ContactIn;

/// The version, for calls without other fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VersionIn {
    /// Version, as last read.
    pub version: i64,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountOut {
    /// Id.
    pub id: i64,
    /// 新媒体标识码, assigned by the final approval.
    #[cfg_attr(feature = "openapi", schema(example = "110108M044WX0002"))]
    pub identifier: Option<String>,
    /// Kind of account.
    pub kind: AccountKind,
    /// Name of the platform; empty if the kind needs none.
    pub platform_name: String,
    /// Official name; may be empty in a draft, like `owner`, `functions` and `url`.
    pub name: String,
    /// Unit or inner office that opened the account.
    pub owner: String,
    /// Link.
    pub url: String,
    /// Platform ID of the account, if known.
    pub external_id: Option<String>,
    /// True if `external_id` was entered by hand.
    pub external_id_by_hand: bool,
    /// True if the account represents a government; `null` in a draft without a value.
    pub represents_government: Option<bool>,
    /// Functions of the account.
    pub functions: Vec<Function>,
    /// Text for the function `other`.
    pub other_function: String,
    /// Contact person.
    pub contact: ContactOut,
    /// Status.
    pub status: Status,
    /// Version, required by the next change.
    pub version: i64,
    /// Warnings for the unit and the reviewer; absent in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<WarningOut>>,
    /// Actions that are allowed for the caller now.
    pub allowed_actions: Vec<Action>,
    /// Reporting unit that owns the account.
    pub reporting_unit: UnitRef,
    /// Org units from level 1 down to the one directly responsible.
    pub org_path: Vec<OrgUnitRef>,
    /// Office whose decision the account waits for.
    pub waiting_for: Option<OrgUnitRef>,
    /// Working days since the current step began, while the account waits for a decision; 0 on
    /// the first day.
    pub waiting_days: Option<i64>,
    /// True if the account has waited longer than the review limit.
    pub overdue: bool,
    /// Id of the open review, for `/reviews/{id}`.
    pub review_id: Option<i64>,
    /// Rejection of the current application; only in answers about one account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejection: Option<RejectionOut>,
    /// Values of the rejected modification, to be corrected and sent to `resubmit`; only in
    /// answers about one account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested: Option<Box<AccountIn>>,
    /// True if the account was restored before.
    pub restored: bool,
    /// Time of creation (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// Time of the last change (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub modified_at: OffsetDateTime,
}

/// A warning that does not refuse the call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningOut {
    /// Kind.
    pub kind: WarningKind,
    /// Text of the warning, in Chinese.
    pub detail: String,
    /// The other account, if it is in the caller's scope.
    pub account_id: Option<i64>,
}

/// Kind of a warning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WarningKind {
    /// The unit has another living account on the platform.
    SecondAccount,
    /// Another unit of the same org unit has an account of nearly the same name.
    SameName,
    /// An account with this identity was closed or deleted before.
    FormerIdentity,
    /// The platform ID was entered by hand.
    IdentityByHand,
}

/// Totals above the work list, within the caller's scope.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountSummaryOut {
    /// All submitted accounts.
    pub submitted: u64,
    /// 微信公众号
    pub wechat: u64,
    /// 新浪微博
    pub weibo: u64,
    /// 移动客户端
    pub app: u64,
    /// Accounts of all other kinds.
    pub other: u64,
    /// Drafts of the unit; 0 for offices.
    pub drafts: u64,
    /// Applications that wait for the caller's decision.
    pub to_review: u64,
    /// Number of `to_review` that have waited longer than the review limit.
    pub overdue: u64,
    /// Rejected applications that the caller can abandon or resubmit.
    pub rejected: u64,
    /// Submitted accounts by kind; kinds without accounts are left out.
    pub by_kind: Vec<KindTotal>,
}

/// Number of accounts of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct KindTotal {
    /// The kind.
    pub kind: AccountKind,
    /// Number of accounts.
    pub count: u64,
}

/// An event in the log of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventOut {
    /// Position in the log, from 1.
    pub seq: i64,
    /// Time (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Code of the acting unit.
    pub actor_code: String,
    /// Name of the acting unit at that time.
    pub actor_name: String,
    /// Kind of the event.
    pub kind: EventKind,
    /// The event as a line of Chinese text.
    pub title: String,
    /// Status before.
    pub from: Option<Status>,
    /// Status after the event.
    pub to: Status,
    /// Data that the actor entered.
    pub details: EventDetails,
    /// Hash over this event and the hash of the previous one, 64 hexadecimal digits.
    pub hash: String,
}

/// Result of an identity check.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdentityCheckOut {
    /// True if another living account has the identity.
    pub taken: bool,
    /// Reason why the identity cannot be used, in Chinese.
    pub detail: Option<String>,
    /// Platform ID that was read from the input.
    pub external_id: Option<String>,
}

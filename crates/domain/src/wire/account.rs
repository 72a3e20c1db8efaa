use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::{OrgUnitRef, RejectionOut, UnitRef, null_as_default};
use crate::account::Function;
use crate::event::{EventDetails, EventKind};
use crate::kind::AccountKind;
use crate::status::Status;
use crate::workflow::Action;

/// An account as a unit enters it: for a draft, a submission, a correction.
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
    /// The unit or inner office that opened it, at most 100 characters.
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
    /// The platform's ID, only where the link carries none; marked for the reviewer.
    #[serde(default, deserialize_with = "null_as_default")]
    pub external_id: String,
    /// Whether it speaks for a province, city or county government or a State Council department.
    #[serde(default)]
    pub represents_government: Option<bool>,
    /// One or more functions.
    #[serde(default, deserialize_with = "null_as_default")]
    pub functions: Vec<Function>,
    /// Explains `other`, at most 100 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    pub other_function: String,
    /// Whom to ask; optional.
    #[serde(default, deserialize_with = "null_as_default")]
    pub contact: ContactIn,
    /// Whether to submit at once; otherwise it is kept as a draft.
    #[serde(default, deserialize_with = "null_as_default")]
    pub submit: bool,
    /// The version that was read; required when an existing account is changed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
}

impl AccountIn {
    /// A form in which only the kind was chosen.
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

/// The person to ask about an account.
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

/// The person to ask about an account; empty parts were not given.
pub type ContactOut = ContactIn;

/// A call that needs only the version that was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct VersionIn {
    /// The version that was read.
    pub version: i64,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AccountOut {
    /// Key.
    pub id: i64,
    /// 新媒体标识码, given with the final approval.
    #[cfg_attr(feature = "openapi", schema(example = "110108M044WX0002"))]
    pub identifier: Option<String>,
    /// Kind of account.
    pub kind: AccountKind,
    /// Name of the platform; empty where the kind needs none.
    pub platform_name: String,
    /// Official name; may be empty in a draft, like the next three.
    pub name: String,
    /// The unit or inner office that opened it.
    pub owner: String,
    /// Link.
    pub url: String,
    /// The platform's ID of the account, where it is known.
    pub external_id: Option<String>,
    /// Whether that ID was entered by hand.
    pub external_id_by_hand: bool,
    /// Whether it speaks for a government; `null` in a draft that does not say.
    pub represents_government: Option<bool>,
    /// What it is for.
    pub functions: Vec<Function>,
    /// Explains `other`.
    pub other_function: String,
    /// Whom to ask.
    pub contact: ContactOut,
    /// Status.
    pub status: Status,
    /// Version, to be sent with the next change.
    pub version: i64,
    /// What unit and reviewer should know; only in answers about one account, absent in lists.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub warnings: Option<Vec<WarningOut>>,
    /// What the caller can do with it now.
    pub allowed_actions: Vec<Action>,
    /// The unit that owns it.
    pub reporting_unit: UnitRef,
    /// The org units from level 1 down to the one directly responsible.
    pub org_path: Vec<OrgUnitRef>,
    /// The office whose decision it waits for.
    pub waiting_for: Option<OrgUnitRef>,
    /// Working days in the present step, while it waits for a decision: 0 on the day itself.
    pub waiting_days: Option<i64>,
    /// Whether it has waited longer than the limit of working days.
    pub overdue: bool,
    /// Key of the review that is open, for `/reviews/{id}`.
    pub review_id: Option<i64>,
    /// The rejection that waits to be handled; only in answers about one account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rejection: Option<RejectionOut>,
    /// What the rejected modification asked for, to be changed and sent to `resubmit`; only in
    /// answers about one account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested: Option<Box<AccountIn>>,
    /// Whether it was restored before.
    pub restored: bool,
    /// When it was first stored (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub created_at: OffsetDateTime,
    /// When it last changed (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub modified_at: OffsetDateTime,
}

/// A hint that does not refuse anything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WarningOut {
    /// What it is about.
    pub kind: WarningKind,
    /// In Chinese.
    pub detail: String,
    /// The other account concerned, where the caller may see it.
    pub account_id: Option<i64>,
}

/// What a warning is about.
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
    /// The platform's ID was entered by hand.
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
    /// Everything else.
    pub other: u64,
    /// The unit's drafts; 0 for offices.
    pub drafts: u64,
    /// Waiting for the caller's decision.
    pub to_review: u64,
    /// Of those, how many have waited longer than the limit of working days.
    pub overdue: u64,
    /// Rejected and the caller's to handle.
    pub rejected: u64,
    /// Submitted accounts by kind; kinds without any are left out.
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

/// One line of an account's log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventOut {
    /// Place in the log, from 1.
    pub seq: i64,
    /// When (RFC 3339, UTC).
    #[serde(with = "time::serde::rfc3339")]
    pub at: OffsetDateTime,
    /// Code of the unit that did it.
    pub actor_code: String,
    /// Name of that unit at the time.
    pub actor_name: String,
    /// What happened.
    pub kind: EventKind,
    /// The same as a line of text, in Chinese.
    pub title: String,
    /// Status before.
    pub from: Option<Status>,
    /// Status after.
    pub to: Status,
    /// What was entered.
    pub details: EventDetails,
    /// Hash that chains it to the event before, 64 hexadecimal digits.
    pub hash: String,
}

/// Whether an identity is free.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdentityCheckOut {
    /// Whether another living account has it.
    pub taken: bool,
    /// Why it cannot be used, in Chinese.
    pub detail: Option<String>,
    /// The platform's ID that was understood.
    pub external_id: Option<String>,
}

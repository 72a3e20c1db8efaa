//! What is registered about an account, parsed and bounded (DESIGN section 4).

use serde::{Deserialize, Serialize};

use crate::kind::AccountKind;
use crate::link::Link;
use crate::values::phone::{Landline, Mobile};

/// Most characters of an account's name.
pub const MAX_NAME: usize = 60;
/// Most characters of the owner (开设主体).
pub const MAX_OWNER: usize = 100;
/// Most characters of a platform's name.
pub const MAX_PLATFORM_NAME: usize = 30;
/// Most characters of the text that explains “other functions”.
pub const MAX_OTHER_FUNCTION: usize = 100;
/// Most characters of a person's name.
pub const MAX_PERSON: usize = 30;
/// Most characters of a person's position.
pub const MAX_POSITION: usize = 50;

/// What an account is for (功能).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum Function {
    /// 信息发布
    Publish,
    /// 办事服务
    Service,
    /// 互动交流
    Interact,
    /// 其他
    Other,
}

impl Function {
    /// As users read it.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Publish => "信息发布",
            Self::Service => "办事服务",
            Self::Interact => "互动交流",
            Self::Other => "其他",
        }
    }

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of functions.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Functions(u8);

impl Functions {
    /// The set as bits: 1 publish, 2 service, 4 interact, 8 other.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// The set of these bits; unknown bits are dropped.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & 0b1111)
    }

    /// Whether the set has none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a function is in the set.
    pub const fn contains(self, function: Function) -> bool {
        self.0 & function.bit() != 0
    }

    /// The functions of the set, in the order of the form.
    pub fn iter(self) -> impl Iterator<Item = Function> {
        Function::ALL.into_iter().filter(move |&f| self.contains(f))
    }
}

impl FromIterator<Function> for Functions {
    fn from_iter<T: IntoIterator<Item = Function>>(functions: T) -> Self {
        Self(functions.into_iter().fold(0, |bits, f| bits | f.bit()))
    }
}

/// The person to ask about an account; every part is optional (manual: as the office above asks).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Name.
    pub name: Option<String>,
    /// Position.
    pub position: Option<String>,
    /// Mobile number.
    pub mobile: Option<Mobile>,
    /// Landline number.
    pub landline: Option<Landline>,
}

/// An account's fields, complete enough to be submitted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountFields {
    /// Kind.
    pub kind: AccountKind,
    /// Name of the platform, for kinds that need one.
    pub platform_name: Option<String>,
    /// Official name of the account.
    pub name: String,
    /// The unit or inner office that opened it.
    pub owner: String,
    /// Link and identity.
    pub link: Link,
    /// Whether it speaks for a government or a State Council department.
    pub represents_government: bool,
    /// What it is for; at least one.
    pub functions: Functions,
    /// Explains [`Function::Other`].
    pub other_function: Option<String>,
    /// Whom to ask.
    pub contact: Contact,
}

/// A draft: what is there has been checked, what is missing is allowed to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFields {
    /// Kind.
    pub kind: AccountKind,
    /// Name of the platform.
    pub platform_name: Option<String>,
    /// Name of the account.
    pub name: Option<String>,
    /// Owner.
    pub owner: Option<String>,
    /// The link as typed; it may not be one yet.
    pub url: Option<String>,
    /// The ID as typed.
    pub external_id: Option<String>,
    /// Whether it speaks for a government.
    pub represents_government: Option<bool>,
    /// What it is for.
    pub functions: Functions,
    /// Explains [`Function::Other`].
    pub other_function: Option<String>,
    /// Whom to ask.
    pub contact: Contact,
}

impl From<AccountFields> for DraftFields {
    fn from(fields: AccountFields) -> Self {
        let AccountFields {
            kind,
            platform_name,
            name,
            owner,
            link,
            represents_government,
            functions,
            other_function,
            contact,
        } = fields;
        Self {
            kind,
            platform_name,
            name: Some(name),
            owner: Some(owner),
            url: Some(link.url),
            external_id: link.external_id.filter(|_| link.by_hand),
            represents_government: Some(represents_government),
            functions,
            other_function,
            contact,
        }
    }
}

wire_names!(Function);

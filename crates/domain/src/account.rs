//! Registered fields of an account, parsed and checked against their limits.

use serde::{Deserialize, Serialize};

use crate::kind::AccountKind;
use crate::link::Link;
use crate::values::phone::{Landline, Mobile};

/// Maximum length of an account name, in characters.
pub const MAX_NAME: usize = 60;
/// Maximum length of the owner (开设主体), in characters.
pub const MAX_OWNER: usize = 100;
/// Maximum length of a platform name, in characters.
pub const MAX_PLATFORM_NAME: usize = 30;
/// Maximum length of the explanation of [`Function::Other`], in characters.
pub const MAX_OTHER_FUNCTION: usize = 100;
/// Maximum length of a person's name, in characters.
pub const MAX_PERSON: usize = 30;
/// Maximum length of a person's position, in characters.
pub const MAX_POSITION: usize = 50;

/// Function of an account (功能).
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
    /// Returns the Chinese label shown to users.
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

/// Set of functions, stored as 4 bits.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Functions(u8);

impl Functions {
    /// Returns the set as bits: 1 publish, 2 service, 4 interact, 8 other.
    pub const fn bits(self) -> u8 {
        self.0
    }

    /// Builds a set from the bits of [`Functions::bits`]; unknown bits are ignored.
    pub const fn from_bits(bits: u8) -> Self {
        Self(bits & 0b1111)
    }

    /// Returns true if the set has no function.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Returns true if the set contains `function`.
    pub const fn contains(self, function: Function) -> bool {
        self.0 & function.bit() != 0
    }

    /// Iterates over the functions of the set, in the order of the form.
    pub fn iter(self) -> impl Iterator<Item = Function> {
        Function::ALL.into_iter().filter(move |&f| self.contains(f))
    }
}

impl FromIterator<Function> for Functions {
    fn from_iter<T: IntoIterator<Item = Function>>(functions: T) -> Self {
        Self(functions.into_iter().fold(0, |bits, f| bits | f.bit()))
    }
}

/// Contact person of an account. Every field is optional: the organizing unit decides which are
/// required.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Contact {
    /// Name of the person.
    pub name: Option<String>,
    /// Position of the person.
    pub position: Option<String>,
    /// Mobile number.
    pub mobile: Option<Mobile>,
    /// Landline number.
    pub landline: Option<Landline>,
}

/// Complete fields of an account, valid for submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AccountFields {
    /// Kind of the account.
    pub kind: AccountKind,
    /// Name of the platform; present only for kinds with
    /// [`crate::kind::KindInfo::needs_platform_name`].
    pub platform_name: Option<String>,
    /// Official name of the account.
    pub name: String,
    /// Unit or internal office that opened the account.
    pub owner: String,
    /// Link of the account, with the identity derived from the link.
    pub link: Link,
    /// True if the account represents a government or a State Council department.
    pub represents_government: bool,
    /// Functions of the account; at least 1.
    pub functions: Functions,
    /// Explanation of [`Function::Other`].
    pub other_function: Option<String>,
    /// Contact person.
    pub contact: Contact,
}

/// Fields of a draft: present fields are checked against their limits, absent fields are allowed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFields {
    /// Kind of the account.
    pub kind: AccountKind,
    /// Name of the platform.
    pub platform_name: Option<String>,
    /// Name of the account.
    pub name: Option<String>,
    /// Unit or internal office that opened the account.
    pub owner: Option<String>,
    /// Link as entered; not yet parsed, so possibly invalid.
    pub url: Option<String>,
    /// Platform ID as entered.
    pub external_id: Option<String>,
    /// True if the account represents a government; `None` if not yet answered.
    pub represents_government: Option<bool>,
    /// Functions of the account; may be empty.
    pub functions: Functions,
    /// Explanation of [`Function::Other`].
    pub other_function: Option<String>,
    /// Contact person.
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

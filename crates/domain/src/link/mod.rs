//! What a link tells about an account: its normal form, and the identity it carries.
//!
//! Forms and identities are those of `docs/account-kinds.md`. A platform changes its links now and
//! then; each has one parser, in `parsers.rs`.

mod normalize;
mod parsers;

pub use normalize::normalize;
use url::Url;

use crate::kind::{AccountKind, IdentityRule};
use crate::values::text;

/// Most characters of a link.
pub const MAX_URL: usize = 2000;
/// Most bytes of an identity and of what links are compared by: more do not fit into an index.
pub const MAX_IDENTITY: usize = 2400;
/// Most characters of a platform's ID.
pub const MAX_EXTERNAL_ID: usize = 128;

/// Why a link was refused; `Display` is the Chinese message for the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Not an absolute http(s) URL of an ordinary host.
    #[error("链接格式不对，请填写以 http:// 或 https:// 开头的完整链接")]
    NotALink,
    /// Longer than [`MAX_URL`].
    #[error("链接最多 2000 个字符")]
    TooLong,
    /// Its normal form, in which a Chinese character takes nine bytes, is longer than
    /// [`MAX_IDENTITY`].
    #[error("链接过长，请去掉问号后面与账号无关的内容，或改用更短的链接")]
    TooMuch,
    /// A link without identity; the hint says which form is expected.
    #[error("从这个链接认不出账号身份。{0}；确实没有这种链接时，可手工填写平台 ID")]
    NoIdentity(&'static str),
    /// The ID given by hand has characters that no platform uses.
    #[error("平台 ID 只能含字母、数字和 . _ - = +，最多 128 位")]
    BadExternalId,
    /// A WeChat `biz` is base64 of digits.
    #[error("biz 应为文章链接里 __biz= 后面的内容，例如 MjM5MjMxMTMyOA==")]
    BadBiz,
}

/// A link that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// As it is shown and opened: what the user gave, trimmed.
    pub url: String,
    /// The platform's ID of the account, where there is one.
    pub external_id: Option<String>,
    /// Whether the ID was entered by hand; the reviewer is told.
    pub by_hand: bool,
    /// What must be unique per platform code among living accounts.
    pub identity: String,
}

impl Link {
    /// Understands the link of an account, or says which form is expected.
    ///
    /// An ID given by hand counts only where the link carries none: what the link says cannot be
    /// contradicted.
    pub fn parse(
        kind: AccountKind,
        raw_url: &str,
        by_hand: Option<&str>,
        platform_name: Option<&str>,
    ) -> Result<Self, LinkError> {
        let info = kind.info();
        let url = parse_url(raw_url)?;
        let shown = raw_url.trim().to_owned();
        if let Some(id) = parsers::external_id(info.identity, &url) {
            if id.len() > MAX_IDENTITY {
                return Err(LinkError::TooMuch);
            }
            let identity = id.clone();
            return Ok(Self {
                url: shown,
                external_id: Some(id),
                by_hand: false,
                identity,
            });
        }
        if let Some(typed) = by_hand.map(str::trim).filter(|typed| !typed.is_empty()) {
            let id = parsers::by_hand(info.identity, typed)?;
            let identity = id.clone();
            return Ok(Self {
                url: shown,
                external_id: Some(id),
                by_hand: true,
                identity,
            });
        }
        let identity = match info.identity {
            IdentityRule::ByHand | IdentityRule::Url => normalize(&url),
            IdentityRule::UrlAndPlatform => match platform_name {
                Some(name) => format!("{}|{}", normalize(&url), name.to_lowercase()),
                None => normalize(&url),
            },
            _ => return Err(LinkError::NoIdentity(info.link_hint)),
        };
        if identity.len() > MAX_IDENTITY {
            return Err(LinkError::TooMuch);
        }
        Ok(Self {
            url: shown,
            external_id: None,
            by_hand: false,
            identity,
        })
    }
}

/// An absolute http(s) URL with a host name that has a dot, without user name or password.
fn parse_url(raw: &str) -> Result<Url, LinkError> {
    let raw = raw.trim();
    if raw.chars().count() > MAX_URL {
        return Err(LinkError::TooLong);
    }
    if text::line("链接", MAX_URL, raw).is_err() || raw.contains(char::is_whitespace) {
        return Err(LinkError::NotALink);
    }
    let url = Url::parse(raw).map_err(|_| LinkError::NotALink)?;
    let ordinary = matches!(url.scheme(), "http" | "https")
        && url.username().is_empty()
        && url.password().is_none()
        && url.host_str().is_some_and(|host| host.contains('.'));
    if ordinary {
        Ok(url)
    } else {
        Err(LinkError::NotALink)
    }
}

/// What somebody types into the search for “ID or URL”: the identity of a link where it has one,
/// the normal form of a link, or the text itself.
pub fn search_term(raw: &str) -> String {
    let raw = raw.trim();
    let Ok(url) = parse_url(raw) else {
        return raw.to_owned();
    };
    crate::kind::KINDS
        .iter()
        .find_map(|info| parsers::external_id(info.identity, &url))
        .unwrap_or_else(|| normalize(&url))
}

#[cfg(test)]
mod tests;

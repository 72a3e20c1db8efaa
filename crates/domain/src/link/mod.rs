//! Links of accounts: normal form and identity.
//!
//! The forms and identities are specified in `docs/account-kinds.md`. Platforms change their links
//! now and then; `parsers.rs` has one parser for each platform.

mod normalize;
mod parsers;

pub use normalize::normalize;
use url::Url;

use crate::kind::{AccountKind, IdentityRule};
use crate::values::text;

/// Maximum length of a link in characters.
pub const MAX_URL: usize = 2000;
/// Maximum length of an identity and of a comparison key in bytes; a longer value does not fit into
/// an index.
pub const MAX_IDENTITY: usize = 2400;
/// Maximum length of a platform ID in characters.
pub const MAX_EXTERNAL_ID: usize = 128;

/// Reasons for refusing a link; `Display` is the Chinese message for the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LinkError {
    /// Not an absolute http(s) URL with an ordinary host name.
    #[error("链接格式不对，请填写以 http:// 或 https:// 开头的完整链接")]
    NotALink,
    /// Longer than [`MAX_URL`].
    #[error("链接最多 2000 个字符")]
    TooLong,
    /// The normal form is longer than [`MAX_IDENTITY`]; a Chinese character takes 9 bytes in it.
    #[error("链接过长，请去掉问号后面与账号无关的内容，或改用更短的链接")]
    TooMuch,
    /// The link contains no identity; the hint names the expected form.
    #[error("从这个链接认不出账号身份。{0}；确实没有这种链接时，可手工填写平台 ID")]
    NoIdentity(&'static str),
    /// The platform ID entered by hand has characters that no platform uses, or is too long.
    #[error("平台 ID 只能含字母、数字和 . _ - = +，最多 128 位")]
    BadExternalId,
    /// Not a WeChat `biz`, which is base64 of decimal digits.
    #[error("biz 应为文章链接里 __biz= 后面的内容，例如 MjM5MjMxMTMyOA==")]
    BadBiz,
}

/// Parsed link of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Link as the user entered it, trimmed; shown and opened in this form.
    pub url: String,
    /// Platform ID of the account, if known.
    pub external_id: Option<String>,
    /// True if the ID was entered by hand, which the reviewer sees.
    pub by_hand: bool,
    /// Identity, unique per platform code among living accounts.
    pub identity: String,
}

impl Link {
    /// Parses the link of an account.
    ///
    /// An ID entered by hand is used only if the link contains none: an ID in the link takes
    /// precedence.
    ///
    /// # Errors
    /// The reason for refusing the link, with the expected form.
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

/// Parses an absolute http(s) URL whose host name has a dot and that has no user name or password.
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

/// Converts a search text (“ID or URL”) into the stored form: the identity in a link, else the
/// normal form of the link, else the text itself, trimmed.
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

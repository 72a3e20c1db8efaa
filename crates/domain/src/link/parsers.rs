//! Parsers for the links of each platform.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use url::Url;

use super::{LinkError, MAX_EXTERNAL_ID};
use crate::kind::IdentityRule;

/// Accepts base64 without padding, which is often lost when a link is copied; the normal form has
/// padding.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Returns the platform ID in a link, in its normal form.
pub(super) fn external_id(rule: IdentityRule, url: &Url) -> Option<String> {
    let host = url.host_str()?.to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let path: Vec<&str> = url.path_segments()?.filter(|s| !s.is_empty()).collect();
    match rule {
        IdentityRule::Wechat if host == "mp.weixin.qq.com" => biz(&parameter(url, "__biz")?),
        IdentityRule::Weibo => match (host, path.as_slice()) {
            ("weibo.com", ["u", oid, ..] | [oid]) | ("m.weibo.cn", ["u" | "profile", oid, ..]) => {
                digits(oid)
            }
            _ => None,
        },
        IdentityRule::Toutiao if host == "toutiao.com" => match path.as_slice() {
            ["c", "user", "token", token, ..] => sec_uid(token),
            ["c", "user", id, ..] => digits(id),
            _ => None,
        },
        IdentityRule::Douyin if host == "douyin.com" => match path.as_slice() {
            ["user", token, ..] => sec_uid(token),
            _ => None,
        },
        IdentityRule::Kuaishou => match (host, path.as_slice()) {
            ("kuaishou.com" | "live.kuaishou.com", ["profile", id, ..])
            | ("c.kuaishou.com", ["fw", "user", id, ..]) => word(id),
            _ => None,
        },
        IdentityRule::Baijiahao if host == "baijiahao.baidu.com" && path == ["u"] => {
            digits(&parameter(url, "app_id")?)
        }
        IdentityRule::Qiehao if host == "new.qq.com" => match path.as_slice() {
            ["omn", "author", id, ..] => digits(id),
            _ => None,
        },
        _ => None,
    }
}

/// Checks a platform ID that the user entered because the link contains none.
pub(super) fn by_hand(rule: IdentityRule, typed: &str) -> Result<String, LinkError> {
    if rule == IdentityRule::Wechat {
        return biz(typed).ok_or(LinkError::BadBiz);
    }
    let ok = typed.len() <= MAX_EXTERNAL_ID
        && typed
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"._-=+".contains(&b));
    if ok {
        Ok(typed.to_owned())
    } else {
        Err(LinkError::BadExternalId)
    }
}

fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs()
        .find(|(key, _)| key == name)
        .map(|(_, value)| value.into_owned())
}

/// Returns the normal form of a `biz`, base64 of decimal digits. Plain digits are encoded, so that
/// both forms are one identity.
fn biz(raw: &str) -> Option<String> {
    // In a query, `+` stands for a space; in base64 it is a digit.
    let raw = raw.replace(' ', "+");
    let number = match digits(&raw) {
        Some(number) if raw.len() >= 6 => number,
        _ => digits(std::str::from_utf8(&BASE64.decode(raw.as_bytes()).ok()?).ok()?)?,
    };
    Some(BASE64.encode(number.as_bytes()))
}

fn digits(text: &str) -> Option<String> {
    let ok = (1..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    ok.then(|| text.to_owned())
}

fn word(text: &str) -> Option<String> {
    let ok = (1..=MAX_EXTERNAL_ID).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
    ok.then(|| text.to_owned())
}

/// Checks a ByteDance `sec_uid`: a token that begins with `MS4wLjABAAAA`.
fn sec_uid(text: &str) -> Option<String> {
    word(text).filter(|token| token.starts_with("MS4wLjABAAAA") && token.len() > 12)
}

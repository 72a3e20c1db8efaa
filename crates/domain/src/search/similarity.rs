//! Keys for the detection of possible duplicates: similar names and links have the same key.

use url::Url;

use crate::link::{MAX_IDENTITY, normalize};
use crate::values::text::half_width;

/// Words that name the platform or mark an account as official; names that differ only in them are
/// nearly the same.
const SAID_ANYWAY: [&str; 21] = [
    "微信公众号",
    "微信公众平台",
    "微信视频号",
    "官方账号",
    "官方微博",
    "官方微信",
    "公众号",
    "订阅号",
    "服务号",
    "视频号",
    "抖音号",
    "快手号",
    "头条号",
    "百家号",
    "小程序",
    "客户端",
    "微博",
    "微信",
    "官微",
    "官方",
    "app",
];

/// Returns the key of a name: without spaces, punctuation and words such as 官方微博, in half width
/// and lower case. `None` if nothing is left.
pub fn name_key(name: &str) -> Option<String> {
    let plain: String = name
        .chars()
        .map(half_width)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let mut key = plain.clone();
    for word in SAID_ANYWAY {
        key = key.replace(word, "");
    }
    // A name that consists of such words only is kept.
    let key = if key.is_empty() { plain } else { key };
    (!key.is_empty()).then_some(key)
}

/// Returns the key of a link: the normal form in lower case, without default names of a page such
/// as `index.html`. `None` if the text is not a link or the key is too long.
pub fn link_key(url: &str) -> Option<String> {
    let url = Url::parse(url.trim()).ok()?;
    url.host_str()?;
    let mut key = normalize(&url).to_lowercase();
    for page in ["/index.html", "/index.htm", "/index.shtml", "/index.jsp"] {
        if key.ends_with(page) {
            key.truncate(key.len() - page.len());
            break;
        }
    }
    (key.len() <= MAX_IDENTITY).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_differ_only_in_what_the_platform_says_are_alike() {
        let key = name_key("上庄发布");
        for name in [
            "上庄 发布",
            "“上庄发布”",
            "上庄发布官方微博",
            "上庄发布（公众号）",
            "上庄·发布服务号",
        ] {
            assert_eq!(name_key(name), key, "{name}");
        }
        assert_ne!(name_key("上庄政务"), key);
        assert_eq!(name_key("ＡＢＣ一一九"), name_key("abc一一九"));
    }

    #[test]
    fn a_name_of_nothing_has_no_key() {
        assert_eq!(name_key(" ·—！"), None);
        assert_eq!(name_key("官方微博").as_deref(), Some("官方微博"));
    }

    #[test]
    fn links_to_one_page_are_alike() {
        let key = link_key("https://www.haidian.gov.cn/xmt/");
        assert_eq!(key.as_deref(), Some("haidian.gov.cn/xmt"));
        assert_eq!(link_key("http://haidian.gov.cn/xmt/index.html"), key);
        assert_eq!(link_key("https://Haidian.gov.cn/XMT?utm_source=a"), key);
        assert_ne!(link_key("https://haidian.gov.cn/xmt2"), key);
        assert_eq!(link_key("not a link"), None);
        assert_eq!(link_key("mailto:a@b.cn"), None);
    }
}

//! Links with a different identity each.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use nmrs_domain::kind::AccountKind;
use nmrs_domain::link::{Link, LinkError};

/// Returns the link of the `n`-th account, and the ID to enter by hand if links of the platform carry
/// none.
pub(crate) fn entered_link(kind: AccountKind, n: u64) -> (String, Option<String>) {
    let number = scatter(n);
    let url = match kind {
        AccountKind::WechatSubscription | AccountKind::WechatService => {
            let biz = STANDARD.encode(number.to_string());
            let article = 2_247_000_000 + n % 999_983;
            format!("https://mp.weixin.qq.com/s?__biz={biz}&mid={article}&idx=1")
        }
        AccountKind::Weibo => format!("https://weibo.com/u/{number}"),
        AccountKind::Toutiao => format!("https://www.toutiao.com/c/user/{number}/"),
        AccountKind::Douyin => {
            let rest = scatter(n + 1);
            format!("https://www.douyin.com/user/MS4wLjABAAAA{number:x}_{rest:x}")
        }
        AccountKind::Kuaishou => format!("https://www.kuaishou.com/profile/3x{number:x}"),
        AccountKind::Baijiahao => format!("https://baijiahao.baidu.com/u?app_id=1{number}"),
        AccountKind::Qiehao => format!("https://new.qq.com/omn/author/{number}"),
        AccountKind::Renminhao => format!("https://rmh.pdnews.cn/Pc/ArtInfoApi/home?id={number}"),
        AccountKind::WechatChannels => {
            let id = format!("sph{number:x}");
            return (format!("https://weixin.qq.com/sph/{number:x}"), Some(id));
        }
        AccountKind::MiniProgram => format!("https://mp.weixin.qq.com/a/~{number:x}~~"),
        AccountKind::App => format!("https://appgallery.huawei.com/app/C{number}"),
        AccountKind::Other => format!("https://www.{number:x}.gov.cn/xmt/index.html"),
    };
    (url, None)
}

/// Returns the link of the `n`-th account as the parser of the domain reads it.
pub(crate) fn parsed_link(
    kind: AccountKind,
    n: u64,
    platform_name: Option<&str>,
) -> Result<Link, LinkError> {
    let (url, by_hand) = entered_link(kind, n);
    Link::parse(kind, &url, by_hand.as_deref(), platform_name)
}

/// Returns ten digits that are different for every `n` below 9,000,000,000 and far apart for
/// consecutive `n`, so that index entries are scattered.
const fn scatter(n: u64) -> u64 {
    const RANGE: u64 = 9_000_000_000;
    // A prime that does not divide the range, so that the multiplication is one-to-one.
    const FACTOR: u64 = 1_000_000_007;
    // The product is below 9.1 × 10¹⁸ and fits into 64 bits.
    1_000_000_000 + (n % RANGE * FACTOR) % RANGE
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use nmrs_domain::kind::KINDS;

    use super::*;

    #[test]
    fn every_link_is_parsed_and_has_a_different_identity() {
        for info in KINDS {
            let platform = info.needs_platform_name.then_some("支付宝");
            let identities: HashSet<_> = (0..2_000)
                .map(|n| parsed_link(info.kind, n, platform).unwrap().identity)
                .collect();
            assert_eq!(identities.len(), 2_000, "{}", info.wire);
        }
    }
}

//! Links that carry an identity of their own each.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use nmrs_domain::kind::AccountKind;
use nmrs_domain::link::{Link, LinkError};

/// The link of the `n`-th account of a demo register, and the ID that is entered by hand where the
/// platform's links carry none.
pub(crate) fn form(kind: AccountKind, n: u64) -> (String, Option<String>) {
    let number = scattered(n);
    let url = match kind {
        AccountKind::WechatSubscription | AccountKind::WechatService => {
            let biz = STANDARD.encode(number.to_string());
            let article = 2_247_000_000 + n % 999_983;
            format!("https://mp.weixin.qq.com/s?__biz={biz}&mid={article}&idx=1")
        }
        AccountKind::Weibo => format!("https://weibo.com/u/{number}"),
        AccountKind::Toutiao => format!("https://www.toutiao.com/c/user/{number}/"),
        AccountKind::Douyin => {
            let rest = scattered(n + 1);
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

/// The same, understood by the parser that everybody's links go through.
pub(crate) fn link(
    kind: AccountKind,
    n: u64,
    platform_name: Option<&str>,
) -> Result<Link, LinkError> {
    let (url, by_hand) = form(kind, n);
    Link::parse(kind, &url, by_hand.as_deref(), platform_name)
}

/// Ten digits, different for different `n` below nine thousand million: neighbours in the register
/// are no neighbours in an index.
const fn scattered(n: u64) -> u64 {
    const RANGE: u64 = 9_000_000_000;
    // A prime that does not divide the range: the multiplication is one-to-one.
    const FACTOR: u64 = 1_000_000_007;
    // Below 9 × 10¹⁸, which 64 bits hold.
    1_000_000_000 + (n % RANGE * FACTOR) % RANGE
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use nmrs_domain::kind::KINDS;

    use super::*;

    #[test]
    fn every_link_is_understood_and_has_an_identity_of_its_own() {
        for info in KINDS {
            let platform = info.needs_platform_name.then_some("支付宝");
            let identities: HashSet<_> = (0..2_000)
                .map(|n| link(info.kind, n, platform).unwrap().identity)
                .collect();
            assert_eq!(identities.len(), 2_000, "{}", info.wire);
        }
    }
}

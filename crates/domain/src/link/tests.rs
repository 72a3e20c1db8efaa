use super::*;
use crate::kind::AccountKind as K;

fn id(kind: K, url: &str) -> Option<String> {
    Link::parse(kind, url, None, None)
        .ok()
        .and_then(|link| link.external_id)
}

#[test]
fn every_accepted_form_gives_its_identity() {
    #[rustfmt::skip]
    let table = [
        (K::WechatSubscription, "https://mp.weixin.qq.com/s?__biz=MjM5MjMxMTMyOA==&mid=2650&idx=1", "MjM5MjMxMTMyOA=="),
        (K::WechatService, "http://mp.weixin.qq.com/s?mid=1&__biz=MjM5MjMxMTMyOA%3D%3D#rd", "MjM5MjMxMTMyOA=="),
        (K::WechatService, "http://mp.weixin.qq.com/s?__biz=MjM5MjMxMTMyOA", "MjM5MjMxMTMyOA=="),
        (K::Weibo, "https://weibo.com/u/2803301701", "2803301701"),
        (K::Weibo, "https://www.weibo.com/u/2803301701?tabtype=feed", "2803301701"),
        (K::Weibo, "https://m.weibo.cn/u/2803301701", "2803301701"),
        (K::Weibo, "https://m.weibo.cn/profile/2803301701", "2803301701"),
        (K::Weibo, "https://weibo.com/2803301701/", "2803301701"),
        (K::Toutiao, "https://www.toutiao.com/c/user/50502346173/", "50502346173"),
        (K::Toutiao, "https://www.toutiao.com/c/user/token/MS4wLjABAAAAxyz_1-2/?source=x", "MS4wLjABAAAAxyz_1-2"),
        (K::Douyin, "https://www.douyin.com/user/MS4wLjABAAAAabc", "MS4wLjABAAAAabc"),
        (K::Kuaishou, "https://www.kuaishou.com/profile/3xabc9", "3xabc9"),
        (K::Kuaishou, "https://live.kuaishou.com/profile/3xabc9", "3xabc9"),
        (K::Kuaishou, "https://c.kuaishou.com/fw/user/3xabc9", "3xabc9"),
        (K::Baijiahao, "https://baijiahao.baidu.com/u?app_id=1569123456", "1569123456"),
        (K::Qiehao, "https://new.qq.com/omn/author/5042880", "5042880"),
    ];
    for (kind, url, want) in table {
        assert_eq!(id(kind, url).as_deref(), Some(want), "{url}");
    }
}

#[test]
fn a_link_without_identity_names_the_expected_form() {
    #[rustfmt::skip]
    let table = [
        (K::WechatSubscription, "https://mp.weixin.qq.com/s/AbCdEfGhIjKlMnOpQrStUv", "__biz="),
        (K::WechatSubscription, "https://mp.weixin.qq.com/s?__biz=abc", "__biz="),
        (K::WechatSubscription, "https://evil.example/s?__biz=MjM5MjMxMTMyOA==", "__biz="),
        (K::Weibo, "https://weibo.com/pinganbeijing", "weibo.com/u/"),
        (K::Douyin, "https://v.douyin.com/iAbC/", "douyin.com/user/"),
        (K::Kuaishou, "https://v.kuaishou.com/abc", "kuaishou.com/profile/"),
        (K::Baijiahao, "https://baijiahao.baidu.com/u?id=1", "app_id="),
        (K::Qiehao, "https://new.qq.com/rain/a/2023", "omn/author"),
    ];
    for (kind, url, want) in table {
        let message = Link::parse(kind, url, None, None).unwrap_err().to_string();
        assert!(message.contains(want), "{url}: {message}");
    }
}

#[test]
fn what_is_no_link_is_refused() {
    for bad in [
        "",
        "上庄发布",
        "mp.weixin.qq.com/s?__biz=MjM5MjMxMTMyOA==",
        "javascript:alert(1)",
        "ftp://weibo.com/u/1",
        "https://user:pw@weibo.com/u/1",
        "https://localhost/u/1",
        "https://weibo.com/u/1 2",
        "https://wei\u{202E}bo.com/u/1",
    ] {
        assert!(Link::parse(K::App, bad, None, None).is_err(), "{bad}");
    }
    let long = format!("https://a.cn/{}", "x".repeat(MAX_URL));
    assert_eq!(
        Link::parse(K::App, &long, None, None),
        Err(LinkError::TooLong)
    );
}

#[test]
fn an_id_by_hand_is_marked_and_never_contradicts_the_link() {
    let by_hand = Link::parse(K::Weibo, "https://weibo.com/nick", Some("2803301701"), None);
    assert!(
        by_hand
            .as_ref()
            .is_ok_and(|l| l.by_hand && l.identity == "2803301701")
    );
    let from_link = Link::parse(K::Weibo, "https://weibo.com/u/1", Some("2"), None).unwrap();
    assert_eq!(
        (from_link.by_hand, from_link.identity.as_str()),
        (false, "1")
    );
    let wechat = Link::parse(
        K::WechatService,
        "https://mp.weixin.qq.com/s/Ab",
        Some("2392311328"),
        None,
    );
    assert_eq!(wechat.unwrap().identity, "MjM5MjMxMTMyOA==");
    assert!(Link::parse(K::Weibo, "https://weibo.com/nick", Some("a b"), None).is_err());
}

#[test]
fn the_normal_url_is_the_identity_where_there_is_no_parser() {
    let identity = |url| Link::parse(K::App, url, None, None).unwrap().identity;
    assert_eq!(
        identity("HTTPS://WWW.Example.gov.cn/App/?utm_source=x"),
        "example.gov.cn/App"
    );
    assert_eq!(
        identity("http://example.gov.cn/App#top"),
        "example.gov.cn/App"
    );
    assert_eq!(
        identity("http://example.gov.cn/d?id=3&spm=1"),
        "example.gov.cn/d?id=3"
    );
    assert_eq!(
        identity("http://example.gov.cn:8080/"),
        "example.gov.cn:8080"
    );
    let named = |name| {
        Link::parse(K::MiniProgram, "https://a.gov.cn", None, Some(name))
            .unwrap()
            .identity
    };
    assert_ne!(named("支付宝"), named("微信"));
}

#[test]
fn a_search_understands_links_and_plain_ids() {
    assert_eq!(search_term("https://weibo.com/u/2803301701"), "2803301701");
    assert_eq!(
        search_term(" https://www.example.gov.cn/a/ "),
        "example.gov.cn/a"
    );
    assert_eq!(search_term("MjM5MjMxMTMyOA=="), "MjM5MjMxMTMyOA==");
}

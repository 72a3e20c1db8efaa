//! Kinds of accounts: one table, so that a kind is added in one place.

use serde::{Deserialize, Serialize};

use crate::values::identifiers::PlatformCode;

/// Kind of an account (账号类型).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum AccountKind {
    /// 微信订阅号
    WechatSubscription,
    /// 微信服务号
    WechatService,
    /// 新浪微博
    Weibo,
    /// 今日头条
    Toutiao,
    /// 抖音短视频
    Douyin,
    /// 快手短视频
    Kuaishou,
    /// 百家号
    Baijiahao,
    /// 企鹅号
    Qiehao,
    /// 人民号
    Renminhao,
    /// 微信视频号
    WechatChannels,
    /// 小程序
    MiniProgram,
    /// 移动客户端
    App,
    /// 其他
    Other,
}

/// The four totals above the work list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KindGroup {
    /// 微信公众号
    Wechat,
    /// 新浪微博
    Weibo,
    /// 移动客户端
    App,
    /// 其他
    Other,
}

/// How the identity of a kind is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityRule {
    /// `__biz` of an article link.
    Wechat,
    /// Digits of a home page.
    Weibo,
    /// User id or token.
    Toutiao,
    /// `sec_uid`.
    Douyin,
    /// Profile id.
    Kuaishou,
    /// `app_id`.
    Baijiahao,
    /// Author id.
    Qiehao,
    /// The platform's links carry none: the user enters the ID; without one, the link counts.
    ByHand,
    /// The normalised URL itself.
    Url,
    /// The normalised URL together with the platform's name.
    UrlAndPlatform,
}

impl IdentityRule {
    /// Whether a parser takes the identity from the link.
    pub const fn is_parsed(self) -> bool {
        !matches!(self, Self::ByHand | Self::Url | Self::UrlAndPlatform)
    }
}

/// What the register knows about a kind.
#[derive(Debug, Clone, Copy)]
pub struct KindInfo {
    /// The kind.
    pub kind: AccountKind,
    /// Its name in bodies and in the database.
    pub wire: &'static str,
    /// As users and spreadsheets write it.
    pub label: &'static str,
    /// Two letters inside the identifier.
    pub platform: PlatformCode,
    /// What the link field is called: article, home page or download link.
    pub link_label: &'static str,
    /// What the platform calls its own number (`biz`, `oid`, ID).
    pub id_label: &'static str,
    /// How the identity is taken from the link.
    pub identity: IdentityRule,
    /// Whether the name of the platform has to be given.
    pub needs_platform_name: bool,
    /// Which total it counts into.
    pub group: KindGroup,
    /// How a good link looks, for messages and hints.
    pub link_hint: &'static str,
}

const HOME: &str = "主页链接";
const WECHAT_HINT: &str =
    "请从公众号里打开任意一篇文章，复制以 https://mp.weixin.qq.com/s?__biz= 开头的完整链接";
const ANY_HINT: &str = "请填写以 http:// 或 https:// 开头的完整链接";

macro_rules! kind {
    ($kind:ident, $wire:literal, $label:literal, $code:literal, $link:expr, $id:literal,
     $rule:expr, $named:literal, $group:ident, $hint:expr) => {
        KindInfo {
            kind: AccountKind::$kind,
            wire: $wire,
            label: $label,
            platform: PlatformCode($code),
            link_label: $link,
            id_label: $id,
            identity: $rule,
            needs_platform_name: $named,
            group: KindGroup::$group,
            link_hint: $hint,
        }
    };
}

/// The table, in the order in which forms offer the kinds.
#[rustfmt::skip]
pub const KINDS: [KindInfo; 13] = [
    kind!(WechatSubscription, "wechat_subscription", "微信订阅号", "WX", "文章链接", "biz", IdentityRule::Wechat, false, Wechat, WECHAT_HINT),
    kind!(WechatService, "wechat_service", "微信服务号", "WX", "文章链接", "biz", IdentityRule::Wechat, false, Wechat, WECHAT_HINT),
    kind!(Weibo, "weibo", "新浪微博", "WB", HOME, "oid", IdentityRule::Weibo, false, Weibo, "请填写 https://weibo.com/u/数字编号 形式的主页链接，以昵称结尾的链接不含账号身份"),
    kind!(Toutiao, "toutiao", "今日头条", "TT", HOME, "用户 ID", IdentityRule::Toutiao, false, Other, "请填写 https://www.toutiao.com/c/user/… 形式的主页链接"),
    kind!(Douyin, "douyin", "抖音短视频", "DY", HOME, "sec_uid", IdentityRule::Douyin, false, Other, "请填写 https://www.douyin.com/user/MS4wLjABAAAA… 形式的主页链接，v.douyin.com 短链接不含账号身份"),
    kind!(Kuaishou, "kuaishou", "快手短视频", "KS", HOME, "快手 ID", IdentityRule::Kuaishou, false, Other, "请填写 https://www.kuaishou.com/profile/… 形式的主页链接，v.kuaishou.com 短链接不含账号身份"),
    kind!(Baijiahao, "baijiahao", "百家号", "BJ", HOME, "app_id", IdentityRule::Baijiahao, false, Other, "请填写 https://baijiahao.baidu.com/u?app_id=数字编号 形式的主页链接"),
    kind!(Qiehao, "qiehao", "企鹅号", "QE", HOME, "作者 ID", IdentityRule::Qiehao, false, Other, "请填写 https://new.qq.com/omn/author/数字编号 形式的主页链接"),
    kind!(Renminhao, "renminhao", "人民号", "RM", HOME, "平台 ID", IdentityRule::ByHand, false, Other, ANY_HINT),
    kind!(WechatChannels, "wechat_channels", "微信视频号", "SP", HOME, "平台 ID", IdentityRule::ByHand, false, Other, ANY_HINT),
    kind!(MiniProgram, "mini_program", "小程序", "XC", HOME, "平台 ID", IdentityRule::UrlAndPlatform, true, Other, ANY_HINT),
    kind!(App, "app", "移动客户端", "KH", "下载链接", "平台 ID", IdentityRule::Url, false, App, ANY_HINT),
    kind!(Other, "other", "其他", "QT", HOME, "平台 ID", IdentityRule::UrlAndPlatform, true, Other, ANY_HINT),
];

impl AccountKind {
    /// The row of the table.
    pub const fn info(self) -> &'static KindInfo {
        // The enum and the table are in the same order, which a test holds.
        &KINDS[self as usize]
    }

    /// Two letters inside the identifier.
    pub const fn platform_code(self) -> PlatformCode {
        self.info().platform
    }

    /// As users write it.
    pub const fn label(self) -> &'static str {
        self.info().label
    }

    /// The name in bodies and in the database.
    pub const fn as_str(self) -> &'static str {
        self.info().wire
    }

    /// The kind with this wire name.
    pub fn from_wire(wire: &str) -> Option<Self> {
        KINDS.iter().find(|k| k.wire == wire).map(|k| k.kind)
    }

    /// Whether an approved account may change from this kind to `to`: only between the two kinds
    /// of WeChat account (DESIGN section 4).
    pub fn may_change_to(self, to: Self) -> bool {
        self == to || (self.is_wechat() && to.is_wechat())
    }

    /// Whether it is a WeChat subscription or service account.
    pub fn is_wechat(self) -> bool {
        matches!(self, Self::WechatSubscription | Self::WechatService)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_the_order_of_the_enum() {
        for (index, info) in KINDS.iter().enumerate() {
            assert_eq!(info.kind as usize, index);
            assert_eq!(info.kind.info().wire, info.wire);
            assert_eq!(serde_json::to_value(info.kind).unwrap(), info.wire);
            assert_eq!(AccountKind::from_wire(info.wire), Some(info.kind));
            assert_eq!(info.platform.as_str().len(), 2);
        }
    }

    #[test]
    fn only_wechat_accounts_change_their_kind() {
        use AccountKind::{App, WechatService, WechatSubscription, Weibo};
        assert!(WechatService.may_change_to(WechatSubscription));
        assert!(Weibo.may_change_to(Weibo));
        assert!(!Weibo.may_change_to(App));
        assert!(!WechatService.may_change_to(Weibo));
    }
}

//! Kinds of accounts, in a single table: a new kind is a variant and a row.

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

/// Groups of kinds for the 4 totals above the work list.
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

/// Rule that derives the identity of an account of a kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdentityRule {
    /// `__biz` parameter of an article link.
    Wechat,
    /// Numeric user id in the path of a home page.
    Weibo,
    /// User id or token in the path of a home page.
    Toutiao,
    /// `sec_uid` in the path of a home page.
    Douyin,
    /// Profile id in the path of a home page.
    Kuaishou,
    /// `app_id` parameter of a home page.
    Baijiahao,
    /// Author id in the path of a home page.
    Qiehao,
    /// ID entered by the user, because links of the platform have no identity; the normalized URL
    /// if no ID is entered.
    ByHand,
    /// Normalized URL.
    Url,
    /// Normalized URL with the name of the platform.
    UrlAndPlatform,
}

impl IdentityRule {
    /// Returns true if a parser extracts the identity from the link.
    pub const fn is_parsed(self) -> bool {
        !matches!(self, Self::ByHand | Self::Url | Self::UrlAndPlatform)
    }
}

/// Properties of a kind.
#[derive(Debug, Clone, Copy)]
pub struct KindInfo {
    /// Kind of the row.
    pub kind: AccountKind,
    /// Name in JSON, URLs and the database.
    pub wire: &'static str,
    /// Chinese label on pages and in spreadsheets.
    pub label: &'static str,
    /// Platform code: 2 letters inside the identifier.
    pub platform: PlatformCode,
    /// Chinese label of the link field: article, home page or download link.
    pub link_label: &'static str,
    /// Name of the account id on the platform (`biz`, `oid`, ID).
    pub id_label: &'static str,
    /// Rule that derives the identity from the link.
    pub identity: IdentityRule,
    /// True if the name of the platform is required.
    pub needs_platform_name: bool,
    /// Group of the kind for the totals.
    pub group: KindGroup,
    /// Chinese description of a valid link, for messages and hints.
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

/// Properties of all kinds, in the order of the enum and of the forms.
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
    /// Returns the row of the kind in [`KINDS`].
    pub const fn info(self) -> &'static KindInfo {
        // A test checks that the enum and the table have the same order.
        &KINDS[self as usize]
    }

    /// Platform code: 2 letters inside the identifier.
    pub const fn platform_code(self) -> PlatformCode {
        self.info().platform
    }

    /// Returns the Chinese label shown to users.
    pub const fn label(self) -> &'static str {
        self.info().label
    }

    /// Returns the name in JSON, URLs and the database.
    pub const fn as_str(self) -> &'static str {
        self.info().wire
    }

    /// Returns the kind with this wire name.
    pub fn from_wire(wire: &str) -> Option<Self> {
        KINDS.iter().find(|k| k.wire == wire).map(|k| k.kind)
    }

    /// Returns true if a registered account may change from this kind to `to`: only between the 2
    /// kinds of WeChat account.
    pub fn may_change_to(self, to: Self) -> bool {
        self == to || (self.is_wechat() && to.is_wechat())
    }

    /// Returns true for a WeChat subscription or service account.
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

//! The accounts of the demo data.

use nmrs_domain::kind::AccountKind::{
    self, App, Baijiahao, Douyin, Kuaishou, MiniProgram, Other, Qiehao, Renminhao, Toutiao,
    WechatChannels, WechatService, WechatSubscription, Weibo,
};

use super::scenarios::Scenario::{
    self, Abandoned, CloseRejected, CloseWaiting, Closed, Deleted, Draft, Modified, ModifyRejected,
    ModifyWaiting, Normal, NormalAfterRejection, Rejected, RestoreRejected, RestoreWaiting,
    Restored, Resubmitted, Waiting,
};
use super::users::Unit::{
    self, BeijingPolice, ChanganEducation, Shangzhuang, ShijiazhuangSports, TaiyuanTaxes,
};

/// An account of the demo data and its scenario.
#[derive(Debug, Clone, Copy)]
pub(super) struct DemoAccount {
    pub(super) unit: Unit,
    pub(super) kind: AccountKind,
    pub(super) name: &'static str,
    /// Empty if the unit itself owns the account.
    pub(super) owner: &'static str,
    /// Empty if the kind needs none.
    pub(super) platform_name: &'static str,
    /// Link without identity and manually entered platform ID, which replace a generated link.
    pub(super) by_hand: Option<(&'static str, &'static str)>,
    pub(super) government: bool,
    pub(super) scenario: Scenario,
    /// Days since the first step.
    pub(super) created: i64,
    /// Days since the last step.
    pub(super) since: i64,
}

impl DemoAccount {
    const fn owner(self, owner: &'static str) -> Self {
        Self { owner, ..self }
    }

    const fn on(self, platform_name: &'static str) -> Self {
        Self {
            platform_name,
            ..self
        }
    }

    const fn by_hand(self, url: &'static str, id: &'static str) -> Self {
        Self {
            by_hand: Some((url, id)),
            ..self
        }
    }

    const fn government(self) -> Self {
        Self {
            government: true,
            ..self
        }
    }
}

const fn account(
    unit: Unit,
    kind: AccountKind,
    name: &'static str,
    scenario: Scenario,
    created: i64,
    since: i64,
) -> DemoAccount {
    DemoAccount {
        unit,
        kind,
        name,
        owner: "",
        platform_name: "",
        by_hand: None,
        government: false,
        scenario,
        created,
        since,
    }
}

/// The longest name and owner, to test the width of columns.
const LONG_NAME: &str =
    "海淀区上庄镇人民政府新时代文明实践所暨便民服务中心城乡环境整治与乡村振兴信息发布";
const LONG_OWNER: &str =
    "海淀区上庄镇人民政府综合办公室、宣传文化中心、便民服务中心、城市管理指挥中心联合运营小组";

#[rustfmt::skip]
pub(super) const ACCOUNTS: [DemoAccount; 73] = [
    account(BeijingPolice, Weibo, "平安北京", Normal, 2190, 2176),
    account(BeijingPolice, WechatSubscription, "平安北京", NormalAfterRejection, 2150, 2120),
    account(BeijingPolice, WechatService, "北京公安便民服务", Modified, 1830, 64),
    account(BeijingPolice, Douyin, "平安北京", Normal, 1480, 1471),
    account(BeijingPolice, Kuaishou, "平安北京", Normal, 1475, 1470),
    account(BeijingPolice, App, "北京公安", Normal, 1290, 1281),
    account(BeijingPolice, WechatSubscription, "北京交警", Normal, 1260, 1251).owner("北京市公安局公安交通管理局"),
    account(BeijingPolice, Weibo, "北京交警", ModifyWaiting, 1255, 3).owner("北京市公安局公安交通管理局"),
    account(BeijingPolice, MiniProgram, "北京公安出入境预约", Normal, 930, 921).on("微信").owner("北京市公安局出入境管理局"),
    account(BeijingPolice, WechatChannels, "平安北京", Normal, 720, 716),
    account(BeijingPolice, Toutiao, "平安北京", CloseWaiting, 1700, 7),
    account(BeijingPolice, Qiehao, "平安北京", Closed, 1690, 412),
    account(BeijingPolice, Baijiahao, "平安北京", RestoreWaiting, 1680, 2),
    account(BeijingPolice, Weibo, "北京反诈", Waiting { after: 0 }, 6, 6)
        .by_hand("https://weibo.com/bjfanzha", "7811602345"),
    account(BeijingPolice, WechatSubscription, "北京反诈中心", Waiting { after: 0 }, 1, 1).owner("北京市公安局刑事侦查总队"),
    account(BeijingPolice, Renminhao, "平安北京", CloseRejected, 1100, 9),
    account(BeijingPolice, Other, "平安北京", ModifyRejected, 610, 4).on("哔哩哔哩"),
    account(BeijingPolice, WechatSubscription, "北京禁毒在线", Draft, 2, 2).owner("北京市公安局禁毒总队"),
    account(BeijingPolice, Kuaishou, "北京网警巡查执法", Deleted, 800, 90).owner("北京市公安局网络安全保卫总队"),

    account(Shangzhuang, WechatSubscription, "上庄发布", Normal, 1920, 1903).government(),
    account(Shangzhuang, Weibo, "上庄发布", Modified, 1890, 33).government(),
    account(Shangzhuang, WechatSubscription, "上庄镇便民服务", Waiting { after: 0 }, 8, 8).owner("海淀区上庄镇便民服务中心"),
    account(Shangzhuang, Douyin, "上庄融媒", Waiting { after: 1 }, 11, 6),
    account(Shangzhuang, WechatService, "上庄镇政务服务", Waiting { after: 0 }, 0, 0).government(),
    account(Shangzhuang, WechatChannels, "上庄发布", Rejected { after: 1 }, 13, 4).government(),
    account(Shangzhuang, Toutiao, "上庄发布", Rejected { after: 0 }, 5, 2).government(),
    account(Shangzhuang, MiniProgram, "上庄居民之家", ModifyWaiting, 520, 2).on("微信"),
    account(Shangzhuang, Kuaishou, "上庄融媒", ModifyRejected, 640, 1),
    account(Shangzhuang, Baijiahao, "上庄发布", CloseWaiting, 1310, 11).government(),
    account(Shangzhuang, Qiehao, "上庄发布", Closed, 1305, 260).government(),
    account(Shangzhuang, App, "幸福上庄", RestoreRejected, 1130, 15),
    account(Shangzhuang, Other, "上庄之声", Draft, 4, 4).on("喜马拉雅"),
    account(Shangzhuang, WechatSubscription, LONG_NAME, Waiting { after: 1 }, 19, 12).owner(LONG_OWNER),
    account(Shangzhuang, Weibo, "上庄文旅", Draft, 0, 0),
    account(Shangzhuang, Renminhao, "上庄镇", Abandoned, 330, 318),
    account(Shangzhuang, Toutiao, "上庄三农", Resubmitted { after: 1 }, 21, 7),

    account(ShijiazhuangSports, WechatSubscription, "石家庄体育", Normal, 1610, 1596),
    account(ShijiazhuangSports, Weibo, "石家庄市体育局", Normal, 1600, 1588),
    account(ShijiazhuangSports, WechatService, "石家庄全民健身", Modified, 1210, 41).owner("石家庄市全民健身中心"),
    account(ShijiazhuangSports, Douyin, "石家庄体育", Waiting { after: 1 }, 9, 5),
    account(ShijiazhuangSports, App, "石家庄运动", Normal, 870, 858),
    account(ShijiazhuangSports, WechatChannels, "石家庄体育", Waiting { after: 0 }, 9, 9),
    account(ShijiazhuangSports, Toutiao, "石家庄体育", ModifyWaiting, 700, 8),
    account(ShijiazhuangSports, Kuaishou, "石家庄体育", Rejected { after: 1 }, 16, 3),
    account(ShijiazhuangSports, MiniProgram, "石家庄体育场馆预订", NormalAfterRejection, 480, 455).on("支付宝"),
    account(ShijiazhuangSports, Baijiahao, "石家庄体育", Closed, 1190, 200),
    account(ShijiazhuangSports, Qiehao, "石家庄体育", RestoreWaiting, 1180, 6),
    account(ShijiazhuangSports, Other, "石家庄体彩", Draft, 1, 1).on("小红书").owner("石家庄市体育彩票管理中心"),
    account(ShijiazhuangSports, Renminhao, "石家庄体育", CloseWaiting, 640, 5),
    account(ShijiazhuangSports, Weibo, "石家庄马拉松", Waiting { after: 0 }, 2, 2)
        .by_hand("https://weibo.com/sjzmarathon", "6509917734"),

    account(ChanganEducation, WechatSubscription, "长安教育", Normal, 1750, 1729),
    account(ChanganEducation, Weibo, "长安教育发布", Normal, 1740, 1722),
    account(ChanganEducation, WechatService, "长安区入学服务平台", Waiting { after: 2 }, 17, 7),
    account(ChanganEducation, Douyin, "长安教育", Waiting { after: 1 }, 12, 6),
    account(ChanganEducation, WechatChannels, "长安教育", Waiting { after: 0 }, 10, 10),
    account(ChanganEducation, WechatSubscription, "长安区招生考试", Waiting { after: 0 }, 1, 1).owner("长安区教育考试中心"),
    account(ChanganEducation, Toutiao, "长安教育", Rejected { after: 2 }, 20, 3),
    account(ChanganEducation, Kuaishou, "长安教育", ModifyWaiting, 560, 6),
    account(ChanganEducation, Baijiahao, "长安教育", CloseWaiting, 990, 1),
    account(ChanganEducation, Renminhao, "长安教育", CloseRejected, 985, 2),
    account(ChanganEducation, Qiehao, "长安教育", RestoreRejected, 980, 8),
    account(ChanganEducation, MiniProgram, "长安智慧校园", Normal, 400, 379).on("微信"),
    account(ChanganEducation, App, "长安云课堂", Draft, 6, 6),
    account(ChanganEducation, Other, "长安教师之声", Resubmitted { after: 1 }, 25, 5).on("荔枝"),

    account(TaiyuanTaxes, WechatSubscription, "太原税务", Normal, 1400, 1389),
    account(TaiyuanTaxes, Weibo, "太原税务", Modified, 1395, 70),
    account(TaiyuanTaxes, Douyin, "太原税务", Waiting { after: 1 }, 14, 6),
    account(TaiyuanTaxes, WechatChannels, "太原税务", Waiting { after: 0 }, 7, 7),
    account(TaiyuanTaxes, Toutiao, "太原税务", ModifyRejected, 830, 5),
    account(TaiyuanTaxes, App, "太原掌上办税", Closed, 1220, 150),
    account(TaiyuanTaxes, Baijiahao, "太原税务", Restored, 1215, 22),
    account(TaiyuanTaxes, MiniProgram, "太原税务服务", ModifyWaiting, 610, 9).on("微信"),
    // Similar to the name of an account of the police, for the search of duplicates.
    account(Shangzhuang, WechatSubscription, "北京反诈中心公众号", Waiting { after: 0 }, 2, 2),
];

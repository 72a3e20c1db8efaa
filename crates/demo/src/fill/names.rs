//! Names of government units and their accounts.

use nmrs_domain::account::MAX_NAME;
use nmrs_domain::kind::AccountKind;
use rand::Rng;

use crate::people::pick;

/// A type of office: its names at level 1 and below, and the names of its accounts with `{}` for the
/// place.
struct Office {
    province: &'static str,
    below: &'static str,
    accounts: &'static [&'static str],
}

const fn office(
    province: &'static str,
    below: &'static str,
    accounts: &'static [&'static str],
) -> Office {
    Office {
        province,
        below,
        accounts,
    }
}

#[rustfmt::skip]
const OFFICES: [Office; 36] = [
    office("人民政府办公厅", "人民政府办公室", &["{}发布", "微{}", "{}政务", "中国{}"]),
    office("公安厅", "公安局", &["平安{}", "{}公安", "{}警方在线", "{}交警", "{}网警巡查执法", "{}反诈中心"]),
    office("教育厅", "教育局", &["{}教育", "{}教育发布", "{}招生考试"]),
    office("卫生健康委员会", "卫生健康局", &["健康{}", "{}卫健", "{}疾控"]),
    office("文化和旅游厅", "文化广电和旅游局", &["{}文旅", "乐游{}", "文化{}"]),
    office("人力资源和社会保障厅", "人力资源和社会保障局", &["{}人社", "{}就业", "{}社保"]),
    office("市场监督管理局", "市场监督管理局", &["{}市场监管", "{}知识产权"]),
    office("应急管理厅", "应急管理局", &["{}应急管理", "{}应急"]),
    office("生态环境厅", "生态环境局", &["{}生态环境", "美丽{}"]),
    office("民政厅", "民政局", &["{}民政", "{}养老服务"]),
    office("司法厅", "司法局", &["{}司法", "法治{}", "{}普法"]),
    office("财政厅", "财政局", &["{}财政"]),
    office("自然资源厅", "自然资源和规划局", &["{}自然资源", "{}不动产登记"]),
    office("住房和城乡建设厅", "住房和城乡建设局", &["{}住建", "{}公积金"]),
    office("交通运输厅", "交通运输局", &["{}交通", "{}公路"]),
    office("水利厅", "水利局", &["{}水利", "{}水务"]),
    office("农业农村厅", "农业农村局", &["{}农业农村", "{}三农"]),
    office("商务厅", "商务局", &["{}商务", "投资{}"]),
    office("退役军人事务厅", "退役军人事务局", &["{}退役军人"]),
    office("审计厅", "审计局", &["{}审计"]),
    office("国有资产监督管理委员会", "国有资产监督管理局", &["{}国资"]),
    office("体育局", "体育局", &["{}体育", "运动{}"]),
    office("统计局", "统计局", &["{}统计"]),
    office("医疗保障局", "医疗保障局", &["{}医保"]),
    office("信访局", "信访局", &["{}信访"]),
    office("林业和草原局", "林业和草原局", &["{}林草"]),
    office("政务服务管理局", "行政审批服务局", &["{}政务服务", "{}行政审批"]),
    office("消防救援总队", "消防救援大队", &["{}消防", "{}119"]),
    office("气象局", "气象局", &["{}气象", "{}天气"]),
    office("科学技术厅", "科学技术局", &["{}科技", "创新{}"]),
    office("工业和信息化厅", "工业和信息化局", &["{}工信"]),
    office("城市管理局", "城市管理综合行政执法局", &["{}城管", "{}城市管理"]),
    office("机关事务管理局", "机关事务服务中心", &["{}机关事务"]),
    office("数据局", "数据局", &["{}数据", "数字{}"]),
    office("民族宗教事务委员会", "民族宗教事务局", &["{}民宗"]),
    office("广播电视局", "融媒体中心", &["{}融媒", "看{}", "{}广电"]),
];

/// Institutions of an office; the first is the office itself.
const INSTITUTIONS: [&str; 12] = [
    "",
    "政务服务中心",
    "信息中心",
    "宣传教育中心",
    "新闻中心",
    "综合行政执法队",
    "档案馆",
    "培训中心",
    "监测中心",
    "事务中心",
    "指挥中心",
    "科学研究院",
];

/// Towns of a county.
const TOWNS: [&str; 48] = [
    "城关", "新城", "河东", "河西", "双河", "龙泉", "石桥", "白云", "永安", "太平", "新华", "建设",
    "和平", "东风", "胜利", "红旗", "青山", "清河", "金山", "银河", "柳林", "杨村", "王庄", "李家",
    "马场", "大店", "三里", "五里", "十里", "高桥", "平原", "南关", "北关", "东关", "西关", "兴隆",
    "安乐", "富民", "仙桥", "云台", "凤凰", "麒麟", "碧水", "沙河", "铁山", "古城", "桃园", "梅岭",
];

/// Endings of places that short names omit.
const ENDINGS: [&str; 12] = [
    "自治区",
    "自治州",
    "自治县",
    "自治旗",
    "特别行政区",
    "地区",
    "新区",
    "省",
    "市",
    "区",
    "县",
    "旗",
];

/// The category of a unit, which decides the names of its accounts.
#[derive(Debug, Clone, Copy)]
pub(super) enum UnitCategory {
    /// An office or one of its institutions: index of [`OFFICES`].
    Office(usize),
    /// A town: index of [`TOWNS`].
    Town(usize),
}

impl UnitCategory {
    /// Returns true if the accounts represent the government of their place.
    pub(super) const fn speaks_for_government(self) -> bool {
        matches!(self, Self::Office(0) | Self::Town(_))
    }
}

/// Returns the full name and the category of the `n`-th unit of an org unit, different for each `n`.
/// `place` is the full name of the org unit with its ancestors.
pub(super) fn unit(place: &str, level: usize, n: usize) -> (String, UnitCategory) {
    let towns = if level == 3 { TOWNS.len() } else { 0 };
    let (round, n) = (n / (OFFICES.len() + towns), n % (OFFICES.len() + towns));
    let (base, category) = match n.checked_sub(OFFICES.len()) {
        None if level == 1 => (OFFICES[n].province.to_owned(), UnitCategory::Office(n)),
        None => (OFFICES[n].below.to_owned(), UnitCategory::Office(n)),
        Some(town) => (
            format!("{}镇人民政府", TOWNS[town]),
            UnitCategory::Town(town),
        ),
    };
    let name = match INSTITUTIONS.get(round) {
        Some(institution) => format!("{place}{base}{institution}"),
        None => format!("{place}{base}第{}分局", round + 1 - INSTITUTIONS.len()),
    };
    (name, category)
}

/// Returns the short name of a place: 石家庄 for 石家庄市, 大厂 for 大厂回族自治县, 赵县 for 赵县.
pub(super) fn short(place: &str) -> String {
    let count = |text: &str| text.chars().count();
    let Some(ending) = ENDINGS.iter().find(|ending| place.ends_with(**ending)) else {
        return place.to_owned();
    };
    if place.starts_with("内蒙古") {
        return "内蒙古".into();
    }
    let stem = &place[..place.len() - ending.len()];
    match count(stem) {
        0 | 1 => place.to_owned(),
        _ if ending.starts_with("自治") => stem.chars().take(2).collect(),
        _ => stem.to_owned(),
    }
}

/// Returns a name for an account of a unit.
pub(super) fn account(
    short: &str,
    category: UnitCategory,
    kind: AccountKind,
    rng: &mut impl Rng,
) -> String {
    let base = match category {
        UnitCategory::Office(n) => pick(OFFICES[n].accounts, rng).replace("{}", short),
        UnitCategory::Town(n) => format!("{short}{}", pick(&["发布", "微讯", "之声", ""], rng))
            .replacen(short, &format!("{short}{}", TOWNS[n]), 1),
    };
    let name = match kind {
        AccountKind::WechatService => format!("{base}服务号"),
        AccountKind::App => format!("{base}客户端"),
        AccountKind::MiniProgram => format!("{base}掌上办"),
        _ if rng.random_ratio(1, 12) => {
            format!(
                "{base}{}",
                pick(&["在线", "微博", "融媒", "订阅号", "官方", "视频"], rng)
            )
        }
        _ => base,
    };
    name.chars().take(MAX_NAME).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn units_of_an_org_unit_have_different_names() {
        for level in 1..=3 {
            let names: HashSet<_> = (0..999).map(|n| unit("石家庄市", level, n).0).collect();
            assert_eq!(names.len(), 999);
        }
    }

    #[test]
    fn places_have_their_everyday_short_names() {
        for (full, expected) in [
            ("河北省", "河北"),
            ("石家庄市", "石家庄"),
            ("海淀区", "海淀"),
            ("大厂回族自治县", "大厂"),
            ("内蒙古自治区", "内蒙古"),
            ("赵县", "赵县"),
            ("第一师", "第一师"),
        ] {
            assert_eq!(short(full), expected);
        }
    }
}

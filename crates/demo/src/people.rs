//! Invented people.

use rand::Rng;
use rand::seq::IndexedRandom as _;

const FAMILY_NAMES: [&str; 40] = [
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭",
    "何", "林", "高", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾",
    "肖", "田", "董", "潘", "袁", "蔡", "蒋", "欧阳",
];
const GIVEN_NAMES: [&str; 40] = [
    "伟", "敏", "静", "丽", "强", "磊", "军", "洋", "勇", "艳", "杰", "娟", "涛", "明", "超",
    "秀兰", "建国", "志强", "海燕", "文博", "晓东", "雪梅", "国庆", "佳怡", "子涵", "红梅", "永刚",
    "丹丹", "春生", "玉华", "立新", "思远", "慧敏", "少华", "振宇", "桂英", "亚男", "鹏飞", "婷婷",
    "世杰",
];
const POSITIONS: [&str; 10] = [
    "科员",
    "四级主任科员",
    "办公室主任",
    "宣传科科长",
    "信息中心主任",
    "副主任",
    "新媒体编辑",
    "宣传干事",
    "综合科副科长",
    "一级科员",
];
const MOBILE_PREFIXES: [&str; 8] = ["130", "135", "138", "150", "158", "177", "186", "199"];

pub(crate) fn pick<'a>(list: &[&'a str], rng: &mut impl Rng) -> &'a str {
    list.choose(rng).copied().unwrap_or_default()
}

pub(crate) fn name(rng: &mut impl Rng) -> String {
    format!("{}{}", pick(&FAMILY_NAMES, rng), pick(&GIVEN_NAMES, rng))
}

pub(crate) fn position(rng: &mut impl Rng) -> &'static str {
    pick(&POSITIONS, rng)
}

pub(crate) fn mobile(rng: &mut impl Rng) -> String {
    format!(
        "{}{:08}",
        pick(&MOBILE_PREFIXES, rng),
        rng.random_range(0..100_000_000)
    )
}

pub(crate) fn landline(rng: &mut impl Rng) -> String {
    format!(
        "0{}-{}",
        rng.random_range(310..999),
        rng.random_range(2_000_000..9_000_000)
    )
}

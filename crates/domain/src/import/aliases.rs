//! Accepted spellings of choices in cells: kinds, and yes or no.

use crate::kind::{AccountKind, KINDS};
use crate::values::text::half_width;

/// Error for a cell without a valid kind; `Display` is the Chinese message for the cell.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KindError {
    /// The cell is empty.
    #[error("请填写账号类型，可填：{0}")]
    Missing(String),
    /// The cell names WeChat, but neither of the 2 kinds of official account.
    #[error("请写明是“微信订阅号”还是“微信服务号”")]
    WhichWechat,
    /// The cell has an unknown kind.
    #[error("没有这种账号类型，可填：{0}")]
    Unknown(String),
}

/// Alternative names of the kinds, in the form that [`plain`] returns.
const ALSO: [(AccountKind, &[&str]); 13] = [
    (
        AccountKind::WechatSubscription,
        &[
            "订阅号",
            "微信公众号订阅号",
            "公众号订阅号",
            "微信公众平台订阅号",
            "微信公众账号订阅号",
            "微信订阅",
        ],
    ),
    (
        AccountKind::WechatService,
        &[
            "服务号",
            "微信公众号服务号",
            "公众号服务号",
            "微信公众平台服务号",
            "微信公众账号服务号",
            "微信服务",
        ],
    ),
    (
        AccountKind::Weibo,
        &["微博", "新浪", "政务微博", "新浪政务微博"],
    ),
    (AccountKind::Toutiao, &["头条", "头条号", "今日头条号"]),
    (AccountKind::Douyin, &["抖音", "抖音号", "抖音视频"]),
    (AccountKind::Kuaishou, &["快手", "快手号", "快手视频"]),
    (AccountKind::Baijiahao, &["百度百家号", "百家"]),
    (AccountKind::Qiehao, &["腾讯企鹅号", "企鹅媒体平台"]),
    (AccountKind::Renminhao, &["人民日报人民号"]),
    (AccountKind::WechatChannels, &["视频号"]),
    (AccountKind::MiniProgram, &["微信小程序", "支付宝小程序"]),
    (
        AccountKind::App,
        &["客户端", "手机客户端", "移动应用", "手机app", "移动app"],
    ),
    (AccountKind::Other, &["其它"]),
];

/// Names of WeChat that do not say which of the 2 kinds of official account is meant.
const SOME_WECHAT: [&str; 5] = [
    "微信",
    "公众号",
    "微信公众号",
    "微信公众平台",
    "微信公众账号",
];

/// Removes spaces and punctuation and converts letters to half-width lower case.
fn plain(raw: &str) -> String {
    raw.chars()
        .map(half_width)
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// Returns the labels of all kinds, separated by 、.
pub fn kind_labels() -> String {
    let labels: Vec<&str> = KINDS.iter().map(|info| info.label).collect();
    labels.join("、")
}

/// Parses a kind from its label, wire name or an alternative name, ignoring spaces, punctuation and
/// case.
///
/// # Errors
/// Returns an error whose text lists the possible kinds.
pub fn kind(raw: &str) -> Result<AccountKind, KindError> {
    let plain = plain(raw);
    if raw.trim().is_empty() {
        return Err(KindError::Missing(kind_labels()));
    }
    if SOME_WECHAT.contains(&plain.as_str()) {
        return Err(KindError::WhichWechat);
    }
    KINDS
        .iter()
        .find(|info| info.label == plain || info.wire.replace('_', "") == plain)
        .map(|info| info.kind)
        .or_else(|| {
            ALSO.iter()
                .find(|(_, names)| names.contains(&plain.as_str()))
                .map(|(kind, _)| *kind)
        })
        .ok_or_else(|| KindError::Unknown(kind_labels()))
}

/// Parses yes or no in the common spellings, such as 是, `yes`, `1` or √; `None` for any other
/// text.
pub fn yes_no(raw: &str) -> Option<bool> {
    let narrowed: String = raw.trim().chars().map(half_width).collect();
    match narrowed.to_lowercase().as_str() {
        "是" | "有" | "对" | "是的" | "y" | "yes" | "t" | "true" | "1" | "√" | "✓" | "✔" | "☑" => {
            Some(true)
        }
        "否" | "无" | "不" | "不是" | "没有" | "非" | "n" | "no" | "f" | "false" | "0" | "×"
        | "✗" | "✘" | "✕" | "x" | "☐" | "-" | "—" | "/" => Some(false),
        _ => None,
    }
}

/// Error values of formulas in spreadsheet programs.
const FORMULA_ERRORS: [&str; 18] = [
    "#N/A",
    "#REF!",
    "#NAME?",
    "#VALUE!",
    "#DIV/0!",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "#CALC!",
    "#GETTING_DATA",
    "#FIELD!",
    "#BLOCKED!",
    "#CONNECT!",
    "#BUSY!",
    "#UNKNOWN!",
    "#EXTERNAL!",
    "#PYTHON!",
    "#TIMEOUT!",
];

/// Returns true if a cell has the error value of a formula, also if typed as text.
pub(super) fn is_formula_error(raw: &str) -> bool {
    let raw = raw.trim();
    FORMULA_ERRORS
        .iter()
        .any(|error| raw.eq_ignore_ascii_case(error))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_label_and_every_name_in_bodies_is_its_kind() {
        for info in &KINDS {
            assert_eq!(kind(info.label), Ok(info.kind));
            assert_eq!(kind(info.wire), Ok(info.kind));
        }
    }

    #[test]
    fn other_names_are_understood_however_they_are_spaced() {
        for (raw, expected) in [
            ("微信公众号（订阅号）", AccountKind::WechatSubscription),
            (" 微信公众号 - 服务号 ", AccountKind::WechatService),
            ("订阅号", AccountKind::WechatSubscription),
            ("微博", AccountKind::Weibo),
            ("抖\u{a0}音", AccountKind::Douyin),
            ("快手号", AccountKind::Kuaishou),
            ("ＡＰＰ", AccountKind::App),
            ("App", AccountKind::App),
            ("视频号", AccountKind::WechatChannels),
            ("其它", AccountKind::Other),
        ] {
            assert_eq!(kind(raw), Ok(expected), "{raw}");
        }
        for (of, names) in ALSO {
            for name in names {
                assert_eq!(kind(name), Ok(of), "{name}");
            }
        }
    }

    #[test]
    fn a_kind_that_is_not_known_is_told_which_are() {
        assert_eq!(kind("微信公众号"), Err(KindError::WhichWechat));
        let told = kind("小红书").unwrap_err().to_string();
        assert!(told.contains("微信订阅号、微信服务号、新浪微博"), "{told}");
        assert!(matches!(kind(" \u{3000}"), Err(KindError::Missing(_))));
        assert!(matches!(kind("（）"), Err(KindError::Unknown(_))));
    }

    #[test]
    fn yes_and_no_are_understood_as_people_write_them() {
        for raw in ["是", " 是 ", "Ｙ", "yes", "TRUE", "1", "１", "√", "有"] {
            assert_eq!(yes_no(raw), Some(true), "{raw}");
        }
        for raw in ["否", "N", "No", "FALSE", "0", "×", "无", "ｘ", "/", "－"] {
            assert_eq!(yes_no(raw), Some(false), "{raw}");
        }
        for raw in ["", "也许", "2", "是否"] {
            assert_eq!(yes_no(raw), None, "{raw}");
        }
    }
}

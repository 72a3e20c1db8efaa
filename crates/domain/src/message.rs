//! Messages to units and offices about decisions on their accounts and about overdue reviews.
//! The text of a message is composed once, at the event, and stored.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

use crate::event::EventKind;
use crate::status::ApplicationKind;

/// Kind of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray, strum::IntoStaticStr, strum::EnumString)]
#[strum(serialize_all = "snake_case")]
pub enum MessageKind {
    /// An application was approved by an office that does not give the final decision.
    Advanced,
    /// An application received its final approval.
    Approved,
    /// An application was rejected.
    Rejected,
    /// The central office deleted an account.
    Deleted,
    /// Applications have waited for the office longer than the review limit.
    Overdue,
}

impl MessageKind {
    /// Returns the Chinese label.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Advanced => "审核进展",
            Self::Approved => "审核通过",
            Self::Rejected => "审核驳回",
            Self::Deleted => "账号删除",
            Self::Overdue => "超时提醒",
        }
    }

    /// Returns the kind of message that an event causes; `None` for an event that the recipients
    /// caused themselves.
    pub const fn of_event(event: EventKind) -> Option<Self> {
        match event {
            EventKind::Advanced => Some(Self::Advanced),
            EventKind::Approved => Some(Self::Approved),
            EventKind::Rejected => Some(Self::Rejected),
            EventKind::Deleted => Some(Self::Deleted),
            EventKind::Drafted
            | EventKind::Edited
            | EventKind::Discarded
            | EventKind::Applied
            | EventKind::Resubmitted
            | EventKind::Abandoned => None,
        }
    }
}

/// Title and text of a message, in Chinese.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MessageText {
    /// Title of one line.
    pub title: String,
    /// Further lines; may be empty.
    pub text: String,
}

/// Data of an event from which [`message_text`] composes a message.
#[derive(Debug, Clone, Copy)]
pub struct MessageContext<'a> {
    /// Name of the account.
    pub account: &'a str,
    /// Identifier of the account, if assigned.
    pub identifier: Option<&'a str>,
    /// Kind of the decided application.
    pub application: Option<ApplicationKind>,
    /// Name of the office that decided.
    pub office: &'a str,
    /// Name of the office that reviews next.
    pub next: Option<&'a str>,
    /// Reason of the decision or deletion.
    pub reason: Option<&'a str>,
    /// Number of the letter on which a deletion is based.
    pub letter_number: Option<&'a str>,
}

/// Composes the message about an event of an account.
pub fn message_text(kind: MessageKind, context: &MessageContext<'_>) -> MessageText {
    let MessageContext {
        account,
        identifier,
        application,
        office,
        next,
        reason,
        letter_number,
    } = context;
    let what = application.map_or("", ApplicationKind::label);
    let title = match (kind, next) {
        (MessageKind::Advanced, Some(next)) => {
            format!("「{account}」的{what}申请已由{office}同意，报{next}审核")
        }
        (MessageKind::Advanced | MessageKind::Approved | MessageKind::Overdue, _) => {
            format!("「{account}」的{what}申请已通过，由{office}审核")
        }
        (MessageKind::Rejected, _) => format!("「{account}」的{what}申请被{office}驳回"),
        (MessageKind::Deleted, _) => format!("「{account}」已由{office}删除"),
    };
    let mut lines = Vec::new();
    if let Some(identifier) = identifier {
        lines.push(format!("新媒体标识码：{identifier}"));
    }
    if let Some(number) = letter_number {
        lines.push(format!("来函文号：{number}"));
    }
    if let Some(reason) = reason {
        let label = match kind {
            MessageKind::Rejected => "驳回原因",
            MessageKind::Deleted => "删除原因",
            _ => "审核意见",
        };
        lines.push(format!("{label}：{reason}"));
    }
    MessageText {
        title,
        text: lines.join("\n"),
    }
}

/// A review that has waited longer than the limit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverdueReview {
    /// Name of the account.
    pub account: String,
    /// Kind of the application.
    pub application: Option<ApplicationKind>,
    /// Waiting time in working days.
    pub days: i64,
}

/// Composes the reminder of an office: the number of overdue reviews (`count`) and the oldest of
/// them. `limit` is in working days.
pub fn reminder(limit: u32, count: u64, oldest: &[OverdueReview]) -> MessageText {
    let mut text = String::new();
    for late in oldest {
        let OverdueReview {
            account,
            application,
            days,
        } = late;
        let what = application.map_or("", ApplicationKind::label);
        // Writing to a String does not fail.
        let _ = writeln!(text, "「{account}」{what}，已等待 {days} 个工作日");
    }
    let named = u64::try_from(oldest.len()).unwrap_or(u64::MAX);
    if count > named {
        let _ = writeln!(text, "另有 {} 项同样超过时限", count - named);
    }
    MessageText {
        title: format!("有 {count} 项审核已等待超过 {limit} 个工作日，请尽快办理"),
        text: text.trim_end().to_owned(),
    }
}

wire_names!(MessageKind);

#[cfg(test)]
mod tests {
    use super::*;

    const REJECTED: MessageContext<'_> = MessageContext {
        account: "上庄发布",
        identifier: None,
        application: Some(ApplicationKind::Add),
        office: "海淀区",
        next: None,
        reason: Some("资料不全"),
        letter_number: None,
    };

    #[test]
    fn a_decision_says_who_decided_what_and_why() {
        let message = message_text(MessageKind::Rejected, &REJECTED);
        for part in ["上庄发布", "海淀区", "驳回", ApplicationKind::Add.label()] {
            assert!(message.title.contains(part), "{part}: {}", message.title);
        }
        assert_eq!(message.text, "驳回原因：资料不全");
        let advanced = MessageContext {
            next: Some("北京市"),
            reason: None,
            ..REJECTED
        };
        let message = message_text(MessageKind::Advanced, &advanced);
        assert!(
            message.title.contains("北京市") && message.text.is_empty(),
            "{message:?}"
        );
        let deleted = MessageContext {
            application: None,
            identifier: Some("110108M044WX0001"),
            letter_number: Some("京政办函〔2026〕12号"),
            ..REJECTED
        };
        let message = message_text(MessageKind::Deleted, &deleted);
        assert!(message.title.contains("删除"), "{}", message.title);
        assert_eq!(message.text.lines().count(), 3, "{}", message.text);
    }

    #[test]
    fn a_reminder_names_the_oldest_and_counts_the_rest() {
        let late = |account: &str, days| OverdueReview {
            account: account.into(),
            application: Some(ApplicationKind::Close),
            days,
        };
        let message = reminder(5, 3, &[late("甲", 9), late("乙", 7)]);
        assert!(message.title.contains("3 项") && message.title.contains("5 个工作日"));
        let lines: Vec<_> = message.text.lines().collect();
        assert_eq!(lines.len(), 3, "{lines:?}");
        assert!(lines[0].contains("甲") && lines[0].contains('9'));
        assert!(lines[2].contains("1 项"));
        assert_eq!(reminder(5, 1, &[late("甲", 9)]).text.lines().count(), 1);
    }

    #[test]
    fn wire_names_are_those_of_serde() {
        for kind in MessageKind::ALL {
            let json = serde_json::to_string(&kind).unwrap();
            assert_eq!(json, format!("\"{}\"", kind.as_str()));
            assert_eq!(MessageKind::from_wire(kind.as_str()), Some(kind));
        }
    }
}

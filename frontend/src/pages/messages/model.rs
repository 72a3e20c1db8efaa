use nmrs_domain::message::MessageKind;
use nmrs_domain::query::MessageQuery;
use nmrs_domain::wire::MessageOut;

/// Ignores values of `unread` that the server refuses.
pub fn normalized(query: MessageQuery) -> MessageQuery {
    let unread = query.unread == "true";
    MessageQuery {
        unread: if unread { query.unread } else { String::new() },
        ..query
    }
}

pub fn only_unread(query: &MessageQuery, unread: bool) -> MessageQuery {
    MessageQuery {
        unread: if unread { "true".into() } else { String::new() },
        page: String::new(),
        ..query.clone()
    }
}

/// Path of a message and the label of its link.
pub fn target(message: &MessageOut) -> Option<(String, &'static str)> {
    match (message.kind, message.account_id) {
        (MessageKind::Overdue, _) => Some((
            "/accounts?tab=to_review&overdue=true&sort=step_since".into(),
            "去审核",
        )),
        (_, Some(account)) => Some((format!("/accounts/{account}"), "查看账号")),
        (_, None) => None,
    }
}

pub const fn tone(kind: MessageKind) -> &'static str {
    match kind {
        MessageKind::Advanced => "badge-info",
        MessageKind::Approved => "badge-success",
        MessageKind::Rejected | MessageKind::Deleted => "badge-error",
        MessageKind::Overdue => "badge-warning",
    }
}

pub fn newest(messages: &[MessageOut]) -> Option<i64> {
    messages.iter().map(|message| message.id).max()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::Paginated as _;
    use nmrs_domain::query::QueryParams as _;
    use time::macros::datetime;

    fn message(id: i64, kind: MessageKind, account_id: Option<i64>) -> MessageOut {
        MessageOut {
            id,
            kind,
            title: String::new(),
            text: String::new(),
            account_id,
            review_id: None,
            created_at: datetime!(2026-11-24 01:00 UTC),
            read_at: None,
        }
    }

    #[test]
    fn the_message_query_is_read_from_the_url() {
        let query = MessageQuery::from_params(|name| match name {
            "unread" => Some("true".into()),
            "page" => Some("2".into()),
            _ => None,
        });
        assert!(query.parse().unwrap().0);
        assert_eq!((query.page(), query.per_page()), (2, 20));
        assert_eq!(only_unread(&query, false), MessageQuery::default());
        let odd = normalized(MessageQuery::from_params(|_| Some("maybe".into())));
        assert_eq!((odd.unread.as_str(), odd.page()), ("", 1));
    }

    #[test]
    fn a_message_links_to_its_subject() {
        let to = |kind, account| target(&message(1, kind, account)).map(|(href, _)| href);
        assert_eq!(
            to(MessageKind::Rejected, Some(7)).as_deref(),
            Some("/accounts/7")
        );
        assert!(
            to(MessageKind::Overdue, None)
                .unwrap()
                .starts_with("/accounts?tab=to_review")
        );
        assert_eq!(to(MessageKind::Deleted, None), None);
    }

    #[test]
    fn all_messages_up_to_the_newest_shown_one_are_marked() {
        let some = [3, 9, 4].map(|id| message(id, MessageKind::Approved, None));
        assert_eq!(newest(&some), Some(9));
        assert_eq!(newest(&[]), None);
    }
}

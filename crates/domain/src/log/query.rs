//! Query of an account's log.

use time::OffsetDateTime;

use crate::error::FieldErrors;
use crate::event::EventKind;
use crate::query::{Paging, choice, day_after, day_start, list_query, term};

list_query! {
    /// The query string of `GET /accounts/{id}/events`; empty values count as absent.
    EventQuery {
        /// Kind of event, such as `applied` or `rejected`.
        kind,
        /// Part of the acting unit's code, or of its name at the time of the event.
        actor,
        /// First day, `2026-11-01`, in China Standard Time.
        from,
        /// Last day, inclusive, in China Standard Time.
        to,
        /// `-seq` (default), the newest first, or `seq`.
        sort,
    }
}

/// Checked query of an account's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventFilter {
    /// Kind of event.
    pub kind: Option<EventKind>,
    /// Part of the acting unit's code or name.
    pub actor: Option<String>,
    /// Earliest time, inclusive.
    pub from: Option<OffsetDateTime>,
    /// Latest time, exclusive.
    pub before: Option<OffsetDateTime>,
    /// True for the oldest event first.
    pub oldest_first: bool,
    /// Page.
    pub paging: Paging,
}

impl EventQuery {
    /// Checks the query.
    ///
    /// # Errors
    /// All parameters that cannot be read, with what is expected.
    pub fn parse(&self) -> Result<EventFilter, FieldErrors> {
        let mut errors = FieldErrors::default();
        let e = &mut errors;
        let filter = EventFilter {
            kind: choice(e, "/kind", &self.kind, EventKind::from_wire),
            actor: term("操作单位")(e, "/actor", &self.actor),
            from: day_start(e, "/from", &self.from),
            before: day_after(e, "/to", &self.to),
            oldest_first: choice(e, "/sort", &self.sort, |sort| match sort {
                "seq" => Some(true),
                "-seq" => Some(false),
                _ => None,
            })
            .unwrap_or_default(),
            paging: Paging::parse(&self.page, &self.per_page, e),
        };
        errors.into_result().map(|()| filter)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn nothing_said_is_the_newest_page() {
        let filter = EventQuery::default().parse().unwrap();
        assert!(!filter.oldest_first && filter.kind.is_none() && filter.actor.is_none());
        assert_eq!((filter.paging.page, filter.paging.per_page), (1, 20));
    }

    #[test]
    fn days_are_those_in_china_and_the_last_is_whole() {
        let query = EventQuery {
            kind: "rejected".into(),
            actor: " 海淀 ".into(),
            from: "2026-11-01".into(),
            to: "2026-11-02".into(),
            sort: "seq".into(),
            ..EventQuery::default()
        };
        let filter = query.parse().unwrap();
        assert_eq!(filter.kind, Some(EventKind::Rejected));
        assert_eq!(filter.actor.as_deref(), Some("海淀"));
        assert_eq!(filter.from, Some(datetime!(2026-10-31 16:00 UTC)));
        assert_eq!(filter.before, Some(datetime!(2026-11-02 16:00 UTC)));
        assert!(filter.oldest_first);
    }

    #[test]
    fn every_wrong_parameter_is_told() {
        let query = EventQuery {
            kind: "x".into(),
            actor: "长".repeat(101),
            from: "2026-13-01".into(),
            to: "gestern".into(),
            sort: "at".into(),
            page: "0".into(),
            per_page: "101".into(),
        };
        let errors = query.parse().unwrap_err();
        let at: Vec<_> = errors.0.iter().map(|e| e.pointer.as_str()).collect();
        assert_eq!(
            at,
            [
                "/kind",
                "/actor",
                "/from",
                "/to",
                "/sort",
                "/page",
                "/per_page"
            ]
        );
    }
}

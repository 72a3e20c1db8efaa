//! Choices and errors of the filter bar.

use nmrs_domain::identifiers::{Identifier, ReportingUnitCode};
use nmrs_domain::query::{AccountQuery, Filter, FilterControl, Tab};
use nmrs_domain::status::Status;

pub(crate) fn status_choices(tab: Tab) -> Vec<Status> {
    let stands_there = |status: &Status| match tab {
        Tab::Submitted => !matches!(status, Status::Draft | Status::Deleted),
        Tab::Drafts => *status == Status::Draft,
        Tab::ToReview => status.pending().is_some(),
        Tab::Rejected => status.rejected().is_some(),
    };
    Status::ALL.into_iter().filter(stands_there).collect()
}

/// First error of the filters, in Chinese.
pub(crate) fn filter_error(query: &AccountQuery) -> Option<String> {
    for (from, to) in Filter::ALL.into_iter().zip(Filter::ALL.into_iter().skip(1)) {
        let (first, last) = (from.get(query), to.get(query));
        // ISO dates compare like text.
        if from.control() == FilterControl::DayFrom && !last.is_empty() && first > last {
            return Some(format!("{}的开始日期晚于结束日期，请更正。", from.label()));
        }
    }
    let errors = query.parse().err()?;
    let first = errors.0.first()?;
    Some(match first.pointer.as_str() {
        "/waiting_min" => format!("等待的工作日{}。", first.detail),
        "/identifier" => "标识码由字母和数字组成，最多 16 位。".into(),
        _ => first.detail.clone(),
    })
}

/// Filters for the text of the phone's search box: a code, a link or ID, or a name.
pub(crate) fn quick_filters(typed: &str, now: &AccountQuery) -> AccountQuery {
    let typed = typed.trim();
    let mut query = now.clone();
    for filter in [Filter::Name, Filter::Identifier, Filter::Link] {
        filter.set(&mut query, "");
    }
    let is_code = Identifier::parse(typed).is_ok()
        || typed
            .get(..ReportingUnitCode::LENGTH)
            .is_some_and(|unit| ReportingUnitCode::parse(unit).is_ok())
            && typed.bytes().all(|b| b.is_ascii_alphanumeric());
    let is_link = typed.contains("://")
        || (typed.len() >= 6
            && typed.is_ascii()
            && typed.bytes().any(|b| b.is_ascii_digit() || b == b'.'));
    let filter = if is_code {
        Filter::Identifier
    } else if is_link {
        Filter::Link
    } else {
        Filter::Name
    };
    filter.set(&mut query, typed);
    query
}

/// Text of the phone's search box.
pub(crate) fn quick_text(query: &AccountQuery) -> String {
    [Filter::Name, Filter::Identifier, Filter::Link]
        .into_iter()
        .map(|filter| filter.get(query))
        .find(|text| !text.is_empty())
        .unwrap_or_default()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tab_offers_only_its_statuses() {
        assert_eq!(status_choices(Tab::Submitted).len(), 10);
        assert_eq!(status_choices(Tab::Drafts), [Status::Draft]);
        assert_eq!(status_choices(Tab::ToReview).len(), 4);
        assert_eq!(status_choices(Tab::Rejected).len(), 4);
    }

    #[test]
    fn invalid_filters_have_an_error() {
        let mut query = AccountQuery::default();
        assert_eq!(filter_error(&query), None);
        query.identifier = "' OR 1".into();
        assert!(filter_error(&query).unwrap().contains("标识码"));
        query.identifier.clear();
        query.created_from = "2026-11-02".into();
        query.created_to = "2026-11-01".into();
        assert!(filter_error(&query).unwrap().contains("创建时间"));
    }

    #[test]
    fn the_search_box_recognises_names_codes_and_links() {
        let of = |typed: &str| quick_filters(typed, &AccountQuery::default());
        assert_eq!(of("上庄发布").name, "上庄发布");
        assert_eq!(of("CCTV").name, "CCTV");
        assert_eq!(of("110108M044WX0002").identifier, "110108M044WX0002");
        assert_eq!(of("110108M044").identifier, "110108M044");
        assert_eq!(of("https://weibo.com/u/1").link, "https://weibo.com/u/1");
        assert_eq!(of("MjM5MjMxMTMyOA==").link, "MjM5MjMxMTMyOA==");
        assert_eq!(of("2392311328").link, "2392311328");
        let before = AccountQuery {
            link: "x".into(),
            kind: "weibo".into(),
            ..AccountQuery::default()
        };
        let after = quick_filters("发布", &before);
        assert_eq!((after.link.as_str(), after.kind.as_str()), ("", "weibo"));
        assert_eq!(quick_text(&after), "发布");
        assert_eq!(quick_text(&AccountQuery::default()), "");
    }
}

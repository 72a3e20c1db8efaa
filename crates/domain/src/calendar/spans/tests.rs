use super::*;
use crate::calendar::format_day;
use time::macros::date;

fn span(from: &str, to: &str, kind: DayChange, note: &str) -> CalendarSpanIn {
    CalendarSpanIn {
        from: from.into(),
        to: to.into(),
        kind,
        note: note.into(),
    }
}

fn input(spans: Vec<CalendarSpanIn>) -> CalendarDaysIn {
    CalendarDaysIn {
        spans,
        replace: false,
    }
}

fn off(from: &str, to: &str) -> CalendarDaysIn {
    input(vec![span(from, to, DayChange::Off, "国庆节")])
}

fn said(day: &str, kind: DayKind, note: &str) -> CalendarDayOut {
    CalendarDayOut {
        day: day.into(),
        kind,
        note: note.into(),
    }
}

#[test]
fn a_notice_is_read_day_by_day() {
    let read = settings(&input(vec![
        span("2026-10-01", "2026-10-07", DayChange::Off, " 国庆节 "),
        span("2026-10-10", "", DayChange::Work, ""),
    ]))
    .unwrap();
    assert_eq!(read.len(), 8);
    assert_eq!(read[&date!(2026 - 10 - 07)].note, "国庆节");
    assert_eq!(read[&date!(2026 - 10 - 10)].kind, Some(DayKind::Work));
    // A span across the end of the year that deletes the entries.
    let read = settings(&input(vec![span(
        "2026-12-31",
        "2027-01-01",
        DayChange::Weekday,
        "",
    )]));
    assert!(read.unwrap().values().all(|setting| setting.kind.is_none()));
}

#[test]
fn a_span_that_cannot_be_is_refused_at_its_field() {
    let refused = |input: &CalendarDaysIn| settings(input).unwrap_err();
    for (from, to, pointer) in [
        ("", "", "/spans/0/from"),
        ("2026-02-30", "", "/spans/0/from"),
        ("2026-10-01", "heute", "/spans/0/to"),
        ("2026-10-01", "2026-09-30", "/spans/0/to"),
        ("2026-10-01", "2026-11-01", "/spans/0/to"),
        ("2026-10-01", "2999-12-31", "/spans/0/to"),
    ] {
        let errors = refused(&off(from, to));
        assert_eq!(errors.0.len(), 1, "{from} {to}");
        assert!(errors.at(pointer).is_some(), "{from} {to}");
    }
    assert!(settings(&off("2026-10-01", "2026-10-31")).is_ok());
    assert!(refused(&input(vec![])).at("/spans").is_some());
    let long = "长".repeat(MAX_DAY_NOTE + 1);
    let long = input(vec![span("2026-10-01", "", DayChange::Off, &long)]);
    assert!(refused(&long).at("/spans/0/note").is_some());
}

#[test]
fn a_day_stands_in_a_call_once() {
    let mut twice = off("2026-10-01", "2026-10-07");
    twice
        .spans
        .push(span("2026-10-07", "", DayChange::Work, ""));
    let errors = settings(&twice).unwrap_err();
    assert!(errors.at("/spans/1/from").unwrap().contains("10月7日"));
}

#[test]
fn a_call_has_its_limit_however_its_spans_are_cut() {
    let days = |count: usize| {
        let first = date!(2026 - 01 - 01);
        std::iter::successors(Some(first), |day| day.next_day())
            .take(count)
            .map(|day| span(&format_day(day), "", DayChange::Off, ""))
            .collect()
    };
    assert!(settings(&input(days(MAX_DAYS))).is_ok());
    let errors = settings(&input(days(MAX_DAYS * 30))).unwrap_err();
    assert_eq!(errors.0.len(), 1);
    let months = ["01", "03", "05", "07"].map(|month| {
        let day = |day: &str| format!("2026-{month}-{day}");
        span(&day("01"), &day("31"), DayChange::Off, "")
    });
    assert!(settings(&input(months.to_vec())).is_err());
}

#[test]
fn what_is_said_already_and_otherwise_is_a_clash() {
    let standing = [
        said("2026-09-30", DayKind::Off, "国庆节"),
        said("2026-10-01", DayKind::Off, "国庆节"),
        said("2026-10-02", DayKind::Off, "中秋节"),
        said("2026-10-03", DayKind::Work, "国庆节"),
    ];
    let wanted = settings(&off("2026-10-01", "2026-10-07")).unwrap();
    assert_eq!(clashes(&wanted, &standing), standing[2..]);
    let cleared = input(vec![span(
        "2026-10-01",
        "2026-10-07",
        DayChange::Weekday,
        "",
    )]);
    let cleared = settings(&cleared).unwrap();
    assert_eq!(clashes(&cleared, &standing), []);
}

#[test]
fn days_of_a_kind_that_follow_each_other_are_one_line() {
    let lines = lines(&[
        said("2026-09-30", DayKind::Off, "国庆节"),
        said("2026-10-01", DayKind::Off, "国庆节"),
        said("2026-10-10", DayKind::Work, ""),
    ]);
    assert_eq!(
        lines,
        ["9月30日至10月1日 放假 国庆节", "10月10日（星期六） 上班"]
    );
}

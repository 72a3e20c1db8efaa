//! Many days at once, as the State Council announces them: seven holidays and the weekends that
//! make up for them.

use std::collections::BTreeMap;

use time::Date;

use super::{DayKind, MAX_DAY_NOTE, parse_day};
use crate::error::FieldErrors;
use crate::text;
use crate::wire::{CalendarDayOut, CalendarDaysIn, CalendarSpanIn, DayChange};

/// Most days from the first to the last of a span.
pub const MAX_SPAN: usize = 31;
/// Most days of a call.
pub const MAX_DAYS: usize = 100;

/// What is to be said about a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// What it becomes; nothing where it is left to its weekday.
    pub kind: Option<DayKind>,
    /// Which holiday; may be empty.
    pub note: String,
}

/// Reads what is to be said about many days; each day stands in it once.
///
/// # Errors
/// All spans that cannot be accepted: days that do not exist, a span that is too long or ends before
/// it begins, a day that is named twice, more days than a call may have.
pub fn settings(input: &CalendarDaysIn) -> Result<BTreeMap<Date, Setting>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut settings = BTreeMap::new();
    if input.spans.is_empty() {
        errors.push("/spans", "请至少填写一个日期");
    }
    // What comes after so many is not looked at: the answer would only grow.
    for (at, span) in input.spans.iter().take(MAX_DAYS + 1).enumerate() {
        let CalendarSpanIn { kind, note, .. } = span;
        let at = format!("/spans/{at}");
        let note = text::optional_line("说明", MAX_DAY_NOTE, note);
        let note = errors.take(&format!("{at}/note"), note);
        let days = days(span, &at, &mut errors);
        let setting = Setting {
            kind: kind.day_kind(),
            note: note.flatten().unwrap_or_default(),
        };
        for day in days {
            if settings.insert(day, setting.clone()).is_some() {
                let day = spoken(day);
                errors.push(format!("{at}/from"), format!("{day}重复，每天只能填写一次"));
                break;
            }
        }
    }
    if settings.len() > MAX_DAYS || input.spans.len() > MAX_DAYS {
        errors.push(
            "/spans",
            format!("一次最多设置 {MAX_DAYS} 天，请分几次提交"),
        );
    }
    errors.into_result()?;
    Ok(settings)
}

/// The days of a span; none when it cannot be accepted.
fn days(span: &CalendarSpanIn, at: &str, errors: &mut FieldErrors) -> Vec<Date> {
    let from = parse_day(&span.from).ok_or("请填写起始日期，形如 2026-10-01");
    let from = errors.take(&format!("{at}/from"), from);
    let to = if span.to.trim().is_empty() {
        from
    } else {
        let to = parse_day(&span.to).ok_or("请填写截止日期，形如 2026-10-07");
        errors.take(&format!("{at}/to"), to)
    };
    let (Some(from), Some(to)) = (from, to) else {
        return Vec::new();
    };
    if to < from {
        errors.push(format!("{at}/to"), "截止日期不能早于起始日期");
    }
    let days: Vec<Date> = std::iter::successors(Some(from), |day| day.next_day())
        .take_while(|day| *day <= to)
        .take(MAX_SPAN + 1)
        .collect();
    if days.len() > MAX_SPAN {
        errors.push(format!("{at}/to"), format!("一段最多 {MAX_SPAN} 天"));
        return Vec::new();
    }
    days
}

/// The days about which something else is said already. Leaving a day to its weekday stands against
/// nothing: that is what it is for.
pub fn clashes(
    settings: &BTreeMap<Date, Setting>,
    standing: &[CalendarDayOut],
) -> Vec<CalendarDayOut> {
    let clash = |said: &&CalendarDayOut| {
        let wanted = parse_day(&said.day).and_then(|day| settings.get(&day));
        wanted.is_some_and(|wanted| {
            wanted
                .kind
                .is_some_and(|kind| (kind, &wanted.note) != (said.kind, &said.note))
        })
    };
    standing.iter().filter(clash).cloned().collect()
}

impl DayChange {
    /// What a day becomes; nothing where it is left to its weekday.
    pub const fn day_kind(self) -> Option<DayKind> {
        match self {
            Self::Off => Some(DayKind::Off),
            Self::Work => Some(DayKind::Work),
            Self::Weekday => None,
        }
    }
}

fn spoken(day: Date) -> String {
    format!("{}月{}日", u8::from(day.month()), day.day())
}

/// What is said about days that follow each other, in a line: `10月1日至7日 放假 国庆节`.
pub fn lines(said: &[CalendarDayOut]) -> Vec<String> {
    let mut runs: Vec<(Date, Date, &CalendarDayOut)> = Vec::new();
    for day in said {
        let Some(date) = parse_day(&day.day) else {
            continue;
        };
        match runs.last_mut() {
            Some((_, last, run))
                if last.next_day() == Some(date)
                    && (run.kind, &run.note) == (day.kind, &day.note) =>
            {
                *last = date;
            }
            _ => runs.push((date, date, day)),
        }
    }
    runs.into_iter()
        .map(|(first, last, run)| {
            let days = if first == last {
                format!("{}（{}）", spoken(first), weekday(first))
            } else {
                format!("{}至{}", spoken(first), spoken(last))
            };
            format!("{days} {} {}", run.kind.label(), run.note)
                .trim_end()
                .to_owned()
        })
        .collect()
}

/// 星期一
pub const fn weekday(day: Date) -> &'static str {
    use time::Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
    match day.weekday() {
        Monday => "星期一",
        Tuesday => "星期二",
        Wednesday => "星期三",
        Thursday => "星期四",
        Friday => "星期五",
        Saturday => "星期六",
        Sunday => "星期日",
    }
}

#[cfg(test)]
mod tests {
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
        // Over the turn of the year, and back to what the weekday says.
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
}

//! Calendar entries for spans of days: the holidays that the State Council announces, and the
//! make-up working weekends.

use std::collections::BTreeMap;

use time::Date;

use super::{DayKind, MAX_DAY_NOTE, parse_day};
use crate::error::FieldErrors;
use crate::values::text;
use crate::wire::{CalendarDayOut, CalendarDaysIn, CalendarSpanIn, DayChange};

/// Maximum number of days in a span.
pub const MAX_SPAN: usize = 31;
/// Maximum number of days in a request.
pub const MAX_DAYS: usize = 100;

/// New entry of a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// New kind of the day; `None` deletes the entry, so that the day follows its weekday.
    pub kind: Option<DayKind>,
    /// Name of the holiday; may be empty.
    pub note: String,
}

/// Expands the spans of a request into one entry per day.
///
/// # Errors
/// Returns the errors of all spans: a date that does not exist, a span longer than [`MAX_SPAN`]
/// days or with its end before its start, a repeated day, or more than [`MAX_DAYS`] days.
pub fn settings(input: &CalendarDaysIn) -> Result<BTreeMap<Date, Setting>, FieldErrors> {
    let mut errors = FieldErrors::default();
    let mut settings = BTreeMap::new();
    if input.spans.is_empty() {
        errors.push("/spans", "请至少填写一个日期");
    }
    // Spans after the first `MAX_DAYS + 1` are not checked, which bounds the size of the response.
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

/// Returns the days of a span; empty if a date is invalid or the span is too long.
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

/// Returns the existing entries that differ from the new ones. A day with `kind` `None` never
/// conflicts, because deleting the entry is its purpose.
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
    /// Returns the new kind of a day; `None` for [`DayChange::Weekday`].
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

/// Formats the entries, with one line for consecutive days that have the same entry, such as
/// `10月1日至7日 放假 国庆节`.
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

/// Returns the Chinese name of the weekday, such as `星期一`.
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
mod tests;

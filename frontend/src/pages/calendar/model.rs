use nmrs_domain::calendar::{DayKind, format_day, parse_day, weekday};
use nmrs_domain::wire::{CalendarDayOut, CalendarDaysIn, CalendarSpanIn, DayChange};
use time::{Date, Month, Weekday};

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    pub date: Date,
    /// Mark of the central office, if there is one.
    pub kind: Option<DayKind>,
    pub note: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthDays {
    pub number: u8,
    /// Empty cells before the first day; weeks start on Monday.
    pub blanks: u8,
    pub days: Vec<Day>,
}

pub fn months(year: i32, marks: &[CalendarDayOut]) -> Vec<MonthDays> {
    (1..=12)
        .filter_map(|number| {
            let month = Month::try_from(number).ok()?;
            let days: Vec<Day> = (1..=month.length(year))
                .filter_map(|day| Date::from_calendar_date(year, month, day).ok())
                .map(|date| {
                    let name = format_day(date);
                    let mark = marks.iter().find(|mark| mark.day == name);
                    Day {
                        date,
                        kind: mark.map(|mark| mark.kind),
                        note: mark.map(|mark| mark.note.clone()).unwrap_or_default(),
                    }
                })
                .collect();
            Some(MonthDays {
                number,
                blanks: days.first()?.date.weekday().number_days_from_monday(),
                days,
            })
        })
        .collect()
}

impl Day {
    pub fn is_weekend(&self) -> bool {
        matches!(self.date.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    pub fn class(&self) -> &'static str {
        match (self.kind, self.is_weekend()) {
            (Some(DayKind::Off), _) => "bg-error/10 text-error font-medium",
            (Some(DayKind::Work), _) => "bg-primary/10 text-primary font-medium",
            (None, true) => "text-muted bg-base-200",
            (None, false) => "",
        }
    }

    pub fn mark(&self) -> Option<&'static str> {
        self.kind.map(|kind| match kind {
            DayKind::Off => "休",
            DayKind::Work => "班",
        })
    }

    /// Description for screen readers and tooltip.
    pub fn label(&self) -> String {
        let mut label = format!(
            "{} 月 {} 日，{}",
            u8::from(self.date.month()),
            self.date.day(),
            weekday(self.date)
        );
        match self.kind {
            Some(kind) => {
                label.push('，');
                label.push_str(kind.label());
            }
            None if self.is_weekend() => label.push_str("，周末"),
            None => label.push_str("，工作日"),
        }
        if !self.note.is_empty() {
            label.push('，');
            label.push_str(&self.note);
        }
        label
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SelectedDay {
    pub day: Day,
    /// False if the day was proposed.
    pub clicked: bool,
}

impl SelectedDay {
    pub const fn clicked(day: Day) -> Self {
        Self { day, clicked: true }
    }

    /// Initial day in a year: today, or 1 January.
    pub fn proposed(year: i32, today: Date) -> Self {
        let first = Date::from_calendar_date(year, Month::January, 1).unwrap_or(today);
        Self {
            day: Day {
                date: if today.year() == year { today } else { first },
                kind: None,
                note: String::new(),
            },
            clicked: false,
        }
    }
}

pub fn input(from: &str, to: &str, kind: DayChange, note: &str) -> CalendarDaysIn {
    let note = if kind == DayChange::Weekday { "" } else { note };
    CalendarDaysIn {
        spans: vec![CalendarSpanIn {
            from: from.into(),
            to: to.into(),
            kind,
            note: note.into(),
        }],
        replace: false,
    }
}

pub fn weekday_of(day: &str) -> Option<String> {
    parse_day(day).map(|day| weekday(day).to_owned())
}

/// Weekday of the last day and number of days.
pub fn range_text(from: &str, to: &str) -> Option<String> {
    let Some(to) = parse_day(to) else {
        return Some("只标注一天时不必填写。".into());
    };
    let days = (to - parse_day(from)?).whole_days() + 1;
    (days > 0).then(|| format!("{}，共 {days} 天", weekday(to)))
}

pub fn saved_text(changed: u32) -> String {
    match changed {
        0 => "这些日期已是这样标注，没有改动。".into(),
        days => format!("已保存 {days} 天。"),
    }
}

/// Year of the URL, or the current one.
pub fn year(address: Option<&str>, this: i32) -> i32 {
    address
        .and_then(|year| year.trim().parse().ok())
        .filter(|year| (1970..=2999).contains(year))
        .unwrap_or(this)
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn marked_day(day: &str, kind: DayKind, note: &str) -> CalendarDayOut {
        CalendarDayOut {
            day: day.into(),
            kind,
            note: note.into(),
        }
    }

    #[test]
    fn a_year_has_its_days_in_weeks_from_monday() {
        let year = months(2028, &[marked_day("2028-02-29", DayKind::Off, "闰日")]);
        assert_eq!(year.len(), 12);
        let days: usize = year.iter().map(|month| month.days.len()).sum();
        assert_eq!(days, 366);
        // 1 February 2028 is a Tuesday.
        assert_eq!(year[1].blanks, 1);
        let leap = &year[1].days[28];
        assert_eq!(leap.mark(), Some("休"));
        assert_eq!(leap.label(), "2 月 29 日，星期二，放假，闰日");
        assert_eq!(year[0].days[0].label(), "1 月 1 日，星期六，周末");
    }

    #[test]
    fn the_last_day_shows_the_number_of_days() {
        assert_eq!(
            range_text("2030-10-01", "2030-10-07").as_deref(),
            Some("星期一，共 7 天")
        );
        assert_eq!(range_text("2030-10-01", "2030-09-30"), None);
        assert!(range_text("2030-10-01", "").unwrap().contains("一天"));
        assert_eq!(weekday_of("2030-10-01").as_deref(), Some("星期二"));
        assert_eq!(weekday_of(""), None);
    }

    #[test]
    fn the_proposed_day_is_in_the_shown_year() {
        let today = date!(2026 - 11 - 24);
        assert_eq!(SelectedDay::proposed(2026, today).day.date, today);
        assert_eq!(
            SelectedDay::proposed(2027, today).day.date,
            date!(2027 - 01 - 01)
        );
    }

    #[test]
    fn an_unmarked_day_has_no_note() {
        let sent = input("2030-10-01", "", DayChange::Weekday, "国庆节");
        assert_eq!(sent.spans[0].note, "");
        assert_eq!(saved_text(7), "已保存 7 天。");
        assert!(saved_text(0).contains("没有改动"));
    }

    #[test]
    fn an_invalid_year_is_the_current_year() {
        assert_eq!(year(Some("2027"), 2026), 2027);
        for odd in [None, Some("x"), Some("1"), Some("99999")] {
            assert_eq!(year(odd, 2026), 2026);
        }
    }
}

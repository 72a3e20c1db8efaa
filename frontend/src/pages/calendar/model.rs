use nmrs_domain::calendar::{DayKind, format_day, parse_day};
use nmrs_domain::wire::CalendarDayOut;
use time::{Date, Month, Weekday};

/// Most days that are set in one go.
pub const MAX_SPAN: usize = 31;

/// A day of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: Date,
    /// What the central office says; nothing where its weekday says all.
    pub kind: Option<DayKind>,
    /// Which holiday.
    pub note: String,
}

/// A month of the calendar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MonthSheet {
    /// 1 to 12.
    pub number: u8,
    /// Empty places before its first day, in weeks that begin on Monday.
    pub blanks: u8,
    /// Its days.
    pub days: Vec<Day>,
}

/// The twelve months of a year with what is said about its days.
pub fn months(year: i32, said: &[CalendarDayOut]) -> Vec<MonthSheet> {
    (1..=12)
        .filter_map(|number| {
            let month = Month::try_from(number).ok()?;
            let days: Vec<Day> = (1..=month.length(year))
                .filter_map(|day| Date::from_calendar_date(year, month, day).ok())
                .map(|date| {
                    let name = format_day(date);
                    let said = said.iter().find(|said| said.day == name);
                    Day {
                        date,
                        kind: said.map(|said| said.kind),
                        note: said.map(|said| said.note.clone()).unwrap_or_default(),
                    }
                })
                .collect();
            Some(MonthSheet {
                number,
                blanks: days.first()?.date.weekday().number_days_from_monday(),
                days,
            })
        })
        .collect()
}

impl Day {
    /// Whether it is a Saturday or a Sunday.
    pub fn is_weekend(&self) -> bool {
        matches!(self.date.weekday(), Weekday::Saturday | Weekday::Sunday)
    }

    /// How it looks.
    pub fn class(&self) -> &'static str {
        match (self.kind, self.is_weekend()) {
            (Some(DayKind::Off), _) => "bg-error/10 text-error font-medium",
            (Some(DayKind::Work), _) => "bg-primary/10 text-primary font-medium",
            (None, true) => "text-[#5b6876] bg-base-200",
            (None, false) => "",
        }
    }

    /// The mark in its corner: the word, so that colour is not all that tells.
    pub fn mark(&self) -> Option<&'static str> {
        self.kind.map(|kind| match kind {
            DayKind::Off => "休",
            DayKind::Work => "班",
        })
    }

    /// All about it, for those who hear it and for the hint.
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

/// 星期一
pub const fn weekday(date: Date) -> &'static str {
    match date.weekday() {
        Weekday::Monday => "星期一",
        Weekday::Tuesday => "星期二",
        Weekday::Wednesday => "星期三",
        Weekday::Thursday => "星期四",
        Weekday::Friday => "星期五",
        Weekday::Saturday => "星期六",
        Weekday::Sunday => "星期日",
    }
}

/// The days from one to another, as the address of each has it.
pub fn span(first: Date, last: &str) -> Result<Vec<String>, String> {
    let last = parse_day(last).ok_or("请填写截止日期")?;
    if last < first {
        return Err("截止日期不能早于起始日期".into());
    }
    let days: Vec<String> = std::iter::successors(Some(first), |day| day.next_day())
        .take_while(|day| *day <= last)
        .take(MAX_SPAN + 1)
        .map(format_day)
        .collect();
    if days.len() > MAX_SPAN {
        return Err(format!("一次最多设置 {MAX_SPAN} 天"));
    }
    Ok(days)
}

/// The year in the address, or this one.
pub fn year(address: Option<&str>, this: i32) -> i32 {
    address
        .and_then(|year| year.trim().parse().ok())
        .filter(|year| (1970..=2999).contains(year))
        .unwrap_or(this)
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
    let text = |date: Date| format!("{}月{}日", u8::from(date.month()), date.day());
    runs.into_iter()
        .map(|(first, last, run)| {
            let days = if first == last {
                format!("{}（{}）", text(first), weekday(first))
            } else {
                format!("{}至{}", text(first), text(last))
            };
            format!("{days} {} {}", run.kind.label(), run.note)
                .trim_end()
                .to_owned()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::date;

    fn said(day: &str, kind: DayKind, note: &str) -> CalendarDayOut {
        CalendarDayOut {
            day: day.into(),
            kind,
            note: note.into(),
        }
    }

    #[test]
    fn a_year_has_its_days_in_weeks_from_monday() {
        let year = months(2028, &[said("2028-02-29", DayKind::Off, "闰日")]);
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
    fn several_days_are_set_in_one_go() {
        let first = date!(2026 - 09 - 30);
        assert_eq!(span(first, "2026-09-30").unwrap(), ["2026-09-30"]);
        assert_eq!(
            span(first, "2026-10-02").unwrap(),
            ["2026-09-30", "2026-10-01", "2026-10-02"]
        );
        for wrong in ["", "2026-09-29", "2026-10-31", "2999-01-01"] {
            assert!(span(first, wrong).is_err(), "{wrong}");
        }
        assert_eq!(span(first, "2026-10-30").unwrap().len(), MAX_SPAN);
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

    #[test]
    fn nonsense_in_the_address_is_this_year() {
        assert_eq!(year(Some("2027"), 2026), 2027);
        for odd in [None, Some("x"), Some("1"), Some("99999")] {
            assert_eq!(year(odd, 2026), 2026);
        }
    }
}

//! The steps of all demo accounts in chronological order.

use time::{Duration, OffsetDateTime};

use super::accounts::DemoAccount;
use super::scenarios::{Scenario, Step};

/// A step with its moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct ScheduledStep {
    pub(super) at: OffsetDateTime,
    /// Index of the account.
    pub(super) account: usize,
    pub(super) step: Step,
    /// True if the modification of the account is not approved.
    pub(super) pending: bool,
}

/// Longest time of an office for a step.
const MAX_STEP: Duration = Duration::days(3);

/// Returns the steps of all accounts in chronological order. The first step of an account happened
/// `created` days ago, the last one `since` days ago.
pub(super) fn schedule(accounts: &[DemoAccount], now: OffsetDateTime) -> Vec<ScheduledStep> {
    let mut scheduled = Vec::new();
    for (account, demo) in accounts.iter().enumerate() {
        let steps = demo.scenario.steps(demo.unit.levels());
        // Not all at the same minute of the day.
        let late = Duration::minutes(3 + i64::try_from(account).unwrap_or_default() * 7 % 61);
        let last = now - Duration::days(demo.since) - late;
        let first = now - Duration::days(demo.created) - late;
        let pending = matches!(
            demo.scenario,
            Scenario::ModifyWaiting | Scenario::ModifyRejected
        );
        scheduled.extend(moments(&steps, first, last).into_iter().zip(&steps).map(
            |(at, &step)| ScheduledStep {
                at,
                account,
                step,
                pending,
            },
        ));
    }
    scheduled.sort_by_key(|step| step.at);
    scheduled
}

/// Returns the moment of each step: those of the addition from `first` on, later ones up to `last`.
fn moments(steps: &[Step], first: OffsetDateTime, last: OffsetDateTime) -> Vec<OffsetDateTime> {
    let count = steps.len();
    if count == 1 {
        return vec![last];
    }
    let whole = last - first;
    let even = whole / i32::try_from(count - 1).unwrap_or(i32::MAX);
    // Whole days, so that no step happens at night.
    let days = Duration::days(even.whole_days());
    let interval = if days.is_zero() {
        even
    } else {
        days.min(MAX_STEP)
    };
    let later = steps
        .iter()
        .position(|step| matches!(step, Step::Modify | Step::Close | Step::Delete))
        .unwrap_or(count - 1);
    (0..count)
        .map(|n| {
            let times = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
            if n < later {
                first + interval * times(n)
            } else {
                last - interval * times(count - 1 - n)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn an_office_takes_at_most_three_days_and_the_order_is_kept() {
        use Step::{Approve, Modify, Submit};
        let (first, last) = (
            datetime!(2021-09-21 10:00 UTC),
            datetime!(2026-10-22 10:00 UTC),
        );
        let at = moments(&[Submit, Approve, Approve, Modify, Approve], first, last);
        assert_eq!(at[0], first);
        assert_eq!(at[2], datetime!(2021-09-27 10:00 UTC));
        assert_eq!(at[3], datetime!(2026-10-19 10:00 UTC));
        assert_eq!(at[4], last);
        let soon = first + Duration::hours(2);
        let at = moments(&[Submit, Approve, Modify], first, soon);
        assert_eq!(at, [first, first + Duration::hours(1), soon]);
        assert_eq!(moments(&[Submit], first, last), [last]);
    }
}

//! What becomes of each account, move by move, and when.

use time::{Duration, OffsetDateTime};

use super::accounts::Plan;

/// What becomes of an account. `after` is the number of offices that have approved before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Story {
    /// Stored, not submitted.
    Draft,
    /// Waits for an office.
    Waiting { after: usize },
    /// Rejected by an office.
    Rejected { after: usize },
    /// Rejected by an office, corrected, and waiting at the first one again.
    Resubmitted { after: usize },
    /// Approved by all.
    Normal,
    /// Rejected by the first office, corrected and approved.
    NormalAtLast,
    /// Changed since.
    Modified,
    /// A change waits.
    ModifyWaiting,
    /// A change was rejected.
    ModifyRejected,
    /// Its closing waits.
    CloseWaiting,
    /// Its closing was rejected.
    CloseRejected,
    /// Closed.
    Closed,
    /// Closed; its restoration waits.
    RestoreWaiting,
    /// Closed; its restoration was rejected.
    RestoreRejected,
    /// Closed and restored.
    Restored,
    /// The addition was rejected and given up.
    Abandoned,
    /// Deleted by the central office.
    Deleted,
}

/// One thing that somebody does with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Move {
    Store,
    Submit,
    Approve,
    Reject,
    Resubmit,
    Abandon,
    Modify,
    Close,
    Restore,
    Delete,
}

impl Story {
    /// The moves that lead there, with this many offices to pass.
    fn moves(self, levels: usize) -> Vec<Move> {
        use Move::{
            Abandon, Approve, Close, Delete, Modify, Reject, Restore, Resubmit, Store, Submit,
        };
        let submitted = |approvals: usize, then: &[Move]| {
            let mut moves = vec![Submit];
            moves.extend(std::iter::repeat_n(Approve, approvals));
            moves.extend(then);
            moves
        };
        match self {
            Self::Draft => vec![Store],
            Self::Waiting { after } => submitted(after, &[]),
            Self::Rejected { after } => submitted(after, &[Reject]),
            Self::Resubmitted { after } => submitted(after, &[Reject, Resubmit]),
            Self::Normal => submitted(levels, &[]),
            Self::NormalAtLast => {
                let mut moves = vec![Store, Submit, Reject, Resubmit];
                moves.extend(std::iter::repeat_n(Approve, levels));
                moves
            }
            Self::Modified => submitted(levels, &[Modify, Approve]),
            Self::ModifyWaiting => submitted(levels, &[Modify]),
            Self::ModifyRejected => submitted(levels, &[Modify, Reject]),
            Self::CloseWaiting => submitted(levels, &[Close]),
            Self::CloseRejected => submitted(levels, &[Close, Reject]),
            Self::Closed => submitted(levels, &[Close, Approve]),
            Self::RestoreWaiting => submitted(levels, &[Close, Approve, Restore]),
            Self::RestoreRejected => submitted(levels, &[Close, Approve, Restore, Reject]),
            Self::Restored => submitted(levels, &[Close, Approve, Restore, Approve]),
            Self::Abandoned => submitted(0, &[Reject, Abandon]),
            Self::Deleted => submitted(levels, &[Delete]),
        }
    }
}

/// A move at its moment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Act {
    pub(super) at: OffsetDateTime,
    /// Which account.
    pub(super) account: usize,
    pub(super) what: Move,
    /// Whether it is the account's last: what a modification asks for is still to come then.
    pub(super) last: bool,
}

/// Offices take at most this long for a step.
const PACE: Duration = Duration::days(3);

/// The moves of all accounts in the order of time. The first of an account happened `created` days
/// ago, the last one `since` days ago; what comes later in its life belongs to its end.
pub(super) fn schedule(plans: &[Plan], now: OffsetDateTime) -> Vec<Act> {
    let mut acts = Vec::new();
    for (account, plan) in plans.iter().enumerate() {
        let moves = plan.story.moves(plan.unit.levels());
        // Not all at the same minute of the day.
        let late = Duration::minutes(3 + i64::try_from(account).unwrap_or_default() * 7 % 61);
        let last = now - Duration::days(plan.since) - late;
        let first = now - Duration::days(plan.created) - late;
        let waits = matches!(plan.story, Story::ModifyWaiting | Story::ModifyRejected);
        acts.extend(
            moments(&moves, first, last)
                .into_iter()
                .zip(&moves)
                .map(|(at, &what)| Act {
                    at,
                    account,
                    what,
                    last: waits,
                }),
        );
    }
    acts.sort_by_key(|act| act.at);
    acts
}

/// When each move happened: those of the addition from `first` on, the later ones up to `last`.
fn moments(moves: &[Move], first: OffsetDateTime, last: OffsetDateTime) -> Vec<OffsetDateTime> {
    let count = moves.len();
    if count == 1 {
        return vec![last];
    }
    let whole = last - first;
    let even = whole / i32::try_from(count - 1).unwrap_or(i32::MAX);
    // Whole days, so that nobody works at night.
    let days = Duration::days(even.whole_days());
    let step = if days.is_zero() { even } else { days.min(PACE) };
    let later = moves
        .iter()
        .position(|what| matches!(what, Move::Modify | Move::Close | Move::Delete))
        .unwrap_or(count - 1);
    (0..count)
        .map(|n| {
            let times = |n: usize| i32::try_from(n).unwrap_or(i32::MAX);
            if n < later {
                first + step * times(n)
            } else {
                last - step * times(count - 1 - n)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use time::macros::datetime;

    #[test]
    fn an_office_takes_days_and_not_years_and_the_order_stays() {
        use Move::{Approve, Modify, Submit};
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

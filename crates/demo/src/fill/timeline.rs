//! The actions that lead to a status, and their moments.

use nmrs_domain::status::Status;
use nmrs_domain::workflow::Action;
use rand::Rng;
use time::{Duration, OffsetDateTime};

/// Most actions of an account.
const MAX_ACTIONS: u64 = 12;
/// Longest wait for a decision or for the handling of a rejection.
const MAX_WAIT: Duration = Duration::days(25);

/// Returns the actions of an account with their moments, oldest first: about `target`, or as many as
/// the status needs. `levels` is the number of offices that review an addition.
pub(super) fn timeline(
    status: Status,
    levels: usize,
    target: u64,
    created: OffsetDateTime,
    now: OffsetDateTime,
    rng: &mut impl Rng,
) -> Vec<(Action, OffsetDateTime)> {
    let mut actions = needed_actions(status, levels, rng);
    let target = (target + rng.random_range(0..=2))
        .saturating_sub(1)
        .min(MAX_ACTIONS);
    let mut spare = usize::try_from(target)
        .unwrap_or(0)
        .saturating_sub(actions.len());
    while spare > 0 {
        if status == Status::Normal && spare >= 2 && rng.random_ratio(3, 5) {
            actions.extend([Action::Modify, Action::Approve]);
            spare -= 2;
        } else {
            actions.insert(0, Action::Edit);
            spare -= 1;
        }
    }
    let waits = status.pending().or(status.rejected()).is_some();
    with_moments(&actions, waits, created, now, rng)
}

/// Returns the fewest actions that lead to a status.
fn needed_actions(status: Status, levels: usize, rng: &mut impl Rng) -> Vec<Action> {
    use Action::{Abandon, Approve, Close, Delete, Discard, Edit, Modify, Reject, Restore, Submit};
    let submitted = |approvals: usize, then: &[Action]| {
        let mut actions = vec![Submit];
        actions.extend(std::iter::repeat_n(Approve, approvals));
        actions.extend(then);
        actions
    };
    match status {
        Status::Draft => vec![Edit],
        Status::AddPending => submitted(rng.random_range(0..levels), &[]),
        Status::AddRejected => submitted(rng.random_range(0..levels), &[Reject]),
        Status::Normal => submitted(levels, &[]),
        Status::ModifyPending => submitted(levels, &[Modify]),
        Status::ModifyRejected => submitted(levels, &[Modify, Reject]),
        Status::ClosePending => submitted(levels, &[Close]),
        Status::CloseRejected => submitted(levels, &[Close, Reject]),
        Status::Closed => submitted(levels, &[Close, Approve]),
        Status::RestorePending => submitted(levels, &[Close, Approve, Restore]),
        Status::RestoreRejected => submitted(levels, &[Close, Approve, Restore, Reject]),
        Status::Deleted => match rng.random_range(0..3) {
            0 => vec![Edit, Discard],
            1 => submitted(0, &[Reject, Abandon]),
            _ => submitted(levels, &[Delete]),
        },
    }
}

/// Draws the moment of each action: decisions follow within days, later applications at any time, and
/// pending ones within the longest wait.
fn with_moments(
    actions: &[Action],
    waits: bool,
    created: OffsetDateTime,
    now: OffsetDateTime,
    rng: &mut impl Rng,
) -> Vec<(Action, OffsetDateTime)> {
    let later = |action: &Action| {
        matches!(
            action,
            Action::Modify | Action::Close | Action::Restore | Action::Delete
        )
    };
    let last_later = actions.iter().rposition(later);
    let seconds =
        |rng: &mut _, range: std::ops::Range<i64>| Duration::seconds(Rng::random_range(rng, range));
    let mut at = created;
    let mut dated = Vec::with_capacity(actions.len());
    for (n, &action) in actions.iter().enumerate() {
        if n > 0 {
            let left = (now - at).whole_seconds().max(2);
            at += if !later(&action) {
                seconds(rng, 3_600..345_600)
            } else if waits && last_later == Some(n) {
                Duration::seconds(left) - seconds(rng, 1..MAX_WAIT.whole_seconds().min(left))
            } else {
                seconds(rng, 1..left)
            };
        }
        dated.push((action, at));
    }
    let (length, room) = (at - created, now - created - Duration::minutes(1));
    if length > room {
        // Young accounts: compress the whole history.
        let (length, room) = (
            length.whole_milliseconds(),
            room.whole_milliseconds().max(0),
        );
        for (_, at) in &mut dated {
            let after = (*at - created).whole_milliseconds() * room / length;
            *at = created + Duration::milliseconds(i64::try_from(after).unwrap_or_default());
        }
    }
    dated
}

#[cfg(test)]
mod tests {
    use rand::SeedableRng as _;
    use rand::rngs::StdRng;
    use time::macros::datetime;

    use super::*;

    #[test]
    fn no_action_is_before_the_creation_or_in_the_future() {
        let now = datetime!(2026-11-24 08:00 UTC);
        let mut rng = StdRng::seed_from_u64(1);
        for (n, status) in Status::ALL.into_iter().cycle().take(6_000).enumerate() {
            let age = if n % 2 == 0 {
                Duration::hours(2)
            } else {
                Duration::days(900)
            };
            let actions = timeline(status, 1 + n % 3, 5, now - age, now, &mut rng);
            assert_eq!(actions[0].1, now - age);
            assert!(actions.is_sorted_by_key(|(_, at)| *at), "{actions:?}");
            assert!(actions.last().unwrap().1 < now, "{actions:?}");
            if status.pending().is_some() {
                assert!(now - actions.last().unwrap().1 < Duration::days(900));
            }
        }
    }
}

//! Proportions of a national register (DESIGN section 12).

use nmrs_domain::kind::AccountKind;
use nmrs_domain::status::Status;
use rand::Rng;
use rand::seq::IndexedRandom as _;
use time::{Duration, OffsetDateTime};

/// How far back the register goes.
pub(super) const SPAN: Duration = Duration::days(6 * 365);
/// How long ago an addition that is still under way was begun, at most.
const RECENT: Duration = Duration::days(45);

/// Per mille. WeChat 63 %, Weibo 13 %, video 11 %, apps 1 %, all others 12 %.
const KINDS: [(AccountKind, u32); 13] = [
    (AccountKind::WechatSubscription, 520),
    (AccountKind::WechatService, 110),
    (AccountKind::Weibo, 130),
    (AccountKind::Douyin, 65),
    (AccountKind::Kuaishou, 20),
    (AccountKind::WechatChannels, 25),
    (AccountKind::App, 10),
    (AccountKind::Toutiao, 45),
    (AccountKind::Baijiahao, 15),
    (AccountKind::Qiehao, 10),
    (AccountKind::Renminhao, 12),
    (AccountKind::MiniProgram, 20),
    (AccountKind::Other, 18),
];

/// Per mille. 85 % are normal; every other status occurs.
const STATUSES: [(Status, u32); 12] = [
    (Status::Draft, 30),
    (Status::AddPending, 25),
    (Status::AddRejected, 12),
    (Status::Normal, 850),
    (Status::ModifyPending, 12),
    (Status::ModifyRejected, 6),
    (Status::ClosePending, 8),
    (Status::CloseRejected, 4),
    (Status::Closed, 40),
    (Status::RestorePending, 3),
    (Status::RestoreRejected, 3),
    (Status::Gone, 7),
];

/// An account before it has a name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shape {
    pub(super) kind: AccountKind,
    pub(super) status: Status,
    pub(super) created: OffsetDateTime,
}

impl Shape {
    /// As many as are asked for, in the order in which they were created: keys grow with time, as
    /// in a register that grew by itself.
    pub(super) fn draw(accounts: u64, now: OffsetDateTime, rng: &mut impl Rng) -> Vec<Self> {
        let mut shapes: Vec<_> = (0..accounts).map(|_| Self::one(now, rng)).collect();
        shapes.sort_by_key(|shape| shape.created);
        shapes
    }

    fn one(now: OffsetDateTime, rng: &mut impl Rng) -> Self {
        let status = weighted(&STATUSES, rng);
        let span = match status {
            Status::AddPending | Status::AddRejected => RECENT,
            _ => SPAN,
        };
        let back = rng.random_range(3_600..span.whole_seconds());
        let created =
            now - Duration::seconds(back) - Duration::milliseconds(rng.random_range(0..1000));
        Self {
            kind: weighted(&KINDS, rng),
            status,
            created,
        }
    }
}

fn weighted<T: Copy>(weights: &[(T, u32)], rng: &mut impl Rng) -> T {
    // The tables are not empty and have weights: the fallback is never used.
    weights
        .choose_weighted(rng, |(_, weight)| *weight)
        .map_or(weights[0].0, |(value, _)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_complete() {
        assert_eq!(KINDS.iter().map(|(_, weight)| weight).sum::<u32>(), 1000);
        assert_eq!(STATUSES.iter().map(|(_, weight)| weight).sum::<u32>(), 1000);
        for status in Status::ALL {
            assert!(
                STATUSES
                    .iter()
                    .any(|(known, weight)| *known == status && *weight > 0)
            );
        }
        for kind in nmrs_domain::kind::KINDS {
            assert!(
                KINDS
                    .iter()
                    .any(|(known, weight)| *known == kind.kind && *weight > 0)
            );
        }
    }
}

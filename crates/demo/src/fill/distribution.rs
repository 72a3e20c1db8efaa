//! The distribution of kinds, statuses and ages in a national register.

use nmrs_domain::kind::AccountKind;
use nmrs_domain::status::Status;
use rand::Rng;
use rand::seq::IndexedRandom as _;
use time::{Duration, OffsetDateTime};

/// Age of the register.
pub(super) const SPAN: Duration = Duration::days(6 * 365);
/// Greatest age of a pending or rejected addition.
const MAX_ADDITION_AGE: Duration = Duration::days(45);

/// Weights per mille: WeChat 63 %, Weibo 13 %, video 11 %, apps 1 %, all others 12 %.
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

/// Weights per mille: 85 % are normal, every other status occurs.
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
    (Status::Deleted, 7),
];

/// Kind, status and time of creation of an account.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sample {
    pub(super) kind: AccountKind,
    pub(super) status: Status,
    pub(super) created: OffsetDateTime,
}

impl Sample {
    /// Draws samples ordered by time of creation, so that keys grow with time.
    pub(super) fn draw(accounts: u64, now: OffsetDateTime, rng: &mut impl Rng) -> Vec<Self> {
        let mut samples: Vec<_> = (0..accounts).map(|_| Self::one(now, rng)).collect();
        samples.sort_by_key(|sample| sample.created);
        samples
    }

    fn one(now: OffsetDateTime, rng: &mut impl Rng) -> Self {
        let status = weighted(&STATUSES, rng);
        let span = match status {
            Status::AddPending | Status::AddRejected => MAX_ADDITION_AGE,
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
    // The fallback is never used: the tables have positive weights.
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

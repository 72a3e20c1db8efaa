//! How long a request has taken, and whose time that was.

use std::cell::Cell;
use std::time::{Duration, Instant};

use crate::config::TimeLimits;

/// What took too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TooLong {
    /// The server's work.
    Work,
    /// The body on its way.
    Upload,
}

/// The time of a request so far.
#[derive(Debug)]
pub(super) struct Progress {
    began: Instant,
    /// Since when the body is waited for, if it is.
    waiting: Cell<Option<Instant>>,
    /// How long it was waited for before.
    waited: Cell<Duration>,
}

impl Progress {
    /// A request has come.
    pub(super) fn begin(now: Instant) -> Self {
        Self {
            began: now,
            waiting: Cell::new(None),
            waited: Cell::new(Duration::ZERO),
        }
    }

    /// More of the body is wanted and not there.
    pub(super) fn waits(&self, now: Instant) {
        self.waiting.set(self.waiting.get().or(Some(now)));
    }

    /// More of the body has come, or its end.
    pub(super) fn goes_on(&self, now: Instant) {
        if let Some(since) = self.waiting.take() {
            self.waited.set(self.waited.get() + (now - since));
        }
    }

    /// How long it may still take until somebody has to look again.
    pub(super) fn left(&self, now: Instant, limits: &TimeLimits) -> Result<Duration, TooLong> {
        let waited = self.waited.get();
        let (left, which) = match self.waiting.get() {
            None => {
                let worked = (now - self.began).saturating_sub(waited);
                (limits.work.saturating_sub(worked), TooLong::Work)
            }
            Some(since) => {
                let silent = now - since;
                let in_all = limits.upload.saturating_sub(waited + silent);
                let left = in_all.min(limits.silence.saturating_sub(silent));
                (left, TooLong::Upload)
            }
        };
        if left.is_zero() { Err(which) } else { Ok(left) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: TimeLimits = TimeLimits {
        work: Duration::from_secs(25),
        upload: Duration::from_mins(10),
        silence: Duration::from_secs(30),
    };

    fn seconds(seconds: u64) -> Duration {
        Duration::from_secs(seconds)
    }

    #[test]
    fn work_has_its_limit() {
        let began = Instant::now();
        let progress = Progress::begin(began);
        let left = |at| progress.left(began + seconds(at), &LIMITS);
        assert_eq!(left(0), Ok(seconds(25)));
        assert_eq!(left(24), Ok(seconds(1)));
        assert_eq!(left(25), Err(TooLong::Work));
        assert_eq!(left(99), Err(TooLong::Work));
    }

    #[test]
    fn a_slow_body_does_not_use_up_the_time_for_work() {
        let began = Instant::now();
        let progress = Progress::begin(began);
        // A second of work, then pieces that come every 20 seconds, each looked at for a tenth.
        for at in 0..20 {
            progress.waits(began + seconds(1 + 20 * at));
            let looked = began + seconds(20 * (at + 1));
            assert!(progress.left(looked, &LIMITS).is_ok(), "piece {at}");
            progress.goes_on(began + seconds(1 + 20 * (at + 1)));
        }
        let ended = began + seconds(401);
        assert_eq!(progress.left(ended, &LIMITS), Ok(seconds(24)));
        let over = progress.left(ended + seconds(24), &LIMITS);
        assert_eq!(over, Err(TooLong::Work));
    }

    #[test]
    fn a_body_that_stops_is_given_up() {
        let began = Instant::now();
        let progress = Progress::begin(began);
        progress.waits(began + seconds(2));
        // Asked for again and again, it waits since the first time.
        progress.waits(began + seconds(20));
        let left = |at| progress.left(began + seconds(at), &LIMITS);
        assert_eq!(left(31), Ok(seconds(1)));
        assert_eq!(left(32), Err(TooLong::Upload));
    }

    #[test]
    fn a_body_that_drips_is_given_up_in_the_end() {
        let began = Instant::now();
        let progress = Progress::begin(began);
        for at in 0..599 {
            progress.waits(began + seconds(at));
            progress.goes_on(began + seconds(at + 1));
        }
        progress.waits(began + seconds(599));
        let left = |at| progress.left(began + seconds(at), &LIMITS);
        assert_eq!(left(599), Ok(seconds(1)));
        assert_eq!(left(600), Err(TooLong::Upload));
    }
}

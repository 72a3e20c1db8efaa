//! Time comes from outside, so that rules and tests do not depend on the machine's.

use std::fmt::Debug;

use time::OffsetDateTime;

/// Where the present moment comes from.
pub trait Clock: Debug + Send + Sync {
    /// The present moment, UTC.
    fn now(&self) -> OffsetDateTime;
}

/// The machine's clock, cut to milliseconds: what the database keeps is what is answered.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> OffsetDateTime {
        let now = OffsetDateTime::now_utc();
        now.replace_millisecond(now.millisecond()).unwrap_or(now)
    }
}

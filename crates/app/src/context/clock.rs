use std::fmt::Debug;

use time::OffsetDateTime;

/// Source of the present moment. Rules and tests do not depend on the machine's clock.
pub trait Clock: Debug + Send + Sync {
    /// Returns the present moment, in UTC.
    fn now(&self) -> OffsetDateTime;
}

/// The machine's clock, truncated to milliseconds: the precision that the database keeps.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> OffsetDateTime {
        let now = OffsetDateTime::now_utc();
        now.replace_millisecond(now.millisecond()).unwrap_or(now)
    }
}

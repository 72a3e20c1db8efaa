//! The growing delay after wrong passwords.
//!
//! An attempt is counted before the password is verified, and taken back if it was right. A hundred
//! guesses at the same moment, on any number of servers, gain nothing over a sequence of guesses.

use nmrs_domain::error::ErrorCode;
use nmrs_store::login_failures::{self, Subject};
use time::{Duration, OffsetDateTime};

use crate::{App, AppError};

/// Wrong passwords of a user before the first delay.
const USER_FREE: i64 = 5;
/// Wrong passwords of an address before the first delay; a whole office may share one.
const ADDRESS_FREE: i64 = 50;
/// The first delay; doubles with each further failure.
const FIRST_DELAY: Duration = Duration::seconds(30);
const LONGEST_DELAY: Duration = Duration::hours(1);
/// Time without failures after which counting restarts.
const FORGET_AFTER: Duration = Duration::hours(24);

/// Returns the counters of an attempt with their free failures, always in this order.
pub(super) fn subjects(username: &str, address: &str) -> [(Subject, i64); 2] {
    [
        (Subject::Address(address.to_owned()), ADDRESS_FREE),
        (Subject::User(username.to_owned()), USER_FREE),
    ]
}

fn delay(failures: i64, free: i64) -> Option<Duration> {
    if failures < free {
        return None;
    }
    // Ten doublings exceed the longest delay.
    let doublings = u32::try_from(failures - free).unwrap_or(u32::MAX).min(10);
    Some((FIRST_DELAY * 2i32.pow(doublings)).min(LONGEST_DELAY))
}

/// Counts an attempt, or refuses it during a delay.
pub(super) async fn count_attempt(
    app: &App,
    subjects: &[(Subject, i64); 2],
    now: OffsetDateTime,
) -> Result<(), AppError> {
    let tx = app.store.begin().await?;
    for (subject, free) in subjects {
        // Counting locks the row: a concurrent attempt reads the delay after it is set.
        let failures = login_failures::increment(&tx, subject, now, now - FORGET_AFTER).await?;
        if let Some(until) = login_failures::locked_until(&tx, subject, now).await? {
            // Dropping the transaction takes the count back: a refused attempt guessed nothing.
            let seconds = u64::try_from((until - now).whole_seconds() + 1).unwrap_or(1);
            return Err(AppError::refused(ErrorCode::LockedOut)
                .detail(format!(
                    "密码连续输错，请在 {} 后再试。",
                    duration_text(seconds)
                ))
                .retry_after(seconds));
        }
        if let Some(delay) = delay(failures, *free) {
            login_failures::lock(&tx, subject, now + delay).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

fn duration_text(seconds: u64) -> String {
    if seconds < 60 {
        format!("{seconds} 秒")
    } else {
        format!("{} 分钟", seconds.div_ceil(60))
    }
}

/// Takes back an attempt with the right password: clears the user, subtracts one from the address.
pub(super) async fn forgive(
    tx: &nmrs_store::Tx,
    subjects: &[(Subject, i64); 2],
) -> Result<(), AppError> {
    for (subject, free) in subjects {
        match subject {
            Subject::User(_) => login_failures::clear(tx, subject).await?,
            Subject::Address(_) => login_failures::decrement(tx, subject, *free).await?,
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delay_starts_after_five_failures_and_doubles_up_to_an_hour() {
        assert_eq!(delay(4, USER_FREE), None);
        assert_eq!(delay(5, USER_FREE), Some(Duration::seconds(30)));
        assert_eq!(delay(6, USER_FREE), Some(Duration::seconds(60)));
        assert_eq!(delay(11, USER_FREE), Some(Duration::minutes(32)));
        assert_eq!(delay(12, USER_FREE), Some(LONGEST_DELAY));
        assert_eq!(delay(i64::MAX, USER_FREE), Some(LONGEST_DELAY));
    }
}

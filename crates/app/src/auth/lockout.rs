//! The growing delay after wrong passwords.
//!
//! An attempt is counted before the password is looked at and forgiven afterwards if it was right.
//! So a hundred guesses at the same moment, on any number of servers, are no better than one after
//! the other.

use nmrs_domain::error::ErrorCode;
use nmrs_store::login_failures::{self, Subject};
use time::{Duration, OffsetDateTime};

use crate::{App, AppError};

/// Wrong passwords of a user before the first delay.
const USER_FREE: i64 = 5;
/// The same of an address, which a whole office may share.
const ADDRESS_FREE: i64 = 50;
/// The first delay; it doubles with each further failure.
const FIRST: Duration = Duration::seconds(30);
/// The longest delay.
const LONGEST: Duration = Duration::hours(1);
/// After this long without failures, counting begins anew.
const FORGET: Duration = Duration::hours(24);

/// Both that are counted for an attempt, always in this order.
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
    // Ten doublings are past the longest delay already.
    let doublings = u32::try_from(failures - free).unwrap_or(u32::MAX).min(10);
    Some((FIRST * 2i32.pow(doublings)).min(LONGEST))
}

/// Counts an attempt, or refuses it while a delay runs.
pub(super) async fn count_attempt(
    app: &App,
    subjects: &[(Subject, i64); 2],
    now: OffsetDateTime,
) -> Result<(), AppError> {
    let tx = app.store.begin().await?;
    for (subject, free) in subjects {
        // Counting locks the row: whoever comes at the same moment reads the lock after it is set.
        let failures = login_failures::increment(&tx, subject, now, now - FORGET).await?;
        if let Some(until) = login_failures::locked_until(&tx, subject, now).await? {
            // Dropped, the transaction takes this count back: a refused attempt guessed nothing.
            let seconds = u64::try_from((until - now).whole_seconds() + 1).unwrap_or(1);
            return Err(AppError::refused(ErrorCode::LockedOut)
                .detail(format!("密码连续输错，请在 {} 后再试。", spoken(seconds)))
                .retry_after(seconds));
        }
        if let Some(delay) = delay(failures, *free) {
            login_failures::lock(&tx, subject, now + delay).await?;
        }
    }
    tx.commit().await?;
    Ok(())
}

fn spoken(seconds: u64) -> String {
    if seconds < 60 {
        format!("{seconds} 秒")
    } else {
        format!("{} 分钟", seconds.div_ceil(60))
    }
}

/// Forgives an attempt that was right: the user begins anew, the address gets this one back.
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
    fn the_delay_begins_after_five_failures_and_doubles_up_to_an_hour() {
        assert_eq!(delay(4, USER_FREE), None);
        assert_eq!(delay(5, USER_FREE), Some(Duration::seconds(30)));
        assert_eq!(delay(6, USER_FREE), Some(Duration::seconds(60)));
        assert_eq!(delay(11, USER_FREE), Some(Duration::minutes(32)));
        assert_eq!(delay(12, USER_FREE), Some(LONGEST));
        assert_eq!(delay(i64::MAX, USER_FREE), Some(LONGEST));
    }
}

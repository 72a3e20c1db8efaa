//! Repeatable calls: the second call with a key gets the first one's answer.

mod call;
mod series;

pub(crate) use call::Call;
pub(crate) use series::{Begun, Series};

use nmrs_domain::error::FieldErrors;

/// The key of a call, chosen by the caller: 1 to 64 visible ASCII characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Most characters.
    pub const MAX: usize = 64;

    /// Reads the header.
    ///
    /// # Errors
    /// When it is empty, too long, or has other characters.
    pub fn parse(raw: &str) -> Result<Self, FieldErrors> {
        let ok = (1..=Self::MAX).contains(&raw.len()) && raw.bytes().all(|b| b.is_ascii_graphic());
        if ok {
            Ok(Self(raw.to_owned()))
        } else {
            Err(FieldErrors::one(
                "/Idempotency-Key",
                "应为 1 至 64 个可见的英文字符",
            ))
        }
    }
}

/// An answer, and whether it is that of an earlier call.
#[derive(Debug)]
pub struct Answered<T> {
    /// The answer.
    pub answer: T,
    /// Whether an earlier call had done the work: with the same key, or what is done only once anyway.
    pub repeated: bool,
}

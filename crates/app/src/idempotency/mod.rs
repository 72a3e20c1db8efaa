//! Repeatable calls: a second call with the same key returns the first response.

mod batch;
mod call;

pub(crate) use batch::{BatchState, IdempotentBatch};
pub(crate) use call::IdempotentCall;

use nmrs_domain::error::FieldErrors;

/// Key of a call, chosen by the caller: 1 to 64 visible ASCII characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Greatest length, in characters.
    pub const MAX: usize = 64;

    /// Parses the header.
    ///
    /// # Errors
    /// A field error if the key is empty, too long or has other characters.
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

/// A response of this call or of an earlier one.
#[derive(Debug)]
pub struct Answered<T> {
    /// The response.
    pub answer: T,
    /// True if an earlier call did the work: one with the same key, or for work that is done only once
    /// any earlier call.
    pub repeated: bool,
}

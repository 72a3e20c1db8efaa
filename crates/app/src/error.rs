//! Errors of use cases.

use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::wire::CurrentState;
use nmrs_domain::workflow::Refusal;
use nmrs_store::StoreError;

/// The reason why a use case failed.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// A refusal that the caller can act on.
    #[error("refused: {:?}", .0.code)]
    Refused(Box<Refused>),
    /// A database error; its details are only logged.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A violated invariant; its details are only logged.
    #[error("internal: {0}")]
    Internal(String),
}

/// The content of a refusal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Stable code.
    pub code: ErrorCode,
    /// Chinese sentence in place of the general one of the code.
    pub detail: Option<String>,
    /// The invalid fields.
    pub fields: FieldErrors,
    /// The present state, if the caller's version is out of date.
    pub current: Option<CurrentState>,
    /// Seconds to wait before the next try.
    pub retry_after: Option<u64>,
}

impl Refused {
    fn new(code: ErrorCode) -> Self {
        Self {
            code,
            detail: None,
            fields: FieldErrors::default(),
            current: None,
            retry_after: None,
        }
    }
}

impl AppError {
    /// Creates a refusal with the general sentence of its code.
    pub fn refused(code: ErrorCode) -> Self {
        Self::Refused(Box::new(Refused::new(code)))
    }

    /// Returns true if the same call may succeed later: the database was unavailable or busy.
    pub const fn is_transient(&self) -> bool {
        matches!(
            self,
            Self::Store(StoreError::Unavailable(_) | StoreError::Collision)
        )
    }

    /// Converts the error into a refusal; other errors are logged and become opaque.
    pub fn into_refused(self) -> Refused {
        let code = match self {
            Self::Refused(refused) => return *refused,
            ref error if error.is_transient() => ErrorCode::Unavailable,
            _ => ErrorCode::Internal,
        };
        // The caller only gets the request id, which this line has as well.
        tracing::error!(error = %self, "Could not answer a request");
        Refused::new(code)
    }

    /// Sets the Chinese sentence.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Self {
        self.with(|refused| refused.detail = Some(detail.into()))
    }

    /// Sets the invalid fields.
    #[must_use]
    pub fn fields(self, fields: FieldErrors) -> Self {
        self.with(|refused| refused.fields = fields)
    }

    /// Sets the present state.
    #[must_use]
    pub fn current(self, current: CurrentState) -> Self {
        self.with(|refused| refused.current = Some(current))
    }

    /// Sets the seconds to wait before the next try.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        self.with(|refused| refused.retry_after = Some(seconds))
    }

    fn with(mut self, change: impl FnOnce(&mut Refused)) -> Self {
        if let Self::Refused(refused) = &mut self {
            change(refused);
        }
        self
    }
}

impl From<FieldErrors> for AppError {
    fn from(fields: FieldErrors) -> Self {
        Self::refused(ErrorCode::ValidationFailed).fields(fields)
    }
}

impl From<Refusal> for AppError {
    fn from(refusal: Refusal) -> Self {
        Self::refused(refusal.code()).detail(refusal.to_string())
    }
}

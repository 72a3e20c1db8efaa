//! What a use case answers when it does not do what was asked.

use nmrs_domain::error::{ErrorCode, FieldErrors};
use nmrs_domain::wire::CurrentState;
use nmrs_domain::workflow::Refusal;
use nmrs_store::StoreError;

/// Why a use case did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The caller is told why, and what to do next.
    #[error("refused: {:?}", .0.code)]
    Refused(Box<Refused>),
    /// The database failed; the caller is told only that.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Something that should not be possible.
    #[error("internal: {0}")]
    Internal(String),
}

/// A refusal as the caller sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Stable code.
    pub code: ErrorCode,
    /// More exact than the code's own sentence, in Chinese.
    pub detail: Option<String>,
    /// The fields concerned.
    pub fields: FieldErrors,
    /// The present state, where the caller's was out of date.
    pub current: Option<CurrentState>,
    /// Seconds until a new try makes sense.
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
    /// A refusal that its code says all about.
    pub fn refused(code: ErrorCode) -> Self {
        Self::Refused(Box::new(Refused::new(code)))
    }

    /// Whether the same call may succeed a moment later: the database was away or busy.
    pub const fn is_passing(&self) -> bool {
        matches!(
            self,
            Self::Store(StoreError::Unavailable(_) | StoreError::Collision)
        )
    }

    /// The refusal as the caller is told it. What is not the caller's fault goes into the log.
    pub fn into_refused(self) -> Refused {
        let code = match self {
            Self::Refused(refused) => return *refused,
            ref error if error.is_passing() => ErrorCode::Unavailable,
            _ => ErrorCode::Internal,
        };
        // The caller learns only the request id; here stands what it stands for.
        tracing::error!(error = %self, "Could not answer a request");
        Refused::new(code)
    }

    /// Says it more exactly than the code does.
    #[must_use]
    pub fn detail(self, detail: impl Into<String>) -> Self {
        self.with(|refused| refused.detail = Some(detail.into()))
    }

    /// Names the fields concerned.
    #[must_use]
    pub fn fields(self, fields: FieldErrors) -> Self {
        self.with(|refused| refused.fields = fields)
    }

    /// Adds the present state.
    #[must_use]
    pub fn current(self, current: CurrentState) -> Self {
        self.with(|refused| refused.current = Some(current))
    }

    /// Adds after how many seconds to try again.
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

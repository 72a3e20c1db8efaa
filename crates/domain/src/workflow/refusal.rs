//! Why an action was refused.

use crate::error::ErrorCode;
use crate::status::Status;

/// Why an actor may not do something with an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The account is out of the actor's scope: it is told nothing about it.
    #[error("{}", ErrorCode::NotFound.detail())]
    Invisible,
    /// The actor's role never may do this.
    #[error("{}", ErrorCode::Forbidden.detail())]
    Forbidden,
    /// The status does not allow it now.
    #[error("账号现在的状态是“{}”，不能进行这项操作，请刷新后查看。", actual.label())]
    WrongStatus {
        /// The present status.
        actual: Status,
    },
    /// The review waits for another office.
    #[error("{}", ErrorCode::NotYourTurn.detail())]
    NotYourTurn,
    /// It was restored once already.
    #[error("{}", ErrorCode::AlreadyRestored.detail())]
    AlreadyRestored,
}

impl Refusal {
    /// The stable code of the problem answer.
    pub const fn code(self) -> ErrorCode {
        match self {
            Self::Invisible => ErrorCode::NotFound,
            Self::Forbidden => ErrorCode::Forbidden,
            Self::WrongStatus { .. } => ErrorCode::WrongStatus,
            Self::NotYourTurn => ErrorCode::NotYourTurn,
            Self::AlreadyRestored => ErrorCode::AlreadyRestored,
        }
    }
}

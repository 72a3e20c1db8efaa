//! Reasons for refusing an action.

use crate::error::ErrorCode;
use crate::status::Status;

/// Reason for refusing an action on an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The account is out of the actor's scope; the answer does not reveal that the account exists.
    #[error("{}", ErrorCode::NotFound.detail())]
    Invisible,
    /// The role of the actor never permits the action.
    #[error("{}", ErrorCode::Forbidden.detail())]
    Forbidden,
    /// The current status does not permit the action.
    #[error("账号现在的状态是“{}”，不能进行这项操作，请刷新后查看。", actual.label())]
    WrongStatus {
        /// Current status.
        actual: Status,
    },
    /// The review waits for another office.
    #[error("{}", ErrorCode::NotYourTurn.detail())]
    NotYourTurn,
    /// The account was restored before.
    #[error("{}", ErrorCode::AlreadyRestored.detail())]
    AlreadyRestored,
}

impl Refusal {
    /// Returns the stable code of the problem answer.
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

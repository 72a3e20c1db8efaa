/// The history of an account. `after` is the number of approvals before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Scenario {
    /// Stored as a draft.
    Draft,
    /// Waits for an office.
    Waiting { after: usize },
    /// Rejected by an office.
    Rejected { after: usize },
    /// Rejected, resubmitted, and waiting for the first office again.
    Resubmitted { after: usize },
    /// Approved by all offices.
    Normal,
    /// Rejected by the first office, resubmitted and approved.
    NormalAfterRejection,
    /// A modification was approved.
    Modified,
    /// A modification waits.
    ModifyWaiting,
    /// A modification was rejected.
    ModifyRejected,
    /// A closure waits.
    CloseWaiting,
    /// A closure was rejected.
    CloseRejected,
    /// Closed.
    Closed,
    /// Closed; a restoration waits.
    RestoreWaiting,
    /// Closed; a restoration was rejected.
    RestoreRejected,
    /// Closed and restored.
    Restored,
    /// The addition was rejected and abandoned.
    Abandoned,
    /// Deleted by the central office.
    Deleted,
}

/// One action on an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Step {
    Store,
    Submit,
    Approve,
    Reject,
    Resubmit,
    Abandon,
    Modify,
    Close,
    Restore,
    Delete,
}

impl Scenario {
    /// Returns the steps of the scenario, with `levels` approvals of an addition.
    pub(super) fn steps(self, levels: usize) -> Vec<Step> {
        use Step::{
            Abandon, Approve, Close, Delete, Modify, Reject, Restore, Resubmit, Store, Submit,
        };
        let submitted = |approvals: usize, then: &[Step]| {
            let mut steps = vec![Submit];
            steps.extend(std::iter::repeat_n(Approve, approvals));
            steps.extend(then);
            steps
        };
        match self {
            Self::Draft => vec![Store],
            Self::Waiting { after } => submitted(after, &[]),
            Self::Rejected { after } => submitted(after, &[Reject]),
            Self::Resubmitted { after } => submitted(after, &[Reject, Resubmit]),
            Self::Normal => submitted(levels, &[]),
            Self::NormalAfterRejection => {
                let mut steps = vec![Store, Submit, Reject, Resubmit];
                steps.extend(std::iter::repeat_n(Approve, levels));
                steps
            }
            Self::Modified => submitted(levels, &[Modify, Approve]),
            Self::ModifyWaiting => submitted(levels, &[Modify]),
            Self::ModifyRejected => submitted(levels, &[Modify, Reject]),
            Self::CloseWaiting => submitted(levels, &[Close]),
            Self::CloseRejected => submitted(levels, &[Close, Reject]),
            Self::Closed => submitted(levels, &[Close, Approve]),
            Self::RestoreWaiting => submitted(levels, &[Close, Approve, Restore]),
            Self::RestoreRejected => submitted(levels, &[Close, Approve, Restore, Reject]),
            Self::Restored => submitted(levels, &[Close, Approve, Restore, Approve]),
            Self::Abandoned => submitted(0, &[Reject, Abandon]),
            Self::Deleted => submitted(levels, &[Delete]),
        }
    }
}

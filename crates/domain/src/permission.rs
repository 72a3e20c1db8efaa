//! The permission table (DESIGN section 3): who may do what, and how far.
//!
//! It decides which menus and buttons are shown and which calls are refused before anything is
//! read. What depends on an account's status as well is decided by [`crate::workflow::decide`].

use serde::{Deserialize, Serialize};

use crate::actor::Role;

/// A row of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[derive(strum::EnumCount, strum::VariantArray)]
pub enum Permission {
    /// See accounts, their details, log and export.
    SeeAccounts,
    /// Add, draft, import, submit accounts; delete drafts.
    ReportAccounts,
    /// Apply to modify or close a normal account; abandon and resubmit a rejected one.
    ApplyForChange,
    /// Review additions.
    ReviewAdd,
    /// Review modifications and closures.
    ReviewChange,
    /// Apply to restore a closed account; abandon and resubmit a rejected restore.
    ApplyForRestore,
    /// Review restorations.
    ReviewRestore,
    /// Delete an account that is not a draft.
    DeleteAccounts,
    /// List reporting units, reveal or reset their issued password.
    SeeReportingUnits,
    /// See accounts of different units that look alike.
    CompareUnits,
    /// Add a reporting unit.
    AddReportingUnits,
    /// Delete a reporting unit.
    DeleteReportingUnits,
    /// Draft and submit spot checks.
    ReportSpotChecks,
    /// Read all spot checks, reopen them.
    OverseeSpotChecks,
    /// Read notices addressed to the unit.
    ReadNotices,
    /// Issue notices, see receipts.
    IssueNotices,
    /// Add, rename, disable, import org units; reset their passwords.
    ManageOrgUnits,
    /// Say which days are worked on, and how long a decision may take.
    ManageCalendar,
    /// Change one's own password, manage one's API tokens.
    OwnCredentials,
}

/// How far a permission reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PermissionScope {
    /// Only what is one's own.
    Own,
    /// What stands directly under the unit.
    Direct,
    /// Accounts that wait for the unit's decision.
    Pending,
    /// The unit and everything below it.
    Subtree,
    /// The whole country.
    All,
}

impl Permission {
    /// How far it reaches for a role; `None` where the role does not have it.
    pub const fn reach(self, role: Role) -> Option<PermissionScope> {
        use Role::{Central, Level1, Level2, Level3, Reporting};
        match (self, role) {
            (Self::SeeAccounts | Self::ReportAccounts | Self::ApplyForChange, Reporting)
            | (Self::ReportSpotChecks | Self::ReadNotices, Level1)
            | (Self::OwnCredentials, _) => Some(PermissionScope::Own),

            (Self::SeeAccounts | Self::SeeReportingUnits, Level1 | Level2 | Level3)
            | (Self::ApplyForRestore | Self::CompareUnits | Self::AddReportingUnits, Level1) => {
                Some(PermissionScope::Subtree)
            }

            (Self::ReviewAdd, Level1 | Level2 | Level3) => Some(PermissionScope::Pending),

            (Self::ReviewChange | Self::DeleteReportingUnits, Level1 | Level2 | Level3) => {
                Some(PermissionScope::Direct)
            }

            (
                Self::SeeAccounts
                | Self::SeeReportingUnits
                | Self::CompareUnits
                | Self::ReviewRestore
                | Self::DeleteAccounts
                | Self::OverseeSpotChecks
                | Self::IssueNotices
                | Self::ManageOrgUnits
                | Self::ManageCalendar,
                Central,
            ) => Some(PermissionScope::All),

            _ => None,
        }
    }

    /// Whether a role has it at all.
    pub const fn granted(self, role: Role) -> bool {
        self.reach(role).is_some()
    }
}

variants!(Permission);

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Write as _;

    #[test]
    fn the_table_is_the_one_of_the_design() {
        let mut table = String::new();
        for permission in Permission::ALL {
            write!(table, "{:<22}", format!("{permission:?}")).unwrap();
            for role in Role::ALL {
                let reach = permission
                    .reach(role)
                    .map_or_else(|| "-".into(), |r| format!("{r:?}"));
                write!(table, " {reach:<6}").unwrap();
            }
            table.push('\n');
        }
        insta::assert_snapshot!(table);
    }
}

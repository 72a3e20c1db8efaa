//! Permission table: the permissions of each role and their scope.
//!
//! The table decides which menus and buttons are shown and which calls are refused before any data
//! is read. Rules that also depend on the status of an account are in [`crate::workflow::decide`].

use serde::{Deserialize, Serialize};

use crate::actor::Role;

/// Permission: a row of the table.
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
    /// See possible duplicates: similar accounts of different units.
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
    /// Edit the calendar of working days and the review limit.
    ManageCalendar,
    /// Change the user's own password, manage the user's own API tokens.
    OwnCredentials,
}

/// Scope of a permission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PermissionScope {
    /// Only the data of the user or the user's unit.
    Own,
    /// Units directly below the user's unit.
    Direct,
    /// Accounts that wait for the decision of the user's unit.
    Pending,
    /// The user's unit and all units below it.
    Subtree,
    /// The whole country.
    All,
}

impl Permission {
    /// Returns the scope of the permission for a role; `None` if the role does not have the
    /// permission.
    pub const fn scope(self, role: Role) -> Option<PermissionScope> {
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

    /// Returns true if a role has the permission, in any scope.
    pub const fn granted(self, role: Role) -> bool {
        self.scope(role).is_some()
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
                let scope = permission
                    .scope(role)
                    .map_or_else(|| "-".into(), |r| format!("{r:?}"));
                write!(table, " {scope:<6}").unwrap();
            }
            table.push('\n');
        }
        insta::assert_snapshot!(table);
    }
}

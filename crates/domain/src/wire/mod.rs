//! HTTP bodies: one type for each body, in JSON with snake_case names.
//!
//! Types of requests end in `In` and refuse unknown fields; types of answers end in `Out`. A text
//! that is absent or `null` counts as empty, so that the rules of [`crate::form`] report it in
//! Chinese for the field, rather than the JSON reader in English.

mod account;
mod auth;
mod batch;
mod calendar;
mod export;
mod export_ticket;
mod import;
mod message;
mod page;
mod past_decision;
mod preferences;
mod problem;
mod review;
mod unit;

pub use account::{
    AccountIn, AccountOut, AccountSummaryOut, CloseIn, ContactIn, ContactOut, DeletionIn,
    DuplicateGroupOut, EventOut, IdentityCheckOut, KindTotal, LogAccountOut, LogContent,
    LogDocumentOut, RestoreIn, ResubmitIn, SignatureOut, VerificationOut, VersionIn, WarningKind,
    WarningOut,
};
pub use auth::{LoginIn, MeOut, PasswordIn, TokenOut, UserOut};
pub use batch::{
    DecisionItemIn, DecisionOutcome, DecisionResultOut, DecisionsIn, DecisionsOut, ItemProblemOut,
};
pub use calendar::{
    CalendarDayIn, CalendarDayOut, CalendarDaysIn, CalendarDaysOut, CalendarOut, CalendarSpanIn,
    DayChange, ReviewLimitIn, ReviewLimitOut,
};
pub use export::{ExportFormat, ExportIn, ExportRunOut, ExportState};
pub use export_ticket::{ExportTicketIn, ExportTicketOut};
pub use import::{
    CellProblemOut, ImportCommitIn, ImportCommittedOut, ImportMode, ImportOut, ImportRowChangedOut,
    ImportRowIn, ImportRowOut,
};
pub use message::{MessageOut, MessageSummaryOut, MessagesReadIn};
pub use page::Page;
pub use past_decision::{PastDecisionOut, RejectionOut};
pub use preferences::{ColumnChoice, Density, WorkListPreferences};
pub use problem::{CurrentState, Problem};
pub use review::{DecisionIn, DecisionOut, ReviewItemOut, ReviewOut};
pub use unit::{OrgUnitOut, OrgUnitRef, ReportingUnitOut, UnitRef};

use serde::{Deserialize, Deserializer};

/// Deserializes `null` as an absent value.
fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

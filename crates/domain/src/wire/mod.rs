//! What travels over HTTP: one type a body, in JSON with snake_case names.
//!
//! Types that come in end in `In` and refuse unknown fields; types that go out end in `Out`. A text
//! that is absent or `null` counts as empty, so that the rules of [`crate::form`] answer in
//! Chinese and at the field, rather than the JSON reader in English.

mod account;
mod application;
mod auth;
mod batch;
mod calendar;
mod duplicate;
mod export;
mod export_ticket;
mod import;
mod log;
mod message;
mod page;
mod preferences;
mod problem;
mod review;
mod unit;

pub use account::{
    AccountIn, AccountOut, AccountSummaryOut, ContactIn, ContactOut, EventOut, IdentityCheckOut,
    KindTotal, VersionIn, WarningKind, WarningOut,
};
pub use application::{CloseIn, DeletionIn, RestoreIn, ResubmitIn};
pub use auth::{LoginIn, MeOut, PasswordIn, TokenOut, UserOut};
pub use batch::{
    DecisionItemIn, DecisionOutcome, DecisionResultOut, DecisionsIn, DecisionsOut, ItemProblemOut,
};
pub use calendar::{
    CalendarDayIn, CalendarDayOut, CalendarDaysIn, CalendarDaysOut, CalendarOut, CalendarSpanIn,
    DayChange, ReviewLimitIn, ReviewLimitOut,
};
pub use duplicate::DuplicateGroupOut;
pub use export::{ExportFormat, ExportIn, ExportRunOut, ExportState};
pub use export_ticket::{ExportTicketIn, ExportTicketOut};
pub use import::{
    CellProblemOut, ImportCommitIn, ImportCommittedOut, ImportMode, ImportOut, ImportRowChangedOut,
    ImportRowIn, ImportRowOut,
};
pub use log::{LogAccountOut, LogContent, LogDocumentOut, SignatureOut, VerificationOut};
pub use message::{MessageOut, MessageSummaryOut, MessagesReadIn};
pub use page::Page;
pub use preferences::{ColumnChoice, Density, WorkListPreferences};
pub use problem::{CurrentState, Problem};
pub use review::{
    DecisionIn, DecisionOut, PastDecisionOut, RejectionOut, ReviewItemOut, ReviewOut,
};
pub use unit::{OrgUnitOut, OrgUnitRef, ReportingUnitOut, UnitRef};

use serde::{Deserialize, Deserializer};

/// `null` is the same as absent.
fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

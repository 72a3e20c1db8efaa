use serde::{Deserialize, Serialize};
use time::OffsetDateTime;

use super::ExportIn;
use crate::export::{ExportColumn, UnitColumn};
use crate::query::{AccountQuery, ReportingUnitQuery};

/// An export that is downloaded by a ticket: the `resource`, and the body of its export.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(
    tag = "resource",
    content = "export",
    rename_all = "snake_case",
    deny_unknown_fields
)]
pub enum ExportTicketIn {
    /// Accounts, as in `POST /accounts/export`.
    Accounts(Box<ExportIn<AccountQuery, ExportColumn>>),
    /// Reporting units, as in `POST /reporting-units/export`.
    ReportingUnits(Box<ExportIn<ReportingUnitQuery, UnitColumn>>),
}

/// A ticket for one download.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ExportTicketOut {
    /// 43 characters with 256 random bits. The ticket permits one download without further
    /// authentication.
    pub ticket: String,
    /// Path of the file on this server.
    #[cfg_attr(feature = "openapi", schema(example = "/api/v1/exports/{ticket}"))]
    pub url: String,
    /// Key of the progress, for `GET /accounts/exports/{key}`, once the download has begun.
    pub export_key: String,
    /// End of validity, 60 seconds after the ticket was made.
    #[serde(with = "time::serde::rfc3339")]
    pub expires_at: OffsetDateTime,
}

impl std::fmt::Debug for ExportTicketOut {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ExportTicketOut")
            .field("export_key", &self.export_key)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_asked_for_with_the_body_of_its_export() {
        let text = r#"{"resource":"reporting_units","export":{"ids":[3],"format":"csv"}}"#;
        let input: ExportTicketIn = serde_json::from_str(text).unwrap();
        assert!(
            matches!(&input, ExportTicketIn::ReportingUnits(body) if body.ids == Some(vec![3]))
        );
        let again = serde_json::to_string(&input).unwrap();
        assert_eq!(
            serde_json::from_str::<ExportTicketIn>(&again).unwrap(),
            input
        );
        for refused in [
            r#"{"export":{"filter":{}}}"#,
            r#"{"resource":"accounts"}"#,
            r#"{"resource":"users","export":{"filter":{}}}"#,
            r#"{"resource":"accounts","export":{"filter":{}},"surprise":1}"#,
            r#"{"resource":"accounts","export":{"filter":{"surprise":"1"}}}"#,
            r#"{"resource":"reporting_units","export":{"columns":["url"],"filter":{}}}"#,
        ] {
            assert!(
                serde_json::from_str::<ExportTicketIn>(refused).is_err(),
                "{refused}"
            );
        }
    }
}

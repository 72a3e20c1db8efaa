//! Keys of rows, one type for each table, so that the compiler refuses an account's key in place of
//! a unit's.

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// Key of an org unit (组织单位).
    OrgUnitId
);
id!(
    /// Key of a reporting unit (填报单位).
    ReportingUnitId
);
id!(
    /// Key of a user: the login of one org unit or reporting unit.
    UserId
);
id!(
    /// Key of a session, which is kept when its refresh token is rotated.
    SessionId
);
id!(
    /// Key of an account (新媒体账号).
    AccountId
);
id!(
    /// Key of an uploaded spreadsheet.
    ImportId
);
id!(
    /// Key of a message.
    MessageId
);
id!(
    /// Key of an application (申请); its review has the same key.
    ApplicationId
);

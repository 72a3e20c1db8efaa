use serde::{Deserialize, Deserializer, Serialize, de};

use crate::wire::{AccountIn, null_as_default};

/// An application to close an account that was cancelled on its platform.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CloseIn {
    /// Name of the applicant, at most 30 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "王申请"))]
    pub applicant_name: String,
    /// Phone of the applicant: mobile, or landline with area code.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "010-35001121"))]
    pub applicant_phone: String,
    /// Date of cancellation on the platform, `2026-11-01`; not in the future.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "2026-11-01"))]
    pub cancelled_on: String,
    /// Explanation, at most 500 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    pub details: String,
    /// Version, as last read.
    pub version: i64,
}

/// An application of a level-1 unit to restore a closed account.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RestoreIn {
    /// Name of the applicant, at most 30 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "王申请"))]
    pub applicant_name: String,
    /// Phone of the applicant: mobile, or landline with area code.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "010-35001121"))]
    pub applicant_phone: String,
    /// Reason for the restoration, at most 500 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    pub reason: String,
    /// Version, as last read.
    pub version: i64,
}

/// A deletion by the central office on the letter of a level-1 unit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DeletionIn {
    /// Number of the letter, at most 60 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    #[cfg_attr(feature = "openapi", schema(example = "京政办函〔2026〕12号"))]
    pub letter_number: String,
    /// Reason, at most 300 characters.
    #[serde(default, deserialize_with = "null_as_default")]
    pub reason: String,
    /// Version, as last read.
    pub version: i64,
}

/// A rejected application that is resubmitted, with the body of the first submission.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(untagged)]
pub enum ResubmitIn {
    /// An addition or a modification.
    Account(Box<AccountIn>),
    /// A closure.
    Close(CloseIn),
    /// A restore.
    Restore(RestoreIn),
}

// By hand: the error of serde's derived reader of untagged bodies names no field.
impl<'de> Deserialize<'de> for ResubmitIn {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let body = serde_json::Map::<String, serde_json::Value>::deserialize(deserializer)?;
        let has = |field: &str| body.contains_key(field);
        if has("kind") {
            read(body).map(Self::Account)
        } else if has("cancelled_on") || has("details") {
            read(body).map(Self::Close)
        } else {
            read(body).map(Self::Restore)
        }
    }
}

fn read<T: de::DeserializeOwned, E: de::Error>(
    body: serde_json::Map<String, serde_json::Value>,
) -> Result<T, E> {
    serde_json::from_value(body.into()).map_err(E::custom)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_body_is_known_by_its_fields() {
        let read = |json: &str| serde_json::from_str::<ResubmitIn>(json);
        let account = r#"{"kind":"weibo","version":3}"#;
        assert!(matches!(read(account), Ok(ResubmitIn::Account(_))));
        let close = r#"{"cancelled_on":"2026-11-01","version":3}"#;
        assert!(matches!(read(close), Ok(ResubmitIn::Close(_))));
        let restore = r#"{"reason":"x","version":3}"#;
        assert!(matches!(read(restore), Ok(ResubmitIn::Restore(_))));
        let wrong = read(r#"{"cancelled_on":"2026-11-01","x":1,"version":3}"#).unwrap_err();
        assert!(wrong.to_string().contains("unknown field `x`"), "{wrong}");
        assert!(read("[]").is_err());
    }
}

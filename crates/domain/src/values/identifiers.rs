//! Codes that the register assigns and their counters.

use serde::{Deserialize, Serialize};

/// Reasons for refusing a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// Not 6 ASCII letters or digits.
    #[error("组织单位代码为 6 位字母或数字，例如 110105、BT0000、bm2900")]
    OrgUnit,
    /// Not an org unit's code followed by `M` and 3 digits.
    #[error("填报单位标识为 10 位，例如 110108M044")]
    ReportingUnit,
    /// Not a reporting unit's code followed by 2 capital letters and 4 digits.
    #[error("新媒体标识码为 16 位，例如 110108M044WX0002")]
    Identifier,
    /// The counter has reached its maximum; codes have a fixed length and are never reused.
    #[error("编码已用完")]
    Exhausted,
}

/// Code and user name of an org unit: 6 letters or digits (`110000`, `BT0100`, `bm2904`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct OrgUnitCode(String);

impl OrgUnitCode {
    /// Length in characters.
    pub const LENGTH: usize = 6;

    /// Parses a code; case is significant (`bm2900` and `BM2900` differ).
    pub fn parse(raw: &str) -> Result<Self, CodeError> {
        let ok = raw.len() == Self::LENGTH && raw.bytes().all(|b| b.is_ascii_alphanumeric());
        if ok {
            Ok(Self(raw.to_owned()))
        } else {
            Err(CodeError::OrgUnit)
        }
    }

    /// Returns the code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Code and user name of a reporting unit: the org unit's code, `M`, 3 digits (`110108M044`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ReportingUnitCode(String);

impl ReportingUnitCode {
    /// Length in characters.
    pub const LENGTH: usize = 10;
    /// Highest number within an org unit.
    pub const LAST: i64 = 999;

    /// Parses a code; case is significant.
    pub fn parse(raw: &str) -> Result<Self, CodeError> {
        let bytes = raw.as_bytes();
        let ok = bytes.len() == Self::LENGTH
            && bytes[..6].iter().all(u8::is_ascii_alphanumeric)
            && bytes[6] == b'M'
            && bytes[7..].iter().all(u8::is_ascii_digit)
            && &bytes[7..] != b"000";
        if ok {
            Ok(Self(raw.to_owned()))
        } else {
            Err(CodeError::ReportingUnit)
        }
    }

    /// Returns the code of the `number`-th unit of an org unit, from 1 to [`Self::LAST`].
    pub fn nth(org_unit: &OrgUnitCode, number: i64) -> Result<Self, CodeError> {
        if (1..=Self::LAST).contains(&number) {
            Ok(Self(format!("{}M{number:03}", org_unit.as_str())))
        } else {
            Err(CodeError::Exhausted)
        }
    }

    /// Returns the code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Two-letter code of a platform inside an identifier (`WX`, `WB`, `KH` …).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PlatformCode(pub(crate) &'static str);

impl PlatformCode {
    /// Returns the code as text.
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

/// Identifier of an account (新媒体标识码), assigned by the final approval: reporting unit's code,
/// platform code, 4 digits (`110108M044WX0002`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Identifier(String);

impl Identifier {
    /// Length in characters.
    pub const LENGTH: usize = 16;
    /// Highest number of a unit on a platform.
    pub const LAST: i64 = 9999;

    /// Parses an identifier; case is significant.
    pub fn parse(raw: &str) -> Result<Self, CodeError> {
        let ok = raw.is_ascii()
            && raw.len() == Self::LENGTH
            && ReportingUnitCode::parse(&raw[..10]).is_ok()
            && raw[10..12].bytes().all(|b| b.is_ascii_uppercase())
            && raw[12..].bytes().all(|b| b.is_ascii_digit())
            && &raw[12..] != "0000";
        if ok {
            Ok(Self(raw.to_owned()))
        } else {
            Err(CodeError::Identifier)
        }
    }

    /// Returns the identifier of the `number`-th account of a unit on a platform, from 1 to
    /// [`Self::LAST`].
    pub fn nth(
        unit: &ReportingUnitCode,
        platform: PlatformCode,
        number: i64,
    ) -> Result<Self, CodeError> {
        if (1..=Self::LAST).contains(&number) {
            Ok(Self(format!(
                "{}{}{number:04}",
                unit.as_str(),
                platform.as_str()
            )))
        } else {
            Err(CodeError::Exhausted)
        }
    }

    /// Returns the identifier as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

macro_rules! text_code {
    ($name:ident) => {
        impl TryFrom<String> for $name {
            type Error = CodeError;
            fn try_from(raw: String) -> Result<Self, CodeError> {
                Self::parse(&raw)
            }
        }
        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.0
            }
        }
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}
text_code!(OrgUnitCode);
text_code!(ReportingUnitCode);
text_code!(Identifier);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kind::AccountKind;

    #[test]
    fn codes_of_the_manual_are_taken() {
        for good in ["110000", "BT0000", "bm2900"] {
            assert!(OrgUnitCode::parse(good).is_ok());
        }
        for good in ["130000M037", "BT0100M038", "bm3436M015"] {
            assert!(ReportingUnitCode::parse(good).is_ok());
        }
        assert!(Identifier::parse("110108M044WX0002").is_ok());
        assert!(Identifier::parse("bm2900M004QT9234").is_ok());
    }

    #[test]
    fn other_forms_are_refused() {
        for bad in ["", "11010", "1101080", "11010é", "11 108"] {
            assert!(OrgUnitCode::parse(bad).is_err(), "{bad}");
        }
        for bad in [
            "110108m044",
            "110108M04",
            "110108M0444",
            "110108M000",
            "110108MABC",
        ] {
            assert!(ReportingUnitCode::parse(bad).is_err(), "{bad}");
        }
        for bad in [
            "110108M044wx0002",
            "110108M044WX002",
            "110108M044WX0000",
            "１１0108M044WX0",
        ] {
            assert!(Identifier::parse(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn a_counter_at_its_end_never_makes_a_longer_code() {
        let org = OrgUnitCode::parse("110108").unwrap();
        let unit = ReportingUnitCode::nth(&org, 44).unwrap();
        assert_eq!(unit.as_str(), "110108M044");
        assert_eq!(
            ReportingUnitCode::nth(&org, 999).unwrap().as_str(),
            "110108M999"
        );
        assert_eq!(
            ReportingUnitCode::nth(&org, 1000),
            Err(CodeError::Exhausted)
        );
        assert_eq!(ReportingUnitCode::nth(&org, 0), Err(CodeError::Exhausted));
        let wx = AccountKind::WechatService.platform_code();
        assert_eq!(
            Identifier::nth(&unit, wx, 2).unwrap().as_str(),
            "110108M044WX0002"
        );
        assert_eq!(
            Identifier::nth(&unit, wx, 10_000),
            Err(CodeError::Exhausted)
        );
    }
}

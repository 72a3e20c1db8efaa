//! Telephone numbers, mobile or landline (manual: 188xxxx8822 or 010-35xxxx21).

use serde::{Deserialize, Serialize};

use crate::values::text::half_width;

/// Reasons for refusing a number; `Display` is the Chinese message for the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhoneError {
    /// Not a mobile number of 11 digits.
    #[error("请填 11 位手机号，例如 13800001111")]
    Mobile,
    /// Not an area code, a hyphen and 7 or 8 digits.
    #[error("请填带区号的座机号，例如 010-35001121")]
    Landline,
    /// Neither a mobile number nor a landline.
    #[error("请填手机号或带区号的座机号，例如 13800001111 或 010-35001121")]
    Either,
}

/// A mainland mobile number: 11 digits, the second from 3 to 9.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mobile(String);

/// A landline with area code, and an extension of up to 6 digits: `010-35001121-802`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Landline(String);

/// A mobile number or a landline, for reviewers and applicants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Phone(String);

/// Converts full-width digits and hyphens of Chinese input methods, and removes copied spaces.
fn plain(raw: &str) -> String {
    raw.trim()
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            '—' | '–' | '‐' => '-',
            other => half_width(other),
        })
        .collect()
}

fn digits(text: &str, min: usize, max: usize) -> bool {
    (min..=max).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_mobile(text: &str) -> bool {
    digits(text, 11, 11) && text.starts_with('1') && matches!(text.as_bytes()[1], b'3'..=b'9')
}

fn is_landline(text: &str) -> bool {
    let mut parts = text.split('-');
    let area = parts
        .next()
        .is_some_and(|p| p.starts_with('0') && digits(p, 3, 4));
    let number = parts
        .next()
        .is_some_and(|p| digits(p, 7, 8) && !p.starts_with('0'));
    let extension = parts.next().is_none_or(|p| digits(p, 1, 6));
    area && number && extension && parts.next().is_none()
}

macro_rules! phone {
    ($name:ident, $error:expr, $ok:expr) => {
        impl $name {
            /// Parses an entered number; full-width digits and spaces are accepted.
            pub fn parse(raw: &str) -> Result<Self, PhoneError> {
                let text = plain(raw);
                if $ok(&text) {
                    Ok(Self(text))
                } else {
                    Err($error)
                }
            }

            /// Returns the number in its stored form.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
    };
}

phone!(Mobile, PhoneError::Mobile, is_mobile);
phone!(Landline, PhoneError::Landline, is_landline);
phone!(Phone, PhoneError::Either, |t: &str| is_mobile(t)
    || is_landline(t));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_manual_are_taken() {
        for good in [
            "13800001111",
            "010-35001121",
            " 0351-7654321 ",
            "１３８００００１１１１",
        ] {
            assert!(Phone::parse(good).is_ok(), "{good}");
        }
        assert_eq!(
            Phone::parse("010－35001121").unwrap().as_str(),
            "010-35001121"
        );
        assert_eq!(
            Landline::parse("010-35001121-802").unwrap().as_str(),
            "010-35001121-802"
        );
    }

    #[test]
    fn anything_else_is_refused_with_an_example() {
        for bad in [
            "",
            "3500112",
            "12800001111",
            "138000011112",
            "010-3500",
            "10-35001121",
            "é1",
        ] {
            let error = Phone::parse(bad).unwrap_err();
            assert!(error.to_string().contains("010-35001121"), "{bad}");
        }
        assert!(Mobile::parse("010-35001121").is_err());
        assert!(Landline::parse("13800001111").is_err());
    }
}

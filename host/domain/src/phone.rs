//! Telephone numbers.

use std::{fmt, str::FromStr};

use crate::error::{Invalid, What, text_form};

/// A telephone number in international form (E.164): `+` and 7 to 15 digits. Masked in `Debug`; `Display` shows it whole.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneNumber(String);

impl PhoneNumber {
    /// The number, `+` and digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// For logs: country code and the last two digits.
    #[must_use]
    pub fn masked(&self) -> String {
        let head: String = self.0.chars().take(4).collect();
        let tail = self.0.get(self.0.len().saturating_sub(2)..).unwrap_or_default();
        format!("{head}…{tail}")
    }
}

impl FromStr for PhoneNumber {
    type Err = Invalid;

    /// Spaces, dashes and brackets are passed over; `00` stands for `+`.
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let bare: String = text.chars().filter(|c| !matches!(c, ' ' | '-' | '(' | ')' | '.' | '\u{a0}')).collect();
        let digits = bare.strip_prefix('+').or_else(|| bare.strip_prefix("00")).unwrap_or(&bare);
        if (7..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0') {
            return Ok(Self(format!("+{digits}")));
        }
        Err(Invalid::new(What::PhoneNumber, "it must be in international form: `+` and 7 to 15 digits"))
    }
}

impl fmt::Display for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for PhoneNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhoneNumber({})", self.masked())
    }
}

text_form!(PhoneNumber, "^\\+[1-9][0-9]{6,14}$", "a telephone number in international form");

/// The number that people write to: a short number such as `8103`, or a long one. Digits only.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ServiceNumber(String);

impl ServiceNumber {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for ServiceNumber {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let digits = text.trim().trim_start_matches('+');
        if (3..=15).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit()) {
            return Ok(Self(digits.to_owned()));
        }
        Err(Invalid::new(What::ServiceNumber, format!("`{text}` must have 3 to 15 digits")))
    }
}

impl fmt::Display for ServiceNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form!(ServiceNumber, "^[0-9]{3,15}$", "the number that people write to: digits, in quotes");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_international_and_masked() {
        let number = "00994 50 111-22-33".parse::<PhoneNumber>();
        assert_eq!(number.as_ref().map(PhoneNumber::as_str), Ok("+994501112233"));
        assert_eq!(format!("{number:?}"), "Ok(PhoneNumber(+994…33))");
        for bad in ["", "8103", "+0501112233", "+99450111223344556", "+99450abc"] {
            assert!(bad.parse::<PhoneNumber>().is_err(), "{bad}");
        }
    }
}

//! What says who somebody is, and other text that only the person concerned and the authority may read.

use std::{fmt, str::FromStr};

use crate::{
    error::{Invalid, What},
    glyphs,
};

/// The number of an identity document, without separators and in capitals. Which forms exist is the regime's to say. Never
/// serialised and masked in `Debug`: the store encrypts it, a policy sees a pseudonym.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdentityNumber(String);

impl IdentityNumber {
    /// The number as its document shows it, without separators. To show it to its holder or to encrypt it, nothing else.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// For an officer, who compares it with the document: the last three characters, but never more than half of them.
    #[must_use]
    pub fn masked(&self) -> String {
        let length = self.0.chars().count();
        let hidden = length - (length / 2).min(3);
        self.0.chars().enumerate().map(|(place, c)| if place < hidden { '•' } else { c }).collect()
    }
}

impl FromStr for IdentityNumber {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let number = glyphs::compact(text);
        if (4..=32).contains(&number.chars().count()) {
            return Ok(Self(number));
        }
        Err(Invalid::new(What::IdentityNumber, "it must have 4 to 32 letters and digits"))
    }
}

impl fmt::Debug for IdentityNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tail: String = self.0.chars().skip(self.0.chars().count().saturating_sub(2)).collect();
        write!(f, "IdentityNumber(…{tail})")
    }
}

/// Text that must not reach a log: a name, an address, the words of a message. Masked in `Debug`, never serialised.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Secret(String);

impl Secret {
    /// Takes the text in.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text, for the one who may read it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Secret({} characters)", self.0.chars().count())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identity_number_is_one_however_it_is_typed() {
        let numbers = ["AZE1234567", "aze 1234567", "АZE-1234567", "ＡZE1234567"].map(str::parse::<IdentityNumber>);
        assert!(numbers.iter().all(|n| n.as_ref().map(IdentityNumber::reveal) == Ok("AZE1234567")), "{numbers:?}");
    }

    #[test]
    fn an_officer_sees_the_end_of_a_number() {
        for (number, masked) in [("AZE1234567", "•••••••567"), ("MYİ1234567", "•••••••567"), ("AB12", "••12"), ("AB123", "•••23")]
        {
            assert_eq!(number.parse::<IdentityNumber>().map(|number| number.masked()), Ok(masked.to_owned()));
        }
    }

    #[test]
    fn secrets_do_not_print() {
        let number = "AZE1234567".parse::<IdentityNumber>();
        assert_eq!(format!("{number:?} {:?}", Secret::new("Baku, Nizami 1")), "Ok(IdentityNumber(…67)) Secret(14 characters)");
    }
}

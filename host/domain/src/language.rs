//! Languages.

use std::{fmt, str::FromStr};

use crate::error::{Invalid, What, text_form};

/// A language of the catalogues, as a BCP 47 primary tag: `az`, `ru`, `tt`, `en`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Language([u8; 3]);

impl Language {
    /// The tag.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default().trim_end_matches('\0')
    }
}

impl FromStr for Language {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let wrong = || Invalid::new(What::Language, format!("`{text}` must be two or three lower-case letters, such as `az`"));
        if !(2..=3).contains(&text.len()) || !text.bytes().all(|b| b.is_ascii_lowercase()) {
            return Err(wrong());
        }
        let mut tag = [0u8; 3];
        for (to, from) in tag.iter_mut().zip(text.bytes()) {
            *to = from;
        }
        Ok(Self(tag))
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

text_form!(Language, "^[a-z]{2,3}$", "a language tag, such as `az`");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_short_and_lower_case() {
        assert_eq!("tt".parse::<Language>().map(|l| l.to_string()), Ok("tt".to_owned()));
        for bad in ["", "a", "AZ", "aze!", "az-Latn", "ая"] {
            assert!(bad.parse::<Language>().is_err(), "{bad}");
        }
    }
}

//! The kinds of identity documents that a regime accepts.

use domain::IdentityNumber;
use regex::Regex;

use crate::text::Titles;

/// One kind of identity document and the form of its numbers.
#[derive(Debug, Clone)]
pub struct IdentityKind {
    /// Its name in the regime file.
    pub name: String,
    /// What people call it.
    pub title: Titles,
    /// A number of this kind that stands for nobody, in the compact form.
    pub example: String,
    pattern: Regex,
}

/// A pattern that is compiled to more than this is refused: no document's number needs it.
const PATTERN_LIMIT: usize = 1 << 18;

impl IdentityKind {
    /// `pattern` is anchored at both ends and matched against the compact form: capitals and digits without separators.
    ///
    /// # Errors
    /// When the pattern is not a regular expression, or too large a one.
    pub fn new(name: &str, title: Titles, pattern: &str, example: &str) -> Result<Self, regex::Error> {
        Ok(Self { name: name.to_owned(), title, example: domain::glyphs::compact(example), pattern: anchored(pattern)? })
    }

    /// Whether a number has the form of this kind.
    #[must_use]
    pub fn matches(&self, number: &IdentityNumber) -> bool {
        self.pattern.is_match(number.reveal())
    }
}

/// The pattern, matched against a text from its first to its last character.
pub(crate) fn anchored(pattern: &str) -> Result<Regex, regex::Error> {
    // Compiled alone first: `a)|(b` is no pattern, although it becomes one between brackets.
    regex::RegexBuilder::new(pattern).size_limit(PATTERN_LIMIT).build()?;
    regex::RegexBuilder::new(&format!("^(?:{pattern})$")).size_limit(PATTERN_LIMIT).build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_anchored() {
        let kind = IdentityKind::new("id_card", Titles::default(), "AZE[0-9]{7,8}|AA[0-9]{7}", "aze 1234567").unwrap();
        assert_eq!(kind.example, "AZE1234567");
        for (number, fits) in
            [("AZE1234567", true), ("AA1234567", true), ("AZE123456", false), ("XAZE1234567", false), ("AA12345678", false)]
        {
            assert_eq!(kind.matches(&number.parse().unwrap()), fits, "{number}");
        }
    }

    #[test]
    fn a_bad_or_huge_pattern_is_refused() {
        for bad in ["[", "a)|(b", "(", "[0-9]{1000}{1000}"] {
            assert!(IdentityKind::new("x", Titles::default(), bad, "x").is_err(), "{bad}");
        }
    }
}

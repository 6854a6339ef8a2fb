//! Who writes: people by number, their telephones and their identity numbers.

use std::collections::VecDeque;
use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

/// Text with digits of a person's number in it: `AZE#######` for person 42 is `AZE0000042`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pattern {
    before: String,
    digits: usize,
    after: String,
}

/// A pattern without room for a number, or with two.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no pattern: write one row of 1 to 12 `#` where the digits of a person's number belong, as in `AZE#######`")]
pub struct PatternError(String);

impl Pattern {
    pub(super) fn fixed(before: &str, digits: usize, after: &str) -> Self {
        Self { before: before.to_owned(), digits, after: after.to_owned() }
    }

    /// How many people it tells apart.
    #[must_use]
    pub fn room(&self) -> u64 {
        power_of_ten(self.digits)
    }

    /// Writes it for a person.
    pub fn write(&self, person: u32, out: &mut String) {
        out.push_str(&self.before);
        let mut power = power_of_ten(self.digits.saturating_sub(1));
        while power > 0 {
            let digit = u8::try_from(u64::from(person) / power % 10).unwrap_or_default();
            out.push(char::from(b'0' + digit));
            power /= 10;
        }
        out.push_str(&self.after);
    }
}

fn power_of_ten(digits: usize) -> u64 {
    u32::try_from(digits).ok().and_then(|digits| 10_u64.checked_pow(digits)).unwrap_or(u64::MAX)
}

impl FromStr for Pattern {
    type Err = PatternError;

    fn from_str(text: &str) -> Result<Self, PatternError> {
        let error = || PatternError(text.to_owned());
        let (before, rest) = text.split_once('#').ok_or_else(error)?;
        let after = rest.trim_start_matches('#');
        let digits = 1 + rest.len() - after.len();
        if after.contains('#') || digits > 12 {
            return Err(error());
        }
        Ok(Self::fixed(before, digits, after))
    }
}

impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}{}", self.before, "#".repeat(self.digits), self.after)
    }
}

impl Serialize for Pattern {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

/// Telephones as numbers, so that nothing is looked up to know whose one is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    first: u64,
    room: u64,
}

impl Numbers {
    pub(super) fn new(pattern: &Pattern) -> Option<Self> {
        let digits = pattern.before.len() + pattern.digits;
        let before = pattern.before.bytes().all(|digit| digit.is_ascii_digit()) && !pattern.before.starts_with('0');
        if !before || !pattern.after.is_empty() || digits > 15 {
            return None;
        }
        let room = power_of_ten(pattern.digits);
        let before = if pattern.before.is_empty() { 0 } else { pattern.before.parse::<u64>().ok()? };
        Some(Self { first: before * room, room })
    }

    pub(super) fn room(self) -> u64 {
        self.room
    }

    /// The telephone of a person.
    pub(super) fn of(self, person: u32) -> u64 {
        self.first + u64::from(person)
    }

    /// The person with that telephone.
    pub(super) fn person(self, telephone: u64) -> Option<u32> {
        telephone.checked_sub(self.first).filter(|person| *person < self.room).and_then(|person| u32::try_from(person).ok())
    }
}

/// A telephone number as an ESME writes it, with `+`, `00` or nothing before it.
pub(super) fn telephone(digits: &[u8]) -> Option<u64> {
    let digits = digits.strip_prefix(b"+").or_else(|| digits.strip_prefix(b"00")).unwrap_or(digits);
    if digits.is_empty() || digits.len() > 18 {
        return None;
    }
    digits.iter().try_fold(0_u64, |number, digit| digit.is_ascii_digit().then(|| number * 10 + u64::from(digit - b'0')))
}

/// Those who have no message open, in turn.
#[derive(Debug)]
pub(super) struct Pool {
    next: u32,
    end: Option<u32>,
    back: VecDeque<u32>,
}

impl Pool {
    pub(super) fn new(first: u32, persons: Option<u32>) -> Self {
        Self { next: first, end: persons.map(|persons| first.saturating_add(persons)), back: VecDeque::new() }
    }

    /// Somebody who has not written yet, or else who has waited longest since their last answer.
    pub(super) fn take(&mut self) -> Option<u32> {
        if self.end.is_none_or(|end| self.next < end) {
            self.next += 1;
            return Some(self.next - 1);
        }
        self.back.pop_front()
    }

    /// Somebody's message is closed.
    pub(super) fn give(&mut self, person: u32) {
        if self.end.is_some() {
            self.back.push_back(person);
        }
    }

    /// The first who has never written.
    pub(super) fn fresh(&self) -> u32 {
        self.next
    }
}

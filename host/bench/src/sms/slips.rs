//! What people type: a good message, or one of the ways in which it goes wrong.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::options::Options;
use crate::random;

/// A way of mistyping a message. Some can still be understood; none is what the advertisement said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Slip {
    /// Small letters.
    Case,
    /// More spaces than one, before, between and after.
    Spaces,
    /// Commas, hyphens and new lines between the parts.
    Separators,
    /// Nothing between the parts.
    Joined,
    /// The identity number in groups.
    Groups,
    /// The parts the other way round.
    Order,
    /// Cyrillic letters that look like Latin ones.
    LookAlikes,
    /// Digits of other scripts.
    OtherDigits,
    /// A greeting before it.
    Greeting,
    /// Quotes or brackets around it, as in the advertisement.
    Quotes,
    /// The identity number alone.
    NoPurpose,
    /// The purpose alone.
    NoIdentity,
    /// A purpose that there is not.
    UnknownPurpose,
    /// A digit of the identity number is missing.
    ShortIdentity,
    /// Something else altogether.
    Chatter,
}

impl Slip {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Case,
        Self::Spaces,
        Self::Separators,
        Self::Joined,
        Self::Groups,
        Self::Order,
        Self::LookAlikes,
        Self::OtherDigits,
        Self::Greeting,
        Self::Quotes,
        Self::NoPurpose,
        Self::NoIdentity,
        Self::UnknownPurpose,
        Self::ShortIdentity,
        Self::Chatter,
    ];

    /// Its name in options and reports.
    #[must_use]
    pub fn name(self) -> String {
        serde_json::to_value(self).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
    }
}

/// A name that is no slip.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no way of mistyping a message; there are: {known}", known = Slip::ALL.map(Slip::name).join(", "))]
pub struct SlipError(String);

impl FromStr for Slip {
    type Err = SlipError;

    fn from_str(text: &str) -> Result<Self, SlipError> {
        let name = text.replace('-', "_");
        Self::ALL.into_iter().find(|slip| slip.name() == name).ok_or_else(|| SlipError(text.to_owned()))
    }
}

const CHATTER: [&str; 6] = ["Salam, necəsiniz?", "Мне надо выйти", "can i go out", "???", "Kömək edin zəhmət olmasa", "icaze lazimdir"];
const GREETINGS: [&str; 5] = ["salam", "Salam,", "здравствуйте", "zəhmət olmasa", "please"];
const BETWEEN: [&str; 6] = ["-", ",", ".", "/", "\n", " , "];

/// Questions asked of chance, so that no two share an answer.
mod ask {
    pub(super) const MALFORMED: u64 = 10;
    pub(super) const SLIP: u64 = 11;
    pub(super) const PURPOSE: u64 = 12;
    pub(super) const DETAIL: u64 = 13;
}

/// Writes messages. The same message of the same person is the same text, however often it is written.
#[derive(Debug)]
pub(super) struct Texts {
    options: std::sync::Arc<Options>,
    identity: String,
}

impl Texts {
    pub(super) fn new(options: std::sync::Arc<Options>) -> Self {
        Self { options, identity: String::new() }
    }

    /// How message `index` goes wrong, if it does.
    pub(super) fn slip(&self, index: u64) -> Option<Slip> {
        let Options { seed, malformed, slips, .. } = self.options.as_ref();
        if *malformed <= 0.0 || random::share(*seed, index, ask::MALFORMED) >= *malformed {
            return None;
        }
        random::one(slips, *seed, index, ask::SLIP).copied()
    }

    /// Writes message `index` of `person`, in place of what is in `out`.
    pub(super) fn write(&mut self, index: u64, person: u32, out: &mut String) {
        out.clear();
        self.identity.clear();
        self.options.identity.write(person, &mut self.identity);
        let Options { seed, purposes, template, .. } = self.options.as_ref();
        let purpose = random::one(purposes, *seed, index, ask::PURPOSE).map_or("", String::as_str);
        match self.slip(index) {
            None => fill(template, purpose, &self.identity, out),
            Some(slip) => wrong(slip, purpose, &self.identity, random::number(*seed, index, ask::DETAIL), out),
        }
    }
}

fn fill(mut template: &str, purpose: &str, identity: &str, out: &mut String) {
    while let Some(at) = template.find('{') {
        let (before, rest) = template.split_at(at);
        out.push_str(before);
        template = if let Some(after) = rest.strip_prefix("{purpose}") {
            out.push_str(purpose);
            after
        } else if let Some(after) = rest.strip_prefix("{identity}") {
            out.push_str(identity);
            after
        } else {
            out.push('{');
            rest.get(1..).unwrap_or_default()
        };
    }
    out.push_str(template);
}

fn wrong(slip: Slip, purpose: &str, identity: &str, chance: u64, out: &mut String) {
    let one = |list: &'static [&'static str]| random::one(list, chance, 0, 0).copied().unwrap_or_default();
    let plain = format!("{purpose} {identity}");
    match slip {
        Slip::Case => out.push_str(&plain.to_lowercase()),
        Slip::Spaces => out.extend(["  ", purpose, "   ", identity, " "]),
        Slip::Separators => out.extend([purpose, one(&BETWEEN), identity]),
        Slip::Joined => out.extend([purpose, identity]),
        Slip::Groups => {
            let digits = identity.find(|character: char| character.is_ascii_digit()).unwrap_or_default();
            let (letters, number) = identity.split_at(digits);
            out.extend([purpose, " ", letters]);
            for (position, digit) in number.chars().enumerate() {
                if position % 3 == 0 {
                    out.push(' ');
                }
                out.push(digit);
            }
        }
        Slip::Order => out.extend([identity, " ", purpose]),
        Slip::LookAlikes => out.extend(plain.chars().map(cyrillic)),
        Slip::OtherDigits => {
            let zero = if chance.is_multiple_of(2) { '０' } else { '٠' };
            out.extend(plain.chars().map(|character| other_digit(character, zero)));
        }
        Slip::Greeting => out.extend([one(&GREETINGS), " ", &plain]),
        Slip::Quotes if chance.is_multiple_of(2) => out.extend(["\"", &plain, "\""]),
        Slip::Quotes => out.extend(["(", purpose, ") (", identity, ")"]),
        Slip::NoPurpose => out.push_str(identity),
        Slip::NoIdentity => out.push_str(purpose),
        Slip::UnknownPurpose => out.extend(["99 ", identity]),
        Slip::ShortIdentity => {
            let kept = identity.len().saturating_sub(1);
            out.extend([purpose, " ", identity.get(..kept).unwrap_or_default()]);
        }
        Slip::Chatter => out.push_str(one(&CHATTER)),
    }
}

fn cyrillic(letter: char) -> char {
    match letter {
        'A' => 'А',
        'E' => 'Е',
        'M' => 'М',
        'O' => 'О',
        'B' => 'В',
        'C' => 'С',
        other => other,
    }
}

fn other_digit(character: char, zero: char) -> char {
    character.to_digit(10).and_then(|digit| char::from_u32(u32::from(zero) + digit)).unwrap_or(character)
}

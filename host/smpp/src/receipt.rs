//! Delivery receipts (SMPP 3.4, appendix B and 5.2.28), and the many spellings of a message's identifier.

use std::collections::BTreeSet;

use crate::pdu::{Message, tag};

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum State {
    /// On its way.
    Enroute,
    /// With the telephone.
    Delivered,
    /// Its time passed.
    Expired,
    /// Somebody deleted it.
    Deleted,
    /// It can't be delivered.
    Undeliverable,
    /// Taken by somebody other than the telephone.
    Accepted,
    /// Nobody knows.
    Unknown,
    /// Refused on its way.
    Rejected,
}

impl State {
    /// By the number in `message_state` (5.2.28).
    #[must_use]
    pub fn of_number(number: u8) -> Option<Self> {
        Some(match number {
            1 => Self::Enroute,
            2 => Self::Delivered,
            3 => Self::Expired,
            4 => Self::Deleted,
            5 => Self::Undeliverable,
            6 => Self::Accepted,
            7 => Self::Unknown,
            8 => Self::Rejected,
            _ => return None,
        })
    }

    /// By the word in the text: `DELIVRD` of the specification, or `Delivered` of those who know better.
    #[must_use]
    pub fn of_word(word: &str) -> Option<Self> {
        const WORDS: [(&str, State); 9] = [
            ("ENROU", State::Enroute),
            ("DELIV", State::Delivered),
            ("EXPIR", State::Expired),
            ("DELET", State::Deleted),
            ("UNDEL", State::Undeliverable),
            ("ACCEP", State::Accepted),
            ("UNKNO", State::Unknown),
            ("REJEC", State::Rejected),
            ("FAIL", State::Undeliverable),
        ];
        let word = word.to_ascii_uppercase();
        WORDS.iter().find(|(start, _)| word.starts_with(start)).map(|(_, state)| *state)
    }

    /// Its name.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Enroute => "enroute",
            Self::Delivered => "delivered",
            Self::Expired => "expired",
            Self::Deleted => "deleted",
            Self::Undeliverable => "undeliverable",
            Self::Accepted => "accepted",
            Self::Unknown => "unknown",
            Self::Rejected => "rejected",
        }
    }

    /// Whether nothing follows it.
    #[must_use]
    pub fn is_final(self) -> bool {
        !matches!(self, Self::Enroute | Self::Accepted)
    }
}

/// What a receipt says. Any of it can be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Receipt {
    /// Of which message.
    pub id: Option<MessageId>,
    /// What became of it.
    pub state: Option<State>,
    /// The network's own code of what went wrong, as it is written; `000` is nothing.
    pub error: Option<String>,
}

/// Whether a message is a receipt: by `esm_class` (a receipt or an intermediate notification, 5.2.12), or because it carries both the
/// identifier and the state of another message. A text that only looks like one is none: anybody can write it.
#[must_use]
pub fn is_receipt(message: &Message) -> bool {
    let carries = |tag| message.tlvs.get(tag).is_some();
    matches!(message.esm_class & 0x3C, 0x04 | 0x20) || (carries(tag::RECEIPTED_MESSAGE_ID) && carries(tag::MESSAGE_STATE))
}

/// Reads a receipt: parameters first, then the text.
#[must_use]
pub fn read(message: &Message) -> Receipt {
    let text = message.octets().iter().map(|octet| char::from(*octet)).collect::<String>();
    let tlvs = &message.tlvs;
    let id = tlvs.text(tag::RECEIPTED_MESSAGE_ID).and_then(MessageId::new);
    let state = tlvs.octet(tag::MESSAGE_STATE).and_then(State::of_number);
    let network = || match tlvs.get(tag::NETWORK_ERROR_CODE)?.as_ref() {
        [_, high, low] => Some(u16::from_be_bytes([*high, *low]).to_string()),
        _ => None,
    };
    Receipt {
        id: id.or_else(|| MessageId::new(field(&text, "id")?)),
        state: state.or_else(|| State::of_word(field(&text, "stat")?)),
        error: field(&text, "err").map(str::to_owned).or_else(network),
    }
}

/// The value of `key:` in the text of a receipt, in whatever order and case. What stands behind `text:` is the citizen's and not read.
fn field<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let rest = text.get(at..)?;
        if !before.is_ascii_alphanumeric() {
            if named(rest, "text").is_some() {
                return None;
            }
            if let Some(value) = named(rest, key) {
                let word = value.split_whitespace().next()?;
                // after a space it may as well be the next key: then this one has no value
                return (value.starts_with(word) || !word.contains(':')).then_some(word);
            }
        }
        before = character;
    }
    None
}

fn named<'a>(rest: &'a str, key: &str) -> Option<&'a str> {
    let (name, value) = rest.split_at_checked(key.len())?;
    if !name.eq_ignore_ascii_case(key) {
        return None;
    }
    value.strip_prefix(':')
}

/// The identifier that an SMSC gave to a message, in one of its spellings: hexadecimal in the answer and decimal in the receipt, with zeros
/// before it or without, in capitals or not.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MessageId(String);

impl MessageId {
    /// Unless it is empty.
    #[must_use]
    pub fn new(text: impl AsRef<str>) -> Option<Self> {
        let text = text.as_ref().trim_matches(|character: char| character.is_whitespace() || character == '\0');
        (!text.is_empty()).then(|| Self(text.to_owned()))
    }

    /// As it came.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The spelling to keep and to look up: small letters, no zeros before it.
    #[must_use]
    pub fn key(&self) -> String {
        let small = self.0.to_ascii_lowercase();
        let short = small.trim_start_matches('0');
        if short.is_empty() { "0".to_owned() } else { short.to_owned() }
    }

    /// The [`key`](Self::key)s under which the same message may be kept, the likeliest first. At most three; when several are found, the
    /// first is meant.
    #[must_use]
    pub fn candidates(&self) -> Vec<String> {
        let key = self.key();
        let as_hexadecimal = key.parse::<u128>().ok().map(|number| format!("{number:x}"));
        let as_decimal = u128::from_str_radix(&key, 16).ok().map(|number| number.to_string());
        let mut seen = BTreeSet::new();
        [Some(key), as_hexadecimal, as_decimal].into_iter().flatten().filter(|candidate| seen.insert(candidate.clone())).collect()
    }

    /// Whether both can be the same message.
    #[must_use]
    pub fn same(&self, other: &Self) -> bool {
        self.candidates().contains(&other.key())
    }
}

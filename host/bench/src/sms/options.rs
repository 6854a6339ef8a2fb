//! What is asked of a run.

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use serde::Serialize;

use super::arrivals::{Arrivals, Shape, Spacing};
use super::people::{Numbers, Pattern};
use super::slips::Slip;

/// What is asked of a run. [`Options::default`] is 100 messages a second for a minute.
#[derive(Clone, Debug, Serialize)]
pub struct Options {
    /// Where the SMSC listens, `address:port`.
    pub listen: String,
    /// Who may bind; anybody when there is none.
    pub system_id: Option<String>,
    /// The password that goes with it.
    #[serde(skip)]
    pub password: Option<String>,
    /// How many binds there must be before the first message is due; one of them has to receive.
    pub binds: usize,
    /// How long to wait for them.
    #[serde(serialize_with = "seconds")]
    pub patience: Duration,
    /// Messages a second, on average.
    pub rate: f64,
    /// How long messages are due, after the warm-up.
    #[serde(serialize_with = "seconds")]
    pub duration: Duration,
    /// How long messages are due before that, at `rate`. They are answered and counted, and left out of latencies and rates.
    #[serde(serialize_with = "seconds")]
    pub warm_up: Duration,
    /// How long to wait, after the last message was due, for what is still open.
    #[serde(serialize_with = "seconds")]
    pub drain: Duration,
    /// How the rate moves over the duration.
    pub shape: Shape,
    /// How messages are spaced.
    pub spacing: Spacing,
    /// Which share of the messages is what people mistype, 0 to 1.
    pub malformed: f64,
    /// In which ways.
    pub slips: Vec<Slip>,
    /// The number that people write to.
    pub service: String,
    /// A good message. `{purpose}` and `{identity}` are filled in.
    pub template: String,
    /// What stands for `{purpose}`, one of these.
    pub purposes: Vec<String>,
    /// What stands for `{identity}`: `#` are the digits of the person's number.
    pub identity: Pattern,
    /// The telephones of the people, likewise.
    pub telephone: Pattern,
    /// How many people write, in turn, each with one open message at a time; as many as there are messages when it is `None`.
    pub persons: Option<u32>,
    /// The number of the first person, so that a run after another is by others.
    pub first_person: u32,
    /// The most `deliver_sm` that a bind has to answer at one time.
    pub window: usize,
    /// After a temporary error a message comes again: first after this, then after twice as long, and so on up to 32 times.
    #[serde(serialize_with = "seconds")]
    pub again_after: Duration,
    /// Whether a receipt follows each `submit_sm` that asks for one.
    pub receipts: bool,
    /// After how long.
    #[serde(serialize_with = "seconds")]
    pub receipt_after: Duration,
    /// How receipts spell the identifier, which is hexadecimal in `submit_sm_resp`.
    pub ids: Spelling,
    /// The most segments a second; what is beyond is answered by `ESME_RTHROTTLED`.
    pub throttle: Option<NonZeroU32>,
    /// What all chance comes from.
    pub seed: u64,
    /// Processes to watch.
    pub pids: Vec<u32>,
    /// Where to write what happened, line by line ([`journal`](super::journal)).
    pub journal: Option<PathBuf>,
}

/// How receipts spell an identifier.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Spelling {
    /// As in the answer: hexadecimal, small letters.
    #[default]
    Hex,
    /// As a decimal number.
    Decimal,
    /// Hexadecimal in capitals, with zeros before it up to 20 places.
    Padded,
}

fn seconds<S: serde::Serializer>(duration: &Duration, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_f64(duration.as_secs_f64())
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:2775".to_owned(),
            system_id: None,
            password: None,
            binds: 1,
            patience: Duration::from_secs(60),
            rate: 100.0,
            duration: Duration::from_secs(60),
            warm_up: Duration::ZERO,
            drain: Duration::from_secs(30),
            shape: Shape::Flat,
            spacing: Spacing::Poisson,
            malformed: 0.0,
            slips: Slip::ALL.to_vec(),
            service: "7000".to_owned(),
            template: "{purpose} {identity}".to_owned(),
            purposes: (1..=9).map(|code| code.to_string()).collect(),
            identity: Pattern::fixed("AZE", 7, ""),
            telephone: Pattern::fixed("9945", 8, ""),
            persons: None,
            first_person: 0,
            window: 1000,
            again_after: Duration::from_millis(250),
            receipts: true,
            receipt_after: Duration::from_millis(500),
            ids: Spelling::Hex,
            throttle: None,
            seed: 1,
            pids: Vec::new(),
            journal: None,
        }
    }
}

/// Options that make no run.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum OptionsError {
    /// A number that is none, or out of its range.
    #[error("`{option}` is {value}; it must be {range}")]
    Range {
        /// Which option.
        option: &'static str,
        /// What it is.
        value: f64,
        /// What it can be.
        range: &'static str,
    },
    /// A list with nothing in it.
    #[error("`{option}` is empty")]
    Empty {
        /// Which option.
        option: &'static str,
    },
    /// More people than the pattern has numbers for.
    #[error("`{pattern}` has numbers for {room} people, and there are {people}: give it more `#`, or give fewer `persons`")]
    TooManyPeople {
        /// The pattern.
        pattern: String,
        /// How many it has room for.
        room: u64,
        /// How many there are.
        people: u64,
    },
    /// A telephone number is digits.
    #[error("`{pattern}` is no pattern of telephone numbers: give digits and then `#`, 15 in all at most")]
    Telephone {
        /// The pattern.
        pattern: String,
    },
}

impl Options {
    /// Checks what can be checked before anybody binds.
    ///
    /// # Errors
    /// [`OptionsError`].
    pub fn check(&self) -> Result<(), OptionsError> {
        let within = |option, value: f64, fits: bool, range| if fits { Ok(()) } else { Err(OptionsError::Range { option, value, range }) };
        within("rate", self.rate, self.rate > 0.0 && self.rate <= 1e6, "over 0 and at most 1000000")?;
        within("malformed", self.malformed, (0.0..=1.0).contains(&self.malformed), "between 0 and 1")?;
        within("window", self.window as f64, (1..=1_000_000).contains(&self.window), "between 1 and 1000000")?;
        within("binds", self.binds as f64, self.binds > 0, "1 or more")?;
        within("duration", self.duration.as_secs_f64(), !self.duration.is_zero(), "longer than nothing")?;
        for (option, empty) in [("purposes", self.purposes.is_empty()), ("slips", self.malformed > 0.0 && self.slips.is_empty())] {
            if empty {
                return Err(OptionsError::Empty { option });
            }
        }
        let numbers = Numbers::new(&self.telephone).ok_or_else(|| OptionsError::Telephone { pattern: self.telephone.to_string() })?;
        // one in a hundred more, for chance
        let messages = (self.rate * (self.duration + self.warm_up).as_secs_f64() * 1.01) as u64 + 100;
        let people = u64::from(self.first_person) + self.persons.map_or(messages, u64::from);
        for (pattern, room) in [(&self.identity, self.identity.room()), (&self.telephone, numbers.room())] {
            if room < people {
                return Err(OptionsError::TooManyPeople { pattern: pattern.to_string(), room, people });
            }
        }
        Ok(())
    }

    /// When messages are due.
    #[must_use]
    pub fn arrivals(&self) -> Arrivals {
        Arrivals::new(self.rate, self.warm_up, self.duration, self.shape, self.spacing, self.seed)
    }
}

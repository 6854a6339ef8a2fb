//! What is asked, and what the policy is told of the person.

use std::borrow::Cow;

use crate::{
    names::{AttributeName, Purpose, Territory},
    time::{Duration, Instant, Interval},
};

/// A typed value: a parameter of a reason, or an attribute of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Yes or no.
    Flag(bool),
    /// A count.
    Number(i64),
    /// An instant.
    Instant(Instant),
    /// A length of time.
    Duration(Duration),
    /// A span of time.
    Interval(Interval),
    /// A purpose of the regime.
    Purpose(Purpose),
    /// A territory.
    Territory(Territory),
    /// Anything else that has a name: never a sentence, which would have a language.
    Text(Cow<'static, str>),
}

macro_rules! from {
    ($($type:ty => $variant:ident),* $(,)?) => {
        $(impl From<$type> for Value {
            fn from(value: $type) -> Self {
                Self::$variant(value.into())
            }
        })*
    };
}
from! {
    bool => Flag, i64 => Number, u32 => Number, Instant => Instant, Duration => Duration, Interval => Interval, Purpose => Purpose,
    Territory => Territory, &'static str => Text, String => Text,
}

/// The way in which an application came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Channel {
    /// A text message.
    Sms,
    /// The web portal.
    Portal,
    /// An operator at a desk or on the telephone.
    Desk,
    /// Another system.
    Api,
}

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Request {
    /// The instant of the decision.
    pub at: Instant,
    /// The purpose.
    pub purpose: Purpose,
    /// The way in which it came.
    pub channel: Channel,
    /// Where the person is, if it is known.
    pub territory: Option<Territory>,
    /// When the person wants to start; at once when absent.
    pub start: Option<Instant>,
    /// Whether a vehicle is used.
    pub vehicle: bool,
}

/// A permit that the person was granted earlier under the same regime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastPermit {
    /// What for.
    pub purpose: Purpose,
    /// When it was granted.
    pub granted_at: Instant,
    /// When it was good.
    pub validity: Interval,
    /// Whether it was taken back.
    pub revoked: bool,
}

/// Where the person has declared to stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registration {
    /// The declared place of stay.
    pub territory: Territory,
    /// Since when.
    pub since: Instant,
}

/// Something that is known of the person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name.
    pub name: AttributeName,
    /// Its value.
    pub value: Value,
}

/// What the policy is told beside the request: only what it asked for while it was configured.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Earlier permits, oldest first.
    pub history: Vec<PastPermit>,
    /// The declared place of stay.
    pub registration: Option<Registration>,
    /// What else is known.
    pub attributes: Vec<Attribute>,
}

impl Facts {
    /// The value of an attribute, if it is known.
    #[must_use]
    pub fn attribute(&self, name: AttributeName) -> Option<&Value> {
        self.attributes.iter().find(|attribute| attribute.name == name).map(|attribute| &attribute.value)
    }

    /// Whether an attribute is so at an instant: a flag that is `true`, an instant that is yet to come, a span that holds it.
    #[must_use]
    pub fn holds(&self, name: AttributeName, at: Instant) -> bool {
        match self.attribute(name) {
            Some(Value::Flag(flag)) => *flag,
            Some(Value::Instant(until)) => at < *until,
            Some(Value::Interval(interval)) => interval.contains(at),
            _ => false,
        }
    }

    /// Whether an attribute is the flag `true`.
    #[must_use]
    pub fn flag(&self, name: AttributeName) -> bool {
        self.attribute(name) == Some(&Value::Flag(true))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_so_for_a_time_holds_in_that_time() {
        let at = Instant::from_milliseconds;
        let name = AttributeName { symbol: 0, name: "senior" };
        let span = Interval::new(at(5), at(9)).unwrap();
        let cases = [
            (Value::Flag(true), [true; 3]),
            (Value::Flag(false), [false; 3]),
            (Value::Instant(at(9)), [true, true, false]),
            (Value::Interval(span), [false, true, false]),
            (Value::Number(1), [false; 3]),
        ];
        for (value, expected) in cases {
            let facts = Facts { attributes: vec![Attribute { name, value: value.clone() }], ..Facts::default() };
            assert_eq!([4, 5, 9].map(|ms| facts.holds(name, at(ms))), expected, "{value:?}");
        }
        assert!(!Facts::default().holds(name, at(5)));
    }
}

//! Facts from outside: attributes of persons that an imported table or a service knows.
//!
//! What lives here: what a fact is, tables coming in, services as the host asks them, and how marks, tables and services come
//! together when something is decided. What may not: the form of a file, a protocol, or a clock.

mod gather;
mod import;
mod service;
mod spill;
mod stored;
mod tables;

use domain::{Attribute, AttributeName, Instant, Interval, Value};

pub(crate) use gather::{Fetched, Gathered, Known, Wanted, needs};
pub use import::{Import, Imported, Manner, Origin, Progress};
pub use service::{Answering, Asked, FactServices, Unavailable};
pub use tables::{FactTable, FactsError, TableUse};

/// Something that is said of a person: an attribute with its value, and from when until when it is so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// The attribute.
    pub attribute: AttributeName,
    /// Its value.
    pub value: Value,
    /// The first moment at which it is so; always before `until` when absent.
    pub from: Option<Instant>,
    /// The first moment at which it is no longer so; for ever when absent.
    pub until: Option<Instant>,
}

impl Fact {
    /// A fact without a limit in time.
    #[must_use]
    pub fn always(attribute: AttributeName, value: Value) -> Self {
        Self { attribute, value, from: None, until: None }
    }

    /// Whether it says anything about a moment.
    #[must_use]
    pub fn speaks_for(&self, moment: Instant) -> bool {
        self.from.is_none_or(|from| from <= moment) && self.until.is_none_or(|until| moment < until)
    }

    /// As a policy is told. Of what is so for a time it learns the end, so that a permit can end with it.
    fn told(&self) -> Attribute {
        let value = match (&self.value, self.from, self.until) {
            (Value::Flag(true), Some(from), Some(until)) => Interval::new(from, until).map_or(Value::Instant(until), Value::Interval),
            (Value::Flag(true), None, Some(until)) => Value::Instant(until),
            (value, _, _) => value.clone(),
        };
        Attribute { name: self.attribute.clone(), value }
    }
}

/// What is said of an attribute at a moment: of several facts that speak for it, the last.
fn standing(facts: &[Fact], attribute: &AttributeName, moment: Instant) -> Option<Attribute> {
    facts.iter().rev().find(|fact| fact.attribute == *attribute && fact.speaks_for(moment)).map(Fact::told)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Instant {
        Instant::from_second(second).unwrap()
    }

    fn fact(value: impl Into<Option<i64>>, from: Option<i64>, until: Option<i64>) -> Fact {
        let value = value.into().map_or(Value::Flag(true), Value::Number);
        Fact { attribute: "a".parse().unwrap(), value, from: from.map(at), until: until.map(at) }
    }

    #[test]
    fn the_last_fact_that_speaks_for_the_moment_stands() {
        let facts = [fact(1, None, None), fact(2, Some(10), Some(20)), fact(3, Some(15), None), fact(4, None, Some(5))];
        let told = |second| standing(&facts, &"a".parse().unwrap(), at(second)).map(|attribute| attribute.value);
        for (second, number) in [(0, 4), (4, 4), (5, 1), (9, 1), (10, 2), (14, 2), (15, 3), (20, 3)] {
            assert_eq!(told(second), Some(Value::Number(number)), "{second}");
        }
        assert_eq!(standing(&facts, &"b".parse().unwrap(), at(0)), None);
        assert_eq!(standing(&facts[1..2], &"a".parse().unwrap(), at(20)), None, "what speaks for another time says nothing");
    }

    #[test]
    fn a_policy_learns_until_when_something_is_so() {
        let interval = Value::Interval(Interval::new(at(1), at(9)).unwrap());
        assert_eq!(fact(None, Some(1), Some(9)).told().value, interval);
        assert_eq!(fact(None, None, Some(9)).told().value, Value::Instant(at(9)));
        assert_eq!(fact(None, Some(1), None).told().value, Value::Flag(true));
        assert_eq!(fact(7, Some(1), Some(9)).told().value, Value::Number(7));
    }
}

//! What services answered, for as long as an answer is good. Bounded: the answer that was used longest ago goes first. Whom an
//! answer is about is known by a keyed hash.

use std::{
    num::NonZeroUsize,
    sync::{Mutex, PoisonError},
};

use domain::{AttributeName, Instant, ServiceName};
use jiff::SignedDuration;
use lru::LruCache;
use permits::Fact;

/// How many answers are remembered. Some hundred bytes each.
const ANSWERS: usize = 50_000;

/// What an answer is remembered by: the service, what it was asked, and of whom.
type Question = (ServiceName, Vec<AttributeName>, Vec<u8>);

/// An answer, and when it was given.
type Answer = (Instant, Vec<Fact>);

pub(super) struct Memory {
    answers: Mutex<LruCache<Question, Answer>>,
}

impl Default for Memory {
    fn default() -> Self {
        Self { answers: Mutex::new(LruCache::new(NonZeroUsize::new(ANSWERS).unwrap_or(NonZeroUsize::MIN))) }
    }
}

impl Memory {
    /// The answer, when it is not older than `good` at `at`. One from the future is none: the clock was set back.
    pub(super) fn get(&self, question: &Question, good: SignedDuration, at: Instant) -> Option<Vec<Fact>> {
        let mut answers = self.answers.lock().unwrap_or_else(PoisonError::into_inner);
        let (given, facts) = answers.get(question)?;
        let age = at.duration_since(*given);
        (SignedDuration::ZERO <= age && age < good).then(|| facts.clone())
    }

    pub(super) fn put(&self, question: Question, facts: Vec<Fact>, at: Instant) {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner).put(question, (at, facts));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_good_for_its_time_and_for_its_question() {
        let memory = Memory::default();
        let at = |second| Instant::from_second(second).unwrap();
        let question = |person: u8, attribute: &str| ("r".parse().unwrap(), vec![attribute.parse().unwrap()], vec![person]);
        let facts = vec![Fact::always("a".parse().unwrap(), domain::Value::Flag(true))];
        memory.put(question(1, "a"), facts.clone(), at(100));
        let get = |person, attribute: &str, second| memory.get(&question(person, attribute), SignedDuration::from_secs(10), at(second));
        assert_eq!(get(1, "a", 100), Some(facts.clone()));
        assert_eq!(get(1, "a", 109), Some(facts));
        for (person, attribute, second) in [(1, "a", 110), (1, "a", 99), (2, "a", 100), (1, "b", 100)] {
            assert_eq!(get(person, attribute, second), None, "{person} {attribute} {second}");
        }
    }
}

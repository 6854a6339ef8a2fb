//! What was asked about the stretches of a message already: many lines of a grammar ask the same.

use std::{cell::RefCell, collections::HashMap, hash::Hash};

use domain::{IdentityNumber, Plate};

/// A stretch, from and to, in the place of a field of a form, by its number.
pub(super) type Stretch = (Option<usize>, usize, usize);

/// The answers about one message.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    /// Which numbers of documents.
    pub identities: Answers<Stretch, IdentityNumber>,
    /// Which plates; where mistakes are read, fewer are.
    pub plates: Answers<(Stretch, bool), Plate>,
}

/// Answers that are kept.
#[derive(Debug, Clone)]
pub(super) struct Answers<Q, A>(RefCell<HashMap<Q, Option<A>>>);

impl<Q, A> Default for Answers<Q, A> {
    fn default() -> Self {
        Self(RefCell::default())
    }
}

impl<Q: Eq + Hash, A: Clone> Answers<Q, A> {
    /// The answer to a question, which is asked only when it was not asked before.
    pub(super) fn to(&self, question: Q, ask: impl FnOnce() -> Option<A>) -> Option<A> {
        let known = self.0.borrow().get(&question).cloned();
        known.unwrap_or_else(|| {
            let answer = ask();
            self.0.borrow_mut().insert(question, answer.clone());
            answer
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_asked_once_whatever_the_answer() {
        let answers: Answers<u8, u8> = Answers::default();
        for (question, answer) in [(1, Some(7)), (2, None)] {
            assert_eq!(answers.to(question, || answer), answer);
            assert_eq!(answers.to(question, || Some(9)), answer);
        }
    }
}

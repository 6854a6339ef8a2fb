//! A circuit breaker: who does not answer is left alone for a while. Pure; the time is that of the decisions.

use domain::Instant;
use jiff::SignedDuration;

/// When a service is left alone, and for how long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rest {
    /// After how many failures in a row; at least one.
    pub failures: u32,
    /// How long; then one question finds out whether it is back.
    pub pause: SignedDuration,
}

/// How a service is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// Everybody's questions are asked.
    Closed,
    /// None is.
    Open,
    /// One is, to find out.
    HalfOpen,
}

/// Counts failures in a row and says whether to ask.
#[derive(Debug, Clone)]
pub struct Breaker {
    rest: Rest,
    failures: u32,
    /// Since when it is left alone.
    since: Option<Instant>,
    /// When the one question was asked that finds out.
    trying: Option<Instant>,
}

impl Breaker {
    /// Closed, with no failure yet.
    #[must_use]
    pub fn new(rest: Rest) -> Self {
        Self { rest, failures: 0, since: None, trying: None }
    }

    /// How it is asked at an instant.
    #[must_use]
    pub fn state(&self, at: Instant) -> State {
        match self.since {
            None => State::Closed,
            Some(since) if self.is_over(since, at) => State::HalfOpen,
            Some(_) => State::Open,
        }
    }

    /// Whether to ask at an instant; whoever is told so asks, and reports with [`succeeded`](Self::succeeded) or
    /// [`failed`](Self::failed). Who never reports is not waited for longer than a pause.
    pub fn may_ask(&mut self, at: Instant) -> bool {
        match self.state(at) {
            State::Closed => true,
            State::Open => false,
            State::HalfOpen if self.trying.is_some_and(|trying| !self.is_over(trying, at)) => false,
            State::HalfOpen => {
                self.trying = Some(at);
                true
            }
        }
    }

    /// It answered: everybody's questions are asked again.
    pub fn succeeded(&mut self) {
        *self = Self::new(self.rest);
    }

    /// It failed. What was asked before it was left alone and fails late changes nothing.
    pub fn failed(&mut self, at: Instant) {
        match self.state(at) {
            State::Closed => {
                self.failures = self.failures.saturating_add(1);
                if self.failures >= self.rest.failures.max(1) {
                    self.since = Some(at);
                }
            }
            State::HalfOpen => {
                self.since = Some(at);
                self.trying = None;
            }
            State::Open => {}
        }
    }

    /// Whether a pause that began then is over. A clock that was set back ends every pause.
    fn is_over(&self, began: Instant, at: Instant) -> bool {
        at < began || at.duration_since(began) >= self.rest.pause
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[derive(Debug, Clone, Copy, PartialEq)]
    enum Happens {
        Asked,
        Succeeded,
        Failed,
    }

    fn at(second: i64) -> Instant {
        Instant::from_second(1_600_000_000 + second).unwrap()
    }

    const FAILURES: usize = 3;
    const PAUSE: i64 = 10;

    /// Slow and obvious: everything that ever happened is looked at again for each question.
    #[derive(Default)]
    struct Model {
        /// What counted, and when: questions that were asked, answers, failures.
        story: Vec<(i64, Happens)>,
    }

    impl Model {
        /// Since when it is left alone: the failure that was one too many, or the last that counted after it.
        fn since(&self) -> Option<i64> {
            let last_answer = self.story.iter().rposition(|(_, what)| *what == Happens::Succeeded).map_or(0, |place| place + 1);
            let failures = self.story[last_answer..].iter().filter(|(_, what)| *what == Happens::Failed).map(|(when, _)| *when);
            let mut since: Option<i64> = None;
            let mut count = 0;
            for failure in failures {
                match since {
                    None => {
                        count += 1;
                        since = (count == FAILURES).then_some(failure);
                    }
                    Some(open) if open + PAUSE <= failure => since = Some(failure),
                    Some(_) => {}
                }
            }
            since
        }

        fn state(&self, now: i64) -> State {
            match self.since() {
                None => State::Closed,
                Some(since) if now < since + PAUSE => State::Open,
                Some(_) => State::HalfOpen,
            }
        }

        fn may_ask(&mut self, now: i64) -> bool {
            let may = match self.state(now) {
                State::Closed => true,
                State::Open => false,
                // Nobody has asked since the last pause ended, or who did is long overdue.
                State::HalfOpen => {
                    let ended = self.since().unwrap_or(0) + PAUSE;
                    let trial = self.story.iter().rev().find(|(when, what)| *what == Happens::Asked && ended <= *when);
                    trial.is_none_or(|(when, _)| when + PAUSE <= now)
                }
            };
            if may {
                self.story.push((now, Happens::Asked));
            }
            may
        }
    }

    proptest! {
        #[test]
        fn it_does_what_the_story_says(steps in prop::collection::vec((0i64..7, 0u8..4), 1..60)) {
            let mut breaker = Breaker::new(Rest { failures: 3, pause: SignedDuration::from_secs(PAUSE) });
            let mut model = Model::default();
            let mut now = 0;
            for (later, what) in steps {
                now += later;
                prop_assert_eq!(breaker.state(at(now)), model.state(now), "at {}", now);
                match what {
                    0 => {
                        breaker.succeeded();
                        model.story.push((now, Happens::Succeeded));
                    }
                    1 => {
                        breaker.failed(at(now));
                        model.story.push((now, Happens::Failed));
                    }
                    _ => prop_assert_eq!(breaker.may_ask(at(now)), model.may_ask(now), "at {}", now),
                }
            }
        }
    }

    #[test]
    fn a_clock_that_is_set_back_does_not_leave_a_service_alone_for_ever() {
        let mut breaker = Breaker::new(Rest { failures: 1, pause: SignedDuration::from_secs(PAUSE) });
        breaker.failed(at(1000));
        assert!(!breaker.may_ask(at(1009)));
        assert!(breaker.may_ask(at(10)), "before it was left alone, as the clock has it now");
        assert!(!breaker.may_ask(at(11)), "one question at a time");
    }
}

//! Where a policy says that its answer cannot change, it must not.

use std::fmt;

use domain::{Attribute, Instant, Interval, PastPermit, ReasonCode, RegistrationFact, Value};
use engine::{Dimension, Input};

use crate::{
    Used,
    sample::{self, Dice, Sample, Told, later},
};

/// How many pairs are tried that differ in their instant, and how many in each of the other inputs.
const PAIRS_OF_INSTANTS: usize = 2_000;
const PAIRS: usize = 400;
/// How many permits somebody was granted before, at most: more than any quota of the regimes gives.
const MOST_USED: usize = 12;
/// What stands for no territory among the values of an input.
const NONE: i64 = u32::MAX as i64;

/// What two applications of a pair differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Differs {
    /// The instant, and with it the minute and the day of the week.
    At,
    /// The purpose.
    Purpose,
    /// Where the person is.
    Territory,
    /// How many permits of the purpose were granted before.
    Used,
    /// Where the person is registered.
    Registered,
    /// The attributes that are flags.
    Flags,
}

/// Pairs of applications that differ in one input, both in one cell of every dimension. Their outcomes and reasons must be the same.
/// Pairs that differ in several are no other question: one of them follows from the other by steps of one.
pub(super) fn honest(used: &Used) -> Result<u64, String> {
    let Some(dimensions) = used.policy.critical_points() else { return Ok(0) };
    let mut dice = Dice::new(3);
    let mut compared = 0;
    for (differs, pairs) in [
        (Differs::At, PAIRS_OF_INSTANTS),
        (Differs::Purpose, PAIRS),
        (Differs::Territory, PAIRS),
        (Differs::Used, PAIRS),
        (Differs::Registered, PAIRS),
        (Differs::Flags, PAIRS),
    ] {
        for mut first in sample::samples(used, Told::Flags, pairs) {
            // A wish for a later start, the times of a history and since when somebody is registered are no inputs of a batch.
            first.request.start = None;
            first.facts.history.clear();
            first.facts.registration.iter_mut().for_each(|fact| fact.since = Instant::UNIX_EPOCH);
            let Some((first, second)) = pair(used, differs, first, &mut dice) else { continue };
            if !dimensions.iter().all(|dimension| in_one_cell(used, dimension, &first, &second)) {
                continue;
            }
            let (before, after) = (answer(used, &first)?, answer(used, &second)?);
            if before != after {
                let (first, second) = (Shown(&first, differs), Shown(&second, differs));
                return Err(format!("{first} it is {before:?}, {second} it is {after:?}, and no critical point lies between"));
            }
            compared += u64::from(first.differs(&second));
        }
    }
    Ok(compared)
}

fn answer(used: &Used, sample: &Sample) -> Result<(domain::Outcome, Vec<ReasonCode>), String> {
    let decided = used.policy.decide(&sample.request, &sample.facts).map_err(|error| error.to_string())?;
    Ok((decided.outcome, decided.reasons.into_iter().map(|reason| reason.code).collect()))
}

/// The application with two values of one input; `None` when the regime has no two.
fn pair(used: &Used, differs: Differs, mut first: Sample, dice: &mut Dice) -> Option<(Sample, Sample)> {
    let known = &used.configuration;
    let mut second = first.clone();
    match differs {
        Differs::At => second.request.at = later(first.request.at, i64::try_from(dice.below(24 * 60)).unwrap_or_default()),
        Differs::Purpose => second.request.purpose = dice.pick(&known.purposes)?.id.clone(),
        Differs::Territory => {
            let mut place = || dice.pick(&known.territories).filter(|_| dice.below(8) > 0).map(|node| node.code.clone());
            (first.request.territory, second.request.territory) = (place(), place());
        }
        Differs::Registered => {
            let mut place = || dice.pick(&known.territories).filter(|_| dice.below(8) > 0).map(|node| node.code.clone());
            let mut registered = || place().map(|territory| RegistrationFact { territory, since: Instant::UNIX_EPOCH });
            (first.facts.registration, second.facts.registration) = (registered(), registered());
        }
        Differs::Used => {
            let at = first.request.at;
            // All at the instant of the application, so that each counts, whatever a quota looks at.
            let past = PastPermit {
                purpose: first.request.purpose.clone(),
                granted_at: at,
                validity: Interval::new(at, later(at, 1)).ok()?,
                revoked: false,
            };
            let mut history = || vec![past.clone(); dice.below(MOST_USED)];
            (first.facts.history, second.facts.history) = (history(), history());
        }
        Differs::Flags => {
            let names: Vec<_> = used.policy.needs().attributes.iter().filter(|name| used.policy.symbols().flag(name).is_some()).collect();
            let flag = |name: &&domain::AttributeName| Attribute { name: (*name).clone(), value: Value::Flag(true) };
            let mut flags = || names.iter().filter(|_| dice.below(2) == 1).map(flag).collect();
            (first.facts.attributes, second.facts.attributes) = (flags(), flags());
        }
    }
    Some((first, second))
}

/// Whether no new class begins between the two along one input.
fn in_one_cell(used: &Used, dimension: &Dimension, first: &Sample, second: &Sample) -> bool {
    let (first, second) = (value(used, dimension.input, first), value(used, dimension.input, second));
    let cell = |value: i64| dimension.cuts.partition_point(|cut| *cut <= value);
    first == second || !dimension.cuts.is_empty() && cell(first) == cell(second)
}

/// The value of an input in one application, as a row of a batch would have it.
fn value(used: &Used, input: Input, sample: &Sample) -> i64 {
    let symbols = used.policy.symbols();
    let Sample { request, facts } = sample;
    let local = used.configuration.time_zone.to_datetime(request.at);
    let place = |territory: Option<&domain::Territory>| territory.and_then(|code| symbols.territory(code)).map_or(NONE, i64::from);
    match input {
        Input::Instant => request.at.as_millisecond(),
        Input::MinuteOfDay => i64::from(local.hour()) * 60 + i64::from(local.minute()),
        Input::DayOfWeek => local.weekday().to_monday_zero_offset().into(),
        Input::Purpose => symbols.purpose(&request.purpose).map_or(NONE, i64::from),
        Input::Territory => place(request.territory.as_ref()),
        Input::Used => i64::try_from(facts.history.len()).unwrap_or(i64::MAX),
        Input::Registered => place(facts.registration.as_ref().map(|fact| &fact.territory)),
        Input::Flags => {
            facts.attributes.iter().filter_map(|attribute| symbols.flag(&attribute.name)).fold(0, |all, flag| all | flag).into()
        }
    }
}

impl Sample {
    fn differs(&self, other: &Self) -> bool {
        self.request != other.request || self.facts != other.facts
    }
}

/// An application of a pair, as far as the reader of a report has to know it.
struct Shown<'a>(&'a Sample, Differs);

impl fmt::Display for Shown<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(Sample { request, facts }, differs) = self;
        let place = |territory: Option<&domain::Territory>| territory.map_or("nowhere".to_owned(), |code| format!("`{code}`"));
        write!(f, "`{}` at {}", request.purpose, request.at)?;
        match differs {
            Differs::At | Differs::Purpose => Ok(()),
            Differs::Territory => write!(f, " in {}", place(request.territory.as_ref())),
            Differs::Registered => write!(f, " registered {}", place(facts.registration.as_ref().map(|fact| &fact.territory))),
            Differs::Used => write!(f, " after {} permits", facts.history.len()),
            Differs::Flags => {
                let names: Vec<&str> = facts.attributes.iter().map(|attribute| attribute.name.as_str()).collect();
                write!(f, " with the flags {names:?}")
            }
        }
    }
}

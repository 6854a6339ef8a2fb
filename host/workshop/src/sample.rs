//! Applications to try a policy with: made from what its regime has, the same ones on every machine.

use domain::{Attribute, Channel, Configuration, Facts, Instant, Interval, Needs, PastPermit, RegistrationFact, Request, Value};
use jiff::SignedDuration;

use crate::Used;

/// An application and what is known of the person.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    pub(crate) request: Request,
    pub(crate) facts: Facts,
}

const CHANNELS: [Channel; 4] = [Channel::Sms, Channel::Portal, Channel::Desk, Channel::Api];

/// A linear congruential generator (Knuth's constants for 64 bits): samples need variety, not secrecy, and must be the same everywhere.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `sides`; 0 when there are none.
    pub(crate) fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(self.0 >> 33).unwrap_or_default();
        high.checked_rem(sides).unwrap_or_default()
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        from.get(self.below(from.len()))
    }

    fn coin(&mut self) -> bool {
        self.below(2) == 1
    }
}

/// The span of a regime in which samples are taken: a regime without an end is tried for ninety days.
pub(crate) fn span(used: &Used) -> (Instant, Instant) {
    span_of(&used.configuration)
}

fn span_of(configuration: &Configuration) -> (Instant, Instant) {
    let from = configuration.in_force_from;
    let until = configuration.in_force_until.unwrap_or_else(|| later(from, 90 * 24 * 60));
    (from, until)
}

pub(crate) fn later(at: Instant, minutes: i64) -> Instant {
    at.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(at)
}

/// What attributes of made-up persons say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Told {
    /// Yes, where anything is known: all that critical points and batches know of.
    Flags,
    /// Whatever a fact can say. A plugin is told what a table says, and must not take it amiss.
    Anything,
}

/// So many applications, over the whole of the regime's time, purposes, places and channels, with some of what the policy asks for.
pub(crate) fn samples(used: &Used, told: Told, count: usize) -> Vec<Sample> {
    samples_for(&used.configuration, used.policy.needs(), told, count).collect()
}

/// The same, with some of what is needed, whoever needs it.
pub(crate) fn samples_for(configuration: &Configuration, needs: &Needs, told: Told, count: usize) -> impl Iterator<Item = Sample> {
    let mut dice = Dice::new(1);
    (0..count).filter_map(move |_| sample(configuration, needs, told, &mut dice))
}

fn sample(configuration: &Configuration, needs: &Needs, told: Told, dice: &mut Dice) -> Option<Sample> {
    let (from, until) = span_of(configuration);
    let minutes = usize::try_from(until.duration_since(from).as_mins()).unwrap_or(1);
    let at = later(from, i64::try_from(dice.below(minutes)).unwrap_or_default());
    let request = Request {
        at,
        purpose: dice.pick(&configuration.purposes)?.id.clone(),
        channel: *dice.pick(&CHANNELS)?,
        territory: dice.pick(&configuration.territories).map(|territory| territory.code.clone()),
        start: (dice.below(4) == 0).then(|| later(at, i64::try_from(dice.below(48 * 60)).unwrap_or_default())),
        vehicle: dice.coin(),
    };
    Some(Sample { facts: facts(configuration, needs, told, &request, dice), request })
}

fn facts(configuration: &Configuration, needs: &Needs, told: Told, request: &Request, dice: &mut Dice) -> Facts {
    let history = match needs.history {
        Some(_) => (0..dice.below(4)).rev().filter_map(|back| past(configuration, request.at, back, dice)).collect(),
        None => Vec::new(),
    };
    let registration = (needs.registration && dice.coin())
        .then(|| dice.pick(&configuration.territories))
        .flatten()
        .map(|place| RegistrationFact { territory: place.code.clone(), since: later(request.at, -60 * 24 * 7) });
    let mut attributes = Vec::new();
    for name in &needs.attributes {
        if dice.coin() {
            let value = if told == Told::Flags { Value::Flag(true) } else { value(request.at, dice) };
            attributes.push(Attribute { name: name.clone(), value });
        }
    }
    Facts { history, registration, attributes }
}

/// A value of any kind that a fact can have.
fn value(at: Instant, dice: &mut Dice) -> Value {
    let mut near = || later(at, i64::try_from(dice.below(96 * 60)).unwrap_or_default() - 48 * 60);
    let (one, other) = (near(), near());
    let spell = Interval::new(one.min(other), later(one.max(other), 1));
    match dice.below(7) {
        0 | 1 => Value::Flag(true),
        2 => Value::Flag(false),
        3 => Value::Number(i64::try_from(dice.below(10)).unwrap_or_default()),
        4 => Value::Text(format!("group-{}", dice.below(3))),
        5 => Value::Instant(one),
        _ => spell.map_or(Value::Flag(true), Value::Interval),
    }
}

/// A permit of three hours that was granted some half days ago.
fn past(configuration: &Configuration, at: Instant, back: usize, dice: &mut Dice) -> Option<PastPermit> {
    let granted_at = later(at, -i64::try_from(back * 720 + 5).ok()?);
    Some(PastPermit {
        purpose: dice.pick(&configuration.purposes)?.id.clone(),
        granted_at,
        validity: Interval::new(granted_at, later(granted_at, 180)).ok()?,
        revoked: dice.below(8) == 0,
    })
}

/// The largest question: a long history, a registration and every attribute that the policy asks for.
pub(crate) fn largest(used: &Used, permits: usize) -> Option<Sample> {
    let needs = used.policy.needs();
    let purpose = used.configuration.purposes.last()?.id.clone();
    let at = span(used).0;
    let history = (0..permits).rev().filter_map(|back| {
        let granted_at = later(at, -i64::try_from(back + 1).ok()?);
        let validity = Interval::new(granted_at, later(granted_at, 1)).ok()?;
        Some(PastPermit { purpose: purpose.clone(), granted_at, validity, revoked: false })
    });
    let history = if needs.history.is_some() { history.collect() } else { Vec::new() };
    let place = used.configuration.territories.last().map(|place| place.code.clone());
    let registration = place.clone().filter(|_| needs.registration).map(|territory| RegistrationFact { territory, since: at });
    let attributes = needs.attributes.iter().map(|name| Attribute { name: name.clone(), value: Value::Flag(true) }).collect();
    let request = Request { at, purpose, channel: Channel::Sms, territory: place, start: None, vehicle: true };
    Some(Sample { request, facts: Facts { history, registration, attributes } })
}

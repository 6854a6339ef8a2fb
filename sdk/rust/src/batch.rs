//! Flat rows for research, and the loop that answers them for a policy that has nothing faster.

use crate::{
    decision::Outcome,
    facts::{Attribute, Channel, Facts, PastPermit, Registration, Request, Value},
    names::{AttributeName, Purpose, ReasonCode, Territory},
    policy::Policy,
    time::{Instant, Interval},
};

/// One application of a batch.
#[derive(Debug, Clone, Copy)]
pub struct Row {
    /// Who; rows of one holder stand together in order of time.
    pub holder: u32,
    /// The instant of the decision.
    pub at: Instant,
    /// The purpose.
    pub purpose: Purpose,
    /// Where the person is, if it is known.
    pub territory: Option<Territory>,
    /// The declared place of stay, if there is one.
    pub registered: Option<Territory>,
    /// The attributes that are the flag `true`; see [`AttributeName::bit`].
    pub flags: u32,
    /// The way in which it came.
    pub channel: Channel,
    /// Whether a vehicle is used.
    pub vehicle: bool,
}

/// The answer to one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verdict {
    /// What was decided.
    pub outcome: Outcome,
    /// When the permit is good; there exactly when it is granted.
    pub granted: Option<Interval>,
    /// The first reason.
    pub reason: Option<ReasonCode>,
}

/// An input on which the answer depends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Input {
    /// The instant of the decision, in milliseconds.
    Instant,
    /// The minute of the local day.
    MinuteOfDay,
    /// The local day of the week; Monday is 0.
    DayOfWeek,
    /// The purpose.
    Purpose,
    /// Where the person is.
    Territory,
    /// How many permits were granted before.
    Used,
    /// The declared place of stay.
    Registered,
    /// The flags, as bits.
    Flags,
}

/// Where the answer can change along one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// The input.
    pub input: Input,
    /// The values at which a new class begins, ascending. Empty: every value may be a class of its own.
    pub cuts: Vec<i64>,
}

/// Rows to answer, in order.
#[derive(Debug, Clone, Copy)]
pub struct Batch<'a> {
    rows: &'a [Row],
    attributes: &'a [AttributeName],
}

impl<'a> Batch<'a> {
    /// The rows, with the attributes that the policy asked for.
    #[must_use]
    pub fn new(rows: &'a [Row], attributes: &'a [AttributeName]) -> Self {
        Self { rows, attributes }
    }

    /// The rows.
    #[must_use]
    pub fn rows(&self) -> &'a [Row] {
        self.rows
    }

    /// Answers them by one [`Policy::decide`] after the other.
    pub fn decide_each<P: Policy>(&self, policy: &P) -> Vec<Verdict> {
        let mut facts = Facts::default();
        let mut holder = None;
        let mut verdicts = Vec::with_capacity(self.rows.len());
        for row in self.rows {
            if holder != Some(row.holder) {
                holder = Some(row.holder);
                facts.history.clear();
            }
            self.tell(row, &mut facts);
            verdicts.push(answer(policy, row, &mut facts));
        }
        verdicts
    }

    /// What a row says of its holder. Since when the holder is registered does not travel: it is always long ago.
    fn tell(&self, row: &Row, facts: &mut Facts) {
        facts.registration = row.registered.map(|territory| Registration { territory, since: Instant::from_milliseconds(0) });
        facts.attributes.clear();
        let known = self.attributes.iter().filter(|name| row.flags & name.bit() != 0);
        facts.attributes.extend(known.map(|name| Attribute { name: *name, value: Value::Flag(true) }));
    }
}

fn answer<P: Policy>(policy: &P, row: &Row, facts: &mut Facts) -> Verdict {
    let request =
        Request { at: row.at, purpose: row.purpose, channel: row.channel, territory: row.territory, start: None, vehicle: row.vehicle };
    let Ok(decision) = policy.decide(&request, facts) else {
        return Verdict { outcome: Outcome::Referred, granted: None, reason: None };
    };
    let granted = decision.validity().map(|validity| validity.interval);
    if let Some(validity) = granted {
        facts.history.push(PastPermit { purpose: row.purpose, granted_at: row.at, validity, revoked: false });
    }
    Verdict { outcome: decision.outcome(), granted, reason: decision.reasons().first().map(|reason| reason.code) }
}

//! Whether a policy keeps the contract: the suite that every plugin must pass, in each regime that uses it.

mod batch;
mod points;
mod repeat;
mod settings;

use std::fmt;

use domain::Decision;
use engine::DecideError;
use serde::Serialize;

use crate::Used;

/// A rule of the contract that a plugin can break without the host noticing in one decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// The same question gets the same bytes: a thousand times, and in a policy that was configured anew.
    Repeats,
    /// What was decided before changes nothing: one instance that is used again answers like a fresh one.
    Forgets,
    /// `decide-batch` answers each row as `decide` answers the same application.
    BatchAgrees,
    /// Settings that it does not know are refused.
    RefusesUnknownSettings,
    /// What is wrong in settings is said of a place that is in them.
    PlacesProblems,
    /// A long history and every attribute at once are answered in time and memory.
    LargestQuestion,
    /// Where it says that its answer cannot change, it does not.
    CriticalPoints,
}

impl Rule {
    /// All of them, in the order in which they are tried.
    pub const ALL: [Self; 7] = [
        Self::Repeats,
        Self::Forgets,
        Self::BatchAgrees,
        Self::RefusesUnknownSettings,
        Self::PlacesProblems,
        Self::LargestQuestion,
        Self::CriticalPoints,
    ];

    /// Its name in reports.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Repeats => "repeats",
            Self::Forgets => "forgets",
            Self::BatchAgrees => "batch-agrees",
            Self::RefusesUnknownSettings => "refuses-unknown-settings",
            Self::PlacesProblems => "places-problems",
            Self::LargestQuestion => "largest-question",
            Self::CriticalPoints => "critical-points",
        }
    }

    fn check(self, used: &Used) -> Result<u64, String> {
        match self {
            Self::Repeats => repeat::repeats(used),
            Self::Forgets => repeat::forgets(used),
            Self::BatchAgrees => batch::agrees(used),
            Self::RefusesUnknownSettings => settings::unknown(used),
            Self::PlacesProblems => settings::placed(used),
            Self::LargestQuestion => repeat::largest(used),
            Self::CriticalPoints => points::honest(used),
        }
    }
}

/// How one rule was kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checked {
    /// The rule.
    pub rule: Rule,
    /// How many answers were compared. None were where a policy does not claim what the rule is about.
    pub compared: u64,
    /// The first way in which it was broken.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub broken: Option<String>,
}

/// How a policy keeps the contract in one regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Conformance {
    /// The policy.
    pub policy: String,
    /// The regime.
    pub regime: String,
    /// Every rule.
    pub rules: Vec<Checked>,
}

impl Conformance {
    /// Whether every rule is kept.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.rules.iter().all(|checked| checked.broken.is_none())
    }

    /// In a line.
    #[must_use]
    pub fn in_short(&self) -> String {
        let kept = self.rules.iter().filter(|checked| checked.broken.is_none()).count();
        format!("{} keeps the contract: {kept} of {} rules", self.policy, self.rules.len())
    }
}

/// Runs the whole suite. What a policy does wrong is in the result.
#[must_use]
pub fn conform(used: &Used) -> Conformance {
    let rules = Rule::ALL.map(|rule| match rule.check(used) {
        Ok(compared) => Checked { rule, compared, broken: None },
        Err(why) => Checked { rule, compared: 0, broken: Some(why) },
    });
    Conformance { policy: used.policy.name().to_string(), regime: used.configuration.regime.to_string(), rules: rules.into() }
}

impl fmt::Display for Conformance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} in {}", self.policy, self.regime)?;
        for Checked { rule, compared, broken } in &self.rules {
            let name = rule.as_str();
            match (broken, compared) {
                (Some(why), _) => write!(f, "\n  BROKEN  {name}: {why}")?,
                (None, 0) => write!(f, "\n  -       {name}: it claims nothing of the kind")?,
                (None, compared) => write!(f, "\n  ok      {name} ({compared})")?,
            }
        }
        Ok(())
    }
}

/// A decision as the bytes that a record keeps.
fn bytes(decision: &Decision) -> String {
    serde_json::to_string(decision).unwrap_or_else(|error| error.to_string())
}

/// What is answered, as something that can be compared. That a plugin says that it does not understand is an answer, too; a fault is none.
fn answer(decided: Result<Decision, DecideError>) -> Result<String, String> {
    match decided {
        Ok(decision) => Ok(bytes(&decision)),
        Err(error) if crate::is_answer(&error) => Ok(error.to_string()),
        Err(error) => Err(error.to_string()),
    }
}

fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

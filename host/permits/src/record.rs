//! Decision records: what is kept so that a decision can be made again.

use std::{
    fmt,
    str::FromStr,
    sync::{Mutex, PoisonError},
};

use domain::{Channel, Decision, Facts, Instant, PermitCode, PolicyName, ProviderName, RegimeId, Request, Scope, ServiceNumber, Territory};
use regime::WhenDown;
use serde::{Deserialize, Serialize};

use crate::{caps::Counts, error::PermitsError, ruling::Question};

/// The name of a message. What was decided on it, the permit that came of it and the reply to it bear the same name.
pub type MessageId = DecisionId;

/// The name of a decision: 28 hexadecimal digits, the first twelve of which say when it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DecisionId {
    millisecond: u64,
    entropy: u64,
}

const MILLISECOND_BITS: u64 = 0xffff_ffff_ffff;

impl DecisionId {
    /// The name of a decision made at an instant; the caller owns the random source.
    #[must_use]
    pub fn new(at: Instant, entropy: u64) -> Self {
        Self { millisecond: at.as_millisecond().cast_unsigned() & MILLISECOND_BITS, entropy }
    }
}

/// Gives names whose order is that in which they are asked for, where they are of one millisecond: what came first is answered first.
#[derive(Debug, Default)]
pub(crate) struct Names {
    last: Mutex<Option<DecisionId>>,
}

impl Names {
    /// The next name; `entropy` where it begins in a new millisecond.
    pub(crate) fn next(&self, at: Instant, entropy: u64) -> DecisionId {
        // Half of the numbers are left for those that follow.
        let mut next = DecisionId::new(at, entropy >> 1);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(last) = last.filter(|last| last.millisecond == next.millisecond) {
            next.entropy = last.entropy.wrapping_add(1);
        }
        *last = Some(next);
        next
    }
}

impl fmt::Display for DecisionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012x}{:016x}", self.millisecond, self.entropy)
    }
}

/// A text that is not the name of a decision.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a decision: `{0}` must be 28 hexadecimal digits")]
pub struct NotADecision(String);

impl FromStr for DecisionId {
    type Err = NotADecision;

    fn from_str(text: &str) -> Result<Self, NotADecision> {
        let wrong = || NotADecision(text.to_owned());
        let digits = text.trim().to_ascii_lowercase();
        if digits.len() != 28 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(wrong());
        }
        let (millisecond, entropy) = digits.split_at_checked(12).ok_or_else(wrong)?;
        let parse = |part: &str| u64::from_str_radix(part, 16).map_err(|_| wrong());
        Ok(Self { millisecond: parse(millisecond)?, entropy: parse(entropy)? })
    }
}

impl Serialize for DecisionId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for DecisionId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

/// The form of a record. A record of another form is refused, never guessed at.
pub const RECORD_VERSION: u32 = 1;

/// Everything that a decision followed from, and the decision. No name, number or telephone. Its bytes are compact JSON in
/// the order of the fields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    /// The form of the record and of the host's own rules.
    pub version: u32,
    /// The decision's name.
    pub id: DecisionId,
    /// The instant of the decision.
    pub at: Instant,
    /// The way in which the application came.
    pub channel: Channel,
    /// What said which regimes rule.
    pub scope: RecordedScope,
    /// How the law stood there and then.
    pub standing: Standing,
    /// The regimes that ruled; the one that it was about when none did.
    pub regimes: Vec<RecordedRegime>,
    /// What the policies saw of the application.
    pub request: Request,
    /// What was decided.
    pub decision: Decision,
}

impl Record {
    pub(crate) fn new(id: DecisionId, scope: &Scope, question: &Question, decision: Decision) -> Self {
        let regimes = question.regimes.iter().map(|q| RecordedRegime {
            id: q.regime.id.clone(),
            digest: q.regime.digest.clone(),
            identity: q.identity.clone(),
            counts: q.counts,
            policies: q.policies.iter().map(|p| RecordedPolicy { name: p.name().clone(), digest: p.digest().to_owned() }).collect(),
            facts: q.facts.clone(),
            missing: q.missing.clone(),
        });
        Self {
            version: RECORD_VERSION,
            id,
            at: question.request.at,
            channel: question.request.channel,
            scope: RecordedScope::from(scope),
            standing: question.standing,
            regimes: regimes.collect(),
            request: question.request.clone(),
            decision,
        }
    }

    /// The regimes that ruled; none when the record is about one that did not.
    pub fn ruling(&self) -> impl Iterator<Item = &RecordedRegime> {
        self.regimes.iter().filter(|_| self.standing == Standing::InForce)
    }

    pub(crate) fn bytes(&self) -> Result<Vec<u8>, PermitsError> {
        serde_json::to_vec(self).map_err(|error| PermitsError::Record { decision: self.id.to_string(), why: error.to_string() })
    }

    pub(crate) fn read(id: &str, bytes: &[u8]) -> Result<Self, PermitsError> {
        let failed = |why: String| PermitsError::Record { decision: id.to_owned(), why };
        let form: Form = serde_json::from_slice(bytes).map_err(|error| failed(error.to_string()))?;
        if form.version != RECORD_VERSION {
            return Err(failed(format!("it has form {}, this program reads form {RECORD_VERSION}", form.version)));
        }
        serde_json::from_slice(bytes).map_err(|error| failed(error.to_string()))
    }
}

/// What every form of a record says.
#[derive(Deserialize)]
struct Form {
    version: u32,
}

/// What said which regimes rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RecordedScope {
    /// Where the person is or wants to go.
    Place(Territory),
    /// The number that was written to.
    Number(ServiceNumber),
}

/// How the law stood at the place or behind the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Regimes ruled.
    InForce,
    /// One was to come.
    NotYet,
    /// One was over.
    Ended,
    /// One ruled, but elsewhere.
    Outside,
    /// None at all.
    Nothing,
}

/// What a regime contributed to a decision.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedRegime {
    /// Which one.
    pub id: RegimeId,
    /// SHA-256 of its file.
    pub digest: String,
    /// Whether the identity number was of a form that it knows.
    pub identity: IdentityForm,
    /// How often somebody had applied, where the regime caps that.
    #[serde(default, skip_serializing_if = "Counts::is_empty")]
    pub counts: Counts,
    /// Its policies.
    pub policies: Vec<RecordedPolicy>,
    /// What was known of the person under it.
    #[serde(default)]
    pub facts: Facts,
    /// Providers of facts that could not be asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<MissingFacts>,
}

/// A provider of facts that could not be asked: a service that did not answer, or a table that was never imported.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissingFacts {
    /// Which one, as the regime calls it.
    pub provider: ProviderName,
    /// What was done then.
    pub then: WhenDown,
}

/// Whether an identity number was of a form that the regime knows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IdentityForm {
    /// Nobody was named.
    Absent,
    /// A number of no known form.
    Unknown,
    /// A number of a known form.
    Known,
}

/// A policy that a regime was decided by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedPolicy {
    /// Its name.
    pub name: PolicyName,
    /// SHA-256 of its component.
    pub digest: String,
}

/// A stored record.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// What it says.
    pub record: Record,
    /// Its bytes as they were stored.
    pub bytes: Vec<u8>,
    /// The permit that came of it.
    pub permit: Option<PermitCode>,
}

/// A decision and the same decision made again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    /// The record as it was stored.
    pub stored: Vec<u8>,
    /// The record as it comes out now.
    pub again: Vec<u8>,
}

impl Replay {
    /// Whether both are the same, byte for byte.
    #[must_use]
    pub fn is_same(&self) -> bool {
        self.stored == self.again
    }
}

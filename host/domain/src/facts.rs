//! What a policy may know of a person, and what it says that it needs to know.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{
    duration::Duration,
    interval::Interval,
    names::{AttributeName, PurposeId},
    reason::Value,
    territory::Territory,
};

/// A permit that the person was granted earlier under the same regime.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PastPermit {
    /// What for.
    pub purpose: PurposeId,
    /// When it was granted; a quota counts by this.
    pub granted_at: jiff::Timestamp,
    /// When it was good.
    pub validity: Interval,
    /// Whether it was taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub revoked: bool,
}

/// Where the person has declared to stay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RegistrationFact {
    /// The declared place of stay.
    pub territory: Territory,
    /// Since when.
    pub since: jiff::Timestamp,
}

/// Something that is known of the person: a flag such as `quarantined`, or a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribute {
    /// Its name.
    pub name: AttributeName,
    /// Its value.
    pub value: Value,
}

/// Everything a policy is told beside the request: only what it declared that it needs. History is oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Facts {
    /// Earlier permits under the same regime, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<PastPermit>,
    /// The declared place of stay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub registration: Option<RegistrationFact>,
    /// What else is known, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<Attribute>,
}

impl Facts {
    /// Of these facts, those that a policy declared that it needs, at the instant of a decision.
    #[must_use]
    pub fn only(&self, needs: &Needs, at: jiff::Timestamp) -> Self {
        let since = needs.history.map(|back| at.checked_sub(jiff::SignedDuration::from(back)).unwrap_or(jiff::Timestamp::MIN));
        Self {
            history: self.history.iter().filter(|past| since.is_some_and(|since| since <= past.granted_at)).cloned().collect(),
            registration: self.registration.clone().filter(|_| needs.registration),
            attributes: self.attributes.iter().filter(|attribute| needs.attributes.contains(&attribute.name)).cloned().collect(),
        }
    }
}

/// What a configured policy needs to know.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Needs {
    /// How far back it looks; `None` when it looks at no history.
    pub history: Option<Duration>,
    /// Whether it asks for the registration.
    pub registration: bool,
    /// The attributes that it asks for.
    pub attributes: Vec<AttributeName>,
}

impl Needs {
    /// What two policies need together.
    #[must_use]
    pub fn and(mut self, other: &Self) -> Self {
        self.history = self.history.max(other.history);
        self.registration |= other.registration;
        for name in &other.attributes {
            if !self.attributes.contains(name) {
                self.attributes.push(name.clone());
            }
        }
        self.attributes.sort();
        self
    }

    /// What of it is more than is known; `None` when nothing is.
    #[must_use]
    pub fn beyond(&self, known: &Self) -> Option<Self> {
        let more = Self {
            history: self.history.filter(|back| known.history.is_none_or(|known| known < *back)),
            registration: self.registration && !known.registration,
            attributes: self.attributes.iter().filter(|name| !known.attributes.contains(name)).cloned().collect(),
        };
        (more != Self::default()).then_some(more)
    }
}

impl fmt::Display for Needs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut needs = Vec::new();
        needs.extend(self.history.map(|back| format!("permits of {back}")));
        needs.extend(self.registration.then(|| "the registration".to_owned()));
        needs.extend(self.attributes.iter().map(|name| format!("`{name}`")));
        if needs.is_empty() { f.write_str("nothing") } else { f.write_str(&needs.join(", ")) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> jiff::Timestamp {
        jiff::Timestamp::from_second(second).unwrap()
    }

    fn needs(history: Option<u32>, registration: bool, attributes: &[&str]) -> Needs {
        Needs {
            history: history.map(|seconds| Duration::from_seconds(seconds).unwrap()),
            registration,
            attributes: attributes.iter().map(|name| name.parse().unwrap()).collect(),
        }
    }

    #[test]
    fn a_policy_is_told_no_more_than_it_declared() {
        let past = |second| PastPermit {
            purpose: "medical".parse().unwrap(),
            granted_at: at(second),
            validity: Interval::new(at(second), at(second + 1)).unwrap(),
            revoked: false,
        };
        let attribute = |name: &str| Attribute { name: name.parse().unwrap(), value: Value::Flag(true) };
        let registration = RegistrationFact { territory: "AZ-BA".parse().unwrap(), since: at(0) };
        let facts = Facts {
            history: vec![past(89), past(90), past(100), past(101)],
            registration: Some(registration.clone()),
            attributes: vec![attribute("quarantined"), attribute("worker")],
        };
        let told = |needs: Needs| facts.only(&needs, at(100));
        assert_eq!(told(Needs::default()), Facts::default());
        // What another node granted "later" by its own clock is told too.
        assert_eq!(told(needs(Some(10), false, &[])).history, [past(90), past(100), past(101)]);
        assert_eq!(
            told(needs(None, true, &["worker"])),
            Facts { history: Vec::new(), registration: Some(registration), attributes: vec![attribute("worker")] }
        );
        assert_eq!(told(needs(Some(1000), true, &["worker", "quarantined", "other"])), facts);
    }

    #[test]
    fn what_is_needed_beyond_what_is_known() {
        let known = needs(Some(3600), true, &["worker"]);
        let cases = [
            (needs(None, false, &[]), None),
            (needs(Some(3600), true, &["worker"]), None),
            (needs(Some(3601), true, &[]), Some("permits of 1h1s")),
            (needs(None, false, &["worker", "sex"]), Some("`sex`")),
        ];
        for (needs, more) in cases {
            assert_eq!(needs.beyond(&known).map(|more| more.to_string()).as_deref(), more);
        }
        let all = needs(Some(60), true, &["sex"]);
        assert_eq!(all.beyond(&Needs::default()), Some(all));
    }
}

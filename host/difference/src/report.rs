//! Differences, counted.

use std::{collections::BTreeMap, fmt};

use serde::{Serialize, Serializer};

use crate::{Kind, Witness};

/// How much a report keeps. What exceeds it is counted all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds {
    /// How many kinds of difference are told apart.
    pub groups: usize,
    /// How many witnesses there are of each.
    pub witnesses: usize,
}

impl Default for Bounds {
    fn default() -> Self {
        Self { groups: 200, witnesses: 3 }
    }
}

/// Differences by regime and kind.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// How many questions both sets of rules answered.
    pub compared: u64,
    /// How many of them were answered differently.
    pub different: u64,
    /// How many questions could not be compared, and why not.
    pub not_compared: BTreeMap<String, u64>,
    /// The differences, the most frequent first.
    #[serde(serialize_with = "listed")]
    groups: BTreeMap<(String, Kind), Group>,
    /// How many differences are of kinds that found no room any more.
    pub beyond: u64,
    #[serde(skip)]
    bounds: Bounds,
}

/// Differences of one kind under one regime.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Group {
    /// How many.
    pub count: u64,
    /// The first of them.
    pub witnesses: Vec<Witness>,
}

/// The reason of the last resort, when there are already too many reasons.
const OTHERWISE: &str = "other reasons";

impl Report {
    /// One that keeps so much.
    #[must_use]
    pub fn within(bounds: Bounds) -> Self {
        Self { bounds, ..Self::default() }
    }

    /// Notes that a question was answered the same.
    pub fn same(&mut self) {
        self.compared += 1;
    }

    /// Notes a difference under a regime, or several that ruled together.
    pub fn differs(&mut self, regime: &str, kind: Kind, witness: Witness) {
        self.compared += 1;
        self.different += 1;
        let key = (regime.to_owned(), kind);
        if !self.groups.contains_key(&key) && self.groups.len() >= self.bounds.groups {
            self.beyond += 1;
            return;
        }
        let group = self.groups.entry(key).or_default();
        group.count += 1;
        if group.witnesses.len() < self.bounds.witnesses {
            group.witnesses.push(witness);
        }
    }

    /// Notes that a question could not be compared.
    pub fn not_compared(&mut self, why: &str) {
        let room = self.not_compared.contains_key(why) || self.not_compared.len() < self.bounds.groups;
        *self.not_compared.entry(if room { why } else { OTHERWISE }.to_owned()).or_default() += 1;
    }

    /// The differences: regime, kind and group, the most frequent first.
    #[must_use]
    pub fn groups(&self) -> Vec<(&str, &Kind, &Group)> {
        let mut all: Vec<_> = self.groups.iter().map(|((regime, kind), group)| (regime.as_str(), kind, group)).collect();
        all.sort_by_key(|(.., group)| std::cmp::Reverse(group.count));
        all
    }
}

#[derive(Serialize)]
struct Listed<'a> {
    regime: &'a str,
    #[serde(flatten)]
    kind: &'a Kind,
    text: String,
    #[serde(flatten)]
    group: &'a Group,
}

fn listed<S: Serializer>(groups: &BTreeMap<(String, Kind), Group>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut all: Vec<_> = groups.iter().map(|((regime, kind), group)| Listed { regime, kind, text: kind.to_string(), group }).collect();
    all.sort_by_key(|listed| std::cmp::Reverse(listed.group.count));
    serializer.collect_seq(all)
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} compared, {} different", self.compared, self.different)?;
        for (why, count) in &self.not_compared {
            write!(f, "\n{count} not compared: {why}")?;
        }
        for (regime, kind, group) in self.groups() {
            write!(f, "\n\n{regime}: {kind}, {} times", group.count)?;
            for witness in &group.witnesses {
                write!(f, "\n  {}", witness.to_string().replace('\n', "\n  "))?;
            }
        }
        if self.beyond > 0 {
            write!(f, "\n\nand {} differences of more kinds", self.beyond)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use domain::{Channel, Outcome, Request};

    use super::*;
    use crate::{Answer, Change, Side};

    fn witness(minute: i64) -> Witness {
        let request = Request {
            at: jiff::Timestamp::from_second(minute * 60).unwrap(),
            purpose: "walk".parse().unwrap(),
            channel: Channel::Sms,
            territory: None,
            start: None,
            vehicle: false,
        };
        let failed = || Answer::Failed("trap".to_owned());
        Witness { request, under: Vec::new(), old: failed(), new: failed() }
    }

    #[test]
    fn all_is_counted_and_no_more_is_kept_than_allowed() {
        let mut report = Report::within(Bounds { groups: 2, witnesses: 1 });
        let kinds = [Kind::Validity { change: Change::Longer }, Kind::Validity { change: Change::Shorter }];
        report.same();
        for (regime, kind) in [("a", 0), ("a", 1), ("a", 1), ("b", 0), ("b", 1)] {
            report.differs(regime, kinds.get(kind).cloned().unwrap(), witness(1));
        }
        for why in ["x", "y", "z", "z", "x"] {
            report.not_compared(why);
        }
        assert_eq!((report.compared, report.different, report.beyond), (6, 5, 2));
        let groups: Vec<_> = report.groups().into_iter().map(|(regime, kind, group)| (regime, kind.to_string(), group.count)).collect();
        assert_eq!(groups, [("a", "granted, shorter".to_owned(), 2), ("a", "granted, longer".to_owned(), 1)]);
        assert!(report.groups().iter().all(|(.., group)| group.witnesses.len() == 1));
        assert_eq!(report.not_compared.iter().map(|(why, n)| (why.as_str(), *n)).collect::<Vec<_>>(), [(OTHERWISE, 2), ("x", 2), ("y", 1)]);
    }

    #[test]
    fn a_report_is_read_by_people_and_programs() {
        let mut report = Report::default();
        let decided = |outcome| Side::Decided { outcome, reasons: vec!["a".parse().unwrap()] };
        report.differs("gr/x", Kind::Ruling { old: decided(Outcome::Refused), new: decided(Outcome::Referred) }, witness(1));
        let text = report.to_string();
        for part in ["1 compared, 1 different", "gr/x: refused (a) → referred (a), 1 times", "1970-01-01T00:01:00Z walk by sms"] {
            assert!(text.contains(part), "{part}: {text}");
        }
        let json = serde_json::to_value(&report).unwrap();
        assert_eq!(json.pointer("/groups/0/old/decided/outcome"), Some(&"refused".into()), "{json}");
        assert_eq!(json.pointer("/groups/0/kind"), Some(&"ruling".into()), "{json}");
    }
}

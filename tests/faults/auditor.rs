//! Compares what the peer sent and got with what the store says, and rows that refer to each other with each other: between tables that grow
//! with every message no foreign key stands.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt,
};

use crate::{peer::Peer, stored::Stored};

/// What is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A message was acknowledged, and the store does not have it.
    Lost,
    /// A message was refused for good.
    Refused,
    /// A message waits to be decided on, and nobody expects that.
    Waits,
    /// A message has no decision.
    Undecided,
    /// A message has no answer.
    Unanswered,
    /// A message was decided on twice.
    DecidedTwice,
    /// A decision, an answer or a permit came of no message that anybody wrote.
    OfNothing,
    /// A person has more permits than the quota allows.
    OverQuota,
    /// Something was granted, and there is no permit, or the other way round.
    GrantAndPermit,
    /// A permit does not bear its person.
    OtherPerson,
    /// A code is that of two permits, or of none.
    Code,
    /// A permit is not among those of its regime, or the other way round.
    RegimeOfPermit,
    /// The peer got a text that the store does not know.
    Unknown,
    /// The store says that a reply is sent, and the peer never got it.
    NeverCame,
    /// The peer got a reply more often than the store says that there was doubt.
    Repeated,
    /// A receipt was taken, and not noted.
    ReceiptLost,
    /// A reply still waits.
    Unsettled,
    /// A reply was given up.
    GivenUp,
    /// A decision does not come out the same when it is made again.
    NotReplayed,
}

/// Something wrong, and of what.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    pub kind: Kind,
    pub of: String,
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", self.kind, self.of)
    }
}

/// What a test itself brings about.
#[derive(Debug, Clone, Default)]
pub struct Expected {
    /// Telephones whose messages can't be decided on.
    pub waiting: BTreeSet<String>,
}

/// The purpose of which a person may have one permit a day.
const ONCE_A_DAY: &str = "necessities";
const ZONE: &str = "Asia/Baku";
const SENT: [&str; 2] = ["sent", "delivered"];

/// Everything that does not fit.
pub fn audit(peer: &Peer, stored: &Stored, expected: &Expected) -> Vec<Finding> {
    let mut audit = Audit { peer, stored, findings: Vec::new() };
    audit.what_was_written(expected);
    audit.what_was_decided();
    audit.what_was_granted();
    audit.what_was_sent();
    audit.what_was_got();
    audit.findings.sort();
    audit.findings.dedup();
    audit.findings
}

struct Audit<'a> {
    peer: &'a Peer,
    stored: &'a Stored,
    findings: Vec<Finding>,
}

/// How many there are of each.
fn counted<T: Ord>(of: impl Iterator<Item = T>) -> BTreeMap<T, usize> {
    let mut counts = BTreeMap::new();
    for one in of {
        *counts.entry(one).or_default() += 1;
    }
    counts
}

impl<'a> Audit<'a> {
    fn found(&mut self, kind: Kind, of: impl fmt::Display) {
        self.findings.push(Finding { kind, of: of.to_string() });
    }

    /// Every message that was acknowledged is there, once, with a decision and an answer.
    fn what_was_written(&mut self, expected: &Expected) {
        let (peer, stored) = (self.peer, self.stored);
        let names: BTreeSet<&str> = stored.messages.iter().map(|message| message.name.as_str()).collect();
        let decided: BTreeSet<&str> = stored.decisions.iter().map(|decision| decision.name.as_str()).collect();
        let answered: BTreeSet<&str> = stored.replies.iter().map(|reply| reply.name.as_str()).collect();
        for written in &peer.written {
            let name = stored.keys.get(&stored.key(&written.from, &written.text));
            if written.acknowledged && !name.is_some_and(|name| names.contains(name.as_str())) {
                self.found(Kind::Lost, &written.from);
            }
            if let Some(status) = written.refused {
                self.found(Kind::Refused, format!("{} with {status:#x}", written.from));
            }
        }
        for message in &stored.messages {
            if message.state == "received" {
                if !message.waits_from.as_ref().is_some_and(|from| expected.waiting.contains(from)) {
                    self.found(Kind::Waits, &message.name);
                }
                continue;
            }
            if !decided.contains(message.name.as_str()) {
                self.found(Kind::Undecided, &message.name);
            }
            if !answered.contains(message.name.as_str()) {
                self.found(Kind::Unanswered, &message.name);
            }
        }
    }

    /// Every decision is that of a message, and every message has one only.
    fn what_was_decided(&mut self) {
        let (peer, stored) = (self.peer, self.stored);
        let names: BTreeSet<&str> = stored.messages.iter().map(|message| message.name.as_str()).collect();
        let decisions = stored.decisions.iter().map(|decision| &decision.name);
        let replies = stored.replies.iter().map(|reply| &reply.name);
        let permits = stored.permits.iter().map(|permit| &permit.name);
        for name in decisions.chain(replies).chain(permits).filter(|name| !names.contains(name.as_str())) {
            self.found(Kind::OfNothing, name);
        }
        let written = counted(peer.written.iter().map(|written| stored.key(&written.from, &written.text)));
        let replies = counted(stored.replies.iter().map(|reply| (&reply.key, &reply.to)));
        for ((key, to), count) in replies {
            match written.get(key) {
                None => self.found(Kind::OfNothing, format!("a reply to {to}")),
                Some(written) if count > *written => self.found(Kind::DecidedTwice, to),
                Some(_) => {}
            }
        }
    }

    /// A permit for every grant, a code for every permit, and no person beyond the quota.
    fn what_was_granted(&mut self) {
        let stored = self.stored;
        let decisions: BTreeMap<&str, _> = stored.decisions.iter().map(|decision| (decision.name.as_str(), decision)).collect();
        let permits: BTreeMap<&str, _> = stored.permits.iter().map(|permit| (permit.name.as_str(), permit)).collect();
        for decision in
            stored.decisions.iter().filter(|decision| decision.outcome == "granted" && !permits.contains_key(decision.name.as_str()))
        {
            self.found(Kind::GrantAndPermit, &decision.name);
        }
        let codes: BTreeMap<&str, &str> = stored.codes.iter().map(|(code, name)| (name.as_str(), code.as_str())).collect();
        let regimes: BTreeMap<&str, i64> = stored.regimes.iter().map(|(name, person)| (name.as_str(), *person)).collect();
        for permit in &stored.permits {
            let name = permit.name.as_str();
            match decisions.get(name) {
                Some(decision) if decision.outcome != "granted" => self.found(Kind::GrantAndPermit, name),
                None => self.found(Kind::GrantAndPermit, name),
                Some(decision) if decision.person != Some(permit.person) => self.found(Kind::OtherPerson, name),
                Some(_) => {}
            }
            if codes.get(name) != Some(&permit.code.as_str()) {
                self.found(Kind::Code, &permit.code);
            }
            match regimes.get(name) {
                None => self.found(Kind::RegimeOfPermit, name),
                Some(person) if *person != permit.person => self.found(Kind::OtherPerson, name),
                Some(_) => {}
            }
        }
        for (code, _) in counted(stored.permits.iter().map(|permit| &permit.code)).into_iter().filter(|(_, count)| *count > 1) {
            self.found(Kind::Code, code);
        }
        for (code, _) in stored.codes.iter().filter(|(_, name)| !permits.contains_key(name.as_str())) {
            self.found(Kind::Code, code);
        }
        for (name, _) in stored.regimes.iter().filter(|(name, _)| !permits.contains_key(name.as_str())) {
            self.found(Kind::RegimeOfPermit, name);
        }
        let limited = stored.permits.iter().filter(|permit| permit.purpose == ONCE_A_DAY);
        for ((person, day), count) in counted(limited.map(|permit| (permit.person, day(permit.granted_at)))) {
            if count > 1 {
                self.found(Kind::OverQuota, format!("person {person} has {count} permits of {day}"));
            }
        }
    }

    /// What is said to be sent came, and what came more than once was in doubt.
    fn what_was_sent(&mut self) {
        let (peer, stored) = (self.peer, self.stored);
        let mut alike: BTreeMap<(&str, &str), (usize, usize, &str)> = BTreeMap::new();
        for reply in &stored.replies {
            match reply.state.as_str() {
                "queued" | "sending" | "uncertain" => self.found(Kind::Unsettled, format!("{} is {}", reply.name, reply.state)),
                "failed" | "expired" => self.found(Kind::GivenUp, format!("{} is {}", reply.name, reply.state)),
                _ => {}
            }
            let (sent, doubtful, _) = alike.entry((&reply.to, &reply.text)).or_insert((0, 0, &reply.name));
            *sent += usize::from(SENT.contains(&reply.state.as_str()));
            *doubtful += usize::try_from(reply.doubtful).unwrap_or_default();
            let Some(id) = reply.taken.as_ref().filter(|_| SENT.contains(&reply.state.as_str())) else { continue };
            if peer.ids.get(id) != Some(&reply.to) {
                self.found(Kind::NeverCame, &reply.name);
            } else if peer.receipts.contains(id) && reply.state != "delivered" {
                self.found(Kind::ReceiptLost, &reply.name);
            }
        }
        for ((to, text), (sent, doubtful, name)) in alike {
            let times = peer.times(to, text);
            if times < sent {
                self.found(Kind::NeverCame, name);
            }
            if times > sent + doubtful {
                self.found(Kind::Repeated, name);
            }
        }
    }

    /// The store knows every text that came.
    fn what_was_got(&mut self) {
        let (peer, stored) = (self.peer, self.stored);
        let mut texts: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for reply in &stored.replies {
            texts.entry(&reply.to).or_default().push(&reply.text);
        }
        for (to, parts) in &peer.got {
            let known = texts.get(to.as_str()).map(Vec::as_slice).unwrap_or_default();
            if parts.values().flatten().any(|part| !known.iter().any(|text| text.contains(part.as_str()))) {
                self.found(Kind::Unknown, to);
            }
        }
    }
}

/// The day on which something was granted, where the regime rules.
fn day(millisecond: i64) -> jiff::civil::Date {
    let instant = jiff::Timestamp::from_millisecond(millisecond).expect("an instant");
    instant.in_tz(ZONE).expect("a time zone").date()
}

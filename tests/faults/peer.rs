//! What the peer knows: what it sent, what it got, from its own journals.

use std::collections::{BTreeMap, BTreeSet};

use bench::sms::journal::Entry;

/// A citizen's message.
#[derive(Debug, Clone, Default)]
pub struct Written {
    pub from: String,
    pub text: String,
    /// The host said that it has it.
    pub acknowledged: bool,
    /// The host said that it does not want it.
    pub refused: Option<u32>,
}

/// Parts of replies to one telephone: every text that came as this part of so many.
pub type Parts = BTreeMap<(u8, u8), Vec<String>>;

#[derive(Debug, Default)]
pub struct Peer {
    pub written: Vec<Written>,
    pub got: BTreeMap<String, Parts>,
    /// Which telephone an operator gave an identifier for.
    pub ids: BTreeMap<(String, String), String>,
    /// Identifiers of which the host took the operator's receipt.
    pub receipts: BTreeSet<(String, String)>,
}

/// Telephones as digits, whoever writes them.
fn digits(number: &str) -> String {
    number.trim_start_matches('+').to_owned()
}

impl Peer {
    /// From the journals of operators, of one run or of several.
    pub fn of<'j>(journals: impl IntoIterator<Item = (&'j str, &'j [Entry])>) -> Self {
        let mut peer = Self::default();
        for (operator, journal) in journals {
            let mut written: BTreeMap<u64, Written> = BTreeMap::new();
            for entry in journal {
                match entry {
                    Entry::Sent { message, from, text, .. } => {
                        let (from, text) = (digits(from), text.clone());
                        written.entry(*message).or_insert(Written { from, text, ..Written::default() });
                    }
                    Entry::Acknowledged { message, .. } => written.entry(*message).or_default().acknowledged = true,
                    Entry::Refused { message, status, again: false, .. } => written.entry(*message).or_default().refused = Some(*status),
                    Entry::Reply { to, id, text, part, of, .. } => {
                        let to = digits(to);
                        peer.ids.insert((operator.to_owned(), id.clone()), to.clone());
                        peer.got.entry(to).or_default().entry((*part, *of)).or_default().push(text.clone());
                    }
                    Entry::Receipt { id, .. } => drop(peer.receipts.insert((operator.to_owned(), id.clone()))),
                    Entry::Refused { .. } | Entry::LinkLost { .. } => {}
                }
            }
            peer.written.extend(written.into_values());
        }
        peer
    }

    /// What several runs came to.
    pub fn and(mut self, other: Self) -> Self {
        self.written.extend(other.written);
        self.ids.extend(other.ids);
        self.receipts.extend(other.receipts);
        for (to, parts) in other.got {
            let all = self.got.entry(to).or_default();
            for (part, texts) in parts {
                all.entry(part).or_default().extend(texts);
            }
        }
        self
    }

    /// How often a telephone got this text whole.
    pub fn times(&self, to: &str, text: &str) -> usize {
        let Some(parts) = self.got.get(to) else { return 0 };
        let totals: BTreeSet<u8> = parts.keys().map(|(_, of)| *of).collect();
        totals.into_iter().map(|of| whole(parts, of, text)).sum()
    }
}

/// How often all parts of a text came: as often as the one of them that came least.
fn whole(parts: &Parts, of: u8, text: &str) -> usize {
    let (mut rest, mut least) = (text, usize::MAX);
    for part in 1..=of {
        let came = parts.get(&(part, of)).map(Vec::as_slice).unwrap_or_default();
        let Some(piece) = came.iter().filter(|piece| rest.starts_with(piece.as_str())).max_by_key(|piece| piece.len()) else { return 0 };
        least = least.min(came.iter().filter(|other| *other == piece).count());
        rest = rest.strip_prefix(piece.as_str()).unwrap_or_default();
    }
    if rest.is_empty() { least } else { 0 }
}

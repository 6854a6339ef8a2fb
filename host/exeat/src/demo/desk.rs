//! What the page shows at the moment: which conversation, which decision, which check.

use std::collections::BTreeMap;

use domain::{Instant, PhoneNumber, Segments, ServiceNumber};
use permits::{Checked, DecisionId};
use regime::Regimes;
use verification::{Question, Wrong};

/// Whose phone it is until the reader says otherwise. An invented number.
const SENDER: &str = "+994501112233";

/// The most bubbles that one conversation keeps.
const REMEMBERED: usize = 60;

/// One message on the phone.
#[derive(Debug, Clone)]
pub(super) struct Bubble {
    /// Whether the citizen wrote it.
    pub(super) sent: bool,
    pub(super) text: String,
    pub(super) at: Instant,
    pub(super) segments: Segments,
    /// The decision that came of it.
    pub(super) record: Option<DecisionId>,
}

/// What was last asked at the officer's box, and what came of it.
#[derive(Debug, Clone, Default)]
pub(super) struct Asked {
    pub(super) question: Question,
    pub(super) wrong: Wrong,
    pub(super) answer: Option<(Checked, Instant)>,
}

/// Whether a decision came out the same again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Replayed {
    pub(super) same: bool,
    pub(super) bytes: usize,
}

/// Everything that the page shows beside what the services know.
#[derive(Debug)]
pub(super) struct Desk {
    pub(super) to: Option<ServiceNumber>,
    /// As it was typed.
    pub(super) from: String,
    /// What was typed and could not be sent.
    pub(super) draft: String,
    pub(super) wrong_sender: bool,
    pub(super) wrong_time: bool,
    pub(super) shown: Option<DecisionId>,
    pub(super) replayed: Option<Replayed>,
    pub(super) asked: Asked,
    pub(super) sent: u64,
    conversations: BTreeMap<(String, String), Vec<Bubble>>,
}

impl Desk {
    pub(super) fn new(regimes: &Regimes) -> Self {
        Self {
            to: regimes.iter().find_map(|regime| regime.sms.as_ref()).map(|sms| sms.number.clone()),
            from: SENDER.to_owned(),
            draft: String::new(),
            wrong_sender: false,
            wrong_time: false,
            shown: None,
            replayed: None,
            asked: Asked::default(),
            sent: 0,
            conversations: BTreeMap::new(),
        }
    }

    /// What the phone shows.
    pub(super) fn conversation(&self) -> &[Bubble] {
        self.to.as_ref().and_then(|to| self.conversations.get(&self.place(to))).map_or(&[], Vec::as_slice)
    }

    pub(super) fn show(&mut self, to: &ServiceNumber, bubble: Bubble) {
        let place = self.place(to);
        let bubbles = self.conversations.entry(place).or_default();
        bubbles.push(bubble);
        if bubbles.len() > REMEMBERED {
            bubbles.remove(0);
        }
    }

    /// The sender and the number; one telephone is the same however its number is typed.
    fn place(&self, to: &ServiceNumber) -> (String, String) {
        let from = self.from.parse::<PhoneNumber>().map_or_else(|_| self.from.clone(), |from| from.to_string());
        (from, to.to_string())
    }
}

//! What became of replies: noted many at a time, receipts matched to what was sent.
//!
//! A receipt can come before the answer to the message that it is about, and to another node than the one that sent it. So it is looked for in
//! the database, by every spelling of its identifier; one that is not found yet is looked for again for a while.

use std::{collections::HashMap, time::Duration};

use permits::{Clock, Fate, MessageId, Permits, PermitsError};
use smpp::{
    client::Answer,
    receipt::{self, State},
};
use tokio::{sync::mpsc, task::JoinHandle, time::Instant};

/// Something to be noted.
pub(super) enum Entry {
    /// What became of a message.
    Fate(MessageId, Fate),
    /// What an operator says of one.
    Receipt(Receipt),
}

/// What an operator says of a message.
pub(super) struct Receipt {
    /// The operator.
    pub(super) carrier: String,
    /// Its identifier of the message.
    pub(super) id: receipt::MessageId,
    /// What became of it.
    pub(super) state: State,
    /// The network's own code of what went wrong.
    pub(super) error: Option<String>,
    /// To be given when it is noted.
    pub(super) answer: Answer,
}

/// The most that is noted at once, and the most that waits for it: who brings more waits, too.
const AT_ONCE: usize = 512;
const WAITING: usize = 4096;
/// How long a receipt is looked for whose message is not known yet, and how often.
const LOOKED_FOR: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// The most receipts that are looked for again. Beyond it the oldest are of messages that nobody here has sent.
const PARKED: usize = 4096;
/// How long to wait when the database does not take what is to be noted.
const PAUSE: Duration = Duration::from_millis(250);

/// Keeps the books until nobody has anything to note any more.
pub(super) struct Books {
    entries: mpsc::Sender<Entry>,
    keeping: JoinHandle<()>,
}

impl Books {
    pub(super) fn open(permits: Permits, clock: Clock) -> Self {
        let (entries, received) = mpsc::channel(WAITING);
        let keeper = Keeper { permits, clock, parked: Vec::new() };
        Self { entries, keeping: tokio::spawn(keeper.keep(received)) }
    }

    pub(super) fn entries(&self) -> mpsc::Sender<Entry> {
        self.entries.clone()
    }

    /// Notes what is left. Whoever notes must have let go of its [`entries`](Self::entries).
    pub(super) async fn close(self) {
        drop(self.entries);
        let _ = self.keeping.await;
    }
}

struct Keeper {
    permits: Permits,
    clock: Clock,
    /// Receipts of which the message is not known yet, and until when they are looked for.
    parked: Vec<(Receipt, Instant)>,
}

impl Keeper {
    async fn keep(mut self, mut entries: mpsc::Receiver<Entry>) {
        let mut batch = Vec::with_capacity(AT_ONCE);
        loop {
            let looking = async {
                match self.parked.is_empty() {
                    true => std::future::pending().await,
                    false => tokio::time::sleep(LOOK_AGAIN).await,
                }
            };
            tokio::select! {
                received = entries.recv_many(&mut batch, AT_ONCE) => if received == 0 { break },
                () = looking => {}
            }
            self.note(batch.drain(..)).await;
        }
    }

    async fn note(&mut self, batch: impl Iterator<Item = Entry>) {
        let mut fates = Vec::new();
        let until = Instant::now() + LOOKED_FOR;
        let mut receipts = std::mem::take(&mut self.parked);
        for entry in batch {
            match entry {
                Entry::Fate(id, fate) => fates.push((id, fate)),
                Entry::Receipt(receipt) => receipts.push((receipt, until)),
            }
        }
        self.settle(fates).await;
        let mut told = Vec::with_capacity(receipts.len());
        let mut of: HashMap<String, Vec<(Receipt, Instant)>> = HashMap::new();
        for (receipt, until) in receipts {
            of.entry(receipt.carrier.clone()).or_default().push((receipt, until));
        }
        for (carrier, receipts) in of {
            match self.found(&carrier, &receipts).await {
                Ok(found) => self.matched(receipts, &found, &mut told),
                // Nobody has heard of them: the operator sends them again.
                Err(error) => tracing::warn!(%error, carrier, receipts = receipts.len(), "receipts can't be looked up"),
            }
        }
        let (fates, answers): (Vec<_>, Vec<Answer>) = told.into_iter().unzip();
        if self.settle(fates).await {
            answers.into_iter().for_each(Answer::accept);
        }
    }

    /// The messages that receipts may be about, by the operator's identifier.
    async fn found(&self, carrier: &str, receipts: &[(Receipt, Instant)]) -> Result<HashMap<String, MessageId>, PermitsError> {
        let asked: Vec<String> = receipts.iter().flat_map(|(receipt, _)| receipt.id.candidates()).collect();
        Ok(self.permits.carried_as(carrier, &asked).await?.into_iter().map(|(name, id)| (id, name)).collect())
    }

    fn matched(
        &mut self,
        receipts: Vec<(Receipt, Instant)>,
        found: &HashMap<String, MessageId>,
        told: &mut Vec<((MessageId, Fate), Answer)>,
    ) {
        let now = Instant::now();
        for (receipt, until) in receipts {
            let name = receipt.id.candidates().into_iter().find_map(|candidate| found.get(&candidate).copied());
            let word = receipt.state.as_str();
            match (name, fate(receipt.state, receipt.error.as_deref())) {
                (Some(name), Some(fate)) => {
                    count(&receipt.carrier, word);
                    told.push(((name, fate), receipt.answer));
                }
                // It says that nothing is known yet.
                (_, None) => receipt.answer.accept(),
                (None, Some(_)) if now < until && self.parked.len() < PARKED => self.parked.push((receipt, until)),
                (None, Some(_)) => {
                    count(&receipt.carrier, "unmatched");
                    tracing::debug!(carrier = receipt.carrier, id = receipt.id.as_str(), word, "a receipt of a message that nobody waits for");
                    receipt.answer.accept();
                }
            }
        }
    }

    /// Until the database takes it, or the host stops. `false` when it was not noted.
    async fn settle(&self, fates: Vec<(MessageId, Fate)>) -> bool {
        const TRIES: usize = 240;
        for _ in 0..TRIES {
            match self.permits.settle(fates.clone(), (self.clock)()).await {
                Ok(()) => return true,
                Err(error) => tracing::warn!(%error, messages = fates.len(), "what became of messages can't be noted yet"),
            }
            tokio::time::sleep(PAUSE).await;
        }
        tracing::error!(messages = fates.len(), "what became of messages was not noted: they are sent again when their time is over");
        false
    }
}

/// What a receipt says of a message; nothing, where it is still under way.
fn fate(state: State, error: Option<&str>) -> Option<Fate> {
    let failed = || {
        let code = error.filter(|code| code.bytes().any(|digit| digit != b'0')).map(|code| format!(" ({code})")).unwrap_or_default();
        Some(Fate::Failed(format!("{}{code}", state.as_str())))
    };
    match state {
        State::Delivered => Some(Fate::Delivered),
        state if state.is_final() => failed(),
        _ => None,
    }
}

fn count(carrier: &str, state: &'static str) {
    metrics::counter!("exeat_smpp_receipts_total", "operator" => carrier.to_owned(), "state" => state).increment(1);
}

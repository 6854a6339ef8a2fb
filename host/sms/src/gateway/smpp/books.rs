//! What became of replies: noted many at a time, receipts matched to what was sent.
//!
//! A receipt can come before the answer to the message that it is about, and to another node than the one that sent it. So it is looked for in
//! the database, by every spelling of its identifier; one that is not found yet is looked for again for a while.

use std::time::Duration;

use permits::{Clock, Fate, MessageId, Permits};
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
const AT_ONCE: usize = 2048;
const WAITING: usize = 8192;
/// How often is noted at most: nobody waits for it but the operator, and one transaction for many costs less than many.
const PACE: Duration = Duration::from_millis(50);
/// How long a receipt is looked for whose message is not known yet, and how often.
const LOOKED_FOR: Duration = Duration::from_secs(20);
const LOOK_AGAIN: Duration = Duration::from_millis(500);
/// The most receipts that are looked for again. Beyond it the oldest are of messages that nobody here has sent.
const PARKED: usize = 4096;
/// How long to wait when the database does not take what is to be noted, and how often to try.
const PAUSE: Duration = Duration::from_millis(250);
const TRIES: usize = 240;

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
            let began = Instant::now();
            self.note(batch.drain(..)).await;
            tokio::time::sleep_until(began + PACE).await;
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
        let mut told = Vec::with_capacity(receipts.len());
        receipts.retain(|(receipt, _)| {
            let fate = fate(receipt.state, receipt.error.as_deref());
            let says = fate.is_some();
            told.extend(fate.map(|fate| (receipt.carrier.clone(), receipt.id.candidates(), fate)));
            says
        });
        let Some(known) = self.noted(fates, &told).await else { return };
        let now = Instant::now();
        for ((receipt, until), known) in receipts.into_iter().zip(known) {
            if known {
                count(&receipt.carrier, receipt.state.as_str());
                receipt.answer.accept();
            } else if now < until && self.parked.len() < PARKED {
                self.parked.push((receipt, until));
            } else {
                count(&receipt.carrier, "unmatched");
                let (carrier, id, state) = (&receipt.carrier, receipt.id.as_str(), receipt.state.as_str());
                tracing::debug!(carrier, id, state, "a receipt of a message that nobody waits for");
                receipt.answer.accept();
            }
        }
    }

    /// Until the database takes it. Nothing is returned when it does not: then the operators bring their receipts again.
    async fn noted(&self, fates: Vec<(MessageId, Fate)>, told: &[(String, Vec<String>, Fate)]) -> Option<Vec<bool>> {
        for _ in 0..TRIES {
            match self.permits.settle_with(fates.clone(), told, (self.clock)()).await {
                Ok(known) => return Some(known),
                Err(error) => tracing::warn!(%error, messages = fates.len(), "what became of messages can't be noted yet"),
            }
            tokio::time::sleep(PAUSE).await;
        }
        tracing::error!(messages = fates.len(), "what became of messages was not noted: they are sent again when their time is over");
        None
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

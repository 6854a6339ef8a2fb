//! Replies on their way out: who sends them, and what became of them.

use std::collections::HashMap;

use domain::Instant;
use jiff::SignedDuration;
use store::query::outbox::{self, Settled};

use crate::{Permits, error::PermitsError, message::Outgoing, record::MessageId};

/// How long a message that was handed out for delivery is nobody else's. Longer than a gateway takes to answer (15 seconds) and
/// shorter than a person waits.
pub(crate) const LEASE: SignedDuration = SignedDuration::from_secs(60);

/// What became of a message that was handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// A carrier took it. What tells its receipt is the carrier's own identifier, spelt in the one way by which it is asked for.
    Sent {
        /// The carrier, such as an operator.
        carrier: String,
        /// Its identifier of the message; none where no receipt was asked for.
        id: Option<String>,
    },
    /// The telephone has it, or the gateway took it in the answer to its own request.
    Delivered,
    /// It was not sent, and is tried again from then on.
    NotSent(Instant),
    /// It may have been sent. It is sent again from then on: a person may get an answer twice, but never none.
    MayBeSent(Instant),
    /// It is given up, and why.
    Failed(String),
    /// It lost its point before it could be sent.
    Expired,
}

impl Permits {
    /// Hands out the messages that these gateways carry, oldest first, to nobody else for the next minute. Those that are not
    /// [settled](Self::settle) by then are handed out again. One that has lost its point is noted as expired instead.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn due(&self, sources: &[&str], at: Instant, limit: u32) -> Result<Vec<Outgoing>, PermitsError> {
        self.due_for(sources, at, LEASE, limit).await
    }

    /// As [`due`](Self::due), to nobody else for as long as `lease`.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn due_for(&self, sources: &[&str], at: Instant, lease: SignedDuration, limit: u32) -> Result<Vec<Outgoing>, PermitsError> {
        // Mostly nothing is, and finding that out keeps nobody waiting.
        if !outbox::is_due(&self.inner.store.db(), sources, at).await? {
            return Ok(Vec::new());
        }
        let write = self.inner.store.write().await?;
        let leased = outbox::lease(&write.db(), sources, at, lease, limit).await?;
        let (live, over): (Vec<_>, Vec<_>) = leased.into_iter().partition(|stored| stored.expires_at.is_none_or(|end| at < end));
        let over: Vec<(String, Settled)> = over.into_iter().map(|stored| (stored.id, Settled::Expired)).collect();
        outbox::settle(&write.db(), &over, at).await?;
        write.commit().await?;
        live.into_iter().map(|stored| Ok(self.inner.vault.open_outgoing(stored)?)).collect()
    }

    /// Notes what became of messages that were handed out.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn settle(&self, fates: Vec<(MessageId, Fate)>, at: Instant) -> Result<(), PermitsError> {
        self.settle_with(fates, &[], at).await.map(drop)
    }

    /// As [`settle`](Self::settle), together with receipts, each of which names a carrier, its own identifier of a message in all spellings
    /// that it may have been sent under, the likeliest first, and what became of it. Returns for each receipt whether its message is one
    /// that was sent and of which nothing else was known: then it is noted. All in one transaction.
    ///
    /// # Errors
    /// When the database can't be asked; nothing is noted then.
    pub async fn settle_with(
        &self,
        fates: Vec<(MessageId, Fate)>,
        receipts: &[(String, Vec<String>, Fate)],
        at: Instant,
    ) -> Result<Vec<bool>, PermitsError> {
        if fates.is_empty() && receipts.is_empty() {
            return Ok(Vec::new());
        }
        let settled: Vec<(String, Settled)> = fates.into_iter().map(|(id, fate)| (id.to_string(), stored(fate))).collect();
        let mut attempt = 1;
        loop {
            match self.settle_once(&settled, receipts, at).await {
                Err(PermitsError::Store(error)) if error.is_busy() && attempt < crate::handle::ATTEMPTS => {
                    tokio::time::sleep(std::time::Duration::from_millis(5 << attempt)).await;
                    attempt += 1;
                }
                other => break other,
            }
        }
    }

    async fn settle_once(
        &self,
        settled: &[(String, Settled)],
        receipts: &[(String, Vec<String>, Fate)],
        at: Instant,
    ) -> Result<Vec<bool>, PermitsError> {
        let write = self.inner.store.write().await?;
        let began = std::time::Instant::now();
        outbox::settle(&write.db(), settled, at).await?;
        let mut asked: HashMap<&str, Vec<String>> = HashMap::new();
        for (carrier, ids, _) in receipts {
            asked.entry(carrier).or_default().extend(ids.iter().cloned());
        }
        let mut found: HashMap<(&str, String), String> = HashMap::new();
        for (carrier, ids) in asked {
            let carried = outbox::carried(&write.db(), carrier, &ids).await?;
            found.extend(carried.into_iter().map(|(name, id)| ((carrier, id), name)));
        }
        let (mut told, mut known) = (Vec::new(), Vec::with_capacity(receipts.len()));
        for (carrier, ids, fate) in receipts {
            let name = ids.iter().find_map(|id| found.get(&(carrier.as_str(), id.clone())));
            known.push(name.is_some());
            told.extend(name.map(|name| (name.clone(), stored(fate.clone()))));
        }
        outbox::settle(&write.db(), &told, at).await?;
        write.commit().await?;
        metrics::histogram!("exeat_batch_seconds", "step" => "settle").record(began.elapsed());
        Ok(known)
    }

    /// How many messages wait for delivery.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn waiting(&self) -> Result<u64, PermitsError> {
        Ok(outbox::waiting(&self.inner.store.db()).await?)
    }
}

fn stored(fate: Fate) -> Settled {
    match fate {
        Fate::Sent { carrier, id } => Settled::Sent { carrier, carrier_id: id },
        Fate::Delivered => Settled::Delivered,
        Fate::NotSent(next) => Settled::Again(next),
        Fate::MayBeSent(next) => Settled::Uncertain(next),
        Fate::Failed(why) => Settled::Failed(why),
        Fate::Expired => Settled::Expired,
    }
}

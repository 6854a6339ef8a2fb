//! Permits of an earlier regime that go on under a later one, because that says so.
//!
//! Run as often as one likes, by as many nodes as one likes: a permit goes on once. A run that was interrupted is finished by the
//! next one.

use std::{sync::Arc, time::Duration};

use domain::{Instant, RegimeId};
use jiff::SignedDuration;
use regime::{CarryOver, Regime};
use store::query::carry::{self, Batch, Going, Onward};

use crate::{
    Permits,
    change::{ChangeKind, ChangedBy},
    error::PermitsError,
};

/// How many permits go on in one transaction: long enough to be quick, short enough that no citizen waits for it.
const BATCH: u32 = 500;
/// How often a transaction is tried that others are in the way of, as for messages.
const ATTEMPTS: u32 = 6;

/// What a regime let go on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CarriedOver {
    /// The regime.
    pub regime: RegimeId,
    /// The earlier one that the permits are of.
    pub from: RegimeId,
    /// The end that they were given, unless theirs was later.
    pub until: Instant,
    /// How many went on in this run.
    pub permits: u64,
}

impl Permits {
    /// How many permits have yet to go on at an instant.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn to_carry_over(&self, at: Instant) -> Result<u64, PermitsError> {
        let mut left = 0;
        for (regime, carried) in self.carried(at) {
            left += carry::left(&self.inner.store.db(), &going(&regime, &carried)).await?;
        }
        Ok(left)
    }

    /// Lets every permit go on that a regime which has begun takes over from an earlier one: those that were granted before it began and
    /// were good up to then at least. They get the later end and satisfy the new regime too, and each change is noted.
    /// `progress` is told how many went on after each batch.
    ///
    /// # Errors
    /// When the database can't be asked. What went on until then stays so; the next run does the rest.
    pub async fn carry_over(&self, at: Instant, mut progress: impl FnMut(u64) + Send) -> Result<Vec<CarriedOver>, PermitsError> {
        let at = crate::whole(at);
        let mut done = Vec::new();
        for (regime, carried) in self.carried(at) {
            let (mut after, mut permits) = (None::<String>, 0);
            loop {
                let batch = self.carry_batch(&regime, &carried, after.as_deref(), at).await?;
                permits += batch.carried;
                progress(batch.carried);
                after = batch.next;
                if after.is_none() {
                    break;
                }
            }
            if permits > 0 {
                metrics::counter!("exeat_carried_over_total", "regime" => regime.id.to_string()).increment(permits);
                tracing::info!(regime = %regime.id, from = %carried.from, permits, until = %carried.until, "permits go on");
            }
            done.push(CarriedOver { regime: regime.id.clone(), from: carried.from, until: carried.until, permits });
        }
        Ok(done)
    }

    /// What is taken over by the regimes that have begun, those that began first first. One that is over already still hands on
    /// to the next, where nobody was there to do it in time.
    fn carried(&self, at: Instant) -> Vec<(Arc<Regime>, CarryOver)> {
        let environment = self.environment();
        let begun = environment.regimes().iter().filter(|regime| regime.in_force.from <= at);
        begun.flat_map(|regime| regime.carry_over.iter().map(|carried| (Arc::clone(regime), carried.clone()))).collect()
    }

    async fn carry_batch(&self, regime: &Regime, carried: &CarryOver, after: Option<&str>, at: Instant) -> Result<Batch, PermitsError> {
        let retain_until = regime.retention.and_then(|kept| carried.until.checked_add(SignedDuration::from(kept)).ok());
        let how = Onward {
            until: carried.until,
            retain_until,
            at,
            kind: ChangeKind::CarryOver.as_str(),
            by: ChangedBy::Host.as_str(),
            cite: carried.cite.as_ref(),
        };
        let mut attempt = 1;
        loop {
            let write = self.inner.store.write().await?;
            let batch = match carry::batch(&write.db(), &going(regime, carried), &how, after, BATCH).await {
                Ok(batch) => write.commit().await.map(|()| batch),
                Err(error) => Err(error),
            };
            match batch {
                Err(error) if error.is_busy() && attempt < ATTEMPTS => {
                    tokio::time::sleep(Duration::from_millis(5 << attempt)).await;
                    attempt += 1;
                }
                other => break Ok(other?),
            }
        }
    }
}

fn going<'a>(regime: &'a Regime, carried: &'a CarryOver) -> Going<'a> {
    Going { from: &carried.from, to: &regime.id, begins: regime.in_force.from, channels: &carried.channels, purposes: &carried.purposes }
}

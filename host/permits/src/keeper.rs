//! What a host does from time to time without being asked: permits that go on, alarms, counts that are over, months that come and go.

use std::collections::{BTreeMap, BTreeSet};

use domain::{Instant, PurposeId, RegimeId};
use jiff::SignedDuration;

use crate::{Permits, RaisedAlarm, error::PermitsError};

/// For how long after a regime began permits are looked for that have yet to go on: what was decided just before may have been
/// stored just after.
const BEGINNING: SignedDuration = SignedDuration::from_hours(1);
/// How often alarms are computed. A share of an hour or more does not jump faster than that.
const ALARMS: SignedDuration = SignedDuration::from_mins(5);
/// How often counts are forgotten.
const FORGETTING: SignedDuration = SignedDuration::from_hours(1);
/// How often it is looked whether something has been kept long enough.
const PURGING: SignedDuration = SignedDuration::from_hours(24);
/// What no cap looks back to any more: a week, and a day for the time zones.
const OVER: SignedDuration = SignedDuration::from_hours(8 * 24);

/// What has been done so far. One for each host; what several do at once is done once.
#[derive(Debug)]
pub struct Keeper {
    permits: Permits,
    carried: BTreeSet<RegimeId>,
    alarms_at: Option<Instant>,
    raised: BTreeMap<(RegimeId, PurposeId), RaisedAlarm>,
    forgotten_at: Option<Instant>,
    purged_at: Option<Instant>,
}

impl Keeper {
    /// One that has done nothing yet.
    #[must_use]
    pub fn new(permits: Permits) -> Self {
        Self { permits, carried: BTreeSet::new(), alarms_at: None, raised: BTreeMap::new(), forgotten_at: None, purged_at: None }
    }

    /// Does what is due at an instant. Called every minute or so.
    ///
    /// # Errors
    /// When the database can't be asked. What was not done is due again at the next turn.
    pub async fn turn(&mut self, at: Instant) -> Result<(), PermitsError> {
        self.carry_over(at).await?;
        if is_due(self.alarms_at, at, ALARMS) {
            self.alarms(at).await?;
            self.alarms_at = Some(at);
        }
        if is_due(self.forgotten_at, at, FORGETTING) {
            self.permits.forget_received(at).await?;
            self.permits.forget_counts(at.checked_sub(OVER).unwrap_or(Instant::MIN)).await?;
            self.permits.prepare(at).await?;
            self.forgotten_at = Some(at);
        }
        if is_due(self.purged_at, at, PURGING) {
            self.permits.purge(at).await?;
            self.purged_at = Some(at);
        }
        Ok(())
    }

    async fn carry_over(&mut self, at: Instant) -> Result<(), PermitsError> {
        let environment = self.permits.environment();
        let taking = environment.regimes().iter().filter(|regime| regime.in_force.from <= at && !regime.carry_over.is_empty());
        let due: Vec<_> = taking.filter(|regime| !self.carried.contains(&regime.id)).collect();
        if due.is_empty() {
            return Ok(());
        }
        self.permits.carry_over(at, |_| {}).await?;
        let settled = due.iter().filter(|regime| BEGINNING <= at.duration_since(regime.in_force.from));
        self.carried.extend(settled.map(|regime| regime.id.clone()));
        Ok(())
    }

    /// Warns of an alarm when it is raised, and says when it is over.
    async fn alarms(&mut self, at: Instant) -> Result<(), PermitsError> {
        let mut before = std::mem::take(&mut self.raised);
        for alarm in self.permits.alarms(at).await? {
            let key = (alarm.regime.clone(), alarm.purpose.clone());
            gauge(&key, f64::from(alarm.share) - f64::from(alarm.share_before));
            if before.remove(&key).is_none() {
                let RaisedAlarm { regime, purpose, share, share_before, granted, within } = &alarm;
                tracing::warn!(%regime, %purpose, share, share_before, granted, %within, "the share of a purpose has jumped");
            }
            self.raised.insert(key, alarm);
        }
        for key in before.into_keys() {
            gauge(&key, 0.0);
            tracing::info!(regime = %key.0, purpose = %key.1, "the share of a purpose is as before");
        }
        Ok(())
    }

    /// The alarms that stand since the last turn that computed them.
    pub fn raised(&self) -> impl Iterator<Item = &RaisedAlarm> {
        self.raised.values()
    }
}

fn is_due(last: Option<Instant>, at: Instant, every: SignedDuration) -> bool {
    last.is_none_or(|last| every <= at.duration_since(last).abs())
}

fn gauge((regime, purpose): &(RegimeId, PurposeId), rise: f64) {
    metrics::gauge!("exeat_alarm_share_rise", "regime" => regime.to_string(), "purpose" => purpose.to_string()).set(rise);
}

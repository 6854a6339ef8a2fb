//! When a purpose is asked for much more than it used to be: a sign that its code went around.
//!
//! Counted anew each time from what was granted, so that no message waits for a counter that all of them share.

use domain::{Instant, PurposeId, RegimeId};
use jiff::SignedDuration;
use regime::{Alarm, Regime};
use store::query::grants;

use crate::{Permits, error::PermitsError};

/// What the last `within` is compared with: the day before it.
const BEFORE: SignedDuration = SignedDuration::from_hours(24);

/// A purpose whose share of the permits of a regime has jumped.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RaisedAlarm {
    /// The regime.
    pub regime: RegimeId,
    /// The purpose.
    pub purpose: PurposeId,
    /// Its share of what was granted of late, in whole per cent.
    pub share: u8,
    /// Its share of what was granted in the 24 hours before, in whole per cent.
    pub share_before: u8,
    /// How many permits were granted of late, for whatever purpose.
    pub granted: u64,
    /// How long that is, as the regime says.
    pub within: domain::Duration,
}

impl Permits {
    /// The alarms that stand at an instant, for the regimes in force that ask for them, together with what they amend. Both the time that is looked at and the
    /// day before it need as many permits as the regime says: there is nothing to compare with otherwise.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn alarms(&self, at: Instant) -> Result<Vec<RaisedAlarm>, PermitsError> {
        let environment = self.environment();
        let mut raised = Vec::new();
        for regime in environment.regimes().iter().filter(|regime| regime.is_in_force(at)) {
            if let Some(alarm) = regime.safeguards.alarm {
                raised.extend(self.alarms_of(regime, alarm, at).await?);
            }
        }
        Ok(raised)
    }

    async fn alarms_of(&self, regime: &Regime, alarm: Alarm, at: Instant) -> Result<Vec<RaisedAlarm>, PermitsError> {
        let db = self.inner.store.db();
        let back = |from: Instant, by: SignedDuration| from.checked_sub(by).unwrap_or(Instant::MIN);
        let lately = back(at, SignedDuration::from(alarm.within));
        let line = self.environment().regimes().line(regime);
        let now = grants::by_purpose(&db, &line, lately, at).await?;
        let granted = total(&now);
        if granted < u64::from(alarm.least) {
            return Ok(Vec::new());
        }
        let before = grants::by_purpose(&db, &line, back(lately, BEFORE), lately).await?;
        let granted_before = total(&before);
        if granted_before < u64::from(alarm.least) {
            return Ok(Vec::new());
        }
        let share_before = |purpose| {
            let count = before.iter().find(|(other, _)| other == purpose).map_or(0, |(_, count)| *count);
            (count, granted_before)
        };
        let mut raised: Vec<RaisedAlarm> = now
            .iter()
            .filter(|(purpose, count)| rises((*count, granted), share_before(purpose), alarm.share_rises))
            .map(|(purpose, count)| RaisedAlarm {
                regime: regime.id.clone(),
                purpose: purpose.clone(),
                share: per_cent((*count, granted)),
                share_before: per_cent(share_before(purpose)),
                granted,
                within: alarm.within,
            })
            .collect();
        raised.sort_by(|a, b| a.purpose.cmp(&b.purpose));
        Ok(raised)
    }
}

fn total(counts: &[(PurposeId, u64)]) -> u64 {
    counts.iter().map(|(_, count)| count).sum()
}

/// Whether a share, as a count of a total, lies so many percentage points above another. In whole numbers: nothing is rounded.
fn rises((count, total): (u64, u64), (count_before, total_before): (u64, u64), points: u8) -> bool {
    let wide = u128::from;
    let gained = wide(count) * wide(total_before) * 100;
    let had = wide(count_before) * wide(total) * 100;
    gained >= had + u128::from(points) * wide(total) * wide(total_before)
}

fn per_cent((count, total): (u64, u64)) -> u8 {
    u8::try_from(count * 100 / total.max(1)).unwrap_or(100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_rises_by_percentage_points() {
        let cases = [
            ((40, 100), (20, 100), 20, true),
            ((39, 100), (20, 100), 20, false),
            ((400, 1000), (2, 10), 20, true),
            ((30, 100), (0, 50), 30, true),
            ((10, 100), (50, 100), 1, false),
            ((1, 3), (1, 3), 1, false),
        ];
        for (now, before, points, expected) in cases {
            assert_eq!(rises(now, before, points), expected, "{now:?} {before:?} {points}");
        }
    }
}

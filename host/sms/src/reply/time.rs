//! Instants as people read them: local, as short as the day allows.

use domain::{Instant, Validity};
use jiff::civil::{DateTime, Time};
use regime::Regime;

use super::Wording;

impl Wording {
    /// The time alone on the day of `beside`, the date and the time on another.
    pub(super) fn moment(&self, instant: Instant, beside: DateTime, regime: &Regime) -> String {
        let local = regime.local(instant);
        let (catalogues, jurisdiction) = (self.environment.catalogues(), &regime.jurisdiction);
        let written = if local.date() == beside.date() {
            catalogues.time(jurisdiction, self.language, local.time())
        } else {
            catalogues.date_time(jurisdiction, self.language, local)
        };
        written.unwrap_or_else(|| local.strftime("%F %R").to_string())
    }

    /// As [`moment`](Self::moment), but a midnight is the day that begins then.
    pub(super) fn day_or_moment(&self, instant: Instant, regime: &Regime) -> String {
        let (local, now) = (regime.local(instant), regime.local(self.at));
        if local.time() == Time::midnight() {
            let date = self.environment.catalogues().date(&regime.jurisdiction, self.language, local.date());
            return date.unwrap_or_else(|| local.date().to_string());
        }
        self.moment(instant, now, regime)
    }

    /// Until when a permit is good that is good now.
    pub(super) fn until(&self, validity: &Validity, regime: &Regime) -> String {
        let until = self.moment(validity.interval.end(), regime.local(self.at), regime);
        validity.daily.map_or_else(|| until.clone(), |daily| format!("{until} ({daily})"))
    }

    /// From when and until when a permit is good.
    pub(super) fn validity(&self, validity: &Validity, regime: &Regime) -> (String, String) {
        let (start, end) = (validity.interval.start(), validity.interval.end());
        let from = self.moment(start, regime.local(self.at), regime);
        let mut until = self.moment(end, regime.local(start), regime);
        if let Some(daily) = validity.daily {
            until = format!("{until} ({daily})");
        }
        (from, until)
    }
}

//! What somebody has: their permits and registration, and what became of one that was given back.

use std::collections::BTreeSet;

use permits::{Held, Registered};
use regime::Args;

use super::Wording;

/// Between two permits.
const BETWEEN: &str = "; ";

impl Wording {
    /// The permits of whoever asks, as many as there is room for, and the registration.
    pub(crate) fn status(&self, held: &[Held], registered: Option<&Registered>) -> Option<String> {
        let registration = registered.and_then(|registered| self.text("reply-status-registration", &self.registration(registered)));
        let Some(permits) = self.listed(held, |permits| self.text("reply-status", &Args::new().text("permits", permits))) else {
            let example = self.first_form(registered.is_some()).map(|form| self.example(&form, &super::Shown::default()))?;
            let none = self.text("reply-status-none", &Args::new().text("example", example))?;
            return Some(self.with(none, registration));
        };
        Some(self.with(permits, registration))
    }

    /// That a permit was given back.
    pub(crate) fn cancelled(&self, held: &Held) -> Option<String> {
        self.text("reply-permit-cancelled", &Args::new().text("code", held.permit.code.to_string()))
    }

    /// That none was: for there is none, or to be told which.
    pub(crate) fn not_cancelled(&self, held: &[Held]) -> Option<String> {
        let Some(first) = held.first() else { return self.plain("reply-cancel-none") };
        let words = self.plain("reading-cancel")?;
        let example = format!("{} {}", words.split(',').next().unwrap_or_default().trim(), first.permit.code);
        self.listed(held, |permits| self.text("reply-cancel-which", &Args::new().text("permits", permits).text("example", example.clone())))
    }

    /// A message with as many permits as fit into it, one at least, and how many more there are. `None` when there are none.
    fn listed(&self, held: &[Held], words: impl Fn(String) -> Option<String>) -> Option<String> {
        let holders: BTreeSet<Option<&str>> = held.iter().map(|held| held.holder.as_ref().map(|holder| holder.reveal())).collect();
        let permits: Vec<String> = held.iter().filter_map(|held| self.one(held, holders.len() > 1)).collect();
        let some = |count: usize| {
            let listed = permits.get(..count).unwrap_or_default().join(BETWEEN);
            words(if count < permits.len() { format!("{listed}{BETWEEN}+{}", permits.len() - count) } else { listed })
        };
        (1..=permits.len())
            .rev()
            .map(some)
            .find(|text| text.as_ref().is_some_and(|text| self.fits(text)))
            .or_else(|| (!permits.is_empty()).then(|| some(1)))?
    }

    /// One permit: its code, of whom when several people have one, what for, until when, from when if it has not begun.
    fn one(&self, held: &Held, whose: bool) -> Option<String> {
        let permit = &held.permit;
        let regime = held.regime.as_ref().or(self.regimes.first())?;
        let purpose = regime.purposes.get(&permit.purpose).map_or(permit.purpose.as_str(), |purpose| purpose.title.best(self.language));
        let holder = held.holder.as_ref().filter(|_| whose).map(super::masked);
        let code = holder.map_or_else(|| permit.code.to_string(), |holder| format!("{} ({holder})", permit.code));
        let (from, until) = self.validity(&permit.validity, regime);
        let args = Args::new().text("code", code).text("purpose", purpose);
        if permit.validity.interval.start() <= self.at {
            let until = self.until(&permit.validity, regime);
            return self.text("reply-status-permit", &args.text("until", until));
        }
        self.text("reply-status-coming", &args.text("from", from).text("until", until))
    }

    fn with(&self, text: String, more: Option<String>) -> String {
        more.map(|more| format!("{text} {more}")).filter(|whole| self.fits(whole)).unwrap_or(text)
    }
}

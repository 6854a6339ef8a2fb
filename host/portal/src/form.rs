//! The form of an application: what was typed, and what it means. Whether a permit is given is not asked here.

use domain::{Application, Channel, IdentityNumber, Instant, Plate, PurposeId, Scope, Territory};
use jiff::{SignedDuration, civil::DateTime, tz::AmbiguousOffset};
use serde::Deserialize;
use web::{Key, key};

use crate::{offer::Offer, token::Name};

/// What was typed, as it came. Shown again when something is wrong with it, so that nobody types twice.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Form {
    pub(crate) token: String,
    pub(crate) place: String,
    pub(crate) purpose: String,
    pub(crate) identity: String,
    pub(crate) plate: String,
    pub(crate) start: String,
}

/// What is wrong with a field, as the text that says it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Wrong {
    pub(crate) purpose: Option<Key>,
    pub(crate) identity: Option<Key>,
    pub(crate) plate: Option<Key>,
    pub(crate) start: Option<Key>,
}

impl Wrong {
    /// Field by field, in the order of the form.
    pub(crate) fn fields(&self) -> Vec<(&'static str, Key)> {
        let fields = [("purpose", self.purpose), ("identity", self.identity), ("plate", self.plate), ("start", self.start)];
        fields.into_iter().filter_map(|(name, wrong)| wrong.map(|text| (name, text))).collect()
    }
}

impl Form {
    /// The application that was typed.
    pub(crate) fn read(&self, offer: &Offer, now: Instant) -> Result<Application, Wrong> {
        let (purpose, identity, plate, start) = (self.purpose(), self.identity(offer), self.plate(), self.start(offer, now));
        let wrong = Wrong {
            purpose: purpose.as_ref().err().copied(),
            identity: identity.as_ref().err().copied(),
            plate: plate.as_ref().err().copied(),
            start: start.as_ref().err().copied(),
        };
        match (purpose, identity, plate, start) {
            (Ok(purpose), Ok(identity), Ok(plate), Ok(start)) => Ok(Application {
                channel: Channel::Portal,
                scope: Scope::Place(offer.place.clone()),
                purpose,
                identity,
                phone: None,
                plate,
                start,
            }),
            _ => Err(wrong),
        }
    }

    /// The name of the application: the same form sent twice has the same.
    pub(crate) fn name(&self, place: &Territory) -> Name {
        let parts = [place.as_str(), &self.purpose, &self.identity, &self.plate, &self.start].map(str::trim);
        Name::of(&self.token, &parts)
    }

    fn purpose(&self) -> Result<PurposeId, Key> {
        self.purpose.trim().parse().map_err(|_| key("apply-purpose-missing"))
    }

    fn identity(&self, offer: &Offer) -> Result<Option<IdentityNumber>, Key> {
        let asked = offer.regimes.iter().any(|regime| !regime.identity.is_empty());
        if self.identity.trim().is_empty() {
            return if asked { Err(key("apply-identity-missing")) } else { Ok(None) };
        }
        let number: IdentityNumber = self.identity.parse().map_err(|_| key("apply-identity-wrong"))?;
        let known = offer.regimes.iter().all(|regime| regime.identity.is_empty() || regime.identity_kind_of(&number).is_some());
        if known { Ok(Some(number)) } else { Err(key("apply-identity-wrong")) }
    }

    fn plate(&self) -> Result<Option<Plate>, Key> {
        let typed = self.plate.trim();
        if typed.is_empty() { Ok(None) } else { typed.parse().map(Some).map_err(|_| key("apply-plate-wrong")) }
    }

    fn start(&self, offer: &Offer, now: Instant) -> Result<Option<Instant>, Key> {
        let (typed, Some(zone)) = (self.start.trim(), offer.zone()) else { return Ok(None) };
        if typed.is_empty() {
            return Ok(None);
        }
        let local: DateTime = typed.parse().map_err(|_| key("apply-start-wrong"))?;
        let start = zone.to_ambiguous_timestamp(local);
        if matches!(start.offset(), AmbiguousOffset::Gap { .. }) {
            return Err(key("apply-start-gap"));
        }
        // Where clocks are put back an hour comes twice: the earlier one, so that nobody waits longer than was meant.
        let start = start.earlier().map_err(|_| key("apply-start-wrong"))?;
        // The field knows no seconds: the minute that is running is now.
        let past = now.duration_since(start) >= SignedDuration::from_mins(1);
        if past { Err(key("apply-start-past")) } else { Ok(Some(start)) }
    }
}

//! What the regimes of a place offer there and then.

use std::{collections::BTreeSet, sync::Arc};

use domain::{Instant, Language, Territory};
use jiff::tz::TimeZone;
use permits::Environment;
use regime::{Exemption, IdentityKind, Measure, Purpose, Regime};
use serde::Serialize;

/// The regimes that rule a place at an instant.
pub(crate) struct Offer {
    pub(crate) place: Territory,
    pub(crate) regimes: Vec<Arc<Regime>>,
}

/// A purpose that is applied for in another way.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Elsewhere {
    title: String,
    number: Option<String>,
    code: Option<String>,
    phone: Option<String>,
    nowhere: bool,
}

impl Offer {
    /// `None` when there is no such place.
    pub(crate) fn at(environment: &Environment, place: &str, at: Instant) -> Option<Self> {
        let place: Territory = place.trim().parse().ok()?;
        let path = environment.territories().path(&place)?;
        let mut regimes = environment.regimes().in_force(&path, at);
        // What asks for something at all hours comes before what asks at night.
        regimes.sort_by_key(|regime| regime.measure != Measure::StayHome);
        Some(Self { regimes, place })
    }

    /// The purposes that can be applied for here, each once.
    pub(crate) fn purposes(&self) -> Vec<&Purpose> {
        self.each(|regime| regime.purposes.values().filter(|purpose| purpose.portal).collect(), |purpose| purpose.id.as_str())
    }

    /// The reasons to go out that need no permit, each once.
    pub(crate) fn exemptions(&self) -> Vec<&Exemption> {
        self.each(|regime| regime.exemptions.values().collect(), |exemption| exemption.id.as_str())
    }

    /// The documents that can be named, each once.
    pub(crate) fn documents(&self) -> Vec<&IdentityKind> {
        self.each(|regime| regime.identity.iter().collect(), |kind| kind.example.as_str())
    }

    /// The purposes that are applied for in another way.
    pub(crate) fn elsewhere(&self, language: Language) -> Vec<Elsewhere> {
        let pairs = self.regimes.iter().flat_map(|regime| regime.purposes.values().filter(|p| !p.portal).map(move |p| (regime, p)));
        pairs
            .map(|(regime, purpose)| {
                let message = regime.sms.as_ref().zip(purpose.sms.as_ref());
                let phone = purpose.desk.as_ref().and_then(|desk| desk.phone.clone());
                Elsewhere {
                    title: purpose.title.best(language).to_owned(),
                    number: message.map(|(sms, _)| sms.number.to_string()),
                    code: message.map(|(_, purpose)| purpose.code.clone()),
                    nowhere: message.is_none() && phone.is_none(),
                    phone,
                }
            })
            .collect()
    }

    /// The number at which a place of stay is registered, where a regime knows registration.
    pub(crate) fn registers_at(&self) -> Option<String> {
        let registering = self.regimes.iter().filter(|regime| regime.registration.is_some());
        registering.filter_map(|regime| regime.sms.as_ref()).map(|sms| sms.number.to_string()).next()
    }

    /// The clocks of the place.
    pub(crate) fn zone(&self) -> Option<&TimeZone> {
        self.regimes.first().map(|regime| &regime.time_zone)
    }

    fn each<'a, T>(&'a self, of: impl Fn(&'a Regime) -> Vec<&'a T>, name: impl Fn(&'a T) -> &'a str) -> Vec<&'a T> {
        let mut seen = BTreeSet::new();
        self.regimes.iter().flat_map(|regime| of(regime)).filter(|item| seen.insert(name(item))).collect()
    }
}

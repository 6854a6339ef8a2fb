//! A regime on the bench: local times in, answers out as one line of text.

mod batches;
mod edges;
mod model;
mod model_bank;
mod model_limits;
mod plan;
mod rules;
mod settings;

use exeat_policy::{
    Attribute, Calendar, Channel, Decision, Facts, Instant, Interval, Outcome, PastPermit, Policy, Problems, Reason, Registration, Request,
    Setup, Value, testing,
};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};

use crate::Standard;

/// The purposes of every regime on the bench.
pub const PURPOSES: [&str; 3] = ["medical", "shop", "move"];
/// Its territories: two districts, one with a village.
pub const TERRITORIES: [(&str, Option<u32>); 4] = [("AZ", None), ("AZ-BA", Some(0)), ("AZ-LA", Some(0)), ("AZ-LA.village", Some(2))];

pub struct Bench {
    pub zone: TimeZone,
    pub setup: Setup,
    pub policy: Standard,
}

/// A regime from `from` until `until`, both local.
pub fn configure(zone: &str, from: &str, until: Option<&str>, settings: &str) -> Result<Bench, Problems> {
    let zone = TimeZone::get(zone).unwrap();
    let (in_force_from, in_force_until) = (instant(&zone, from), until.map(|until| instant(&zone, until)));
    let regime = testing::Regime {
        settings,
        purposes: &PURPOSES,
        territories: &TERRITORIES,
        sources: &["decree", "order"],
        in_force_from,
        in_force_until,
        calendar: calendar(&zone, in_force_from, in_force_until.unwrap_or(in_force_from)),
    };
    let mut setup = regime.setup()?;
    let policy = Standard::configure(&mut setup)?;
    Ok(Bench { zone, setup, policy })
}

fn calendar(zone: &TimeZone, from: Instant, until: Instant) -> Calendar {
    const YEAR: i64 = 366 * 86_400_000;
    let around = |at: Instant, by: i64| Instant::from_milliseconds(at.milliseconds() + by);
    testing::calendar(around(from, -YEAR), around(until, YEAR), |at| {
        zone.to_offset(Timestamp::from_millisecond(at.milliseconds()).unwrap()).seconds()
    })
}

/// A local time, or an instant with its offset.
pub fn instant(zone: &TimeZone, text: &str) -> Instant {
    let timestamp =
        text.parse::<Timestamp>().or_else(|_| text.parse::<DateTime>().unwrap().to_zoned(zone.clone()).map(|zoned| zoned.timestamp()));
    Instant::from_milliseconds(timestamp.unwrap().as_millisecond())
}

/// Baku in December 2020.
pub fn baku(settings: &str) -> Bench {
    configure("Asia/Baku", "2020-12-14T00:00", Some("2021-01-18T00:00"), settings).unwrap()
}

/// Athens through a whole year, both changes of the clock included.
pub fn athens(settings: &str) -> Bench {
    configure("Europe/Athens", "2020-01-01T00:00", Some("2021-01-01T00:00"), settings).unwrap()
}

impl Bench {
    pub fn at(&self, text: &str) -> Instant {
        instant(&self.zone, text)
    }

    pub fn request(&self, purpose: &str, at: &str) -> Request {
        let purpose = self.setup.purpose(purpose).unwrap();
        Request { at: self.at(at), purpose, channel: Channel::Sms, territory: None, start: None, vehicle: false }
    }

    /// Permits to shop from and until these local times, each granted when it starts.
    pub fn permits(&self, spans: &[(&str, &str)]) -> Facts {
        let past = spans.iter().map(|(from, until)| {
            let granted_at = self.at(from);
            let validity = Interval::new(granted_at, self.at(until)).unwrap();
            PastPermit { purpose: self.setup.purpose("shop").unwrap(), granted_at, validity, revoked: false }
        });
        Facts { history: past.collect(), ..Facts::default() }
    }

    /// Permits that were granted at these local times, each for a minute.
    pub fn history(&self, granted: &[(&str, &str)]) -> Facts {
        let past = granted.iter().map(|(purpose, at)| {
            let granted_at = self.at(at);
            let end = Instant::from_milliseconds(granted_at.milliseconds() + 60_000);
            PastPermit {
                purpose: self.setup.purpose(purpose).unwrap(),
                granted_at,
                validity: Interval::new(granted_at, end).unwrap(),
                revoked: false,
            }
        });
        Facts { history: past.collect(), ..Facts::default() }
    }

    pub fn with_attribute(&self, name: &str, value: impl Into<Value>) -> Facts {
        let name = self.setup.attributes().into_iter().find(|known| known.name() == name).unwrap();
        Facts { attributes: vec![Attribute { name, value: value.into() }], ..Facts::default() }
    }

    pub fn registered_in(&self, code: &str) -> Facts {
        let territory = self.setup.territory(code).unwrap();
        Facts { registration: Some(Registration { territory, since: Instant::from_milliseconds(0) }), ..Facts::default() }
    }

    pub fn decide(&self, request: &Request, facts: &Facts) -> Decision {
        self.policy.decide(request, facts).unwrap()
    }

    /// The answer to an application without history.
    pub fn ask(&self, purpose: &str, at: &str) -> String {
        self.answer(&self.request(purpose, at), &Facts::default())
    }

    /// The answer to an application after these permits.
    pub fn after(&self, granted: &[(&str, &str)], purpose: &str, at: &str) -> String {
        self.answer(&self.request(purpose, at), &self.history(granted))
    }

    /// The answer as text: the outcome, then the validity in local time or the reasons with their parameters.
    pub fn answer(&self, request: &Request, facts: &Facts) -> String {
        let decision = self.decide(request, facts);
        assert_eq!(decision.validity().is_some(), decision.outcome() == Outcome::Granted, "{decision:?}");
        assert_eq!(decision.reasons().is_empty(), decision.outcome() == Outcome::Granted, "{decision:?}");
        let outcome = match decision.outcome() {
            Outcome::NotRequired => "not_required",
            Outcome::Granted => "granted",
            Outcome::Referred => "referred",
            Outcome::Refused => "refused",
        };
        let validity = decision.validity().map(|validity| {
            let daily = validity.daily.map(|daily| format!(" daily {daily}")).unwrap_or_default();
            format!("{} to {}{daily}", self.local(validity.interval.start()), self.local(validity.interval.end()))
        });
        let reasons = decision.reasons().iter().map(|reason| self.reason(reason));
        std::iter::once(outcome.to_owned()).chain(validity).chain(reasons).collect::<Vec<_>>().join(" | ")
    }

    /// The trace as text.
    pub fn trace(&self, request: &Request, facts: &Facts) -> String {
        let decision = self.decide(request, facts);
        let steps = decision.trace().iter().map(|step| format!("{}:{:?}", step.rule.name(), step.outcome).to_lowercase());
        steps.collect::<Vec<_>>().join(" ")
    }

    fn reason(&self, reason: &Reason) -> String {
        let params = reason.params.iter().map(|(param, value)| match value {
            Value::Instant(at) => format!(" {}={}", param.name(), self.local(*at)),
            Value::Duration(duration) => format!(" {}={duration}", param.name()),
            Value::Number(number) => format!(" {}={number}", param.name()),
            Value::Text(text) => format!(" {}={text}", param.name()),
            Value::Territory(territory) => format!(" {}={territory}", param.name()),
            other => format!(" {}={other:?}", param.name()),
        });
        std::iter::once(reason.code.name().to_owned()).chain(params).collect()
    }

    fn local(&self, at: Instant) -> String {
        let local = self.zone.to_datetime(Timestamp::from_millisecond(at.milliseconds()).unwrap());
        if local.second() == 0 && local.subsec_nanosecond() == 0 { local.strftime("%Y-%m-%dT%H:%M").to_string() } else { local.to_string() }
    }
}

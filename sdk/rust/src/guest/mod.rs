//! Between the generated bindings and a [`Policy`]: names for numbers on the way in, numbers for names on the way out.

mod convert;

#[cfg(test)]
mod tests;

use std::cell::RefCell;

use crate::{
    batch::{Batch, Row},
    bindings::exeat::policy::types as wit,
    calendar::{Calendar, transitions},
    facts::{Attribute, Facts, PastPermit, Registration, Request, Value},
    names::{AttributeName, Purpose, Territory},
    policy::{Policy, PolicyError},
    setup::{Parts, Setup},
    time::{Duration, Instant},
};
use convert::{channel, decision, dimension, interval, verdict};

/// How far around the regime its zone is asked for: quotas look back, permits and answers look ahead.
const BEFORE: Duration = Duration::from_seconds(400 * 86_400);
const AFTER: Duration = Duration::from_seconds(400 * 86_400);
/// How long a regime without an end is taken to last, as far as the zone is concerned.
const OPEN: Duration = Duration::from_seconds(10 * 366 * 86_400);

/// A configured policy with the tables that give its names back.
#[derive(Debug)]
pub struct Configured<P> {
    policy: P,
    purposes: Vec<Purpose>,
    territories: Vec<Territory>,
    attributes: Vec<AttributeName>,
}

/// Where a plugin keeps its configured policy.
pub type Slot<P> = RefCell<Option<Configured<P>>>;

/// `describe` of the contract.
#[must_use]
pub fn describe<P: Policy>() -> wit::Description {
    let description = P::describe();
    wit::Description {
        name: description.name.into(),
        version: description.version.into(),
        settings_schema: description.settings_schema.into(),
    }
}

/// `configure` of the contract.
///
/// # Errors
/// What is wrong with the settings.
pub fn configure<P: Policy>(slot: &Slot<P>, given: wit::Configuration) -> Result<wit::Tables, Vec<wit::Problem>> {
    let from = Instant::from_milliseconds(given.in_force_from);
    let until = given.in_force_until.map(Instant::from_milliseconds);
    let (start, end) = (from - BEFORE, until.unwrap_or(from + OPEN) + AFTER);
    let calendar = Calendar::new(start, end, &transitions(start, end).unwrap_or_default());
    let parts = Parts {
        settings: &given.settings,
        purposes: given.purposes.iter().map(|purpose| (purpose.name.as_str(), purpose.cite)).collect(),
        territories: given.territories.iter().map(|node| (node.code.as_str(), node.parent)).collect(),
        sources: given.sources.iter().map(String::as_str).collect(),
        in_force_from: from,
        in_force_until: until,
        calendar,
    };
    let configured = Setup::from_parts(parts).and_then(|mut setup| P::configure(&mut setup).map(|policy| (setup, policy)));
    let (setup, policy) = configured.map_err(|problems| {
        problems
            .all()
            .iter()
            .map(|problem| wit::Problem { pointer: problem.pointer.clone(), message: problem.message.clone() })
            .collect::<Vec<_>>()
    })?;
    let texts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let declared = &setup.declared;
    let tables = wit::Tables {
        rules: texts(&declared.rules.0),
        reasons: texts(&declared.reasons.0),
        params: texts(&declared.params.0),
        needs: wit::Needs {
            history: declared.history.map(Duration::seconds),
            registration: declared.registration,
            attributes: texts(&declared.attributes.0),
        },
    };
    let (purposes, territories, attributes) = (setup.purposes().to_vec(), setup.territories().to_vec(), declared.attribute_names());
    slot.replace(Some(Configured { policy, purposes, territories, attributes }));
    Ok(tables)
}

/// `decide` of the contract.
///
/// # Errors
/// The policy's own, or a symbol that is in no table.
pub fn decide<P: Policy>(slot: &Slot<P>, request: wit::Request, facts: wit::Facts) -> Result<wit::Decision, wit::PolicyError> {
    let configured = slot.borrow();
    let Some(configured) = configured.as_ref() else { return Err(wit::PolicyError::Internal("not configured".into())) };
    let decided = configured.request(&request).and_then(|request| configured.policy.decide(&request, &configured.facts(facts)?));
    decided.map(decision).map_err(|error| match error {
        PolicyError::BadInput(message) => wit::PolicyError::BadInput(message),
        PolicyError::Internal(message) => wit::PolicyError::Internal(message),
    })
}

/// `decide-batch` of the contract. A batch with a symbol that is in no table is referred as a whole.
pub fn decide_batch<P: Policy>(slot: &Slot<P>, rows: Vec<wit::Row>) -> Vec<wit::Verdict> {
    let configured = slot.borrow();
    let referred = wit::Verdict { outcome: wit::Outcome::Referred, start: 0, end: 0, reason: u32::MAX };
    let known = configured.as_ref().and_then(|configured| {
        let rows = rows.iter().map(|row| configured.row(row)).collect::<Option<Vec<Row>>>()?;
        Some(configured.policy.decide_batch(&Batch::new(&rows, &configured.attributes)))
    });
    match known {
        Some(verdicts) => verdicts.into_iter().map(verdict).collect(),
        None => vec![referred; rows.len()],
    }
}

/// `critical-points` of the contract.
pub fn critical_points<P: Policy>(slot: &Slot<P>) -> Option<Vec<wit::Dimension>> {
    let points = slot.borrow().as_ref()?.policy.critical_points()?;
    Some(points.into_iter().map(dimension).collect())
}

impl<P> Configured<P> {
    fn purpose(&self, symbol: u32) -> Result<Purpose, PolicyError> {
        self.purposes.get(symbol as usize).copied().ok_or_else(|| PolicyError::BadInput(format!("no purpose has the symbol {symbol}")))
    }

    fn territory(&self, symbol: u32) -> Result<Territory, PolicyError> {
        self.territories.get(symbol as usize).copied().ok_or_else(|| PolicyError::BadInput(format!("no territory has the symbol {symbol}")))
    }

    fn request(&self, given: &wit::Request) -> Result<Request, PolicyError> {
        Ok(Request {
            at: Instant::from_milliseconds(given.at),
            purpose: self.purpose(given.purpose)?,
            channel: channel(given.channel),
            territory: given.territory.map(|symbol| self.territory(symbol)).transpose()?,
            start: given.start.map(Instant::from_milliseconds),
            vehicle: given.vehicle,
        })
    }

    fn facts(&self, given: wit::Facts) -> Result<Facts, PolicyError> {
        let mut history = Vec::with_capacity(given.history.len());
        for past in &given.history {
            history.push(PastPermit {
                purpose: self.purpose(past.purpose)?,
                granted_at: Instant::from_milliseconds(past.granted_at),
                validity: interval(past.validity)?,
                revoked: past.revoked,
            });
        }
        let registration = match given.registration {
            None => None,
            Some(given) => {
                Some(Registration { territory: self.territory(given.territory)?, since: Instant::from_milliseconds(given.since) })
            }
        };
        let mut attributes = Vec::with_capacity(given.attributes.len());
        for attribute in given.attributes {
            let name = self.attributes.get(attribute.name as usize);
            let name = *name.ok_or_else(|| PolicyError::BadInput(format!("no attribute has the symbol {}", attribute.name)))?;
            attributes.push(Attribute { name, value: self.value(attribute.value)? });
        }
        Ok(Facts { history, registration, attributes })
    }

    fn value(&self, given: wit::Value) -> Result<Value, PolicyError> {
        Ok(match given {
            wit::Value::Flag(flag) => Value::Flag(flag),
            wit::Value::Number(number) => Value::Number(number),
            wit::Value::Instant(instant) => Value::Instant(Instant::from_milliseconds(instant)),
            wit::Value::Duration(seconds) => Value::Duration(Duration::from_seconds(seconds)),
            wit::Value::Interval(given) => Value::Interval(interval(given)?),
            wit::Value::Purpose(symbol) => Value::Purpose(self.purpose(symbol)?),
            wit::Value::Territory(symbol) => Value::Territory(self.territory(symbol)?),
            wit::Value::Text(text) => Value::Text(text.into()),
        })
    }

    fn row(&self, given: &wit::Row) -> Option<Row> {
        let place = |symbol: u32| match symbol {
            u32::MAX => Some(None),
            symbol => self.territories.get(symbol as usize).map(|territory| Some(*territory)),
        };
        Some(Row {
            holder: given.holder,
            at: Instant::from_milliseconds(given.at),
            purpose: *self.purposes.get(given.purpose as usize)?,
            territory: place(given.territory)?,
            registered: place(given.registered)?,
            flags: given.flags,
            channel: channel(given.channel),
            vehicle: given.vehicle,
        })
    }
}

/// Makes a policy the one of this plugin. Once, at the top of the crate.
#[macro_export]
macro_rules! export_policy {
    ($policy:ty) => {
        // Elsewhere, as in tests, nothing is exported, but the policy is used.
        const _: fn(&mut $crate::Setup) -> Result<$policy, $crate::Problems> = <$policy as $crate::Policy>::configure;

        #[cfg(target_arch = "wasm32")]
        const _: () = {
            use $crate::{bindings, guest};

            ::std::thread_local! {
                static POLICY: guest::Slot<$policy> = const { ::std::cell::RefCell::new(None) };
            }

            struct Plugin;

            impl bindings::Guest for Plugin {
                fn describe() -> bindings::Description {
                    guest::describe::<$policy>()
                }

                fn configure(configuration: bindings::Configuration) -> Result<bindings::Tables, Vec<bindings::Problem>> {
                    POLICY.with(|slot| guest::configure(slot, configuration))
                }

                fn decide(request: bindings::Request, facts: bindings::Facts) -> Result<bindings::Decision, bindings::PolicyError> {
                    POLICY.with(|slot| guest::decide(slot, request, facts))
                }

                fn decide_batch(rows: Vec<bindings::Row>) -> Vec<bindings::Verdict> {
                    POLICY.with(|slot| guest::decide_batch(slot, rows))
                }

                fn critical_points() -> Option<Vec<bindings::Dimension>> {
                    POLICY.with(guest::critical_points)
                }
            }

    bindings::export!(Plugin with_types_in bindings);
        };
    };
}

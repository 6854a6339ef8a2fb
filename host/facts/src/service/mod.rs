//! Services that are asked over HTTP: the question, the answer, what is remembered of it, and who is left alone.
//!
//! The identity number travels in the body of a POST, over HTTPS or within the machine, and nowhere else: not in an address,
//! not in a log, not in an error.

mod answer;
mod breaker;
mod client;
mod memory;

use std::collections::BTreeMap;

use domain::ServiceName;
use jiff::SignedDuration;
use permits::{Answering, Asked, FactServices, Unavailable};

pub use breaker::{Breaker, Rest, State};
pub use client::{Service, ServiceError, ServiceOptions};

/// Every service that is configured. One for the whole host.
#[derive(Default)]
pub struct Services {
    services: BTreeMap<ServiceName, Service>,
    memory: memory::Memory,
}

impl Services {
    /// From services, each with its own name.
    #[must_use]
    pub fn new(services: impl IntoIterator<Item = Service>) -> Self {
        let services = services.into_iter().map(|service| (service.name().clone(), service)).collect();
        Self { services, memory: memory::Memory::default() }
    }
}

impl FactServices for Services {
    fn ask<'a>(&'a self, asked: Asked<'a>) -> Answering<'a> {
        Box::pin(async move {
            let service = self.services.get(asked.service).ok_or_else(|| Unavailable::new(asked.service, "it is not configured"))?;
            let good = asked.cache.and_then(|good| SignedDuration::try_from(good).ok());
            let question = (asked.service.clone(), asked.attributes.to_vec(), asked.person.to_vec());
            if let Some(remembered) = good.and_then(|good| self.memory.get(&question, good, asked.at)) {
                metrics::counter!("exeat_fact_requests_total", "service" => asked.service.to_string(), "result" => "remembered")
                    .increment(1);
                return Ok(remembered);
            }
            let facts = service.ask(&asked).await?;
            if good.is_some() {
                self.memory.put(question, facts.clone(), asked.at);
            }
            Ok(facts)
        })
    }

    fn names(&self) -> Vec<ServiceName> {
        self.services.keys().cloned().collect()
    }
}

//! Services outside that know attributes of persons, as the host asks them.

use std::{fmt, future::Future, pin::Pin, time::Duration};

use domain::{AttributeName, IdentityNumber, Instant, ServiceName};

use super::Fact;

/// What a service is asked. Never within a transaction: nobody else waits while it is slow.
#[derive(Debug)]
pub struct Asked<'a> {
    /// Which service, as `services` of the configuration calls it.
    pub service: &'a ServiceName,
    /// Of whom.
    pub identity: &'a IdentityNumber,
    /// A keyed hash of whom: what an answer may be remembered by.
    pub person: &'a [u8],
    /// Which attributes; in the order of their names, and never none.
    pub attributes: &'a [AttributeName],
    /// How long an answer is waited for.
    pub timeout: Duration,
    /// How long an answer may be remembered; not at all when absent.
    pub cache: Option<Duration>,
    /// The instant of the decision.
    pub at: Instant,
}

/// A service did not answer. Why is for the log; it names nobody.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("service `{service}` gave no facts: {why}")]
pub struct Unavailable {
    service: ServiceName,
    why: String,
}

impl Unavailable {
    /// Which service, and why.
    #[must_use]
    pub fn new(service: &ServiceName, why: impl fmt::Display) -> Self {
        Self { service: service.clone(), why: why.to_string() }
    }
}

/// An answer on its way.
pub type Answering<'a> = Pin<Box<dyn Future<Output = Result<Vec<Fact>, Unavailable>> + Send + 'a>>;

/// The services that this host can ask. One value for the whole host: it remembers answers, and who is down.
pub trait FactServices: Send + Sync {
    /// Asks one of them. Called before a decision, for each of its providers at the same time; whatever it takes longer than
    /// `timeout` a person waits. What it says of an attribute that was not asked for is passed over.
    fn ask<'a>(&'a self, asked: Asked<'a>) -> Answering<'a>;

    /// The names of those that are configured. Called when a regime is loaded, to find what it names and nobody configured.
    fn names(&self) -> Vec<ServiceName>;
}

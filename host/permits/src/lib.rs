//! The application core: apply, register, check, revoke; the only writer of permits.
//!
//! What lives here: the one service that all adapters ask, the host's own rules, the decision record and its replay, the
//! encryption of what is personal. What may not: the words of a reply, a protocol, a page, SQL, WASM, or a clock.

mod check;
mod environment;
mod error;
mod keys;
mod message;
mod permit;
mod record;
mod vault;

use std::sync::{Arc, RwLock};

use domain::{Attribute, IdentityNumber, Instant, Jurisdiction, PermitCode, PhoneNumber, ServiceNumber};
use store::Store;

pub use check::{Check, CheckCode, Checked};
pub use environment::Environment;
pub use error::PermitsError;
pub use keys::{KeyError, Keys};
pub use message::{
    Answer, Applied, Command, Composed, Conversation, Dialog, Effect, Envelope, Outgoing, Registered, RegistrationForm,
};
pub use permit::Permit;
pub use record::{
    DecisionId, IdentityForm, NotADecision, RECORD_VERSION, Record, Recorded, RecordedPolicy, RecordedRegime, RecordedScope, Replay, Standing,
};
pub use vault::{Vault, VaultError};

/// What an adapter's edge reads the time from. Nothing inside does.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// Where codes come from: 64 random bits at a call.
pub type Entropy = Arc<dyn Fn() -> u64 + Send + Sync>;

/// The application service. Cheap to clone; every clone is the same service.
#[derive(Clone)]
pub struct Permits {
    inner: Arc<Inner>,
}

struct Inner {
    store: Store,
    vault: Vault,
    entropy: Entropy,
    environment: RwLock<Arc<Environment>>,
}

impl Permits {
    /// A service over a store. Ask [`ready`](Self::ready) before the first message: it finds out whether the keys are the
    /// database's. An environment can be shared by several services.
    #[must_use]
    pub fn new(store: Store, environment: impl Into<Arc<Environment>>, vault: Vault, entropy: Entropy) -> Self {
        Self { inner: Arc::new(Inner { store, vault, entropy, environment: RwLock::new(environment.into()) }) }
    }

    /// What decides at this moment. A caller that asks several questions about one message keeps the one it got.
    #[must_use]
    pub fn environment(&self) -> Arc<Environment> {
        Arc::clone(&self.inner.environment.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// Replaces what decides, at once and whole. Decisions under way end with the old one.
    pub fn swap(&self, environment: Environment) {
        *self.inner.environment.write().unwrap_or_else(std::sync::PoisonError::into_inner) = Arc::new(environment);
    }

    /// Whether the database can be reached, and was written with these keys.
    ///
    /// # Errors
    /// When it can't, or was not.
    pub async fn ready(&self) -> Result<(), PermitsError> {
        Err(PermitsError::Stopping)
    }

    /// Handles one message, once: in one transaction it is noted as received, decided on, and its permit, record, reply and
    /// conversation are stored. When this returns, they are durable. A message that was handled before gets the same answer
    /// again, and nothing changes.
    ///
    /// `compose` makes the words of the reply from what came of it. It is called again when the database asks for the
    /// transaction to be repeated; only the last answer counts.
    ///
    /// # Errors
    /// When nothing was changed, so that the message must not be acknowledged.
    pub async fn handle(
        &self,
        envelope: &Envelope,
        command: Command,
        at: Instant,
        compose: impl FnMut(&Effect) -> Composed + Send,
    ) -> Result<Answer, PermitsError> {
        let _ = (envelope, command, at, compose);
        Err(PermitsError::Stopping)
    }

    /// What is remembered of a conversation. A dialog that has expired is absent.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn conversation(&self, from: &PhoneNumber, to: &ServiceNumber, at: Instant) -> Result<Conversation, PermitsError> {
        let _ = (from, to, at);
        Err(PermitsError::Stopping)
    }

    /// The registration that a telephone speaks for, and whose it is.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn registration_of(
        &self,
        phone: &PhoneNumber,
        jurisdiction: &Jurisdiction,
    ) -> Result<Option<(Registered, IdentityNumber)>, PermitsError> {
        let _ = (phone, jurisdiction);
        Err(PermitsError::Stopping)
    }

    /// The registration of a person.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn registration_by_identity(
        &self,
        identity: &IdentityNumber,
        jurisdiction: &Jurisdiction,
    ) -> Result<Option<Registered>, PermitsError> {
        let _ = (identity, jurisdiction);
        Err(PermitsError::Stopping)
    }

    /// What an officer learns from a code.
    ///
    /// # Errors
    /// When the database can't be asked, or no territory of that name is known.
    pub async fn check(&self, check: &Check, at: Instant) -> Result<Checked, PermitsError> {
        let _ = (check, at);
        Err(PermitsError::Stopping)
    }

    /// Takes a permit back. Returns whether there was one to take back.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn revoke(&self, code: PermitCode, at: Instant) -> Result<bool, PermitsError> {
        let _ = (code, at);
        Err(PermitsError::Stopping)
    }

    /// Notes something about a person, such as the flag `quarantined`; what was noted under the same name before is replaced.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn mark(&self, identity: &IdentityNumber, attribute: &Attribute, at: Instant) -> Result<(), PermitsError> {
        let _ = (identity, attribute, at);
        Err(PermitsError::Stopping)
    }

    /// Hands out messages for delivery, oldest first, to nobody else for the next minute. One that is neither
    /// [`delivered`](Self::delivered) nor [`failed`](Self::failed) by then is handed out again.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn due(&self, at: Instant, limit: u32) -> Result<Vec<Outgoing>, PermitsError> {
        let _ = (at, limit);
        Err(PermitsError::Stopping)
    }

    /// Notes that a message was delivered.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn delivered(&self, id: i64, at: Instant) -> Result<(), PermitsError> {
        let _ = (id, at);
        Err(PermitsError::Stopping)
    }

    /// Notes that a message was not delivered: to be tried again at `retry_at`, or given up.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn failed(&self, id: i64, retry_at: Option<Instant>) -> Result<(), PermitsError> {
        let _ = (id, retry_at);
        Err(PermitsError::Stopping)
    }

    /// The latest decisions, newest first.
    ///
    /// # Errors
    /// When the database can't be asked, or a record can't be read.
    pub async fn recent(&self, limit: u32) -> Result<Vec<Recorded>, PermitsError> {
        let _ = limit;
        Err(PermitsError::Stopping)
    }

    /// One decision.
    ///
    /// # Errors
    /// When the database can't be asked, or the record can't be read.
    pub async fn record(&self, id: DecisionId) -> Result<Option<Recorded>, PermitsError> {
        let _ = id;
        Err(PermitsError::Stopping)
    }

    /// Makes a stored decision again, from its record and the regimes and policies of the same digests.
    ///
    /// # Errors
    /// When there is no such record, or what made the decision is not loaded.
    pub async fn replay(&self, id: DecisionId) -> Result<Replay, PermitsError> {
        let _ = id;
        Err(PermitsError::Stopping)
    }
}

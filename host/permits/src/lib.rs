//! The application core: apply, register, check, extend, carry over, revoke; the only writer of permits.
//!
//! What lives here: the one service that all adapters ask, the host's own rules, the decision record and its replay, the
//! encryption of what is personal. What may not: the words of a reply, a protocol, a page, SQL, WASM, or a clock.

mod alarms;
mod announce;
mod apply;
mod caps;
mod carrying;
mod change;
mod changing;
mod check;
mod checking;
mod computed;
mod demand;
mod environment;
mod error;
mod facts;
mod groups;
mod handle;
mod held;
mod keeper;
mod keys;
mod law;
mod message;
mod noted;
mod otherwise;
mod past;
mod permit;
mod places;
mod record;
mod register;
mod replay;
mod ruling;
mod vault;

use std::sync::{
    Arc, OnceLock, RwLock,
    atomic::{AtomicBool, Ordering},
};

use domain::{Attribute, IdentityNumber, Instant, Jurisdiction, PhoneNumber, ServiceNumber};
use jiff::SignedDuration;
use store::{
    Store,
    query::{attribute, conversation, outbox, person, registration, setting, tally},
};

pub use alarms::RaisedAlarm;
pub use caps::Counts;
pub use carrying::CarriedOver;
pub use change::{Change, ChangeKind, ChangedBy, ExtendError, Extended, ExtensionForm, PermitHistory};
pub use check::{Check, CheckCode, Checked};
pub use demand::Demand;
pub use environment::Environment;
pub use error::PermitsError;
pub use facts::{
    Answering, Asked, Fact, FactServices, FactTable, FactsError, Import, Imported, Manner, Origin, Progress, TableUse, Unavailable,
};
pub use held::Held;
pub use keeper::Keeper;
pub use keys::{KeyError, Keys};
pub use message::{
    Answer, Applied, Cancel, Command, Composed, Conversation, Dialog, Effect, Envelope, Letters, Outgoing, Registered, RegistrationForm,
    Which,
};
pub use otherwise::{Onlooker, Otherwise};
pub use past::{Past, PastQuestion, PastRegime, Span};
pub use permit::Permit;
pub use record::{
    DecisionId, IdentityForm, MissingFacts, NotADecision, RECORD_VERSION, Record, Recorded, RecordedPolicy, RecordedRegime, RecordedScope,
    Replay, Standing,
};
pub use vault::{Vault, VaultError};

/// What an adapter's edge reads the time from. Nothing inside does.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// Where codes come from: 64 random bits at a call.
pub type Entropy = Arc<dyn Fn() -> u64 + Send + Sync>;

/// How long a message that was handed out for delivery is nobody else's. Longer than a gateway takes to answer (15 seconds) and
/// shorter than a person waits.
const LEASE: SignedDuration = SignedDuration::from_secs(60);

/// The application service. Cheap to clone; every clone is the same service.
#[derive(Clone)]
pub struct Permits {
    inner: Arc<Inner>,
}

/// Says nothing of what it holds.
impl std::fmt::Debug for Permits {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Permits").finish_non_exhaustive()
    }
}

struct Inner {
    store: Store,
    vault: Vault,
    entropy: Entropy,
    environment: RwLock<Arc<Environment>>,
    keys_fit: AtomicBool,
    services: OnceLock<Arc<dyn FactServices>>,
    onlooker: OnceLock<Arc<dyn Onlooker>>,
}

impl Permits {
    /// A service over a store. Ask [`ready`](Self::ready) before the first message: it finds out whether the keys are the
    /// database's. An environment can be shared by several services.
    #[must_use]
    pub fn new(store: Store, environment: impl Into<Arc<Environment>>, vault: Vault, entropy: Entropy) -> Self {
        Self {
            inner: Arc::new(Inner {
                store,
                vault,
                entropy,
                environment: RwLock::new(environment.into()),
                keys_fit: AtomicBool::new(false),
                services: OnceLock::new(),
                onlooker: OnceLock::new(),
            }),
        }
    }

    /// Lets the service ask others for facts. Without, every service that a regime names is down. Once, before the first message.
    #[must_use]
    pub fn asking(self, services: Arc<dyn FactServices>) -> Self {
        if self.inner.services.set(services).is_err() {
            tracing::warn!("services were given before; these are not asked");
        }
        self
    }

    /// Lets somebody see every decision after it is durable. Once, before the first message.
    #[must_use]
    pub fn seen_by(self, onlooker: Arc<dyn Onlooker>) -> Self {
        if self.inner.onlooker.set(onlooker).is_err() {
            tracing::warn!("somebody looks on already; this one does not");
        }
        self
    }

    /// What decides at this moment. A caller that asks several questions about one message keeps the one it got.
    #[must_use]
    pub fn environment(&self) -> Arc<Environment> {
        Arc::clone(&self.inner.environment.read().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// Replaces what decides, at once and whole. Decisions under way end with the old one.
    pub fn swap(&self, environment: impl Into<Arc<Environment>>) {
        *self.inner.environment.write().unwrap_or_else(std::sync::PoisonError::into_inner) = environment.into();
    }

    /// Whether the database can be reached, and was written with these keys. The first service of a database leaves a mark of its
    /// keys in it.
    ///
    /// # Errors
    /// When it can't, or was not.
    pub async fn ready(&self) -> Result<(), PermitsError> {
        let Inner { store, vault, .. } = self.inner.as_ref();
        store.ping().await?;
        if self.inner.keys_fit.load(Ordering::Relaxed) {
            return Ok(());
        }
        let write = store.write().await?;
        let mark = vault.lookup("mark", &[]);
        let sealed = vault.seal("setting.mark", b"", "exeat")?;
        let lookup = setting::get_or_put(&write.db(), "lookup-key", mark.bytes()).await?;
        let data = setting::get_or_put(&write.db(), "data-key", sealed.bytes()).await?;
        write.commit().await?;
        let opens = vault.open("setting.mark", b"", &store::Sealed::new(data)).is_ok();
        if lookup != mark.bytes() || !opens {
            return Err(PermitsError::OtherKeys);
        }
        self.inner.keys_fit.store(true, Ordering::Relaxed);
        Ok(())
    }

    /// Handles one message, once: in one transaction it is noted as received, decided on, and its permit, record, reply and
    /// conversation are stored. When this returns, they are durable. A message that was handled before gets the same answer
    /// again, and nothing changes.
    ///
    /// `compose` makes the words of the reply from what came of it. It is called again when the database asks for the
    /// transaction to be repeated; only the last answer counts. Instants are taken to the millisecond.
    ///
    /// # Errors
    /// When nothing was changed, so that the message must not be acknowledged.
    pub async fn handle(
        &self,
        envelope: &Envelope,
        command: Command,
        at: Instant,
        mut compose: impl FnMut(&Effect) -> Composed + Send,
    ) -> Result<Answer, PermitsError> {
        // INVARIANT: nothing is compared, so nothing is stale.
        self.handled(envelope, &command, None, whole(at), &mut compose).await?.ok_or(PermitsError::Stopping)
    }

    /// As [`handle`](Self::handle), for a command that was made after a look at the conversation: `None`, and nothing is changed,
    /// when the conversation went on since. The caller looks again and makes another command.
    ///
    /// # Errors
    /// When nothing was changed, so that the message must not be acknowledged.
    pub async fn handle_after(
        &self,
        conversation: &Conversation,
        envelope: &Envelope,
        command: Command,
        at: Instant,
        mut compose: impl FnMut(&Effect) -> Composed + Send,
    ) -> Result<Option<Answer>, PermitsError> {
        self.handled(envelope, &command, Some(conversation.version), whole(at), &mut compose).await
    }

    /// What is remembered of a conversation. A dialog that has expired is absent.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn conversation(&self, from: &PhoneNumber, to: &ServiceNumber, at: Instant) -> Result<Conversation, PermitsError> {
        let key = self.inner.vault.conversation(from, to);
        match conversation::get(&self.inner.store.db(), &key, at).await? {
            Some(stored) => Ok(self.inner.vault.open_conversation(&key, stored)?),
            None => Ok(Conversation::default()),
        }
    }

    /// The registration that a telephone speaks for, and whose it is: the latest, where it speaks for several.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn registration_of(
        &self,
        phone: &PhoneNumber,
        jurisdiction: &Jurisdiction,
    ) -> Result<Option<(Registered, IdentityNumber)>, PermitsError> {
        let db = self.inner.store.db();
        let found = registration::by_phone(&db, &self.inner.vault.registered_phone(phone), jurisdiction).await?;
        let Some(found) = found else { return Ok(None) };
        let Some(person) = person::get(&db, found.person).await? else { return Ok(None) };
        let identity = self.inner.vault.open_identity(&person)?;
        Ok(Some((stands(found), identity)))
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
        let db = self.inner.store.db();
        let Some(person) = person::find(&db, &self.inner.vault.person(identity)).await? else { return Ok(None) };
        Ok(registration::of_person(&db, person.id, jurisdiction).await?.map(stands))
    }

    /// Notes something about a person, such as the flag `quarantined`; what was noted under the same name before is replaced.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn mark(&self, identity: &IdentityNumber, attribute: &Attribute, at: Instant) -> Result<(), PermitsError> {
        let Inner { store, vault, .. } = self.inner.as_ref();
        let lookup = vault.person(identity);
        let new = person::NewPerson { identity: vault.seal_identity(&lookup, identity.reveal())?, lookup, kind: None };
        let write = store.write().await?;
        let person = person::lock_or_put(&write.db(), new, at).await?;
        attribute::put(&write.db(), person.id, attribute, at).await?;
        Ok(write.commit().await?)
    }

    /// Hands out the messages that one gateway carries, oldest first, to nobody else for the next minute. One that is neither
    /// [`delivered`](Self::delivered) nor [`failed`](Self::failed) by then is handed out again.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn due(&self, source: &str, at: Instant, limit: u32) -> Result<Vec<Outgoing>, PermitsError> {
        let write = self.inner.store.write().await?;
        let leased = outbox::lease(&write.db(), source, at, LEASE, limit).await?;
        write.commit().await?;
        leased.into_iter().map(|stored| Ok(self.inner.vault.open_outgoing(stored)?)).collect()
    }

    /// Notes that a message was delivered.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn delivered(&self, id: i64, at: Instant) -> Result<(), PermitsError> {
        let write = self.inner.store.write().await?;
        outbox::delivered(&write.db(), id.into(), at).await?;
        Ok(write.commit().await?)
    }

    /// Notes that a message was not delivered: to be tried again at `retry_at`, or given up.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn failed(&self, id: i64, retry_at: Option<Instant>) -> Result<(), PermitsError> {
        let write = self.inner.store.write().await?;
        outbox::failed(&write.db(), id.into(), retry_at).await?;
        Ok(write.commit().await?)
    }

    /// Forgets how often somebody applied in days and weeks that began before an instant.
    pub(crate) async fn forget_counts(&self, before: Instant) -> Result<(), PermitsError> {
        let write = self.inner.store.write().await?;
        tally::forget(&write.db(), before).await?;
        Ok(write.commit().await?)
    }

    /// How many messages wait for delivery.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn waiting(&self) -> Result<u64, PermitsError> {
        Ok(outbox::waiting(&self.inner.store.db()).await?)
    }
}

/// Whole milliseconds: what is stored and what a policy sees.
fn whole(at: Instant) -> Instant {
    Instant::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

fn stands(stored: registration::Registration) -> Registered {
    Registered { code: stored.code, territory: stored.territory, since: stored.since, again: true }
}

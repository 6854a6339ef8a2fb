//! The application core: apply, register, check, extend, carry over, revoke; the only writer of permits.
//!
//! What lives here: the one service that all adapters ask, the host's own rules, the decision record and its replay, the
//! encryption of what is personal. What may not: the words of a reply, a protocol, a page, SQL, WASM, or a clock.

mod again;
mod alarms;
mod announce;
mod apply;
mod aside;
mod asking;
mod caps;
mod carrying;
mod change;
mod changing;
mod check;
mod checking;
mod computed;
mod delivery;
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
mod messages;
mod noted;
mod otherwise;
mod past;
mod permit;
mod places;
mod purge;
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
use record::Names;
use store::{
    Lookup, Store,
    query::{attribute, conversation, person, registration, setting, tally},
};

pub use alarms::RaisedAlarm;
pub use aside::{PartOf, SetAside};
pub use caps::Counts;
pub use carrying::CarriedOver;
pub use change::{Change, ChangeKind, ChangedBy, ExtendError, Extended, ExtensionForm, PermitHistory};
pub use check::{Check, CheckCode, Checked};
pub use delivery::Fate;
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
    Answer, Applied, Cancel, Command, Composed, Conversation, Dialog, Effect, Envelope, Handling, Letters, Outgoing, Registered,
    RegistrationForm, Which,
};
pub use messages::{MessageState, MessageView, ReplyView};
pub use otherwise::{Onlooker, Otherwise};
pub use past::{Past, PastQuestion, PastRegime, Span};
pub use permit::Permit;
pub use record::{
    DecisionId, IdentityForm, MessageId, MissingFacts, NotADecision, RECORD_VERSION, Record, Recorded, RecordedPolicy, RecordedRegime,
    RecordedScope, Replay, Standing,
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
    names: Names,
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
                names: Names::default(),
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

    /// How many calls of [`handle_all`](Self::handle_all) get further at once than one.
    #[must_use]
    pub fn writers(&self) -> usize {
        self.inner.store.writers()
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

    /// Handles messages, each once: in one transaction they are noted as received, decided on, and their permits, records, replies and
    /// conversations are stored. When this returns, they are durable. A message that was handled before gets the same answer again, and
    /// nothing changes. Two messages of one telephone or one person are handled in the order in which they stand here.
    ///
    /// The answers are in the order of the messages. `None` stands for a message that came after a version of its conversation that is no
    /// longer the latest: nothing was changed, and the caller looks at the conversation again and makes another command.
    ///
    /// # Errors
    /// For each message by itself: nothing was changed, so that it must not be acknowledged.
    pub async fn handle_all(&self, mut handlings: Vec<Handling<'_>>) -> Vec<Result<Option<Answer>, PermitsError>> {
        for handling in &mut handlings {
            handling.at = whole(handling.at);
        }
        self.handled(handlings).await
    }

    /// As [`handle_all`](Self::handle_all), of one message that comes after no conversation.
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
        let came = self.handle_all(vec![Handling::new(envelope.clone(), command, at, compose)]).await;
        // INVARIANT: nothing is compared, so nothing is stale.
        came.into_iter().next().ok_or(PermitsError::Stopping)??.ok_or(PermitsError::Stopping)
    }

    /// What is remembered of a conversation. A dialog that has expired is absent.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn conversation(&self, from: &PhoneNumber, to: &ServiceNumber, at: Instant) -> Result<Conversation, PermitsError> {
        Ok(self.conversations(&[(from, to)], at).await?.pop().unwrap_or_default())
    }

    /// What is remembered of conversations, in their order. A dialog that has expired is absent.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn conversations(&self, between: &[(&PhoneNumber, &ServiceNumber)], at: Instant) -> Result<Vec<Conversation>, PermitsError> {
        let Inner { store, vault, .. } = self.inner.as_ref();
        let keys: Vec<Lookup> = between.iter().map(|(from, to)| vault.conversation(from, to)).collect();
        let stored = conversation::all(&store.db(), &keys, at).await?;
        let opened = keys.iter().map(|key| match stored.get(key) {
            Some(stored) => Ok(vault.open_conversation(key, stored.clone())?),
            None => Ok(Conversation::default()),
        });
        opened.collect()
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

    /// The name of a message that is received, and of what comes of it.
    pub(crate) fn name(&self, at: Instant) -> MessageId {
        self.inner.names.next(at, (self.inner.entropy)())
    }

    /// Forgets how often somebody applied in days and weeks that began before an instant.
    pub(crate) async fn forget_counts(&self, before: Instant) -> Result<(), PermitsError> {
        let write = self.inner.store.write().await?;
        tally::forget(&write.db(), before).await?;
        Ok(write.commit().await?)
    }
}

/// Whole milliseconds: what is stored and what a policy sees.
fn whole(at: Instant) -> Instant {
    Instant::from_millisecond(at.as_millisecond()).unwrap_or(at)
}

fn stands(stored: registration::Registration) -> Registered {
    Registered { code: stored.code, territory: stored.territory, since: stored.since, again: true }
}

//! One message, one transaction.

use std::time::Duration;

use domain::Instant;
use jiff::SignedDuration;
use store::{
    Db, Lookup,
    query::{
        conversation, decision,
        inbox::{self, Answered, Received, Taken},
        outbox, permit, person, registration,
    },
};

use crate::{
    Permits,
    environment::Environment,
    error::PermitsError,
    facts::Fetched,
    message::{Answer, Applied, Command, Composed, Effect, Envelope, Outgoing, Registered},
    noted::Noted,
    record::Record,
};

/// How long a message with an identifier is the same message when it comes again. Gateways redeliver for a day or two.
const SAME_BY_ID: SignedDuration = SignedDuration::from_hours(48);
/// How long the same words from the same telephone are the same message: a gateway that retries without an identifier does so at
/// once, and nobody types a message twice in five seconds to get two permits.
const SAME_BY_TEXT: SignedDuration = SignedDuration::from_secs(5);
/// How often a transaction is tried that others are in the way of. Waiting for locks is up to the database; this is for
/// deadlocks and lost races, of which two in a row are rare already.
const ATTEMPTS: u32 = 6;

/// What was looked at before the transaction.
#[derive(Clone, Copy)]
struct Seen<'a> {
    facts: &'a Fetched,
    /// The version of the conversation, where it matters.
    conversation: Option<i64>,
}

/// What a transaction came to.
enum Handled {
    /// The message was new; and the record of what was decided, where somebody looks on.
    New(Box<Answer>, Option<Record>),
    /// It was answered before.
    Before(Answered),
    /// It was to be answered after a conversation that has gone on since.
    Stale,
}

impl Permits {
    /// `None` when the conversation is no longer the one of this version.
    pub(crate) async fn handled(
        &self,
        envelope: &Envelope,
        command: &Command,
        after: Option<i64>,
        at: Instant,
        compose: &mut (dyn FnMut(&Effect) -> Composed + Send),
    ) -> Result<Option<Answer>, PermitsError> {
        let environment = self.environment();
        let fetched = match command {
            Command::Apply(application) => self.fetched(&environment, application, at).await?,
            _ => Fetched::default(),
        };
        let seen = Seen { facts: &fetched, conversation: after };
        let mut attempt = 1;
        let handled = loop {
            match self.attempt(&environment, envelope, command, seen, at, compose).await {
                Err(PermitsError::Store(error)) if error.is_busy() => {
                    if attempt == ATTEMPTS {
                        return Err(PermitsError::Busy { attempts: ATTEMPTS, last: error });
                    }
                    metrics::counter!("exeat_transaction_retries_total").increment(1);
                    tracing::debug!(attempt, %error, "transaction is tried again");
                    tokio::time::sleep(Duration::from_millis(5 << attempt)).await;
                    attempt += 1;
                }
                other => break other?,
            }
        };
        match handled {
            Handled::New(answer, record) => {
                count(envelope, &answer);
                if let Some((onlooker, record)) = self.inner.onlooker.get().zip(record) {
                    onlooker.decided(&environment, record);
                }
                Ok(Some(*answer))
            }
            Handled::Before(answered) => {
                metrics::counter!("exeat_repeated_messages_total", "source" => envelope.source.clone()).increment(1);
                tracing::info!(source = envelope.source, "message delivered again");
                self.again(&environment, answered).await.map(Some)
            }
            Handled::Stale => {
                metrics::counter!("exeat_stale_conversations_total").increment(1);
                Ok(None)
            }
        }
    }

    /// One try. Whatever ends it before the commit leaves nothing behind.
    async fn attempt(
        &self,
        environment: &std::sync::Arc<Environment>,
        envelope: &Envelope,
        command: &Command,
        seen: Seen<'_>,
        at: Instant,
        compose: &mut (dyn FnMut(&Effect) -> Composed + Send),
    ) -> Result<Handled, PermitsError> {
        let (key, window) = self.same(envelope);
        let write = self.inner.store.write().await?;
        let received = Received { source: &envelope.source, key: &key, message_id: envelope.id.as_deref(), at, window };
        let place = match inbox::take(&write.db(), &received).await? {
            Taken::New(place) => place,
            Taken::Before(answered) => return Ok(Handled::Before(answered)),
        };
        if let (Some(version), Some(from), Some(to)) = (seen.conversation, &envelope.from, &envelope.to)
            && conversation::lock(&write.db(), &self.inner.vault.conversation(from, to)).await? != version
        {
            return Ok(Handled::Stale);
        }
        let mut record = None;
        let (effect, mut answered) = match command {
            Command::Apply(application) => {
                let (applied, answered, decided) = self.apply(&write, environment, application, seen.facts, at).await?;
                record = decided;
                (applied, answered)
            }
            Command::Register(form) => self.register(&write, environment, form, at).await?,
            Command::Correct(form) => self.correct(&write, environment, form, at).await?,
            Command::Cancel(cancel) => self.cancel(&write.db(), environment, cancel, at).await?,
            Command::Note => (Effect::Noted, Answered::default()),
        };
        answered.effect = Some(Noted::of(&effect).text()?);
        let composed = compose(&effect);
        let due = due(&effect, at);
        let Some(reply) = self.keep(&write.db(), envelope, &key, composed, seen.conversation, (at, due)).await? else {
            return Ok(Handled::Stale);
        };
        answered.outgoing = reply.as_ref().map(|reply| reply.id.into());
        inbox::answer(&write.db(), place, &answered).await?;
        write.commit().await?;
        Ok(Handled::New(Box::new(Answer { effect: Some(effect), reply, repeated: false }), record))
    }

    /// What makes a message the same, and for how long.
    fn same(&self, envelope: &Envelope) -> (Lookup, SignedDuration) {
        let from = envelope.from.as_ref().map_or("", |from| from.as_str());
        let to = envelope.to.as_ref().map_or("", |to| to.as_str());
        let text = envelope.text.reveal();
        let vault = &self.inner.vault;
        match (&envelope.id, &envelope.from) {
            (Some(id), _) => (vault.lookup("inbox.id", &[id, from, to, text]), SAME_BY_ID),
            (None, Some(_)) => (vault.lookup("inbox.text", &[from, to, text]), SAME_BY_TEXT),
            // Nothing to tell it by: it is never the same as another.
            (None, None) => (vault.lookup("inbox.once", &[&format!("{:x}", (self.inner.entropy)())]), SignedDuration::ZERO),
        }
    }

    /// Queues the reply and stores the conversation. `None` when somebody began the conversation that was not there.
    async fn keep(
        &self,
        db: &Db<'_>,
        envelope: &Envelope,
        key: &Lookup,
        composed: Composed,
        after: Option<i64>,
        (at, due): (Instant, Instant),
    ) -> Result<Option<Option<Outgoing>>, PermitsError> {
        let (Some(from), Some(to)) = (&envelope.from, &envelope.to) else { return Ok(Some(None)) };
        let vault = &self.inner.vault;
        if let Some(changed) = composed.conversation {
            let key = vault.conversation(from, to);
            let sealed = vault.seal_conversation(&key, &changed)?;
            if after == Some(0) {
                if !conversation::begin(db, &key, sealed, at).await? {
                    return Ok(None);
                }
            } else {
                conversation::put(db, &key, sealed, at).await?;
            }
        }
        let Some(text) = composed.reply else { return Ok(Some(None)) };
        let (recipient, sealed) = vault.seal_outgoing(key, from, &text)?;
        let (source, sender) = (envelope.source.clone(), to.clone());
        let new = outbox::NewOutgoing { source: source.clone(), message: key.clone(), recipient, sender, text: sealed, at, due };
        let id = outbox::put(db, new).await?;
        let text = domain::Secret::new(text);
        Ok(Some(Some(Outgoing { id: id.get(), source, to: from.clone(), from: to.clone(), text, attempts: 0, due })))
    }

    /// The answer that was given before, from what was stored with it.
    async fn again(&self, environment: &Environment, answered: Answered) -> Result<Answer, PermitsError> {
        let db = self.inner.store.db();
        let noted = answered.effect.as_deref().map(Noted::read).transpose()?;
        let effect = match noted {
            Some(Noted::Applied) => self.applied_before(&db, environment, &answered).await?.map(Effect::Applied),
            Some(Noted::Registered { again }) => self.registered_before(&db, &answered, again).await?.map(Effect::Registered),
            Some(Noted::NotRegistered(reason)) => Some(Effect::NotRegistered(reason)),
            Some(Noted::Corrected) => self.registered_before(&db, &answered, false).await?.map(Effect::Corrected),
            Some(Noted::Cancelled(code)) => self.cancelled_before(&db, environment, &code).await?.map(Effect::Cancelled),
            Some(Noted::NotCancelled) => Some(Effect::NotCancelled(Vec::new())),
            Some(Noted::Nothing) => Some(Effect::Noted),
            None => None,
        };
        let reply = match answered.outgoing {
            Some(id) => outbox::by_id(&db, id).await?.map(|stored| self.inner.vault.open_outgoing(stored)).transpose()?,
            None => None,
        };
        Ok(Answer { effect, reply, repeated: true })
    }

    async fn applied_before(&self, db: &Db<'_>, environment: &Environment, answered: &Answered) -> Result<Option<Applied>, PermitsError> {
        let Some(id) = &answered.decision else { return Ok(None) };
        let Some(stored) = decision::by_id(db, id).await? else { return Ok(None) };
        let record = Record::read(id, &stored.record)?;
        let holder = match stored.person {
            Some(person) => person::get(db, person).await?.map(|person| self.holder(&person)).transpose()?.flatten(),
            None => None,
        };
        let permit = permit::by_decision(db, id).await?.map(|stored| self.permit(stored)).transpose()?;
        let regimes = record.ruling().filter_map(|regime| environment.regimes().by_digest(&regime.digest)).cloned().collect();
        Ok(Some(Applied { decision: record.decision, permit, regimes, holder, record: record.id }))
    }

    async fn registered_before(&self, db: &Db<'_>, answered: &Answered, again: bool) -> Result<Option<Registered>, PermitsError> {
        let Some(id) = answered.registration else { return Ok(None) };
        Ok(registration::by_id(db, id).await?.map(|stored| Registered {
            code: stored.code,
            territory: stored.territory,
            since: stored.since,
            again,
        }))
    }
}

fn count(envelope: &Envelope, answer: &Answer) {
    match &answer.effect {
        Some(Effect::Applied(applied)) => {
            let outcome = applied.decision.outcome.as_str();
            metrics::counter!("exeat_decisions_total", "source" => envelope.source.clone(), "outcome" => outcome).increment(1);
            let reason = applied.decision.reasons.first().map_or("", |reason| reason.code.as_str());
            tracing::info!(decision = %applied.record, outcome, reason, source = envelope.source, "decided");
        }
        Some(Effect::Registered(registered)) => {
            let again = if registered.again { "true" } else { "false" };
            metrics::counter!("exeat_registrations_total", "again" => again).increment(1);
            tracing::info!(again = registered.again, source = envelope.source, "registered");
        }
        Some(Effect::Corrected(_)) => tracing::info!(source = envelope.source, "a registration was corrected"),
        Some(Effect::Cancelled(held)) => tracing::info!(permit = ?held.permit.code, source = envelope.source, "permit given back"),
        Some(Effect::NotRegistered(reason)) => tracing::info!(reason = %reason.code, source = envelope.source, "not registered"),
        Some(Effect::NotCancelled(_) | Effect::Noted) | None => {}
    }
}

/// When the reply may be delivered: at once, unless a regime has granting ones held back. Who is refused learns it at once: a
/// refusal is worth nothing at a checkpoint.
fn due(effect: &Effect, at: Instant) -> Instant {
    let Effect::Applied(Applied { permit: Some(_), regimes, .. }) = effect else { return at };
    told_at(regimes.iter().map(std::sync::Arc::as_ref), at)
}

/// When somebody learns by text message of a permit that was granted at `at` under these regimes.
pub(crate) fn told_at<'r>(regimes: impl Iterator<Item = &'r regime::Regime>, at: Instant) -> Instant {
    let delay = regimes.filter_map(|regime| regime.safeguards.reply_delay).max();
    delay.and_then(|delay| at.checked_add(SignedDuration::from(delay)).ok()).unwrap_or(at)
}

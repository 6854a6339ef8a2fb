//! Many messages, one transaction, each of them whole or not at all.
//!
//! A transaction costs a write to the disk, whatever is in it; so messages that come together are stored together. No two in one
//! transaction are of one telephone or one person: those follow in the next one, in the order in which they came. What one message
//! breaks takes nothing from the others: the transaction is given up, and both halves are tried by themselves.

use std::{collections::HashSet, sync::Arc, time::Duration};

use domain::Instant;
use futures_util::future::{BoxFuture, join_all};
use jiff::SignedDuration;
use store::{
    Db, Lookup, StoreError,
    query::{
        conversation,
        inbox::{self, Answered, Known, NewMessage, Same},
        outbox,
    },
};

use crate::{
    Permits,
    apply::Applications,
    asking::{Among, Asking},
    environment::Environment,
    error::PermitsError,
    facts::Fetched,
    message::{Answer, Applied, Command, Composed, Effect, Envelope, Handling, Outgoing},
    noted::Noted,
    record::{DecisionId, Record},
};

/// How long a message with an identifier is the same message when it comes again. Gateways redeliver for a day or two.
pub(crate) const SAME_BY_ID: SignedDuration = SignedDuration::from_hours(48);
/// How long the same words from the same telephone are the same message: a gateway that retries without an identifier does so at
/// once, and nobody types a message twice in five seconds to get two permits.
const SAME_BY_TEXT: SignedDuration = SignedDuration::from_secs(5);
/// How often a transaction is tried that others are in the way of. Waiting for locks is up to the database; this is for
/// deadlocks and lost races, of which two in a row are rare already.
pub(crate) const ATTEMPTS: u32 = 6;
/// After this long nobody waits for an answer any more. A permit is told for as long as it is good.
const POINTLESS_AFTER: SignedDuration = SignedDuration::from_hours(24);

/// What makes the words of a reply. Beside the message, since only one thread at a time may call it.
type Compose<'c> = Box<dyn FnMut(&Effect) -> Composed + Send + 'c>;

/// A message on its way.
struct Job {
    place: usize,
    envelope: Envelope,
    command: Command,
    at: Instant,
    after: Option<i64>,
    claimed_until: Option<Instant>,
    /// What services said.
    fetched: Fetched,
    /// What makes it the same as another.
    key: Lookup,
    since: Instant,
    unacknowledged: Option<(Instant, Instant)>,
    /// Whether it was set aside before.
    resumed: bool,
    /// The name of the message and of what comes of it.
    id: DecisionId,
    /// What no two messages of one transaction have in common.
    own: Vec<Lookup>,
}

/// What a transaction came to for a message.
enum Handled {
    /// It was new; and the record of what was decided, where somebody looks on.
    New(Box<Answer>, Option<Record>),
    /// It was answered before, under this name.
    Before(String, Answered),
    /// It was to be answered after a conversation that has gone on since.
    Stale,
    /// Another one of the same person comes first.
    Later,
    /// Nothing was stored of it.
    Failed(PermitsError),
}

type Came = Result<Option<Answer>, PermitsError>;

/// What comes of a message, with the record where somebody looks on, and what is noted of it; nothing, when another one of the same person
/// comes first.
type CameOf = Result<Option<(Effect, Option<Record>, Answered)>, PermitsError>;

impl Permits {
    /// In the order of the messages. `None` for one whose conversation is no longer of the version that it came after.
    pub(crate) async fn handled(&self, handlings: Vec<Handling<'_>>) -> Vec<Came> {
        let environment = self.environment();
        let mut came: Vec<Option<Came>> = handlings.iter().map(|_| None).collect();
        let (jobs, composing): (Vec<Job>, Vec<Compose<'_>>) =
            handlings.into_iter().enumerate().map(|(place, handling)| self.job(place, handling)).unzip();
        let fetched = self.fetch(&environment, &jobs).await;
        let mut left: Vec<(Job, Compose<'_>)> = Vec::with_capacity(jobs.len());
        for (((mut job, compose), fetched), came) in jobs.into_iter().zip(composing).zip(fetched).zip(&mut came) {
            match fetched {
                Ok(fetched) => {
                    job.fetched = fetched;
                    left.push((job, compose));
                }
                Err(error) => *came = Some(Err(error)),
            }
        }
        while !left.is_empty() {
            let (mut round, mut composing, mut next) = (Vec::new(), Vec::new(), Vec::new());
            let mut taken: HashSet<Lookup> = HashSet::new();
            for (job, compose) in left {
                // What waits is waited for by what comes after it.
                let free = !job.own.iter().any(|own| taken.contains(own));
                taken.extend(job.own.iter().cloned());
                if free {
                    round.push(job);
                    composing.push(compose);
                } else {
                    next.push((job, compose));
                }
            }
            let done = self.stored(&environment, &round, &mut composing).await;
            for ((job, compose), handled) in round.into_iter().zip(composing).zip(done) {
                let place = job.place;
                let answer = match handled {
                    Handled::Later => {
                        next.push((job, compose));
                        continue;
                    }
                    handled => self.answer(&environment, &job, handled).await,
                };
                if let Some(came) = came.get_mut(place) {
                    *came = Some(answer);
                }
            }
            next.sort_by_key(|(job, _)| job.place);
            left = next;
        }
        came.into_iter().map(|came| came.unwrap_or(Err(PermitsError::Stopping))).collect()
    }

    /// Asks services for what the messages need, outside of any transaction.
    async fn fetch(&self, environment: &Arc<Environment>, jobs: &[Job]) -> Vec<Result<Fetched, PermitsError>> {
        let fetching = jobs.iter().map(|job| async {
            match &job.command {
                Command::Apply(application) => self.fetched(environment, application, job.at).await,
                _ => Ok(Fetched::default()),
            }
        });
        join_all(fetching).await
    }

    fn job<'c>(&self, place: usize, handling: Handling<'c>) -> (Job, Compose<'c>) {
        let (key, since) = self.same_as(&handling.envelope, handling.at, handling.same_for);
        let own = self.own(&handling, &key);
        let Handling { envelope, command, at, after, claimed_until, unacknowledged, resumed, compose, .. } = handling;
        let unacknowledged = unacknowledged.filter(|_| envelope.id.is_none()).map(|within| (within.start(), within.end()));
        let id = resumed.unwrap_or_else(|| self.name(at));
        let (fetched, resumed) = (Fetched::default(), resumed.is_some());
        let job = Job { place, envelope, command, at, after, claimed_until, fetched, key, since, unacknowledged, resumed, id, own };
        (job, compose)
    }

    /// One transaction; where it fails, one for each half.
    fn stored<'f>(
        &'f self,
        environment: &'f Arc<Environment>,
        jobs: &'f [Job],
        composing: &'f mut [Compose<'_>],
    ) -> BoxFuture<'f, Vec<Handled>> {
        Box::pin(async move {
            let error = match self.tried(environment, jobs, composing).await {
                Ok(handled) => return handled,
                Err(error) => error,
            };
            if jobs.len() < 2 {
                return vec![Handled::Failed(error)];
            }
            if error.is_temporary() {
                // None of them is what was wrong.
                let why = error.to_string();
                let others = std::iter::repeat_with(|| Handled::Failed(PermitsError::Unavailable(why.clone())));
                return others.take(jobs.len()).collect();
            }
            tracing::debug!(messages = jobs.len(), %error, "a transaction failed and is divided");
            let (first, second) = jobs.split_at(jobs.len() / 2);
            let (composing, composing_second) = composing.split_at_mut(first.len());
            let mut handled = self.stored(environment, first, composing).await;
            handled.extend(self.stored(environment, second, composing_second).await);
            handled
        })
    }

    async fn tried(
        &self,
        environment: &Arc<Environment>,
        jobs: &[Job],
        composing: &mut [Compose<'_>],
    ) -> Result<Vec<Handled>, PermitsError> {
        let mut attempt = 1;
        loop {
            match self.attempt(environment, jobs, composing).await {
                Err(PermitsError::Store(error)) if error.is_busy() => {
                    if attempt == ATTEMPTS {
                        return Err(PermitsError::Busy { attempts: ATTEMPTS, last: error });
                    }
                    metrics::counter!("exeat_transaction_retries_total").increment(1);
                    tracing::debug!(attempt, %error, "transaction is tried again");
                    tokio::time::sleep(Duration::from_millis(5 << attempt)).await;
                    attempt += 1;
                }
                other => return other,
            }
        }
    }

    /// One try. Whatever ends it before the commit leaves nothing behind.
    async fn attempt(
        &self,
        environment: &Arc<Environment>,
        jobs: &[Job],
        composing: &mut [Compose<'_>],
    ) -> Result<Vec<Handled>, PermitsError> {
        let mut steps = Steps::begin();
        let write = self.inner.store.write().await?;
        steps.done("turn");
        let db = write.db();
        let same: Vec<Same<'_>> = jobs.iter().map(Job::same).collect();
        let known = inbox::known(&db, &same).await?;
        let versions = conversation::lock_all(&db, &self.awaited(jobs, &known)).await?;
        let mut handled: Vec<Option<Handled>> = Vec::with_capacity(jobs.len());
        let mut over: Vec<Option<String>> = Vec::with_capacity(jobs.len());
        for (job, known) in jobs.iter().zip(known) {
            let (done, former) = match known {
                // It waits under its own name, and this is another try.
                _ if job.resumed => (None, None),
                Known::Before(name, answered) => (Some(Handled::Before(name, answered)), None),
                Known::New => (None, None),
                Known::Over(name) => (None, Some(name)),
            };
            let stands = |after: &i64| *after == self.conversation_of(job).and_then(|key| versions.get(&key).copied()).unwrap_or(0);
            let stale = done.is_none() && job.after.is_some_and(|after| !stands(&after));
            handled.push(if stale { Some(Handled::Stale) } else { done });
            over.push(former);
        }
        steps.done("known");
        let (mut effects, applications) = self.effects(&db, environment, jobs, &handled).await?;
        steps.done("decide");
        let mut kept = Kept::default();
        let mut messages = Vec::new();
        let open = jobs.iter().zip(composing).zip(&mut handled).zip(over).zip(&mut effects);
        for ((((job, compose), handled), over), effect) in open {
            let (effect, record, mut answered) = match effect.take() {
                None => continue,
                Some(Ok(Some(came))) => came,
                Some(Ok(None)) => {
                    *handled = Some(Handled::Later);
                    continue;
                }
                Some(Err(error)) => {
                    *handled = Some(Handled::Failed(error));
                    continue;
                }
            };
            answered.effect = Some(Noted::of(&effect).text()?);
            let composed = compose(&effect);
            let reply = self.keep(job, composed, &effect, &mut kept)?;
            let answer = Answer { effect: Some(effect), reply, repeated: false };
            if job.resumed {
                *handled = Some(Handled::New(Box::new(answer), record));
                kept.resumed.push((job.id.to_string(), answered));
                continue;
            }
            messages.push(NewMessage {
                id: job.id.to_string(),
                source: &job.envelope.source,
                key: &job.key,
                over,
                message_id: job.envelope.id.as_deref(),
                at: job.at,
                answered: Ok(answered),
            });
            *handled = Some(Handled::New(Box::new(answer), record));
        }
        steps.done("compose");
        let new = handled.iter().any(|handled| matches!(handled, Some(Handled::New(..))));
        if let Some(at) = jobs.iter().map(|job| job.at).max().filter(|_| new) {
            // While one is written the next is made ready.
            tokio::try_join!(
                applications.store(&db),
                conversation::begin_all(&db, kept.begun, at),
                conversation::put_all(&db, kept.continued, at),
                outbox::put_all(&db, kept.outgoing),
                inbox::put_all(&db, &messages),
            )?;
            for (name, answered) in &kept.resumed {
                if !inbox::decided(&db, name, answered).await? {
                    return Err(StoreError::Overtaken.into());
                }
            }
            steps.done("store");
            write.commit().await?;
            steps.done("commit");
            metrics::histogram!("exeat_batch_messages").record(u32::try_from(jobs.len()).map_or(f64::MAX, f64::from));
        }
        Ok(handled.into_iter().map(|handled| handled.unwrap_or(Handled::Later)).collect())
    }

    /// What comes of each message that is not done with: `None` for one of a person of whom another comes first.
    async fn effects(
        &self,
        db: &Db<'_>,
        environment: &Arc<Environment>,
        jobs: &[Job],
        done: &[Option<Handled>],
    ) -> Result<(Vec<Option<CameOf>>, Applications), PermitsError> {
        let open = || jobs.iter().zip(done).filter(|(_, done)| done.is_none()).map(|(job, _)| job);
        let asked: Vec<Asking<'_>> = open().filter_map(Job::asking).collect();
        let (applied, applications) = self.apply_all(db, environment, &asked).await?;
        let mut applied = applied.into_iter();
        let mut effects = Vec::with_capacity(jobs.len());
        for (job, done) in jobs.iter().zip(done) {
            if done.is_some() {
                effects.push(None);
                continue;
            }
            let at = job.at;
            let (effect, answered) = match &job.command {
                Command::Apply(_) => {
                    effects.push(Some(match applied.next() {
                        Some(Among::Done(decided)) => Ok(Some((decided.effect, decided.record, Answered::default()))),
                        Some(Among::Failed(error)) => Err(error),
                        Some(Among::Later) | None => Ok(None),
                    }));
                    continue;
                }
                Command::Register(form) => self.register(db, environment, form, at).await?,
                Command::Correct(form) => self.correct(db, environment, form, at).await?,
                Command::Cancel(cancel) => self.cancel(db, environment, cancel, at).await?,
                Command::Note => (Effect::Noted, Answered::default()),
            };
            effects.push(Some(Ok(Some((effect, None, answered)))));
        }
        Ok((effects, applications))
    }

    /// The reply and the conversation, to be stored.
    fn keep(&self, job: &Job, composed: Composed, effect: &Effect, kept: &mut Kept) -> Result<Option<Outgoing>, PermitsError> {
        let Job { envelope, at, after, claimed_until, .. } = job;
        let (Some(from), Some(to)) = (&envelope.from, &envelope.to) else { return Ok(None) };
        let vault = &self.inner.vault;
        if let Some(changed) = composed.conversation {
            let key = vault.conversation(from, to);
            let sealed = vault.seal_conversation(&key, &changed)?;
            let conversations = if *after == Some(0) { &mut kept.begun } else { &mut kept.continued };
            conversations.push((key, sealed));
        }
        let Some(text) = composed.reply else { return Ok(None) };
        let (recipient, sealed) = vault.seal_outgoing(&job.key, from, &text)?;
        let due = due(effect, *at);
        // What is held back waits in the queue, whoever would have sent it.
        let claimed_until = claimed_until.filter(|_| due <= *at);
        let expires_at = Some(pointless_from(effect, *at));
        kept.outgoing.push(outbox::NewOutgoing {
            id: job.id.to_string(),
            source: envelope.source.clone(),
            message: job.key.clone(),
            recipient,
            sender: to.clone(),
            text: sealed,
            at: *at,
            due,
            expires_at,
            claimed_until,
        });
        Ok(Some(Outgoing {
            id: job.id,
            source: envelope.source.clone(),
            to: from.clone(),
            from: to.clone(),
            text: domain::Secret::new(text),
            attempts: u32::from(claimed_until.is_some()),
            doubtful: 0,
            due,
            claimed_until,
            expires_at,
        }))
    }

    async fn answer(&self, environment: &Arc<Environment>, job: &Job, handled: Handled) -> Came {
        let envelope = &job.envelope;
        match handled {
            Handled::New(answer, record) => {
                count(envelope, &answer);
                if let Some((onlooker, record)) = self.inner.onlooker.get().zip(record) {
                    onlooker.decided(environment, record);
                }
                Ok(Some(*answer))
            }
            Handled::Before(name, answered) => {
                metrics::counter!("exeat_repeated_messages_total", "source" => envelope.source.clone()).increment(1);
                tracing::info!(source = envelope.source, "message delivered again");
                self.again(environment, &name, answered).await.map(Some)
            }
            Handled::Stale => {
                metrics::counter!("exeat_stale_conversations_total").increment(1);
                Ok(None)
            }
            Handled::Failed(error) => Err(error),
            Handled::Later => Err(PermitsError::Stopping),
        }
    }

    /// What makes a message the same as another, and since when another one is.
    pub(crate) fn same_as(&self, envelope: &Envelope, at: Instant, same_for: Option<SignedDuration>) -> (Lookup, Instant) {
        let from = envelope.from.as_ref().map_or("", |from| from.as_str());
        let to = envelope.to.as_ref().map_or("", |to| to.as_str());
        let text = envelope.text.reveal();
        let vault = &self.inner.vault;
        match (&envelope.id, &envelope.from) {
            (Some(id), _) => (vault.lookup("inbox.id", &[id, from, to, text]), inbox::since(at, SAME_BY_ID)),
            (None, Some(_)) => (vault.lookup("inbox.text", &[from, to, text]), inbox::since(at, same_for.unwrap_or(SAME_BY_TEXT))),
            // Nothing to tell it by: it is never the same as another.
            (None, None) => (vault.lookup("inbox.once", &[&format!("{:x}", (self.inner.entropy)())]), at),
        }
    }

    /// The message itself, its telephones and its person.
    fn own(&self, handling: &Handling<'_>, key: &Lookup) -> Vec<Lookup> {
        let vault = &self.inner.vault;
        let (phone, identity) = match &handling.command {
            Command::Apply(application) => (application.phone.as_ref(), application.identity.as_ref()),
            Command::Register(form) | Command::Correct(form) => (form.phone.as_ref(), Some(&form.identity)),
            Command::Cancel(_) | Command::Note => (None, None),
        };
        let phones = [handling.envelope.from.as_ref(), phone].into_iter().flatten().map(|phone| vault.counted_phone(phone));
        let mut own: Vec<Lookup> = phones.chain(identity.map(|identity| vault.person(identity))).collect();
        own.push(key.clone());
        own
    }

    fn conversation_of(&self, job: &Job) -> Option<Lookup> {
        let Envelope { from, to, .. } = &job.envelope;
        Some(self.inner.vault.conversation(from.as_ref()?, to.as_ref()?))
    }

    /// The conversations of the new messages that come after one.
    fn awaited(&self, jobs: &[Job], known: &[Known]) -> Vec<Lookup> {
        let open = |(job, known): &(&Job, &Known)| job.resumed || !matches!(known, Known::Before(..));
        let new = jobs.iter().zip(known).filter(open).map(|(job, _)| job);
        new.filter(|job| job.after.is_some()).filter_map(|job| self.conversation_of(job)).collect()
    }
}

impl Job {
    fn same(&self) -> Same<'_> {
        Same { source: &self.envelope.source, key: &self.key, since: self.since, also: self.unacknowledged }
    }

    fn asking(&self) -> Option<Asking<'_>> {
        let Command::Apply(application) = &self.command else { return None };
        Some(Asking { application, fetched: &self.fetched, at: self.at, id: self.id })
    }
}

/// How long the steps of a transaction take, for those who watch.
struct Steps(std::time::Instant);

impl Steps {
    fn begin() -> Self {
        Self(std::time::Instant::now())
    }

    fn done(&mut self, step: &'static str) {
        let now = std::time::Instant::now();
        metrics::histogram!("exeat_batch_seconds", "step" => step).record(now.duration_since(self.0));
        self.0 = now;
    }
}

/// What is stored at the end of a transaction.
#[derive(Default)]
struct Kept {
    begun: Vec<(Lookup, conversation::StoredConversation)>,
    continued: Vec<(Lookup, conversation::StoredConversation)>,
    outgoing: Vec<outbox::NewOutgoing>,
    /// Messages that were set aside and are decided on now.
    resumed: Vec<(String, Answered)>,
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
    told_at(regimes.iter().map(Arc::as_ref), at)
}

/// From when on the reply has lost its point: a permit's with the permit, any other when nobody waits for it any more.
fn pointless_from(effect: &Effect, at: Instant) -> Instant {
    match effect {
        Effect::Applied(Applied { permit: Some(permit), .. }) => permit.validity.interval.end(),
        _ => at.saturating_add(POINTLESS_AFTER).unwrap_or(at),
    }
}

/// When somebody learns by text message of a permit that was granted at `at` under these regimes.
pub(crate) fn told_at<'r>(regimes: impl Iterator<Item = &'r regime::Regime>, at: Instant) -> Instant {
    let delay = regimes.filter_map(|regime| regime.safeguards.reply_delay).max();
    delay.and_then(|delay| at.checked_add(SignedDuration::from(delay)).ok()).unwrap_or(at)
}

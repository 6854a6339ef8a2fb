//! A message comes in; a reply goes out. Everything between is asked of `permits`, in one call that commits.

use std::{panic::AssertUnwindSafe, sync::Arc};

use domain::{Instant, Language, Outcome, Secret, Segments, ServiceNumber};
use permits::{Answer, Conversation, Effect, Envelope, Environment, Fate, Handling, Permits, PermitsError};
use regime::{Behind, Regime};
use tokio::sync::oneshot;

use crate::{
    lanes::Lanes,
    language::choose,
    listening::{Ears, Listening},
    message::{Carriage, Inbound, Received, Reply},
    plan::{Caller, Context, Standing},
    planned::Planned,
    reading::{self, FormRef, Grammar, Meaning, Reading, Said},
    registration,
};

/// How often a message is read again because another of the same telephone was answered meanwhile. Each time one of them was.
const LOOKS: u32 = 32;
/// To hand over fewer messages than these to another thread takes as long as to read them.
const SHARE: usize = 8;

/// The service that gateways hand messages to. Cheap to clone; every clone is the same service.
#[derive(Clone)]
pub struct Messages {
    permits: Permits,
    ears: Arc<Ears>,
    lanes: Arc<Lanes<Waiting>>,
}

/// A message that waits for its answer, and whoever waits for it.
struct Waiting {
    message: Inbound,
    carriage: Carriage,
    at: Instant,
    answer: oneshot::Sender<Result<Received, PermitsError>>,
}

/// A message as it was read.
struct Heard {
    environment: Arc<Environment>,
    standing: Standing,
    regimes: Vec<Arc<Regime>>,
    listening: Arc<Listening>,
    reading: Reading,
}

impl Messages {
    /// A service over `permits`.
    #[must_use]
    pub fn new(permits: Permits) -> Self {
        Self { lanes: Arc::new(Lanes::new(permits.writers())), permits, ears: Arc::default() }
    }

    /// A service over another core that knows already what this one has learnt of the regimes: for many cores that share an
    /// environment.
    #[must_use]
    pub fn beside(&self, permits: Permits) -> Self {
        Self { ears: Arc::clone(&self.ears), ..Self::new(permits) }
    }

    /// The core that it asks.
    #[must_use]
    pub fn permits(&self) -> &Permits {
        &self.permits
    }

    /// Reads a message, has it decided on and composes the reply. When this returns, all of it is durable, and the reply is
    /// queued. The same message again gets the same reply. Messages of one telephone are answered in the order of these calls.
    ///
    /// # Errors
    /// When nothing was changed: the gateway must not acknowledge the message.
    pub async fn receive(&self, message: Inbound, at: Instant) -> Result<Received, PermitsError> {
        self.receive_with(message, Carriage::default(), at).await
    }

    /// As [`receive`](Self::receive), for a gateway that carries messages in a way of its own. It waits for its turn from this call on,
    /// not from when the answer is first asked for.
    ///
    /// # Errors
    /// When nothing was changed: the gateway must not acknowledge the message.
    pub fn receive_with(
        &self,
        message: Inbound,
        carriage: Carriage,
        at: Instant,
    ) -> impl Future<Output = Result<Received, PermitsError>> + Send + 'static {
        let (answer, answered) = oneshot::channel();
        let phone = message.from.clone();
        let messages = self.clone();
        let work = move |batch| {
            let messages = messages.clone();
            async move { messages.answer(batch).await }
        };
        let queued = self.lanes.put(&phone, Waiting { message, carriage, at, answer }, work).is_ok();
        async move {
            if !queued {
                metrics::counter!("exeat_sms_overload_total").increment(1);
                return Err(PermitsError::Overloaded);
            }
            answered.await.unwrap_or(Err(PermitsError::Stopping))
        }
    }

    /// Tries again messages that were set aside and are due.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn try_again(&self, at: Instant) -> Result<(), PermitsError> {
        const AT_ONCE: u32 = 32;
        for aside in self.permits.set_aside_and_due(at, AT_ONCE).await? {
            let Envelope { source, id, from, to, text } = aside.envelope.clone();
            let Some((from, to)) = from.zip(to) else { continue };
            let carriage = Carriage { resumed: Some(aside.name), ..Carriage::default() };
            if let Err(error) = self.receive_with(Inbound { source, id, from, to, text }, carriage, at).await {
                tracing::error!(message = %aside.name, attempts = aside.attempts, %error, "a message can't be decided on still");
                self.permits.set_aside_again(&aside, &error, at).await?;
            }
        }
        Ok(())
    }

    /// Notes that a reply was handed over without the queue.
    ///
    /// # Errors
    /// When the database can't be asked; then the reply is delivered again by the queue.
    pub async fn carried(&self, reply: &Reply, at: Instant) -> Result<(), PermitsError> {
        self.permits.settle(vec![(reply.id, Fate::Delivered)], at).await
    }

    /// Answers messages, each of which is told of its own answer.
    async fn answer(&self, mut left: Vec<Waiting>) {
        for _ in 0..LOOKS {
            if left.is_empty() {
                return;
            }
            left = self.look(left).await;
        }
        for waiting in left {
            let _ = waiting.answer.send(Err(PermitsError::Overtaken { attempts: LOOKS }));
        }
    }

    /// Answers messages after a look at their conversations. Returns those whose conversations went on meanwhile.
    async fn look(&self, waiting: Vec<Waiting>) -> Vec<Waiting> {
        let (mut asked, mut planned) = (Vec::new(), Vec::new());
        let began = std::time::Instant::now();
        let plans = self.plans(waiting).await;
        metrics::histogram!("exeat_batch_seconds", "step" => "read").record(began.elapsed());
        for (waiting, plan) in plans {
            match plan {
                Ok(plan) => {
                    asked.push(waiting);
                    planned.push(plan);
                }
                Err(error) => drop(waiting.answer.send(Err(error))),
            }
        }
        let handlings = asked.iter().zip(&planned).map(|(waiting, planned)| {
            let Inbound { source, id, from, to, text } = waiting.message.clone();
            let envelope = Envelope { source, id, from: Some(from), to: Some(to), text };
            let handling = Handling::new(envelope, planned.command.clone(), waiting.at, |effect| planned.compose(effect));
            let Carriage { same_for, unacknowledged, claimed_until, resumed } = waiting.carriage;
            Handling { after: Some(planned.before.version), same_for, unacknowledged, claimed_until, resumed, ..handling }
        });
        let answers = self.permits.handle_all(handlings.collect()).await;
        let mut stale = Vec::new();
        for ((waiting, planned), answer) in asked.into_iter().zip(planned).zip(answers) {
            match answer {
                Ok(Some(answer)) => {
                    let received = received(&planned, answer, waiting.at);
                    count(&received, planned.is_quiet());
                    let _ = waiting.answer.send(Ok(received));
                }
                Ok(None) => stale.push(waiting),
                Err(error) => drop(waiting.answer.send(Err(error))),
            }
        }
        stale
    }

    /// What is to be done about messages.
    async fn plans(&self, waiting: Vec<Waiting>) -> Vec<(Waiting, Result<Planned, PermitsError>)> {
        let Some(at) = waiting.iter().map(|waiting| waiting.at).max() else { return Vec::new() };
        let (waiting, heard) = self.hear(waiting).await;
        let between: Vec<_> = waiting.iter().map(|waiting| (&waiting.message.from, &waiting.message.to)).collect();
        let conversations = match self.permits.conversations(&between, at).await {
            Ok(conversations) => conversations,
            Err(error) if error.is_temporary() => {
                let why = error.to_string();
                return waiting.into_iter().map(|waiting| (waiting, Err(PermitsError::Unavailable(why.clone())))).collect();
            }
            // Somebody's conversation can't be read: each is asked for by itself.
            Err(_) if waiting.len() > 1 => return self.plans_one_by_one(waiting).await,
            Err(error) => return waiting.into_iter().zip([Err(error)]).collect(),
        };
        let mut plans = Vec::with_capacity(waiting.len());
        for ((waiting, heard), conversation) in waiting.into_iter().zip(heard).zip(conversations) {
            let plan = match heard {
                Some(heard) => self.plan(&waiting.message, heard, conversation, waiting.at).await,
                None => Err(PermitsError::Fault),
            };
            plans.push((waiting, plan));
        }
        plans
    }

    async fn plans_one_by_one(&self, waiting: Vec<Waiting>) -> Vec<(Waiting, Result<Planned, PermitsError>)> {
        let mut plans = Vec::with_capacity(waiting.len());
        for waiting in waiting {
            plans.extend(Box::pin(self.plans(vec![waiting])).await);
        }
        plans
    }

    /// Reads messages, shared out among the processors. `None` for one that the program fails at.
    async fn hear(&self, waiting: Vec<Waiting>) -> (Vec<Waiting>, Vec<Option<Heard>>) {
        let environment = self.permits.environment();
        let threads = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let share = waiting.len().div_ceil(threads).max(SHARE);
        let mut reading = Vec::new();
        for part in waiting.chunks(share) {
            let ears = Arc::clone(&self.ears);
            let environment = Arc::clone(&environment);
            let said: Vec<_> = part.iter().map(|waiting| (waiting.message.to.clone(), waiting.message.text.clone(), waiting.at)).collect();
            let heard = tokio::task::spawn_blocking(move || {
                let hear = |(to, text, at): &(ServiceNumber, Secret, Instant)| hear(&ears, &environment, to, text, *at);
                said.iter().map(|said| std::panic::catch_unwind(AssertUnwindSafe(|| hear(said))).ok()).collect::<Vec<_>>()
            });
            reading.push((part.len(), heard));
        }
        let mut heard = Vec::with_capacity(waiting.len());
        for (length, reading) in reading {
            match reading.await {
                Ok(read) => heard.extend(read),
                Err(_) => heard.extend(std::iter::repeat_with(|| None).take(length)),
            }
        }
        (waiting, heard)
    }

    async fn plan(&self, message: &Inbound, heard: Heard, conversation: Conversation, at: Instant) -> Result<Planned, PermitsError> {
        let Heard { environment, standing, regimes, listening, reading } = heard;
        let offered = offered(&listening.grammar, &environment);
        let chosen = choose(&offered, &listening.alphabets, &reading.evidence, conversation.language);
        let caller = self.caller(message, &reading, &regimes, at).await?;
        let context = Context { environment, standing, regimes, conversation, caller, message, at };
        Ok(context.plan(reading, chosen))
    }

    /// What is known of whoever has the telephone, where the answer depends on it.
    async fn caller(&self, message: &Inbound, reading: &Reading, regimes: &[Arc<Regime>], at: Instant) -> Result<Caller, PermitsError> {
        let mut caller = Caller::default();
        if matches!(reading.meaning, Ok(Meaning::Apply(_))) {
            return Ok(caller);
        }
        if let Some(FormRef { regime, .. }) = registration::form(regimes) {
            let found = self.permits.registration_of(&message.from, &regime.jurisdiction).await?;
            caller.registered = found.map(|(registered, _)| registered);
            if matches!(reading.meaning, Ok(Meaning::Correct(_) | Meaning::Said(Said::Correct))) {
                caller.correctable = self.permits.can_correct(&message.from, &regime, at).await?;
            }
        }
        if matches!(reading.meaning, Ok(Meaning::Said(Said::Status))) {
            caller.held = self.permits.held(&message.from, &message.to, at).await?;
        }
        Ok(caller)
    }
}

fn hear(ears: &Ears, environment: &Arc<Environment>, to: &ServiceNumber, text: &Secret, at: Instant) -> Heard {
    let (standing, regimes) = match environment.regimes().behind(to, at) {
        Behind::Unknown => (Standing::Nothing, Vec::new()),
        Behind::InForce(regimes) => (Standing::InForce, regimes),
        Behind::NotYet(regime) => (Standing::NotYet(regime.in_force.from), vec![regime]),
        Behind::Ended(regime) => (Standing::Ended(regime.in_force.until.unwrap_or(at)), vec![regime]),
    };
    let listening = ears.of(environment, &regimes);
    let reading = reading::read(&listening.grammar, text.reveal());
    Heard { environment: Arc::clone(environment), standing, regimes, listening, reading }
}

/// The languages of the replies: of a number that nobody listens at, those of all regimes.
fn offered(grammar: &Grammar, environment: &Environment) -> Vec<Language> {
    if !grammar.languages().is_empty() {
        return grammar.languages().to_vec();
    }
    let mut languages: Vec<Language> = Vec::new();
    for language in environment.regimes().iter().flat_map(|regime| regime.languages()) {
        if !languages.contains(&language) {
            languages.push(language);
        }
    }
    languages
}

fn received(planned: &Planned, answer: Answer, at: Instant) -> Received {
    let (outcome, record) = match &answer.effect {
        Some(Effect::Applied(applied)) => (Some(applied.decision.outcome), Some(applied.record)),
        Some(Effect::NotRegistered(_)) => (Some(Outcome::Refused), None),
        Some(Effect::Registered(_) | Effect::Corrected(_) | Effect::Cancelled(_) | Effect::NotCancelled(_) | Effect::Noted) | None => {
            (None, None)
        }
    };
    let language = planned.language.filter(|_| !answer.repeated);
    let reply = answer.reply.map(|outgoing| Reply {
        id: outgoing.id,
        segments: Segments::of(outgoing.text.reveal()),
        held_until: Some(outgoing.due).filter(|due| *due > at),
        claimed_until: outgoing.claimed_until,
        expires_at: outgoing.expires_at,
        to: outgoing.to,
        from: outgoing.from,
        text: outgoing.text,
        language,
    });
    // What a repeated message is now read as may differ from what it was read as: a dialog has moved on since.
    let rejected = planned.rejected.filter(|_| !answer.repeated && matches!(answer.effect, Some(Effect::Noted)));
    Received { reply, outcome, record, rejected, repeated: answer.repeated }
}

fn count(received: &Received, quiet: bool) {
    let result = match (received.outcome, received.rejected) {
        (Some(outcome), _) => outcome.as_str(),
        (None, Some(rejected)) => rejected.as_str(),
        (None, None) => "noted",
    };
    let repeated = if received.repeated { "yes" } else { "no" };
    metrics::counter!("exeat_sms_messages_total", "result" => result, "repeated" => repeated).increment(1);
    match &received.reply {
        Some(reply) => {
            metrics::histogram!("exeat_sms_reply_segments").record(f64::from(u32::try_from(reply.segments.count).unwrap_or(u32::MAX)));
            tracing::debug!(result, repeated = received.repeated, segments = reply.segments.count, to = ?reply.to, "a message was answered");
        }
        None if quiet => tracing::debug!(result, repeated = received.repeated, "a message was answered by silence"),
        None => tracing::warn!(result, repeated = received.repeated, "a message got no answer: the catalogues have no words for it"),
    }
}

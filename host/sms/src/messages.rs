//! A message comes in; a reply goes out. Everything between is asked of `permits`, in one call that commits.

use std::sync::Arc;

use domain::{Instant, Language, Outcome, Segments};
use permits::{Answer, Effect, Envelope, Environment, Permits, PermitsError};
use regime::{Behind, Regime};

use crate::{
    language::choose,
    listening::Ears,
    message::{Inbound, Received, Reply},
    plan::{Caller, Context, Standing},
    planned::Planned,
    reading::{self, FormRef, Grammar, Meaning, Reading, Said},
    registration,
};

/// How often a message is read again because another of the same telephone was answered meanwhile. Each time one of them was.
const LOOKS: u32 = 32;

/// The service that gateways hand messages to. Cheap to clone; every clone is the same service.
#[derive(Clone)]
pub struct Messages {
    permits: Permits,
    ears: Arc<Ears>,
}

impl Messages {
    /// A service over `permits`.
    #[must_use]
    pub fn new(permits: Permits) -> Self {
        Self { permits, ears: Arc::default() }
    }

    /// A service over another core that knows already what this one has learnt of the regimes: for many cores that share an
    /// environment.
    #[must_use]
    pub fn beside(&self, permits: Permits) -> Self {
        Self { permits, ears: Arc::clone(&self.ears) }
    }

    /// The core that it asks.
    #[must_use]
    pub fn permits(&self) -> &Permits {
        &self.permits
    }

    /// Reads a message, has it decided on and composes the reply. When this returns, all of it is durable, and the reply is
    /// queued. The same message again gets the same reply.
    ///
    /// # Errors
    /// When nothing was changed: the gateway must not acknowledge the message.
    pub async fn receive(&self, message: Inbound, at: Instant) -> Result<Received, PermitsError> {
        let Inbound { source, id, from, to, text } = message.clone();
        let envelope = Envelope { source, id, from: Some(from), to: Some(to), text };
        for _ in 0..LOOKS {
            let planned = self.plan(&message, at).await?;
            let (before, command) = (&planned.before, planned.command.clone());
            let answer = self.permits.handle_after(before, &envelope, command, at, |effect| planned.compose(effect)).await?;
            if let Some(answer) = answer {
                let received = received(&planned, answer, at);
                count(&received, planned.is_quiet());
                return Ok(received);
            }
        }
        Err(PermitsError::Overtaken { attempts: LOOKS })
    }

    /// Notes that a reply was handed over without the queue.
    ///
    /// # Errors
    /// When the database can't be asked; then the reply is delivered again by the queue.
    pub async fn carried(&self, reply: &Reply, at: Instant) -> Result<(), PermitsError> {
        self.permits.delivered(reply.id, at).await
    }

    async fn plan(&self, message: &Inbound, at: Instant) -> Result<Planned, PermitsError> {
        let environment = self.permits.environment();
        let (standing, regimes) = match environment.regimes().behind(&message.to, at) {
            Behind::Unknown => (Standing::Nothing, Vec::new()),
            Behind::InForce(regimes) => (Standing::InForce, regimes),
            Behind::NotYet(regime) => (Standing::NotYet(regime.in_force.from), vec![regime]),
            Behind::Ended(regime) => (Standing::Ended(regime.in_force.until.unwrap_or(at)), vec![regime]),
        };
        let listening = self.ears.of(&environment, &regimes);
        let reading = reading::read(&listening.grammar, message.text.reveal());
        let conversation = self.permits.conversation(&message.from, &message.to, at).await?;
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

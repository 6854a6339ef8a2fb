//! One case's own world: an empty store, the real service over it, and what has happened in it so far.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use domain::{Application, Attribute, Instant, PhoneNumber, PurposeId, Scope, Secret, ServiceNumber, Value};
use permits::{
    CheckCode, Command, Composed, DecisionId, Effect, Envelope, Environment, ExtendError, ExtensionForm, Keys, Permits, Record, Vault,
};
use regime::{FieldKind, Regime};
use sms::{Inbound, Messages};
use store::Store;

use crate::{
    corpus::judge::Outcome,
    expect::Happened,
    facts,
    file::{Action, Apply, Check, Extend, Known, Mark, Sms},
    run::CasesError,
};

/// Nothing leaves the memory of the process, so the keys need not be secret; they are the same in every run.
const KEYS: &str = "data 1 0101010101010101010101010101010101010101010101010101010101010101
lookup 0202020202020202020202020202020202020202020202020202020202020202
";

/// A message that was sent, and what came of it.
pub(crate) struct Written {
    pub outcome: Outcome,
    pub reply: String,
}

pub(crate) struct World<'a> {
    regime: &'a Regime,
    from: &'a PhoneNumber,
    permits: Permits,
    messages: Messages,
    /// What `{permit}` and `{registration}` stand for.
    codes: BTreeMap<&'static str, String>,
    /// Decisions that an earlier step made.
    seen: BTreeSet<DecisionId>,
    /// The purposes of permits that were extended.
    extended: BTreeSet<PurposeId>,
    /// How many permits of earlier regimes went on under this one.
    carried: u64,
    /// Every message without a name of its own gets the next number.
    sent: u64,
}

/// The same numbers in every run, without a pattern: the finaliser of splitmix64 over a counter.
fn entropy() -> permits::Entropy {
    let next = AtomicU64::new(1);
    Arc::new(move || {
        let mut z = next.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    })
}

impl<'a> World<'a> {
    /// A world in which nothing has happened, and providers of facts say what the case says.
    pub(crate) async fn new(
        environment: &Arc<Environment>,
        regime: &'a Regime,
        from: &'a PhoneNumber,
        known: &Known,
        heard: &OnceLock<Messages>,
    ) -> Result<Self, CasesError> {
        let store = Store::open("sqlite::memory:").await?;
        let keys: Keys = KEYS.parse()?;
        let permits = Permits::new(store, Arc::clone(environment), Vault::new(&keys)?, entropy());
        permits.ready().await?;
        let permits = facts::provide(permits, known, regime).await?;
        // What can be written to a number is learnt once for all worlds of a run.
        let messages = heard.get_or_init(|| Messages::new(permits.clone())).beside(permits.clone());
        Ok(Self {
            regime,
            from,
            permits,
            messages,
            codes: BTreeMap::new(),
            seen: BTreeSet::new(),
            extended: BTreeSet::new(),
            carried: 0,
            sent: 0,
        })
    }

    pub(crate) fn codes(&self) -> &BTreeMap<&'static str, String> {
        &self.codes
    }

    /// The purposes of permits that were extended.
    pub(crate) fn extended(&self) -> impl Iterator<Item = &PurposeId> {
        self.extended.iter()
    }

    /// Whether permits of earlier regimes went on under this one.
    pub(crate) fn carried_over(&self) -> bool {
        self.carried > 0
    }

    /// Does one thing. Beside what came of it, the record of what was decided. An `Err` is what went wrong, for the report.
    pub(crate) async fn act(&mut self, action: &Action, at: Instant) -> Result<(Happened, Option<Record>), String> {
        // A host does by itself what a regime says of permits of earlier ones.
        let carried = self.permits.carry_over(at, |_| {}).await.map_err(|error| error.to_string())?;
        self.carried += carried.iter().filter(|c| c.regime == self.regime.id).map(|c| c.permits).sum::<u64>();
        let mut happened = match action {
            Action::Sms(sms) => self.message(sms, at).await?,
            Action::Apply(apply) => self.apply(apply, at).await?,
            Action::Check(check) => self.check(check, at).await?,
            Action::Revoke(code) => self.revoke(code, at).await?,
            Action::Mark(mark) => self.mark(mark, at).await?,
            Action::Extend(extend) => self.extend(extend, at).await?,
        };
        let record = self.decided().await?;
        happened.decision = record.as_ref().map(|record| record.decision.clone());
        Ok((happened, record))
    }

    async fn message(&mut self, sms: &Sms, at: Instant) -> Result<Happened, String> {
        let (text, from, to, id) = match sms {
            Sms::Words(text) => (text, None, None, None),
            Sms::Message(message) => (&message.text, message.from.as_ref(), message.to.as_ref(), message.id.clone()),
        };
        self.sent += 1;
        let from = from.unwrap_or(self.from).clone();
        let own: Option<&ServiceNumber> = self.regime.sms.as_ref().map(|sms| &sms.number);
        let inbound = Inbound {
            source: "cases".to_owned(),
            id: Some(id.unwrap_or_else(|| format!("cases-{}", self.sent))),
            from: from.clone(),
            to: to.or(own).ok_or("the regime is not used by text message")?.clone(),
            text: Secret::new(self.fill(text)),
        };
        let received = self.messages.receive(inbound, at).await.map_err(|error| error.to_string())?;
        let registered = self.permits.registration_of(&from, &self.regime.jurisdiction).await.map_err(|error| error.to_string())?;
        if let Some((registered, _)) = &registered {
            self.remember("registration", registered.code.to_string());
        }
        Ok(Happened {
            language: received.reply.as_ref().and_then(|reply| reply.language),
            due: received.reply.as_ref().map(|reply| reply.held_until.unwrap_or(at)),
            reply: received.reply.map(|reply| reply.text.reveal().to_owned()),
            rejected: received.rejected.map(|kind| kind.as_str()),
            registered: registered.is_some(),
            repeated: received.repeated,
            ..Happened::default()
        })
    }

    /// Sends a message and asks what came of it: of whom, what for, with which vehicle.
    pub(crate) async fn write(&mut self, text: &str, at: Instant) -> Result<Written, String> {
        self.sent += 1;
        let to = &self.regime.sms.as_ref().ok_or("the regime is not used by text message")?.number;
        let (source, id) = ("cases".to_owned(), Some(format!("cases-{}", self.sent)));
        let inbound = Inbound { source: source.clone(), id: id.clone(), from: self.from.clone(), to: to.clone(), text: Secret::new(text) };
        let received = self.messages.receive(inbound, at).await.map_err(|error| error.to_string())?;
        let reply = received.reply.map(|reply| reply.text.reveal().to_owned()).unwrap_or_default();
        if let Some(kind) = received.rejected {
            return Ok(Written { outcome: Outcome::Rejected(kind), reply });
        }
        // The same message again has the same effect, and says more of it than an answer does.
        let envelope = Envelope { source, id, from: Some(self.from.clone()), to: Some(to.clone()), text: Secret::new(text) };
        let again = self.permits.handle(&envelope, Command::Note, at, |_| Composed::default()).await.map_err(|error| error.to_string())?;
        let outcome = match again.effect {
            Some(Effect::Applied(applied)) => {
                let record = self.decided().await?.ok_or("the decision was not stored")?;
                let plate = applied.permit.map(|permit| permit.plate);
                Outcome::Decided { purpose: record.request.purpose, holder: applied.holder, plate }
            }
            Some(Effect::Registered(_) | Effect::Corrected(_)) => {
                let jurisdiction = &self.regime.jurisdiction;
                let found = self.permits.registration_of(self.from, jurisdiction).await.map_err(|error| error.to_string())?;
                Outcome::Registering { identity: found.map(|(_, identity)| identity), complete: true }
            }
            Some(Effect::Cancelled(_) | Effect::NotCancelled(_)) => Outcome::Answered,
            Some(Effect::NotRegistered(_)) => Outcome::Registering { identity: None, complete: false },
            Some(Effect::Noted) | None => self.noted(to, at).await?,
        };
        Ok(Written { outcome, reply })
    }

    /// Whether a message without an effect has begun a dialog, and what it said in it.
    async fn noted(&self, to: &ServiceNumber, at: Instant) -> Result<Outcome, String> {
        let conversation = self.permits.conversation(self.from, to, at).await.map_err(|error| error.to_string())?;
        Ok(match conversation.dialog {
            Some(dialog) => {
                let identity = dialog.collected.get(FieldKind::Identity.as_str()).and_then(|number| number.reveal().parse().ok());
                Outcome::Registering { identity, complete: false }
            }
            None => Outcome::Answered,
        })
    }

    async fn apply(&mut self, apply: &Apply, at: Instant) -> Result<Happened, String> {
        self.sent += 1;
        let start =
            apply.start.map(|start| start.instant(&self.regime.time_zone).ok_or("no instant has the local time of `start`")).transpose()?;
        let application = Application {
            channel: apply.channel,
            scope: Scope::Place(apply.place.clone()),
            purpose: apply.purpose.clone(),
            identity: apply.identity.clone(),
            phone: apply.phone.clone(),
            plate: apply.plate.clone(),
            start,
        };
        let envelope = Envelope {
            source: apply.channel.as_str().to_owned(),
            id: Some(format!("cases-{}", self.sent)),
            from: None,
            to: None,
            text: Secret::default(),
        };
        let command = Command::Apply(application);
        let answer = self.permits.handle(&envelope, command, at, |_| Composed::default()).await.map_err(|error| error.to_string())?;
        Ok(Happened { repeated: answer.repeated, ..Happened::default() })
    }

    async fn check(&mut self, check: &Check, at: Instant) -> Result<Happened, String> {
        let code = self.fill(&check.code);
        let code = code
            .parse()
            .map(CheckCode::Permit)
            .or_else(|_| code.parse().map(CheckCode::Registration))
            .map_err(|error| format!("`{code}`: {error}"))?;
        let identity = check.identity.as_deref().map(str::parse).transpose().map_err(|error: domain::Invalid| error.to_string())?;
        let check = permits::Check { code, place: check.place.clone(), identity };
        let checked = self.permits.check(&check, at).await.map_err(|error| error.to_string())?;
        let demands = checked.demands.iter().map(|demand| (demand.regime.id.clone(), demand.satisfied.unwrap_or_default()));
        Ok(Happened {
            verdict: Some(checked.verdict),
            demands: demands.collect(),
            end: checked.permit.map(|permit| permit.validity.interval.end()),
            ..Happened::default()
        })
    }

    async fn extend(&mut self, extend: &Extend, at: Instant) -> Result<Happened, String> {
        let code = self.fill(&extend.code);
        let code = code.parse().map_err(|error| format!("`{code}`: {error}"))?;
        let until = extend.until.on(self.regime.local(at).date());
        let until = self.regime.time_zone.to_timestamp(until).map_err(|_| "no instant has the local time of `until`")?;
        let form = ExtensionForm { code, until, document: Secret::new(extend.document.as_str()), by: extend.by };
        match self.permits.extend(&form, at).await {
            Ok(extended) => {
                self.extended.insert(extended.permit.purpose.clone());
                Ok(Happened { end: Some(extended.permit.validity.interval.end()), ..Happened::default() })
            }
            Err(ExtendError::Failed(error)) => Err(error.to_string()),
            Err(refused) => Ok(Happened { rejected: Some(refused.code()), ..Happened::default() }),
        }
    }

    async fn revoke(&mut self, code: &str, at: Instant) -> Result<Happened, String> {
        let code = self.fill(code);
        let parsed = code.parse().map_err(|error| format!("`{code}`: {error}"))?;
        match self.permits.revoke(parsed, at).await {
            Ok(true) => Ok(Happened::default()),
            Ok(false) => Err(format!("there is no permit `{code}` to take back")),
            Err(error) => Err(error.to_string()),
        }
    }

    async fn mark(&mut self, mark: &Mark, at: Instant) -> Result<Happened, String> {
        let attribute = Attribute { name: mark.attribute.clone(), value: Value::Flag(mark.value) };
        self.permits.mark(&mark.identity, &attribute, at).await.map_err(|error| error.to_string())?;
        Ok(Happened::default())
    }

    /// What this step decided: the one record that no earlier step had.
    async fn decided(&mut self) -> Result<Option<Record>, String> {
        // Records of one instant come in no order that says which is the newest, so all of them are asked for.
        let limit = u32::try_from(self.seen.len() + 1).unwrap_or(u32::MAX);
        let recent = self.permits.recent(limit).await.map_err(|error| error.to_string())?;
        let Some(new) = recent.into_iter().find(|recorded| !self.seen.contains(&recorded.record.id)) else { return Ok(None) };
        self.seen.insert(new.record.id);
        if let Some(code) = new.permit {
            self.remember("permit", code.to_string());
        }
        Ok(Some(new.record))
    }

    fn remember(&mut self, name: &'static str, code: String) {
        self.codes.insert(name, code);
    }

    fn fill(&self, text: &str) -> String {
        crate::expect::fill(&self.codes, text)
    }
}

//! A plugin configured for one regime: what decides.

use std::{fmt, sync::Arc};

use domain::{Decision, Facts, Needs, PolicyName, ReasonCode, RegimeId, Request, RuleId};
use jiff::tz::TimeZone;
use wasmtime::{
    Store,
    component::{Instance, InstancePre},
};

use crate::{
    answer,
    contract::{functions, types},
    dimension::{Dimension, dimensions},
    engine::Engine,
    error::DecideError,
    fault::{self, Fault},
    gate::Slot,
    plugin::{Plugin, configure},
    question::{self, Unknown},
    session::Session,
    state::{State, begin},
    symbols::Symbols,
    world::Exports,
};

/// A configured policy. Cheap to clone; decisions can be made on any number of threads at once.
#[derive(Clone)]
pub struct Policy(Arc<Inner>);

struct Inner {
    engine: Arc<Engine>,
    plugin: Plugin,
    regime: RegimeId,
    symbols: Symbols,
    frozen: Frozen,
    critical_points: Option<Vec<Dimension>>,
}

/// What every decision starts from.
pub(crate) struct Frozen {
    pub(crate) pre: InstancePre<State>,
    pub(crate) exports: Exports,
    /// What `configure` is called with on every start, where the configured memory could not be frozen.
    pub(crate) again: Option<types::Configuration>,
    pub(crate) zone: TimeZone,
}

/// An instance that is ready to decide, with the slot that it stands in.
pub(crate) struct Live {
    pub(crate) store: Store<State>,
    pub(crate) instance: Instance,
    // INVARIANT: after the store, which is dropped first: the slot is free only when the pool has its memory back.
    _slot: Slot,
}

impl fmt::Debug for Policy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Policy").field("plugin", self.name()).field("regime", self.regime()).finish_non_exhaustive()
    }
}

impl Policy {
    pub(crate) fn new(engine: Arc<Engine>, plugin: Plugin, regime: RegimeId, symbols: Symbols, frozen: Frozen) -> Result<Self, Fault> {
        let mut inner = Inner { engine, plugin, regime, symbols, frozen, critical_points: None };
        inner.critical_points = inner.ask_critical_points()?;
        Ok(Self(Arc::new(inner)))
    }

    /// Decides one application, in a fresh instance that nobody has used and nobody will.
    ///
    /// It takes the thread for some twenty microseconds, or for as long as the engine's limits allow.
    ///
    /// # Errors
    /// When the request names what the regime does not have, no slot is free, or the plugin fails.
    pub fn decide(&self, request: &Request, facts: &Facts) -> Result<Decision, DecideError> {
        let (request, facts) = self.question(request, facts)?;
        let mut live = self.live()?;
        let decided = self.0.decide(&mut live, request, facts);
        drop(live);
        self.answer(decided)
    }

    /// The same, and what the plugin noted meanwhile (`diagnostics` of the contract), in order: for whoever tries a plugin that is being
    /// written. The decision is the one of [`decide`](Self::decide), whether somebody looks or not. At most 64 notes of 1 KiB are kept.
    ///
    /// A note may say something about the person. Show it to who asked for it, and keep it nowhere.
    pub fn decide_noting(&self, request: &Request, facts: &Facts) -> (Result<Decision, DecideError>, Vec<String>) {
        let asked = self.question(request, facts).and_then(|question| Ok((question, self.live()?)));
        let ((request, facts), mut live) = match asked {
            Ok(asked) => asked,
            Err(error) => return (Err(error), Vec::new()),
        };
        live.store.data_mut().keep_notes();
        let decided = self.0.decide(&mut live, request, facts);
        let notes = live.store.data_mut().take_notes();
        drop(live);
        (self.answer(decided), notes)
    }

    /// An instance that is used again and again, by research and bulk. It stands in a slot of its own until it is dropped.
    ///
    /// # Errors
    /// When no slot is free, or the plugin fails to start.
    pub fn session(&self) -> Result<Session, DecideError> {
        let live = self.live()?;
        Session::new(self.clone(), live).map_err(|fault| self.fault(fault))
    }

    /// Where its answers can change; `None` when it does not know.
    #[must_use]
    pub fn critical_points(&self) -> Option<&[Dimension]> {
        self.0.critical_points.as_deref()
    }

    /// What it needs to know of a person.
    #[must_use]
    pub fn needs(&self) -> &Needs {
        &self.0.symbols.needs
    }

    /// Every reason that it can give.
    pub fn reasons(&self) -> impl ExactSizeIterator<Item = &ReasonCode> {
        self.0.symbols.reasons.iter()
    }

    /// Every rule that its traces can name.
    pub fn rules(&self) -> impl ExactSizeIterator<Item = &RuleId> {
        self.0.symbols.rules.iter()
    }

    /// The tables of names, for the rows of a batch.
    #[must_use]
    pub fn symbols(&self) -> &Symbols {
        &self.0.symbols
    }

    /// The plugin's name.
    #[must_use]
    pub fn name(&self) -> &PolicyName {
        &self.0.plugin.description().name
    }

    /// The plugin.
    #[must_use]
    pub fn plugin(&self) -> &Plugin {
        &self.0.plugin
    }

    /// The SHA-256 of the plugin, in lower-case hexadecimal digits. With the digest of the regime it says which rule decided.
    #[must_use]
    pub fn digest(&self) -> &str {
        self.0.plugin.digest()
    }

    /// The regime that it decides for.
    #[must_use]
    pub fn regime(&self) -> &RegimeId {
        &self.0.regime
    }

    /// Whether a decision starts from frozen memory. Otherwise `configure` runs before each.
    #[must_use]
    pub fn is_frozen(&self) -> bool {
        self.0.frozen.again.is_none()
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.0.engine
    }

    pub(crate) fn exports(&self) -> &Exports {
        &self.0.frozen.exports
    }

    pub(crate) fn question(&self, request: &Request, facts: &Facts) -> Result<(types::Request, types::Facts), DecideError> {
        let symbols = &self.0.symbols;
        question::request(symbols, request).and_then(|request| Ok((request, question::facts(symbols, facts)?))).map_err(
            |Unknown { what, name }| DecideError::Unknown { plugin: self.name().clone(), regime: self.regime().clone(), what, name },
        )
    }

    pub(crate) fn answer(&self, decided: Result<Result<types::Decision, types::PolicyError>, Fault>) -> Result<Decision, DecideError> {
        let decided = match decided {
            Ok(Ok(decision)) => answer::decision(&self.0.symbols, &self.0.regime, decision).map_err(Fault::BadAnswer),
            Ok(Err(returned)) => Err(Fault::PolicyReturned(answer::policy_error(returned))),
            Err(fault) => Err(fault),
        };
        decided.map_err(|fault| self.fault(fault))
    }

    pub(crate) fn fault(&self, fault: Fault) -> DecideError {
        DecideError::Fault { plugin: self.name().clone(), regime: self.regime().clone(), fault }
    }

    fn live(&self) -> Result<Live, DecideError> {
        let gate = &self.0.engine.gate;
        let Some(slot) = gate.enter() else {
            return Err(DecideError::Busy { plugin: self.name().clone(), regime: self.regime().clone(), waited: gate.patience() });
        };
        self.0.start(slot).map_err(|fault| self.fault(fault))
    }
}

impl Inner {
    fn start(&self, slot: Slot) -> Result<Live, Fault> {
        let options = &self.engine.options;
        let mut store = State::store(&self.engine.decisions.engine, options, self.frozen.zone.clone());
        begin(&mut store, if self.frozen.again.is_some() { options.setup_deadline } else { options.deadline });
        let instance = match self.frozen.pre.instantiate(&mut store) {
            Ok(instance) => instance,
            Err(error) => return Err(fault::of_start(&error, &store)),
        };
        if let Some(given) = &self.frozen.again {
            // What it returns is what it returned when it was loaded: a plugin sees nothing that could have changed.
            configure(&mut store, &instance, &self.frozen.exports, given, options.setup_deadline)?.map(drop).unwrap_or_default();
        }
        Ok(Live { store, instance, _slot: slot })
    }

    fn decide(
        &self,
        live: &mut Live,
        request: types::Request,
        facts: types::Facts,
    ) -> Result<Result<types::Decision, types::PolicyError>, Fault> {
        let Live { store, instance, .. } = live;
        begin(store, self.engine.options.deadline);
        let decided = instance
            .get_typed_func::<functions::Decide, functions::Decided>(&mut *store, self.frozen.exports.decide)
            .and_then(|decide| decide.call(&mut *store, (request, facts)));
        decided.map(|(answer,)| answer).map_err(|error| fault::of_call(&error, store))
    }

    /// Asked once, when the policy is made: a plugin that fails here fails before it is in force.
    fn ask_critical_points(&self) -> Result<Option<Vec<Dimension>>, Fault> {
        let slot = self.engine.gate.enter().ok_or_else(|| Fault::Unstartable("no slot of the pool became free".into()))?;
        let Live { mut store, instance, _slot } = self.start(slot)?;
        begin(&mut store, self.engine.options.setup_deadline);
        let said = instance
            .get_typed_func::<(), functions::Points>(&mut store, self.frozen.exports.critical_points)
            .and_then(|points| points.call(&mut store, ()));
        let (said,) = said.map_err(|error| fault::of_call(&error, &store))?;
        dimensions(said).map_err(Fault::BadAnswer)
    }
}

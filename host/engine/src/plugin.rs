//! A plugin that was loaded: what it says of itself, and how it becomes a policy.

use std::{fmt, sync::Arc};

use aws_lc_rs::digest::{SHA256, digest};
use domain::{Configuration, PolicyName};
use jiff::tz::TimeZone;
use serde_json::Value as Json;
use wasmtime::{
    Store,
    component::{Component, Instance, InstancePre},
};

use crate::{
    answer,
    cache::hex,
    contract::{functions, types},
    engine::Engine,
    error::{ConfigureError, LoadCause, LoadError, WorldMismatch},
    fault::{self, Fault},
    policy::{Frozen, Policy},
    question, snapshot,
    state::{State, begin},
    symbols::{Symbols, named_twice},
    world::{Exports, check_imports, check_size, imports},
};

/// What a plugin says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Description {
    /// Its name: how regimes refer to it.
    pub name: PolicyName,
    /// Its semantic version.
    pub version: String,
    /// The JSON Schema (2020-12) of its settings.
    pub settings_schema: Json,
}

/// A plugin: checked, compiled, and not yet configured.
#[derive(Clone)]
pub struct Plugin(Arc<Inner>);

struct Inner {
    engine: Arc<Engine>,
    wasm: Vec<u8>,
    digest: String,
    description: Description,
    imports: Vec<String>,
    contract: &'static str,
    pre: InstancePre<State>,
    exports: Exports,
    /// Whether `pre` is the prepared form, from which a snapshot can be taken.
    prepared: bool,
}

impl fmt::Debug for Plugin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Plugin").field("description", &self.0.description).field("digest", &self.0.digest).finish_non_exhaustive()
    }
}

impl Engine {
    /// Loads a plugin from the bytes of a component.
    ///
    /// # Errors
    /// When it is no component, does not fit the contract, or fails while it describes itself.
    pub fn load(self: &Arc<Self>, bytes: &[u8]) -> Result<Plugin, LoadError> {
        let digest = hex(digest(&SHA256, bytes).as_ref());
        let label = format!("sha256:{}", digest.get(..12).unwrap_or_default());
        self.load_as(&label, bytes)
    }

    /// The same, where errors call it `label`: the name of its file.
    ///
    /// # Errors
    /// As [`load`](Self::load).
    pub fn load_as(self: &Arc<Self>, label: &str, bytes: &[u8]) -> Result<Plugin, LoadError> {
        load(self, bytes).map_err(|cause| LoadError::new(label, cause))
    }
}

fn load(engine: &Arc<Engine>, bytes: &[u8]) -> Result<Plugin, LoadCause> {
    let (component, unprepared) = compile(engine, bytes)?;
    let contract = check_imports(&component)?;
    let exports = Exports::of(&component).map_err(LoadCause::WrongWorld)?;
    check_size(&component, &engine.size)?;
    let mistyped = |error: wasmtime::Error| LoadCause::WrongWorld(WorldMismatch::MistypedImport(format!("{error:#}")));
    let pre = engine.setup.linker.instantiate_pre(&component).map_err(mistyped)?;
    let (mut store, instance) = start(engine, &pre, TimeZone::UTC).map_err(LoadCause::Fault)?;
    exports.check_types(&mut store, &instance).map_err(LoadCause::WrongWorld)?;
    let described = describe(engine, &mut store, &instance, &exports).map_err(LoadCause::Fault)?;
    let description = checked(described)?;
    let imports = imports(&component);
    let digest = hex(digest(&SHA256, bytes).as_ref());
    let (name, version) = (&description.name, description.version.as_str());
    match &unprepared {
        None => tracing::debug!(plugin = %name, version, digest, "plugin loaded"),
        Some(why) => tracing::info!(plugin = %name, version, digest, why, "plugin loaded; it is configured for each decision"),
    }
    let prepared = unprepared.is_none();
    let engine = Arc::clone(engine);
    Ok(Plugin(Arc::new(Inner { engine, wasm: bytes.to_vec(), digest, description, imports, contract, pre, exports, prepared })))
}

/// Its prepared form, if it has one, or else the plugin itself and why.
fn compile(engine: &Engine, bytes: &[u8]) -> Result<(Component, Option<String>), LoadCause> {
    let prepared =
        snapshot::prepare(bytes).and_then(|prepared| engine.compile(&engine.setup, &prepared).map_err(|error| format!("{error:#}")));
    match prepared {
        Ok(component) => Ok((component, None)),
        Err(why) => {
            let component = engine.compile(&engine.setup, bytes).map_err(|error| LoadCause::BadComponent(format!("{error:#}")))?;
            Ok((component, Some(why)))
        }
    }
}

/// An instance for setting up.
fn start(engine: &Engine, pre: &InstancePre<State>, zone: TimeZone) -> Result<(Store<State>, Instance), Fault> {
    let mut store = State::store(&engine.setup.engine, &engine.options, zone);
    begin(&mut store, engine.options.setup_deadline);
    match pre.instantiate(&mut store) {
        Ok(instance) => Ok((store, instance)),
        Err(error) => Err(fault::of_start(&error, &store)),
    }
}

fn describe(engine: &Engine, store: &mut Store<State>, instance: &Instance, exports: &Exports) -> Result<types::Description, Fault> {
    begin(store, engine.options.setup_deadline);
    let described = instance
        .get_typed_func::<(), functions::Described>(&mut *store, exports.describe)
        .and_then(|describe| describe.call(&mut *store, ()));
    described.map(|(description,)| description).map_err(|error| fault::of_call(&error, store))
}

/// The settings schema is only ever applied by the host, which has no network: a schema that refers elsewhere is refused here.
fn checked(described: types::Description) -> Result<Description, LoadCause> {
    let name = described.name.parse().map_err(|error: domain::Invalid| LoadCause::BadDescription(error.to_string()))?;
    let version = semver::Version::parse(&described.version).map_err(|error| {
        LoadCause::BadDescription(format!("its version `{}` is not a semantic one: {error}", answer::shortened(described.version)))
    })?;
    let settings_schema: Json =
        serde_json::from_str(&described.settings_schema).map_err(|error| LoadCause::BadSchema(format!("it is not even JSON: {error}")))?;
    jsonschema::draft202012::new(&settings_schema).map_err(|error| LoadCause::BadSchema(answer::shortened(error.to_string())))?;
    Ok(Description { name, version: version.to_string(), settings_schema })
}

impl Plugin {
    /// What it says of itself.
    #[must_use]
    pub fn description(&self) -> &Description {
        &self.0.description
    }

    /// The SHA-256 of the component, in lower-case hexadecimal digits.
    #[must_use]
    pub fn digest(&self) -> &str {
        &self.0.digest
    }

    /// The interfaces that it imports, by their full names. Nothing but the contract's can be among them.
    #[must_use]
    pub fn imports(&self) -> &[String] {
        &self.0.imports
    }

    /// The version of the contract that it was built for, as its imports say: one of [`CONTRACTS`](crate::CONTRACTS).
    #[must_use]
    pub fn contract(&self) -> &'static str {
        self.0.contract
    }

    /// The size of the component, in bytes.
    #[must_use]
    pub fn size(&self) -> usize {
        self.0.wasm.len()
    }

    /// Configures it for a regime. The result starts every decision from what the plugin has in memory now.
    ///
    /// # Errors
    /// [`Problems`](ConfigureError::Problems) when the settings are wrong; otherwise when the plugin fails.
    pub fn configure(&self, configuration: &Configuration) -> Result<Policy, ConfigureError> {
        self.configured(configuration, true)
    }

    /// The same without a snapshot: the plugin is configured again before each decision. It answers alike and more slowly; it is there to
    /// measure what the snapshot saves.
    ///
    /// # Errors
    /// As [`configure`](Self::configure).
    pub fn configure_each_time(&self, configuration: &Configuration) -> Result<Policy, ConfigureError> {
        self.configured(configuration, false)
    }

    fn configured(&self, configuration: &Configuration, freeze: bool) -> Result<Policy, ConfigureError> {
        let Inner { engine, description, .. } = &*self.0;
        let failed = |fault| ConfigureError::Fault { plugin: description.name.clone(), regime: configuration.regime.clone(), fault };
        let unusable = |why| ConfigureError::Unusable { plugin: description.name.clone(), regime: configuration.regime.clone(), why };
        if let Some(name) = named_twice(configuration) {
            return Err(unusable(format!("the regime names `{name}` twice")));
        }
        let given = question::configuration(configuration);
        let (mut store, instance) = start(engine, &self.0.pre, configuration.time_zone.clone()).map_err(failed)?;
        let configured = configure(&mut store, &instance, &self.0.exports, &given, engine.options.setup_deadline).map_err(failed)?;
        let tables = match configured {
            Ok(tables) => tables,
            Err(problems) => {
                let problems = answer::problems(problems).map_err(|lie| failed(Fault::BadAnswer(lie)))?;
                return Err(ConfigureError::Problems(problems));
            }
        };
        let symbols = Symbols::new(configuration, tables).map_err(|lie| failed(Fault::BadAnswer(lie)))?;
        let frozen = if freeze { self.freeze(&mut store, instance) } else { None };
        drop(store);
        let compile = |wasm: &[u8]| engine.compile(&engine.decisions, wasm).map_err(|error| format!("{error:#}"));
        // A memory that grew under a module that imports it makes a snapshot that is no valid component. It is told only here.
        let of_frozen = frozen.and_then(|frozen| compile(&frozen).inspect_err(|why| self.not_frozen(why)).ok());
        let again = of_frozen.is_none().then_some(given);
        let component = of_frozen.map_or_else(|| compile(&self.0.wasm), Ok).map_err(unusable)?;
        let exports = Exports::of(&component).map_err(|mismatch| unusable(mismatch.to_string()))?;
        let pre = engine.decisions.linker.instantiate_pre(&component).map_err(|error| unusable(format!("{error:#}")))?;
        let frozen = Frozen { pre, exports, again, zone: configuration.time_zone.clone() };
        Policy::new(Arc::clone(engine), self.clone(), configuration.regime.clone(), symbols, frozen).map_err(failed)
    }

    /// The plugin with the instance's memory in it; `None` when it has a form that cannot be frozen.
    fn freeze(&self, store: &mut Store<State>, instance: Instance) -> Option<Vec<u8>> {
        if !self.0.prepared {
            return None;
        }
        let taken = snapshot::take(&self.0.wasm, store, instance, self.0.engine.options.setup_deadline);
        taken.inspect_err(|why| self.not_frozen(why)).ok()
    }

    fn not_frozen(&self, why: &str) {
        tracing::info!(plugin = %self.0.description.name, why, "the plugin is configured for each decision");
    }
}

/// Calls `configure`.
pub(crate) fn configure(
    store: &mut Store<State>,
    instance: &Instance,
    exports: &Exports,
    given: &types::Configuration,
    limit: std::time::Duration,
) -> Result<Result<types::Tables, Vec<types::Problem>>, Fault> {
    begin(store, limit);
    let configured = instance
        .get_typed_func::<functions::Configure<'_>, functions::Configured>(&mut *store, exports.configure)
        .and_then(|configure| configure.call(&mut *store, (given,)));
    configured.map(|(answer,)| answer).map_err(|error| fault::of_call(&error, store))
}

//! Putting the host together from its configuration.

use std::{path::Path, sync::Arc};

use domain::Instant;
use engine::{Engine, EngineOptions, Library, SignerKey};
use facts::{Rest, Service, ServiceOptions, Services};
use miette::{IntoDiagnostic, Report, Result, WrapErr, miette};
use permits::{Clock, Entropy, Environment, Keys, Permits, Vault};
use sms::Messages;
use store::Store;

use crate::config::{self, Candidate, Config};

/// Everything that adapters need.
#[derive(Clone)]
pub struct Host {
    /// The application core.
    pub permits: Permits,
    /// Text messages in and out.
    pub messages: Messages,
    /// What runs its plugins, and those of every environment that takes the place of this one.
    pub engine: Arc<Engine>,
}

impl Host {
    /// Opens the database, loads plugins and regimes, and finds out whether all of it fits together.
    pub async fn open(config: &Config) -> Result<Self> {
        folder_of_our_own(&config.data)?;
        let engine = engine(config)?;
        let environment = environment_of(config, &library_of(config, &engine)?)?;
        let store = Store::open(&config.database_url()).await.into_diagnostic().wrap_err("the database cannot be opened")?;
        let keys = Keys::from_file_or_create(&config.data.join("keys")).into_diagnostic()?;
        let permits = Permits::new(store, environment, Vault::new(&keys).into_diagnostic()?, random());
        let services = services(config, &permits)?;
        let permits = permits.asking(Arc::new(services));
        permits.ready().await.into_diagnostic()?;
        let messages = Messages::new(permits.clone());
        Ok(Self { permits, messages, engine })
    }
}

/// The services that regimes ask. What a regime names and nobody configured is down from the beginning: it is told here, and
/// done with people what the regime says.
fn services(config: &Config, permits: &Permits) -> Result<Services> {
    let read = |path: &Path| std::fs::read(path).into_diagnostic().wrap_err_with(|| format!("cannot read `{}`", path.display()));
    let mut services = Vec::new();
    for (name, service) in &config.services {
        let secret = |secret: &config::Secret| secret.read().map(domain::Secret::new);
        let options = ServiceOptions {
            name: name.clone(),
            url: service.url.clone(),
            token: service.token.as_ref().map(secret).transpose()?,
            ca: service.ca.as_deref().map(read).transpose()?,
            client: service.client.as_ref().map(secret).transpose()?,
            rest: Rest { failures: service.breaker.failures, pause: jiff::SignedDuration::from_secs(service.breaker.pause_seconds.into()) },
        };
        services.push(Service::new(options).into_diagnostic()?);
    }
    warn_of_services(config, &permits.environment());
    Ok(Services::new(services))
}

/// Tells of services that a regime asks and nobody configured.
pub fn warn_of_services(config: &Config, environment: &Environment) {
    for regime in environment.regimes().iter() {
        for provider in regime.facts.values() {
            if let regime::FactSource::Service { name, .. } = &provider.source
                && !config.services.contains_key(name)
            {
                tracing::warn!(regime = %regime.id, service = %name, "the regime asks a service that `services` of the configuration does not name");
            }
        }
    }
}

/// What runs plugins, within the limits of the configuration.
pub fn engine(config: &Config) -> Result<Arc<Engine>> {
    let options = EngineOptions {
        cache: Some(config.data.join("cache")),
        pool: config.limits.decisions_at_once,
        memory_limit: config.limits.memory_mebibytes as usize * 1024 * 1024,
        deadline: config.limits.deadline(),
        ..EngineOptions::default()
    };
    Engine::new(options).into_diagnostic().wrap_err("policies cannot be run on this machine")
}

/// The plugins of the configuration.
pub fn library(config: &Config) -> Result<Library> {
    library_of(config, &engine(config)?)
}

/// The plugins of the configuration, for an engine that is there already.
pub fn library_of(config: &Config, engine: &Arc<Engine>) -> Result<Library> {
    library_in(&config.plugins, engine)
}

fn library_in(folder: &Path, engine: &Arc<Engine>) -> Result<Library> {
    if !folder.is_dir() {
        return Err(miette!(
            help = "build the plugins with `cargo xtask plugins`, or name their folder with `--plugins`",
            "there is no folder of plugins at `{}`",
            folder.display()
        ));
    }
    Library::open(engine, folder).into_diagnostic().wrap_err_with(|| format!("the plugins in `{}` cannot be loaded", folder.display()))
}

/// What is to decide beside what is in force: the folders of a candidate, and of what is in force everything else.
pub fn candidate(config: &Config, engine: &Arc<Engine>, in_force: &Environment, candidate: &Candidate) -> Result<Environment> {
    let library = match &candidate.plugins {
        Some(folder) => library_in(folder, engine)?.over(in_force.library()),
        None => in_force.library().clone(),
    };
    match &candidate.policies {
        Some(folder) => environment_in(folder, config, &library),
        None => {
            let (environment, _) = in_force.with(&library)?;
            trusted(config, &environment, &library)?;
            Ok(environment)
        }
    }
}

/// What decides: plugins, regimes, territories and catalogues. Warnings go to the log.
pub fn environment(config: &Config) -> Result<Environment> {
    environment_of(config, &library(config)?)
}

/// The same, of plugins that are loaded already.
pub fn environment_of(config: &Config, library: &Library) -> Result<Environment> {
    environment_in(&config.policies, config, library)
}

fn environment_in(policies: &Path, config: &Config, library: &Library) -> Result<Environment> {
    if !policies.is_dir() {
        return Err(miette!(help = "name the folder with `--policies`", "there is no folder of policies at `{}`", policies.display()));
    }
    let (environment, warnings) = Environment::load(policies, library)?;
    trusted(config, &environment, library)?;
    if environment.regimes().iter().next().is_none() {
        return Err(miette!(
            help = "regimes are files such as `XX/2020-12-14-quarantine.yaml` in it",
            "there is no regime in `{}`",
            policies.display()
        ));
    }
    for warning in warnings {
        tracing::warn!(file = warning.file(), line = warning.line(), code = warning.code(), "{}", warning.message());
    }
    Ok(environment)
}

/// Whether the regimes of every jurisdiction that says whom it trusts use only plugins that those have signed.
fn trusted(config: &Config, environment: &Environment, library: &Library) -> Result<()> {
    for (jurisdiction, keys) in &config.trust {
        let jurisdiction: domain::Jurisdiction = jurisdiction.parse().into_diagnostic().wrap_err("in `trust` of the configuration")?;
        let parsed = keys.iter().map(|key| key.parse()).collect::<Result<Vec<SignerKey>, _>>();
        let keys = parsed.into_diagnostic().wrap_err_with(|| format!("in `trust` of the configuration, for {jurisdiction}"))?;
        if !environment.regimes().iter().any(|regime| regime.jurisdiction == jurisdiction) {
            tracing::warn!(%jurisdiction, "`trust` of the configuration names a jurisdiction of which there is no regime");
        }
        for regime in environment.regimes().iter().filter(|regime| regime.jurisdiction == jurisdiction) {
            for used in &regime.policies {
                let signer = library.signer(&used.name);
                if signer.is_none_or(|signer| !keys.contains(signer)) {
                    let by = signer.map_or("nobody has signed it".to_owned(), |signer| format!("it is signed with the key {signer}"));
                    return Err(miette!(
                        help = format!("sign it with `exeat plugin sign`, or add the key to `trust` for {jurisdiction}"),
                        "`{}` uses the policy `{}`, which {jurisdiction} does not trust: {by}",
                        regime.id,
                        used.name
                    ));
                }
            }
        }
    }
    Ok(())
}

/// An error for those who do not sit at a terminal: mistakes in files are drawn, everything else is told.
pub fn drawn(report: &Report) -> String {
    let drawn = report.downcast_ref::<regime::Diagnostics>().map(|mistakes| mistakes.report(false));
    drawn.unwrap_or_else(|| format!("{report:?}"))
}

/// The folder in which keys, cache and database stand: ours alone, from the moment that it is there.
pub fn folder_of_our_own(path: &Path) -> Result<()> {
    if path.is_dir() {
        return Ok(());
    }
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(path).into_diagnostic().wrap_err_with(|| format!("the data folder `{}` cannot be made", path.display()))
}

/// The time of this machine, or for a rehearsal another one that goes on from `start`.
pub fn clock(start: Option<Instant>) -> Clock {
    let Some(start) = start else { return Arc::new(Instant::now) };
    let began = std::time::Instant::now();
    Arc::new(move || start.saturating_add(began.elapsed()).unwrap_or(start))
}

/// The random source of the system.
pub fn random() -> Entropy {
    Arc::new(|| {
        let mut bytes = [0u8; 8];
        // A source that fails gives zeros, which the second code drawn would find taken: no two permits share a code.
        if aws_lc_rs::rand::fill(&mut bytes).is_err() {
            tracing::error!("the system gave no random bytes");
        }
        u64::from_ne_bytes(bytes)
    })
}

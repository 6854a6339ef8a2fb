//! `exeat plugin`.

mod diff;
mod project;
mod signing;

use std::{collections::BTreeSet, fmt::Display, fs, path::Path, sync::Arc};

use engine::{Engine, Library, Plugin, SignerKey, signer_of};
use miette::{IntoDiagnostic, Report, Result, WrapErr, miette};
use serde::Serialize;
use tokio::runtime::Runtime;
use workshop::{Used, bench, conform, inspect};

use crate::{
    cli::{Format, PluginCommand, PluginUse},
    config::Config,
    host,
    print::{self, Ended},
};

/// Runs a command.
pub fn run(command: &PluginCommand, config: &Config, format: Format, runtime: &Runtime) -> Result<Ended> {
    match command {
        PluginCommand::New { folder, lang } => project::new(folder, *lang),
        PluginCommand::Build { folder } => project::build(folder),
        PluginCommand::Test { folder, only, watch } => project::test(folder, only.as_deref(), *watch, config, format),
        PluginCommand::Inspect { plugin } => {
            let plugins = plugins(plugin.as_deref(), config)?;
            list(format, &plugins.iter().map(|(plugin, signer)| inspect::inspect(plugin, signer.as_ref())).collect::<Vec<_>>())?;
            Ok(Ended::Well)
        }
        PluginCommand::Conform(asked) => {
            let found: Vec<conform::Conformance> = used(asked, config)?.iter().map(conform::conform).collect();
            list(format, &found)?;
            Ok(if found.iter().all(conform::Conformance::is_kept) { Ended::Well } else { Ended::Wrong })
        }
        PluginCommand::Bench(asked) => {
            let figures = used(asked, config)?.iter().map(bench::bench).collect::<Result<Vec<_>, _>>().into_diagnostic()?;
            list(format, &figures)?;
            Ok(Ended::Well)
        }
        PluginCommand::Diff(asked) => runtime.block_on(diff::run(asked, config, format)),
        PluginCommand::Key { file } => signing::key(file),
        PluginCommand::Sign { plugin, key } => signing::sign(plugin, key, config),
        PluginCommand::Verify { plugin, key } => signing::verify(plugin, key.as_deref(), config, format),
    }
}

fn list<T: Serialize + Display>(format: Format, found: &Vec<T>) -> Result<()> {
    print::result(format, found, || found.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n\n"))
}

/// The plugin in a file.
fn load(path: &Path, config: &Config) -> Result<Plugin> {
    load_in(path, &host::engine(config)?)
}

/// The same, for an engine that is there already.
fn load_in(path: &Path, engine: &Arc<Engine>) -> Result<Plugin> {
    let label = path.display().to_string();
    let bytes = fs::read(path).into_diagnostic().wrap_err_with(|| format!("cannot read `{label}`"))?;
    engine.load_as(&label, &bytes).into_diagnostic()
}

/// A plugin by its file, its folder or its name, or all of the folder's.
fn plugins(asked: Option<&str>, config: &Config) -> Result<Vec<(Plugin, Option<SignerKey>)>> {
    let file = |path: &Path, config: &Config| {
        let plugin = load(path, config)?;
        let signer = signer_of(path, &plugin).map_err(|cause| miette!("{}: {cause}", path.display()))?;
        Ok(vec![(plugin, signer)])
    };
    if let Some(path) = asked.filter(|asked| asked.ends_with(".wasm")) {
        return file(Path::new(path), config);
    }
    if let Some(project) = project::named(asked)? {
        // Whoever only looks runs nothing of what is looked at, and a build would.
        return file(&project::as_built(&project)?, &project::config(&project, config));
    }
    let library = host::library(config)?;
    let found: Vec<(Plugin, Option<SignerKey>)> = library
        .iter()
        .filter(|plugin| asked.is_none_or(|name| plugin.description().name.as_str() == name))
        .map(|plugin| (plugin.clone(), library.signer(&plugin.description().name).cloned()))
        .collect();
    if found.is_empty() {
        return Err(unknown(asked.unwrap_or_default(), &library, config));
    }
    Ok(found)
}

fn unknown(name: &str, library: &Library, config: &Config) -> Report {
    let known: Vec<&str> = library.iter().map(|plugin| plugin.description().name.as_str()).collect();
    let help = format!("in `{}` are: {}; a file is named with its ending, `.wasm`", config.plugins.display(), known.join(", "));
    miette!(help = help, "there is no plugin `{name}`")
}

/// The policies that were asked for, in the regimes that were asked for.
fn used(asked: &PluginUse, config: &Config) -> Result<Vec<Used>> {
    if let Some(project) = project::named(asked.plugin.as_deref())? {
        return Ok(vec![project::used(&project, config)?]);
    }
    let environment = host::environment(config)?;
    let mut found = Vec::new();
    let mut known = BTreeSet::new();
    for regime in environment.regimes().iter() {
        for (policy, told) in environment.policies_of(&regime.id).iter().zip(&regime.policies) {
            known.insert(policy.name().to_string());
            let meant = asked.plugin.as_ref().is_none_or(|name| name == policy.name().as_str())
                && asked.regime.as_ref().is_none_or(|id| *id == regime.id);
            if meant {
                found.push(Used { policy: policy.clone(), configuration: regime.configuration(told) });
            }
        }
    }
    if found.is_empty() {
        let known = known.into_iter().collect::<Vec<_>>().join(", ");
        let help = format!("the regimes in `{}` use: {known}; others are named with `--policies`", config.policies.display());
        return Err(miette!(help = help, "no regime uses that plugin"));
    }
    Ok(found)
}

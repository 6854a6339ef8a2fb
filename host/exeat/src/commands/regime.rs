//! `exeat regime`: check, test, corpus, schema, show.

use std::path::{Path, PathBuf};

use domain::{Instant, Language, RegimeId};
use miette::{IntoDiagnostic, Result, miette};
use regime::{Diagnostic, Document, Measure, Regime, Regimes};
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use super::authoring;
use crate::{
    cli::{Format, RegimeCommand, SchemaOf},
    config::{self, Config},
    host,
    print::{self, Ended},
};

/// Does what is asked of regimes.
pub fn run(command: &RegimeCommand, config: &Config, format: Format, runtime: &Runtime) -> Result<Ended> {
    match command {
        RegimeCommand::Check { path } => check(&at(config, path.as_deref()), format),
        RegimeCommand::Test { path, only } => test(&at(config, path.as_deref()), only.as_deref(), format, runtime),
        RegimeCommand::Corpus { path, only, verbose } => corpus(&at(config, path.as_deref()), only.as_deref(), *verbose, format, runtime),
        RegimeCommand::Schema { of } => schema(*of, config),
        RegimeCommand::Explain { regime, language, html } => authoring::explain(config, regime, *language, *html, format),
        RegimeCommand::New { path, answers } => authoring::new(config, path.as_deref(), answers),
        RegimeCommand::Show { regime, at } => show(config, regime.as_ref(), *at, format),
    }
}

fn at(config: &Config, path: Option<&Path>) -> Config {
    let mut config = config.clone();
    config.policies = path.map_or(config.policies, PathBuf::from);
    config
}

fn check(config: &Config, format: Format) -> Result<Ended> {
    let library = host::library(config)?;
    let found = permits::Environment::load(&config.policies, &library);
    let json = |diagnostics: &mut dyn Iterator<Item = &Diagnostic>| diagnostics.map(Diagnostic::to_json).collect::<Vec<_>>();
    match found {
        Ok((environment, warnings)) => {
            let regimes = environment.regimes().iter().count();
            let value = json!({ "regimes": regimes, "errors": [], "warnings": json(&mut warnings.iter()) });
            print::result(format, &value, || {
                let mut text = regime::Diagnostics::new(warnings.clone()).report(print::colour());
                text.push_str(&format!("{regimes} regimes, 0 errors, {} warnings", warnings.len()));
                text
            })?;
            Ok(Ended::Well)
        }
        Err(errors) => {
            let value = json!({ "errors": json(&mut errors.iter()) });
            print::result(format, &value, || format!("{}{} errors", errors.report(print::colour()), errors.len()))?;
            Ok(Ended::Wrong)
        }
    }
}

fn test(config: &Config, only: Option<&str>, format: Format, runtime: &Runtime) -> Result<Ended> {
    let library = host::library(config)?;
    let report = runtime.block_on(cases::run(&config.policies, &library, only))?;
    if let Some(only) = only.filter(|_| report.passed + report.failed.len() == 0) {
        return Err(miette!(help = "`--only` looks in the notes of cases and in the names of their files", "no case holds `{only}`"));
    }
    print::result(format, &report.json(), || report.human())?;
    Ok(if report.is_green() { Ended::Well } else { Ended::Wrong })
}

fn corpus(config: &Config, only: Option<&str>, verbose: bool, format: Format, runtime: &Runtime) -> Result<Ended> {
    let library = host::library(config)?;
    let report = runtime.block_on(cases::run_corpus(&config.policies, &library, only))?;
    print::result(format, &report.json(), || report.human(verbose))?;
    Ok(if report.is_good() { Ended::Well } else { Ended::Wrong })
}

fn schema(of: SchemaOf, config: &Config) -> Result<Ended> {
    let schema = match of {
        SchemaOf::Regime => {
            // Without plugins everything else of a regime is described all the same.
            let plugins = if config.plugins.is_dir() { Some(host::library(config)?) } else { None };
            let plugins = plugins.iter().flat_map(engine::Library::iter).map(engine::Plugin::description);
            let settings: Vec<_> = plugins.map(|plugin| (plugin.name.clone(), plugin.settings_schema.clone())).collect();
            regime::schema(&settings)
        }
        SchemaOf::Territories => regime::territories_schema(),
        SchemaOf::Cases => cases::schema(),
        SchemaOf::Corpus => cases::corpus_schema(),
        SchemaOf::Config => config::schema(),
    };
    print::text(&serde_json::to_string_pretty(&schema).into_diagnostic()?)?;
    Ok(Ended::Well)
}

fn show(config: &Config, id: Option<&RegimeId>, at: Option<Instant>, format: Format) -> Result<Ended> {
    let environment = host::environment(config)?;
    let regimes = environment.regimes();
    let in_force = |regime: &&Regime| at.is_none_or(|at| regime.is_in_force(at));
    if let Some(id) = id {
        let regime = regimes.get(id).ok_or_else(|| miette!(help = "list them with `exeat regime show`", "there is no regime `{id}`"))?;
        let shown: Vec<&Regime> = Some(regime.as_ref()).filter(in_force).into_iter().collect();
        let value: Vec<Value> = shown.iter().map(|regime| whole(regime, regimes.text(id))).collect();
        print::result(format, &value, || shown.iter().map(|regime| written(regime, regimes)).collect())?;
        return Ok(Ended::Well);
    }
    let shown: Vec<&Regime> = regimes.iter().map(AsRef::as_ref).filter(in_force).collect();
    let value: Vec<Value> = shown.iter().map(|regime| described(regime)).collect();
    print::result(format, &value, || shown.iter().map(|regime| drawn(regime)).collect::<Vec<_>>().join("\n"))?;
    Ok(Ended::Well)
}

/// The regime with all that it takes over, as YAML.
fn written(regime: &Regime, regimes: &Regimes) -> String {
    let over = regime.amends.as_ref().map(|amended| format!(", with all that it takes over from {amended}"));
    let yaml = regimes.yaml(&regime.id).unwrap_or_default();
    format!("# {}{}\n# sha-256 {}\n{}", regime.id, over.unwrap_or_default(), regime.digest, yaml.trim_end())
}

/// What is said of it in the list, and the whole text.
fn whole(regime: &Regime, text: Option<&Document>) -> Value {
    let mut value = described(regime);
    if let (Some(value), Some(text)) = (value.as_object_mut(), text) {
        value.insert("amends".to_owned(), json!(regime.amends));
        value.insert("text".to_owned(), text.value().clone());
    }
    value
}

fn described(regime: &Regime) -> Value {
    json!({
        "regime": regime.id,
        "digest": regime.digest,
        "title": titles(regime.title.iter()),
        "time_zone": regime.time_zone.iana_name(),
        "in_force": { "from": regime.in_force.from, "until": regime.in_force.until },
        "curfew": match regime.measure { Measure::StayHome => None, Measure::Curfew(window) => Some(window) },
        "territory": { "whole": regime.territory.whole(), "centre_only": regime.territory.centre_only(), "except": regime.territory.except() },
        "number": regime.sms.as_ref().map(|sms| &sms.number),
        "purposes": regime.purposes.values().map(|purpose| json!({
            "purpose": purpose.id,
            "title": titles(purpose.title.iter()),
            "sms": purpose.sms.as_ref().map(|sms| &sms.code),
            "portal": purpose.portal,
            "desk": purpose.desk.is_some(),
            "rules": purpose.rules,
        })).collect::<Vec<_>>(),
        "exemptions": regime.exemptions.keys().collect::<Vec<_>>(),
        "policies": regime.policies.iter().map(|policy| &policy.name).collect::<Vec<_>>(),
        "conflicts": regime.conflicts.len(),
    })
}

fn titles<'a>(titles: impl Iterator<Item = (Language, &'a str)>) -> Value {
    titles.map(|(language, text)| (language.to_string(), Value::from(text))).collect::<serde_json::Map<_, _>>().into()
}

fn drawn(regime: &Regime) -> String {
    let local = |at| regime.local(at).strftime("%Y-%m-%d %H:%M").to_string();
    let until = regime.in_force.until.map_or_else(|| "no end".to_owned(), local);
    let amends = regime.amends.as_ref().map(|amended| format!("  amends {amended}")).unwrap_or_default();
    let zone = regime.time_zone.iana_name().unwrap_or_default();
    format!("{}  {} to {until}  {zone}{amends}", regime.id, local(regime.in_force.from))
}

//! Runs cases, each in a world of its own.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use domain::{Instant, Outcome};
use engine::Library;
use permits::{Environment, FactsError, KeyError, PermitsError, Record, VaultError};
use regime::Diagnostics;
use sms::Messages;
use store::StoreError;
use tracing::{instrument::WithSubscriber, subscriber::NoSubscriber};

use crate::{
    coverage::Touched,
    expect::{Reading, differences},
    file::{Case, When},
    load::{Loaded, load},
    report::{Difference, Failure, Report},
    world::World,
};

/// Why cases could not be run at all.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum CasesError {
    /// A regime or a file of cases is wrong.
    #[error(transparent)]
    #[diagnostic(transparent)]
    File(#[from] Diagnostics),
    /// The store in memory could not be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The keys of the store in memory were refused.
    #[error(transparent)]
    Keys(#[from] KeyError),
    /// The keys of the store in memory are of no use.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// What the providers of facts say could not be stored.
    #[error(transparent)]
    Facts(#[from] FactsError),
    /// The service over the store in memory is not ready.
    #[error(transparent)]
    Permits(#[from] PermitsError),
    /// A message of a corpus could not be sent, or what is given before it.
    #[error("{file}:{line}: {why}")]
    Message {
        /// The corpus.
        file: String,
        /// The line of the message.
        line: usize,
        /// What went wrong.
        why: String,
    },
}

/// Loads the regimes below a folder and runs their cases through everything that a real message goes through, each with a
/// store of its own in memory. With a filter only those cases run whose file or note holds it, and nothing is said of what no
/// case touched.
///
/// # Errors
/// When a regime or a file of cases is wrong, all that is wrong in all of them; or when the store in memory fails.
pub async fn run(policies: &Path, library: &Library, filter: Option<&str>) -> Result<Report, CasesError> {
    let (environment, _) = Environment::load(policies, library)?;
    run_in(&Arc::new(environment), policies, filter).await
}

/// Runs the cases below a folder in an environment that was loaded from it: what is tried is then what will decide, whatever happens to
/// the files of the regimes meanwhile.
///
/// # Errors
/// As [`run`], but for what loading finds.
pub async fn run_in(environment: &Arc<Environment>, policies: &Path, filter: Option<&str>) -> Result<Report, CasesError> {
    // What the host would log of a message is of no use to whoever reads the report.
    run_all(environment, policies, filter).with_subscriber(NoSubscriber::default()).await
}

async fn run_all(environment: &Arc<Environment>, policies: &Path, filter: Option<&str>) -> Result<Report, CasesError> {
    let heard = OnceLock::new();
    let mut report = Report::default();
    let all = load(policies, environment)?;
    if filter.is_none() {
        let has = |regime: &domain::RegimeId| all.iter().any(|loaded| loaded.regime.id == *regime);
        report.without = environment.regimes().iter().map(|regime| regime.id.clone()).filter(|regime| !has(regime)).collect();
    }
    for loaded in all {
        let mut touched = Touched::default();
        for (number, case) in loaded.file.cases.iter().enumerate() {
            if filter.is_some_and(|filter| !case.note.contains(filter) && !loaded.name.contains(filter)) {
                continue;
            }
            match run_case(&loaded, number, case, environment, &heard, &mut touched).await? {
                None => report.passed += 1,
                Some(failure) => report.failed.push(failure),
            }
        }
        if filter.is_none() {
            report.coverage.push(touched.coverage(&loaded));
        }
    }
    Ok(report)
}

/// Runs one case to its end or to its first step that differs.
async fn run_case(
    loaded: &Loaded,
    number: usize,
    case: &Case,
    environment: &Arc<Environment>,
    heard: &OnceLock<Messages>,
    touched: &mut Touched,
) -> Result<Option<Failure>, CasesError> {
    let mut world = World::new(environment, &loaded.regime, &loaded.file.from, &case.facts, heard).await?;
    let instant = |when: When, before: Instant| when.instant(&loaded.regime.time_zone).unwrap_or(before);
    let mut at = instant(case.at, Instant::UNIX_EPOCH);
    let failure = |pointer: &str, step: Option<usize>, differences: Vec<Difference>| {
        let line = loaded.line(&format!("/cases/{number}{pointer}"));
        Some(Failure { file: loaded.name.clone(), line, note: case.note.clone(), step, differences, notes: Vec::new() })
    };
    for (place, given) in case.given.iter().enumerate() {
        let (actual, record) = match world.act(given, at).await {
            Ok((happened, record)) => (refusal(happened.rejected, record.as_ref()), record),
            Err(error) => (Some(error), None),
        };
        if let Some(actual) = actual {
            return Ok(failure(&format!("/given/{place}"), None, vec![Difference::new("given", "not refused", actual)]));
        }
        record.iter().for_each(|record| touched.add(record, loaded));
    }
    let steps = case.steps();
    for (place, step) in steps.iter().enumerate() {
        at = step.at.map_or(at, |when| instant(when, at));
        let found = match world.act(&step.when, at).await {
            Ok((happened, record)) => {
                record.iter().for_each(|record| touched.add(record, loaded));
                differences(&step.then, &happened, &Reading { zone: &loaded.regime.time_zone, at, codes: world.codes() })
            }
            Err(error) => vec![Difference::new("when", "to happen", error)],
        };
        if !found.is_empty() {
            let several = case.when.is_none();
            let pointer = if several { format!("/steps/{place}") } else { String::new() };
            return Ok(failure(&pointer, several.then_some(place + 1), found));
        }
    }
    touched.add_changes(world.extended(), world.carried_over());
    Ok(None)
}

/// How something that is given was refused, if it was.
fn refusal(rejected: Option<&str>, record: Option<&Record>) -> Option<String> {
    if let Some(rejected) = rejected {
        return Some(format!("not understood: {rejected}"));
    }
    let decision = &record?.decision;
    let codes: Vec<String> = decision.reasons.iter().map(|reason| reason.code.to_string()).collect();
    (decision.outcome == Outcome::Refused).then(|| format!("refused: {}", codes.join(", ")))
}

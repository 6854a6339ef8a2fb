//! Sends every message of every corpus through the whole host, each into a world of its own.

use std::{
    path::Path,
    sync::{Arc, OnceLock},
};

use engine::Library;
use permits::Environment;
use sms::Messages;
use tracing::{instrument::WithSubscriber, subscriber::NoSubscriber};

use super::{
    judge::{Outcome, examples, judge},
    load::{Corpus, Placed, load},
    mistakes::Sense,
    report::{CorpusReport, Entry},
};
use crate::{
    file::Known,
    run::CasesError,
    world::{World, Written},
};

/// Loads the regimes below a folder and sends the messages of their corpora. With a filter only those corpora are sent whose file
/// or regime holds it.
///
/// # Errors
/// When a regime or a corpus is wrong, all that is wrong in all of them; or when the store in memory fails.
pub async fn run(policies: &Path, library: &Library, filter: Option<&str>) -> Result<CorpusReport, CasesError> {
    run_all(policies, library, filter).with_subscriber(NoSubscriber::default()).await
}

async fn run_all(policies: &Path, library: &Library, filter: Option<&str>) -> Result<CorpusReport, CasesError> {
    let (environment, _) = Environment::load(policies, library)?;
    let environment = Arc::new(environment);
    let heard = OnceLock::new();
    let mut report = CorpusReport::default();
    for corpus in load(policies, &environment)? {
        if filter.is_some_and(|filter| !corpus.name.contains(filter) && !corpus.regime.id.to_string().contains(filter)) {
            continue;
        }
        let mut entries = Vec::new();
        for placed in &corpus.messages {
            entries.push(entry(&corpus, placed, &environment, &heard).await?);
        }
        report.add(corpus.regime.id.clone(), entries);
    }
    Ok(report)
}

async fn entry(corpus: &Corpus, placed: &Placed, environment: &Arc<Environment>, heard: &OnceLock<Messages>) -> Result<Entry, CasesError> {
    let mut world = World::new(environment, &corpus.regime, &corpus.file.from, &Known::new(), heard).await?;
    let message = &placed.message;
    let failed = |why: String| CasesError::Message { file: corpus.name.clone(), line: placed.line, why };
    for given in &placed.given {
        world.act(given, corpus.at).await.map_err(failed)?;
    }
    let written = world.write(&message.text, corpus.at).await.map_err(failed)?;
    let shown = !matches!(written.outcome, Outcome::Decided { .. } | Outcome::Registering { .. });
    let works = shown && example_works(&mut world, &written, corpus.at).await.map_err(failed)?;
    Ok(Entry {
        file: corpus.name.clone(),
        line: placed.line,
        kind: message.kind,
        language: message.language,
        text: message.text.clone(),
        sure: matches!(message.sense, Sense::Means(_)),
        verdict: judge(&message.sense, &written.outcome, works),
        came: came(&written),
    })
}

/// Whether one of the examples in a reply works when it is sent as it stands.
async fn example_works(world: &mut World<'_>, written: &Written, at: domain::Instant) -> Result<bool, String> {
    for example in examples(&written.reply) {
        let outcome = world.write(&example, at).await?.outcome;
        if matches!(outcome, Outcome::Decided { .. } | Outcome::Registering { .. }) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// What came of a message, in a few words for whoever reads the report.
fn came(written: &Written) -> String {
    let number = |identity: &Option<domain::IdentityNumber>| identity.as_ref().map_or("nobody named", |number| number.reveal()).to_owned();
    match &written.outcome {
        Outcome::Decided { purpose, holder, plate } => {
            let plate = plate.iter().flatten().map(|plate| format!(" {plate}")).collect::<String>();
            format!("{purpose}, {}{plate}", number(holder))
        }
        Outcome::Registering { identity, complete } => {
            format!("{} of {}", if *complete { "registration" } else { "registration begun" }, number(identity))
        }
        Outcome::Answered => format!("answered: {}", written.reply),
        Outcome::Rejected(kind) => format!("{}: {}", kind.as_str(), written.reply),
    }
}

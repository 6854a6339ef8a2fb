//! From a folder to the corpora in it, checked as cases are.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::{IdentityNumber, Instant};
use permits::Environment;
use regime::{Diagnostic, Diagnostics, Document, Regime};
use serde_json::Value as Json;

use super::{
    file::{CorpusFile, Means, MeansApply, MeansRegister, Registering},
    mistakes::{Message, Sense, made},
};
use crate::{
    file::Action,
    load::{document, line, unreadable},
};

/// The folder of a jurisdiction that holds its corpora.
const FOLDER: &str = "corpus";

/// The JSON Schema of a corpus, made from its types.
#[must_use]
pub fn corpus_schema() -> Json {
    schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<CorpusFile>().to_value()
}

/// A corpus with its regime.
pub(super) struct Corpus {
    /// The file, as it is shown.
    pub name: String,
    pub regime: Arc<Regime>,
    pub at: Instant,
    pub file: CorpusFile,
    pub messages: Vec<Placed>,
}

/// A message with its line and what has happened before it.
pub(super) struct Placed {
    pub line: usize,
    pub given: Vec<Action>,
    pub message: Message,
}

/// Every corpus below a folder of policies, in the order of the paths.
pub(super) fn load(policies: &Path, environment: &Environment) -> Result<Vec<Corpus>, Diagnostics> {
    let mut problems = Vec::new();
    let mut loaded = Vec::new();
    for path in files(policies, &mut problems) {
        match read(&path, environment) {
            Ok(corpus) => loaded.push(corpus),
            Err(diagnostics) => problems.extend(diagnostics),
        }
    }
    if problems.is_empty() { Ok(loaded) } else { Err(Diagnostics::new(problems)) }
}

fn files(policies: &Path, problems: &mut Vec<Diagnostic>) -> Vec<PathBuf> {
    let mut list = |folder: &Path| -> Vec<PathBuf> {
        match std::fs::read_dir(folder) {
            Ok(entries) => entries.filter_map(|entry| entry.ok().map(|entry| entry.path())).collect(),
            Err(error) => {
                problems.push(unreadable(folder, &error));
                Vec::new()
            }
        }
    };
    let folders: Vec<PathBuf> = list(policies).into_iter().map(|folder| folder.join(FOLDER)).filter(|folder| folder.is_dir()).collect();
    let mut found: Vec<PathBuf> = folders.iter().flat_map(|folder| list(folder)).collect();
    found.retain(|path| path.extension().is_some_and(|ending| ending == "yaml"));
    found.sort();
    found
}

fn read(path: &Path, environment: &Environment) -> Result<Corpus, Diagnostics> {
    let document = document(path)?;
    let problems = document.validate(&corpus_schema());
    if !problems.is_empty() {
        return Err(Diagnostics::new(problems));
    }
    let file: CorpusFile = document.read()?;
    let Some(regime) = environment.regimes().get(&file.regime).map(Arc::clone) else {
        let message = format!("there is no regime `{}`", file.regime);
        return Err(document.problem("/regime", "corpus::no-regime", message).help("list them with `exeat regime show`").into());
    };
    if regime.sms.is_none() {
        return Err(document.problem("/regime", "corpus::no-sms", "the regime is not used by text message").into());
    }
    let Some(at) = file.at.instant(&regime.time_zone) else {
        return Err(document.problem("/at", "corpus::no-instant", "no instant has this local time").into());
    };
    let mut problems = Vec::new();
    let messages = messages(&file, &document, &regime, &mut problems);
    check_once(&messages, &document, &mut problems);
    if !problems.is_empty() {
        return Err(Diagnostics::new(problems));
    }
    let messages = messages.into_iter().map(|(_, placed)| placed).collect();
    Ok(Corpus { name: path.display().to_string(), regime, at, file, messages })
}

/// Every message of a file, with the pointer to what it was made from.
fn messages(file: &CorpusFile, document: &Document, regime: &Regime, problems: &mut Vec<Diagnostic>) -> Vec<(String, Placed)> {
    let mut all = Vec::new();
    for (number, group) in file.messages.iter().enumerate() {
        let pointer = format!("/messages/{number}");
        let sense = match (&group.means, group.asks.is_empty()) {
            (Some(means), true) => Sense::Means(means.clone()),
            (None, false) => Sense::Asks(group.asks.clone()),
            _ => {
                let problem = document.problem_at_key(&pointer, "corpus::no-sense", "a group has either `means` or `asks`");
                problems.push(problem.help("`means` says what a human reader is sure of; `asks` what one would ask back about"));
                continue;
            }
        };
        group.means.iter().for_each(|means| check_means(means, &format!("{pointer}/means"), document, regime, problems));
        for (place, text) in group.texts.iter().enumerate() {
            let pointer = format!("{pointer}/texts/{place}");
            let message = Message { kind: group.kind, language: group.language, text: text.clone(), sense: sense.clone() };
            let given = group.given.clone().unwrap_or_else(|| file.given.clone());
            all.push((pointer.clone(), Placed { line: line(document, &pointer), given, message }));
        }
    }
    for (number, variation) in file.variations.iter().enumerate() {
        let pointer = format!("/variations/{number}");
        check_means(&variation.means, &format!("{pointer}/means"), document, regime, problems);
        for (place, mistake) in variation.mistakes.iter().enumerate() {
            let pointer = format!("{pointer}/mistakes/{place}");
            let Some((kind, text, sense)) = made(*mistake, &variation.text, &variation.means) else {
                let message = "the message has no place for this mistake";
                problems
                    .push(document.problem(&pointer, "corpus::no-place", message).help("its number must stand in it as `means` says it"));
                continue;
            };
            let message = Message { kind, language: variation.language, text, sense };
            let given = variation.given.clone().unwrap_or_else(|| file.given.clone());
            all.push((pointer.clone(), Placed { line: line(document, &pointer), given, message }));
        }
    }
    all
}

/// That what a message means can be meant: the purpose and the number are the regime's.
fn check_means(means: &Means, pointer: &str, document: &Document, regime: &Regime, problems: &mut Vec<Diagnostic>) {
    let (at, identity) = match means {
        Means::Word(_) => return,
        Means::Apply(MeansApply { purpose, identity, .. }) => {
            if !regime.purposes.contains_key(purpose) && !regime.exemptions.contains_key(purpose) {
                let message = format!("`{}` has neither a purpose nor an exemption `{purpose}`", regime.id);
                problems.push(document.problem(&format!("{pointer}/purpose"), "corpus::no-purpose", message));
            }
            (format!("{pointer}/identity"), identity)
        }
        Means::Register(MeansRegister { register: Registering { identity, .. } }) => (format!("{pointer}/register/identity"), identity),
    };
    let Some(identity) = identity else { return };
    let number = identity.parse::<IdentityNumber>().ok().filter(|number| regime.identity_kind_of(number).is_some());
    if number.is_none() {
        problems.push(document.problem(&at, "corpus::no-number", format!("`{identity}` is no number of a document of `{}`", regime.id)));
    }
}

/// That no message is counted twice.
fn check_once(messages: &[(String, Placed)], document: &Document, problems: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (pointer, placed) in messages {
        if let Some(before) = known.insert(&placed.message.text, placed.line) {
            let message = format!("`{}` is the message of line {before} again", placed.message.text.escape_debug());
            problems.push(document.problem(pointer, "corpus::again", message).help("each message counts once: take it out"));
        }
    }
}

//! From a folder to the cases in it, each file beside its regime, checked as regimes are.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::RegimeId;
use permits::Environment;
use regime::{Diagnostic, Diagnostics, Document, Regime};
use serde_json::Value as Json;

use crate::file::{Action, Case, CaseFile, Sms, Step};

const ENDING: &str = ".cases.yaml";

/// The JSON Schema of a file of cases, made from its types.
#[must_use]
pub fn schema() -> Json {
    schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<CaseFile>().to_value()
}

/// The cases of one regime.
pub(crate) struct Loaded {
    /// The file of cases, as it is shown.
    pub name: String,
    pub document: Document,
    pub regime: Arc<Regime>,
    /// The regime's file, for the lines of its parts.
    pub regime_name: String,
    pub regime_document: Document,
    pub file: CaseFile,
}

impl Loaded {
    /// The line of a node of the file of cases, from 1.
    pub(crate) fn line(&self, pointer: &str) -> usize {
        line(&self.document, pointer)
    }
}

/// The line of a node, from 1: its key's where it has one.
pub(crate) fn line(document: &Document, pointer: &str) -> usize {
    let place = document.at(pointer);
    let offset = place.key.map_or(place.value.start, |key| key.start);
    1 + document.text().bytes().take(offset).filter(|byte| *byte == b'\n').count()
}

impl Case {
    /// The steps of the case, however it is written.
    pub(crate) fn steps(&self) -> Vec<Step> {
        match &self.when {
            Some(when) => vec![Step { at: None, when: when.clone(), then: self.then.clone() }],
            None => self.steps.clone(),
        }
    }
}

/// Every file of cases below a folder.
pub(crate) fn load(policies: &Path, environment: &Environment) -> Result<Vec<Loaded>, Diagnostics> {
    let mut problems = Vec::new();
    let mut loaded = Vec::new();
    for path in files(policies, &mut problems) {
        match read(&path, environment) {
            Ok(file) => loaded.push(file),
            Err(diagnostics) => problems.extend(diagnostics),
        }
    }
    if problems.is_empty() { Ok(loaded) } else { Err(Diagnostics::new(problems)) }
}

fn files(folder: &Path, problems: &mut Vec<Diagnostic>) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut left = vec![folder.to_owned()];
    while let Some(folder) = left.pop() {
        let entries = match std::fs::read_dir(&folder) {
            Ok(entries) => entries,
            Err(error) => {
                problems.push(unreadable(&folder, &error));
                continue;
            }
        };
        for path in entries.filter_map(|entry| entry.ok().map(|entry| entry.path())) {
            if path.is_dir() {
                left.push(path);
            } else if path.file_name().is_some_and(|name| name.to_string_lossy().ends_with(ENDING)) {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

pub(crate) fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::of_file(&path.display().to_string(), "cases::unreadable", format!("it can't be read: {error}"))
}

pub(crate) fn document(path: &Path) -> Result<Document, Diagnostics> {
    let text = std::fs::read_to_string(path).map_err(|error| Diagnostics::from(unreadable(path, &error)))?;
    Document::parse(&path.display().to_string(), text)
}

fn read(path: &Path, environment: &Environment) -> Result<Loaded, Diagnostics> {
    let document = document(path)?;
    let problems = document.validate(&schema());
    if !problems.is_empty() {
        return Err(Diagnostics::new(problems));
    }
    let file: CaseFile = document.read()?;
    let mut problems = Vec::new();
    let (regime_path, regime_document, regime) = beside(path, &document, environment)?;
    check(&file, &regime, &document, &mut problems);
    if !problems.is_empty() {
        return Err(Diagnostics::new(problems));
    }
    Ok(Loaded { name: path.display().to_string(), document, regime, regime_name: regime_path.display().to_string(), regime_document, file })
}

/// The regime that stands beside a file of cases.
fn beside(path: &Path, cases: &Document, environment: &Environment) -> Result<(PathBuf, Document, Arc<Regime>), Diagnostics> {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let regime_path = path.with_file_name(format!("{}.yaml", name.strip_suffix(ENDING).unwrap_or(&name)));
    let missing = |message: String| {
        Diagnostics::from(cases.problem("", "cases::no-regime", message).help("cases stand beside their regime and are named after it"))
    };
    if !regime_path.is_file() {
        return Err(missing(format!("there is no regime `{}`", regime_path.display())));
    }
    let document = document(&regime_path)?;
    let id = document.value().get("regime").and_then(Json::as_str).and_then(|id| id.parse::<RegimeId>().ok());
    let regime = id.as_ref().and_then(|id| environment.regimes().get(id));
    match regime {
        Some(regime) => Ok((regime_path, document, Arc::clone(regime))),
        None => Err(missing(format!("`{}` is not among the regimes that were loaded", regime_path.display()))),
    }
}

/// What the schema can't say.
fn check(file: &CaseFile, regime: &Regime, document: &Document, problems: &mut Vec<Diagnostic>) {
    let mut notes = BTreeSet::new();
    for (number, case) in file.cases.iter().enumerate() {
        let pointer = format!("/cases/{number}");
        if !notes.insert(case.note.as_str()) {
            let message = format!("another case has the note `{}`", case.note);
            problems.push(document.problem(&format!("{pointer}/note"), "cases::same-note", message));
        }
        if case.at.instant(&regime.time_zone).is_none() {
            problems.push(document.problem(&format!("{pointer}/at"), "cases::no-instant", "no instant has this local time"));
        }
        match (&case.when, case.steps.is_empty()) {
            (Some(_), true) => {}
            (None, false) => {
                for (step, _) in
                    case.steps.iter().enumerate().filter(|(_, s)| s.at.is_some_and(|at| at.instant(&regime.time_zone).is_none()))
                {
                    let pointer = format!("{pointer}/steps/{step}/at");
                    problems.push(document.problem(&pointer, "cases::no-instant", "no instant has this local time"));
                }
            }
            (Some(_), false) => {
                let problem = document.problem(&format!("{pointer}/steps"), "cases::two-forms", "a case has either `when` or `steps`");
                problems.push(problem.help("make `when` and `then` the first of the steps"));
            }
            (None, true) => {
                problems.push(document.problem(&pointer, "cases::nothing-happens", "nothing happens: neither `when` nor `steps` is there"));
            }
        }
        crate::facts::check(&case.facts, &format!("{pointer}/facts"), regime, document, problems);
        let to_nobody = |action: &Action| match action {
            Action::Sms(Sms::Words(_)) => true,
            Action::Sms(Sms::Message(message)) => message.to.is_none(),
            _ => false,
        };
        if regime.sms.is_none() && (case.given.iter().any(to_nobody) || case.steps().iter().any(|step| to_nobody(&step.when))) {
            let problem = document.problem(&pointer, "cases::no-sms", "the regime is not used by text message");
            problems.push(problem.help("a message to another regime's number says which, with `to`"));
        }
    }
}

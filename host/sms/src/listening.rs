//! What a number listens for: the grammar of its regimes, made once and kept until other regimes stand behind it.

use std::{
    collections::{BTreeMap, HashMap},
    sync::{Arc, Mutex, PoisonError},
};

use domain::Language;
use permits::Environment;
use regime::{Args, Latin, REPLIES, Regime};

use crate::{
    language::Alphabets,
    reading::{Grammar, HostWords, SmallWords},
};

/// The grammar of some regimes, and the letters of their languages.
pub(crate) struct Listening {
    pub grammar: Grammar,
    pub alphabets: Alphabets,
}

/// Grammars that were made before.
#[derive(Default)]
pub(crate) struct Ears {
    known: Mutex<Known>,
}

/// Grammars by the digests of their regimes. Catalogues belong to an environment, so another environment starts anew.
#[derive(Default)]
struct Known {
    environment: Option<Arc<Environment>>,
    grammars: HashMap<Vec<String>, Arc<Listening>>,
}

impl Ears {
    pub(crate) fn of(&self, environment: &Arc<Environment>, regimes: &[Arc<Regime>]) -> Arc<Listening> {
        let key: Vec<String> = regimes.iter().map(|regime| regime.digest.clone()).collect();
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if !known.environment.as_ref().is_some_and(|last| Arc::ptr_eq(last, environment)) {
            *known = Known { environment: Some(Arc::clone(environment)), grammars: HashMap::new() };
        }
        Arc::clone(known.grammars.entry(key).or_insert_with(|| Arc::new(Listening::new(environment, regimes))))
    }
}

impl Listening {
    fn new(environment: &Environment, regimes: &[Arc<Regime>]) -> Self {
        let said = |language: Language, key: &str| {
            let jurisdiction = &regimes.first()?.jurisdiction;
            environment.catalogues().text(jurisdiction, language, key, &Args::new())
        };
        // A word that would change nothing is not listened for.
        let registers = regimes.iter().any(|regime| regime.registration.is_some());
        let latin = regimes.iter().filter_map(|regime| regime.sms.as_ref()).any(|sms| sms.latin != Latin::Never);
        let mut words = HostWords::default();
        let mut alphabets = BTreeMap::new();
        let mut languages: Vec<Language> = regimes.iter().flat_map(|regime| regime.languages()).collect();
        languages.sort_unstable();
        languages.dedup();
        for language in languages {
            let list = |key: &str| -> Vec<String> {
                let words = said(language, key).unwrap_or_default();
                words.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
            };
            words.help.insert(language, list("reading-help"));
            words.cancel.insert(language, list("reading-cancel"));
            words.stop.insert(language, list("reading-stop"));
            words.status.insert(language, list("reading-status"));
            if registers {
                words.correct.insert(language, list("reading-correct"));
            }
            if latin {
                words.latin.insert(language, list("reading-latin"));
                words.native.insert(language, list("reading-native"));
            }
            words.names.insert(language, list("reading-language"));
            let small = SmallWords {
                fillers: list("reading-filler"),
                labels: list("reading-label"),
                series: list("reading-series"),
                numbers: list("reading-number"),
                signatures: list("reading-signature"),
                digits: list("reading-digits"),
                nots: list("reading-not"),
            };
            words.small.insert(language, small);
            words
                .openings
                .insert(language, openings(|key, args| environment.catalogues().text(&regimes.first()?.jurisdiction, language, key, args)));
            if let Some(letters) = said(language, "reading-letters") {
                alphabets.insert(language, letters);
            }
        }
        Self { grammar: Grammar::new(regimes, &words), alphabets }
    }
}

/// What replies are given. One that asks for anything else is not looked for.
const VARIABLES: [&str; 16] = [
    "code",
    "purpose",
    "identity",
    "from",
    "until",
    "plate",
    "reason",
    "example",
    "help",
    "codes",
    "given",
    "suggestion",
    "field",
    "place",
    "permits",
    "count",
];

/// What the replies say around what is filled in, each in its parts.
fn openings(text: impl Fn(&str, &Args) -> Option<String>) -> Vec<Vec<String>> {
    const FILLED: &str = "\u{1}";
    let args = VARIABLES.iter().fold(Args::new(), |args, name| args.text(name, FILLED));
    let replies = REPLIES.iter().filter(|key| key.starts_with("reply-")).filter_map(|key| text(key, &args));
    replies.map(|text| text.split(FILLED).map(str::to_owned).collect()).collect()
}

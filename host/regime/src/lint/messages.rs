//! Catalogues: that every language of the replies has every message that this regime can need.

use domain::{Language, ReasonCode};

use super::Lint;
use crate::{
    catalogue::{REPLIES, variables_of},
    diagnostic::Diagnostic,
    document::one_of,
};

pub(super) fn check(lint: &Lint<'_>, reasons: &[ReasonCode], found: &mut Vec<Diagnostic>) {
    let languages = lint.file.sms.iter().flat_map(|sms| &sms.languages);
    for (index, language) in languages.enumerate() {
        let spot = format!("/sms/languages/{index}");
        if !lint.catalogues.languages().contains(language) {
            let missing = lint.problem(&spot, "regime::no-catalogue", format!("there is no catalogue for `{language}`"));
            found.push(missing.help(format!("write `locales/{language}.ftl`")));
            continue;
        }
        let keys: Vec<String> =
            REPLIES.iter().map(|key| (*key).to_owned()).chain(reasons.iter().map(|code| format!("reason-{code}"))).collect();
        let missing: Vec<&str> =
            keys.iter().map(String::as_str).filter(|key| !lint.catalogues.has(lint.jurisdiction, *language, key)).collect();
        if !missing.is_empty() {
            let message = format!("the catalogue for `{language}` has no {}", one_of(&missing, "and no"));
            found.push(
                lint.problem(&spot, "regime::missing-message", message).help(format!("add what is missing to `locales/{language}.ftl`")),
            );
        }
        for key in &keys {
            found.extend(lost(lint, &spot, *language, key));
            found.extend(not_given(lint, &spot, *language, key));
        }
    }
}

/// A message that refers to one that does not exist.
fn lost(lint: &Lint<'_>, spot: &str, language: Language, key: &str) -> Option<Diagnostic> {
    let references = lint.catalogues.references(lint.jurisdiction, language, key)?;
    let nowhere: Vec<&str> = references.messages.iter().map(String::as_str).collect();
    (!nowhere.is_empty()).then(|| {
        let message = format!("`{key}` in `locales/{language}.ftl` refers to {}, which it does not have", one_of(&nowhere, "and"));
        lint.problem(spot, "regime::broken-message", message)
    })
}

/// A message that asks for a variable that it is not given: it would never be sent.
fn not_given(lint: &Lint<'_>, spot: &str, language: Language, key: &str) -> Option<Diagnostic> {
    let given = variables_of(key)?;
    let references = lint.catalogues.references(lint.jurisdiction, language, key)?;
    let asked: Vec<&str> = references.variables.keys().map(String::as_str).filter(|name| !given.contains(name)).collect();
    (!asked.is_empty()).then(|| {
        let message = format!("`{key}` in `{language}` asks for {}, which it is not given", one_of(&asked, "and"));
        let unknown = lint.problem(spot, "regime::unknown-variable", message);
        if given.is_empty() { unknown.help("it is given nothing") } else { unknown.help(format!("it is given {}", one_of(given, "and"))) }
    })
}

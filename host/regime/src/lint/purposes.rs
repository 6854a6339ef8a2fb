//! Purposes, exemptions and sources: what they refer to, how they are reached, and the languages of their titles.

use domain::{Language, SourceId};

use super::{Lint, entry, meaning};
use crate::{diagnostic::Diagnostic, text::Titles};

pub(super) fn check(lint: &Lint<'_>, found: &mut Vec<Diagnostic>) {
    titles(lint, "/title", &lint.file.title, found);
    for (id, purpose) in &lint.file.purposes {
        let at = entry("/purposes", id.as_str());
        titles(lint, &format!("{at}/title"), &purpose.title, found);
        cites(lint, &format!("{at}/cite"), purpose.cite.as_ref(), found);
        let reached = purpose.sms.is_some() || purpose.portal.is_some() || purpose.desk.is_some();
        // A channel with a mistake in it is meant to be one.
        let meant = ["sms", "portal", "desk"].iter().any(|channel| lint.document.has(&format!("{at}/{channel}")));
        if !reached && !meant {
            let unreachable = lint.problem_at_key(&at, "regime::unreachable-purpose", format!("nobody can apply for `{id}`"));
            found.push(unreachable.help("give it `sms`, `portal` or `desk`"));
        }
        if purpose.sms.is_some() && !lint.document.has("/sms") {
            let spot = format!("{at}/sms");
            found.push(lint.problem_at_key(&spot, "regime::no-sms", format!("`{id}` has a code, but the regime has no `sms`")));
        }
        if purpose.sms.is_some() && purpose.desk.as_ref().is_some_and(|desk| !desk.words.is_empty()) {
            let spot = format!("{at}/desk/words");
            let double = lint.problem_at_key(
                &spot,
                "regime::double-words",
                format!("`{id}` can be applied for by text message, so nobody is sent to the desk"),
            );
            found.push(double.help("move the words to its `sms`"));
        }
    }
    for (id, exemption) in &lint.file.exemptions {
        let at = entry("/exemptions", id.as_str());
        titles(lint, &format!("{at}/title"), &exemption.title, found);
        if let Some(show) = &exemption.show {
            titles(lint, &format!("{at}/show"), show, found);
        }
        cites(lint, &format!("{at}/cite"), exemption.cite.as_ref(), found);
        if lint.file.purposes.contains_key(id) {
            let twice = lint.problem_at_key(&at, "regime::duplicate-name", format!("`{id}` is a purpose and an exemption at once"));
            found.push(twice.beside(&lint.spot(&entry("/purposes", id.as_str())), "the purpose"));
        }
    }
    for (name, kind) in lint.file.identity.iter().flat_map(|identity| &identity.kinds) {
        titles(lint, &format!("{}/title", entry("/identity/kinds", name)), &kind.title, found);
    }
    for (index, conflict) in lint.file.conflicts.iter().enumerate() {
        for source in conflict.says.keys() {
            let spot = entry(&format!("/conflicts/{index}/says"), source.as_str());
            found
                .extend(unknown_source(lint, source).map(|message| {
                    meaning(lint.problem_at_key(&spot, "regime::unknown-source", message), source.as_str(), &sources(lint))
                }));
        }
    }
}

/// Every title is in each of the languages in which the regime answers.
pub(super) fn titles(lint: &Lint<'_>, pointer: &str, titles: &Titles, found: &mut Vec<Diagnostic>) {
    if !lint.is_whole(pointer) {
        return;
    }
    let languages = lint.file.sms.iter().flat_map(|sms| &sms.languages);
    let missing: Vec<Language> = languages.filter(|language| titles.get(**language).is_none()).copied().collect();
    if !missing.is_empty() {
        let missing: Vec<&str> = missing.iter().map(Language::as_str).collect();
        let message = format!("no text in {}", crate::document::one_of(&missing, "and"));
        found.push(lint.problem(pointer, "regime::missing-language", message).help("replies are in every language of `sms.languages`"));
    }
}

pub(super) fn cites(lint: &Lint<'_>, pointer: &str, source: Option<&SourceId>, found: &mut Vec<Diagnostic>) {
    if let Some(source) = source
        && let Some(message) = unknown_source(lint, source)
    {
        found.push(meaning(lint.problem(pointer, "regime::unknown-source", message), source.as_str(), &sources(lint)));
    }
}

fn unknown_source(lint: &Lint<'_>, source: &SourceId) -> Option<String> {
    let written = lint.document.has(&entry("/sources", source.as_str()));
    (!written && !lint.file.sources.contains_key(source)).then(|| format!("there is no source `{source}`"))
}

fn sources<'a>(lint: &'a Lint<'_>) -> Vec<&'a str> {
    lint.file.sources.keys().map(SourceId::as_str).collect()
}

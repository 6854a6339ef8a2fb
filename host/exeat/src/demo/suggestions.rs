//! Messages to try, made from the regime behind a number: nothing here knows a country.

use domain::Language;
use permits::Dialog;
use regime::{FieldKind, Form, FormAction, Regime, TerritoryTree};
use web::{Texts, key};

/// How many purposes are suggested.
const PURPOSES: usize = 3;

/// Messages that the regime understands, some as people really type, and one that needs no permit. While a dialog is open:
/// the answer that it waits for.
pub(super) fn suggest(
    regime: &Regime,
    dialog: Option<&Dialog>,
    territories: &TerritoryTree,
    texts: &Texts,
    language: Language,
) -> Vec<String> {
    if let Some(answer) = dialog.and_then(|dialog| answer(regime, dialog, territories, texts, language)) {
        return vec![answer];
    }
    let Some(sms) = &regime.sms else { return Vec::new() };
    let own = sms.languages.first().copied().unwrap_or(language);
    let mut messages = Vec::new();
    for form in sms.forms.values() {
        let word = word(form, own);
        match form.does {
            FormAction::Register => messages.extend(word),
            FormAction::Apply => {
                let codes = regime.purposes.values().filter_map(|purpose| purpose.sms.as_ref()).map(|sms| sms.code.as_str());
                let written: Vec<String> = codes.take(PURPOSES).filter_map(|code| write(form, word.as_deref(), code, regime)).collect();
                let sloppy = written.last().map(|message| sloppy(message, &form.separator));
                messages.extend(written);
                messages.extend(sloppy);
            }
        }
    }
    let exempt = regime.exemptions.values().filter_map(|exemption| exemption.sms.as_ref()?.words.get(&own)?.first());
    messages.extend(exempt.take(1).cloned());
    messages
}

fn word(form: &Form, language: Language) -> Option<String> {
    let words = form.words.get(&language).or_else(|| form.words.values().next())?;
    words.first().map(|word| word.to_uppercase())
}

/// A message of a form; `None` when it needs something that no example can be made of.
fn write(form: &Form, word: Option<&str>, code: &str, regime: &Regime) -> Option<String> {
    let fields = form.fields.iter().filter(|field| !field.optional).map(|field| match field.kind {
        FieldKind::Purpose => Some(code),
        FieldKind::Identity => regime.identity.first().map(|kind| kind.example.as_str()),
        FieldKind::Plate | FieldKind::Name | FieldKind::Address => None,
    });
    let parts: Option<Vec<&str>> = word.map(Some).into_iter().chain(fields).collect();
    Some(parts?.join(&form.separator))
}

/// The same message in a hurry: small letters, another separator, and a space where letters turn into digits.
fn sloppy(message: &str, separator: &str) -> String {
    let mut sloppy = String::new();
    for c in message.replacen(separator, ".", 1).to_lowercase().chars() {
        if c.is_ascii_digit() && sloppy.chars().last().is_some_and(char::is_alphabetic) {
            sloppy.push(' ');
        }
        sloppy.push(c);
    }
    sloppy
}

/// What a dialog waits for.
fn answer(regime: &Regime, dialog: &Dialog, territories: &TerritoryTree, texts: &Texts, language: Language) -> Option<String> {
    let rules = regime.registration.as_ref()?;
    // A dialog that has everything and goes on waits for a better last answer.
    let next = rules.fields.iter().find(|field| !dialog.collected.contains_key(field.as_str())).or(rules.fields.last())?;
    match next {
        FieldKind::Name => Some(texts.get(language, key("demo-sample-name"), &[])),
        FieldKind::Identity => regime.identity.first().map(|kind| kind.example.clone()),
        FieldKind::Address => {
            let jurisdiction = regime.jurisdiction.territory();
            let covered = |node: &&regime::Node| {
                territories
                    .path(&node.code)
                    .is_some_and(|path| node.code != *jurisdiction && path.is_within(jurisdiction) && regime.covers(&path))
            };
            let place = territories.nodes().find(covered).map(|node| node.names.best(language))?;
            Some(texts.get(language, key("demo-sample-address"), &[("place", place)]))
        }
        FieldKind::Purpose | FieldKind::Plate => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hurried_message_means_the_same() {
        assert_eq!(sloppy("2 AZE1234567", " "), "2.aze 1234567");
        assert_eq!(sloppy("ЦЕЛЬ 3", " "), "цель.3");
        assert_eq!(sloppy("A#b#1", "#"), "a.b#1");
    }
}

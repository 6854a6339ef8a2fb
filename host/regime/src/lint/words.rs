//! Codes and words of text messages: that each means one thing, and that some form can carry it.

use std::collections::{BTreeMap, HashMap, hash_map::Entry};

use domain::Language;

use super::{Lint, entry};
use crate::{diagnostic::Diagnostic, fold::fold, sms::FieldKind};

/// A code or word as it stands in the file.
pub(super) struct Said<'a> {
    /// What it names; a form is named with a word before it.
    pub(super) owner: String,
    pub(super) pointer: String,
    pub(super) text: &'a str,
    kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Code,
    Word,
    /// A word that stands alone in its message.
    Alone,
    Keyword,
}

/// What a message is compared by: people write a word with and without a space in it.
pub(super) fn key(text: &str) -> String {
    fold(text).replace(' ', "")
}

/// Every code and word of the file, in its order.
pub(super) fn all<'a>(lint: &'a Lint<'_>) -> Vec<Said<'a>> {
    let mut all = Vec::new();
    let mut add = |owner: &str, kind: Kind, at: &str, words: &'a BTreeMap<Language, Vec<String>>| {
        for (language, words) in words {
            for (index, text) in words.iter().enumerate() {
                let pointer = format!("{at}/{language}/{index}");
                all.push(Said { owner: owner.to_owned(), pointer, text, kind });
            }
        }
    };
    for (id, purpose) in &lint.file.purposes {
        let at = entry("/purposes", id.as_str());
        if let Some(sms) = &purpose.sms {
            add(id.as_str(), Kind::Word, &format!("{at}/sms/words"), &sms.words);
        }
        if let Some(desk) = &purpose.desk {
            add(id.as_str(), Kind::Alone, &format!("{at}/desk/words"), &desk.words);
        }
    }
    for (id, exemption) in &lint.file.exemptions {
        if let Some(sms) = &exemption.sms {
            add(id.as_str(), Kind::Alone, &format!("{}/sms/words", entry("/exemptions", id.as_str())), &sms.words);
        }
    }
    for (name, form) in lint.file.sms.iter().flat_map(|sms| &sms.forms) {
        add(&format!("form {name}"), Kind::Keyword, &format!("{}/words", entry("/sms/forms", name)), &form.words);
    }
    for (id, purpose) in &lint.file.purposes {
        if let Some(sms) = &purpose.sms {
            let pointer = format!("{}/sms/code", entry("/purposes", id.as_str()));
            all.push(Said { owner: id.to_string(), pointer, text: &sms.code, kind: Kind::Code });
        }
    }
    // What was there before comes first.
    all.sort_by_cached_key(|said| {
        let spot = lint.spot(&said.pointer);
        (spot.text.name.clone(), spot.place.start)
    });
    all
}

pub(super) fn check(lint: &Lint<'_>, found: &mut Vec<Diagnostic>) {
    let all = all(lint);
    let mut known: HashMap<String, &Said<'_>> = HashMap::new();
    for said in &all {
        let folded = key(said.text);
        if folded.is_empty() {
            found.push(lint.problem(&said.pointer, "regime::empty-word", format!("`{}` has no letter and no digit", said.text)));
            continue;
        }
        match known.entry(folded) {
            Entry::Vacant(entry) => {
                entry.insert(said);
            }
            Entry::Occupied(entry) => found.extend(clash(lint, entry.get(), said)),
        }
    }
    carried(lint, &all, found);
    languages(lint, found);
}

/// One word for two things. Two forms may begin alike: their fields tell them apart, or `forms` complains.
fn clash(lint: &Lint<'_>, first: &Said<'_>, second: &Said<'_>) -> Option<Diagnostic> {
    if first.owner == second.owner || (first.kind == Kind::Keyword && second.kind == Kind::Keyword) {
        return None;
    }
    let (code, message) = if first.kind == Kind::Code && second.kind == Kind::Code {
        ("regime::clashing-codes", format!("the code `{}` is taken by `{}`", second.text, first.owner))
    } else if first.text == second.text {
        ("regime::clashing-words", format!("`{}` is taken by `{}`", second.text, first.owner))
    } else {
        ("regime::clashing-words", format!("`{}` reads as `{}`, which is taken by `{}`", second.text, first.text, first.owner))
    };
    Some(lint.problem(&second.pointer, code, message).beside(&lint.spot(&first.pointer), "already here"))
}

/// Codes and words that no form can carry.
fn carried(lint: &Lint<'_>, all: &[Said<'_>], found: &mut Vec<Diagnostic>) {
    let Some(sms) = lint.file.sms.as_ref().filter(|_| lint.is_whole("/sms/forms")) else { return };
    let forms: Vec<_> = sms.forms.values().filter(|form| form.fields.iter().any(|field| field.0.kind == FieldKind::Purpose)).collect();
    if forms.is_empty() {
        if all.iter().any(|said| said.kind == Kind::Code) {
            let none = lint.problem_at_key("/sms/forms", "regime::no-purpose-form", "no form has a place for the code of a purpose");
            found.push(none.help("add the field `purpose` to one"));
        }
        return;
    }
    for said in all.iter().filter(|said| matches!(said.kind, Kind::Code | Kind::Word)) {
        let separator = |form: &&&crate::file::FormFile| {
            form.separator.as_deref().map(str::trim).filter(|s| !s.is_empty()).is_some_and(|s| said.text.contains(s))
        };
        let blocking: Vec<_> = forms.iter().filter(separator).collect();
        if blocking.len() == forms.len() {
            let separator = blocking.first().and_then(|form| form.separator.clone()).unwrap_or_default();
            let message = format!("`{}` holds `{separator}`, which separates the fields of every form that could carry it", said.text);
            found.push(lint.problem(&said.pointer, "regime::uncarried-code", message));
        } else if said.kind == Kind::Code && said.text.contains(char::is_whitespace) {
            let message = format!("the code `{}` holds a space", said.text);
            found.push(
                lint.problem(&said.pointer, "regime::uncarried-code", message).help("a code is one piece; a phrase belongs to `words`"),
            );
        }
    }
}

/// Words in a language in which nobody is answered.
fn languages(lint: &Lint<'_>, found: &mut Vec<Diagnostic>) {
    let Some(sms) = lint.file.sms.as_ref().filter(|_| lint.is_whole("/sms/languages")) else { return };
    let purposes = lint.file.purposes.iter().flat_map(|(id, purpose)| {
        let at = entry("/purposes", id.as_str());
        let own = purpose.sms.iter().map(|sms| (format!("{}/sms/words", entry("/purposes", id.as_str())), &sms.words));
        own.chain(purpose.desk.iter().map(move |desk| (format!("{at}/desk/words"), &desk.words))).collect::<Vec<_>>()
    });
    let exemptions = lint.file.exemptions.iter().filter_map(|(id, exemption)| {
        let words = &exemption.sms.as_ref()?.words;
        Some((format!("{}/sms/words", entry("/exemptions", id.as_str())), words))
    });
    let forms = sms.forms.iter().map(|(name, form)| (format!("{}/words", entry("/sms/forms", name)), &form.words));
    for (at, words) in purposes.chain(exemptions).chain(forms) {
        for language in words.keys().filter(|language| !sms.languages.contains(language)) {
            let message = format!("words in `{language}`, which is not among `sms.languages`");
            let unlisted = lint.problem_at_key(&format!("{at}/{language}"), "regime::unlisted-language", message);
            found.push(unlisted.help("they are read, and answered in another language").warning());
        }
    }
}

//! The texts of the pages: one Fluent file for each language, embedded.
//!
//! Reasons, verdicts and everything else that an SMS says too come from the regimes' catalogues, not from here.

use std::{collections::BTreeMap, sync::Arc};

use domain::Language;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};
use unic_langid::LanguageIdentifier;

/// The languages of the pages. The first is spoken when a person has said nothing else.
pub(crate) const LOCALES: [(&str, &str); 6] = [
    ("en", include_str!("../locales/en.ftl")),
    ("az", include_str!("../locales/az.ftl")),
    ("ru", include_str!("../locales/ru.ftl")),
    ("tt", include_str!("../locales/tt.ftl")),
    ("el", include_str!("../locales/el.ftl")),
    ("fr", include_str!("../locales/fr.ftl")),
];

/// The name of a text. Made by [`key`] from a literal only, so that a test finds every one that is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(transparent)]
pub struct Key(&'static str);

/// Names a text of the locale files.
#[must_use]
pub const fn key(name: &'static str) -> Key {
    Key(name)
}

impl Key {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        self.0
    }
}

/// An embedded locale file that cannot be used. A mistake of the build, not of its user.
#[derive(Debug, thiserror::Error)]
#[error("the texts of `{language}` cannot be used: {why}")]
pub struct TextsError {
    language: &'static str,
    why: String,
}

/// All texts of all languages. Cheap to clone.
#[derive(Clone)]
pub struct Texts(Arc<Spoken>);

struct Spoken {
    order: Vec<Language>,
    bundles: BTreeMap<Language, FluentBundle<FluentResource>>,
}

impl Texts {
    /// Reads the embedded files.
    ///
    /// # Errors
    /// When a file is not Fluent, or names a text twice.
    pub fn new() -> Result<Self, TextsError> {
        let mut spoken = Spoken { order: Vec::new(), bundles: BTreeMap::new() };
        for (language, source) in LOCALES {
            let wrong = |why: String| TextsError { language, why };
            let tag: Language = language.parse().map_err(|error: domain::Invalid| wrong(error.to_string()))?;
            let id: LanguageIdentifier =
                language.parse().map_err(|error: unic_langid::LanguageIdentifierError| wrong(error.to_string()))?;
            let resource = FluentResource::try_new(source.to_owned()).map_err(|(_, errors)| wrong(format!("{errors:?}")))?;
            let mut bundle = FluentBundle::new_concurrent(vec![id]);
            // Isolation marks are for text of mixed directions; none of these languages is written from the right.
            bundle.set_use_isolating(false);
            bundle.add_resource(resource).map_err(|errors| wrong(format!("{errors:?}")))?;
            spoken.order.push(tag);
            spoken.bundles.insert(tag, bundle);
        }
        Ok(Self(Arc::new(spoken)))
    }

    /// The languages, in the order in which they are offered.
    #[must_use]
    pub fn languages(&self) -> &[Language] {
        &self.0.order
    }

    /// The language spoken when nothing is known of the reader.
    #[must_use]
    pub fn fallback(&self) -> Option<Language> {
        self.0.order.first().copied()
    }

    /// A text in a language, or `None` when there is no such text. Arguments that are numbers count for plural forms.
    #[must_use]
    pub fn find(&self, language: Language, name: &str, arguments: &[(&str, FluentValue<'_>)]) -> Option<String> {
        let bundle = self.0.bundles.get(&language)?;
        let pattern = bundle.get_message(name)?.value()?;
        let arguments: FluentArgs<'_> = arguments.iter().map(|(name, value)| (*name, value.clone())).collect();
        let mut errors = Vec::new();
        let text = bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned();
        if !errors.is_empty() {
            tracing::error!(%language, name, ?errors, "a text could not be filled in");
        }
        Some(text)
    }

    /// A text in a language. A text that is missing shows its name: a test sees to it that none is.
    #[must_use]
    pub fn get(&self, language: Language, name: Key, arguments: &[(&str, &str)]) -> String {
        let arguments: Vec<(&str, FluentValue<'_>)> = arguments.iter().map(|(name, value)| (*name, FluentValue::from(*value))).collect();
        self.find(language, name.0, &arguments).unwrap_or_else(|| name.0.to_owned())
    }
}

impl std::fmt::Debug for Texts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Texts").field(&self.0.order).finish()
    }
}

#[cfg(test)]
mod tests {
    use std::{
        collections::{BTreeMap, BTreeSet},
        fs,
        path::Path,
    };

    use super::*;
    use crate::pages::TEMPLATES;

    /// The texts of a file and the variables of each.
    fn messages(source: &str) -> BTreeMap<&str, BTreeSet<&str>> {
        let mut found: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut current = "";
        for line in source.lines() {
            if let Some((name, _)) = line.split_once(" =").filter(|(name, _)| name.starts_with(|c: char| c.is_ascii_lowercase())) {
                current = name;
                assert!(found.insert(name, BTreeSet::new()).is_none(), "`{name}` stands twice");
            }
            for variable in line.split("{ $").skip(1) {
                found.entry(current).or_default().insert(variable.split([' ', '}']).next().unwrap_or_default());
            }
        }
        found
    }

    fn quoted<'a>(source: &'a str, before: &str, quote: char) -> Vec<&'a str> {
        source.split(before).skip(1).filter_map(|rest| rest.strip_prefix(quote)?.split(quote).next()).collect()
    }

    fn sources(folder: &Path, into: &mut Vec<String>) {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                sources(&entry.path(), into);
            } else if entry.path().extension().is_some_and(|ending| ending == "rs") {
                into.extend(fs::read_to_string(entry.path()));
            }
        }
    }

    /// Every text that a template or a source file of the pages names.
    fn used() -> BTreeSet<String> {
        let mut used: BTreeSet<String> = BTreeSet::from(["language-name".to_owned()]);
        for (_, template) in TEMPLATES {
            for before in ["{{t ", "(t ", "{{~t "] {
                used.extend(quoted(template, before, '"').into_iter().map(str::to_owned));
            }
        }
        let host = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut files = Vec::new();
        for folder in ["web/src", "portal/src", "verification/src", "administration/src", "exeat/src"] {
            sources(&host.join(folder), &mut files);
        }
        for file in files {
            used.extend(quoted(&file, concat!("key", "("), '"').into_iter().map(str::to_owned));
        }
        used
    }

    #[test]
    fn every_text_that_is_used_exists_and_every_text_is_used() {
        let used = used();
        assert!(used.len() > 20, "the search for texts found only {used:?}");
        for (language, source) in LOCALES {
            let known: BTreeSet<String> = messages(source).into_keys().map(str::to_owned).collect();
            let missing: Vec<_> = used.difference(&known).collect();
            let unused: Vec<_> = known.difference(&used).collect();
            assert!(missing.is_empty(), "{language} lacks {missing:?}");
            assert!(unused.is_empty(), "{language} has texts that nothing uses: {unused:?}");
        }
    }

    #[test]
    fn a_text_takes_the_same_variables_in_every_language() {
        let mut languages = LOCALES.iter().map(|(language, source)| (language, messages(source)));
        let (_, first) = languages.next().expect("a language");
        for (language, texts) in languages {
            for (name, variables) in &first {
                assert_eq!(texts.get(name), Some(variables), "`{name}` in {language}");
            }
        }
    }

    #[test]
    fn every_language_has_its_own_words() {
        let texts = Texts::new().expect("texts");
        assert_eq!(texts.languages().len(), LOCALES.len());
        let names: BTreeSet<String> = texts.languages().iter().map(|language| texts.get(*language, key("language-name"), &[])).collect();
        assert_eq!(names.len(), LOCALES.len(), "{names:?}");
        let english = messages(LOCALES[0].1);
        for (language, source) in &LOCALES[1..] {
            let mut same = 0;
            for name in english.keys() {
                let told = |tag: &str| texts.find(tag.parse().expect("a tag"), name, &[]);
                same += usize::from(told(language) == told("en"));
            }
            assert!(same * 20 < english.len(), "{same} texts of {language} are the English ones: {}", source.len());
        }
    }

    #[test]
    fn a_missing_text_is_told_from_a_present_one() {
        let (texts, english) = (Texts::new().expect("texts"), "en".parse().expect("a tag"));
        assert_eq!(texts.find(english, "no-such-text", &[]), None);
        assert_eq!(texts.get(english, key("sign-in-button"), &[]), "Sign in");
    }
}

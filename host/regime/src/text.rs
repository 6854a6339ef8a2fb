//! Short texts that a regime or a territory carries in several languages.

use domain::Language;
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A text in each of several languages: what a purpose, a document or a regime is called.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
#[schemars(inline, extend("minProperties" = 1))]
pub struct Titles(IndexMap<Language, String>);

impl Titles {
    /// The text in exactly this language.
    #[must_use]
    pub fn get(&self, language: Language) -> Option<&str> {
        self.0.get(&language).map(String::as_str)
    }

    /// The text in this language, or in English, or in whichever comes first. Empty only when there is no text at all.
    #[must_use]
    pub fn best(&self, language: Language) -> &str {
        let english = self.0.iter().find(|(tag, _)| tag.as_str() == "en").map(|(_, text)| text);
        self.0.get(&language).or(english).or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// Language by language, in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &str)> {
        self.0.iter().map(|(language, text)| (*language, text.as_str()))
    }

    /// Whether there is no text in any language.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<(Language, String)> for Titles {
    fn from_iter<I: IntoIterator<Item = (Language, String)>>(texts: I) -> Self {
        Self(texts.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_language_is_taken() {
        let tag = |text: &str| text.parse::<Language>().unwrap();
        let titles: Titles = [(tag("az"), "Tibbi".to_owned()), (tag("en"), "Medical".to_owned())].into_iter().collect();
        assert_eq!((titles.best(tag("az")), titles.best(tag("tt")), titles.get(tag("tt"))), ("Tibbi", "Medical", None));
        let only: Titles = [(tag("ru"), "Врач".to_owned())].into_iter().collect();
        assert_eq!((only.best(tag("az")), Titles::default().best(tag("az"))), ("Врач", ""));
    }
}

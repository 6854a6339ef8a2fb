//! How the replies of the host begin, so that one that is sent back is known. Whose permit it speaks of is nobody's to say.

use std::collections::BTreeMap;

use domain::Language;

/// The beginnings of replies, as messages are compared.
#[derive(Debug, Default)]
pub(super) struct Openings(Vec<(Language, String)>);

/// Shorter ones are words that anybody writes.
const SHORTEST: usize = 8;

impl Openings {
    pub(super) fn new(openings: &BTreeMap<Language, Vec<String>>) -> Self {
        let folded = openings.iter().flat_map(|(language, list)| list.iter().map(|text| (*language, regime::fold(text))));
        let mut known: Vec<(Language, String)> = folded.filter(|(_, text)| text.chars().count() >= SHORTEST).collect();
        known.sort();
        known.dedup();
        Self(known)
    }

    /// The language of the reply that a message holds. One word alone must stand at its beginning.
    pub(super) fn within(&self, text: &str) -> Option<Language> {
        if self.0.is_empty() {
            return None;
        }
        let folded = regime::fold(text);
        let held = |opening: &str| folded.starts_with(opening) || (opening.contains(' ') && folded.contains(opening));
        self.0.iter().find(|(_, opening)| held(opening)).map(|(language, _)| *language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_known_by_its_first_words() {
        let language: Language = "en".parse().unwrap();
        let openings = ["Permit granted. Code: ", "Missing: ", "Impossible: "].map(str::to_owned).to_vec();
        let openings = Openings::new(&BTreeMap::from([(language, openings)]));
        for held in ["Permit granted. Code: ABCD-2345", "FW: PERMIT GRANTED, code…", "impossible"] {
            assert_eq!(openings.within(held), Some(language), "{held}");
        }
        for other in ["Missing: number", "granted", "it is impossible"] {
            assert_eq!(openings.within(other), None, "{other}");
        }
    }
}

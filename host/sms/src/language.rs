//! The language of a reply: what the person wrote, else what they chose or wrote before, else the regime's own.

use std::collections::BTreeMap;

use domain::Language;

use crate::reading::Evidence;

/// The letters of each language, as its catalogue lists them.
pub(crate) type Alphabets = BTreeMap<Language, String>;

/// A language, and whether what was written leaves no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Chosen {
    pub language: Option<Language>,
    pub strong: bool,
}

/// So many letters say what somebody writes in; fewer may be a name or a slip.
const ENOUGH: usize = 3;

/// Chooses among the languages of the replies, the regime's own first. `before` is what the person chose or wrote before.
pub(crate) fn choose(offered: &[Language], alphabets: &Alphabets, evidence: &Evidence, before: Option<Language>) -> Chosen {
    let before = before.filter(|language| offered.contains(language));
    let by_words = narrowed(offered, |language| evidence.words.iter().filter(|languages| languages.contains(&language)).count());
    let letters: Vec<char> = evidence.letters.chars().filter(|c| c.is_alphabetic()).filter_map(|c| c.to_lowercase().next()).collect();
    let by_letters = narrowed(offered, |language| {
        alphabets.get(&language).map_or(0, |alphabet| letters.iter().filter(|letter| alphabet.contains(**letter)).count())
    });
    let (candidates, strong) = match (by_words, by_letters) {
        (Some(words), _) => (words, true),
        (None, Some(letters_fit)) => (letters_fit, letters.len() >= ENOUGH),
        (None, None) => return Chosen { language: before.or(offered.first().copied()), strong: false },
    };
    match candidates.as_slice() {
        [only] => Chosen { language: Some(*only), strong },
        several => {
            let language = before.filter(|language| several.contains(language)).or(several.first().copied());
            Chosen { language, strong: false }
        }
    }
}

/// The languages with the highest score, when some language has a lower one: otherwise nothing was learnt.
fn narrowed(offered: &[Language], score: impl Fn(Language) -> usize) -> Option<Vec<Language>> {
    let scores: Vec<(Language, usize)> = offered.iter().map(|language| (*language, score(*language))).collect();
    let highest = scores.iter().map(|(_, score)| *score).max().filter(|highest| *highest > 0)?;
    let best: Vec<Language> = scores.iter().filter(|(_, score)| *score == highest).map(|(language, _)| *language).collect();
    (best.len() < offered.len()).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Language {
        text.parse().unwrap()
    }

    fn tags(text: &str) -> Vec<Language> {
        text.split_whitespace().map(tag).collect()
    }

    fn alphabets() -> Alphabets {
        let russian = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя";
        [
            ("az", "abcçdeəfgğhxıijkqlmnoöprsştuüvyz".to_owned()),
            ("en", "abcdefghijklmnopqrstuvwxyz".to_owned()),
            ("ru", russian.to_owned()),
            ("tt", format!("{russian}әөүҗңһ")),
        ]
        .map(|(language, letters)| (tag(language), letters))
        .into_iter()
        .collect()
    }

    #[test]
    fn what_was_written_then_what_was_chosen_then_the_regimes_own() {
        // (offered, words, letters, before, language, strong)
        let cases = [
            ("az ru en", "", "", None, "az", false),
            ("az ru en", "", "", Some("ru"), "ru", false),
            ("az ru en", "", "", Some("tt"), "az", false),
            ("az ru en", "en", "", Some("ru"), "en", true),
            ("az ru en", "az,en", "", Some("en"), "en", false),
            ("az ru en", "", "помогите", None, "ru", true),
            ("az ru en", "", "да", None, "ru", false),
            ("az ru en", "", "SƏHV MESAJ", Some("ru"), "az", true),
            ("az ru en", "", "salam", None, "az", false),
            ("az ru en", "", "salam", Some("en"), "en", false),
            ("az ru en", "", "what now", None, "en", true),
            ("ru tt en", "", "ничего", None, "ru", false),
            ("ru tt en", "", "ничего", Some("tt"), "tt", false),
            ("ru tt en", "", "мәктәп", None, "tt", true),
            ("ru tt en", "tt", "помогите", None, "tt", true),
            ("ru tt", "", "hello", Some("tt"), "tt", false),
        ];
        for (offered, words, letters, before, language, strong) in cases {
            let words = words.split_whitespace().map(|word| word.split(',').map(tag).collect()).collect();
            let evidence = Evidence { words, letters: letters.to_owned() };
            let chosen = choose(&tags(offered), &alphabets(), &evidence, before.map(tag));
            assert_eq!(chosen, Chosen { language: Some(tag(language)), strong }, "{offered} {letters} {before:?}");
        }
        assert_eq!(choose(&[], &alphabets(), &Evidence::default(), None), Chosen { language: None, strong: false });
    }
}

//! How the replies of the host begin, so that one that is sent back is known. Whose permit it speaks of is nobody's to say.

use std::collections::BTreeMap;

use domain::Language;

use super::letters::LetterSet;

/// What replies say around what is filled in, as messages are compared.
#[derive(Debug, Default)]
pub(super) struct Openings(Vec<Opening>);

/// What one reply says.
#[derive(Debug)]
struct Opening {
    language: Language,
    parts: Vec<String>,
    letters: LetterSet,
}

/// A shorter beginning is words that anybody writes.
const SHORTEST: usize = 8;
/// Several parts must say so much together.
const TOGETHER: usize = 12;
/// So many parts say what a reply is that begins with one word.
const PARTS: usize = 3;

impl Openings {
    pub(super) fn new(openings: &BTreeMap<Language, Vec<Vec<String>>>) -> Self {
        let folded = |parts: &Vec<String>| parts.iter().map(|part| regime::fold(part)).filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let all = openings.iter().flat_map(|(language, list)| list.iter().map(|parts| (*language, folded(parts))));
        let mut known: Vec<(Language, Vec<String>)> = all.filter_map(|(language, parts)| Some((language, telling(parts)?))).collect();
        known.sort();
        known.dedup();
        let opening = |(language, parts): (Language, Vec<String>)| {
            let letters = parts.iter().flat_map(|part| part.chars()).collect();
            Opening { language, parts, letters }
        };
        Self(known.into_iter().map(opening).collect())
    }

    /// The language of the reply that a message holds.
    pub(super) fn within(&self, text: &str) -> Option<Language> {
        if self.0.is_empty() {
            return None;
        }
        let folded = regime::fold(text);
        let letters: LetterSet = folded.chars().collect();
        let held = |opening: &&Opening| {
            if opening.letters.without(letters) > 0 {
                return false;
            }
            let mut rest = folded.as_str();
            opening.parts.iter().all(|part| match rest.split_once(part.as_str()) {
                Some((_, after)) => {
                    rest = after;
                    true
                }
                None => false,
            })
        };
        self.0.iter().find(held).map(|opening| opening.language)
    }
}

/// The parts by which a reply is known: its beginning where that is several words, else several parts; `None` where it says too
/// little to be known.
fn telling(mut parts: Vec<String>) -> Option<Vec<String>> {
    let first = parts.first()?;
    let words = first.contains(' ') && first.chars().count() >= SHORTEST;
    parts.truncate(if words { 1 } else { PARTS });
    (words || (parts.len() > 1 && parts.iter().map(|part| part.chars().count()).sum::<usize>() >= TOGETHER)).then_some(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reply_is_known_by_what_it_says() {
        let language: Language = "en".parse().unwrap();
        let parts = |text: &str| text.split('|').map(str::to_owned).collect::<Vec<_>>();
        let replies = ["Permit granted. Code: |. Time: ", "Movement: |. Confirmation: |. Time: |.", "Missing: |.", "Impossible: |."];
        let openings = Openings::new(&BTreeMap::from([(language, replies.map(parts).to_vec())]));
        for held in ["Permit granted. Code: ABCD-2345", "FW: PERMIT GRANTED, code…", "movement: 6. confirmation: ABCD-2345. time: 10:00"]
        {
            assert_eq!(openings.within(held), Some(language), "{held}");
        }
        for other in ["Missing: number", "granted", "it is impossible", "movement 6"] {
            assert_eq!(openings.within(other), None, "{other}");
        }
    }
}

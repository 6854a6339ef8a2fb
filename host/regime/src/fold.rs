//! Folding: bringing words that people take for the same to the same letters, so that they can be compared.

use domain::glyphs;

/// Folds a word or a phrase for comparison. Never for showing, and never for an identity number, where it could change whose
/// it is.
///
/// - Case goes: everything becomes capitals, without the detour over `i̇` that lower case takes for `İ`.
/// - Marks go: `ı İ i` → `I`, `ə ә` → `E`, `ş` → `S`, `ç` → `C`, `ğ` → `G`, `ö ө` → `O`, `ü ү` → `U` and `У`, `ё э` → `Е`, `й` → `И`, `җ` → `Ж`,
///   `ң` → `Н`, `һ` → `Х`, Greek and French accents, and every combining mark. These are what a keyboard without the letter leaves people to type.
/// - Letters and digits that are drawn alike become one, see [`glyphs::plain`]: Cyrillic `С` and Latin `C` are the same, digits
///   of every script are ASCII digits.
/// - Everything that is neither letter nor digit separates words; words are joined by one space, with none at the ends.
///
/// Folding twice is folding once.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if is_mark(c) {
            continue;
        }
        if !c.is_alphanumeric() {
            gap = !folded.is_empty();
            continue;
        }
        if gap {
            folded.push(' ');
            gap = false;
        }
        if let Some(plain) = glyphs::plain(c) {
            folded.push(plain);
        } else {
            folded.extend(c.to_uppercase().filter(|c| c.is_alphanumeric()).map(|c| glyphs::plain(bare(c)).unwrap_or_else(|| bare(c))));
        }
    }
    folded
}

/// A combining mark: the dot that `İ` leaves behind in lower case, the breve of a decomposed `й`.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

/// A capital without its mark.
fn bare(c: char) -> char {
    match c {
        'İ' => 'I',
        'Ə' | 'Ә' | 'Э' => 'E',
        'Ş' => 'S',
        'Ç' => 'C',
        'Ğ' => 'G',
        'Ö' | 'Ө' => 'O',
        'Ü' => 'U',
        'Ү' => 'У',
        'Й' => 'И',
        'Җ' => 'Ж',
        'Ң' => 'Н',
        'Һ' => 'Х',
        'Ά' => 'Α',
        'Έ' => 'Ε',
        'Ή' => 'Η',
        'Ί' | 'Ϊ' => 'Ι',
        'Ό' => 'Ο',
        'Ύ' | 'Ϋ' => 'Υ',
        'Ώ' => 'Ω',
        'À' | 'Â' => 'A',
        'É' | 'È' | 'Ê' | 'Ë' => 'E',
        'Î' | 'Ï' => 'I',
        'Ô' => 'O',
        'Ù' | 'Û' => 'U',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_people_take_for_the_same_is_the_same() {
        let cases = [
            ("İcazə", "ICAZE"),
            ("icaze", "ICAZE"),
            ("ICAZƏ", "ICAZE"),
            ("i\u{307}cazə", "ICAZE"),
            ("çıxış", "cixis"),
            ("Ğöüş", "gous"),
            ("ёлка", "елка"),
            ("ЦЕЛЬ", "цель"),
            ("врач", "ВРАЧ"),
            // Cyrillic С, Latin C.
            ("СУД", "CУД"),
            // The same letter in one piece and in two.
            ("й", "и\u{306}"),
            // Tatar without a Tatar keyboard.
            ("үлем", "улем"),
            ("җирләү", "жирлэу"),
            // Greek in capitals has no accents, and French often none.
            ("δύο", "ΔΥΟ"),
            ("μεσημέρι", "ΜΕΣΗΜΕΡΙ"),
            ("zéro", "ZERO"),
            ("  two   words. ", "TWO-WORDS"),
            ("«1»", "１"),
        ];
        for (a, b) in cases {
            assert_eq!(fold(a), fold(b), "{a} {b}");
        }
        assert_eq!((fold("icazə 2").as_str(), fold(" ..").as_str()), ("ICAZE 2", ""));
    }

    #[test]
    fn different_words_stay_different() {
        for (a, b) in [("суд", "сад"), ("1", "2"), ("О", "0"), ("iş", "aş"), ("ab", "a b")] {
            assert_ne!(fold(a), fold(b), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,24}") {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn case_never_matters(text in "[a-zA-ZçğıöşüəÇĞİÖŞÜƏа-яА-ЯёЁәөүҗңһӘӨҮҖҢҺ ]{0,24}") {
            prop_assert_eq!(fold(&text.to_uppercase()), fold(&text));
            prop_assert_eq!(fold(&text.to_lowercase()), fold(&text));
        }
    }
}

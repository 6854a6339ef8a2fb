//! In which letters a reply is written, and whether it fits.
//!
//! Latin letters are those of the seven-bit alphabet, of which a message has 160 instead of 70. What is written for a letter
//! that it lacks is the catalogue's to say (`latin-letters`): `ш=sh ə=e`, a letter or several on either side. Where a
//! letter is left over that no catalogue knows, the reply stays in its own letters: nothing is ever written as `?`.

use domain::{Encoding, Language, Segments};
use permits::Letters;
use regime::{Args, Latin};

use super::Wording;

impl Wording {
    /// A reply as it is sent: in the letters that the person asked for, else in those that the regime wants. In Latin ones only
    /// when they are all of the seven-bit alphabet: otherwise they would save nothing and be harder to read.
    pub(crate) fn written(&self, text: String) -> String {
        let sms = self.regimes.iter().find_map(|regime| regime.sms.as_ref());
        match (sms.map(|sms| sms.latin).unwrap_or_default(), self.letters) {
            (Latin::Never, _) | (_, Some(Letters::Native)) | (Latin::ByChoice, None) => text,
            (_, Some(Letters::Latin)) | (Latin::Always, None) => {
                let latin = self.in_latin(&text);
                if Segments::of(&latin).encoding == Encoding::Gsm7 { latin } else { text }
            }
        }
    }

    /// Whether a reply takes no more segments than the regime allows it.
    pub(super) fn fits(&self, text: &str) -> bool {
        let most = self.regimes.iter().find_map(|regime| Some(regime.sms.as_ref()?.segments));
        Segments::of(&self.written(text.to_owned())).count <= usize::from(most.unwrap_or(1))
    }

    /// What the seven-bit alphabet lacks, exchanged as the catalogues say: that of the reply first, for names in other languages
    /// the others after it.
    fn in_latin(&self, text: &str) -> String {
        let others = self.regimes.iter().flat_map(|regime| regime.languages());
        let mut languages: Vec<Language> = vec![self.language];
        languages.extend(others.filter(|language| *language != self.language));
        let mut text = text.to_owned();
        for language in languages {
            if Segments::of(&text).encoding == Encoding::Gsm7 {
                break;
            }
            let Some(jurisdiction) = self.regimes.first().map(|regime| &regime.jurisdiction) else { break };
            let table = self.environment.catalogues().text(jurisdiction, language, "latin-letters", &Args::new());
            text = exchanged(&text, &table.unwrap_or_default());
        }
        text
    }
}

/// A text with the letters of a table exchanged, the longest that fit first. Those that the alphabet has stay.
fn exchanged(text: &str, table: &str) -> String {
    let pairs: Vec<(&str, &str)> = table.split_whitespace().filter_map(|pair| pair.split_once('=')).collect();
    let fitting = |rest: &str| pairs.iter().filter(|(from, _)| rest.starts_with(from)).max_by_key(|(from, _)| from.len()).copied();
    let mut latin = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if is_seven_bit(c) {
            latin.push(c);
        } else if let Some((from, to)) = fitting(rest) {
            latin.push_str(to);
            rest = rest.get(from.len()..).unwrap_or_default();
            continue;
        } else {
            let mut small = c.to_lowercase();
            let exchanged = small.next().filter(|_| small.next().is_none()).and_then(|small| fitting(small.encode_utf8(&mut [0; 4])));
            let after = rest.get(c.len_utf8()..).unwrap_or_default().chars().next();
            match exchanged {
                Some((_, to)) => latin.push_str(&capitals(to, after.is_some_and(char::is_uppercase))),
                None => latin.push(c),
            }
        }
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    latin
}

/// What stands for a capital: all in capitals among capitals, else only the first letter.
fn capitals(text: &str, all: bool) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    if all { text.to_uppercase() } else { first + letters.as_str() }
}

fn is_seven_bit(c: char) -> bool {
    Segments::of(c.encode_utf8(&mut [0; 4])).encoding == Encoding::Gsm7
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;

    fn table(language: &str) -> String {
        let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../policies/locales/{language}.ftl"));
        let text = std::fs::read_to_string(file).unwrap();
        text.lines().find_map(|line| line.strip_prefix("latin-letters = ")).unwrap().to_owned()
    }

    #[test]
    fn letters_become_those_of_the_seven_bit_alphabet() {
        let cases = [
            ("az", "İcazə verildi. Vaxt: 10:00–13:00. Məqsəd: ərzaq, dərman.", "Icaze verildi. Vaxt: 10:00-13:00. Meqsed: erzaq, derman."),
            ("az", "Qeydiyyatı mesajla daha düzəltmək olmur: ƏLİ ÇAŞ", "Qeydiyyati mesajla daha düzeltmek olmur: ELI ÇAS"),
            ("ru", "Выход разрешён. Щит, ЩИТ, Ящик «Объём» …", "Vykhod razreshyon. Shchit, SHCHIT, Yashchik \"Obyom\" ..."),
            ("tt", "Чыгарга рөхсәт бирелде. Җәй, Үзәк, таң", "Chygarga rökhsät birelde. Jäy, Üzäk, tañ"),
            ("el", "Άδεια εγκρίθηκε. Ώρα: 10:00–13:00. Κωδικός", "AΔEIA EΓKPIΘHKE. ΩPA: 10:00-13:00. KΩΔIKOΣ"),
            ("fr", "Sortie autorisée à l’hôpital, cœur, À Ÿ", "Sortie autorisée à l'hopital, coeur, A Y"),
            ("en", "No “text” – none", "No \"text\" - none"),
        ];
        for (language, text, latin) in cases {
            assert_eq!(exchanged(text, &table(language)), latin, "{language}");
        }
    }

    #[test]
    fn what_no_table_knows_stays() {
        assert_eq!(exchanged("я 漢 ?", &table("ru")), "ya 漢 ?");
        assert_eq!(exchanged("текст", ""), "текст");
    }

    proptest! {
        /// Never a question mark that was not there, and nothing is lost that the alphabet has.
        #[test]
        fn nothing_is_made_up(text in "[а-яА-ЯёЁa-z0-9 ?«»–]{0,60}") {
            let latin = exchanged(&text, &table("ru"));
            prop_assert_eq!(latin.matches('?').count(), text.matches('?').count());
            prop_assert_eq!(Segments::of(&latin).encoding, Encoding::Gsm7);
            let kept = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
            prop_assert_eq!(kept(&latin), kept(&text));
        }
    }
}

//! Mistakes that are made by rule. Nothing here is shared with the reading, so that it cannot agree with itself.

use domain::Language;

use super::file::{About, Kind, Means, MeansApply, MeansRegister, Mistake, Registering};

/// What a human reader makes of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Sense {
    /// It is sure what is meant.
    Means(Means),
    /// A human would ask back.
    Asks(Vec<About>),
}

/// One message of a corpus.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    pub kind: Kind,
    pub language: Language,
    pub text: String,
    pub sense: Sense,
}

/// Letters that are drawn alike: Latin, Cyrillic, Greek.
const ALIKE: &[(char, char, Option<char>)] = &[
    ('A', 'А', Some('Α')),
    ('B', 'В', Some('Β')),
    ('C', 'С', None),
    ('E', 'Е', Some('Ε')),
    ('H', 'Н', Some('Η')),
    ('K', 'К', Some('Κ')),
    ('M', 'М', Some('Μ')),
    ('O', 'О', Some('Ο')),
    ('P', 'Р', Some('Ρ')),
    ('T', 'Т', Some('Τ')),
    ('X', 'Х', Some('Χ')),
];

/// The mistake made in a good message: its kind, the text, and what a human reader makes of it. `None` where the message has no
/// place for it.
pub(crate) fn made(mistake: Mistake, text: &str, means: &Means) -> Option<(Kind, String, Sense)> {
    let same = |kind: Kind, text: String| Some((kind, text, Sense::Means(means.clone())));
    let each = |change: &dyn Fn(char) -> char| -> String { text.chars().map(change).collect() };
    let spaces = |separator: &str| text.replace(' ', separator);
    let number = Number::of(text, means);
    match mistake {
        Mistake::LookAlikes => same(Kind::LookAlikes, each(&other_script)),
        Mistake::OneLookAlike => {
            let first = text.char_indices().find(|(_, c)| other_script(*c) != *c)?;
            let mut changed = text.to_owned();
            changed.replace_range(first.0..first.0 + first.1.len_utf8(), &other_script(first.1).to_string());
            same(Kind::LookAlikes, changed)
        }
        Mistake::Small => same(Kind::Letters, text.to_lowercase()),
        Mistake::Capitals => same(Kind::Letters, text.to_uppercase()),
        Mistake::FullWidth => same(Kind::OtherDigits, each(&|c| if c.is_ascii_alphanumeric() { shifted(c, '!', '！') } else { c })),
        Mistake::Arabic => same(Kind::OtherDigits, each(&|c| if c.is_ascii_digit() { shifted(c, '0', '٠') } else { c })),
        Mistake::DoubleSpaces => same(Kind::Separators, format!(" {} ", spaces("  "))),
        Mistake::Invisible => same(Kind::Invisible, format!("\u{feff}{}\u{200d}", spaces(" \u{200b}"))),
        Mistake::Dots => same(Kind::Separators, spaces(".")),
        Mistake::Commas => same(Kind::Separators, spaces(", ")),
        Mistake::Dashes => same(Kind::Separators, spaces("-")),
        Mistake::Slashes => same(Kind::Separators, spaces("/")),
        Mistake::Stars => same(Kind::Separators, spaces("*")),
        Mistake::Lines => same(Kind::Separators, spaces("\n")),
        Mistake::Joined => same(Kind::Separators, spaces("")),
        Mistake::Quoted => same(Kind::Decoration, format!("«{text}»")),
        Mistake::Bracketed => same(Kind::Decoration, format!("({})", spaces(") ("))),
        Mistake::Emoji => same(Kind::Decoration, format!("🙏 {text} 😊👍")),
        Mistake::Shouted => same(Kind::Decoration, format!("{text}!!!...")),
        Mistake::Twice => same(Kind::Repeated, format!("{text} {text}")),
        Mistake::TwiceInLines => same(Kind::Repeated, format!("{text}\n{text}\n")),
        Mistake::NumberSplit => same(Kind::SpacedNumber, number?.written(&|letters, digits| format!("{letters} {digits}"))),
        Mistake::NumberDashed => same(Kind::SpacedNumber, number?.written(&|letters, digits| format!("{letters}-{digits}"))),
        Mistake::NumberGrouped => same(Kind::SpacedNumber, number?.written(&|letters, digits| grouped(letters, digits, " "))),
        Mistake::NumberDotted => same(Kind::SpacedNumber, number?.written(&|letters, digits| grouped(letters, digits, "."))),
        Mistake::NumberSpelled => {
            let spelled = |digits: &str| digits.chars().map(String::from).collect::<Vec<_>>().join(" ");
            same(Kind::SpacedNumber, number?.written(&|letters, digits| format!("{letters} {}", spelled(digits)).trim().to_owned()))
        }
        _ => number?.mistaken(mistake),
    }
}

/// The number in a message: what stands before it, its letters, its digits, what stands after.
struct Number<'t> {
    before: &'t str,
    letters: &'t str,
    digits: &'t str,
    after: &'t str,
    means: &'t Means,
}

impl<'t> Number<'t> {
    fn of(text: &'t str, means: &'t Means) -> Option<Self> {
        let identity = match means {
            Means::Apply(MeansApply { identity, .. }) | Means::Register(MeansRegister { register: Registering { identity, .. } }) => {
                identity.as_deref()?
            }
            Means::Word(_) => return None,
        };
        let start = text.find(identity)?;
        let (before, rest) = text.split_at_checked(start)?;
        let (number, after) = rest.split_at_checked(identity.len())?;
        let (letters, digits) = number.split_at_checked(number.find(|c: char| c.is_ascii_digit())?)?;
        Some(Self { before, letters, digits, after, means })
    }

    fn written(&self, write: &dyn Fn(&str, &str) -> String) -> String {
        format!("{}{}{}", self.before, write(self.letters, self.digits).trim(), self.after)
    }

    /// A mistake within the number, after which it is another number or none.
    fn mistaken(&self, mistake: Mistake) -> Option<(Kind, String, Sense)> {
        let digits: Vec<char> = self.digits.chars().collect();
        let (letters, text) = (self.letters, |digits: &[char]| digits.iter().collect::<String>());
        let asks = |kind: Kind, number: String| {
            Some((kind, format!("{}{number}{}", self.before, self.after), Sense::Asks(vec![About::WrongIdentity])))
        };
        let instead = |place: usize, letter: char| {
            let mut changed = digits.clone();
            *changed.get_mut(place)? = letter;
            Some(changed)
        };
        match mistake {
            Mistake::LetterO => {
                let place = digits.iter().position(|c| *c == '0').or(digits.len().checked_sub(2))?;
                asks(Kind::LetterForDigit, format!("{letters}{}", text(&instead(place, 'O')?)))
            }
            Mistake::LetterL => {
                let place = digits.iter().position(|c| *c == '1').unwrap_or(1);
                asks(Kind::LetterForDigit, format!("{letters}{}", text(&instead(place, 'l')?)))
            }
            Mistake::NeighbourKey => {
                let key = digits.get(3).and_then(|digit| "pqwertyuio".chars().nth(digit.to_digit(10)? as usize))?;
                asks(Kind::LetterForDigit, format!("{letters}{}", text(&instead(3, key)?)))
            }
            Mistake::DigitLeftOut => asks(Kind::WrongLength, format!("{letters}{}", text(digits.split_last()?.1))),
            Mistake::DigitsAdded => asks(Kind::WrongLength, format!("{letters}{}77", text(&digits))),
            Mistake::LetterLeftOut => {
                let left: String = letters.chars().skip(1).collect();
                (!letters.is_empty()).then(|| asks(Kind::UnknownSeries, format!("{left}{}", text(&digits))))?
            }
            Mistake::LettersLeftOut => (!letters.is_empty()).then(|| asks(Kind::UnknownSeries, text(&digits)))?,
            Mistake::DigitsExchanged => {
                let place = digits.windows(2).position(|pair| pair.first() != pair.last())?;
                let mut changed = digits.clone();
                changed.swap(place, place + 1);
                Some(self.other(&text(&changed)))
            }
            Mistake::DigitOther => {
                let next = digits.get(2)?.to_digit(10).and_then(|digit| char::from_digit((digit + 1) % 10, 10))?;
                Some(self.other(&text(&instead(2, next)?)))
            }
            _ => None,
        }
    }

    fn other(&self, digits: &str) -> (Kind, String, Sense) {
        let number = format!("{}{digits}", self.letters);
        let mut means = self.means.clone();
        match &mut means {
            Means::Apply(MeansApply { identity, .. }) | Means::Register(MeansRegister { register: Registering { identity, .. } }) => {
                *identity = Some(number.clone());
            }
            Means::Word(_) => {}
        }
        (Kind::OtherNumber, format!("{}{number}{}", self.before, self.after), Sense::Means(means))
    }
}

fn grouped(letters: &str, digits: &str, separator: &str) -> String {
    let all: Vec<char> = digits.chars().collect();
    let mut groups: Vec<String> = all.chunks(2).map(|group| group.iter().collect()).collect();
    // The last group has three digits rather than one.
    if groups.len() > 1 && all.len() % 2 == 1 {
        let last = groups.pop().unwrap_or_default();
        groups.iter_mut().next_back().into_iter().for_each(|group| group.push_str(&last));
    }
    std::iter::once(letters.to_owned()).filter(|letters| !letters.is_empty()).chain(groups).collect::<Vec<_>>().join(separator)
}

/// The same place of another row of the table of characters.
fn shifted(c: char, from: char, to: char) -> char {
    let code = u32::from(c).checked_sub(u32::from(from)).and_then(|place| char::from_u32(u32::from(to) + place));
    code.unwrap_or(c)
}

/// The letter of another script that looks the same; small letters as capitals do, where they do.
fn other_script(c: char) -> char {
    for (latin, cyrillic, greek) in ALIKE {
        if c == *latin {
            return *cyrillic;
        }
        if c == *cyrillic || Some(c) == *greek {
            return *latin;
        }
    }
    c
}

#[cfg(test)]
mod tests {
    use super::*;

    fn means(identity: &str) -> Means {
        Means::Apply(MeansApply { purpose: "x".parse().unwrap(), identity: Some(identity.to_owned()), plate: None })
    }

    #[test]
    fn mistakes_that_change_nothing_for_a_human_reader() {
        let cases = [
            (Mistake::LookAlikes, "2 XAB1203457", "2 ХАВ1203457"),
            (Mistake::OneLookAlike, "2 XAB1203457", "2 ХAB1203457"),
            (Mistake::FullWidth, "2 X10", "２ Ｘ１０"),
            (Mistake::Arabic, "2 X10", "٢ X١٠"),
            (Mistake::Twice, "2 X10", "2 X10 2 X10"),
            (Mistake::Joined, "2 X10", "2X10"),
        ];
        for (mistake, text, typed) in cases {
            let identity = text.split(' ').nth(1).unwrap();
            let (_, made, sense) = made(mistake, text, &means(identity)).unwrap();
            assert_eq!((made.as_str(), sense), (typed, Sense::Means(means(identity))), "{mistake:?}");
        }
    }

    #[test]
    fn mistakes_in_a_number() {
        let text = "2 XAB1203457 Z";
        let cases = [
            (Mistake::NumberSplit, "2 XAB 1203457 Z"),
            (Mistake::NumberGrouped, "2 XAB 12 03 457 Z"),
            (Mistake::NumberSpelled, "2 XAB 1 2 0 3 4 5 7 Z"),
            (Mistake::LetterO, "2 XAB12O3457 Z"),
            (Mistake::LetterL, "2 XABl203457 Z"),
            (Mistake::NeighbourKey, "2 XAB120e457 Z"),
            (Mistake::DigitLeftOut, "2 XAB120345 Z"),
            (Mistake::DigitsAdded, "2 XAB120345777 Z"),
            (Mistake::LetterLeftOut, "2 AB1203457 Z"),
            (Mistake::LettersLeftOut, "2 1203457 Z"),
        ];
        for (mistake, typed) in cases {
            assert_eq!(made(mistake, text, &means("XAB1203457")).unwrap().1, typed, "{mistake:?}");
        }
        let (_, typed, sense) = made(Mistake::DigitsExchanged, text, &means("XAB1203457")).unwrap();
        assert_eq!((typed.as_str(), sense), ("2 XAB2103457 Z", Sense::Means(means("XAB2103457"))));
        assert_eq!(made(Mistake::LettersLeftOut, "2 12345", &means("12345")), None);
    }
}

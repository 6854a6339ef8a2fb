//! Glyphs that look alike, brought to one plain letter or digit.

/// The plain ASCII capital or digit that `c` looks like: full-width forms, digits of other scripts, and Cyrillic and Greek
/// capitals and small letters that share their shape with a Latin capital. `None` where nothing is alike.
///
/// Only glyphs that are *drawn* the same are here. `О` (Cyrillic) is `O`, never `0`: which of the two was meant is for the one
/// who knows what may stand there.
#[must_use]
pub fn plain(c: char) -> Option<char> {
    let code = u32::from(c);
    let digit = |zero: u32| char::from_digit(code - zero, 10);
    match c {
        '0'..='9' | 'A'..='Z' => Some(c),
        'a'..='z' => Some(c.to_ascii_uppercase()),
        '\u{FF10}'..='\u{FF19}' => digit(0xFF10),
        '\u{0660}'..='\u{0669}' => digit(0x0660),
        '\u{06F0}'..='\u{06F9}' => digit(0x06F0),
        '\u{0966}'..='\u{096F}' => digit(0x0966),
        '\u{FF21}'..='\u{FF3A}' => char::from_u32(code - 0xFF21 + u32::from('A')),
        '\u{FF41}'..='\u{FF5A}' => char::from_u32(code - 0xFF41 + u32::from('A')),
        'А' | 'а' | 'Α' | 'α' => Some('A'),
        'В' | 'в' | 'Β' => Some('B'),
        'С' | 'с' => Some('C'),
        'Е' | 'е' | 'Ё' | 'ё' | 'Ε' => Some('E'),
        'Н' | 'н' | 'Η' => Some('H'),
        // Small `i` is the small form of both; telephones and officials drop the dot.
        'İ' | 'ı' | 'І' | 'і' | 'Ι' => Some('I'),
        'Ј' | 'ј' => Some('J'),
        'К' | 'к' | 'Κ' | 'κ' => Some('K'),
        'М' | 'м' | 'Μ' => Some('M'),
        'Ν' => Some('N'),
        'О' | 'о' | 'Ο' | 'ο' => Some('O'),
        'Р' | 'р' | 'Ρ' | 'ρ' => Some('P'),
        'Ѕ' | 'ѕ' => Some('S'),
        'Т' | 'т' | 'Τ' => Some('T'),
        'Х' | 'х' | 'Χ' | 'χ' => Some('X'),
        'У' | 'у' | 'Υ' => Some('Y'),
        'Ζ' => Some('Z'),
        _ => None,
    }
}

/// Letters and digits only, each plain: spaces, dots, dashes and quotes go, every other letter becomes a capital.
#[must_use]
pub fn compact(text: &str) -> String {
    text.chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(|c| plain(c).map_or_else(|| c.to_uppercase().collect::<Vec<_>>(), |p| vec![p]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_drawn_the_same_reads_the_same() {
        for (typed, read) in [
            ("２ AZE", "2AZE"),
            ("аze-12", "AZE12"),
            ("٣.ab", "3AB"),
            ("АВ СЕ", "ABCE"),
            ("MYİ 1", "MYI1"),
            ("myı 1", "MYI1"),
            ("ж\"", "Ж"),
        ] {
            assert_eq!(compact(typed), read);
        }
    }
}

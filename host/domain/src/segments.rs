//! How many segments a text message takes (3GPP TS 23.038 for the alphabet, TS 23.040 for concatenation).

use serde::Serialize;

/// How a text message is encoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub enum Encoding {
    /// The seven-bit default alphabet with its extension table.
    #[serde(rename = "GSM-7")]
    Gsm7,
    /// Sixteen-bit units, for everything else.
    #[serde(rename = "UCS-2")]
    Ucs2,
}

impl Encoding {
    /// Its usual name.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Gsm7 => "GSM-7",
            Self::Ucs2 => "UCS-2",
        }
    }
}

/// What a text costs as a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Segments {
    /// How it is encoded.
    pub encoding: Encoding,
    /// Septets for GSM-7, sixteen-bit units for UCS-2.
    pub units: usize,
    /// How many messages it is sent as; an empty text is one.
    pub count: usize,
}

const BASIC: &str =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
const EXTENSION: &str = "\u{c}^{}\\[~]|€";

impl Segments {
    /// Counts a text. Neither an escape sequence of GSM-7 nor a surrogate pair of UCS-2 is cut by a segment's end.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let septets = |c: char| {
            if BASIC.contains(c) {
                Some(1)
            } else if EXTENSION.contains(c) {
                Some(2)
            } else {
                None
            }
        };
        let (encoding, costs, whole, part): (_, Vec<usize>, _, _) = match text.chars().map(septets).collect::<Option<Vec<_>>>() {
            Some(costs) => (Encoding::Gsm7, costs, 160, 153),
            None => (Encoding::Ucs2, text.chars().map(char::len_utf16).collect(), 70, 67),
        };
        let units: usize = costs.iter().sum();
        let mut count = 1;
        if units > whole {
            let mut filled = 0;
            for cost in costs {
                if filled + cost > part {
                    count += 1;
                    filled = 0;
                }
                filled += cost;
            }
        }
        Self { encoding, units, count }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_alphabet_decides_the_length() {
        let cases = [
            (String::new(), Encoding::Gsm7, 0, 1),
            ("a".repeat(160), Encoding::Gsm7, 160, 1),
            ("a".repeat(161), Encoding::Gsm7, 161, 2),
            ("a".repeat(306), Encoding::Gsm7, 306, 2),
            ("a".repeat(307), Encoding::Gsm7, 307, 3),
            ("€".repeat(80), Encoding::Gsm7, 160, 1),
            ("€".repeat(81), Encoding::Gsm7, 162, 2),
            // 153 septets hold 76 escapes and one septet stays empty.
            ("€".repeat(153), Encoding::Gsm7, 306, 3),
            ("ə".repeat(70), Encoding::Ucs2, 70, 1),
            ("ə".repeat(71), Encoding::Ucs2, 71, 2),
            ("ç".to_owned(), Encoding::Ucs2, 1, 1),
            ("Çöü".to_owned(), Encoding::Gsm7, 3, 1),
            // 67 units hold 33 pairs and one unit stays empty.
            ("😀".repeat(67), Encoding::Ucs2, 134, 3),
        ];
        for (text, encoding, units, count) in cases {
            assert_eq!(Segments::of(&text), Segments { encoding, units, count }, "{text}");
        }
    }
}

//! Text to octets and back (SMPP 3.4, 5.2.19; 3GPP TS 23.038).
//!
//! Seven-bit text is carried as one octet for each septet, as SMPP does; nothing is packed here. No character ever becomes a `?`: what an
//! alphabet does not have goes as UCS-2, and what can't be read becomes U+FFFD and is counted.

/// The characters of the GSM default alphabet by their number (3GPP TS 23.038, 6.2.1). The escape has none.
const DEFAULT: [char; 128] = [
    '@', '£', '$', '¥', 'è', 'é', 'ù', 'ì', 'ò', 'Ç', '\n', 'Ø', 'ø', '\r', 'Å', 'å', 'Δ', '_', 'Φ', 'Γ', 'Λ', 'Ω', 'Π', 'Ψ', 'Σ', 'Θ',
    'Ξ', '\u{FFFD}', 'Æ', 'æ', 'ß', 'É', ' ', '!', '"', '#', '¤', '%', '&', '\'', '(', ')', '*', '+', ',', '-', '.', '/', '0', '1', '2',
    '3', '4', '5', '6', '7', '8', '9', ':', ';', '<', '=', '>', '?', '¡', 'A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L', 'M',
    'N', 'O', 'P', 'Q', 'R', 'S', 'T', 'U', 'V', 'W', 'X', 'Y', 'Z', 'Ä', 'Ö', 'Ñ', 'Ü', '§', '¿', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h',
    'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z', 'ä', 'ö', 'ñ', 'ü', 'à',
];

/// What stands behind an escape (3GPP TS 23.038, 6.2.1.1).
const EXTENSION: [(u8, char); 10] = [
    (0x0A, '\u{0C}'),
    (0x14, '^'),
    (0x28, '{'),
    (0x29, '}'),
    (0x2F, '\\'),
    (0x3C, '['),
    (0x3D, '~'),
    (0x3E, ']'),
    (0x40, '|'),
    (0x65, '€'),
];

/// The septet before one of the extension table.
pub(crate) const ESCAPE: u8 = 0x1B;

/// No septet.
const NONE: u8 = 0xFF;

/// The septets of the characters of one octet, made once: most of any text.
const LATIN: [u8; 256] = {
    let mut table = [NONE; 256];
    let mut septet = 0_u8;
    while septet < 128 {
        #[expect(clippy::indexing_slicing, reason = "INVARIANT: a septet is below 128; checked when this is compiled")]
        let character = DEFAULT[septet as usize] as usize;
        if character < 256 {
            #[expect(clippy::indexing_slicing, reason = "INVARIANT: below 256; checked when this is compiled")]
            {
                table[character] = septet;
            }
        }
        septet += 1;
    }
    table
};

/// How an operator's SMSC writes a `data_coding` whose meaning is its own affair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alphabet {
    /// The GSM default alphabet and its extension table.
    Gsm7,
    /// ISO 8859-1.
    Latin1,
    /// IA5.
    Ascii,
    /// UTF-8, which no specification knows and some SMSCs write.
    Utf8,
}

/// How `data_coding` 0, 1 and 3 are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Alphabets {
    /// 0, "the SMSC's default alphabet". What is sent as 0 is written in it, too.
    pub default: Alphabet,
    /// 1, IA5.
    pub ia5: Alphabet,
    /// 3, Latin-1.
    pub latin1: Alphabet,
}

impl Default for Alphabets {
    fn default() -> Self {
        Self { default: Alphabet::Gsm7, ia5: Alphabet::Ascii, latin1: Alphabet::Latin1 }
    }
}

/// A text that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Read {
    /// With U+FFFD for what could not be read.
    pub text: String,
    /// How many such places there are.
    pub undecodable: usize,
}

/// Reads the octets of a text, without its header.
#[must_use]
pub fn read(data_coding: u8, octets: &[u8], alphabets: &Alphabets) -> Read {
    let mut text = String::with_capacity(octets.len());
    match data_coding {
        0 => alphabets.default.read(octets, &mut text),
        1 => alphabets.ia5.read(octets, &mut text),
        3 => alphabets.latin1.read(octets, &mut text),
        6 => text.extend(octets.iter().map(|octet| cyrillic(*octet))),
        8 | 0x18..=0x1B | 0x38..=0x3B | 0xE0..=0xEF => utf_16(octets, &mut text),
        // a class of message, or a waiting message, in the alphabet of the telephone
        0x10..=0x13 | 0x30..=0x33 | 0xC0..=0xDF | 0xF0..=0xF3 | 0xF8..=0xFB => Alphabet::Gsm7.read(octets, &mut text),
        _ => Alphabet::Utf8.read(octets, &mut text),
    }
    let undecodable = text.chars().filter(|character| *character == '\u{FFFD}').count();
    Read { text, undecodable }
}

impl Alphabet {
    fn read(self, octets: &[u8], text: &mut String) {
        match self {
            Self::Gsm7 => gsm7(octets, text),
            Self::Latin1 => text.extend(octets.iter().map(|octet| char::from(*octet))),
            Self::Ascii => text.extend(octets.iter().map(|octet| if octet.is_ascii() { char::from(*octet) } else { '\u{FFFD}' })),
            Self::Utf8 => text.push_str(&String::from_utf8_lossy(octets)),
        }
    }

    /// Whether it has this character of the GSM alphabet.
    fn has(self, character: char) -> bool {
        match self {
            Self::Gsm7 => true,
            Self::Latin1 => u32::from(character) < 256,
            Self::Ascii | Self::Utf8 => character.is_ascii(),
        }
    }
}

fn gsm7(octets: &[u8], text: &mut String) {
    let mut octets = octets.iter().copied();
    let plain = |octet: u8| DEFAULT.get(usize::from(octet)).copied().unwrap_or('\u{FFFD}');
    while let Some(octet) = octets.next() {
        let extended = if octet == ESCAPE { octets.next() } else { None };
        text.push(match extended {
            // what the table does not have is read as if there were no escape (6.2.1.1)
            Some(octet) => EXTENSION.iter().find(|(number, _)| *number == octet).map_or_else(|| plain(octet), |(_, found)| *found),
            None => plain(octet),
        });
    }
}

/// UTF-16, which is what UCS-2 has become: big-endian unless it says otherwise itself.
fn utf_16(octets: &[u8], text: &mut String) {
    let (octets, little) = match octets {
        [0xFE, 0xFF, rest @ ..] => (rest, false),
        [0xFF, 0xFE, rest @ ..] => (rest, true),
        all => (all, false),
    };
    let (pairs, rest) = octets.as_chunks::<2>();
    let units = pairs.iter().map(|pair| if little { u16::from_le_bytes(*pair) } else { u16::from_be_bytes(*pair) });
    text.extend(char::decode_utf16(units).map(|read| read.unwrap_or('\u{FFFD}')));
    if !rest.is_empty() {
        text.push('\u{FFFD}');
    }
}

/// ISO 8859-5.
fn cyrillic(octet: u8) -> char {
    match octet {
        0..=0xA0 | 0xAD => char::from(octet),
        0xF0 => '№',
        0xFD => '§',
        _ => char::from_u32(0x0360 + u32::from(octet)).unwrap_or('\u{FFFD}'),
    }
}

/// How a text goes out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Coding {
    /// `data_coding` 0, in the operator's default alphabet; a telephone gets septets.
    Default(Alphabet),
    /// `data_coding` 8, UTF-16BE.
    Ucs2,
}

impl Coding {
    /// The shorter one that has all characters of `text`: the default alphabet if both the telephone and the operator know them all there.
    #[must_use]
    pub fn of(text: &str, alphabets: &Alphabets) -> Self {
        let fits = text.chars().all(|character| septets(character) > 0 && alphabets.default.has(character));
        if fits { Self::Default(alphabets.default) } else { Self::Ucs2 }
    }

    /// Its number.
    #[must_use]
    pub fn data_coding(self) -> u8 {
        match self {
            Self::Default(_) => 0,
            Self::Ucs2 => 8,
        }
    }

    /// How much of a short message this character takes: septets, or units of two octets.
    #[must_use]
    pub fn length(self, character: char) -> usize {
        match self {
            Self::Default(_) => septets(character),
            Self::Ucs2 => character.len_utf16(),
        }
    }

    /// Writes `text`, which must be one that [`of`](Self::of) gave this coding for, or a part of it; other characters are left out.
    pub fn write(self, text: &str, out: &mut Vec<u8>) {
        match self {
            Self::Ucs2 => out.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
            Self::Default(Alphabet::Gsm7) => text.chars().for_each(|character| match septet(character) {
                Some(Septet::Plain(septet)) => out.push(septet),
                Some(Septet::Extended(septet)) => out.extend([ESCAPE, septet]),
                None => {}
            }),
            Self::Default(_) => out.extend(text.chars().filter_map(|character| u8::try_from(character).ok())),
        }
    }
}

/// Where the GSM alphabet has a character.
enum Septet {
    Plain(u8),
    Extended(u8),
}

fn septet(character: char) -> Option<Septet> {
    let latin = usize::try_from(u32::from(character)).ok().and_then(|number| LATIN.get(number));
    let plain = match latin {
        Some(&NONE) => None,
        Some(septet) => Some(*septet),
        // the ten Greek capitals
        None if character != '\u{FFFD}' => {
            DEFAULT.iter().position(|known| *known == character).and_then(|position| u8::try_from(position).ok())
        }
        None => None,
    };
    let extended = || EXTENSION.iter().find(|(_, known)| *known == character).map(|(number, _)| Septet::Extended(*number));
    plain.map(Septet::Plain).or_else(extended)
}

/// How many septets a character takes; 0 when the alphabet does not have it.
fn septets(character: char) -> usize {
    match septet(character) {
        Some(Septet::Plain(_)) => 1,
        Some(Septet::Extended(_)) => 2,
        None => 0,
    }
}

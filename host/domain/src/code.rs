//! Codes that people read aloud, type and write down.

use std::{fmt, str::FromStr};

use crate::{
    error::{Invalid, What, text_form},
    glyphs,
};

/// Digits and capitals without `0`, `O`, `1`, `I` and `L`. Thirty-one of them: a prime, so that a weighted sum catches every
/// wrong character and every two exchanged ones.
const ALPHABET: &[u8; 31] = b"23456789ABCDEFGHJKMNPQRSTUVWXYZ";
const SYMBOLS: usize = 8;
const MODULUS: u32 = 31;
/// The inverse of the last weight: 8 · 4 = 32 ≡ 1 (mod 31).
const LAST_WEIGHT_INVERSE: u32 = 4;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Symbols([u8; SYMBOLS]);

impl Symbols {
    fn from_entropy(entropy: u64) -> Self {
        let mut symbols = [0u8; SYMBOLS];
        let (mut left, mut sum) = (entropy, 0u32);
        for (weight, symbol) in (1u32..).zip(symbols.iter_mut().take(SYMBOLS - 1)) {
            let value = (left % u64::from(MODULUS)) as u32;
            left /= u64::from(MODULUS);
            sum += weight * value;
            *symbol = Self::letter(value);
        }
        let check = (MODULUS - sum % MODULUS) * LAST_WEIGHT_INVERSE % MODULUS;
        if let Some(last) = symbols.last_mut() {
            *last = Self::letter(check);
        }
        Self(symbols)
    }

    fn letter(value: u32) -> u8 {
        // INVARIANT: `value < MODULUS`, the length of the alphabet; the fallback is never taken.
        ALPHABET.get(value as usize).copied().unwrap_or(b'2')
    }

    fn parse(compact: &str, what: What) -> Result<Self, Invalid> {
        let bytes: [u8; SYMBOLS] =
            compact.as_bytes().try_into().map_err(|_| Invalid::new(what, format!("it must have {SYMBOLS} letters and digits")))?;
        let mut sum = 0u32;
        for (weight, byte) in (1u32..).zip(bytes) {
            let value = ALPHABET
                .iter()
                .position(|letter| *letter == byte)
                .ok_or_else(|| Invalid::new(what, "0, O, 1, I and L are never part of it"))?;
            sum += weight * value as u32;
        }
        if sum.is_multiple_of(MODULUS) { Ok(Self(bytes)) } else { Err(Invalid::new(what, "a letter is wrong or two are exchanged")) }
    }

    fn halves(&self) -> (&str, &str) {
        let text = std::str::from_utf8(&self.0).unwrap_or_default();
        text.split_at_checked(SYMBOLS / 2).unwrap_or((text, ""))
    }
}

/// The code of a permit: eight symbols, the last of them a check, written `ABCD-2345`. Read back from any case, with or
/// without separators, and with Cyrillic or full-width look-alikes.
///
/// Seven free symbols are 34.7 bits: enough to be unique and not guessable through a check that is authenticated and limited
/// in rate, not enough to stand alone as a secret.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PermitCode(Symbols);

/// The code of a registration: `R` and eight symbols, the last of them a check, written `R-ABCD-2345`. Its length tells it
/// from a permit code.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegistrationCode(Symbols);

impl PermitCode {
    /// The code that these random bits give; the caller owns the random source. 35 bits are used.
    #[must_use]
    pub fn from_entropy(entropy: u64) -> Self {
        Self(Symbols::from_entropy(entropy))
    }
}

impl RegistrationCode {
    /// The code that these random bits give; the caller owns the random source. 35 bits are used.
    #[must_use]
    pub fn from_entropy(entropy: u64) -> Self {
        Self(Symbols::from_entropy(entropy))
    }
}

impl fmt::Display for PermitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, tail) = self.0.halves();
        write!(f, "{head}-{tail}")
    }
}

impl fmt::Display for RegistrationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (head, tail) = self.0.halves();
        write!(f, "R-{head}-{tail}")
    }
}

/// Codes open a check, so they are not for logs.
impl fmt::Debug for PermitCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PermitCode({}…)", self.0.halves().0)
    }
}

impl fmt::Debug for RegistrationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RegistrationCode({}…)", self.0.halves().0)
    }
}

impl FromStr for PermitCode {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        Symbols::parse(&glyphs::compact(text), What::PermitCode).map(Self)
    }
}

impl FromStr for RegistrationCode {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let compact = glyphs::compact(text);
        let symbols = compact
            .strip_prefix('R')
            .filter(|rest| rest.len() == SYMBOLS)
            .ok_or_else(|| Invalid::new(What::RegistrationCode, "it must be `R` and eight letters and digits"))?;
        Symbols::parse(symbols, What::RegistrationCode).map(Self)
    }
}

text_form!(PermitCode, "^[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$", "a permit code");
text_form!(RegistrationCode, "^R-[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}$", "a registration code");

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_code_reads_back(entropy: u64) {
            let code = PermitCode::from_entropy(entropy);
            prop_assert_eq!(code.to_string().parse::<PermitCode>(), Ok(code));
            prop_assert_eq!(code.to_string().to_lowercase().replace('-', " ").parse::<PermitCode>(), Ok(code));
            let registration = RegistrationCode::from_entropy(entropy);
            prop_assert_eq!(registration.to_string().parse::<RegistrationCode>(), Ok(registration));
            prop_assert!(registration.to_string().parse::<PermitCode>().is_err());
        }

        #[test]
        fn one_wrong_symbol_is_caught(entropy: u64, place in 0usize..8, other in 0usize..31) {
            let code: Vec<char> = glyphs::compact(&PermitCode::from_entropy(entropy).to_string()).chars().collect();
            let wrong = char::from(*ALPHABET.get(other).unwrap_or(&b'2'));
            let typed: String = code.iter().enumerate().map(|(i, c)| if i == place { wrong } else { *c }).collect();
            let same = code.iter().copied().eq(typed.chars());
            prop_assert_eq!(typed.parse::<PermitCode>().is_ok(), same);
        }

        #[test]
        fn two_exchanged_symbols_are_caught(entropy: u64, a in 0usize..8, b in 0usize..8) {
            let code: Vec<char> = glyphs::compact(&PermitCode::from_entropy(entropy).to_string()).chars().collect();
            let mut swapped = code.clone();
            swapped.swap(a, b);
            let typed: String = swapped.iter().collect();
            prop_assert_eq!(typed.parse::<PermitCode>().is_ok(), code == swapped);
        }
    }

    #[test]
    fn look_alikes_are_read() {
        // A code without a letter that another alphabet shares would prove nothing, so look for one.
        let code = (0..10_000).map(PermitCode::from_entropy).find(|c| c.to_string().contains('A'));
        let typed = code.map(|c| c.to_string().replace('A', "А"));
        assert_eq!(typed.map(|t| t.parse::<PermitCode>().ok()), code.map(Some));
    }
}

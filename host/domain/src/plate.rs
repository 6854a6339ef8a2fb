//! Registration plates of vehicles.

use std::{fmt, str::FromStr};

use crate::{
    error::{Invalid, What, text_form},
    glyphs,
};

/// A registration plate, without separators and in capitals: `10AA123`. Foreign, transit and embassy plates too, so only
/// length and alphabet are checked. Masked in `Debug`; `Display` shows it whole.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Plate(String);

impl Plate {
    /// The plate as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The last of its digits, by which days of traffic are shared out in many places: 3 of `10AA123`, 6 of `116ABC`.
    #[must_use]
    pub fn last_digit(&self) -> Option<u8> {
        self.0.chars().rev().find_map(|glyph| glyph.to_digit(10)).and_then(|digit| u8::try_from(digit).ok())
    }
}

impl FromStr for Plate {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let plate = glyphs::compact(text);
        let digits = plate.chars().filter(char::is_ascii_digit).count();
        if (3..=12).contains(&plate.chars().count()) && digits > 0 {
            return Ok(Self(plate));
        }
        Err(Invalid::new(What::Plate, format!("`{text}` must have 3 to 12 letters and digits, one digit at least")))
    }
}

impl fmt::Display for Plate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Plate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tail: String = self.0.chars().skip(self.0.chars().count().saturating_sub(2)).collect();
        write!(f, "Plate(…{tail})")
    }
}

text_form!(Plate, "^[0-9A-Z]{3,12}$", "a registration plate without separators");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_digit_is_the_last_one_whatever_follows() {
        for (plate, digit) in [("10AA123", 3), ("116ABC", 6), ("A0B", 0)] {
            assert_eq!(plate.parse::<Plate>().ok().and_then(|plate| plate.last_digit()), Some(digit), "{plate}");
        }
    }

    #[test]
    fn plates_lose_their_separators() {
        assert_eq!("10-aa-123".parse::<Plate>().map(|p| p.to_string()), Ok("10AA123".to_owned()));
        assert_eq!("А123ВС 116".parse::<Plate>().map(|p| p.to_string()), Ok("A123BC116".to_owned()));
        assert_eq!(format!("{:?}", "10-aa-123".parse::<Plate>()), "Ok(Plate(…23))");
        for bad in ["", "AA", "ABCDEF", "1234567890123"] {
            assert!(bad.parse::<Plate>().is_err(), "{bad}");
        }
    }
}

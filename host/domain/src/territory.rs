//! Jurisdictions and territories.

use std::{fmt, str::FromStr, sync::Arc};

use crate::error::{Invalid, What, text_form};

/// A node of an administrative tree: an ISO 3166-1 country (`AZ`), an ISO 3166-2 subdivision (`AZ-BA`, `RU-TA`), or a part of
/// one that has no ISO code, named after a dot (`AZ-LAN.centre`, `RU-TA.kazan`). Which nodes exist, and what lies within
/// what, is data.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Territory(Arc<str>);

impl Territory {
    /// The code as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part of this node that is its centre: the node without its villages and settlements.
    #[must_use]
    pub fn centre(&self) -> Self {
        Self(format!("{}.centre", self.0).into())
    }

    /// The country and, where there is one, the subdivision that the code begins with.
    #[must_use]
    pub fn iso(&self) -> &str {
        self.0.split('.').next().unwrap_or(&self.0)
    }
}

impl FromStr for Territory {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let mut parts = text.split('.');
        let iso = parts.next().unwrap_or_default();
        let (country, subdivision) = iso.split_once('-').map_or((iso, None), |(c, s)| (c, Some(s)));
        let country_fits = country.len() == 2 && country.bytes().all(|b| b.is_ascii_uppercase());
        let subdivision_fits =
            subdivision.is_none_or(|s| (1..=3).contains(&s.len()) && s.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()));
        let rest_fits =
            parts.all(|part| !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'));
        if country_fits && subdivision_fits && rest_fits && text.len() <= 64 {
            return Ok(Self(text.into()));
        }
        Err(Invalid::new(What::Territory, format!("`{text}` must look like `XX`, `XX-01` or `XX-01.town`")))
    }
}

impl fmt::Display for Territory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form!(Territory, "^[A-Z]{2}(-[A-Z0-9]{1,3})?(\\.[a-z0-9-]+)*$", "an ISO 3166 code, or one with parts after dots");

/// A jurisdiction: the country or subdivision that owns rules (`AZ`, `RU-TA`).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Jurisdiction(Territory);

impl Jurisdiction {
    /// The territory that it is.
    #[must_use]
    pub fn territory(&self) -> &Territory {
        &self.0
    }
}

impl FromStr for Jurisdiction {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let territory: Territory = text.parse()?;
        if territory.iso() == text {
            return Ok(Self(territory));
        }
        Err(Invalid::new(What::Territory, format!("`{text}` is a part of a jurisdiction: one owns an ISO 3166 code whole")))
    }
}

impl fmt::Display for Jurisdiction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

text_form!(Jurisdiction, "^[A-Z]{2}(-[A-Z0-9]{1,3})?$", "an ISO 3166-1 or 3166-2 code");

/// The way from the root of a tree down to one territory. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct TerritoryPath {
    above: Vec<Territory>,
    leaf: Territory,
}

impl TerritoryPath {
    /// # Errors
    /// When a territory comes twice on the way.
    pub fn new(above: Vec<Territory>, leaf: Territory) -> Result<Self, Invalid> {
        let twice = above.iter().enumerate().any(|(i, node)| *node == leaf || above.iter().skip(i + 1).any(|other| other == node));
        if twice {
            return Err(Invalid::new(What::TerritoryPath, format!("a territory on the way to `{leaf}` comes twice")));
        }
        Ok(Self { above, leaf })
    }

    /// The territory that it leads to.
    #[must_use]
    pub fn leaf(&self) -> &Territory {
        &self.leaf
    }

    /// From the root to the leaf.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Territory> {
        self.above.iter().chain(std::iter::once(&self.leaf))
    }

    /// Whether the leaf is `territory` or lies within it.
    #[must_use]
    pub fn is_within(&self, territory: &Territory) -> bool {
        self.iter().any(|node| node == territory)
    }
}

impl fmt::Display for TerritoryPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for node in &self.above {
            write!(f, "{node}/")?;
        }
        self.leaf.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_iso_and_parts() {
        for good in ["AZ", "AZ-BA", "RU-TA", "RU-TA.kazan", "AZ-LAN.centre"] {
            assert!(good.parse::<Territory>().is_ok(), "{good}");
        }
        for bad in ["", "A", "az", "AZ-", "AZ-BAKU", "AZ.", "AZ-BA.Centre", "AZ-BA..x"] {
            assert!(bad.parse::<Territory>().is_err(), "{bad}");
        }
        assert!("RU-TA.kazan".parse::<Jurisdiction>().is_err());
    }

    #[test]
    fn a_path_knows_what_it_lies_within() -> Result<(), Invalid> {
        let (az, lan): (Territory, Territory) = ("AZ".parse()?, "AZ-LAN".parse()?);
        let path = TerritoryPath::new(vec![az.clone(), lan.clone()], lan.centre())?;
        assert!(path.is_within(&az) && path.is_within(&lan) && path.is_within(&lan.centre()));
        assert!(!path.is_within(&"AZ-BA".parse()?));
        assert_eq!(path.to_string(), "AZ/AZ-LAN/AZ-LAN.centre");
        assert!(TerritoryPath::new(vec![az.clone()], az).is_err());
        Ok(())
    }
}

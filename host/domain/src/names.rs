//! Names that a regime or a policy gives to its own things.

use std::{fmt, str::FromStr, sync::Arc};

use crate::error::{Invalid, What, text_form};

const LONGEST: usize = 64;

fn check(text: &str) -> Result<(), Invalid> {
    let mut chars = text.chars();
    let starts = chars.next().is_some_and(|c| c.is_ascii_lowercase());
    let goes_on = chars.all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_' || c == '-');
    if starts && goes_on && text.len() <= LONGEST {
        return Ok(());
    }
    Err(Invalid::new(
        What::Name,
        format!("`{text}` must start with a lower-case letter and go on with lower-case letters, digits, `_` or `-`, {LONGEST} at most"),
    ))
}

macro_rules! name {
    ($(#[$doc:meta])* $type:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $type(Arc<str>);

        impl $type {
            /// The name as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl FromStr for $type {
            type Err = Invalid;

            fn from_str(text: &str) -> Result<Self, Invalid> {
                check(text)?;
                Ok(Self(text.into()))
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl std::borrow::Borrow<str> for $type {
            fn borrow(&self) -> &str {
                &self.0
            }
        }

        text_form!($type, "^[a-z][a-z0-9_-]{0,63}$", "a name in lower case");
    };
}

name! {
    /// A reason to go out, unique within its regime.
    PurposeId
}
name! {
    /// One rule of a policy, as the trace names it.
    RuleId
}
name! {
    /// A legal source of a regime; what a citation points at.
    SourceId
}
name! {
    /// The stable code of a reason. Never reworded: catalogues, statistics and other systems key on it.
    ReasonCode
}
name! {
    /// A parameter of a reason.
    ParamName
}
name! {
    /// An attribute or flag of a person that a policy can ask for.
    AttributeName
}
name! {
    /// A policy plugin.
    PolicyName
}
name! {
    /// Where attributes of persons come from, as a regime calls it.
    ProviderName
}
name! {
    /// A table of facts that is imported.
    TableName
}
name! {
    /// A service that is asked for facts; the configuration of the host says where it is.
    ServiceName
}

/// The identifier of a regime: its jurisdiction in lower case, `/`, and a name that starts with the day it came into force,
/// such as `az/2020-12-14-tightened-quarantine`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RegimeId(Arc<str>);

impl RegimeId {
    /// The identifier as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for RegimeId {
    type Err = Invalid;

    fn from_str(text: &str) -> Result<Self, Invalid> {
        let part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        match text.split_once('/') {
            Some((jurisdiction, name)) if part(jurisdiction) && part(name) && text.len() <= 2 * LONGEST => Ok(Self(text.into())),
            _ => Err(Invalid::new(What::RegimeId, format!("`{text}` must look like `xx/2020-12-14-quarantine`"))),
        }
    }
}

impl fmt::Display for RegimeId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

text_form!(RegimeId, "^[a-z0-9-]+/[a-z0-9-]+$", "jurisdiction in lower case, `/`, and a name");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_lower_case_words() {
        for good in ["medical", "minors_school", "valid-for", "a1"] {
            assert!(good.parse::<PurposeId>().is_ok(), "{good}");
        }
        for bad in ["", "1", "Medical", "a b", "ə", "-a", &"a".repeat(65)] {
            assert!(bad.parse::<PurposeId>().is_err(), "{bad}");
        }
    }

    #[test]
    fn regimes_name_their_jurisdiction() {
        assert!("az/2020-12-14-tightened-quarantine".parse::<RegimeId>().is_ok());
        for bad in ["", "az", "az/", "/x", "AZ/x", "az/x/y", "az/x y"] {
            assert!(bad.parse::<RegimeId>().is_err(), "{bad}");
        }
    }
}

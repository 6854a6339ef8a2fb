//! The one error of this crate: a text or a pair of values that a word does not allow.

use std::fmt;

/// Which word refused the value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum What {
    /// A half-open interval.
    Interval,
    /// A daily window of local time.
    DailyWindow,
    /// A length of time with its unit.
    Duration,
    /// A permit code.
    PermitCode,
    /// A registration code.
    RegistrationCode,
    /// A name of the regime's own: purpose, rule, source, reason, parameter, attribute, policy.
    Name,
    /// The identifier of a regime.
    RegimeId,
    /// A territory.
    Territory,
    /// A path of territories.
    TerritoryPath,
    /// A telephone number in international form.
    PhoneNumber,
    /// The number that people write to.
    ServiceNumber,
    /// An identity number.
    IdentityNumber,
    /// A registration plate.
    Plate,
    /// A language tag.
    Language,
}

impl fmt::Display for What {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Interval => "interval",
            Self::DailyWindow => "daily window",
            Self::Duration => "duration",
            Self::PermitCode => "permit code",
            Self::RegistrationCode => "registration code",
            Self::Name => "name",
            Self::RegimeId => "regime identifier",
            Self::Territory => "territory",
            Self::TerritoryPath => "territory path",
            Self::PhoneNumber => "telephone number",
            Self::ServiceNumber => "service number",
            Self::IdentityNumber => "identity number",
            Self::Plate => "plate",
            Self::Language => "language",
        })
    }
}

/// A value that its word does not allow. The value itself is left out where it can be personal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a {what}: {why}")]
pub struct Invalid {
    what: What,
    why: String,
}

impl Invalid {
    pub(crate) fn new(what: What, why: impl Into<String>) -> Self {
        Self { what, why: why.into() }
    }

    /// Which word refused the value.
    #[must_use]
    pub fn what(&self) -> What {
        self.what
    }

    /// What is wrong with it, in lower case and without a full stop.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.why
    }
}

/// Text form of a newtype: `FromStr`, `Display` is written by the type, serde and JSON Schema go through both.
macro_rules! text_form {
    ($type:ty, $schema:literal, $description:literal) => {
        impl serde::Serialize for $type {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> serde::Deserialize<'de> for $type {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        impl schemars::JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "pattern": $schema, "description": $description })
            }
        }
    };
}
pub(crate) use text_form;

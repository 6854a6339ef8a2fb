//! How a regime is used by text message.

use std::{collections::BTreeMap, fmt};

use domain::{Duration, Language, ServiceNumber};
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The number that people write to, and what they may write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sms {
    /// The number.
    pub number: ServiceNumber,
    /// The languages of the replies; the first is the regime's own. Never empty.
    pub languages: Vec<Language>,
    /// A telephone number for those who get stuck, as people dial it.
    pub help: Option<String>,
    /// How many segments a reply may take.
    pub segments: u8,
    /// What can be written, by name.
    pub forms: IndexMap<String, Form>,
    /// How long a dialog waits for its next answer.
    pub dialog_timeout: Duration,
    /// Whether replies are written in Latin letters.
    pub latin: Latin,
}

/// Whether replies in another alphabet are written in Latin letters, which take fewer segments and show on every telephone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum Latin {
    /// They are not.
    #[default]
    Never,
    /// They are for whoever asks for it, by a word of the catalogue.
    ByChoice,
    /// They all are.
    Always,
}

/// One form of message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Its name in the regime file.
    pub name: String,
    /// What such a message asks for.
    pub does: FormAction,
    /// The words with which such a message may begin, one of them must if there are any at all.
    pub words: BTreeMap<Language, Vec<String>>,
    /// What follows, in this order.
    pub fields: Vec<Field>,
    /// What stands between two fields, as examples show it.
    pub separator: String,
}

/// What a message asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum FormAction {
    /// A permit.
    #[default]
    Apply,
    /// A registration of the place of stay.
    Register,
}

/// A place in a form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Field {
    /// What stands there.
    pub kind: FieldKind,
    /// Whether it may be left out.
    pub optional: bool,
}

/// What can stand in a form or be asked for in a dialog.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum FieldKind {
    /// The code or a word of a purpose.
    Purpose,
    /// The number of an identity document.
    Identity,
    /// A registration plate.
    Plate,
    /// A person's name.
    Name,
    /// An address.
    Address,
}

impl FieldKind {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Purpose, Self::Identity, Self::Plate, Self::Name, Self::Address];

    /// Its name in regimes and catalogues.
    #[must_use]
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Purpose => "purpose",
            Self::Identity => "identity",
            Self::Plate => "plate",
            Self::Name => "name",
            Self::Address => "address",
        }
    }

    /// What it is, as the schema explains it.
    pub(crate) fn description(self) -> &'static str {
        match self {
            Self::Purpose => "The code or a word of a purpose",
            Self::Identity => "The number of an identity document",
            Self::Plate => "A registration plate",
            Self::Name => "A person's name",
            Self::Address => "An address",
        }
    }

    /// Whether anything can be written there, of any length.
    #[must_use]
    pub fn is_free_text(&self) -> bool {
        matches!(self, Self::Name | Self::Address)
    }
}

impl fmt::Display for FieldKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

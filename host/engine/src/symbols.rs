//! The tables of names: the host's own, which a plugin is given, and the plugin's, which it returns. While decisions are made
//! only places in these tables cross the border.

use std::{hash::Hash, str::FromStr};

use domain::{AttributeName, Configuration, Duration, Needs, ParamName, PurposeId, ReasonCode, RuleId, SourceId, Territory};
use indexmap::IndexSet;

use crate::{contract::types, error::Lie};

/// The most names that a plugin may have in one table.
const MOST_NAMES: usize = 4096;

/// The names of one configured policy, by place and back.
#[derive(Debug, Clone)]
pub struct Symbols {
    pub(crate) purposes: IndexSet<PurposeId>,
    pub(crate) territories: IndexSet<Territory>,
    pub(crate) sources: IndexSet<SourceId>,
    pub(crate) rules: IndexSet<RuleId>,
    pub(crate) reasons: IndexSet<ReasonCode>,
    pub(crate) params: IndexSet<ParamName>,
    pub(crate) attributes: IndexSet<AttributeName>,
    pub(crate) needs: Needs,
}

impl Symbols {
    /// The place of a purpose.
    #[must_use]
    pub fn purpose(&self, purpose: &PurposeId) -> Option<u32> {
        place(&self.purposes, purpose)
    }

    /// The place of a territory.
    #[must_use]
    pub fn territory(&self, territory: &Territory) -> Option<u32> {
        place(&self.territories, territory)
    }

    /// The bit of an attribute in the flags of a row; `None` when the policy does not ask for it, or it has no bit.
    #[must_use]
    pub fn flag(&self, attribute: &AttributeName) -> Option<u32> {
        place(&self.attributes, attribute).and_then(|place| 1u32.checked_shl(place))
    }

    /// The reason at a place.
    #[must_use]
    pub fn reason(&self, place: u32) -> Option<&ReasonCode> {
        self.reasons.get_index(place as usize)
    }

    /// From what the host gives and what the plugin returned.
    pub(crate) fn new(given: &Configuration, returned: types::Tables) -> Result<Self, Lie> {
        let attributes: IndexSet<AttributeName> = names("attribute", returned.needs.attributes)?;
        let history = returned.needs.history.map(Duration::from_seconds).transpose();
        let needs = Needs {
            history: history.map_err(|error| Lie::BadValue { what: "the history that it needs", why: error.why().into() })?,
            registration: returned.needs.registration,
            attributes: attributes.iter().cloned().collect(),
        };
        Ok(Self {
            purposes: given.purposes.iter().map(|purpose| purpose.id.clone()).collect(),
            territories: given.territories.iter().map(|territory| territory.code.clone()).collect(),
            sources: given.sources.iter().cloned().collect(),
            rules: names("rule", returned.rules)?,
            reasons: names("reason", returned.reasons)?,
            params: names("parameter", returned.params)?,
            attributes,
            needs,
        })
    }
}

/// The place of a name.
pub(crate) fn place<T: Hash + Eq>(table: &IndexSet<T>, name: &T) -> Option<u32> {
    table.get_index_of(name).and_then(|place| u32::try_from(place).ok())
}

/// The name at a place.
pub(crate) fn named<T: Clone>(table: &IndexSet<T>, what: &'static str, symbol: u32) -> Result<T, Lie> {
    table.get_index(symbol as usize).cloned().ok_or(Lie::UnknownSymbol { what, symbol, size: table.len() })
}

fn names<T: FromStr<Err = domain::Invalid> + Hash + Eq>(what: &'static str, texts: Vec<String>) -> Result<IndexSet<T>, Lie> {
    if texts.len() > MOST_NAMES {
        return Err(Lie::TooMany { what, count: texts.len(), most: MOST_NAMES });
    }
    let mut table = IndexSet::with_capacity(texts.len());
    for text in texts {
        let name = text.parse().map_err(|error: domain::Invalid| Lie::BadValue { what, why: error.why().into() })?;
        if !table.insert(name) {
            return Err(Lie::Twice { what, name: text });
        }
    }
    Ok(table)
}

/// The first name that a configuration has twice: places would not be unique.
pub(crate) fn named_twice(given: &Configuration) -> Option<String> {
    fn twice<'a, T: Hash + Eq + ToString + 'a>(names: impl Iterator<Item = &'a T>) -> Option<String> {
        let mut seen = IndexSet::new();
        names.into_iter().find(|name| !seen.insert(*name)).map(ToString::to_string)
    }
    twice(given.purposes.iter().map(|purpose| &purpose.id))
        .or_else(|| twice(given.territories.iter().map(|territory| &territory.code)))
        .or_else(|| twice(given.sources.iter()))
}

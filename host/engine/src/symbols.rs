//! The tables of names: the host's own, which a plugin is given, and the plugin's, which it returns. While decisions are made
//! only places in these tables cross the border.

use std::{hash::Hash, str::FromStr};

use domain::{AttributeName, Configuration, Duration, Needs, ParamName, PurposeId, ReasonCode, RuleId, SourceId, Territory};
use indexmap::IndexSet;

use crate::{contract::types, lie::Lie};

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

#[cfg(test)]
pub(crate) mod tests {
    use domain::{ConfiguredPurpose, ConfiguredTerritory};

    use super::*;

    /// A regime with purposes `a` and `b`, territories `AZ` and `AZ-BA`, and one source.
    pub(crate) fn configuration() -> Configuration {
        let purpose = |id: &str| ConfiguredPurpose { id: id.parse().unwrap(), cite: None };
        let territory = |code: &str, parent| ConfiguredTerritory { code: code.parse().unwrap(), parent };
        Configuration {
            regime: "az/2020-12-14-test".parse().unwrap(),
            settings: serde_json::Value::Null,
            purposes: vec![purpose("a"), purpose("b")],
            territories: vec![territory("AZ", None), territory("AZ-BA", Some(0))],
            sources: vec!["decree".parse().unwrap()],
            in_force_from: domain::Instant::UNIX_EPOCH,
            in_force_until: None,
            time_zone: jiff::tz::TimeZone::UTC,
        }
    }

    /// The tables of a policy that needs a history, a registration, and the attributes `worker` and `age`, as far as it says so.
    pub(crate) fn tables(history: Option<u32>, registration: bool, attributes: &[&str]) -> types::Tables {
        let texts = |names: &[&str]| names.iter().map(ToString::to_string).collect();
        types::Tables {
            rules: texts(&["quota", "hours"]),
            reasons: texts(&["quota-spent", "outside-hours"]),
            params: texts(&["times", "again"]),
            needs: types::Needs { history, registration, attributes: texts(attributes) },
        }
    }

    #[test]
    fn names_have_places_and_places_have_names() {
        let symbols = Symbols::new(&configuration(), tables(Some(60), true, &["worker", "age"])).unwrap();
        assert_eq!(symbols.purpose(&"b".parse().unwrap()), Some(1));
        assert_eq!(symbols.purpose(&"c".parse().unwrap()), None);
        assert_eq!(symbols.territory(&"AZ-BA".parse().unwrap()), Some(1));
        assert_eq!(symbols.flag(&"age".parse().unwrap()), Some(2));
        assert_eq!(symbols.reason(1).map(ReasonCode::as_str), Some("outside-hours"));
        assert_eq!(symbols.reason(2), None);
    }

    #[test]
    fn only_the_first_32_attributes_have_a_bit() {
        let names: Vec<String> = (0..33).map(|i| format!("a{i}")).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let symbols = Symbols::new(&configuration(), tables(None, false, &names)).unwrap();
        assert_eq!(symbols.flag(&"a31".parse().unwrap()), Some(1 << 31));
        assert_eq!(symbols.flag(&"a32".parse().unwrap()), None);
    }

    #[test]
    fn tables_that_no_honest_plugin_returns_are_refused() {
        let of = |tables| Symbols::new(&configuration(), tables).map(drop);
        assert!(matches!(of(tables(Some(0), false, &[])), Err(Lie::BadValue { .. })), "a history of no time");
        assert!(matches!(of(tables(None, false, &["a b"])), Err(Lie::BadValue { what: "attribute", .. })));
        assert!(matches!(of(tables(None, false, &["a", "a"])), Err(Lie::Twice { what: "attribute", .. })));
        let many = types::Tables { rules: (0..5_000).map(|i| format!("r{i}")).collect(), ..tables(None, false, &[]) };
        assert!(matches!(of(many), Err(Lie::TooMany { count: 5_000, .. })));
    }

    #[test]
    fn a_configuration_that_names_something_twice_is_noticed() {
        assert_eq!(named_twice(&configuration()), None);
        let mut twice = configuration();
        twice.purposes.extend(twice.purposes.first().cloned());
        assert_eq!(named_twice(&twice).as_deref(), Some("a"));
    }
}

//! What a policy is configured with, and where it declares its names and needs.

use serde_json::Value as Json;

use crate::{
    calendar::Calendar,
    names::{AttributeName, Names, Param, Purpose, PurposeEntry, ReasonCode, Rule, Source, Territory, TerritoryEntry, keep},
    settings::{Problems, Setting},
    time::{Duration, Instant},
};

/// The regime as its policy knows it, and the notebook in which the policy declares what it will say and what it needs to be told.
#[derive(Debug)]
pub struct Setup {
    settings: &'static Json,
    purposes: Vec<Purpose>,
    territories: Vec<Territory>,
    sources: Vec<Source>,
    in_force_from: Instant,
    in_force_until: Option<Instant>,
    calendar: Calendar,
    pub(crate) declared: Declared,
}

/// What was declared.
#[derive(Debug, Default)]
pub(crate) struct Declared {
    pub rules: Names,
    pub reasons: Names,
    pub params: Names,
    pub attributes: Names,
    pub history: Option<Duration>,
    pub registration: bool,
}

impl Declared {
    pub fn attribute_names(&self) -> Vec<AttributeName> {
        (0u32..).zip(&self.attributes.0).map(|(symbol, name)| AttributeName { symbol, name }).collect()
    }
}

/// The plain parts of a [`Setup`].
pub(crate) struct Parts<'a> {
    pub settings: &'a str,
    pub purposes: Vec<(&'a str, Option<u32>)>,
    pub territories: Vec<(&'a str, Option<u32>)>,
    pub sources: Vec<&'a str>,
    pub in_force_from: Instant,
    pub in_force_until: Option<Instant>,
    pub calendar: Calendar,
}

impl Setup {
    pub(crate) fn from_parts(parts: Parts) -> Result<Self, Problems> {
        let settings: Json = serde_json::from_str(parts.settings).map_err(|error| Problems::one("", format!("not JSON: {error}")))?;
        let sources: Vec<Source> = (0u32..).zip(parts.sources).map(|(symbol, name)| Source { symbol, name: keep(name) }).collect();
        let purposes = (0u32..).zip(parts.purposes).map(|(symbol, (name, cite))| {
            let cite = cite.and_then(|cite| sources.get(cite as usize)).copied();
            Purpose(Box::leak(Box::new(PurposeEntry { symbol, name: keep(name), cite })))
        });
        let purposes = purposes.collect();
        let mut territories: Vec<Territory> = Vec::with_capacity(parts.territories.len());
        for (symbol, (code, parent)) in (0u32..).zip(parts.territories) {
            let parent = match parent {
                None => None,
                // A parent stands before its children: no circle can arise.
                Some(parent) => match territories.get(parent as usize) {
                    Some(known) => Some(*known),
                    None => return Err(Problems::one("", format!("the host gave `{code}` a parent that does not stand before it"))),
                },
            };
            territories.push(Territory(Box::leak(Box::new(TerritoryEntry { symbol, code: keep(code), parent }))));
        }
        let (in_force_from, in_force_until, calendar) = (parts.in_force_from, parts.in_force_until, parts.calendar);
        let settings = Box::leak(Box::new(settings));
        Ok(Self { settings, purposes, territories, sources, in_force_from, in_force_until, calendar, declared: Declared::default() })
    }

    /// The settings, to be read with notes of what is wrong.
    #[must_use]
    pub fn settings(&self) -> Setting<'static> {
        Setting::root(self.settings)
    }

    /// The purposes of the regime.
    #[must_use]
    pub fn purposes(&self) -> &[Purpose] {
        &self.purposes
    }

    /// The purpose of that name.
    #[must_use]
    pub fn purpose(&self, name: &str) -> Option<Purpose> {
        self.purposes.iter().copied().find(|purpose| purpose.name() == name)
    }

    /// The territories of the regime's jurisdiction, parents before children.
    #[must_use]
    pub fn territories(&self) -> &[Territory] {
        &self.territories
    }

    /// The territory of that code.
    #[must_use]
    pub fn territory(&self, code: &str) -> Option<Territory> {
        self.territories.iter().copied().find(|territory| territory.name() == code)
    }

    /// The source of that name.
    #[must_use]
    pub fn source(&self, name: &str) -> Option<Source> {
        self.sources.iter().copied().find(|source| source.name() == name)
    }

    /// When the regime comes into force.
    #[must_use]
    pub fn in_force_from(&self) -> Instant {
        self.in_force_from
    }

    /// When it ceases, if that is known.
    #[must_use]
    pub fn in_force_until(&self) -> Option<Instant> {
        self.in_force_until
    }

    /// Civil time of the regime's zone. Keep a clone to decide with.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.calendar
    }

    /// Declares a rule, as the trace will name it.
    pub fn rule(&mut self, name: &str) -> Rule {
        let (symbol, name) = self.declared.rules.intern(name);
        Rule { symbol, name }
    }

    /// Declares the code of a reason.
    pub fn reason(&mut self, code: &str) -> ReasonCode {
        let (symbol, name) = self.declared.reasons.intern(code);
        ReasonCode { symbol, name }
    }

    /// Declares a parameter of reasons.
    pub fn param(&mut self, name: &str) -> Param {
        let (symbol, name) = self.declared.params.intern(name);
        Param { symbol, name }
    }

    /// Asks for an attribute of the person.
    pub fn needs_attribute(&mut self, name: &str) -> AttributeName {
        let (symbol, name) = self.declared.attributes.intern(name);
        AttributeName { symbol, name }
    }

    /// Asks for the permits of the last so long. Of several calls the longest counts.
    pub fn needs_history(&mut self, back: Duration) {
        self.declared.history = self.declared.history.max(Some(back));
    }

    /// Asks for the declared place of stay.
    pub fn needs_registration(&mut self) {
        self.declared.registration = true;
    }

    /// How far back it was asked for permits; `None` when not at all.
    #[must_use]
    pub fn history(&self) -> Option<Duration> {
        self.declared.history
    }

    /// Whether it was asked for the declared place of stay.
    #[must_use]
    pub fn registration(&self) -> bool {
        self.declared.registration
    }

    /// The attributes asked for so far.
    #[must_use]
    pub fn attributes(&self) -> Vec<AttributeName> {
        self.declared.attribute_names()
    }
}

//! The words of one regime in one language.

use domain::{Duration, Instant, Language, PurposeId, SourceId, Territory};
use regime::{Args, Catalogues, Regime, TerritoryTree, Titles};

use super::page::Clause;

/// Every message that an explanation can need. A base catalogue has them all.
pub const KEYS: &[&str] = &[
    "explain-heading-scope",
    "explain-in-force",
    "explain-in-force-open",
    "explain-amends",
    "explain-stay-home",
    "explain-curfew",
    "explain-whole",
    "explain-centre-only",
    "explain-except",
    "explain-authority",
    "explain-heading-general",
    "explain-heading-purposes",
    "explain-by-sms",
    "explain-by-portal",
    "explain-by-desk",
    "explain-by-phone",
    "explain-extension",
    "explain-show",
    "explain-rule-valid_for",
    "explain-rule-valid_days",
    "explain-rule-valid_until",
    "explain-rule-valid_with",
    "explain-rule-start_delay",
    "explain-rule-hours",
    "explain-rule-days",
    "explain-rule-territory",
    "explain-rule-decided_by",
    "explain-rule-quota",
    "explain-rule-total",
    "explain-across-all",
    "explain-across",
    "explain-rule-registration",
    "explain-rule-in_registered_territory",
    "explain-rule-attributes",
    "explain-rule-blocked_by",
    "explain-rule-within_level",
    "explain-rule-radius",
    "explain-rule-other",
    "explain-heading-exemptions",
    "explain-heading-messages",
    "explain-message",
    "explain-documents",
    "explain-reply-delay",
    "explain-cap-phone",
    "explain-cap-identity",
    "explain-masked",
    "explain-alarm",
    "explain-correction",
    "explain-another-phone",
    "explain-facts",
    "explain-carry-over",
    "explain-heading-help",
    "explain-help",
    "explain-liability",
    "explain-retention",
    "explain-heading-conflicts",
    "explain-conflict",
    "explain-heading-sources",
    "explain-clause",
    "explain-rule",
    "explain-written",
    "explain-no-clause",
    "weekday-mon",
    "weekday-tue",
    "weekday-wed",
    "weekday-thu",
    "weekday-fri",
    "weekday-sat",
    "weekday-sun",
    "explain-metres",
    "explain-kilometres",
];

/// What an explanation is written with.
pub(crate) struct Words<'a> {
    pub(crate) regime: &'a Regime,
    pub(crate) catalogues: &'a Catalogues,
    pub(crate) territories: &'a TerritoryTree,
    pub(crate) language: Language,
}

impl Words<'_> {
    /// A message; in English where the language does not have it, its key where English does not either.
    pub(crate) fn text(&self, key: &str, args: &Args) -> String {
        let english = "en".parse().ok();
        let languages = std::iter::once(self.language).chain(english);
        let mut said = languages.filter_map(|language| self.catalogues.text(&self.regime.jurisdiction, language, key, args));
        said.next().unwrap_or_else(|| key.to_owned())
    }

    /// A message without variables.
    pub(crate) fn plain(&self, key: &str) -> String {
        self.text(key, &Args::new())
    }

    /// A message with one variable.
    pub(crate) fn one(&self, key: &str, name: &str, value: impl Into<String>) -> String {
        self.text(key, &Args::new().text(name, value))
    }

    pub(crate) fn has(&self, key: &str) -> bool {
        self.catalogues.has(&self.regime.jurisdiction, self.language, key)
    }

    pub(crate) fn title(&self, titles: &Titles) -> String {
        titles.best(self.language).to_owned()
    }

    /// A local date and time.
    pub(crate) fn moment(&self, at: Instant) -> String {
        let local = self.regime.local(at);
        self.catalogues.date_time(&self.regime.jurisdiction, self.language, local).unwrap_or_else(|| local.to_string())
    }

    /// A length of time.
    pub(crate) fn length(&self, duration: Duration) -> String {
        self.catalogues.duration(&self.regime.jurisdiction, self.language, duration).unwrap_or_else(|| duration.to_string())
    }

    pub(crate) fn place(&self, territory: &Territory) -> String {
        self.territories.name(territory, self.language).unwrap_or(territory.as_str()).to_owned()
    }

    pub(crate) fn purpose(&self, id: &PurposeId) -> String {
        self.regime.purposes.get(id).map_or_else(|| id.to_string(), |purpose| self.title(&purpose.title))
    }

    /// What a citation leads to.
    pub(crate) fn clause(&self, cite: Option<&SourceId>) -> Option<Clause> {
        let cite = cite?;
        let source = self.regime.sources.get(cite)?;
        let issued =
            source.issued.map(|day| self.catalogues.date(&self.regime.jurisdiction, self.language, day).unwrap_or_else(|| day.to_string()));
        Some(Clause { source: cite.to_string(), title: self.title(&source.title), issued, url: source.url.clone() })
    }
}

//! How long each message of a regime gets, and which are missing: for those who write catalogues.

use domain::{Language, ReasonCode, RegimeId, Segments};

use crate::{
    catalogue::REPLIES,
    file::{self, RegimeFile},
    lint::{Around, SEGMENTS, Samples},
    regimes::Regimes,
};

/// A message of a regime in one language, at its longest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Length {
    /// The regime whose values make it so long.
    pub regime: RegimeId,
    /// The language.
    pub language: Language,
    /// The message.
    pub key: String,
    /// What it costs to send.
    pub segments: Segments,
    /// How many segments the regime allows.
    pub budget: u8,
    /// What it then says.
    pub text: String,
}

/// A message that a language of a regime does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// The regime that needs it.
    pub regime: RegimeId,
    /// The language.
    pub language: Language,
    /// The message.
    pub key: String,
}

impl Regimes {
    /// Every reply of every regime that answers text messages, in each of its languages, at its longest. `reasons` are those that the
    /// policies of a regime can give.
    pub fn lengths(&self, reasons: impl Fn(&RegimeId) -> Vec<ReasonCode>) -> Vec<Length> {
        let mut lengths = Vec::new();
        for regime in self.iter() {
            let Some(document) = self.text(&regime.id) else { continue };
            let (Some(file), _) = file::read::<RegimeFile>(document.value().clone(), &[]) else { continue };
            let around =
                Around { file: &file, jurisdiction: &regime.jurisdiction, territories: self.territories(), catalogues: self.catalogues() };
            let reasons = reasons(&regime.id);
            for language in regime.sms.iter().flat_map(|sms| &sms.languages) {
                let samples = Samples::new(around, *language, &reasons);
                let replies = REPLIES.iter().filter(|key| key.starts_with("reply-"));
                lengths.extend(replies.filter_map(|key| {
                    let (segments, text) = samples.longest(key)?;
                    let budget = regime.sms.as_ref().map_or(SEGMENTS, |sms| sms.segments);
                    Some(Length { regime: regime.id.clone(), language: *language, key: (*key).to_owned(), segments, budget, text })
                }));
            }
        }
        lengths
    }

    /// Every message that a regime needs in one of its languages and does not have there: those of the host, `more`, and the reasons of its
    /// policies.
    pub fn gaps(&self, more: &[&str], reasons: impl Fn(&RegimeId) -> Vec<ReasonCode>) -> Vec<Gap> {
        let mut gaps = Vec::new();
        for regime in self.iter() {
            let reasons: Vec<String> = reasons(&regime.id).iter().map(|code| format!("reason-{code}")).collect();
            let keys = || REPLIES.iter().chain(more).copied().chain(reasons.iter().map(String::as_str));
            for language in regime.languages() {
                let lacks = |key: &&str| !self.catalogues().has(&regime.jurisdiction, language, key);
                gaps.extend(keys().filter(lacks).map(|key| Gap { regime: regime.id.clone(), language, key: key.to_owned() }));
            }
        }
        gaps
    }
}

//! Message catalogues: every word that a citizen reads, by language, and what a jurisdiction says differently.
//!
//! Messages are Fluent. Dates and times are messages too, so that no data of any language is needed in Rust: a catalogue
//! decides that a date is `{ $day }.{ $month }.{ $year }`. What may not live here: choosing a message, or a language.

mod args;
mod keys;
mod load;
mod variables;

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
    sync::Arc,
};

use domain::{Duration, Jurisdiction, Language};
use fluent_bundle::{FluentResource, concurrent::FluentBundle};
use fluent_syntax::ast::Entry;
use jiff::civil;

pub use args::{Arg, Args};
pub(crate) use keys::variables as variables_of;
pub use keys::{HOST_REASONS, REPLIES};
pub(crate) use load::CatalogueFile;
pub(crate) use variables::{References, Use};

/// The parameters of reasons that are numbers of metres.
const METRES: [&str; 2] = ["radius", "distance"];

/// The messages of every language, and what each jurisdiction says differently.
#[derive(Default)]
pub struct Catalogues {
    base: HashMap<Language, Catalogue>,
    own: HashMap<Language, HashMap<Jurisdiction, Catalogue>>,
}

/// The messages of one language, for one jurisdiction or for all.
struct Catalogue {
    bundle: FluentBundle<Arc<FluentResource>>,
    /// The later ones override the earlier.
    resources: Vec<Arc<FluentResource>>,
}

impl fmt::Debug for Catalogues {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.base.keys()).finish()
    }
}

impl Catalogues {
    fn catalogue(&self, jurisdiction: &Jurisdiction, language: Language) -> Option<&Catalogue> {
        self.own.get(&language).and_then(|own| own.get(jurisdiction)).or_else(|| self.base.get(&language))
    }

    /// The languages that have a catalogue.
    #[must_use]
    pub fn languages(&self) -> Vec<Language> {
        self.base.keys().chain(self.own.keys()).copied().collect::<BTreeSet<_>>().into_iter().collect()
    }

    /// Whether there is such a message.
    #[must_use]
    pub fn has(&self, jurisdiction: &Jurisdiction, language: Language, key: &str) -> bool {
        self.catalogue(jurisdiction, language)
            .and_then(|catalogue| catalogue.bundle.get_message(key))
            .is_some_and(|message| message.value().is_some())
    }

    /// A message. `None` when the language has no catalogue, the catalogue no such message, or the message asks for a variable
    /// that it is not given. Special spaces are plain ones, so that they do not turn a GSM-7 text into UCS-2.
    #[must_use]
    pub fn text(&self, jurisdiction: &Jurisdiction, language: Language, key: &str, args: &Args) -> Option<String> {
        let bundle = &self.catalogue(jurisdiction, language)?.bundle;
        let pattern = bundle.get_message(key)?.value()?;
        let (args, mut errors) = (args.fluent(), Vec::new());
        let text = bundle.format_pattern(pattern, Some(&args), &mut errors);
        errors.is_empty().then(|| plain(&text))
    }

    /// A local date, as the language writes it: message `date`, given `day`, `month` (two digits) and `year` (four).
    #[must_use]
    pub fn date(&self, jurisdiction: &Jurisdiction, language: Language, date: civil::Date) -> Option<String> {
        self.text(jurisdiction, language, "date", &date_args(date))
    }

    /// A local time of day, as the language writes it: message `time`, given `hour` and `minute`, of two digits each.
    #[must_use]
    pub fn time(&self, jurisdiction: &Jurisdiction, language: Language, time: civil::Time) -> Option<String> {
        self.text(jurisdiction, language, "time", &time_args(Args::new(), time))
    }

    /// A local date and time, as the language writes it: message `date-time`, given what `date` and `time` are.
    #[must_use]
    pub fn date_time(&self, jurisdiction: &Jurisdiction, language: Language, at: civil::DateTime) -> Option<String> {
        self.text(jurisdiction, language, "date-time", &time_args(date_args(at.date()), at.time()))
    }

    /// A length of time, as the language says it: messages `days`, `hours` and `minutes`, each given `count`, as many of them as
    /// are not zero. Counted up to whole minutes.
    #[must_use]
    pub fn duration(&self, jurisdiction: &Jurisdiction, language: Language, duration: Duration) -> Option<String> {
        let minutes = i64::from(duration.seconds().div_ceil(60));
        let parts = [("days", minutes / 1_440), ("hours", minutes / 60 % 24), ("minutes", minutes % 60)];
        let said = parts
            .iter()
            .filter(|(_, count)| *count > 0)
            .map(|(key, count)| self.text(jurisdiction, language, key, &Args::new().number("count", *count)));
        Some(said.collect::<Option<Vec<_>>>()?.join(" "))
    }

    /// A distance, as the language says it: message `metres` or `kilometres`, given `count`. Whole kilometres and those beyond ten are
    /// said as such.
    #[must_use]
    pub fn distance(&self, jurisdiction: &Jurisdiction, language: Language, metres: i64) -> Option<String> {
        let (key, count) = match metres {
            0..1_000 => ("metres", metres),
            _ if metres % 1_000 == 0 || metres >= 10_000 => ("kilometres", (metres + 500) / 1_000),
            _ => ("metres", metres),
        };
        self.text(jurisdiction, language, key, &Args::new().number("count", count))
    }

    /// A number that is a parameter of a reason: a distance in words where the parameter is one, otherwise itself.
    #[must_use]
    pub fn amount(&self, jurisdiction: &Jurisdiction, language: Language, param: &str, number: i64) -> Arg {
        let distance = METRES.contains(&param).then(|| self.distance(jurisdiction, language, number)).flatten();
        distance.map_or(Arg::Number(number), Arg::Text)
    }

    /// What a message refers to, and what the messages that it refers to do; `None` when there is no such message. A reference
    /// that leads nowhere stays among the messages.
    pub(crate) fn references(&self, jurisdiction: &Jurisdiction, language: Language, key: &str) -> Option<References> {
        let catalogue = self.catalogue(jurisdiction, language)?;
        let mut references = catalogue.direct(key)?;
        let mut known: BTreeSet<String> = [key.to_owned()].into();
        while let Some(next) = references.messages.iter().find(|message| !known.contains(*message)).cloned() {
            if let Some(more) = catalogue.direct(&next) {
                references.messages.remove(&next);
                more.variables.into_iter().for_each(|(name, keys)| references.variables.entry(name).or_default().and(keys));
                references.messages.extend(more.messages);
            }
            known.insert(next);
        }
        references.messages.retain(|message| catalogue.direct(message).is_none());
        Some(references)
    }
}

impl Catalogue {
    fn direct(&self, key: &str) -> Option<References> {
        let mut references = References::default();
        let pattern =
            self.resources.iter().rev().flat_map(|resource| resource.entries()).find_map(|entry| match (entry, key.strip_prefix('-')) {
                (Entry::Message(message), None) if message.id.name == key => message.value.as_ref(),
                (Entry::Term(term), Some(name)) if term.id.name == name => Some(&term.value),
                _ => None,
            })?;
        references.pattern(pattern);
        Some(references)
    }
}

fn date_args(date: civil::Date) -> Args {
    Args::new()
        .text("day", format!("{:02}", date.day()))
        .text("month", format!("{:02}", date.month()))
        .text("year", format!("{:04}", date.year()))
}

fn time_args(args: Args, time: civil::Time) -> Args {
    args.text("hour", format!("{:02}", time.hour())).text("minute", format!("{:02}", time.minute()))
}

/// Plain spaces, and no marks of direction.
fn plain(text: &str) -> String {
    let mark = |c: &char| !matches!(c, '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let space = |c: char| if matches!(c, '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}') { ' ' } else { c };
    text.chars().filter(mark).map(space).collect()
}

#[cfg(test)]
mod tests;

//! What became of the messages of the corpora, for people and for machines.

use std::{collections::BTreeMap, fmt::Write as _};

use domain::{Language, RegimeId};
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::file::Kind;

/// How a message was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// As it was meant: decided on its merits, or answered.
    Understood,
    /// A human would have asked back, and so did the reply: the right question, with an example that works.
    Corrected,
    /// Not understood; the reply shows an example that works, but its question is not a human's.
    AskedBack,
    /// Not understood, and the reply shows nothing that works.
    Lost,
    /// Understood as something that was not meant, or that nobody could be sure of.
    Misread,
    /// Understood as somebody else's, or as somebody's of whom nobody could be sure.
    SomebodyElse,
}

/// One message and how it was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Entry {
    /// The corpus.
    pub file: String,
    /// Its line there, or that of the mistake that made it, from 1.
    pub line: usize,
    /// The kind of mistake.
    pub kind: Kind,
    /// The language that it is written in.
    pub language: Language,
    /// The message.
    pub text: String,
    /// Whether a human reader would be sure of what it means.
    pub sure: bool,
    /// How it was taken.
    pub verdict: Verdict,
    /// What came of it.
    pub came: String,
}

impl Entry {
    /// Whether it was taken as a human reader would take it.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.verdict == if self.sure { Verdict::Understood } else { Verdict::Corrected }
    }
}

/// How many messages were taken how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub struct Counts {
    /// All of them.
    pub messages: usize,
    /// Those whose meaning a human reader would be sure of.
    pub sure: usize,
    /// Understood.
    pub understood: usize,
    /// Corrected.
    pub corrected: usize,
    /// Asked back.
    pub asked_back: usize,
    /// Lost.
    pub lost: usize,
    /// Misread.
    pub misread: usize,
    /// Read as somebody else's.
    pub somebody_else: usize,
}

impl Counts {
    /// Of these entries.
    pub fn of<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Self {
        let mut counts = Self::default();
        for entry in entries {
            counts.messages += 1;
            counts.sure += usize::from(entry.sure);
            *match entry.verdict {
                Verdict::Understood => &mut counts.understood,
                Verdict::Corrected => &mut counts.corrected,
                Verdict::AskedBack => &mut counts.asked_back,
                Verdict::Lost => &mut counts.lost,
                Verdict::Misread => &mut counts.misread,
                Verdict::SomebodyElse => &mut counts.somebody_else,
            } += 1;
        }
        counts
    }

    /// Of a thousand messages whose meaning a human reader would be sure of, how many were understood.
    #[must_use]
    pub fn understood_per_mille(&self) -> usize {
        (self.understood * 1_000).checked_div(self.sure).unwrap_or(1_000)
    }

    /// Of a thousand messages that a human reader would ask back about, how many were corrected.
    #[must_use]
    pub fn corrected_per_mille(&self) -> usize {
        (self.corrected * 1_000).checked_div(self.messages - self.sure).unwrap_or(1_000)
    }
}

/// What became of all messages, by regime.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CorpusReport {
    regimes: Vec<(RegimeId, Vec<Entry>)>,
}

/// Of the messages whose meaning a human reader would be sure of, so many of a thousand must be understood.
const BAR: usize = 900;

impl CorpusReport {
    pub(super) fn add(&mut self, regime: RegimeId, entries: Vec<Entry>) {
        match self.regimes.iter_mut().find(|(known, _)| *known == regime) {
            Some((_, known)) => known.extend(entries),
            None => self.regimes.push((regime, entries)),
        }
    }

    /// Every message, by regime.
    pub fn regimes(&self) -> impl Iterator<Item = (&RegimeId, &[Entry])> {
        self.regimes.iter().map(|(regime, entries)| (regime, entries.as_slice()))
    }

    /// The counts of all.
    #[must_use]
    pub fn all(&self) -> Counts {
        Counts::of(self.regimes.iter().flat_map(|(_, entries)| entries))
    }

    /// Whether in every regime nine of ten messages that a human reader would be sure of are understood, and none is anywhere
    /// understood as somebody else's.
    #[must_use]
    pub fn is_good(&self) -> bool {
        self.regimes.iter().map(|(_, entries)| Counts::of(entries)).all(|c| c.somebody_else == 0 && c.understood_per_mille() >= BAR)
    }

    /// For people. Each message that was not taken as a human reader would take it is listed when that is asked for.
    #[must_use]
    pub fn human(&self, verbose: bool) -> String {
        let mut text = String::new();
        for (regime, entries) in &self.regimes {
            // Writing to a String can't fail.
            let _ = writeln!(text, "{regime}");
            table(&mut text, entries);
            let bad = entries.iter().filter(|entry| verbose && !entry.is_good());
            for entry in bad {
                let verdict = word(entry.verdict);
                let _ = writeln!(text, "  {}:{}: {} {verdict}: {:?}", entry.file, entry.line, entry.kind.as_str(), entry.text);
                let _ = writeln!(text, "    {}", entry.came);
            }
            text.push('\n');
        }
        summary(&mut text, &self.all());
        text
    }

    /// For machines.
    #[must_use]
    pub fn json(&self) -> Json {
        let regimes = self.regimes.iter().map(|(regime, entries)| {
            let kinds: BTreeMap<&str, Counts> = by(entries, |entry| entry.kind).into_iter().map(|(kind, c)| (kind.as_str(), c)).collect();
            let languages: BTreeMap<String, Counts> =
                by(entries, |entry| entry.language).into_iter().map(|(language, c)| (language.to_string(), c)).collect();
            let bad: Vec<&Entry> = entries.iter().filter(|entry| !entry.is_good()).collect();
            json!({ "regime": regime, "all": Counts::of(entries), "kinds": kinds, "languages": languages, "not_as_meant": bad })
        });
        json!({ "regimes": regimes.collect::<Vec<_>>(), "all": self.all() })
    }
}

fn by<K: Ord>(entries: &[Entry], key: impl Fn(&Entry) -> K) -> BTreeMap<K, Counts> {
    let mut groups: BTreeMap<K, Vec<&Entry>> = BTreeMap::new();
    for entry in entries {
        groups.entry(key(entry)).or_default().push(entry);
    }
    groups.into_iter().map(|(key, entries)| (key, Counts::of(entries))).collect()
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Understood => "understood",
        Verdict::Corrected => "corrected",
        Verdict::AskedBack => "asked back",
        Verdict::Lost => "lost",
        Verdict::Misread => "misread",
        Verdict::SomebodyElse => "somebody else's",
    }
}

/// A line for each kind of mistake and each language, and one for all.
fn table(text: &mut String, entries: &[Entry]) {
    let _ = writeln!(
        text,
        "  {:<16}{:>9}{:>6}{:>12}{:>11}{:>12}{:>6}{:>9}{:>17}",
        "", "messages", "sure", "understood", "corrected", "asked back", "lost", "misread", "somebody else's"
    );
    let mut row = |name: &str, c: Counts| {
        let Counts { messages, sure, understood, corrected, asked_back, lost, misread, somebody_else } = c;
        let _ = writeln!(
            text,
            "  {name:<16}{messages:>9}{sure:>6}{understood:>12}{corrected:>11}{asked_back:>12}{lost:>6}{misread:>9}{somebody_else:>17}"
        );
    };
    by(entries, |entry| entry.kind).into_iter().for_each(|(kind, counts)| row(kind.as_str(), counts));
    by(entries, |entry| entry.language).into_iter().for_each(|(language, counts)| row(&format!("in {language}"), counts));
    row("all", Counts::of(entries));
    let all = Counts::of(entries);
    let _ = writeln!(
        text,
        "  understood of those that a human reader is sure of: {} %; corrected of the others: {} %",
        percent(all.understood_per_mille()),
        percent(all.corrected_per_mille())
    );
}

fn summary(text: &mut String, all: &Counts) {
    let _ = writeln!(
        text,
        "{} messages: {} % understood of {} that a human reader is sure of, {} % corrected of {} others, {} misread, {} understood as somebody else's",
        all.messages,
        percent(all.understood_per_mille()),
        all.sure,
        percent(all.corrected_per_mille()),
        all.messages - all.sure,
        all.misread,
        all.somebody_else
    );
}

fn percent(per_mille: usize) -> String {
    format!("{}.{}", per_mille / 10, per_mille % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(sure: bool, verdict: Verdict) -> Entry {
        Entry {
            file: "X/corpus/x.yaml".to_owned(),
            line: 7,
            kind: Kind::Polite,
            language: "en".parse().unwrap(),
            text: "hello 2".to_owned(),
            sure,
            verdict,
            came: "unreadable".to_owned(),
        }
    }

    fn report(somebody_else: bool) -> CorpusReport {
        let mut entries: Vec<Entry> = (0..9).map(|_| entry(true, Verdict::Understood)).collect();
        entries.push(entry(true, if somebody_else { Verdict::SomebodyElse } else { Verdict::AskedBack }));
        entries.push(entry(false, Verdict::Corrected));
        let mut report = CorpusReport::default();
        report.add("x/1".parse().unwrap(), entries);
        report
    }

    #[test]
    fn nine_of_ten_and_nobody_else() {
        assert!(report(false).is_good() && !report(true).is_good());
        let all = report(false).all();
        assert_eq!((all.understood_per_mille(), all.corrected_per_mille()), (900, 1_000));
        assert_eq!(Counts::default().understood_per_mille(), 1_000);
    }

    #[test]
    fn people_see_counts_and_when_asked_each_message() {
        let text = report(false).human(false);
        assert!(text.contains("all") && text.contains("90.0 %") && !text.contains("hello"), "{text}");
        assert!(report(false).human(true).contains("X/corpus/x.yaml:7: polite asked back: \"hello 2\"\n    unreadable\n"));
        assert_eq!(report(false).json().pointer("/regimes/0/not_as_meant/0/line"), Some(&7.into()));
    }
}

//! A first regime file from a few answers: small, complete, and right, so that its author goes on from something that works.

use std::{fmt::Write as _, str::FromStr};

use domain::{DailyWindow, Duration, Jurisdiction, Language, PurposeId, ServiceNumber};
use jiff::{civil::DateTime, tz::TimeZone};

/// Something that is asked. The texts are for people at a terminal who write regimes.
#[derive(Debug, Clone, Copy)]
pub struct Question {
    /// Its name, for answers that are given without being asked for.
    pub key: &'static str,
    /// What is asked.
    pub text: &'static str,
    /// An answer that would do.
    pub example: &'static str,
    /// What is taken when the answer is empty; `None` when there must be an answer.
    pub default: Option<&'static str>,
}

const fn question(key: &'static str, text: &'static str, example: &'static str, default: Option<&'static str>) -> Question {
    Question { key, text, example, default }
}

/// Every question, in the order in which it is asked.
pub const QUESTIONS: [Question; 11] = [
    question("jurisdiction", "Whose rules are they? The ISO 3166 code of the country or region", "MT, MT-45", None),
    question("place", "What is it called in English?", "Malta", None),
    question("title", "What is the act called in English?", "Evening restrictions", None),
    question("languages", "In which languages do people get answers? Its own first", "mt, en", Some("en")),
    question("time_zone", "Which time zone, as the IANA database names it?", "Europe/Malta", None),
    question("from", "From when is it in force, in local time?", "2021-03-10T00:00", None),
    question("until", "Until when? Empty when no end is known", "2021-04-12T00:00", Some("")),
    question("measure", "When does one need a permit? `stay_home` for always, or a daily window", "21:00-06:00", Some("stay_home")),
    question("number", "Which number do people write to? Empty without text messages", "5100", Some("")),
    question("document", "A number of an identity document that is nobody's. Empty when none is asked for", "0123456M", Some("")),
    question("purposes", "What may one go out for, and for how long?", "medical 3h, shopping 2h", Some("medical 3h, shopping 2h")),
];

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path within the folder of policies.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// An answer that can't be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{why}")]
pub struct Unusable {
    why: String,
}

fn unusable(why: impl Into<String>) -> Unusable {
    Unusable { why: why.into() }
}

/// What has been answered so far.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    jurisdiction: Option<Jurisdiction>,
    place: String,
    title: String,
    languages: Vec<Language>,
    time_zone: String,
    from: Option<DateTime>,
    until: Option<DateTime>,
    curfew: Option<DailyWindow>,
    number: Option<ServiceNumber>,
    document: Option<String>,
    purposes: Vec<(PurposeId, Duration)>,
}

impl Draft {
    /// Takes an answer in.
    ///
    /// # Errors
    /// When it can't be an answer to that question; what was answered before stands.
    pub fn answer(&mut self, key: &str, text: &str) -> Result<(), Unusable> {
        let text = text.trim();
        let question = QUESTIONS.iter().find(|question| question.key == key).ok_or_else(|| {
            let keys: Vec<&str> = QUESTIONS.iter().map(|question| question.key).collect();
            unusable(format!("`{key}` is not asked; known: {}", keys.join(", ")))
        })?;
        let text = if text.is_empty() { question.default.ok_or_else(|| unusable("there must be an answer"))? } else { text };
        match key {
            "jurisdiction" => self.jurisdiction = Some(read(text)?),
            "place" => self.place = line(text)?,
            "title" => self.title = line(text)?,
            "languages" => self.languages = list(text, read)?,
            "time_zone" => {
                TimeZone::get(text).map_err(|_| unusable(format!("`{text}` is no time zone; they are called like `Europe/Malta`")))?;
                text.clone_into(&mut self.time_zone);
            }
            "from" => self.from = Some(moment(text)?),
            "until" => self.until = (!text.is_empty()).then(|| moment(text)).transpose()?,
            "measure" => self.curfew = if text == "stay_home" { None } else { Some(read(text)?) },
            "number" => self.number = (!text.is_empty()).then(|| read(text)).transpose()?,
            "document" => self.document = (!text.is_empty()).then(|| document(text)).transpose()?,
            _ => self.purposes = list(text, purpose)?,
        }
        if let (Some(from), Some(until)) = (self.from, self.until)
            && until <= from
        {
            self.until = None;
            return Err(unusable(format!("`{text}` is not after the beginning")));
        }
        Ok(())
    }

    /// The files: the regime and its cases, and the territories where there are none yet.
    ///
    /// # Errors
    /// When something that is needed was not answered.
    pub fn files(&self, has_territories: bool) -> Result<Vec<File>, Unusable> {
        let jurisdiction = self.jurisdiction.as_ref().ok_or_else(|| unusable("`jurisdiction` was not answered"))?;
        let from = self.from.ok_or_else(|| unusable("`from` was not answered"))?;
        if self.purposes.is_empty() || self.languages.is_empty() || self.title.is_empty() || self.time_zone.is_empty() {
            return Err(unusable("`title`, `languages`, `time_zone` and `purposes` must be answered"));
        }
        let stem = format!("{}-{}", from.date(), slug(&self.title));
        let mut files = vec![
            File { path: format!("{jurisdiction}/{stem}.yaml"), text: self.regime(jurisdiction, from, &stem) },
            File { path: format!("{jurisdiction}/{stem}.cases.yaml"), text: self.cases(jurisdiction, from) },
        ];
        if !has_territories {
            files.push(File { path: format!("{jurisdiction}/territories.yaml"), text: self.territories(jurisdiction) });
        }
        Ok(files)
    }

    /// A text in every language. It is English until somebody says it in the others.
    fn titles(&self, english: &str) -> String {
        let said = |language: &Language| format!("{language}: {}", quoted(english));
        let own: Vec<String> = self.languages.iter().map(said).collect();
        let english_too = (!self.languages.iter().any(|language| language.as_str() == "en")).then(|| format!("en: {}", quoted(english)));
        format!("{{ {} }}", own.into_iter().chain(english_too).collect::<Vec<_>>().join(", "))
    }

    fn regime(&self, jurisdiction: &Jurisdiction, from: DateTime, stem: &str) -> String {
        let until = self.until.map(|until| format!(", until: {}", written(until))).unwrap_or_default();
        let measure = self.curfew.map_or_else(|| "stay_home".to_owned(), |window| format!("{{ curfew: \"{window}\" }}"));
        let mut text = format!(
            "# yaml-language-server: $schema=../../docs/schema/regime.json
regime: {}/{stem}
jurisdiction: {jurisdiction}
# Say each title in each language; only the English ones are known so far.
title: {}
time_zone: {}
in_force: {{ from: {}{until} }}
measure: {measure}
territory: {{ whole: [{jurisdiction}] }}

sources:
  act:
    title: {}

policies: [standard]

purposes:
",
            jurisdiction.to_string().to_lowercase(),
            self.titles(&self.title),
            self.time_zone,
            written(from),
            quoted(&self.title),
        );
        for (place, (id, lasts)) in self.purposes.iter().enumerate() {
            let title = self.titles(&id.as_str().replace(['_', '-'], " "));
            let _ = write!(text, "  {id}:\n    title: {title}\n    cite: act\n");
            if self.number.is_some() {
                let _ = writeln!(text, "    sms: {{ code: \"{}\" }}", place + 1);
            }
            let _ = write!(text, "    portal: {{}}\n    rules: {{ valid_for: {lasts} }}\n");
        }
        if let Some(number) = &self.number {
            let languages: Vec<String> = self.languages.iter().map(ToString::to_string).collect();
            let fields = if self.document.is_some() { "purpose, identity" } else { "purpose" };
            let _ = write!(
                text,
                "\nsms:\n  number: \"{number}\"\n  languages: [{}]\n  forms:\n    apply: {{ does: apply, fields: [{fields}] }}\n",
                languages.join(", ")
            );
        }
        if let Some(document) = &self.document {
            let _ = write!(
                text,
                "\nidentity:\n  kinds:\n    document:\n      title: {}\n      pattern: \"{}\"\n      example: \"{document}\"\n",
                self.titles("identity document"),
                pattern(document)
            );
        }
        text.push_str("\nretention: 30d\n");
        text
    }

    /// What must come of the first and the last minute, so that there is something to go on from.
    fn cases(&self, jurisdiction: &Jurisdiction, from: DateTime) -> String {
        let mut text = "# yaml-language-server: $schema=../../docs/schema/cases.json\nfrom: \"+10000000000\"\n\ncases:\n".to_owned();
        let hour = self.curfew.map_or_else(|| "10:00".to_owned(), |window| window.to_string().chars().take(5).collect());
        let next_day = from.date().tomorrow().unwrap_or(from.date());
        let asked = |id: &PurposeId, place: usize| match (&self.number, &self.document) {
            (Some(_), Some(document)) => format!("{{ sms: \"{} {document}\" }}", place + 1),
            (Some(_), None) => format!("{{ sms: \"{}\" }}", place + 1),
            (None, document) => {
                let identity = document.as_ref().map(|document| format!(", identity: \"{document}\"")).unwrap_or_default();
                format!("{{ apply: {{ purpose: {id}, place: {jurisdiction}{identity}, phone: \"+10000000000\" }} }}")
            }
        };
        for (place, (id, lasts)) in self.purposes.iter().enumerate() {
            let when = asked(id, place);
            let _ = write!(
                text,
                "  - note: {id} is granted for {lasts}\n    at: {next_day}T{hour}\n    when: {when}\n    then: {{ outcome: granted, from: \"{hour}\" }}\n"
            );
        }
        if let Some((id, when)) = self.purposes.first().map(|(id, _)| (id, asked(id, 0))) {
            let before = from.checked_sub(jiff::Span::new().minutes(1)).unwrap_or(from);
            let _ = write!(
                text,
                "  - note: the minute before it begins nothing is needed for {id}\n    at: {}\n    when: {when}\n    then: {{ outcome: not_required }}\n",
                written(before)
            );
        }
        text
    }

    fn territories(&self, jurisdiction: &Jurisdiction) -> String {
        let title = self.titles(&self.place);
        format!("# The parts of it that rules name; ISO 3166-2 has their codes.\ncode: {jurisdiction}\nnames: {title}\n")
    }
}

fn read<T: FromStr<Err: std::fmt::Display>>(text: &str) -> Result<T, Unusable> {
    text.parse().map_err(|error: T::Err| unusable(error.to_string()))
}

fn line(text: &str) -> Result<String, Unusable> {
    if text.chars().any(char::is_control) {
        return Err(unusable("it must be one line of text"));
    }
    Ok(text.to_owned())
}

fn list<T>(text: &str, one: impl Fn(&str) -> Result<T, Unusable>) -> Result<Vec<T>, Unusable> {
    text.split(',').map(str::trim).filter(|part| !part.is_empty()).map(one).collect()
}

fn moment(text: &str) -> Result<DateTime, Unusable> {
    let wrong = || unusable(format!("`{text}` must look like `2020-12-14T00:00`: year, month, day, hour, minute"));
    if text.len() != "2020-12-14T00:00".len() {
        return Err(wrong());
    }
    text.parse().map_err(|_| wrong())
}

fn written(at: DateTime) -> String {
    at.strftime("%Y-%m-%dT%H:%M").to_string()
}

/// A purpose and how long one may be out for it: `medical 3h`.
fn purpose(text: &str) -> Result<(PurposeId, Duration), Unusable> {
    let (name, lasts) =
        text.split_once([' ', ':']).ok_or_else(|| unusable(format!("`{text}` must be a name and a length: `medical 3h`")))?;
    Ok((read(name.trim())?, read(lasts.trim_start_matches(':').trim())?))
}

/// Capitals and digits, as document numbers are compared.
fn document(text: &str) -> Result<String, Unusable> {
    let plain: String = text.chars().filter(|c| !c.is_whitespace() && !matches!(c, '-' | '.' | '/')).collect::<String>().to_uppercase();
    match plain.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
        && plain.chars().any(|c| c.is_ascii_digit())
        && plain.len() >= 4
    {
        true => Ok(plain),
        false => Err(unusable(format!("`{text}` must be Latin letters and digits, four at least, such as `0123456M`"))),
    }
}

/// The pattern that a number suggests: its letters as they are, as many digits as it has.
fn pattern(document: &str) -> String {
    let mut pattern = String::new();
    let mut digits = 0usize;
    for c in document.chars().map(Some).chain([None]) {
        match c {
            Some(digit) if digit.is_ascii_digit() => digits += 1,
            other => {
                if digits > 0 {
                    let _ = write!(pattern, "[0-9]{{{digits}}}");
                    digits = 0;
                }
                pattern.extend(other);
            }
        }
    }
    pattern
}

/// Always in quotes: what was answered may hold whatever YAML takes for its own.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Lower-case words with dashes between them, for the name of a file.
fn slug(title: &str) -> String {
    let words = title.to_lowercase();
    let words = words.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).take(4);
    let slug = words.collect::<Vec<_>>().join("-");
    if slug.is_empty() { "regime".to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(answers: &[(&str, &str)]) -> Draft {
        let mut draft = Draft::default();
        for question in QUESTIONS {
            let answer = answers.iter().find(|(key, _)| *key == question.key).map_or("", |(_, answer)| answer);
            draft.answer(question.key, answer).unwrap();
        }
        draft
    }

    const LEAST: [(&str, &str); 5] = [
        ("jurisdiction", "XK"),
        ("place", "Kosovo"),
        ("title", "Stay at home"),
        ("time_zone", "Europe/Belgrade"),
        ("from", "2020-03-23T17:00"),
    ];

    #[test]
    fn few_answers_are_enough_for_three_files() {
        let files = draft(&LEAST).files(false).unwrap();
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        assert_eq!(paths, ["XK/2020-03-23-stay-at-home.yaml", "XK/2020-03-23-stay-at-home.cases.yaml", "XK/territories.yaml"]);
        assert_eq!(draft(&LEAST).files(true).unwrap().len(), 2, "a tree that is there is left alone");
    }

    #[test]
    fn an_answer_that_cannot_be_one_says_why() {
        for (key, text, why) in [
            ("jurisdiction", "Kosovo", "Kosovo"),
            ("jurisdiction", "", "there must be an answer"),
            ("time_zone", "Baku", "no time zone"),
            ("from", "14.12.2020", "2020-12-14T00:00"),
            ("from", "2020-02-30T00:00", "2020-12-14T00:00"),
            ("measure", "at night", "at night"),
            ("document", "№ 12", "Latin letters"),
            ("purposes", "medical", "a name and a length"),
            ("purposes", "medical 3 hours", "3 hours"),
            ("languages", "english", "english"),
            ("nonsense", "x", "known: jurisdiction"),
        ] {
            let error = Draft::default().answer(key, text).unwrap_err().to_string();
            assert!(error.contains(why), "{key}={text}: {error}");
        }
        let mut draft = draft(&LEAST);
        assert!(draft.answer("until", "2020-03-23T17:00").unwrap_err().to_string().contains("not after"));
        assert!(Draft::default().files(true).is_err());
    }

    #[test]
    fn a_number_suggests_its_pattern() {
        for (number, expected) in [("AB1234567", "AB[0-9]{7}"), ("9204123456", "[0-9]{10}"), ("12AB3", "[0-9]{2}AB[0-9]{1}")] {
            assert_eq!(pattern(number), expected);
        }
        assert_eq!(document(" ab 123-4567"), Ok("AB1234567".to_owned()));
        assert_eq!((slug("Ужесточение"), slug("A b, c d e")), ("regime".to_owned(), "a-b-c-d".to_owned()));
    }
}

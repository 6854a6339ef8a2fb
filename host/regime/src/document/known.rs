//! Texts that have a form of their own: which patterns of a schema stand for them, what is wrong with a text that is none,
//! and what was probably meant.
//!
//! A schema can only say a pattern. Where the pattern is one of the host's own words, the word's own reading decides, so that
//! `0h` and `30min1h` are refused where the file is checked and not later.

use std::{collections::HashMap, fmt::Display, str::FromStr, sync::OnceLock};

use domain::{
    DailyWindow, Duration, Jurisdiction, Language, PermitCode, PhoneNumber, Plate, PurposeId, RegimeId, RegistrationCode, ServiceNumber,
    Territory,
};
use schemars::{JsonSchema, SchemaGenerator};

use crate::file::{CivilTime, Day, DotPath};

/// A text that has a form of its own.
pub(super) struct Known {
    what: &'static str,
    refuse: fn(&str) -> Option<String>,
    propose: fn(&str) -> Option<String>,
}

impl Known {
    /// What is wrong with a text and, where it can be guessed, what was meant; `None` when nothing is.
    pub(super) fn refuse(&self, text: &str) -> Option<(String, Option<String>)> {
        let why = (self.refuse)(text)?;
        let proposal = (self.propose)(text).filter(|proposal| (self.refuse)(proposal).is_none());
        Some(match proposal {
            Some(proposal) => (format!("`{text}` is not a {}: write `{proposal}`", self.what), Some(proposal)),
            None if why.contains(&format!("`{text}`")) => (why, None),
            None => (format!("`{text}` is {why}"), None),
        })
    }
}

/// The text with this pattern.
pub(super) fn by_pattern(pattern: &str) -> Option<&'static Known> {
    static KNOWN: OnceLock<HashMap<String, Known>> = OnceLock::new();
    KNOWN.get_or_init(all).get(pattern)
}

fn all() -> HashMap<String, Known> {
    let mut known = HashMap::new();
    let none = |_: &str| None;
    add::<Duration>(&mut known, "duration", duration);
    add::<DailyWindow>(&mut known, "daily window", daily_window);
    add::<CivilTime>(&mut known, "local time", civil_time);
    add::<Day>(&mut known, "date", day);
    add::<DotPath>(&mut known, "path", |text| Some(text.trim().trim_matches(['.', '/']).replace(['/', ' '], ".")));
    add::<Language>(&mut known, "language tag", |text| Some(text.split(['-', '_']).next()?.to_lowercase()));
    add::<PurposeId>(&mut known, "name", |text| Some(text.trim().to_lowercase().replace([' ', '.', '/'], "_")));
    add::<RegimeId>(&mut known, "regime identifier", |text| Some(text.trim().to_lowercase().replace([' ', '_'], "-")));
    add::<Territory>(&mut known, "territory", territory);
    add::<Jurisdiction>(&mut known, "jurisdiction", territory);
    add::<ServiceNumber>(&mut known, "service number", |text| Some(text.chars().filter(char::is_ascii_digit).collect()));
    add::<PhoneNumber>(&mut known, "telephone number", |text| text.parse::<PhoneNumber>().ok().map(|number| number.to_string()));
    add::<Plate>(&mut known, "plate", |text| text.parse::<Plate>().ok().map(|plate| plate.to_string()));
    add::<PermitCode>(&mut known, "permit code", none);
    add::<RegistrationCode>(&mut known, "registration code", none);
    known
}

fn add<T: JsonSchema + FromStr<Err: Display>>(known: &mut HashMap<String, Known>, what: &'static str, propose: fn(&str) -> Option<String>) {
    let schema = T::json_schema(&mut SchemaGenerator::default());
    let refuse = |text: &str| text.parse::<T>().err().map(|error| error.to_string());
    if let Some(pattern) = schema.get("pattern").and_then(serde_json::Value::as_str) {
        known.insert(pattern.to_owned(), Known { what, refuse, propose });
    }
}

/// `10 days`, `3 hours`, `PT3H`.
fn duration(text: &str) -> Option<String> {
    let bare = text.trim().to_lowercase().replace([' ', ',', '.'], "");
    let mut rest = bare.strip_prefix('p').unwrap_or(&bare).replace('t', "");
    let mut seconds = 0u32;
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let (number, after) = rest.split_at(digits);
        let end = after.find(|c: char| c.is_ascii_digit()).unwrap_or(after.len());
        let (unit, after) = after.split_at(end);
        let worth = match unit.strip_suffix("and").unwrap_or(unit) {
            "w" | "week" | "weeks" => 604_800,
            "d" | "day" | "days" => 86_400,
            "h" | "hr" | "hrs" | "hour" | "hours" => 3_600,
            "m" | "min" | "mins" | "minue" | "minues" => 60,
            "s" | "sec" | "secs" | "second" | "seconds" => 1,
            _ => return None,
        };
        seconds = number.parse::<u32>().ok()?.checked_mul(worth)?.checked_add(seconds)?;
        rest = after.to_owned();
    }
    Duration::from_seconds(seconds).ok().map(|duration| duration.to_string())
}

/// `9:00 – 18:00`, `21-06`, `07.00-22.00`.
fn daily_window(text: &str) -> Option<String> {
    let part = |part: &str| {
        let (hour, minute) = part.trim().split_once([':', '.']).unwrap_or((part.trim(), "00"));
        let (hour, minute) = (hour.parse::<u8>().ok()?, minute.parse::<u8>().ok()?);
        Some(format!("{hour:02}:{minute:02}"))
    };
    let (from, until) = text.split_once(['-', '–', '—'])?;
    Some(format!("{}-{}", part(from)?, part(until)?))
}

/// `2020-12-14`, `2020-12-14 00:00`, `2020-12-14T00:00:00`, `2020-12-14T00:00+04:00`.
fn civil_time(text: &str) -> Option<String> {
    let (date, time) = text.trim().split_once(['T', 't', ' ']).unwrap_or((text.trim(), "00:00"));
    let time = time.trim();
    Some(format!("{}T{}", day(date).unwrap_or_else(|| date.to_owned()), time.get(..5).unwrap_or(time)))
}

/// `2020/12/14`, `14.12.2020` where only one reading is possible.
fn day(text: &str) -> Option<String> {
    let parts: Vec<u16> = text.trim().split(['.', '/', '-']).map(|part| part.trim().parse().ok()).collect::<Option<_>>()?;
    match parts.as_slice() {
        [year, month, day] if *year > 31 => Some(format!("{year:04}-{month:02}-{day:02}")),
        [day, month, year] if *year > 31 && *day > 12 => Some(format!("{year:04}-{month:02}-{day:02}")),
        _ => None,
    }
}

/// `az-ba`, `AZ_BA`.
fn territory(text: &str) -> Option<String> {
    let (iso, rest) = text.trim().split_once('.').map_or((text.trim(), None), |(iso, rest)| (iso, Some(rest)));
    let iso = iso.to_uppercase().replace('_', "-");
    Some(rest.map_or(iso.clone(), |rest| format!("{iso}.{}", rest.to_lowercase())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said<T: JsonSchema>(text: &str) -> String {
        let schema = T::json_schema(&mut SchemaGenerator::default());
        by_pattern(schema.get("pattern").unwrap().as_str().unwrap())
            .unwrap()
            .refuse(text)
            .map_or_else(|| "fine".to_owned(), |(said, _)| said)
    }

    #[test]
    fn what_was_meant_is_proposed() {
        let cases = [
            (said::<Duration>("3h"), "fine"),
            (said::<Duration>("10 days"), "`10 days` is not a duration: write `10d`"),
            (said::<Duration>("1 hour and 30 minutes"), "`1 hour and 30 minutes` is not a duration: write `1h30min`"),
            (said::<Duration>("PT3H"), "`PT3H` is not a duration: write `3h`"),
            (said::<Duration>("0h"), "`0h` is not a duration: it must be longer than nothing"),
            (said::<DailyWindow>("9:00 – 18:00"), "`9:00 – 18:00` is not a daily window: write `09:00-18:00`"),
            (said::<DailyWindow>("21-06"), "`21-06` is not a daily window: write `21:00-06:00`"),
            (said::<CivilTime>("2020-12-14"), "`2020-12-14` is not a local time: write `2020-12-14T00:00`"),
            (said::<CivilTime>("2020-12-14 06:00:00"), "`2020-12-14 06:00:00` is not a local time: write `2020-12-14T06:00`"),
            (said::<Day>("14.12.2020"), "`14.12.2020` is not a date: write `2020-12-14`"),
            (said::<Day>("2020-02-30"), "`2020-02-30` is not a date: the month has no such day"),
            (said::<Language>("AZ-latn"), "`AZ-latn` is not a language tag: write `az`"),
            (said::<PurposeId>("Medical care"), "`Medical care` is not a name: write `medical_care`"),
            (said::<Territory>("az-ba"), "`az-ba` is not a territory: write `AZ-BA`"),
            (said::<Territory>("Baku!"), "not a territory: `Baku!` must look like `XX`, `XX-01` or `XX-01.town`"),
            (said::<ServiceNumber>("81-03"), "`81-03` is not a service number: write `8103`"),
        ];
        for (said, expected) in cases {
            assert_eq!(said, expected);
        }
        // The third of December or the twelfth of March: nobody guesses.
        assert!(!said::<Day>("03.12.2020").contains("write `"), "{}", said::<Day>("03.12.2020"));
    }
}

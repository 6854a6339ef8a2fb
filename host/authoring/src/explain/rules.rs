//! What the policies are told of a regime or a purpose, as sentences.
//!
//! A setting of a policy is explained by the message `explain-rule-<setting>`; one that no catalogue knows is shown as it is written. So a
//! policy of somebody else's is explained too, as soon as a catalogue has words for its settings.

use domain::{Duration, PurposeId, Territory};
use regime::Args;
use serde_json::Value as Json;

use super::words::Words;

/// One sentence or two for each rule.
pub(crate) fn sentences(words: &Words<'_>, rules: &Json) -> Vec<String> {
    let rules = rules.as_object();
    rules.into_iter().flatten().flat_map(|(key, value)| rule(words, key, value)).collect()
}

fn rule(words: &Words<'_>, key: &str, value: &Json) -> Vec<String> {
    match (key, value) {
        ("quota", Json::Array(quotas)) => quotas.iter().flat_map(|quota| self::quota(words, quota)).collect(),
        ("requires", Json::Object(required)) => required.iter().flat_map(|(key, value)| rule(words, key, value)).collect(),
        ("valid_days", Json::Number(days)) => {
            vec![words.text("explain-rule-valid_days", &Args::new().number("days", days.as_i64().unwrap_or_default()))]
        }
        (_, Json::Bool(false)) => Vec::new(),
        ("registration" | "in_registered_territory", Json::Bool(true)) => vec![words.plain(&format!("explain-rule-{key}"))],
        _ => vec![single(words, key, &shown(words, key, value))],
    }
}

fn single(words: &Words<'_>, key: &str, value: &str) -> String {
    let message = format!("explain-rule-{key}");
    match words.has(&message) {
        true => words.one(&message, "value", value),
        false => words.text("explain-rule-other", &Args::new().text("key", key).text("value", value)),
    }
}

/// At most so many, or so long, in so long; and what counts with it.
fn quota(words: &Words<'_>, quota: &Json) -> Vec<String> {
    let text = |key: &str| quota.get(key).and_then(Json::as_str);
    let per = text("per").unwrap_or("day");
    let days = per.strip_suffix('d').and_then(|days| days.parse::<i64>().ok());
    let args = Args::new().text("per", if days.is_some() { "days" } else { per }).number("days", days.unwrap_or(1));
    let times = quota.get("times").and_then(Json::as_i64);
    let total = text("total").map(|total| length(words, total));
    let mut said: Vec<String> =
        times.map(|times| words.text("explain-rule-quota", &args.clone().number("times", times))).into_iter().collect();
    said.extend(total.map(|total| words.text("explain-rule-total", &args.clone().text("total", total))));
    match quota.get("across") {
        Some(Json::String(_)) => said.push(words.plain("explain-across-all")),
        Some(Json::Array(purposes)) => {
            let names: Vec<String> = purposes.iter().filter_map(Json::as_str).map(|name| purpose(words, name)).collect();
            said.push(words.one("explain-across", "purposes", names.join(", ")));
        }
        _ => {}
    }
    said
}

/// A value as people say it.
fn shown(words: &Words<'_>, key: &str, value: &Json) -> String {
    match value {
        Json::Array(all) => all.iter().map(|one| shown(words, key, one)).collect::<Vec<_>>().join(", "),
        Json::String(text) => match key {
            "valid_for" | "start_delay" => length(words, text),
            "territory" => text.parse::<Territory>().map_or_else(|_| text.clone(), |territory| words.place(&territory)),
            "days" => words.plain(&format!("weekday-{text}")),
            "hours" => text.replace('-', "–"),
            "radius" => distance(words, text),
            "valid_until" => moment(words, text),
            _ => text.clone(),
        },
        other => other.to_string(),
    }
}

fn length(words: &Words<'_>, text: &str) -> String {
    text.parse::<Duration>().map_or_else(|_| text.to_owned(), |duration| words.length(duration))
}

fn moment(words: &Words<'_>, text: &str) -> String {
    let local = text.parse::<jiff::civil::DateTime>().ok();
    let said = local.and_then(|local| words.catalogues.date_time(&words.regime.jurisdiction, words.language, local));
    said.unwrap_or_else(|| text.to_owned())
}

fn distance(words: &Words<'_>, text: &str) -> String {
    let said = |unit: &str, key: &str| {
        let count = text.strip_suffix(unit)?.trim().parse::<i64>().ok()?;
        Some(words.text(key, &Args::new().number("count", count)))
    };
    said("km", "explain-kilometres").or_else(|| said("m", "explain-metres")).unwrap_or_else(|| text.to_owned())
}

fn purpose(words: &Words<'_>, name: &str) -> String {
    name.parse::<PurposeId>().map_or_else(|_| name.to_owned(), |id| words.purpose(&id))
}

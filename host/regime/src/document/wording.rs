//! Words for values, kinds and lists, and the nearest of several names.

use jsonschema::{JsonType, error::TypeKind};
use serde_json::Value as Json;

/// What a value is.
pub(super) fn noun(value: &Json) -> &'static str {
    match value {
        Json::Null => "nothing",
        Json::Bool(true) => "`true`",
        Json::Bool(false) => "`false`",
        Json::Number(_) => "a number",
        Json::String(_) => "text",
        Json::Array(_) => "a list",
        Json::Object(_) => "a map",
    }
}

/// What is expected.
pub(super) fn nouns(kind: &TypeKind) -> Vec<&'static str> {
    let noun = |kind: JsonType| match kind {
        JsonType::Array => "a list",
        JsonType::Boolean => "`true` or `false`",
        JsonType::Integer => "a whole number",
        JsonType::Null => "nothing",
        JsonType::Number => "a number",
        JsonType::Object => "a map",
        JsonType::String => "text",
    };
    match kind {
        TypeKind::Single(kind) => vec![noun(*kind)],
        TypeKind::Multiple(kinds) => kinds.iter().map(noun).collect(),
    }
}

/// A value as it is quoted in a message: short, on one line.
pub(super) fn show(value: &Json) -> String {
    const LONGEST: usize = 40;
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned).replace('\n', " ");
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("`{}…`", text.get(..end).unwrap_or_default()),
        None => format!("`{text}`"),
    }
}

/// Names in backticks, the last joined by a word of its own.
pub(crate) fn one_of(names: &[&str], joined: &str) -> String {
    match names {
        [] => "anything known here".to_owned(),
        [only] => format!("`{only}`"),
        [head @ .., last] => {
            let head: Vec<String> = head.iter().map(|name| format!("`{name}`")).collect();
            format!("{} {joined} `{last}`", head.join(", "))
        }
    }
}

/// Too little of something of which `least` is expected.
pub(super) fn too_few(of: &str, part: &str, least: u64) -> String {
    if least == 1 { format!("an empty {of}") } else { format!("too short a {of}: at least {least} {part}s") }
}

/// The name that was probably meant: near enough that a person would mistake one for the other.
pub(crate) fn nearest<'a>(name: &str, names: &[&'a str]) -> Option<&'a str> {
    let folded = name.to_lowercase().replace(['-', ' '], "_");
    let distance = |other: &str| strsim::damerau_levenshtein(&folded, &other.to_lowercase().replace(['-', ' '], "_"));
    let allowed = (folded.chars().count() / 3).clamp(1, 3);
    names
        .iter()
        .map(|other| (distance(other), *other))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["quota", "valid_for", "hours", "days"];
        let cases = [
            ("quotas", Some("quota")),
            ("validfor", Some("valid_for")),
            ("Valid-For", Some("valid_for")),
            ("hour", Some("hours")),
            ("territory", None),
            ("x", None),
        ];
        for (name, meant) in cases {
            assert_eq!(nearest(name, &names), meant, "{name}");
        }
        assert_eq!(one_of(&["a", "b", "c"], "and"), "`a`, `b` and `c`");
        assert_eq!(show(&serde_json::json!("x".repeat(50))), format!("`{}…`", "x".repeat(40)));
    }
}

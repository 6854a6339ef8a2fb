//! What a plugin says of settings that are wrong.

use domain::Configuration;
use engine::{ConfigureError, Problem};
use serde_json::{Value as Json, json};

use crate::Used;

use super::count;

/// A key that no author has ever thought of.
const UNKNOWN: &str = "no_such_setting";

/// The settings of the regime and a key that nobody knows.
pub(super) fn unknown(used: &Used) -> Result<u64, String> {
    let mut settings = used.configuration.settings.clone();
    if settings.is_null() {
        settings = json!({});
    }
    let Some(keys) = settings.as_object_mut() else { return Ok(0) };
    keys.insert(UNKNOWN.into(), json!(1));
    // The host applies the schema before it asks the plugin.
    let schema = &used.policy.plugin().description().settings_schema;
    if jsonschema::draft202012::new(schema).is_ok_and(|schema| !schema.is_valid(&settings)) {
        return Ok(1);
    }
    match problems(used, &settings)? {
        found if found.is_empty() => Err(format!("it takes settings with the unknown key `{UNKNOWN}`")),
        _ => Ok(1),
    }
}

/// The settings of the regime, each value in turn replaced by one of another kind. Whatever is said must be said of a place that is
/// in them, or of a key that the object at a place lacks.
pub(super) fn placed(used: &Used) -> Result<u64, String> {
    let mut pointers = Vec::new();
    collect(&used.configuration.settings, String::new(), &mut pointers);
    let mut compared = 0;
    for pointer in &pointers {
        for wrong in [json!([[null]]), json!("\u{0}"), json!(-1e300)] {
            let mut settings = used.configuration.settings.clone();
            let Some(place) = settings.pointer_mut(pointer) else { continue };
            *place = wrong;
            let found = problems(used, &settings)?;
            if let Some(problem) = found.iter().find(|problem| !is_in(&problem.pointer, &settings)) {
                return Err(format!("it says `{}` of `{}`, which is not in the settings `{settings}`", problem.message, problem.pointer));
            }
            compared += count(found.len());
        }
    }
    Ok(compared)
}

/// What is wrong with settings; nothing when they are taken.
fn problems(used: &Used, settings: &Json) -> Result<Vec<Problem>, String> {
    let configuration = Configuration { settings: settings.clone(), ..used.configuration.clone() };
    match used.policy.plugin().configure(&configuration) {
        Ok(_) => Ok(Vec::new()),
        Err(ConfigureError::Problems(problems)) => Ok(problems),
        Err(error) => Err(format!("with the settings `{settings}`: {error}")),
    }
}

fn is_in(pointer: &str, settings: &Json) -> bool {
    settings.pointer(pointer).is_some() || pointer.rsplit_once('/').is_some_and(|(above, _)| settings.pointer(above).is_some())
}

/// The places in settings, at most [`MOST_PLACES`] of them.
fn collect(value: &Json, pointer: String, found: &mut Vec<String>) {
    if found.len() >= MOST_PLACES {
        return;
    }
    let below: Vec<(String, &Json)> = match value {
        Json::Object(keys) => keys.iter().map(|(key, value)| (key.replace('~', "~0").replace('/', "~1"), value)).collect(),
        Json::Array(values) => values.iter().enumerate().map(|(place, value)| (place.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    found.push(pointer.clone());
    for (key, value) in below {
        collect(value, format!("{pointer}/{key}"), found);
    }
}

/// Each place is three configurations.
const MOST_PLACES: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_in_settings_or_just_below_one() {
        let settings = json!({ "a": [{ "b/c": 1 }] });
        for good in ["", "/a", "/a/0", "/a/0/b~1c", "/a/0/missing", "/missing"] {
            assert!(is_in(good, &settings), "{good}");
        }
        for bad in ["a", "/x/y", "/a/1/b"] {
            assert!(!is_in(bad, &settings), "{bad}");
        }
        let mut found = Vec::new();
        collect(&settings, String::new(), &mut found);
        assert_eq!(found, ["", "/a", "/a/0", "/a/0/b~1c"]);
    }
}

//! The JSON Schemas of the files, made from their types: the same ones that check the files and that editors complete with.

use domain::PolicyName;
use schemars::{JsonSchema, generate::SchemaSettings};
use serde_json::{Value as Json, json};

use super::{RegimeFile, TerritoryFile};

/// The JSON Schema of a regime file, for editors. One that amends another need not say what it takes over.
///
/// `policies` are those whose settings are explained and completed under `rules` of regimes that name them alone, with the JSON
/// Schemas of their settings. The check of a regime asks the policy itself.
#[must_use]
pub fn schema(policies: &[(PolicyName, Json)]) -> Json {
    let Json::Object(mut whole) = whole_schema() else { return Json::Bool(true) };
    let mut root = serde_json::Map::new();
    for key in ["$schema", "title", "description"] {
        root.extend(whole.shift_remove(key).map(|value| (key.to_owned(), value)));
    }
    let mut amending = Json::Object(whole.clone());
    loosen(&mut amending);
    if let Json::Object(amending) = &mut amending {
        amending.insert("required".to_owned(), json!(["regime", "amends", "in_force"]));
    }
    let either = [("if", json!({ "required": ["amends"] })), ("then", amending), ("else", Json::Object(whole))];
    root.extend(either.map(|(key, value)| (key.to_owned(), value)));
    let (mut settings, mut definitions) = (Vec::new(), serde_json::Map::new());
    for (name, schema) in policies {
        if let Some(rules) = rules(name, schema) {
            settings.extend(rules);
            definitions.insert(name.to_string(), moved(schema, &format!("#/$defs/{name}")));
        }
    }
    if !settings.is_empty() {
        root.extend([("allOf".to_owned(), settings.into()), ("$defs".to_owned(), definitions.into())]);
    }
    Json::Object(root)
}

/// What the rules of a regime are where it names one policy and no other. Where it leaves its policies to what it amends, they may
/// be that. `None` when the policy is told no rules.
fn rules(name: &PolicyName, schema: &Json) -> Option<[Json; 2]> {
    let defined = |below: &str| schema.pointer(below).map(|_| json!({ "$ref": format!("#/$defs/{name}{below}") }));
    let of = |all: Json, each: Json| json!({ "properties": { "rules": all, "purposes": { "additionalProperties": { "properties": { "rules": each } } } } });
    let (all, each) = (defined("/properties/rules")?, defined("/properties/purposes/additionalProperties")?);
    let either = |rules: &Json| json!({ "anyOf": [rules, {}] });
    Some([
        json!({ "if": { "required": ["policies"], "properties": { "policies": { "const": [name] } } }, "then": of(all.clone(), each.clone()) }),
        json!({ "if": { "not": { "required": ["policies"] } }, "then": of(either(&all), either(&each)) }),
    ])
}

/// A schema that is to stand at another place of a document.
fn moved(schema: &Json, to: &str) -> Json {
    match schema {
        Json::Object(members) => {
            let own = members.iter().filter(|(key, _)| !matches!(key.as_str(), "$schema" | "$id"));
            let moved = own.map(|(key, value)| {
                let reference = value.as_str().filter(|_| key == "$ref").and_then(|target| target.strip_prefix('#'));
                (key.clone(), reference.map_or_else(|| self::moved(value, to), |target| format!("{to}{target}").into()))
            });
            Json::Object(moved.collect())
        }
        Json::Array(items) => items.iter().map(|item| moved(item, to)).collect(),
        other => other.clone(),
    }
}

/// The JSON Schema of a regime that says everything, be it by what it amends.
pub(crate) fn whole_schema() -> Json {
    of::<RegimeFile>("exeat regime", true)
}

/// A map of a file that amends another need not have every key: the others are taken over. Except in lists, which are not merged, and
/// of the time in force, which is never taken over.
fn loosen(schema: &mut Json) {
    let Json::Object(object) = schema else { return };
    object.shift_remove("required");
    for (key, below) in object.iter_mut() {
        match (key.as_str(), below) {
            ("properties", Json::Object(keys)) => keys.iter_mut().filter(|(key, _)| *key != "in_force").for_each(|(_, key)| loosen(key)),
            ("patternProperties", Json::Object(keys)) => keys.values_mut().for_each(loosen),
            ("anyOf" | "oneOf", Json::Array(branches)) => branches.iter_mut().for_each(loosen),
            ("additionalProperties", below) => loosen(below),
            _ => {}
        }
    }
}

/// The JSON Schema of a `territories.yaml`.
#[must_use]
pub fn territories_schema() -> Json {
    of::<TerritoryFile>("exeat territories", false)
}

fn of<T: JsonSchema>(title: &str, inline: bool) -> Json {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = inline);
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    tighten(&mut schema);
    if let Some(object) = schema.as_object_mut() {
        object.insert("title".to_owned(), title.into());
    }
    schema
}

/// What the types cannot say. An optional key may be left out, but not left empty: `desk:` with nothing behind it is more often a
/// mistake than a wish. An empty text is never meant. Defaults only serve lenient reading.
fn tighten(schema: &mut Json) {
    match schema {
        Json::Array(items) => items.iter_mut().for_each(tighten),
        Json::Object(object) => {
            object.shift_remove("default");
            if let Some(Json::Array(types)) = object.get_mut("type") {
                types.retain(|kind| kind != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    object.insert("type".to_owned(), only);
                }
            }
            if let Some(Json::Array(branches)) = object.get_mut("anyOf") {
                branches.retain(|branch| branch.get("type").is_none_or(|kind| kind != "null"));
                if let [Json::Object(only)] = branches.as_slice() {
                    let only = only.clone();
                    object.shift_remove("anyOf");
                    for (key, value) in only {
                        object.entry(key).or_insert(value);
                    }
                }
            }
            let free_text = object.get("type").is_some_and(|kind| kind == "string")
                && !["pattern", "enum", "const", "minLength"].iter().any(|key| object.contains_key(*key));
            if free_text {
                object.insert("minLength".to_owned(), 1.into());
            }
            object.values_mut().for_each(tighten);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Shape;

    fn any(schema: &Json, wrong: &dyn Fn(&Json) -> bool) -> bool {
        wrong(schema)
            || match schema {
                Json::Array(items) => items.iter().any(|item| any(item, wrong)),
                Json::Object(object) => object.values().any(|value| any(value, wrong)),
                _ => false,
            }
    }

    #[test]
    fn nothing_may_be_null_and_no_map_is_open_by_accident() {
        for schema in [schema(&[]), territories_schema()] {
            assert!(!any(&schema, &|part| part == "null" || part.is_null()));
            assert!(!any(&schema, &|part| part.get("properties").is_some_and(Json::is_object)
                && part.get("additionalProperties") != Some(&false.into())));
            assert!(!any(&schema, &|part| part.get("type").is_some_and(|kind| kind == "string")
                && part.as_object().is_some_and(|part| part.len() < 2)));
        }
    }

    /// Every key of every map, with its pointer.
    fn keys<'s>(schema: &'s Json, at: &str, found: &mut Vec<(String, &'s Json)>) {
        match schema {
            Json::Object(object) => {
                let own = object.get("properties").and_then(Json::as_object).into_iter().flatten();
                found.extend(own.map(|(key, schema)| (format!("{at}/properties/{key}"), schema)));
                object.iter().for_each(|(key, below)| keys(below, &format!("{at}/{key}"), found));
            }
            Json::Array(items) => items.iter().enumerate().for_each(|(place, item)| keys(item, &format!("{at}/{place}"), found)),
            _ => {}
        }
    }

    #[test]
    fn every_key_is_described_and_shown_by_an_example_that_fits() {
        for schema in [whole_schema(), territories_schema()] {
            let mut found = Vec::new();
            keys(&schema, "", &mut found);
            assert!(found.len() > 5, "{found:?}");
            for (pointer, key) in found.into_iter().filter(|(_, key)| key.get("$ref").is_none()) {
                assert!(key.get("description").is_some_and(|text| text.as_str().is_some_and(|text| text.len() > 5)), "{pointer}");
                if key.get("properties").is_some() {
                    continue;
                }
                let examples = key.get("examples").and_then(Json::as_array).filter(|examples| !examples.is_empty());
                let mut alone = moved(key, "#/$defs/root");
                alone.as_object_mut().unwrap().insert("$defs".to_owned(), json!({ "root": moved(&schema, "#/$defs/root") }));
                let shape = Shape::new(&alone).unwrap();
                for example in examples.unwrap_or_else(|| panic!("no example at {pointer}")) {
                    assert_eq!(shape.mismatches(example, &|_| None), [], "{pointer}: {example}");
                }
            }
        }
    }

    #[test]
    fn values_to_choose_from_are_explained() {
        let unexplained = |part: &Json| part.get("const").is_some() && part.get("description").is_none();
        assert!(!any(&whole_schema(), &unexplained) && !any(&whole_schema(), &|part| part.get("enum").is_some()));
    }
}

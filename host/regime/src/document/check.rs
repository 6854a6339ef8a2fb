//! A value against a JSON Schema: everything in which it differs, each with its pointer, a stable code, and a message that
//! says what to do.

use jsonschema::{
    Keyword, ValidationError, Validator,
    error::{TypeKind, ValidationErrorKind},
};
use serde_json::Value as Json;

use super::{
    known, pointer,
    wording::{self, one_of, show},
};

/// A schema made ready.
pub(crate) struct Shape {
    validator: Validator,
    schema: Json,
}

/// A place where a value differs from its schema.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mismatch {
    /// Where; of a missing key, what lacks it.
    pub(crate) pointer: String,
    /// Whether it is the key that is wrong and not the value.
    pub(crate) at_key: bool,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    /// Of an unknown key, the known one that was probably meant.
    meant: Option<String>,
}

impl Mismatch {
    fn new(pointer: &str, code: &'static str, message: impl Into<String>) -> Self {
        Self { pointer: pointer.to_owned(), at_key: false, code, message: message.into(), help: None, meant: None }
    }

    fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// A pattern that knows the host's own words, see [`known`]; any other is a pattern as everywhere.
struct Pattern {
    known: Option<&'static known::Known>,
    plain: Validator,
}

impl<'i> Keyword<'i> for Pattern {
    fn validate(&self, instance: &'i Json) -> Result<(), ValidationError<'i>> {
        if self.is_valid(instance) { Ok(()) } else { Err(ValidationError::custom("pattern")) }
    }

    fn is_valid(&self, instance: &'i Json) -> bool {
        match (self.known, instance.as_str()) {
            (Some(known), Some(text)) => known.refuse(text).is_none(),
            _ => self.plain.is_valid(instance),
        }
    }
}

impl Shape {
    /// # Errors
    /// When it is not a schema.
    pub(crate) fn new(schema: &Json) -> Result<Self, String> {
        let validator = jsonschema::options()
            .with_keyword("pattern", |_, pattern, _| {
                let plain = jsonschema::validator_for(&serde_json::json!({ "pattern": pattern }))?;
                Ok(Box::new(Pattern { known: pattern.as_str().and_then(known::by_pattern), plain }))
            })
            .build(schema)
            .map_err(|error| error.to_string())?;
        Ok(Self { validator, schema: schema.clone() })
    }

    /// Everything in which a value differs. `written` gives the text of a node as it stands in its file.
    pub(crate) fn mismatches<'w>(&self, value: &Json, written: &dyn Fn(&str) -> Option<&'w str>) -> Vec<Mismatch> {
        let mut found: Vec<Mismatch> = self.validator.iter_errors(value).flat_map(|error| self.explain(&error, written)).collect();
        // A mistyped key is not also a missing one.
        let mistyped: Vec<String> =
            found.iter().filter_map(|m| Some(pointer::join(pointer::split(&m.pointer)?.0, m.meant.as_ref()?))).collect();
        found
            .retain(|m| m.code != "missing-key" || !m.meant.as_ref().is_some_and(|key| mistyped.contains(&pointer::join(&m.pointer, key))));
        found
    }

    fn explain<'w>(&self, error: &ValidationError<'_>, written: &dyn Fn(&str) -> Option<&'w str>) -> Vec<Mismatch> {
        let at = error.instance_path().as_str();
        let value = error.instance();
        let wrong = |message: String| vec![Mismatch::new(at, "wrong-value", message)];
        match error.kind() {
            ValidationErrorKind::AdditionalProperties { unexpected } | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                unexpected.iter().map(|key| self.unknown_key(at, key, value, error)).collect()
            }
            ValidationErrorKind::Required { property } => {
                let key = property.as_str().unwrap_or_default();
                let mut missing = Mismatch::new(at, "missing-key", format!("the key `{key}` is missing"));
                missing.meant = Some(key.to_owned());
                vec![missing]
            }
            ValidationErrorKind::Type { .. } if at.is_empty() && value.is_null() => {
                vec![Mismatch::new(at, "wrong-type", "the file is empty")]
            }
            ValidationErrorKind::Type { kind } => {
                let pattern = self.around(error).and_then(|schema| schema.get("pattern")?.as_str()).and_then(known::by_pattern);
                // A number where a text of its own form is expected: whether quotes would mend it, the form knows.
                let refused = written(at).filter(|_| value.is_number()).and_then(|text| pattern?.refuse(text));
                vec![match refused {
                    Some((message, _)) => Mismatch::new(at, "wrong-type", message),
                    None => wrong_type(at, value, kind, written(at)),
                }]
            }
            ValidationErrorKind::AnyOf { context } | ValidationErrorKind::OneOfNotValid { context } => {
                self.alternatives(error, context, written)
            }
            ValidationErrorKind::Enum { options } => vec![none_of(at, value, options.as_array().map_or(&[], Vec::as_slice))],
            ValidationErrorKind::Constant { expected_value } => vec![none_of(at, value, std::slice::from_ref(expected_value))],
            ValidationErrorKind::PropertyNames { error: inner } => {
                let mut found = self.explain(inner, written);
                for mismatch in &mut found {
                    mismatch.pointer = pointer::join(at, inner.instance().as_str().unwrap_or_default());
                    mismatch.at_key = true;
                }
                found
            }
            ValidationErrorKind::Custom { .. } | ValidationErrorKind::Pattern { .. } => vec![self.wrong_pattern(at, value, error)],
            ValidationErrorKind::MinItems { limit } => wrong(wording::too_few("list", "item", *limit)),
            ValidationErrorKind::MinProperties { limit } => wrong(wording::too_few("map", "key", *limit)),
            ValidationErrorKind::MinLength { limit } => wrong(wording::too_few("text", "character", *limit)),
            ValidationErrorKind::MaxItems { limit } => wrong(format!("too long a list: {limit} items at most")),
            ValidationErrorKind::MaxProperties { limit } => wrong(format!("too many keys: {limit} at most")),
            ValidationErrorKind::MaxLength { limit } => wrong(format!("too long a text: {limit} characters at most")),
            ValidationErrorKind::Minimum { limit } => wrong(format!("{} is less than {limit}", show(value))),
            ValidationErrorKind::Maximum { limit } => wrong(format!("{} is more than {limit}", show(value))),
            ValidationErrorKind::ExclusiveMinimum { limit } => wrong(format!("{} is not more than {limit}", show(value))),
            ValidationErrorKind::ExclusiveMaximum { limit } => wrong(format!("{} is not less than {limit}", show(value))),
            ValidationErrorKind::UniqueItems => wrong("an item of the list comes twice".to_owned()),
            _ => wrong(format!("{} cannot stand here", show(value))),
        }
    }

    fn unknown_key(&self, at: &str, key: &str, value: &Json, error: &ValidationError<'_>) -> Mismatch {
        let schema = self.around(error);
        if let Some(pattern) = schema.and_then(|s| s.get("patternProperties")?.as_object()?.keys().next())
            && let Some((message, _)) = known::by_pattern(pattern).and_then(|known| known.refuse(key))
        {
            return Mismatch { at_key: true, ..Mismatch::new(&pointer::join(at, key), "wrong-value", message) };
        }
        let known: Vec<&str> =
            schema.and_then(|s| s.get("properties")?.as_object()).into_iter().flatten().map(|(key, _)| key.as_str()).collect();
        let free: Vec<&str> = known.iter().copied().filter(|key| value.get(key).is_none()).collect();
        let meant = wording::nearest(key, &free);
        let mut unknown = Mismatch::new(&pointer::join(at, key), "unknown-key", format!("unknown key `{key}`"));
        unknown.at_key = true;
        match meant {
            Some(meant) => unknown.message = format!("unknown key `{key}`, did you mean `{meant}`?"),
            None if key == "<<" => unknown.help = Some("YAML 1.2 has no merge keys: write the keys out".to_owned()),
            None if known.contains(&key) => {}
            None if !known.is_empty() => unknown.help = Some(format!("known here: {}", one_of(&known, "and"))),
            None => {}
        }
        unknown.meant = meant.map(str::to_owned);
        unknown
    }

    fn wrong_pattern(&self, at: &str, value: &Json, error: &ValidationError<'_>) -> Mismatch {
        let schema = self.around(error);
        let text = |key: &str| schema.and_then(|schema| schema.get(key)).and_then(Json::as_str);
        let pattern = text("pattern").unwrap_or_default();
        let written = value.as_str().unwrap_or_default();
        if let Some((message, _)) = known::by_pattern(pattern).and_then(|known| known.refuse(written)) {
            return Mismatch::new(at, "wrong-value", message);
        }
        let wrong = Mismatch::new(at, "wrong-value", format!("{} does not fit `{pattern}`", show(value)));
        let example = schema.and_then(|schema| schema.get("examples")?.get(0)?.as_str());
        match (text("description"), example) {
            (_, Some(example)) => wrong.help(format!("for example `{example}`")),
            (Some(description), None) => wrong.help(description.to_owned()),
            (None, None) => wrong,
        }
    }

    /// The alternative that was meant is the one whose kind of value this is; what is wrong with it is said of that one only.
    fn alternatives<'w>(
        &self,
        error: &ValidationError<'_>,
        context: &[Vec<ValidationError<'static>>],
        written: &dyn Fn(&str) -> Option<&'w str>,
    ) -> Vec<Mismatch> {
        let at = error.instance_path().as_str();
        let another_kind = |inner: &ValidationError<'_>| {
            let kind = matches!(
                inner.kind(),
                ValidationErrorKind::Type { .. } | ValidationErrorKind::Enum { .. } | ValidationErrorKind::Constant { .. }
            );
            kind && inner.instance_path().as_str() == at
        };
        let meant = context.iter().filter(|branch| !branch.iter().any(another_kind)).min_by_key(|branch| branch.len());
        if let Some(branch) = meant {
            return branch.iter().flat_map(|inner| self.explain(inner, written)).collect();
        }
        let mut names: Vec<&str> = Vec::new();
        let mut shown: Vec<String> = Vec::new();
        for inner in context.iter().flatten().filter(|inner| another_kind(inner)) {
            match inner.kind() {
                ValidationErrorKind::Constant { expected_value } => {
                    names.extend(expected_value.as_str());
                    shown.push(show(expected_value));
                }
                ValidationErrorKind::Enum { options } => {
                    let options = options.as_array().map_or(&[][..], Vec::as_slice);
                    names.extend(options.iter().filter_map(Json::as_str));
                    shown.extend(options.iter().map(show));
                }
                ValidationErrorKind::Type { kind } => {
                    shown.extend(wording::nouns(kind).into_iter().map(|noun| self.with_keys(noun, inner)))
                }
                _ => {}
            }
        }
        let expected = shown.join(" or ");
        // Where names are expected and text is given, the text itself is what is wrong.
        match error.instance().as_str() {
            Some(text) if !names.is_empty() => {
                let wrong = Mismatch::new(at, "wrong-value", format!("`{text}` is not {expected}"));
                vec![match wording::nearest(text, &names) {
                    Some(meant) => wrong.help(format!("did you mean `{meant}`?")),
                    None => wrong,
                }]
            }
            _ => vec![Mismatch::new(at, "wrong-type", format!("{} where {expected} is expected", wording::noun(error.instance())))],
        }
    }

    /// A map is named by the keys that it must have.
    fn with_keys(&self, noun: &'static str, error: &ValidationError<'_>) -> String {
        let keys = self.around(error).and_then(|schema| schema.get("required")?.as_array());
        let keys: Vec<&str> = keys.into_iter().flatten().filter_map(Json::as_str).collect();
        if noun == "a map" && !keys.is_empty() { format!("a map with {}", one_of(&keys, "and")) } else { noun.to_owned() }
    }

    /// The schema object that an error comes from.
    fn around(&self, error: &ValidationError<'_>) -> Option<&Json> {
        self.schema.pointer(error.schema_path().as_str().rsplit_once('/')?.0)
    }
}

fn one_of_plain(items: &[&str]) -> String {
    items.join(" or ")
}

fn none_of(at: &str, value: &Json, options: &[Json]) -> Mismatch {
    let texts: Vec<&str> = options.iter().filter_map(Json::as_str).collect();
    let meant = value.as_str().and_then(|text| wording::nearest(text, &texts));
    let wrong = Mismatch::new(at, "wrong-value", format!("{} is not {}", show(value), one_of(&texts, "or")));
    match meant {
        Some(meant) => wrong.help(format!("did you mean `{meant}`?")),
        None => wrong,
    }
}

fn wrong_type(at: &str, value: &Json, kind: &TypeKind, written: Option<&str>) -> Mismatch {
    let expected = wording::nouns(kind);
    let wrong = Mismatch::new(at, "wrong-type", format!("{} where {} is expected", wording::noun(value), one_of_plain(&expected)));
    let written = written.unwrap_or_default();
    match (value, expected.as_slice()) {
        (Json::Null, ["a map"]) => wrong.help("write `{}` where there is nothing to say, or take the key away"),
        (Json::Null, _) => wrong.help("write a value, or take the key away"),
        (Json::Number(_) | Json::Bool(_), ["text"]) if !written.is_empty() => wrong.help(format!("put it in quotes: `\"{written}\"`")),
        (Json::String(text), ["a number" | "a whole number"]) if text.parse::<f64>().is_ok() => {
            wrong.help(format!("take the quotes away: `{text}`"))
        }
        (Json::String(text), ["`true` or `false`"]) => match text.to_lowercase().as_str() {
            "yes" | "on" | "y" => wrong.help("write `true`"),
            "no" | "off" | "n" => wrong.help("write `false`"),
            _ => wrong,
        },
        (Json::String(_) | Json::Number(_), ["a list"]) if !written.is_empty() && !written.contains('\n') => {
            wrong.help(format!("write `[{written}]`"))
        }
        _ => wrong,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(schema: Json, value: Json) -> Vec<String> {
        let shape = Shape::new(&schema).unwrap();
        let mut said: Vec<String> = shape
            .mismatches(&value, &|_| Some("8103"))
            .into_iter()
            .map(|m| format!("{} {}: {}{}", m.pointer, m.code, m.message, m.help.map(|h| format!(" ({h})")).unwrap_or_default()))
            .collect();
        said.sort();
        said
    }

    #[test]
    fn everything_is_said_plainly() {
        let object = json!({
            "type": "object", "additionalProperties": false, "required": ["title"],
            "properties": {
                "title": {"type": "string", "minLength": 1}, "quota": {"type": "array", "minItems": 1, "items": {"type": "integer", "minimum": 1}},
                "days": {"items": {"enum": ["mon", "tue"]}}, "open": {"type": "boolean"}, "kind": {"pattern": "^[a-z]+$", "examples": ["abc"]},
                "valid_for": {"$ref": "#/$defs/duration"},
                "who": {"anyOf": [{"type": "string", "pattern": "^x"}, {"type": "object", "required": ["name"]}]},
                "does": {"oneOf": [{"const": "apply"}, {"const": "register"}]},
                "map": {"type": "object", "patternProperties": {"^[a-z]{2,3}$": {}}, "additionalProperties": false},
                "desk": {"type": "object"}
            },
            "$defs": {"duration": {"type": "string", "pattern": "^([0-9]+d)?([0-9]+h)?([0-9]+min)?([0-9]+s)?$"}}
        });
        let cases = [
            (json!({"title": "x"}), vec![]),
            (json!(null), vec![" wrong-type: the file is empty"]),
            (
                json!({"title": "x", "valid_for": 8103}),
                vec![
                    "/valid_for wrong-type: not a duration: `8103` must be numbers with units, largest first: `3h`, `90min`, `1h30min`, `10d`, `45s`",
                ],
            ),
            (json!([]), vec![" wrong-type: a list where a map is expected"]),
            (json!({}), vec![" missing-key: the key `title` is missing"]),
            (json!({"titel": "x"}), vec!["/titel unknown-key: unknown key `titel`, did you mean `title`?"]),
            (json!({"title": "x", "quotas": []}), vec!["/quotas unknown-key: unknown key `quotas`, did you mean `quota`?"]),
            (json!({"title": 8103}), vec!["/title wrong-type: a number where text is expected (put it in quotes: `\"8103\"`)"]),
            (json!({"title": ""}), vec!["/title wrong-value: an empty text"]),
            (json!({"title": "x", "quota": []}), vec!["/quota wrong-value: an empty list"]),
            (json!({"title": "x", "quota": [0]}), vec!["/quota/0 wrong-value: `0` is less than 1"]),
            (
                json!({"title": "x", "quota": ["1"]}),
                vec!["/quota/0 wrong-type: text where a whole number is expected (take the quotes away: `1`)"],
            ),
            (json!({"title": "x", "days": ["tues"]}), vec!["/days/0 wrong-value: `tues` is not `mon` or `tue` (did you mean `tue`?)"]),
            (json!({"title": "x", "open": "yes"}), vec!["/open wrong-type: text where `true` or `false` is expected (write `true`)"]),
            (json!({"title": "x", "kind": "ABC"}), vec!["/kind wrong-value: `ABC` does not fit `^[a-z]+$` (for example `abc`)"]),
            (json!({"title": "x", "valid_for": "10 days"}), vec!["/valid_for wrong-value: `10 days` is not a duration: write `10d`"]),
            (
                json!({"title": "x", "valid_for": "0h"}),
                vec!["/valid_for wrong-value: `0h` is not a duration: it must be longer than nothing"],
            ),
            (json!({"title": "x", "who": 1}), vec!["/who wrong-type: a number where text or a map with `name` is expected"]),
            (json!({"title": "x", "who": {}}), vec!["/who missing-key: the key `name` is missing"]),
            (
                json!({"title": "x", "does": "registr"}),
                vec!["/does wrong-value: `registr` is not `apply` or `register` (did you mean `register`?)"],
            ),
            (
                json!({"title": "x", "map": {"English": 1}}),
                vec!["/map/English wrong-value: not a language: `English` must be two or three lower-case letters, such as `az`"],
            ),
            (
                json!({"title": "x", "desk": null}),
                vec!["/desk wrong-type: nothing where a map is expected (write `{}` where there is nothing to say, or take the key away)"],
            ),
        ];
        for (value, expected) in cases {
            assert_eq!(said(object.clone(), value.clone()), expected, "{value}");
        }
    }

    #[test]
    fn a_schema_that_is_none_is_an_error() {
        assert!(Shape::new(&json!({"type": "nonsense"})).is_err());
    }
}

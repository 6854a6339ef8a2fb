//! What a service answers: `{ "attributes": { "resident": true, "quarantined": { "until": "…" } } }`. Pure.

use std::collections::BTreeMap;

use domain::{AttributeName, Instant, Value};
use permits::Fact;
use serde::Deserialize;
use serde_json::Value as Json;

use crate::table::value;

#[derive(Deserialize)]
struct Answer {
    attributes: BTreeMap<String, Said>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Said {
    Several(Vec<Json>),
    One(Json),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Limited {
    #[serde(default = "yes")]
    value: Json,
    from: Option<Instant>,
    until: Option<Instant>,
}

fn yes() -> Json {
    Json::Bool(true)
}

/// The facts in an answer about the attributes that were asked for. An answer that can't be understood as a whole is none: half
/// of what is known of a person may be worse than nothing. What is wrong never repeats what was said.
pub(super) fn read(body: &[u8], asked: &[AttributeName]) -> Result<Vec<Fact>, String> {
    let answer: Answer = serde_json::from_slice(body)
        .map_err(|error| format!("its answer is not of the form that is expected, at line {} column {}", error.line(), error.column()))?;
    let mut facts = Vec::new();
    for name in asked {
        let wrong = || format!("what it says of `{name}` is not understood");
        let said: Vec<&Json> = match answer.attributes.get(name.as_str()) {
            None => continue,
            Some(Said::One(one)) => vec![one],
            Some(Said::Several(several)) => several.iter().collect(),
        };
        for said in said {
            if !said.is_null() {
                facts.push(fact(name, said).ok_or_else(wrong)?);
            }
        }
    }
    Ok(facts)
}

fn fact(name: &AttributeName, said: &Json) -> Option<Fact> {
    if !said.is_object() {
        return Some(Fact::always(name.clone(), scalar(said)?));
    }
    let limited: Limited = serde_json::from_value(said.clone()).ok()?;
    let in_order = limited.from.zip(limited.until).is_none_or(|(from, until)| from < until);
    in_order.then_some(())?;
    Some(Fact { attribute: name.clone(), value: scalar(&limited.value)?, from: limited.from, until: limited.until })
}

fn scalar(said: &Json) -> Option<Value> {
    match said {
        Json::Bool(flag) => Some(Value::Flag(*flag)),
        Json::Number(number) => number.as_i64().map(Value::Number),
        Json::String(text) => value(text, None).ok(),
        Json::Null | Json::Array(_) | Json::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(attributes: &str) -> Result<Vec<Fact>, String> {
        read(format!(r#"{{ "attributes": {attributes} }}"#).as_bytes(), &["a".parse().unwrap(), "b".parse().unwrap()])
    }

    #[test]
    fn an_answer_says_flags_numbers_moments_codes_and_times() {
        let at = |text: &str| text.parse::<Instant>().ok();
        let fact = |value, from: &str, until: &str| Fact { attribute: "a".parse().unwrap(), value, from: at(from), until: at(until) };
        let (yes, start, end) = (Value::Flag(true), "2020-05-01T00:00:00Z", "2020-06-01T00:00:00+04:00");
        let cases = [
            ("{}", vec![]),
            (r#"{ "a": null, "other": { "x": [] } }"#, vec![]),
            (r#"{ "a": false }"#, vec![fact(Value::Flag(false), "", "")]),
            (r#"{ "a": 34 }"#, vec![fact(Value::Number(34), "", "")]),
            (r#"{ "a": "group-2" }"#, vec![fact(Value::Text("group-2".to_owned()), "", "")]),
            (r#"{ "a": "2020-05-01T00:00:00Z" }"#, vec![fact(Value::Instant(start.parse().unwrap()), "", "")]),
            (r#"{ "a": { "until": "2020-06-01T00:00:00+04:00" } }"#, vec![fact(yes.clone(), "", end)]),
            (
                r#"{ "a": [{ "value": 2, "from": "2020-05-01T00:00:00Z" }, true] }"#,
                vec![fact(Value::Number(2), start, ""), fact(yes, "", "")],
            ),
        ];
        for (attributes, expected) in cases {
            assert_eq!(said(attributes), Ok(expected), "{attributes}");
        }
    }

    #[test]
    fn an_answer_that_is_not_understood_is_none_and_is_not_repeated() {
        let bad = [
            r#"{ "a": 1.5 }"#,
            r#"{ "a": "Anna Example" }"#,
            r#"{ "a": {"until": "2020-05-01"} }"#,
            r#"{ "a": {"until": "2020-05-01T00:00:00Z", "from": "2020-05-01T00:00:00Z"} }"#,
            r#"{ "a": {"untill": "2020-05-01T00:00:00Z"} }"#,
            r#"{ "a": [[true]] }"#,
            r#"{ "b": "2020-05-01T00:00" }"#,
            "[]",
            "",
        ];
        for attributes in bad {
            let wrong = said(attributes).unwrap_err();
            assert!(!wrong.contains("Anna") && !wrong.contains("2020"), "{attributes}: {wrong}");
        }
        assert!(read(b"{}", &[]).is_err());
        assert!(read(b"\xff", &[]).is_err());
    }
}

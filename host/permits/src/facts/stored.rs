//! How the facts of one person are written in a table of the database: a JSON list, each fact by itself.

use domain::{AttributeName, Instant, Value};
use serde::{Deserialize, Serialize};

use super::Fact;

#[derive(Serialize, Deserialize)]
struct Stored {
    a: AttributeName,
    v: Value,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    f: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    u: Option<i64>,
}

/// One fact.
pub(super) fn write(fact: &Fact) -> Result<String, serde_json::Error> {
    let millis = |at: Option<Instant>| at.map(Instant::as_millisecond);
    serde_json::to_string(&Stored { a: fact.attribute.clone(), v: fact.value.clone(), f: millis(fact.from), u: millis(fact.until) })
}

/// The facts of a person, each of which [`write`] has written.
pub(super) fn list(facts: &[String]) -> String {
    format!("[{}]", facts.join(","))
}

/// What [`list`] has written, or `None` when it did not.
pub(super) fn read(text: &str) -> Option<Vec<Fact>> {
    let stored: Vec<Stored> = serde_json::from_str(text).ok()?;
    let instant = |millis: Option<i64>| millis.map(Instant::from_millisecond).transpose().ok();
    stored
        .into_iter()
        .map(|fact| Some(Fact { attribute: fact.a, value: fact.v, from: instant(fact.f)?, until: instant(fact.u)? }))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let at = |second| Instant::from_second(second).ok();
        let fact = |value, from, until| Fact { attribute: "some-thing".parse().unwrap(), value, from, until };
        let facts = [
            fact(Value::Flag(true), None, None),
            fact(Value::Number(-7), at(-5), None),
            fact(Value::Text("\"] ,\u{0}ə".to_owned()), None, at(9)),
            fact(Value::Duration("3h".parse().unwrap()), at(1), at(2)),
            fact(Value::Territory("AZ-BA".parse().unwrap()), None, None),
        ];
        let written: Vec<String> = facts.iter().map(|fact| write(fact).unwrap()).collect();
        assert_eq!(written[0], r#"{"a":"some-thing","v":{"flag":true}}"#);
        assert_eq!(read(&list(&written)).as_deref(), Some(&facts[..]));
        assert_eq!(read(&list(&[])).as_deref(), Some(&[][..]));
        for bad in ["", "{}", "[{}]", r#"[{"a":"X","v":{"flag":true}}]"#, r#"[{"a":"x","v":{"flag":true},"f":9223372036854775807}]"#] {
            assert_eq!(read(bad), None, "{bad}");
        }
    }
}

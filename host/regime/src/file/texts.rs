//! Texts of a regime file that are more than text: local dates and times, and the fields of a form.

use std::{fmt, str::FromStr};

use jiff::civil::{Date, DateTime};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de::Error};
use serde_json::{Value as Json, json};

use crate::sms::{Field, FieldKind};

/// A text that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a {what}: {why}")]
pub(crate) struct WrongText {
    what: &'static str,
    why: String,
}

/// A local date and time of the regime's time zone, to the minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CivilTime(pub(crate) DateTime);

/// A day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day(pub(crate) Date);

/// A field of a form; a question mark says that it may be left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FormField(pub(crate) Field);

/// The keys that lead to a node of a regime file, from the outermost inwards. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DotPath(pub(crate) Vec<String>);

/// Numbers of fixed width between fixed signs: `0000-00-00` for a day.
fn numbers(text: &str, shape: &str) -> Option<Vec<i16>> {
    let fits =
        text.len() == shape.len() && text.bytes().zip(shape.bytes()).all(|(c, s)| if s == b'0' { c.is_ascii_digit() } else { c == s });
    fits.then(|| text.split(['-', 'T', ':']).filter_map(|part| part.parse().ok()).collect())
}

fn date(what: &'static str, year: i16, month: i16, day: i16) -> Result<Date, WrongText> {
    let wrong = |why: &str| WrongText { what, why: why.to_owned() };
    let narrow = |number: i16| i8::try_from(number).unwrap_or(i8::MAX);
    if !(1..=12).contains(&month) {
        return Err(wrong("a year has 12 months"));
    }
    Date::new(year, narrow(month), narrow(day)).map_err(|_| wrong("the month has no such day"))
}

impl FromStr for CivilTime {
    type Err = WrongText;

    fn from_str(text: &str) -> Result<Self, WrongText> {
        const WHAT: &str = "local time";
        let wrong = |why: String| WrongText { what: WHAT, why };
        match numbers(text, "0000-00-00T00:00").as_deref() {
            Some([year, month, day, hour, minute]) => {
                let (hour, minute) = (i8::try_from(*hour).unwrap_or(i8::MAX), i8::try_from(*minute).unwrap_or(i8::MAX));
                let time = jiff::civil::Time::new(hour, minute, 0, 0).map_err(|_| wrong("a day goes from 00:00 to 23:59".to_owned()))?;
                Ok(Self(date(WHAT, *year, *month, *day)?.to_datetime(time)))
            }
            _ => Err(wrong(format!("`{text}` must look like `2020-12-14T00:00`: year, month, day, hour, minute"))),
        }
    }
}

impl FromStr for Day {
    type Err = WrongText;

    fn from_str(text: &str) -> Result<Self, WrongText> {
        const WHAT: &str = "date";
        match numbers(text, "0000-00-00").as_deref() {
            Some([year, month, day]) => date(WHAT, *year, *month, *day).map(Self),
            _ => Err(WrongText { what: WHAT, why: format!("`{text}` must look like `2020-12-14`: year, month, day") }),
        }
    }
}

impl FromStr for FormField {
    type Err = WrongText;

    fn from_str(text: &str) -> Result<Self, WrongText> {
        let (name, optional) = text.strip_suffix('?').map_or((text, false), |name| (name, true));
        let kind = FieldKind::ALL.into_iter().find(|kind| kind.as_str() == name);
        kind.map(|kind| Self(Field { kind, optional })).ok_or_else(|| WrongText { what: "field", why: format!("`{text}` is unknown") })
    }
}

impl FromStr for DotPath {
    type Err = WrongText;

    fn from_str(text: &str) -> Result<Self, WrongText> {
        let keys: Vec<String> = text.split('.').map(str::to_owned).collect();
        if keys.iter().any(|key| key.is_empty() || key.contains(char::is_whitespace)) {
            return Err(WrongText { what: "path", why: format!("`{text}` must be keys with dots between them: `purposes.funeral`") });
        }
        Ok(Self(keys))
    }
}

impl fmt::Display for DotPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("."))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

macro_rules! text {
    ($type:ty, $name:literal, $schema:expr) => {
        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <std::borrow::Cow<'de, str>>::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }

        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    };
}

text!(
    CivilTime,
    "CivilTime",
    json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}$", "description": "A local date and time.", "examples": ["2020-12-14T00:00"] })
);
text!(
    Day,
    "Day",
    json_schema!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "description": "A day.", "examples": ["2020-12-08"] })
);
text!(
    DotPath,
    "DotPath",
    json_schema!({ "type": "string", "pattern": "^[^.\\s]+(\\.[^.\\s]+)*$", "description": "Keys of a regime file with dots between them.", "examples": ["purposes.funeral"] })
);
text!(FormField, "FormField", {
    let field = |kind: FieldKind| {
        let what = kind.description();
        let must = json!({ "const": kind.as_str(), "description": format!("{what}.") });
        [must, json!({ "const": format!("{kind}?"), "description": format!("{what}; may be left out.") })]
    };
    let fields: Vec<Json> = FieldKind::ALL.into_iter().flat_map(field).collect();
    json_schema!({ "oneOf": fields, "description": "A field; with `?` it may be left out." })
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_days_that_exist() {
        assert_eq!("2020-12-14T00:00".parse::<CivilTime>().map(|t| t.0.to_string()), Ok("2020-12-14T00:00:00".to_owned()));
        assert_eq!("2020-02-29".parse::<Day>().map(|d| d.to_string()), Ok("2020-02-29".to_owned()));
        for bad in [
            "2020-12-14",
            "2020-12-14T24:00",
            "2020-12-14T00:60",
            "2020-13-01T00:00",
            "2021-02-29T00:00",
            "2020-12-14T00:00:00",
            "20-12-14T00:00",
            "",
        ] {
            assert!(bad.parse::<CivilTime>().is_err(), "{bad}");
        }
        for bad in ["2020-00-01", "2020-01-00", "2020-1-1", "14.12.2020", "2020-12-14T00:00", "２020-01-01"] {
            assert!(bad.parse::<Day>().is_err(), "{bad}");
        }
    }

    #[test]
    fn a_question_mark_makes_a_field_optional() {
        assert_eq!("plate?".parse::<FormField>(), Ok(FormField(Field { kind: FieldKind::Plate, optional: true })));
        assert_eq!("name".parse::<FormField>(), Ok(FormField(Field { kind: FieldKind::Name, optional: false })));
        assert!("plates".parse::<FormField>().is_err() && "?".parse::<FormField>().is_err());
    }
}

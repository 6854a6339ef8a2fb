//! Times as a case writes them.

use domain::Instant;
use jiff::{civil, tz::TimeZone};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, de};

/// A day and a time of the regime's time zone (`2020-12-15T10:00`), or an instant with its offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Of the regime's time zone.
    Civil(civil::DateTime),
    /// Of any.
    Instant(Instant),
}

impl When {
    /// As an instant. A time that a change of clocks skips or repeats is the later or the earlier of the two.
    #[must_use]
    pub fn instant(self, zone: &TimeZone) -> Option<Instant> {
        match self {
            Self::Instant(instant) => Some(instant),
            Self::Civil(civil) => zone.to_timestamp(civil).ok(),
        }
    }
}

impl<'de> Deserialize<'de> for When {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if let Ok(instant) = text.parse() {
            return Ok(Self::Instant(instant));
        }
        civil(&text)
            .map(Self::Civil)
            .ok_or_else(|| de::Error::custom(format!("`{text}` must be a day and a time, such as `2020-12-15T10:00`")))
    }
}

impl JsonSchema for When {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "When".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A day and a time of the regime's time zone, such as 2020-12-15T10:00, or an instant with its offset",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?(Z|[+-][0-9]{2}:[0-9]{2})?$",
        })
    }
}

/// The end of a permit: a time of the day of the step, or a day and a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// Of the same local day.
    Time(civil::Time),
    /// Of any day.
    Day(civil::DateTime),
}

impl Moment {
    /// As civil time, for a step of that local day.
    #[must_use]
    pub fn on(self, day: civil::Date) -> civil::DateTime {
        match self {
            Self::Time(time) => day.to_datetime(time),
            Self::Day(moment) => moment,
        }
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        if let Some(moment) = civil(&text) {
            return Ok(Self::Day(moment));
        }
        text.parse()
            .map(Self::Time)
            .map_err(|_| de::Error::custom(format!("`{text}` must be a time, such as `13:00`, or a day and a time")))
    }
}

impl JsonSchema for Moment {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Moment".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "A time of the day of the step, such as 13:00, or a day and a time",
            "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2}T)?[0-9]{2}:[0-9]{2}(:[0-9]{2})?$",
        })
    }
}

/// A day and a time: a day alone is not taken for its midnight.
fn civil(text: &str) -> Option<civil::DateTime> {
    text.parse().ok().filter(|_| text.contains('T'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str) -> Option<String> {
        let zone = TimeZone::get("Asia/Baku").unwrap();
        serde_json::from_value::<When>(text.into()).ok().and_then(|when| when.instant(&zone)).map(|at| at.to_string())
    }

    #[test]
    fn a_local_time_and_an_offset_name_the_same_instant() {
        for text in ["2020-12-15T10:00", "2020-12-15T10:00:00+04:00", "2020-12-15T06:00:00Z", "2020-12-15T10:00+04:00"] {
            assert_eq!(when(text).as_deref(), Some("2020-12-15T06:00:00Z"), "{text}");
        }
        for bad in ["2020-12-15", "10:00", "2020-13-01T10:00", ""] {
            assert_eq!(when(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_time_is_of_the_day_of_the_step() {
        let day = civil::date(2020, 12, 15);
        let on = |text: &str| serde_json::from_value::<Moment>(text.into()).ok().map(|moment| moment.on(day).to_string());
        assert_eq!(on("13:00").as_deref(), Some("2020-12-15T13:00:00"));
        assert_eq!(on("2020-12-16T02:30").as_deref(), Some("2020-12-16T02:30:00"));
        assert_eq!((on("2020-12-16"), on("25:00"), on("soon")), (None, None, None));
    }
}

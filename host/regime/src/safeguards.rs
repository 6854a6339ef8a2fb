//! What a regime does against abuse of text messages: held replies, masks, daily caps, an alarm.

use domain::Duration;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is done against abuse. Nothing unless the regime asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(inline)]
pub struct Safeguards {
    /// How long a granting reply to a text message is held back, so that an application is worth nothing at a checkpoint; at
    /// once when absent.
    #[schemars(example = &"15min")]
    pub reply_delay: Option<Duration>,
    /// How a granting reply repeats the identity number; `whole` when absent.
    #[schemars(example = &"masked")]
    pub repeat_identity: RepeatIdentity,
    /// How many applications may come from one telephone, whatever becomes of them; as many as like when absent.
    #[schemars(extend("examples" = [{ "times": 20, "per": "day" }]))]
    pub per_phone: Option<Cap>,
    /// How many applications may name one identity number, whatever becomes of them; as many as like when absent.
    #[schemars(extend("examples" = [{ "times": 10, "per": "day" }]))]
    pub per_identity: Option<Cap>,
    /// When somebody is warned that one purpose is asked for more than it used to be; never when absent.
    #[schemars(extend("examples" = [{ "share_rises": 20, "within": "1h", "least": 100 }]))]
    pub alarm: Option<Alarm>,
}

/// How an identity number is repeated to whoever sent it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum RepeatIdentity {
    /// Letter by letter, so that an officer can compare it with the document.
    #[default]
    Whole,
    /// With all but its ends hidden, so that a reply that is shown around gives no number away.
    Masked,
}

/// So many applications in so much time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Cap {
    /// How many.
    #[schemars(range(min = 1), example = 20)]
    pub times: u32,
    /// In how much time, by the calendar of the regime's time zone.
    #[schemars(example = &"day")]
    pub per: CapPeriod,
}

/// The time in which applications are counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum CapPeriod {
    /// A local day, from midnight to midnight.
    Day,
    /// A local week, from Monday to Sunday.
    Week,
}

/// When the share of one purpose among all granted permits jumps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(inline)]
pub struct Alarm {
    /// By how many percentage points the share lies above that of the 24 hours before.
    #[schemars(range(min = 1, max = 100), example = 20)]
    pub share_rises: u8,
    /// The time that is looked at; `1h` when absent.
    #[serde(default = "hour")]
    #[schemars(example = &"1h")]
    pub within: Duration,
    /// How many decisions that time must have, so that a quiet night raises no alarm; 100 when absent.
    #[serde(default = "hundred")]
    #[schemars(range(min = 1), example = 100)]
    pub least: u32,
}

fn hour() -> Duration {
    Duration::HOUR
}

fn hundred() -> u32 {
    100
}

//! Where attributes of persons come from, as a regime names it. How they are fetched is not said here.

use domain::{AttributeName, Duration, ServiceName, TableName};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How far the place that is asked for lies from the place of stay, in metres. Not known without a place of stay.
pub const DISTANCE_FROM_STAY: &str = "distance_from_stay";

/// The last digit of the plate of the vehicle that is used, from 0 to 9. Not known without a vehicle.
pub const PLATE_LAST_DIGIT: &str = "plate_last_digit";

/// Attributes that the host computes by itself and that no provider can give.
pub const COMPUTED: &[&str] = &[DISTANCE_FROM_STAY, PLATE_LAST_DIGIT];

/// A provider of facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactProvider {
    /// Where it has them from.
    pub source: FactSource,
    /// The attributes that it gives. Never empty.
    pub gives: Vec<AttributeName>,
}

/// Where a provider has its facts from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactSource {
    /// A table that was imported.
    Table {
        /// Which.
        name: TableName,
        /// What is done as long as it was not.
        when_missing: WhenDown,
    },
    /// A service that is asked each time.
    Service {
        /// Which; the configuration of the host says where it is.
        name: ServiceName,
        /// How long an answer is waited for.
        timeout: Duration,
        /// How long an answer stays good; `None` when it is asked for again each time.
        cache: Option<Duration>,
        /// What is done when it does not answer.
        when_down: WhenDown,
    },
}

/// What is done with an application when a provider can't be asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(inline)]
pub enum WhenDown {
    /// It is referred to a human.
    Refer,
    /// It is decided as if nothing were known.
    Proceed,
}

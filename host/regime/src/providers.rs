//! Where attributes of persons come from, as a regime names it. How they are fetched is not said here.

use domain::{AttributeName, Duration, PurposeId, ServiceName, TableName, Value};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How far the place that is asked for lies from the place of stay, in metres. Not known without a place of stay.
pub const DISTANCE_FROM_STAY: &str = "distance_from_stay";

/// The last digit of the plate of the vehicle that is used, from 0 to 9. Not known without a vehicle.
pub const PLATE_LAST_DIGIT: &str = "plate_last_digit";

/// Attributes that the host computes by itself and that no provider can give.
pub const COMPUTED: &[&str] = &[DISTANCE_FROM_STAY, PLATE_LAST_DIGIT];

/// What the name of a group ends in to become that of the attribute that the host computes of it: `household_out`.
pub(crate) const OUT: &str = "_out";

/// A provider of facts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactProvider {
    /// Where it has them from.
    pub source: FactSource,
    /// The attributes that it gives. Never empty.
    pub gives: Vec<AttributeName>,
    /// Those of them that name a group of people.
    pub groups: Vec<Group>,
}

/// A group of people: those of whom an attribute says the same, such as one household. Of each person in it the host knows when
/// another one has a permit, and says so as an attribute that no provider can give.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The attribute whose value is the name of the group: a code or a whole number. Whatever else it says names none.
    pub attribute: AttributeName,
    /// Only permits of persons count of whom this attribute is true when they are granted; those of everybody when absent.
    pub counting: Option<AttributeName>,
    /// Only permits for these purposes count; those for every one when empty.
    pub purposes: Vec<PurposeId>,
}

impl Group {
    /// Whether an attribute is the one that the host computes of this group: an interval in which another one of the group has a
    /// permit.
    #[must_use]
    pub fn is_out(&self, attribute: &AttributeName) -> bool {
        is_out_of(attribute, &self.attribute)
    }

    /// The name of the group in which a value puts somebody.
    #[must_use]
    pub fn named(value: &Value) -> Option<String> {
        match value {
            Value::Text(code) => Some(code.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }
}

/// Whether an attribute is the one that the host computes of the group that another names.
pub(crate) fn is_out_of(attribute: &AttributeName, group: &AttributeName) -> bool {
    attribute.as_str().strip_suffix(OUT) == Some(group.as_str())
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

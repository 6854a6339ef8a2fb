//! Where attributes of persons come from, as a regime file says it.

use domain::{AttributeName, Duration, PurposeId, ServiceName, TableName};
use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Deserialize;

use crate::providers::WhenDown;

/// A provider of facts: an imported table, or a service.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(untagged)]
pub(crate) enum FactProviderFile {
    /// A table that was imported with `exeat facts import`.
    Table(FactTableFile),
    /// A service that is asked when an application comes in.
    Service(FactServiceFile),
}

impl FactProviderFile {
    /// The attributes that it gives.
    pub(crate) fn gives(&self) -> &[AttributeName] {
        match self {
            Self::Table(table) => &table.gives,
            Self::Service(service) => &service.gives,
        }
    }

    /// Those of them that name a group of people.
    pub(crate) fn groups(&self) -> &IndexMap<AttributeName, GroupFile> {
        match self {
            Self::Table(table) => &table.groups,
            Self::Service(service) => &service.groups,
        }
    }
}

/// A table that was imported with `exeat facts import`.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactTableFile {
    /// The name under which it is imported.
    #[schemars(example = &"infected")]
    pub(crate) table: TableName,
    /// The attributes that it gives.
    #[schemars(length(min = 1), extend("uniqueItems" = true, "examples" = [["infected"]]))]
    pub(crate) gives: Vec<AttributeName>,
    /// Those of the attributes that name a group of people, such as one household. The host then knows of each person when another
    /// one of the group has a permit, and policies ask for it as `household_out`.
    #[serde(default)]
    #[schemars(extend("examples" = [{ "household": { "counting": "adult" } }]))]
    pub(crate) groups: IndexMap<AttributeName, GroupFile>,
    /// What is done with an application as long as the table was not imported: `proceed` as if nothing were known, also when
    /// absent, or `refer` it to a human.
    #[serde(default = "proceed")]
    #[schemars(example = &"refer")]
    pub(crate) when_missing: WhenDown,
}

fn proceed() -> WhenDown {
    WhenDown::Proceed
}

/// A service that is asked when an application comes in.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FactServiceFile {
    /// Its name under `services` of `exeat.yaml`, which says where it is.
    #[schemars(example = &"register")]
    pub(crate) service: ServiceName,
    /// The attributes that it gives.
    #[schemars(length(min = 1), extend("uniqueItems" = true, "examples" = [["resident"]]))]
    pub(crate) gives: Vec<AttributeName>,
    /// Those of the attributes that name a group of people, such as one household. The host then knows of each person when another
    /// one of the group has a permit, and policies ask for it as `household_out`.
    #[serde(default)]
    #[schemars(extend("examples" = [{ "household": { "counting": "adult" } }]))]
    pub(crate) groups: IndexMap<AttributeName, GroupFile>,
    /// How long an answer is waited for; `2s` when absent.
    #[serde(default)]
    #[schemars(example = &"2s")]
    pub(crate) timeout: Option<Duration>,
    /// How long an answer stays good; it is asked for again each time when absent.
    #[serde(default)]
    #[schemars(example = &"10min")]
    pub(crate) cache: Option<Duration>,
    /// What is done with an application when the service does not answer.
    #[schemars(example = &"refer")]
    pub(crate) when_down: WhenDown,
}

/// Whose permits count in a group of people, and which.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct GroupFile {
    /// Only permits of persons count of whom this attribute is true; those of everybody when absent.
    #[schemars(example = &"adult")]
    pub(crate) counting: Option<AttributeName>,
    /// Only permits for these purposes count; those for every one when absent.
    #[schemars(extend("uniqueItems" = true, "examples" = [["supplies"]]))]
    pub(crate) purposes: Vec<PurposeId>,
}

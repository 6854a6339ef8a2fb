//! The contract's types, made from its WIT file, and the one interface that a plugin may import.

#[allow(missing_docs, reason = "the documentation of these types is the WIT file")]
mod bindings {
    wasmtime::component::bindgen!({
        path: "../../sdk/wit/policy-1.0.0",
        world: "policy",
        imports: { default: trappable },
        additional_derives: [Clone, PartialEq],
    });
}

pub(crate) use bindings::exeat::policy::{calendar, types};

/// The version of the contract that this host runs: the semantic version of its WIT package.
pub const CONTRACT: &str = "1.0.0";

/// How the names of the contract's interfaces begin.
pub(crate) const PACKAGE: &str = "exeat:policy/";
/// The package of the contract, as imports and exports name it.
pub(crate) const CALENDAR: &str = "exeat:policy/calendar@1.0.0";
/// The interface that holds types alone.
pub(crate) const TYPES: &str = "exeat:policy/types@1.0.0";

/// What the functions of the world are called, and their types.
pub(crate) mod functions {
    use super::types;

    /// `describe`
    pub(crate) const DESCRIBE: &str = "describe";
    /// `configure`
    pub(crate) const CONFIGURE: &str = "configure";
    /// `decide`
    pub(crate) const DECIDE: &str = "decide";
    /// `decide-batch`
    pub(crate) const DECIDE_BATCH: &str = "decide-batch";
    /// `critical-points`
    pub(crate) const CRITICAL_POINTS: &str = "critical-points";

    /// Result of `describe`.
    pub(crate) type Described = (types::Description,);
    /// Parameters of `configure`.
    pub(crate) type Configure<'a> = (&'a types::Configuration,);
    /// Result of `configure`.
    pub(crate) type Configured = (Result<types::Tables, Vec<types::Problem>>,);
    /// Parameters of `decide`.
    pub(crate) type Decide = (types::Request, types::Facts);
    /// Result of `decide`.
    pub(crate) type Decided = (Result<types::Decision, types::PolicyError>,);
    /// Parameters of `decide-batch`.
    pub(crate) type Batch<'a> = (&'a [types::Row],);
    /// Result of `decide-batch`.
    pub(crate) type Batched = (Vec<types::Verdict>,);
    /// Result of `critical-points`.
    pub(crate) type Points = (Option<Vec<types::Dimension>>,);
}

//! The contract's types, made from its newest WIT file, and the interfaces that a plugin may import, each since some version.

#[allow(missing_docs, reason = "the documentation of these types is the WIT file")]
mod bindings {
    wasmtime::component::bindgen!({
        path: "../../sdk/wit/policy-1.1.0",
        world: "policy",
        imports: { default: trappable },
        additional_derives: [Clone, PartialEq],
    });
}

pub(crate) use bindings::exeat::policy::{calendar, types};

/// The newest version of the contract that this host runs: the semantic version of its WIT package.
pub const CONTRACT: &str = "1.1.0";

/// Every version that this host runs, ascending. Plugins of all of them decide side by side.
pub const CONTRACTS: [&str; 2] = ["1.0.0", CONTRACT];

/// How the names of the contract's interfaces begin.
pub(crate) const PACKAGE: &str = "exeat:policy/";

/// The interface through which an author says something while writing, by the name under which it is linked.
pub(crate) const DIAGNOSTICS: &str = "exeat:policy/diagnostics@1.1.0";
/// Its function.
pub(crate) const NOTE: &str = "note";

/// An interface that a component may import, and the functions of it that it may call, each with the version that brought it.
pub(crate) struct Interface {
    pub(crate) name: &'static str,
    pub(crate) since: &'static str,
    pub(crate) functions: &'static [(&'static str, &'static str)],
}

/// All of them. Types come without anything to call.
pub(crate) const INTERFACES: [Interface; 3] = [
    Interface { name: "types", since: "1.0.0", functions: &[] },
    Interface { name: "calendar", since: "1.0.0", functions: &[("offset-at", "1.0.0"), ("transitions", "1.0.0")] },
    Interface { name: "diagnostics", since: "1.1.0", functions: &[(NOTE, "1.1.0")] },
];

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

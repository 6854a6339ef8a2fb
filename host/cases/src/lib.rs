//! Cases of regimes: read, run, show the difference, count what no case touched. Corpora of malformed messages: how many of
//! them are understood. Cases of plugins, asked without a regime.
//!
//! What lives here: the form of `<regime>.cases.yaml`, running each case through the whole host (messages, permits, an empty
//! SQLite store in memory, the regime's own policies), and the report; the same of `corpus/<name>.yaml` ([`corpus`]), and of the
//! `cases.yaml` of a plugin ([`policy`]). What may not live here: a rule of any regime, or a second way to decide.

pub mod corpus;
mod coverage;
mod expect;
mod facts;
pub mod file;
mod load;
mod moment;
pub mod policy;
mod report;
mod run;
mod world;

pub use corpus::{CorpusReport, corpus_schema, run_corpus};
pub use load::schema;
pub use policy::{LoadedPolicy, policy_schema};
pub use report::{Coverage, Difference, Failure, Report, Untouched};
pub use run::{CasesError, run, run_in};

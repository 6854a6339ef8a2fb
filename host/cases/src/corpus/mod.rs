//! Corpora of malformed messages: how many of them are understood as a human reader would understand them.
//!
//! What lives here: the form of `corpus/<name>.yaml` beside the regimes, the mistakes that are made by rule, sending every message
//! through the whole host, the judgement of what came of it, and the report. What may not live here: a word of any language, a
//! second way to read, or an expectation that was taken from the reading.

pub mod file;
pub(crate) mod judge;
mod load;
mod mistakes;
mod report;
mod run;

pub use load::corpus_schema;
pub use report::{CorpusReport, Counts, Entry, Verdict};
pub use run::run as run_corpus;

//! What a policy is: one trait.

use crate::{
    batch::{Batch, Dimension, Verdict},
    decision::Decision,
    facts::{Facts, Request},
    settings::Problems,
    setup::Setup,
};

/// What a policy says of itself, whatever it is configured with.
#[derive(Debug, Clone, Copy)]
pub struct Description {
    /// Its name, by which a regime asks for it: lower case, digits, `-`.
    pub name: &'static str,
    /// Its semantic version.
    pub version: &'static str,
    /// JSON Schema (2020-12) of its settings. What it describes, an integrator's editor completes.
    pub settings_schema: &'static str,
}

/// Why a decision could not be made. The person is referred to a human, and an operator sees the message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PolicyError {
    /// The request or the facts hold something that the policy does not understand.
    BadInput(String),
    /// Anything else.
    Internal(String),
}

/// A policy. Exported by [`crate::export_policy!`].
pub trait Policy: Sized + 'static {
    /// What it is. Called when a plugin is loaded, before any settings are known.
    fn describe() -> Description;

    /// Reads its settings, declares the names that its answers use and the facts that it needs. Called once for a regime; the host keeps
    /// the memory that this leaves behind, and every decision starts from it.
    ///
    /// # Errors
    /// Everything that is wrong with the settings, each with its place, all at once.
    fn configure(setup: &mut Setup) -> Result<Self, Problems>;

    /// Decides one application. The same request and facts must always give the same answer.
    ///
    /// # Errors
    /// When no decision can be made. A refusal is not an error.
    fn decide(&self, request: &Request, facts: &Facts) -> Result<Decision, PolicyError>;

    /// Decides many applications for research. Rows of one holder stand together in order of time, and what was granted to the earlier ones
    /// is the history of the later ones. Must equal `decide` on every row; it does when it is left alone. Write it when ten million rows
    /// must take seconds.
    fn decide_batch(&self, batch: &Batch) -> Vec<Verdict> {
        batch.decide_each(self)
    }

    /// Where the answer can change, so that a comparison need not sample. `None`, when left alone, says that it is not known.
    fn critical_points(&self) -> Option<Vec<Dimension>> {
        None
    }
}

//! The declarative policy: everything it knows of a country comes from the regime file.
//!
//! `settings` reads what an integrator wrote, `compile` turns it into tables, `rules` asks the rules of them for one application,
//! `times` and `quota` know when something is possible, `units` and `holder` what belongs together. `batch` and `points` are for research. The README says what the rules mean.

mod batch;
mod compile;
mod history;
mod holder;
mod points;
mod quota;
mod rules;
mod settings;
mod times;
mod units;
mod vocabulary;

#[cfg(test)]
mod tests;

use exeat_policy::{Batch, Decision, Description, Dimension, Facts, Policy, PolicyError, Problems, Request, Setup, Verdict};

pub use compile::Standard;

impl Policy for Standard {
    fn describe() -> Description {
        Description { name: "standard", version: env!("CARGO_PKG_VERSION"), settings_schema: include_str!("settings.schema.json") }
    }

    fn configure(setup: &mut Setup) -> Result<Self, Problems> {
        Self::compile(setup)
    }

    fn decide(&self, request: &Request, facts: &Facts) -> Result<Decision, PolicyError> {
        history::decide(self, request, facts)
    }

    fn decide_batch(&self, batch: &Batch) -> Vec<Verdict> {
        batch::decide(self, batch.rows())
    }

    fn critical_points(&self) -> Option<Vec<Dimension>> {
        Some(points::of(self))
    }
}

exeat_policy::export_policy!(Standard);

//! How the answers of two sets of rules to the same questions differ: the kind of each difference, and how often which kind, with the
//! first questions that show it.
//!
//! What may not live here: who is asked, where the questions come from, and anything of a person that a policy does not see.

mod answer;
mod kind;
mod report;

pub use answer::{Answer, Under, Witness};
pub use kind::{Change, Kind, Side, difference};
pub use report::{Bounds, Group, Report};

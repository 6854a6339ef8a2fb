//! Write a policy plugin for exeat.
//!
//! A policy is one implementation of [`Policy`]: it says what it is, takes its settings once, and then decides. It sees the
//! instant of the decision, what is asked, and the facts that it declared that it needs; it sees no clock, no network and no
//! name of a person.
//!
//! ```
//! use exeat_policy::{Decision, Description, Duration, Facts, Policy, PolicyError, Problems, Reason, ReasonCode, Request, Rule, Setup};
//!
//! /// Everyone may go out, but not by car.
//! struct OnFoot {
//!     on_foot: Rule,
//!     by_car: ReasonCode,
//! }
//!
//! impl Policy for OnFoot {
//!     fn describe() -> Description {
//!         Description { name: "on-foot", version: "1.0.0", settings_schema: r#"{ "type": "object" }"# }
//!     }
//!
//!     fn configure(setup: &mut Setup) -> Result<Self, Problems> {
//!         Ok(Self { on_foot: setup.rule("on-foot"), by_car: setup.reason("by-car") })
//!     }
//!
//!     fn decide(&self, request: &Request, _: &Facts) -> Result<Decision, PolicyError> {
//!         if request.vehicle {
//!             return Ok(Decision::refused(Reason::new(self.by_car)).failed(self.on_foot));
//!         }
//!         let hour = Duration::from_seconds(3_600);
//!         Ok(Decision::granted(request.at.until(request.at + hour)?).passed(self.on_foot))
//!     }
//! }
//!
//! exeat_policy::export_policy!(OnFoot);
//! ```
//!
//! Build it as a `cdylib` for `wasm32-unknown-unknown`. Test it as what it is, a Rust type: [`testing`] makes a [`Setup`]
//! without a host.
//!
//! A guest must not panic: the host sees a trap and refers the person to a human. Return a [`PolicyError`] instead.

#[doc(hidden)]
pub mod bindings;

mod batch;
mod calendar;
mod civil;
mod decision;
mod facts;
#[doc(hidden)]
pub mod guest;
mod names;
mod note;
mod policy;
mod settings;
mod setup;
pub mod testing;
mod time;
mod window;

pub use batch::{Batch, Dimension, Input, Row, Verdict};
pub use calendar::{Calendar, Local, Transition};
pub use civil::{Date, Weekday};
pub use decision::{Decision, Outcome, Reason, RuleOutcome, Step, Validity};
pub use facts::{Attribute, Channel, Facts, PastPermit, Registration, Request, Value};
pub use names::{AttributeName, Param, Purpose, ReasonCode, Rule, Source, Territory};
pub use note::note;
pub use policy::{Description, Policy, PolicyError};
pub use serde_json::Value as Json;
pub use settings::{Problem, Problems, Setting};
pub use setup::Setup;
pub use time::{Duration, Instant, Interval};
pub use window::DailyWindow;

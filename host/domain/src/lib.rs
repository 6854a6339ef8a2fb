//! The words of exeat as types.
//!
//! Every type here refuses a value that its word does not allow, so that the rest of the host never checks twice. What lives
//! here: newtypes, their text forms, and the algebra of decisions. What may not: I/O, async, a clock, a random source, a
//! text for people, or anything that knows one country.

mod application;
mod code;
mod configuration;
mod decision;
mod duration;
mod error;
mod facts;
pub mod glyphs;
mod identity;
mod interval;
mod language;
mod names;
mod phone;
mod plate;
mod reason;
mod segments;
mod territory;
mod verdict;
mod window;

pub use application::{Application, Channel, Request, Scope};
pub use code::{PermitCode, RegistrationCode};
pub use configuration::{Configuration, ConfiguredPurpose, ConfiguredTerritory};
pub use decision::{Decision, NO_COMMON_TIME, Outcome, RuleOutcome, TraceStep};
pub use duration::Duration;
pub use error::{Invalid, What};
pub use facts::{Attribute, Facts, Needs, PastPermit, RegistrationFact};
pub use identity::{IdentityNumber, Secret};
pub use interval::Interval;
pub use language::Language;
pub use names::{
    AttributeName, ParamName, PolicyName, ProviderName, PurposeId, ReasonCode, RegimeId, RuleId, ServiceName, SourceId, TableName,
};
pub use phone::{PhoneNumber, ServiceNumber};
pub use plate::Plate;
pub use reason::{Reason, Value};
pub use segments::{Encoding, Segments};
pub use territory::{Jurisdiction, Territory, TerritoryPath};
pub use verdict::Verdict;
pub use window::{DailyWindow, Validity};

/// An instant, as UTC. Civil time is always the regime's time zone's and is made at the edges.
pub use jiff::Timestamp as Instant;

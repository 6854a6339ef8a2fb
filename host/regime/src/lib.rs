//! YAML to checked regimes.
//!
//! What lives here: reading a YAML text with the place of every node ([`Document`]), the types of a regime file and the JSON
//! Schema made from them ([`schema`]), the checks that a schema cannot say, the [`Regime`]s that come out, the territories
//! and the message catalogues beside them, and the questions asked of them all: what rules a place at an instant, and what
//! stands behind a number. What may not live here: deciding anything, reading a clock, storing anything, or a sentence for
//! a citizen.

mod build;
mod catalogue;
mod continuing;
mod cover;
mod diagnostic;
mod document;
mod file;
mod fold;
mod identity;
mod lengths;
mod lint;
mod policies;
mod providers;
mod regime;
mod regimes;
mod safeguards;
mod sms;
mod territories;
mod text;

pub use catalogue::{Arg, Args, Catalogues, HOST_REASONS, REPLIES};
pub use continuing::{CarryOver, Extension, ExtensionBy};
pub use cover::Cover;
pub use diagnostic::{Diagnostic, Diagnostics, Severity};
pub use document::{Document, Place};
pub use file::{schema, territories_schema};
pub use fold::fold;
pub use identity::IdentityKind;
pub use lengths::{Gap, Length};
pub use policies::Policies;
pub use providers::{COMPUTED, DISTANCE_FROM_STAY, FactProvider, FactSource, PLATE_LAST_DIGIT, WhenDown};
pub use regime::{
    AnotherPhone, Conflict, Correction, Desk, Exemption, ExemptionSms, Help, InForce, Liability, Measure, PolicyUse, Purpose, PurposeSms,
    Regime, RegistrationRules, Source,
};
pub use regimes::{Behind, PolicyFile, Regimes};
pub use safeguards::{Alarm, Cap, CapPeriod, RepeatIdentity, Safeguards};
pub use sms::{Field, FieldKind, Form, FormAction, Latin, Sms};
pub use territories::{Node, Point, TerritoryTree};
pub use text::Titles;

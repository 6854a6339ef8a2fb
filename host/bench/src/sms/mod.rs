//! Text messages under load: a small SMSC that an ESME binds to. It delivers messages as citizens would send them, takes the replies, sends
//! receipts, and measures.
//!
//! The load is open: when a message is due is fixed before the run ([`arrivals`]), and latency counts from that moment, so that an ESME which
//! stops for a second shows that second in every message that was due in it. Replies are matched by telephone: nobody has two messages open.

pub mod arrivals;
mod centre;
pub mod journal;
mod line;
mod load;
mod measure;
mod open;
mod options;
mod people;
mod picture;
mod prompt;
mod report;
mod run;
mod search;
mod slips;
mod window;
mod wire;

pub use options::{Options, OptionsError, Spelling};
pub use people::{Pattern, PatternError};
pub use report::{Latencies, Links, Measured, Messages, PushedBack, Quantiles, Receipts, Replies, Report, Slice, Step};
pub use run::{BenchError, Listener, Progress, Smsc, run};
pub use search::{Found, Search, Try, find_max};
pub use slips::{Slip, SlipError};

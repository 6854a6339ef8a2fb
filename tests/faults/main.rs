//! What goes wrong around a host under load, and an auditor who looks afterwards whether anything was lost, granted twice or left untold.
//!
//! The host, its database, its plugins and its processes are real; the peer is the bench's SMSC, which writes down what it sent and what it
//! got. `EXEAT_FAULTS_ROUNDS` says in how many rounds something is killed at random (2 when it is not set), `EXEAT_FAULTS_LONG` makes what
//! goes away stay away for as long as it does in life.

#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::unwrap_used,
    reason = "tests fail by panicking, and say what they skip"
)]

mod audited;
mod auditor;
#[path = "../../host/engine/tests/plugins/build.rs"]
mod build;
mod clock;
mod disk;
mod kills;
mod load;
mod peer;
mod plugin;
mod poison;
mod postgres;
mod smsc;
mod stored;
mod system;

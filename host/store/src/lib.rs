//! Entities, migrations and queries for SQLite and PostgreSQL.
//!
//! What lives here: the tables, how they came about, and every question that is asked of them, the same for both databases.
//! What may not: a decision, a key (what is personal arrives sealed and leaves sealed), or a clock. Instants are stored as
//! whole milliseconds since 1970, which is what a policy sees too.

mod connect;
mod entity;
mod error;
mod log;
mod migration;
pub mod query;
mod session;
#[cfg(any(test, feature = "testing"))]
pub mod testing;
mod values;

pub use error::StoreError;
pub use session::{Db, Store, Write};
pub use values::{Lookup, Sealed};

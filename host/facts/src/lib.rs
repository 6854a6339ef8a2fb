//! Facts from outside: tables read from files, services asked over HTTP.
//!
//! What lives here: the forms of CSV and Parquet files, the protocol that services speak, what is remembered of their answers,
//! and who is down. What may not: a database, a key, or what follows from a fact; rows and answers are handed to `permits`.

mod import;
mod service;
mod table;

pub use import::{ImportError, Options, Report, Step, import};
pub use service::{Breaker, Rest, Service, ServiceError, ServiceOptions, Services, State};
pub use table::{BadRow, Column, Problem, TableError};

//! What helps those who write regimes.
//!
//! What lives here: a regime explained as prose and as a page ([`explain`]), and a first file from a few answers ([`first`]). What may not: a sentence for a citizen (those come from the catalogues), a check of a regime
//! (that is `regime`'s), or anything that a running host needs.

pub mod explain;
pub mod first;

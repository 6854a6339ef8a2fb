//! The declarative policy.

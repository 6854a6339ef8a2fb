//! Values that mean nothing without the keys, and how instants are stored.

use std::fmt;

use domain::Instant;

use crate::error::StoreError;

/// A keyed hash to find or compare by. Masked in `Debug`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Lookup(Vec<u8>);

/// Something encrypted. Masked in `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Sealed(Vec<u8>);

macro_rules! opaque {
    ($type:ident) => {
        impl $type {
            /// Takes the bytes in.
            #[must_use]
            pub fn new(bytes: Vec<u8>) -> Self {
                Self(bytes)
            }

            /// The bytes.
            #[must_use]
            pub fn bytes(&self) -> &[u8] {
                &self.0
            }

            /// The bytes, to be stored.
            pub(crate) fn store(&self) -> Vec<u8> {
                self.0.clone()
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({} bytes)", stringify!($type), self.0.len())
            }
        }
    };
}
opaque!(Lookup);
opaque!(Sealed);

/// An instant as it is stored: whole milliseconds, rounded down.
pub(crate) fn millis(at: Instant) -> i64 {
    at.as_millisecond()
}

pub(crate) fn instant(millis: i64) -> Result<Instant, StoreError> {
    Instant::from_millisecond(millis).map_err(|_| StoreError::corrupt("an instant is out of range"))
}

pub(crate) fn instants(millis: Option<i64>) -> Result<Option<Instant>, StoreError> {
    millis.map(instant).transpose()
}

/// A text form that was stored from a valid value, read back.
pub(crate) fn read<T: std::str::FromStr>(what: &'static str, text: &str) -> Result<T, StoreError> {
    text.parse().map_err(|_| StoreError::corrupt(what))
}

//! Names. Across the border they are numbers; here they are handles that are cheap to copy and to compare.
//!
//! What a handle points at lives as long as the plugin: a plugin is configured once, and its memory is what every decision starts
//! from.

use std::fmt;

/// What a purpose is, written once.
#[derive(Debug)]
pub(crate) struct PurposeEntry {
    pub symbol: u32,
    pub name: &'static str,
    pub cite: Option<Source>,
}

/// What a territory is, written once.
#[derive(Debug)]
pub(crate) struct TerritoryEntry {
    pub symbol: u32,
    pub code: &'static str,
    pub parent: Option<Territory>,
}

/// A purpose of the regime.
#[derive(Clone, Copy)]
pub struct Purpose(pub(crate) &'static PurposeEntry);

impl Purpose {
    /// Its name, as the regime file has it.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name
    }

    /// The source that it cites.
    #[must_use]
    pub fn cite(self) -> Option<Source> {
        self.0.cite
    }

    /// Its place among [`crate::Setup::purposes`]; good as an index for tables of one's own.
    #[must_use]
    pub fn index(self) -> usize {
        self.0.symbol as usize
    }
}

/// A territory that the regime's jurisdiction knows.
#[derive(Clone, Copy)]
pub struct Territory(pub(crate) &'static TerritoryEntry);

impl Territory {
    /// Its code, such as `AZ-BA`.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.code
    }

    /// What it is a part of.
    #[must_use]
    pub fn parent(self) -> Option<Self> {
        self.0.parent
    }

    /// Whether it is `other` or lies within it.
    #[must_use]
    pub fn is_within(self, other: Self) -> bool {
        let mut node = Some(self);
        while let Some(here) = node {
            if here == other {
                return true;
            }
            node = here.0.parent;
        }
        false
    }

    /// Its place among [`crate::Setup::territories`]; good as an index for tables of one's own.
    #[must_use]
    pub fn index(self) -> usize {
        self.0.symbol as usize
    }
}

macro_rules! pointer {
    ($type:ident) => {
        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                std::ptr::eq(self.0, other.0)
            }
        }

        impl Eq for $type {}

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }

        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name())
            }
        }
    };
}
pointer!(Purpose);
pointer!(Territory);

macro_rules! name {
    ($(#[$doc:meta])* $type:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq)]
        pub struct $type {
            pub(crate) symbol: u32,
            pub(crate) name: &'static str,
        }

        impl $type {
            /// The name as text.
            #[must_use]
            pub fn name(self) -> &'static str {
                self.name
            }
        }

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.name)
            }
        }
    };
}

name! {
    /// A source that the regime names; what a citation points at.
    Source
}
name! {
    /// A rule of the policy, as the trace names it.
    Rule
}
name! {
    /// The stable code of a reason.
    ReasonCode
}
name! {
    /// A parameter of a reason.
    Param
}
name! {
    /// An attribute of a person that the policy asks for.
    AttributeName
}

impl AttributeName {
    /// Its bit in [`crate::Row::flags`]; nothing when it is beyond the 32 that travel.
    #[must_use]
    pub fn bit(self) -> u32 {
        1u32.checked_shl(self.symbol).unwrap_or(0)
    }
}

/// Names of one kind, in the order in which they were first asked for.
#[derive(Debug, Default)]
pub(crate) struct Names(pub Vec<&'static str>);

impl Names {
    pub fn intern(&mut self, name: &str) -> (u32, &'static str) {
        let index = self.0.iter().position(|known| *known == name).unwrap_or_else(|| {
            self.0.push(keep(name));
            self.0.len() - 1
        });
        (u32::try_from(index).unwrap_or(u32::MAX), self.0.get(index).copied().unwrap_or_default())
    }
}

pub(crate) fn keep(text: &str) -> &'static str {
    Box::leak(text.to_owned().into_boxed_str())
}

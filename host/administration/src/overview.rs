//! What the page shows, as data. Words that are not names come from the texts of the pages.

use domain::{Instant, Outcome};

/// How a host stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// When this was.
    pub now: Instant,
    /// When the host started.
    pub started: Instant,
    /// Which version of the program it is.
    pub version: String,
    /// The regimes, in the order in which they are to be shown; those that are over are only counted.
    pub regimes: Vec<Regime>,
    /// How many regimes are over.
    pub over: usize,
    /// The plugins.
    pub plugins: Vec<Plugin>,
    /// Whether a reload is under way.
    pub reloading: bool,
    /// The last reloads, the latest first.
    pub reloads: Vec<Reload>,
    /// What the shadow has found out; `None` without one.
    pub shadow: Option<Shadow>,
}

/// A regime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regime {
    /// Its identifier.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// What its jurisdiction is called.
    pub place: String,
    /// From when, as its clocks say it.
    pub from: String,
    /// Until when; `None` where no end is known.
    pub until: Option<String>,
    /// Whether it rules.
    pub standing: Standing,
    /// The plugins that decide in it.
    pub policies: Vec<String>,
}

/// Whether a regime rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    InForce,
    /// It will.
    Coming,
}

/// A plugin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plugin {
    /// Its name.
    pub name: String,
    /// Its version and digest.
    pub version: Version,
    /// The contract that it keeps.
    pub contract: String,
    /// Who vouches for it.
    pub signer: Option<String>,
    /// Its size, in bytes.
    pub size: usize,
    /// In how many regimes it decides.
    pub used: usize,
}

/// Which version of a plugin, or which text of a regime.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// Its version; regimes have none.
    pub version: Option<String>,
    /// Its SHA-256, in hexadecimal.
    pub digest: String,
}

/// A reload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reload {
    /// When.
    pub at: Instant,
    /// What became of it.
    pub became: Reloaded,
}

/// What became of a reload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reloaded {
    /// What was new is in force.
    Done {
        /// Regimes that were not there before.
        added: Vec<String>,
        /// Regimes that decide otherwise than before.
        changed: Vec<String>,
        /// Regimes that are gone.
        removed: Vec<String>,
        /// Regimes without cases.
        untested: Vec<String>,
        /// How many cases passed.
        cases: usize,
    },
    /// The host goes on as it was.
    Refused {
        /// What is wrong, drawn.
        why: String,
    },
}

/// What the shadow has found out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shadow {
    /// Since when it decides.
    pub since: Instant,
    /// Why it could not follow the last change of what is in force.
    pub not_renewed: Option<String>,
    /// In what it is another than what is in force.
    pub changed: Vec<Changed>,
    /// How many decisions it made that could be compared.
    pub compared: u64,
    /// How many of them differ.
    pub different: u64,
    /// How many it did not make, because too many waited.
    pub dropped: u64,
    /// How many could not be compared, and why not, in the words of the host.
    pub not_compared: Vec<(String, u64)>,
    /// The differences, the most frequent first.
    pub differences: Vec<Difference>,
    /// How many are of further kinds.
    pub beyond: u64,
}

/// A plugin or a regime that is another in the shadow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// Its name.
    pub name: String,
    /// What is in force; `None` where nothing of this name is.
    pub old: Option<Version>,
    /// What the shadow decides by.
    pub new: Version,
}

/// Differences of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// The regime, or those that ruled together.
    pub regime: String,
    /// What was decided.
    pub old: Said,
    /// What the shadow says.
    pub new: Said,
    /// How another validity differs, where both grant.
    pub validity: Option<Validity>,
    /// How many.
    pub count: u64,
    /// The first of them, as policies see them: JSON.
    pub witnesses: Vec<String>,
}

/// What a decision says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// An outcome, with the codes of its reasons.
    Decided(Outcome, Vec<String>),
    /// Nothing: a policy failed, in this way.
    Failed(String),
}

/// How a validity differs from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Validity {
    /// It lies within the other.
    Shorter,
    /// The other lies within it.
    Longer,
    /// It begins and ends at other times.
    Moved,
    /// The same days, other hours.
    OtherHours,
}

//! The languages that a plugin can be written in.

use std::path::Path;

/// A language that there is an SDK for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// The fastest: a decision takes some twenty microseconds.
    Rust,
    /// A decision takes about a millisecond.
    JavaScript,
    /// A decision takes some milliseconds.
    Python,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Rust, Self::JavaScript, Self::Python];

    /// Its name on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Rust => "rust",
            Self::JavaScript => "js",
            Self::Python => "python",
        }
    }

    /// The language of a plugin's folder: each has a file that lists what the plugin depends on.
    #[must_use]
    pub fn of(folder: &Path) -> Option<Self> {
        Self::ALL.into_iter().find(|language| folder.join(language.manifest()).is_file())
    }

    const fn manifest(self) -> &'static str {
        match self {
            Self::Rust => "Cargo.toml",
            Self::JavaScript => "package.json",
            Self::Python => "requirements.txt",
        }
    }

    /// What has to be on the machine.
    pub(super) const fn needs(self) -> &'static str {
        match self {
            Self::Rust => "plugins in Rust need Rust 1.95 or later with rustup: https://rustup.rs",
            Self::JavaScript => "plugins in JavaScript need Node.js 20 or later with npm: https://nodejs.org",
            Self::Python => {
                "plugins in Python need Python 3.11 or later with venv: https://www.python.org, or Debian's package `python3-venv`"
            }
        }
    }
}

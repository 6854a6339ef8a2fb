//! What can be asked of plugins.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::{Instant, RegimeId};
use workshop::project::Language;

use super::instant;

/// What can be done with plugins.
#[derive(Subcommand)]
pub enum PluginCommand {
    /// Make the folder of a new plugin: a small rule that works, its cases, and the SDK.
    New {
        /// The folder to make. Its last part is the plugin's name: small letters, digits and hyphens.
        folder: PathBuf,
        /// The language to write it in.
        #[arg(long, value_parser = language)]
        lang: Language,
    },
    /// Build the plugin of a folder, by the tools of its language, to `dist/NAME.wasm`.
    Build {
        /// The plugin's folder.
        #[arg(default_value = ".")]
        folder: PathBuf,
    },
    /// Build the plugin of a folder if something changed, run its cases, and see whether it keeps the contract. Ends with 1 when a case
    /// fails or the contract is broken.
    Test {
        /// The plugin's folder.
        #[arg(default_value = ".")]
        folder: PathBuf,
        /// Only the cases whose note holds this text, and not the contract.
        #[arg(long)]
        only: Option<String>,
        /// Go on, and do it again whenever a file of the folder changes.
        #[arg(long)]
        watch: bool,
    },
    /// Say what a plugin is: name, version, contract, imports, size, digest, and the schema of its settings.
    Inspect {
        /// A file such as `pause.wasm`, the folder of a plugin such as `.` (as it was built last: nothing of it is run), or the name of
        /// one in the folder of plugins; all of those when absent.
        plugin: Option<String>,
    },
    /// See whether plugins keep the contract, in every regime that uses them. Ends with 1 when one does not.
    Conform(PluginUse),
    /// Measure how long decisions take on this machine.
    Bench(PluginUse),
    /// Say what one plugin decides otherwise than another, in every regime that uses the old one. Over recorded decisions where there
    /// is a database, and over generated applications otherwise. Ends with 1 when anything differs, or nothing
    /// could be compared.
    Diff(PluginDiff),
    /// Make a private key to sign plugins with, and print the public one that the configuration's `trust` names.
    Key {
        /// The file of the private key; it must not be there yet.
        file: PathBuf,
    },
    /// Vouch for a plugin: write a signature beside it.
    Sign {
        /// The file of the plugin, such as `pause.wasm`.
        plugin: PathBuf,
        /// The file of the private key.
        #[arg(long)]
        key: PathBuf,
    },
    /// See who vouches for a plugin. Ends with 2 when nobody does, or not the one who was named.
    Verify {
        /// The file of the plugin, such as `pause.wasm`.
        plugin: PathBuf,
        /// The public key that must have signed it.
        #[arg(long)]
        key: Option<String>,
    },
}

/// Which plugin, and in which regime.
#[derive(Args)]
pub struct PluginUse {
    /// The plugin, by name; every one that a regime uses when absent. Or the folder in which it is written, such as `.`: then it is
    /// used as its cases say, and no regime is needed.
    pub plugin: Option<String>,
    /// The regime; every one that uses the plugin when absent.
    #[arg(long)]
    pub regime: Option<RegimeId>,
}

/// Two plugins, and what they are asked.
#[derive(Args)]
pub struct PluginDiff {
    /// The old one: a file such as `pause.wasm`, or the name of a plugin in the folder of plugins.
    pub old: String,
    /// The new one: likewise.
    pub new: String,
    /// Only decisions made at this instant or later.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub since: Option<Instant>,
    /// Only decisions made before this instant.
    #[arg(long, value_name = "INSTANT", value_parser = instant)]
    pub until: Option<Instant>,
    /// Only in this regime.
    #[arg(long)]
    pub regime: Option<RegimeId>,
    /// The latest so many decisions at most.
    #[arg(long, value_name = "COUNT", default_value_t = 100_000)]
    pub limit: u32,
    /// So many generated applications in each regime, in place of recorded decisions.
    #[arg(long, value_name = "COUNT", conflicts_with_all = ["since", "until", "limit"])]
    pub samples: Option<usize>,
}

fn language(text: &str) -> Result<Language, String> {
    let known = Language::ALL.map(Language::as_str);
    Language::ALL.into_iter().find(|language| language.as_str() == text).ok_or_else(|| format!("must be one of: {}", known.join(", ")))
}

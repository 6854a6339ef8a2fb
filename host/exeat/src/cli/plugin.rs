//! What can be asked of plugins.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use domain::RegimeId;
use workshop::project::Language;

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
        /// A file such as `pause.wasm`, the folder of a plugin such as `.`, or the name of one in the folder of plugins; all of those
        /// when absent.
        plugin: Option<String>,
    },
    /// See whether plugins keep the contract, in every regime that uses them. Ends with 1 when one does not.
    Conform(PluginUse),
    /// Measure how long decisions take on this machine.
    Bench(PluginUse),
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

fn language(text: &str) -> Result<Language, String> {
    let known = Language::ALL.map(Language::as_str);
    Language::ALL.into_iter().find(|language| language.as_str() == text).ok_or_else(|| format!("must be one of: {}", known.join(", ")))
}

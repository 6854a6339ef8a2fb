//! A folder of plugins.

use std::{
    fs,
    io::{ErrorKind, Read},
    path::{Path, PathBuf},
    sync::Arc,
};

use domain::PolicyName;
use indexmap::IndexMap;

use crate::{
    engine::Engine,
    error::{LoadCause, LoadError},
    plugin::Plugin,
    signature::{Signature, SignerKey},
};

/// Ten times what a signature takes, in bytes.
const LONGEST_SIGNATURE: u64 = 4096;

/// The plugins of a host, by the names that they give themselves. Immutable: another folder, or the same one later, is another
/// library.
#[derive(Debug, Clone, Default)]
pub struct Library(IndexMap<PolicyName, Entry>);

#[derive(Debug, Clone)]
struct Entry {
    file: String,
    plugin: Plugin,
    signer: Option<SignerKey>,
}

impl Library {
    /// Loads every `.wasm` file of a folder. One that cannot be loaded fails the whole: a host that lacks a policy it should have
    /// must not start as if nothing were wrong. A signature beside a plugin (`pause.wasm.sig`) is checked; whose it must be is not
    /// known here.
    ///
    /// # Errors
    /// When the folder cannot be read, a plugin cannot be loaded, a signature is wrong, or two plugins have the same name.
    pub fn open(engine: &Arc<Engine>, folder: &Path) -> Result<Self, LoadError> {
        let unreadable = |path: &Path| {
            let path = path.display().to_string();
            move |error: std::io::Error| LoadError::new(path, LoadCause::Unreadable(error.to_string()))
        };
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(unreadable(folder))? {
            let path = entry.map_err(unreadable(folder))?.path();
            if path.extension().is_some_and(|extension| extension == "wasm") {
                files.push(path);
            }
        }
        // The order in which a folder is read differs between machines.
        files.sort();
        let mut library = Self::default();
        for path in files {
            let bytes = fs::read(&path).map_err(unreadable(&path))?;
            let file = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
            let plugin = engine.load_as(&file, &bytes)?;
            let signer = signer_of(&path, &plugin).map_err(|cause| LoadError::new(&file, cause))?;
            library.insert(file, plugin, signer)?;
        }
        Ok(library)
    }

    /// Adds a plugin that was loaded from elsewhere.
    ///
    /// # Errors
    /// When another one has its name.
    pub fn add(&mut self, file: String, plugin: Plugin) -> Result<(), LoadError> {
        self.insert(file, plugin, None)
    }

    fn insert(&mut self, file: String, plugin: Plugin, signer: Option<SignerKey>) -> Result<(), LoadError> {
        let name = plugin.description().name.clone();
        if let Some(Entry { file: other, .. }) = self.0.get(&name) {
            return Err(LoadError::new(file, LoadCause::NameTaken { name, other: other.clone() }));
        }
        self.0.insert(name, Entry { file, plugin, signer });
        Ok(())
    }

    /// With those of another library of which this one has no namesake.
    #[must_use]
    pub fn over(mut self, other: &Self) -> Self {
        for (name, entry) in &other.0 {
            if !self.0.contains_key(name) {
                self.0.insert(name.clone(), entry.clone());
            }
        }
        self
    }

    /// The plugin of a name.
    #[must_use]
    pub fn get(&self, name: &PolicyName) -> Option<&Plugin> {
        self.0.get(name).map(|entry| &entry.plugin)
    }

    /// All of them, in the order of their files.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Plugin> {
        self.0.values().map(|entry| &entry.plugin)
    }

    /// Who vouches for the plugin of a name; `None` when nobody does.
    #[must_use]
    pub fn signer(&self, name: &PolicyName) -> Option<&SignerKey> {
        self.0.get(name)?.signer.as_ref()
    }
}

/// Who signed the plugin in the file `path`, if a signature stands beside it.
///
/// # Errors
/// When the signature does not vouch for it.
pub fn signer_of(path: &Path, plugin: &Plugin) -> Result<Option<SignerKey>, LoadCause> {
    let beside = signature_of(path);
    let unreadable = |error: std::io::Error| LoadCause::Unreadable(format!("{}: {error}", beside.display()));
    let file = match fs::File::open(&beside) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(unreadable(error)),
    };
    let mut text = String::new();
    // What is longer is none, and ends in the middle.
    file.take(LONGEST_SIGNATURE).read_to_string(&mut text).map_err(unreadable)?;
    Ok(Some(Signature::parse(&text)?.check(plugin)?))
}

/// Where the signature of a plugin stands.
#[must_use]
pub fn signature_of(plugin: &Path) -> PathBuf {
    let mut name = plugin.as_os_str().to_owned();
    name.push(".sig");
    name.into()
}

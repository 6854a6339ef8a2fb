//! A folder of plugins.

use std::{fs, path::Path, sync::Arc};

use domain::PolicyName;
use indexmap::IndexMap;

use crate::{
    engine::Engine,
    error::{LoadCause, LoadError},
    plugin::Plugin,
};

/// The plugins of a host, by the names that they give themselves. Immutable: another folder, or the same one later, is another
/// library.
#[derive(Debug, Clone, Default)]
pub struct Library(IndexMap<PolicyName, (String, Plugin)>);

impl Library {
    /// Loads every `.wasm` file of a folder. One that cannot be loaded fails the whole: a host that lacks a policy it should have
    /// must not start as if nothing were wrong.
    ///
    /// # Errors
    /// When the folder cannot be read, a plugin cannot be loaded, or two have the same name.
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
            library.add(file.clone(), engine.load_as(&file, &bytes)?)?;
        }
        Ok(library)
    }

    /// Adds a plugin that was loaded from elsewhere.
    ///
    /// # Errors
    /// When another one has its name.
    pub fn add(&mut self, file: String, plugin: Plugin) -> Result<(), LoadError> {
        let name = plugin.description().name.clone();
        if let Some((other, _)) = self.0.get(&name) {
            return Err(LoadError::new(file, LoadCause::NameTaken { name, other: other.clone() }));
        }
        self.0.insert(name, (file, plugin));
        Ok(())
    }

    /// The plugin of a name.
    #[must_use]
    pub fn get(&self, name: &PolicyName) -> Option<&Plugin> {
        self.0.get(name).map(|(_, plugin)| plugin)
    }

    /// All of them, in the order of their files.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Plugin> {
        self.0.values().map(|(_, plugin)| plugin)
    }
}

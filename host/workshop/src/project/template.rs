//! A new plugin's folder: a small rule that works, with its cases, and the SDK of this host's contract.

use std::{fs, path::Path};

use domain::PolicyName;
use rust_embed::{Embed, EmbeddedFile};

use super::{Language, Project, ProjectError};

/// What the templates call the plugin, and its class or type.
const NAME: &str = "mornings";
const TYPE: &str = "Mornings";

/// Where a new plugin's SDK stands in its folder.
const SDK: &str = "vendor/exeat-policy";

/// What all templates share: they are one rule.
const CASES: &str = "cases.yaml";

/// By what editors complete the cases, which say so in their first line.
const SCHEMA: &str = "vendor/cases.schema.json";

#[derive(Embed)]
#[folder = "../../sdk/templates"]
#[exclude = "*/node_modules/*"]
#[exclude = "*/target/*"]
#[exclude = "*/vendor/*"]
#[exclude = "*/dist/*"]
#[exclude = "*/__pycache__/*"]
struct Templates;

#[derive(Embed)]
#[folder = "../../sdk"]
#[include = "wit/*"]
#[include = "rust/Cargo.toml"]
#[include = "rust/README.md"]
#[include = "rust/src/*"]
struct RustSdk;

#[derive(Embed)]
#[folder = "../../sdk/js"]
#[include = "package.json"]
#[include = "README.md"]
#[include = "bin/*"]
#[include = "src/*"]
#[include = "wit/*"]
struct JavaScriptSdk;

#[derive(Embed)]
#[folder = "../../sdk/python"]
#[include = "pyproject.toml"]
#[include = "README.md"]
#[include = "src/exeat_policy/*"]
#[exclude = "*/__pycache__/*"]
struct PythonSdk;

/// A file of the SDK: where it stands in the new folder, and what is in it.
type File = (String, EmbeddedFile);

impl Language {
    fn sdk(self) -> Vec<File> {
        match self {
            // The contract stands beside the crate, as it does here.
            Self::Rust => files::<RustSdk>(|path| match path.strip_prefix("rust/") {
                Some(path) => format!("{SDK}/{path}"),
                None => format!("vendor/{path}"),
            }),
            Self::JavaScript => files::<JavaScriptSdk>(|path| format!("{SDK}/{path}")),
            Self::Python => files::<PythonSdk>(|path| format!("{SDK}/{path}")),
        }
    }

    fn template(self) -> Vec<File> {
        let own = format!("{}/", self.as_str());
        let mut found = files::<Templates>(str::to_owned);
        found.retain_mut(|(path, _)| match path.strip_prefix(&own).map(str::to_owned) {
            Some(rest) => {
                *path = rest;
                true
            }
            None => path == CASES,
        });
        found
    }
}

fn files<E: Embed>(place: impl Fn(&str) -> String) -> Vec<File> {
    E::iter().filter_map(|path| Some((place(&path), E::get(&path)?))).collect()
}

impl Project {
    /// Makes the folder of a new plugin, named after its last part. `schema` is the JSON Schema of its cases, for editors.
    ///
    /// # Errors
    /// When it is there already, its name is none for a plugin, or it cannot be written.
    pub fn create(folder: &Path, language: Language, schema: &str) -> Result<Self, ProjectError> {
        let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let name: PolicyName =
            name.parse().map_err(|error: domain::Invalid| ProjectError::Name { name: name.clone(), why: error.to_string() })?;
        if folder.exists() {
            return Err(ProjectError::Taken(folder.to_owned()));
        }
        for (path, file) in language.template() {
            let renamed = String::from_utf8_lossy(&file.data).replace(NAME, name.as_str()).replace(TYPE, &pascal(&name));
            write(&folder.join(path), renamed.as_bytes())?;
        }
        for (path, file) in language.sdk() {
            write(&folder.join(path), &file.data)?;
        }
        write(&folder.join(SCHEMA), schema.as_bytes())?;
        Self::open(folder)
    }
}

fn write(path: &Path, data: &[u8]) -> Result<(), ProjectError> {
    let folder = path.parent().unwrap_or(path);
    fs::create_dir_all(folder).map_err(ProjectError::file(folder))?;
    fs::write(path, data).map_err(ProjectError::file(path))
}

/// `plate-parity` as a type is called: `PlateParity`.
fn pascal(name: &PolicyName) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
    };
    name.as_str().split('-').map(capital).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_called_after_the_plugin() {
        for (name, expected) in [("mornings", "Mornings"), ("plate-parity", "PlateParity"), ("rule-2", "Rule2")] {
            assert_eq!(pascal(&name.parse().unwrap()), expected);
        }
    }

    #[test]
    fn a_new_plugin_is_whole_and_bears_its_name() {
        let temporary = tempfile::tempdir().unwrap();
        for language in Language::ALL {
            let folder = temporary.path().join(format!("day-rule-{}", language.as_str()));
            let project = Project::create(&folder, language, "{}").unwrap();
            assert_eq!(project.language(), language);
            assert!(project.is_stale().unwrap(), "it was never built");
            for file in ["README.md", "cases.yaml", ".gitignore"] {
                let text = fs::read_to_string(folder.join(file)).unwrap();
                assert!(!text.to_lowercase().contains(NAME), "{file} of {language:?} still speaks of `{NAME}`");
            }
            let sdk = fs::read_dir(folder.join(SDK)).unwrap().count();
            assert!(sdk >= 3, "{language:?} has an SDK");
            assert!(!folder.join(SDK).join("node_modules").exists());
            assert!(matches!(Project::create(&folder, language, "{}"), Err(ProjectError::Taken(_))));
        }
    }

    #[test]
    fn a_name_that_no_plugin_can_have_is_refused_before_anything_is_made() {
        let temporary = tempfile::tempdir().unwrap();
        for bad in ["Day Rule", "däy", ".."] {
            assert!(matches!(Project::create(&temporary.path().join(bad), Language::Rust, "{}"), Err(ProjectError::Name { .. })), "{bad}");
        }
        assert_eq!(fs::read_dir(temporary.path()).unwrap().count(), 0);
    }
}

//! A plugin's folder: its language, what it is built to, and whether that is still what its sources say.
//!
//! What lives here: making such a folder, and calling the tools of its language. What may not live here: what a plugin may do, which
//! is the engine's to find out.

mod build;
mod language;
mod template;

use std::{
    fs,
    path::{Path, PathBuf},
    time::SystemTime,
};

pub use language::Language;

/// What is made of sources, or is not the plugin: a change below does not call for another build.
const NOT_SOURCES: [&str; 4] = ["dist", "node_modules", "target", "__pycache__"];

/// Why a plugin's folder is of no use.
#[derive(Debug, thiserror::Error, miette::Diagnostic)]
#[non_exhaustive]
pub enum ProjectError {
    /// There is no folder, or nothing that tells its language.
    #[error("`{0}` is not the folder of a plugin")]
    #[diagnostic(help("it holds a `Cargo.toml`, a `package.json` or a `requirements.txt`; `exeat plugin new NAME --lang rust` makes one"))]
    NotAProject(PathBuf),
    /// The folder that is to be made is there.
    #[error("`{0}` is there already")]
    Taken(PathBuf),
    /// The name is none that a plugin can have.
    #[error("`{name}` cannot name a plugin: {why}")]
    Name {
        /// The name.
        name: String,
        /// What is wrong with it.
        why: String,
    },
    /// A tool of the language is missing.
    #[error("`{program}` cannot be started: {why}")]
    #[diagnostic(help("{needs}"))]
    Missing {
        /// The program.
        program: String,
        /// Why not.
        why: String,
        /// What has to be installed.
        needs: &'static str,
    },
    /// A tool of the language failed. What it said stands above.
    #[error("`{command}` failed: {status}")]
    Failed {
        /// What was run.
        command: String,
        /// How it ended.
        status: std::process::ExitStatus,
    },
    /// The tools made no plugin.
    #[error("no plugin came of it: {0}")]
    NoPlugin(String),
    /// A file cannot be read or written.
    #[error("`{}`: {error}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why.
        error: std::io::Error,
    },
}

impl ProjectError {
    fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::File { path, error }
    }
}

/// A plugin's folder.
#[derive(Debug, Clone)]
pub struct Project {
    folder: PathBuf,
    name: String,
    language: Language,
}

impl Project {
    /// The plugin of a folder.
    ///
    /// # Errors
    /// When nothing there tells a language.
    pub fn open(folder: &Path) -> Result<Self, ProjectError> {
        let not = || ProjectError::NotAProject(folder.to_owned());
        let whole = folder.canonicalize().map_err(|_| not())?;
        let language = Language::of(&whole).ok_or_else(not)?;
        let name = whole.file_name().ok_or_else(not)?.to_string_lossy().into_owned();
        Ok(Self { folder: folder.to_owned(), name, language })
    }

    /// Where it stands.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The language it is written in.
    #[must_use]
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The file that it is built to: `dist/NAME.wasm`.
    #[must_use]
    pub fn component(&self) -> PathBuf {
        self.folder.join("dist").join(format!("{}.wasm", self.name))
    }

    /// The file of its cases.
    #[must_use]
    pub fn cases(&self) -> PathBuf {
        self.folder.join("cases.yaml")
    }

    /// Whether it was never built, or a source is younger than what it was built to.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn is_stale(&self) -> Result<bool, ProjectError> {
        let Ok(built) = fs::metadata(self.component()).and_then(|meta| meta.modified()) else { return Ok(true) };
        Ok(youngest(&self.folder, &|path| !is_text(path))?.is_none_or(|source| source > built))
    }

    /// When a source or a case was last changed. What a build itself writes beside them does not count.
    ///
    /// # Errors
    /// When a folder cannot be read.
    pub fn changed(&self) -> Result<Option<SystemTime>, ProjectError> {
        youngest(&self.folder, &|path| !is_lock(path))
    }
}

/// Written by the first build, where it is not there.
fn is_lock(path: &Path) -> bool {
    path.ends_with("Cargo.lock") || path.ends_with("package-lock.json")
}

/// Cases and explanations do not go into a plugin.
fn is_text(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "yaml" || ending == "md")
}

/// When the youngest file below a folder was changed. What is hidden does not count.
fn youngest(folder: &Path, counts: &dyn Fn(&Path) -> bool) -> Result<Option<SystemTime>, ProjectError> {
    let mut found = None;
    for entry in fs::read_dir(folder).map_err(ProjectError::file(folder))? {
        let path = entry.map_err(ProjectError::file(folder))?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') || NOT_SOURCES.contains(&name.as_str()) {
            continue;
        }
        // What went away while it was looked at is not there.
        let changed = match fs::metadata(&path) {
            Ok(meta) if meta.is_dir() => youngest(&path, counts)?,
            Ok(meta) if counts(&path) => meta.modified().ok(),
            _ => None,
        };
        found = found.max(changed);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_is_written_by_a_build_is_no_change_and_a_case_is_no_source() {
        let temporary = tempfile::tempdir().unwrap();
        let folder = temporary.path().join("rule");
        let now = SystemTime::now();
        let touch = |file: &str, later: u64| {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::File::create(path).unwrap().set_modified(now + Duration::from_secs(later)).unwrap();
        };
        touch("Cargo.toml", 1);
        touch("src/lib.rs", 2);
        touch("dist/rule.wasm", 3);
        let project = Project::open(&folder).unwrap();
        let changed = || project.changed().unwrap().map(|at| at.duration_since(now).unwrap().as_secs());
        assert_eq!((project.is_stale().unwrap(), changed()), (false, Some(2)));
        for (file, stale, latest) in [
            ("target/release/rule.wasm", false, 2),
            ("node_modules/x/index.js", false, 2),
            (".venv/bin/python", false, 2),
            ("cases.yaml", false, 9),
            ("src/lib.rs", true, 9),
        ] {
            touch(file, 9);
            assert_eq!((project.is_stale().unwrap(), changed()), (stale, Some(latest)), "{file}");
        }
        touch("Cargo.lock", 20);
        touch("package-lock.json", 20);
        assert_eq!(changed(), Some(9), "the first build writes them");
        assert!(project.is_stale().unwrap(), "somebody who writes them wants another build");
    }
}

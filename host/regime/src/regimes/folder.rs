//! The layout of a policies folder.
//!
//! `<JURISDICTION>/<name>.yaml` is a regime, `<JURISDICTION>/territories.yaml` the tree, `<JURISDICTION>/locales/<language>.ftl` what a
//! jurisdiction says differently, `locales/<language>.ftl` what all say. `*.cases.yaml` and `<JURISDICTION>/corpus/` belong to another crate.

use std::{
    fs::{self, File},
    io::Read,
    path::{Path, PathBuf},
};

use domain::{Jurisdiction, Language};

use crate::diagnostic::Diagnostic;

/// A file of a policies folder.
#[derive(Debug, Clone)]
pub struct PolicyFile {
    /// Its path within the folder, with `/`: `AZ/2020-12-14-tightened-quarantine.yaml`.
    pub path: String,
    /// What diagnostics call it.
    pub name: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What a file is, by its path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Regime {
        jurisdiction: Jurisdiction,
        stem: String,
    },
    Territories(Jurisdiction),
    Catalogue {
        jurisdiction: Option<Jurisdiction>,
        language: Language,
    },
    /// Nothing of this crate's.
    Other,
    /// Meant to be something, but not where or as it should be called.
    Stray(String),
}

/// Longer than any file that will be taken, so that one that is too long is seen to be.
const MOST: u64 = (1 << 20) + 1;

/// Every file of a folder, in the order of their paths, and what could not be read.
pub(super) fn read(dir: &Path) -> (Vec<PolicyFile>, Vec<Diagnostic>) {
    let (mut files, mut found) = (Vec::new(), Vec::new());
    let mut folders = vec![(dir.to_owned(), String::new())];
    while let Some((folder, path)) = folders.pop() {
        let entries = match fs::read_dir(&folder).and_then(|entries| entries.collect::<Result<Vec<_>, _>>()) {
            Ok(entries) => entries,
            Err(error) => {
                found.push(unreadable(&folder, &error));
                continue;
            }
        };
        for entry in entries {
            let Ok(name) = entry.file_name().into_string() else { continue };
            let inner = if path.is_empty() { name.clone() } else { format!("{path}/{name}") };
            let hidden = name.starts_with('.');
            if entry.path().is_dir() {
                if !hidden && inner.matches('/').count() < 2 {
                    folders.push((entry.path(), inner));
                }
            } else if !hidden && kind(&inner) != Kind::Other {
                match bytes(&entry.path()) {
                    Ok(bytes) => files.push(PolicyFile { path: inner, name: entry.path().display().to_string(), bytes }),
                    Err(error) => found.push(unreadable(&entry.path(), &error)),
                }
            }
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    (files, found)
}

fn bytes(path: &PathBuf) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn unreadable(path: &Path, error: &std::io::Error) -> Diagnostic {
    Diagnostic::of_file(&path.display().to_string(), "regime::unreadable", format!("it cannot be read: {error}"))
}

/// What a file is, by its path within the folder.
pub(super) fn kind(path: &str) -> Kind {
    let parts: Vec<&str> = path.split('/').collect();
    let jurisdiction = |name: &str| name.parse::<Jurisdiction>();
    match parts.as_slice() {
        ["locales", file] => catalogue(None, file),
        [folder, "locales", file] => match jurisdiction(folder) {
            Ok(owner) => catalogue(Some(owner), file),
            Err(_) => Kind::Stray(format!("`{folder}` is not a jurisdiction")),
        },
        [_, file] if file.ends_with(".cases.yaml") => Kind::Other,
        [folder, file] if file.ends_with(".yaml") => match (jurisdiction(folder), file.strip_suffix(".yaml")) {
            (Ok(owner), Some("territories")) => Kind::Territories(owner),
            (Ok(jurisdiction), Some(stem)) => Kind::Regime { jurisdiction, stem: stem.to_owned() },
            _ => match jurisdiction(&folder.to_uppercase()) {
                Ok(meant) => Kind::Stray(format!("the folder `{folder}` is not a jurisdiction: call it `{meant}`")),
                Err(_) => Kind::Stray(format!("the folder `{folder}` is not a jurisdiction")),
            },
        },
        [_, file] if file.ends_with(".yml") => Kind::Stray("only `.yaml` is read: rename it".to_owned()),
        [file] if file.ends_with(".yaml") || file.ends_with(".yml") => {
            Kind::Stray("it belongs into the folder of a jurisdiction".to_owned())
        }
        _ => Kind::Other,
    }
}

fn catalogue(jurisdiction: Option<Jurisdiction>, file: &str) -> Kind {
    match file.strip_suffix(".ftl").map(str::parse::<Language>) {
        Some(Ok(language)) => Kind::Catalogue { jurisdiction, language },
        Some(Err(error)) => Kind::Stray(error.to_string()),
        None => Kind::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_says_what_a_file_is() {
        let regime = Kind::Regime { jurisdiction: "RU-TA".parse().unwrap(), stem: "2020-03-30-x".to_owned() };
        assert_eq!(kind("RU-TA/2020-03-30-x.yaml"), regime);
        assert_eq!(kind("AZ/territories.yaml"), Kind::Territories("AZ".parse().unwrap()));
        assert_eq!(kind("locales/az.ftl"), Kind::Catalogue { jurisdiction: None, language: "az".parse().unwrap() });
        let own = Kind::Catalogue { jurisdiction: "AZ".parse().ok(), language: "ru".parse().unwrap() };
        assert_eq!(kind("AZ/locales/ru.ftl"), own);
        for other in ["AZ/x.cases.yaml", "AZ/corpus/x.yaml", "README.md", "AZ/notes.txt", "locales/README.md", "a/b/c/d.yaml"] {
            assert_eq!(kind(other), Kind::Other, "{other}");
        }
        for stray in ["x.yaml", "az/x.yaml", "Baku/x.yaml", "AZ/x.yml", "locales/az-Latn.ftl", "az/locales/az.ftl"] {
            assert!(matches!(kind(stray), Kind::Stray(_)), "{stray}");
        }
    }
}

//! Regime files with mistakes in them: each says in its first lines what is to be said of it, and nothing else may be.
//!
//! `# expect: 12 regime::unknown-key` is a line and a code. `# beside: AZ/x.yaml` puts the file beside the good one instead
//! of in its place; `# without: AZ/x.yaml` takes another file away.

use std::{collections::BTreeSet, fs, path::Path};

use regime::{Diagnostics, PolicyFile};

use crate::common::{BASE, folder, said};

/// Every broken file with its bytes, in the order of their names.
fn broken() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> =
        entries.map(|path| (path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read(&path).unwrap())).collect();
    files.sort();
    files
}

fn header(text: &str, key: &str) -> Vec<String> {
    let lines = text.lines().take_while(|line| line.starts_with("# "));
    lines.filter_map(|line| line.strip_prefix(&format!("# {key}: "))).map(str::to_owned).collect()
}

fn files(bytes: &[u8]) -> (String, Vec<PolicyFile>) {
    let beside = header(&String::from_utf8_lossy(bytes), "beside").into_iter().next();
    let path = beside.unwrap_or_else(|| BASE.to_owned());
    let without = header(&String::from_utf8_lossy(bytes), "without");
    let files = folder(&[(&path, bytes)]).into_iter().filter(|file| !without.contains(&file.path)).collect();
    (path, files)
}

#[test]
fn many_mistakes_in_a_picture() {
    let (_, bytes) = broken().into_iter().find(|(name, _)| name == "many-at-once").unwrap();
    insta::assert_snapshot!("many-at-once", Diagnostics::new(said(files(&bytes).1)).report(false));
}

#[test]
fn the_good_folder_is_good() {
    let found = said(folder(&[]));
    assert!(found.is_empty(), "{}", Diagnostics::new(found).report(false));
}

#[test]
fn every_mistake_is_found_at_its_line() {
    let all = broken();
    assert!(all.len() >= 100, "{}", all.len());
    let mut wrong = String::new();
    for (name, bytes) in all {
        let (path, files) = files(&bytes);
        let expected: BTreeSet<String> = header(&String::from_utf8_lossy(&bytes), "expect").into_iter().collect();
        let found = said(files);
        let said: BTreeSet<String> = found.iter().map(|d| format!("{} {}", d.line(), d.code())).collect();
        let elsewhere = found.iter().any(|d| d.file() != path);
        if said != expected || expected.is_empty() || elsewhere {
            wrong.push_str(&format!("{name}: expected {expected:?}\n{}\n", Diagnostics::new(found).report(false)));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

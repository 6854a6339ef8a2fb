//! The cases of this repository's own regimes, and what is said of cases that are wrong.

use std::{
    fs,
    path::{Path, PathBuf},
};

use cases::{CasesError, Report};
use engine::{Engine, EngineOptions, Library};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn library() -> Library {
    let plugins = root().join("plugins/dist");
    assert!(plugins.join("standard.wasm").is_file(), "build the plugins first: cargo xtask plugins");
    Library::open(&Engine::new(EngineOptions::default()).unwrap(), &plugins).unwrap()
}

async fn run(policies: &Path) -> Result<Report, CasesError> {
    cases::run(policies, &library(), None).await
}

/// A folder with the policies of this repository, in which something can be changed.
fn changed(change: impl Fn(&str, String) -> String) -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path, change: &dyn Fn(&str, String) -> String) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if path.is_dir() {
                copy(&path, &to.join(&name), change);
            } else {
                fs::write(to.join(&name), change(&name, fs::read_to_string(&path).unwrap())).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("policies"), folder.path(), &change);
    folder
}

#[tokio::test(flavor = "multi_thread")]
async fn every_case_of_every_regime_passes_and_every_part_is_touched() {
    let report = run(&root().join("policies")).await.unwrap();
    assert!(report.is_green() && report.passed >= 80, "{}", report.human());
    assert!(report.coverage.len() == 2 && report.coverage.iter().all(|coverage| coverage.untouched.is_empty()), "{}", report.human());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_rule_is_found_by_its_cases() {
    let folder = changed(|name, text| match name {
        "2020-12-14-tightened-quarantine.yaml" => text.replace("quota: [{ times: 1, per: day }]", "quota: [{ times: 2, per: day }]"),
        _ => text,
    });
    let report = run(folder.path()).await.unwrap();
    let failure = report.failed.iter().find(|failure| failure.note.starts_with("code 2 once a day")).unwrap();
    assert_eq!(failure.step, Some(2));
    let fields: Vec<&str> = failure.differences.iter().map(|difference| difference.field.as_str()).collect();
    assert_eq!(fields, ["outcome", "reasons", "reply"]);
    let cases = fs::read_to_string(folder.path().join("AZ/2020-12-14-tightened-quarantine.cases.yaml")).unwrap();
    let line = cases.lines().nth(failure.line - 1).unwrap();
    assert!(line.contains("at: 2020-12-15T10:05"), "{line}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_in_cases_is_shown_in_its_line() {
    let wrong = "from: '+994501112233'
cases:
  - note: a
    at: 2020-12-15T10:00
    when: { sms: \"2 AZE1234567\" }
    steps: [{ when: { sms: x } }]
  - note: a
    at: 2020-12-15T10:00
";
    let folder = changed(|name, text| if name == "2020-12-14-tightened-quarantine.cases.yaml" { wrong.to_owned() } else { text });
    let Err(CasesError::File(found)) = run(folder.path()).await else { panic!("it must be refused") };
    let found: Vec<(&str, usize)> = found.iter().map(|diagnostic| (diagnostic.code(), diagnostic.line())).collect();
    assert_eq!(found, [("cases::two-forms", 6), ("cases::nothing-happens", 7), ("cases::same-note", 7)]);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_key_is_refused_by_the_schema() {
    let wrong = "from: '+994501112233'
cases:
  - note: a
    at: 2020-12-15T10:00
    when: { sms: \"2 AZE1234567\" }
    then: { outcom: granted }
";
    let folder = changed(|name, text| if name == "2020-12-14-tightened-quarantine.cases.yaml" { wrong.to_owned() } else { text });
    let Err(CasesError::File(found)) = run(folder.path()).await else { panic!("it must be refused") };
    assert!(found.iter().any(|diagnostic| diagnostic.line() == 6), "{}", found.report(false));
}

#[tokio::test(flavor = "multi_thread")]
async fn cases_without_a_regime_are_refused() {
    let folder = changed(|_, text| text);
    fs::write(folder.path().join("AZ/2019-01-01-other.cases.yaml"), "from: '+994501112233'\ncases: []\n").unwrap();
    let Err(CasesError::File(found)) = run(folder.path()).await else { panic!("it must be refused") };
    assert_eq!(found.iter().map(regime::Diagnostic::code).collect::<Vec<_>>(), ["cases::no-regime"]);
}

/// The schema that editors use, written anew with `BLESS=1`.
#[test]
fn the_published_schema_is_the_types() {
    let path = root().join("docs/schema/cases.json");
    let schema = serde_json::to_string_pretty(&cases::schema()).unwrap() + "\n";
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &schema).unwrap();
    }
    assert!(fs::read_to_string(&path).is_ok_and(|published| published == schema), "docs/schema/cases.json is old: run with BLESS=1");
}

//! The corpora of this repository's own regimes: the report that is kept, its bars, and what is said of corpora that are wrong.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use cases::{CasesError, CorpusReport, corpus_schema, run_corpus};
use engine::{Engine, EngineOptions, Library};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

fn library() -> Library {
    let plugins = root().join("plugins/dist");
    assert!(plugins.join("standard.wasm").is_file(), "build the plugins first: cargo xtask plugins");
    Library::open(&Engine::new(EngineOptions::default()).unwrap(), &plugins).unwrap()
}

async fn run(policies: &Path) -> Result<CorpusReport, CasesError> {
    run_corpus(policies, &library(), None).await
}

async fn report(policies: &Path) -> CorpusReport {
    match run(policies).await {
        Ok(report) => report,
        Err(CasesError::File(found)) => panic!("{}", found.report(false)),
        Err(error) => panic!("{error}"),
    }
}

/// Compares with what is kept; writes it anew with `BLESS=1`.
fn kept(path: &str, now: &str) {
    let file = root().join(path);
    if std::env::var_os("BLESS").is_some() {
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(&file, now).unwrap();
    }
    let kept = fs::read_to_string(&file).unwrap_or_default();
    assert!(kept == now, "{path} is old: run with BLESS=1 and read the difference\n{now}");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_report_is_the_one_that_is_kept() {
    let report = report(&root().join("policies")).await;
    let all = report.all();
    assert!(all.messages >= 800, "{}", all.messages);
    assert!(report.is_good() && all.misread == 0, "{}", report.human(true));
    kept("docs/reference/corpus-report.txt", &report.human(false));
}

/// A folder with the policies of this repository and one corpus of Azerbaijan.
fn with_corpus(text: &str) -> tempfile::TempDir {
    fn copy(from: &Path, to: &Path) {
        fs::create_dir_all(to).unwrap();
        for entry in fs::read_dir(from).unwrap() {
            let path = entry.unwrap().path();
            let inner = to.join(path.file_name().unwrap());
            if path.is_dir() {
                if path.file_name().unwrap() != "corpus" {
                    copy(&path, &inner);
                }
            } else {
                fs::copy(&path, inner).unwrap();
            }
        }
    }
    let folder = tempfile::tempdir().unwrap();
    copy(&root().join("policies"), folder.path());
    fs::create_dir(folder.path().join("AZ/corpus")).unwrap();
    fs::write(folder.path().join("AZ/corpus/x.yaml"), text).unwrap();
    folder
}

const HEAD: &str = "regime: az/2020-12-14-tightened-quarantine\nat: 2020-12-15T10:00\nfrom: '+994501112233'\nmessages:\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_message_that_is_not_taken_as_meant_is_shown_with_its_line() {
    let folder = with_corpus(&format!(
        "{HEAD}  - kind: separators
    language: az
    means: {{ purpose: necessities, identity: AZE1234567 }}
    texts:
      - 2AZE1234567
      - 1 AZE1234567
      - 2 AZE7654321
  - {{ kind: off_topic, language: az, asks: [unreadable], texts: [bala bala] }}
"
    ));
    let report = report(folder.path()).await;
    let text = report.human(true);
    for (line, verdict) in [(10, "misread"), (11, "somebody else's")] {
        assert!(text.contains(&format!("x.yaml:{line}: separators {verdict}")), "{text}");
    }
    let all = report.all();
    assert_eq!((all.messages, all.understood, all.misread, all.somebody_else, all.corrected), (4, 1, 1, 1, 1), "{text}");
    assert!(!report.is_good());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_in_a_corpus_is_shown_in_its_line() {
    let cases = [
        (format!("{HEAD}  - {{ kind: order, language: az, texts: [x] }}\n"), "corpus::no-sense", 5),
        (format!("{HEAD}  - {{ kind: order, language: az, means: {{ purpose: sleep }}, texts: [x] }}\n"), "corpus::no-purpose", 5),
        (
            format!("{HEAD}  - {{ kind: order, language: az, means: {{ purpose: medical, identity: AZE1 }}, texts: [x] }}\n"),
            "corpus::no-number",
            5,
        ),
        (format!("{HEAD}  - {{ kind: order, language: az, means: help, texts: [x, y, x] }}\n"), "corpus::again", 5),
        (
            format!(
                "{HEAD}  []\nvariations:\n  - {{ language: az, text: 2 AZE 1234567, means: {{ purpose: medical, identity: AZE1234567 }},\n      mistakes: [letter_o] }}\n"
            ),
            "corpus::no-place",
            8,
        ),
        (HEAD.replace("12-14-tightened", "12-14-other") + "  []\n", "corpus::no-regime", 1),
        (format!("{HEAD}  - {{ kind: ordr, language: az, means: help, texts: [x] }}\n"), "regime::wrong-value", 5),
    ];
    for (text, code, line) in cases {
        let Err(CasesError::File(found)) = run(with_corpus(&text).path()).await else { panic!("it must be refused: {text}") };
        let found: Vec<(&str, usize)> = found.iter().map(|diagnostic| (diagnostic.code(), diagnostic.line())).collect();
        assert_eq!(found, [(code, line)], "{text}");
    }
}

/// The schema that editors use, written anew with `BLESS=1`.
#[test]
fn the_published_schema_is_the_types() {
    kept("docs/schema/corpus.json", &(serde_json::to_string_pretty(&corpus_schema()).unwrap() + "\n"));
}

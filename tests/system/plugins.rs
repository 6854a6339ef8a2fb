//! A plugin's folder: made, tested, watched. That each language builds is tried by `cargo xtask test`, which has its tools; here the
//! component stands in the folder already.

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command as StdCommand, Stdio},
    time::Duration,
};

use serde_json::Value;
use tempfile::TempDir;
use tokio::{
    io::{AsyncBufReadExt, BufReader, Lines},
    process::{ChildStdout, Command},
};

use crate::exeat::{Ran, exeat, root};

/// A folder in which `pause` stands as if it had just been built.
struct Folder(TempDir);

impl Folder {
    fn new() -> Self {
        let above = tempfile::tempdir().expect("a folder");
        let folder = above.path().join("pause");
        fs::create_dir_all(folder.join("dist")).expect("a folder");
        fs::write(folder.join("Cargo.toml"), "").expect("written");
        fs::copy(root().join("plugins/pause/cases.yaml"), folder.join("cases.yaml")).expect("copied");
        let wasm = fs::read(root().join("plugins/dist/pause.wasm")).expect("build the plugins first: cargo xtask plugins");
        fs::write(folder.join("dist/pause.wasm"), wasm).expect("written");
        Self(above)
    }

    fn path(&self) -> PathBuf {
        self.0.path().join("pause")
    }

    fn change_cases(&self, from: &str, to: &str) {
        let path = self.path().join("cases.yaml");
        let text = fs::read_to_string(&path).expect("it is there");
        assert!(text.contains(from), "`{from}` is not in the cases");
        fs::write(&path, text.replace(from, to)).expect("written");
    }
}

fn run(folder: &Path, args: &[&str]) -> Ran {
    let mut command: StdCommand = exeat();
    command.current_dir(folder).args(args).output().expect("it starts").into()
}

#[test]
fn a_folder_is_tested_by_its_cases_and_by_the_contract() {
    let folder = Folder::new();
    let ran = run(&folder.path(), &["plugin", "test"]);
    assert_eq!((ran.code, ran.out.lines().next()), (0, Some("7 passed, 0 failed")), "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("pause keeps the contract: 7 of 7 rules"), "{}", ran.out);

    folder.change_cases("until: \"11:00\", rules", "until: \"12:00\", rules");
    let ran = run(&folder.path(), &["--format", "json", "plugin", "test", "."]);
    let said: Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err));
    let failed = &said["cases"]["failed"][0];
    assert_eq!((ran.code, failed["line"].as_u64(), failed["differences"][0]["field"].as_str()), (1, Some(10), Some("until")), "{said}");
    let ran = run(&folder.path(), &["plugin", "test", "--only", "taken back"]);
    assert_eq!((ran.code, ran.out.trim()), (0, "1 passed, 0 failed"), "who looks for one case is not told of the contract");
    assert!(!folder.path().join("exeat-data").exists(), "nothing is left outside of `dist`");
}

#[test]
fn a_folder_stands_for_the_plugin_that_is_written_in_it() {
    let folder = Folder::new();
    for (asked, expected) in [("inspect", "policy     pause 1.0.0"), ("conform", "pause in xx/2020-01-01-cases"), ("bench", "reused")] {
        let ran = run(&folder.path(), &["plugin", asked, "."]);
        assert!(ran.code == 0 && ran.out.contains(expected), "{asked}: {}{}", ran.out, ran.err);
    }
}

#[test]
fn what_cannot_be_tested_or_made_says_why() {
    let folder = Folder::new();
    let above = folder.0.path();
    fs::create_dir(above.join("empty")).expect("a folder");
    for (args, expected) in [
        (&["plugin", "test", "empty"][..], "`empty` is not the folder of a plugin"),
        (&["plugin", "test", "nowhere"], "`nowhere` is not the folder of a plugin"),
        (&["plugin", "new", "pause", "--lang", "rust"], "`pause` is there already"),
        (&["plugin", "new", "Day Rule", "--lang", "js"], "`Day Rule` cannot name a plugin"),
        (&["plugin", "new", "day-rule", "--lang", "go"], "must be one of: rust, js, python"),
    ] {
        let ran = run(above, args);
        assert!(ran.code == 1 && ran.err.contains(expected), "{args:?}: {}{}", ran.out, ran.err);
    }
    assert!(!above.join("day-rule").exists() && !above.join("Day Rule").exists());

    // Whoever looks at a folder runs nothing of it.
    fs::remove_file(folder.path().join("dist/pause.wasm")).expect("removed");
    let ran = run(&folder.path(), &["plugin", "inspect", "."]);
    assert!(ran.code == 1 && ran.err.contains("exeat plugin build .") && !ran.err.contains("$ cargo"), "{}", ran.err);

    // A mistake in the cases is drawn before anything is built.
    folder.change_cases("purpose: medical,", "purpose: medicine,");
    let ran = run(&folder.path(), &["plugin", "test"]);
    assert!(ran.code == 1 && ran.err.contains("the regime has no purpose `medicine`") && !ran.err.contains("$ cargo"), "{}", ran.err);
}

/// Reads on until a line that holds a text.
async fn hear(lines: &mut Lines<BufReader<ChildStdout>>, text: &str) {
    let heard = async {
        while let Some(line) = lines.next_line().await.expect("a line") {
            if line.contains(text) {
                return;
            }
        }
        panic!("it ended without `{text}`");
    };
    tokio::time::timeout(Duration::from_secs(60), heard).await.unwrap_or_else(|_| panic!("it never said `{text}`"));
}

#[tokio::test]
async fn whoever_watches_sees_each_change() {
    let folder = Folder::new();
    let mut command = Command::from(exeat());
    command.current_dir(folder.path()).args(["plugin", "test", "--watch"]).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut watching = command.kill_on_drop(true).spawn().expect("it starts");
    let mut lines = BufReader::new(watching.stdout.take().expect("its output")).lines();
    hear(&mut lines, "7 passed, 0 failed").await;
    folder.change_cases("until: \"14:00\"", "until: \"15:00\"");
    hear(&mut lines, "6 passed, 1 failed").await;
    // A file that is no YAML for a moment does not end it.
    folder.change_cases("cases:", "cases: [");
    folder.change_cases("cases: [", "cases:");
    folder.change_cases("until: \"15:00\"", "until: \"14:00\"");
    hear(&mut lines, "7 passed, 0 failed").await;
}

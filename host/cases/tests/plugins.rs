//! Cases of plugins: what passes, what differs and how it is shown, and what is wrong with a file.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::OnceLock,
};

use cases::{LoadedPolicy, Report, policy_schema};
use engine::{Engine, EngineOptions, Plugin};
use regime::Diagnostics;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn pause() -> &'static Plugin {
    static PAUSE: OnceLock<Plugin> = OnceLock::new();
    PAUSE.get_or_init(|| {
        let bytes = fs::read(root().join("plugins/dist/pause.wasm")).unwrap();
        Engine::new(EngineOptions::default()).unwrap().load(&bytes).unwrap()
    })
}

/// The cases of `pause`, with other ones at the end.
const REGIME: &str = "regime:
  time_zone: Europe/Berlin
  purposes: [shopping]
  territories: [DE]
  settings: { pause: 2h, valid_for: 1h }
cases:
";

fn run(cases: &str) -> Result<Report, Diagnostics> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cases.yaml");
    fs::write(&path, cases).unwrap();
    LoadedPolicy::read(&path)?.run(pause(), None)
}

#[test]
fn the_cases_of_a_plugin_ask_it_alone() {
    let cases = LoadedPolicy::read(&root().join("plugins/pause/cases.yaml")).unwrap();
    let report = cases.run(pause(), None).unwrap();
    assert!(report.is_green() && report.passed == 7, "{}", report.human());
    assert_eq!(cases.run(pause(), Some("taken back")).unwrap().passed, 1);
}

/// A field that differs, what was wanted of it, and what came.
type Differs = (&'static str, &'static str, &'static str);

/// What is given and wanted, and what differs.
const DIFFERENCES: &[(&str, &[Differs])] = &[
    ("given: { at: 2021-01-04T10:00 }, want: { outcome: refused }", &[("outcome", "refused", "granted")]),
    (
        "given: { at: 2021-01-04T10:00 }, want: { from: '10:30', until: 2021-01-05T11:00 }",
        &[("from", "2021-01-04T10:30", "2021-01-04T10:00"), ("until", "2021-01-05T11:00", "2021-01-04T11:00")],
    ),
    ("given: { at: 2021-01-04T10:00 }, want: { reasons: [too-soon] }", &[("reasons", "[too-soon]", "[]")]),
    (
        "given: { at: 2021-01-04T10:00 }, want: { rules: { pause: failed, other: passed } }",
        &[("rules: other", "passed", "nothing"), ("rules: pause", "failed", "passed")],
    ),
    ("given: { at: 2021-01-04T10:00 }, want: { error: understand }", &[("error", "understand", "none: it decided")]),
    (
        "given: { at: 2021-01-04T10:00, settings: { pause: 2h } }, want: { outcome: granted }",
        &[("settings", "to be taken", "\"\": the key `valid_for` is missing")],
    ),
    (
        "given: { settings: { pause: 1h, valid_for: 1h } }, want: { problems: { /pause: long } }",
        &[("problems", "/pause: long", "none: the settings are taken")],
    ),
    (
        "given: { settings: { pause: x, valid_for: 1h } }, want: { problems: { /valid_for: x } }",
        &[("problems", "/valid_for: x", "/pause: `x` must be numbers with units, largest first: `3h`, `90min`, `1h30min`, `10d`")],
    ),
];

#[test]
fn what_differs_is_shown_with_what_was_wanted() {
    for (case, expected) in DIFFERENCES {
        let report = run(&format!("{REGIME}  - {{ note: n, {case} }}\n")).unwrap_or_else(|mistakes| panic!("{}", mistakes.report(false)));
        let found: Vec<_> = report.failed.iter().flat_map(|failure| &failure.differences).collect();
        let found: Vec<_> = found.iter().map(|d| (d.field.as_str(), d.expected.as_str(), d.actual.as_str())).collect();
        assert_eq!(found, *expected, "{case}");
        assert_eq!(report.failed[0].line, 7, "{case}");
    }
}

/// A case or a whole file, and the line and code of everything that is wrong with it.
const MISTAKES: &[(&str, &[(usize, &str)])] = &[
    ("{ note: n, want: { outcome: granted } }", &[(7, "cases::no-moment")]),
    ("{ note: n, given: { at: 2021-01-04T10:00 }, want: {} }", &[(7, "cases::nothing-wanted")]),
    (
        "{ note: n, given: { at: 2021-01-04T10:00, settings: {} }, want: { outcome: granted, problems: { '': x } } }",
        &[(7, "cases::two-forms")],
    ),
    ("{ note: n, given: { at: 2021-01-04T10:00, purpose: walk }, want: { outcome: granted } }", &[(7, "cases::no-purpose")]),
    ("{ note: n, given: { at: 2021-01-04T10:00, place: DE-BE }, want: { outcome: granted } }", &[(7, "cases::no-territory")]),
    (
        "{ note: n, given: { at: 2021-01-04T10:00, history: [{ purpose: shopping, from: 2021-01-04T10:00, until: 2021-01-04T10:00 }] }, want: { outcome: granted } }",
        &[(7, "cases::empty")],
    ),
    ("{ note: n, given: { at: 2021-01-04 }, want: { outcome: granted } }", &[(7, "regime::wrong-value")]),
    ("{ note: n, given: { at: 2021-01-04T10:00, car: true }, want: { outcome: granted } }", &[(7, "regime::unknown-key")]),
];

#[test]
fn what_is_wrong_with_a_file_is_told_at_its_line() {
    let mut wrong: Vec<(String, &[(usize, &str)])> = Vec::new();
    wrong.extend(MISTAKES.iter().map(|(case, expected)| (format!("{REGIME}  - {case}\n"), *expected)));
    let same = "  - { note: n, given: { at: 2021-01-04T10:00 }, want: { outcome: granted } }\n".repeat(2);
    wrong.push((format!("{REGIME}{same}"), &[(8, "cases::same-note")]));
    wrong.push((REGIME.replace("Europe/Berlin", "Europe/Nowhere") + "  []\n", &[(2, "cases::no-zone")]));
    wrong.push((REGIME.replace("[shopping]", "[{ name: shopping, cite: act }]") + "  []\n", &[(3, "cases::no-source")]));
    wrong.push((REGIME.replace("[shopping]", "[]") + "  []\n", &[(3, "cases::no-purpose")]));
    wrong.push((REGIME.replace("[DE]", "[{ code: DE-BE, part_of: DE }]") + "  []\n", &[(4, "cases::no-territory")]));
    wrong.push((REGIME.replace("pause: 2h, ", "") + "  []\n", &[(5, "regime::missing-key")]));
    wrong.push((REGIME.replace("pause: 2h", "pause: 2") + "  []\n", &[(5, "regime::wrong-type")]));
    wrong.push((REGIME.replace("pause: 2h", "pause: two") + "  []\n", &[(5, "cases::settings")]));
    for (file, expected) in wrong {
        let mistakes = run(&file).map(|report| report.human()).unwrap_err();
        let found: Vec<(usize, &str)> = mistakes.iter().map(|mistake| (mistake.line(), mistake.code())).collect();
        assert_eq!(found, expected, "{file}\n{}", mistakes.report(false));
    }
}

#[test]
fn the_published_schema_is_this_one() {
    let path = root().join("docs/schema/plugin-cases.json");
    let current = serde_json::to_string_pretty(&policy_schema()).unwrap() + "\n";
    if std::env::var_os("BLESS").is_some() {
        fs::write(&path, &current).unwrap();
    }
    assert!(
        fs::read_to_string(&path).is_ok_and(|published| published == current),
        "docs/schema/plugin-cases.json is old: run with BLESS=1"
    );
}

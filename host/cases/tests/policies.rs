//! The cases of this repository's own regimes, and what is said of cases that are wrong.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

use cases::{CasesError, Report};
use engine::{Engine, EngineOptions, Library};
use tokio::task::JoinSet;

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
    assert!(report.coverage.len() >= 2 && report.coverage.iter().all(|coverage| coverage.untouched.is_empty()), "{}", report.human());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_rule_is_shown_in_its_step_and_line() {
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

/// Changes that leave a regime well-formed and wrong. Every one must be found by some case.
const AZ: &[(&str, &str)] = &[
    ("from: 2020-12-14T00:00", "from: 2020-12-14T00:01"),
    ("from: 2020-12-14T00:00", "from: 2020-12-13T23:59"),
    ("until: 2021-01-18T00:00", "until: 2021-01-18T00:01"),
    ("until: 2021-01-18T00:00", "until: 2021-01-17T00:00"),
    ("time_zone: Asia/Baku", "time_zone: Europe/Moscow"),
    ("AZ-MI, AZ-SR, ", "AZ-MI, "),
    ("AZ-SR, AZ-ABS", "AZ-SR, AZ-AST, AZ-ABS"),
    ("AZ-BIL, AZ-ISM]", "AZ-ISM]"),
    ("whole: [AZ-BA", "whole: [AZ-NX, AZ-BA"),
    ("centre_only: [AZ-MAS, ", "centre_only: ["),
    ("AZ-LA, AZ-SA", "AZ-LA, AZ-LAN, AZ-SA"),
    ("blocked_by: [infected, quarantined]", "blocked_by: [infected]"),
    ("blocked_by: [infected, quarantined]", "blocked_by: [quarantined]"),
    ("rules: { valid_for: 3h }\n  necessities:", "rules: { valid_for: 2h }\n  necessities:"),
    ("      valid_for: 3h", "      valid_for: 2h"),
    ("    rules: { valid_for: 3h }\n\nexemptions", "    rules: { valid_for: 2h }\n\nexemptions"),
    ("times: 1, per: day", "times: 1, per: week"),
    ("times: 1, per: day", "times: 1, per: 2d"),
    ("times: 1, per: day", "times: 1, per: day, across: all"),
    ("    desk:\n      phone: \"102\"", "    desk:\n      phone: \"103\""),
    ("help: \"9108\"", "help: \"9107\""),
    ("AZE[0-9]{7,8}", "AZE[0-9]{7}"),
    ("AZE[0-9]{7,8}", "AZE[0-9]{5,8}"),
    ("languages: [az, ru, en]", "languages: [ru, az, en]"),
];

const AZ_APRIL: &[(&str, &str)] = &[
    ("valid_with: permitted_staff", "valid_with: volunteer"),
    ("      valid_for: 2h\n      within_level", "      valid_for: 3h\n      within_level"),
    ("    rules: { valid_for: 2h }", "    rules: { valid_for: 3h }"),
];

const AZ_JULY: &[(&str, &str)] = &[
    ("until: 2020-08-05T06:00 }", "until: 2020-08-05T06:01 }"),
    ("    - AZ-YE\n", "    - AZ-YE\n    - AZ-YEV\n"),
    ("    - AZ-SA\n", ""),
    ("      valid_for: 2h", "      valid_for: 3h"),
    ("times: 1, per: day", "times: 1, per: day, across: all"),
];

const AZ_CURFEW: &[(&str, &str)] = &[
    ("from: 2020-09-28T21:00", "from: 2020-09-28T00:00"),
    ("21:00-06:00\" }", "21:00-05:00\" }"),
    ("    - AZ-YE\n", "    - AZ-YEV\n"),
    ("attributes: [state_body_staff, needed_at_night]", "attributes: [needed_at_night]"),
    ("      valid_with: needed_at_night\n      requires: { attributes: [permitted_staff", "      requires: { attributes: [permitted_staff"),
];

const TA: &[(&str, &str)] = &[
    ("from: 2020-03-30T00:00", "from: 2020-03-29T00:00"),
    ("until: 2020-04-04T00:00", "until: 2020-04-03T23:59"),
    ("time_zone: Europe/Moscow", "time_zone: Asia/Yekaterinburg"),
    ("whole: [RU-TA]", "whole: [RU-TA.kazan]"),
    ("  valid_for: 1h", "  valid_for: 2h"),
    ("  requires: { registration: true }", "  quota: [{ times: 9, per: day }]"),
    ("  valid_for: 1h", "  quota: [{ times: 2, per: day }]\n  valid_for: 1h"),
    ("code: \"9\"", "code: \"10\""),
    ("dialog_timeout: 30min", "dialog_timeout: 20min"),
    ("dialog_timeout: 30min", "dialog_timeout: 31min"),
    ("[0-9]{10}", "[0-9]{8,10}"),
    ("languages: [ru, tt, en]", "languages: [ru, en]"),
];

const TA_APRIL_4: &[(&str, &str)] = &[
    ("valid_for: 2h", "valid_for: 1h"),
    ("times: 2, per: day", "times: 3, per: day"),
    ("valid_for: 6h", "valid_for: 5h"),
    ("per: 3d", "per: 2d"),
];

const TA_APRIL_12: &[(&str, &str)] = &[
    ("times: 2, per: day", "times: 3, per: day"),
    ("times: 4, per: week", "times: 5, per: week"),
    ("registration: { fields: [identity] }", "registration: { fields: [name, identity] }"),
];

const TA_APRIL_30: &[(&str, &str)] = &[("times: 8, per: week", "times: 9, per: week")];

const TA_MAY_6: &[(&str, &str)] =
    &[("times: 1, per: month", "times: 2, per: month"), ("times: 1, per: week", "times: 1, per: day"), ("кладбище, ", "")];

const TA_MAY_8: &[(&str, &str)] = &[("times: 2, per: week", "times: 3, per: week"), ("until: 2020-05-12T00:00", "until: 2020-05-13T00:00")];

const MOW: &[(&str, &str)] = &[
    ("from: 2020-04-15T00:00", "from: 2020-04-14T00:00"),
    ("until: 2020-05-01T00:00 }\nmeasure", "until: 2020-04-30T00:00 }\nmeasure"),
    ("valid_until: 2020-05-01T00:00", "valid_until: 2020-04-30T00:00"),
    ("valid_days: 1", "valid_days: 2"),
    ("times: 2, per: week", "times: 3, per: week"),
    ("[0-9]{10}", "[0-9]{9,10}"),
    ("\"1 1\", ", ""),
    ("separator: \"*\"", "separator: \"#\""),
];

const MOW_MAY_1: &[(&str, &str)] =
    &[("until: 2020-05-05T00:00", "until: 2020-05-06T00:00"), ("purposes: [work], ", ""), ("волонтёр, ", "")];

const GR: &[(&str, &str)] = &[
    ("from: 2020-11-07T06:00", "from: 2020-11-07T05:59"),
    ("time_zone: Europe/Athens", "time_zone: Europe/London"),
    ("valid_days: 1", "valid_days: 2"),
    ("hours: 05:00-21:00", "hours: 05:00-20:00"),
    ("σούπερμάρκετ, ψώνια", "σούπερμάρκετ"),
];

const GR_JANUARY: &[(&str, &str)] = &[("valid_for: 2h", "valid_for: 3h")];

const GR_APRIL: &[(&str, &str)] = &[("valid_for: 3h", "valid_for: 2h"), ("until: 2021-05-14T06:00", "until: 2021-05-14T06:01")];

// What is at a distance needs a place of stay, and nobody declares one there: no case can see another radius.
const FR: &[(&str, &str)] = &[
    ("from: 2020-10-30T00:00", "from: 2020-10-29T00:00"),
    ("time_zone: Europe/Paris", "time_zone: Europe/London"),
    ("valid_days: 1", "valid_days: 2"),
    ("valid_for: 1h, radius: 1km", "valid_for: 2h, radius: 1km"),
];

const FR_NOVEMBER: &[(&str, &str)] =
    &[("valid_for: 3h, radius: 20km", "valid_for: 2h, radius: 20km"), ("until: 2020-12-15T00:00", "until: 2020-12-16T00:00")];

/// A jurisdiction, a file of it, and what is written there in place of what.
type Changes = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

/// Every change of a regime that some case must see, by jurisdiction and file.
const CHANGES: &[Changes] = &[
    ("AZ", "2020-12-14-tightened-quarantine.yaml", AZ),
    ("AZ", "2020-04-05-special-quarantine.yaml", AZ_APRIL),
    ("AZ", "2020-07-20-tightened-quarantine.yaml", AZ_JULY),
    ("AZ", "2020-09-28-curfew.yaml", AZ_CURFEW),
    ("RU-TA", "2020-03-30-self-isolation.yaml", TA),
    ("RU-TA", "2020-04-04-lengths.yaml", TA_APRIL_4),
    ("RU-TA", "2020-04-12-twice-a-week.yaml", TA_APRIL_12),
    ("RU-TA", "2020-04-30-four-times-a-week.yaml", TA_APRIL_30),
    ("RU-TA", "2020-05-06-cemeteries.yaml", TA_MAY_6),
    ("RU-TA", "2020-05-08-there-and-back.yaml", TA_MAY_8),
    ("RU-MOW", "2020-04-15-digital-passes.yaml", MOW),
    ("RU-MOW", "2020-05-01-until-11-may.yaml", MOW_MAY_1),
    ("GR", "2020-11-07-lockdown.yaml", GR),
    ("GR", "2021-01-18-two-hours.yaml", GR_JANUARY),
    ("GR", "2021-04-05-retail.yaml", GR_APRIL),
    ("FR", "2020-10-30-confinement.yaml", FR),
    ("FR", "2020-11-28-three-hours.yaml", FR_NOVEMBER),
];

#[tokio::test(flavor = "multi_thread")]
async fn no_change_of_a_regime_goes_unseen() {
    let library = Arc::new(library());
    let mut waiting = CHANGES.iter().flat_map(|(owner, file, changes)| changes.iter().map(move |(from, to)| (*owner, *file, *from, *to)));
    let mut running = JoinSet::new();
    let mut unseen = Vec::new();
    loop {
        while running.len() < std::thread::available_parallelism().map_or(1, usize::from)
            && let Some((owner, file, from, to)) = waiting.next()
        {
            let library = Arc::clone(&library);
            running.spawn(async move { seen(&library, owner, file, from, to).await.err() });
        }
        let Some(found) = running.join_next().await else { break };
        unseen.extend(found.unwrap());
    }
    assert!(unseen.is_empty(), "{}", unseen.join("\n"));
}

/// Whether some case of the file itself sees that `to` is written there in place of `from`.
async fn seen(library: &Library, jurisdiction: &str, file: &str, from: &str, to: &str) -> Result<(), String> {
    let folder = changed(|name, text| {
        assert!(name != file || text.contains(from), "`{from}` is not in {file}");
        if name == file { text.replacen(from, to, 1) } else { text }
    });
    // The others' policies would be configured for nothing.
    for entry in fs::read_dir(folder.path()).unwrap().map(Result::unwrap) {
        if entry.path().is_dir() && ![jurisdiction, "locales"].contains(&entry.file_name().to_str().unwrap()) {
            fs::remove_dir_all(entry.path()).unwrap();
        }
    }
    match cases::run(folder.path(), library, file.strip_suffix(".yaml")).await {
        Ok(report) if report.is_green() => Err(format!("no case sees `{to}` in place of `{from}`")),
        Ok(_) => Ok(()),
        Err(error) => Err(format!("`{to}` in place of `{from}` is not well-formed: {error}")),
    }
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

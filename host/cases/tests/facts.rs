//! Cases that say what providers of facts say.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use std::{
    fs,
    path::{Path, PathBuf},
};

use cases::{CasesError, Report};
use engine::{Engine, EngineOptions, Library};

const NAME: &str = "2020-12-14-tightened-quarantine";

const FACTS: &str = "
facts:
  list: { table: infected, gives: [infected], when_missing: refer }
  register: { service: register, gives: [quarantined], when_down: refer }
";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").canonicalize().unwrap()
}

/// A regime without what it says of facts itself.
fn without_facts(text: &str) -> String {
    let (before, facts) = text.split_once("\nfacts:\n").unwrap_or((text, ""));
    let after = facts.lines().skip_while(|line| line.starts_with(' ') || line.is_empty());
    std::iter::once(before).chain(after).map(|line| format!("{line}\n")).collect()
}

/// The regime of December with two providers of facts, and these cases.
async fn run(cases: &str) -> Result<Report, CasesError> {
    let folder = tempfile::tempdir().unwrap();
    let copy = |name: &str, more: &str| {
        let to = folder.path().join(name);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::write(to, without_facts(&fs::read_to_string(root().join("policies").join(name)).unwrap()) + more).unwrap();
    };
    copy("AZ/territories.yaml", "");
    copy(&format!("AZ/{NAME}.yaml"), FACTS);
    for file in fs::read_dir(root().join("policies/locales")).unwrap() {
        copy(&format!("locales/{}", file.unwrap().file_name().to_str().unwrap()), "");
    }
    fs::write(folder.path().join(format!("AZ/{NAME}.cases.yaml")), cases).unwrap();
    let library = Library::open(&Engine::new(EngineOptions::default()).unwrap(), &root().join("plugins/dist")).unwrap();
    cases::run(folder.path(), &library, None).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_case_says_what_a_table_and_a_service_say() {
    let report = run("
from: '+994501112233'
cases:
  - note: nobody is known
    at: 2020-12-15T10:00
    when: { sms: '1 AZE1234567' }
    then: { outcome: granted }
  - note: on the list until midnight
    at: 2020-12-15T23:00
    facts: { list: [{ identity: AZE1234567, infected: true, until: 2020-12-16T00:00 }] }
    steps:
      - when: { sms: '1 AZE1234567' }
        then: { outcome: refused, reasons: [blocked] }
      - when: { sms: '1 AZE7654321' }
        then: { outcome: granted }
      - at: 2020-12-16T00:00
        when: { sms: '1 AZE1234567' }
        then: { outcome: granted }
  - note: the register knows
    at: 2020-12-15T10:00
    facts: { register: [{ identity: AZE7654321, quarantined: false }, { identity: AZE1234567, quarantined: true }] }
    when: { sms: '1 AZE1234567' }
    then: { outcome: refused, reasons: [{ blocked: { flag: quarantined } }] }
  - note: the register is down, and what is exempt is exempt all the same
    at: 2020-12-15T10:00
    facts: { register: down }
    steps:
      - when: { sms: '1 AZE1234567' }
        then: { outcome: referred, reasons: [facts-unavailable] }
      - when: { apply: { purpose: summons, place: AZ-BA, identity: AZE1234567 } }
        then: { outcome: not_required }
  - note: the list was never imported
    at: 2020-12-15T10:00
    facts: { list: down }
    when: { sms: '1 AZE1234567' }
    then: { outcome: referred, reasons: [facts-unavailable] }
")
    .await
    .unwrap();
    assert!(report.failed.is_empty() && report.passed == 5, "{}", report.human());
}

#[tokio::test(flavor = "multi_thread")]
async fn facts_that_the_regime_does_not_know_are_refused_in_their_line() {
    let wrong = "from: '+994501112233'
cases:
  - note: a
    at: 2020-12-15T10:00
    facts:
      lst: []
      list:
        - { identity: AZE1234567, quarantined: true }
        - identity: AZE1234567
          from: 2020-12-15T10:00
          until: 2020-12-15T10:00
    when: { sms: '1 AZE1234567' }
";
    let Err(CasesError::File(found)) = run(wrong).await else { panic!("it must be refused") };
    let mut found: Vec<(&str, usize)> = found.iter().map(|diagnostic| (diagnostic.code(), diagnostic.line())).collect();
    found.sort_by_key(|(_, line)| *line);
    assert_eq!(found, [("cases::no-provider", 6), ("cases::not-given", 8), ("cases::empty", 11)]);
}

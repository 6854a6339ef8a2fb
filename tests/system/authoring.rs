//! What somebody who writes a regime does, as the tutorial tells it.

use std::fs;

use crate::exeat::{Host, root};

/// Answers that are enough for a first regime.
const ANSWERS: [&str; 9] = [
    "jurisdiction=MT",
    "place=Malta",
    "title=Evening restrictions",
    "languages=en",
    "time_zone=Europe/Malta",
    "from=2021-03-10T00:00",
    "until=2021-04-12T00:00",
    "number=5100",
    "document=0123456M",
];

fn new(host: &Host, folder: &str, more: &[&str]) -> crate::exeat::Ran {
    let mut args = vec!["regime", "new", folder];
    for answer in ANSWERS.iter().chain(more) {
        args.extend(["--set", answer]);
    }
    host.run(&args)
}

#[test]
fn a_first_regime_is_right_and_its_cases_pass() {
    let host = Host::new();
    for (measure, number) in [("stay_home", "number=5100"), ("20:00-05:00", "number=5100"), ("stay_home", "number=")] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().to_str().expect("a path");
        let locales = folder.path().join("locales");
        fs::create_dir(&locales).expect("a folder");
        fs::copy(root().join("policies/locales/en.ftl"), locales.join("en.ftl")).expect("a copy");
        let ran = new(&host, path, &[number, &format!("measure={measure}"), "purposes=medical 3h, shopping 2h"]);
        assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
        let ran = host.run(&["regime", "check", path]);
        assert!(ran.code == 0 && ran.out.contains("1 regimes, 0 errors, 0 warnings"), "{measure} {number}: {}{}", ran.out, ran.err);
        let ran = host.run(&["regime", "test", path]);
        assert!(ran.code == 0 && ran.out.contains(" 0 failed"), "{measure} {number}: {}{}", ran.out, ran.err);
        let ran = new(&host, path, &[&format!("measure={measure}"), "purposes=medical 3h"]);
        assert!(ran.code == 1 && ran.err.contains("is there already"), "{}", ran.err);
    }
}

#[test]
fn what_was_not_answered_is_named() {
    let host = Host::new();
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().to_str().expect("a path");
    let ran = host.run(&["regime", "new", path, "--set", "jurisdiction=Malta"]);
    assert!(ran.code == 1 && ran.err.contains("jurisdiction"), "{}", ran.err);
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 0, "nothing is written until all is answered");
}

#[test]
fn a_regime_is_explained_in_its_languages() {
    let host = Host::new();
    let explain = |args: &[&str]| host.run(&[&["regime", "explain", "az/2020-12-14-tightened-quarantine"], args].concat());
    let own = explain(&[]);
    assert!(own.code == 0 && own.out.starts_with("Sərtləşdirilmiş"), "{}{}", own.out, own.err);
    let page = explain(&["--language", "ru", "--html"]);
    assert!(page.code == 0 && page.out.contains("<html lang=\"ru\">"), "{}", page.err);
    let other = explain(&["--language", "fr"]);
    assert!(other.code == 1 && other.err.contains("az, ru, en"), "{}", other.err);
}

#[test]
fn every_message_is_there_and_fits() {
    let host = Host::new();
    let ran = host.run(&["locale", "check"]);
    assert!(ran.code == 0 && ran.out.contains("0 missing"), "{}{}", ran.out, ran.err);
}

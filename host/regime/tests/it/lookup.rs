//! What is asked of regimes once they are loaded.

use std::fs;

use domain::{Instant, ServiceNumber, Territory};
use regime::{Behind, Measure, Regimes};

use crate::common::{BASE, Fixed, folder, said};

fn at(text: &str) -> Instant {
    text.parse().unwrap()
}

/// The good regime as another one: another name, another time.
fn another(name: &str, from: &str, until: &str) -> (String, Vec<u8>) {
    let base = folder(&[]).into_iter().find(|file| file.path == BASE).unwrap().bytes;
    let text = String::from_utf8(base).unwrap().replace("az/2020-12-14-base", &format!("az/{name}"));
    let text =
        text.replace("from: 2020-12-14T00:00", &format!("from: {from}")).replace("until: 2021-01-18T00:00", &format!("until: {until}"));
    (format!("AZ/{name}.yaml"), text.into_bytes())
}

fn load(more: &[(String, Vec<u8>)]) -> Regimes {
    let more: Vec<(&str, &[u8])> = more.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let (regimes, warnings) = Regimes::of_files(folder(&more), &Fixed).map_err(|found| found.report(false)).unwrap();
    assert!(warnings.is_empty(), "{warnings:?}");
    regimes
}

#[test]
fn what_rules_a_place_at_an_instant() {
    let curfew = another("2021-01-01-curfew", "2021-01-01T00:00", "2021-01-31T00:00");
    let text = String::from_utf8(curfew.1).unwrap().replace("measure: stay_home", "measure: { curfew: \"21:00-06:00\" }");
    let regimes = load(&[(curfew.0, text.into_bytes())]);
    let ruling = |place: &str, time: &str| {
        let path = regimes.territories().path(&place.parse().unwrap()).unwrap();
        regimes.in_force(&path, at(time)).iter().map(|regime| regime.id.to_string()).collect::<Vec<_>>()
    };
    let (base, curfew) = ("az/2020-12-14-base", "az/2021-01-01-curfew");
    assert_eq!(ruling("AZ-BA", "2020-12-13T23:59:59+04:00"), [""; 0]);
    assert_eq!(ruling("AZ-BA", "2020-12-14T00:00:00+04:00"), [base]);
    assert_eq!(ruling("AZ-BA", "2021-01-01T00:00:00+04:00"), [base, curfew]);
    assert_eq!(ruling("AZ-BA", "2021-01-17T23:59:59+04:00"), [base, curfew]);
    assert_eq!(ruling("AZ-BA", "2021-01-18T00:00:00+04:00"), [curfew], "half-open");
    assert_eq!(ruling("AZ-BA.islands", "2020-12-15T00:00:00+04:00"), [""; 0], "left out");
    assert_eq!(ruling("AZ-MAS", "2020-12-15T00:00:00+04:00"), [""; 0], "the centre only");
    assert_eq!(ruling("AZ-MAS.centre", "2020-12-15T00:00:00+04:00"), [base]);
    assert_eq!(ruling("AZ", "2020-12-15T00:00:00+04:00"), [""; 0]);
    let measure = regimes.get(&curfew.parse().unwrap()).map(|regime| regime.measure);
    assert_eq!(measure, Some(Measure::Curfew("21:00-06:00".parse().unwrap())));
}

#[test]
fn what_stands_behind_a_number() {
    let later = another("2021-03-01-later", "2021-03-01T00:00", "2021-04-01T00:00");
    let latest = another("2021-05-01-latest", "2021-05-01T00:00", "2021-06-01T00:00");
    let regimes = load(&[later, latest]);
    let number: ServiceNumber = "8103".parse().unwrap();
    let behind = |time: &str| match regimes.behind(&number, at(time)) {
        Behind::Unknown => "unknown".to_owned(),
        Behind::InForce(regimes) => format!("now {}", regimes.iter().map(|regime| regime.id.to_string()).collect::<Vec<_>>().join(" ")),
        Behind::NotYet(regime) => format!("next {}", regime.id),
        Behind::Ended(regime) => format!("last {}", regime.id),
    };
    assert_eq!(behind("2020-12-13T23:59:59+04:00"), "next az/2020-12-14-base");
    assert_eq!(behind("2020-12-14T00:00:00+04:00"), "now az/2020-12-14-base");
    assert_eq!(behind("2021-01-18T00:00:00+04:00"), "next az/2021-03-01-later");
    assert_eq!(behind("2021-04-15T00:00:00+04:00"), "next az/2021-05-01-latest");
    assert_eq!(behind("2021-06-01T00:00:00+04:00"), "last az/2021-05-01-latest");
    assert!(matches!(regimes.behind(&"8104".parse().unwrap(), at("2020-12-15T00:00:00Z")), Behind::Unknown));
}

#[test]
fn a_regime_says_what_its_file_says() {
    let regimes = load(&[]);
    let regime = regimes.get(&"az/2020-12-14-base".parse().unwrap()).unwrap();
    assert_eq!(regime.local(at("2020-12-14T20:30:00Z")).to_string(), "2020-12-15T00:30:00");
    assert_eq!(regime.languages().iter().map(ToString::to_string).collect::<Vec<_>>(), ["az", "en"]);
    let kind = |number: &str| regime.identity_kind_of(&number.parse().unwrap()).map(|kind| kind.name.clone());
    assert_eq!(
        (kind("aze 1234567").as_deref(), kind("MYİ-1234567").as_deref(), kind("XX1234567")),
        (Some("id_card"), Some("residence"), None)
    );
    assert_eq!(regimes.by_digest(&regime.digest).map(|found| &found.id), Some(&regime.id));
    let bytes = folder(&[]).into_iter().find(|file| file.path == BASE).unwrap().bytes;
    let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &bytes);
    assert_eq!(regime.digest, digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect::<String>());
    let sms = regime.sms.as_ref().unwrap();
    assert_eq!((sms.segments, sms.dialog_timeout.to_string().as_str(), sms.forms["apply"].separator.as_str()), (3, "20min", " "));
    assert_eq!(regime.registration.as_ref().map(|registration| registration.fields.len()), Some(3));
    assert!(regime.purposes["medical"].portal && !regime.purposes["necessities"].portal);
}

#[test]
fn what_looks_like_a_clash_and_is_none() {
    let base = folder(&[]).into_iter().find(|file| file.path == BASE).unwrap().bytes;
    let base = String::from_utf8(base).unwrap();
    // One word for one thing, in two languages.
    let words = base.replace("az: [həkim], en: [doctor]", "az: [həkim, tibb], en: [doctor, Tibb]");
    let found = said(folder(&[(BASE, words.as_bytes())]));
    assert!(found.is_empty() && words != base, "{found:?}");
    // Other codes at the same time and place, but at another number; and at the same number in another place.
    let (path, second) = another("2020-12-20-second", "2020-12-20T00:00", "2021-01-18T00:00");
    let second = String::from_utf8(second).unwrap().replace("code: \"1\"", "code: \"3\"").replace("code: \"2\"", "code: \"1\"");
    let number = second.replace("number: \"8103\"", "number: \"8104\"");
    let place = second.replace("whole: [AZ-BA, AZ-GA]", "whole: [AZ-LAN]").replace("centre_only: [AZ-MAS]", "centre_only: []");
    for other in [number, place.replace("  except: [AZ-BA.islands]\n", "")] {
        let found = said(folder(&[(&path, other.as_bytes())]));
        assert!(found.is_empty(), "{found:?}");
    }
    assert!(said(folder(&[(&path, second.as_bytes())])).iter().all(|d| d.code() == "regime::clashing-regimes"));
}

#[test]
fn of_an_hour_that_comes_twice_the_first_is_taken() {
    let base = folder(&[]).into_iter().find(|file| file.path == BASE).unwrap().bytes;
    let text = String::from_utf8(base)
        .unwrap()
        .replace("Asia/Baku", "Europe/Berlin")
        .replace("until: 2021-01-18T00:00", "until: 2021-10-31T02:30");
    let (regimes, warnings) = Regimes::of_files(folder(&[(BASE, text.as_bytes())]), &Fixed).map_err(|found| found.report(false)).unwrap();
    assert_eq!(warnings.iter().map(regime::Diagnostic::code).collect::<Vec<_>>(), ["regime::two-such-times"]);
    let until = regimes.iter().next().unwrap().in_force.until;
    assert_eq!(until, Some(at("2021-10-31T02:30:00+02:00")));
}

#[test]
fn a_policy_is_told_measure_rules_and_purposes() {
    let regimes = load(&[]);
    let regime = regimes.iter().next().unwrap();
    let configuration = regime.configuration(&regime.policies[0]);
    let expected = serde_json::json!({
        "measure": "stay_home", "rules": { "valid_for": "3h" },
        "purposes": { "medical": {}, "necessities": { "valid_for": "2h", "quota": [{ "times": 1, "per": "day" }] }, "funeral": {} }
    });
    assert_eq!(configuration.settings, expected);
    let purposes: Vec<_> = configuration.purposes.iter().map(|p| (p.id.as_str(), p.cite.as_ref().map(domain::SourceId::as_str))).collect();
    assert_eq!(purposes, [("medical", Some("decree")), ("necessities", Some("page")), ("funeral", None)]);
    let territories: Vec<_> = configuration.territories.iter().map(|t| (t.code.as_str(), t.parent)).collect();
    let expected = [
        ("AZ", None),
        ("AZ-BA", Some(0)),
        ("AZ-BA.islands", Some(1)),
        ("AZ-GA", Some(0)),
        ("AZ-MAS", Some(0)),
        ("AZ-MAS.centre", Some(4)),
        ("AZ-LAN", Some(0)),
    ];
    assert_eq!(territories, expected, "the other jurisdiction is not told");
    assert_eq!(configuration.in_force_until, Some(at("2021-01-17T20:00:00Z")));
}

#[test]
fn a_folder_is_read_from_disk() {
    let dir = tempfile::tempdir().unwrap();
    for file in folder(&[]) {
        let path = dir.path().join(&file.path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, &file.bytes).unwrap();
    }
    let write = |path: &str, text: &str| fs::write(dir.path().join(path), text).unwrap();
    write("README.md", "Not ours.");
    write("AZ/2020-12-14-base.cases.yaml", "not: [ours");
    let (regimes, warnings) = Regimes::load(dir.path(), &Fixed).map_err(|found| found.report(false)).unwrap();
    assert!(warnings.is_empty() && regimes.iter().count() == 1);
    assert!(regimes.catalogues().languages().len() == 4 && regimes.territories().node(&"RU-TA".parse::<Territory>().unwrap()).is_some());

    write("AZ/2021-01-01-x.yml", "");
    let (_, warnings) = Regimes::load(dir.path(), &Fixed).map_err(|found| found.report(false)).unwrap();
    assert_eq!(warnings.iter().map(|w| w.code().to_owned()).collect::<Vec<_>>(), ["regime::stray-file"]);

    // All files, not the first only.
    write("AZ/2021-01-01-x.yaml", "regime: [");
    write("locales/en.ftl", "x = { \n");
    write("RU-TA/territories.yaml", "code: RU-TA\n");
    let found = Regimes::load(dir.path(), &Fixed).err().unwrap();
    for path in ["AZ/2021-01-01-x.yaml", "locales/en.ftl", "RU-TA/territories.yaml", "AZ/2020-12-14-base.yaml"] {
        assert!(found.iter().any(|d| d.file().ends_with(path)), "{path}\n{}", found.report(false));
    }
    let missing = Regimes::load(&dir.path().join("nowhere"), &Fixed).err().unwrap();
    assert_eq!(missing.iter().map(|d| d.code().to_owned()).collect::<Vec<_>>(), ["regime::unreadable"]);
}

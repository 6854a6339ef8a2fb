//! A regime explained: every sentence that its rules ask for, in every language that it has.

#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use authoring::explain::{KEYS, explain, languages};
use domain::{Configuration, Language, PolicyName, ReasonCode};
use regime::{Policies, PolicyFile, Regimes};

/// A policy that takes anything: what is explained here is what the file says.
struct Anything;

impl Policies for Anything {
    fn names(&self) -> Vec<PolicyName> {
        vec!["standard".parse().unwrap()]
    }

    fn settings_schema(&self, _: &PolicyName) -> Option<serde_json::Value> {
        Some(serde_json::json!({}))
    }

    fn configure(&self, _: &PolicyName, _: &Configuration) -> Vec<(String, String)> {
        Vec::new()
    }

    fn reasons(&self, _: &PolicyName, _: &Configuration) -> Vec<ReasonCode> {
        Vec::new()
    }
}

const REGIME: &str = r#"
regime: xx/2021-03-10-test
title: { fr: Essai, en: Test }
time_zone: Europe/Paris
in_force: { from: 2021-03-10T00:00, until: 2021-04-12T00:00 }
measure: { curfew: "21:00-06:00" }
territory: { whole: [XX-1] }
authority: { fr: Préfet, en: Prefect }
help: [{ phone: "102", about: { fr: obsèques, en: funerals } }]
liabilities: [{ title: { fr: Code pénal, en: Penal Code }, cite: act }]
sources:
  act: { title: An Act, issued: 2021-03-08, url: "https://example.org/act" }
policies: [standard]
rules: { blocked_by: [infected], somebody_elses: 7 }
purposes:
  medical:
    title: { fr: soins, en: care }
    cite: act
    sms: { code: "1" }
    portal: {}
    rules: RULES
  other:
    title: { fr: autre, en: other }
    desk: { phone: "102" }
exemptions:
  danger: { title: { fr: danger, en: danger }, show: { fr: rien, en: nothing }, cite: act }
retention: 30d
registration: { correction: { times: 2, within: 24h }, another_phone: freely }
identity: { kinds: { card: { title: { en: card, fr: carte }, pattern: "[0-9]{6}", example: "123456" } } }
sms: { number: "5100", languages: [fr, en], forms: { apply: { fields: [purpose] } } }
safeguards: { reply_delay: 15min, repeat_identity: masked, per_phone: { times: 6, per: week }, per_identity: { times: 1, per: day }, alarm: { share_rises: 20 } }
facts: { list: { table: infected, gives: [infected] } }
conflicts:
  - { about: hours, says: { act: two things }, takes: the first, why: it is first }
"#;

fn regimes(rules: &str) -> Regimes {
    let file = |path: &str, text: String| PolicyFile { path: path.to_owned(), name: path.to_owned(), bytes: text.into_bytes() };
    let locale = |tag: &str| {
        let path = format!("{}/../../policies/locales/{tag}.ftl", env!("CARGO_MANIFEST_DIR"));
        file(&format!("locales/{tag}.ftl"), std::fs::read_to_string(path).unwrap())
    };
    let files = vec![
        file("XX/2021-03-10-test.yaml", REGIME.replace("RULES", rules)),
        file(
            "XX/territories.yaml",
            "code: XX\nnames: { en: Xland }\nchildren:\n  - { code: XX-1, names: { en: North, fr: Nord } }\n".to_owned(),
        ),
        locale("en"),
        locale("fr"),
    ];
    Regimes::of_files(files, &Anything).map_err(|wrong| wrong.report(false)).unwrap().0
}

fn said(rules: &str, language: &str) -> String {
    let regimes = regimes(rules);
    let regime = regimes.iter().next().unwrap();
    explain(regime, regimes.catalogues(), regimes.territories(), language.parse().unwrap()).to_string()
}

#[test]
fn each_rule_is_a_sentence() {
    for (rules, sentence) in [
        ("{ valid_for: 3h }", "A permit lasts 3 hours."),
        ("{ valid_days: 1 }", "A permit lasts until the end of the day."),
        ("{ valid_days: 2 }", "A permit lasts 2 days, until the end of the last."),
        ("{ valid_until: 2021-04-01T00:00 }", "A permit ends on 01.04.2021 00:00 at the latest."),
        ("{ valid_with: employed }", "Only while this record holds: employed."),
        ("{ start_delay: 15min }", "It starts 15 minutes after it is granted."),
        ("{ hours: 07:00-22:00 }", "Only at these hours: 07:00–22:00."),
        ("{ days: [mon, sun] }", "Only on these days: Monday, Sunday."),
        ("{ territory: [XX-1] }", "Only in: North."),
        ("{ decided_by: holder }", "The holder declares it; nobody approves."),
        ("{ decided_by: desk }", "The desk decides"),
        ("{ decided_by: human }", "A member of staff decides."),
        ("{ quota: [{ times: 1, per: day }] }", "At most one permit a day."),
        ("{ quota: [{ times: 4, per: week }] }", "At most 4 permits a week, from Monday."),
        ("{ quota: [{ times: 2, per: month, across: all }] }", "At most 2 permits a month. All purposes count together."),
        ("{ quota: [{ times: 1, per: 3d, across: [other] }] }", "At most one permit in 3 days. Counted together with: other."),
        ("{ quota: [{ total: 4h, per: day }] }", "At most 4 hours in all a day."),
        ("{ requires: { registration: true, attributes: [employed] } }", "The place of stay must be registered. Needs a record: employed."),
        ("{ requires: { registration: false, in_registered_territory: true } }", "portal. Only within the registered place."),
        ("{ within_level: 1 }", "Only within the district of stay."),
        ("{ radius: 20km }", "No farther than 20 km from the place of stay."),
        ("{ radius: 800m }", "No farther than 800 m from the place of stay."),
        ("{ plates: odd }", "plates: odd."),
    ] {
        let said = said(rules, "en");
        assert!(said.contains(sentence), "{rules}: {said}");
        assert!(!said.contains("explain-"), "a message is missing: {said}");
    }
}

#[test]
fn all_of_it_is_said_with_its_sources() {
    let said = said("{ valid_for: 3h }", "en");
    for sentence in [
        "In force from 10.03.2021 00:00 until 12.04.2021 00:00.",
        "Issued by: Prefect.",
        "Nobody is outside from 21:00 to 06:00",
        "Whole: North.",
        "somebody_elses: 7.",
        "care. By text message to 5100, code 1. On the portal. A permit lasts 3 hours. [act]",
        "Write to 5100: ‹code of the purpose›",
        "other. By telephone: 102.",
        "danger. To be shown: nothing. [act]",
        "102: funerals.",
        "The answer comes after 15 minutes. The answer shows only the ends of the document's number.",
        "From one telephone at most 6 applications a week, from Monday. For one person at most 1 applications a day.",
        "A wrong registration can be put right by text message 2 times within 1 day. Another telephone",
        "a purpose's share rises by 20 points within 1 hour.",
        "The list or service “list” says of a person: infected.",
        "Whoever breaks the rules answers under: Penal Code. [act]",
        "kept for 30 days",
        "hours. act: two things. Taken here: the first – it is first.",
        "act. An Act, 08.03.2021 https://example.org/act",
    ] {
        assert!(said.contains(sentence), "{sentence}\n{said}");
    }
}

#[test]
fn in_each_of_its_languages_its_own_first() {
    let regimes = regimes("{ valid_for: 3h }");
    let regime = regimes.iter().next().unwrap();
    let tags: Vec<String> = languages(regime).iter().map(Language::to_string).collect();
    assert_eq!(tags, ["fr", "en"]);
    let french = said("{ valid_for: 3h }", "fr");
    assert!(french.contains("L'autorisation dure 3 heures.") && french.contains("Nord"), "{french}");
}

#[test]
fn the_page_holds_clause_and_rule_and_no_markup_of_a_file() {
    let regimes = regimes("{ hours: 07:00-22:00 }");
    let regime = regimes.iter().next().unwrap();
    let page = explain(regime, regimes.catalogues(), regimes.territories(), "en".parse().unwrap()).html().unwrap();
    for part in ["<html lang=\"en\">", "<a href=\"https://example.org/act\">An Act</a>", "hours: 07:00-22:00", "no source is cited"] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    let mut explained = explain(regime, regimes.catalogues(), regimes.territories(), "en".parse().unwrap());
    explained.title = "<script>alert(1)</script>".to_owned();
    assert!(!explained.html().unwrap().contains("<script"));
}

#[test]
fn every_catalogue_has_every_sentence() {
    for tag in ["en", "az", "ru", "tt", "el", "fr"] {
        let path = format!("{}/../../policies/locales/{tag}.ftl", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let missing: Vec<_> = KEYS.iter().filter(|key| !text.contains(&format!("\n{key} ="))).collect();
        assert!(missing.is_empty(), "{tag}: {missing:?}");
    }
}

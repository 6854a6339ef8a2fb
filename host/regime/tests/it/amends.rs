//! Regimes that amend others: what comes out, and where it is said to stand.

use domain::{Instant, RegimeId};
use regime::{Diagnostics, Document, Regime, Regimes};

use crate::common::{BASE, Fixed, NEXT, NEXT_TEXT, folder, said};

const LAST: &str = "AZ/2021-02-01-last.yaml";

const LAST_TEXT: &str = "regime: az/2021-02-01-last
amends: az/2021-01-18-next
repeals: [territory.except]
in_force: { from: 2021-02-01T00:00 }
purposes: { sport: { rules: { valid_for: 2h } } }
carry_over: [{ from: az/2020-12-14-base, channels: [portal], purposes: [medical], until: 2021-03-01T00:00, cite: order }]
";

fn load(files: &[(&str, &str)]) -> Regimes {
    let files: Vec<(&str, &[u8])> = files.iter().map(|(path, text)| (*path, text.as_bytes())).collect();
    let (regimes, warnings) = Regimes::of_files(folder(&files), &Fixed).map_err(|found| found.report(false)).unwrap();
    assert!(warnings.is_empty(), "{warnings:?}");
    regimes
}

fn get<'r>(regimes: &'r Regimes, id: &str) -> &'r Regime {
    regimes.get(&id.parse::<RegimeId>().unwrap()).unwrap()
}

fn keys<T: ToString, V>(map: &indexmap::IndexMap<T, V>) -> Vec<String> {
    map.keys().map(ToString::to_string).collect()
}

#[test]
fn what_is_stated_changes_and_the_rest_stands() {
    let regimes = load(&[(NEXT, NEXT_TEXT), (LAST, LAST_TEXT)]);
    let (base, next, last) =
        (get(&regimes, "az/2020-12-14-base"), get(&regimes, "az/2021-01-18-next"), get(&regimes, "az/2021-02-01-last"));
    assert_eq!(keys(&next.purposes), ["medical", "necessities", "sport"]);
    assert_eq!(keys(&next.sources), ["decree", "page", "order"]);
    assert_eq!(next.amends.as_ref(), Some(&base.id));
    assert_eq!(next.title.iter().map(|(_, text)| text).collect::<Vec<_>>(), ["Karantin", "Quarantine goes on"]);
    assert_eq!(next.territory.whole(), ["AZ-BA".parse().unwrap()]);
    assert_eq!(next.territory.centre_only(), base.territory.centre_only());
    assert_eq!(next.purposes["medical"].cite.as_ref().map(|cite| cite.as_str()), Some("order"));
    assert_eq!(next.purposes["medical"].extension, base.purposes["medical"].extension);
    assert_eq!(next.purposes["necessities"].rules, serde_json::json!({ "valid_for": "2h" }));
    assert!(next.exemptions["danger"].sms.is_none() && next.sms == base.sms && next.safeguards == base.safeguards);
    assert_eq!((next.help.len(), next.facts.len()), (2, 2));
    let conflicts: Vec<_> = next.conflicts.iter().map(|conflict| (conflict.about.as_str(), conflict.takes.as_str())).collect();
    assert_eq!(conflicts, [("how long a permit lasts", "two hours"), ("sport", "an hour")]);
    assert_eq!(last.purposes["sport"].rules, serde_json::json!({ "valid_for": "2h" }));
    assert_eq!((keys(&last.purposes), last.in_force.until), (keys(&next.purposes), None));
    assert!(last.territory.except().is_empty() && !next.territory.except().is_empty());
    let carried = &last.carry_over[0];
    assert_eq!(carried.until, "2021-03-01T00:00:00+04:00".parse::<Instant>().unwrap());
    let takes = |purpose: &str, channel| carried.takes(&purpose.parse().unwrap(), channel);
    assert!(
        takes("medical", domain::Channel::Portal) && !takes("medical", domain::Channel::Sms) && !takes("sport", domain::Channel::Portal)
    );
}

#[test]
fn a_digest_covers_all_that_is_amended() {
    let regimes = load(&[(NEXT, NEXT_TEXT), (LAST, LAST_TEXT)]);
    let digests =
        |regimes: &Regimes| ["az/2020-12-14-base", "az/2021-01-18-next", "az/2021-02-01-last"].map(|id| get(regimes, id).digest.clone());
    let before = digests(&regimes);
    let base = folder(&[]).into_iter().find(|file| file.path == BASE).unwrap().bytes;
    let base = String::from_utf8(base).unwrap();
    let changed = digests(&load(&[(BASE, &format!("{base}# again\n")), (NEXT, NEXT_TEXT), (LAST, LAST_TEXT)]));
    assert!(before.iter().zip(&changed).all(|(before, changed)| before != changed), "{before:?} {changed:?}");
    let changed = digests(&load(&[(NEXT, &format!("{NEXT_TEXT}# again\n")), (LAST, LAST_TEXT)]));
    assert_eq!(before[0], changed[0]);
    assert!(before[1] != changed[1] && before[2] != changed[2]);
    assert_eq!(regimes.by_digest(&before[2]).map(|regime| regime.id.as_str()), Some("az/2021-02-01-last"));
}

#[test]
fn the_whole_is_a_regime_of_its_own() {
    let regimes = load(&[(NEXT, NEXT_TEXT), (LAST, LAST_TEXT)]);
    let id: RegimeId = "az/2021-02-01-last".parse().unwrap();
    let yaml = regimes.yaml(&id).unwrap();
    insta::assert_snapshot!("whole", yaml);
    let text = regimes.text(&id).unwrap();
    let read = Document::parse("whole", yaml.clone()).unwrap();
    let mut expected = text.value().clone();
    for own in ["amends", "repeals"] {
        expected.as_object_mut().unwrap().remove(own);
    }
    assert_eq!(*read.value(), expected);
    for (pointer, file) in [("/purposes/medical/cite", NEXT), ("/purposes/sport/rules/valid_for", LAST), ("/sms/number", BASE)] {
        assert_eq!(text.file_of(pointer), file, "{pointer}");
    }
    // Written out whole it rules as it did.
    let alone = load(&[(NEXT, NEXT_TEXT), (LAST, &yaml)]);
    let (amending, whole) = (get(&regimes, id.as_str()), get(&alone, id.as_str()));
    assert_eq!(whole.configuration(&whole.policies[0]), amending.configuration(&amending.policies[0]));
    assert_eq!(
        (&whole.purposes, &whole.conflicts, &whole.sms, whole.amends.is_none()),
        (&amending.purposes, &amending.conflicts, &amending.sms, true)
    );
}

#[test]
fn a_mistake_is_shown_where_it_stands() {
    // A language is added; what was taken over has no text in it.
    let more = "regime: az/2021-01-18-next\namends: az/2020-12-14-base\nin_force: { from: 2021-01-18T00:00 }\ntitle: { ru: Карантин }\nsms: { languages: [az, en, ru], segments: 5 }\n";
    let found = said(folder(&[(NEXT, more.as_bytes())]));
    assert!(
        found.len() > 5 && found.iter().all(|d| d.file() == BASE && d.code() == "regime::missing-language"),
        "{}",
        Diagnostics::new(found).report(false)
    );
    let report = Diagnostics::new(found).report(false);
    assert!(
        report.contains("taken over by AZ/2021-01-18-next.yaml") && report.contains("title: { az: həkim, en: medical care }"),
        "{report}"
    );
    // A code that clashes: the new one is wrong, and the old one is named.
    let clash = "regime: az/2021-01-18-next\namends: az/2020-12-14-base\nin_force: { from: 2021-01-18T00:00 }\npurposes:\n  sport: { title: { az: idman, en: sport }, sms: { code: \"2\" } }\n";
    let found = said(folder(&[(NEXT, clash.as_bytes())]));
    let line = found.iter().map(|d| (d.file(), d.line(), d.to_json()["help"].as_str().unwrap_or_default().to_owned())).collect::<Vec<_>>();
    assert_eq!(line, [(NEXT, 5, format!("already here: {BASE}:35:18"))]);
}

#[test]
fn what_is_repealed_is_in_nobodys_way() {
    let text = "regime: az/2021-01-18-next\namends: az/2020-12-14-base\nrepeals: [purposes.necessities, exemptions.danger]\nin_force: { from: 2021-01-18T00:00 }\npurposes:\n  danger: { title: { az: t, en: d }, sms: { code: \"2\", words: { en: [danger, shop] } } }\nconflicts: []\n";
    assert!(said(folder(&[(NEXT, text.as_bytes())])).is_empty());
}

#[test]
fn what_is_wrong_with_the_amended_is_said_of_it_alone() {
    let cases = [("regime: [\n", vec![(BASE, "yaml::syntax")]), ("regime: az/2020-12-14-base\n", vec![(BASE, "regime::missing-key"); 7])];
    for (base, expected) in cases {
        let found = said(folder(&[(BASE, base.as_bytes()), (NEXT, NEXT_TEXT.as_bytes())]));
        let here: Vec<_> = found.iter().filter(|d| d.file() == BASE).map(|d| (d.file(), d.code())).collect();
        assert_eq!(here, expected);
    }
}

#[test]
fn neither_a_circle_nor_another_country_is_followed() {
    let circle = NEXT_TEXT.replace("amends: az/2020-12-14-base", "amends: az/2021-02-01-last");
    let found = said(folder(&[(NEXT, circle.as_bytes()), (LAST, LAST_TEXT.as_bytes())]));
    let codes: Vec<_> = found.iter().map(|d| (d.file(), d.line(), d.code())).collect();
    assert_eq!(codes, [(LAST, 2, "regime::amends-itself")]);
    assert!(found[0].message().contains("`az/2021-01-18-next`, `az/2021-02-01-last` and again `az/2021-01-18-next`"), "{}", found[0]);
    let foreign = NEXT_TEXT.replace("az/2021-01-18-next", "ru-ta/2021-01-18-next");
    let found = said(folder(&[("RU-TA/2021-01-18-next.yaml", foreign.as_bytes())]));
    assert_eq!(found.iter().map(|d| (d.line(), d.code())).collect::<Vec<_>>(), [(2, "regime::foreign-regime")]);
}

#[test]
fn another_place_may_have_both_at_once() {
    let elsewhere = "regime: az/2021-01-18-next\namends: az/2020-12-14-base\nrepeals: [territory.except]\nin_force: { from: 2021-01-01T00:00 }\nterritory: { whole: [AZ-LAN], centre_only: [] }\n";
    let found = said(folder(&[(NEXT, elsewhere.as_bytes())]));
    assert!(found.is_empty(), "{found:?}");
    let here = said(folder(&[(NEXT, elsewhere.replace("AZ-LAN", "AZ-GA").as_bytes())]));
    let said: Vec<_> = here.iter().map(|d| (d.line(), d.code(), d.to_json()["help"].as_str().unwrap_or_default().to_owned())).collect();
    let help = format!(
        "one ends where the other begins: write `until: 2021-01-01T00:00` under `in_force` of `az/2020-12-14-base`\nits time in force: {BASE}:5:44"
    );
    assert_eq!(said, [(2, "regime::amended-in-force", help)]);
}

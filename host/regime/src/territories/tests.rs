//! Trees from files, and names in addresses.

use super::*;

const AZ: &str = "
code: AZ
names: { az: Azərbaycan, en: Azerbaijan }
children:
  - { code: AZ-BA, names: { az: Bakı, en: Baku }, children: [{ code: AZ-BA.sabail, names: { az: Səbail, en: Sabail } }] }
  - { code: AZ-LA, names: { az: Lənkəran şəhəri, en: Lankaran city }, aka: [Lənkəran, Ленкорань] }
  - { code: AZ-LAN, names: { az: Lənkəran rayonu, en: Lankaran district } }
  - { code: AZ-MAS, names: { az: Masallı, en: Masalli }, centre: true }
";

fn build(files: &[(&str, &str)]) -> (TerritoryTree, Vec<(String, usize, String)>) {
    let mut builder = Builder::default();
    for (jurisdiction, text) in files {
        builder.add(&jurisdiction.parse().unwrap(), &format!("policies/{jurisdiction}/territories.yaml"), (*text).to_owned());
    }
    let (tree, found) = builder.finish();
    (tree, found.into_iter().map(|d| (d.code().to_owned(), d.line(), d.message().to_owned())).collect())
}

fn codes(found: Vec<(String, usize, String)>) -> Vec<(String, usize)> {
    found.into_iter().map(|(code, line, _)| (code, line)).collect()
}

#[test]
fn a_tree_knows_paths_names_and_centres() {
    let (tree, found) = build(&[("AZ", AZ)]);
    assert_eq!(found, []);
    let path = |code: &str| tree.path(&code.parse().unwrap()).map(|path| path.to_string());
    assert_eq!(path("AZ-MAS.centre").as_deref(), Some("AZ/AZ-MAS/AZ-MAS.centre"));
    assert_eq!(path("AZ-BA.sabail").as_deref(), Some("AZ/AZ-BA/AZ-BA.sabail"));
    assert_eq!((path("AZ-XX"), path("AZ-BA.centre")), (None, None));
    let az = "az".parse().unwrap();
    assert_eq!(tree.name(&"AZ-MAS.centre".parse().unwrap(), az), Some("Masallı"));
    assert!(tree.nodes().enumerate().all(|(place, node)| node.parent.is_none_or(|parent| parent < place)), "parents first");
    assert!(tree.paths().count() == 7 && tree.nodes().count() == 7);
}

#[test]
fn an_address_names_its_territory() {
    let (tree, _) = build(&[("AZ", AZ)]);
    let cases = [
        ("Bakı, Nizami küçəsi 1", Some("AZ-BA")),
        ("BAKI nizami 1", Some("AZ-BA")),
        ("Nizami street 1, Sabail, Baku", Some("AZ-BA.sabail")),
        ("Azərbaycan, Masalli", Some("AZ-MAS")),
        ("lenkeran seheri, Nizami 5", Some("AZ-LA")),
        ("Lankaran district, Nizami 5", Some("AZ-LAN")),
        ("г. Ленкорань", Some("AZ-LA")),
        ("Masalli, Baku avenue", Some("AZ-MAS")),
        ("Bakunin street 3", None),
        ("", None),
    ];
    for (text, code) in cases {
        assert_eq!(tree.find_in_text(text, &"AZ".parse().unwrap()).map(|t| t.to_string()).as_deref(), code, "{text}");
    }
    assert_eq!(tree.find_in_text("Baku", &"AZ-MAS".parse().unwrap()), None, "outside");
}

#[test]
fn a_name_within_a_longer_name_is_not_meant() {
    let text = "code: AZ\nnames: { en: Azerbaijan }\nchildren: [{ code: AZ-LAN, names: { en: Lankaran district }, children: [{ code: AZ-LAN.town, names: { en: Lankaran } }] }]";
    let (tree, _) = build(&[("AZ", text)]);
    for (text, code) in [("Lankaran district, Boladi", "AZ-LAN"), ("Lankaran, Lankaran district", "AZ-LAN.town")] {
        assert_eq!(tree.find_in_text(text, &"AZ".parse().unwrap()).map(|t| t.to_string()).as_deref(), Some(code), "{text}");
    }
}

#[test]
fn jurisdictions_of_one_country_share_it() {
    let tatarstan = "code: RU\nnames: { ru: Россия }\nchildren: [{ code: RU-TA, names: { ru: Татарстан } }]";
    let moscow = "code: RU\nnames: { ru: Россия }\nchildren: [{ code: RU-MOW, names: { ru: Москва } }]";
    let (tree, found) = build(&[("RU-MOW", moscow), ("RU-TA", tatarstan)]);
    assert_eq!(found, []);
    assert_eq!(tree.nodes().count(), 3);
    assert!(tree.is_within(&"RU-TA".parse().unwrap(), &"RU".parse().unwrap()));
}

#[test]
fn mistakes_are_found_all_at_once() {
    let twice = "code: AZ\nnames: { en: A }\nchildren:\n  - { code: AZ-BA, names: { en: B } }\n  - { code: AZ-BA, names: { en: C } }\n  - { code: RU-TA, names: { en: D } }\n  - { code: az, names: { en: E } }\n  - { code: AZ-GA }\n";
    let found = codes(build(&[("AZ", twice)]).1);
    let expected =
        [("regime::missing-key", 8), ("regime::wrong-value", 7), ("regime::duplicate-territory", 5), ("regime::foreign-territory", 6)];
    assert_eq!(found.len(), expected.len(), "{found:?}");
    assert!(expected.iter().all(|(code, line)| found.contains(&((*code).to_owned(), *line))), "{found:?}");
    assert_eq!(codes(build(&[("RU-TA", AZ)]).1), [("regime::jurisdiction-missing".to_owned(), 2)]);
    let twice = build(&[("AZ", AZ), ("AZ", AZ)]).1;
    assert!(twice.iter().any(|(code, _, message)| code == "regime::duplicate-territory" && message.contains("policies/AZ")), "{twice:?}");
    assert_eq!(codes(build(&[("AZ", "code: [")]).1), [("yaml::syntax".to_owned(), 1)]);
    assert_eq!(codes(build(&[("AZ", "")]).1), [("regime::wrong-type".to_owned(), 1)]);
}

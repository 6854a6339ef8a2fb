//! Files that are damaged in ways nobody thought of: something is said or nothing, but nothing panics.

use proptest::prelude::*;
use regime::Diagnostics;

use crate::common::{BASE, NEXT, NEXT_TEXT, folder, said};

/// One way to damage a text.
#[derive(Debug, Clone)]
enum Damage {
    DeleteLine(prop::sample::Index),
    RepeatLine(prop::sample::Index),
    SwapLines(prop::sample::Index, prop::sample::Index),
    Indent(prop::sample::Index, usize),
    Bytes(prop::sample::Index, Vec<u8>),
    Value(prop::sample::Index, &'static str),
    Truncate(prop::sample::Index),
}

/// Values that are right somewhere, but seldom where they stand.
const VALUES: [&str; 14] =
    ["", "~", "{}", "[]", "0", "-1", "true", "\"\"", "[[]]", "{a: b}", "AZ", "[az, az]", "2021-02-30T25:61", "99999999999999999999"];

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<prop::sample::Index>;
    prop_oneof![
        at().prop_map(Damage::DeleteLine),
        at().prop_map(Damage::RepeatLine),
        (at(), at()).prop_map(|(a, b)| Damage::SwapLines(a, b)),
        (at(), 0usize..6).prop_map(|(line, by)| Damage::Indent(line, by)),
        (at(), prop::collection::vec(any::<u8>(), 1..8)).prop_map(|(place, bytes)| Damage::Bytes(place, bytes)),
        (at(), prop::sample::select(&VALUES)).prop_map(|(line, value)| Damage::Value(line, value)),
        at().prop_map(Damage::Truncate),
    ]
}

fn mangle(text: Vec<u8>, damage: &Damage) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> = text.split(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let count = lines.len();
    match damage {
        Damage::DeleteLine(line) => drop(lines.remove(line.index(count))),
        Damage::RepeatLine(line) => lines.insert(line.index(count), lines[line.index(count)].clone()),
        Damage::SwapLines(a, b) => lines.swap(a.index(count), b.index(count)),
        Damage::Indent(line, by) => {
            let line = &mut lines[line.index(count)];
            *line = [vec![b' '; *by], line.iter().copied().skip_while(|byte| *byte == b' ').collect()].concat();
        }
        Damage::Value(line, value) => {
            let line = &mut lines[line.index(count)];
            if let Some(colon) = line.windows(2).position(|pair| pair == b": ") {
                line.truncate(colon + 2);
                line.extend_from_slice(value.as_bytes());
            }
        }
        Damage::Bytes(place, bytes) => {
            let mut text = lines.join(&b'\n');
            let place = place.index(text.len() + 1);
            text.splice(place..place, bytes.iter().copied());
            return text;
        }
        Damage::Truncate(place) => {
            let mut text = lines.join(&b'\n');
            text.truncate(place.index(text.len() + 1));
            return text;
        }
    }
    lines.join(&b'\n')
}

fn survives(path: &str, damages: &[Damage]) -> Result<(), TestCaseError> {
    let good = folder(&[(NEXT, NEXT_TEXT.as_bytes())]).into_iter().find(|file| file.path == path).unwrap().bytes;
    let bytes = damages.iter().fold(good, mangle);
    let lines = String::from_utf8_lossy(&bytes).lines().count().max(1);
    let found = said(folder(&[(path, &bytes)]));
    for diagnostic in &found {
        prop_assert!(diagnostic.line() >= 1 && diagnostic.column() >= 1);
        prop_assert!(diagnostic.file() != path || diagnostic.line() <= lines + 1, "{} of {lines}: {diagnostic}", diagnostic.line());
        prop_assert!(!diagnostic.message().is_empty() && diagnostic.code().contains("::"));
    }
    let count = found.len();
    let found = Diagnostics::new(found);
    prop_assert!(found.len() <= count && found.report(false).matches("::").count() >= found.len());
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_regime_is_too_broken(damages in prop::collection::vec(damage(), 1..4)) {
        survives(BASE, &damages)?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_tree_is_too_broken(damages in prop::collection::vec(damage(), 1..4)) {
        survives("AZ/territories.yaml", &damages)?;
    }

    #[test]
    fn no_amending_regime_is_too_broken(damages in prop::collection::vec(damage(), 1..4)) {
        survives(NEXT, &damages)?;
    }

    #[test]
    fn no_catalogue_is_too_broken(damages in prop::collection::vec(damage(), 1..4)) {
        survives("locales/en.ftl", &damages)?;
    }
}

//! The versions of the contract: what is released stays as it is, and each later one of the same number goes on with the earlier.

use std::fs;

use aws_lc_rs::digest::{SHA256, digest};
use semver::Version;
use wit_component::semver_check;
use wit_parser::{Resolve, WorldId};

use engine::{CONTRACT, CONTRACTS, LoadCause};

use crate::{
    build,
    given::{engine, plugin},
};

/// Every released version, ascending, and its text.
fn released() -> Vec<(Version, String)> {
    let folders = fs::read_dir(build::root().join("sdk/wit")).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let version = |name: &str| Version::parse(name.strip_prefix("policy-")?).ok();
    let mut all: Vec<(Version, String)> = folders
        .map(|folder| {
            let version = version(folder.file_name().unwrap().to_str().unwrap()).unwrap();
            assert_eq!(fs::read_dir(&folder).unwrap().count(), 1, "{version} is more than its one file");
            (version, fs::read_to_string(folder.join("policy.wit")).unwrap())
        })
        .collect();
    all.sort();
    all
}

fn world(resolve: &mut Resolve, text: &str) -> Result<WorldId, String> {
    let package = resolve.push_str("policy.wit", text).map_err(|error| format!("{error:#}"))?;
    resolve.select_world(&[package], Some("policy")).map_err(|error| format!("{error:#}"))
}

/// Whether a plugin of the `earlier` contract is one of the `later`.
fn goes_on(earlier: &str, later: &str) -> Result<(), String> {
    let mut resolve = Resolve::default();
    let (earlier, later) = (world(&mut resolve, earlier)?, world(&mut resolve, later)?);
    semver_check(resolve, earlier, later).map_err(|error| format!("{error:#}"))
}

/// The list holds every released folder. `BLESS=1` adds one that is new; what stands in it is changed by no switch.
#[test]
fn a_released_contract_is_never_edited() {
    let list = build::root().join("sdk/wit/released.txt");
    let known = fs::read_to_string(&list).unwrap_or_default();
    let mut lines: Vec<String> = known.lines().map(str::to_owned).collect();
    for (version, text) in released() {
        let digest: String = digest(&SHA256, text.as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        let line = format!("{version} {digest}");
        match lines.iter().find(|known| known.starts_with(&format!("{version} "))) {
            Some(known) => assert_eq!(*known, line, "contract {version} was edited; what changes is a new version in a folder of its own"),
            None if std::env::var_os("BLESS").is_some() => lines.push(line),
            None => panic!("contract {version} is not in sdk/wit/released.txt; BLESS=1 adds it"),
        }
    }
    let text = lines.iter().map(|line| format!("{line}\n")).collect::<String>();
    if text != known {
        fs::write(list, text).unwrap();
    }
    assert_eq!(lines.len(), released().len(), "a released contract is gone");
}

#[test]
fn a_later_version_goes_on_with_every_earlier_one_of_its_number() {
    let all = released();
    for (place, (version, text)) in all.iter().enumerate() {
        assert!(text.contains(&format!("package exeat:policy@{version};")), "the folder of {version} holds another package");
        for (earlier, before) in all.iter().take(place).filter(|(earlier, _)| earlier.major == version.major) {
            goes_on(before, text).unwrap_or_else(|why| panic!("{version} breaks plugins of {earlier}: {why}"));
        }
    }
}

#[test]
fn what_would_break_plugins_is_noticed() {
    let (_, newest) = released().pop().unwrap();
    let later = |from: &str, to: &str| {
        assert!(newest.contains(from), "there is no `{from}`");
        let package = newest.lines().find(|line| line.starts_with("package ")).unwrap();
        goes_on(&newest, &newest.replacen(from, to, 1).replacen(package, "package exeat:policy@1.99.0;", 1))
    };
    later("interface diagnostics {", "interface weather { raining: func() -> bool; }\ninterface diagnostics {").unwrap();
    later("  import diagnostics;", "  import diagnostics;\n  import another: func();").unwrap();
    for (from, to) in [
        ("record registration { territory: symbol,", "record registration { territory: symbol, house: symbol,"),
        ("enum channel { sms, portal, desk, api }", "enum channel { sms, portal, desk, api, post }"),
        ("    text(string),\n  }", "    text(string),\n    blob(list<u8>),\n  }"),
        ("offset-at: func(at: instant) -> s32;", "offset-at: func(at: instant) -> s64;"),
        ("  import calendar;\n", ""),
        ("  export describe: func() -> description;", "  export describe: func() -> description;\n  export close: func();"),
    ] {
        assert!(later(from, to).is_err(), "`{to}` instead of `{from}` breaks nobody");
    }
}

#[test]
fn the_host_runs_every_released_version() {
    let all: Vec<String> = released().iter().map(|(version, _)| version.to_string()).collect();
    assert_eq!(all, CONTRACTS);
    assert_eq!(all.last().map(String::as_str), Some(CONTRACT));
}

#[test]
fn a_plugin_says_by_its_imports_what_it_was_built_for() {
    assert_eq!((plugin("good").contract(), plugin("notes").contract()), ("1.0.0", "1.1.0"));
}

/// A component that imports an interface with one function.
fn importing(interface: &str, function: &str) -> Vec<u8> {
    wat::parse_str(format!("(component (import \"exeat:policy/{interface}\" (instance (export {function}))))")).unwrap()
}

const OFFSET_AT: &str = r#""offset-at" (func (param "at" s64) (result s32))"#;
const NOTE: &str = r#""note" (func (param "text" string))"#;

#[test]
fn a_plugin_of_a_version_that_the_host_does_not_run_is_told_what_to_do() {
    for (asked, advice) in [
        ("0.9.0", "build the plugin again with an SDK of this host's contract"),
        ("1.0.1", "build the plugin again with an SDK of this host's contract"),
        ("1.2.0", "run an exeat that knows it, or build the plugin with an SDK of a contract that this host runs"),
        ("2.0.0", "run an exeat that knows it, or build the plugin with an SDK of a contract that this host runs"),
    ] {
        let error = engine().load_as("p.wasm", &importing(&format!("calendar@{asked}"), OFFSET_AT)).unwrap_err();
        let expected = format!(
            "plugin `p.wasm` cannot be loaded: it is built for contract {asked} and this host runs contract 1.0.0 and 1.1.0: {advice}"
        );
        assert_eq!(error.to_string(), expected);
    }
}

#[test]
fn a_plugin_has_what_its_version_had() {
    for (interface, function, undeclared) in [
        ("diagnostics@1.0.0", NOTE, "exeat:policy/diagnostics@1.0.0"),
        ("diagnostics@1.1.0", OFFSET_AT, "exeat:policy/diagnostics@1.1.0#offset-at"),
        ("calendar@1.1.0", NOTE, "exeat:policy/calendar@1.1.0#note"),
        ("weather@1.1.0", NOTE, "exeat:policy/weather@1.1.0"),
        ("calendar", OFFSET_AT, "exeat:policy/calendar"),
    ] {
        let error = engine().load(&importing(interface, function)).unwrap_err();
        assert_eq!(*error.cause(), LoadCause::UndeclaredImport(undeclared.into()), "{interface}");
    }
}

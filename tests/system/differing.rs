//! What another version of a plugin would have decided.

use std::{fs, path::Path};

use serde_json::{Value, json};

use crate::{
    build,
    exeat::{Host, Ran, root},
    serving::{change, one_jurisdiction},
};

/// A host of which a regime uses a plugin of `tests/hostile` that keeps the contract, with settings that `pause` takes, too.
fn host_with_good() -> Host {
    let host = one_jurisdiction();
    let policies = host.data.path().join("policies");
    let good = "policies: [standard, { name: good, settings: { pause: 2h, valid_for: 3h } }]";
    change(&policies.join("GR/2020-11-07-lockdown.yaml"), "policies: [standard]", good);
    explain(&policies);
    let plugins = host.data.path().join("plugins");
    hostile("good", &plugins);
    for plugin in ["standard.wasm", "pause.wasm"] {
        fs::copy(root().join("plugins/dist").join(plugin), plugins.join(plugin)).expect("build the plugins first: cargo xtask plugins");
    }
    host
}

/// The words for what `pause` and the plugins of `tests/hostile` say, in every language.
pub fn explain(policies: &Path) {
    for catalogue in fs::read_dir(policies.join("locales")).expect("a folder").flatten() {
        let text = fs::read_to_string(catalogue.path()).expect("a catalogue");
        fs::write(catalogue.path(), text + "\nreason-too-soon = Again: { $again }.\nreason-closed = Closed.\n").expect("written");
    }
}

fn run(host: &Host, args: &[&str]) -> Ran {
    let folder = |name: &str| host.data.path().join(name).display().to_string();
    host.run(&[&["--policies", &folder("policies"), "--plugins", &folder("plugins")], args].concat())
}

fn send(host: &Host, text: &str, at: &str) -> Ran {
    run(host, &["sms", text, "--to", "13033", "--from", "+306901112233", "--at", at])
}

fn diff(host: &Host, args: &[&str]) -> (Ran, Value) {
    let ran = run(host, &[&["--format", "json", "plugin", "diff"], args].concat());
    let said = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err));
    (ran, said)
}

/// A plugin of `tests/hostile`, as a file.
pub fn hostile(name: &str, folder: &Path) -> String {
    fs::create_dir_all(folder).expect("a folder");
    let path = folder.join(format!("{name}.wasm"));
    fs::write(&path, build::component(name)).expect("written");
    path.display().to_string()
}

#[test]
fn what_would_have_been_decided_otherwise_last_week() {
    let host = host_with_good();
    // 1 is health, which is granted for three hours; 2 is supplies, which is closed.
    let sent = [
        ("1 Μαρία Παππά Πάτρα", "2020-11-10T10:00:00+02:00", 0),
        ("1 Μαρία Παππά Πάτρα", "2020-11-10T14:00:00+02:00", 0),
        ("2 Μαρία Παππά Πάτρα", "2020-11-11T12:00:00+02:00", 2),
        // A purpose that needs no permit: the host lets it go, and no policy is asked.
        ("work Μαρία Παππά Πάτρα", "2020-11-12T12:00:00+02:00", 0),
    ];
    for (text, at, exit) in sent {
        let ran = send(&host, text, at);
        assert_eq!(ran.code, exit, "{text} {at}: {}{}", ran.out, ran.err);
    }

    let (ran, said) = diff(&host, &["good", "good"]);
    assert_eq!((ran.code, &said["same"], &said["over"]), (0, &json!(true), &json!("recorded decisions")), "{said}");
    assert_eq!((&said["report"]["compared"], &said["report"]["different"]), (&json!(3), &json!(0)), "{said}");
    assert_eq!(said["report"]["not_compared"]["the host decided by its own rules"], 1, "{said}");

    // `pause` wants two hours between two permits, and knows no purpose that is closed.
    let (ran, said) = diff(&host, &["good", "pause"]);
    assert_eq!((ran.code, kinds(&said)), (1, vec!["granted → refused (too-soon)", "refused (closed) → granted"]), "{said}");
    let witness = &said["report"]["groups"][0]["witnesses"][0];
    assert_eq!((&witness["request"]["at"], &witness["request"]["purpose"]), (&json!("2020-11-10T12:00:00Z"), &json!("health")), "{said}");
    assert_eq!(witness["under"][0]["facts"]["history"][0]["purpose"], "health", "{said}");
    assert!(!ran.out.contains("6901112233") && !ran.out.contains("Μαρία"), "what policies do not see is in no report: {}", ran.out);
    let human = run(&host, &["plugin", "diff", "good", "pause"]);
    assert!(human.code == 1 && human.out.contains("refused (closed) → granted, 1 times"), "{}{}", human.out, human.err);

    let spans: [(&[&str], u64); 3] = [
        (&["--since", "2020-11-10T14:00:00+02:00"], 2),
        (&["--since", "2020-11-10T10:00:00+02:00", "--until", "2020-11-10T14:00:00+02:00"], 1),
        (&["--limit", "2"], 1),
    ];
    for (span, compared) in spans {
        let (_, said) = diff(&host, &[&["good", "pause"], span].concat());
        assert_eq!(said["report"]["compared"], compared, "{span:?}: {said}");
    }

    // What another version decided, or in a regime that is written otherwise now, is told and left out; nothing compared is not the same.
    let trap = hostile("trap", host.data.path());
    let (ran, said) = diff(&host, &[&trap, "pause"]);
    assert_eq!((ran.code, &said["same"]), (1, &json!(false)), "{said}");
    assert_eq!(said["report"]["not_compared"]["decided by another version than the old one"], 3, "{said}");
    change(&host.data.path().join("policies/GR/2020-11-07-lockdown.yaml"), "retention: 30d", "retention: 31d");
    let (_, said) = diff(&host, &["good", "pause"]);
    assert_eq!(said["report"]["not_compared"]["the file of the regime that ruled is another now"], 4, "{said}");
}

fn kinds(said: &Value) -> Vec<&str> {
    said["report"]["groups"].as_array().expect("a list").iter().filter_map(|group| group["text"].as_str()).collect()
}

#[test]
fn without_a_database_applications_are_generated() {
    let host = host_with_good();
    let (ran, said) = diff(&host, &["good", "pause", "--samples", "50"]);
    assert_eq!(
        (ran.code, &said["over"], &said["report"]["compared"]),
        (1, &json!("generated applications"), &json!(150)),
        "in three regimes: {said}"
    );
    let (again, _) = diff(&host, &["good", "pause", "--samples", "50"]);
    assert_eq!(again.out, ran.out, "the same ones every time");
    // A plugin that does not take the settings is a difference, and one that traps is.
    let (ran, said) = diff(&host, &["good", "standard", "--samples", "5"]);
    assert!(ran.code == 1 && said["not_configured"]["gr/2020-11-07-lockdown"].is_string(), "{said}");
    let trap = hostile("trap", host.data.path());
    let (_, said) = diff(&host, &["good", &trap, "--samples", "50"]);
    assert!(kinds(&said).contains(&"granted → failed (trap)"), "{said}");
    let unused = run(&host, &["plugin", "diff", "pause", "good"]);
    assert!(unused.code == 1 && unused.err.contains("no regime that was meant uses a plugin `pause`"), "{}{}", unused.out, unused.err);
}

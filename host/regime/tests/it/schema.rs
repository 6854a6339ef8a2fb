//! The published schemas are the ones that are used. `BLESS=1 cargo test -p exeat-regime` writes them anew.

use std::{env, fs, path::Path};

/// The schema of a regime, with the settings of the policy that comes with the host.
fn published() -> serde_json::Value {
    let settings = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../plugins/standard/src/settings.schema.json");
    let settings = serde_json::from_str(&fs::read_to_string(settings).unwrap()).unwrap();
    regime::schema(&[("standard".parse().unwrap(), settings)])
}

#[test]
fn the_published_schemas_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    for (name, schema) in [("regime.json", published()), ("territories.json", regime::territories_schema())] {
        let current = format!("{}\n", serde_json::to_string_pretty(&schema).unwrap());
        if env::var_os("BLESS").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(name), &current).unwrap();
        }
        let published = fs::read_to_string(folder.join(name)).unwrap_or_default();
        assert!(published == current, "docs/schema/{name} is not current: run the tests with BLESS=1");
    }
}

/// An editor must not complain of what an amending file takes over, and must of everything else.
#[test]
fn editors_know_what_an_amending_file_may_leave_out() {
    let says = |yaml: &str| {
        let document = regime::Document::parse("x.yaml", yaml.to_owned()).unwrap();
        document.validate(&published()).iter().map(|d| d.code().to_owned()).collect::<Vec<_>>()
    };
    let amending = "regime: az/b\namends: az/a\nin_force: { from: 2020-12-14T00:00 }\n";
    assert_eq!(says(&format!("{amending}purposes: {{ medical: {{ rules: {{ valid_for: 2h }} }} }}\nsms: {{ segments: 2 }}\n")), [""; 0]);
    assert_eq!(says(&format!("{amending}measure: {{ curfew: \"21:00-06:00\" }}\nfacts: {{ register: {{ timeout: 3s }} }}\n")), [""; 0]);
    assert_eq!(says(&format!("{amending}conflicts: [{{ about: x }}]\npurposes: {{ medical: {{ rulez: {{}} }} }}\n")).len(), 4);
    assert_eq!(says("regime: az/b\namends: az/a\nin_force: {}\n"), ["regime::missing-key"]);
    assert_eq!(says("regime: az/b\n").len(), 7);
    // The settings of a policy are explained where it is the only one, and nowhere insisted on where it may be another.
    let rules = |policies: &str, rules: &str| says(&format!("{amending}{policies}\nrules: {{ {rules} }}\n"));
    assert_eq!(rules("policies: [standard]", "valid_for: 2h"), [""; 0]);
    assert_eq!(rules("policies: [standard]", "validfor: 2h"), ["regime::unknown-key"]);
    assert_eq!(rules("policies: [other]", "validfor: 2h"), [""; 0]);
    assert_eq!(rules("policies: [standard, other]", "validfor: 2h"), [""; 0]);
    assert_eq!(rules("", "validfor: 2h"), [""; 0]);
    assert_eq!(says(&format!("{amending}policies: [standard]\npurposes: {{ a: {{ rules: {{ valid_for: 2 hours }} }} }}\n")).len(), 1);
}

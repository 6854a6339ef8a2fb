//! The published schemas are the ones that are used. `BLESS=1 cargo test -p exeat-regime` writes them anew.

use std::{env, fs, path::Path};

#[test]
fn the_published_schemas_are_current() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema");
    for (name, schema) in [("regime.json", regime::schema()), ("territories.json", regime::territories_schema())] {
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
        document.validate(&regime::schema()).iter().map(|d| d.code().to_owned()).collect::<Vec<_>>()
    };
    let amending = "regime: az/b\namends: az/a\nin_force: { from: 2020-12-14T00:00 }\n";
    assert_eq!(says(&format!("{amending}purposes: {{ medical: {{ rules: {{ valid_for: 2h }} }} }}\nsms: {{ segments: 2 }}\n")), [""; 0]);
    assert_eq!(says(&format!("{amending}measure: {{ curfew: \"21:00-06:00\" }}\nfacts: {{ register: {{ timeout: 3s }} }}\n")), [""; 0]);
    assert_eq!(says(&format!("{amending}conflicts: [{{ about: x }}]\npurposes: {{ medical: {{ rulez: {{}} }} }}\n")).len(), 4);
    assert_eq!(says("regime: az/b\namends: az/a\nin_force: {}\n"), ["regime::missing-key"]);
    assert_eq!(says("regime: az/b\n").len(), 7);
}

//! Everything that can be said of an operator stands in `exeat.example.yaml`, which is right, and in `docs/reference/smpp.md`.

use std::fs;

use serde_json::Value;

use crate::exeat::{Host, exeat, root};

/// The example's operator, which is commented out there.
fn example() -> String {
    let text = fs::read_to_string(root().join("exeat.example.yaml")).expect("it is there");
    let lines = text.lines().skip_while(|line| !line.starts_with("operators:")).skip(1);
    let block: Vec<&str> = lines.map_while(|line| line.strip_prefix("# ")).collect();
    format!("operators:\n{}\n", block.join("\n"))
}

#[test]
fn all_that_can_be_said_of_an_operator_is_in_the_example_and_on_the_page() {
    let schema = exeat().args(["regime", "schema", "config"]).output().expect("it starts").stdout;
    let schema: Value = serde_json::from_slice(&schema).expect("JSON");
    let page = fs::read_to_string(root().join("docs/reference/smpp.md")).expect("it is there");
    let keys = schema["$defs"]["Operator"]["properties"].as_object().expect("the keys of an operator");
    assert!(keys.len() > 20, "{keys:?}");
    for key in keys.keys() {
        assert!(example().contains(&format!(" {key}: ")), "`{key}` is not in exeat.example.yaml");
        assert!(page.contains(&format!("| `{key}` |")), "`{key}` is not in docs/reference/smpp.md");
    }
}

#[test]
fn the_example_is_right() {
    let host = Host::new();
    let config = host.data.path().join("exeat.yaml");
    for (example, taken) in [(example(), true), (example().replace("window: 10 ", "window: ten "), false)] {
        fs::write(&config, example).expect("written");
        let ran = host.run(&["--config", &config.display().to_string(), "regime", "schema", "config"]);
        assert_eq!(ran.code == 0, taken, "{}", ran.err);
    }
}

//! What a YAML text may be, and where its nodes stand.

use proptest::prelude::*;
use serde_json::json;

use super::*;

fn parse(text: &str) -> Document {
    Document::parse("test.yaml", text.to_owned()).unwrap()
}

/// Code and position of everything that is wrong with a text.
fn wrong(text: &str) -> Vec<(String, usize, usize)> {
    let found = Document::parse("test.yaml", text.to_owned()).expect_err(text);
    found.iter().map(|d| (d.code().to_owned(), d.line(), d.column())).collect()
}

#[test]
fn a_text_is_read_by_the_core_schema_of_yaml_1_2() {
    let cases = [
        ("2020-12-14", json!("2020-12-14")),
        ("2020-12-14T00:00", json!("2020-12-14T00:00")),
        ("21:00", json!("21:00")),
        ("no", json!("no")),
        ("on", json!("on")),
        ("true", json!(true)),
        ("~", json!(null)),
        ("8103", json!(8103)),
        ("\"8103\"", json!("8103")),
        ("0x10", json!(16)),
        ("1.5", json!(1.5)),
        ("!!str 8103", json!("8103")),
        ("", json!(null)),
        ("# nothing", json!(null)),
        ("b: 1\na: [x, {y: }]", json!({"b": 1, "a": ["x", {"y": null}]})),
        ("a: &x [1]\nb: *x", json!({"a": [1], "b": [1]})),
        ("1: x\ntrue: y", json!({"1": "x", "true": "y"})),
        ("\u{feff}a: 1", json!({"a": 1})),
        ("a: 1\r\nb: 2\r\n", json!({"a": 1, "b": 2})),
        ("<<: {a: 1}", json!({"<<": {"a": 1}})),
    ];
    for (text, value) in cases {
        assert_eq!(parse(text).value(), &value, "{text}");
    }
    assert_eq!(parse("b: 1\na: 2").value().to_string(), r#"{"b":1,"a":2}"#, "the order of the file");
}

#[test]
fn every_node_has_its_place() {
    let text =
        "# коммент, который не ASCII\nпункт: [раз, \"два\"]  # а\nmap:\n  key: {a: 1, b: [x]}\n  text: |\n    one\n    two\nlast: end\n";
    let document = parse(text);
    let written = |pointer: &str| document.written(pointer).unwrap_or("absent");
    let cases = [
        ("/пункт", "[раз, \"два\"]"),
        ("/пункт/0", "раз"),
        ("/пункт/1", "\"два\""),
        ("/map/key", "{a: 1, b: [x]}"),
        ("/map/key/a", "1"),
        ("/map/key/b", "[x]"),
        ("/map/text", "one\n    two"),
        ("/map", "key: {a: 1, b: [x]}\n  text: |\n    one\n    two"),
        ("/last", "end"),
        ("/none", "absent"),
    ];
    for (pointer, expected) in cases {
        assert_eq!(written(pointer), expected, "{pointer}");
    }
    let key = |pointer: &str| document.at(pointer).key.and_then(|key| text.get(key)).unwrap_or("none");
    assert_eq!((key("/пункт"), key("/map/key/b"), key("/пункт/0"), key("/map/none/deep")), ("пункт", "b", "none", "map"));
}

#[test]
fn a_problem_points_at_what_can_be_seen() {
    let document = parse("a: 1\nb:\n  c: {d: 2}\n  e:\n    - x\n");
    let place = |pointer: &str| {
        let problem = document.problem(pointer, "x::y", "m");
        (problem.line(), problem.column())
    };
    assert_eq!(place("/a"), (1, 4));
    assert_eq!(place("/b"), (2, 1), "a long value: its key");
    assert_eq!(place("/b/c"), (3, 6));
    assert_eq!(place("/b/c/none"), (3, 3), "an absent node: the key of what should hold it");
    assert_eq!(place("/b/e/0"), (5, 7));
    assert_eq!(place(""), (1, 1));
    let key = document.problem_at_key("/b/c", "x::y", "m");
    assert_eq!((key.line(), key.column()), (3, 3));
}

#[test]
fn what_is_no_document_is_refused_at_its_place() {
    let deep = format!("{}1", "- ".repeat(100));
    let deep_flow = format!("{}1{}", "[".repeat(100), "]".repeat(100));
    let laughs = "a: &a [x,x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n\
                  d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n";
    let cases: [(&str, &str, usize); 16] = [
        ("a: [1", "yaml::syntax", 1),
        ("a: 1\n\tb: 2", "yaml::syntax", 2),
        ("a: 'x", "yaml::syntax", 1),
        ("a: 1\n  b: 2", "yaml::syntax", 2),
        ("a: 1\n---\nb: 1", "yaml::several-documents", 2),
        ("a: 1\nb: 2\na: 3", "yaml::duplicate-key", 3),
        ("? [a]\n: 1", "yaml::key", 1),
        ("~: 1", "yaml::key", 1),
        ("a: !x 1", "yaml::tag", 1),
        ("a: !!int x", "yaml::tag", 1),
        ("a: 1\nb: .inf", "yaml::number", 2),
        ("a: &x [*x]", "yaml::alias", 1),
        ("a: *x", "yaml::syntax", 1),
        (&deep, "yaml::too-deep", 1),
        (&deep_flow, "yaml::too-deep", 1),
        (laughs, "yaml::alias", 6),
    ];
    for (text, code, line) in cases {
        let found: Vec<_> = wrong(text).into_iter().map(|(code, line, _)| (code, line)).collect();
        assert_eq!(found, [(code.to_owned(), line)], "{text}");
    }
    assert_eq!(wrong("a: 1\na: 2\nb: {c: 1, c: 2}").len(), 2, "all of them, not the first");
    assert_eq!(wrong(&format!("a: \"{}\"", "x".repeat(LARGEST)))[0].0, "yaml::too-large");
    let found = Document::parse_bytes("test.yaml", b"a: 1\nb: \xff\n".to_vec()).expect_err("not UTF-8");
    assert_eq!(found.iter().map(|d| (d.code(), d.line(), d.column())).collect::<Vec<_>>(), [("yaml::encoding", 2, 4)]);
}

#[test]
fn a_long_line_costs_what_it_is_long() {
    // Were each place counted from the start of the line, this would take minutes.
    let text = format!("ə: [{}a]", "a, ".repeat(100_000));
    assert_eq!(parse(&text).value()["ə"].as_array().map(Vec::len), Some(100_001));
    let twice = "a: 1\n".repeat(100_000);
    assert_eq!(wrong(&twice).len(), 100, "nobody reads more");
}

#[test]
fn a_tab_is_explained() {
    let found = Document::parse("test.yaml", "a:\n\tb: 2".to_owned()).expect_err("a tab");
    assert!(found.report(false).contains("indent with spaces"), "{}", found.report(false));
}

#[test]
fn a_type_that_does_not_take_it_says_where() {
    #[derive(serde::Deserialize, Debug)]
    struct Config {
        list: Vec<u8>,
    }
    let found = parse("list:\n  - 1\n  - x\n").read::<Config>().expect_err("no number");
    assert_eq!(found.iter().map(|d| (d.code(), d.line(), d.column())).collect::<Vec<_>>(), [("yaml::value", 3, 5)]);
    assert_eq!(parse("list: [1, 2]").read::<Config>().unwrap().list, [1, 2]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn no_text_is_too_much(text in "[a-c0-9:\\-\\[\\]{}&*!|>'\"#%?, \t\n\r~.яə]{0,60}") {
        if let Err(found) = Document::parse("test.yaml", text) {
            prop_assert!(!found.is_empty());
            prop_assert!(found.report(false).contains("yaml::"));
        }
    }
}

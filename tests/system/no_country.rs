//! No country lives in Rust: what the files of `policies/` say of one (codes of places, names, numbers to write to, telephones, documents,
//! words) stands nowhere in the host or in the policy `standard`. Comments, examples of schemas and tests may name a country; what runs may not.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use regime::Document;
use serde_json::Value as Json;

use crate::exeat::root;

/// Everything of a country that a file of policies says, with the file.
fn said_of_countries() -> BTreeMap<String, String> {
    let mut said = BTreeMap::new();
    for path in files(&root().join("policies"), &["yaml"]) {
        let name = path.strip_prefix(root()).expect("within the project").display().to_string();
        if name.ends_with(".cases.yaml") || name.contains("/corpus/") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("it can be read");
        let document = Document::parse(&name, text).expect("it is YAML");
        let mut note = |text: &str| {
            let text = text.trim().to_lowercase();
            let tells = text.chars().any(char::is_alphabetic) || text.chars().filter(char::is_ascii_digit).count() >= 4;
            if tells && text.chars().count() >= 3 {
                said.entry(text).or_insert_with(|| name.clone());
            }
        };
        collect(document.value(), "", &mut note);
    }
    said
}

/// Values under the keys that name something of a country.
fn collect(value: &Json, key: &str, note: &mut impl FnMut(&str)) {
    match value {
        Json::Object(members) => {
            // A map of languages belongs to what is so called. English words of messages are the host's own language.
            let said = members.iter().filter(|(inner, _)| !(key == "words" && *inner == "en"));
            said.for_each(|(inner, value)| collect(value, if inner.len() == 2 { key } else { inner }, note));
        }
        Json::Array(items) => items.iter().for_each(|item| collect(item, key, note)),
        Json::String(text) => {
            let of_a_country =
                ["regime", "jurisdiction", "code", "names", "aka", "number", "phone", "help", "words", "pattern", "example", "time_zone"];
            let a_code_of_a_message = key == "code" && text.len() < 3;
            if (of_a_country.contains(&key) || key == "whole" || key == "centre_only") && !a_code_of_a_message {
                note(text);
            }
        }
        _ => {}
    }
}

fn files(folder: &Path, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder").flatten() {
        let path = entry.path();
        let name = entry.file_name().to_string_lossy().into_owned();
        if path.is_dir() {
            if !["target", "tests", "benches", "examples", "node_modules"].contains(&name.as_str()) {
                found.extend(files(&path, endings));
            }
        } else if endings.iter().any(|ending| name.ends_with(&format!(".{ending}"))) && !name.starts_with("test") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// The texts in a Rust file that run: no comments, no attributes, no tests.
fn texts(source: &str) -> Vec<(usize, String)> {
    let mut texts = Vec::new();
    let mut attribute = false;
    for (number, line) in source.lines().enumerate() {
        let code = line.trim();
        if code.starts_with("#[cfg(test)]") && source.lines().nth(number + 1).is_some_and(|next| next.trim_end().ends_with("mod tests {")) {
            break;
        }
        attribute |= code.starts_with("#[");
        if attribute {
            attribute = !code.ends_with(']');
            continue;
        }
        let code = code.split(" // ").next().unwrap_or_default();
        if !code.starts_with("//") {
            texts.extend(code.split('"').skip(1).step_by(2).map(|text| (number + 1, text.to_lowercase())));
        }
    }
    texts
}

/// Whether a text holds another as a word of its own.
fn holds(text: &str, word: &str) -> bool {
    let edge = |c: Option<char>| !c.is_some_and(char::is_alphanumeric);
    text.match_indices(word).any(|(at, _)| {
        let (before, rest) = text.split_at(at);
        edge(before.chars().next_back()) && edge(rest.chars().nth(word.chars().count()))
    })
}

#[test]
fn nothing_of_a_country_stands_in_the_host_or_in_standard() {
    let said = said_of_countries();
    assert!(said.len() > 500, "{} strings are too few to look for", said.len());
    let mut found = Vec::new();
    for folder in ["host", "plugins/standard/src"] {
        for path in files(&root().join(folder), &["rs", "hbs", "js", "css"]) {
            let source = fs::read_to_string(&path).expect("it can be read");
            let name = path.strip_prefix(root()).expect("within the project").display().to_string();
            let texts = if name.ends_with(".rs") {
                texts(&source)
            } else {
                source.lines().enumerate().map(|(number, line)| (number + 1, line.to_lowercase())).collect()
            };
            for (line, text) in texts {
                for (word, file) in said.iter().filter(|(word, _)| holds(&text, word)) {
                    found.push(format!("{name}:{line}: `{word}` is of {file}"));
                }
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_country_in_the_host_would_be_found() {
    let said = said_of_countries();
    for word in ["az-ba", "8103", "2590", "bakı", "asia/baku"] {
        assert!(said.contains_key(word), "{word}");
    }
    let source = "/// For `AZ-BA`.\n#[example(\"8103\")]\nfn number() -> &'static str { \"write to 8103\" }\n#[cfg(test)]\nmod tests {\n    const X: &str = \"2590\";\n}";
    assert_eq!(texts(source), [(3, "write to 8103".to_owned())]);
    assert!(holds("write to 8103", "8103") && !holds("18103", "8103") && !holds("x8103", "8103"));
}

//! Components from the text files of `tests/hostile`.
//!
//! A file is a whole component or module, or a list of forms that take the place of those of `good.wat` with the same name and
//! are otherwise added to it; the result is wrapped into a component of the contract's world.

use std::{
    fs,
    path::{Path, PathBuf},
};

use wit_component::{ComponentEncoder, StringEncoding, embed_component_metadata};
use wit_parser::{Resolve, WorldId};

/// The root of the repository.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().find(|folder| folder.join("sdk/wit").is_dir()).unwrap().to_owned()
}

/// The world of a version of the contract.
pub fn world(version: &str) -> (Resolve, WorldId) {
    let mut resolve = Resolve::default();
    let (package, _) = resolve.push_dir(root().join("sdk/wit").join(format!("policy-{version}"))).unwrap();
    let world = resolve.select_world(&[package], Some("policy")).unwrap();
    (resolve, world)
}

/// The names of all files, in order.
#[allow(dead_code, reason = "not everybody who builds one of them tries them all")]
pub fn names() -> Vec<String> {
    let files = fs::read_dir(root().join("tests/hostile")).unwrap().map(|file| file.unwrap().path());
    let wat = files.filter(|file| file.extension().is_some_and(|extension| extension == "wat"));
    let mut names: Vec<String> = wat.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    names.sort();
    names
}

/// The component of a file, by its name without the ending.
pub fn component(name: &str) -> Vec<u8> {
    let read = |name: &str| {
        let path = root().join("tests/hostile").join(format!("{name}.wat"));
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let text = read(name);
    if text.starts_with("(component") || text.starts_with("(module") {
        return wat::parse_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let text = if name == "good" { text } else { merge(&read("good"), &text) };
    let mut module = wat::parse_str(format!("(module\n{text})")).unwrap_or_else(|error| panic!("{name}: {error}"));
    // A file that names no version is of the first one.
    let (resolve, world) = world(if text.contains("@1.1.0") { "1.1.0" } else { "1.0.0" });
    embed_component_metadata(&mut module, &resolve, world, StringEncoding::UTF8).unwrap();
    let encoder = ComponentEncoder::default().validate(true).module(&module);
    encoder.and_then(|mut encoder| encoder.encode()).unwrap_or_else(|error| panic!("{name}: {error:#}"))
}

/// The forms of `base`, those with the same name replaced by the forms of `change`, the other ones of `change` put first.
fn merge(base: &str, change: &str) -> String {
    let mut changes = forms(change);
    let base: Vec<String> = forms(base)
        .into_iter()
        .map(|form| match changes.iter().position(|change| named(change).is_some() && named(change) == named(&form)) {
            Some(place) => changes.remove(place),
            None => form,
        })
        .collect();
    changes.into_iter().chain(base).collect::<Vec<_>>().join("\n")
}

/// The kind and the name that a form begins with.
fn named(form: &str) -> Option<(&str, &str)> {
    let mut words = form.trim_start_matches('(').split(|c: char| c.is_whitespace() || c == ')');
    Some((words.next()?, words.next()?)).filter(|(_, name)| name.starts_with('$'))
}

/// The outermost forms of a text, without comments. No string of these files holds a parenthesis or a semicolon.
fn forms(text: &str) -> Vec<String> {
    let text: String = text.lines().map(|line| line.split(";;").next().unwrap_or_default()).collect::<Vec<_>>().join("\n");
    let mut forms = vec![String::new()];
    let mut depth = 0;
    for c in text.chars() {
        depth += i32::from(c == '(') - i32::from(c == ')');
        forms.last_mut().unwrap().push(c);
        if c == ')' && depth == 0 {
            forms.push(String::new());
        }
    }
    forms.iter().map(|form| form.trim().to_owned()).filter(|form| !form.is_empty()).collect()
}

#[test]
fn a_form_takes_the_place_of_its_namesake() {
    let merged = merge("(func $a) (func $b (drop\n (i32.const 1)))", ";; hm\n(func $b) (start $a)");
    assert_eq!(merged, "(start $a)\n(func $a)\n(func $b)");
}

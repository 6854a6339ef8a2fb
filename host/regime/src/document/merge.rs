//! One text on top of another: what it states, and everything else as the other has it. Each node keeps the place where it
//! stands, in whichever of the two that is.

use std::collections::HashMap;

use serde_json::{Map, Value as Json};

use super::{Document, Standing, pointer};

/// A list whose items add up where two texts have it: those that say the same under a key replace each other, the rest stay.
#[derive(Debug, Clone, Copy)]
pub(crate) struct AddsUp {
    /// The pointer to the list.
    pub(crate) list: &'static str,
    /// The key.
    pub(crate) by: &'static str,
}

impl Document {
    /// Without some nodes and everything in them.
    pub(crate) fn without<'p>(mut self, pointers: impl IntoIterator<Item = &'p str>) -> Self {
        for pointer in pointers {
            let Some((parent, last)) = pointer::split(pointer) else { continue };
            if let Some(Json::Object(members)) = self.value.pointer_mut(parent) {
                members.shift_remove(&last);
            }
            let below = format!("{pointer}/");
            self.places.retain(|place, _| place != pointer && !place.starts_with(&below));
        }
        self
    }

    /// With its outermost keys in this order, those that are not in it last.
    pub(crate) fn in_order(mut self, keys: &[&str]) -> Self {
        if let Json::Object(members) = &mut self.value {
            let mut sorted: Vec<(String, Json)> = std::mem::take(members).into_iter().collect();
            sorted.sort_by_key(|(key, _)| keys.iter().position(|other| other == key).unwrap_or(keys.len()));
            members.extend(sorted);
        }
        self
    }

    /// On top of another: maps are merged key by key, a list adds up where that is said of it, anything else is replaced.
    pub(crate) fn on_top_of(&self, base: &Self, adds_up: &[AddsUp]) -> Self {
        let mut merge = Merge { own: self, base, adds_up, places: HashMap::new() };
        let value = merge.both("", &self.value, &base.value);
        Self { text: self.text.clone(), value, places: merge.places }
    }
}

struct Merge<'a> {
    own: &'a Document,
    base: &'a Document,
    adds_up: &'a [AddsUp],
    places: HashMap<String, Standing>,
}

impl Merge<'_> {
    /// A node that both have.
    fn both(&mut self, at: &str, own: &Json, base: &Json) -> Json {
        match (own, base) {
            (Json::Object(own), Json::Object(base)) => {
                self.place(self.own, at, at);
                let mut merged = Map::new();
                for (key, value) in base {
                    let child = pointer::join(at, key);
                    let value = match own.get(key) {
                        Some(own) => self.both(&child, own, value),
                        None => self.whole(self.base, value, &child, &child),
                    };
                    merged.insert(key.clone(), value);
                }
                for (key, value) in own.iter().filter(|(key, _)| !base.contains_key(*key)) {
                    let child = pointer::join(at, key);
                    merged.insert(key.clone(), self.whole(self.own, value, &child, &child));
                }
                Json::Object(merged)
            }
            (Json::Array(own), Json::Array(base)) if self.adds_up.iter().any(|adds_up| adds_up.list == at) => self.sum(at, own, base),
            (own, _) => self.whole(self.own, own, at, at),
        }
    }

    /// The items of both lists, those of the base first.
    fn sum(&mut self, at: &str, own: &[Json], base: &[Json]) -> Json {
        let by = self.adds_up.iter().find(|adds_up| adds_up.list == at).map_or("", |adds_up| adds_up.by);
        let replaced = |item: &Json| item.get(by).is_some_and(|text| own.iter().any(|other| other.get(by) == Some(text)));
        let kept = base.iter().enumerate().filter(|(_, item)| !replaced(item)).map(|(place, item)| (self.base, place, item));
        let all: Vec<_> = kept.chain(own.iter().enumerate().map(|(place, item)| (self.own, place, item))).collect();
        self.place(self.own, at, at);
        let items = all.into_iter().enumerate();
        items.map(|(to, (from, place, item))| self.whole(from, item, &format!("{at}/{place}"), &format!("{at}/{to}"))).collect()
    }

    /// A node as one of the two has it, with everything in it.
    fn whole(&mut self, from: &Document, value: &Json, at: &str, to: &str) -> Json {
        self.place(from, at, to);
        match value {
            Json::Object(members) => {
                for (key, value) in members {
                    self.whole(from, value, &pointer::join(at, key), &pointer::join(to, key));
                }
            }
            Json::Array(items) => {
                for (place, value) in items.iter().enumerate() {
                    self.whole(from, value, &format!("{at}/{place}"), &format!("{to}/{place}"));
                }
            }
            _ => {}
        }
        value.clone()
    }

    fn place(&mut self, from: &Document, at: &str, to: &str) {
        if let Some(standing) = from.places.get(at) {
            self.places.insert(to.to_owned(), standing.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::json;

    use super::*;

    const CONFLICTS: &[AddsUp] = &[AddsUp { list: "/conflicts", by: "about" }];

    fn parse(name: &str, text: &str) -> Document {
        Document::parse(name, text.to_owned()).unwrap()
    }

    #[test]
    fn maps_merge_lists_and_scalars_replace_and_conflicts_add_up() {
        let base = parse("base", "a: { x: 1, y: [1, 2] }\nb: 1\nconflicts:\n  - { about: p, why: old }\n  - { about: q, why: old }\n");
        let own = parse("own", "a: { y: [3], z: 4 }\nc: { d: 5 }\nconflicts:\n  - { about: p, why: new }\n");
        let merged = own.on_top_of(&base, CONFLICTS);
        let expected = json!({
            "a": { "x": 1, "y": [3], "z": 4 }, "b": 1,
            "conflicts": [{ "about": "q", "why": "old" }, { "about": "p", "why": "new" }], "c": { "d": 5 }
        });
        assert_eq!(*merged.value(), expected);
        let keys: Vec<&String> = merged.value().as_object().unwrap().keys().collect();
        assert_eq!(keys, ["a", "b", "conflicts", "c"], "those of the base first");
        let from = [
            ("", "own"),
            ("/a", "own"),
            ("/a/x", "base"),
            ("/a/y/0", "own"),
            ("/b", "base"),
            ("/conflicts", "own"),
            ("/conflicts/0/why", "base"),
            ("/conflicts/1/why", "own"),
            ("/c/d", "own"),
        ];
        for (pointer, file) in from {
            assert_eq!(merged.file_of(pointer), file, "{pointer}");
        }
        assert!(!merged.has("/a/y/1"), "of the list that was replaced nothing is left");
        let said = merged.problem("/conflicts/0/why", "x::y", "wrong");
        assert_eq!((said.file(), said.line()), ("base", 5));
    }

    #[test]
    fn what_is_taken_away_is_gone_with_all_that_is_in_it() {
        let base = parse("base", "a: { x: { y: 1 }, xx: 2 }\nb: 1\n").without(["/a/x", "/b", "/nowhere/at/all"]);
        assert_eq!(*base.value(), json!({ "a": { "xx": 2 } }));
        assert!(!base.has("/a/x/y") && !base.has("/b") && base.has("/a/xx"));
    }

    fn value() -> impl Strategy<Value = Json> {
        let text = prop_oneof![".{0,12}", Just("no".to_owned()), Just("12".to_owned()), Just("2020-12-14T00:00".to_owned())];
        let leaf = prop_oneof![text.prop_map(Json::from), any::<i32>().prop_map(Json::from), any::<bool>().prop_map(Json::from)];
        leaf.prop_recursive(4, 40, 5, |inner| {
            let list = prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from);
            prop_oneof![list, map(inner)]
        })
    }

    fn map(inner: impl Strategy<Value = Json>) -> impl Strategy<Value = Json> {
        prop::collection::vec(("[a-d]|[~/. ə]{1,3}", inner), 0..5).prop_map(|members| Json::Object(members.into_iter().collect()))
    }

    /// What is merged, said in the plainest way: own leaves and lists, and of the base whatever no own node stands above.
    fn model(own: &Json, base: &Json) -> Json {
        match (own, base) {
            (Json::Object(own), Json::Object(base)) => {
                let mut merged = base.clone();
                for (key, value) in own {
                    let value = base.get(key).map_or(value.clone(), |base| model(value, base));
                    merged.insert(key.clone(), value);
                }
                Json::Object(merged)
            }
            _ => own.clone(),
        }
    }

    fn leaves(value: &Json, at: &str, found: &mut Vec<(String, Json)>) {
        match value {
            Json::Object(members) => members.iter().for_each(|(key, value)| leaves(value, &pointer::join(at, key), found)),
            Json::Array(items) => items.iter().enumerate().for_each(|(place, value)| leaves(value, &format!("{at}/{place}"), found)),
            leaf => found.push((at.to_owned(), leaf.clone())),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_leaf_stands_where_it_is_said_to(own in map(value()), base in map(value())) {
            let write = |value: &Json| Document { value: value.clone(), ..parse("any", "{}") }.to_yaml(&|_| String::new());
            let [own_text, base_text] = [&own, &base].map(write);
            let (own_document, base_document) = (parse("own", &own_text), parse("base", &base_text));
            prop_assert_eq!(own_document.value(), &own, "{}", own_text);
            let merged = own_document.on_top_of(&base_document, &[]);
            prop_assert_eq!(merged.value(), &model(&own, &base));
            let mut found = Vec::new();
            leaves(merged.value(), "", &mut found);
            for (pointer, leaf) in found {
                let written = merged.written(&pointer).unwrap();
                let read = parse("leaf", written);
                prop_assert_eq!(read.value(), &leaf, "{} in {}", pointer, merged.file_of(&pointer));
                let source = if merged.file_of(&pointer) == "own" { &own } else { &base };
                prop_assert_eq!(source.pointer(&pointer), Some(&leaf));
            }
            let again = parse("again", &merged.to_yaml(&|file| file.to_owned()));
            prop_assert_eq!(again.value(), merged.value());
        }
    }
}

//! Regimes that amend others: each file on top of the one that it amends, before anything in it is checked.

use std::collections::HashMap;

use aws_lc_rs::digest::{Context, SHA256};
use domain::{Jurisdiction, RegimeId};
use serde_json::Value as Json;

use super::load::hex;
use crate::{
    diagnostic::Diagnostic,
    document::{AddsUp, Document, pointer},
    file::DotPath,
    lint,
};

/// A regime file as it was found.
pub(super) struct Written {
    pub(super) jurisdiction: Jurisdiction,
    /// The name of the file without `.yaml`.
    pub(super) stem: String,
    /// `None` when it is no YAML.
    pub(super) document: Option<Document>,
    /// SHA-256 of its bytes, in hexadecimal.
    pub(super) digest: String,
}

/// A regime file with everything that it takes over.
pub(super) struct Whole {
    pub(super) jurisdiction: Jurisdiction,
    pub(super) stem: String,
    pub(super) document: Document,
    /// SHA-256 over the file and all that it amends, in hexadecimal.
    pub(super) digest: String,
    /// Whether the regime that it amends cannot be had, so that nobody can tell what it lacks.
    pub(super) partial: bool,
}

/// What each file says for itself.
const OWN: [&str; 4] = ["/regime", "/amends", "/repeals", "/in_force"];

const ADDS_UP: &[AddsUp] = &[AddsUp { list: "/conflicts", by: "about" }];

/// Every file that is YAML, on top of what it amends.
pub(super) fn amended(files: Vec<Written>, found: &mut Vec<Diagnostic>) -> Vec<Whole> {
    let names = files.iter().enumerate().map(|(place, file)| (lint::name_of(&file.jurisdiction, &file.stem), place)).collect();
    let mut chains = Chains { files: &files, names, done: HashMap::new(), open: Vec::new(), found };
    let merged: Vec<Option<Merged>> = (0..files.len()).map(|place| chains.follow(place)).collect();
    let wholes = files.into_iter().zip(merged).filter_map(|(file, merged)| {
        let Merged { document, digest, partial } = merged?;
        Some(Whole { jurisdiction: file.jurisdiction, stem: file.stem, document, digest, partial })
    });
    wholes.collect()
}

#[derive(Clone)]
struct Merged {
    document: Document,
    digest: String,
    partial: bool,
}

struct Chains<'f> {
    files: &'f [Written],
    /// By the name that a file must have.
    names: HashMap<String, usize>,
    done: HashMap<usize, Option<Merged>>,
    /// The files from which the one being followed was reached.
    open: Vec<usize>,
    found: &'f mut Vec<Diagnostic>,
}

impl<'f> Chains<'f> {
    fn follow(&mut self, place: usize) -> Option<Merged> {
        if let Some(done) = self.done.get(&place) {
            return done.clone();
        }
        self.open.push(place);
        let merged = self.merge(place);
        self.open.pop();
        self.done.insert(place, merged.clone());
        merged
    }

    fn merge(&mut self, place: usize) -> Option<Merged> {
        let file = self.files.get(place)?;
        let own = file.document.as_ref()?;
        if !own.has("/amends") {
            if own.has("/repeals") {
                let nothing =
                    own.problem_at_key("/repeals", "regime::repeals-without-amends", "nothing is amended, so nothing can be repealed");
                self.found.push(nothing.help("name the earlier regime under `amends`, or take `repeals` away"));
            }
            return Some(Merged { document: own.clone(), digest: file.digest.clone(), partial: false });
        }
        let Some((base, base_digest)) = self.base(file, own) else {
            return Some(Merged { document: own.clone(), digest: file.digest.clone(), partial: true });
        };
        let repealed = self.repealed(own, &base);
        let inherited = base.without(OWN).without(repealed.iter().map(String::as_str));
        Some(Merged { document: own.on_top_of(&inherited, ADDS_UP), digest: chained(&file.digest, &base_digest), partial: false })
    }

    /// What a file amends, whole.
    fn base(&mut self, file: &'f Written, own: &Document) -> Option<(Document, String)> {
        // Anything else is said by the schema.
        let id: RegimeId = own.value().get("amends")?.as_str()?.parse().ok()?;
        let problem = |code: &str, message: String| own.problem("/amends", code, message);
        let name = lint::name_of(&file.jurisdiction, &file.stem);
        let Some(&place) = self.names.get(id.as_str()) else {
            let unknown = problem("regime::unknown-regime", format!("there is no regime `{id}`"));
            self.found.push(lint::meaning(unknown, id.as_str(), &self.others(file)));
            return None;
        };
        if self.files.get(place).is_none_or(|other| other.jurisdiction != file.jurisdiction) {
            let foreign = problem("regime::foreign-regime", format!("`{id}` is a regime of another jurisdiction"));
            self.found.push(foreign.help(format!("`{}` can amend its own regimes only", file.jurisdiction)));
            return None;
        }
        if let Some(start) = self.open.iter().position(|open| *open == place) {
            let round = self.open.get(start..).unwrap_or_default().iter().filter_map(|place| self.files.get(*place));
            let round: Vec<String> = round.map(|file| format!("`{}`", lint::name_of(&file.jurisdiction, &file.stem))).collect();
            let message = match round.as_slice() {
                [_] => format!("`{name}` amends itself"),
                round => format!("regimes that amend each other in a circle: {} and again `{id}`", round.join(", ")),
            };
            self.found.push(problem("regime::amends-itself", message).help("a regime amends one that came into force before it"));
            return None;
        }
        // What is wrong with the base is said of it.
        self.follow(place).filter(|base| !base.partial).map(|base| (base.document, base.digest))
    }

    /// The regimes that a file could have meant.
    fn others(&self, file: &Written) -> Vec<&str> {
        let own = lint::name_of(&file.jurisdiction, &file.stem);
        let others = self
            .names
            .iter()
            .filter(|(name, place)| **name != own && self.files.get(**place).is_some_and(|other| other.jurisdiction == file.jurisdiction));
        let mut others: Vec<&str> = others.map(|(name, _)| name.as_str()).collect();
        others.sort_unstable();
        others
    }

    /// The pointers to what a file repeals of what it amends.
    fn repealed(&mut self, own: &Document, base: &Document) -> Vec<String> {
        let paths = own.value().get("repeals").and_then(Json::as_array).into_iter().flatten().enumerate();
        let mut repealed = Vec::new();
        for (index, path) in paths {
            // Anything else is said by the schema.
            let Some(path) = path.as_str().and_then(|path| path.parse::<DotPath>().ok()) else { continue };
            match repeal(&path, &format!("/repeals/{index}"), own, base) {
                Ok(pointer) => repealed.push(pointer),
                Err(wrong) => self.found.push(wrong),
            }
        }
        repealed
    }
}

/// The pointer to what a path leads to.
fn repeal(path: &DotPath, spot: &str, own: &Document, base: &Document) -> Result<String, Diagnostic> {
    const NOTHING: &str = "regime::repeals-nothing";
    let whole = path.0.iter().fold(String::new(), |pointer, key| pointer::join(&pointer, key));
    if OWN.iter().any(|never| whole == *never || whole.starts_with(&format!("{never}/"))) {
        return Err(own.problem(spot, NOTHING, format!("`{path}` is never taken over, so it cannot be repealed")));
    }
    let (mut node, mut pointer) = (base.value(), String::new());
    for (depth, key) in path.0.iter().enumerate() {
        let Json::Object(members) = node else {
            let list = DotPath(path.0.iter().take(depth).cloned().collect());
            let inside = own.problem(spot, NOTHING, format!("`{list}` has no keys, so nothing in it can be repealed"));
            return Err(inside.help(format!("state `{list}` anew as it is now")));
        };
        let Some(inner) = members.get(key) else {
            let known: Vec<String> =
                members.keys().map(|other| DotPath(path.0.iter().take(depth).chain([other]).cloned().collect()).to_string()).collect();
            let known: Vec<&str> = known.iter().map(String::as_str).filter(|known| !OWN.contains(&format!("/{known}").as_str())).collect();
            let missing = DotPath(path.0.iter().take(depth + 1).cloned().collect());
            let missing_text = missing.to_string();
            let nothing = own.problem(spot, NOTHING, format!("the amended regime has no `{missing_text}`"));
            return Err(lint::meaning(nothing, &missing_text, &known));
        };
        (node, pointer) = (inner, pointer::join(&pointer, key));
    }
    if own.has(&pointer) {
        let stated = own.problem(spot, "regime::repeals-stated", format!("`{path}` is repealed and stated at once"));
        return Err(stated.beside(&own.key_spot(&pointer), "stated here").help("take one of the two away"));
    }
    Ok(pointer)
}

/// The digest of a file together with that of what it amends.
fn chained(own: &str, base: &str) -> String {
    let mut context = Context::new(&SHA256);
    context.update(own.as_bytes());
    context.update(base.as_bytes());
    hex(context.finish().as_ref())
}

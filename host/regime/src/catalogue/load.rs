//! From Fluent files to catalogues.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::Arc,
};

use domain::{Jurisdiction, Language};
use fluent_bundle::{FluentResource, concurrent::FluentBundle};
use fluent_syntax::ast::Entry;
use unic_langid::LanguageIdentifier;

use super::{Catalogue, Catalogues};
use crate::diagnostic::{Diagnostic, Text};

/// One Fluent file.
#[derive(Debug, Clone)]
pub(crate) struct CatalogueFile {
    /// What diagnostics call it.
    pub(crate) name: String,
    pub(crate) text: String,
    /// Whose words it holds; everybody's when absent.
    pub(crate) jurisdiction: Option<Jurisdiction>,
    pub(crate) language: Language,
}

impl Catalogues {
    /// The catalogues of these files, and what is wrong with them.
    pub(crate) fn of_files(files: Vec<CatalogueFile>) -> (Self, Vec<Diagnostic>) {
        let mut found = Vec::new();
        let mut base: BTreeMap<Language, Arc<FluentResource>> = BTreeMap::new();
        let mut own: Vec<(Jurisdiction, Language, Arc<FluentResource>)> = Vec::new();
        for file in files {
            let resource = Arc::new(parse(&file, &mut found));
            match file.jurisdiction {
                None => {
                    base.insert(file.language, resource);
                }
                Some(jurisdiction) => own.push((jurisdiction, file.language, resource)),
            }
        }
        let mut catalogues = Self::default();
        for (jurisdiction, language, resource) in own {
            let resources = base.get(&language).cloned().into_iter().chain([resource]).collect();
            catalogues.own.entry(language).or_insert_with(HashMap::new).insert(jurisdiction, catalogue(language, resources));
        }
        for (language, resource) in base {
            catalogues.base.insert(language, catalogue(language, vec![resource]));
        }
        (catalogues, found)
    }
}

fn catalogue(language: Language, resources: Vec<Arc<FluentResource>>) -> Catalogue {
    let locale: LanguageIdentifier = language.as_str().parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![locale]);
    // The marks would turn every message into UCS-2, and a text message has no other direction than its reader's.
    bundle.set_use_isolating(false);
    for resource in &resources {
        bundle.add_resource_overriding(Arc::clone(resource));
    }
    Catalogue { bundle, resources }
}

fn parse(file: &CatalogueFile, found: &mut Vec<Diagnostic>) -> FluentResource {
    let text = Arc::new(Text { name: file.name.clone(), text: file.text.clone() });
    let (resource, errors) = match FluentResource::try_new(file.text.clone()) {
        Ok(resource) => (resource, Vec::new()),
        Err(partly) => partly,
    };
    for error in errors {
        let end = error.pos.end.min(file.text.len());
        let start = error.pos.start.min(end);
        let message = error.kind.to_string();
        let message = message.trim_end_matches('.');
        let lower = message.chars().take(1).flat_map(char::to_lowercase).chain(message.chars().skip(1)).collect::<String>();
        found.push(Diagnostic::new("regime::catalogue-syntax", lower, Arc::clone(&text), start..end));
    }
    let mut known: HashSet<&str> = HashSet::new();
    for id in resource.entries().filter_map(|entry| if let Entry::Message(message) = entry { Some(message.id.name) } else { None }) {
        if !known.insert(id) {
            let places = definitions(&file.text, id);
            let message = format!("the message `{id}` comes twice");
            let place = places.get(1).cloned().unwrap_or(0..0);
            let again = Diagnostic::new("regime::duplicate-message", message, Arc::clone(&text), place).label("again");
            found.push(again.and(places.first().cloned().unwrap_or(0..0), "first here"));
        }
    }
    resource
}

/// Where a message is defined.
fn definitions(text: &str, id: &str) -> Vec<std::ops::Range<usize>> {
    let mut start = 0;
    let mut places = Vec::new();
    for line in text.split_inclusive('\n') {
        if line.strip_prefix(id).is_some_and(|rest| rest.trim_start().starts_with('=')) {
            places.push(start..start + id.len());
        }
        start += line.len();
    }
    places
}

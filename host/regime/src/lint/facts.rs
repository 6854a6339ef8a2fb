//! Providers of facts: that each attribute comes from one place, and that what the policies ask for comes from somewhere.

use std::collections::HashMap;

use domain::{AttributeName, PolicyName};

use super::{Lint, entry};
use crate::{diagnostic::Diagnostic, file::FactProviderFile, providers::COMPUTED};

/// `asked` are the attributes that the policies ask for; `None` when one of them cannot say.
pub(super) fn check(lint: &Lint<'_>, asked: Option<&[(AttributeName, PolicyName)]>, found: &mut Vec<Diagnostic>) {
    let mut given: HashMap<&AttributeName, String> = HashMap::new();
    for (name, provider) in &lint.file.facts {
        let gives = match provider {
            FactProviderFile::Table(table) => &table.gives,
            FactProviderFile::Service(service) => &service.gives,
        };
        for (index, attribute) in gives.iter().enumerate() {
            let spot = format!("{}/gives/{index}", entry("/facts", name.as_str()));
            if COMPUTED.contains(&attribute.as_str()) {
                let computed = lint.problem(&spot, "regime::computed-attribute", format!("`{attribute}` is computed by the host itself"));
                found.push(computed.help("take it away"));
            }
            if let Some(first) = given.get(attribute) {
                let twice = lint.problem(&spot, "regime::attribute-twice", format!("`{attribute}` is given twice"));
                found.push(twice.beside(&lint.spot(first), "already here").help("nobody can tell which of the two would be right"));
                continue;
            }
            if asked.is_some_and(|asked| !asked.iter().any(|(name, _)| name == attribute)) {
                let idle = lint.problem(&spot, "regime::unused-attribute", format!("no policy asks for `{attribute}`"));
                found.push(idle.help("personal data that nobody needs should not be fetched").warning());
            }
            given.insert(attribute, spot);
        }
    }
    // Without providers everything that is known is what a desk recorded.
    if lint.file.facts.is_empty() || !lint.is_whole("/facts") {
        return;
    }
    let nowhere = asked.into_iter().flatten().filter(|(name, _)| !given.contains_key(name) && !COMPUTED.contains(&name.as_str()));
    for (attribute, policy) in nowhere {
        let message = format!("`{policy}` asks for `{attribute}`, which nothing here gives");
        let missing = lint.problem_at_key("/facts", "regime::attribute-from-nowhere", message);
        found.push(missing.help("only what was recorded by hand is known of it").warning());
    }
}

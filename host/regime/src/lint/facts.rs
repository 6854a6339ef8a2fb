//! Providers of facts: that each attribute comes from one place, that what the policies ask for comes from somewhere, and that
//! the groups of people are of something.

use std::collections::HashMap;

use domain::{AttributeName, PolicyName, PurposeId};

use super::{Lint, entry, meaning};
use crate::{
    diagnostic::Diagnostic,
    file::{FactProviderFile, GroupFile},
    providers::{COMPUTED, OUT, is_out_of},
};

/// `asked` are the attributes that the policies ask for; `None` when one of them cannot say.
pub(super) fn check(lint: &Lint<'_>, asked: Option<&[(AttributeName, PolicyName)]>, found: &mut Vec<Diagnostic>) {
    let mut given: HashMap<&AttributeName, String> = HashMap::new();
    for (name, provider) in &lint.file.facts {
        for (index, attribute) in provider.gives().iter().enumerate() {
            let spot = format!("{}/gives/{index}", entry("/facts", name.as_str()));
            if is_computed(lint, attribute) {
                let computed = lint.problem(&spot, "regime::computed-attribute", format!("`{attribute}` is computed by the host itself"));
                found.push(computed.help("take it away"));
            }
            if let Some(first) = given.get(attribute) {
                let twice = lint.problem(&spot, "regime::attribute-twice", format!("`{attribute}` is given twice"));
                found.push(twice.beside(&lint.spot(first), "already here").help("nobody can tell which of the two would be right"));
                continue;
            }
            if asked.is_some_and(|asked| !is_used(lint, asked, attribute)) {
                let idle = lint.problem(&spot, "regime::unused-attribute", format!("no policy asks for `{attribute}`"));
                found.push(idle.help("personal data that nobody needs should not be fetched").warning());
            }
            given.insert(attribute, spot);
        }
    }
    for (name, provider) in &lint.file.facts {
        for (attribute, group) in provider.groups() {
            let spot = entry(&format!("{}/groups", entry("/facts", name.as_str())), attribute.as_str());
            self::group(lint, provider, (attribute, group), &spot, asked, &given, found);
        }
    }
    // Without providers everything that is known is what a desk recorded.
    if lint.file.facts.is_empty() || !lint.is_whole("/facts") {
        return;
    }
    let nowhere = asked.into_iter().flatten().filter(|(name, _)| !given.contains_key(name) && !is_computed(lint, name));
    for (attribute, policy) in nowhere {
        let message = format!("`{policy}` asks for `{attribute}`, which nothing here gives");
        let missing = lint.problem_at_key("/facts", "regime::attribute-from-nowhere", message);
        found.push(missing.help("only what was recorded by hand is known of it").warning());
    }
}

fn groups<'a>(lint: &Lint<'a>) -> impl Iterator<Item = (&'a AttributeName, &'a GroupFile)> {
    lint.file.facts.values().flat_map(FactProviderFile::groups)
}

/// Whether the host finds an attribute out by itself.
fn is_computed(lint: &Lint<'_>, attribute: &AttributeName) -> bool {
    COMPUTED.contains(&attribute.as_str()) || groups(lint).any(|(group, _)| is_out_of(attribute, group))
}

/// Whether a policy asks for an attribute, or the host needs it for what a policy asks of a group.
fn is_used(lint: &Lint<'_>, asked: &[(AttributeName, PolicyName)], attribute: &AttributeName) -> bool {
    let needs = |wanted: &dyn Fn(&AttributeName) -> bool| asked.iter().any(|(name, _)| wanted(name));
    let for_group = |(group, how): (&AttributeName, &GroupFile)| {
        (group == attribute || how.counting.as_ref() == Some(attribute)) && needs(&|name| is_out_of(name, group))
    };
    needs(&|name| name == attribute) || groups(lint).any(for_group)
}

fn group(
    lint: &Lint<'_>,
    provider: &FactProviderFile,
    (attribute, group): (&AttributeName, &GroupFile),
    spot: &str,
    asked: Option<&[(AttributeName, PolicyName)]>,
    given: &HashMap<&AttributeName, String>,
    found: &mut Vec<Diagnostic>,
) {
    if !provider.gives().contains(attribute) {
        let message = format!("`{attribute}` is not among the attributes that this provider gives");
        let names: Vec<&str> = provider.gives().iter().map(AttributeName::as_str).collect();
        found.push(meaning(lint.problem_at_key(spot, "regime::group-of-nothing", message), attribute.as_str(), &names));
    } else if asked.is_some_and(|asked| !asked.iter().any(|(name, _)| is_out_of(name, attribute))) {
        let idle = lint.problem_at_key(spot, "regime::unused-group", format!("no policy asks for `{attribute}{OUT}`"));
        found.push(idle.help("what the host finds out of a group reaches a policy as that attribute only").warning());
    }
    if let Some(counting) = group.counting.as_ref().filter(|counting| !given.contains_key(counting)) {
        let message = format!("nothing here gives `{counting}`");
        let missing = lint.problem(&format!("{spot}/counting"), "regime::attribute-from-nowhere", message);
        found.push(missing.help("only permits count of persons of whom it was recorded by hand").warning());
    }
    let known: Vec<&str> = lint.file.purposes.keys().map(PurposeId::as_str).collect();
    for (index, purpose) in group.purposes.iter().enumerate().filter(|(_, purpose)| !lint.file.purposes.contains_key(*purpose)) {
        let message = format!("the regime has no purpose `{purpose}`");
        let unknown = lint.problem(&format!("{spot}/purposes/{index}"), "regime::unknown-purpose", message);
        found.push(meaning(unknown, purpose.as_str(), &known));
    }
}

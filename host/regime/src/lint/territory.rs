//! Where a regime is in force.

use domain::Territory;

use super::{Lint, below};
use crate::{
    diagnostic::{Diagnostic, Spot},
    document::nearest,
    fold::fold,
    territories::{Node, TerritoryTree},
};

pub(super) fn check(lint: &Lint<'_>, found: &mut Vec<Diagnostic>) {
    let cover = &lint.file.territory;
    if lint.territories.node(lint.jurisdiction.territory()).is_none() {
        let missing =
            lint.problem_at_key("/territory", "regime::no-territories", format!("no `territories.yaml` names `{}`", lint.jurisdiction));
        found.push(missing.help("without it nothing lies anywhere"));
        return;
    }
    if cover.whole.is_empty() && cover.centre_only.is_empty() && lint.is_whole("/territory") {
        found.push(
            lint.problem_at_key("/territory", "regime::empty-cover", "it covers no territory")
                .help("name some under `whole` or `centre_only`"),
        );
    }
    for (list, territories) in [("whole", &cover.whole), ("centre_only", &cover.centre_only), ("except", &cover.except)] {
        for (index, territory) in territories.iter().enumerate() {
            found.extend(known(lint, &pointer(list, index), territory));
        }
    }
    covered_twice(lint, found);
    for (index, territory) in cover.centre_only.iter().enumerate() {
        if lint.territories.node(territory).is_some() && lint.territories.node(&territory.centre()).is_none() {
            let without =
                lint.problem(&pointer("centre_only", index), "regime::no-centre", format!("`{territory}` has no centre of its own"));
            found.push(without.help("write `centre: true` at it in `territories.yaml`, or list it under `whole`"));
        }
    }
    for (index, territory) in cover.except.iter().enumerate().filter(|(_, territory)| lint.territories.node(territory).is_some()) {
        let spot = pointer("except", index);
        let repeated = cover.whole.iter().any(|covered| covered == territory)
            || cover.centre_only.iter().any(|covered| covered.centre() == *territory);
        let inside = |outer: &Territory| lint.territories.is_within(territory, outer);
        let covered = cover.whole.iter().any(inside) || cover.centre_only.iter().any(|node| inside(&node.centre()));
        if repeated {
            found.push(lint.problem(&spot, "regime::except-everything", format!("`{territory}` is covered and left out at once")));
        } else if !covered && !lint.mismatches.iter().any(|mismatch| below(&mismatch.pointer, "/territory")) {
            found.push(lint.problem(&spot, "regime::except-outside", format!("`{territory}` is not covered, so it cannot be left out")));
        }
    }
}

fn pointer(list: &str, index: usize) -> String {
    format!("/territory/{list}/{index}")
}

/// A territory that does not exist, or is not the jurisdiction's to rule.
fn known(lint: &Lint<'_>, pointer: &str, territory: &Territory) -> Option<Diagnostic> {
    if lint.territories.node(territory).is_none() {
        let unknown = lint.problem(pointer, "regime::unknown-territory", format!("there is no territory `{territory}`"));
        return Some(match similar(lint.territories, territory) {
            Some(help) => unknown.help(help),
            None => unknown,
        });
    }
    let foreign = !lint.territories.is_within(territory, lint.jurisdiction.territory());
    foreign
        .then(|| lint.problem(pointer, "regime::foreign-territory", format!("`{territory}` does not lie within `{}`", lint.jurisdiction)))
}

/// The territory that was probably meant: one with the same name, or nearly the same code.
fn similar(tree: &TerritoryTree, territory: &Territory) -> Option<String> {
    let last = territory.as_str().rsplit(['-', '.']).next().unwrap_or_default();
    let codes: Vec<&str> =
        tree.nodes().map(|node| node.code.as_str()).filter(|code| code.get(..2) == territory.as_str().get(..2)).collect();
    by_name(tree, last).or_else(|| meant(tree, nearest(territory.as_str(), &codes)?))
}

/// The territory that people call so.
pub(crate) fn by_name(tree: &TerritoryTree, name: &str) -> Option<String> {
    let wanted = fold(name);
    let called =
        |node: &&Node| node.names.iter().map(|(_, name)| name).chain(node.aka.iter().map(String::as_str)).any(|name| fold(name) == wanted);
    meant(tree, tree.nodes().find(called)?.code.as_str())
}

fn meant(tree: &TerritoryTree, code: &str) -> Option<String> {
    let name = tree.name(&code.parse().ok()?, "en".parse().ok()?).unwrap_or_default();
    Some(format!("did you mean `{code}` ({name})?"))
}

/// Territories that are listed twice, or within one that is listed whole.
fn covered_twice(lint: &Lint<'_>, found: &mut Vec<Diagnostic>) {
    let cover = &lint.file.territory;
    let whole = || cover.whole.iter().enumerate().map(|(index, territory)| (pointer("whole", index), territory));
    let centres = || cover.centre_only.iter().enumerate().map(|(index, territory)| (pointer("centre_only", index), territory));
    let all: Vec<(String, &Territory)> = whole().chain(centres()).collect();
    for (place, (spot, territory)) in all.iter().enumerate() {
        let mut say = |message: String, other: Spot| {
            found.push(lint.problem(spot, "regime::overlapping-territory", message).beside(&other, "already here"));
        };
        if let Some((first, _)) = all.iter().take(place).find(|(_, other)| other == territory) {
            say(format!("`{territory}` is listed twice"), lint.spot(first));
        } else if let Some((outer, around)) = whole().find(|(_, outer)| outer != territory && lint.territories.is_within(territory, outer))
        {
            say(format!("`{territory}` lies within `{around}`, which is covered whole"), lint.spot(&outer));
        }
    }
}

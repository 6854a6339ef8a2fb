//! Units of one level of the territory tree: of which of them a territory is a part.

use exeat_policy::{Setup, Territory};

/// For each territory its unit of a level; `None` for what lies above the level. Level 0 is the jurisdiction's own node, which is where the
/// tree begins to branch: above it stands only what it is a part of.
pub(crate) fn of_level(level: u32, setup: &Setup) -> Vec<Option<Territory>> {
    let all = setup.territories();
    let branches = |node: &Territory| all.iter().filter(|other| other.parent() == Some(*node)).nth(1).is_some();
    let own = all.iter().find(|node| branches(node)).copied();
    all.iter().map(|territory| unit(*territory, level, own)).collect()
}

/// The one among a territory and what it lies within that is `level` steps below `own`.
fn unit(territory: Territory, level: u32, own: Option<Territory>) -> Option<Territory> {
    let path = || std::iter::successors(Some(territory), |node| node.parent());
    let below = path().position(|node| Some(node) == own)?;
    path().nth(below.checked_sub(level as usize)?)
}

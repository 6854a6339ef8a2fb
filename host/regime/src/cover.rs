//! Where a regime rules.

use domain::{Territory, TerritoryPath};

/// The part of a territory tree that a regime covers: nodes whole, nodes of which only the centre counts, and nodes left out.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cover {
    whole: Vec<Territory>,
    centre_only: Vec<Territory>,
    centres: Vec<Territory>,
    except: Vec<Territory>,
}

impl Cover {
    /// `except` always wins over the other two.
    #[must_use]
    pub fn new(whole: Vec<Territory>, centre_only: Vec<Territory>, except: Vec<Territory>) -> Self {
        let centres = centre_only.iter().map(Territory::centre).collect();
        Self { whole, centre_only, centres, except }
    }

    /// Whether a place lies in it. A node above one that is covered is not covered itself.
    #[must_use]
    pub fn covers(&self, path: &TerritoryPath) -> bool {
        let mut inside = false;
        for node in path.iter() {
            if self.except.contains(node) {
                return false;
            }
            inside |= self.whole.contains(node) || self.centres.contains(node);
        }
        inside
    }

    /// The nodes that are covered with everything in them.
    #[must_use]
    pub fn whole(&self) -> &[Territory] {
        &self.whole
    }

    /// The nodes of which only the centre is covered.
    #[must_use]
    pub fn centre_only(&self) -> &[Territory] {
        &self.centre_only
    }

    /// The nodes that are left out.
    #[must_use]
    pub fn except(&self) -> &[Territory] {
        &self.except
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(nodes: &[&str]) -> TerritoryPath {
        let mut nodes: Vec<Territory> = nodes.iter().map(|node| node.parse().unwrap()).collect();
        let leaf = nodes.pop().unwrap();
        TerritoryPath::new(nodes, leaf).unwrap()
    }

    #[test]
    fn whole_nodes_centres_and_exceptions() {
        let nodes = |codes: &[&str]| codes.iter().map(|code| code.parse().unwrap()).collect::<Vec<_>>();
        let cover = Cover::new(nodes(&["AZ-BA"]), nodes(&["AZ-LAN"]), nodes(&["AZ-BA.pirallahi"]));
        let cases: [(&[&str], bool); 7] = [
            (&["AZ"], false),
            (&["AZ", "AZ-BA"], true),
            (&["AZ", "AZ-BA", "AZ-BA.sabail"], true),
            (&["AZ", "AZ-BA", "AZ-BA.pirallahi"], false),
            (&["AZ", "AZ-BA", "AZ-BA.pirallahi", "AZ-BA.pirallahi.x"], false),
            (&["AZ", "AZ-LAN"], false),
            (&["AZ", "AZ-LAN", "AZ-LAN.centre"], true),
        ];
        for (nodes, covered) in cases {
            assert_eq!(cover.covers(&path(nodes)), covered, "{nodes:?}");
        }
    }
}

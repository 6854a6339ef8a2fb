//! Everything that decides, loaded and checked as one and never changed.

use std::path::Path;

use domain::RegimeId;
use engine::{Library, Policy};
use regime::{Catalogues, Diagnostic, Diagnostics, Regimes, TerritoryTree};

/// Regimes, territories, catalogues, and a configured policy for each use of one.
pub struct Environment {
    regimes: Regimes,
    catalogues: Catalogues,
    policies: std::collections::HashMap<RegimeId, Vec<std::sync::Arc<Policy>>>,
}

impl Environment {
    /// Loads and checks a folder of regimes, territories and catalogues against the plugins of `library`. Beside the
    /// environment come the warnings.
    ///
    /// # Errors
    /// Everything that is wrong in the folder, all at once.
    pub fn load(policies: &Path, library: &Library) -> Result<(Self, Vec<Diagnostic>), Diagnostics> {
        let _ = (policies, library);
        Err(Diagnostics::new(Vec::new()))
    }

    /// The regimes.
    #[must_use]
    pub fn regimes(&self) -> &Regimes {
        &self.regimes
    }

    /// The message catalogues.
    #[must_use]
    pub fn catalogues(&self) -> &Catalogues {
        &self.catalogues
    }

    /// The territories.
    #[must_use]
    pub fn territories(&self) -> &TerritoryTree {
        self.regimes.territories()
    }

    /// The configured policies of a regime, in the order of its file.
    #[must_use]
    pub fn policies_of(&self, regime: &RegimeId) -> &[std::sync::Arc<Policy>] {
        self.policies.get(regime).map_or(&[], Vec::as_slice)
    }
}

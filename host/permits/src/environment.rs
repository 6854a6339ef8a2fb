//! Everything that decides, loaded and checked as one and never changed.

use std::{
    collections::HashMap,
    path::Path,
    sync::{Mutex, PoisonError},
};

use domain::{AttributeName, Configuration, PolicyName, ReasonCode, RegimeId};
use engine::{ConfigureError, Library, Policy};
use regime::{Catalogues, Diagnostic, Diagnostics, Policies, Regimes, TerritoryTree};
use serde_json::Value as Json;

/// Regimes, territories, catalogues, and a configured policy for each use of one.
pub struct Environment {
    regimes: Regimes,
    policies: HashMap<RegimeId, Vec<Policy>>,
    library: Library,
}

impl Environment {
    /// Loads and checks a folder of regimes, territories and catalogues against the plugins of `library`. Beside the
    /// environment come the warnings.
    ///
    /// # Errors
    /// Everything that is wrong in the folder, all at once.
    pub fn load(policies: &Path, library: &Library) -> Result<(Self, Vec<Diagnostic>), Diagnostics> {
        Self::of(library, |configuring| Regimes::load(policies, configuring))
    }

    /// The same files, with other plugins.
    ///
    /// # Errors
    /// Everything that is wrong with the files for these plugins.
    pub fn with(&self, library: &Library) -> Result<(Self, Vec<Diagnostic>), Diagnostics> {
        Self::of(library, |configuring| Regimes::of_files(self.regimes.files().to_vec(), configuring))
    }

    fn of(
        library: &Library,
        load: impl FnOnce(&Configuring<'_>) -> Result<(Regimes, Vec<Diagnostic>), Diagnostics>,
    ) -> Result<(Self, Vec<Diagnostic>), Diagnostics> {
        let configuring = Configuring { library, done: Mutex::default() };
        let (regimes, warnings) = load(&configuring)?;
        let mut configured = HashMap::new();
        let mut wrong = Vec::new();
        for regime in regimes.iter() {
            let mut all = Vec::new();
            for used in &regime.policies {
                match configuring.policy(&used.name, &regime.configuration(used)) {
                    Ok(policy) => all.push(policy),
                    // What the policy finds wrong with its settings was placed in the file before; this is for what is not the
                    // file's fault.
                    Err(why) => wrong.push(Diagnostic::of_file(regime.id.as_str(), "regime::policy", why)),
                }
            }
            configured.insert(regime.id.clone(), all);
        }
        if !wrong.is_empty() {
            return Err(Diagnostics::new(wrong));
        }
        Ok((Self { regimes, policies: configured, library: library.clone() }, warnings))
    }

    /// The regimes.
    #[must_use]
    pub fn regimes(&self) -> &Regimes {
        &self.regimes
    }

    /// The plugins, those among them that no regime uses, too.
    #[must_use]
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The message catalogues.
    #[must_use]
    pub fn catalogues(&self) -> &Catalogues {
        self.regimes.catalogues()
    }

    /// The territories.
    #[must_use]
    pub fn territories(&self) -> &TerritoryTree {
        self.regimes.territories()
    }

    /// Every reason that the policies of a regime can give.
    #[must_use]
    pub fn reasons_of(&self, regime: &RegimeId) -> Vec<ReasonCode> {
        let mut reasons: Vec<ReasonCode> = self.policies_of(regime).iter().flat_map(Policy::reasons).cloned().collect();
        reasons.sort();
        reasons.dedup();
        reasons
    }

    /// The configured policies of a regime, in the order of its file.
    #[must_use]
    pub fn policies_of(&self, regime: &RegimeId) -> &[Policy] {
        self.policies.get(regime).map_or(&[], Vec::as_slice)
    }
}

/// Configures each use of a policy once, although the checks and the environment both ask for it.
struct Configuring<'a> {
    library: &'a Library,
    done: Mutex<Vec<Configured>>,
}

type Configured = (PolicyName, Configuration, Result<Policy, ConfigureError>);

impl Configuring<'_> {
    fn configure(&self, name: &PolicyName, configuration: &Configuration) -> Option<Result<Policy, ConfigureError>> {
        let mut done = self.done.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, _, result)) = done.iter().find(|(n, c, _)| n == name && c == configuration) {
            return Some(result.clone());
        }
        let result = self.library.get(name)?.configure(configuration);
        done.push((name.clone(), configuration.clone(), result.clone()));
        Some(result)
    }

    fn policy(&self, name: &PolicyName, configuration: &Configuration) -> Result<Policy, String> {
        match self.configure(name, configuration) {
            Some(result) => result.map_err(|error| error.to_string()),
            None => Err(format!("there is no policy `{name}`")),
        }
    }
}

impl Policies for Configuring<'_> {
    fn names(&self) -> Vec<PolicyName> {
        self.library.iter().map(|plugin| plugin.description().name.clone()).collect()
    }

    fn settings_schema(&self, policy: &PolicyName) -> Option<Json> {
        self.library.get(policy).map(|plugin| plugin.description().settings_schema.clone())
    }

    fn configure(&self, policy: &PolicyName, configuration: &Configuration) -> Vec<(String, String)> {
        match Configuring::configure(self, policy, configuration) {
            None | Some(Ok(_)) => Vec::new(),
            Some(Err(ConfigureError::Problems(problems))) => problems.into_iter().map(|p| (p.pointer, p.message)).collect(),
            Some(Err(other)) => vec![(String::new(), other.to_string())],
        }
    }

    fn reasons(&self, policy: &PolicyName, configuration: &Configuration) -> Vec<ReasonCode> {
        match Configuring::configure(self, policy, configuration) {
            Some(Ok(policy)) => policy.reasons().cloned().collect(),
            _ => Vec::new(),
        }
    }

    fn attributes(&self, policy: &PolicyName, configuration: &Configuration) -> Option<Vec<AttributeName>> {
        match Configuring::configure(self, policy, configuration) {
            Some(Ok(policy)) => Some(policy.needs().attributes.clone()),
            _ => None,
        }
    }
}

//! All regimes together, and the questions that are asked of them.

mod amend;
mod folder;
mod load;

use std::{collections::HashMap, path::Path, sync::Arc};

use domain::{Instant, RegimeId, ServiceNumber, TerritoryPath};

pub use folder::PolicyFile;

use crate::{
    catalogue::Catalogues,
    diagnostic::{Diagnostic, Diagnostics},
    document::Document,
    file::whole_schema,
    policies::Policies,
    regime::Regime,
    territories::TerritoryTree,
};

/// Every regime of a policies folder, with the territories and catalogues beside them. Immutable: a change is a whole new one.
pub struct Regimes {
    regimes: Vec<Arc<Regime>>,
    by_number: HashMap<ServiceNumber, Vec<Arc<Regime>>>,
    texts: HashMap<RegimeId, Document>,
    territories: Arc<TerritoryTree>,
    catalogues: Arc<Catalogues>,
    files: Arc<Vec<PolicyFile>>,
}

/// What stands behind a number at an instant.
#[derive(Debug, Clone)]
pub enum Behind {
    /// No regime ever uses it.
    Unknown,
    /// These rule now.
    InForce(Vec<Arc<Regime>>),
    /// None rules now; this is the next that will.
    NotYet(Arc<Regime>),
    /// None rules now or will; this is the last that did.
    Ended(Arc<Regime>),
}

impl Regimes {
    /// Reads a policies folder whole. Beside the regimes come the warnings.
    ///
    /// # Errors
    /// Everything that is wrong with any file, not the first only.
    pub fn load(dir: &Path, policies: &dyn Policies) -> Result<(Self, Vec<Diagnostic>), Diagnostics> {
        let (files, found) = folder::read(dir);
        Self::read(files, found, policies)
    }

    /// Reads the files of a policies folder from memory. Beside the regimes come the warnings.
    ///
    /// # Errors
    /// As [`Regimes::load`].
    pub fn of_files(files: Vec<PolicyFile>, policies: &dyn Policies) -> Result<(Self, Vec<Diagnostic>), Diagnostics> {
        Self::read(files, Vec::new(), policies)
    }

    fn read(files: Vec<PolicyFile>, found: Vec<Diagnostic>, policies: &dyn Policies) -> Result<(Self, Vec<Diagnostic>), Diagnostics> {
        let kept = Arc::new(files.clone());
        let (regimes, warnings) = load::load(files, found, policies)?;
        Ok((Self { files: kept, ..regimes }, warnings))
    }

    /// The files that they were read from, as they were.
    #[must_use]
    pub fn files(&self) -> &[PolicyFile] {
        &self.files
    }

    fn new(mut regimes: Vec<Regime>, texts: HashMap<RegimeId, Document>, territories: TerritoryTree, catalogues: Catalogues) -> Self {
        regimes.sort_by(|a, b| (&a.jurisdiction, a.in_force.from, &a.id).cmp(&(&b.jurisdiction, b.in_force.from, &b.id)));
        let regimes: Vec<Arc<Regime>> = regimes.into_iter().map(Arc::new).collect();
        let mut by_number: HashMap<ServiceNumber, Vec<Arc<Regime>>> = HashMap::new();
        for regime in &regimes {
            if let Some(sms) = &regime.sms {
                by_number.entry(sms.number.clone()).or_default().push(Arc::clone(regime));
            }
        }
        Self { regimes, by_number, texts, territories: Arc::new(territories), catalogues: Arc::new(catalogues), files: Arc::default() }
    }

    /// Every regime, by jurisdiction and the start of its force.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Regime>> {
        self.regimes.iter()
    }

    /// The regime with this identifier.
    #[must_use]
    pub fn get(&self, id: &RegimeId) -> Option<&Arc<Regime>> {
        self.regimes.iter().find(|regime| regime.id == *id)
    }

    /// What a regime says, with all that it takes over from the one that it amends, and in which file each node stands.
    #[must_use]
    pub fn text(&self, id: &RegimeId) -> Option<&Document> {
        self.texts.get(id)
    }

    /// A regime as YAML: all that rules, in one file that stands for itself. What stands in another file than the regime's own is
    /// marked with the regime of that file.
    #[must_use]
    pub fn yaml(&self, id: &RegimeId) -> Option<String> {
        let schema = whole_schema();
        let keys: Vec<&str> = schema.get("properties")?.as_object()?.keys().map(String::as_str).collect();
        let text = self.texts.get(id)?.clone().without(["/amends", "/repeals"]).in_order(&keys);
        let regime = |file: &str| self.texts.iter().find(|(_, text)| text.name() == file).map(|(id, _)| id.to_string());
        Some(text.to_yaml(&|file| format!("from {}", regime(file).as_deref().unwrap_or(file))))
    }

    /// A regime and all that it amends, the latest first: for whoever lives under them, one law.
    #[must_use]
    pub fn line(&self, regime: &Regime) -> Vec<RegimeId> {
        let mut line = vec![regime.id.clone()];
        let mut amends = regime.amends.as_ref();
        // INVARIANT: each turn adds a regime that the line does not have.
        while let Some(base) = amends.filter(|base| !line.contains(base)).and_then(|base| self.get(base)) {
            line.push(base.id.clone());
            amends = base.amends.as_ref();
        }
        line
    }

    /// The regime that was read from a file with this SHA-256, in hexadecimal; of one that amends another, from both.
    #[must_use]
    pub fn by_digest(&self, digest: &str) -> Option<&Arc<Regime>> {
        self.regimes.iter().find(|regime| regime.digest == digest)
    }

    /// The regimes that rule a place at an instant; each must be satisfied.
    #[must_use]
    pub fn in_force(&self, path: &TerritoryPath, at: Instant) -> Vec<Arc<Regime>> {
        self.regimes.iter().filter(|regime| regime.is_in_force(at) && regime.covers(path)).cloned().collect()
    }

    /// What stands behind a number at an instant.
    #[must_use]
    pub fn behind(&self, number: &ServiceNumber, at: Instant) -> Behind {
        let Some(regimes) = self.by_number.get(number) else { return Behind::Unknown };
        let ruling: Vec<_> = regimes.iter().filter(|regime| regime.is_in_force(at)).cloned().collect();
        if !ruling.is_empty() {
            return Behind::InForce(ruling);
        }
        let next = regimes.iter().filter(|regime| at < regime.in_force.from).min_by_key(|regime| regime.in_force.from);
        let last = regimes.iter().max_by_key(|regime| regime.in_force.until);
        match (next, last) {
            (Some(next), _) => Behind::NotYet(Arc::clone(next)),
            (None, Some(last)) => Behind::Ended(Arc::clone(last)),
            (None, None) => Behind::Unknown,
        }
    }

    /// The territories of all jurisdictions.
    #[must_use]
    pub fn territories(&self) -> &TerritoryTree {
        &self.territories
    }

    /// The message catalogues.
    #[must_use]
    pub fn catalogues(&self) -> &Arc<Catalogues> {
        &self.catalogues
    }
}

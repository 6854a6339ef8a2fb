//! What the shadow has found out.

use std::fmt;

use difference::Report;
use domain::{Instant, PolicyName, RegimeId};
use engine::Plugin;
use permits::Environment;
use serde::Serialize;

/// What the shadow has found out since it began. Nothing of a person but what policies see.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ShadowReport {
    /// When it began.
    pub since: Instant,
    /// When the law in force was last changed while it went on.
    pub renewed_at: Option<Instant>,
    /// Why it could not follow the last change of the law in force.
    pub not_renewed: Option<String>,
    /// In what it is another than what is in force.
    pub changed: Vec<Changed>,
    /// How many decisions it did not make, because too many waited.
    pub dropped: u64,
    /// How its decisions differ.
    pub differences: Report,
}

/// Something in which the shadow is another than what is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Changed {
    /// A plugin.
    Plugin {
        /// Its name.
        name: PolicyName,
        /// Version and digest of the one in force; `None` where there is none of this name.
        old: Option<(String, String)>,
        /// Version and digest of the shadow's.
        new: (String, String),
    },
    /// The file of a regime.
    Regime {
        /// Which one.
        id: RegimeId,
        /// Its digest in force; `None` where it is not.
        old: Option<String>,
        /// Its digest in the shadow.
        new: String,
    },
}

pub(crate) fn changed(beside: &Environment, environment: &Environment) -> Vec<Changed> {
    let of = |plugin: &Plugin| (plugin.description().version.clone(), plugin.digest().to_owned());
    let plugins = environment.library().iter().filter_map(|plugin| {
        let (name, new) = (plugin.description().name.clone(), of(plugin));
        let old = beside.library().get(&name).map(of);
        (old.as_ref() != Some(&new)).then_some(Changed::Plugin { name, old, new })
    });
    let regimes = environment.regimes().iter().filter_map(|regime| {
        let old = beside.regimes().get(&regime.id).map(|regime| regime.digest.clone());
        (old.as_ref() != Some(&regime.digest)).then(|| Changed::Regime { id: regime.id.clone(), old, new: regime.digest.clone() })
    });
    plugins.chain(regimes).collect()
}

impl fmt::Display for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let short = |digest: &str| digest.get(..12).unwrap_or(digest).to_owned();
        match self {
            Self::Plugin { name, old: None, new } => write!(f, "plugin {name} {} ({}…), which is not in force", new.0, short(&new.1)),
            Self::Plugin { name, old: Some(old), new } => {
                write!(f, "plugin {name} {} ({}…) in place of {} ({}…)", new.0, short(&new.1), old.0, short(&old.1))
            }
            Self::Regime { id, old: None, new } => write!(f, "regime {id} ({}…), which is not in force", short(new)),
            Self::Regime { id, old: Some(old), new } => write!(f, "regime {id} ({}…) in place of ({}…)", short(new), short(old)),
        }
    }
}

impl fmt::Display for ShadowReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { since, renewed_at, not_renewed, changed, dropped, differences } = self;
        write!(f, "since {since}")?;
        if let Some(at) = renewed_at {
            write!(f, "; the law in force was changed at {at}")?;
        }
        if let Some(why) = not_renewed {
            write!(f, "\nit goes on as it was, because with what is in force now it cannot be built: {why}")?;
        }
        if changed.is_empty() {
            f.write_str("\nnothing in it is another than what is in force")?;
        }
        for changed in changed {
            write!(f, "\n{changed}")?;
        }
        if *dropped > 0 {
            write!(f, "\n{dropped} not decided, because too many waited")?;
        }
        write!(f, "\n{differences}")
    }
}

//! What the page of administration is shown of this host.

use std::{pin::Pin, sync::Arc};

use administration::{Changed, Difference, Overview, Plugin, Regime, Reload, Said, Standing, Validity, Version};
use difference::{Change, Group, Kind, Side};
use domain::{Instant, Language};
use permits::{Clock, Environment, Permits};
use web::Words;

use crate::{
    reload::{Reloaded, Reloader},
    shadowing::Shadowing,
};

/// A host as its page sees it.
pub struct Administering {
    permits: Permits,
    reloader: Reloader,
    shadowing: Option<Shadowing>,
    clock: Clock,
    started: Instant,
}

impl Administering {
    /// Of a host that starts now.
    pub fn new(permits: &Permits, reloader: &Reloader, shadowing: Option<&Shadowing>, clock: &Clock) -> Arc<Self> {
        let (permits, reloader, shadowing, clock) = (permits.clone(), reloader.clone(), shadowing.cloned(), clock.clone());
        Arc::new(Self { permits, reloader, shadowing, started: clock(), clock })
    }
}

impl administration::Host for Administering {
    fn overview(&self, language: Language) -> Overview {
        let (environment, now) = (self.permits.environment(), (self.clock)());
        let is_over = |regime: &regime::Regime| regime.in_force.until.is_some_and(|until| until <= now);
        let all = environment.regimes();
        Overview {
            now,
            started: self.started,
            version: env!("CARGO_PKG_VERSION").to_owned(),
            regimes: all.iter().filter(|regime| !is_over(regime)).map(|one| regime(&environment, one, language, now)).collect(),
            over: all.iter().filter(|regime| is_over(regime)).count(),
            plugins: environment.library().iter().map(|one| plugin(&environment, one)).collect(),
            reloading: self.reloader.is_reloading(),
            reloads: self.reloader.past().into_iter().map(|(at, reloaded)| Reload { at, became: became(reloaded) }).collect(),
            shadow: self.shadowing.as_ref().and_then(Shadowing::report).map(shadow),
        }
    }

    fn reload(&self) -> Pin<Box<dyn Future<Output = ()> + Send>> {
        let reloader = self.reloader.clone();
        Box::pin(async move { drop(reloader.reload().await) })
    }
}

fn regime(environment: &Environment, regime: &regime::Regime, language: Language, now: Instant) -> Regime {
    let words = Words::new(environment.catalogues(), environment.territories(), regime, language);
    Regime {
        id: regime.id.to_string(),
        title: regime.title.best(language).to_owned(),
        place: words.place(regime.jurisdiction.territory()).to_owned(),
        from: words.moment(regime.in_force.from),
        until: regime.in_force.until.map(|until| words.moment(until)),
        standing: if regime.is_in_force(now) { Standing::InForce } else { Standing::Coming },
        policies: regime.policies.iter().map(|used| used.name.to_string()).collect(),
    }
}

fn plugin(environment: &Environment, plugin: &engine::Plugin) -> Plugin {
    let description = plugin.description();
    let uses = |regime: &&Arc<regime::Regime>| regime.policies.iter().any(|used| used.name == description.name);
    Plugin {
        name: description.name.to_string(),
        version: Version { version: Some(description.version.clone()), digest: plugin.digest().to_owned() },
        contract: plugin.contract().to_owned(),
        signer: environment.library().signer(&description.name).map(ToString::to_string),
        size: plugin.size(),
        used: environment.regimes().iter().filter(uses).count(),
    }
}

fn became(reloaded: Reloaded) -> administration::Reloaded {
    match reloaded {
        Reloaded::Done { added, changed, removed, untested, cases } => {
            administration::Reloaded::Done { added, changed, removed, untested, cases }
        }
        Reloaded::Refused { why } => administration::Reloaded::Refused { why },
    }
}

fn shadow(report: shadow::ShadowReport) -> administration::Shadow {
    let differences = report.differences;
    administration::Shadow {
        since: report.since,
        not_renewed: report.not_renewed,
        changed: report.changed.into_iter().map(changed).collect(),
        compared: differences.compared,
        different: differences.different,
        dropped: report.dropped,
        not_compared: differences.not_compared.iter().map(|(why, count)| (why.clone(), *count)).collect(),
        differences: differences.groups().into_iter().map(|(regime, kind, group)| difference(regime, kind, group)).collect(),
        beyond: differences.beyond,
    }
}

fn changed(changed: shadow::Changed) -> Changed {
    let plugin = |(version, digest): (String, String)| Version { version: Some(version), digest };
    let regime = |digest: String| Version { version: None, digest };
    match changed {
        shadow::Changed::Plugin { name, old, new } => Changed { name: name.to_string(), old: old.map(plugin), new: plugin(new) },
        shadow::Changed::Regime { id, old, new } => Changed { name: id.to_string(), old: old.map(regime), new: regime(new) },
    }
}

fn difference(regime: &str, kind: &Kind, group: &Group) -> Difference {
    let granted = || Said::Decided(domain::Outcome::Granted, Vec::new());
    let (old, new, validity) = match kind {
        Kind::Ruling { old, new } => (said(old), said(new), None),
        Kind::Details { of } => (said(of), said(of), None),
        Kind::Validity { change } => {
            let validity = match change {
                Change::Shorter => Validity::Shorter,
                Change::Longer => Validity::Longer,
                Change::Moved => Validity::Moved,
                Change::OtherHours => Validity::OtherHours,
            };
            (granted(), granted(), Some(validity))
        }
    };
    let witnesses = group.witnesses.iter().map(|witness| serde_json::to_string_pretty(witness).unwrap_or_default()).collect();
    Difference { regime: regime.to_owned(), old, new, validity, count: group.count, witnesses }
}

fn said(side: &Side) -> Said {
    match side {
        Side::Decided { outcome, reasons } => Said::Decided(*outcome, reasons.iter().map(ToString::to_string).collect()),
        Side::Failed(how) => Said::Failed(how.clone()),
    }
}

//! `exeat plugin diff`.

use std::{collections::BTreeMap, path::Path, sync::Arc};

use difference::Report;
use domain::{PolicyName, RegimeId};
use engine::{Engine, Library, Plugin};
use indicatif::{ProgressBar, ProgressStyle};
use miette::{IntoDiagnostic, Result, miette};
use permits::{Environment, PastQuestion, PastRegime, Permits, Span};
use regime::Regime;
use serde_json::json;
use workshop::diff::{NotConfigured, Pair};

use super::{load_in, unknown};
use crate::{
    cli::{Format, PluginDiff},
    config::Config,
    host::{self, Host},
    print::{self, Ended},
};

/// How many decisions are read at a time.
const PAGE: u32 = 500;
/// How many applications are generated for each regime when nobody says how many: all purposes and channels of a large regime come up
/// some twenty times.
const SAMPLES: usize = 2_000;

/// Compares, and says what differs.
pub async fn run(asked: &PluginDiff, config: &Config, format: Format) -> Result<Ended> {
    let recorded = asked.samples.is_none() && config.has_database();
    if !recorded && (asked.since.is_some() || asked.until.is_some()) {
        let help = "name the folder of the host with `--data`, or leave the time away to compare over generated applications";
        return Err(miette!(help = help, "there is no database in `{}`", config.data.display()));
    }
    let compared = if recorded {
        let host = Host::open(config).await?;
        let mut compared = Compared::new(asked, &host.engine, &host.permits.environment(), config)?;
        compared.over_records(&host.permits, asked, format).await?;
        compared
    } else {
        let engine = host::engine(config)?;
        let environment = host::environment_of(config, &host::library_of(config, &engine)?)?;
        let mut compared = Compared::new(asked, &engine, &environment, config)?;
        compared.over_samples(&environment, asked, format)?;
        compared
    };
    compared.say(format, if recorded { "recorded decisions" } else { "generated applications" })
}

/// Two plugins, and how they differ so far.
struct Compared {
    old: Plugin,
    new: Plugin,
    /// What the old one is called in regimes.
    name: PolicyName,
    pairs: BTreeMap<RegimeId, Result<Pair, NotConfigured>>,
    report: Report,
    /// How many decisions are older than those that were asked for.
    beyond: u64,
}

impl Compared {
    fn new(asked: &PluginDiff, engine: &Arc<Engine>, environment: &Environment, config: &Config) -> Result<Self> {
        let library = environment.library();
        let (old, new) = (plugin(&asked.old, engine, library, config)?, plugin(&asked.new, engine, library, config)?);
        let name = old.description().name.clone();
        Ok(Self { old, new, name, pairs: BTreeMap::new(), report: Report::default(), beyond: 0 })
    }

    /// Whether a regime uses the old plugin, or one of its name.
    fn is_used(&self, regime: &Regime) -> bool {
        regime.policies.iter().any(|used| used.name == self.name)
    }

    fn pair(&mut self, regime: &Regime) -> Option<&Pair> {
        let used = regime.policies.iter().find(|used| used.name == self.name)?;
        let configured = || Pair::new(&self.old, &self.new, regime.configuration(used));
        self.pairs.entry(regime.id.clone()).or_insert_with(configured).as_ref().ok()
    }

    fn over_samples(&mut self, environment: &Environment, asked: &PluginDiff, format: Format) -> Result<()> {
        let meant = |regime: &&Arc<Regime>| asked.regime.as_ref().is_none_or(|id| *id == regime.id) && self.is_used(regime);
        let regimes: Vec<Arc<Regime>> = environment.regimes().iter().filter(meant).cloned().collect();
        if regimes.is_empty() {
            return Err(miette!("no regime that was meant uses a plugin `{}`", self.name));
        }
        let count = asked.samples.unwrap_or(SAMPLES);
        let bar = bar(format, (count * regimes.len()) as u64);
        for regime in regimes {
            if let Some(pair) = self.pair(&regime).cloned() {
                pair.compare_samples(count, &mut self.report, || bar.inc(1));
            }
        }
        bar.finish_and_clear();
        Ok(())
    }

    async fn over_records(&mut self, permits: &Permits, asked: &PluginDiff, format: Format) -> Result<()> {
        let span = Span { since: asked.since, until: asked.until };
        let count = permits.count_past(span).await.into_diagnostic()?;
        let bar = bar(format, count.min(u64::from(asked.limit)));
        let (mut left, mut before) = (asked.limit, None);
        while left > 0 {
            let page = permits.past(span, before, PAGE.min(left)).await.into_diagnostic()?;
            let Some((last, _)) = page.last() else { break };
            before = Some(*last);
            left = left.saturating_sub(u32::try_from(page.len()).unwrap_or(u32::MAX));
            for (_, past) in page {
                match past {
                    Ok(past) => past.regimes.iter().for_each(|regime| self.recorded(regime, asked.regime.as_ref())),
                    Err(_) => self.report.not_compared("the record is of another form"),
                }
                bar.inc(1);
            }
        }
        bar.finish_and_clear();
        self.beyond = count.saturating_sub(u64::from(asked.limit));
        Ok(())
    }

    fn recorded(&mut self, past: &PastRegime, only: Option<&RegimeId>) {
        let (PastRegime::ByHost(id) | PastRegime::Gone(id) | PastRegime::Changed(id)) = past else {
            if let PastRegime::Asked(question) = past
                && only.is_none_or(|only| *only == question.regime.id)
            {
                self.asked(question);
            }
            return;
        };
        if only.is_none_or(|only| only == id) {
            self.report.not_compared(match past {
                PastRegime::Gone(_) => "the regime that ruled is not there any more",
                PastRegime::Changed(_) => "the file of the regime that ruled is another now",
                _ => "the host decided by its own rules",
            });
        }
    }

    fn asked(&mut self, question: &PastQuestion) {
        let Some(then) = question.policies.iter().find(|policy| policy.name == self.name) else {
            return self.report.not_compared("the regime that ruled does not use the plugin");
        };
        if then.digest != self.old.digest() {
            return self.report.not_compared("decided by another version than the old one");
        }
        let Some(pair) = self.pair(&question.regime).cloned() else {
            return self.report.not_compared("a plugin does not take the settings of the regime");
        };
        let known = question.known.clone().and(pair.needs_of_old());
        pair.compare(&question.request, &question.facts, &known, &mut self.report);
    }

    fn say(&self, format: Format, over: &str) -> Result<Ended> {
        let refused: BTreeMap<String, String> =
            self.pairs.iter().filter_map(|(regime, pair)| Some((regime.to_string(), pair.as_ref().err()?.to_string()))).collect();
        let described = |plugin: &Plugin| json!({ "name": plugin.description().name, "version": plugin.description().version, "sha256": plugin.digest() });
        // Where nothing was compared nobody knows.
        let same = self.report.different == 0 && refused.is_empty() && self.report.compared > 0;
        let value = json!({
            "over": over,
            "old": described(&self.old),
            "new": described(&self.new),
            "same": same,
            "not_configured": refused,
            "beyond_limit": self.beyond,
            "report": self.report,
        });
        print::result(format, &value, || {
            let named = |plugin: &Plugin| {
                let digest = plugin.digest().get(..12).unwrap_or_default();
                format!("{} {} (sha-256 {digest}…)", plugin.description().name, plugin.description().version)
            };
            let mut lines = vec![format!("old {}\nnew {}", named(&self.old), named(&self.new))];
            lines.extend(refused.iter().map(|(regime, why)| format!("{regime}: {why}")));
            if self.beyond > 0 {
                lines.push(format!("{} older decisions were left out; `--limit` takes more", self.beyond));
            }
            lines.push(format!("over {over}: {}", self.report));
            lines.join("\n")
        })?;
        Ok(if same { Ended::Well } else { Ended::Wrong })
    }
}

fn plugin(asked: &str, engine: &Arc<Engine>, library: &Library, config: &Config) -> Result<Plugin> {
    if asked.ends_with(".wasm") {
        return load_in(Path::new(asked), engine);
    }
    let found = asked.parse().ok().and_then(|name: PolicyName| library.get(&name).cloned());
    found.ok_or_else(|| unknown(asked, library, config))
}

/// For whoever looks.
fn bar(format: Format, of: u64) -> ProgressBar {
    let bar = if format == Format::Human { ProgressBar::new(of) } else { ProgressBar::hidden() };
    match ProgressStyle::with_template("comparing {wide_bar} {human_pos} of {human_len}, {eta} left") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

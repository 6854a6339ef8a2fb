//! Regimes, catalogues and plugins taken anew while the host serves.
//!
//! A whole new environment is built beside the old one, with the same engine, and its cases are run. Only when nothing is wrong does it
//! take the old one's place, at once. A decision that began goes on with what it began with.

use std::{
    collections::{BTreeMap, VecDeque},
    sync::{Arc, Mutex as Lock, PoisonError},
};

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use cases::Report;
use domain::Instant;
use engine::Engine;
use miette::{IntoDiagnostic, Result, miette};
use permits::{Clock, Environment, Permits};
use serde::{Deserialize, Serialize};
use tokio::sync::{Mutex, watch};

use crate::{
    config::Config,
    gateways,
    host::{self, Host},
    shadowing::Shadowing,
};

/// Who sends this means it: no form of a page that somebody has open can.
pub const HEADER: &str = "exeat-reload";

/// What became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "result")]
pub enum Reloaded {
    /// The new environment is in force.
    Done {
        /// Regimes that were not there before.
        added: Vec<String>,
        /// Regimes whose file, or whose plugins, are others than before.
        changed: Vec<String>,
        /// Regimes that are not there any more. Their permits stay, and are not known to any rule.
        removed: Vec<String>,
        /// Regimes beside which no cases stand, so that nothing but their form was checked.
        untested: Vec<String>,
        /// How many cases passed.
        cases: usize,
    },
    /// Something is wrong, and the old environment stays in force.
    Refused {
        /// What is wrong, drawn.
        why: String,
    },
}

/// How many results are remembered.
const REMEMBERED: usize = 20;

/// Reloads a host.
#[derive(Clone)]
pub struct Reloader(Arc<Inner>);

struct Inner {
    permits: Permits,
    engine: Arc<Engine>,
    config: Config,
    clock: Clock,
    /// One at a time: the second sees what the first left.
    turn: Mutex<()>,
    /// What became of the last ones, the latest first.
    past: Lock<VecDeque<(Instant, Reloaded)>>,
    shadow: Option<Shadowing>,
}

impl Reloader {
    /// For a host, from where its configuration says that regimes and plugins are. The shadow, where there is one, follows.
    pub fn new(host: &Host, config: &Config, clock: &Clock, shadow: Option<Shadowing>) -> Self {
        let (permits, engine, config, clock) = (host.permits.clone(), Arc::clone(&host.engine), config.clone(), clock.clone());
        Self(Arc::new(Inner { permits, engine, config, clock, turn: Mutex::default(), past: Lock::default(), shadow }))
    }

    /// When it was reloaded lately, and what became of it, the latest first.
    pub fn past(&self) -> Vec<(Instant, Reloaded)> {
        self.0.past.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }

    /// What is wrong with what was to come into force last; `None` when it did.
    pub fn refused(&self) -> Option<String> {
        match self.past().into_iter().next()?.1 {
            Reloaded::Refused { why } => Some(why),
            Reloaded::Done { .. } => None,
        }
    }

    /// Whether one is under way.
    pub fn is_reloading(&self) -> bool {
        self.0.turn.try_lock().is_err()
    }

    fn remember(&self, result: &Reloaded) {
        let mut past = self.0.past.lock().unwrap_or_else(PoisonError::into_inner);
        past.push_front(((self.0.clock)(), result.clone()));
        past.truncate(REMEMBERED);
    }

    /// Builds, checks, and swaps. What is wrong is in the result, in the log and in the metrics.
    pub async fn reload(&self) -> Reloaded {
        let _turn = self.0.turn.lock().await;
        let result = match self.checked().await {
            Ok((environment, report)) => {
                let old = self.0.permits.environment();
                let (before, after) = (digests(&old), digests(&environment));
                self.0.permits.swap(environment);
                if let Some(shadow) = &self.0.shadow {
                    shadow.follow().await;
                }
                host::warn_of_services(&self.0.config, &self.0.permits.environment());
                gateways::warn_of_held(&self.0.config.gateways, &self.0.permits);
                let of = |meant: &dyn Fn(&str) -> bool, from: &BTreeMap<String, String>| -> Vec<String> {
                    from.keys().filter(|id| meant(id)).cloned().collect()
                };
                let added = of(&|id| !before.contains_key(id), &after);
                let changed = of(&|id| before.get(id).is_some_and(|old| after.get(id) != Some(old)), &after);
                let removed = of(&|id| !after.contains_key(id), &before);
                let untested = report.without.iter().map(ToString::to_string).collect();
                Reloaded::Done { added, changed, removed, untested, cases: report.passed }
            }
            Err(report) => Reloaded::Refused { why: host::drawn(&report) },
        };
        self.remember(&result);
        match &result {
            Reloaded::Done { added, changed, removed, untested, cases } => {
                metrics::counter!("exeat_reloads_total", "result" => "done").increment(1);
                tracing::info!(?added, ?changed, cases, "reloaded");
                if !removed.is_empty() {
                    tracing::warn!(?removed, "regimes are gone; their permits are not known to any rule");
                }
                if !untested.is_empty() {
                    tracing::warn!(?untested, "no cases stand beside these regimes");
                }
            }
            Reloaded::Refused { why } => {
                metrics::counter!("exeat_reloads_total", "result" => "refused").increment(1);
                tracing::error!("not reloaded, the host goes on as it was: {why}");
            }
        }
        result
    }

    /// A new environment, and what came of its cases. On a thread of its own, so that nobody who is served waits for it, and where what the
    /// cases do is not counted: they are nobody's messages.
    async fn checked(&self) -> Result<(Arc<Environment>, Report)> {
        let inner = Arc::clone(&self.0);
        let checked = tokio::task::spawn_blocking(move || {
            let library = host::library_of(&inner.config, &inner.engine)?;
            let environment = Arc::new(host::environment_of(&inner.config, &library)?);
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().into_diagnostic()?;
            let run = || runtime.block_on(cases::run_in(&environment, &inner.config.policies, None));
            let report = match metrics::with_local_recorder(&metrics::NoopRecorder, run) {
                Ok(report) => report,
                Err(cases::CasesError::File(mistakes)) => return Err(mistakes.into()),
                Err(error) => return Err(error.into()),
            };
            if !report.is_green() {
                return Err(miette!("{} cases fail\n{}", report.failed.len(), report.human()));
            }
            Ok((environment, report))
        });
        checked.await.into_diagnostic()?
    }
}

/// What decides in each regime: its file and its plugins.
fn digests(environment: &Environment) -> BTreeMap<String, String> {
    let of = |regime: &regime::Regime| {
        let policies = environment.policies_of(&regime.id).iter().map(engine::Policy::digest);
        std::iter::once(regime.digest.as_str()).chain(policies).collect::<Vec<_>>().join("+")
    };
    environment.regimes().iter().map(|regime| (regime.id.to_string(), of(regime))).collect()
}

/// Refuses what a page that somebody has open could have sent.
pub fn is_meant(headers: &HeaderMap, command: &str) -> Option<Response> {
    let refused = || (StatusCode::FORBIDDEN, format!("send the header `{HEADER}`, or run `{command}`\n")).into_response();
    (!headers.contains_key(HEADER)).then(refused)
}

/// `POST /reload`, for this machine alone.
pub fn routes(reloader: &Reloader) -> Router {
    async fn answer(State(reloader): State<Reloader>, headers: HeaderMap) -> Response {
        if let Some(refused) = is_meant(&headers, "exeat reload") {
            return refused;
        }
        // Who hangs up does not stop what was begun.
        let result = tokio::spawn(async move { reloader.reload().await }).await;
        let result = result.unwrap_or_else(|error| Reloaded::Refused { why: error.to_string() });
        let status = if matches!(result, Reloaded::Done { .. }) { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
        (status, Json(result)).into_response()
    }
    Router::new().route("/reload", post(answer)).with_state(reloader.clone())
}

/// Reloads on SIGHUP until told to stop.
pub async fn on_signal(reloader: Reloader, mut stop: watch::Receiver<bool>) {
    #[cfg(unix)]
    match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()) {
        Ok(mut hangups) => loop {
            let stopping = tokio::select! {
                heard = hangups.recv() => heard.is_none(),
                _ = stop.wait_for(|stopping| *stopping) => true,
            };
            if stopping {
                return;
            }
            reloader.reload().await;
        },
        Err(error) => tracing::warn!(%error, "SIGHUP cannot be heard; `exeat reload` can"),
    }
    #[cfg(not(unix))]
    drop((reloader, stop.wait_for(|stopping| *stopping).await));
}

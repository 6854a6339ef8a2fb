//! The shadow of a host that serves: where its candidate comes from, how it is asked for, and that it follows a reload.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
    routing::post,
};
use engine::Engine;
use miette::{IntoDiagnostic, Result, WrapErr};
use permits::{Clock, Environment, Permits};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use shadow::{QUEUE, Shadow, ShadowReport};
use tokio::sync::Mutex;

use crate::{
    config::{Candidate, Config},
    host::{self, Host},
    reload::is_meant,
};

/// What is said of the shadow.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "result")]
pub enum Said {
    /// It has begun.
    Started {
        /// The report, which has nothing in it but in what the shadow is another.
        report: Value,
        /// The same for people.
        text: String,
    },
    /// It goes on.
    Report {
        /// The report.
        report: Value,
        /// The same for people.
        text: String,
        /// Whether nothing differs so far.
        same: bool,
    },
    /// It has ended.
    Stopped {
        /// The report.
        report: Value,
        /// The same for people.
        text: String,
    },
    /// There is none.
    Idle,
    /// It did not begin. One that was there goes on.
    Refused {
        /// What is wrong.
        why: String,
    },
}

/// The shadow of a host.
#[derive(Clone)]
pub struct Shadowing(Arc<Inner>);

struct Inner {
    shadow: Shadow,
    permits: Permits,
    engine: Arc<Engine>,
    config: Config,
    clock: Clock,
    /// What decides in it. One begins or ends at a time.
    candidate: Mutex<Option<Candidate>>,
}

impl Shadowing {
    /// For a host. From now on its decisions are seen, and passed over until a shadow begins.
    pub fn new(host: &Host, config: &Config, clock: &Clock) -> Result<Self> {
        let (shadow, worker) = Shadow::new(QUEUE);
        std::thread::Builder::new()
            .name("shadow".to_owned())
            .spawn(move || worker.run())
            .into_diagnostic()
            .wrap_err("the thread of the shadow cannot be started")?;
        let permits = host.permits.clone().seen_by(Arc::new(shadow.clone()));
        let (engine, config, clock) = (Arc::clone(&host.engine), config.clone(), clock.clone());
        Ok(Self(Arc::new(Inner { shadow, permits, engine, config, clock, candidate: Mutex::default() })))
    }

    /// Begins what the configuration names. The host serves without it when that cannot be built.
    pub async fn start_with_the_host(&self) {
        let Some(candidate) = self.0.config.shadow.clone() else { return };
        if let Err(why) = self.start(candidate).await {
            tracing::error!("there is no shadow: {why}");
        }
    }

    /// Begins, in place of one that was there.
    async fn start(&self, candidate: Candidate) -> Result<ShadowReport, String> {
        let mut turn = self.0.candidate.lock().await;
        let environment = self.built(candidate.clone()).await?;
        self.0.shadow.start(environment, (self.0.clock)());
        *turn = Some(candidate);
        self.report().ok_or_else(|| "it ended at once".to_owned())
    }

    async fn stop(&self) -> Option<ShadowReport> {
        let mut turn = self.0.candidate.lock().await;
        *turn = None;
        self.0.shadow.stop(&self.0.permits.environment())
    }

    /// Goes on beside what is in force now.
    pub async fn follow(&self) {
        let turn = self.0.candidate.lock().await;
        let Some(candidate) = turn.clone() else { return };
        let built = self.built(candidate).await.inspect_err(|why| tracing::warn!("the shadow goes on as it was: {why}"));
        self.0.shadow.renew(built, (self.0.clock)());
    }

    /// What was found out so far; `None` without a shadow.
    pub fn report(&self) -> Option<ShadowReport> {
        self.0.shadow.report(&self.0.permits.environment())
    }

    /// Away from the threads that carry messages: plugins are compiled.
    async fn built(&self, candidate: Candidate) -> Result<Arc<Environment>, String> {
        let inner = Arc::clone(&self.0);
        let build = move || host::candidate(&inner.config, &inner.engine, &inner.permits.environment(), &candidate);
        let built = tokio::task::spawn_blocking(build).await.map_err(|error| error.to_string())?;
        built.map(Arc::new).map_err(|report| host::drawn(&report))
    }
}

fn told(report: &ShadowReport) -> (Value, String) {
    (serde_json::to_value(report).unwrap_or_default(), report.to_string())
}

/// `POST /shadow/start`, `/shadow/stop` and `/shadow/report`, for this machine alone.
pub fn routes(shadowing: &Shadowing) -> Router {
    async fn start(State(shadowing): State<Shadowing>, headers: HeaderMap, Json(candidate): Json<Candidate>) -> Response {
        if let Some(refused) = is_meant(&headers, "exeat shadow") {
            return refused;
        }
        // Who hangs up does not stop what was begun.
        let started = tokio::spawn(async move { shadowing.start(candidate).await }).await;
        match started.map_err(|error| error.to_string()).and_then(|started| started) {
            Ok(report) => {
                let (report, text) = told(&report);
                Json(Said::Started { report, text }).into_response()
            }
            Err(why) => (StatusCode::UNPROCESSABLE_ENTITY, Json(Said::Refused { why })).into_response(),
        }
    }
    async fn stop(State(shadowing): State<Shadowing>, headers: HeaderMap) -> Response {
        if let Some(refused) = is_meant(&headers, "exeat shadow") {
            return refused;
        }
        let stopped = shadowing.stop().await.map_or(Said::Idle, |report| {
            let (report, text) = told(&report);
            Said::Stopped { report, text }
        });
        Json(stopped).into_response()
    }
    async fn report(State(shadowing): State<Shadowing>, headers: HeaderMap) -> Response {
        if let Some(refused) = is_meant(&headers, "exeat shadow") {
            return refused;
        }
        let said = shadowing.report().map_or(Said::Idle, |found| {
            let (report, text) = told(&found);
            Said::Report { report, text, same: found.differences.different == 0 }
        });
        Json(said).into_response()
    }
    let routes = Router::new().route("/shadow/start", post(start)).route("/shadow/stop", post(stop)).route("/shadow/report", post(report));
    routes.with_state(shadowing.clone())
}

//! What a machine asks of the host: is it alive, can it work, what did it do.

use axum::{Router, extract::State, http::StatusCode, routing::get};
use metrics_exporter_prometheus::PrometheusHandle;
use permits::Permits;

/// `/healthz`: the process answers. `/readyz`: the database does, too.
pub fn routes(permits: &Permits) -> Router {
    Router::new().route("/healthz", get(|| std::future::ready("ok\n"))).route("/readyz", get(ready)).with_state(permits.clone())
}

/// `/metrics`, in the text format of Prometheus.
pub fn metrics(permits: &Permits, handle: PrometheusHandle) -> Router {
    let permits = permits.clone();
    Router::new().route(
        "/metrics",
        get(move || {
            let (permits, handle) = (permits.clone(), handle.clone());
            async move {
                if let Ok(waiting) = permits.waiting().await {
                    ::metrics::gauge!("exeat_messages_waiting").set(waiting as f64);
                }
                handle.run_upkeep();
                handle.render()
            }
        }),
    )
}

async fn ready(State(permits): State<Permits>) -> (StatusCode, &'static str) {
    match permits.ready().await {
        Ok(()) => (StatusCode::OK, "ready\n"),
        Err(error) => {
            tracing::error!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
        }
    }
}

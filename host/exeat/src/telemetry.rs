//! Logs and metrics. Numbers, names and texts of people are masked by their types before they come here.

use metrics_exporter_prometheus::{PrometheusBuilder, PrometheusHandle};
use miette::{IntoDiagnostic, Result, WrapErr};
use tracing_subscriber::{EnvFilter, fmt};

use crate::config::{Log, LogFormat};

/// Starts logging to the standard error, so that results alone stand on the standard output.
pub fn logs(log: &Log) -> Result<()> {
    let filter = EnvFilter::try_new(&log.filter).into_diagnostic().wrap_err_with(|| format!("`{}` is not a filter of logs", log.filter))?;
    let logs = fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(true);
    match log.format {
        LogFormat::Human => logs.compact().try_init(),
        LogFormat::Json => logs.json().flatten_event(true).try_init(),
    }
    .map_err(|error| miette::miette!("logging cannot start: {error}"))
}

/// Collects metrics for `/metrics`.
pub fn metrics() -> Result<PrometheusHandle> {
    PrometheusBuilder::new()
        .set_buckets(&[0.000_01, 0.000_02, 0.000_05, 0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0])
        .into_diagnostic()?
        .install_recorder()
        .into_diagnostic()
        .wrap_err("metrics cannot be collected")
}

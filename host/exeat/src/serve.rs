//! `exeat serve` and `exeat demo`: the routes, the way in, and the way to stop.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use axum::{
    Router,
    extract::{MatchedPath, Request},
    middleware::{Next, from_fn},
    response::{Redirect, Response},
    routing::get,
};
use domain::Instant;
use miette::{IntoDiagnostic, Result, WrapErr};
use permits::Clock;
use portal::PortalState;
use tokio::{net::TcpListener, sync::watch, task::JoinSet};
use tower_http::trace::TraceLayer;
use verification::VerificationState;
use web::{Access, Pages, Token};

use crate::{
    administering::Administering,
    config::Config,
    demo::{self, DemoState},
    gateways, health,
    host::{self, Host},
    print::{self, Ended},
    reload::{self, Reloader},
    shadowing::{self, Shadowing},
    telemetry, tending,
    watching::Watching,
};

/// How long requests under way may take to end when the host is told to stop.
const GRACE: Duration = Duration::from_secs(20);
/// When the demo starts: a morning on which the regime of Azerbaijan rules.
const DEMO_STARTS: &str = "2020-12-15T10:00:00+04:00";

/// Serves until told to stop.
pub async fn serve(listen: Option<&str>, at: Option<Instant>, watch: bool, config: &Config) -> Result<Ended> {
    let metrics = telemetry::metrics()?;
    let watching = watch.then(|| Watching::new(config));
    let host = Host::open(config).await?;
    let clock = host::clock(at);
    host.permits.prepare(clock()).await.into_diagnostic().wrap_err("the database can't be made ready for the messages of this month")?;
    let pages = Pages::new([portal::SECTION, verification::SECTION]).into_diagnostic()?;
    let token = config.checks.token.as_ref().map(|token| token.read().and_then(|text| Token::new(&text).into_diagnostic())).transpose()?;
    let guarded = Access::guarded(token);
    let checks = if config.checks.token_always { guarded.tokens_only() } else { guarded };
    let applying = if config.portal.open { Access::open() } else { Access::guarded([]) };
    let local = Access::guarded([]);
    let shadowing = Shadowing::new(&host, config, &clock)?;
    shadowing.start_with_the_host().await;
    let reloader = Reloader::new(&host, config, &clock, Some(shadowing.clone()));
    // Behind a proxy of this machine everybody comes from this machine: then only a signal reloads.
    let reloading = if config.checks.token_always { local.clone().tokens_only() } else { local.clone() };
    let home = Router::new().route("/", get(|| std::future::ready(Redirect::to(portal::SECTION.path))));
    let administering = Administering::new(&host.permits, &reloader, Some(&shadowing), &clock);
    let administration =
        reloading.protect_pages(administration::router(administering, &pages), administration::SECTION.path, &pages, &clock);
    let site = site(&host, &pages, &clock, applying, checks).merge(home).merge(administration);
    let routes = pages
        .wrap(site)
        .merge(sms::gateway::http::router(host.messages.clone(), gateways::doors(&config.gateways)?, clock.clone()))
        .merge(health::routes(&host.permits))
        .merge(local.protect_api(health::metrics(&host.permits, metrics), &clock))
        .merge(reloading.protect_api(reload::routes(&reloader).merge(shadowing::routes(&shadowing)), &clock));

    gateways::warn_of_held(&config.gateways, &host.permits);
    let stop = stop_signal()?;
    let mut senders = JoinSet::new();
    for sender in gateways::senders(&config.gateways, &host.permits)? {
        let (clock, mut stop) = (clock.clone(), stop.clone());
        senders.spawn(async move { sender.run(clock, async move { drop(stop.wait_for(|stopping| *stopping).await) }).await });
    }
    if let Some(operators) = gateways::operators(config, &host, &clock)? {
        senders.spawn(operators.run(stop.clone()));
    }
    if let Some(watching) = watching {
        senders.spawn(watching.reload(reloader.clone(), stop.clone()));
    }
    senders.spawn(reload::on_signal(reloader, stop.clone()));
    senders.spawn(tending::tend(host.messages.clone(), clock.clone(), stop.clone()));
    let listen = listen.unwrap_or(&config.listen);
    let ended = listening(listen, routes, stop, |address| format!("exeat serves at http://{address}")).await;
    let _ = tokio::time::timeout(GRACE, senders.join_all()).await;
    ended
}

/// Serves the demo page to this machine.
pub async fn demo(listen: &str, keep: bool, config: &mut Config) -> Result<Ended> {
    // Without a folder that was asked for, the demo forgets everything when it stops.
    let forgotten = if keep { None } else { Some(tempfile::tempdir().into_diagnostic()?) };
    if let Some(folder) = &forgotten {
        config.data = folder.path().to_path_buf();
        config.database = None;
    }
    let watching = Watching::new(config);
    let host = Host::open(config).await?;
    let pages = Pages::new([demo::SECTION, portal::SECTION, verification::SECTION, administration::SECTION]).into_diagnostic()?;
    let now: Arc<Mutex<Instant>> = Arc::new(Mutex::new(DEMO_STARTS.parse().into_diagnostic()?));
    let clock: Clock = {
        let now = Arc::clone(&now);
        Arc::new(move || *now.lock().unwrap_or_else(PoisonError::into_inner))
    };
    let local = Access::guarded([]).without_tls();
    let reloader = Reloader::new(&host, config, &clock, None);
    let broken: demo::Broken = {
        let reloader = reloader.clone();
        Arc::new(move || reloader.refused())
    };
    let state = DemoState::new(host.permits.clone(), host.messages.clone(), pages.clone(), now, broken);
    let demo = local.protect_pages(demo::router(state), demo::SECTION.path, &pages, &clock);
    let administering = Administering::new(&host.permits, &reloader, None, &clock);
    let administration = local.protect_pages(administration::router(administering, &pages), administration::SECTION.path, &pages, &clock);
    let site = site(&host, &pages, &clock, local.clone(), local.clone()).merge(demo).merge(administration);
    let routes = pages.wrap(site).merge(health::routes(&host.permits));
    let stop = stop_signal()?;
    tokio::spawn(watching.reload(reloader, stop.clone()));
    listening(listen, routes, stop, |address| format!("The demo is open at http://{address} (stop it with Ctrl+C)")).await
}

fn site(host: &Host, pages: &Pages, clock: &Clock, applying: Access, checks: Access) -> Router {
    let portal = PortalState {
        permits: host.permits.clone(),
        pages: pages.clone(),
        clock: clock.clone(),
        entropy: host::random(),
        access: applying,
    };
    let verification = VerificationState {
        permits: host.permits.clone(),
        pages: pages.clone(),
        clock: clock.clone(),
        access: checks,
        rate: verification::Rate::default(),
    };
    portal::router(portal).merge(verification::router(verification))
}

async fn listening(listen: &str, routes: Router, mut stop: watch::Receiver<bool>, say: impl FnOnce(SocketAddr) -> String) -> Result<Ended> {
    let listener = TcpListener::bind(listen).await.into_diagnostic().wrap_err_with(|| format!("cannot listen on `{listen}`"))?;
    let address = listener.local_addr().into_diagnostic()?;
    // Addresses of requests may hold what a person typed: only the pattern of the route is logged.
    let traced = routes.layer(from_fn(measured)).layer(TraceLayer::new_for_http().make_span_with(span));
    print::text(&say(address))?;
    tracing::info!(%address, "listening");
    let told = {
        let mut stop = stop.clone();
        async move { drop(stop.wait_for(|stopping| *stopping).await) }
    };
    let serving = axum::serve(listener, traced.into_make_service_with_connect_info::<SocketAddr>()).with_graceful_shutdown(told);
    let overdue = async {
        drop(stop.wait_for(|stopping| *stopping).await);
        tokio::time::sleep(GRACE).await;
    };
    tokio::select! {
        ended = async { serving.await } => ended.into_diagnostic().wrap_err("the host stopped serving")?,
        () = overdue => tracing::warn!("some requests did not end in time; they were not acknowledged"),
    }
    tracing::info!("stopped");
    Ok(Ended::Well)
}

fn span(request: &Request) -> tracing::Span {
    let route = request.extensions().get::<MatchedPath>().map_or("unknown", MatchedPath::as_str);
    tracing::info_span!("request", method = %request.method(), route)
}

async fn measured(request: Request, next: Next) -> Response {
    let route = request.extensions().get::<MatchedPath>().map_or("unknown", MatchedPath::as_str).to_owned();
    let started = std::time::Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_u16().to_string();
    metrics::histogram!("exeat_http_request_seconds", "route" => route, "status" => status).record(started.elapsed());
    response
}

/// Becomes true when the process is told to stop, by Ctrl+C or SIGTERM.
fn stop_signal() -> Result<watch::Receiver<bool>> {
    let (tell, told) = watch::channel(false);
    #[cfg(unix)]
    let mut terminated = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).into_diagnostic()?;
    tokio::spawn(async move {
        #[cfg(unix)]
        tokio::select! {
            _ = tokio::signal::ctrl_c() => {}
            _ = terminated.recv() => {}
        }
        #[cfg(not(unix))]
        let _ = tokio::signal::ctrl_c().await;
        let _ = tell.send(true);
    });
    Ok(told)
}

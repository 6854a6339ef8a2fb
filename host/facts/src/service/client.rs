//! One service: how it is reached, and what came of asking it.

use std::{
    fmt,
    net::IpAddr,
    sync::{Mutex, PoisonError},
};

use domain::{AttributeName, Instant, Secret, ServiceName};
use permits::{Asked, Fact, Unavailable};
use reqwest::{
    Certificate, Client, Identity, Response, Url,
    header::{ACCEPT, HeaderValue},
};
use serde::Serialize;

use super::{
    answer,
    breaker::{Breaker, Rest, State},
};

/// How long an answer may be. Some attributes of one person take some hundred bytes.
const LONGEST: usize = 1 << 16;

/// How a service is reached.
#[derive(Debug, Clone)]
pub struct ServiceOptions {
    /// What regimes call it.
    pub name: ServiceName,
    /// Where questions are posted to.
    pub url: String,
    /// What authorises this host there, sent as a bearer token.
    pub token: Option<Secret>,
    /// Certificates (PEM) of authorities that are trusted beside those of the system.
    pub ca: Option<Vec<u8>>,
    /// The certificate of this host and its key (PEM), for a service that asks for one.
    pub client: Option<Secret>,
    /// When it is left alone, and for how long.
    pub rest: Rest,
}

/// A service can't be asked as it is configured.
#[derive(Debug, thiserror::Error)]
#[error("service `{name}` can't be asked: {why}")]
pub struct ServiceError {
    name: ServiceName,
    why: String,
}

/// A service.
pub struct Service {
    name: ServiceName,
    url: Url,
    token: Option<HeaderValue>,
    client: Client,
    breaker: Mutex<Breaker>,
}

#[derive(Serialize)]
struct Question<'a> {
    identity: &'a str,
    attributes: &'a [AttributeName],
}

impl Service {
    /// Reads the configuration. Nothing is asked yet.
    ///
    /// # Errors
    /// When the address is none or would carry identity numbers in the clear, or a certificate or token is of no use.
    pub fn new(options: ServiceOptions) -> Result<Self, ServiceError> {
        let ServiceOptions { name, url, token, ca, client, rest } = options;
        let wrong = |why: String| ServiceError { name: name.clone(), why };
        let url = Url::parse(&url).map_err(|error| wrong(format!("`{url}` is no address: {error}")))?;
        let local = is_of_this_machine(&url);
        match url.scheme() {
            "https" => {}
            "http" if local => {}
            "http" => return Err(wrong("identity numbers travel over `https://` only, or within this machine".to_owned())),
            _ => return Err(wrong("its address must begin with `https://`".to_owned())),
        }
        // A redirect could carry a number anywhere.
        let mut builder = Client::builder().redirect(reqwest::redirect::Policy::none()).https_only(!local).user_agent("exeat");
        if local {
            builder = builder.no_proxy();
        }
        if let Some(pem) = ca {
            let certificates =
                Certificate::from_pem_bundle(&pem).map_err(|_| wrong("its `ca` holds no certificate that can be read".to_owned()))?;
            builder = certificates.into_iter().fold(builder, reqwest::ClientBuilder::add_root_certificate);
        }
        if let Some(pem) = client {
            let identity = Identity::from_pem(pem.reveal().as_bytes());
            builder = builder.identity(identity.map_err(|_| wrong("its `client` holds no certificate with its key".to_owned()))?);
        }
        let client = builder.build().map_err(|error| wrong(error.without_url().to_string()))?;
        let token = token.map(|token| {
            let mut value =
                HeaderValue::try_from(format!("Bearer {}", token.reveal())).map_err(|_| wrong("its token can't be sent".to_owned()))?;
            value.set_sensitive(true);
            Ok(value)
        });
        let token = token.transpose()?;
        Ok(Self { name, url, token, client, breaker: Mutex::new(Breaker::new(rest)) })
    }

    /// What regimes call it.
    #[must_use]
    pub fn name(&self) -> &ServiceName {
        &self.name
    }

    /// How it is asked at an instant.
    #[must_use]
    pub fn state(&self, at: Instant) -> State {
        self.breaker.lock().unwrap_or_else(PoisonError::into_inner).state(at)
    }

    pub(super) async fn ask(&self, asked: &Asked<'_>) -> Result<Vec<Fact>, Unavailable> {
        if !self.with_breaker(asked.at, |breaker| breaker.may_ask(asked.at)) {
            self.count("left_alone");
            return Err(Unavailable::new(&self.name, "it failed several times in a row and is left alone for a while"));
        }
        let began = std::time::Instant::now();
        let answered = tokio::time::timeout(asked.timeout, self.post(asked)).await;
        metrics::histogram!("exeat_fact_request_seconds", "service" => self.name.to_string()).record(began.elapsed());
        let (result, answered) = match answered {
            Ok(Ok(facts)) => ("answered", Ok(facts)),
            Ok(Err(why)) => ("failed", Err(why)),
            Err(_) => ("timeout", Err(format!("no answer within {} ms", asked.timeout.as_millis()))),
        };
        self.count(result);
        self.with_breaker(asked.at, |breaker| match &answered {
            Ok(_) => breaker.succeeded(),
            Err(_) => breaker.failed(asked.at),
        });
        answered.map_err(|why| {
            let error = Unavailable::new(&self.name, why);
            tracing::warn!(%error, "facts");
            error
        })
    }

    /// Why it failed never says what was asked or answered.
    async fn post(&self, asked: &Asked<'_>) -> Result<Vec<Fact>, String> {
        let question = Question { identity: asked.identity.reveal(), attributes: asked.attributes };
        let mut request = self.client.post(self.url.clone()).header(ACCEPT, "application/json").json(&question);
        if let Some(token) = &self.token {
            request = request.header(reqwest::header::AUTHORIZATION, token.clone());
        }
        let response = request.send().await.map_err(|error| plain(&error.without_url()))?;
        let status = response.status();
        if status != reqwest::StatusCode::OK {
            return Err(format!("it answered with status {}", status.as_u16()));
        }
        answer::read(&body(response).await?, asked.attributes)
    }

    fn with_breaker<T>(&self, at: Instant, act: impl FnOnce(&mut Breaker) -> T) -> T {
        let mut breaker = self.breaker.lock().unwrap_or_else(PoisonError::into_inner);
        let before = breaker.state(at);
        let done = act(&mut breaker);
        let after = breaker.state(at);
        if before != after {
            let service = &self.name;
            match after {
                State::Open => tracing::error!(%service, "the service failed several times in a row and is left alone for a while"),
                State::HalfOpen => {}
                State::Closed => tracing::info!(%service, "the service answers again"),
            }
        }
        let open = if after == State::Closed { 0.0 } else { 1.0 };
        metrics::gauge!("exeat_fact_service_down", "service" => self.name.to_string()).set(open);
        done
    }

    fn count(&self, result: &'static str) {
        metrics::counter!("exeat_fact_requests_total", "service" => self.name.to_string(), "result" => result).increment(1);
    }
}

impl fmt::Debug for Service {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Service").field("name", &self.name).field("url", &self.url.as_str()).finish_non_exhaustive()
    }
}

/// The whole of an answer, unless it is too long.
async fn body(mut response: Response) -> Result<Vec<u8>, String> {
    let mut body = Vec::new();
    while let Some(part) = response.chunk().await.map_err(|error| plain(&error.without_url()))? {
        if body.len() + part.len() > LONGEST {
            return Err(format!("its answer is longer than {LONGEST} bytes"));
        }
        body.extend_from_slice(&part);
    }
    Ok(body)
}

/// An error with what is behind it: `error sending request` alone helps nobody.
fn plain(error: &reqwest::Error) -> String {
    let mut said = error.to_string();
    let mut behind = std::error::Error::source(error);
    while let Some(cause) = behind {
        said = format!("{said}: {cause}");
        behind = cause.source();
    }
    said
}

fn is_of_this_machine(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<IpAddr>();
    host == "localhost" || address.is_ok_and(|address| address.is_loopback())
}

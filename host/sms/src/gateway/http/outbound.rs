//! Messages out: one POST each, from the queue that `permits` keeps. A message is delivered when the gateway says 2xx and at
//! least once: the gateway tells a repetition by the `Idempotency-Key`.

use std::{
    future::Future,
    pin::pin,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use axum::http::header::RETRY_AFTER;
use domain::{Instant, Secret};
use permits::{Clock, Entropy, Fate, Outgoing, Permits, PermitsError};
use reqwest::{Client, RequestBuilder, Response, StatusCode, Url};

use super::{
    retry::retry_after,
    wire::{BodyFormat, FieldNames},
};
use crate::gateway::Backoff;

/// How the host says who it is.
#[derive(Debug, Clone)]
pub enum Auth {
    /// It does not.
    None,
    /// `Authorization: Bearer`.
    Bearer(Secret),
    /// `Authorization: Basic`.
    Basic {
        /// The account.
        user: String,
        /// Its password.
        password: Secret,
    },
}

/// Where messages go, and how.
#[derive(Debug, Clone)]
pub struct SenderOptions {
    /// The name of the gateway whose messages it carries.
    pub source: String,
    /// Where they are posted to.
    pub url: String,
    /// How the host says who it is.
    pub auth: Auth,
    /// What the gateway calls the parts of a message.
    pub fields: FieldNames,
    /// How it reads a body.
    pub body: BodyFormat,
    /// How long it may take to answer.
    pub timeout: Duration,
    /// When to try again.
    pub backoff: Backoff,
    /// How many messages are taken from the queue at a time, at most: fewer when `timeout` is so long that the last of them
    /// would be tried when the queue lends it to somebody else already.
    pub batch: u32,
    /// How long to wait when the queue is empty.
    pub idle: Duration,
}

/// Why nothing can be sent.
#[derive(Debug, thiserror::Error)]
pub enum SenderError {
    /// The address is none.
    #[error("`{url}` is not an address to post messages to: {why}")]
    Url {
        /// As it was given.
        url: String,
        /// What is wrong with it.
        why: String,
    },
    /// The client can't be built.
    #[error("no messages can be posted: {0}")]
    Client(String),
    /// The queue can't be asked.
    #[error(transparent)]
    Permits(#[from] PermitsError),
}

/// What one turn did.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drained {
    /// Messages that the gateway took.
    pub delivered: u32,
    /// Messages that will be tried again.
    pub postponed: u32,
    /// Messages that were given up.
    pub given_up: u32,
    /// The gateway asked to be left alone until then.
    pub hold_until: Option<Instant>,
}

/// Takes messages from the queue to a gateway.
pub struct Sender {
    permits: Permits,
    client: Client,
    url: Url,
    options: SenderOptions,
    entropy: Entropy,
}

/// The queue lends a message for a minute; this leaves room for the notes in between.
const LENT: Duration = Duration::from_secs(50);

/// What the gateway said to one message.
enum Said {
    Taken,
    Never,
    /// `taken` when nobody knows whether it was taken.
    Later {
        taken: bool,
    },
    Hold(Option<Instant>),
}

impl Sender {
    /// A sender; `entropy` spreads the retries.
    ///
    /// # Errors
    /// When the address is none.
    pub fn new(permits: Permits, options: SenderOptions, entropy: Entropy) -> Result<Self, SenderError> {
        let wrong = |why: String| SenderError::Url { url: options.url.clone(), why };
        let url = Url::parse(&options.url).map_err(|error| wrong(error.to_string()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(wrong("it must begin with `https://` or `http://`".to_owned()));
        }
        // A redirect could carry a citizen's message anywhere.
        let client = Client::builder().timeout(options.timeout).redirect(reqwest::redirect::Policy::none()).build();
        let client = client.map_err(|error| SenderError::Client(error.without_url().to_string()))?;
        Ok(Self { permits, client, url, options, entropy })
    }

    /// Sends what is due at `at`, one after the other.
    ///
    /// # Errors
    /// When the queue can't be asked. What was sent and not noted is sent again.
    pub async fn drain(&self, at: Instant) -> Result<Drained, SenderError> {
        self.drain_unless(&AtomicBool::new(false), at).await
    }

    /// As [`drain`](Self::drain), but what is not under way when `stopping` is set goes back to the queue.
    async fn drain_unless(&self, stopping: &AtomicBool, at: Instant) -> Result<Drained, SenderError> {
        let mut drained = Drained::default();
        for message in self.permits.due(&[&self.options.source], at, self.batch()).await? {
            // The order is kept: what comes after one that has to wait has not been tried and waits, too.
            let wait = drained.hold_until.or_else(|| stopping.load(Ordering::Relaxed).then_some(at));
            if let Some(until) = wait {
                self.permits.settle(vec![(message.id, Fate::NotSent(until))], at).await?;
                drained.postponed += 1;
                continue;
            }
            let said = self.post(&message, at).await;
            let again = || self.options.backoff.after(message.attempts.max(1), at, (self.entropy)());
            match said {
                Said::Taken => {
                    self.permits.settle(vec![(message.id, Fate::Delivered)], at).await?;
                    drained.delivered += 1;
                    continue;
                }
                Said::Never => drained.given_up += self.put_off(&message, None, at).await?,
                Said::Later { taken } => {
                    let retry = again().map(|retry| if taken { Fate::MayBeSent(retry) } else { Fate::NotSent(retry) });
                    let given_up = self.put_off(&message, retry, at).await?;
                    drained.given_up += given_up;
                    drained.postponed += 1 - given_up;
                }
                Said::Hold(until) => {
                    let until = until.or_else(again).unwrap_or_else(|| at.saturating_add(self.options.backoff.longest).unwrap_or(at));
                    self.put_off(&message, Some(Fate::NotSent(until)), at).await?;
                    drained.postponed += 1;
                    drained.hold_until = Some(until);
                }
            }
        }
        for (result, count) in [("delivered", drained.delivered), ("postponed", drained.postponed), ("given_up", drained.given_up)] {
            metrics::counter!("exeat_sms_deliveries_total", "result" => result).increment(u64::from(count));
        }
        Ok(drained)
    }

    /// Sends what is due, again and again, until `cancelled` comes about. A message under way is finished first.
    pub async fn run(&self, clock: Clock, cancelled: impl Future<Output = ()> + Send) {
        let mut cancelled = pin!(cancelled);
        let stopping = AtomicBool::new(false);
        loop {
            let at = clock();
            let mut draining = pin!(self.drain_unless(&stopping, at));
            let drained = loop {
                tokio::select! {
                    biased;
                    () = &mut cancelled, if !stopping.load(Ordering::Relaxed) => stopping.store(true, Ordering::Relaxed),
                    drained = &mut draining => break drained,
                }
            };
            if stopping.load(Ordering::Relaxed) {
                return;
            }
            tokio::select! {
                biased;
                () = &mut cancelled => return,
                () = tokio::time::sleep(self.pause(drained, at)) => {}
            }
        }
    }

    /// How long to wait before the queue is read again.
    fn pause(&self, drained: Result<Drained, SenderError>, at: Instant) -> Duration {
        match drained {
            Ok(Drained { hold_until: Some(until), .. }) => {
                Duration::try_from(until.duration_since(at)).unwrap_or_default().max(self.options.idle)
            }
            Ok(drained) if drained == Drained::default() => self.options.idle,
            Ok(_) => Duration::ZERO,
            Err(error) => {
                tracing::error!(%error, "the queue of messages can't be read");
                self.options.idle
            }
        }
    }

    fn batch(&self) -> u32 {
        let in_time = LENT.as_millis() / self.options.timeout.as_millis().max(1);
        self.options.batch.min(u32::try_from(in_time).unwrap_or(u32::MAX)).max(1)
    }

    /// Notes that a message was not taken; 1 when it is given up with that.
    async fn put_off(&self, message: &Outgoing, retry: Option<Fate>, at: Instant) -> Result<u32, SenderError> {
        let given_up = retry.is_none();
        if given_up {
            tracing::error!(message = %message.id, attempts = message.attempts, to = ?message.to, "a message could not be delivered and is given up");
        }
        let fate = retry.unwrap_or_else(|| Fate::Failed("the gateway refuses it".to_owned()));
        self.permits.settle(vec![(message.id, fate)], at).await?;
        Ok(u32::from(given_up))
    }

    async fn post(&self, message: &Outgoing, at: Instant) -> Said {
        match self.request(message).send().await {
            Ok(response) => said(message, &response, at),
            Err(error) => {
                // The error's own words could hold the address and with it a secret.
                tracing::warn!(
                    message = %message.id,
                    timeout = error.is_timeout(),
                    connect = error.is_connect(),
                    "the gateway could not be reached"
                );
                Said::Later { taken: !error.is_connect() }
            }
        }
    }

    fn request(&self, message: &Outgoing) -> RequestBuilder {
        let names = &self.options.fields;
        let id = message.id.to_string();
        let fields = [
            (&names.id, id.as_str()),
            (&names.from, message.from.as_str()),
            (&names.to, message.to.as_str()),
            (&names.text, message.text.reveal()),
        ];
        let request = self.client.post(self.url.clone()).header("idempotency-key", &id);
        let request = match &self.options.auth {
            Auth::None => request,
            Auth::Bearer(token) => request.bearer_auth(token.reveal()),
            Auth::Basic { user, password } => request.basic_auth(user, Some(password.reveal())),
        };
        match self.options.body {
            BodyFormat::Form => request.form(&fields),
            BodyFormat::Json => {
                request.json(&fields.iter().map(|(name, value)| (name.as_str(), *value)).collect::<std::collections::BTreeMap<_, _>>())
            }
        }
    }
}

fn said(message: &Outgoing, response: &Response, at: Instant) -> Said {
    let status = response.status();
    if status.is_success() {
        return Said::Taken;
    }
    tracing::warn!(message = %message.id, status = status.as_u16(), "the gateway did not take a message");
    let asked = response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()).and_then(|value| retry_after(value, at));
    match status {
        StatusCode::TOO_MANY_REQUESTS => Said::Hold(asked),
        StatusCode::SERVICE_UNAVAILABLE if asked.is_some() => Said::Hold(asked),
        // The account, not the message, is what is wrong; somebody will put it right.
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::REQUEST_TIMEOUT => Said::Later { taken: false },
        status if status.is_client_error() => Said::Never,
        _ => Said::Later { taken: false },
    }
}

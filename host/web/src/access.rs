//! Who may open pages that are not for everybody: this machine, or who knows a token of the configuration.

use std::fmt;

use aws_lc_rs::{
    constant_time::verify_slices_are_equal,
    digest::{Digest, SHA256, digest},
    hmac::{self, HMAC_SHA256},
};
use axum::{
    Form, Router,
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, StatusCode, header, request::Parts},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use serde::Deserialize;

use crate::{
    Clock,
    language::{Speaks, cookie},
    limiter::Limiter,
    pages::{Page, Pages},
    peer::{Peer, is_local},
    problem::Problem,
    texts::key,
};

const COOKIE: &str = "exeat_access";

/// A working day. Then the token is asked for again.
const SIGNED_IN_SECONDS: i64 = 12 * 3600;

/// Thirty-two letters and digits at random are more than 160 bits; fewer than sixteen keep nobody out.
const SHORTEST_TOKEN: usize = 16;

/// A token of the configuration. Only its digest is kept.
#[derive(Clone)]
pub struct Token {
    digest: Digest,
    signing: hmac::Key,
}

/// A token that must not be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum AccessError {
    /// It can be guessed.
    #[error("an access token must have at least {SHORTEST_TOKEN} characters, this one has {0}")]
    TooShort(usize),
}

impl Token {
    /// # Errors
    /// When it is too short to be a secret.
    pub fn new(token: &str) -> Result<Self, AccessError> {
        let length = token.chars().count();
        if length < SHORTEST_TOKEN {
            return Err(AccessError::TooShort(length));
        }
        Ok(Self { digest: digest(&SHA256, token.as_bytes()), signing: hmac::Key::new(HMAC_SHA256, token.as_bytes()) })
    }

    fn is(&self, given: &str) -> bool {
        verify_slices_are_equal(self.digest.as_ref(), digest(&SHA256, given.as_bytes()).as_ref()).is_ok()
    }

    /// What a browser keeps: until when, and a proof that the token was known. Not the token.
    fn ticket(&self, until: i64) -> String {
        let proof: String =
            hmac::sign(&self.signing, statement(until).as_bytes()).as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
        format!("{until}.{proof}")
    }

    fn issued(&self, ticket: &str, now: i64) -> bool {
        let until = ticket.split_once('.').and_then(|(until, _)| until.parse::<i64>().ok());
        until.is_some_and(|until| {
            let good = (now..=now.saturating_add(SIGNED_IN_SECONDS)).contains(&until);
            good && verify_slices_are_equal(self.ticket(until).as_bytes(), ticket.as_bytes()).is_ok()
        })
    }
}

fn statement(until: i64) -> String {
    format!("exeat signed in until {until}")
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Who may open a part of the site. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Access(Rule);

#[derive(Debug, Clone)]
enum Rule {
    Open,
    Guarded { tokens: Vec<Token>, local: bool, secure: bool },
}

impl Access {
    /// Everybody.
    #[must_use]
    pub fn open() -> Self {
        Self(Rule::Open)
    }

    /// This machine, and who knows one of the tokens: as `Authorization: Bearer`, or by signing in on a page.
    #[must_use]
    pub fn guarded(tokens: impl IntoIterator<Item = Token>) -> Self {
        Self(Rule::Guarded { tokens: tokens.into_iter().collect(), local: true, secure: true })
    }

    /// The same, but this machine needs a token too. For a server behind a proxy of the same machine that adds no header, since
    /// every request then comes from here.
    #[must_use]
    pub fn tokens_only(self) -> Self {
        match self.0 {
            Rule::Guarded { tokens, secure, .. } => Self(Rule::Guarded { tokens, local: false, secure }),
            Rule::Open => self,
        }
    }

    /// The same, but the sign-in survives without TLS. For tests and closed networks: the token then travels in the clear.
    #[must_use]
    pub fn without_tls(self) -> Self {
        match self.0 {
            Rule::Guarded { tokens, local, .. } => Self(Rule::Guarded { tokens, local, secure: false }),
            Rule::Open => self,
        }
    }

    /// Whether the reader has signed in, so that a page can offer to sign out.
    #[must_use]
    pub fn has_ticket(headers: &HeaderMap) -> bool {
        cookie(headers, COOKIE).is_some_and(|ticket| !ticket.is_empty())
    }

    fn allows(&self, parts: &Parts, now: i64) -> bool {
        match &self.0 {
            Rule::Open => true,
            Rule::Guarded { tokens, local, .. } => {
                let bearer = bearer(&parts.headers);
                let ticket = cookie(&parts.headers, COOKIE);
                (*local && is_local(parts))
                    || tokens
                        .iter()
                        .any(|token| bearer.is_some_and(|given| token.is(given)) || ticket.is_some_and(|ticket| token.issued(ticket, now)))
            }
        }
    }

    /// Guards routes for programs: whoever may not is answered with a problem.
    pub fn protect_api(&self, routes: Router, clock: &Clock) -> Router {
        let guard = Guard { access: self.clone(), clock: clock.clone(), sign_in: None };
        routes.route_layer(from_fn_with_state(guard, admit))
    }

    /// Guards pages at and below `path`: whoever may not is led to a sign-in at `path/sign-in`, which this adds. Without any token
    /// there is nothing to sign in with, and the answer is a problem.
    pub fn protect_pages(&self, routes: Router, path: &'static str, pages: &Pages, clock: &Clock) -> Router {
        let Rule::Guarded { tokens, secure, .. } = &self.0 else { return routes };
        if tokens.is_empty() {
            return self.protect_api(routes, clock);
        }
        let base = path.trim_end_matches('/');
        let sign_in = format!("{base}/sign-in");
        let guard = Guard { access: self.clone(), clock: clock.clone(), sign_in: Some(sign_in.clone()) };
        let desk =
            Desk { tokens: tokens.clone(), secure: *secure, path, pages: pages.clone(), clock: clock.clone(), limiter: Limiter::new(5, 6) };
        let door = Router::new().route(&sign_in, get(ask).post(enter)).route(&format!("{base}/sign-out"), post(leave)).with_state(desk);
        routes.route_layer(from_fn_with_state(guard, admit)).merge(door)
    }
}

fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

#[derive(Clone)]
struct Guard {
    access: Access,
    clock: Clock,
    sign_in: Option<String>,
}

async fn admit(State(guard): State<Guard>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    if guard.access.allows(&parts, (guard.clock)().as_second()) {
        return next.run(Request::from_parts(parts, body)).await;
    }
    match guard.sign_in {
        Some(path) => Redirect::to(&path).into_response(),
        None => Problem::not_signed_in().into_response(),
    }
}

#[derive(Clone)]
struct Desk {
    tokens: Vec<Token>,
    secure: bool,
    path: &'static str,
    pages: Pages,
    clock: Clock,
    limiter: Limiter<Peer>,
}

const PAGE: Page = Page::new("sign-in", key("sign-in-title"));

async fn ask(State(desk): State<Desk>, speaks: Speaks) -> Response {
    desk.page(&speaks, false)
}

#[derive(Deserialize)]
struct SignIn {
    #[serde(default)]
    token: String,
}

async fn enter(State(desk): State<Desk>, speaks: Speaks, peer: Peer, Form(form): Form<SignIn>) -> Result<Response, Problem> {
    let now = (desk.clock)();
    desk.limiter.take(peer, now).map_err(Problem::too_many)?;
    let Some(token) = desk.tokens.iter().find(|token| token.is(form.token.trim())) else {
        return Ok(desk.page(&speaks, true));
    };
    let ticket = token.ticket(now.as_second().saturating_add(SIGNED_IN_SECONDS));
    desk.answer(&ticket, SIGNED_IN_SECONDS)
}

async fn leave(State(desk): State<Desk>) -> Result<Response, Problem> {
    desk.answer("", 0)
}

impl Desk {
    fn page(&self, speaks: &Speaks, wrong: bool) -> Response {
        let status = if wrong { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
        self.pages.page(speaks, &PAGE.with_status(status), &serde_json::json!({ "path": self.path.trim_end_matches('/'), "wrong": wrong }))
    }

    fn answer(&self, ticket: &str, seconds: i64) -> Result<Response, Problem> {
        let secure = if self.secure { "; Secure" } else { "" };
        let cookie = format!("{COOKIE}={ticket}; Path={}; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}", self.path);
        let cookie = HeaderValue::from_str(&cookie).map_err(|error| Problem::internal(&error))?;
        Ok(([(header::SET_COOKIE, cookie)], Redirect::to(self.path)).into_response())
    }
}

#[cfg(test)]
mod tests {
    use std::{net::SocketAddr, sync::Arc};

    use axum::{body::Body, extract::ConnectInfo};
    use tower::ServiceExt as _;

    use super::*;

    const SECRET: &str = "3f9c1b7e5a2d4860b1e7c94d";
    const NOW: i64 = 1_608_012_000;

    fn site(access: &Access, now: i64) -> Router {
        let pages = Pages::new([]).expect("pages");
        let clock: Clock = Arc::new(move || domain::Instant::from_second(now).unwrap_or_default());
        let inside = Router::new().route("/check", get(|| async { "inside" }));
        let api = Router::new().route("/api/v1/check", get(|| async { "inside" }));
        pages.wrap(access.protect_pages(inside, "/check", &pages, &clock).merge(access.protect_api(api, &clock)))
    }

    async fn ask(site: &Router, method: &str, uri: &str, peer: &str, headers: &[(&str, &str)], body: &str) -> Response {
        let mut request = Request::builder().method(method).uri(uri).header("host", "127.0.0.1");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::from(body.to_owned())).expect("a request");
        request.extensions_mut().insert(ConnectInfo(peer.parse::<SocketAddr>().expect("a peer")));
        site.clone().oneshot(request).await.expect("an answer")
    }

    fn guarded() -> Access {
        Access::guarded([Token::new(SECRET).expect("a token")])
    }

    const AWAY: &str = "192.0.2.7:4000";
    const HERE: &str = "127.0.0.1:4000";

    #[test]
    fn a_short_token_is_refused_and_none_is_printed() {
        assert_eq!(Token::new("letmein").err(), Some(AccessError::TooShort(7)));
        assert!(!format!("{:?}", guarded()).contains(&SECRET[..6]));
    }

    #[tokio::test]
    async fn this_machine_or_a_token() {
        let (bearer, wrong) = (format!("Bearer {SECRET}"), format!("Bearer {SECRET}0"));
        let cases = [
            (Access::open(), AWAY, "", StatusCode::OK),
            (guarded(), HERE, "", StatusCode::OK),
            (guarded().tokens_only(), HERE, "", StatusCode::UNAUTHORIZED),
            (guarded(), AWAY, "", StatusCode::UNAUTHORIZED),
            (guarded(), AWAY, wrong.as_str(), StatusCode::UNAUTHORIZED),
            (guarded(), AWAY, bearer.as_str(), StatusCode::OK),
            (Access::guarded([]), AWAY, bearer.as_str(), StatusCode::UNAUTHORIZED),
        ];
        for (access, peer, authorization, status) in cases {
            let site = site(&access, NOW);
            let response = ask(&site, "GET", "/api/v1/check", peer, &[("authorization", authorization)], "").await;
            assert_eq!(response.status(), status, "{access:?} {peer} {authorization}");
            assert_eq!(response.headers().contains_key(header::WWW_AUTHENTICATE), status == StatusCode::UNAUTHORIZED);
            let page = ask(&site, "GET", "/check", peer, &[("authorization", authorization)], "").await;
            let sign_in = matches!(&access.0, Rule::Guarded { tokens, .. } if !tokens.is_empty());
            let led = if status == StatusCode::UNAUTHORIZED && sign_in { StatusCode::SEE_OTHER } else { status };
            assert_eq!(page.status(), led, "{access:?} {peer} {authorization}");
        }
    }

    #[tokio::test]
    async fn signing_in_lasts_a_working_day_and_ends_when_asked() {
        let form = ("content-type", "application/x-www-form-urlencoded");
        let now = site(&guarded(), NOW);
        let response = ask(&now, "POST", "/check/sign-in", AWAY, &[form], "token=wrong").await;
        assert_eq!(response.status(), StatusCode::UNPROCESSABLE_ENTITY);
        let response = ask(&now, "POST", "/check/sign-in", AWAY, &[form], &format!("token=+{SECRET}")).await;
        assert_eq!(response.headers().get(header::LOCATION).and_then(|v| v.to_str().ok()), Some("/check"));
        let cookie = response.headers().get(header::SET_COOKIE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_owned();
        for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/check", "Max-Age=43200"] {
            assert!(cookie.contains(part), "{cookie}");
        }
        assert!(!cookie.contains(SECRET));
        let ticket = cookie.split(';').next().unwrap_or_default();
        let other = Access::guarded([Token::new("another token, of another server").expect("a token")]);
        let later = NOW + SIGNED_IN_SECONDS;
        let stretched = ticket.replacen(&later.to_string(), &(later + 1).to_string(), 1);
        let cases = [
            (guarded(), NOW, ticket, true),
            (guarded(), later, ticket, true),
            (guarded(), later + 1, ticket, false),
            (other, NOW, ticket, false),
            (guarded(), NOW, &stretched, false),
        ];
        for (access, at, ticket, good) in cases {
            let response = ask(&site(&access, at), "GET", "/check", AWAY, &[("cookie", ticket)], "").await;
            assert_eq!(response.status() == StatusCode::OK, good, "{at} {ticket}");
        }
        let out = ask(&now, "POST", "/check/sign-out", AWAY, &[], "").await;
        assert!(
            out.headers()
                .get(header::SET_COOKIE)
                .is_some_and(|v| v.to_str().is_ok_and(|v| v.contains("exeat_access=;") && v.contains("Max-Age=0")))
        );
    }

    #[tokio::test]
    async fn guessing_is_slowed_down() {
        let site = site(&guarded(), NOW);
        let form = ("content-type", "application/x-www-form-urlencoded");
        let mut last = StatusCode::OK;
        for _ in 0..6 {
            last = ask(&site, "POST", "/check/sign-in", AWAY, &[form], "token=wrong").await.status();
        }
        assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
        let other = ask(&site, "POST", "/check/sign-in", "192.0.2.8:1", &[form], &format!("token={SECRET}")).await;
        assert_eq!(other.status(), StatusCode::SEE_OTHER);
    }
}

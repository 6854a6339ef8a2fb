//! The real services on a database of their own, with a clock that stands still, and a browser that keeps cookies.

use std::{
    net::SocketAddr,
    path::{Path, PathBuf},
    sync::{
        Arc, Mutex, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
};

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::ConnectInfo,
    http::{HeaderMap, Request, StatusCode, header},
};
use domain::Instant;
use engine::{Engine, EngineOptions, Library};
use permits::{Clock, Entropy, Environment, Keys, Permits, Vault};
use store::Store;
use tower::ServiceExt as _;

/// The policies of the repository and the plugins that `cargo xtask plugins` builds, loaded once.
fn environment() -> Arc<Environment> {
    static LOADED: OnceLock<Arc<Environment>> = OnceLock::new();
    Arc::clone(LOADED.get_or_init(|| load(&root().join("policies"))))
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// Policies of another folder.
pub fn load(policies: &Path) -> Arc<Environment> {
    let engine = Engine::new(EngineOptions::default()).expect("an engine");
    let library = Library::open(&engine, &root().join("plugins/dist")).expect("plugins: run `cargo xtask plugins`");
    match Environment::load(policies, &library) {
        Ok((environment, _)) => Arc::new(environment),
        Err(problems) => panic!("{}", problems.report(false)),
    }
}

/// Services that are gone with their folder.
pub struct Services {
    pub permits: Permits,
    pub clock: Clock,
    pub entropy: Entropy,
    /// What the clock shows, for what sets it.
    pub now: Arc<Mutex<Instant>>,
    _folder: tempfile::TempDir,
}

impl Services {
    pub async fn at(now: &str) -> Self {
        Self::with(now, environment()).await
    }

    /// With other policies than those of the repository.
    pub async fn with(now: &str, environment: Arc<Environment>) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite:{}?mode=rwc", folder.path().join("exeat.db").display());
        let store = Store::open(&url).await.expect("a database");
        let draws = AtomicU64::new(1);
        let entropy: Entropy = Arc::new(move || draws.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15));
        let vault = Vault::new(&Keys::random().expect("keys")).expect("a vault");
        let permits = Permits::new(store, environment, vault, entropy.clone());
        let now = Arc::new(Mutex::new(now.parse().expect("an instant")));
        let read = Arc::clone(&now);
        let clock: Clock = Arc::new(move || *read.lock().expect("a clock"));
        Self { permits, clock, entropy, now, _folder: folder }
    }

    pub fn set(&self, now: &str) {
        *self.now.lock().expect("a clock") = now.parse().expect("an instant");
    }
}

/// What came back.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Page {
    pub fn header(&self, name: header::HeaderName) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }

    /// What stands between two texts.
    pub fn between(&self, before: &str, after: &str) -> &str {
        self.text.split_once(before).and_then(|(_, rest)| rest.split_once(after)).map(|(found, _)| found).unwrap_or_default()
    }
}

/// A browser on this machine.
pub struct Browser {
    router: Router,
    pub cookies: Vec<String>,
    pub language: &'static str,
    pub peer: SocketAddr,
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self { router, cookies: Vec::new(), language: "en", peer: SocketAddr::from(([127, 0, 0, 1], 4000)) }
    }

    /// Another browser on the same site, without cookies.
    pub fn another(&self) -> Self {
        Self::new(self.router.clone())
    }

    pub async fn get(&mut self, uri: &str) -> Page {
        self.ask("GET", uri, "", String::new()).await
    }

    pub async fn post(&mut self, uri: &str, fields: &[(&str, &str)]) -> Page {
        let body = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect::<Vec<_>>().join("&");
        self.ask("POST", uri, "application/x-www-form-urlencoded", body).await
    }

    pub async fn ask(&mut self, method: &str, uri: &str, kind: &str, body: String) -> Page {
        let mut request = Request::builder()
            .method(method)
            .uri(uri)
            .header(header::HOST, "localhost")
            .header(header::ACCEPT_LANGUAGE, self.language)
            .header(header::COOKIE, self.cookies.join("; "));
        if !kind.is_empty() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let mut request = request.body(Body::from(body)).expect("a request");
        request.extensions_mut().insert(ConnectInfo(self.peer));
        let (parts, body) = self.router.clone().oneshot(request).await.expect("an answer").into_parts();
        for cookie in parts.headers.get_all(header::SET_COOKIE) {
            self.cookies.extend(cookie.to_str().ok().and_then(|cookie| cookie.split(';').next()).map(str::to_owned));
        }
        let bytes = to_bytes(body, usize::MAX).await.expect("a body");
        Page { status: parts.status, headers: parts.headers, text: String::from_utf8(bytes.to_vec()).expect("text") }
    }
}

fn encoded(value: &str) -> String {
    value.bytes().map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }).collect()
}

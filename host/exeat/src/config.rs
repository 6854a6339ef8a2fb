//! `exeat.yaml`: what it may say, and how it, the environment and the command line come together.
//!
//! The file is read with the same diagnostics as a regime. The environment overrides single values (`EXEAT_DATABASE`,
//! `EXEAT_LOG__FORMAT`: two underscores go one level down), the command line overrides both.

mod operators;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use domain::ServiceName;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use regime::{Diagnostics, Document};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use operators::Operator;

/// The configuration of the host.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// The address to listen on.
    pub listen: String,
    /// The folder of everything that the host keeps: keys, the cache of compiled plugins, and the database unless `database` names one.
    pub data: PathBuf,
    /// Whose signatures are worth something, by jurisdiction: public keys, as `exeat plugin key` prints them. The regimes of a
    /// jurisdiction that stands here use only plugins that one of its keys has signed; elsewhere nobody is asked.
    pub trust: BTreeMap<String, Vec<String>>,
    /// The database: `sqlite:PATH` or `postgres://USER:PASSWORD@HOST/NAME`. A file in `data` when absent.
    pub database: Option<String>,
    /// The folder of regimes, territories and catalogues.
    pub policies: PathBuf,
    /// The folder of policy plugins.
    pub plugins: PathBuf,
    /// What is logged, and how.
    pub log: Log,
    /// The limits within which policies decide.
    pub limits: Limits,
    /// The gateways that carry text messages over HTTP.
    pub gateways: Vec<Gateway>,
    /// The operators that carry text messages over SMPP.
    pub operators: Vec<Operator>,
    /// The check of codes.
    pub checks: Checks,
    /// The page on which citizens apply.
    pub portal: Portal,
    /// The services that regimes ask for facts about persons, by the name that a regime gives them.
    pub services: BTreeMap<ServiceName, FactService>,
    /// What decides beside what is in force, without anything being granted by it, so that its differences are known before it is.
    pub shadow: Option<Candidate>,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            listen: "127.0.0.1:8080".to_owned(),
            data: "exeat-data".into(),
            trust: BTreeMap::new(),
            database: None,
            policies: "policies".into(),
            plugins: "plugins/dist".into(),
            log: Log::default(),
            limits: Limits::default(),
            gateways: Vec::new(),
            operators: Vec::new(),
            checks: Checks::default(),
            portal: Portal::default(),
            services: BTreeMap::new(),
            shadow: None,
        }
    }
}

/// What is to decide beside what is in force. At least one of the two folders.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Candidate {
    /// A folder of plugins. Those that are not in it are the host's.
    pub plugins: Option<PathBuf>,
    /// A folder of regimes, territories and catalogues, whole. The host's when absent.
    pub policies: Option<PathBuf>,
}

/// What is logged, and how.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    /// For people, or one JSON value a line.
    pub format: LogFormat,
    /// Which events, such as `info` or `warn,exeat=debug`.
    pub filter: String,
}

impl Default for Log {
    fn default() -> Self {
        Self { format: LogFormat::Human, filter: "warn,exeat=info,permits=info,sms=info".to_owned() }
    }
}

/// How events are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum LogFormat {
    /// For people.
    Human,
    /// One JSON value a line.
    Json,
}

/// The limits within which policies decide.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Limits {
    /// How many decisions may be made at one moment; more wait.
    pub decisions_at_once: u32,
    /// How many milliseconds one decision may take.
    pub decision_milliseconds: u32,
    /// How many mebibytes of memory a policy may use.
    pub memory_mebibytes: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self { decisions_at_once: 64, decision_milliseconds: 5, memory_mebibytes: 64 }
    }
}

/// A gateway that carries text messages over HTTP.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Gateway {
    /// Its name. It posts messages to `/gateways/<name>`.
    pub name: String,
    /// How its messages are signed.
    pub signature: Signature,
    /// The key of the signature.
    pub key: Secret,
    /// The address by which the gateway reaches this host, as it signs it; needed for `twilio` only.
    #[serde(default)]
    pub address: Option<String>,
    /// How it takes replies: in the answer to its own request when absent.
    #[serde(default)]
    pub replies: Option<Replies>,
}

/// How the messages of a gateway are signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Signature {
    /// `X-Exeat-Signature`: HMAC-SHA-256 over the time stamp and the body.
    Exeat,
    /// `X-Twilio-Signature`: HMAC-SHA-1 over the address and the sorted fields.
    Twilio,
}

/// Where replies are posted.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Replies {
    /// The address.
    pub url: String,
    /// How a reply is written.
    #[serde(default)]
    pub body: Body,
    /// What authorises this host there, sent as a bearer token.
    #[serde(default)]
    pub token: Option<Secret>,
    /// An account there, in place of a token.
    #[serde(default)]
    pub account: Option<Account>,
}

/// How a reply is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Body {
    /// A JSON object of texts.
    #[default]
    Json,
    /// A form.
    Form,
}

/// An account with a gateway.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Account {
    /// Its name.
    pub user: String,
    /// Its password.
    pub password: Secret,
}

/// The check of codes.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Checks {
    /// The token that officers and their systems show. Without one, checks are answered to this machine only.
    pub token: Option<Secret>,
    /// Whether a program on this machine must show the token too: set it behind a proxy on the same machine.
    pub token_always: bool,
}

/// The page on which citizens apply.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Portal {
    /// Whether the page is open to everyone who reaches this host, or to this machine only.
    pub open: bool,
}

/// A service that is asked for facts about a person. It is asked with a POST over HTTPS, or within this machine.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FactService {
    /// The address that questions are posted to.
    pub url: String,
    /// What authorises this host there, sent as a bearer token.
    #[serde(default)]
    pub token: Option<Secret>,
    /// A file of certificates (PEM) of authorities that are trusted beside those of the system.
    #[serde(default)]
    pub ca: Option<PathBuf>,
    /// The certificate of this host together with its key (PEM), for a service that asks for one.
    #[serde(default)]
    pub client: Option<Secret>,
    /// When it is left alone because it does not answer.
    #[serde(default)]
    pub breaker: FactBreaker,
}

/// When a service is left alone because it does not answer.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct FactBreaker {
    /// After how many failures in a row.
    #[schemars(range(min = 1))]
    pub failures: u32,
    /// For how many seconds; then one question finds out whether it is back.
    pub pause_seconds: u32,
}

impl Default for FactBreaker {
    fn default() -> Self {
        Self { failures: 5, pause_seconds: 30 }
    }
}

/// Where a secret stands. Never in the file itself.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Secret {
    /// A variable of the environment.
    Env(String),
    /// A file; the white space around its text does not count.
    File(PathBuf),
}

impl Secret {
    /// The secret itself, which is to be long enough to keep people out.
    pub fn read(&self) -> Result<String> {
        let text = self.read_short()?;
        if text.len() < 16 {
            Err(miette!(help = "write at least 16 characters", "the secret in {self:?} is too short to keep anybody out"))
        } else {
            Ok(text)
        }
    }

    /// The secret itself, where somebody else says how long it may be.
    pub fn read_short(&self) -> Result<String> {
        let text = match self {
            Self::Env(name) => std::env::var(name)
                .map_err(|_| miette!("the variable `{name}` of the environment, which should hold a secret, is not set"))?,
            Self::File(path) => std::fs::read_to_string(path)
                .into_diagnostic()
                .wrap_err_with(|| format!("cannot read the secret in `{}`", path.display()))?,
        };
        Ok(text.trim().to_owned())
    }
}

impl Config {
    /// The address of the database.
    pub fn database_url(&self) -> String {
        self.database.clone().unwrap_or_else(|| format!("sqlite:{}?mode=rwc", self.database_file().display()))
    }

    /// Whether there is a database to be read: one that is named, or the file that a host has left in `data`.
    pub fn has_database(&self) -> bool {
        self.database.is_some() || self.database_file().is_file()
    }

    fn database_file(&self) -> PathBuf {
        self.data.join("exeat.db")
    }
}

/// The JSON Schema of `exeat.yaml`.
pub fn schema() -> Value {
    schemars::schema_for!(Config).to_value()
}

/// Reads the file and the environment. `path` was asked for by name and must be there; without it `exeat.yaml` is read where
/// there is one.
pub fn load(path: Option<&Path>, environment: impl Iterator<Item = (String, String)>) -> Result<Config> {
    let asked = path.is_some();
    let path = path.unwrap_or(Path::new("exeat.yaml"));
    let text = match std::fs::read(path) {
        Ok(text) => text,
        Err(error) if !asked && error.kind() == std::io::ErrorKind::NotFound => b"{}".to_vec(),
        Err(error) => return Err(error).into_diagnostic().wrap_err_with(|| format!("cannot read `{}`", path.display())),
    };
    let text = String::from_utf8(text).map_err(|error| miette!("`{}` is not UTF-8: {error}", path.display()))?;
    let document = Document::parse(&path.display().to_string(), text)?;
    let schema = schema();
    for warning in Diagnostics::warnings_or_error(document.validate(&schema))? {
        tracing::warn!(%warning, "configuration");
    }
    let mut value = document.value().clone();
    for (name, text) in environment {
        if let Some(place) = place_of(&name, &schema) {
            put(&mut value, &place, text);
        }
    }
    let mut config = fitting(value)?;
    let folder = path.parent().filter(|_| asked).unwrap_or(Path::new(""));
    for relative in [&mut config.data, &mut config.policies, &mut config.plugins] {
        *relative = folder.join(&relative);
    }
    let candidate = config.shadow.iter_mut().flat_map(|shadow| [&mut shadow.plugins, &mut shadow.policies]);
    for relative in candidate.flatten() {
        *relative = folder.join(&relative);
    }
    Ok(config)
}

fn fitting(value: Value) -> Result<Config> {
    serde_json::from_value(value)
        .into_diagnostic()
        .wrap_err("a variable of the environment that starts with `EXEAT_` does not fit the configuration")
}

/// `EXEAT_LOG__FORMAT` → `log`, `format`, when the configuration has such a place.
fn place_of(name: &str, schema: &Value) -> Option<Vec<String>> {
    let path: Vec<String> = name.strip_prefix("EXEAT_")?.split("__").map(str::to_lowercase).collect();
    let known = path.first().is_some_and(|first| schema.pointer(&format!("/properties/{first}")).is_some());
    (known && path.len() <= 2).then_some(path)
}

fn put(value: &mut Value, path: &[String], text: String) {
    let Some((last, above)) = path.split_last() else { return };
    let mut place = value;
    for key in above {
        if !place.get(key).is_some_and(Value::is_object) {
            place[key.as_str()] = Value::Object(serde_json::Map::new());
        }
        place = &mut place[key.as_str()];
    }
    let number_or_flag = serde_json::from_str::<Value>(&text).ok().filter(|v| v.is_number() || v.is_boolean());
    place[last.as_str()] = number_or_flag.unwrap_or(Value::String(text));
}

impl Limits {
    /// The time that one decision may take.
    pub fn deadline(&self) -> std::time::Duration {
        std::time::Duration::from_millis(u64::from(self.decision_milliseconds))
    }
}

//! Random answers: a component that fits the contract and whose functions return what the input says, bytes and places alike. What
//! reads an answer meets every list, variant, text and pointer that a guest could make.
//!
//! An input is a byte that says what is asked, and the memory of the guest (`image`). One component, compiled once, serves decisions and
//! batches: what it is to answer reaches it in the question. `describe` and `configure` cost a compilation each, and have a target of
//! their own (`setup`).

use std::sync::Arc;

use domain::{Attribute, Channel, Configuration, Facts, RegistrationFact, Value};
use engine::{BatchRow, Engine, EngineOptions, Plugin, Policy};
use serde_json::json;

use crate::{build, checks, given, image};

/// The longest memory that a guest is given.
pub const LONGEST: usize = 8 << 10;
/// How the description in the puppet begins, and how long it is.
const DESCRIPTION: (&[u8], usize) = (b"\x18\x08\x00\x00\x04\x00\x00\x00\x1c\x08\x00\x00", 256);

/// What the inputs are tried on.
pub struct Answers {
    engine: Arc<Engine>,
    component: Vec<u8>,
    described: usize,
    plugin: Plugin,
    policy: Policy,
    given: Configuration,
}

/// Inputs to start from, for decisions and batches.
pub fn seeds() -> Vec<Vec<u8>> {
    let image = |mode: u8, image: &[u8]| [&[mode], image].concat();
    image::seeds().iter().flat_map(|memory| [image(0, memory), image(8, memory), image(3 | 2 << 4, memory)]).collect()
}

/// Inputs to start from, for what is asked before.
pub fn setup_seeds() -> Vec<Vec<u8>> {
    let component = build::component("puppet");
    let place = place(&component);
    let described = [&[0], &component[place..place + DESCRIPTION.1]].concat();
    image::seeds().iter().map(|memory| [&[1], memory.as_slice()].concat()).chain([described]).collect()
}

impl Answers {
    /// An engine without a cache, and the puppet in it.
    pub fn new() -> Self {
        let engine = Engine::new(EngineOptions { pool: 2, ..given::options() }).expect("an engine");
        let component = build::component("puppet");
        let plugin = engine.load_as("puppet", &component).expect("the puppet");
        let given = given::configuration();
        let policy = plugin.configure(&given).expect("the puppet that was told nothing");
        Self { engine, described: place(&component), component, plugin, policy, given }
    }

    /// Tries one input on `decide` and `decide-batch`, and says how it ended.
    pub fn run(&self, input: &[u8]) -> &'static str {
        let Some((&mode, memory)) = input.split_first() else { return "nothing" };
        let memory = memory.get(..LONGEST).unwrap_or(memory);
        match mode % 4 {
            3 => self.session(mode, memory),
            _ => self.decide(&self.policy, mode, Some(memory)),
        }
    }

    /// Tries one input on `describe`, `configure` and `critical-points`, and says how it ended.
    pub fn set_up(&self, input: &[u8]) -> &'static str {
        let Some((&mode, memory)) = input.split_first() else { return "nothing" };
        let memory = memory.get(..LONGEST).unwrap_or(memory);
        if mode % 4 == 0 { self.describe(memory) } else { self.configure(memory) }
    }

    fn decide(&self, policy: &Policy, mode: u8, memory: Option<&[u8]>) -> &'static str {
        let (request, facts) = (given::request(if mode & 8 == 0 { "medical" } else { "leisure" }), facts(memory));
        let decided = policy.decide(&request, &facts);
        let (again, notes) = policy.decide_noting(&request, &facts);
        assert_eq!(decided, again, "the same question, another answer when somebody looks");
        assert!(notes.len() <= 64 && notes.iter().all(|note| note.len() <= 1024), "{notes:?}");
        match decided {
            Ok(decision) => {
                checks::decision(policy, &self.given, &decision);
                "decided"
            }
            Err(error) => checks::failure(&error),
        }
    }

    fn session(&self, mode: u8, memory: &[u8]) -> &'static str {
        let mut session = self.policy.session().expect("a free slot");
        let request = given::request("medical");
        if let Err(error) = session.decide(&request, &facts(Some(memory))) {
            assert!(!session.is_alive() || error.kind() == "bad-answer" || error.kind() == "policy-error", "{error}");
            checks::failure(&error);
        }
        let rows = [row(1), row(1), row(2)];
        let rows = &rows[..usize::from(mode >> 4) % 4];
        let ended = match session.decide_batch(rows) {
            Ok(verdicts) => {
                checks::verdicts(&self.policy, rows.len(), &verdicts);
                "answered"
            }
            Err(error) => checks::failure(&error),
        };
        match session.decide(&request, &facts(None)) {
            Ok(decision) => checks::decision(&self.policy, &self.given, &decision),
            Err(error) => drop(checks::failure(&error)),
        }
        ended
    }

    fn configure(&self, memory: &[u8]) -> &'static str {
        let given = Configuration { settings: json!({ "told": image::letters(memory) }), ..self.given.clone() };
        match self.plugin.configure(&given) {
            Ok(policy) => {
                checks::policy(&policy);
                self.decide(&policy, 0, None);
                "configured"
            }
            Err(error) => {
                assert!(error.to_string().len() < 8 << 10, "{error}");
                "not configured"
            }
        }
    }

    fn describe(&self, description: &[u8]) -> &'static str {
        let mut component = self.component.clone();
        let length = description.len().min(DESCRIPTION.1);
        component[self.described..self.described + length].copy_from_slice(&description[..length]);
        match self.engine.load_as("told", &component) {
            Ok(plugin) => {
                assert!(plugin.description().settings_schema.is_object() || plugin.description().settings_schema.is_boolean());
                "described"
            }
            Err(error) => {
                assert!(error.to_string().len() < 8 << 10, "{error}");
                "not described"
            }
        }
    }
}

impl Default for Answers {
    fn default() -> Self {
        Self::new()
    }
}

/// Where the description stands in the component.
fn place(component: &[u8]) -> usize {
    component.windows(DESCRIPTION.0.len()).position(|window| window == DESCRIPTION.0).expect("a description")
}

/// Something in every field, so that all that a question holds has to be put into the guest's memory.
fn facts(memory: Option<&[u8]>) -> Facts {
    let told = memory.map(|memory| Attribute { name: "worker".parse().expect("a name"), value: Value::Text(image::letters(memory)) });
    let registration = RegistrationFact { territory: "DE".parse().expect("a territory"), since: given::at("2020-03-01T00:00:00Z") };
    Facts { registration: Some(registration), attributes: told.into_iter().collect(), ..given::history(3) }
}

fn row(holder: u32) -> BatchRow {
    BatchRow { holder, at: 0, purpose: 0, territory: None, registered: None, flags: 0, channel: Channel::Api, vehicle: false }
}

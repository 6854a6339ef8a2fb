//! Random components: bytes that are none, real ones with some of their bytes changed, and random modules that export what the
//! contract asks for. Each is loaded, configured and asked, as a host does with a plugin that somebody put into its folder.

use std::{sync::Arc, time::Duration};

use domain::Channel;
use engine::{BatchRow, Engine, EngineOptions};

use crate::{build, checks, given};

/// The components of `tests/hostile` whose bytes are changed: one that keeps the contract, and some that break it in their own way.
const CHANGED: [&str; 8] =
    ["good", "puppet", "remembers", "unfreezable", "calendar-all-transitions", "memory-decide", "empty-table", "points-hide"];

/// What makes a component from random numbers.
pub type Maker = fn(&[u8]) -> Option<Vec<u8>>;

/// What the inputs are tried on.
pub struct Components {
    engine: Arc<Engine>,
    changed: Vec<Vec<u8>>,
    made: Maker,
}

/// Inputs to start from: the components of `tests/hostile` as they are, some changed ones, some modules.
pub fn seeds() -> Vec<Vec<u8>> {
    let mut seeds: Vec<Vec<u8>> = build::names().iter().map(|name| [vec![0], build::component(name)].concat()).collect();
    for which in 0..CHANGED.len() {
        let which = u8::try_from(which).unwrap_or_default();
        seeds.push(vec![1, which]);
        seeds.push(vec![1, which, 0, 0x20, 0x04, 3, 1, 2, 3]);
    }
    seeds.push([vec![2], (0..=255).collect()].concat());
    seeds.push([vec![2], (0..=255).rev().collect()].concat());
    seeds
}

impl Components {
    /// An engine without a cache, with tight limits, and where random modules come from.
    pub fn new(made: Maker) -> Self {
        let options = EngineOptions {
            pool: 2,
            memory_limit: 4 << 20,
            deadline: Duration::from_millis(2),
            setup_deadline: Duration::from_millis(20),
            ..EngineOptions::default()
        };
        Self {
            engine: Engine::new(options).expect("an engine"),
            changed: CHANGED.iter().map(|name| build::component(name)).collect(),
            made,
        }
    }

    /// Tries one input, and says how it ended.
    pub fn run(&self, input: &[u8]) -> &'static str {
        let Some((&mode, rest)) = input.split_first() else { return "nothing" };
        let component = match mode % 3 {
            0 => Some(rest.to_vec()),
            1 => self.changed(rest),
            _ => (self.made)(rest),
        };
        component.map_or("no component", |component| self.attempt(&component))
    }

    /// A real component, and changes of it: what is done, where, with how many bytes, and the bytes.
    fn changed(&self, input: &[u8]) -> Option<Vec<u8>> {
        let (&which, mut changes) = input.split_first()?;
        let mut component = self.changed[usize::from(which) % self.changed.len()].clone();
        while let [what, low, high, count, rest @ ..] = changes {
            let (from, rest) = rest.split_at(rest.len().min(usize::from(*count)));
            changes = rest;
            let place = usize::from(u16::from_le_bytes([*low, *high])) % (component.len() + 1);
            let end = (place + usize::from(*count)).min(component.len());
            match what % 8 {
                0..5 => component.iter_mut().skip(place).zip(from).for_each(|(byte, new)| *byte = *new),
                5 => drop(component.splice(place..place, from.iter().copied())),
                6 => drop(component.drain(place..end)),
                _ => {
                    let twice = component[place..end].to_vec();
                    component.splice(place..place, twice);
                }
            }
        }
        Some(component)
    }

    fn attempt(&self, component: &[u8]) -> &'static str {
        let plugin = match self.engine.load_as("tried", component) {
            Ok(plugin) => plugin,
            Err(error) => {
                assert!(!error.to_string().is_empty());
                return "not loaded";
            }
        };
        let given = given::configuration();
        let policy = match plugin.configure(&given) {
            Ok(policy) => policy,
            Err(error) => {
                assert!(!error.to_string().is_empty());
                return "not configured";
            }
        };
        checks::policy(&policy);
        // Its tables may say that it asks for nothing, and its history may be none: the question is the same.
        let ended = match policy.decide(&given::request("medical"), &given::history(2)) {
            Ok(decision) => {
                checks::decision(&policy, &given, &decision);
                "decided"
            }
            Err(error) => checks::failure(&error),
        };
        let row = |holder| BatchRow {
            holder,
            at: 0,
            purpose: 1,
            territory: Some(0),
            registered: None,
            flags: 1,
            channel: Channel::Sms,
            vehicle: true,
        };
        if let Ok(mut session) = policy.session()
            && let Ok(verdicts) = session.decide_batch(&[row(1), row(2)])
        {
            checks::verdicts(&policy, 2, &verdicts);
        }
        ended
    }
}

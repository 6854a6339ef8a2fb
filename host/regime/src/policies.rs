//! What the checks need to know of policy plugins, without knowing how a plugin runs.

use domain::{AttributeName, Configuration, PolicyName, ReasonCode};
use serde_json::Value as Json;

/// The policies that a regime may name. Asked while regimes are loaded, never while something is decided.
pub trait Policies {
    /// Every policy there is, to suggest one where a name is wrong.
    fn names(&self) -> Vec<PolicyName>;

    /// The JSON Schema of the policy's settings, from its own description; `None` when there is no such policy. Asked first.
    fn settings_schema(&self, policy: &PolicyName) -> Option<Json>;

    /// What the policy itself finds wrong when it is configured: pairs of a JSON Pointer into `configuration.settings` and a
    /// message. Asked once per use of a policy, and only with settings that fit its schema.
    fn configure(&self, policy: &PolicyName, configuration: &Configuration) -> Vec<(String, String)>;

    /// Every reason that the policy can give when it is so configured. Asked after `configure` found nothing wrong.
    fn reasons(&self, policy: &PolicyName, configuration: &Configuration) -> Vec<ReasonCode>;

    /// The attributes that the policy asks for when it is so configured; `None` when nobody can say. Asked after `configure`.
    fn attributes(&self, policy: &PolicyName, configuration: &Configuration) -> Option<Vec<AttributeName>> {
        let _ = (policy, configuration);
        None
    }
}

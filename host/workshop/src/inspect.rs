//! What a plugin is.

use std::fmt;

use engine::{Plugin, SignerKey};
use serde::Serialize;
use serde_json::Value as Json;

/// What a plugin says of itself, and what the host found out about it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Inspection {
    /// How regimes name it.
    pub name: String,
    /// Its own version.
    pub version: String,
    /// The version of the contract that it was built for.
    pub contract: &'static str,
    /// The SHA-256 of the component, in lower-case hexadecimal digits.
    pub digest: String,
    /// The public key of who vouches for it.
    pub signer: Option<String>,
    /// The size of the component, in bytes.
    pub size: usize,
    /// The interfaces that it imports.
    pub imports: Vec<String>,
    /// The JSON Schema (2020-12) of its settings.
    pub settings_schema: Json,
}

/// Inspects a plugin. That it was loaded says already that it imports nothing but the contract's.
#[must_use]
pub fn inspect(plugin: &Plugin, signer: Option<&SignerKey>) -> Inspection {
    let description = plugin.description();
    Inspection {
        name: description.name.to_string(),
        version: description.version.clone(),
        contract: plugin.contract(),
        digest: plugin.digest().to_owned(),
        signer: signer.map(ToString::to_string),
        size: plugin.size(),
        imports: plugin.imports().to_vec(),
        settings_schema: description.settings_schema.clone(),
    }
}

impl fmt::Display for Inspection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, version, contract, digest, signer, size, imports, settings_schema } = self;
        let imports = if imports.is_empty() { "nothing".to_owned() } else { imports.join(", ") };
        let kibibytes = size.div_ceil(1024);
        writeln!(f, "policy     {name} {version}")?;
        writeln!(f, "contract   {contract}")?;
        writeln!(f, "imports    {imports}")?;
        writeln!(f, "size       {kibibytes} KiB")?;
        writeln!(f, "sha-256    {digest}")?;
        writeln!(f, "signed by  {}", signer.as_deref().unwrap_or("nobody"))?;
        write!(f, "settings   {}", indented(&format!("{settings_schema:#}")))
    }
}

/// Every line but the first moved under the second column.
fn indented(text: &str) -> String {
    text.replace('\n', "\n           ")
}

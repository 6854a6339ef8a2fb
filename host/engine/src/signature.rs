//! Who vouches for a plugin: an Ed25519 signature (RFC 8032) over a manifest that names it and its digest. It stands beside the plugin
//! in a file of its own, `pause.wasm.sig`, and is checked without a network.
//!
//! What lives here: making keys, signing, checking. Whose signature is worth something is the configuration's to say.

use std::{fmt, str::FromStr};

use aws_lc_rs::{
    encoding::{AsDer, Pkcs8V1Der},
    signature::{ED25519, Ed25519KeyPair, KeyPair, UnparsedPublicKey},
};
use base64::{Engine as _, prelude::BASE64_STANDARD};
use domain::Secret;
use serde::{Deserialize, Serialize};

use crate::{contract::CONTRACT, plugin::Plugin};

/// The length of a public key, in bytes.
const LENGTH: usize = 32;

/// A public key: 32 bytes, written in base64.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SignerKey([u8; LENGTH]);

impl FromStr for SignerKey {
    type Err = SignatureError;

    fn from_str(text: &str) -> Result<Self, SignatureError> {
        let bytes = BASE64_STANDARD.decode(text).ok().and_then(|bytes| bytes.try_into().ok());
        bytes.map(Self).ok_or(SignatureError::BadKey("a public key is 32 bytes in base64, as `exeat plugin key` prints it"))
    }
}

impl fmt::Display for SignerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64_STANDARD.encode(self.0))
    }
}

/// What is wrong with a key or a signature.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignatureError {
    /// A key that is none.
    #[error("it is not a key: {0}")]
    BadKey(&'static str),
    /// A signature file that is none.
    #[error("it is not a signature: {0}")]
    BadFile(String),
    /// It was made for another plugin, or the plugin has changed since.
    #[error("the signature is for {what} `{signed}`, and the plugin's is `{found}`")]
    OtherPlugin {
        /// Which field differs.
        what: &'static str,
        /// What was signed.
        signed: String,
        /// What is there.
        found: String,
    },
    /// The key that it names did not make it.
    #[error("the signature was not made with the key `{0}`, or it was changed since")]
    Forged(SignerKey),
    /// The system's source of random bytes failed.
    #[error("no key can be made: the system gave no random bytes")]
    NoRandom,
}

/// A signed manifest, as it stands in the file beside the plugin.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signature {
    /// The plugin's name.
    pub policy: String,
    /// The plugin's version.
    pub version: String,
    /// The version of the contract that it keeps.
    pub contract: String,
    /// The SHA-256 of the component, in lower-case hexadecimal digits.
    pub sha256: String,
    /// The public key of the signer, in base64.
    pub key: String,
    /// The signature of the manifest, in base64.
    pub signature: String,
}

impl Signature {
    /// Signs a plugin with a private key, as [`new_key`] makes them.
    ///
    /// # Errors
    /// When the key is none.
    pub fn new(plugin: &Plugin, private: &Secret) -> Result<Self, SignatureError> {
        let bad = || SignatureError::BadKey("a private key is a file that `exeat plugin key` wrote");
        let der = BASE64_STANDARD.decode(private.reveal().trim()).map_err(|_| bad())?;
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(&der).map_err(|_| bad())?;
        let mut signed = Self::unsigned(plugin, BASE64_STANDARD.encode(pair.public_key().as_ref()));
        signed.signature = BASE64_STANDARD.encode(pair.sign(signed.manifest().as_bytes()).as_ref());
        Ok(signed)
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When it is not one that [`new`](Self::new) makes.
    pub fn parse(text: &str) -> Result<Self, SignatureError> {
        serde_json::from_str(text).map_err(|error| SignatureError::BadFile(error.to_string()))
    }

    /// Whether it vouches for this very plugin; and then who does.
    ///
    /// # Errors
    /// When it is for another plugin, or the key that it names did not make it.
    pub fn check(&self, plugin: &Plugin) -> Result<SignerKey, SignatureError> {
        let key: SignerKey = self.key.parse()?;
        let found = Self::unsigned(plugin, self.key.clone());
        let fields = [
            ("policy", &self.policy, &found.policy),
            ("version", &self.version, &found.version),
            ("contract", &self.contract, &found.contract),
            ("digest", &self.sha256, &found.sha256),
        ];
        if let Some((what, signed, found)) = fields.into_iter().find(|(_, signed, found)| signed != found) {
            return Err(SignatureError::OtherPlugin { what, signed: signed.clone(), found: found.clone() });
        }
        let signature = BASE64_STANDARD.decode(&self.signature).map_err(|error| SignatureError::BadFile(error.to_string()))?;
        match UnparsedPublicKey::new(&ED25519, &key.0).verify(self.manifest().as_bytes(), &signature) {
            Ok(()) => Ok(key),
            Err(_) => Err(SignatureError::Forged(key)),
        }
    }

    fn unsigned(plugin: &Plugin, key: String) -> Self {
        let description = plugin.description();
        Self {
            policy: description.name.to_string(),
            version: description.version.clone(),
            contract: CONTRACT.into(),
            sha256: plugin.digest().into(),
            key,
            signature: String::new(),
        }
    }

    /// The bytes that are signed. None of the fields holds a line's end: the key was parsed, the others compared with the plugin's.
    fn manifest(&self) -> String {
        let Self { policy, version, contract, sha256, key, signature: _ } = self;
        format!("exeat plugin manifest 1\npolicy {policy}\nversion {version}\ncontract {contract}\nsha256 {sha256}\nkey {key}\n")
    }
}

/// A new private key, to be kept secret, and the public one that belongs to it.
///
/// # Errors
/// When the system gives no random bytes.
pub fn new_key() -> Result<(Secret, SignerKey), SignatureError> {
    let pair = Ed25519KeyPair::generate().map_err(|_| SignatureError::NoRandom)?;
    let der: Pkcs8V1Der<'_> = pair.as_der().map_err(|_| SignatureError::NoRandom)?;
    let public: [u8; LENGTH] = pair.public_key().as_ref().try_into().map_err(|_| SignatureError::NoRandom)?;
    Ok((Secret::new(BASE64_STANDARD.encode(der.as_ref())), SignerKey(public)))
}

//! `exeat plugin key`, `sign` and `verify`.

use std::{fs, io::Write, path::Path};

use domain::Secret;
use engine::{Signature, SignerKey, new_key, signature_of, signer_of};
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use serde_json::json;

use super::load;
use crate::{
    cli::Format,
    config::Config,
    print::{self, Ended},
};

/// Makes a key. One that is there is never written over: what it signed could not be signed again.
pub fn key(file: &Path) -> Result<Ended> {
    let (private, public) = new_key().into_diagnostic()?;
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let written = options.open(file).and_then(|mut out| writeln!(out, "{}", private.reveal()).and_then(|()| out.sync_all()));
    written.into_diagnostic().wrap_err_with(|| format!("the key cannot be written to `{}`", file.display()))?;
    print::text(&public.to_string())?;
    Ok(Ended::Well)
}

/// Signs.
pub fn sign(plugin: &Path, key: &Path, config: &Config) -> Result<Ended> {
    let private = fs::read_to_string(key).into_diagnostic().wrap_err_with(|| format!("cannot read the key `{}`", key.display()))?;
    let signature = Signature::new(&load(plugin, config)?, &Secret::new(private)).into_diagnostic()?;
    let beside = signature_of(plugin);
    let text = serde_json::to_string_pretty(&signature).into_diagnostic()? + "\n";
    fs::write(&beside, text).into_diagnostic().wrap_err_with(|| format!("cannot write `{}`", beside.display()))?;
    print::text(&format!("{} {} signed with {}\n  {}", signature.policy, signature.version, signature.key, beside.display()))?;
    Ok(Ended::Well)
}

/// Says who signed.
pub fn verify(plugin: &Path, key: Option<&str>, config: &Config, format: Format) -> Result<Ended> {
    let asked: Option<SignerKey> = key.map(str::parse).transpose().into_diagnostic()?;
    let loaded = load(plugin, config)?;
    let Some(signer) = signer_of(plugin, &loaded).map_err(|cause| miette!("{}: {cause}", plugin.display()))? else {
        print::result(format, &json!({ "signer": null }), || {
            format!("nobody has signed it: there is no `{}`", signature_of(plugin).display())
        })?;
        return Ok(Ended::Refused);
    };
    let trusted = asked.is_none_or(|asked| asked == signer);
    let name = &loaded.description().name;
    print::result(format, &json!({ "signer": signer.to_string(), "asked_for": trusted }), || {
        let but = if trusted { "" } else { ", which is not the key that was asked for" };
        format!("{name} is signed with {signer}{but}")
    })?;
    Ok(if trusted { Ended::Well } else { Ended::Refused })
}

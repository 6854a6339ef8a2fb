//! Policies in other languages: their SDKs' own tests, and the examples, built and run in the host.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use miette::{IntoDiagnostic, Result};

use crate::shell;

/// The SDK of Python and `examples/panama-days`, with the Python of `environment`.
pub fn python(root: &Path, python: &Path, exeat: &Path) -> Result<()> {
    let sdk = root.join("sdk/python");
    let example = root.join("examples/panama-days");
    let tests = |folder: &Path| {
        shell::run(
            Command::new(python)
                .args(["-m", "unittest", "discover", "-t", ".", "-s", "tests"])
                .env("PYTHONPATH", sdk.join("src"))
                .env("PYTHONDONTWRITEBYTECODE", "1")
                .current_dir(folder),
        )
    };
    tests(&sdk)?;
    tests(&example)?;
    let plugins = plugins(root, "panama-days")?;
    shell::run(
        Command::new(python)
            .args(["-m", "exeat_policy.build", "."])
            .arg(plugins.join("panama-days.wasm"))
            .env("PYTHONPATH", sdk.join("src"))
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .current_dir(&example),
    )?;
    in_the_host(root, exeat, "panama-days", &plugins)
}

/// A folder for the plugins of an example, with `standard` in it.
fn plugins(root: &Path, example: &str) -> Result<PathBuf> {
    let folder = root.join("target/examples").join(example);
    fs::create_dir_all(&folder).into_diagnostic()?;
    fs::copy(root.join("plugins/dist/standard.wasm"), folder.join("standard.wasm")).into_diagnostic()?;
    Ok(folder)
}

/// The cases of an example, and whether its plugin keeps the contract.
fn in_the_host(root: &Path, exeat: &Path, example: &str, plugins: &Path) -> Result<()> {
    let policies = root.join("examples").join(example).join("policies");
    let data = root.join("target/examples").join("data");
    for asked in [&["regime", "test"][..], &["plugin", "conform", example], &["plugin", "bench", example]] {
        let mut command = Command::new(exeat);
        command.args(asked).arg("--policies").arg(&policies).arg("--plugins").arg(plugins).arg("--data").arg(&data);
        shell::run(command.current_dir(root))?;
    }
    Ok(())
}

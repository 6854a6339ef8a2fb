//! The examples, built and run in the host; and the SDKs of other languages than Rust, whose tests are not those of a workspace.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use miette::{IntoDiagnostic, Result};

use crate::{plugins, shell};

const RUST: &[&str] = &["household"];

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
    let plugins = folder(root, "panama-days")?;
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

/// The examples in Rust. Their own tests are those of the plugins' workspace.
pub fn rust(root: &Path, exeat: &Path) -> Result<()> {
    for example in RUST {
        in_the_host(root, exeat, example, &rust_example(root, example)?)?;
    }
    Ok(())
}

/// Builds the examples in Rust, each into a folder of its own with `standard`.
pub fn build(root: &Path) -> Result<()> {
    RUST.iter().try_for_each(|example| rust_example(root, example).map(drop))
}

fn rust_example(root: &Path, example: &str) -> Result<PathBuf> {
    let folder = folder(root, example)?;
    plugins::example(root, example, &folder)?;
    Ok(folder)
}

/// A folder for the plugins of an example, with `standard` in it.
fn folder(root: &Path, example: &str) -> Result<PathBuf> {
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

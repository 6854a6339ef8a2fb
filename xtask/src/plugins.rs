//! Builds the policy plugins: the plugins' own workspace for WebAssembly, then each module wrapped as a component; and the examples
//! that are members of that workspace, which are no plugins of the project's.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use miette::{IntoDiagnostic, Result, WrapErr, miette};
use wit_component::ComponentEncoder;

const TARGET: &str = "wasm32-unknown-unknown";

/// Compiles every plugin below `root/plugins` in release and writes `root/plugins/dist/<name>.wasm`. What has not changed is left alone.
/// Returns the components, sorted by name.
///
/// # Errors
/// When cargo fails, a module is no plugin, or a file cannot be read or written.
pub fn build(root: &Path) -> Result<Vec<PathBuf>> {
    let workspace = root.join("plugins");
    let names = names(&workspace)?;
    compile(&workspace, &names)?;
    let dist = workspace.join("dist");
    names.iter().map(|name| component(&workspace, name, &dist)).collect()
}

/// Compiles an example in Rust and writes `<folder>/<name>.wasm`.
///
/// # Errors
/// As [`build`].
pub fn example(root: &Path, name: &str, folder: &Path) -> Result<PathBuf> {
    let workspace = root.join("plugins");
    compile(&workspace, &[name.to_owned()])?;
    component(&workspace, name, folder)
}

fn component(workspace: &Path, name: &str, folder: &Path) -> Result<PathBuf> {
    fs::create_dir_all(folder).into_diagnostic()?;
    let module = workspace.join("target").join(TARGET).join("release").join(format!("{}.wasm", name.replace('-', "_")));
    let component = folder.join(format!("{name}.wasm"));
    if changed(&module) > changed(&component) {
        wrap(&module, &component).wrap_err_with(|| format!("the plugin `{name}`"))?;
    }
    Ok(component)
}

/// The plugins: each is a folder of that name with a manifest.
fn names(workspace: &Path) -> Result<Vec<String>> {
    let entries = fs::read_dir(workspace).into_diagnostic().wrap_err_with(|| format!("cannot list `{}`", workspace.display()))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.into_diagnostic()?;
        if entry.path().join("Cargo.toml").is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn compile(workspace: &Path, names: &[String]) -> Result<()> {
    let mut cargo = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo.current_dir(workspace).args(["build", "--quiet", "--locked", "--release", "--target", TARGET]);
    for name in names {
        cargo.args(["--package", name]);
    }
    // The flags and the folder are the plugins' own, whatever the outer build uses.
    cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS").env("CARGO_TARGET_DIR", workspace.join("target"));
    let status = cargo.status().into_diagnostic().wrap_err("cannot start cargo")?;
    if status.success() { Ok(()) } else { Err(miette!("cargo could not build the plugins: {status}")) }
}

/// Written under another name first, so that nobody ever reads half a component.
fn wrap(module: &Path, component: &Path) -> Result<()> {
    let bytes = fs::read(module).into_diagnostic().wrap_err_with(|| format!("cannot read `{}`", module.display()))?;
    let encoded = ComponentEncoder::default().validate(true).module(&bytes).and_then(|mut encoder| encoder.encode());
    let encoded = encoded.map_err(|error| miette!("not a module for a component: {error:#}"))?;
    let unfinished = component.with_extension("wasm.new");
    fs::write(&unfinished, encoded).into_diagnostic().wrap_err_with(|| format!("cannot write `{}`", unfinished.display()))?;
    fs::rename(&unfinished, component).into_diagnostic()
}

fn changed(path: &Path) -> Option<SystemTime> {
    fs::metadata(path).and_then(|metadata| metadata.modified()).ok()
}

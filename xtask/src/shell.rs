//! Running other programs: what is run is shown, what fails is named.

use std::{
    ffi::OsStr,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use miette::{IntoDiagnostic, Result, WrapErr, miette};

/// Whether this is a run of the continuous integration, where nothing may be left out.
pub fn in_ci() -> bool {
    std::env::var_os("CI").is_some_and(|value| !value.is_empty() && value != "false")
}

/// The root of the workspace.
pub fn root() -> Result<PathBuf> {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR"));
    manifest.parent().map(Path::to_path_buf).ok_or_else(|| miette!("the workspace has no root"))
}

/// Where tools that this command installs for itself are kept between runs.
pub fn tools() -> Result<PathBuf> {
    let cache = std::env::var_os("XDG_CACHE_HOME")
        .map(PathBuf::from)
        .or_else(|| std::env::var_os("HOME").map(|home| PathBuf::from(home).join(".cache")))
        .ok_or_else(|| miette!("neither XDG_CACHE_HOME nor HOME is set"))?;
    Ok(cache.join("exeat").join("tools"))
}

/// `cargo`, as the one that runs this command.
pub fn cargo() -> Command {
    Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Where a program of the workspace stands when cargo has built it.
pub fn built(root: &Path, program: &str) -> PathBuf {
    target(root).join("debug").join(program)
}

/// Where it stands when cargo has built it for speed.
pub fn built_release(root: &Path, program: &str) -> PathBuf {
    target(root).join("release").join(program)
}

fn target(root: &Path) -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from)
}

/// Runs to the end, with the output shown.
pub fn run(command: &mut Command) -> Result<()> {
    let shown = shown(command);
    say(&format!("$ {shown}"));
    let status = command.status().into_diagnostic().wrap_err_with(|| format!("cannot start `{shown}`"))?;
    if status.success() { Ok(()) } else { Err(miette!("`{shown}` failed: {status}")) }
}

/// Runs to the end without showing anything; whether it succeeded.
pub fn succeeds(command: &mut Command) -> bool {
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok_and(|status| status.success())
}

/// What it prints, without the line's end; nothing when it fails.
pub fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program of this name stands: on the path, or in one of the folders given.
pub fn find(program: &str, folders: &[&Path]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).chain(folders.iter().map(|f| f.to_path_buf())).map(|folder| folder.join(program)).find(|p| p.is_file())
}

/// Tells the one who runs this what happens.
#[expect(clippy::print_stderr, reason = "a command of the project speaks to the one who runs it")]
pub fn say(text: &str) {
    eprintln!("{text}");
}

fn shown(command: &Command) -> String {
    let name = |part: &OsStr| part.to_string_lossy().into_owned();
    let program = Path::new(command.get_program()).file_name().map(name).unwrap_or_default();
    std::iter::once(program).chain(command.get_args().map(name)).collect::<Vec<_>>().join(" ")
}

//! What the project needs beside cargo, and how each part is installed when it is missing.

use std::{
    path::{Path, PathBuf},
    process::Command,
};

use miette::{Result, miette};

use crate::shell;

/// The tool that checks licences, bans and sources, at the version that the configuration is written for.
const CARGO_DENY: &str = "0.20.2";

/// The target of the plugins. Without it nothing runs, so its absence is an error everywhere.
pub fn wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let installed = shell::output(Command::new("rustup").args(["target", "list", "--installed"])).unwrap_or_default();
    if installed.lines().any(|line| line == TARGET) {
        return Ok(());
    }
    if shell::find("rustup", &[]).is_none() {
        // Without rustup the compiler comes from a distribution, which brings the target as a package; the build says so.
        return Ok(());
    }
    shell::run(Command::new("rustup").args(["target", "add", TARGET]))
}

/// A PostgreSQL server for the tests.
pub fn postgresql() -> Result<()> {
    let bin = || {
        let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|v| v.path().join("bin"));
        let folders: Vec<PathBuf> = versions.collect();
        let folders: Vec<&Path> = folders.iter().map(PathBuf::as_path).collect();
        shell::find("initdb", &folders)
    };
    if bin().is_none() {
        apt(&["postgresql"])?;
    }
    bin().map(drop).ok_or_else(|| miette!("PostgreSQL is missing: install the package `postgresql`"))
}

/// A browser for the tests.
pub fn chromium() -> Result<PathBuf> {
    let found = || ["chromium", "chromium-browser", "google-chrome"].iter().find_map(|name| shell::find(name, &[]));
    if found().is_none() {
        apt(&["chromium"])?;
    }
    found().ok_or_else(|| miette!("a browser is missing: install the package `chromium`"))
}

/// The packages that drive the browser.
pub fn browser_driver(root: &Path) -> Result<()> {
    if shell::find("npm", &[]).is_none() {
        apt(&["npm"])?;
    }
    npm_packages(&root.join("tests/browser"))
}

/// The libraries of the peers that speak SMPP in the tests: npm's `smpp` and Debian's Net::SMPP.
pub fn smpp_peers(root: &Path) -> Result<()> {
    if shell::find("npm", &[]).is_none() {
        apt(&["npm"])?;
    }
    npm_packages(&root.join("tests/peers/node"))?;
    let module = || shell::succeeds(Command::new("perl").args(["-MNet::SMPP", "-e", "1"]));
    if !module() {
        apt(&["libnet-smpp-perl"])?;
    }
    if module() { Ok(()) } else { Err(miette!("Net::SMPP is missing: install the package `libnet-smpp-perl`")) }
}

/// What makes a program believe in another time: the fault tests' clock jumps.
pub fn faketime() -> Result<()> {
    let found = || shell::find("faketime", &[]);
    if found().is_none() {
        apt(&["faketime"])?;
    }
    found().map(drop).ok_or_else(|| miette!("faketime is missing: install the package `faketime`"))
}

/// Kannel's two programs, to measure beside ours: `bearerbox` and `smsbox`.
pub fn kannel() -> Result<(PathBuf, PathBuf)> {
    let found = || {
        let sbin = [Path::new("/usr/sbin")];
        Some((shell::find("bearerbox", &sbin)?, shell::find("smsbox", &sbin)?))
    };
    if found().is_none() {
        apt(&["kannel"])?;
    }
    found().ok_or_else(|| miette!("Kannel is missing: install the package `kannel`"))
}

/// A Node.js for policies, and the packages of their SDK and of the example.
pub fn javascript(root: &Path) -> Result<()> {
    if shell::find("npm", &[]).is_none() {
        apt(&["npm"])?;
    }
    if !shell::succeeds(Command::new("node").args(["-e", "process.exit(Number(process.versions.node.split('.')[0]) < 20 ? 1 : 0)"])) {
        return Err(miette!("Node.js is missing or too old: install Node.js 20 or later with `npm`"));
    }
    // The example finds the packages of the SDK where the SDK has them.
    npm_packages(&root.join("sdk/js"))?;
    npm_packages(&root.join("examples/plate-parity"))
}

/// The packages of a folder, as its lock file has them.
fn npm_packages(folder: &Path) -> Result<()> {
    let installed = folder.join("node_modules/.package-lock.json");
    let age = |path: &Path| std::fs::metadata(path).and_then(|m| m.modified()).ok();
    if age(&installed).is_some_and(|done| age(&folder.join("package-lock.json")).is_some_and(|wanted| wanted <= done)) {
        return Ok(());
    }
    shell::run(Command::new("npm").args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder))
}

/// A Python with what builds a policy in it, in an environment of its own.
pub fn python(root: &Path) -> Result<PathBuf> {
    let wanted = root.join("sdk/python/requirements.txt");
    let environment = shell::tools()?.join("python");
    let (python, installed) = (environment.join("bin/python"), environment.join("requirements.txt"));
    let same = std::fs::read(&wanted).is_ok_and(|wanted| std::fs::read(&installed).is_ok_and(|installed| installed == wanted));
    if same && shell::succeeds(Command::new(&python).arg("--version")) {
        return Ok(python);
    }
    let makes = || {
        shell::find("python3", &[]).is_some_and(|python| {
            shell::succeeds(Command::new(python).args(["-c", "import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))"]))
        })
    };
    if !makes() {
        apt(&["python3-venv"])?;
    }
    if !makes() {
        return Err(miette!("Python is missing: install Python 3.11 or later with `venv`"));
    }
    shell::run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&environment))?;
    shell::run(Command::new(&python).args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]).arg(&wanted))?;
    std::fs::copy(&wanted, &installed).map_err(|error| miette!("`{}` cannot be written: {error}", installed.display()))?;
    Ok(python)
}

/// The tool that checks what comes into the build.
pub fn cargo_deny() -> Result<PathBuf> {
    let tools = shell::tools()?;
    let program = tools.join("bin/cargo-deny");
    let version = shell::output(Command::new(&program).arg("--version")).unwrap_or_default();
    if version.ends_with(CARGO_DENY) {
        return Ok(program);
    }
    let mut install = shell::cargo();
    install.args(["install", "cargo-deny", "--version", CARGO_DENY, "--locked", "--debug", "--quiet", "--root"]).arg(&tools);
    // Its build is its own: the settings of this workspace do not reach it.
    install.env_remove("CARGO_TARGET_DIR").current_dir(std::env::temp_dir());
    shell::run(&mut install)?;
    Ok(program)
}

fn apt(packages: &[&str]) -> Result<()> {
    let names = packages.join(" ");
    let root = shell::output(Command::new("id").arg("-u")).is_some_and(|id| id == "0");
    if !root || shell::find("apt-get", &[]).is_none() {
        return Err(miette!("`{names}` is missing and can only be installed by root on Debian or Ubuntu: apt-get install {names}"));
    }
    shell::run(Command::new("apt-get").args(["update", "-qq"]))?;
    shell::run(
        Command::new("apt-get")
            .args(["install", "-y", "-qq", "--no-install-recommends"])
            .args(packages)
            .env("DEBIAN_FRONTEND", "noninteractive"),
    )
}

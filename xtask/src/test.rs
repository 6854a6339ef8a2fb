//! `cargo xtask test`: everything that must hold, in the order in which a failure is cheapest to learn of.

use std::{
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

use miette::{Report, Result, miette};

use crate::{browser, guests, needs, plugins, shell};

/// Installs what is missing, then checks and tests all of it. A part that cannot run is a failure in CI and is named at the
/// end elsewhere.
pub fn run() -> Result<()> {
    let root = shell::root()?;
    let mut run = Run { passed: Vec::new(), missing: Vec::new() };

    needs::wasm_target()?;
    run.part("format", || {
        shell::run(shell::cargo().args(["fmt", "--all", "--check"]).current_dir(&root))?;
        shell::run(shell::cargo().args(["fmt", "--all", "--check"]).current_dir(root.join("plugins")))
    })?;
    run.part("plugins", || plugins::build(&root).map(drop))?;
    run.part("plugins' own tests", || {
        shell::run(
            shell::cargo()
                .args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])
                .current_dir(root.join("plugins")),
        )?;
        shell::run(shell::cargo().args(["test", "--workspace", "--quiet"]).current_dir(root.join("plugins")))
    })?;
    run.part("lints", || {
        shell::run(shell::cargo().args(["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"]).current_dir(&root))
    })?;
    run.optional("PostgreSQL", needs::postgresql())?;
    run.optional("a clock that jumps", needs::faketime())?;
    match needs::smpp_peers(&root) {
        Ok(()) => run.part("SMPP peers", || {
            shell::run(Command::new("node").args(["--test-reporter=spec", "tests/peers/check.mjs"]).current_dir(&root))
        })?,
        Err(missing) => run.optional("SMPP peers", Err(missing))?,
    }
    run.part("tests", || shell::run(shell::cargo().args(["test", "--workspace"]).current_dir(&root)))?;
    // The tests have built it; building it alone would choose other features of its dependencies and compile them again.
    let exeat = shell::built(&root, "exeat");
    run.part("regimes", || shell::run(Command::new(&exeat).args(["regime", "check", "policies"]).current_dir(&root)))?;
    run.part("cases", || shell::run(Command::new(&exeat).args(["regime", "test", "policies"]).current_dir(&root)))?;
    run.part("plugins keep the contract", || {
        shell::run(Command::new(&exeat).args(["plugin", "conform", "--data"]).arg(root.join("target/conform")).current_dir(&root))
    })?;
    run.part("policies in Rust", || guests::rust(&root, &exeat))?;
    match needs::python(&root) {
        Ok(python) => run.part("policies in Python", || guests::python(&root, &python, &exeat))?,
        Err(missing) => run.optional("policies in Python", Err(missing))?,
    }
    match needs::javascript(&root) {
        Ok(()) => run.part("policies in JavaScript", || guests::javascript(&root, &exeat))?,
        Err(missing) => run.optional("policies in JavaScript", Err(missing))?,
    }
    match needs::chromium().and_then(|browser| needs::browser_driver(&root).map(|()| browser)) {
        Ok(browser) => run.part("the demo in a browser", || browser::test(&root, &browser, &exeat))?,
        Err(missing) => run.optional("the demo in a browser", Err(missing))?,
    }
    match needs::cargo_deny() {
        Ok(deny) => run.part("dependencies", || dependencies(&root, &deny))?,
        Err(missing) => run.optional("dependencies", Err(missing))?,
    }
    run.finish();
    Ok(())
}

/// Licences, bans and sources always; advisories where their database is or can be had.
fn dependencies(root: &Path, deny: &Path) -> Result<()> {
    let config = root.join("deny.toml");
    for workspace in [root.to_path_buf(), root.join("plugins")] {
        let deny = |args: &[&str]| {
            let mut command = Command::new(deny);
            command.arg("--config").arg(&config).arg("--manifest-path").arg(workspace.join("Cargo.toml")).args(args);
            command
        };
        shell::run(&mut deny(&["check", "--hide-inclusion-graph", "licenses", "bans", "sources"]))?;
        if shell::succeeds(&mut deny(&["fetch", "db"])) {
            shell::run(&mut deny(&["check", "--hide-inclusion-graph", "advisories"]))?;
        } else {
            shell::say("  the database of advisories cannot be reached from here: advisories were not checked");
        }
    }
    Ok(())
}

struct Run {
    passed: Vec<(&'static str, Duration)>,
    missing: Vec<(&'static str, Report)>,
}

impl Run {
    fn part(&mut self, name: &'static str, work: impl FnOnce() -> Result<()>) -> Result<()> {
        shell::say(&format!("\n== {name}"));
        let started = Instant::now();
        work()?;
        self.passed.push((name, started.elapsed()));
        Ok(())
    }

    fn optional(&mut self, name: &'static str, found: Result<()>) -> Result<()> {
        match found {
            Ok(()) => Ok(()),
            Err(missing) if shell::in_ci() => Err(miette!("{name}: {missing}")),
            Err(missing) => {
                self.missing.push((name, missing));
                Ok(())
            }
        }
    }

    fn finish(&self) {
        shell::say("");
        for (name, took) in &self.passed {
            shell::say(&format!("{:>6.1} s  {name}", took.as_secs_f64()));
        }
        for (name, missing) in &self.missing {
            shell::say(&format!("NOT RUN   {name}: {missing}"));
        }
    }
}

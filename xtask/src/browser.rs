//! The demo, driven in a real browser, and the pictures of the README.

use std::{
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Command, Stdio},
};

use miette::{IntoDiagnostic, Result, WrapErr, miette};

use crate::{needs, plugins, shell};

/// Drives the demo of a built `exeat` with the script of the tests.
pub fn test(root: &Path, browser: &Path, exeat: &Path) -> Result<()> {
    script(root, browser, exeat, "demo.mjs")
}

/// Takes the README's pictures anew.
pub fn screenshots() -> Result<()> {
    let root = shell::root()?;
    needs::wasm_target()?;
    plugins::build(&root)?;
    let browser = needs::chromium()?;
    needs::browser_driver(&root)?;
    shell::run(shell::cargo().args(["build", "--quiet", "--package", "exeat"]).current_dir(&root))?;
    script(&root, &browser, &shell::built(&root, "exeat"), "screenshots.mjs")
}

fn script(root: &Path, browser: &Path, exeat: &Path, name: &str) -> Result<()> {
    let demo = Demo::start(root, exeat)?;
    shell::run(
        Command::new("node")
            .arg(root.join("tests/browser").join(name))
            .env("EXEAT_URL", &demo.url)
            .env("EXEAT_BROWSER", browser)
            .current_dir(root),
    )
}

/// A demo on a port of its own, with a folder of its own; stopped when dropped.
struct Demo {
    server: Child,
    url: String,
    _data: tempfile::TempDir,
}

impl Demo {
    fn start(root: &Path, exeat: &Path) -> Result<Self> {
        let data = tempfile::tempdir().into_diagnostic()?;
        let mut server = Command::new(exeat)
            .args(["demo", "--listen", "127.0.0.1:0", "--data"])
            .arg(data.path())
            .current_dir(root)
            .stdout(Stdio::piped())
            .spawn()
            .into_diagnostic()
            .wrap_err("cannot start the demo")?;
        let out = server.stdout.take().ok_or_else(|| miette!("the demo has no output"))?;
        // The address is the first thing that the demo prints.
        let url = BufReader::new(out)
            .lines()
            .map_while(std::io::Result::ok)
            .find_map(|line| line.split_whitespace().find(|word| word.starts_with("http://")).map(str::to_owned));
        match url {
            Some(url) => Ok(Self { server, url, _data: data }),
            None => Err(miette!("the demo ended before it said its address")),
        }
    }
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

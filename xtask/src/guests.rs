//! Policies in other languages: their SDKs' own tests, and the examples, built and run in the host.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use miette::{IntoDiagnostic, Result};

use crate::shell;

/// One language: its SDK, and the example that is written with it.
struct Guest<'a> {
    root: &'a Path,
    exeat: &'a Path,
    sdk: &'static str,
    /// Of a folder of `examples/`; the plugin goes by the same name.
    example: &'static str,
}

/// The SDK of Python and `examples/panama-days`, with the Python of an environment.
pub fn python(root: &Path, python: &Path, exeat: &Path) -> Result<()> {
    let guest = Guest { root, exeat, sdk: "python", example: "panama-days" };
    let run = |folder: &Path, args: &[&str], plugin: Option<&Path>| {
        let mut command = Command::new(python);
        command.args(args).args(plugin).env("PYTHONPATH", guest.sdk().join("src")).env("PYTHONDONTWRITEBYTECODE", "1");
        shell::run(command.current_dir(folder))
    };
    guest.prove(
        |folder| run(folder, &["-m", "unittest", "discover", "-t", ".", "-s", "tests"], None),
        |folder, plugin| run(folder, &["-m", "exeat_policy.build", "."], Some(plugin)),
    )
}

/// The SDK of JavaScript and `examples/plate-parity`, whose packages are installed.
pub fn javascript(root: &Path, exeat: &Path) -> Result<()> {
    let guest = Guest { root, exeat, sdk: "js", example: "plate-parity" };
    let npm = |folder: &Path, args: &[&str]| shell::run(Command::new("npm").args(args).current_dir(folder));
    npm(&guest.sdk(), &["run", "--silent", "types"])?;
    guest.prove(
        |folder| npm(folder, &["test", "--silent"]),
        |folder, plugin| {
            let build = guest.sdk().join("bin/exeat-policy-build.js");
            shell::run(Command::new("node").arg(build).arg(".").arg(plugin).current_dir(folder))
        },
    )
}

impl Guest<'_> {
    fn sdk(&self) -> PathBuf {
        self.root.join("sdk").join(self.sdk)
    }

    /// Runs the tests of both folders, builds the plugin, and asks the host about it.
    fn prove(&self, tests: impl Fn(&Path) -> Result<()>, build: impl Fn(&Path, &Path) -> Result<()>) -> Result<()> {
        let example = self.root.join("examples").join(self.example);
        tests(&self.sdk())?;
        tests(&example)?;
        let plugins = self.plugins()?;
        build(&example, &plugins.join(self.example).with_extension("wasm"))?;
        self.in_the_host(&example.join("policies"), &plugins)
    }

    /// A folder for the plugins of the example, with `standard` in it.
    fn plugins(&self) -> Result<PathBuf> {
        let folder = self.root.join("target/examples").join(self.example);
        fs::create_dir_all(&folder).into_diagnostic()?;
        fs::copy(self.root.join("plugins/dist/standard.wasm"), folder.join("standard.wasm")).into_diagnostic()?;
        Ok(folder)
    }

    /// The cases of the example, whether its plugin keeps the contract, and how long it takes.
    fn in_the_host(&self, policies: &Path, plugins: &Path) -> Result<()> {
        let data = self.root.join("target/examples/data");
        for asked in [&["regime", "test"][..], &["plugin", "conform", self.example], &["plugin", "bench", self.example]] {
            let mut command = Command::new(self.exeat);
            command.args(asked).arg("--policies").arg(policies).arg("--plugins").arg(plugins).arg("--data").arg(&data);
            shell::run(command.current_dir(self.root))?;
        }
        Ok(())
    }
}

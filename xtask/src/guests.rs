//! Policies in other languages: their SDKs' own tests, and the examples, built and run in the host.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use miette::{IntoDiagnostic, Result};

use crate::{plugins, shell};

/// The example that is written in Rust.
const RUST: &str = "household";

/// A folder of `examples/` that is a whole plugin with a regime; the plugin goes by the same name.
struct Example<'a> {
    root: &'a Path,
    name: &'static str,
}

/// The example in Rust. Its own tests are those of the plugins' workspace.
pub fn rust(root: &Path, exeat: &Path) -> Result<()> {
    let example = Example { root, name: RUST };
    example.in_the_host(exeat, &build(root)?)?;
    from_nothing(root, exeat, "rust")
}

/// Builds the example in Rust into a folder with `standard`.
pub fn build(root: &Path) -> Result<PathBuf> {
    let folder = Example { root, name: RUST }.plugins()?;
    plugins::example(root, RUST, &folder)?;
    Ok(folder)
}

/// The SDK of Python and `examples/panama-days`, with the Python of an environment.
pub fn python(root: &Path, python: &Path, exeat: &Path) -> Result<()> {
    let (sdk, example) = (root.join("sdk/python"), Example { root, name: "panama-days" });
    let run = |folder: &Path, args: &[&str], plugin: Option<&Path>| {
        let mut command = Command::new(python);
        command.args(args).args(plugin).env("PYTHONPATH", sdk.join("src")).env("PYTHONDONTWRITEBYTECODE", "1");
        shell::run(command.current_dir(folder))
    };
    example.prove(
        &sdk,
        exeat,
        |folder| run(folder, &["-m", "unittest", "discover", "-t", ".", "-s", "tests"], None),
        |folder, plugin| run(folder, &["-m", "exeat_policy.build", "."], Some(plugin)),
    )?;
    from_nothing(root, exeat, "python")
}

/// The SDK of JavaScript and `examples/plate-parity`, whose packages are installed.
pub fn javascript(root: &Path, exeat: &Path) -> Result<()> {
    let (sdk, example) = (root.join("sdk/js"), Example { root, name: "plate-parity" });
    let npm = |folder: &Path, args: &[&str]| shell::run(Command::new("npm").args(args).current_dir(folder));
    npm(&sdk, &["run", "--silent", "types"])?;
    example.prove(
        &sdk,
        exeat,
        |folder| npm(folder, &["test", "--silent"]),
        |folder, plugin| {
            let build = sdk.join("bin/exeat-policy-build.js");
            shell::run(Command::new("node").arg(build).arg(".").arg(plugin).current_dir(folder))
        },
    )?;
    from_nothing(root, exeat, "js")
}

/// From nothing to a passing test, by the two commands that the tutorial names.
fn from_nothing(root: &Path, exeat: &Path, language: &str) -> Result<()> {
    let above = root.join("target/from-nothing");
    fs::create_dir_all(&above).into_diagnostic()?;
    let folder = above.join(format!("day-rule-{language}"));
    if folder.exists() {
        fs::remove_dir_all(&folder).into_diagnostic()?;
    }
    shell::run(Command::new(exeat).args(["plugin", "new"]).arg(&folder).args(["--lang", language]).current_dir(&above))?;
    shell::run(Command::new(exeat).args(["plugin", "test"]).arg(&folder).current_dir(&above))
}

impl Example<'_> {
    fn folder(&self) -> PathBuf {
        self.root.join("examples").join(self.name)
    }

    /// Runs the tests of the SDK and of the example, builds the plugin, and asks the host about it.
    fn prove(
        &self,
        sdk: &Path,
        exeat: &Path,
        tests: impl Fn(&Path) -> Result<()>,
        build: impl Fn(&Path, &Path) -> Result<()>,
    ) -> Result<()> {
        tests(sdk)?;
        tests(&self.folder())?;
        let plugins = self.plugins()?;
        build(&self.folder(), &plugins.join(self.name).with_extension("wasm"))?;
        self.in_the_host(exeat, &plugins)
    }

    /// A folder for the plugins of the example, with `standard` in it.
    fn plugins(&self) -> Result<PathBuf> {
        let folder = self.root.join("target/examples").join(self.name);
        fs::create_dir_all(&folder).into_diagnostic()?;
        fs::copy(self.root.join("plugins/dist/standard.wasm"), folder.join("standard.wasm")).into_diagnostic()?;
        Ok(folder)
    }

    /// The cases of the example, whether its plugin keeps the contract, and how long it takes.
    fn in_the_host(&self, exeat: &Path, plugins: &Path) -> Result<()> {
        let data = self.root.join("target/examples/data");
        for asked in [&["regime", "test"][..], &["plugin", "conform", self.name], &["plugin", "bench", self.name]] {
            let mut command = Command::new(exeat);
            command
                .args(asked)
                .arg("--policies")
                .arg(self.folder().join("policies"))
                .arg("--plugins")
                .arg(plugins)
                .arg("--data")
                .arg(&data);
            shell::run(command.current_dir(self.root))?;
        }
        Ok(())
    }
}

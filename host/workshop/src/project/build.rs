//! From a plugin's folder to a component, by the tools of its language.

use std::{
    fs,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use serde_json::Value as Json;
use wit_component::ComponentEncoder;

use super::{Language, Project, ProjectError};

const TARGET: &str = "wasm32-unknown-unknown";

impl Project {
    /// Builds the component. What is missing of the SDK's own dependencies is installed into the folder first. `say` is told each
    /// command before it runs; what the tools have to say goes to the standard error.
    ///
    /// # Errors
    /// When a tool is missing or fails, or a file cannot be read or written.
    pub fn build(&self, say: &dyn Fn(&str)) -> Result<(), ProjectError> {
        let out = self.component();
        let dist = self.folder.join("dist");
        fs::create_dir_all(&dist).map_err(ProjectError::file(&dist))?;
        let tools = Tools { project: self, say };
        match self.language {
            Language::Rust => tools.rust(&out),
            Language::JavaScript => tools.javascript(),
            Language::Python => tools.python(),
        }
    }
}

/// The tools of the project's language.
struct Tools<'a> {
    project: &'a Project,
    say: &'a dyn Fn(&str),
}

impl Tools<'_> {
    /// Cargo compiles a module, which becomes a component here.
    fn rust(&self, out: &Path) -> Result<(), ProjectError> {
        self.rust_target()?;
        let mut cargo = self.command("cargo");
        cargo.args(["build", "--release", "--target", TARGET, "--message-format", "json-render-diagnostics"]);
        // The flags are the plugin's own, whatever is built around it.
        cargo.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS").env_remove("CARGO_TARGET_DIR");
        let module = self.rust_module(&mut cargo)?;
        let bytes = fs::read(&module).map_err(ProjectError::file(&module))?;
        let component = ComponentEncoder::default().validate(true).module(&bytes).and_then(|mut encoder| encoder.encode());
        let component = component.map_err(|error| ProjectError::NoPlugin(format!("{error:#}")))?;
        write_whole(out, &component)
    }

    /// Runs cargo and reads from its messages which file the module is.
    fn rust_module(&self, cargo: &mut Command) -> Result<PathBuf, ProjectError> {
        let command = self.told(cargo);
        let mut child = cargo.stdout(Stdio::piped()).spawn().map_err(|error| self.missing(cargo, &error))?;
        let lines = child.stdout.take().map(BufReader::new).into_iter().flat_map(BufRead::lines);
        let module = lines.map_while(Result::ok).filter_map(|line| module_of(&line)).last();
        let status = child.wait().map_err(|error| self.missing(cargo, &error))?;
        if !status.success() {
            return Err(ProjectError::Failed { command, status });
        }
        module.ok_or_else(|| ProjectError::NoPlugin("`Cargo.toml` must say `crate-type = [\"cdylib\", \"rlib\"]` under `[lib]`".into()))
    }

    /// The target that plugins are compiled for. Without rustup the compiler has it or says that it has not.
    fn rust_target(&self) -> Result<(), ProjectError> {
        let installed = self.command("rustup").args(["target", "list", "--installed"]).stderr(Stdio::null()).output();
        match installed {
            Ok(output) if !String::from_utf8_lossy(&output.stdout).lines().any(|line| line == TARGET) => {
                self.run(self.command("rustup").args(["target", "add", TARGET]))
            }
            _ => Ok(()),
        }
    }

    /// npm installs what `package.json` names; the SDK's own command does the rest.
    fn javascript(&self) -> Result<(), ProjectError> {
        let installed = self.project.folder.join("node_modules/.package-lock.json");
        let age = |path: &Path| fs::metadata(path).and_then(|meta| meta.modified()).ok();
        if age(&installed) < age(&self.project.folder.join("package.json")) {
            self.run(self.command("npm").args(["install", "--no-audit", "--no-fund", "--loglevel=error"]))?;
        }
        self.run(self.command("npx").args(["--no-install", "exeat-policy-build", "."]).arg(self.relative()))
    }

    /// pip installs what `requirements.txt` names, into an environment of the folder's own; the SDK's own command does the rest.
    fn python(&self) -> Result<(), ProjectError> {
        let folder = &self.project.folder;
        let environment = folder.join(".venv");
        let (wanted, installed) = (folder.join("requirements.txt"), environment.join("requirements.txt"));
        let python = PathBuf::from(if cfg!(windows) { ".venv/Scripts/python.exe" } else { ".venv/bin/python" });
        if fs::read(&installed).ok().is_none_or(|installed| fs::read(&wanted).ok() != Some(installed)) {
            self.run(self.command(if cfg!(windows) { "python" } else { "python3" }).args(["-m", "venv", "--clear", ".venv"]))?;
            let install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r", "requirements.txt"];
            self.run(self.command_at(&python)?.args(install))?;
            fs::copy(&wanted, &installed).map_err(ProjectError::file(&installed))?;
        }
        self.run(self.command_at(&python)?.args(["-m", "exeat_policy.build", "."]).arg(self.relative()))
    }

    /// The component, as it is named in the folder.
    fn relative(&self) -> PathBuf {
        Path::new("dist").join(self.project.component().file_name().unwrap_or_default())
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.project.folder);
        command
    }

    /// A program of the folder's own.
    fn command_at(&self, program: &Path) -> Result<Command, ProjectError> {
        let whole = std::path::absolute(self.project.folder.join(program)).map_err(ProjectError::file(program))?;
        Ok(self.command(&whole.to_string_lossy()))
    }

    fn run(&self, command: &mut Command) -> Result<(), ProjectError> {
        let told = self.told(command);
        // The standard output is for the result.
        let status = command.stdout(io::stderr()).status().map_err(|error| self.missing(command, &error))?;
        if status.success() { Ok(()) } else { Err(ProjectError::Failed { command: told, status }) }
    }

    /// Tells what is run, as one would type it.
    fn told(&self, command: &Command) -> String {
        let program = Path::new(command.get_program()).file_name().unwrap_or_default().to_string_lossy().into_owned();
        let arguments = command.get_args().map(|argument| argument.to_string_lossy().into_owned());
        let told = std::iter::once(program).chain(arguments).collect::<Vec<_>>().join(" ");
        (self.say)(&told);
        told
    }

    fn missing(&self, command: &Command, error: &io::Error) -> ProjectError {
        let program = command.get_program().to_string_lossy().into_owned();
        ProjectError::Missing { program, why: error.to_string(), needs: self.project.language.needs() }
    }
}

/// The module that a message of cargo's tells of.
fn module_of(line: &str) -> Option<PathBuf> {
    let message: Json = serde_json::from_str(line).ok()?;
    let is_library = message.pointer("/target/kind")?.as_array()?.iter().any(|kind| kind == "cdylib");
    let files = message.get("filenames").filter(|_| is_library)?.as_array()?;
    files.iter().filter_map(Json::as_str).find(|file| file.ends_with(".wasm")).map(PathBuf::from)
}

/// Written under another name first, so that nobody ever reads half of it.
fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), ProjectError> {
    let unfinished = path.with_extension("wasm.new");
    fs::write(&unfinished, bytes).map_err(ProjectError::file(&unfinished))?;
    fs::rename(&unfinished, path).map_err(ProjectError::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_module_is_the_one_of_the_library() {
        let message = r#"{"reason":"compiler-artifact","target":{"kind":["cdylib","rlib"]},"filenames":["/t/libx.rlib","/t/x.wasm"]}"#;
        assert_eq!(module_of(message), Some("/t/x.wasm".into()));
        for other in [
            r#"{"reason":"compiler-artifact","target":{"kind":["rlib"]},"filenames":["/t/x.wasm"]}"#,
            r#"{"reason":"build-finished","success":true}"#,
            "warning: x",
        ] {
            assert_eq!(module_of(other), None, "{other}");
        }
    }
}

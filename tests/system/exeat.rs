//! The command under test, in a folder of its own.

use std::{
    path::{Path, PathBuf},
    process::{Command, Output},
};

use tempfile::TempDir;

/// The root of the project.
pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The command, looking at the project's own policies and plugins.
pub fn exeat() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_exeat"));
    command.current_dir(root());
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("EXEAT_")) {
        command.env_remove(name);
    }
    command
}

/// What a command printed and how it ended.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// A host with a data folder.
pub struct Host {
    pub data: TempDir,
}

impl Host {
    pub fn new() -> Self {
        Self { data: tempfile::tempdir().expect("a folder") }
    }

    pub fn run(&self, args: &[&str]) -> Ran {
        exeat().arg("--data").arg(self.data.path()).args(args).output().expect("it starts").into()
    }
}

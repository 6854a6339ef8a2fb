//! What commands print on the standard output, and the code they end with.

use std::{
    io::{IsTerminal, Write},
    process::ExitCode,
};

use domain::{Outcome, Verdict};
use miette::{IntoDiagnostic, Result};
use serde::Serialize;

use crate::cli::Format;

/// How a command ended, for the caller of the process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// 0: what was asked was done, or was granted.
    Well,
    /// 1: something is wrong.
    Wrong,
    /// 2: refused, or not a favourable verdict.
    Refused,
}

impl From<Ended> for ExitCode {
    fn from(ended: Ended) -> Self {
        match ended {
            Ended::Well => Self::SUCCESS,
            Ended::Wrong => Self::from(1),
            Ended::Refused => Self::from(2),
        }
    }
}

impl From<Outcome> for Ended {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Granted | Outcome::NotRequired | Outcome::Referred => Self::Well,
            Outcome::Refused => Self::Refused,
        }
    }
}

impl From<Verdict> for Ended {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Valid | Verdict::NotRequired => Self::Well,
            _ => Self::Refused,
        }
    }
}

/// Prints a result in the form that was asked for.
pub fn result(format: Format, json: &impl Serialize, human: impl FnOnce() -> String) -> Result<()> {
    match format {
        Format::Human => text(&human()),
        Format::Json => text(&serde_json::to_string_pretty(json).into_diagnostic()?),
    }
}

/// Prints a text and a line's end. A reader that went away is not an error.
pub fn text(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{}", text.trim_end()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(error).into_diagnostic(),
        _ => Ok(()),
    }
}

/// Whether pictures of mistakes may be coloured: somebody looks, and did not ask for plain text.
pub fn colour() -> bool {
    std::io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none()
}

//! The project's own commands. Each installs what it misses, builds what it needs, then does its work.

mod bench_kannel;
mod browser;
mod guests;
mod needs;
mod plugins;
mod shell;
mod test;

use clap::{Parser, Subcommand};
use miette::Result;

/// The project's own commands.
#[derive(Parser)]
#[command(bin_name = "cargo xtask")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Run the demo: a phone in the browser, a clock that can be set, and why the host decided as it did.
    Demo {
        /// What `exeat demo` takes.
        #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
        args: Vec<String>,
    },
    /// Check and test everything, as CI does.
    Test,
    /// Build the plugins as components into plugins/dist, and the examples in Rust into target/examples.
    Plugins,
    /// Take the README's pictures anew.
    Screenshots,
    /// Measure how many messages a second Kannel answers, with the peer that measures ours.
    BenchKannel(bench_kannel::Options),
}

fn main() -> Result<()> {
    match Cli::parse().command {
        Command::Demo { args } => demo(&args),
        Command::Test => test::run(),
        Command::Plugins => {
            needs::wasm_target()?;
            let root = shell::root()?;
            plugins::build(&root)?;
            guests::build(&root).map(drop)
        }
        Command::Screenshots => browser::screenshots(),
        Command::BenchKannel(options) => bench_kannel::run(&options),
    }
}

fn demo(args: &[String]) -> Result<()> {
    let root = shell::root()?;
    needs::wasm_target()?;
    plugins::build(&root)?;
    shell::run(shell::cargo().args(["run", "--quiet", "--package", "exeat", "--", "demo"]).args(args).current_dir(&root))
}

//! The `exeat` command: reads what is asked, puts the host together, prints what came of it. No logic lives here.

mod administering;
mod cli;
mod commands;
mod config;
mod demo;
mod gateways;
mod health;
mod host;
mod print;
mod reload;
mod serve;
mod shadowing;
mod telemetry;
mod tending;
mod watching;

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, error::ErrorKind};
use cli::{Cli, Command};
use config::Candidate;
use miette::{IntoDiagnostic, Result, WrapErr};
use print::Ended;
use tokio::runtime::Runtime;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Wrong arguments end with 1: 2 means refused.
            let help = matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion);
            let _ = error.print();
            return if help { Ended::Well } else { Ended::Wrong }.into();
        }
    };
    match run(&cli) {
        Ok(ended) => ended.into(),
        Err(report) => {
            tell(&report);
            Ended::Wrong.into()
        }
    }
}

fn run(cli: &Cli) -> Result<Ended> {
    let mut config = config::load(cli.config.as_deref(), std::env::vars())?;
    for (asked, place) in [(&cli.data, &mut config.data), (&cli.policies, &mut config.policies), (&cli.plugins, &mut config.plugins)] {
        if let Some(path) = asked {
            place.clone_from(path);
        }
    }
    telemetry::logs(&config.log)?;
    match &cli.command {
        Command::Regime(command) => commands::regime::run(command, &config, cli.format, &runtime()?),
        Command::Plugin(command) => commands::plugin::run(command, &config, cli.format, &runtime()?),
        Command::Locale(command) => commands::locale::run(command, &config, cli.format),
        Command::Serve { listen, at, watch } => runtime()?.block_on(serve::serve(listen.as_deref(), *at, *watch, &config)),
        Command::Messages(asked) => runtime()?.block_on(commands::messages::run(asked, &config, cli.format)),
        Command::Bench(command) => runtime()?.block_on(commands::bench::run(command, cli.format)),
        Command::Reload { host } => runtime()?.block_on(commands::reload::run(host.as_deref(), &config, cli.format)),
        Command::Shadow(command) => {
            // What the environment names is where the host that serves has its own.
            let named =
                |asked: &Option<PathBuf>, variable| asked.clone().filter(|path| std::env::var_os(variable).is_none_or(|own| *path != own));
            let candidate = Candidate { plugins: named(&cli.plugins, "EXEAT_PLUGINS"), policies: named(&cli.policies, "EXEAT_POLICIES") };
            runtime()?.block_on(commands::shadow::run(command, candidate, &config, cli.format))
        }
        Command::Demo { listen } => runtime()?.block_on(serve::demo(listen, cli.data.is_some(), &mut config)),
        Command::Sms(asked) => runtime()?.block_on(commands::sms::run(asked, &config, cli.format)),
        Command::Decide(asked) => runtime()?.block_on(commands::decide::run(asked, &config, cli.format)),
        Command::Facts(command) => runtime()?.block_on(commands::facts::run(command, &config, cli.format)),
        Command::Replay { decision } => runtime()?.block_on(commands::replay::run(decision.as_deref(), &config, cli.format)),
        Command::Permit(command) => runtime()?.block_on(commands::permit::run(command, &config, cli.format)),
        Command::Alarms { at } => runtime()?.block_on(commands::alarms::run(*at, &config, cli.format)),
        Command::Verify(asked) => runtime()?.block_on(commands::verify::run(asked, &config, cli.format)),
    }
}

fn runtime() -> Result<Runtime> {
    let mut threads = tokio::runtime::Builder::new_multi_thread();
    // Every thread may decide, and the first decision of a thread that is not prepared is slow.
    threads.enable_all().on_thread_start(engine::Engine::prepare_thread);
    threads.build().into_diagnostic().wrap_err("no threads can be started")
}

/// Tells what went wrong. Mistakes in files are drawn.
#[expect(clippy::print_stderr, reason = "errors of the command line go to the standard error")]
fn tell(report: &miette::Report) {
    let drawn = report.downcast_ref::<regime::Diagnostics>().map(|mistakes| mistakes.report(print::colour()));
    eprintln!("{}", drawn.unwrap_or_else(|| format!("{report:?}")));
}

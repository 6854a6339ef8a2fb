//! `exeat plugin new`, `build` and `test`.

use std::{
    io::IsTerminal,
    path::{Path, PathBuf},
    time::Duration,
};

use cases::LoadedPolicy;
use engine::Plugin;
use miette::{IntoDiagnostic, Report, Result, miette};
use serde_json::json;
use workshop::{
    Used,
    conform::{self, Conformance},
    project::{Language, Project},
};

use super::load;
use crate::{
    cli::Format,
    config::Config,
    print::{self, Ended},
};

/// How often a folder is looked at while it is watched.
const GLANCE: Duration = Duration::from_millis(300);

/// Makes a folder.
pub fn new(folder: &Path, language: Language) -> Result<Ended> {
    let schema = serde_json::to_string_pretty(&cases::policy_schema()).into_diagnostic()? + "\n";
    let project = Project::create(folder, language, &schema)?;
    let shown = project.folder().display();
    print::text(&format!(
        "{shown}: a plugin that works; `exeat plugin test {shown}` builds and tests it, `{shown}/README.md` goes on from there"
    ))?;
    Ok(Ended::Well)
}

/// Builds.
pub fn build(folder: &Path) -> Result<Ended> {
    let project = Project::open(folder)?;
    project.build(&say)?;
    print::text(&project.component().display().to_string())?;
    Ok(Ended::Well)
}

/// Builds what is stale and tests it; when somebody watches, again at each change.
pub fn test(folder: &Path, only: Option<&str>, watch: bool, config: &Config, format: Format) -> Result<Ended> {
    let project = Project::open(folder)?;
    let config = self::config(&project, config);
    loop {
        let before = project.changed()?;
        let tested = test_once(&project, only, &config, format);
        if !watch {
            return tested;
        }
        if let Err(report) = tested {
            crate::tell(&report);
        }
        say("waiting for a change; Ctrl+C ends it");
        while project.changed()? == before {
            std::thread::sleep(GLANCE);
        }
    }
}

fn test_once(project: &Project, only: Option<&str>, config: &Config, format: Format) -> Result<Ended> {
    // Mistakes in the cases are told before a build is waited for.
    let cases = LoadedPolicy::read(&project.cases())?;
    let plugin = load(&built(project)?, config)?;
    let report = cases.run(&plugin, only)?;
    // Who looks for one case is in the middle of something.
    let kept = match only {
        Some(_) => None,
        None => Some(conform::conform(&used_by(&cases, &plugin)?)),
    };
    let well = report.is_green() && kept.as_ref().is_none_or(Conformance::is_kept);
    print::result(format, &json!({ "cases": report.json(), "conformance": kept }), || {
        let kept = kept.as_ref().map(|kept| if kept.is_kept() { kept.in_short() } else { kept.to_string() });
        format!("{}{}", report.human(), kept.unwrap_or_default())
    })?;
    Ok(if well { Ended::Well } else { Ended::Wrong })
}

/// The plugin that is written in a folder, where a folder is named: `.`, or a path with a separator.
pub fn named(asked: Option<&str>) -> Result<Option<Project>> {
    let folder = asked.filter(|asked| *asked == "." || *asked == ".." || asked.contains(['/', std::path::MAIN_SEPARATOR]));
    folder.map(|folder| Project::open(Path::new(folder)).map_err(Report::from)).transpose()
}

/// The component of a folder as it was built last.
pub fn as_built(project: &Project) -> Result<PathBuf> {
    let component = project.component();
    if !component.is_file() {
        let help = format!("`exeat plugin build {}` builds it, which runs what is in the folder", project.folder().display());
        return Err(miette!(help = help, "there is no `{}`", component.display()));
    }
    Ok(component)
}

/// The component of a folder, built anew where something changed.
pub fn built(project: &Project) -> Result<PathBuf> {
    if project.is_stale()? {
        project.build(&say)?;
    }
    Ok(project.component())
}

/// The configuration for what is written in a folder: compiled plugins are kept with what it is built to, and nothing elsewhere.
pub fn config(project: &Project, config: &Config) -> Config {
    Config { data: project.folder().join("dist"), ..config.clone() }
}

/// The plugin of a folder as its cases configure it.
pub fn used(project: &Project, config: &Config) -> Result<Used> {
    let config = self::config(project, config);
    let cases = LoadedPolicy::read(&project.cases())?;
    used_by(&cases, &load(&built(project)?, &config)?)
}

fn used_by(cases: &LoadedPolicy, plugin: &Plugin) -> Result<Used> {
    Ok(Used { policy: cases.configure(plugin)?, configuration: cases.configuration().clone() })
}

/// What goes on, for who looks.
#[expect(clippy::print_stderr, reason = "what a command does on the way is told on the standard error")]
fn say(text: &str) {
    if std::io::stderr().is_terminal() {
        eprintln!("\u{1b}[2m$ {text}\u{1b}[0m");
    } else {
        eprintln!("$ {text}");
    }
}

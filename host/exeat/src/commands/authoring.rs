//! `exeat regime explain` and `exeat regime new`.

use std::{
    io::{BufRead, Write},
    path::Path,
};

use authoring::{explain, first};
use domain::{Language, RegimeId};
use miette::{IntoDiagnostic, Result, WrapErr, miette};

use crate::{
    cli::Format,
    config::Config,
    host,
    print::{self, Ended},
};

/// Explains a regime.
pub fn explain(config: &Config, id: &RegimeId, language: Option<Language>, html: bool, format: Format) -> Result<Ended> {
    let environment = host::environment(config)?;
    let known = || miette!(help = "list them with `exeat regime show`", "there is no regime `{id}`");
    let regime = environment.regimes().get(id).ok_or_else(known)?;
    let languages = explain::languages(regime);
    let language = match language {
        Some(asked) if !languages.contains(&asked) => {
            let known = languages.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            return Err(miette!(help = format!("it speaks {known}"), "`{id}` has no texts in `{asked}`"));
        }
        Some(asked) => asked,
        None => regime.languages().into_iter().next().ok_or_else(|| miette!("`{id}` has no language"))?,
    };
    let explained = explain::explain(regime, environment.catalogues(), environment.territories(), language);
    if html {
        print::text(&explained.html().into_diagnostic()?)?;
    } else {
        print::result(format, &explained, || explained.to_string())?;
    }
    Ok(Ended::Well)
}

/// Asks for a first regime and writes it. Nothing that is there is written over.
pub fn new(config: &Config, path: Option<&Path>, given: &[String]) -> Result<Ended> {
    let folder = path.unwrap_or(&config.policies);
    let mut draft = first::Draft::default();
    let mut answered = Vec::new();
    for answer in given {
        let (key, text) = answer.split_once('=').ok_or_else(|| miette!("`{answer}` must look like `key=answer`"))?;
        draft.answer(key, text).into_diagnostic().wrap_err_with(|| format!("the answer to `{key}`"))?;
        answered.push(key);
    }
    let mut lines = std::io::stdin().lock().lines();
    for question in first::QUESTIONS.iter().filter(|question| !answered.contains(&question.key)) {
        loop {
            ask(question)?;
            let Some(line) = lines.next().transpose().into_diagnostic()? else {
                return Err(miette!(help = format!("give it with `--set {}=…`", question.key), "`{}` was not answered", question.key));
            };
            match draft.answer(question.key, &line) {
                Ok(()) => break,
                Err(error) => say(&format!("  {error}\n"))?,
            }
        }
    }
    let tree = |file: &first::File| !file.path.ends_with("/territories.yaml") || !folder.join(&file.path).exists();
    let files: Vec<first::File> = draft.files(false).into_diagnostic()?.into_iter().filter(tree).collect();
    if let Some(there) = files.iter().map(|file| folder.join(&file.path)).find(|path| path.exists()) {
        return Err(miette!(help = "move it away, or call the act differently", "`{}` is there already", there.display()));
    }
    for file in &files {
        let path = folder.join(&file.path);
        let within = path.parent().unwrap_or(folder);
        let written = std::fs::create_dir_all(within).and_then(|()| std::fs::write(&path, &file.text));
        written.into_diagnostic().wrap_err_with(|| format!("`{}` cannot be written", path.display()))?;
    }
    let list = files.iter().map(|file| format!("  {}", folder.join(&file.path).display())).collect::<Vec<_>>().join("\n");
    let folder = folder.display();
    print::text(&format!("written:\n{list}\nnext:\n  exeat regime check {folder}\n  exeat regime test {folder}"))?;
    Ok(Ended::Well)
}

fn ask(question: &first::Question) -> Result<()> {
    let default = match question.default {
        Some("") => " [none]".to_owned(),
        Some(default) => format!(" [{default}]"),
        None => String::new(),
    };
    say(&format!("{} (such as {}){default}\n> ", question.text, question.example))
}

/// Questions go to the standard error: what comes out on the other is a result.
fn say(text: &str) -> Result<()> {
    let mut err = std::io::stderr().lock();
    err.write_all(text.as_bytes()).and_then(|()| err.flush()).into_diagnostic()
}

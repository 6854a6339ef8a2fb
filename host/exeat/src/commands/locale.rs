//! `exeat locale check`: which messages are missing, and what each costs to send.

use std::collections::BTreeMap;

use authoring::explain;
use miette::Result;
use regime::{Gap, Length};
use serde_json::{Value, json};

use crate::{
    cli::{Format, LocaleCommand},
    config::Config,
    host,
    print::{self, Ended},
};

/// Does what is asked of catalogues.
pub fn run(command: &LocaleCommand, config: &Config, format: Format) -> Result<Ended> {
    let LocaleCommand::Check { path, all } = command;
    let mut config = config.clone();
    if let Some(path) = path {
        config.policies.clone_from(path);
    }
    let environment = host::environment(&config)?;
    let reasons = |regime: &domain::RegimeId| environment.reasons_of(regime);
    let gaps = environment.regimes().gaps(explain::KEYS, reasons);
    let lengths = environment.regimes().lengths(reasons);
    let shown = if *all { lengths } else { longest(lengths) };
    let value = json!({
        "missing": gaps.iter().map(|gap| json!({ "regime": gap.regime, "language": gap.language, "key": gap.key })).collect::<Vec<_>>(),
        "messages": shown.iter().map(described).collect::<Vec<_>>(),
    });
    print::result(format, &value, || drawn(&shown, &gaps))?;
    Ok(if gaps.is_empty() && shown.iter().all(fits) { Ended::Well } else { Ended::Wrong })
}

/// Of each message in each language the regime that makes it longest.
fn longest(lengths: Vec<Length>) -> Vec<Length> {
    let mut longest: BTreeMap<_, Length> = BTreeMap::new();
    for length in lengths {
        let key = (length.language, length.key.clone());
        let cost = |length: &Length| (length.segments.count, length.segments.units);
        if longest.get(&key).is_none_or(|known| cost(known) < cost(&length)) {
            longest.insert(key, length);
        }
    }
    longest.into_values().collect()
}

fn fits(length: &Length) -> bool {
    length.segments.count <= usize::from(length.budget)
}

fn described(length: &Length) -> Value {
    json!({
        "language": length.language,
        "key": length.key,
        "regime": length.regime,
        "characters": length.text.chars().count(),
        "segments": length.segments,
        "budget": length.budget,
        "text": length.text,
    })
}

fn drawn(lengths: &[Length], gaps: &[Gap]) -> String {
    let mut lines = Vec::new();
    let mut language = None;
    for length in lengths {
        if language != Some(length.language) {
            language = Some(length.language);
            lines.push(format!("\n{}\n  {:<34}{:>10}{:>10}  {:<7}{}", length.language, "message", "letters", "segments", "", "longest in"));
        }
        let over = if fits(length) { "" } else { "  too long" };
        lines.push(format!(
            "  {:<34}{:>10}{:>7}/{}   {:<7}{}{over}",
            length.key,
            length.text.chars().count(),
            length.segments.count,
            length.budget,
            length.segments.encoding.as_str(),
            length.regime,
        ));
    }
    let mut missing: BTreeMap<_, Vec<String>> = BTreeMap::new();
    for gap in gaps {
        missing.entry((gap.language, gap.key.as_str())).or_default().push(gap.regime.to_string());
    }
    for ((language, key), regimes) in &missing {
        lines.push(format!("missing in {language}: {key} ({})", regimes.join(", ")));
    }
    lines.push(format!("\n{} missing", missing.len()));
    lines.join("\n")
}

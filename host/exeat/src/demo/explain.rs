//! A decision, and how it came about.

use domain::{Channel, Language, Outcome, RuleOutcome, SourceId, TraceStep};
use permits::{Environment, Record, Recorded};
use regime::Regime;
use serde::Serialize;
use serde_json::{Value as Json, json};
use web::{Key, Look, Words, key};

use super::desk::Replayed;

/// Everything that is to be said of a decision.
pub(super) fn decision(environment: &Environment, language: Language, recorded: &Recorded, replayed: Option<Replayed>) -> Json {
    let record = &recorded.record;
    let regime = regime_of(environment, record);
    let words = regime.map(|regime| Words::new(environment.catalogues(), environment.territories(), regime, language));
    let source = |cite: Option<&SourceId>| cite.and_then(|cite| source(environment, record, cite, language));
    json!({
        "id": record.id,
        "look": Look::of_outcome(record.decision.outcome),
        "outcome": outcome(record.decision.outcome),
        "moment": words.map_or_else(|| record.at.to_string(), |words| words.moment(record.at)),
        "channel": channel(record.channel),
        "purpose": words.map(|words| words.purpose(&record.request.purpose)).filter(|title| !title.is_empty()).unwrap_or(record.request.purpose.as_str()),
        "validity": words.zip(record.decision.validity.as_ref()).map(|(words, validity)| words.validity(validity)),
        "code": recorded.permit,
        "reasons": record
            .decision
            .reasons
            .iter()
            .map(|reason| json!({
                "text": words.map_or_else(|| reason.code.to_string(), |words| words.reason(reason)),
                "code": reason.code,
                "source": source(reason.cite.as_ref()),
            }))
            .collect::<Vec<_>>(),
        "several": record.regimes.len() > 1,
        "steps": record.decision.trace.iter().map(|step| step_view(step, source(step.cite.as_ref()))).collect::<Vec<_>>(),
        "request": pretty(&record.request),
        "facts": record.regimes.iter().map(|regime| json!({ "regime": regime.id, "facts": pretty(&regime.facts) })).collect::<Vec<_>>(),
        "made_of": made_of(record),
        "replay": replayed.map(|replayed| json!({ "same": replayed.same, "bytes": replayed.bytes })),
    })
}

/// A decision in the list of the latest.
pub(super) fn line(environment: &Environment, language: Language, recorded: &Recorded, shown: Option<permits::DecisionId>) -> Json {
    let record = &recorded.record;
    let regime = regime_of(environment, record);
    let words = regime.map(|regime| Words::new(environment.catalogues(), environment.territories(), regime, language));
    json!({
        "id": record.id,
        "moment": words.map_or_else(|| record.at.to_string(), |words| words.moment(record.at)),
        "channel": channel(record.channel),
        "purpose": words.map(|words| words.purpose(&record.request.purpose)).filter(|title| !title.is_empty()).unwrap_or(record.request.purpose.as_str()),
        "look": Look::of_outcome(record.decision.outcome),
        "outcome": outcome(record.decision.outcome),
        "shown": shown == Some(record.id),
    })
}

fn regime_of<'e>(environment: &'e Environment, record: &Record) -> Option<&'e Regime> {
    let regimes = environment.regimes();
    record.regimes.first().and_then(|regime| regimes.get(&regime.id)).or_else(|| regimes.iter().next()).map(AsRef::as_ref)
}

fn source(environment: &Environment, record: &Record, cite: &SourceId, language: Language) -> Option<Json> {
    let source =
        record.regimes.iter().filter_map(|regime| environment.regimes().get(&regime.id)).find_map(|regime| regime.sources.get(cite))?;
    Some(json!({ "title": source.title.best(language), "url": source.url }))
}

fn step_view(step: &TraceStep, source: Option<Json>) -> Json {
    let (text, look) = match step.outcome {
        RuleOutcome::Passed => (key("trace-passed"), Look { tone: "good", sign: "check" }),
        RuleOutcome::Failed => (key("trace-failed"), Look { tone: "bad", sign: "cross" }),
        RuleOutcome::Referred => (key("trace-referred"), Look { tone: "wait", sign: "person" }),
        RuleOutcome::Limited => (key("trace-limited"), Look { tone: "wait", sign: "clock" }),
        RuleOutcome::Exempted => (key("trace-exempted"), Look { tone: "info", sign: "open" }),
    };
    json!({ "regime": step.regime, "rule": step.rule, "text": text, "look": look, "source": source })
}

/// The files that a decision followed from, by their digests.
fn made_of(record: &Record) -> Vec<Json> {
    let mut files = Vec::new();
    for regime in &record.regimes {
        files.push(json!({ "name": regime.id, "digest": regime.digest }));
        for policy in &regime.policies {
            let known = files.iter().any(|file: &Json| file.get("digest").and_then(Json::as_str) == Some(policy.digest.as_str()));
            if !known {
                files.push(json!({ "name": policy.name, "digest": policy.digest }));
            }
        }
    }
    files
}

fn pretty(value: &impl Serialize) -> String {
    serde_json::to_string_pretty(value).unwrap_or_default()
}

fn outcome(outcome: Outcome) -> Key {
    match outcome {
        Outcome::Granted => key("outcome-granted"),
        Outcome::Refused => key("outcome-refused"),
        Outcome::NotRequired => key("outcome-not_required"),
        Outcome::Referred => key("outcome-referred"),
    }
}

fn channel(channel: Channel) -> Key {
    match channel {
        Channel::Sms => key("channel-sms"),
        Channel::Portal => key("channel-portal"),
        Channel::Desk => key("channel-desk"),
        Channel::Api => key("channel-api"),
    }
}

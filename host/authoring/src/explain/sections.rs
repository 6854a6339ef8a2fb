//! Which sentences say what of a regime, in the order in which people ask: where and when, what needs a permit, what needs none, how one
//! applies, whom to call.

use domain::{SourceId, Territory};
use regime::{AnotherPhone, Args, Cap, CapPeriod, Measure, Purpose, Regime, RepeatIdentity};
use serde_json::{Value as Json, json};

use super::{
    page::{Explained, Item, Labels, Section},
    rules,
    words::Words,
};

pub(crate) fn explained(words: &Words<'_>) -> Explained {
    let sections = [
        ("explain-heading-scope", scope(words)),
        ("explain-heading-general", general(words)),
        ("explain-heading-purposes", words.regime.purposes.values().map(|purpose| self::purpose(words, purpose)).collect()),
        ("explain-heading-exemptions", exemptions(words)),
        ("explain-heading-messages", messages(words)),
        ("explain-heading-help", help(words)),
        ("explain-heading-conflicts", conflicts(words)),
        ("explain-heading-sources", sources(words)),
    ];
    let kept = sections.into_iter().filter(|(_, items)| !items.is_empty());
    let rules = |heading: &str| ["explain-heading-general", "explain-heading-purposes", "explain-heading-exemptions"].contains(&heading);
    Explained {
        regime: words.regime.id.to_string(),
        title: words.title(&words.regime.title),
        language: words.language.to_string(),
        sections: kept.map(|(heading, items)| Section { heading: words.plain(heading), rules: rules(heading), items }).collect(),
        labels: Labels {
            clause: words.plain("explain-clause"),
            rule: words.plain("explain-rule"),
            written: words.plain("explain-written"),
            no_clause: words.plain("explain-no-clause"),
        },
    }
}

/// An item that rests on a source and is written as YAML in the file.
fn item(words: &Words<'_>, subject: Option<String>, sentences: Vec<String>, cite: Option<&SourceId>, written: Option<Json>) -> Item {
    let written = written.and_then(|value| serde_yaml::to_string(&value).ok()).map(|yaml| yaml.trim_end().to_owned());
    Item { subject, sentences, clause: words.clause(cite), written }
}

fn scope(words: &Words<'_>) -> Vec<Item> {
    let regime = words.regime;
    let from = words.moment(regime.in_force.from);
    let force = match regime.in_force.until {
        Some(until) => words.text("explain-in-force", &Args::new().text("from", from).text("until", words.moment(until))),
        None => words.one("explain-in-force-open", "from", from),
    };
    let amends = regime.amends.as_ref().map(|amended| words.one("explain-amends", "regime", amended.to_string()));
    let authority = (!regime.authority.is_empty()).then(|| words.one("explain-authority", "authority", words.title(&regime.authority)));
    let mut items = vec![Item::of(std::iter::once(force).chain(amends).chain(authority))];
    let (measure, written) = match regime.measure {
        Measure::StayHome => (words.plain("explain-stay-home"), json!({ "measure": "stay_home" })),
        Measure::Curfew(window) => {
            let ends = window.to_string();
            let (from, until) = ends.split_once('-').unwrap_or((&ends, ""));
            let said = words.text("explain-curfew", &Args::new().text("from", from).text("until", until));
            (said, json!({ "measure": { "curfew": ends } }))
        }
    };
    items.push(item(words, None, vec![measure], None, Some(written)));
    let territory = &regime.territory;
    for (key, name, places) in [
        ("explain-whole", "whole", territory.whole()),
        ("explain-centre-only", "centre_only", territory.centre_only()),
        ("explain-except", "except", territory.except()),
    ] {
        if !places.is_empty() {
            items.push(item(words, None, vec![words.one(key, "places", named(words, places))], None, Some(json!({ name: places }))));
        }
    }
    items
}

fn named(words: &Words<'_>, places: &[Territory]) -> String {
    places.iter().map(|place| words.place(place)).collect::<Vec<_>>().join(", ")
}

fn general(words: &Words<'_>) -> Vec<Item> {
    let regime = words.regime;
    let mut items = Vec::new();
    if regime.rules.as_object().is_some_and(|rules| !rules.is_empty()) {
        items.push(item(words, None, rules::sentences(words, &regime.rules), None, Some(json!({ "rules": regime.rules }))));
    }
    let safeguards = &regime.safeguards;
    let mut sentences: Vec<String> =
        safeguards.reply_delay.map(|delay| words.one("explain-reply-delay", "value", words.length(delay))).into_iter().collect();
    sentences.extend((safeguards.repeat_identity == RepeatIdentity::Masked).then(|| words.plain("explain-masked")));
    sentences.extend(safeguards.per_phone.map(|cap| capped(words, "explain-cap-phone", cap)));
    sentences.extend(safeguards.per_identity.map(|cap| capped(words, "explain-cap-identity", cap)));
    if let Some(alarm) = safeguards.alarm {
        let args = Args::new().number("points", alarm.share_rises.into()).text("value", words.length(alarm.within));
        sentences.push(words.text("explain-alarm", &args));
    }
    if !sentences.is_empty() {
        items.push(Item::of(sentences));
    }
    if let Some(rules) = &regime.registration {
        let correction = rules.correction.map(|correction| {
            let args = Args::new().number("times", correction.times.into()).text("value", words.length(correction.within));
            words.text("explain-correction", &args)
        });
        let freely = (rules.another_phone == AnotherPhone::Freely).then(|| words.plain("explain-another-phone"));
        let sentences: Vec<String> = correction.into_iter().chain(freely).collect();
        if !sentences.is_empty() {
            items.push(Item::of(sentences));
        }
    }
    for (name, provider) in &regime.facts {
        let gives: Vec<&str> = provider.gives.iter().map(domain::AttributeName::as_str).collect();
        let args = Args::new().text("name", name.as_str()).text("gives", gives.join(", "));
        items.push(Item::of([words.text("explain-facts", &args)]));
    }
    for carried in &regime.carry_over {
        let args = Args::new().text("regime", carried.from.to_string()).text("until", words.moment(carried.until));
        items.push(item(words, None, vec![words.text("explain-carry-over", &args)], carried.cite.as_ref(), None));
    }
    items
}

fn capped(words: &Words<'_>, key: &str, cap: Cap) -> String {
    let per = match cap.per {
        CapPeriod::Day => "day",
        CapPeriod::Week => "week",
    };
    words.text(key, &Args::new().text("per", per).number("days", 1).number("times", cap.times.into()))
}

fn purpose(words: &Words<'_>, purpose: &Purpose) -> Item {
    let number = words.regime.sms.as_ref().map(|sms| sms.number.to_string());
    let mut sentences = Vec::new();
    if let (Some(sms), Some(number)) = (&purpose.sms, number) {
        sentences.push(words.text("explain-by-sms", &Args::new().text("number", number).text("code", sms.code.as_str())));
    }
    sentences.extend(purpose.portal.then(|| words.plain("explain-by-portal")));
    if let Some(desk) = &purpose.desk {
        sentences.push(match &desk.phone {
            Some(phone) => words.one("explain-by-phone", "phone", phone.as_str()),
            None => words.plain("explain-by-desk"),
        });
    }
    sentences.extend(rules::sentences(words, &purpose.rules));
    if let Some(extension) = &purpose.extension {
        sentences.push(words.one("explain-extension", "length", words.length(extension.up_to)));
        sentences.extend(extension.show.as_ref().map(|show| words.one("explain-show", "show", words.title(show))));
    }
    let written = json!({ purpose.id.as_str(): { "rules": purpose.rules } });
    let has_rules = purpose.rules.as_object().is_some_and(|rules| !rules.is_empty());
    item(words, Some(words.title(&purpose.title)), sentences, purpose.cite.as_ref(), has_rules.then_some(written))
}

fn exemptions(words: &Words<'_>) -> Vec<Item> {
    let exemptions = words.regime.exemptions.values();
    exemptions
        .map(|exemption| {
            let show = exemption.show.as_ref().map(|show| words.one("explain-show", "show", words.title(show)));
            item(words, Some(words.title(&exemption.title)), show.into_iter().collect(), exemption.cite.as_ref(), None)
        })
        .collect()
}

fn messages(words: &Words<'_>) -> Vec<Item> {
    let regime = words.regime;
    let mut items = Vec::new();
    for (sms, form) in regime.sms.iter().flat_map(|sms| sms.forms.values().map(move |form| (sms, form))) {
        let word = form.words.get(&words.language).or_else(|| form.words.values().next()).and_then(|words| words.first()).cloned();
        let fields = form.fields.iter().map(|field| {
            let name = words.plain(&format!("field-{}", field.kind));
            if field.optional { format!("[{name}]") } else { format!("‹{name}›") }
        });
        let message = word.into_iter().chain(fields).collect::<Vec<_>>().join(&form.separator);
        let args = Args::new().text("number", sms.number.to_string()).text("message", message);
        items.push(Item::of([words.text("explain-message", &args)]));
    }
    if !regime.identity.is_empty() {
        let kinds = regime.identity.iter().map(|kind| format!("{} ({})", words.title(&kind.title), kind.example));
        items.push(Item::of([words.one("explain-documents", "documents", kinds.collect::<Vec<_>>().join(", "))]));
    }
    items
}

fn help(words: &Words<'_>) -> Vec<Item> {
    let regime = words.regime;
    let mut items = Vec::new();
    for help in &regime.help {
        let args = Args::new().text("phone", help.phone.as_str()).text("about", words.title(&help.about));
        items.push(Item::of([words.text("explain-help", &args)]));
    }
    for liability in &regime.liabilities {
        let said = words.one("explain-liability", "title", words.title(&liability.title));
        items.push(item(words, None, vec![said], liability.cite.as_ref(), None));
    }
    items.extend(regime.retention.map(|kept| Item::of([words.one("explain-retention", "value", words.length(kept))])));
    items
}

/// What each source says, what is taken, and why. Written once, in the language of the file.
fn conflicts(words: &Words<'_>) -> Vec<Item> {
    let one = |conflict: &regime::Conflict| {
        let mut sentences: Vec<String> = conflict.says.iter().map(|(source, said)| format!("{source}: {said}.")).collect();
        let args = Args::new().text("takes", conflict.takes.as_str()).text("why", conflict.why.as_str());
        sentences.push(words.text("explain-conflict", &args));
        Item { subject: Some(conflict.about.clone()), ..Item::of(sentences) }
    };
    words.regime.conflicts.iter().map(one).collect()
}

fn sources(words: &Words<'_>) -> Vec<Item> {
    let cited = |source: &SourceId| words.clause(Some(source));
    let one = |clause: super::page::Clause| Item {
        subject: Some(clause.source.clone()),
        ..Item::of(std::iter::once(clause.to_string()).chain(clause.url.clone()))
    };
    words.regime.sources.keys().filter_map(cited).map(one).collect()
}

/// The languages in which a regime can be explained: those that it has a title in.
#[must_use]
pub fn languages(regime: &Regime) -> Vec<domain::Language> {
    regime.title.iter().map(|(language, _)| language).collect()
}

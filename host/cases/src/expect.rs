//! What came of a step, against what the case says must come of it.

use std::collections::BTreeMap;

use domain::{Decision, Instant, Language, Reason, RegimeId, Segments, Value, Verdict};
use jiff::{civil, tz::TimeZone};

use crate::{
    file::{Expected, ExpectedReason, Moment, Reply, Then},
    report::Difference,
};

/// What came of a step.
#[derive(Debug, Clone, Default)]
pub(crate) struct Happened {
    /// What was decided, if anything was.
    pub decision: Option<Decision>,
    /// The words of the reply.
    pub reply: Option<String>,
    /// Their language.
    pub language: Option<Language>,
    /// From when on they may be delivered.
    pub due: Option<Instant>,
    /// What an officer learned.
    pub verdict: Option<Verdict>,
    /// What was demanded where the person was checked.
    pub demands: BTreeMap<RegimeId, bool>,
    /// The end of the permit that was extended or checked.
    pub end: Option<Instant>,
    /// Why the message was not understood, or the permit not extended.
    pub rejected: Option<&'static str>,
    /// Whether a place of stay was registered.
    pub registered: bool,
    /// Whether it was the stored answer.
    pub repeated: bool,
}

/// Where and when a step is read: the regime's time zone, the step's instant, and what placeholders stand for.
pub(crate) struct Reading<'a> {
    pub zone: &'a TimeZone,
    pub at: Instant,
    pub codes: &'a BTreeMap<&'static str, String>,
}

/// Puts the last codes in place of `{permit}` and `{registration}`.
pub(crate) fn fill(codes: &BTreeMap<&'static str, String>, text: &str) -> String {
    codes.iter().fold(text.to_owned(), |text, (name, code)| text.replace(&format!("{{{name}}}"), code))
}

impl Reading<'_> {
    fn fill(&self, text: &str) -> String {
        fill(self.codes, text)
    }

    fn local(&self, instant: Instant) -> civil::DateTime {
        self.zone.to_datetime(instant)
    }

    /// A value as a case writes it.
    fn scalar(&self, value: &Value) -> String {
        match value {
            Value::Flag(flag) => flag.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Instant(instant) => civil_text(self.local(*instant)),
            Value::Duration(duration) => duration.to_string(),
            Value::Interval(interval) => {
                format!("{}/{}", civil_text(self.local(interval.start())), civil_text(self.local(interval.end())))
            }
            Value::Purpose(purpose) => purpose.to_string(),
            Value::Territory(territory) => territory.to_string(),
            Value::Text(text) => text.clone(),
        }
    }

    fn reason(&self, reason: &Reason) -> String {
        if reason.params.is_empty() {
            return reason.code.to_string();
        }
        let params: Vec<String> = reason.params.iter().map(|(name, value)| format!("{name}: {}", self.scalar(value))).collect();
        format!("{}: {{ {} }}", reason.code, params.join(", "))
    }

    /// Whether a reason is the expected one, and has the parameters that are named.
    fn meets(&self, expected: &ExpectedReason, reason: &Reason) -> bool {
        match expected {
            ExpectedReason::Code(code) => code == reason.code.as_str(),
            ExpectedReason::With(with) => with.iter().all(|(code, params)| {
                code == reason.code.as_str()
                    && params.iter().all(|(name, scalar)| {
                        reason.params.get(name.as_str()).is_some_and(|value| self.scalar(value) == scalar.to_string())
                    })
            }),
        }
    }
}

/// A civil time to the minute, and to the second only where there are some.
fn civil_text(moment: civil::DateTime) -> String {
    let pattern = if moment.second() == 0 { "%Y-%m-%dT%H:%M" } else { "%Y-%m-%dT%H:%M:%S" };
    moment.strftime(pattern).to_string()
}

/// Regimes and whether each is met, as a case writes them.
fn listed(demands: &BTreeMap<RegimeId, bool>) -> String {
    let demands: Vec<String> = demands.iter().map(|(regime, met)| format!("{regime}: {met}")).collect();
    format!("{{ {} }}", demands.join(", "))
}

fn or_none(value: Option<impl ToString>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| value.to_string())
}

/// Everything in which a step differs from what the case says.
pub(crate) fn differences(then: &Then, happened: &Happened, reading: &Reading<'_>) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut compare = |field: &str, expected: String, actual: String| {
        if expected != actual {
            found.push(Difference::new(field, expected, actual));
        }
    };
    if let Some(outcome) = then.outcome {
        compare("outcome", outcome.to_string(), Expected::of(happened.decision.as_ref().map(|d| d.outcome)).to_string());
    }
    let interval = happened.decision.as_ref().and_then(|d| d.validity).map(|v| v.interval);
    let moment = |expected: Moment| civil_text(expected.on(reading.local(reading.at).date()));
    if let Some(from) = then.from {
        compare("from", moment(from), or_none(interval.map(|i| civil_text(reading.local(i.start())))));
    }
    if let Some(until) = then.until {
        let end = interval.map(|i| i.end()).or(happened.end);
        compare("until", moment(until), or_none(end.map(|end| civil_text(reading.local(end)))));
    }
    if let Some(until) = then.held_until {
        compare("held_until", moment(until), or_none(happened.due.map(|due| civil_text(reading.local(due)))));
    }
    if let Some(verdict) = then.verdict {
        compare("verdict", verdict.to_string(), or_none(happened.verdict));
    }
    if let Some(demands) = &then.demands {
        compare("demands", listed(demands), listed(&happened.demands));
    }
    if let Some(rejected) = &then.rejected {
        compare("rejected", rejected.clone(), or_none(happened.rejected));
    }
    if let Some(registered) = then.registered {
        compare("registered", registered.to_string(), happened.registered.to_string());
    }
    if let Some(repeated) = then.repeated {
        compare("repeated", repeated.to_string(), happened.repeated.to_string());
    }
    if let Some(language) = then.language {
        compare("language", language.to_string(), or_none(happened.language));
    }
    found.extend(then.reasons.as_deref().and_then(|expected| reasons(expected, happened, reading)));
    found.extend(then.reply.as_ref().and_then(|expected| reply(expected, happened, reading)));
    found.extend(then.segments.and_then(|most| segments(most, happened)));
    found
}

fn reasons(expected: &[ExpectedReason], happened: &Happened, reading: &Reading<'_>) -> Option<Difference> {
    let actual = happened.decision.as_ref().map_or(&[][..], |d| &d.reasons);
    let same = expected.len() == actual.len()
        && expected.iter().all(|expected| actual.iter().any(|reason| reading.meets(expected, reason)))
        && actual.iter().all(|reason| expected.iter().any(|expected| reading.meets(expected, reason)));
    let wanted: Vec<String> = expected
        .iter()
        .map(|expected| match expected {
            ExpectedReason::Code(code) => code.clone(),
            ExpectedReason::With(with) => with
                .iter()
                .map(|(code, params)| {
                    let params: Vec<String> = params.iter().map(|(name, scalar)| format!("{name}: {scalar}")).collect();
                    format!("{code}: {{ {} }}", params.join(", "))
                })
                .collect::<Vec<_>>()
                .join(", "),
        })
        .collect();
    let got: Vec<String> = actual.iter().map(|reason| reading.reason(reason)).collect();
    (!same).then(|| Difference::new("reasons", format!("[{}]", wanted.join(", ")), format!("[{}]", got.join(", "))))
}

fn reply(expected: &Reply, happened: &Happened, reading: &Reading<'_>) -> Option<Difference> {
    let actual = happened.reply.clone().unwrap_or_default();
    let lacking = |parts: &[String]| parts.iter().map(|part| reading.fill(part)).filter(|part| !actual.contains(part)).collect::<Vec<_>>();
    let quoted = |parts: Vec<String>| parts.iter().map(|part| format!("`{part}`")).collect::<Vec<_>>().join(", ");
    let wanted = match expected {
        Reply::Exactly(text) => {
            let text = reading.fill(text);
            (text != actual).then_some(text)
        }
        Reply::Holds(parts) => Some(lacking(parts)).filter(|l| !l.is_empty()).map(|l| format!("holds {}", quoted(l))),
        Reply::Parts(parts) => {
            let missing = lacking(&parts.holds);
            let extra: Vec<String> = parts.lacks.iter().map(|part| reading.fill(part)).filter(|part| actual.contains(part)).collect();
            match (missing.is_empty(), extra.is_empty()) {
                (true, true) => None,
                (false, true) => Some(format!("holds {}", quoted(missing))),
                (true, false) => Some(format!("lacks {}", quoted(extra))),
                (false, false) => Some(format!("holds {}, lacks {}", quoted(missing), quoted(extra))),
            }
        }
    };
    wanted.map(|wanted| Difference::new("reply", wanted, if happened.reply.is_some() { actual } else { "none".to_owned() }))
}

fn segments(most: usize, happened: &Happened) -> Option<Difference> {
    let text = happened.reply.as_deref()?;
    let segments = Segments::of(text);
    let actual = format!("{} of {} with {} units: {text}", segments.count, segments.encoding.as_str(), segments.units);
    (segments.count > most).then(|| Difference::new("segments", format!("{most} at most"), actual))
}

#[cfg(test)]
mod tests {
    use domain::{Interval, Outcome, Validity};

    use super::*;
    use crate::file::{Parts, Scalar};

    fn at(text: &str) -> Instant {
        text.parse().unwrap()
    }

    fn granted() -> Happened {
        let interval = Interval::new(at("2020-12-15T06:00:00Z"), at("2020-12-15T09:00:00Z")).unwrap();
        Happened {
            decision: Some(Decision::granted(Validity { interval, daily: None })),
            reply: Some("Kod: ABCD-2345. Vaxt: 10:00".to_owned()),
            language: Some("az".parse().unwrap()),
            ..Happened::default()
        }
    }

    fn refused() -> Happened {
        let mut reason = Reason::new("quota-spent".parse().unwrap());
        reason.params.insert("times".parse().unwrap(), Value::Number(1));
        reason.params.insert("again".parse().unwrap(), Value::Instant(at("2020-12-15T20:00:00Z")));
        Happened { decision: Some(Decision::because(Outcome::Refused, reason)), ..Happened::default() }
    }

    fn found(then: &str, happened: &Happened) -> Vec<String> {
        let then: Then = serde_json::from_str(then).unwrap();
        let zone = TimeZone::get("Asia/Baku").unwrap();
        let codes = BTreeMap::from([("permit", "ABCD-2345".to_owned())]);
        let reading = Reading { zone: &zone, at: at("2020-12-15T06:00:00Z"), codes: &codes };
        differences(&then, happened, &reading).into_iter().map(|d| format!("{}: {} / {}", d.field, d.expected, d.actual)).collect()
    }

    #[test]
    fn nothing_said_is_nothing_expected() {
        assert_eq!(found("{}", &granted()), Vec::<String>::new());
    }

    #[test]
    fn a_permit_is_compared_in_local_time() {
        assert_eq!(found(r#"{"outcome":"granted","from":"10:00","until":"13:00","reasons":[]}"#, &granted()), Vec::<String>::new());
        assert_eq!(
            found(r#"{"outcome":"refused","until":"2020-12-16T02:00"}"#, &granted()),
            ["outcome: refused / granted", "until: 2020-12-16T02:00 / 2020-12-15T13:00"]
        );
        assert_eq!(
            found(r#"{"outcome":"granted","until":"13:00"}"#, &Happened::default()),
            ["outcome: granted / none", "until: 2020-12-15T13:00 / none"]
        );
    }

    #[test]
    fn reasons_are_compared_as_a_set_with_named_parameters() {
        for good in [r#"["quota-spent"]"#, r#"[{"quota-spent":{"times":1,"again":"2020-12-16T00:00"}}]"#] {
            assert_eq!(found(&format!(r#"{{"reasons":{good}}}"#), &refused()), Vec::<String>::new(), "{good}");
        }
        let actual = "[quota-spent: { again: 2020-12-16T00:00, times: 1 }]";
        for (bad, wanted) in [
            ("[]", "[]"),
            (r#"["blocked"]"#, "[blocked]"),
            (r#"["quota-spent","blocked"]"#, "[quota-spent, blocked]"),
            (r#"[{"quota-spent":{"times":2}}]"#, "[quota-spent: { times: 2 }]"),
            (r#"[{"quota-spent":{"per":"day"}}]"#, "[quota-spent: { per: day }]"),
        ] {
            assert_eq!(found(&format!(r#"{{"reasons":{bad}}}"#), &refused()), [format!("reasons: {wanted} / {actual}")], "{bad}");
        }
    }

    #[test]
    fn a_reply_is_compared_whole_or_by_its_parts() {
        for good in [r#""Kod: {permit}. Vaxt: 10:00""#, r#"["{permit}","10:00"]"#, r#"{"holds":["Kod"],"lacks":["13:00"]}"#] {
            assert_eq!(found(&format!(r#"{{"reply":{good}}}"#), &granted()), Vec::<String>::new(), "{good}");
        }
        let actual = "Kod: ABCD-2345. Vaxt: 10:00";
        for (bad, wanted) in [
            (r#""Kod""#, "Kod"),
            (r#"["Kod","13:00"]"#, "holds `13:00`"),
            (r#"{"lacks":["{permit}"]}"#, "lacks `ABCD-2345`"),
            (r#"{"holds":["z"],"lacks":["Kod"]}"#, "holds `z`, lacks `Kod`"),
        ] {
            assert_eq!(found(&format!(r#"{{"reply":{bad}}}"#), &granted()), [format!("reply: {wanted} / {actual}")], "{bad}");
        }
        assert_eq!(found(r#"{"reply":"x"}"#, &refused()), ["reply: x / none"]);
    }

    #[test]
    fn segments_are_counted_from_the_words() {
        let long = Happened { reply: Some("ə".repeat(71)), ..Happened::default() };
        assert_eq!(found(r#"{"segments":2}"#, &long), Vec::<String>::new());
        assert!(found(r#"{"segments":1}"#, &long).iter().all(|d| d.starts_with("segments: 1 at most / 2 of UCS-2 with 71 units")));
        assert_eq!(found(r#"{"segments":1}"#, &long).len(), 1);
    }

    #[test]
    fn a_reply_is_held_back_until_its_time_or_not_at_all() {
        let happened = Happened { due: Some(at("2020-12-15T06:15:00Z")), ..Happened::default() };
        assert_eq!(found(r#"{"held_until":"10:15"}"#, &happened), Vec::<String>::new());
        assert_eq!(found(r#"{"held_until":"10:00"}"#, &happened), ["held_until: 2020-12-15T10:00 / 2020-12-15T10:15"]);
        assert_eq!(found(r#"{"held_until":"10:15"}"#, &granted()), ["held_until: 2020-12-15T10:15 / none"]);
    }

    #[test]
    fn the_rest_is_compared_as_it_is_written() {
        let checked = Happened {
            verdict: Some(Verdict::WrongPlace),
            rejected: Some("unknown_code"),
            registered: true,
            repeated: true,
            ..Happened::default()
        };
        let good = r#"{"verdict":"wrong_place","rejected":"unknown_code","registered":true,"repeated":true}"#;
        assert_eq!(found(good, &checked), Vec::<String>::new());
        let bad = r#"{"verdict":"valid","rejected":"empty","registered":true,"repeated":true,"language":"ru"}"#;
        assert_eq!(found(bad, &granted()).len(), 5);
    }

    #[test]
    fn parts_and_scalars_read_as_they_are_typed() {
        assert_eq!(serde_json::from_str::<Scalar>("true").unwrap(), Scalar::Flag(true));
        assert_eq!(serde_json::from_str::<Scalar>("3").unwrap(), Scalar::Number(3));
        assert!(serde_json::from_str::<Parts>(r#"{"hold":[]}"#).is_err());
    }
}

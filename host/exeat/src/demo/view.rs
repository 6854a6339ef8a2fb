//! The page: what its template is given.

use axum::{extract::State, response::Response};
use domain::{Instant, PermitCode, PhoneNumber, RegistrationCode, ServiceNumber};
use jiff::{ToSpan as _, tz::TimeZone};
use permits::{Dialog, Environment, PermitsError};
use regime::{Behind, Regime, Regimes};
use serde_json::{Value as Json, json};
use std::sync::Arc;
use web::{Page, Problem, Speaks, Words, key, places};

use super::{
    DemoState,
    desk::{Asked, Bubble, Desk, Replayed},
    explain, suggestions,
};

const PAGE: Page = Page::new("demo", key("demo-title")).wide().with_script();

/// How many decisions the list shows.
const RECENT: u32 = 8;

/// The whole page, as everything stands now.
pub(super) async fn page(State(demo): State<DemoState>, speaks: Speaks) -> Result<Response, Problem> {
    let view = demo.view(&speaks).await.map_err(|error| Problem::internal(&error))?;
    Ok(demo.pages.page(&speaks, &PAGE, &view))
}

/// What of the desk the view needs, so that it is not held while the services are asked.
struct Shown {
    to: Option<ServiceNumber>,
    from: String,
    draft: String,
    wrong_sender: bool,
    wrong_time: bool,
    bubbles: Vec<Bubble>,
    record: Option<permits::DecisionId>,
    replayed: Option<Replayed>,
    asked: Asked,
}

impl Shown {
    fn of(desk: &Desk) -> Self {
        Self {
            to: desk.to.clone(),
            from: desk.from.clone(),
            draft: desk.draft.clone(),
            wrong_sender: desk.wrong_sender,
            wrong_time: desk.wrong_time,
            bubbles: desk.conversation().to_vec(),
            record: desk.shown,
            replayed: desk.replayed,
            asked: desk.asked.clone(),
        }
    }
}

impl DemoState {
    async fn view(&self, speaks: &Speaks) -> Result<Json, PermitsError> {
        let (now, environment, language) = (self.now(), self.permits.environment(), speaks.language);
        let shown = Shown::of(&self.desk());
        let behind = shown.to.as_ref().and_then(|to| behind(environment.regimes(), to, now));
        let words = behind.as_deref().map(|regime| words(&environment, regime, speaks));
        let dialog = self.dialog(&shown, now).await?;
        let recent = self.permits.recent(RECENT).await?;
        let record = match shown.record {
            Some(id) => self.permits.record(id).await?,
            None => None,
        };
        Ok(json!({
            "broken": (self.broken)(),
            "clock": {
                "moment": words.map_or_else(|| now.to_string(), |words| words.moment(now)),
                "time": words.map_or_else(String::new, |words| words.time(now)),
                "zone": behind.as_ref().and_then(|regime| regime.time_zone.iana_name()),
                "local": behind.as_ref().map(|regime| regime.local(now).strftime("%Y-%m-%dT%H:%M").to_string()),
                "wrong": shown.wrong_time,
                "mornings": mornings(&environment, speaks, shown.to.as_ref()),
            },
            "numbers": numbers(&environment, speaks, shown.to.as_ref()),
            "to": shown.to,
            "title": behind.as_ref().map(|regime| regime.title.best(language)),
            "from": shown.from,
            "wrong_sender": shown.wrong_sender,
            "draft": shown.draft,
            "bubbles": bubbles(&shown.bubbles, words),
            "chips": behind
                .as_ref()
                .map(|regime| suggestions::suggest(regime, dialog.as_ref(), environment.territories(), self.pages.texts(), language))
                .unwrap_or_default(),
            "why": record.map(|record| explain::decision(&environment, language, &record, shown.replayed)),
            "asked_nothing": !shown.bubbles.is_empty(),
            "recent": recent.iter().map(|record| explain::line(&environment, language, record, shown.record)).collect::<Vec<_>>(),
            "officer": officer(&environment, speaks, &shown.asked, self.pages.texts(), &shown.bubbles),
        }))
    }

    async fn dialog(&self, shown: &Shown, now: Instant) -> Result<Option<Dialog>, PermitsError> {
        let (Some(to), Ok(from)) = (&shown.to, shown.from.parse::<PhoneNumber>()) else { return Ok(None) };
        Ok(self.permits.conversation(&from, to, now).await?.dialog)
    }
}

fn words<'a>(environment: &'a Environment, regime: &'a Regime, speaks: &Speaks) -> Words<'a> {
    Words::new(environment.catalogues(), environment.territories(), regime, speaks.language)
}

/// The regime behind a number: one that rules, or the next, or the last.
fn behind(regimes: &Regimes, number: &ServiceNumber, at: Instant) -> Option<Arc<Regime>> {
    match regimes.behind(number, at) {
        Behind::InForce(ruling) => ruling.into_iter().next(),
        Behind::NotYet(regime) | Behind::Ended(regime) => Some(regime),
        Behind::Unknown => None,
    }
}

/// The clocks of the regime behind a number.
pub(super) fn zone_of(regimes: &Regimes, number: Option<&ServiceNumber>, at: Instant) -> TimeZone {
    number.and_then(|number| behind(regimes, number, at)).map_or(TimeZone::UTC, |regime| regime.time_zone.clone())
}

/// Ten o'clock on the day after a regime came into force: an hour at which everything can be tried.
pub(super) fn first_morning(regime: &Regime) -> Option<Instant> {
    let first = regime.local(regime.in_force.from).date();
    let morning = first.checked_add(1.day()).ok()?.at(10, 0, 0, 0);
    regime.time_zone.to_timestamp(morning).ok()
}

/// The first mornings of the regimes behind the open number.
fn mornings(environment: &Environment, speaks: &Speaks, open: Option<&ServiceNumber>) -> Vec<Json> {
    let regimes = environment.regimes().iter().filter(|regime| regime.sms.as_ref().is_some_and(|sms| Some(&sms.number) == open));
    regimes
        .filter_map(|regime| {
            let moment = words(environment, regime, speaks).moment(first_morning(regime)?);
            Some(json!({ "regime": regime.id, "title": regime.title.best(speaks.language), "moment": moment }))
        })
        .collect()
}

/// The numbers that can be written to, each once.
fn numbers(environment: &Environment, speaks: &Speaks, open: Option<&ServiceNumber>) -> Vec<Json> {
    let mut seen = Vec::new();
    for regime in environment.regimes().iter() {
        if let Some(sms) = &regime.sms
            && !seen.iter().any(|(number, _)| *number == &sms.number)
        {
            seen.push((&sms.number, regime));
        }
    }
    seen.into_iter()
        .map(|(number, regime)| {
            let place = environment.territories().name(regime.jurisdiction.territory(), speaks.language);
            json!({ "number": number, "place": place, "open": open == Some(number) })
        })
        .collect()
}

/// What the phone shows. The date is said where it changes.
fn bubbles(bubbles: &[Bubble], words: Option<Words<'_>>) -> Vec<Json> {
    let date = |bubble: &Bubble| words.map(|words| words.date(bubble.at));
    let before = std::iter::once(None).chain(bubbles.iter().map(Some));
    bubbles
        .iter()
        .zip(before)
        .map(|(bubble, before)| bubble_view(bubble, words, before.is_some_and(|before| date(before) == date(bubble))))
        .collect()
}

fn bubble_view(bubble: &Bubble, words: Option<Words<'_>>, same_day: bool) -> Json {
    let moment =
        words.map_or_else(|| bubble.at.to_string(), |words| if same_day { words.time(bubble.at) } else { words.moment(bubble.at) });
    json!({
        "sent": bubble.sent,
        "text": bubble.text,
        "moment": moment,
        "encoding": bubble.segments.encoding.as_str(),
        "segments": bubble.segments.count,
        "record": bubble.record,
    })
}

fn officer(environment: &Environment, speaks: &Speaks, asked: &Asked, texts: &web::Texts, bubbles: &[Bubble]) -> Json {
    let place = asked.question.place.trim();
    let result = asked.answer.as_ref().map(|(checked, at)| {
        let place = place.parse().ok();
        verification::verdict(environment, speaks.language, place.as_ref(), checked, *at)
    });
    json!({
        "result": result,
        "code": { "value": asked.question.code, "error": asked.wrong.code },
        "place": { "error": asked.wrong.place },
        "places": places(environment.regimes(), texts, speaks.language, place),
        "offered": bubbles.iter().rev().filter(|bubble| !bubble.sent).find_map(|bubble| code_in(&bubble.text)),
    })
}

/// The code that a reply tells.
fn code_in(text: &str) -> Option<String> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').filter(|word| word.contains('-'));
    let mut codes = words.filter(|word| word.parse::<RegistrationCode>().is_ok() || word.parse::<PermitCode>().is_ok());
    codes.next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_in_a_reply() {
        let code = PermitCode::from_entropy(12_345).to_string();
        let registration = RegistrationCode::from_entropy(67_890).to_string();
        assert_eq!(code_in(&format!("İcazə verildi. Kod: {code}. Vaxt: 10:00-13:00.")), Some(code));
        assert_eq!(code_in(&format!("Вы зарегистрированы. Код: {registration}.")), Some(registration));
        assert_eq!(code_in("İcazə verilmədi. Yeni icazə: 16.12.2020"), None);
    }
}

//! What the forms of the page do. Each ends in the page again, at the part that changed.

use axum::{Form, extract::State, response::Redirect};
use domain::{Instant, PhoneNumber, RegimeId, Secret, Segments, ServiceNumber};
use jiff::{SignedDuration, ToSpan as _, civil::DateTime};
use permits::DecisionId;
use serde::Deserialize;
use sms::Inbound;
use verification::{Question, Wrong};
use web::Problem;

use super::{
    DemoState,
    desk::{Asked, Bubble, Replayed},
    view::{first_morning, zone_of},
};

/// The longest message that the phone sends: three segments of the smaller alphabet, and some to go wrong with.
const LONGEST: usize = 480;

#[derive(Deserialize)]
pub(super) struct Number {
    to: ServiceNumber,
    /// Another sender; the same as before when absent.
    from: Option<String>,
    /// What was being written, to go on with.
    text: Option<String>,
}

/// Opens the conversation of a telephone with a number.
pub(super) async fn open(State(demo): State<DemoState>, Form(Number { to, from, text }): Form<Number>) -> Redirect {
    let mut desk = demo.desk();
    desk.to = Some(to);
    if let Some(from) = from {
        desk.wrong_sender = from.parse::<PhoneNumber>().is_err();
        desk.from = from;
    }
    desk.draft = text.unwrap_or_default().chars().take(LONGEST).collect();
    Redirect::to("/#phone")
}

#[derive(Deserialize)]
pub(super) struct Message {
    to: ServiceNumber,
    #[serde(default)]
    from: String,
    #[serde(default)]
    text: String,
    /// A suggestion that was pressed instead of writing.
    #[serde(default)]
    chip: Option<String>,
}

/// Sends a message, as a gateway would deliver it.
pub(super) async fn send(State(demo): State<DemoState>, Form(message): Form<Message>) -> Result<Redirect, Problem> {
    let text = message.chip.unwrap_or(message.text);
    let text: String = text.chars().take(LONGEST).collect();
    let sender = message.from.parse::<PhoneNumber>();
    let inbound = {
        let mut desk = demo.desk();
        desk.to = Some(message.to.clone());
        desk.from = message.from;
        desk.wrong_sender = sender.is_err();
        desk.draft.clone_from(&text);
        match sender {
            Ok(from) if !text.trim().is_empty() => {
                desk.draft.clear();
                desk.sent += 1;
                let id = Some(format!("{:x}-{}", demo.started.as_nanosecond(), desk.sent));
                Inbound { source: "demo".to_owned(), id, from, to: message.to, text: Secret::new(text) }
            }
            _ => return Ok(Redirect::to("/#phone")),
        }
    };
    let (at, to, text) = (demo.now(), inbound.to.clone(), inbound.text.clone());
    let received = demo.messages.receive(inbound, at).await.map_err(|error| Problem::internal(&error))?;
    if let Some(reply) = &received.reply {
        // The phone is the delivery: nothing waits in the queue.
        demo.messages.carried(reply, at).await.map_err(|error| Problem::internal(&error))?;
    }
    let mut desk = demo.desk();
    let bubble = |sent, text: &Secret| Bubble {
        sent,
        text: text.reveal().to_owned(),
        at,
        segments: Segments::of(text.reveal()),
        record: received.record,
    };
    desk.show(&to, bubble(true, &text));
    if let Some(reply) = &received.reply {
        desk.show(&to, bubble(false, &reply.text));
    }
    desk.shown = received.record;
    desk.replayed = None;
    Ok(Redirect::to("/#phone"))
}

#[derive(Deserialize)]
pub(super) struct Time {
    /// A local date and time to go to.
    #[serde(default)]
    local: String,
    /// A step, or the regime whose first morning it shall be.
    #[serde(default)]
    go: Option<String>,
}

/// Sets the clock of everything.
pub(super) async fn set_clock(State(demo): State<DemoState>, Form(time): Form<Time>) -> Redirect {
    let at = later(&demo, &time);
    demo.desk().wrong_time = at.is_none();
    if let Some(at) = at {
        demo.set(at);
    }
    Redirect::to("/#clock")
}

fn later(demo: &DemoState, time: &Time) -> Option<Instant> {
    let (now, environment) = (demo.now(), demo.permits.environment());
    let zone = zone_of(environment.regimes(), demo.desk().to.as_ref(), now);
    match time.go.as_deref() {
        Some("hour") => now.checked_add(SignedDuration::from_hours(1)).ok(),
        Some("day") => now.to_zoned(zone).checked_add(1.day()).ok().map(|later| later.timestamp()),
        Some(regime) => {
            let regime: RegimeId = regime.parse().ok()?;
            first_morning(environment.regimes().get(&regime)?)
        }
        None => zone.to_timestamp(time.local.trim().parse::<DateTime>().ok()?).ok(),
    }
}

#[derive(Deserialize)]
pub(super) struct Code {
    #[serde(default)]
    code: String,
    #[serde(default)]
    place: String,
    /// A code that the page offered.
    #[serde(default)]
    offered: Option<String>,
}

/// Asks what an officer would ask.
pub(super) async fn check(State(demo): State<DemoState>, Form(form): Form<Code>) -> Result<Redirect, Problem> {
    let (at, environment) = (demo.now(), demo.permits.environment());
    let code = form.offered.unwrap_or(form.code);
    let question = Question { code, place: form.place, ..Question::default() };
    let asked = match question.read(environment.territories()) {
        Err(wrong) => Asked { question, wrong, answer: None },
        Ok(check) => {
            let checked = demo.permits.check(&check, at).await.map_err(|error| Problem::internal(&error))?;
            Asked { question, wrong: Wrong::default(), answer: Some((checked, at)) }
        }
    };
    demo.desk().asked = asked;
    Ok(Redirect::to("/#officer"))
}

#[derive(Deserialize)]
pub(super) struct Decision {
    id: String,
}

/// Shows why a decision was made.
pub(super) async fn look_at(State(demo): State<DemoState>, Form(Decision { id }): Form<Decision>) -> Result<Redirect, Problem> {
    let id: DecisionId = id.parse().map_err(|_| Problem::not_found())?;
    let mut desk = demo.desk();
    desk.shown = Some(id);
    desk.replayed = None;
    Ok(Redirect::to("/#why"))
}

/// Makes a decision again and compares the bytes.
pub(super) async fn replay(State(demo): State<DemoState>, Form(Decision { id }): Form<Decision>) -> Result<Redirect, Problem> {
    let id: DecisionId = id.parse().map_err(|_| Problem::not_found())?;
    let replay = demo.permits.replay(id).await.map_err(|error| Problem::internal(&error))?;
    let mut desk = demo.desk();
    desk.shown = Some(id);
    desk.replayed = Some(Replayed { same: replay.is_same(), bytes: replay.stored.len() });
    Ok(Redirect::to("/#why"))
}

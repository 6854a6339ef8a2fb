//! One bound link while it lives: it sends what the queue lets out, hands over what comes, and notices when nobody is there any more.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use tokio::io::{ReadHalf, WriteHalf};
use tokio::sync::mpsc;
use tokio::time::{Instant, sleep_until};

use crate::link::{Halves, LinkError, Reader, Sequence, Writer};
use crate::pdu::{BindKind, Command, EncodeError, Message, MessageResp, Pdu, Problem, Status};

use super::Shared;
use super::clock::ReadingClock;
use super::event::{Answer, Event, Given};
use super::inbound::{self, Said};
use super::options::Unanswered;
use super::queue::{Item, Next};
use super::transport::Stream;

/// How long the peer may take to answer an unbind before the link is closed all the same.
const UNBIND: Duration = Duration::from_secs(2);

/// How long an answer to us may stand behind messages that there is no room for, before the link is read on and they are refused.
const BEHIND: Duration = Duration::from_millis(500);

/// Why a link ended.
#[derive(Debug, thiserror::Error)]
pub(super) enum Ended {
    #[error(transparent)]
    Link(#[from] LinkError),
    #[error("{0}")]
    Encode(#[from] EncodeError),
    #[error("the SMSC said good-bye")]
    Unbound,
    #[error("the SMSC did not answer an enquire_link")]
    Silent,
    #[error("the SMSC did not answer a submit_sm")]
    Unanswered,
    #[error("stopped")]
    Stopped,
}

impl From<io::Error> for Ended {
    fn from(error: io::Error) -> Self {
        Self::Link(LinkError::Io(error))
    }
}

/// A submit_sm that was pushed and not answered.
struct UnderWay {
    sequence: u32,
    item: Item,
    /// Where it begins in all that was pushed.
    begins: u64,
    /// When it was pushed.
    pushed: Duration,
    /// The same by the reading clock.
    since: Duration,
}

/// How far stopping has come.
#[derive(Clone, Copy)]
enum Phase {
    Running,
    /// What is under way is waited for until then.
    Draining(Duration),
    /// The answer to the unbind is waited for until then.
    Unbinding(Duration),
}

pub(super) struct Session<'a> {
    shared: &'a Shared,
    /// Which link of the operator this is.
    index: usize,
    number: u64,
    sends: bool,
    reader: Reader<ReadHalf<Box<dyn Stream>>>,
    writer: Writer<WriteHalf<Box<dyn Stream>>>,
    sequence: Sequence,
    under_way: VecDeque<UnderWay>,
    /// Messages handed over and not answered.
    unanswered: usize,
    answers: (mpsc::UnboundedSender<Given>, mpsc::UnboundedReceiver<Given>),
    clock: ReadingClock,
    /// When something came last, by the reading clock.
    heard: Duration,
    /// When an enquire_link went out that nothing has come after, by the reading clock.
    asked: Option<Duration>,
    phase: Phase,
}

impl<'a> Session<'a> {
    pub(super) fn new(
        shared: &'a Shared,
        index: usize,
        number: u64,
        kind: BindKind,
        sequence: Sequence,
        (reader, writer): Halves<Box<dyn Stream>>,
    ) -> Self {
        let clock = ReadingClock::default();
        Self {
            shared,
            index,
            number,
            sends: kind != BindKind::Receiver,
            reader,
            writer,
            sequence,
            under_way: VecDeque::new(),
            unanswered: 0,
            answers: mpsc::unbounded_channel(),
            heard: clock.read(shared.now()),
            clock,
            asked: None,
            phase: Phase::Running,
        }
    }

    /// Runs until the link ends. `early` came before the answer to the bind.
    pub(super) async fn run(mut self, early: Vec<Pdu>) -> Ended {
        let mut ended = early.into_iter().try_for_each(|pdu| self.handle(pdu));
        while ended.is_ok() {
            ended = self.turn().await;
        }
        let ended = ended.err().unwrap_or(Ended::Unbound);
        if matches!(ended, Ended::Unbound) {
            // the answer to their unbind; nobody may be there any more to read it
            let _ = tokio::time::timeout(UNBIND, self.writer.flush()).await;
        }
        self.settle();
        ended
    }

    /// Everything that can be done at once, then a wait for whatever comes first.
    async fn turn(&mut self) -> Result<(), Ended> {
        while let Ok(given) = self.answers.1.try_recv() {
            self.answer(given)?;
        }
        let now = self.shared.now();
        while self.open(now)
            && let Some(pdu) = self.reader.buffered()?
        {
            self.handle(pdu)?;
        }
        let open = self.open(now);
        self.clock.run(open, now);
        let behind = if open { None } else { self.under_way.front().map(|first| first.pushed.saturating_add(BEHIND)) };
        let wakes = [behind, self.send(now), self.check_answers(now)?, self.check_silence(now)?, self.check_stop(now)?];
        let wake = wakes.into_iter().flatten().min();
        let (shared, stop) = (self.shared, self.shared.stop.subscribe());
        tokio::select! {
            biased;
            flushed = self.writer.flush(), if self.writer.waits() => flushed?,
            pdu = self.reader.next(), if open => self.handle(pdu?)?,
            Some(given) = self.answers.1.recv() => self.answer(given)?,
            () = shared.woken(self.index) => {}
            () = sleep_until(shared.instant(wake.unwrap_or_default())), if wake.is_some() => {}
            () = stopped(stop), if matches!(self.phase, Phase::Running) => {}
        }
        Ok(())
    }

    /// Whether more may be read: while there is room for messages, and when an answer to us has to be found behind those without.
    fn open(&self, now: Duration) -> bool {
        self.has_room() || self.under_way.front().is_some_and(|first| first.pushed.saturating_add(BEHIND) <= now)
    }

    fn has_room(&self) -> bool {
        self.unanswered < self.shared.options.inbound_window
    }

    /// Sends as much as window and pace let out. Returns when to try again.
    fn send(&mut self, now: Duration) -> Option<Duration> {
        if !self.sends || !matches!(self.phase, Phase::Running) {
            return None;
        }
        while self.under_way.len() < self.shared.options.window {
            match self.shared.queue().take(now) {
                Next::Item(item) => {
                    let sequence = self.sequence.take();
                    let begins = self.writer.push_encoded(&item.frame, sequence);
                    let since = self.clock.read(now);
                    self.under_way.push_back(UnderWay { sequence, item, begins, pushed: now, since });
                }
                Next::At(at) => return Some(at),
                Next::Nothing => return None,
            }
        }
        None
    }

    /// Looks for submit_sm that were not answered in time. Returns when to look again.
    fn check_answers(&mut self, now: Duration) -> Result<Option<Duration>, Ended> {
        let (limit, read) = (self.shared.options.response_timeout, self.clock.read(now));
        let late = |under_way: &UnderWay| under_way.since.saturating_add(limit) <= read;
        match self.shared.options.unanswered {
            Unanswered::Keep => return Ok(None),
            Unanswered::Reconnect if self.under_way.front().is_some_and(late) => return Err(Ended::Unanswered),
            Unanswered::Reconnect => {}
            Unanswered::Requeue => {
                while let Some(first) = self.under_way.pop_front_if(|first| late(first)) {
                    self.shared.queue().again(first.item);
                    self.shared.wake();
                }
            }
        }
        Ok(self.under_way.front().and_then(|first| self.clock.moment(first.since.saturating_add(limit))))
    }

    /// Asks a silent peer whether it is there. Returns when to look again.
    fn check_silence(&mut self, now: Duration) -> Result<Option<Duration>, Ended> {
        let read = self.clock.read(now);
        if self.asked.is_none() && self.heard.saturating_add(self.shared.options.enquire_link) <= read {
            self.asked = Some(read);
            let sequence = self.sequence.take();
            self.writer.push(&Pdu::request(sequence, Command::EnquireLink))?;
        }
        let limit = match self.asked {
            Some(asked) => asked.saturating_add(self.shared.options.response_timeout),
            None => self.heard.saturating_add(self.shared.options.enquire_link),
        };
        if self.asked.is_some() && limit <= read {
            return Err(Ended::Silent);
        }
        Ok(self.clock.moment(limit))
    }

    /// Goes on with stopping, if that was asked for. Returns when to look again.
    fn check_stop(&mut self, now: Duration) -> Result<Option<Duration>, Ended> {
        if let (Phase::Running, Some(until)) = (self.phase, *self.shared.stop.borrow()) {
            self.phase = Phase::Draining(until);
        }
        match self.phase {
            Phase::Running => Ok(None),
            Phase::Draining(until) if now < until && !(self.under_way.is_empty() && self.unanswered == 0) => Ok(Some(until)),
            Phase::Draining(_) => {
                let sequence = self.sequence.take();
                self.writer.push(&Pdu::request(sequence, Command::Unbind))?;
                let until = now.saturating_add(UNBIND);
                self.phase = Phase::Unbinding(until);
                Ok(Some(until))
            }
            Phase::Unbinding(until) if now < until => Ok(Some(until)),
            Phase::Unbinding(_) => Err(Ended::Stopped),
        }
    }

    fn handle(&mut self, mut pdu: Pdu) -> Result<(), Ended> {
        self.heard = self.clock.read(self.shared.now());
        self.asked = None;
        let problems = std::mem::take(&mut pdu.problems);
        match &pdu.command {
            Command::DeliverSm(message) => return self.deliver(message, problems, pdu.sequence, false),
            Command::DataSm(message) => return self.deliver(message, problems, pdu.sequence, true),
            Command::SubmitSmResp(resp) => self.submitted(pdu.sequence, pdu.status, resp),
            Command::GenericNack => {
                let status = if pdu.status == Status::OK { Status::UNKNOWN_ERROR } else { pdu.status };
                self.submitted(pdu.sequence, status, &MessageResp::default());
            }
            Command::UnbindResp if matches!(self.phase, Phase::Unbinding(_)) => return Err(Ended::Stopped),
            Command::Unbind => {
                self.push_answer(&pdu, Status::OK)?;
                return Err(Ended::Unbound);
            }
            Command::EnquireLink => self.push_answer(&pdu, Status::OK)?,
            _ => {
                tracing::debug!(operator = %self.shared.options.system_id, command = pdu.command.id(), "a command that nothing follows from");
                self.push_answer(&pdu, Status::INCORRECT_BIND)?;
            }
        }
        Ok(())
    }

    fn push_answer(&mut self, pdu: &Pdu, status: Status) -> Result<(), Ended> {
        if let Some(answer) = pdu.answer(status) {
            self.writer.push(&answer)?;
        }
        Ok(())
    }

    fn submitted(&mut self, sequence: u32, status: Status, resp: &MessageResp) {
        let Some(at) = self.under_way.iter().position(|under_way| under_way.sequence == sequence) else {
            tracing::debug!(sequence, "an answer to nothing that is under way");
            return;
        };
        let Some(UnderWay { item, .. }) = self.under_way.remove(at) else { return };
        let mut queue = self.shared.queue();
        match status {
            Status::OK => queue.taken(&item, resp.message_id.iter().map(|octet| char::from(*octet)).collect()),
            Status::THROTTLED | Status::QUEUE_FULL => {
                tracing::info!(operator = %self.shared.options.system_id, %status, "the SMSC wants less; everything is held");
                queue.hold(item, self.shared.now());
            }
            status => queue.refused(&item, status),
        }
    }

    fn deliver(&mut self, message: &Message, problems: Vec<Problem>, sequence: u32, data: bool) -> Result<(), Ended> {
        let room = self.has_room();
        let answer = Answer::new(self.answers.0.clone(), sequence, data);
        self.unanswered += 1;
        if !room || !matches!(self.phase, Phase::Running) {
            answer.later();
            return Ok(());
        }
        let session = self.number;
        let event = match inbound::read(message, problems, &self.shared.options) {
            Said::Message { from, to, text, id, part, problems } => Event::Message { from, to, text, id, session, part, problems, answer },
            Said::Receipt { id, to, state, error } => Event::Receipt { id, to, state, error, session, answer },
            Said::Unreadable { from, to, problems } => {
                tracing::warn!(operator = %self.shared.options.system_id, ?problems, "a message that can't be read; acknowledged");
                answer.accept();
                Event::Unreadable { from, to, session, problems }
            }
        };
        // it has room for every window of every link; when nobody reads it any more, dropping the answer tells the SMSC to try later
        if let Err(error) = self.shared.events.try_send(event) {
            tracing::warn!(operator = %self.shared.options.system_id, %error, "an event that nobody took");
        }
        Ok(())
    }

    fn answer(&mut self, given: Given) -> Result<(), Ended> {
        self.unanswered = self.unanswered.saturating_sub(1);
        let resp = MessageResp::default();
        let command = if given.data { Command::DataSmResp(resp) } else { Command::DeliverSmResp(resp) };
        self.writer.push(&Pdu::response(given.sequence, given.status, command))?;
        Ok(())
    }

    /// Gives back what was never written, and says of the rest that it may have been sent.
    fn settle(&mut self) {
        let written = self.writer.written();
        let mut queue = self.shared.queue();
        for under_way in self.under_way.drain(..) {
            if under_way.begins < written { queue.lost(&under_way.item) } else { queue.back(under_way.item) }
        }
        drop(queue);
        self.shared.wake();
    }
}

/// Once stopping was asked for.
async fn stopped(mut stop: tokio::sync::watch::Receiver<Option<Duration>>) {
    if stop.wait_for(Option::is_some).await.is_err() {
        std::future::pending::<()>().await;
    }
}

impl Shared {
    fn instant(&self, at: Duration) -> Instant {
        self.began + at
    }
}

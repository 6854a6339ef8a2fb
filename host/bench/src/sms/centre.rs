//! The SMSC between its links: what comes in on any of them, what goes out on which.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::BytesMut;
use smpp::pdu::{BindKind, Command, Pdu, Status};
use tokio::sync::Notify;
use tokio::time::Instant;

use super::load::{Hindrance, Load};
use super::measure::{Micros, micros};
use super::report::Links;
use super::window::Window;
use super::wire;

/// A bind.
#[derive(Debug)]
struct Link {
    id: u64,
    kind: BindKind,
    window: Window,
    /// What waits to be written by the task of the link.
    out: BytesMut,
    wake: Arc<Notify>,
    closing: bool,
}

impl Link {
    fn receives(&self) -> bool {
        self.kind != BindKind::Transmitter && !self.closing
    }
}

/// All that the tasks share.
#[derive(Default)]
pub(super) struct Shared {
    centre: Mutex<Centre>,
    /// Somebody bound.
    pub(super) bound: Notify,
}

impl Shared {
    pub(super) fn lock(&self) -> MutexGuard<'_, Centre> {
        self.centre.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Default)]
pub(super) struct Centre {
    links: Vec<Link>,
    last_id: u64,
    begun: Option<Instant>,
    pub(super) load: Option<Load>,
    /// Binds of this run and those that were there before it.
    pub(super) counted: Links,
    /// Nobody may bind.
    pub(super) gone: bool,
    /// The run does not end by itself.
    pub(super) held: bool,
}

impl Centre {
    pub(super) fn begin(&mut self, load: Load) {
        self.begun = Some(Instant::now());
        self.counted = Links { bound: u64::try_from(self.links.len()).unwrap_or_default(), ..Links::default() };
        self.load = Some(load);
    }

    /// Since the run began.
    pub(super) fn now(&self) -> Micros {
        self.begun.map_or(0, |begun| micros(begun.elapsed()))
    }

    /// How many are bound, and whether one of them receives.
    pub(super) fn bound(&self) -> (usize, bool) {
        (self.links.len(), self.links.iter().any(Link::receives))
    }

    /// How much is sent and not answered.
    pub(super) fn outstanding(&self) -> usize {
        self.links.iter().map(|link| link.window.outstanding()).sum()
    }

    /// A link is bound.
    pub(super) fn add(&mut self, kind: BindKind) -> (u64, Arc<Notify>) {
        self.last_id += 1;
        let (id, wake) = (self.last_id, Arc::new(Notify::new()));
        let out = BytesMut::with_capacity(64 * 1024);
        self.links.push(Link { id, kind, window: Window::default(), out, wake: wake.clone(), closing: false });
        self.counted.bound += 1;
        self.pump(None);
        (id, wake)
    }

    /// A link ended.
    pub(super) fn remove(&mut self, id: u64) {
        let now = self.now();
        let Some(position) = self.links.iter().position(|link| link.id == id) else { return };
        let mut link = self.links.remove(position);
        self.counted.ended += 1;
        if let Some(load) = &mut self.load {
            load.lost(link.window.drain(), now);
        }
        self.pump(None);
    }

    /// Ends all links.
    pub(super) fn close_links(&mut self) {
        for link in &mut self.links {
            link.closing = true;
            link.wake.notify_one();
        }
    }

    /// Hands over what is to be written, and says whether the link is to be closed after it.
    pub(super) fn collect(&mut self, id: u64, write: impl FnOnce(&[u8])) -> bool {
        let Some(link) = self.links.iter_mut().find(|link| link.id == id) else { return true };
        if !link.out.is_empty() {
            write(&link.out);
            link.out.clear();
        }
        link.closing
    }

    /// What the ESME wrote on a link.
    pub(super) fn received(&mut self, id: u64, pdus: impl Iterator<Item = Pdu>) {
        let now = self.now();
        let Some(link) = self.links.iter_mut().find(|link| link.id == id) else { return };
        for pdu in pdus {
            take(link, self.load.as_mut(), &pdu, now);
        }
        self.pump(Some(id));
    }

    /// Sends what is due, as long as there is room. `by` writes what it was given without being woken.
    pub(super) fn pump(&mut self, by: Option<u64>) {
        let now = self.now();
        let Some(load) = &mut self.load else { return };
        load.note_due(now);
        let most = load.options.window;
        let hindrance = loop {
            let receiving = self.links.iter_mut().filter(|link| link.receives());
            let Some(link) = receiving.min_by_key(|link| link.window.outstanding()) else { break Some(Hindrance::Unbound) };
            if link.window.outstanding() >= most {
                break Some(Hindrance::Window);
            }
            let Some(work) = load.take(now) else { break None };
            load.send(work, &mut link.window, &mut link.out, now);
        };
        load.note_held(hindrance);
        for link in self.links.iter().filter(|link| !link.out.is_empty() && Some(link.id) != by) {
            link.wake.notify_one();
        }
    }
}

fn take(link: &mut Link, load: Option<&mut Load>, pdu: &Pdu, now: Micros) {
    let answer = match &pdu.command {
        Command::SubmitSm(_) | Command::DataSm(_) if link.kind == BindKind::Receiver => pdu.answer(Status::INCORRECT_BIND),
        Command::SubmitSm(message) => {
            match load {
                Some(load) => load.submitted(pdu.sequence, message, &mut link.out, now),
                None => wire::submitted(&mut link.out, pdu.sequence, Status::OK, b"0"),
            }
            None
        }
        Command::DeliverSmResp(_) | Command::DataSmResp(_) | Command::GenericNack => {
            if let (Some(work), Some(load)) = (link.window.take(pdu.sequence), load) {
                load.answered(work, pdu.status, now);
            }
            None
        }
        Command::Unbind => {
            link.closing = true;
            pdu.answer(Status::OK)
        }
        Command::Bind(..) => pdu.answer(Status::ALREADY_BOUND),
        Command::EnquireLink => pdu.answer(Status::OK),
        _ => pdu.answer(Status::INVALID_COMMAND),
    };
    if let Some(answer) = answer
        && let Err(error) = answer.encode(&mut link.out)
    {
        tracing::warn!(%error, "an answer can't be written");
    }
}

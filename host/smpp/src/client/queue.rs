//! The queue of an operator: segments in their order, over all its links, and what became of each message. Pure: time is an input.
//!
//! A segment is always in one of three places: waiting here, under way on a link, or done. Whatever comes back takes its old place again, so
//! that nothing overtakes.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use bytes::Bytes;
use tokio::sync::oneshot;

use crate::pdu::Status;
use crate::throttle::Throttle;

use super::submit::{NotSent, SubmitError, Submitted};

/// Which message, and which segment of it.
type Order = (u64, usize);

/// A segment, encoded; its sequence number is filled in by the link.
#[derive(Debug)]
pub(super) struct Item {
    order: Order,
    pub(super) frame: Bytes,
    weight: u32,
}

/// What can be sent now.
#[derive(Debug)]
pub(super) enum Next {
    /// This.
    Item(Item),
    /// Nothing before that moment.
    At(Duration),
    /// Nothing.
    Nothing,
}

/// How a message fares.
struct Progress {
    /// The identifiers of the segments that were taken.
    ids: Vec<Option<String>>,
    waiting: usize,
    under_way: usize,
    /// Some of it may have been sent, and nobody knows.
    lost: bool,
    refused: Option<Status>,
    /// Nothing more of it is to be sent.
    given_up: Option<NotSent>,
    reply: oneshot::Sender<Result<Submitted, SubmitError>>,
}

impl Progress {
    fn untouched(&self) -> bool {
        self.under_way == 0 && !self.lost && self.refused.is_none() && self.ids.iter().all(Option::is_none)
    }
}

pub(super) struct Queue {
    waiting: BTreeMap<Order, Item>,
    messages: HashMap<u64, Progress>,
    last: u64,
    throttle: Throttle,
    hold: Duration,
    stopped: bool,
}

impl Queue {
    pub(super) fn new(throttle: Throttle, hold: Duration) -> Self {
        Self { waiting: BTreeMap::new(), messages: HashMap::new(), last: 0, throttle, hold, stopped: false }
    }

    /// Puts a message at the end. Returns its number.
    pub(super) fn push(&mut self, frames: Vec<(Bytes, u32)>, reply: oneshot::Sender<Result<Submitted, SubmitError>>) -> u64 {
        self.last += 1;
        let message = self.last;
        let count = frames.len();
        if self.stopped || count == 0 {
            // who dropped the other end does not want to know
            let _ = reply.send(Err(SubmitError::NotSent(NotSent::Stopped)));
            return message;
        }
        for (number, (frame, weight)) in frames.into_iter().enumerate() {
            let order = (message, number);
            self.waiting.insert(order, Item { order, frame, weight });
        }
        let ids = vec![None; count];
        self.messages.insert(message, Progress { ids, waiting: count, under_way: 0, lost: false, refused: None, given_up: None, reply });
        message
    }

    /// The first segment that waits, if the pace lets it out.
    pub(super) fn take(&mut self, now: Duration) -> Next {
        while let Some(entry) = self.waiting.first_entry() {
            let Some(progress) = self.messages.get_mut(&entry.key().0) else {
                entry.remove();
                continue;
            };
            if let Err(at) = self.throttle.take(entry.get().weight, now) {
                return Next::At(at);
            }
            progress.waiting -= 1;
            progress.under_way += 1;
            return Next::Item(entry.remove());
        }
        Next::Nothing
    }

    /// It was not written after all.
    pub(super) fn back(&mut self, item: Item) {
        self.return_to_its_place(item);
    }

    /// It was written and not answered, and goes out again.
    pub(super) fn again(&mut self, item: Item) {
        if let Some(progress) = self.messages.get_mut(&item.order.0) {
            progress.lost = true;
        }
        self.return_to_its_place(item);
    }

    /// The SMSC has no room for it now: everything is held, and it comes first.
    pub(super) fn hold(&mut self, item: Item, now: Duration) {
        self.throttle.pause(now.saturating_add(self.hold));
        self.return_to_its_place(item);
    }

    fn return_to_its_place(&mut self, item: Item) {
        let message = item.order.0;
        let Some(progress) = self.messages.get_mut(&message) else { return };
        progress.under_way -= 1;
        if progress.reply.is_closed() && progress.untouched() {
            return self.give_up(message, NotSent::Stopped);
        }
        if progress.given_up.is_none() && progress.refused.is_none() {
            progress.waiting += 1;
            self.waiting.insert(item.order, item);
        }
        self.settle(message);
    }

    /// The SMSC took it.
    pub(super) fn taken(&mut self, item: &Item, id: String) {
        let (message, number) = item.order;
        if let Some(progress) = self.messages.get_mut(&message) {
            progress.under_way -= 1;
            if let Some(place) = progress.ids.get_mut(number) {
                *place = Some(id);
            }
        }
        self.settle(message);
    }

    /// The SMSC refused it: the rest of the message is of no use.
    pub(super) fn refused(&mut self, item: &Item, status: Status) {
        let message = item.order.0;
        if let Some(progress) = self.messages.get_mut(&message) {
            progress.under_way -= 1;
            progress.refused = progress.refused.or(Some(status));
        }
        self.remove_waiting(message);
        self.settle(message);
    }

    /// It was written and nobody will ever say what became of it.
    pub(super) fn lost(&mut self, item: &Item) {
        let message = item.order.0;
        if let Some(progress) = self.messages.get_mut(&message) {
            progress.under_way -= 1;
            progress.lost = true;
        }
        self.remove_waiting(message);
        self.settle(message);
    }

    /// Sends nothing more of it; what is under way is waited for.
    pub(super) fn give_up(&mut self, message: u64, why: NotSent) {
        if let Some(progress) = self.messages.get_mut(&message) {
            progress.given_up = Some(why);
        }
        self.remove_waiting(message);
        self.settle(message);
    }

    /// Nobody waits for it any more: what was not begun is not sent. What was begun is finished, as half a message is worse.
    pub(super) fn abandon(&mut self, message: u64) {
        if self.messages.get(&message).is_some_and(Progress::untouched) {
            self.give_up(message, NotSent::Stopped);
        }
    }

    /// Gives up everything, now and from now on.
    pub(super) fn stop(&mut self) {
        self.stopped = true;
        for message in self.messages.keys().copied().collect::<Vec<_>>() {
            self.give_up(message, NotSent::Stopped);
        }
    }

    fn remove_waiting(&mut self, message: u64) {
        let Some(progress) = self.messages.get_mut(&message) else { return };
        if progress.waiting > 0 {
            progress.waiting = 0;
            for number in 0..progress.ids.len() {
                self.waiting.remove(&(message, number));
            }
        }
    }

    /// Answers a message of which nothing is under way nor waits.
    fn settle(&mut self, message: u64) {
        if self.messages.get(&message).is_none_or(|progress| progress.waiting + progress.under_way > 0) {
            return;
        }
        let Some(progress) = self.messages.remove(&message) else { return };
        let untouched = progress.untouched();
        let Progress { ids, refused, given_up, reply, .. } = progress;
        let answer = match (refused, given_up) {
            (Some(status), _) => Err(SubmitError::Refused { status, class: status.class(), ids }),
            (None, Some(why)) if untouched => Err(SubmitError::NotSent(why)),
            (None, _) if ids.iter().any(Option::is_none) => Err(SubmitError::MaybeSent { ids }),
            (None, _) => Ok(Submitted { ids: ids.into_iter().flatten().collect() }),
        };
        // who dropped the other end does not want to know
        let _ = reply.send(answer);
    }
}

//! One run: what is due, what is open, what came back. Time is an input, and nothing here waits.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, VecDeque};
use std::io::Write as _;
use std::sync::Arc;
use std::time::Duration;

use bytes::BytesMut;
use smpp::coding::{self, Alphabets, Coding};
use smpp::long::{self, Part};
use smpp::pdu::{Class, Message, Status, tag};
use smpp::throttle::Throttle;

use super::arrivals::Arrivals;
use super::journal::{Entry, Journal};
use super::measure::{Measure, Micros, micros};
use super::open::{Open, Parts, People};
use super::options::{Options, Spelling};
use super::people::{Numbers, Pool, telephone};
use super::slips::Texts;
use super::window::{Receipt, Window, Work};
use super::wire::{self, Delivery};

/// Why nothing more went out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hindrance {
    Window,
    Unbound,
}

pub(super) struct Load {
    pub(super) options: Arc<Options>,
    pub(super) measure: Measure,
    pub(super) journal: Option<Journal>,
    pub(super) throttle: Option<Throttle>,
    /// The same moments twice: what was due, and what was sent of it.
    due: Arrivals,
    next: Arrivals,
    pool: Pool,
    numbers: Numbers,
    texts: Texts,
    open: HashMap<u32, Open>,
    replied: People,
    lost: VecDeque<Work>,
    again: BinaryHeap<Reverse<(Micros, Work)>>,
    receipts: VecDeque<(Micros, Receipt)>,
    /// Messages up to this one have been counted as pushed back.
    held: u64,
    stopped: bool,
    id: u64,
    /// Date and minute as receipts have them.
    minute: String,
    text: String,
    octets: Vec<u8>,
    from: Vec<u8>,
}

impl Load {
    pub(super) fn new(options: Arc<Options>, numbers: Numbers, measure: Measure, journal: Option<Journal>) -> Self {
        let arrivals = options.arrivals();
        let now = jiff::Timestamp::now();
        let mut load = Self {
            measure,
            journal,
            throttle: options.throttle.map(|rate| Throttle::new(Some(rate))),
            due: arrivals.clone(),
            next: arrivals,
            pool: Pool::new(options.first_person, options.persons),
            numbers,
            texts: Texts::new(options.clone()),
            open: HashMap::new(),
            replied: People::from(options.first_person),
            lost: VecDeque::new(),
            again: BinaryHeap::new(),
            receipts: VecDeque::new(),
            held: 0,
            stopped: false,
            // no identifier of an earlier run comes again, and none reads as another one when it is written in decimals
            id: u64::try_from(now.as_second()).unwrap_or_default() << 28,
            minute: String::new(),
            text: String::new(),
            octets: Vec::new(),
            from: Vec::new(),
            options,
        };
        load.look_at_the_clock();
        load
    }

    /// For the dates in receipts, which nothing hangs on.
    pub(super) fn look_at_the_clock(&mut self) {
        let now = jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC);
        self.minute = now.strftime("%y%m%d%H%M").to_string();
    }

    /// No message is due any more.
    pub(super) fn stop(&mut self, now: Micros) {
        self.note_due(now);
        self.stopped = true;
        self.measure.stop(now);
    }

    /// Counts what has become due.
    pub(super) fn note_due(&mut self, now: Micros) {
        while let Some(at) = self.due.peek().map(micros).filter(|at| *at <= now && !self.stopped) {
            self.due.next();
            self.measure.due(at);
        }
    }

    /// Counts what is due and could not go out.
    pub(super) fn note_held(&mut self, hindrance: Option<Hindrance>) {
        let (from, until) = (self.next.taken().max(self.held), self.due.taken());
        if from < until {
            let back = &mut self.measure.pushed_back;
            *match hindrance {
                Some(Hindrance::Window) => &mut back.window,
                Some(Hindrance::Unbound) => &mut back.unbound,
                None => &mut back.persons,
            } += until - from;
            self.held = until;
        }
    }

    /// When something is due next.
    pub(super) fn wake(&mut self) -> Option<Micros> {
        let due = if self.stopped { None } else { self.due.peek().map(micros) };
        let again = self.again.peek().map(|Reverse((at, _))| *at);
        let receipt = self.receipts.front().map(|(at, _)| *at);
        [due, again, receipt].into_iter().flatten().min()
    }

    /// Whether nothing is due and nothing open, but for what links were sent and have not answered.
    pub(super) fn is_done(&mut self) -> bool {
        let nothing_due = self.stopped || self.due.peek().is_none();
        let nothing_waits = self.next.taken() == self.due.taken() && self.lost.is_empty() && self.again.is_empty();
        nothing_due && nothing_waits && self.open.is_empty() && self.receipts.is_empty()
    }

    /// How many messages are open.
    pub(super) fn open(&self) -> usize {
        self.open.len()
    }

    /// The first person who has not written.
    pub(super) fn fresh_person(&self) -> u32 {
        self.pool.fresh()
    }

    /// What goes out next: what was lost, what is tried again, receipts, then messages that are due.
    pub(super) fn take(&mut self, now: Micros) -> Option<Work> {
        if let Some(work) = self.lost.pop_front() {
            return Some(work);
        }
        if self.again.peek().is_some_and(|Reverse((at, _))| *at <= now) {
            return self.again.pop().map(|Reverse((_, work))| work);
        }
        if self.receipts.front().is_some_and(|(at, _)| *at <= now) {
            return self.receipts.pop_front().map(|(_, receipt)| Work::Receipt(receipt));
        }
        if self.next.taken() >= self.due.taken() {
            return None;
        }
        let person = self.pool.take()?;
        let message = self.next.taken();
        let due = micros(self.next.next()?);
        if message < self.held {
            self.measure.waited(due, now);
        }
        let open = Open { message, due, sent: now, times: 0, acknowledged: false, replied: false, parts: None };
        self.open.insert(person, open);
        Some(Work::Message(person))
    }

    /// Writes it.
    pub(super) fn send(&mut self, work: Work, window: &mut Window, out: &mut BytesMut, now: Micros) {
        match work {
            Work::Message(person) => {
                let Some(open) = self.open.get_mut(&person) else { return };
                open.times += 1;
                open.sent = now;
                if open.times == 1 {
                    self.measure.messages.sent += 1;
                    self.measure.messages.malformed += u64::from(self.texts.slip(open.message).is_some());
                }
                self.texts.write(open.message, person, &mut self.text);
                let coding = Coding::of(&self.text, &Alphabets::default());
                self.octets.clear();
                coding.write(&self.text, &mut self.octets);
                digits(self.numbers.of(person), &mut self.from);
                let delivery = Delivery {
                    source: &self.from,
                    destination: self.options.service.as_bytes(),
                    esm_class: 0,
                    data_coding: coding.data_coding(),
                    text: &self.octets,
                };
                wire::deliver(out, window.push(work), &delivery, &[]);
                if let Some(journal) = &mut self.journal {
                    let from = self.numbers.of(person).to_string();
                    let text = self.text.clone();
                    journal.write(&Entry::Sent { at: now, message: open.message, from, text, times: open.times });
                }
            }
            Work::Receipt(mut receipt) => {
                receipt.times += 1;
                self.measure.receipts.sent += 1;
                self.octets.clear();
                let spelt = match self.options.ids {
                    Spelling::Hex => write!(self.octets, "id:{:x}", receipt.id),
                    Spelling::Decimal => write!(self.octets, "id:{}", receipt.id),
                    Spelling::Padded => write!(self.octets, "id:{:020X}", receipt.id),
                };
                let id = self.octets.len();
                let minute = &self.minute;
                let rest = write!(self.octets, " sub:001 dlvrd:001 submit date:{minute} done date:{minute} stat:DELIVRD err:000 text:");
                // INVARIANT: a Vec takes all that is written to it
                debug_assert!(spelt.is_ok() && rest.is_ok());
                digits(receipt.telephone, &mut self.from);
                let delivery = Delivery {
                    source: &self.from,
                    destination: self.options.service.as_bytes(),
                    esm_class: 0x04,
                    data_coding: 0,
                    text: &self.octets,
                };
                let mut named = [0_u8; 24];
                let spelt = self.octets.get(3..id).unwrap_or_default();
                named.iter_mut().zip(spelt).for_each(|(to, from)| *to = *from);
                let named = named.get(..=spelt.len()).unwrap_or_default();
                let tlvs: [(u16, &[u8]); 2] = [(tag::RECEIPTED_MESSAGE_ID, named), (tag::MESSAGE_STATE, &[2])];
                wire::deliver(out, window.push(Work::Receipt(receipt)), &delivery, &tlvs);
            }
        }
    }

    /// An answer to what was sent.
    pub(super) fn answered(&mut self, work: Work, status: Status, now: Micros) {
        let class = status.class();
        if class != Class::Ok {
            *self.measure.messages.errors.entry(status.to_string()).or_default() += 1;
        }
        let again = !matches!(class, Class::Ok | Class::Permanent);
        match work {
            Work::Message(person) => {
                let Some(open) = self.open.get_mut(&person) else { return };
                if let Some(journal) = &mut self.journal {
                    let (message, from) = (open.message, self.numbers.of(person).to_string());
                    journal.write(&match class {
                        Class::Ok => Entry::Acknowledged { at: now, message, from },
                        _ => Entry::Refused { at: now, message, from, status: status.0, again },
                    });
                }
                if again {
                    self.measure.messages.tried_again += 1;
                    let at = now.saturating_add(micros(self.backoff(self.open.get(&person).map_or(1, |open| open.times))));
                    self.again.push(Reverse((at, work)));
                } else if class == Class::Ok {
                    open.acknowledged = true;
                    let (due, replied) = (open.due, open.replied);
                    self.measure.acknowledged(due, now);
                    if replied {
                        self.close(person);
                    }
                } else {
                    self.measure.messages.refused += 1;
                    self.close(person);
                }
            }
            Work::Receipt(receipt) if again => {
                let at = now.saturating_add(micros(self.backoff(receipt.times)));
                self.again.push(Reverse((at, work)));
            }
            Work::Receipt(receipt) if class == Class::Ok => {
                self.measure.receipts.acknowledged += 1;
                if let Some(journal) = &mut self.journal {
                    journal.write(&Entry::Receipt { at: now, id: format!("{:x}", receipt.id) });
                }
            }
            Work::Receipt(_) => self.measure.receipts.refused += 1,
        }
    }

    fn backoff(&self, times: u32) -> Duration {
        self.options.again_after.saturating_mul(1 << times.saturating_sub(1).min(5))
    }

    fn close(&mut self, person: u32) {
        self.open.remove(&person);
        self.pool.give(person);
    }

    /// A link ended with this unanswered.
    pub(super) fn lost(&mut self, work: impl Iterator<Item = Work>, now: Micros) {
        let before = self.lost.len();
        self.lost.extend(work);
        let messages = self.lost.iter().skip(before).filter(|work| matches!(work, Work::Message(_))).count();
        self.measure.messages.redelivered += u64::try_from(messages).unwrap_or_default();
        if let Some(journal) = &mut self.journal {
            journal.write(&Entry::LinkLost { at: now, unanswered: self.lost.len() - before });
        }
    }

    /// A `submit_sm`. Writes its answer.
    pub(super) fn submitted(&mut self, sequence: u32, message: &Message, out: &mut BytesMut, now: Micros) {
        let throttled = self.throttle.as_mut().is_some_and(|throttle| throttle.take(1, Duration::from_micros(now)).is_err());
        if throttled {
            self.measure.replies.throttled += 1;
            return wire::submitted(out, sequence, Status::THROTTLED, &[]);
        }
        self.id += 1;
        let id = self.id;
        self.octets.clear();
        // INVARIANT: a Vec takes all that is written to it
        let _ = write!(self.octets, "{id:x}");
        wire::submitted(out, sequence, Status::OK, &self.octets);
        self.measure.segment(now);
        let telephone = telephone(&message.destination.digits);
        let part = long::read(message).ok();
        let answers = self.reply(telephone, part.as_ref().and_then(|(part, _)| *part), now);
        if let Some(journal) = &mut self.journal {
            let (part, octets) = part.unwrap_or_default();
            let text = coding::read(message.data_coding, &octets, &Alphabets::default()).text;
            let (part, of) = part.map_or((1, 1), |part| (part.number, part.total));
            let to = message.destination.text();
            journal.write(&Entry::Reply { at: now, to, id: format!("{id:x}"), text, part, of, message: answers });
        }
        if let Some(telephone) = telephone.filter(|_| self.options.receipts && message.registered_delivery & 1 == 1) {
            self.measure.receipts.asked += 1;
            let at = now.saturating_add(micros(self.options.receipt_after));
            self.receipts.push_back((at, Receipt { id, telephone, times: 0 }));
        }
    }

    /// Which message it answers.
    fn reply(&mut self, telephone: Option<u64>, part: Option<Part>, now: Micros) -> Option<u64> {
        let person = telephone.and_then(|telephone| self.numbers.person(telephone));
        let Some(open) = person.and_then(|person| self.open.get_mut(&person)) else {
            let before = person.is_some_and(|person| self.replied.has(person));
            *(if before { &mut self.measure.replies.duplicates } else { &mut self.measure.replies.unasked }) += 1;
            return None;
        };
        let message = Some(open.message);
        if open.replied {
            self.measure.replies.duplicates += 1;
            return message;
        }
        if let Some(part) = part {
            let parts = match &mut open.parts {
                Some(parts) if parts.reference == part.reference && parts.total == part.total => parts,
                other => other.insert(Parts::new(part)),
            };
            if !parts.note(part) {
                self.measure.replies.duplicates += 1;
            }
            if parts.left > 0 {
                return message;
            }
        }
        open.replied = true;
        open.parts = None;
        let acknowledged = open.acknowledged;
        self.measure.replied(open.due, open.sent, now);
        if let Some(person) = person {
            self.replied.insert(person);
            if acknowledged {
                self.close(person);
            }
        }
        message
    }

    /// Counts what never came, at the end.
    pub(super) fn end(&mut self, now: Micros) {
        for open in self.open.values().filter(|open| !open.replied) {
            self.measure.messages.unanswered += 1;
            self.measure.unanswered(open.due, now);
        }
        while self.next.taken() < self.due.taken() {
            let Some(due) = self.next.next().map(micros) else { break };
            self.measure.messages.never_sent += 1;
            self.measure.unanswered(due, now);
        }
    }
}

fn digits(number: u64, out: &mut Vec<u8>) {
    out.clear();
    // INVARIANT: a Vec takes all that is written to it
    let _ = write!(out, "{number}");
}

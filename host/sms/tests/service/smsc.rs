//! An SMSC on loopback, and a gateway that is bound to it.

use std::{
    net::SocketAddr,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use bytes::Bytes;
use domain::Instant;
use permits::{MessageState, MessageView};
use smpp::{
    client::OperatorOptions,
    pdu::{Address, Command, Message, MessageResp, Pdu, Status},
    server::{self, Outgoing, Peer},
};
use sms::{
    Messages,
    gateway::smpp::{Carrier, Gateway, Prefixes},
};
use tokio::{
    net::TcpListener,
    sync::watch,
    task::JoinHandle,
    time::{sleep, timeout},
};

use crate::given::{Given, clock, entropy};

/// Until when something that should have happened has not.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long nothing is heard where nothing is to be heard.
pub const SILENCE: Duration = Duration::from_millis(400);

pub struct Smsc {
    listener: TcpListener,
    pub address: SocketAddr,
}

impl Smsc {
    pub async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        Self { address: listener.local_addr().unwrap(), listener }
    }

    /// An operator of this SMSC.
    pub fn carrier(&self, name: &str) -> Carrier {
        let options = OperatorOptions {
            addresses: vec![self.address.to_string()],
            system_id: name.to_owned(),
            reconnect_delay: Duration::from_millis(20),
            patience: Duration::from_secs(20),
            ..OperatorOptions::default()
        };
        Carrier { name: name.to_owned(), options, carries: Prefixes::default(), hears: Prefixes::default(), receipts: true }
    }

    /// The next link that binds.
    pub async fn bound(&self) -> Link {
        let (stream, _) = timeout(PATIENCE, self.listener.accept()).await.unwrap().unwrap();
        let session = server::accept(stream, |_, _| Status::OK).await.unwrap();
        Link { peer: session.run(1000), heard: Vec::new(), sequence: 0 }
    }
}

/// A link that is bound.
pub struct Link {
    peer: Peer,
    /// What came and nobody has asked for yet.
    heard: Vec<Pdu>,
    sequence: u32,
}

impl Link {
    pub async fn send(&mut self, command: Command) -> u32 {
        self.sequence += 1;
        self.peer.send.send(Outgoing::Pdu(Pdu::request(self.sequence, command))).await.unwrap();
        self.sequence
    }

    /// Brings a message.
    pub async fn brings(&mut self, from: &str, text: &str) -> u32 {
        self.send(Command::DeliverSm(message(from, text.as_bytes()))).await
    }

    /// Brings a part of a message, under a user data header with this reference.
    pub async fn brings_part(&mut self, from: &str, reference: u8, (number, total): (u8, u8), text: &str) -> u32 {
        let octets = [&[5, 0, 3, reference, total, number], text.as_bytes()].concat();
        self.send(Command::DeliverSm(Message { esm_class: 0x40, ..message(from, &octets) })).await
    }

    /// The first thing that came and is this.
    async fn hears<T>(&mut self, mut what: impl FnMut(&Pdu) -> Option<T>) -> T {
        loop {
            let found = self.heard.iter().enumerate().find_map(|(place, pdu)| Some((place, what(pdu)?)));
            if let Some((place, found)) = found {
                self.heard.remove(place);
                return found;
            }
            let next = timeout(PATIENCE, self.peer.received.recv()).await;
            self.heard.push(next.unwrap_or_else(|_| panic!("only {:?}", self.heard)).unwrap());
        }
    }

    /// How a request of ours was answered.
    pub async fn answered(&mut self, sequence: u32) -> Status {
        let answer = |pdu: &Pdu| matches!(pdu.command, Command::DeliverSmResp(_) | Command::EnquireLinkResp) && pdu.sequence == sequence;
        self.hears(|pdu| answer(pdu).then_some(pdu.status)).await
    }

    /// Whether nothing comes for a while, and nothing has come that nobody has asked for.
    pub async fn is_silent(&mut self) -> bool {
        if let Ok(Some(pdu)) = timeout(SILENCE, self.peer.received.recv()).await {
            self.heard.push(pdu);
        }
        self.heard.is_empty()
    }

    /// The next reply, which is not answered yet.
    pub async fn reply(&mut self) -> (u32, Message) {
        self.hears(|pdu| match &pdu.command {
            Command::SubmitSm(message) => Some((pdu.sequence, message.clone())),
            _ => None,
        })
        .await
    }

    /// Takes a reply, under an identifier of its own.
    pub async fn take(&mut self, sequence: u32) {
        static COUNT: AtomicU32 = AtomicU32::new(1);
        let id = COUNT.fetch_add(1, Ordering::Relaxed).to_string();
        let resp = Command::SubmitSmResp(MessageResp::new(id));
        self.peer.send.send(Outgoing::Pdu(Pdu::response(sequence, Status::OK, resp))).await.unwrap();
    }

    /// Takes the next reply: who gets it, and what it says.
    pub async fn takes(&mut self) -> (String, String) {
        let (sequence, message) = self.reply().await;
        self.take(sequence).await;
        (message.destination.text(), String::from_utf8(message.short_message.to_vec()).unwrap())
    }

    /// Answers the unbind that a gateway ends with.
    pub async fn unbinds(&mut self) {
        let unbind = self.hears(|pdu| matches!(pdu.command, Command::Unbind).then(|| pdu.clone())).await;
        self.peer.send.send(Outgoing::Pdu(unbind.answer(Status::OK).unwrap())).await.unwrap();
    }
}

fn message(from: &str, octets: &[u8]) -> Message {
    Message {
        source: Address { ton: 1, npi: 1, digits: Bytes::copy_from_slice(from.as_bytes()) },
        destination: Address::new("8103"),
        data_coding: 1,
        short_message: Bytes::copy_from_slice(octets),
        ..Message::default()
    }
}

/// A gateway that runs.
pub struct Running {
    pub stop: watch::Sender<bool>,
    pub time: Arc<Mutex<Instant>>,
    running: JoinHandle<()>,
}

impl Running {
    pub fn start(messages: &Messages, carriers: Vec<Carrier>, at: Instant) -> Self {
        let (clock, time) = clock(at);
        let gateway = Gateway::start(messages.clone(), carriers, clock, entropy()).unwrap();
        let (stop, stopped) = watch::channel(false);
        Self { stop, time, running: tokio::spawn(gateway.run(stopped)) }
    }

    pub fn is(&self, at: Instant) {
        *self.time.lock().unwrap() = at;
    }

    /// Until it has ended, with its links.
    pub async fn ended(self) {
        self.stop.send_replace(true);
        timeout(PATIENCE, self.running).await.unwrap().unwrap();
    }
}

/// The messages, the oldest first.
pub async fn stored(given: &Given, at: Instant) -> Vec<MessageView> {
    let mut messages = given.permits.messages(&[], None, at, 100).await.unwrap();
    messages.reverse();
    messages
}

/// Waits until the messages are in these states.
pub async fn become_of(given: &Given, at: Instant, states: &[MessageState]) {
    let reaching = async {
        while stored(given, at).await.iter().map(|message| message.state).ne(states.iter().copied()) {
            sleep(Duration::from_millis(20)).await;
        }
    };
    if timeout(PATIENCE, reaching).await.is_err() {
        panic!("{}: not {states:?} but {:#?}", given.database.name(), stored(given, at).await);
    }
}

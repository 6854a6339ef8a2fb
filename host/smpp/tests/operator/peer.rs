//! The SMSC of these tests.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use smpp::client::{Chance, Connect, Connecting, Event, Operator, OperatorOptions, Stream, Submit, SubmitError, Submitted};
use smpp::link::Halves;
use smpp::pdu::{Address, Command, Message, MessageResp, Pdu, Status};
use smpp::server;
use tokio::io::DuplexStream;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

/// Gives each connection to the test.
struct Wire {
    room: usize,
    connections: mpsc::UnboundedSender<(String, DuplexStream)>,
}

impl Connect for Wire {
    fn connect<'a>(&'a self, address: &'a str) -> Connecting<'a> {
        let (ours, theirs) = tokio::io::duplex(self.room);
        let _ = self.connections.send((address.to_owned(), theirs));
        Box::pin(async move { Ok(Box::new(ours) as Box<dyn Stream>) })
    }
}

/// An operator, and where its connections arrive.
pub struct Net {
    pub operator: Operator,
    pub events: mpsc::Receiver<Event>,
    pub connections: mpsc::UnboundedReceiver<(String, DuplexStream)>,
}

/// The SMSC's end of a bound link.
pub struct Peer {
    pub session: server::Session<DuplexStream>,
}

/// Options that any test can begin with.
pub fn options() -> OperatorOptions {
    OperatorOptions {
        addresses: vec!["one:2775".to_owned()],
        system_id: "exeat".to_owned(),
        password: "right".to_owned(),
        ..OperatorOptions::default()
    }
}

/// What does not come within a day of the clock will not come.
pub async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(seconds(86_400), what).await.unwrap()
}

/// Chance that never shortens a delay.
pub fn no_chance() -> Chance {
    Arc::new(|| 0.0)
}

impl Net {
    pub fn new(options: OperatorOptions) -> Self {
        Self::with_room(options, 1 << 20)
    }

    /// With a wire on which so many octets have room.
    pub fn with_room(options: OperatorOptions, room: usize) -> Self {
        let (sender, connections) = mpsc::unbounded_channel();
        let (operator, events) = Operator::start_over(options, Wire { room, connections: sender }, no_chance()).unwrap();
        Self { operator, events, connections }
    }

    /// The next link, bound.
    pub async fn bound(&mut self) -> Peer {
        let (_, stream) = soon(self.connections.recv()).await.unwrap();
        let session = soon(server::accept(stream, |_, _| Status::OK)).await.unwrap();
        let mut peer = Peer { session };
        peer.flush().await;
        peer
    }

    pub async fn event(&mut self) -> Event {
        soon(self.events.recv()).await.unwrap()
    }

    /// Submits without waiting for the answer. The messages go out in the order of the calls.
    pub async fn submit(&self, text: &str) -> JoinHandle<Result<Submitted, SubmitError>> {
        let (operator, submit) = (self.operator.clone(), message(text));
        let submitted = tokio::spawn(async move { soon(operator.submit(submit)).await });
        tokio::task::yield_now().await;
        submitted
    }
}

pub fn message(text: &str) -> Submit {
    Submit { from: "8103".to_owned(), to: "994501234567".to_owned(), text: text.to_owned(), receipt: false, valid_for: None }
}

impl Peer {
    pub fn halves(self) -> Halves<DuplexStream> {
        (self.session.reader, self.session.writer)
    }

    pub async fn next(&mut self) -> Pdu {
        soon(self.session.reader.next()).await.unwrap()
    }

    /// The next PDU, if one comes before the clock has gone on by that much.
    pub async fn within(&mut self, limit: Duration) -> Option<Pdu> {
        tokio::time::timeout(limit, self.session.reader.next()).await.ok().map(Result::unwrap)
    }

    pub async fn send(&mut self, pdus: &[Pdu]) {
        pdus.iter().for_each(|pdu| assert!(self.session.writer.push(pdu).is_ok()));
        self.flush().await;
    }

    pub async fn flush(&mut self) {
        self.session.writer.flush().await.unwrap();
    }

    /// The next `submit_sm`, with its sequence number; enquiries are answered on the way.
    pub async fn submitted(&mut self) -> (u32, Message) {
        loop {
            let pdu = self.next().await;
            match pdu.command {
                Command::SubmitSm(message) => return (pdu.sequence, message),
                Command::EnquireLink => self.send(&[pdu.answer(Status::OK).unwrap()]).await,
                other => panic!("{other:?}"),
            }
        }
    }

    pub async fn texts(&mut self, count: usize) -> Vec<(u32, String)> {
        let mut texts = Vec::new();
        while texts.len() < count {
            let (sequence, message) = self.submitted().await;
            texts.push((sequence, String::from_utf8(message.short_message.to_vec()).unwrap()));
        }
        texts
    }

    pub async fn answer(&mut self, sequence: u32, status: Status, id: &'static str) {
        let resp = Command::SubmitSmResp(MessageResp::new(id));
        self.send(&[Pdu::response(sequence, status, resp)]).await;
    }
}

pub fn deliver_sm(text: &'static str) -> Message {
    Message {
        source: Address { ton: 1, npi: 1, digits: Bytes::from_static(b"994501234567") },
        destination: Address::new("8103"),
        short_message: Bytes::from_static(text.as_bytes()),
        ..Message::default()
    }
}

pub fn deliver(sequence: u32, text: &'static str) -> Pdu {
    Pdu::request(sequence, Command::DeliverSm(deliver_sm(text)))
}

pub fn text(event: &Event) -> &str {
    match event {
        Event::Message { text, .. } => text,
        other => panic!("{other:?}"),
    }
}

pub fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

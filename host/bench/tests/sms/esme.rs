//! A small ESME whose answers a test decides.

use bench::sms::{Options, Pattern, Progress, Report, Smsc};
use bytes::Bytes;
use smpp::coding::{Alphabets, read};
use smpp::link::{self, Sequence};
use smpp::pdu::{Bind, BindKind, Command, Message, MessageResp, Pdu, Status, Tlvs};
use tokio::io::{AsyncRead, AsyncWrite, DuplexStream};

/// What an ESME does with a PDU.
#[expect(clippy::large_enum_variant, reason = "nearly all of them are PDUs")]
pub enum Act {
    Push(Pdu),
    /// Reads nothing for a while.
    Stall(std::time::Duration),
    Hang,
}

pub type Acts = Vec<Act>;

pub fn stream(smsc: &Smsc) -> DuplexStream {
    let (near, far) = tokio::io::duplex(1024 * 1024);
    smsc.attach(far);
    near
}

/// Binds over `stream` and does what `on` says about each message and receipt, until the link ends or it says [`Act::Hang`]. `on` is also asked about responses.
pub async fn esme<S: AsyncRead + AsyncWrite>(stream: S, kind: BindKind, mut on: impl FnMut(&Pdu, &mut Sequence) -> Acts) -> Option<()> {
    let (mut reader, mut writer) = link::over(stream);
    let bind = Bind { system_id: "exeat".into(), password: "secret".into(), interface_version: 0x34, ..Bind::default() };
    writer.push(&Pdu::request(1, Command::Bind(kind, bind))).ok()?;
    let mut sequence = Sequence::from(2);
    loop {
        writer.flush().await.ok()?;
        let mut next = Some(reader.next().await.ok()?);
        while let Some(pdu) = next {
            for act in on(&pdu, &mut sequence) {
                match act {
                    Act::Push(pdu) => {
                        writer.push(&pdu).ok()?;
                    }
                    Act::Stall(time) => {
                        writer.flush().await.ok()?;
                        tokio::time::sleep(time).await;
                    }
                    Act::Hang => return writer.flush().await.ok(),
                }
            }
            next = reader.buffered().ok()?;
        }
    }
}

pub fn acknowledge(pdu: &Pdu, status: Status) -> Act {
    Act::Push(Pdu::response(pdu.sequence, status, Command::DeliverSmResp(MessageResp::default())))
}

pub fn is_receipt(message: &Message) -> bool {
    smpp::receipt::is_receipt(message)
}

pub fn text(message: &Message) -> String {
    read(message.data_coding, message.octets(), &Alphabets::default()).text
}

pub fn reply(to: &Message, sequence: &mut Sequence) -> Act {
    part(to, sequence, b"a reply", 0, Tlvs::default())
}

pub fn part(to: &Message, sequence: &mut Sequence, octets: &'static [u8], esm_class: u8, tlvs: Tlvs) -> Act {
    let reply = Message {
        source: to.destination.clone(),
        destination: to.source.clone(),
        registered_delivery: 1,
        esm_class,
        short_message: Bytes::from_static(octets),
        tlvs,
        ..Message::default()
    };
    Act::Push(Pdu::request(sequence.take(), Command::SubmitSm(reply)))
}

/// Acknowledges everything and replies to each message.
pub fn answer(pdu: &Pdu, sequence: &mut Sequence) -> Acts {
    let Command::DeliverSm(message) = &pdu.command else { return Vec::new() };
    let acknowledged = acknowledge(pdu, Status::OK);
    if is_receipt(message) { vec![acknowledged] } else { vec![acknowledged, reply(message, sequence)] }
}

/// 50 messages a second for 4 seconds, evenly: 200.
pub fn options() -> Options {
    Options {
        rate: 50.0,
        duration: std::time::Duration::from_secs(4),
        spacing: bench::sms::arrivals::Spacing::Even,
        drain: std::time::Duration::from_secs(20),
        system_id: Some("exeat".to_owned()),
        password: Some("secret".to_owned()),
        ..Options::default()
    }
}

pub fn pattern(text: &str) -> Pattern {
    text.parse().unwrap()
}

/// A run with one transceiver.
pub async fn run(options: &Options, on: impl FnMut(&Pdu, &mut Sequence) -> Acts + Send + 'static) -> Report {
    let smsc = Smsc::new(options);
    tokio::spawn(esme(stream(&smsc), BindKind::Transceiver, on));
    smsc.run(options, Progress::Hidden).await.unwrap()
}

//! Links: frames over a stream, sequence numbers, the small SMSC.

use bytes::Bytes;
use smpp::link::{self, LinkError, Sequence};
use smpp::pdu::{Address, Bind, BindKind, Command, Message, Pdu, Status};
use smpp::server::{self, AcceptError, Outgoing};
use tokio::io::AsyncWriteExt;

fn deliver(sequence: u32) -> Pdu {
    let message = Message {
        source: Address::new("1"),
        destination: Address::new("2"),
        short_message: Bytes::from_static(b"a"),
        ..Message::default()
    };
    Pdu::request(sequence, Command::DeliverSm(message))
}

fn bind(password: &'static [u8]) -> Pdu {
    let bind = Bind { system_id: "exeat".into(), password: Bytes::from_static(password), interface_version: 0x34, ..Bind::default() };
    Pdu::request(1, Command::Bind(BindKind::Transceiver, bind))
}

fn check(_: BindKind, bind: &Bind) -> Status {
    if bind.password == "right" { Status::OK } else { Status::INVALID_PASSWORD }
}

#[test]
fn sequence_numbers_wrap_and_are_never_zero() {
    let mut sequence = Sequence::from(Sequence::LAST - 1);
    assert_eq!([sequence.take(), sequence.take(), sequence.take()], [0x7FFF_FFFE, 0x7FFF_FFFF, 1]);
    for none in [0, 0x8000_0000, u32::MAX] {
        assert_eq!(Sequence::from(none).take(), 1);
    }
}

#[tokio::test]
async fn many_pdus_arrive_whatever_the_pieces() {
    let (one, other) = tokio::io::duplex(37);
    let (_, mut writer) = link::over(one);
    let (mut reader, _other) = link::over(other);
    let sent = (1..=500).map(deliver).collect::<Vec<_>>();
    sent.iter().for_each(|pdu| assert!(writer.push(pdu).is_ok()));
    let read = async {
        let mut read = Vec::new();
        while read.len() < sent.len() {
            read.push(reader.next().await.unwrap());
        }
        read
    };
    let (flushed, read) = tokio::join!(writer.flush(), read);
    assert!(flushed.is_ok() && read == sent);
}

#[tokio::test]
async fn it_is_known_which_pdus_the_transport_took() {
    let (one, _other) = tokio::io::duplex(50);
    let (_, mut writer) = link::over(one);
    let begins = [1, 2, 3].map(|sequence| writer.push(&deliver(sequence)).unwrap());
    let stuck = tokio::time::timeout(std::time::Duration::ZERO, writer.flush()).await;
    assert!(stuck.is_err());
    assert_eq!(begins.map(|begins| begins < writer.written()), [true, true, false]);
}

#[tokio::test]
async fn a_link_that_is_out_of_step_or_closed_ends() {
    let (mut one, other) = tokio::io::duplex(100);
    let (mut reader, _writer) = link::over(other);
    one.write_all(b"GET / HTTP/1.1\r\n").await.unwrap();
    assert!(matches!(reader.next().await, Err(LinkError::Frame(_))));

    let (mut one, other) = tokio::io::duplex(100);
    let (mut reader, _writer) = link::over(other);
    one.write_all(b"\0\0\0\x10\0\0").await.unwrap();
    drop(one);
    assert!(matches!(reader.next().await, Err(LinkError::Closed)));
}

#[tokio::test]
async fn the_small_smsc_takes_a_bind_and_carries_pdus() {
    let (one, other) = tokio::io::duplex(10_000);
    let (mut reader, mut writer) = link::over(one);
    writer.push(&bind(b"right")).unwrap();
    writer.flush().await.unwrap();
    let mut session = server::accept(other, check).await.unwrap();
    assert_eq!((session.kind, session.bind.system_id.as_ref()), (BindKind::Transceiver, &b"exeat"[..]));
    session.writer.push(&deliver(1)).unwrap();
    let mut peer = session.run(10);
    peer.send.send(Outgoing::Pdu(deliver(2))).await.unwrap();
    peer.send.send(Outgoing::Octets(Bytes::from_static(b"\0\0\0\x10\0\0\0\x15\0\0\0\0\0\0\0\x03"))).await.unwrap();
    let read = [reader.next().await.unwrap(), reader.next().await.unwrap(), reader.next().await.unwrap(), reader.next().await.unwrap()];
    assert_eq!(read.map(|pdu| (pdu.command.id(), pdu.sequence)), [(0x8000_0009, 1), (5, 1), (5, 2), (0x15, 3)]);

    writer.push(&Pdu::request(2, Command::EnquireLink)).unwrap();
    writer.flush().await.unwrap();
    assert_eq!(peer.received.recv().await, Some(Pdu::request(2, Command::EnquireLink)));
    drop(peer.send);
    assert!(matches!(reader.next().await, Err(LinkError::Closed)));
    assert!(peer.ended.await.unwrap().is_ok());
}

#[tokio::test]
async fn the_small_smsc_refuses_who_is_not_let_in() {
    for (first, status) in [(bind(b"wrong"), Status::INVALID_PASSWORD), (deliver(1), Status::INCORRECT_BIND)] {
        let (one, other) = tokio::io::duplex(10_000);
        let (mut reader, mut writer) = link::over(one);
        writer.push(&first).unwrap();
        writer.flush().await.unwrap();
        match server::accept(other, check).await {
            Err(AcceptError::Refused(refused)) => assert_eq!(refused, status),
            Err(AcceptError::NotBound) => assert_eq!(status, Status::INCORRECT_BIND),
            other => panic!("{other:?}"),
        }
        assert_eq!(reader.next().await.unwrap().status, status);
    }
}

//! An operator and a small SMSC on this machine: so many messages in, an answer to each, and a reply out. Prints how many a second.
//!
//! `cargo run -p exeat-smpp --example both_ways -- 100000`
#![expect(clippy::print_stdout, reason = "it is there to print")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use smpp::client::{Event, Operator, OperatorOptions, Submit};
use smpp::pdu::{Address, Command, Message, MessageResp, Pdu, Status};
use smpp::server::{self, Outgoing};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count = std::env::args().nth(1).map_or(Ok(20_000), |count| count.parse::<u32>())?;
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let options = OperatorOptions {
        addresses: vec![listener.local_addr()?.to_string()],
        system_id: "exeat".to_owned(),
        window: 100,
        ..OperatorOptions::default()
    };
    let (operator, mut events) = Operator::start(options, Arc::new(|| 0.5))?;
    let (stream, _) = listener.accept().await?;
    stream.set_nodelay(true)?;
    let mut peer = server::accept(stream, |_, _| Status::OK).await?.run(1000);
    let began = Instant::now();

    let send = peer.send.clone();
    let window = Arc::new(Semaphore::new(500));
    let delivered = Arc::clone(&window);
    let delivering = tokio::spawn(async move {
        for sequence in 1..=count {
            let message = Message {
                source: Address::new(format!("99450{sequence:07}")),
                destination: Address::new("8103"),
                short_message: Bytes::from_static(b"1 AZE4829137"),
                ..Message::default()
            };
            let Ok(place) = window.acquire().await else { break };
            place.forget();
            if send.send(Outgoing::Pdu(Pdu::request(sequence, Command::DeliverSm(message)))).await.is_err() {
                break;
            }
        }
    });
    let replying = tokio::spawn(async move {
        while let Some(Event::Message { from, to, answer, .. }) = events.recv().await {
            answer.accept();
            let operator = operator.clone();
            tokio::spawn(async move {
                let text = "AB12CD34 until 15:30. Necessities. Show this message with your document.".to_owned();
                let submitted = operator.submit(Submit { from: to, to: from, text, receipt: true, valid_for: None }).await;
                if let Err(error) = submitted {
                    println!("{error}");
                }
            });
        }
    });

    let (mut acknowledged, mut submitted, mut last) = (0_u32, 0_u32, 0_u64);
    while acknowledged < count || submitted < count {
        let Some(pdu) = peer.received.recv().await else { break };
        match pdu.command {
            Command::DeliverSmResp(_) => {
                acknowledged += 1;
                delivered.add_permits(1);
            }
            Command::SubmitSm(_) => {
                submitted += 1;
                last += 1;
                let resp = Command::SubmitSmResp(MessageResp::new(format!("{last:08x}")));
                peer.send.send(Outgoing::Pdu(Pdu::response(pdu.sequence, Status::OK, resp))).await?;
            }
            _ => {}
        }
    }
    let took = began.elapsed().max(Duration::from_millis(1));
    println!("{count} messages in and {submitted} out in {took:?}: {:.0} of each a second", f64::from(count) / took.as_secs_f64());
    delivering.await?;
    replying.abort();
    Ok(())
}

//! The SMSC alone, to try it: `smsc [rate] [seconds] [listen] [journal]`, with an ESME that binds by itself. With `echo` in place of `listen`, it is its own
//! ESME: a thread that answers each message with a fixed text, and the figures are those of the SMSC.

use std::time::Duration;

use bench::sms::{self, Options, Progress};
use smpp::link;
use smpp::pdu::{Bind, BindKind, Command, Message, MessageResp, Pdu};

#[expect(clippy::print_stdout, reason = "it is a program")]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments = std::env::args().collect::<Vec<_>>();
    let argument = |position: usize, default: &str| arguments.get(position).map_or(default, String::as_str).to_owned();
    let echo = argument(3, "echo") == "echo";
    let listen = if echo { "127.0.0.1:2776".to_owned() } else { argument(3, "") };
    let options = Options {
        rate: argument(1, "20000").parse()?,
        duration: Duration::from_secs(argument(2, "10").parse()?),
        warm_up: Duration::from_secs(2),
        listen: listen.clone(),
        malformed: 0.25,
        journal: arguments.get(4).map(std::path::PathBuf::from),
        ..Options::default()
    };
    if echo {
        std::thread::Builder::new().name("esme".to_owned()).spawn(move || esme(&listen))?;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let report = runtime.block_on(sms::run(&options, Progress::Bar))?;
    println!("{report}");
    println!("processor time of each thread, in hundredths of a second: {}", threads());
    Ok(())
}

fn threads() -> String {
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let times = tasks.filter_map(|task| {
        let stat = std::fs::read_to_string(task.path().join("stat")).ok()?;
        let (name, fields) = stat.rsplit_once(')')?;
        let time = fields.split_ascii_whitespace().skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>();
        Some(format!("{} {time}", name.rsplit_once('(')?.1))
    });
    times.collect::<Vec<_>>().join(", ")
}

/// Binds and answers, until the link ends.
fn esme(address: &str) {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    let ended = runtime.block_on(async {
        tokio::time::sleep(Duration::from_millis(100)).await;
        let stream = tokio::net::TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let (mut reader, mut writer) = link::over(stream);
        let bind = Bind { system_id: "echo".into(), interface_version: 0x34, ..Bind::default() };
        writer.push(&Pdu::request(1, Command::Bind(BindKind::Transceiver, bind)))?;
        let mut sequence = link::Sequence::from(2);
        loop {
            writer.flush().await?;
            let mut next = Some(reader.next().await?);
            while let Some(pdu) = next {
                if let Command::DeliverSm(message) = &pdu.command {
                    writer.push(&Pdu::response(pdu.sequence, smpp::pdu::Status::OK, Command::DeliverSmResp(MessageResp::default())))?;
                    if message.esm_class == 0 {
                        let reply = Message {
                            source: message.destination.clone(),
                            destination: message.source.clone(),
                            registered_delivery: 1,
                            short_message: bytes::Bytes::from_static(b"AB12CD34 AZE1234567 10:00-12:00"),
                            ..Message::default()
                        };
                        writer.push(&Pdu::request(sequence.take(), Command::SubmitSm(reply)))?;
                    }
                }
                next = reader.buffered()?;
            }
        }
        #[expect(unreachable_code, reason = "it says what the block is")]
        Ok::<(), Box<dyn std::error::Error>>(())
    });
    drop(ended);
}

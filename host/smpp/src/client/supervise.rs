//! Keeps one link of an operator bound: connects, binds, runs it, and starts again.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep, timeout};

use crate::link::{self, Halves, LinkError, Sequence};
use crate::pdu::{BindKind, Command, EncodeError, Pdu, Status};

use super::session::{Ended, Session};
use super::transport::Stream;
use super::{Shared, backoff};

/// How many PDUs may come before the answer to the bind.
const EARLY: usize = 100;

/// Why there is no link.
#[derive(Debug, thiserror::Error)]
enum NoLink {
    #[error("no connection: {0}")]
    Connect(io::Error),
    #[error("no connection in time")]
    ConnectTimeout,
    #[error("the bind was not answered: {0}")]
    Link(#[from] LinkError),
    #[error("the bind was not answered in time")]
    BindTimeout,
    #[error("{EARLY} PDUs came and no answer to the bind")]
    TooEarly,
    #[error("the bind was refused: {0}")]
    Refused(Status),
    #[error("{0}")]
    Encode(#[from] EncodeError),
}

/// A link that is bound.
struct Bound {
    halves: Halves<Box<dyn Stream>>,
    sequence: Sequence,
    early: Vec<Pdu>,
}

/// Runs link `index` of the operator until it is stopped.
pub(super) async fn supervise(shared: Arc<Shared>, index: usize, kind: BindKind) {
    let (mut attempt, mut failures) = (index, 0_u32);
    let mut stop = shared.stop.subscribe();
    loop {
        let address = attempt.checked_rem(shared.options.addresses.len()).and_then(|at| shared.options.addresses.get(at));
        let Some(address) = address else { return };
        let bound = tokio::select! {
            bound = bind(&shared, kind, address) => bound,
            _ = stop.wait_for(Option::is_some) => return,
        };
        let problem = match bound {
            Ok(Bound { halves, sequence, early }) => {
                let (number, since) = (shared.next_session(), Instant::now());
                shared.set(index, address, Some(number), None);
                tracing::info!(operator = %shared.options.system_id, address, ?kind, session = number, "bound");
                let ended = Session::new(&shared, index, number, kind, sequence, halves).run(early).await;
                if matches!(ended, Ended::Stopped) {
                    shared.set(index, address, None, None);
                    return;
                }
                // a link that dies as soon as it is bound is a failure too
                failures = if since.elapsed() >= shared.options.reconnect_delay { 0 } else { failures.saturating_add(1) };
                ended.to_string()
            }
            Err(error) => {
                failures = failures.saturating_add(1);
                error.to_string()
            }
        };
        let options = &shared.options;
        let delay = backoff::delay(failures.saturating_sub(1), options.reconnect_delay, options.reconnect_delay_max, (shared.chance)());
        tracing::warn!(operator = %options.system_id, address, ?kind, problem, ?delay, "no link; another attempt follows");
        shared.set(index, address, None, Some(problem));
        attempt = attempt.wrapping_add(1);
        tokio::select! {
            () = sleep(delay) => {}
            _ = stop.wait_for(Option::is_some) => return,
        }
    }
}

async fn bind(shared: &Shared, kind: BindKind, address: &str) -> Result<Bound, NoLink> {
    let limit: Duration = shared.options.response_timeout;
    let stream = timeout(limit, shared.connect.connect(address)).await.map_err(|_| NoLink::ConnectTimeout)?;
    let (mut reader, mut writer) = link::over(stream.map_err(NoLink::Connect)?);
    let mut sequence = Sequence::default();
    writer.push(&Pdu::request(sequence.take(), Command::Bind(kind, shared.options.bind())))?;
    let answered = async {
        writer.flush().await.map_err(LinkError::Io)?;
        let mut early = Vec::new();
        loop {
            let pdu = reader.next().await?;
            match pdu.command {
                Command::BindResp(..) if pdu.status == Status::OK => return Ok(early),
                Command::BindResp(..) | Command::GenericNack => return Err(NoLink::Refused(pdu.status)),
                _ if early.len() < EARLY => early.push(pdu),
                _ => return Err(NoLink::TooEarly),
            }
        }
    };
    let early = timeout(limit, answered).await.map_err(|_| NoLink::BindTimeout)??;
    Ok(Bound { halves: (reader, writer), sequence, early })
}

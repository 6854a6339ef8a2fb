//! One bind: reads, writes, and neither waits for the other.

use std::sync::Arc;

use smpp::link::LinkError;
use smpp::pdu::{Bind, BindKind, Pdu, Status};
use smpp::server::{self, AcceptError, Session};
use tokio::io::{AsyncRead, AsyncWrite};

use super::centre::Shared;

/// PDUs that are looked at together.
const BATCH: usize = 512;

/// Octets that wait to be written, above which nothing more is read: an ESME that does not read gets no answers either.
const FULL: u64 = 4 * 1024 * 1024;

/// Takes a bind on `stream` and carries PDUs until the link ends.
pub(super) async fn serve<S>(stream: S, shared: Arc<Shared>, check: impl FnOnce(BindKind, &Bind) -> Status)
where
    S: AsyncRead + AsyncWrite + Send + 'static,
{
    match server::accept(stream, check).await {
        Ok(session) => {
            let (id, wake) = shared.lock().add(session.kind);
            shared.bound.notify_one();
            let ended = carry(session, &shared, id, &wake).await;
            tracing::debug!(?ended, "a link ended");
            shared.lock().remove(id);
        }
        Err(error) => {
            if let AcceptError::Refused(_) = &error {
                shared.lock().counted.refused += 1;
            }
            tracing::debug!(%error, "nobody bound");
        }
    }
}

async fn carry<S>(session: Session<S>, shared: &Shared, id: u64, wake: &tokio::sync::Notify) -> Result<(), LinkError>
where
    S: AsyncRead + AsyncWrite + Send + 'static,
{
    let Session { mut reader, mut writer, .. } = session;
    let mut pushed = 0_u64;
    let mut batch: Vec<Pdu> = Vec::with_capacity(BATCH);
    loop {
        let closing = shared.lock().collect(id, |octets| {
            pushed = pushed.saturating_add(u64::try_from(octets.len()).unwrap_or_default());
            writer.push_octets(octets);
        });
        if closing {
            writer.flush().await?;
            writer.close().await?;
            return Ok(());
        }
        let waiting = pushed.saturating_sub(writer.written());
        tokio::select! {
            biased;
            written = writer.flush(), if writer.waits() => written?,
            first = reader.next(), if waiting < FULL => {
                batch.push(first?);
                let failed = loop {
                    match reader.buffered() {
                        Ok(Some(pdu)) if batch.len() < BATCH => batch.push(pdu),
                        Ok(Some(pdu)) => {
                            batch.push(pdu);
                            break None;
                        }
                        Ok(None) => break None,
                        Err(error) => break Some(error),
                    }
                };
                shared.lock().received(id, batch.drain(..));
                if let Some(error) = failed {
                    return Err(error);
                }
            }
            () = wake.notified() => {}
        }
    }
}

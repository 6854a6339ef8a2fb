//! A small SMSC: it takes a bind and then carries PDUs. Its user answers them.
//!
//! It is for tests and for load, not for telephones: no queue, no retry, no receipts of its own.

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncWrite, ReadHalf, WriteHalf};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use crate::link::{self, LinkError, Reader, Writer};
use crate::pdu::{Bind, BindKind, BindResp, Command, EncodeError, Pdu, Status, Tlvs, tag};

/// A link that is bound.
#[derive(Debug)]
pub struct Session<S> {
    /// Which way messages go.
    pub kind: BindKind,
    /// Who bound.
    pub bind: Bind,
    /// What the ESME writes.
    pub reader: Reader<ReadHalf<S>>,
    /// What the ESME reads. The answer to the bind waits in it, so that what is pushed next goes out in the same segment.
    pub writer: Writer<WriteHalf<S>>,
}

/// Why a bind came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum AcceptError {
    /// The link ended.
    #[error(transparent)]
    Link(#[from] LinkError),
    /// The answer can't be written.
    #[error(transparent)]
    Encode(#[from] EncodeError),
    /// The first PDU was something else.
    #[error("the first PDU was not a bind")]
    NotBound,
    /// The check said no; the ESME was told.
    #[error("the bind was refused: {0}")]
    Refused(Status),
}

/// Takes a bind on `stream`, if `check` answers it with [`Status::OK`].
///
/// # Errors
/// When there is no bind, or `check` refuses it.
pub async fn accept<S: AsyncRead + AsyncWrite>(
    stream: S,
    check: impl FnOnce(BindKind, &Bind) -> Status,
) -> Result<Session<S>, AcceptError> {
    let (mut reader, mut writer) = link::over(stream);
    let first = reader.next().await?;
    let Command::Bind(kind, bind) = first.command else {
        if let Some(answer) = first.answer(Status::INCORRECT_BIND) {
            writer.push(&answer)?;
            writer.flush().await.map_err(LinkError::Io)?;
        }
        return Err(AcceptError::NotBound);
    };
    let status = check(kind, &bind);
    let tlvs = if status == Status::OK { Tlvs::default().with(tag::INTERFACE_VERSION, &[0x34_u8][..]) } else { Tlvs::default() };
    let resp = BindResp { system_id: Bytes::from_static(b"smsc"), tlvs };
    writer.push(&Pdu::response(first.sequence, status, Command::BindResp(kind, resp)))?;
    if status != Status::OK {
        writer.flush().await.map_err(LinkError::Io)?;
        return Err(AcceptError::Refused(status));
    }
    Ok(Session { kind, bind, reader, writer })
}

/// What can be sent to the ESME.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "nearly all of them are PDUs")]
pub enum Outgoing {
    /// A PDU.
    Pdu(Pdu),
    /// Octets as they are: for peers that misbehave.
    Octets(Bytes),
}

/// A bound link that runs by itself.
#[derive(Debug)]
pub struct Peer {
    /// To the ESME. When all clones are dropped the link is closed.
    pub send: mpsc::Sender<Outgoing>,
    /// From the ESME. When it is full the socket is not read.
    pub received: mpsc::Receiver<Pdu>,
    /// How the link ended; `Ok` when this side closed it.
    pub ended: JoinHandle<Result<(), LinkError>>,
}

impl<S: AsyncRead + AsyncWrite + Send + 'static> Session<S> {
    /// Runs the link in tasks of its own, with room for `capacity` PDUs each way.
    #[must_use]
    pub fn run(self, capacity: usize) -> Peer {
        let (send, outgoing) = mpsc::channel(capacity);
        let (incoming, received) = mpsc::channel(capacity);
        let (reader, writer) = (self.reader, self.writer);
        let ended = tokio::spawn(async move {
            tokio::select! {
                ended = read(reader, incoming) => ended,
                ended = write(writer, outgoing) => ended,
            }
        });
        Peer { send, received, ended }
    }
}

async fn read<R: AsyncRead + Unpin>(mut reader: Reader<R>, incoming: mpsc::Sender<Pdu>) -> Result<(), LinkError> {
    loop {
        let pdu = reader.next().await?;
        if incoming.send(pdu).await.is_err() {
            return std::future::pending().await;
        }
    }
}

async fn write<W: AsyncWrite + Unpin>(mut writer: Writer<W>, mut outgoing: mpsc::Receiver<Outgoing>) -> Result<(), LinkError> {
    writer.flush().await?;
    let mut batch = Vec::new();
    while outgoing.recv_many(&mut batch, 256).await > 0 {
        for item in batch.drain(..) {
            match item {
                Outgoing::Pdu(pdu) => {
                    if let Err(error) = writer.push(&pdu) {
                        tracing::warn!(%error, "a PDU can't be written");
                    }
                }
                Outgoing::Octets(octets) => writer.push_octets(&octets),
            }
        }
        writer.flush().await?;
    }
    writer.close().await?;
    Ok(())
}

//! Framed reading and writing over anything that carries octets, and the numbers that tie answers to requests.
//!
//! What may not live here: who answers what, and when. Neither half loses anything when its future is dropped, so both can stand in a
//! `select!`.

use std::io;

use bytes::BytesMut;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt, ReadHalf, WriteHalf};

use crate::pdu::{EncodeError, FrameError, Pdu, split};

/// Room for reading at once, in octets: about 200 short messages, and one system call for them.
const READ: usize = 32 * 1024;

/// Where the sequence number stands in a PDU.
const SEQUENCE: usize = 12;

/// Why a link ended.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The transport failed.
    #[error("the link failed: {0}")]
    Io(#[from] io::Error),
    /// What came is not SMPP, or no longer.
    #[error(transparent)]
    Frame(#[from] FrameError),
    /// The peer closed it, in the middle of a PDU or between two.
    #[error("the peer closed the link")]
    Closed,
}

/// Both halves of a link.
pub type Halves<S> = (Reader<ReadHalf<S>>, Writer<WriteHalf<S>>);

/// Makes a link over `stream`.
pub fn over<S: AsyncRead + AsyncWrite>(stream: S) -> Halves<S> {
    let (read, write) = tokio::io::split(stream);
    (Reader::new(read), Writer::new(write))
}

/// The half that reads.
#[derive(Debug)]
pub struct Reader<R> {
    io: R,
    buffer: BytesMut,
}

impl<R: AsyncRead + Unpin> Reader<R> {
    /// Reads from `io`.
    pub fn new(io: R) -> Self {
        Self { io, buffer: BytesMut::with_capacity(READ) }
    }

    /// The next PDU that has already been read, without waiting.
    ///
    /// # Errors
    /// [`LinkError::Frame`].
    pub fn buffered(&mut self) -> Result<Option<Pdu>, LinkError> {
        Ok(split(&mut self.buffer)?.map(Pdu::decode))
    }

    /// The next PDU. Can be dropped while it waits.
    ///
    /// # Errors
    /// When the link ended.
    pub async fn next(&mut self) -> Result<Pdu, LinkError> {
        loop {
            if let Some(pdu) = self.buffered()? {
                return Ok(pdu);
            }
            if self.buffer.capacity() - self.buffer.len() < READ / 8 {
                self.buffer.reserve(READ);
            }
            if self.io.read_buf(&mut self.buffer).await? == 0 {
                return Err(LinkError::Closed);
            }
        }
    }
}

/// The half that writes: PDUs are gathered, then go out together.
#[derive(Debug)]
pub struct Writer<W> {
    io: W,
    buffer: BytesMut,
    pushed: u64,
    /// The transport has octets that it may keep to itself until it is flushed, as TLS does.
    kept: bool,
}

impl<W: AsyncWrite + Unpin> Writer<W> {
    /// Writes to `io`.
    pub fn new(io: W) -> Self {
        Self { io, buffer: BytesMut::with_capacity(READ), pushed: 0, kept: false }
    }

    /// Adds a PDU to what goes out with the next [`flush`](Self::flush). Returns where it begins in all that was ever pushed, to be held
    /// against [`written`](Self::written).
    ///
    /// # Errors
    /// When it can't be written.
    pub fn push(&mut self, pdu: &Pdu) -> Result<u64, EncodeError> {
        let (begins, before) = (self.pushed, self.buffer.len());
        pdu.encode(&mut self.buffer)?;
        self.count(self.buffer.len() - before);
        Ok(begins)
    }

    /// Adds a PDU that was encoded before, under another sequence number. Otherwise as [`push`](Self::push).
    pub fn push_encoded(&mut self, frame: &[u8], sequence: u32) -> u64 {
        let begins = self.pushed;
        let (head, rest) = frame.split_at_checked(SEQUENCE).unwrap_or((frame, &[]));
        self.push_octets(head);
        self.push_octets(&sequence.to_be_bytes());
        self.push_octets(rest.get(4..).unwrap_or_default());
        begins
    }

    /// Adds octets as they are: for peers that misbehave.
    pub fn push_octets(&mut self, octets: &[u8]) {
        self.buffer.extend_from_slice(octets);
        self.count(octets.len());
    }

    fn count(&mut self, octets: usize) {
        self.pushed = self.pushed.saturating_add(u64::try_from(octets).unwrap_or(u64::MAX));
    }

    /// Whether there is anything to flush.
    #[must_use]
    pub fn waits(&self) -> bool {
        self.kept || !self.buffer.is_empty()
    }

    /// How many octets the transport has taken so far. A PDU that begins below it may have reached the peer; one that begins there or above
    /// has not.
    #[must_use]
    pub fn written(&self) -> u64 {
        self.pushed.saturating_sub(u64::try_from(self.buffer.len()).unwrap_or(u64::MAX))
    }

    /// Writes all that was gathered. Can be dropped while it waits; the next call goes on where it stopped.
    ///
    /// # Errors
    /// When the transport failed.
    pub async fn flush(&mut self) -> io::Result<()> {
        while !self.buffer.is_empty() {
            self.kept = true;
            if self.io.write_buf(&mut self.buffer).await? == 0 {
                return Err(io::ErrorKind::WriteZero.into());
            }
        }
        self.io.flush().await?;
        self.kept = false;
        Ok(())
    }

    /// Tells the peer that nothing more comes.
    ///
    /// # Errors
    /// When the transport failed.
    pub async fn close(&mut self) -> io::Result<()> {
        self.io.shutdown().await
    }
}

/// Sequence numbers: 1 to 0x7FFFFFFF, then from 1 again (SMPP 3.4, 3.2.1.4).
#[derive(Clone, Copy, Debug)]
pub struct Sequence(u32);

impl Sequence {
    /// The highest.
    pub const LAST: u32 = 0x7FFF_FFFF;

    /// Counts from `first` on, or from 1 if that is no sequence number.
    #[must_use]
    pub fn from(first: u32) -> Self {
        Self(if (1..=Self::LAST).contains(&first) { first } else { 1 })
    }

    /// The next number.
    pub fn take(&mut self) -> u32 {
        let taken = self.0;
        self.0 = if taken >= Self::LAST { 1 } else { taken + 1 };
        taken
    }
}

impl Default for Sequence {
    fn default() -> Self {
        Self(1)
    }
}

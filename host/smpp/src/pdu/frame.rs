//! Where one PDU ends and the next begins.

use bytes::{Bytes, BytesMut};

/// Octets of the header: length, command, status, sequence number.
pub const HEADER: usize = 16;

/// The longest PDU that is read, in octets: a `message_payload` of 64 KiB does not come from a telephone.
pub const LIMIT: usize = 64 * 1024;

/// A length that makes no sense. Nobody knows where the next PDU begins, so the link has to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a PDU of {length} octets: the link is out of step")]
pub struct FrameError {
    /// `command_length` as written.
    pub length: u32,
}

/// Takes one whole frame off the front of `buffer`, without copying; `None` while it is not all there.
///
/// # Errors
/// When its length is under 16 or over [`LIMIT`].
pub fn split(buffer: &mut BytesMut) -> Result<Option<Bytes>, FrameError> {
    let Some(head) = buffer.first_chunk::<4>() else { return Ok(None) };
    let said = u32::from_be_bytes(*head);
    let length = usize::try_from(said).unwrap_or(usize::MAX);
    if !(HEADER..=LIMIT).contains(&length) {
        return Err(FrameError { length: said });
    }
    if buffer.len() < length {
        buffer.reserve(length - buffer.len());
        return Ok(None);
    }
    Ok(Some(buffer.split_to(length).freeze()))
}

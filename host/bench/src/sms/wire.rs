//! The few PDUs that go out by the ten thousand, written straight into the buffer of their link. All others are written by the codec.

use bytes::{BufMut, BytesMut};
use smpp::pdu::{HEADER, Status, tag};

const DELIVER_SM: u32 = 0x5;
const SUBMIT_SM_RESP: u32 = 0x8000_0004;

/// Octets that `short_message` has room for (SMPP 3.4, 5.2.22).
const SHORT_MESSAGE: usize = 254;

/// A text as it is delivered. It has no NUL in its addresses, and those have 20 characters at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Delivery<'a> {
    pub(super) source: &'a [u8],
    pub(super) destination: &'a [u8],
    pub(super) esm_class: u8,
    pub(super) data_coding: u8,
    pub(super) text: &'a [u8],
}

/// `deliver_sm` (SMPP 3.4, 4.6.1).
pub(super) fn deliver(out: &mut BytesMut, sequence: u32, delivery: &Delivery<'_>, tlvs: &[(u16, &[u8])]) {
    let Delivery { source, destination, esm_class, data_coding, text } = *delivery;
    let short = text.len() <= SHORT_MESSAGE;
    let body = 1 + (2 + source.len() + 1) + (2 + destination.len() + 1) + 3 + 2 + 4 + 1;
    let parameters = tlvs.iter().map(|(_, value)| 4 + value.len()).sum::<usize>();
    let length = HEADER + body + text.len() + parameters + if short { 0 } else { 4 };
    header(out, length, DELIVER_SM, Status::OK, sequence);
    out.put_u8(0);
    for address in [source, destination] {
        out.put_slice(&[1, 1]);
        out.put_slice(address);
        out.put_u8(0);
    }
    out.put_slice(&[esm_class, 0, 0, 0, 0, 0, 0, data_coding, 0]);
    if short {
        out.put_u8(u8::try_from(text.len()).unwrap_or_default());
        out.put_slice(text);
    } else {
        out.put_u8(0);
        parameter(out, tag::MESSAGE_PAYLOAD, text);
    }
    for (tag, value) in tlvs {
        parameter(out, *tag, value);
    }
}

/// `submit_sm_resp` (SMPP 3.4, 4.4.2); without a body when it is an error.
pub(super) fn submitted(out: &mut BytesMut, sequence: u32, status: Status, id: &[u8]) {
    if status != Status::OK {
        return header(out, HEADER, SUBMIT_SM_RESP, status, sequence);
    }
    header(out, HEADER + id.len() + 1, SUBMIT_SM_RESP, status, sequence);
    out.put_slice(id);
    out.put_u8(0);
}

fn header(out: &mut BytesMut, length: usize, command: u32, status: Status, sequence: u32) {
    out.put_u32(u32::try_from(length).unwrap_or_default());
    out.put_u32(command);
    out.put_u32(status.0);
    out.put_u32(sequence);
}

fn parameter(out: &mut BytesMut, tag: u16, value: &[u8]) {
    out.put_u16(tag);
    out.put_u16(u16::try_from(value.len()).unwrap_or_default());
    out.put_slice(value);
}

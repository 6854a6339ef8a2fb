//! Optional parameters (SMPP 3.4, 5.3): a tag, a length, octets.

use bytes::{BufMut, Bytes, BytesMut};

use super::Problem;

/// Tags that somebody reads or writes (SMPP 3.4, 5.3.2).
pub mod tag {
    /// The identifier that the SMSC gave to the message a receipt speaks of.
    pub const RECEIPTED_MESSAGE_ID: u16 = 0x001E;
    /// Reference of a long message.
    pub const SAR_REFERENCE: u16 = 0x020C;
    /// Into how many parts.
    pub const SAR_TOTAL: u16 = 0x020E;
    /// Which part, from 1.
    pub const SAR_NUMBER: u16 = 0x020F;
    /// The version that the SMSC speaks.
    pub const INTERFACE_VERSION: u16 = 0x0210;
    /// Network and error code of a failed delivery.
    pub const NETWORK_ERROR_CODE: u16 = 0x0423;
    /// A text of up to 64 KiB in place of `short_message`.
    pub const MESSAGE_PAYLOAD: u16 = 0x0424;
    /// The state of the message a receipt speaks of.
    pub const MESSAGE_STATE: u16 = 0x0427;
}

/// One optional parameter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tlv {
    /// What it is.
    pub tag: u16,
    /// Its octets.
    pub value: Bytes,
}

/// The optional parameters of a PDU, in their order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tlvs(pub Vec<Tlv>);

impl Tlvs {
    /// The octets of the first one with this tag.
    #[must_use]
    pub fn get(&self, tag: u16) -> Option<&Bytes> {
        self.0.iter().find(|tlv| tlv.tag == tag).map(|tlv| &tlv.value)
    }

    /// A number of one octet, or of more that fit into it: some peers write `sar_total_segments` as two.
    #[must_use]
    pub fn octet(&self, tag: u16) -> Option<u8> {
        self.number(tag).and_then(|number| u8::try_from(number).ok())
    }

    /// A number of one to four octets.
    #[must_use]
    pub fn number(&self, tag: u16) -> Option<u32> {
        let value = self.get(tag)?;
        matches!(value.len(), 1..=4).then(|| value.iter().fold(0, |number, octet| (number << 8) | u32::from(*octet)))
    }

    /// Text, with or without the NUL at its end.
    #[must_use]
    pub fn text(&self, tag: u16) -> Option<String> {
        let value = self.get(tag)?;
        let end = value.iter().position(|octet| *octet == 0).unwrap_or(value.len());
        Some(value.iter().take(end).map(|octet| char::from(*octet)).collect())
    }

    /// Adds one at the end.
    #[must_use]
    pub fn with(mut self, tag: u16, value: impl Into<Bytes>) -> Self {
        self.0.push(Tlv { tag, value: value.into() });
        self
    }

    /// Reads all that stand in `rest`. What can't be read is noted, and what stood before it is kept.
    pub(super) fn read(mut rest: Bytes, problems: &mut Vec<Problem>) -> Self {
        let mut tlvs = Vec::new();
        while !rest.is_empty() {
            let Some((head, _)) = rest.split_first_chunk::<4>() else {
                problems.push(Problem::LeftOver { octets: rest.len() });
                break;
            };
            let [tag_high, tag_low, high, low] = *head;
            let (tag, length) = (u16::from_be_bytes([tag_high, tag_low]), usize::from(u16::from_be_bytes([high, low])));
            let mut value = rest.split_off(4);
            if value.len() < length {
                problems.push(Problem::TlvCut { tag, said: length, left: value.len() });
                break;
            }
            rest = value.split_off(length);
            if fixed_length(tag).is_some_and(|fixed| fixed != length) {
                problems.push(Problem::TlvLength { tag, said: length });
            }
            tlvs.push(Tlv { tag, value });
        }
        Self(tlvs)
    }

    pub(super) fn write(&self, out: &mut BytesMut) -> Result<(), super::EncodeError> {
        for tlv in &self.0 {
            let length = u16::try_from(tlv.value.len()).map_err(|_| super::EncodeError::TooLong { field: "tlv" })?;
            out.put_u16(tlv.tag);
            out.put_u16(length);
            out.put_slice(&tlv.value);
        }
        Ok(())
    }
}

/// The length that the specification fixes, of those that are read here.
fn fixed_length(tag: u16) -> Option<usize> {
    match tag {
        tag::SAR_REFERENCE => Some(2),
        tag::SAR_TOTAL | tag::SAR_NUMBER | tag::MESSAGE_STATE | tag::INTERFACE_VERSION => Some(1),
        tag::NETWORK_ERROR_CODE => Some(3),
        _ => None,
    }
}

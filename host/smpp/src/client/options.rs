//! What an operator can be told, in the words that operators of SMS gateways use.

use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;

use bytes::{Bytes, BytesMut};

use crate::coding::Alphabets;
use crate::long::Concatenation;
use crate::pdu::{Bind, BindKind, Command, EncodeError, Pdu};

/// How messages reach an operator and come from it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Binds {
    /// Each bind carries both ways.
    #[default]
    Transceiver,
    /// For each bind one link to the SMSC and one from it.
    TransmitterAndReceiver,
    /// Only to the SMSC.
    Transmitter,
    /// Only from the SMSC.
    Receiver,
}

impl Binds {
    /// The links of one bind.
    #[must_use]
    pub fn kinds(self) -> &'static [BindKind] {
        match self {
            Self::Transceiver => &[BindKind::Transceiver],
            Self::TransmitterAndReceiver => &[BindKind::Transmitter, BindKind::Receiver],
            Self::Transmitter => &[BindKind::Transmitter],
            Self::Receiver => &[BindKind::Receiver],
        }
    }
}

/// What to do when a `submit_sm` is not answered within the response timeout.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unanswered {
    /// End the link; what was under way on it may have been sent.
    #[default]
    Reconnect,
    /// Send it again on the same link, so that it may arrive twice.
    Requeue,
    /// Go on waiting; it keeps its place in the window.
    Keep,
}

/// TLS on every link of an operator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tls {
    /// The certificates, in PEM, of those who may vouch for the SMSC. No others are trusted.
    pub ca: PathBuf,
    /// The name in its certificate, where it is not the host of the address.
    pub server_name: Option<String>,
}

/// A type of number and a numbering plan (SMPP 3.4, 5.2.5 and 5.2.6).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Numbering {
    /// Type of number.
    pub ton: u8,
    /// Numbering plan.
    pub npi: u8,
}

/// One operator: an account at an SMSC.
#[derive(Clone)]
pub struct OperatorOptions {
    /// `host:port` of each of its SMSCs. Binds are spread over them, and a bind that fails goes on to the next.
    pub addresses: Vec<String>,
    /// TLS, or none.
    pub tls: Option<Tls>,
    /// Who binds, up to 15 characters.
    pub system_id: String,
    /// Up to 8 characters.
    pub password: String,
    /// Up to 12 characters; empty.
    pub system_type: String,
    /// Numbering of the addresses that are served; 0 and 0.
    pub served: Numbering,
    /// The addresses that are served, up to 40 characters; empty for all of the account.
    pub address_range: String,
    /// Which links a bind has; a transceiver.
    pub binds: Binds,
    /// How many binds; 1.
    pub number_of_binds: usize,
    /// Segments a second over all binds together (`throughput`); no limit.
    pub throughput: Option<NonZeroU32>,
    /// `submit_sm` under way on each link (`max-pending-submits`); 10.
    pub window: usize,
    /// Messages handed over and not yet answered on each link; 1000. Beyond it the link is not read, so that the SMSC feels it; only when the
    /// answer to one of our own messages is half a second late it is read on, and what there is no room for is told to come later.
    pub inbound_window: usize,
    /// Messages that wait to be sent; 1000. Beyond it [`submit`](super::Operator::submit) waits.
    pub queue: usize,
    /// How long a message may wait before it is given back as not sent, be it for a link, for the queue or for an SMSC that throttles; 60 s.
    pub patience: Duration,
    /// Silence after which the SMSC is asked whether it is there (`enquire-link-interval`); 30 s.
    pub enquire_link: Duration,
    /// How long an answer may take (`wait-ack`): to a bind, an `enquire_link`, a `submit_sm`; 60 s.
    pub response_timeout: Duration,
    /// What then, of a `submit_sm` (`wait-ack-expire`); reconnect.
    pub unanswered: Unanswered,
    /// Before the first attempt to connect again (`reconnect-delay`); 10 s, then twice as long each time.
    pub reconnect_delay: Duration,
    /// The longest time before an attempt; 5 min.
    pub reconnect_delay_max: Duration,
    /// How long everything is held after `ESME_RTHROTTLED` or `ESME_RMSGQFUL`; 1 s.
    pub throttle_hold: Duration,
    /// Numbering of who sends; by its look when there is none: alphanumeric, international with a `+`, else unknown.
    pub source: Option<Numbering>,
    /// Numbering of who receives; international.
    pub destination: Option<Numbering>,
    /// `registered_delivery` of a message that wants a receipt; 1.
    pub registered_delivery: u8,
    /// `service_type`; empty.
    pub service_type: String,
    /// How long messages are cut; `udh8`.
    pub concatenation: Concatenation,
    /// How `data_coding` 0, 1 and 3 are read.
    pub alphabets: Alphabets,
    /// The optional parameter in which this SMSC tells its own identifier of a message to us; none.
    pub message_id_tlv: Option<u16>,
    /// Optional parameters of every `submit_sm`; none.
    pub submit_tlvs: Vec<(u16, Bytes)>,
}

impl Default for OperatorOptions {
    fn default() -> Self {
        Self {
            addresses: Vec::new(),
            tls: None,
            system_id: String::new(),
            password: String::new(),
            system_type: String::new(),
            served: Numbering::default(),
            address_range: String::new(),
            binds: Binds::default(),
            number_of_binds: 1,
            throughput: None,
            window: 10,
            inbound_window: 1000,
            queue: 1000,
            patience: Duration::from_secs(60),
            enquire_link: Duration::from_secs(30),
            response_timeout: Duration::from_secs(60),
            unanswered: Unanswered::default(),
            reconnect_delay: Duration::from_secs(10),
            reconnect_delay_max: Duration::from_secs(300),
            throttle_hold: Duration::from_secs(1),
            source: None,
            destination: Some(Numbering { ton: 1, npi: 1 }),
            registered_delivery: 1,
            service_type: String::new(),
            concatenation: Concatenation::default(),
            alphabets: Alphabets::default(),
            message_id_tlv: None,
            submit_tlvs: Vec::new(),
        }
    }
}

impl std::fmt::Debug for OperatorOptions {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OperatorOptions").field("addresses", &self.addresses).field("system_id", &self.system_id).finish_non_exhaustive()
    }
}

/// Options that no operator can be run with.
#[derive(Debug, thiserror::Error)]
pub enum OptionsError {
    /// Nowhere to connect to.
    #[error("an operator needs an address")]
    NoAddress,
    /// A number that has to be at least 1.
    #[error("`{option}` must be at least 1")]
    Zero {
        /// Its name.
        option: &'static str,
    },
    /// A text that a PDU has no room for.
    #[error(transparent)]
    Text(#[from] EncodeError),
    /// The CA file.
    #[error(transparent)]
    Tls(#[from] super::transport::TlsError),
}

impl OperatorOptions {
    /// The request to bind.
    #[must_use]
    pub(super) fn bind(&self) -> Bind {
        let text = |text: &str| Bytes::copy_from_slice(text.as_bytes());
        Bind {
            system_id: text(&self.system_id),
            password: text(&self.password),
            system_type: text(&self.system_type),
            interface_version: 0x34,
            addr_ton: self.served.ton,
            addr_npi: self.served.npi,
            address_range: text(&self.address_range),
        }
    }

    /// # Errors
    /// What is wrong with them.
    pub(super) fn check(&self) -> Result<(), OptionsError> {
        if self.addresses.is_empty() {
            return Err(OptionsError::NoAddress);
        }
        let numbers = [
            ("number_of_binds", self.number_of_binds),
            ("window", self.window),
            ("inbound_window", self.inbound_window),
            ("queue", self.queue),
        ];
        if let Some((option, _)) = numbers.into_iter().find(|(_, number)| *number == 0) {
            return Err(OptionsError::Zero { option });
        }
        let bind = Pdu::request(1, Command::Bind(BindKind::Transceiver, self.bind()));
        Ok(bind.encode(&mut BytesMut::new())?)
    }
}

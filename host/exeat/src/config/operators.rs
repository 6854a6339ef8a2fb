//! `operators` of the configuration: whose SMSCs the host is bound to, in the words that operators use.

use std::{num::NonZeroU32, path::PathBuf, time::Duration};

use domain::Secret as Hidden;
use miette::{IntoDiagnostic, Result, WrapErr, miette};
use schemars::JsonSchema;
use serde::Deserialize;
use smpp::{
    client::{Binds, Numbering, OperatorOptions, Tls, Unanswered},
    coding::{Alphabet, Alphabets},
    long::Concatenation,
};
use sms::gateway::smpp::{Carrier, Prefixes};

use super::Secret;

/// An operator that is reached by SMPP 3.4: an account at an SMSC.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Operator {
    /// Its name: what stored messages and metrics remember it by.
    pub name: String,
    /// `host:port` of each of its SMSCs. Binds are spread over them, and one that fails goes on to the next.
    #[schemars(length(min = 1))]
    pub addresses: Vec<String>,
    /// Who binds, up to 15 characters.
    pub system_id: String,
    /// The password, up to 8 characters.
    pub password: Secret,
    /// The kind of system that binds, up to 12 characters.
    #[serde(default)]
    pub system_type: String,
    /// TLS; without it the link is as open as the network that it goes through.
    #[serde(default)]
    pub tls: Option<OperatorTls>,
    /// Which links a bind has.
    #[serde(default)]
    pub bind: Bind,
    /// How many binds.
    #[serde(default = "one")]
    #[schemars(range(min = 1))]
    pub binds: usize,
    /// Segments a second over all binds together; no limit when absent.
    #[serde(default)]
    pub throughput: Option<NonZeroU32>,
    /// Segments that are sent on a link before the first of them is answered (`max-pending-submits`).
    #[serde(default = "ten")]
    #[schemars(range(min = 1))]
    pub window: usize,
    /// Messages that are taken from a link before the first of them is answered. Beyond it the link is not read, so that the SMSC waits.
    #[serde(default = "thousand")]
    #[schemars(range(min = 1))]
    pub inbound_window: usize,
    /// Replies that wait for this operator in memory; more wait in the database.
    #[serde(default = "thousand")]
    #[schemars(range(min = 1))]
    pub queue: usize,
    /// After how many seconds of silence the SMSC is asked whether it is there (`enquire-link-interval`).
    #[serde(default = "thirty")]
    pub enquire_link_seconds: u32,
    /// How many seconds an answer of the SMSC may take (`wait-ack`).
    #[serde(default = "twenty")]
    pub response_seconds: u32,
    /// What is done about a message that was not answered in that time (`wait-ack-expire`).
    #[serde(default)]
    pub unanswered: WhenUnanswered,
    /// For how many seconds a reply may wait for this operator before it goes back to the queue.
    #[serde(default = "twenty")]
    pub patience_seconds: u32,
    /// After how many seconds a link that was lost is tried again (`reconnect-delay`); then after twice as long each time.
    #[serde(default = "ten_seconds")]
    pub reconnect_seconds: u32,
    /// The longest time between two tries, in seconds.
    #[serde(default = "five_minutes")]
    pub reconnect_most_seconds: u32,
    /// For how many seconds nothing is sent when the SMSC says that it is too much.
    #[serde(default = "second")]
    pub throttled_seconds: u32,
    /// Type and plan of our own number; by its look when absent.
    #[serde(default)]
    pub source: Option<TypeOfNumber>,
    /// Type and plan of the telephone's number; international when absent.
    #[serde(default)]
    pub destination: Option<TypeOfNumber>,
    /// The addresses that the account serves, up to 40 characters.
    #[serde(default)]
    pub address_range: String,
    /// `service_type` of what is sent.
    #[serde(default)]
    pub service_type: String,
    /// How long messages are cut. All ways are understood in what comes in.
    #[serde(default)]
    pub concatenation: Cut,
    /// How `data_coding` 0, 1 and 3 are read.
    #[serde(default)]
    pub alphabets: OperatorAlphabets,
    /// The number of the optional parameter in which the SMSC names a message that it brings, where it has one.
    #[serde(default)]
    pub message_id_tlv: Option<u16>,
    /// Optional parameters of everything that is sent.
    #[serde(default)]
    pub tlvs: Vec<OptionalParameter>,
    /// Whether it is asked what became of each reply.
    #[serde(default = "yes")]
    pub receipts: bool,
    /// The telephones to which it carries replies.
    #[serde(default)]
    pub carries: Numbers,
    /// The telephones whose messages it may bring; those of others are passed over without an answer.
    #[serde(default)]
    pub hears: Numbers,
}

fn one() -> usize {
    1
}
fn ten() -> usize {
    10
}
fn thousand() -> usize {
    1000
}
fn second() -> u32 {
    1
}
fn ten_seconds() -> u32 {
    10
}
fn twenty() -> u32 {
    20
}
fn thirty() -> u32 {
    30
}
fn five_minutes() -> u32 {
    300
}
fn yes() -> bool {
    true
}

/// TLS on every link of an operator.
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OperatorTls {
    /// A file of the certificates (PEM) of those who may vouch for the SMSC. No others are trusted.
    pub ca: PathBuf,
    /// The name in its certificate, where it is not the host of the address.
    #[serde(default)]
    pub server_name: Option<String>,
}

/// Which links a bind has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Bind {
    /// One that carries both ways.
    #[default]
    Transceiver,
    /// One to the SMSC and one from it.
    TransmitterAndReceiver,
    /// Only to the SMSC.
    Transmitter,
    /// Only from the SMSC.
    Receiver,
}

/// What is done about a message that the SMSC does not answer.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WhenUnanswered {
    /// The link is bound anew; what was under way may have been sent, and is sent again.
    #[default]
    Reconnect,
    /// It is sent again on the same link.
    Requeue,
    /// It is waited for.
    Keep,
}

/// Type of number and numbering plan (SMPP 3.4, 5.2.5 and 5.2.6).
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TypeOfNumber {
    /// Type of number: 1 is international, 5 a name.
    pub ton: u8,
    /// Numbering plan: 1 is that of telephones.
    pub npi: u8,
}

/// How long messages are cut.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Cut {
    /// A user data header with a reference of 8 bits.
    #[default]
    Udh8,
    /// A user data header with a reference of 16 bits.
    Udh16,
    /// The parameters `sar_…`.
    Sar,
    /// Whole, in `message_payload`.
    Payload,
}

/// An alphabet in which an SMSC writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Letters {
    /// The default alphabet of GSM.
    Gsm7,
    /// Latin-1.
    Latin1,
    /// IA5.
    Ascii,
    /// UTF-8.
    Utf8,
}

/// How `data_coding` 0, 1 and 3 are read.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct OperatorAlphabets {
    /// 0: the default alphabet of GSM when absent. What is sent as 0 is written in it, too.
    pub default: Option<Letters>,
    /// 1: IA5 when absent.
    pub ia5: Option<Letters>,
    /// 3: Latin-1 when absent.
    pub latin1: Option<Letters>,
}

/// An optional parameter (TLV).
#[derive(Debug, Clone, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OptionalParameter {
    /// Its number.
    pub tag: u16,
    /// Its value, in hexadecimal.
    pub value: String,
}

/// Telephone numbers by how they begin, with the code of their country: `99450`.
#[derive(Debug, Clone, Default, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub struct Numbers {
    /// Only these; all when empty.
    pub allowed: Vec<String>,
    /// Not these, whatever is allowed.
    pub denied: Vec<String>,
    /// These before any other operator does.
    pub preferred: Vec<String>,
}

impl Operator {
    /// As the gateway takes it.
    pub fn carrier(&self) -> Result<Carrier> {
        let wrong = || format!("operator `{}`", self.name);
        let password = Hidden::new(self.password.read_short().wrap_err_with(wrong)?);
        let seconds = |seconds: u32| Duration::from_secs(seconds.into());
        let tlvs =
            self.tlvs.iter().map(|tlv| Ok((tlv.tag, octets(&tlv.value)?.into()))).collect::<Result<Vec<_>>>().wrap_err_with(wrong)?;
        let defaults = OperatorOptions::default();
        let options = OperatorOptions {
            addresses: self.addresses.clone(),
            tls: self.tls.as_ref().map(|tls| Tls { ca: tls.ca.clone(), server_name: tls.server_name.clone() }),
            system_id: self.system_id.clone(),
            password: password.reveal().to_owned(),
            system_type: self.system_type.clone(),
            address_range: self.address_range.clone(),
            binds: self.bind.into(),
            number_of_binds: self.binds,
            throughput: self.throughput,
            window: self.window,
            inbound_window: self.inbound_window,
            queue: self.queue,
            patience: seconds(self.patience_seconds),
            enquire_link: seconds(self.enquire_link_seconds),
            response_timeout: seconds(self.response_seconds),
            unanswered: self.unanswered.into(),
            reconnect_delay: seconds(self.reconnect_seconds),
            reconnect_delay_max: seconds(self.reconnect_most_seconds),
            throttle_hold: seconds(self.throttled_seconds),
            source: self.source.map(Into::into),
            destination: self.destination.map(Into::into).or(defaults.destination),
            service_type: self.service_type.clone(),
            concatenation: self.concatenation.into(),
            alphabets: self.alphabets.into(),
            message_id_tlv: self.message_id_tlv,
            submit_tlvs: tlvs,
            ..defaults
        };
        let (carries, hears) = (self.carries.clone().into(), self.hears.clone().into());
        Ok(Carrier { name: self.name.clone(), options, carries, hears, receipts: self.receipts })
    }
}

/// The octets that hexadecimal digits stand for.
fn octets(text: &str) -> Result<Vec<u8>> {
    let digits: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let pairs = digits.chunks(2).map(|pair| {
        let pair = std::str::from_utf8(pair).into_diagnostic()?;
        u8::from_str_radix(pair, 16).map_err(|_| miette!("`{text}` must be octets in hexadecimal, such as `0a1b`"))
    });
    if digits.len() % 2 == 1 {
        return Err(miette!("`{text}` must be octets in hexadecimal, two digits each"));
    }
    pairs.collect()
}

impl From<Bind> for Binds {
    fn from(bind: Bind) -> Self {
        match bind {
            Bind::Transceiver => Self::Transceiver,
            Bind::TransmitterAndReceiver => Self::TransmitterAndReceiver,
            Bind::Transmitter => Self::Transmitter,
            Bind::Receiver => Self::Receiver,
        }
    }
}

impl From<WhenUnanswered> for Unanswered {
    fn from(then: WhenUnanswered) -> Self {
        match then {
            WhenUnanswered::Reconnect => Self::Reconnect,
            WhenUnanswered::Requeue => Self::Requeue,
            WhenUnanswered::Keep => Self::Keep,
        }
    }
}

impl From<TypeOfNumber> for Numbering {
    fn from(TypeOfNumber { ton, npi }: TypeOfNumber) -> Self {
        Self { ton, npi }
    }
}

impl From<Cut> for Concatenation {
    fn from(cut: Cut) -> Self {
        match cut {
            Cut::Udh8 => Self::Udh8,
            Cut::Udh16 => Self::Udh16,
            Cut::Sar => Self::Sar,
            Cut::Payload => Self::Payload,
        }
    }
}

impl From<Letters> for Alphabet {
    fn from(letters: Letters) -> Self {
        match letters {
            Letters::Gsm7 => Self::Gsm7,
            Letters::Latin1 => Self::Latin1,
            Letters::Ascii => Self::Ascii,
            Letters::Utf8 => Self::Utf8,
        }
    }
}

impl From<OperatorAlphabets> for Alphabets {
    fn from(given: OperatorAlphabets) -> Self {
        let usual = Self::default();
        let or = |given: Option<Letters>, usual| given.map_or(usual, Into::into);
        Self { default: or(given.default, usual.default), ia5: or(given.ia5, usual.ia5), latin1: or(given.latin1, usual.latin1) }
    }
}

impl From<Numbers> for Prefixes {
    fn from(Numbers { allowed, denied, preferred }: Numbers) -> Self {
        Self { allowed, denied, preferred }
    }
}

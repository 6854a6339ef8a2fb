//! The status of a response, and what follows from it.

use std::fmt;

/// `command_status` of a PDU (SMPP 3.4, 5.1.3). Any number can come; those that somebody acts on have names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Status(pub u32);

/// What a status means for who sent the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Class {
    /// It was taken.
    Ok,
    /// Too fast: hold everything for a while, then send the same again.
    Throttled,
    /// The queue of the peer is full: as with [`Class::Throttled`].
    QueueFull,
    /// It may well be taken later.
    Temporary,
    /// It will not be taken however often it is sent.
    Permanent,
}

/// Names of statuses: constant, value, name in the specification.
macro_rules! statuses {
    ($($name:ident = $value:literal, $text:literal;)*) => {
        impl Status {
            $(#[doc = $text] pub const $name: Status = Status($value);)*

            /// Its name in the specification, where it has one here.
            #[must_use]
            pub fn name(self) -> Option<&'static str> {
                match self.0 { $($value => Some($text),)* _ => None }
            }
        }
    };
}

statuses! {
    OK = 0x00, "ESME_ROK";
    INVALID_MESSAGE_LENGTH = 0x01, "ESME_RINVMSGLEN";
    INVALID_COMMAND_LENGTH = 0x02, "ESME_RINVCMDLEN";
    INVALID_COMMAND = 0x03, "ESME_RINVCMDID";
    INCORRECT_BIND = 0x04, "ESME_RINVBNDSTS";
    ALREADY_BOUND = 0x05, "ESME_RALYBND";
    SYSTEM_ERROR = 0x08, "ESME_RSYSERR";
    INVALID_SOURCE = 0x0A, "ESME_RINVSRCADR";
    INVALID_DESTINATION = 0x0B, "ESME_RINVDSTADR";
    BIND_FAILED = 0x0D, "ESME_RBINDFAIL";
    INVALID_PASSWORD = 0x0E, "ESME_RINVPASWD";
    INVALID_SYSTEM_ID = 0x0F, "ESME_RINVSYSID";
    QUEUE_FULL = 0x14, "ESME_RMSGQFUL";
    SUBMIT_FAILED = 0x45, "ESME_RSUBMITFAIL";
    THROTTLED = 0x58, "ESME_RTHROTTLED";
    RECEIVER_TEMPORARY = 0x64, "ESME_RX_T_APPN";
    RECEIVER_PERMANENT = 0x65, "ESME_RX_P_APPN";
    RECEIVER_REJECTED = 0x66, "ESME_RX_R_APPN";
    DELIVERY_FAILED = 0xFE, "ESME_RDELIVERYFAILURE";
    UNKNOWN_ERROR = 0xFF, "ESME_RUNKNOWNERR";
}

impl Status {
    /// What it means for who sent the request. A number without a name is permanent: an operator's own codes (0x400 to
    /// 0x4FF) speak of the message far more often than of the moment.
    #[must_use]
    pub fn class(self) -> Class {
        match self {
            Self::OK => Class::Ok,
            Self::THROTTLED => Class::Throttled,
            Self::QUEUE_FULL => Class::QueueFull,
            Self::INCORRECT_BIND
            | Self::ALREADY_BOUND
            | Self::SYSTEM_ERROR
            | Self::BIND_FAILED
            | Self::RECEIVER_TEMPORARY
            | Self::DELIVERY_FAILED
            | Self::UNKNOWN_ERROR => Class::Temporary,
            _ => Class::Permanent,
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.name() {
            Some(name) => f.write_str(name),
            None => write!(f, "status {:#010x}", self.0),
        }
    }
}

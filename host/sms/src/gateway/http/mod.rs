//! Messages over HTTP: a signed request brings one in ([`router`]), a request of our own takes one out ([`Sender`]).

mod inbound;
mod outbound;
mod retry;
mod signature;
mod wire;

pub use inbound::{HttpGateway, ReplyMode, router};
pub use outbound::{Auth, Drained, Sender, SenderError, SenderOptions};
pub use signature::{SIGNATURE, Signature, TIMESTAMP, TWILIO, sign};
pub use wire::{BodyFormat, FieldNames};

//! A `deliver_sm` to what it says. Pure.

use crate::coding;
use crate::long::{self, Part};
use crate::pdu::{Message, Problem, tag};
use crate::receipt::{self, MessageId, State};

use super::options::OperatorOptions;

/// What a `deliver_sm` or an inbound `data_sm` says.
pub(super) enum Said {
    /// A message.
    Message { from: String, to: String, text: String, id: Option<String>, part: Option<Part>, problems: Vec<Problem> },
    /// A receipt.
    Receipt { id: MessageId, to: String, state: State, error: Option<String> },
    /// Nothing that makes sense.
    Unreadable { from: String, to: String, problems: Vec<Problem> },
}

/// Reads it, with what was wrong with its octets.
pub(super) fn read(message: &Message, mut problems: Vec<Problem>, options: &OperatorOptions) -> Said {
    let (from, to) = (message.source.text(), message.destination.text());
    if problems.iter().any(|problem| stops(problem, message)) {
        return Said::Unreadable { from, to, problems };
    }
    // an SMSC that names its own messages by the parameter that receipts use
    let own = options.message_id_tlv == Some(tag::RECEIPTED_MESSAGE_ID) && message.esm_class & 0x3C == 0;
    if receipt::is_receipt(message) && !own {
        let receipt = receipt::read(message);
        return match receipt.id {
            Some(id) => Said::Receipt { id, to: from, state: receipt.state.unwrap_or(State::Unknown), error: receipt.error },
            None => {
                problems.push(Problem::Empty { field: "receipted_message_id" });
                Said::Unreadable { from, to, problems }
            }
        };
    }
    if from.is_empty() {
        problems.push(Problem::Empty { field: "source_addr" });
        return Said::Unreadable { from, to, problems };
    }
    let (part, octets) = match long::read(message) {
        Ok(read) => read,
        Err(problem) => {
            problems.push(problem);
            return Said::Unreadable { from, to, problems };
        }
    };
    let coding::Read { text, undecodable } = coding::read(message.data_coding, &octets, &options.alphabets);
    if undecodable > 0 {
        problems.push(Problem::Undecodable { places: undecodable });
    }
    let id = options.message_id_tlv.and_then(|tag| message.tlvs.text(tag)).filter(|id| !id.is_empty());
    Said::Message { from, to, text, id, part, problems }
}

/// Whether a message with this problem must not be acted upon: half a text could say something else than the whole.
fn stops(problem: &Problem, message: &Message) -> bool {
    match problem {
        Problem::Missing { .. } | Problem::Unterminated { .. } | Problem::TextCut { .. } => true,
        Problem::TlvCut { tag, .. } => *tag == tag::MESSAGE_PAYLOAD && message.octets().is_empty(),
        _ => false,
    }
}

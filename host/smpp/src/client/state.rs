//! How an operator is, for those who watch its health.

use crate::pdu::BindKind;

/// All links of an operator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OperatorState {
    /// In the order in which they were made.
    pub links: Vec<LinkState>,
}

/// One link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkState {
    /// Which way messages go.
    pub kind: BindKind,
    /// The address that it is bound to, or was tried last.
    pub address: String,
    /// The number of the session while it is bound.
    pub session: Option<u64>,
    /// What went wrong last, while it is not bound.
    pub problem: Option<String>,
}

impl OperatorState {
    /// Whether messages can be sent.
    #[must_use]
    pub fn is_up(&self) -> bool {
        self.links.iter().any(|link| link.session.is_some() && link.kind != BindKind::Receiver)
    }
}

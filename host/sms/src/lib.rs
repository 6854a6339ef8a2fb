//! Text message to command to reply, and the gateways that carry them.

//! The messages that the host relies on.

/// Every message that a base catalogue must have, in the order of the files.
pub const REPLIES: &[&str] = &[
    // Patterns.
    "date",
    "time",
    "date-time",
    "days",
    "hours",
    "minutes",
    // What people write: words and letters by which the host's own words and the language are known.
    "reading-help",
    "reading-cancel",
    "reading-language",
    "reading-letters",
    // Replies to text messages.
    "reply-granted",
    "reply-granted-plate",
    "reply-refused",
    "reply-not-required",
    "reply-referred",
    "reply-help",
    "reply-help-alone",
    "reply-unreadable",
    "reply-unknown-code",
    "reply-wrong-identity",
    "reply-wrong-identity-suggestion",
    "reply-wrong-plate",
    "reply-ambiguous",
    "reply-missing",
    "reply-language-set",
    "reply-register-first",
    "reply-ask-name",
    "reply-ask-identity",
    "reply-ask-address",
    "reply-place-unknown",
    "reply-registered",
    "reply-registered-already",
    "reply-cancelled",
    "reply-dialog-expired",
    "reply-no-service",
    // Reasons of the host; the two with a second form have one more thing to say.
    "reason-no-regime-in-force",
    "reason-regime-not-yet",
    "reason-regime-ended",
    "reason-outside-territory",
    "reason-exempt",
    "reason-exempt-show",
    "reason-purpose-unknown",
    "reason-ask-elsewhere",
    "reason-ask-elsewhere-phone",
    "reason-identity-form",
    "reason-policy-failed",
    "reason-no-common-time",
    // Fields.
    "field-purpose",
    "field-identity",
    "field-plate",
    "field-name",
    "field-address",
    // Verdicts.
    "verdict-valid",
    "verdict-not_yet",
    "verdict-expired",
    "verdict-outside_hours",
    "verdict-revoked",
    "verdict-wrong_place",
    "verdict-wrong_holder",
    "verdict-not_required",
    "verdict-unknown",
];

/// The reasons that the host itself gives.
pub const HOST_REASONS: &[&str] = &[
    "no-regime-in-force",
    "regime-not-yet",
    "regime-ended",
    "outside-territory",
    "exempt",
    "purpose-unknown",
    "ask-elsewhere",
    "identity-form",
    "policy-failed",
    "no-common-time",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_of_the_host_has_its_words() {
        for code in HOST_REASONS {
            assert!(REPLIES.contains(&format!("reason-{code}").as_str()), "{code}");
        }
        let mut once = REPLIES.to_vec();
        once.sort_unstable();
        once.dedup();
        assert_eq!(once.len(), REPLIES.len());
    }
}

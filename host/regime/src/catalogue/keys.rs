//! The messages that the host relies on.

/// Every message that a base catalogue must have, in the order of the files, with the variables that it is given.
const MESSAGES: &[(&str, &[&str])] = &[
    // Patterns.
    ("date", &["day", "month", "year"]),
    ("time", &["hour", "minute"]),
    ("date-time", &["day", "month", "year", "hour", "minute"]),
    ("days", &["count"]),
    ("hours", &["count"]),
    ("minutes", &["count"]),
    ("metres", &["count"]),
    ("kilometres", &["count"]),
    // What people write: words and letters by which the host's own words and the language are known.
    ("reading-help", &[]),
    ("reading-cancel", &[]),
    ("reading-stop", &[]),
    ("reading-status", &[]),
    ("reading-correct", &[]),
    ("reading-latin", &[]),
    ("reading-native", &[]),
    ("reading-language", &[]),
    ("reading-letters", &[]),
    // Words that are passed over.
    ("reading-filler", &[]),
    ("reading-label", &[]),
    ("reading-series", &[]),
    ("reading-number", &[]),
    ("reading-signature", &[]),
    ("reading-digits", &[]),
    ("reading-not", &[]),
    ("latin-letters", &[]),
    // Replies to text messages.
    ("reply-granted", &["code", "purpose", "identity", "from", "until"]),
    ("reply-granted-plate", &["code", "purpose", "identity", "from", "until", "plate"]),
    ("reply-refused", &["reason"]),
    ("reply-not-required", &["reason"]),
    ("reply-referred", &["reason"]),
    ("reply-help", &["example", "help"]),
    ("reply-help-alone", &["example"]),
    ("reply-unreadable", &["example"]),
    ("reply-unknown-code", &["codes", "example"]),
    ("reply-wrong-identity", &["given", "example"]),
    ("reply-wrong-identity-suggestion", &["given", "suggestion", "example"]),
    ("reply-wrong-plate", &["given", "example"]),
    ("reply-ambiguous", &["example"]),
    ("reply-missing", &["field", "example"]),
    ("reply-two-codes", &["given", "example"]),
    ("reply-two-numbers", &["given", "example"]),
    ("reply-surplus", &["given", "example"]),
    ("reply-language-set", &[]),
    ("reply-register-first", &["example"]),
    ("reply-ask-name", &[]),
    ("reply-ask-identity", &["example"]),
    ("reply-ask-address", &[]),
    ("reply-place-unknown", &[]),
    ("reply-registered", &["code", "place"]),
    ("reply-registered-already", &["code", "place"]),
    ("reply-cancelled", &[]),
    ("reply-dialog-expired", &[]),
    ("reply-no-service", &[]),
    // What a telephone asks about its own: permits, registration, silence.
    ("reply-codes", &["codes"]),
    ("reply-questions", &["help"]),
    ("reply-not-registered", &["reason"]),
    ("reply-registered-elsewhere", &[]),
    ("reply-corrected", &["code", "place"]),
    ("reply-unchanged", &[]),
    ("reply-stopped", &[]),
    ("reply-letters-set", &[]),
    ("reply-permit-cancelled", &["code"]),
    ("reply-cancel-none", &[]),
    ("reply-cancel-which", &["permits", "example"]),
    ("reply-status", &["permits"]),
    ("reply-status-none", &["example"]),
    ("reply-status-permit", &["code", "purpose", "until"]),
    ("reply-status-coming", &["code", "purpose", "from", "until"]),
    ("reply-status-registration", &["code", "place"]),
    ("reason-registered-elsewhere", &[]),
    ("reason-correction-over", &[]),
    // Reasons of the host; the two with a second form have one more thing to say.
    ("reason-no-regime-in-force", &[]),
    ("reason-regime-not-yet", &["from"]),
    ("reason-regime-ended", &["until"]),
    ("reason-outside-territory", &[]),
    ("reason-exempt", &["exemption"]),
    ("reason-exempt-show", &["exemption", "show"]),
    ("reason-purpose-unknown", &[]),
    ("reason-ask-elsewhere", &[]),
    ("reason-ask-elsewhere-phone", &["phone"]),
    ("reason-identity-form", &[]),
    ("reason-policy-failed", &[]),
    ("reason-no-common-time", &[]),
    ("reason-no-curfew-now", &["from"]),
    ("reason-regime-ends", &["until"]),
    // Facts from outside.
    ("reason-facts-unavailable", &[]),
    ("reason-cap-phone", &["times", "per", "again"]),
    ("reason-cap-identity", &["times", "per", "again"]),
    // Fields.
    ("field-purpose", &[]),
    ("field-identity", &[]),
    ("field-plate", &[]),
    ("field-name", &[]),
    ("field-address", &[]),
    // Verdicts.
    ("verdict-valid", &[]),
    ("verdict-not_yet", &[]),
    ("verdict-expired", &[]),
    ("verdict-outside_hours", &[]),
    ("verdict-revoked", &[]),
    ("verdict-wrong_place", &[]),
    ("verdict-wrong_holder", &[]),
    ("verdict-not_required", &[]),
    ("verdict-unknown", &[]),
];

/// Every message that a base catalogue must have, in the order of the files.
pub const REPLIES: &[&str] = &{
    let mut keys = [""; MESSAGES.len()];
    let mut place = 0;
    #[expect(clippy::indexing_slicing, reason = "evaluated by the compiler")]
    while place < MESSAGES.len() {
        keys[place] = MESSAGES[place].0;
        place += 1;
    }
    keys
};

/// The variables that a message of the host is given; `None` for any other message.
pub(crate) fn variables(key: &str) -> Option<&'static [&'static str]> {
    MESSAGES.iter().find(|(known, _)| *known == key).map(|(_, variables)| *variables)
}

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
    "no-curfew-now",
    "regime-ends",
    "facts-unavailable",
    "cap-phone",
    "cap-identity",
    "registered-elsewhere",
    "correction-over",
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

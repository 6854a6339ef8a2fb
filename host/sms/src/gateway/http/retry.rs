//! What a gateway says about when to try again.

use domain::Instant;
use jiff::SignedDuration;

/// What a `Retry-After` header says: seconds, or a date.
pub(super) fn retry_after(value: &str, at: Instant) -> Option<Instant> {
    let value = value.trim();
    if let Ok(seconds) = value.parse::<u32>() {
        return at.checked_add(SignedDuration::from_secs(i64::from(seconds))).ok();
    }
    jiff::fmt::rfc2822::parse(value).ok().map(|date| date.timestamp().max(at))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Instant {
        Instant::from_second(second).unwrap()
    }

    #[test]
    fn seconds_or_a_date() {
        let now = at(784_111_777);
        assert_eq!(retry_after(" 120 ", now), Some(at(784_111_897)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:50:37 GMT", now), Some(at(784_111_837)));
        assert_eq!(retry_after("Sun, 06 Nov 1994 08:00:00 GMT", now), Some(now));
        assert_eq!((retry_after("soon", now), retry_after("-5", now)), (None, None));
    }
}

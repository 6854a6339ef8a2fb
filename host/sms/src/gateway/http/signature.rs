//! Signatures on what a gateway sends: who does not know the secret can't put words into a citizen's mouth.

use aws_lc_rs::hmac;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::{Instant, Secret};
use jiff::SignedDuration;

/// How a gateway signs.
#[derive(Debug, Clone)]
pub enum Signature {
    /// `X-Twilio-Signature`: HMAC-SHA1 over the address and the sorted form fields, in base64. Choose it for gateways that
    /// already speak it. It has no time in it, so only the message's own id keeps an old request from being sent again.
    Twilio {
        /// The account's secret.
        token: Secret,
        /// The address as the gateway knows it, scheme and path and no query: behind a proxy the host can't know it.
        address: String,
    },
    /// `X-Exeat-Signature`: HMAC-SHA256 over the time in `X-Exeat-Timestamp`, a dot, and the body, in hexadecimal. Choose it
    /// for everything else.
    Timestamped {
        /// The shared secret.
        secret: Secret,
        /// How far the time may lie from the host's.
        tolerance: domain::Duration,
    },
}

/// The header of Twilio's scheme.
pub const TWILIO: &str = "x-twilio-signature";
/// The header of the own scheme.
pub const SIGNATURE: &str = "x-exeat-signature";
/// The seconds since 1970 that the own scheme signs with the body.
pub const TIMESTAMP: &str = "x-exeat-timestamp";

/// Whether `given` is Twilio's signature of a request to `url` with these form fields.
pub(super) fn is_twilios(token: &Secret, url: &str, fields: &[(String, String)], given: &str) -> bool {
    let mut sorted: Vec<&(String, String)> = fields.iter().collect();
    sorted.sort_unstable();
    let mut signed = url.to_owned();
    for (name, value) in sorted {
        signed.push_str(name);
        signed.push_str(value);
    }
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, token.reveal().as_bytes());
    // `verify` takes the same time wherever the two differ.
    STANDARD.decode(given.trim()).is_ok_and(|given| hmac::verify(&key, signed.as_bytes(), &given).is_ok())
}

/// Whether `given` is the own scheme's signature of `body` at the time in `timestamp`, and that time is now.
pub(super) fn is_own(secret: &Secret, tolerance: domain::Duration, timestamp: &str, body: &[u8], given: &str, at: Instant) -> bool {
    let Some(signed_at) = timestamp.trim().parse::<i64>().ok().and_then(|seconds| Instant::from_second(seconds).ok()) else { return false };
    let apart = at.duration_since(signed_at).abs();
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.reveal().as_bytes());
    let given = given.trim();
    let verified = hexadecimal(given.strip_prefix("sha256=").unwrap_or(given))
        .is_some_and(|given| hmac::verify(&key, &signed(timestamp, body), &given).is_ok());
    verified && apart <= SignedDuration::from(tolerance)
}

/// The own scheme's signature, as a gateway makes it: the values of [`TIMESTAMP`] and [`SIGNATURE`].
#[must_use]
pub fn sign(secret: &Secret, body: &[u8], at: Instant) -> (String, String) {
    let timestamp = at.as_second().to_string();
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.reveal().as_bytes());
    let tag = hmac::sign(&key, &signed(&timestamp, body));
    let digits: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    (timestamp, format!("sha256={digits}"))
}

fn signed(timestamp: &str, body: &[u8]) -> Vec<u8> {
    [timestamp.trim().as_bytes(), b".", body].concat()
}

fn hexadecimal(text: &str) -> Option<Vec<u8>> {
    if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    (0..text.len()).step_by(2).map(|place| u8::from_str_radix(text.get(place..place + 2)?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    /// The example in Twilio's documentation of its scheme.
    #[test]
    fn twilios_own_example() {
        let token = Secret::new("12345");
        let url = "https://example.com/myapp.php?foo=1&bar=2";
        let sent = [
            ("Digits", "1234"),
            ("To", "+18005551212"),
            ("From", "+14158675310"),
            ("Caller", "+14158675310"),
            ("CallSid", "CA1234567890ABCDE"),
        ];
        assert!(is_twilios(&token, url, &fields(&sent), "L/OH5YylLD5NRKLltdqwSvS0BnU="));
        for (url, sent, given) in [
            ("https://example.com/myapp.php", sent, "L/OH5YylLD5NRKLltdqwSvS0BnU="),
            (
                url,
                [
                    ("Digits", "1235"),
                    ("To", "+18005551212"),
                    ("From", "+14158675310"),
                    ("Caller", "+14158675310"),
                    ("CallSid", "CA1234567890ABCDE"),
                ],
                "L/OH5YylLD5NRKLltdqwSvS0BnU=",
            ),
            (url, sent, "L/OH5YylLD5NRKLltdqwSvS0BnQ="),
            (url, sent, ""),
            (url, sent, "not base64!"),
        ] {
            assert!(!is_twilios(&token, url, &fields(&sent), given), "{given}");
        }
    }

    #[test]
    fn the_own_scheme_signs_body_and_time() {
        let secret = Secret::new("a secret");
        let at = Instant::from_second(1_607_000_000).unwrap();
        let minutes = "5min".parse().unwrap();
        let (time, signature) = sign(&secret, b"body", at);
        let later = |seconds| at.checked_add(SignedDuration::from_secs(seconds)).unwrap();
        let holds = |secret: &Secret, time: &str, body: &[u8], signature: &str, now| is_own(secret, minutes, time, body, signature, now);
        assert!(holds(&secret, &time, b"body", &signature, at));
        assert!(holds(&secret, &time, b"body", signature.trim_start_matches("sha256="), later(300)));
        assert!(holds(&secret, &time, b"body", &signature, later(-300)));
        assert!(!holds(&secret, &time, b"body", &signature, later(301)));
        assert!(!holds(&secret, &time, b"bodY", &signature, at));
        assert!(!holds(&secret, "1607000001", b"body", &signature, at));
        assert!(!holds(&Secret::new("another"), &time, b"body", &signature, at));
        for wrong in ["", "sha256=", "sha256=0", "sha256=zz", "ж"] {
            assert!(!holds(&secret, &time, b"body", wrong, at), "{wrong}");
        }
        assert!(!holds(&secret, "soon", b"body", &signature, at));
    }
}

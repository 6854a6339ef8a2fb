//! What makes sending a form twice harmless, and what opens the answer again.
//!
//! A form carries a random token. Token and content together name the application: the same form sent twice is the same
//! application, a form that was corrected is another. The address of the answer holds a part of that name only; the rest is in
//! a cookie of the browser that applied, so that neither a log nor a shared address opens an answer.

use aws_lc_rs::digest::{Context, SHA256, digest};
use axum::http::HeaderValue;
use permits::Entropy;

/// Two days: as long as `permits` remembers what it answered.
const REMEMBERED_SECONDS: u32 = 48 * 3600;

const COOKIE: &str = "exeat_answer";

/// A token for a new form: 128 random bits.
pub(crate) fn fresh(entropy: &Entropy) -> String {
    format!("{:016x}{:016x}", entropy(), entropy())
}

/// Whether a text can be a token of ours.
pub(crate) fn is_one(token: &str) -> bool {
    token.len() == 32 && token.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The name of an application.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Name(String);

impl Name {
    /// The name of what a form says. `parts` are its fields, always in the same order.
    pub(crate) fn of(token: &str, parts: &[&str]) -> Self {
        let mut context = Context::new(&SHA256);
        for part in std::iter::once(&token).chain(parts) {
            // The length keeps two fields apart.
            context.update(&(part.len() as u64).to_be_bytes());
            context.update(part.as_bytes());
        }
        Self(hexadecimal(context.finish().as_ref()))
    }

    /// The name in a cookie of the answer's address.
    pub(crate) fn from_cookies(cookies: &str, handle: &str) -> Option<Self> {
        let values = cookies.split(';').filter_map(|pair| pair.trim().split_once('=')).filter(|(name, _)| *name == COOKIE);
        let mut names = values.map(|(_, value)| Self(value.to_owned()));
        names.find(|name| name.0.len() == 64 && name.0.bytes().all(|byte| byte.is_ascii_hexdigit()) && name.handle() == handle)
    }

    /// The whole name: as good as the answer itself.
    pub(crate) fn secret(&self) -> &str {
        &self.0
    }

    /// What may be stored of it: it tells names apart and opens nothing.
    pub(crate) fn digest(&self) -> String {
        hexadecimal(digest(&SHA256, self.0.as_bytes()).as_ref())
    }

    /// The part that stands in the address.
    pub(crate) fn handle(&self) -> &str {
        self.0.get(..12).unwrap_or_default()
    }

    /// The address of the answer.
    pub(crate) fn address(&self) -> String {
        format!("/apply/answer/{}", self.handle())
    }

    /// The cookie that opens it. It goes to no other address.
    pub(crate) fn cookie(&self) -> Option<HeaderValue> {
        let cookie = format!("{COOKIE}={}; Path={}; Max-Age={REMEMBERED_SECONDS}; HttpOnly; SameSite=Lax", self.0, self.address());
        HeaderValue::from_str(&cookie).ok()
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_and_token_make_the_name() {
        let name = |token, parts: &[&str]| Name::of(token, parts).0;
        assert_eq!(name("t", &["a", "b"]), name("t", &["a", "b"]));
        assert_ne!(name("t", &["a", "b"]), name("u", &["a", "b"]), "another form");
        assert_ne!(name("t", &["a", "b"]), name("t", &["a", "c"]), "a corrected form");
        assert_ne!(name("t", &["ab", ""]), name("t", &["a", "b"]), "fields do not run together");
    }

    #[test]
    fn only_the_cookie_opens_the_answer() {
        let name = Name::of("t", &["a"]);
        let cookie = name.cookie().and_then(|value| value.to_str().ok().map(str::to_owned)).unwrap_or_default();
        assert!(cookie.contains("HttpOnly") && cookie.contains(&format!("Path={}", name.address())), "{cookie}");
        let sent = format!("lang=az; {}", cookie.split(';').next().unwrap_or_default());
        assert!(Name::from_cookies(&sent, name.handle()).is_some_and(|found| found == name));
        assert!(Name::from_cookies(&sent, "0123456789ab").is_none());
        assert!(Name::from_cookies("", name.handle()).is_none());
        assert!(Name::from_cookies(&format!("exeat_answer={}", name.handle()), name.handle()).is_none(), "the handle is not enough");
    }

    #[test]
    fn tokens_are_hexadecimal() {
        let token = fresh(&(std::sync::Arc::new(|| 7u64) as Entropy));
        assert!(is_one(&token), "{token}");
        assert!(!is_one("") && !is_one(&token[1..]) && !is_one(&"g".repeat(32)));
    }
}

//! Saying something while a policy is being written.

/// The longest note, in bytes. What is longer is cut, here and in the host.
const LONGEST: usize = 1 << 10;

/// A line for whoever tries the policy with `exeat plugin test`; in a test of your own it is printed. Every other host drops it unread, and
/// nothing comes back, so that a policy decides alike whether somebody looks or not. 64 notes of one call are shown.
///
/// [`note!`](crate::note!) takes a format. Take notes out again when you are done: each costs a copy and a call, read or not.
pub fn note(text: &str) {
    say(cut(text));
}

fn cut(text: &str) -> &str {
    let end = (0..=LONGEST.min(text.len())).rev().find(|end| text.is_char_boundary(*end));
    text.get(..end.unwrap_or_default()).unwrap_or_default()
}

#[cfg(target_arch = "wasm32")]
fn say(text: &str) {
    crate::bindings::exeat::policy::diagnostics::note(text);
}

#[cfg(not(target_arch = "wasm32"))]
#[expect(clippy::print_stderr, reason = "there is no host, and whoever runs the test wants to see it")]
fn say(text: &str) {
    eprintln!("note: {text}");
}

/// A [`note`](fn@crate::note), written as `println!` is.
///
/// ```
/// let pause = 6;
/// exeat_policy::note!("the pause is {pause} h");
/// ```
#[macro_export]
macro_rules! note {
    ($($text:tt)*) => {
        $crate::note(&::std::format!($($text)*))
    };
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_long_note_is_cut_between_letters() {
        assert_eq!((cut(""), cut("short")), ("", "short"));
        assert_eq!(cut(&"a".repeat(1025)).len(), 1024);
        assert_eq!(cut(&format!("a{}", "ə".repeat(600))).len(), 1023);
    }
}

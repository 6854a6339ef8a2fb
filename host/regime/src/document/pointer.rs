//! JSON Pointers (RFC 6901).

/// The pointer to a key or an index below `parent`.
pub(crate) fn join(parent: &str, token: &str) -> String {
    let mut pointer = String::with_capacity(parent.len() + token.len() + 1);
    pointer.push_str(parent);
    pointer.push('/');
    for c in token.chars() {
        match c {
            '~' => pointer.push_str("~0"),
            '/' => pointer.push_str("~1"),
            other => pointer.push(other),
        }
    }
    pointer
}

/// The pointer to what holds it, and its last key or index; `None` at the root.
pub(crate) fn split(pointer: &str) -> Option<(&str, String)> {
    let (parent, last) = pointer.rsplit_once('/')?;
    Some((parent, last.replace("~1", "/").replace("~0", "~")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_with_slashes_come_back() {
        let pointer = join(&join("", "a/b"), "c~d");
        assert_eq!(pointer, "/a~1b/c~0d");
        assert_eq!(split(&pointer), Some(("/a~1b", "c~d".to_owned())));
        assert_eq!(split(""), None);
        assert_eq!(serde_json::json!({"a/b": {"c~d": 1}}).pointer(&pointer), Some(&serde_json::json!(1)));
    }
}

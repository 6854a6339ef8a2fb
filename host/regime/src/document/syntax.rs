//! What the YAML parser says is wrong, in words that say what to do.

/// Where to point, given the parser's mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spot {
    /// At the mark.
    Mark,
    /// At the first tab after it.
    Tab,
    /// At the last line before it that holds anything.
    LineBefore,
}

const TAB: &str = "indent with spaces: YAML takes no tabs";
const QUOTE: &str = "a text that holds `: ` or begins with a sign stands in quotes; a new key begins in the column of its neighbours";

/// Parts of the parser's messages, and what is said instead.
const EXPLAINED: [(&str, &str, Option<&str>, Spot); 14] = [
    ("simple key expect", "a line without `:` after its key", Some("write `key: value`"), Spot::LineBefore),
    ("mapping values are not allowed", "a `:` where no key can stand", Some(QUOTE), Spot::Mark),
    ("found a tab", "a tab where a space is expected", Some(TAB), Spot::Tab),
    ("tab", "a tab where a space is expected", Some(TAB), Spot::Mark),
    ("unknown anchor", "an alias for which there is no anchor above", Some("a text that begins with `*` stands in quotes"), Spot::Mark),
    ("unexpected character", "a sign with which no text can begin", Some("put the text in quotes"), Spot::Mark),
    ("unknown escape character", "an unknown escape", Some("write `\\\\` for a backslash, or use single quotes"), Spot::Mark),
    ("quoted scalar, found unexpected end", "a quotation mark that is never closed", None, Spot::Mark),
    ("invalid indentation in quoted scalar", "a quotation mark that is not closed on its line", None, Spot::Mark),
    ("flow mapping", "a `{` that is not closed, or a `,` missing", None, Spot::Mark),
    ("flow sequence", "a `[` that is not closed, or a `,` missing", None, Spot::Mark),
    ("did not find expected '-'", "neither an item of the list above nor indented as a key", Some(QUOTE), Spot::Mark),
    ("did not find expected key", "no key where one is expected", Some(QUOTE), Spot::Mark),
    ("unprintable", "a character that cannot be printed", Some("take it away"), Spot::Mark),
];

/// Message, help and spot for what the parser says.
pub(super) fn explain(info: &str) -> (String, Option<&'static str>, Spot) {
    if let Some((_, message, help, spot)) = EXPLAINED.iter().find(|(part, ..)| info.contains(part)) {
        return ((*message).to_owned(), *help, *spot);
    }
    let mut message = info.to_owned();
    if let Some(first) = message.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    (message, None, Spot::Mark)
}

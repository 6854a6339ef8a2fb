//! From the lines and columns of the YAML parser to bytes of the text.

use saphyr_parser::Marker;

/// The byte at which each line and each character of a text begins.
pub(super) struct Offsets {
    /// Of each line, its first character.
    lines: Vec<usize>,
    /// Of each character, its first byte; then the end of the text. None where every character is one byte.
    bytes: Option<Vec<usize>>,
    end: usize,
}

impl Offsets {
    /// The parser ends a line at LF, CR LF and CR.
    pub(super) fn of(text: &str) -> Self {
        let bytes = (!text.is_ascii()).then(|| text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect());
        let mut lines = vec![0];
        let mut chars = text.chars().enumerate().peekable();
        while let Some((place, c)) = chars.next() {
            if c == '\n' || (c == '\r' && chars.peek().is_none_or(|(_, next)| *next != '\n')) {
                lines.push(place + 1);
            }
        }
        Self { lines, bytes, end: text.len() }
    }

    /// The byte at a line and a column. Counted from the line, since the parser's own count of characters drifts after
    /// comments that are not ASCII.
    pub(super) fn byte(&self, mark: Marker) -> usize {
        let Some(start) = mark.line().checked_sub(1).and_then(|line| self.lines.get(line)) else { return self.end };
        let place = start + mark.col();
        match &self.bytes {
            Some(bytes) => bytes.get(place).copied().unwrap_or(self.end),
            None => place.min(self.end),
        }
    }
}

//! A document as YAML again: all that it says, each node that stands in another file than the one around it marked with that
//! file. Comments of the files are not kept.

use std::{borrow::Cow, fmt::Write};

use saphyr::Scalar;
use saphyr_parser::ScalarStyle;
use serde_json::Value as Json;

use super::{Document, pointer};

/// What fits into so many columns stands on one line.
const WIDTH: usize = 110;

impl Document {
    /// The whole of it as YAML. `mark` gives the words of the comment at a node of another file, by what diagnostics call that
    /// file; those below it that stand in the same file need none.
    #[must_use]
    pub fn to_yaml(&self, mark: &dyn Fn(&str) -> String) -> String {
        let mut writer = Writer { document: self, mark, out: String::new() };
        match self.value() {
            Json::Object(members) if !members.is_empty() => writer.block(self.value(), "", 0),
            scalar => writer.out = flow(scalar),
        }
        if !writer.out.ends_with('\n') {
            writer.out.push('\n');
        }
        writer.out
    }
}

struct Writer<'a> {
    document: &'a Document,
    mark: &'a dyn Fn(&str) -> String,
    out: String,
}

impl Writer<'_> {
    /// A map or list, an entry on each line.
    fn block(&mut self, value: &Json, at: &str, indent: usize) {
        match value {
            Json::Object(members) => {
                let mut blank = false;
                for (key, value) in members {
                    let child = pointer::join(at, key);
                    let start = format!("{:indent$}{}:", "", text(key, ""));
                    let line = self.line(value, &child, indent == 0, start.chars().count());
                    // The sections of a file stand apart.
                    if indent == 0 && !self.out.is_empty() && (blank || line.is_none()) {
                        self.out.push('\n');
                    }
                    blank = line.is_none();
                    self.out.push_str(&start);
                    self.entry(value, line.map(|line| format!(" {line}")), at, &child, indent + 2);
                }
            }
            Json::Array(items) => {
                for (place, value) in items.iter().enumerate() {
                    let child = format!("{at}/{place}");
                    let line = self.line(value, &child, false, indent + 2);
                    let start = self.out.len();
                    match line {
                        Some(line) => {
                            _ = write!(self.out, "{:indent$}-", "");
                            self.entry(value, Some(format!(" {line}")), at, &child, indent + 2);
                        }
                        // The first entry stands behind the dash.
                        None => {
                            self.block(value, &child, indent + 2);
                            self.out.replace_range(start..start + indent + 2, &format!("{:indent$}- ", ""));
                            if let Some(mark) = self.mark(&child, at) {
                                let end = self.out.get(start..).and_then(|rest| rest.find('\n')).map_or(self.out.len(), |end| start + end);
                                self.out.insert_str(end, &mark);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn entry(&mut self, value: &Json, line: Option<String>, parent: &str, at: &str, indent: usize) {
        self.out.push_str(line.as_deref().unwrap_or_default());
        self.out.push_str(&self.mark(at, parent).unwrap_or_default());
        self.out.push('\n');
        if line.is_none() {
            self.block(value, at, indent);
        }
    }

    /// The comment at a node of another file than that around it.
    fn mark(&self, at: &str, parent: &str) -> Option<String> {
        let file = self.document.file_of(at);
        (file != self.document.file_of(parent)).then(|| format!("  # {}", (self.mark)(file)))
    }

    /// The node on one line, where it fits on one and all of it stands in one file.
    fn line(&self, value: &Json, at: &str, outermost: bool, column: usize) -> Option<String> {
        let line = value.as_str().map_or_else(|| flow(value), |written| text(written, ",;'’\"!?").into_owned());
        let empty = matches!(value, Json::Object(m) if m.is_empty()) || matches!(value, Json::Array(i) if i.is_empty());
        let deepest = if outermost { 1 } else { 2 };
        let fits = depth(value) <= deepest && column + 1 + line.chars().count() <= WIDTH && self.of_one_file(value, at);
        (depth(value) == 0 || empty || fits).then_some(line)
    }

    fn of_one_file(&self, value: &Json, at: &str) -> bool {
        let same = |child: &str, value: &Json| self.document.file_of(child) == self.document.file_of(at) && self.of_one_file(value, child);
        match value {
            Json::Object(members) => members.iter().all(|(key, value)| same(&pointer::join(at, key), value)),
            Json::Array(items) => items.iter().enumerate().all(|(place, value)| same(&format!("{at}/{place}"), value)),
            _ => true,
        }
    }
}

/// How many collections lie in each other.
fn depth(value: &Json) -> usize {
    match value {
        Json::Object(members) => 1 + members.values().map(depth).max().unwrap_or(0),
        Json::Array(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        _ => 0,
    }
}

/// A value on one line.
fn flow(value: &Json) -> String {
    match value {
        Json::Object(members) if members.is_empty() => "{}".to_owned(),
        Json::Object(members) => {
            let members: Vec<String> = members.iter().map(|(key, value)| format!("{}: {}", text(key, ""), flow(value))).collect();
            format!("{{ {} }}", members.join(", "))
        }
        Json::Array(items) => format!("[{}]", items.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Json::String(written) => text(written, "").into_owned(),
        other => other.to_string(),
    }
}

/// A text, in quotes unless it reads as the same text without them wherever it stands, also for readers of YAML 1.1.
/// `also` are signs that mean nothing where it stands.
fn text<'t>(written: &'t str, also: &str) -> Cow<'t, str> {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '.' | '/' | '(' | ')' | '’') || also.contains(c);
    let starts = written.chars().next().is_some_and(char::is_alphanumeric);
    let colons = !written.contains(": ") && !written.ends_with(':');
    let fits = starts && colons && !written.ends_with(' ') && written.chars().all(|c| plain(c) || c == ':');
    let word = matches!(written.to_lowercase().as_str(), "y" | "yes" | "n" | "no" | "on" | "off");
    let stays = || matches!(Scalar::parse_from_cow_and_metadata(written.into(), ScalarStyle::Plain, None), Some(Scalar::String(_)));
    if fits && !word && stays() { written.into() } else { quoted(written).into() }
}

/// In double quotes, where YAML escapes as JSON does. What cannot be seen is escaped too.
fn quoted(written: &str) -> String {
    let escaped = serde_json::to_string(written).unwrap_or_default();
    let unseen = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}');
    escaped.chars().map(|c| if unseen(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_reads_like_a_file_of_ours() {
        let written = "regime: az/x\ntitle: { az: Karantin, en: \"Quarantine: strict\" }\nmeasure:\n  curfew: \"21:00-06:00\"\npurposes:\n  medical:\n    sms: { code: \"1\", words: { az: [həkim] } }\n    rules: { quota: [{ times: 1, per: day }] }\nlist:\n- a: |\n    two\n    lines\n  b: []\n- \"no\"\n";
        let document = Document::parse("x", written.to_owned()).unwrap();
        let expected = "regime: az/x\ntitle: { az: Karantin, en: \"Quarantine: strict\" }\nmeasure: { curfew: 21:00-06:00 }\n\npurposes:\n  medical:\n    sms:\n      code: \"1\"\n      words: { az: [həkim] }\n    rules:\n      quota: [{ times: 1, per: day }]\n\nlist:\n  - { a: \"two\\nlines\\n\", b: [] }\n  - \"no\"\n";
        assert_eq!(document.to_yaml(&|file| file.to_owned()), expected);
    }

    #[test]
    fn other_files_are_named() {
        let base = Document::parse("base", "a: { x: 1, z: [1] }\nb: 2\n".to_owned()).unwrap();
        let own = Document::parse("own", "a: { x: 3 }\nc: 4\n".to_owned()).unwrap();
        let expected = "a:\n  x: 3\n  z: [1]  # from base\n\nb: 2  # from base\nc: 4\n";
        assert_eq!(own.on_top_of(&base, &[]).to_yaml(&|file| format!("from {file}")), expected);
    }
}

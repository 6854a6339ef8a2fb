//! From the events of the YAML parser to a JSON value and the place of every node.
//!
//! Strict YAML 1.2 core schema: `no` and `2020-12-14` are text. The events are taken one by one and not loaded into a tree
//! first: so a second key of the same name keeps its place, everything wrong of this kind is found at once, and depth and
//! aliases are bounded while reading, before they cost anything.

use std::{
    collections::{HashMap, hash_map::Entry},
    ops::Range,
    sync::Arc,
};

use saphyr::Scalar;
use saphyr_parser::{Event, Marker, Parser, ScalarStyle, ScanError, Span, StrInput, Tag};
use serde_json::{Map, Number, Value as Json};

use super::{
    Place,
    offsets::Offsets,
    pointer,
    syntax::{Spot, explain},
};
use crate::diagnostic::{Diagnostic, Text};

/// Deeper than any file of this project, shallow enough for the stack.
const DEEPEST: usize = 64;
/// How much text and how many nodes all aliases of a file may stand for together.
const ALIASED: usize = 1 << 20;
/// More is not said of one text: whoever mends that many reads it again.
const MOST_PROBLEMS: usize = 100;

/// What was read: also when `problems` holds errors, which leave the rest of the file readable.
pub(super) struct Loaded {
    pub(super) value: Json,
    pub(super) places: HashMap<String, Place>,
    pub(super) problems: Vec<Diagnostic>,
}

/// Reads one document.
///
/// # Errors
/// What leaves nothing to go on with.
pub(super) fn load(text: &Arc<Text>) -> Result<Loaded, Diagnostic> {
    let mut loader = Loader {
        parser: Parser::new_from_str(&text.text),
        text: Arc::clone(text),
        offsets: Offsets::of(&text.text),
        places: HashMap::new(),
        problems: Vec::new(),
        anchors: HashMap::new(),
        aliased: 0,
        brackets: Vec::new(),
    };
    let value = loader.document()?;
    loader.problems.truncate(MOST_PROBLEMS);
    Ok(Loaded { value, places: loader.places, problems: loader.problems })
}

struct Loader<'t> {
    parser: Parser<'t, StrInput<'t>>,
    text: Arc<Text>,
    offsets: Offsets,
    places: HashMap<String, Place>,
    problems: Vec<Diagnostic>,
    anchors: HashMap<usize, Json>,
    aliased: usize,
    /// Where the flow collections that are being read were opened.
    brackets: Vec<usize>,
}

impl<'t> Loader<'t> {
    fn document(&mut self) -> Result<Json, Diagnostic> {
        let mut value = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => return Ok(value.unwrap_or(Json::Null)),
                Event::DocumentStart(_) if value.is_some() => {
                    return Err(self
                        .error("yaml::several-documents", "a second document begins here", span)
                        .help("write one file for each"));
                }
                Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd | Event::Nothing => {}
                node => value = Some(self.node(node, span, "", None, 0)?),
            }
        }
    }

    /// Reads a node whose first event was taken, and notes its place.
    fn node(&mut self, event: Event<'t>, span: Span, at: &str, key: Option<Range<usize>>, depth: usize) -> Result<Json, Diagnostic> {
        if depth > DEEPEST {
            return Err(self.error("yaml::too-deep", format!("nested more than {DEEPEST} levels deep"), span));
        }
        let start = self.offset(span.start);
        let (value, end, anchor) = match event {
            Event::Scalar(written, style, anchor, tag) => {
                (self.scalar(written, style, tag.as_deref(), span), self.trimmed(start..self.offset(span.end)).end, anchor)
            }
            Event::SequenceStart(anchor, tag) => {
                self.collection_tag(tag.as_deref(), "seq", span);
                let open = self.open(start);
                let (items, end) = self.sequence(at, depth)?;
                self.brackets.truncate(open);
                (items, end.max(start), anchor)
            }
            Event::MappingStart(anchor, tag) => {
                self.collection_tag(tag.as_deref(), "map", span);
                let open = self.open(start);
                let (members, end) = self.mapping(at, depth)?;
                self.brackets.truncate(open);
                (members, end.max(start), anchor)
            }
            Event::Alias(anchor) => (self.alias(anchor, span)?, self.offset(span.end), 0),
            _ => return Err(self.error("yaml::syntax", "a value is expected", span)),
        };
        if anchor > 0 {
            self.anchors.insert(anchor, value.clone());
        }
        self.places.insert(at.to_owned(), Place { key, value: start..end });
        Ok(value)
    }

    fn sequence(&mut self, at: &str, depth: usize) -> Result<(Json, usize), Diagnostic> {
        let (mut items, mut end) = (Vec::new(), 0);
        loop {
            let (event, span) = self.next()?;
            if event == Event::SequenceEnd {
                return Ok((Json::Array(items), end.max(self.offset(span.end).min(self.closing(span, ']')))));
            }
            let item = pointer::join(at, &items.len().to_string());
            items.push(self.node(event, span, &item, None, depth + 1)?);
            end = self.places.get(&item).map_or(end, |place| place.value.end);
        }
    }

    fn mapping(&mut self, at: &str, depth: usize) -> Result<(Json, usize), Diagnostic> {
        let (mut members, mut end) = (Map::new(), 0);
        let mut keys: HashMap<String, Range<usize>> = HashMap::new();
        loop {
            let (event, span) = self.next()?;
            let key_span = self.trimmed(self.offset(span.start)..self.offset(span.end));
            let key = match event {
                Event::MappingEnd => return Ok((Json::Object(members), end.max(self.offset(span.end).min(self.closing(span, '}'))))),
                Event::Scalar(written, style, _, _) if style != ScalarStyle::Plain || !matches!(&*written, "" | "~") => {
                    written.into_owned()
                }
                _ => return Err(self.error("yaml::key", "a key must be a word", span)),
            };
            let (event, span) = self.next()?;
            match keys.entry(key) {
                Entry::Vacant(entry) => {
                    let child = pointer::join(at, entry.key());
                    let key = entry.key().clone();
                    entry.insert(key_span.clone());
                    let value = self.node(event, span, &child, Some(key_span), depth + 1)?;
                    end = self.places.get(&child).map_or(end, |place| place.value.end);
                    members.insert(key, value);
                }
                Entry::Occupied(entry) => {
                    let message = format!("the key `{}` comes twice", entry.key());
                    let again = Diagnostic::new("yaml::duplicate-key", message, Arc::clone(&self.text), key_span).label("again");
                    self.problems.push(again.and(entry.get().clone(), "first here"));
                    // Read for what it holds, under a name that nothing asks for.
                    let kept = std::mem::take(&mut self.places);
                    let read = self.node(event, span, "", None, depth + 1);
                    end = self.places.get("").map_or(end, |place| place.value.end);
                    self.places = kept;
                    read?;
                }
            }
        }
    }

    fn scalar(&mut self, written: std::borrow::Cow<'t, str>, style: ScalarStyle, tag: Option<&Tag>, span: Span) -> Json {
        if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema()) {
            self.unknown_tag(tag, span);
        }
        let owned = tag.cloned().map(std::borrow::Cow::Owned);
        match Scalar::parse_from_cow_and_metadata(written, style, owned.as_ref()) {
            Some(Scalar::Null) => Json::Null,
            Some(Scalar::Boolean(yes)) => Json::Bool(yes),
            Some(Scalar::Integer(number)) => Json::Number(number.into()),
            Some(Scalar::FloatingPoint(number)) => Number::from_f64(number.into_inner()).map_or_else(
                || {
                    let problem = self.error("yaml::number", "a number must be finite", span);
                    self.problems.push(problem);
                    Json::Null
                },
                Json::Number,
            ),
            Some(Scalar::String(text)) => Json::String(text.into_owned()),
            None => {
                let problem = self.error("yaml::tag", "the value does not fit its tag", span);
                self.problems.push(problem);
                Json::Null
            }
        }
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<Json, Diagnostic> {
        let Some(value) = self.anchors.get(&anchor).cloned() else {
            return Err(self.error("yaml::alias", "an alias within what it stands for", span));
        };
        self.aliased += weight(&value);
        if self.aliased > ALIASED {
            return Err(self.error("yaml::alias", "the aliases of this file stand for too much", span));
        }
        Ok(value)
    }

    /// Notes a bracket that opens here, and says how many were open before.
    fn open(&mut self, start: usize) -> usize {
        let before = self.brackets.len();
        if self.text.text.get(start..).is_some_and(|rest| rest.starts_with(['[', '{'])) {
            self.brackets.push(start);
        }
        before
    }

    fn collection_tag(&mut self, tag: Option<&Tag>, own: &str, span: Span) {
        if let Some(tag) = tag.filter(|tag| !tag.is_yaml_core_schema() || tag.suffix != own) {
            self.unknown_tag(tag, span);
        }
    }

    fn unknown_tag(&mut self, tag: &Tag, span: Span) {
        let problem = self.error("yaml::tag", format!("the tag `{tag}` means nothing here"), Span::empty(span.start));
        self.problems.push(problem.help("take it away"));
    }

    fn next(&mut self) -> Result<(Event<'t>, Span), Diagnostic> {
        match self.parser.next_event() {
            Some(Ok(next)) => Ok(next),
            Some(Err(error)) => Err(self.syntax(&error)),
            None => Ok((Event::StreamEnd, Span::default())),
        }
    }

    fn syntax(&self, error: &ScanError) -> Diagnostic {
        let (message, help, spot) = explain(error.info());
        let mark = self.offset(*error.marker());
        let (before, after) = self.text.text.split_at_checked(mark).unwrap_or((&self.text.text, ""));
        let start = match spot {
            Spot::Mark => mark,
            Spot::Tab => mark + after.find('\t').unwrap_or(0),
            Spot::LineBefore => {
                let line = before.trim_end().rfind('\n').map_or(0, |newline| newline + 1);
                line + before.get(line..).map_or(0, |rest| rest.len() - rest.trim_start().len())
            }
        };
        let mut diagnostic = Diagnostic::new("yaml::syntax", message, Arc::clone(&self.text), self.visible(start..start));
        if let Some(help) = help {
            diagnostic = diagnostic.help(help);
        }
        match self.brackets.last() {
            Some(open) if *open != start => diagnostic.and(*open..*open + 1, "opened here"),
            _ => diagnostic,
        }
    }

    fn error(&self, code: &str, message: impl Into<String>, span: Span) -> Diagnostic {
        let range = self.offset(span.start)..self.offset(span.end);
        Diagnostic::new(code, message, Arc::clone(&self.text), self.visible(range))
    }

    fn offset(&self, mark: Marker) -> usize {
        self.offsets.byte(mark)
    }

    /// Just after the bracket that closes a flow collection; for a block collection, whose end is a mark without a length, 0.
    fn closing(&self, end: Span, bracket: char) -> usize {
        let start = self.offset(end.start);
        self.text.text.get(start..).filter(|rest| rest.starts_with(bracket) && !end.is_empty()).map_or(0, |_| start + 1)
    }

    /// Without blanks and line ends after it.
    fn trimmed(&self, range: Range<usize>) -> Range<usize> {
        let written = self.text.text.get(range.clone()).unwrap_or_default();
        range.start..range.start + written.trim_end().len()
    }

    /// At least one character where there is one, so that there is something to point at.
    fn visible(&self, range: Range<usize>) -> Range<usize> {
        let text = &self.text.text;
        if !range.is_empty() && range.end <= text.len() {
            return self.trimmed(range.clone());
        }
        let last = text.trim_end().char_indices().next_back().map_or(0, |(byte, _)| byte);
        let start = if range.start < text.trim_end().len() { range.start } else { last };
        let width = text.get(start..).and_then(|rest| rest.chars().next()).filter(|c| *c != '\n').map_or(0, char::len_utf8);
        start..start + width
    }
}

/// What a value costs: its nodes and its text.
fn weight(value: &Json) -> usize {
    match value {
        Json::String(text) => 1 + text.len(),
        Json::Array(items) => 1 + items.iter().map(weight).sum::<usize>(),
        Json::Object(members) => 1 + members.iter().map(|(key, value)| key.len() + weight(value)).sum::<usize>(),
        _ => 1,
    }
}

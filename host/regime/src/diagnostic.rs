//! What is wrong with a file, where, and what to do about it.

use std::{fmt, ops::Range, sync::Arc};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use serde_json::{Value as Json, json};

/// Whether a file can be used in spite of what was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// It cannot.
    Error,
    /// It can, but somebody should look.
    Warning,
}

/// A text with its name, shared by everything that is said about it.
pub(crate) struct Text {
    pub(crate) name: String,
    pub(crate) text: String,
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Text").field(&self.name).finish()
    }
}

impl Text {
    /// Line and column of an offset, both from one, the column in characters.
    pub(crate) fn position(&self, offset: usize) -> (usize, usize) {
        let before = self.text.get(..offset).unwrap_or(&self.text);
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = before.bytes().filter(|byte| *byte == b'\n').count() + 1;
        (line, before.get(line_start..).unwrap_or_default().chars().count() + 1)
    }
}

/// A place in a text.
#[derive(Debug, Clone)]
pub(crate) struct Spot {
    pub(crate) text: Arc<Text>,
    pub(crate) place: Range<usize>,
}

impl SourceCode for Text {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, miette::MietteError> {
        let inner = self.text.read_span(span, before, after)?;
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            inner.data(),
            *inner.span(),
            inner.line(),
            inner.column(),
            inner.line_count(),
        )))
    }
}

/// One thing that is wrong with a file. Its code never changes; its message is for people and may.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    code: Box<str>,
    severity: Severity,
    message: String,
    help: Option<String>,
    /// What it has to do with in other files, a line each.
    elsewhere: Option<Box<str>>,
    text: Arc<Text>,
    /// The first is where it is; the others say what it has to do with.
    labels: Vec<(Range<usize>, Option<String>)>,
}

impl Diagnostic {
    pub(crate) fn new(code: impl Into<String>, message: impl Into<String>, text: Arc<Text>, place: Range<usize>) -> Self {
        let labels = vec![(place, None)];
        Self { code: code.into().into(), severity: Severity::Error, message: message.into(), help: None, elsewhere: None, text, labels }
    }

    /// Something about a file that has no text to point at: one that cannot be read, or is missing.
    #[must_use]
    pub fn of_file(name: &str, code: &str, message: impl Into<String>) -> Self {
        Self::new(code, message, Arc::new(Text { name: name.to_owned(), text: String::new() }), 0..0)
    }

    /// With a proposal of what to write instead.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// With a few words at the place itself.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        if let Some((_, text)) = self.labels.first_mut() {
            *text = Some(label.into());
        }
        self
    }

    /// With another place of the same file that it has to do with.
    #[must_use]
    pub fn and(mut self, place: Range<usize>, label: impl Into<String>) -> Self {
        self.labels.push((place, Some(label.into())));
        self
    }

    /// With another place that it has to do with, be it of the same file or of another.
    pub(crate) fn beside(mut self, spot: &Spot, label: &str) -> Self {
        if Arc::ptr_eq(&self.text, &spot.text) {
            return self.and(spot.place.clone(), label);
        }
        let (line, column) = spot.text.position(spot.place.start);
        let place = format!("{label}: {}:{line}:{column}", spot.text.name);
        self.elsewhere = Some(self.elsewhere.map_or(place.clone(), |others| format!("{others}\n{place}")).into());
        self
    }

    /// As something that does not stop the file from being used.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// The stable code, such as `regime::unknown-key`.
    #[must_use]
    pub fn code(&self) -> &str {
        &self.code
    }

    /// Whether the file can be used in spite of it.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What is wrong, in lower case and without a full stop.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The file, as it was named when it was read.
    #[must_use]
    pub fn file(&self) -> &str {
        &self.text.name
    }

    /// The line, from one.
    #[must_use]
    pub fn line(&self) -> usize {
        self.text.position(self.offset()).0
    }

    /// The column, from one, in characters.
    #[must_use]
    pub fn column(&self) -> usize {
        self.text.position(self.offset()).1
    }

    /// The proposal, and what stands in other files.
    fn advice(&self) -> Option<String> {
        let lines: Vec<&str> = self.help.as_deref().into_iter().chain(self.elsewhere.as_deref()).collect();
        (!lines.is_empty()).then(|| lines.join("\n"))
    }

    fn offset(&self) -> usize {
        self.labels.first().map_or(0, |(place, _)| place.start)
    }

    /// For machines.
    #[must_use]
    pub fn to_json(&self) -> Json {
        let (line, column) = self.text.position(self.offset());
        let (end_line, end_column) = self.text.position(self.labels.first().map_or(0, |(place, _)| place.end));
        let severity = match self.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        };
        json!({
            "code": self.code, "severity": severity, "message": self.message, "help": self.advice(), "file": self.text.name,
            "line": line, "column": column, "end_line": end_line, "end_column": end_column,
        })
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Diagnostic {}

impl miette::Diagnostic for Diagnostic {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.advice().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        (!self.text.text.is_empty()).then_some(&*self.text as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        if self.text.text.is_empty() {
            return None;
        }
        let mut primary = true;
        Some(Box::new(self.labels.iter().map(move |(place, label)| {
            let span = SourceSpan::from((place.start, place.len()));
            let new = if std::mem::take(&mut primary) { LabeledSpan::new_primary_with_span } else { LabeledSpan::new_with_span };
            new(label.clone(), span)
        })))
    }
}

/// Everything that is wrong, in the order of files and lines. As an error it is never empty.
#[derive(Debug, Clone)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Sorts what was found by file and place, and drops what was found twice.
    #[must_use]
    pub fn new(mut found: Vec<Diagnostic>) -> Self {
        found.sort_by(|a, b| (a.file(), a.offset(), &a.code, &a.message).cmp(&(b.file(), b.offset(), &b.code, &b.message)));
        found.dedup_by(|a, b| a.file() == b.file() && a.offset() == b.offset() && a.code == b.code && a.message == b.message);
        Self(found)
    }

    /// `Err` with everything when an error is among it, otherwise the warnings.
    ///
    /// # Errors
    /// When one of them is an error.
    pub fn warnings_or_error(found: Vec<Diagnostic>) -> Result<Vec<Diagnostic>, Self> {
        let sorted = Self::new(found);
        if sorted.0.iter().any(|d| d.severity == Severity::Error) { Err(sorted) } else { Ok(sorted.0) }
    }

    /// One after the other.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none. Never so in an error.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them drawn: message, file, line, column, the line itself and the help.
    #[must_use]
    pub fn report(&self, colour: bool) -> String {
        let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        let handler = GraphicalReportHandler::new_themed(theme).with_links(false).with_width(120).with_context_lines(1);
        let mut drawn = String::new();
        for diagnostic in &self.0 {
            if handler.render_report(&mut drawn, diagnostic).is_err() {
                drawn.push_str(&diagnostic.message);
            }
            drawn.push('\n');
        }
        drawn
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Diagnostics {
    type Item = &'a Diagnostic;
    type IntoIter = std::slice::Iter<'a, Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter()
    }
}

impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (errors, warnings): (Vec<_>, Vec<_>) = self.0.iter().partition(|d| d.severity == Severity::Error);
        match (errors.as_slice(), warnings.as_slice()) {
            ([only], []) | ([], [only]) => write!(f, "{}:{}:{}: {only}", only.file(), only.line(), only.column()),
            _ => write!(f, "{} errors, {} warnings", errors.len(), warnings.len()),
        }
    }
}

impl std::error::Error for Diagnostics {}

impl miette::Diagnostic for Diagnostics {
    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn miette::Diagnostic> + 'a>> {
        Some(Box::new(self.0.iter().map(|d| d as &dyn miette::Diagnostic)))
    }
}

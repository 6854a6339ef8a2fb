//! Forms of messages: that each can match something, and that no message fits two of them.

use std::collections::BTreeSet;

use super::{Lint, entry, words};
use crate::{
    diagnostic::Diagnostic,
    file::FormFile,
    sms::{Field, FieldKind, FormAction},
};

/// A form with what its messages look like.
struct Shape<'a> {
    name: &'a str,
    at: String,
    form: &'a FormFile,
    /// The fields of a message, for each choice of the optional ones.
    sequences: Vec<Vec<FieldKind>>,
    /// Folded.
    keywords: BTreeSet<String>,
}

pub(super) fn check(lint: &Lint<'_>, found: &mut Vec<Diagnostic>) {
    registration(lint, found);
    let Some(sms) = &lint.file.sms else { return };
    repeated(lint, "/sms/languages", sms.languages.iter().map(|l| l.as_str()), "regime::duplicate-language", found);
    let mut shapes: Vec<Shape<'_>> = Vec::new();
    for (name, form) in &sms.forms {
        let shape = Shape {
            name,
            at: entry("/sms/forms", name),
            form,
            sequences: expand(form.fields.iter().map(|field| field.0)),
            keywords: form.words.values().flatten().map(|word| words::key(word)).filter(|word| !word.is_empty()).collect(),
        };
        fields(lint, &shape, found);
        if !lint.mismatches.iter().any(|mismatch| super::below(&mismatch.pointer, &shape.at)) {
            shapes.push(shape);
        }
    }
    for (place, shape) in shapes.iter().enumerate() {
        if within(shape) {
            let message = format!("the form `{}` can be read in two ways", shape.name);
            let ambiguous = lint.problem(&format!("{}/fields", shape.at), "regime::ambiguous-form", message);
            found.push(ambiguous.help("of two fields that may be left out, each must look different from the other"));
        }
        for other in shapes.iter().take(place).filter(|other| between(lint, other, shape)) {
            let message = format!("a message can fit `{}` and `{}` at once", other.name, shape.name);
            let ambiguous = lint
                .problem_at_key(&shape.at, "regime::ambiguous-forms", message)
                .beside(&lint.document.key_spot(&lint.origin.of(&other.at)), "the other form");
            found.push(ambiguous.help("give one of them words of its own to begin with, or other fields"));
        }
    }
}

/// The fields of a message for each choice of the optional ones.
fn expand(fields: impl Iterator<Item = Field>) -> Vec<Vec<FieldKind>> {
    // More fields than there are kinds are an error anyway; this keeps the number of choices small.
    fields.take(8).fold(vec![Vec::new()], |sequences, field| {
        let with = sequences.iter().map(|sequence| [sequence.as_slice(), &[field.kind]].concat());
        let with: Vec<_> = with.collect();
        if field.optional { [sequences, with].concat() } else { with }
    })
}

fn is_blank(form: &FormFile) -> bool {
    form.separator.as_deref().is_none_or(|separator| separator.trim().is_empty())
}

/// What is wrong with one form alone.
fn fields(lint: &Lint<'_>, shape: &Shape<'_>, found: &mut Vec<Diagnostic>) {
    let Shape { name, at, form, .. } = shape;
    let spot = format!("{at}/fields");
    let kinds: Vec<FieldKind> = form.fields.iter().map(|field| field.0.kind).collect();
    repeated(lint, &spot, kinds.iter().map(FieldKind::as_str), "regime::form-repeats-field", found);
    let whole = !lint.mismatches.iter().any(|mismatch| super::below(&mismatch.pointer, at));
    if whole && form.words.values().all(Vec::is_empty) && form.fields.iter().all(|field| field.0.optional) {
        let empty = lint.problem_at_key(at, "regime::empty-form", format!("nothing need be written in the form `{name}`"));
        found.push(empty.help("give it a word to begin with, or a field that cannot be left out"));
    } else if whole && form.does == FormAction::Apply && !kinds.contains(&FieldKind::Purpose) {
        let without = lint.problem_at_key(at, "regime::form-without-purpose", format!("the form `{name}` does not say what for"));
        found.push(without.help("add the field `purpose`, or write `does: register`"));
    }
    if form.does == FormAction::Register && lint.file.registration.is_none() && !lint.document.has("/registration") {
        let without = lint.problem_at_key(
            at,
            "regime::no-registration",
            format!("the form `{name}` registers, but the regime has no `registration`"),
        );
        found.push(without.help("add `registration: {}`"));
    }
    if let Some(separator) = form.separator.as_deref()
        && separator.chars().any(char::is_alphanumeric)
    {
        let message = format!("`{separator}` cannot separate fields: it could belong to one");
        found.push(lint.problem(&format!("{at}/separator"), "regime::bad-separator", message));
    }
    let separated = lint.mismatches.iter().any(|mismatch| mismatch.pointer == format!("{at}/separator"));
    for (index, kind) in kinds.iter().enumerate() {
        let field = format!("{spot}/{index}");
        let last = index + 1 == kinds.len();
        if kind.is_free_text() && !last && is_blank(form) && !separated {
            let message = format!("nobody can tell where `{kind}` ends");
            found.push(lint.problem(&field, "regime::form-free-text", message).help("put it last, or take a `separator` that is no space"));
        }
        if *kind == FieldKind::Purpose && lint.is_whole("/purposes") && !lint.file.purposes.values().any(|purpose| purpose.sms.is_some()) {
            found.push(lint.problem(&field, "regime::form-never-matches", "no purpose has a code, so nothing can stand here"));
        }
        if *kind == FieldKind::Identity {
            no_kinds(lint, &field, found);
        }
    }
}

/// What a dialog asks for.
fn registration(lint: &Lint<'_>, found: &mut Vec<Diagnostic>) {
    let Some(registration) = &lint.file.registration else { return };
    repeated(lint, "/registration/fields", registration.fields.iter().map(FieldKind::as_str), "regime::form-repeats-field", found);
    for (index, kind) in registration.fields.iter().enumerate() {
        let field = format!("/registration/fields/{index}");
        match kind {
            FieldKind::Purpose | FieldKind::Plate => {
                found.push(lint.problem(&field, "regime::registration-field", format!("a registration does not ask for a {kind}")));
            }
            FieldKind::Identity => no_kinds(lint, &field, found),
            FieldKind::Name | FieldKind::Address => {}
        }
    }
}

fn no_kinds(lint: &Lint<'_>, field: &str, found: &mut Vec<Diagnostic>) {
    if !lint.document.has("/identity") && lint.file.identity.is_none() {
        let never = lint.problem(field, "regime::form-never-matches", "no kind of document is accepted, so nothing can stand here");
        found.push(never.help("name some under `identity.kinds`"));
    }
}

/// Items of a list that come again.
fn repeated<'s>(lint: &Lint<'_>, list: &str, items: impl Iterator<Item = &'s str>, code: &str, found: &mut Vec<Diagnostic>) {
    let mut known: Vec<&str> = Vec::new();
    for (index, item) in items.enumerate() {
        if let Some(first) = known.iter().position(|other| *other == item) {
            let again = lint.problem(&format!("{list}/{index}"), code, format!("`{item}` comes twice"));
            found.push(again.beside(&lint.spot(&format!("{list}/{first}")), "already here"));
        }
        known.push(item);
    }
}

/// Whether something can be read as either of two fields. A plate is what is no identity number, so those two never mix.
fn alike(a: FieldKind, b: FieldKind) -> bool {
    a == b || a.is_free_text() || b.is_free_text()
}

/// Whether some message has the fields of both.
fn overlap(a: &[FieldKind], a_blank: bool, b: &[FieldKind], b_blank: bool) -> bool {
    let head = a.iter().zip(b).all(|(a, b)| alike(*a, *b));
    let absorbs = |short: &[FieldKind], blank: bool| blank && short.last().is_some_and(FieldKind::is_free_text);
    head && match a.len().cmp(&b.len()) {
        std::cmp::Ordering::Equal => true,
        std::cmp::Ordering::Less => absorbs(a, a_blank),
        std::cmp::Ordering::Greater => absorbs(b, b_blank),
    }
}

/// Whether two choices of optional fields of one form look the same and mean different things.
fn within(shape: &Shape<'_>) -> bool {
    let blank = is_blank(shape.form);
    shape
        .sequences
        .iter()
        .enumerate()
        .any(|(place, a)| shape.sequences.iter().skip(place + 1).any(|b| a != b && overlap(a, blank, b, blank)))
}

/// Whether a message can fit two forms.
fn between(lint: &Lint<'_>, a: &Shape<'_>, b: &Shape<'_>) -> bool {
    let fields_alike = || {
        let (a_blank, b_blank) = (is_blank(a.form), is_blank(b.form));
        a.sequences.iter().any(|x| b.sequences.iter().any(|y| overlap(x, a_blank, y, b_blank)))
    };
    match (a.keywords.is_empty(), b.keywords.is_empty()) {
        (true, true) => fields_alike(),
        (false, false) => !a.keywords.is_disjoint(&b.keywords) && fields_alike(),
        (true, false) => begins_as(lint, a, b),
        (false, true) => begins_as(lint, b, a),
    }
}

/// Whether what the first field of a form without words can hold is the word of another.
fn begins_as(lint: &Lint<'_>, bare: &Shape<'_>, worded: &Shape<'_>) -> bool {
    let first = bare.sequences.iter().filter_map(|sequence| sequence.first()).collect::<Vec<_>>();
    let purpose = |word: &String| {
        lint.file.purposes.values().filter_map(|purpose| purpose.sms.as_ref()).any(|sms| {
            let words = sms.words.values().flatten();
            words.chain(std::iter::once(&sms.code)).any(|said| words::key(said) == *word)
        })
    };
    first.iter().any(|kind| match kind {
        FieldKind::Purpose => worded.keywords.iter().any(purpose),
        kind => kind.is_free_text(),
    })
}

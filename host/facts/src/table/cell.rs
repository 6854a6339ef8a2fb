//! What a cell says. Pure. A cell is never guessed at: what can be read in two ways is refused.

use std::borrow::Cow;

use domain::{Instant, Value};
use jiff::{civil, tz::TimeZone};

use super::Problem;

/// The longest value, in characters.
const LONGEST: usize = 64;

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Cell<'a> {
    /// Nothing.
    Nothing,
    /// A text that means something else, perhaps.
    Text(Cow<'a, str>),
    /// A value of a file that knows its types.
    Value(Value),
    /// A local time of a file that knows its types.
    Local(civil::DateTime),
    /// A day of a file that knows its types.
    Day,
    /// A number with a fraction of a file that knows its types.
    Fraction,
}

impl Cell<'_> {
    /// As a text: an identity number, a name.
    pub(crate) fn text(self) -> Result<Option<String>, Problem> {
        match self {
            Self::Nothing => Ok(None),
            Self::Text(text) => Ok(Some(text.trim().to_owned())),
            Self::Value(Value::Number(number)) => Ok(Some(number.to_string())),
            Self::Value(_) | Self::Local(_) | Self::Day | Self::Fraction => Err(Problem::IdentityForm),
        }
    }

    /// As the value of an attribute.
    pub(crate) fn value(self, zone: Option<&TimeZone>) -> Result<Option<Value>, Problem> {
        match self {
            Self::Nothing => Ok(None),
            Self::Text(text) if text.trim().is_empty() => Ok(None),
            Self::Text(text) => value(&text, zone).map(Some),
            Self::Value(value) => Ok(Some(value)),
            Self::Local(local) => in_zone(local, zone).map(|at| Some(Value::Instant(at))),
            Self::Day => Err(Problem::Day),
            Self::Fraction => Err(Problem::Fraction),
        }
    }

    /// As a moment.
    pub(crate) fn moment(self, zone: Option<&TimeZone>) -> Result<Option<Instant>, Problem> {
        match self {
            Self::Nothing => Ok(None),
            Self::Text(text) if text.trim().is_empty() => Ok(None),
            Self::Text(text) => moment(text.trim(), zone)?.map(Some).ok_or(Problem::Moment),
            Self::Value(Value::Instant(at)) => Ok(Some(at)),
            Self::Local(local) => in_zone(local, zone).map(Some),
            Self::Day => Err(Problem::Day),
            Self::Value(_) | Self::Fraction => Err(Problem::Moment),
        }
    }
}

/// What a text says as a value: a flag, a whole number, a moment, or a code.
pub(crate) fn value(text: &str, zone: Option<&TimeZone>) -> Result<Value, Problem> {
    let text = text.trim();
    if text.chars().count() > LONGEST {
        return Err(Problem::Long);
    }
    if text.eq_ignore_ascii_case("true") {
        return Ok(Value::Flag(true));
    }
    if text.eq_ignore_ascii_case("false") {
        return Ok(Value::Flag(false));
    }
    if let Some(number) = whole(text) {
        return Ok(Value::Number(number));
    }
    if is_fraction(text) {
        return Err(Problem::Fraction);
    }
    if let Some(at) = moment(text, zone)? {
        return Ok(Value::Instant(at));
    }
    // A name or an address has spaces, and has no business here.
    let is_code = text.chars().all(|c| c.is_alphanumeric() || "-_./+:#".contains(c)) && text.chars().any(char::is_alphanumeric);
    if is_code { Ok(Value::Text(text.to_owned())) } else { Err(Problem::Value) }
}

/// A number, unless a zero before it shows that it is a code.
fn whole(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) && (digits == "0" || !digits.starts_with('0'));
    if is_number { text.parse().ok() } else { None }
}

fn is_fraction(text: &str) -> bool {
    let text = text.strip_prefix('-').unwrap_or(text);
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    text.split_once(['.', ',']).is_some_and(|(whole, rest)| digits(whole) && digits(rest))
}

/// A moment, `None` when the text is nothing of the kind.
fn moment(text: &str, zone: Option<&TimeZone>) -> Result<Option<Instant>, Problem> {
    // Only what begins like `2020-` is looked at: nothing else may pass for a moment.
    let looks = text.len() >= 10 && text.bytes().take(4).all(|b| b.is_ascii_digit()) && text.as_bytes().get(4) == Some(&b'-');
    if !looks {
        return Ok(None);
    }
    if let Ok(at) = text.parse::<Instant>() {
        return Ok(Some(at));
    }
    if text.len() == 10 && text.parse::<civil::Date>().is_ok() {
        return Err(Problem::Day);
    }
    match text.parse::<civil::DateTime>() {
        Ok(local) if text.len() > 10 => in_zone(local, zone).map(Some),
        _ => Ok(None),
    }
}

fn in_zone(local: civil::DateTime, zone: Option<&TimeZone>) -> Result<Instant, Problem> {
    let zone = zone.ok_or(Problem::NoZone)?;
    zone.to_ambiguous_timestamp(local).unambiguous().map_err(|_| Problem::Clocks)
}

/// A name from a file, for a message: short, and without anything that moves a cursor.
pub(crate) fn shown(name: &str) -> String {
    let mut shown: String = name.chars().take(40).map(|c| if c.is_control() { '·' } else { c }).collect();
    if name.chars().nth(40).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Result<Value, Problem> {
        value(text, TimeZone::get("Europe/Athens").ok().as_ref())
    }

    #[test]
    fn a_cell_is_a_flag_a_number_a_moment_or_a_code() {
        let at = |text: &str| Ok(Value::Instant(text.parse().unwrap()));
        let text = |text: &str| Ok(Value::Text(text.to_owned()));
        let cases = [
            ("true", Ok(Value::Flag(true))),
            (" FALSE ", Ok(Value::Flag(false))),
            ("0", Ok(Value::Number(0))),
            ("-34", Ok(Value::Number(-34))),
            ("007", text("007")),
            ("99999999999999999999", text("99999999999999999999")),
            ("yes", text("yes")),
            ("группа-А", text("группа-А")),
            ("AZ-BA", text("AZ-BA")),
            ("2020-05-01T00:00:00Z", at("2020-05-01T00:00:00Z")),
            ("2020-05-01T00:00+04:00", at("2020-04-30T20:00:00Z")),
            ("2020-05-01T00:00", at("2020-04-30T21:00:00Z")),
            ("2020-05-01 00:00", at("2020-04-30T21:00:00Z")),
            ("2020-05-01", Err(Problem::Day)),
            ("2020-03-29T03:30", Err(Problem::Clocks)),
            ("2020-10-25T03:30", Err(Problem::Clocks)),
            ("1.5", Err(Problem::Fraction)),
            ("-1,5", Err(Problem::Fraction)),
            ("Anna Example", Err(Problem::Value)),
            ("a\u{0}b", Err(Problem::Value)),
            ("-", Err(Problem::Value)),
            (&"a".repeat(65), Err(Problem::Long)),
        ];
        for (cell, expected) in cases {
            assert_eq!(said(cell), expected, "{cell}");
        }
        assert_eq!(value("2020-05-01T00:00", None), Err(Problem::NoZone));
    }

    #[test]
    fn a_name_from_a_file_can_be_shown() {
        assert_eq!(shown("a\u{1b}[31m\n"), "a·[31m·");
        assert_eq!(shown(&"x".repeat(1000)).chars().count(), 41);
    }
}

//! What a run of cases found, for people and for machines.

use std::fmt::Write as _;

use domain::RegimeId;
use serde::Serialize;

/// What a run of cases found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// How many cases went as they should.
    pub passed: usize,
    /// The others, in the order of files and lines.
    pub failed: Vec<Failure>,
    /// What the cases of each regime touched. Left out for regimes whose cases were chosen by a filter.
    pub coverage: Vec<Coverage>,
    /// The regimes that no cases stand beside. Left out where cases were chosen by a filter.
    pub without: Vec<RegimeId>,
}

/// A case that did not go as it should.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Failure {
    /// The file of cases.
    pub file: String,
    /// The line of the step that differs, from 1.
    pub line: usize,
    /// What the case shows.
    pub note: String,
    /// Which step, from 1; absent where the case has one only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<usize>,
    /// What differs. Never empty.
    pub differences: Vec<Difference>,
    /// What the plugin that was asked noted for its author. Only cases of plugins have notes.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
}

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Difference {
    /// What, by its key in the case.
    pub field: String,
    /// What the case says.
    pub expected: String,
    /// What came.
    pub actual: String,
}

impl Difference {
    /// A difference in `field`.
    #[must_use]
    pub fn new(field: &str, expected: impl ToString, actual: impl ToString) -> Self {
        Self { field: field.to_owned(), expected: expected.to_string(), actual: actual.to_string() }
    }
}

/// What the cases of one regime touched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The regime.
    pub regime: RegimeId,
    /// Its file.
    pub file: String,
    /// How many purposes, exemptions and rules it has.
    pub parts: usize,
    /// Those that no case touched, in the order of lines.
    pub untouched: Vec<Untouched>,
}

/// A part of a regime that no case touched.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Untouched {
    /// Its line in the regime's file, from 1.
    pub line: usize,
    /// What it is, such as "purpose `funeral`" or "rule `quota` of `necessities`".
    pub what: String,
}

impl Report {
    /// Whether every case went as it should.
    #[must_use]
    pub fn is_green(&self) -> bool {
        self.failed.is_empty()
    }

    /// For people: the differences, what no case touched, and the count as the last line.
    #[must_use]
    pub fn human(&self) -> String {
        let mut text = String::new();
        for failure in &self.failed {
            failure.write(&mut text);
        }
        for coverage in &self.coverage {
            coverage.write(&mut text);
        }
        for regime in &self.without {
            let _ = writeln!(text, "{regime}: no cases stand beside it");
        }
        // Writing to a String can't fail.
        let _ = writeln!(text, "{} passed, {} failed", self.passed, self.failed.len());
        text
    }

    /// For machines.
    #[must_use]
    pub fn json(&self) -> serde_json::Value {
        serde_json::to_value(self).unwrap_or_default()
    }
}

impl Failure {
    fn write(&self, text: &mut String) {
        let step = self.step.map(|step| format!(", step {step}")).unwrap_or_default();
        let _ = writeln!(text, "{}:{}: {}{step}", self.file, self.line, self.note);
        for difference in &self.differences {
            let _ = writeln!(text, "  {}", difference.field);
            let _ = writeln!(text, "    expected  {}", difference.expected.replace('\n', "\n              "));
            let _ = writeln!(text, "    actual    {}", difference.actual.replace('\n', "\n              "));
        }
        for note in &self.notes {
            let _ = writeln!(text, "  noted       {}", note.replace('\n', "\n              "));
        }
        text.push('\n');
    }
}

impl Coverage {
    fn write(&self, text: &mut String) {
        let touched = self.parts.saturating_sub(self.untouched.len());
        let _ = writeln!(text, "{}: cases touch {touched} of {} parts", self.regime, self.parts);
        for untouched in &self.untouched {
            let _ = writeln!(text, "  {}:{}: {}", self.file, untouched.line, untouched.what);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn report() -> Report {
        let difference = Difference::new("until", "13:00", "16:00");
        Report {
            passed: 41,
            failed: vec![Failure {
                file: "AZ/x.cases.yaml".to_owned(),
                line: 7,
                note: "three hours".to_owned(),
                step: Some(2),
                differences: vec![difference],
                notes: vec!["the window is shut".to_owned()],
            }],
            coverage: vec![Coverage {
                regime: "az/x".parse().unwrap(),
                file: "AZ/x.yaml".to_owned(),
                parts: 3,
                untouched: vec![Untouched { line: 12, what: "purpose `funeral`".to_owned() }],
            }],
            without: vec!["az/y".parse().unwrap()],
        }
    }

    #[test]
    fn people_see_what_differs_where_and_the_count_last() {
        let expected = "AZ/x.cases.yaml:7: three hours, step 2\n  until\n    expected  13:00\n    actual    16:00\n  noted       the window is shut\n\n\
                        az/x: cases touch 2 of 3 parts\n  AZ/x.yaml:12: purpose `funeral`\naz/y: no cases stand beside it\n41 passed, 1 failed\n";
        assert_eq!(report().human(), expected);
    }

    #[test]
    fn machines_see_the_same() {
        let json = report().json();
        assert_eq!(json.pointer("/failed/0/differences/0/actual"), Some(&"16:00".into()));
        assert_eq!(json.pointer("/coverage/0/untouched/0/line"), Some(&12.into()));
        assert_eq!(json.pointer("/passed"), Some(&41.into()));
    }
}

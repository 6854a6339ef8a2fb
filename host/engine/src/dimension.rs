//! Where a policy's answer can change, along each input that it looks at.

use crate::{contract::types, lie::Lie};

/// The most values at which one input begins a new class.
const MOST_CUTS: usize = 16 << 10;

/// An input on which an answer can depend.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Input {
    /// The instant, in milliseconds since 1970-01-01T00:00:00Z.
    Instant,
    /// The minute of the local day.
    MinuteOfDay,
    /// The day of the local week, Monday 0 to Sunday 6.
    DayOfWeek,
    /// The purpose, as its place in the tables.
    Purpose,
    /// The territory, as its place in the tables.
    Territory,
    /// How many permits of the purpose the person was granted before.
    Used,
    /// The declared place of stay, as its place in the tables.
    Registered,
    /// The flags of a row.
    Flags,
}

/// Where the answer can change along one input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dimension {
    /// The input.
    pub input: Input,
    /// The values at which a new class begins, ascending. When there are none, every value may be a class of its own.
    pub cuts: Vec<i64>,
}

/// Checks what a plugin said.
pub(crate) fn dimensions(answer: Option<Vec<types::Dimension>>) -> Result<Option<Vec<Dimension>>, Lie> {
    let Some(answer) = answer else { return Ok(None) };
    let mut all: Vec<Dimension> = Vec::with_capacity(answer.len().min(8));
    for types::Dimension { input, cuts } in answer {
        let input = name(input);
        if all.iter().any(|other| other.input == input) {
            return Err(Lie::Twice { what: "input", name: format!("{input:?}") });
        }
        if cuts.len() > MOST_CUTS {
            return Err(Lie::TooMany { what: "critical points", count: cuts.len(), most: MOST_CUTS });
        }
        if !cuts.is_sorted_by(|a, b| a < b) {
            return Err(Lie::BadValue { what: "critical points", why: "they do not ascend".into() });
        }
        all.push(Dimension { input, cuts });
    }
    Ok(Some(all))
}

fn name(input: types::Input) -> Input {
    match input {
        types::Input::Instant => Input::Instant,
        types::Input::MinuteOfDay => Input::MinuteOfDay,
        types::Input::DayOfWeek => Input::DayOfWeek,
        types::Input::Purpose => Input::Purpose,
        types::Input::Territory => Input::Territory,
        types::Input::Used => Input::Used,
        types::Input::Registered => Input::Registered,
        types::Input::Flags => Input::Flags,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(input: types::Input, cuts: Vec<i64>) -> types::Dimension {
        types::Dimension { input, cuts }
    }

    #[test]
    fn cuts_ascend_and_inputs_come_once() {
        use types::Input::{Flags, Used};
        assert_eq!(dimensions(None), Ok(None));
        let good = dimensions(Some(vec![said(Used, vec![1, 2]), said(Flags, Vec::new())]));
        assert_eq!(good.map(|all| all.map(|all| all.len())), Ok(Some(2)));
        for bad in [vec![said(Used, vec![2, 2])], vec![said(Used, vec![2, 1])], vec![said(Used, vec![]), said(Used, vec![])]] {
            assert!(dimensions(Some(bad)).is_err());
        }
        assert!(dimensions(Some(vec![said(Used, (0..20_000).collect())])).is_err());
    }
}

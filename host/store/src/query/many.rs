//! Many rows in few statements.
//!
//! A statement is prepared once for every number of rows that it is written for. So rows come in few numbers: up to seven, and up to seven
//! times eight, and up to four times 64. Whatever the size of a batch, a table knows 18 statements, and a batch takes three of them at most.

/// The most rows of one statement. More makes neither database faster, and SQLite takes 32,766 parameters.
const MOST: usize = 256;

/// The rows in parts, the largest first.
pub(super) fn parts<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let step = [64, 8, 1].into_iter().find(|step| *step <= rest.len())?;
        let (part, after) = rest.split_at_checked(MOST.min(rest.len() - rest.len() % step))?;
        rest = after;
        Some(part)
    })
}

/// Keys to be looked for, in lists of a power of two each: the last key stands as often as it takes.
pub(super) fn lists<T: Clone>(keys: impl IntoIterator<Item = T>) -> Vec<Vec<T>> {
    let keys: Vec<T> = keys.into_iter().collect();
    let filled = |list: &[T]| {
        let mut filled = list.to_vec();
        if let Some(last) = list.last() {
            filled.resize(list.len().next_power_of_two(), last.clone());
        }
        filled
    };
    keys.chunks(MOST).map(filled).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_in_few_numbers_and_none_is_lost() {
        let rows: Vec<usize> = (0..700).collect();
        let mut lengths = std::collections::BTreeSet::new();
        for length in 0..=MOST {
            let parts: Vec<&[usize]> = parts(&rows[..length]).collect();
            assert!(parts.len() <= 3, "{length}");
            assert_eq!(parts.concat(), &rows[..length]);
            lengths.extend(parts.iter().map(|part| part.len()));
        }
        assert_eq!(lengths.len(), 18);
        for (length, expected) in [(7, vec![7]), (100, vec![64, 32, 4]), (255, vec![192, 56, 7]), (700, vec![256, 256, 128, 56, 4])] {
            assert_eq!(parts(&rows[..length]).map(<[usize]>::len).collect::<Vec<_>>(), expected);
        }
    }

    #[test]
    fn lists_are_filled_up_with_their_last_key() {
        assert_eq!(lists([1, 2, 3, 4, 5]), [[1, 2, 3, 4, 5, 5, 5, 5]]);
        assert_eq!(lists(0..257).iter().map(Vec::len).collect::<Vec<_>>(), [256, 1]);
        assert!(lists::<u8>([]).is_empty());
    }
}

//! Many rows in few statements.
//!
//! A statement is prepared once for every number of rows that it is written for. So rows come in powers of two: whatever the size of a
//! batch, a table knows nine statements.

/// The most rows of one statement. More makes neither database faster, and SQLite takes 32,766 parameters.
const MOST: usize = 256;

/// The rows in parts of a power of two each, the largest first.
pub(super) fn parts<T>(rows: &[T]) -> impl Iterator<Item = &[T]> {
    let mut rest = rows;
    std::iter::from_fn(move || {
        let length = MOST.min(1 << rest.len().checked_ilog2()?);
        let (part, after) = rest.split_at_checked(length)?;
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
    fn rows_come_in_powers_of_two_and_none_is_lost() {
        let rows: Vec<usize> = (0..700).collect();
        for length in [0, 1, 2, 3, 7, 255, 256, 257, 700] {
            let parts: Vec<&[usize]> = parts(&rows[..length]).collect();
            assert!(parts.iter().all(|part| part.len().is_power_of_two() && part.len() <= MOST), "{length}");
            assert_eq!(parts.concat(), &rows[..length]);
        }
        assert_eq!(parts(&rows[..7]).map(<[usize]>::len).collect::<Vec<_>>(), [4, 2, 1]);
    }

    #[test]
    fn lists_are_filled_up_with_their_last_key() {
        assert_eq!(lists([1, 2, 3, 4, 5]), [[1, 2, 3, 4, 5, 5, 5, 5]]);
        assert_eq!(lists(0..257).iter().map(Vec::len).collect::<Vec<_>>(), [256, 1]);
        assert!(lists::<u8>([]).is_empty());
    }
}

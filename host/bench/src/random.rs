//! Chance that is the same each time: a number for each question asked of a seed.

/// A number for the question `of` about message `index`. (The finaliser of SplitMix64: every bit of the input moves every bit of the output.)
pub(crate) fn number(seed: u64, index: u64, of: u64) -> u64 {
    let mut mixed = seed ^ index.wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ of.wrapping_mul(0xD1B5_4A32_D192_ED03);
    for _ in 0..2 {
        mixed = mixed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^= mixed >> 31;
    }
    mixed
}

/// The same as a share: 0 or more and less than 1.
pub(crate) fn share(seed: u64, index: u64, of: u64) -> f64 {
    (number(seed, index, of) >> 11) as f64 / (1_u64 << 53) as f64
}

/// One of `list`, unless it is empty.
pub(crate) fn one<T>(list: &[T], seed: u64, index: u64, of: u64) -> Option<&T> {
    let count = u64::try_from(list.len()).ok().filter(|count| *count > 0)?;
    list.get(usize::try_from(number(seed, index, of) % count).ok()?)
}

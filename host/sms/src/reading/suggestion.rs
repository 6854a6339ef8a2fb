//! The number that was probably meant. Only ever shown, never taken: it could be somebody else's.

use domain::IdentityNumber;
use regime::Regime;

/// With more letters in doubt than this, nobody knows what was meant.
const MOST: usize = 10;

/// The number of one of the regime's documents that `plain` becomes when letters and digits that look alike are exchanged
/// (`O` and `0`, `I`, `L` and `1`), as few as possible. `None` when there is no such number, or more than one.
#[must_use]
pub fn suggestion(regime: &Regime, plain: &str) -> Option<IdentityNumber> {
    let letters: Vec<char> = plain.chars().collect();
    let doubtful: Vec<(usize, char)> = letters.iter().enumerate().filter_map(|(place, c)| twin(*c).map(|twin| (place, twin))).collect();
    if doubtful.is_empty() || doubtful.len() > MOST {
        return None;
    }
    let mut sets: Vec<u32> = (1..1u32 << doubtful.len()).collect();
    sets.sort_by_key(|set| set.count_ones());
    let mut found: Option<(u32, IdentityNumber)> = None;
    for set in sets {
        if found.as_ref().is_some_and(|(exchanged, _)| *exchanged < set.count_ones()) {
            break;
        }
        let mut changed = letters.clone();
        for (bit, (place, twin)) in doubtful.iter().enumerate() {
            if set & (1 << bit) != 0
                && let Some(letter) = changed.get_mut(*place)
            {
                *letter = *twin;
            }
        }
        let Ok(number) = changed.iter().collect::<String>().parse::<IdentityNumber>() else { continue };
        if regime.identity_kind_of(&number).is_some() {
            if found.is_some() {
                return None;
            }
            found = Some((set.count_ones(), number));
        }
    }
    found.map(|(_, number)| number)
}

fn twin(c: char) -> Option<char> {
    match c {
        'O' => Some('0'),
        '0' => Some('O'),
        'I' | 'L' => Some('1'),
        '1' => Some('I'),
        _ => None,
    }
}

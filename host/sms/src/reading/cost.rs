//! What each liberty that a reading takes costs. The cheapest reading of a message wins; two that cost the same and mean
//! different things are an ambiguity, so only the order of these numbers matters.

/// A separator inside a field: `aze 1234567`.
pub(super) const GAP: u32 = 1;
/// No separator between two fields, but letters turn into digits there or back: `2AZE`, `цель4`.
pub(super) const JOIN_AT_TURN: u32 = 1;
/// No separator between two fields, and nothing else to see there: `29204…`.
pub(super) const JOIN: u32 = 2;
/// A free text ends at some other separator than the one that the form has.
pub(super) const OTHER_MARK: u32 = 1;
/// The form's own separator inside a free text.
pub(super) const MARK_IN_TEXT: u32 = 2;
/// The form's own separator inside a number.
pub(super) const MARK_IN_NUMBER: u32 = 10;
/// One slip of the finger in a long word.
pub(super) const SLIP: u32 = 4;
/// The fields stand in another order.
pub(super) const ORDER: u32 = 3;
/// A field of a registration is left out, to be asked for: the later it comes, the less it costs.
pub(super) const LEFT_OUT: u32 = 1;

/// Something is said twice, or the word of the form is not where it belongs.
pub(super) const AGAIN: u32 = 20;

/// From here on something is wrong, so a reading without a mistake always wins.
pub(super) const MISTAKE: u32 = 1_000;
/// What stands where a plate belongs can't be one.
pub(super) const NO_PLATE: u32 = MISTAKE + 5;
/// What stands where a purpose belongs is none.
pub(super) const NO_PURPOSE: u32 = MISTAKE + 10;
/// As before, cut off where letters turn into digits.
pub(super) const NO_PURPOSE_AT_TURN: u32 = MISTAKE + 12;
/// What stands where a purpose belongs is a number or a plate; then it costs less to say that the purpose is not there.
pub(super) const NO_PURPOSE_BUT_ELSE: u32 = MISTAKE + 90;
/// What stands where an identity number belongs is none. Less for each letter that it takes in, so that it is shown whole.
pub(super) const NO_IDENTITY: u32 = MISTAKE + 40;
/// As before: more for each separator that it takes in, so that it does not swallow what comes after.
pub(super) const NO_IDENTITY_GAP: u32 = 10;
/// As before, of letters alone: what comes after them belongs to them.
pub(super) const SERIES_ALONE: u32 = 15;
/// The word that the form begins with is not there.
pub(super) const NO_KEYWORD: u32 = MISTAKE + 45;
/// Something is left at the end.
pub(super) const SURPLUS: u32 = MISTAKE + 50;
/// A field is not there.
pub(super) const MISSING: u32 = MISTAKE + 60;

/// How many mistakes a cost holds.
pub(super) fn mistakes(cost: u32) -> u32 {
    cost / MISTAKE
}

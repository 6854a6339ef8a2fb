//! Where the answer can change along each input. An input that no rule looks at has no dimension.

use exeat_policy::{AttributeName, Dimension, Input, Territory};

use crate::{
    compile::{Compiled, Standard},
    quota::{Most, Period, Quota},
    times::{ALL_DAYS, Length, UNLIMITED},
};

/// What a symbol is when there is none.
const NONE: i64 = u32::MAX as i64;
const DAY: i64 = 24 * 60;
/// With more flags than this their combinations are not listed.
const FLAGS: u32 = 10;

/// The dimensions of a configured policy.
pub(crate) fn of(standard: &Standard) -> Vec<Dimension> {
    let all = [
        Some(instants(standard)),
        minutes(standard),
        weekdays(standard),
        Some(purposes(standard)),
        territories(standard),
        used(standard),
        registered(standard),
        flags(standard),
    ];
    all.into_iter().flatten().collect()
}

fn dimension(input: Input, mut cuts: Vec<i64>) -> Dimension {
    cuts.sort_unstable();
    cuts.dedup();
    Dimension { input, cuts }
}

fn any(standard: &Standard, test: impl Fn(&Compiled) -> bool) -> bool {
    standard.purposes.iter().any(test)
}

/// Whether a permit may be cut to what is left of a quota of time. Nobody can list what is left, nor from when on it makes the end.
fn counts_time(standard: &Standard) -> bool {
    standard.quotas.iter().any(Quota::is_of_time)
}

/// The regime's ends and the last day of a purpose, from when on a permit is cut by them, and the changes of the zone with what they reach.
fn instants(standard: &Standard) -> Dimension {
    if counts_time(standard) {
        return dimension(Input::Instant, Vec::new());
    }
    let mut cuts = vec![standard.from.milliseconds()];
    for purpose in &standard.purposes {
        let times = &purpose.times;
        let (delay, lasts) = (times.delay.milliseconds(), times.lasts().milliseconds());
        cuts.push(standard.from.milliseconds() - delay);
        let mut boundary = |at: i64| cuts.extend([at, at - delay, at - delay - lasts]);
        if times.until != UNLIMITED {
            boundary(times.until.milliseconds());
        }
        if let Some(until) = times.valid_until {
            boundary(until.milliseconds());
        }
        for change in standard.calendar.changes(standard.from, times.until) {
            boundary(change.milliseconds());
        }
    }
    dimension(Input::Instant, cuts)
}

/// The ends of every window, and from when on a permit is cut by one.
fn minutes(standard: &Standard) -> Option<Dimension> {
    let mut cuts = vec![0];
    let mut asked = false;
    for purpose in &standard.purposes {
        let times = &purpose.times;
        let (delay, lasts) = (i64::from(times.delay.seconds()) / 60, i64::from(times.lasts().seconds()) / 60);
        let mut boundary = |minute: i64| cuts.extend([minute, minute - delay, minute - delay - lasts].map(|cut| cut.rem_euclid(DAY)));
        for window in times.curfew.iter().chain(&times.hours) {
            boundary(i64::from(window.from_minute()));
            boundary(i64::from(window.until_minute()));
            asked = true;
        }
        if by_day(purpose) {
            boundary(0);
            asked = true;
        }
    }
    if counts_time(standard) {
        cuts.clear();
    }
    asked.then(|| dimension(Input::MinuteOfDay, cuts))
}

/// Whether it matters which day it is. It does where permits last until midnight: one day is not the next.
fn by_day(purpose: &Compiled) -> bool {
    purpose.times.days != ALL_DAYS || matches!(purpose.times.length, Some(Length::Days(_)))
}

fn weekdays(standard: &Standard) -> Option<Dimension> {
    let weekly = standard.quotas.iter().any(|quota| quota.period == Period::Week);
    (weekly || any(standard, by_day)).then(|| dimension(Input::DayOfWeek, (0..7).collect()))
}

fn purposes(standard: &Standard) -> Dimension {
    dimension(Input::Purpose, (0i64..).take(standard.purposes.len()).collect())
}

/// A class begins where a territory is allowed for other purposes than the one before it, or lies in another unit. Where the registered place counts, every
/// territory is a class.
fn territories(standard: &Standard) -> Option<Dimension> {
    let by_place = |purpose: &Compiled| purpose.requires.as_ref().is_some_and(|required| required.in_registered_territory);
    if any(standard, by_place) {
        return Some(dimension(Input::Territory, Vec::new()));
    }
    allowed(standard).map(|cuts| dimension(Input::Territory, cuts))
}

fn allowed(standard: &Standard) -> Option<Vec<i64>> {
    let tables: Vec<&Vec<bool>> = standard.purposes.iter().filter_map(|purpose| purpose.territory.as_ref()).collect();
    let levels: Vec<&Vec<Option<Territory>>> = standard.purposes.iter().filter_map(|purpose| purpose.within_level.as_ref()).collect();
    let count = tables.first().map(|table| table.len()).or(levels.first().map(|units| units.len()))?;
    let allowed = |index: usize| tables.iter().map(move |table| table.get(index).copied().unwrap_or_default());
    let units = |index: usize| levels.iter().map(move |units| units.get(index).copied().flatten());
    let same = |one: usize, other: usize| allowed(one).eq(allowed(other)) && units(one).eq(units(other));
    let begins = |index: &usize| index.checked_sub(1).is_none_or(|before| !same(before, *index));
    let mut cuts: Vec<i64> = (0..count).filter(begins).filter_map(|index| i64::try_from(index).ok()).collect();
    cuts.push(NONE);
    Some(cuts)
}

fn used(standard: &Standard) -> Option<Dimension> {
    let spent = standard.quotas.iter().map(|quota| match quota.most {
        Most::Times(times) => Some(i64::from(times)),
        Most::Total(_) => None,
    });
    let cuts: Option<Vec<i64>> = std::iter::once(Some(0)).chain(spent).collect();
    (!standard.quotas.is_empty()).then(|| dimension(Input::Used, cuts.unwrap_or_default()))
}

fn registered(standard: &Standard) -> Option<Dimension> {
    let asks = |purpose: &Compiled| purpose.requires.as_ref().is_some_and(|required| required.registration);
    match territories(standard) {
        // It stands in for an unknown place, so it has the same classes.
        Some(same) => Some(dimension(Input::Registered, same.cuts)),
        None => any(standard, asks).then(|| dimension(Input::Registered, vec![0, NONE])),
    }
}

fn flags(standard: &Standard) -> Option<Dimension> {
    let required = |purpose: &Compiled| purpose.requires.as_ref().map_or(0, |required| bits(&required.attributes));
    let all = |purpose: &Compiled| bits(&purpose.blocked_by) | required(purpose) | purpose.valid_with.map_or(0, AttributeName::bit);
    let asked = standard.purposes.iter().fold(0, |asked, purpose| asked | all(purpose));
    let width = u32::BITS - asked.leading_zeros();
    let cuts = if width <= FLAGS { (0..1i64 << width).collect() } else { Vec::new() };
    (asked != 0).then(|| dimension(Input::Flags, cuts))
}

fn bits(names: &[AttributeName]) -> u32 {
    names.iter().fold(0, |all, name| all | name.bit())
}

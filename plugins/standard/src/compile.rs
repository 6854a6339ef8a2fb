//! From settings to tables: what a decision looks up. What is wrong only across rules is found here.

use exeat_policy::{AttributeName, Calendar, DailyWindow, Duration, Instant, Problems, Purpose, Setting, Setup, Source, Territory};

use crate::{
    holder,
    quota::{Counted, Quota},
    settings::{self, Across, DecidedBy, QuotaRule, Rules, Settings},
    times::{ALL_DAYS, Times, UNLIMITED, long},
    units, vocabulary,
};

/// The policy, configured for one regime.
#[derive(Debug)]
pub struct Standard {
    pub(crate) calendar: Calendar,
    pub(crate) from: Instant,
    pub(crate) purposes: Vec<Compiled>,
    pub(crate) quotas: Vec<Quota>,
    pub(crate) rules: vocabulary::Rules,
    pub(crate) reasons: vocabulary::Reasons,
    pub(crate) params: vocabulary::Params,
}

/// One purpose with everything that concerns it.
#[derive(Debug)]
pub(crate) struct Compiled {
    pub cite: Option<Source>,
    pub times: Times,
    pub decided_by: Option<DecidedBy>,
    /// By the index of a territory.
    pub territory: Option<Vec<bool>>,
    /// Its unit, by the index of a territory.
    pub within_level: Option<Vec<Option<Territory>>>,
    /// The attribute with the distance from the place of stay, and how many metres are allowed.
    pub radius: Option<(AttributeName, u32)>,
    pub requires: Option<Required>,
    pub valid_with: Option<AttributeName>,
    pub blocked_by: Vec<AttributeName>,
    /// Places in [`Standard::quotas`].
    pub quotas: Vec<usize>,
}

#[derive(Debug)]
pub(crate) struct Required {
    pub registration: bool,
    pub in_registered_territory: bool,
    pub attributes: Vec<AttributeName>,
}

/// Local days are up to an hour or two longer than 24 hours when the zone changes.
const SLACK: u32 = 3 * 3_600;

impl Standard {
    pub(crate) fn compile(setup: &mut Setup) -> Result<Self, Problems> {
        let root = setup.settings();
        let settings = settings::read(&root, setup);
        root.finish(())?;
        let mut quotas: Vec<Quota> = Vec::new();
        let general = general_quotas(&settings, setup, &mut quotas);
        holder::check_general(&root, &settings);
        let all: Vec<Purpose> = setup.purposes().to_vec();
        let mut purposes = Vec::with_capacity(all.len());
        for (purpose, own) in all.into_iter().zip(&settings.purposes) {
            let stated = root.get("purposes").and_then(|purposes| purposes.get(purpose.name()));
            let place = stated.clone().or(root.get("purposes")).unwrap_or(root.clone());
            let mut compiled = compiled(purpose, own, &settings, setup, &place);
            for rule in &own.quota {
                compiled.quotas.push(quotas.len());
                quotas.push(quota(rule, Some(purpose), setup));
            }
            let concerning = general.iter().filter(|(_, concerned)| concerned.get(purpose.index()).copied().unwrap_or_default());
            let concerning: Vec<usize> = concerning.map(|(index, _)| *index).collect();
            if let Some(stated) = &stated {
                holder::check(purpose, stated, own, &settings.general, !concerning.is_empty());
            }
            compiled.quotas.extend(concerning);
            if compiled.times.daily.is_some() && compiled.quotas.iter().filter_map(|index| quotas.get(*index)).any(Quota::is_of_time) {
                place.wrong(
                    "a permit of a day or longer carries its `hours` or the curfew, so its length is not the time spent outside: with a \
                     `total` it needs a `valid_for` shorter than `24h`, or `valid_days: 1`",
                );
            }
            purposes.push(compiled);
        }
        for quota in &quotas {
            setup.needs_history(Duration::from_seconds(quota.period.longest() * 86_400 + SLACK));
        }
        root.finish(Self {
            calendar: setup.calendar().clone(),
            from: setup.in_force_from(),
            purposes,
            quotas,
            rules: vocabulary::Rules::declare(setup),
            reasons: vocabulary::Reasons::declare(setup),
            params: vocabulary::Params::declare(setup),
        })
    }
}

/// Quotas of the regime, each with the purposes that it concerns.
fn general_quotas(settings: &Settings, setup: &Setup, quotas: &mut Vec<Quota>) -> Vec<(usize, Vec<bool>)> {
    let mut general = Vec::new();
    for rule in &settings.general.quota {
        let compiled = quota(rule, None, setup);
        general.push((quotas.len(), compiled.counts.clone()));
        quotas.push(compiled);
    }
    general
}

/// A quota of one purpose, or of the regime.
fn quota(rule: &QuotaRule, of: Option<Purpose>, setup: &Setup) -> Quota {
    let all = match (&rule.across, of) {
        (Some(Across::All), _) | (None, None) => true,
        (Some(Across::Some(_)), _) | (None, Some(_)) => false,
    };
    let named = |purpose: Purpose| match &rule.across {
        Some(Across::Some(purposes)) => purposes.contains(&purpose),
        _ => false,
    };
    let counts: Vec<bool> = setup.purposes().iter().map(|purpose| all || of == Some(*purpose) || named(*purpose)).collect();
    let counted = match counts.iter().filter(|counts| **counts).count() {
        _ if all => Counted::All,
        1 => Counted::Purpose,
        _ => Counted::Group,
    };
    Quota { most: rule.most, period: rule.period, counted, counts }
}

fn compiled(purpose: Purpose, own: &Rules, settings: &Settings, setup: &mut Setup, place: &Setting) -> Compiled {
    let general = &settings.general;
    let decided_by = own.decided_by.or(general.decided_by);
    let times = times(own, settings, setup, place);
    let ends = times.length.is_some() || times.valid_until.is_some() || times.curfew.is_some();
    if !ends && decided_by != Some(DecidedBy::Human) {
        place.wrong(format!(
            "`{}` has no `valid_for`, `valid_days` or `valid_until`, and the regime's `rules` have none either",
            purpose.name()
        ));
    }
    let territory = own.territory.as_ref().or(general.territory.as_ref()).map(|allowed| {
        let within = |territory: &exeat_policy::Territory| allowed.iter().any(|above| territory.is_within(*above));
        setup.territories().iter().map(within).collect()
    });
    let requires = required(&[general, own], setup);
    let level = own.within_level.or(general.within_level);
    let within_level = level.map(|level| units::of_level(level, setup));
    let radius = own.radius.or(general.radius).map(|metres| (setup.needs_attribute(vocabulary::DISTANCE), metres));
    let registration = requires.as_ref().is_some_and(|requires| requires.registration || requires.in_registered_territory);
    if territory.is_some() || within_level.is_some() || registration {
        setup.needs_registration();
    }
    let valid_with = own.valid_with.as_ref().or(general.valid_with.as_ref()).map(|name| setup.needs_attribute(name));
    let blocked_by = general.blocked_by.iter().chain(&own.blocked_by);
    let blocked_by = distinct(blocked_by.map(|name| setup.needs_attribute(name)).collect());
    let (cite, quotas) = (purpose.cite(), Vec::new());
    Compiled { cite, times, decided_by, territory, within_level, radius, requires, valid_with, blocked_by, quotas }
}

fn required(all: &[&Rules], setup: &mut Setup) -> Option<Required> {
    let all: Vec<_> = all.iter().filter_map(|rules| rules.requires.as_ref()).collect();
    let names = all.iter().flat_map(|requires| &requires.attributes);
    let attributes = names.map(|name| setup.needs_attribute(name)).collect();
    (!all.is_empty()).then(|| Required {
        registration: all.iter().any(|requires| requires.registration),
        in_registered_territory: all.iter().any(|requires| requires.in_registered_territory),
        attributes: distinct(attributes),
    })
}

fn distinct(names: Vec<AttributeName>) -> Vec<AttributeName> {
    let mut kept: Vec<AttributeName> = Vec::with_capacity(names.len());
    for name in names {
        if !kept.contains(&name) {
            kept.push(name);
        }
    }
    kept
}

fn times(own: &Rules, settings: &Settings, setup: &Setup, place: &Setting) -> Times {
    let general = &settings.general;
    let (length, valid_until) = (own.length.or(general.length), own.valid_until.or(general.valid_until));
    let (hours, curfew) = (own.hours.or(general.hours), settings.curfew);
    let days =
        own.days.as_ref().or(general.days.as_ref()).map_or(ALL_DAYS, |days| days.iter().fold(0, |bits, day| bits | 1 << day.index()));
    let long = long(length, valid_until);
    let shared = shared(hours, curfew);
    if shared.is_empty() {
        place.wrong("`hours` and the curfew have no time in common, so nothing could ever be granted");
    }
    let daily = match (hours, curfew) {
        (Some(hours), Some(curfew)) => hours.intersect(&curfew),
        (one, other) => one.or(other),
    };
    if long && daily.is_none() && hours.is_some() && !shared.is_empty() {
        place.wrong("`hours` and the curfew leave two windows a day, which a permit of a day or longer cannot carry");
    }
    Times {
        length,
        valid_until,
        delay: own.start_delay.or(general.start_delay).unwrap_or_default(),
        curfew,
        hours,
        days,
        daily: daily.filter(|_| long),
        starts: if long { vec![(0, 24 * 60)] } else { shared },
        until: setup.in_force_until().unwrap_or(UNLIMITED),
    }
}

/// The minutes of a day that lie in both windows, ascending.
fn shared(hours: Option<DailyWindow>, curfew: Option<DailyWindow>) -> Vec<(u16, u16)> {
    let parts = |window: Option<DailyWindow>| window.map_or([(0, 1440), (1440, 1440)], |window| window.parts());
    let mut shared = Vec::new();
    for (a, b) in parts(hours) {
        for (c, d) in parts(curfew) {
            if a.max(c) < b.min(d) {
                shared.push((a.max(c), b.min(d)));
            }
        }
    }
    shared.sort_unstable();
    shared
}

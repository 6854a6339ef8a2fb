//! What an integrator wrote, read with notes of everything that is wrong. Nothing is compared across rules here.

use std::str::FromStr;

use exeat_policy::{DailyWindow, Duration, Instant, Local, Purpose, Setting, Setup, Territory, Weekday};

use crate::{
    quota::{Most, Period},
    times::Length,
    units,
};

/// The whole of the settings. Purposes stand in the order of the regime.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    pub curfew: Option<DailyWindow>,
    pub general: Rules,
    pub purposes: Vec<Rules>,
}

/// The rules of the regime or of one purpose.
#[derive(Debug, Default, Clone)]
pub(crate) struct Rules {
    pub length: Option<Length>,
    pub valid_until: Option<Instant>,
    pub valid_with: Option<String>,
    pub start_delay: Option<Duration>,
    pub hours: Option<DailyWindow>,
    pub days: Option<Vec<Weekday>>,
    pub territory: Option<Vec<Territory>>,
    pub within_level: Option<u32>,
    /// In metres.
    pub radius: Option<u32>,
    pub decided_by: Option<DecidedBy>,
    pub quota: Vec<QuotaRule>,
    pub requires: Option<Requires>,
    pub blocked_by: Vec<String>,
}

/// Who decides, when it is not the rules alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DecidedBy {
    Human,
    Desk,
    Holder,
}

#[derive(Debug, Clone)]
pub(crate) struct QuotaRule {
    pub most: Most,
    pub period: Period,
    pub across: Option<Across>,
}

#[derive(Debug, Clone)]
pub(crate) enum Across {
    All,
    Some(Vec<Purpose>),
}

#[derive(Debug, Default, Clone)]
pub(crate) struct Requires {
    pub registration: bool,
    pub attributes: Vec<String>,
    pub in_registered_territory: bool,
}

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("mon", Weekday::Monday),
    ("tue", Weekday::Tuesday),
    ("wed", Weekday::Wednesday),
    ("thu", Weekday::Thursday),
    ("fri", Weekday::Friday),
    ("sat", Weekday::Saturday),
    ("sun", Weekday::Sunday),
];

const KEYS: [&str; 14] = [
    "valid_for",
    "valid_days",
    "valid_until",
    "valid_with",
    "start_delay",
    "hours",
    "days",
    "territory",
    "within_level",
    "radius",
    "decided_by",
    "quota",
    "requires",
    "blocked_by",
];
const DECIDED_BY: [(&str, DecidedBy); 3] = [("human", DecidedBy::Human), ("desk", DecidedBy::Desk), ("holder", DecidedBy::Holder)];
const MOST_TIMES: u32 = 1_000;
const MOST_DAYS: u32 = 366;
const MOST_LEVELS: u32 = 9;
const MOST_METRES: u32 = 1_000_000;
const LONGEST: Duration = Duration::from_seconds(366 * 86_400);

/// Reads them. What is wrong is noted at `root`.
pub(crate) fn read(root: &Setting, setup: &Setup) -> Settings {
    let mut settings = Settings { purposes: vec![Rules::default(); setup.purposes().len()], ..Settings::default() };
    for (key, value) in root.object(&["measure", "rules", "purposes"]) {
        match key {
            "measure" => settings.curfew = curfew(&value),
            "rules" => settings.general = rules(&value, setup),
            "purposes" => {
                for (name, value) in value.members() {
                    let Some(purpose) = setup.purpose(name) else {
                        value.wrong(format!("the regime has no purpose `{name}`"));
                        continue;
                    };
                    if let Some(place) = settings.purposes.get_mut(purpose.index()) {
                        *place = rules(&value, setup);
                    }
                }
            }
            _ => {}
        }
    }
    if root.get("measure").is_none() {
        root.wrong("must have a `measure`");
    }
    settings
}

fn curfew(measure: &Setting) -> Option<DailyWindow> {
    if measure.json().is_object() {
        let members = measure.object(&["curfew"]);
        if members.is_empty() {
            measure.wrong("must be `stay_home` or have a `curfew`");
        }
        return members.into_iter().find(|(key, _)| *key == "curfew").and_then(|(_, window)| window.parse());
    }
    let _: Option<()> = measure.one_of(&[("stay_home", ())]);
    None
}

fn rules(place: &Setting, setup: &Setup) -> Rules {
    let mut rules = Rules::default();
    for (key, value) in place.object(&KEYS) {
        match key {
            "valid_for" => rules.length = minutes(&value).map(Length::For).or(rules.length),
            "valid_days" if place.get("valid_for").is_some() => {
                value.wrong("`valid_for` stands here too, and a permit has one length: keep one of the two");
            }
            "valid_days" => rules.length = value.count(MOST_DAYS).and_then(|days| u16::try_from(days).ok()).map(Length::Days),
            "valid_until" => rules.valid_until = local_time(&value, setup),
            "valid_with" => rules.valid_with = value.name().map(str::to_owned),
            "start_delay" => rules.start_delay = minutes(&value),
            "hours" => rules.hours = value.parse(),
            "days" => rules.days = Some(distinct(&value, |day| day.one_of(&WEEKDAYS))),
            "territory" => rules.territory = Some(distinct(&value, |code| territory(code, setup))),
            "within_level" => rules.within_level = level(&value, setup),
            "radius" => rules.radius = value.parse::<Metres>().map(|Metres(metres)| metres),
            "decided_by" => rules.decided_by = value.one_of(&DECIDED_BY),
            "quota" => rules.quota = value.list().iter().filter_map(|quota_rule| quota(quota_rule, setup)).collect(),
            "requires" => rules.requires = Some(requires(&value)),
            "blocked_by" => rules.blocked_by = distinct(&value, |value| value.name().map(str::to_owned)),
            _ => {}
        }
    }
    rules
}

fn level(value: &Setting, setup: &Setup) -> Option<u32> {
    let level = value.count(MOST_LEVELS)?;
    if units::of_level(level, setup).iter().all(Option::is_none) {
        value.wrong(format!("no territory lies so deep below the jurisdiction: the tree has no level {level}"));
        return None;
    }
    Some(level)
}

fn local_time(value: &Setting, setup: &Setup) -> Option<Instant> {
    let local: Local = value.parse()?;
    let at = setup.calendar().first_at(local);
    if at <= setup.in_force_from() {
        value.wrong(format!("`{}` is not after the regime begins, so nothing could ever be granted", value.text()?));
        return None;
    }
    Some(at)
}

fn minutes(value: &Setting) -> Option<Duration> {
    let duration: Duration = value.parse()?;
    if !duration.seconds().is_multiple_of(60) {
        value.wrong(format!("`{duration}` must be whole minutes"));
        return None;
    }
    if duration > LONGEST {
        value.wrong(format!("`{duration}` is longer than `{LONGEST}`"));
        return None;
    }
    Some(duration)
}

fn territory(value: &Setting, setup: &Setup) -> Option<Territory> {
    let code = value.text()?;
    let territory = setup.territory(code);
    if territory.is_none() {
        value.wrong(format!("no territory has the code `{code}`"));
    }
    territory
}

fn purpose(value: &Setting, setup: &Setup) -> Option<Purpose> {
    let name = value.text()?;
    let purpose = setup.purpose(name);
    if purpose.is_none() {
        value.wrong(format!("the regime has no purpose `{name}`"));
    }
    purpose
}

fn quota(value: &Setting, setup: &Setup) -> Option<QuotaRule> {
    let (mut most, mut period, mut across) = (None, None, None);
    for (key, member) in value.object(&["times", "total", "per", "across"]) {
        match key {
            "times" => most = member.count(MOST_TIMES).map(Most::Times).or(most),
            "total" if value.get("times").is_some() => {
                member.wrong("`times` stands here too: a limit of permits and one of time are two quotas, each an item of the list");
            }
            "total" => most = minutes(&member).map(Most::Total),
            "per" => period = member.parse::<Period>(),
            "across" if member.json().is_array() => across = Some(Across::Some(distinct(&member, |name| purpose(name, setup)))),
            "across" => across = member.one_of(&[("all", ())]).map(|()| Across::All),
            _ => {}
        }
    }
    if value.json().is_object() {
        if value.get("times").or(value.get("total")).is_none() {
            value.wrong("must have `times`, a number of permits, or `total`, a length of time");
        }
        if value.get("per").is_none() {
            value.wrong("must have `per`");
        }
    }
    Some(QuotaRule { most: most?, period: period?, across })
}

fn requires(value: &Setting) -> Requires {
    let mut requires = Requires::default();
    let members = value.object(&["registration", "attributes", "in_registered_territory"]);
    if members.is_empty() && value.json().is_object() {
        value.wrong("must require something");
    }
    for (key, value) in members {
        match key {
            "registration" => requires.registration = value.flag().unwrap_or_default(),
            "attributes" => requires.attributes = distinct(&value, |value| value.name().map(str::to_owned)),
            "in_registered_territory" => requires.in_registered_territory = value.flag().unwrap_or_default(),
            _ => {}
        }
    }
    requires
}

fn distinct<T: PartialEq>(value: &Setting, read: impl Fn(&Setting) -> Option<T>) -> Vec<T> {
    let mut all = Vec::new();
    for element in value.list() {
        match read(&element) {
            Some(one) if all.contains(&one) => element.wrong("stands twice in this list"),
            Some(one) => all.push(one),
            None => {}
        }
    }
    all
}

impl FromStr for Period {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let days = |text: &str| {
            let number = text.strip_suffix('d').filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
            number.parse::<u16>().ok().filter(|days| (1..=366).contains(days))
        };
        match text {
            "day" => Ok(Self::Day),
            "week" => Ok(Self::Week),
            "month" => Ok(Self::Month),
            text => days(text)
                .map(Self::Days)
                .ok_or_else(|| format!("`{text}` must be `day`, `week`, `month`, or a number of days from `1d` to `366d`")),
        }
    }
}

/// A distance: `800m`, `1km`.
struct Metres(u32);

impl FromStr for Metres {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let units = [("km", 1_000), ("m", 1)];
        let read = units.iter().find_map(|(unit, metres)| {
            let number = text.strip_suffix(unit).filter(|digits| digits.bytes().all(|b| b.is_ascii_digit()))?;
            number.parse::<u32>().ok()?.checked_mul(*metres)
        });
        let read = read.ok_or_else(|| format!("`{text}` must be a whole number with its unit: `800m`, `1km`"))?;
        match read {
            1..=MOST_METRES => Ok(Self(read)),
            _ => Err(format!("`{text}` must be from `1m` to `1000km`")),
        }
    }
}

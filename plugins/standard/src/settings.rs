//! What an integrator wrote, read with notes of everything that is wrong. Nothing is compared across rules here.

use std::str::FromStr;

use exeat_policy::{DailyWindow, Duration, Purpose, Setting, Setup, Territory, Weekday};

use crate::quota::Period;

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
    pub valid_for: Option<Duration>,
    pub start_delay: Option<Duration>,
    pub hours: Option<DailyWindow>,
    pub days: Option<Vec<Weekday>>,
    pub territory: Option<Vec<Territory>>,
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
}

#[derive(Debug, Clone)]
pub(crate) struct QuotaRule {
    pub times: u32,
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

const KEYS: [&str; 9] = ["valid_for", "start_delay", "hours", "days", "territory", "decided_by", "quota", "requires", "blocked_by"];
const MOST_TIMES: u32 = 1_000;
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
            "valid_for" => rules.valid_for = minutes(&value),
            "start_delay" => rules.start_delay = minutes(&value),
            "hours" => rules.hours = value.parse(),
            "days" => rules.days = Some(distinct(&value, |day| day.one_of(&WEEKDAYS))),
            "territory" => rules.territory = Some(distinct(&value, |code| territory(code, setup))),
            "decided_by" => rules.decided_by = value.one_of(&[("human", DecidedBy::Human), ("desk", DecidedBy::Desk)]),
            "quota" => rules.quota = value.list().iter().filter_map(|quota_rule| quota(quota_rule, setup)).collect(),
            "requires" => rules.requires = Some(requires(&value)),
            "blocked_by" => rules.blocked_by = distinct(&value, name),
            _ => {}
        }
    }
    rules
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

fn name(value: &Setting) -> Option<String> {
    let text = value.text()?;
    let starts = text.starts_with(|c: char| c.is_ascii_lowercase());
    if starts && text.len() <= 64 && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-')) {
        return Some(text.to_owned());
    }
    value.wrong(format!("`{text}` must be a name in lower case"));
    None
}

fn quota(value: &Setting, setup: &Setup) -> Option<QuotaRule> {
    let (mut times, mut period, mut across) = (None, None, None);
    for (key, value) in value.object(&["times", "per", "across"]) {
        match key {
            "times" => times = value.count(MOST_TIMES),
            "per" => period = value.parse::<Period>(),
            "across" if value.json().is_array() => across = Some(Across::Some(distinct(&value, |name| purpose(name, setup)))),
            "across" => across = value.one_of(&[("all", ())]).map(|()| Across::All),
            _ => {}
        }
    }
    for key in ["times", "per"] {
        if value.json().is_object() && value.get(key).is_none() {
            value.wrong(format!("must have `{key}`"));
        }
    }
    Some(QuotaRule { times: times?, period: period?, across })
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
            "attributes" => requires.attributes = distinct(&value, name),
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

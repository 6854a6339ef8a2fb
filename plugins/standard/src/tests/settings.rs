//! What is wrong with settings, with its place; and that the schema says the same as far as a schema can.

use serde_json::Value as Json;

use super::*;

fn problems(settings: &str) -> Vec<String> {
    match configure("Asia/Baku", "2020-12-14T00:00", None, settings) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.all().iter().map(|problem| format!("{} {}", problem.pointer, problem.message)).collect(),
    }
}

fn fits(settings: &str) -> bool {
    let schema: Json = serde_json::from_str(Standard::describe().settings_schema).unwrap();
    jsonschema::validator_for(&schema).unwrap().is_valid(&serde_json::from_str(settings).unwrap())
}

/// Wrong rules of a purpose, the member that is wrong, and a part of what is said of it.
const WRONG: [(&str, &str, &str); 48] = [
    (r#"{ "valid_for": "3" }"#, "/valid_for", "`3` must be numbers with units"),
    (r#"{ "valid_for": 3 }"#, "/valid_for", "must be a text"),
    (r#"{ "valid_for": "" }"#, "/valid_for", "must be numbers with units"),
    (r#"{ "valid_for": "90s" }"#, "/valid_for", "`1min30s` must be whole minutes"),
    (r#"{ "start_delay": "30s" }"#, "/start_delay", "whole minutes"),
    (r#"{ "valid_fro": "3h" }"#, "/valid_fro", "unknown key `valid_fro`"),
    (r#"{ "hours": "07:00" }"#, "/hours", "must look like `21:00-06:00`"),
    (r#"{ "hours": "7:00-22:00" }"#, "/hours", "must look like"),
    (r#"{ "hours": "07:00-25:00" }"#, "/hours", "a day goes from 00:00 to 24:00"),
    (r#"{ "hours": ["07:00-22:00"] }"#, "/hours", "must be a text"),
    (r#"{ "days": "mon" }"#, "/days", "must be a list"),
    (r#"{ "days": [] }"#, "/days", "with something in it"),
    (r#"{ "days": ["monday"] }"#, "/days/0", "`monday` must be one of `mon`"),
    (r#"{ "days": ["mon", "mon"] }"#, "/days/1", "stands twice"),
    (r#"{ "territory": ["baku"] }"#, "/territory/0", "no territory has the code `baku`"),
    (r#"{ "territory": [] }"#, "/territory", "with something in it"),
    (r#"{ "decided_by": "officer" }"#, "/decided_by", "must be one of `human`, `desk`, `holder`"),
    (r#"{ "quota": { "times": 1, "per": "day" } }"#, "/quota", "must be a list"),
    (r#"{ "quota": [] }"#, "/quota", "with something in it"),
    (r#"{ "quota": [1] }"#, "/quota/0", "must be a mapping"),
    (r#"{ "quota": [{ "times": 1 }] }"#, "/quota/0", "must have `per`"),
    (r#"{ "quota": [{ "total": "4", "per": "day" }] }"#, "/quota/0/total", "must be numbers with units"),
    (r#"{ "quota": [{ "total": 4, "per": "day" }] }"#, "/quota/0/total", "must be a text"),
    (r#"{ "valid_days": 0 }"#, "/valid_days", "from 1 to 366"),
    (r#"{ "valid_days": "1d" }"#, "/valid_days", "whole number"),
    (r#"{ "valid_until": "2021-01-01" }"#, "/valid_until", "must look like `2020-05-01T00:00`"),
    (r#"{ "valid_until": 2021 }"#, "/valid_until", "must be a text"),
    (r#"{ "valid_with": ["worker"] }"#, "/valid_with", "must be a text"),
    (r#"{ "valid_with": "Worker" }"#, "/valid_with", "must be a name in lower case"),
    (r#"{ "within_level": 0 }"#, "/within_level", "from 1 to 9"),
    (r#"{ "radius": 1000 }"#, "/radius", "must be a text"),
    (r#"{ "radius": "1 km" }"#, "/radius", "must be a whole number with its unit"),
    (r#"{ "radius": "1mile" }"#, "/radius", "`1mile` must be a whole number with its unit: `800m`, `1km`"),
    (r#"{ "quota": [{ "times": 0, "per": "day" }] }"#, "/quota/0/times", "from 1 to 1000"),
    (r#"{ "quota": [{ "times": 1.5, "per": "day" }] }"#, "/quota/0/times", "whole number"),
    (r#"{ "quota": [{ "times": -1, "per": "day" }] }"#, "/quota/0/times", "whole number"),
    (r#"{ "quota": [{ "times": 1, "per": "year" }] }"#, "/quota/0/per", "`year` must be `day`"),
    (r#"{ "quota": [{ "times": 1, "per": "0d" }] }"#, "/quota/0/per", "from `1d` to `366d`"),
    (r#"{ "quota": [{ "times": 1, "per": "367d" }] }"#, "/quota/0/per", "from `1d` to `366d`"),
    (r#"{ "quota": [{ "times": 1, "per": "3h" }] }"#, "/quota/0/per", "`3h` must be"),
    (r#"{ "quota": [{ "times": 1, "per": "day", "over": "all" }] }"#, "/quota/0/over", "unknown key `over`"),
    (r#"{ "quota": [{ "times": 1, "per": "day", "across": "any" }] }"#, "/quota/0/across", "must be one of `all`"),
    (r#"{ "quota": [{ "times": 1, "per": "day", "across": [] }] }"#, "/quota/0/across", "with something in it"),
    (r#"{ "requires": {} }"#, "/requires", "must require something"),
    (r#"{ "requires": { "registration": "yes" } }"#, "/requires/registration", "must be `true` or `false`"),
    (r#"{ "requires": { "attributes": ["Essential"] } }"#, "/requires/attributes/0", "must be a name in lower case"),
    (r#"{ "blocked_by": [] }"#, "/blocked_by", "with something in it"),
    (r#"{ "blocked_by": [1] }"#, "/blocked_by/0", "must be a text"),
];

/// Wrong in a way that no schema can say.
const WRONG_BEYOND_THE_SCHEMA: [(&str, &str, &str); 18] = [
    (r#"{ "valid_for": "367d" }"#, "/valid_for", "is longer than `366d`"),
    (r#"{ "valid_for": "0h" }"#, "/valid_for", "must be numbers with units"),
    (r#"{ "valid_for": "1h", "valid_days": 1 }"#, "/valid_days", "keep one of the two"),
    (r#"{ "valid_until": "2021-02-30T00:00" }"#, "/valid_until", "there is no such date"),
    (r#"{ "valid_until": "2020-12-14T00:00" }"#, "/valid_until", "`2020-12-14T00:00` is not after the regime begins"),
    (r#"{ "within_level": 3 }"#, "/within_level", "the tree has no level 3"),
    (r#"{ "radius": "0m" }"#, "/radius", "from `1m` to `1000km`"),
    (r#"{ "radius": "1001km" }"#, "/radius", "from `1m` to `1000km`"),
    (r#"{ "radius": "99999999999km" }"#, "/radius", "must be a whole number"),
    (r#"{ "quota": [{ "per": "day" }] }"#, "/quota/0", "must have `times`, a number of permits, or `total`, a length of time"),
    (r#"{ "quota": [{ "times": 1, "total": "1h", "per": "day" }] }"#, "/quota/0/total", "two quotas, each an item of the list"),
    (r#"{ "quota": [{ "total": "367d", "per": "day" }] }"#, "/quota/0/total", "is longer than `366d`"),
    (r#"{ "decided_by": "holder", "quota": [{ "times": 1, "per": "day" }] }"#, "/quota", "nobody checks `quota` where the holder decides"),
    (r#"{ "decided_by": "holder", "requires": { "registration": true } }"#, "/requires", "only limits of time and place"),
    (r#"{ "decided_by": "holder", "blocked_by": ["infected"] }"#, "/blocked_by", "nobody checks `blocked_by`"),
    (r#"{ "decided_by": "holder", "valid_with": "worker" }"#, "/valid_with", "nobody checks `valid_with`"),
    (r#"{ "territory": ["AZ-XX"] }"#, "/territory/0", "no territory has the code `AZ-XX`"),
    (r#"{ "quota": [{ "times": 1, "per": "day", "across": ["walk"] }] }"#, "/quota/0/across/0", "the regime has no purpose `walk`"),
];

#[test]
fn wrong_rules_are_placed() {
    for (wrong, beyond) in WRONG.iter().map(|wrong| (wrong, false)).chain(WRONG_BEYOND_THE_SCHEMA.iter().map(|wrong| (wrong, true))) {
        let (rules, pointer, message) = wrong;
        for (settings, at) in [
            (
                format!(r#"{{ "measure": "stay_home", "rules": {{ "valid_for": "1h" }}, "purposes": {{ "shop": {rules} }} }}"#),
                "/purposes/shop",
            ),
            (format!(r#"{{ "measure": {{ "curfew": "21:00-06:00" }}, "rules": {rules} }}"#), "/rules"),
        ] {
            let found = problems(&settings);
            let place = format!("{at}{pointer} ");
            assert!(found.len() == 1 && found[0].starts_with(&place) && found[0].contains(message), "{settings}: {found:?}");
            assert_eq!(fits(&settings), beyond, "{settings}");
        }
    }
}

#[test]
fn wrong_measures_and_purposes_are_placed() {
    let rules = r#""rules": { "valid_for": "1h" }"#;
    for (settings, expected, schema_fits) in [
        (format!("{{ {rules} }}"), " must have a `measure`", false),
        (format!(r#"{{ "measure": "stay-home", {rules} }}"#), "/measure `stay-home` must be one of `stay_home`", false),
        (format!(r#"{{ "measure": {{}}, {rules} }}"#), "/measure must be `stay_home` or have a `curfew`", false),
        (format!(r#"{{ "measure": {{ "curfew": "21:00" }}, {rules} }}"#), "/measure/curfew `21:00` must look like `21:00-06:00`", false),
        (
            format!(r#"{{ "measure": "stay_home", {rules}, "purposes": {{ "walk": {{}} }} }}"#),
            "/purposes/walk the regime has no purpose `walk`",
            true,
        ),
        (
            format!(r#"{{ "measure": "stay_home", {rules}, "extra": 1 }}"#),
            "/extra unknown key `extra`, known are `measure`, `rules`, `purposes`",
            false,
        ),
    ] {
        assert_eq!(problems(&settings), [expected], "{settings}");
        assert_eq!(fits(&settings), schema_fits, "{settings}");
    }
}

#[test]
fn rules_that_leave_nothing_are_problems_of_their_purposes() {
    let no_length = r#"{ "measure": "stay_home", "purposes": { "shop": { "decided_by": "human" }, "move": {} } }"#;
    assert_eq!(
        problems(no_length),
        [
            "/purposes `medical` has no `valid_for`, `valid_days` or `valid_until`, and the regime's `rules` have none either",
            "/purposes/move `move` has no `valid_for`, `valid_days` or `valid_until`, and the regime's `rules` have none either"
        ]
    );
    let night = |shop: &str| problems(&format!(r#"{{ "measure": {{ "curfew": "21:00-06:00" }}, "purposes": {{ "shop": {shop} }} }}"#));
    assert_eq!(
        night(r#"{ "hours": "07:00-20:00" }"#),
        ["/purposes/shop `hours` and the curfew have no time in common, so nothing could ever be granted"]
    );
    assert_eq!(
        night(r#"{ "hours": "05:00-22:00", "valid_for": "2d" }"#),
        ["/purposes/shop `hours` and the curfew leave two windows a day, which a permit of a day or longer cannot carry"]
    );
    assert_eq!(night(r#"{ "hours": "05:00-22:00", "valid_for": "1d" }"#).len(), 1);
    assert!(night(r#"{ "hours": "05:00-22:00", "valid_for": "23h59min" }"#).is_empty());
}

#[test]
fn what_a_holder_declares_nobody_checks() {
    let regime = |general: &str, shop: &str| {
        problems(&format!(
            r#"{{ "measure": "stay_home", "rules": {{ "valid_for": "1h", {general} }}, "purposes": {{ "shop": {{ {shop} }} }} }}"#
        ))
    };
    let holder = r#""decided_by": "holder""#;
    for (general, key) in [
        (r#""quota": [{ "times": 1, "per": "day" }]"#, "quota"),
        (r#""quota": [{ "total": "1h", "per": "day", "across": ["shop", "move"] }]"#, "quota"),
        (r#""requires": { "registration": true }"#, "requires"),
        (r#""blocked_by": ["infected"]"#, "blocked_by"),
        (r#""valid_with": "worker""#, "valid_with"),
    ] {
        assert_eq!(
            regime(general, holder),
            [format!(
                "/purposes/shop/decided_by nobody checks the `{key}` of the regime's `rules` where the holder decides: state it in the \
                 purposes other than `shop`"
            )]
        );
    }
    assert!(regime(r#""quota": [{ "times": 1, "per": "day", "across": ["medical", "move"] }]"#, holder).is_empty());
    assert!(regime(r#""hours": "07:00-22:00", "radius": "1km", "within_level": 1, "territory": ["AZ-LA"]"#, holder).is_empty());
    assert_eq!(regime(holder, r#""requires": { "registration": true }"#).len(), 1);
    assert!(regime(holder, r#""decided_by": "desk", "requires": { "registration": true }"#).is_empty());
}

#[test]
fn a_bank_counts_no_permit_with_a_daily_window() {
    let shop = |rules: &str| {
        problems(&format!(
            r#"{{ "measure": "stay_home", "rules": {{ "valid_for": "1h", "quota": [{{ "total": "4h", "per": "week" }}] }}, "purposes": {{ "shop": {{ {rules} }} }} }}"#
        ))
    };
    for wrong in [r#""valid_for": "1d""#, r#""valid_days": 2"#] {
        let found = shop(&format!(r#"{wrong}, "hours": "07:00-22:00""#));
        assert!(found.len() == 1 && found[0].starts_with("/purposes/shop a permit of a day or longer carries"), "{found:?}");
        assert!(shop(wrong).is_empty(), "without a window the length is the time");
    }
    assert!(shop(r#""valid_days": 1, "hours": "07:00-22:00""#).is_empty());
}

#[test]
fn everything_wrong_is_said_at_once() {
    let settings = r#"{ "measure": "home", "rules": { "valid_for": "3", "days": ["x", "y"] }, "purposes": { "walk": {}, "shop": { "quota": [{ "times": 0, "per": "x" }] } } }"#;
    assert_eq!(problems(settings).len(), 7);
}

#[test]
fn good_settings_fit_and_declare_what_they_need() {
    let settings = r#"{ "measure": { "curfew": "21:00-06:00" },
        "rules": { "blocked_by": ["infected"], "quota": [{ "times": 4, "per": "week" }] },
        "purposes": { "shop": { "valid_for": "1h30min", "start_delay": "15min", "hours": "21:00-24:00", "days": ["mon", "sun"], "territory": ["AZ-LA"],
            "quota": [{ "times": 1, "per": "3d", "across": ["move"] }, { "times": 2, "per": "day", "across": "all" }],
            "requires": { "registration": true, "in_registered_territory": true, "attributes": ["infected", "worker"] } } } }"#;
    assert!(fits(settings));
    let bench = configure("Asia/Baku", "2020-12-14T00:00", None, settings).unwrap();
    assert_eq!(bench.setup.attributes().iter().map(|name| name.name()).collect::<Vec<_>>(), ["infected", "worker"]);
    let settings = r#"{ "measure": "stay_home",
        "rules": { "valid_for": "1h", "valid_with": "employed", "radius": "1km", "within_level": 2 },
        "purposes": { "shop": { "valid_days": 1, "valid_until": "2021-01-01T00:00", "quota": [{ "total": "4h", "per": "week" }] },
            "move": { "valid_until": "2021-01-01T00:00", "valid_with": "moving", "radius": "800m" } } }"#;
    assert!(fits(settings));
    let bench = configure("Asia/Baku", "2020-12-14T00:00", None, settings).unwrap();
    let asked: Vec<_> = bench.setup.attributes().iter().map(|name| name.name()).collect();
    assert_eq!(asked, ["distance_from_stay", "employed", "moving"]);
}

#[test]
fn only_what_a_rule_looks_at_is_asked_for() {
    const DAY: u32 = 86_400;
    let asked = |rules: &str| {
        let bench =
            baku(&format!(r#"{{ "measure": "stay_home", "rules": {{ "valid_for": "1h" }}, "purposes": {{ "shop": {{ {rules} }} }} }}"#));
        (bench.setup.history().map(|back| back.seconds()), bench.setup.registration())
    };
    assert_eq!(asked(""), (None, false));
    for (rules, registration) in [
        (r#""requires": { "registration": true }"#, true),
        (r#""requires": { "in_registered_territory": true }"#, true),
        (r#""requires": { "attributes": ["worker"] }"#, false),
        (r#""territory": ["AZ-BA"]"#, true),
        (r#""within_level": 2"#, true),
        (r#""radius": "1km""#, false),
        (r#""valid_with": "worker""#, false),
    ] {
        assert_eq!(asked(rules), (None, registration), "{rules}");
    }
    for (periods, days) in [(vec!["day"], 1), (vec!["3d"], 3), (vec!["week"], 7), (vec!["day", "month", "week"], 31)] {
        let quotas: Vec<String> = periods.iter().map(|per| format!(r#"{{ "times": 1, "per": "{per}" }}"#)).collect();
        let (back, _) = asked(&format!(r#""quota": [{}]"#, quotas.join(", ")));
        // A day more would be more than is needed, even when the clock changes.
        assert!(back.is_some_and(|back| (days * DAY + 3_600..(days + 1) * DAY).contains(&back)), "{periods:?}: {back:?}");
    }
}

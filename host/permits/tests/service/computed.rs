//! What the host finds out itself and tells the policies that declared that they need it.

use domain::{Application, Channel, Outcome, Scope, Secret, Value};
use permits::{Command, RegistrationForm};

use crate::given::*;

/// Walks no farther than a hundred kilometres from the place of stay; medical care anywhere.
const NEAR: &str = r#"
regime: az/2020-12-01-near
jurisdiction: AZ
title: { az: X, ru: X, en: X }
time_zone: Asia/Baku
in_force: { from: 2020-12-01T00:00, until: 2021-02-01T00:00 }
measure: stay_home
territory: { whole: [AZ-BA, AZ-SM, AZ-GA, AZ-MI] }
sources: { decree: { title: Decree } }
policies: [standard]
purposes:
  walk: { title: { az: Gəzinti, ru: Прогулка, en: Walk }, cite: decree, portal: {}, rules: { valid_for: 1h, radius: 100km } }
identity:
  kinds: { card: { title: { az: Vəsiqə, ru: Карта, en: Card }, pattern: "AZE[0-9]{7}", example: AZE1234567 } }
registration: { fields: [name, identity, address] }
retention: 30d
"#;

#[tokio::test]
async fn how_far_a_place_is_from_the_place_of_stay() {
    let folder = policies(&[("2020-12-01-near", NEAR)]);
    let territories = folder.path().join("AZ/territories.yaml");
    let mut tree = std::fs::read_to_string(&territories).unwrap();
    // Whatever points the file gives, these.
    tree = tree
        .lines()
        .map(|line| line.split(", at: {").next().unwrap_or(line).to_owned() + if line.contains(", at: {") { " }" } else { "" })
        .collect::<Vec<_>>()
        .join("\n");
    for (code, point) in
        [("AZ-BA", "{ lat: 40.38, lon: 49.85 }"), ("AZ-SM", "{ lat: 40.59, lon: 49.67 }"), ("AZ-GA", "{ lat: 40.68, lon: 46.36 }")]
    {
        let found = format!("code: {code},");
        assert!(tree.contains(&found), "{tree}");
        tree = tree.replace(&found, &format!("code: {code}, at: {point},"));
    }
    std::fs::write(&territories, tree).unwrap();
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let place = |territory: &str| Scope::Place(territory.parse().unwrap());
        let form = RegistrationForm {
            scope: place("AZ-BA"),
            name: Secret::new("X Y"),
            identity: IDENTITY.parse().unwrap(),
            address: Secret::new("Baku"),
            territory: "AZ-BA".parse().unwrap(),
            phone: None,
            code: None,
        };
        node.handle(&message(Some("r"), "x"), Command::Register(form), at(MORNING), words).await.unwrap();
        let cases = [
            ("AZ-BA", IDENTITY, Outcome::Granted, Some(0)),
            ("AZ-SM", IDENTITY, Outcome::Granted, Some(27)),
            ("AZ-GA", IDENTITY, Outcome::Refused, Some(296)),
            // Not on the map, and not registered: nobody is refused for what is not known.
            ("AZ-MI", IDENTITY, Outcome::Granted, None),
            ("AZ-GA", "AZE7654321", Outcome::Granted, None),
        ];
        for (territory, identity, expected, kilometres) in cases {
            let application = Application { channel: Channel::Portal, scope: place(territory), ..application("walk", identity) };
            let id = format!("{territory} {identity}");
            let answer = node.handle(&message(Some(&id), "x"), Command::Apply(application), at(MORNING), words).await.unwrap();
            assert_eq!(outcome(&answer), expected, "{} {id}: {:?}", given.name(), reasons(&answer));
            let recorded = node.record(applied(&answer).record).await.unwrap().unwrap();
            let told = recorded.record.regimes[0].facts.attributes.first().map(|attribute| match attribute.value {
                Value::Number(metres) => metres / 1000,
                _ => -1,
            });
            assert_eq!(told, kilometres, "{} {id}", given.name());
            assert!(node.replay(applied(&answer).record).await.unwrap().is_same());
        }
    }
}

/// Who drives must say with what: a policy sees the last digit of the plate.
const BY_CAR: &str = r#"
regime: az/2020-12-01-by-car
jurisdiction: AZ
title: { az: X, ru: X, en: X }
time_zone: Asia/Baku
in_force: { from: 2020-12-01T00:00, until: 2021-02-01T00:00 }
measure: stay_home
territory: { whole: [AZ-BA] }
sources: { decree: { title: Decree } }
policies: [standard]
purposes:
  drive: { title: { az: Sürmək, ru: Езда, en: Drive }, cite: decree, portal: {}, rules: { valid_for: 1h, blocked_by: [plate_last_digit] } }
identity:
  kinds: { card: { title: { az: Vəsiqə, ru: Карта, en: Card }, pattern: "AZE[0-9]{7}", example: AZE1234567 } }
retention: 30d
"#;

#[tokio::test]
async fn the_last_digit_of_the_plate_and_nothing_else_of_it() {
    let folder = policies(&[("2020-12-01-by-car", BY_CAR)]);
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        for (plate, digit) in [(Some("10-AA-123"), Some(3)), (Some("116 ABC"), Some(6)), (None, None)] {
            let plate = plate.map(|plate| plate.parse().unwrap());
            let id = format!("{plate:?}");
            let scope = Scope::Place("AZ-BA".parse().unwrap());
            let application = Application { channel: Channel::Portal, scope, plate, ..application("drive", IDENTITY) };
            let answer = node.handle(&message(Some(&id), "x"), Command::Apply(application), at(MORNING), words).await.unwrap();
            let recorded = node.record(applied(&answer).record).await.unwrap().unwrap();
            let told: Vec<_> = recorded.record.regimes[0].facts.attributes.iter().map(|told| (told.name.as_str(), &told.value)).collect();
            let expected = digit.map(Value::Number);
            assert_eq!(told, expected.iter().map(|digit| ("plate_last_digit", digit)).collect::<Vec<_>>(), "{} {id}", given.name());
        }
    }
}

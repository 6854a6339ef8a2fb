//! What an officer learns.

use domain::{Application, Channel, Scope, Verdict};
use jiff::SignedDuration;
use permits::{Check, CheckCode, Command};

use crate::given::*;

/// The regime of the tests with a curfew on top of it in Ganja.
const CURFEW: &str = r#"
regime: az/2020-12-01-curfew
jurisdiction: AZ
title: { az: Komendant saatı, ru: Комендантский час, en: Curfew }
time_zone: Asia/Baku
in_force: { from: 2020-12-01T00:00, until: 2021-02-01T00:00 }
measure: { curfew: "21:00-06:00" }
territory: { whole: [AZ-GA] }
sources: { decree: { title: Decree } }
policies: [standard]
purposes:
  medical: { title: { az: Tibbi, ru: Врач, en: Medical }, cite: decree, portal: {}, rules: { valid_for: 3h } }
identity:
  kinds: { card: { title: { az: Vəsiqə, ru: Карта, en: Card }, pattern: "AZE[0-9]{7}", example: AZE1234567 } }
"#;

fn own() -> String {
    std::fs::read_to_string(crate::build::root().join("policies/AZ/2020-12-14-tightened-quarantine.yaml")).unwrap()
}

fn check(code: CheckCode, place: Option<&str>, identity: Option<&str>) -> Check {
    Check { code, place: place.map(|place| place.parse().unwrap()), identity: identity.map(|number| number.parse().unwrap()) }
}

#[tokio::test]
async fn the_verdict_on_a_permit() {
    let folder = policies(&[("2020-12-14-tightened-quarantine", &own()), ("2020-12-01-curfew", CURFEW)]);
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        // 10:00 to 13:00, wherever the regime of 8103 rules.
        let anywhere = code(&send(&node, "1", "medical", IDENTITY, at(MORNING)).await);
        let baku = Application {
            channel: Channel::Portal,
            scope: Scope::Place("AZ-BA".parse().unwrap()),
            start: Some(at("2020-12-15T12:00:00+04:00")),
            ..application("medical", IDENTITY)
        };
        // 12:00 to 15:00, in Baku.
        let baku = code(&node.handle(&message(Some("2"), "x"), Command::Apply(baku), at(MORNING), words).await.unwrap());
        let night = at("2020-12-15T22:00:00+04:00");
        let by_night = code(&send(&node, "3", "medical", IDENTITY, night).await);
        let revoked = code(&send(&node, "4", "medical", IDENTITY, at(MORNING)).await);
        let revoked_at = at("2020-12-15T10:30:00+04:00");
        assert!(node.revoke(revoked, revoked_at).await.unwrap());
        let unknown = domain::PermitCode::from_entropy(99);
        let (ten, almost, one, after) =
            (MORNING, "2020-12-15T12:59:59.999+04:00", "2020-12-15T13:00:00+04:00", "2021-01-18T00:00:00+04:00");
        let cases = [
            (anywhere, ten, None, None, Verdict::Valid),
            (anywhere, ten, Some("AZ-BA"), Some(IDENTITY), Verdict::Valid),
            (anywhere, almost, Some("AZ-BA"), None, Verdict::Valid),
            (anywhere, one, Some("AZ-BA"), None, Verdict::Expired),
            (anywhere, one, None, None, Verdict::Expired),
            (anywhere, "2020-12-15T09:59:59+04:00", None, None, Verdict::NotYet),
            (anywhere, ten, None, Some("AZE7654321"), Verdict::WrongHolder),
            (anywhere, one, Some("AZ-BA"), Some("AZE7654321"), Verdict::WrongHolder),
            // A village, a region without restriction, and a time without: nothing is needed, whatever the code.
            (anywhere, ten, Some("AZ-MAS"), None, Verdict::NotRequired),
            (anywhere, ten, Some("AZ-MAS.centre"), None, Verdict::Valid),
            (anywhere, one, Some("AZ-AST"), Some("AZE7654321"), Verdict::NotRequired),
            (anywhere, after, Some("AZ-BA"), None, Verdict::NotRequired),
            // With a place that is not Baku.
            (baku, "2020-12-15T12:30:00+04:00", Some("AZ-BA"), None, Verdict::Valid),
            (baku, "2020-12-15T12:30:00+04:00", Some("AZ-GA"), None, Verdict::WrongPlace),
            (baku, "2020-12-15T12:30:00+04:00", None, None, Verdict::Valid),
            (baku, "2020-12-15T11:59:59+04:00", Some("AZ-BA"), None, Verdict::NotYet),
            // In Ganja by night the curfew asks for a permit of its own.
            (by_night, "2020-12-15T22:30:00+04:00", Some("AZ-BA"), None, Verdict::Valid),
            (by_night, "2020-12-15T22:30:00+04:00", Some("AZ-GA"), None, Verdict::OutsideHours),
            (anywhere, ten, Some("AZ-GA"), None, Verdict::Valid),
            (revoked, "2020-12-15T10:29:59+04:00", None, None, Verdict::Valid),
            (revoked, "2020-12-15T10:30:00+04:00", None, None, Verdict::Revoked),
            (revoked, "2020-12-15T10:30:00+04:00", None, Some("AZE7654321"), Verdict::WrongHolder),
            (unknown, ten, None, None, Verdict::Unknown),
            (unknown, ten, Some("AZ-BA"), Some(IDENTITY), Verdict::Unknown),
            (unknown, ten, Some("AZ-MAS"), None, Verdict::NotRequired),
            (unknown, after, Some("AZ-BA"), None, Verdict::NotRequired),
            // The curfew is over at ten in the morning, the other regime by then too; nothing rules anywhere later.
            (unknown, "2021-01-20T10:00:00+04:00", None, None, Verdict::NotRequired),
            (unknown, "2021-01-20T22:00:00+04:00", None, None, Verdict::Unknown),
        ];
        for (i, (code, when, place, identity, expected)) in cases.into_iter().enumerate() {
            let checked = node.check(&check(CheckCode::Permit(code), place, identity), at(when)).await.unwrap();
            assert_eq!(checked.verdict, expected, "{} case {i}: {when} {place:?} {identity:?}", given.name());
            let tells = !matches!(expected, Verdict::Unknown | Verdict::WrongHolder | Verdict::NotRequired);
            assert_eq!(checked.permit.is_some(), tells, "details come only with a verdict that the code earns");
        }
        let nowhere = check(CheckCode::Permit(anywhere), Some("AZ-XXX"), None);
        assert!(node.check(&nowhere, at(MORNING)).await.is_err());
    }
}

#[tokio::test]
async fn a_permit_shows_what_it_is_good_for() {
    for given in each().await {
        let node = given.node().await;
        let car = Application { plate: Some("10-AA-123".parse().unwrap()), ..application("necessities", IDENTITY) };
        let answer = node.handle(&message(Some("1"), "x"), Command::Apply(car), at(MORNING), words).await.unwrap();
        let checked = node.check(&check(CheckCode::Permit(code(&answer)), None, None), at(MORNING)).await.unwrap();
        let permit = checked.permit.unwrap();
        assert_eq!(Some(&permit), applied(&answer).permit.as_ref(), "{}", given.name());
        assert_eq!(permit.plate.map(|plate| plate.to_string()).as_deref(), Some("10AA123"));
        assert_eq!((permit.purpose.as_str(), permit.regime.as_str()), ("necessities", "az/2020-12-14-tightened-quarantine"));
        assert_eq!(permit.validity.interval.length(), SignedDuration::from_hours(3));
        assert_eq!((permit.time_zone.as_str(), permit.granted_at, permit.revoked_at), ("Asia/Baku", at(MORNING), None));
    }
}

#[tokio::test]
async fn a_permit_of_several_days_is_good_in_its_hours() {
    let regime = own().replace("rules: { valid_for: 3h }", "rules: { valid_for: 48h, hours: \"08:00-20:00\" }");
    let folder = policies(&[("2020-12-14-tightened-quarantine", &regime)]);
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let code = code(&send(&node, "1", "medical", IDENTITY, at(MORNING)).await);
        let cases = [
            ("2020-12-15T19:59:59+04:00", Verdict::Valid),
            ("2020-12-15T20:00:00+04:00", Verdict::OutsideHours),
            ("2020-12-16T07:59:59+04:00", Verdict::OutsideHours),
            ("2020-12-16T08:00:00+04:00", Verdict::Valid),
            ("2020-12-17T10:00:00+04:00", Verdict::Expired),
        ];
        for (when, expected) in cases {
            let checked = node.check(&check(CheckCode::Permit(code), Some("AZ-BA"), None), at(when)).await.unwrap();
            assert_eq!(checked.verdict, expected, "{} {when}", given.name());
        }
    }
}

#[tokio::test]
async fn a_check_says_what_each_regime_asks() {
    let folder = policies(&[("2020-12-14-tightened-quarantine", &own()), ("2020-12-01-curfew", CURFEW)]);
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let night = "2020-12-20T22:00:00+04:00";
        let quarantine = code(&send(&node, "1", "medical", IDENTITY, at(night)).await);
        let both =
            Application { channel: Channel::Portal, scope: Scope::Place("AZ-GA".parse().unwrap()), ..application("medical", IDENTITY) };
        let both = code(&node.handle(&message(Some("2"), "x"), Command::Apply(both), at(night), words).await.unwrap());
        let (curfew, strict) = ("az/2020-12-01-curfew", "az/2020-12-14-tightened-quarantine");
        let unknown = domain::PermitCode::from_entropy(99);
        let late = "2020-12-21T02:00:00+04:00";
        type Asked<'a> = (domain::PermitCode, &'a str, Option<&'a str>, Option<&'a str>, Vec<(&'a str, Option<bool>)>);
        let cases: Vec<Asked<'_>> = vec![
            (quarantine, night, Some("AZ-GA"), None, vec![(curfew, Some(false)), (strict, Some(true))]),
            (both, night, Some("AZ-GA"), None, vec![(curfew, Some(true)), (strict, Some(true))]),
            (both, night, None, None, vec![(curfew, Some(true)), (strict, Some(true))]),
            (quarantine, night, None, None, vec![(strict, Some(true))]),
            (quarantine, night, Some("AZ-BA"), None, vec![(strict, Some(true))]),
            // Over: it meets nothing any more.
            (both, late, Some("AZ-GA"), None, vec![(curfew, Some(false)), (strict, Some(false))]),
            // The curfew asks nothing by day.
            (quarantine, "2020-12-21T10:00:00+04:00", Some("AZ-GA"), None, vec![(strict, Some(false))]),
            // The law is no secret; whose code it is, and what it is good for, is.
            (unknown, night, Some("AZ-GA"), None, vec![(curfew, None), (strict, None)]),
            (both, night, Some("AZ-GA"), Some("AZE7654321"), vec![(curfew, None), (strict, None)]),
            (unknown, night, None, None, vec![]),
            (both, night, Some("AZ-MAS"), None, vec![]),
        ];
        for (i, (code, when, place, identity, expected)) in cases.into_iter().enumerate() {
            let checked = node.check(&check(CheckCode::Permit(code), place, identity), at(when)).await.unwrap();
            let demands: Vec<_> = checked.demands.iter().map(|demand| (demand.regime.id.as_str(), demand.satisfied)).collect();
            assert_eq!(demands, expected, "{} case {i}", given.name());
        }
        let demands = node.demands(&"AZ-GA".parse().unwrap(), at(night)).unwrap();
        let hours: Vec<_> = demands.iter().map(|demand| demand.window().map(|window| window.to_string())).collect();
        assert_eq!(hours, [Some("21:00-06:00".to_owned()), None]);
        assert!(node.demands(&"AZ-XXX".parse().unwrap(), at(night)).is_err());
    }
}

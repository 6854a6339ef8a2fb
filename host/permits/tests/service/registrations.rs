//! Declared places of stay: made by telephone, spoken for by it, checked against where the person stands.

use domain::{Application, Channel, Outcome, Scope, Secret, Verdict};
use permits::{Check, CheckCode, Command, Effect, Envelope, Permits, Registered, RegistrationForm};

use crate::given::*;

const SPRING: &str = "2020-04-10T10:00:00+03:00";
const PASSPORT: &str = "9204123456";
const MOTHER: &str = "+79171112233";
const DAUGHTER: &str = "+79171112244";

fn form(identity: &str, territory: &str, phone: &str) -> RegistrationForm {
    RegistrationForm {
        scope: Scope::Number("2590".parse().unwrap()),
        name: Secret::new("Gulnara Aminova"),
        identity: identity.parse().unwrap(),
        address: Secret::new("Kazan, Bauman 1"),
        territory: territory.parse().unwrap(),
        phone: Some(phone.parse().unwrap()),
        code: None,
    }
}

fn envelope(id: &str) -> Envelope {
    Envelope { to: Some("2590".parse().unwrap()), ..message(Some(id), "text") }
}

async fn register(node: &Permits, id: &str, form: RegistrationForm, when: &str) -> Effect {
    node.handle(&envelope(id), Command::Register(form), at(when), words).await.unwrap().effect.unwrap()
}

fn registered(effect: Effect) -> Registered {
    match effect {
        Effect::Registered(registered) => registered,
        other => panic!("{other:?}"),
    }
}

/// An application from a telephone that names nobody.
fn from_phone(purpose: &str, phone: &str) -> Command {
    Command::Apply(Application {
        scope: Scope::Number("2590".parse().unwrap()),
        identity: None,
        phone: Some(phone.parse().unwrap()),
        ..application(purpose, IDENTITY)
    })
}

#[tokio::test]
async fn a_registered_telephone_applies_without_naming_anybody() {
    for given in each().await {
        let node = given.node().await;
        let apply = |id: &'static str, phone: &'static str| {
            let node = node.clone();
            async move { node.handle(&envelope(id), from_phone("court", phone), at(SPRING), words).await.unwrap() }
        };
        let before = apply("1", MOTHER).await;
        assert_eq!((outcome(&before), reasons(&before)), (Outcome::Refused, vec!["not-registered"]), "{}", given.name());
        let made = registered(register(&node, "2", form(PASSPORT, "RU-TA.kazan", MOTHER), SPRING).await);
        assert_eq!((made.again, made.territory.as_str(), made.since), (false, "RU-TA.kazan", at(SPRING)));
        let after = apply("3", MOTHER).await;
        assert_eq!(outcome(&after), Outcome::Granted, "{}: {after:?}", given.name());
        assert_eq!(applied(&after).holder.as_ref().map(|holder| holder.reveal().to_owned()).as_deref(), Some(PASSPORT));
        assert!(node.replay(applied(&after).record).await.unwrap().is_same());
        assert_eq!(reasons(&apply("4", DAUGHTER).await), vec!["not-registered"], "another telephone speaks for nobody");
        // By number of the passport it is the same person, wherever the message comes from.
        let named = Application {
            scope: Scope::Place("RU-TA.kazan".parse().unwrap()),
            channel: Channel::Portal,
            phone: None,
            ..application("minors", PASSPORT)
        };
        let named = node.handle(&envelope("5"), Command::Apply(named), at(SPRING), words).await.unwrap();
        assert_eq!(outcome(&named), Outcome::Granted, "{}: {named:?}", given.name());
    }
}

#[tokio::test]
async fn the_first_registration_stays_and_another_telephone_speaks_when_it_knows_the_code() {
    for given in each().await {
        let node = given.node().await;
        let tatarstan = "RU-TA".parse().unwrap();
        let of = |phone: &'static str| {
            let (node, tatarstan) = (node.clone(), &tatarstan);
            async move {
                node.registration_of(&phone.parse().unwrap(), tatarstan)
                    .await
                    .unwrap()
                    .map(|(found, whose)| (found.code, whose.reveal().to_owned()))
            }
        };
        assert_eq!(of(MOTHER).await, None);
        let first = registered(register(&node, "1", form(PASSPORT, "RU-TA.kazan", MOTHER), SPRING).await);
        let other = |code| RegistrationForm { code, ..form(PASSPORT, "RU-TA.arsky", DAUGHTER) };
        for (id, code) in [("2", None), ("2a", Some(domain::RegistrationCode::from_entropy(1)))] {
            let unknown = register(&node, id, other(code), "2020-04-11T10:00:00+03:00").await;
            assert!(matches!(&unknown, Effect::NotRegistered(reason) if reason.code.as_str() == "registered-elsewhere"), "{unknown:?}");
            assert_eq!((of(MOTHER).await.is_some(), of(DAUGHTER).await), (true, None), "{}", given.name());
        }
        let second = registered(register(&node, "2b", other(Some(first.code)), "2020-04-11T10:00:00+03:00").await);
        assert_eq!(second, Registered { again: true, ..first.clone() }, "{}", given.name());
        assert_eq!((of(MOTHER).await, of(DAUGHTER).await), (None, Some((first.code, PASSPORT.to_owned()))));
        let repeated =
            node.handle(&envelope("1"), Command::Register(form(PASSPORT, "RU-TA.kazan", MOTHER)), at(SPRING), words).await.unwrap();
        assert!(repeated.repeated && matches!(&repeated.effect, Some(Effect::Registered(r)) if *r == first), "{repeated:?}");
        let by_identity = node.registration_by_identity(&PASSPORT.parse().unwrap(), &tatarstan).await.unwrap();
        assert_eq!(by_identity.map(|found| found.code), Some(first.code));
        // One telephone for two: the one who registered last.
        let third = registered(register(&node, "3", form("9204000000", "RU-TA.kazan", DAUGHTER), "2020-04-12T10:00:00+03:00").await);
        assert_eq!(of(DAUGHTER).await, Some((third.code, "9204000000".to_owned())), "{}", given.name());
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_registrations_at_once_one_is_made() {
    for given in each().await {
        let nodes = [given.node().await, given.node().await];
        let registering: Vec<_> = (0..16)
            .map(|i| {
                let node = nodes[i % 2].clone();
                tokio::spawn(
                    async move { registered(register(&node, &i.to_string(), form(PASSPORT, "RU-TA.kazan", MOTHER), SPRING).await) },
                )
            })
            .collect();
        let mut made = Vec::new();
        for one in registering {
            made.push(one.await.unwrap());
        }
        assert_eq!(made.iter().filter(|registered| !registered.again).count(), 1, "{}", given.name());
        assert!(made.iter().all(|registered| registered.code == made[0].code));
    }
}

#[tokio::test]
async fn what_cannot_be_registered_says_why() {
    let early = "2020-03-29T10:00:00+03:00";
    let late = "2020-06-01T10:00:00+03:00";
    let elsewhere = RegistrationForm { scope: Scope::Number("8103".parse().unwrap()), ..form(PASSPORT, "RU-TA.kazan", MOTHER) };
    let cases = [
        (form("12345", "RU-TA.kazan", MOTHER), SPRING, "identity-form"),
        (form(PASSPORT, "RU", MOTHER), SPRING, "outside-territory"),
        (form(PASSPORT, "RU-TA.kazan", MOTHER), early, "regime-not-yet"),
        (form(PASSPORT, "RU-TA.kazan", MOTHER), late, "regime-ended"),
        (elsewhere, MORNING, "no-regime-in-force"),
    ];
    for given in each().await {
        let node = given.node().await;
        for (i, (form, when, expected)) in cases.iter().enumerate() {
            for repeated in [false, true] {
                let answer = node.handle(&envelope(&i.to_string()), Command::Register(form.clone()), at(when), words).await.unwrap();
                let Some(Effect::NotRegistered(reason)) = &answer.effect else { panic!("{answer:?}") };
                assert_eq!((reason.code.as_str(), answer.repeated), (*expected, repeated), "{} {i}", given.name());
            }
        }
    }
}

#[tokio::test]
async fn a_registration_is_checked_against_where_the_person_stands() {
    for given in each().await {
        let node = given.node().await;
        let code = registered(register(&node, "1", form(PASSPORT, "RU-TA.kazan", MOTHER), SPRING).await).code;
        let known = CheckCode::Registration(code);
        let unknown = CheckCode::Registration(domain::RegistrationCode::from_entropy(99));
        let cases = [
            (known, SPRING, Some("RU-TA.kazan"), None, Verdict::Valid),
            (known, SPRING, Some("RU-TA.kazan.vakhitovsky"), Some(PASSPORT), Verdict::Valid),
            // Tatarstan is a vaguer word for where Kazan lies.
            (known, SPRING, Some("RU-TA"), None, Verdict::Valid),
            (known, SPRING, None, None, Verdict::Valid),
            (known, SPRING, Some("RU-TA.arsky"), None, Verdict::WrongPlace),
            (known, SPRING, Some("RU-TA.kazan"), Some("9204000000"), Verdict::WrongHolder),
            (known, "2020-04-09T10:00:00+03:00", Some("RU-TA.kazan"), None, Verdict::NotYet),
            (known, "2020-05-12T00:00:00+03:00", Some("RU-TA.kazan"), None, Verdict::NotRequired),
            (unknown, SPRING, Some("RU-TA.kazan"), None, Verdict::Unknown),
            (unknown, SPRING, Some("FR-IDF.paris"), None, Verdict::NotRequired),
        ];
        for (i, (code, when, place, identity, expected)) in cases.into_iter().enumerate() {
            let check = Check { code, place: place.map(|p| p.parse().unwrap()), identity: identity.map(|n: &str| n.parse().unwrap()) };
            let checked = node.check(&check, at(when)).await.unwrap();
            assert_eq!(checked.verdict, expected, "{} case {i}", given.name());
            let tells = matches!(expected, Verdict::Valid | Verdict::WrongPlace | Verdict::NotYet);
            assert_eq!(checked.registration.is_some(), tells, "case {i}");
        }
    }
}

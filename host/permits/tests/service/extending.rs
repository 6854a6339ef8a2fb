//! The end of a permit moves on, because a document was shown.

use domain::{Application, Channel, Instant, Outcome, PermitCode, Scope, Secret, Verdict};
use permits::{Change, ChangeKind, ChangedBy, Check, CheckCode, Command, ExtendError, ExtensionForm, Permits};
use regime::ExtensionBy;

use crate::given::*;

/// Medical care goes on on a certificate, work at the desk, and nothing else does. No more than six hours a day.
const CARE: &str = r#"
regime: az/2020-12-01-care
jurisdiction: AZ
title: { az: X, ru: X, en: X }
time_zone: Asia/Baku
in_force: { from: 2020-12-01T00:00, until: 2020-12-16T12:00 }
measure: stay_home
territory: { whole: [AZ-BA] }
sources: { decree: { title: Decree } }
policies: [standard]
rules: { quota: [{ total: 6h, per: day }] }
purposes:
  medical:
    title: { az: Tibbi, ru: Врач, en: Medical }
    cite: decree
    portal: {}
    rules: { valid_for: 3h }
    extension: { up_to: 24h, by: [officer, desk], show: { az: arayış, ru: справка, en: certificate }, cite: decree }
  work:
    title: { az: İş, ru: Работа, en: Work }
    cite: decree
    portal: {}
    rules: { valid_for: 3h }
    extension: { up_to: 2h, by: [desk] }
  walk: { title: { az: Gəzinti, ru: Прогулка, en: Walk }, cite: decree, portal: {}, rules: { valid_for: 3h } }
identity:
  kinds: { card: { title: { az: Vəsiqə, ru: Карта, en: Card }, pattern: "AZE[0-9]{7}", example: AZE1234567 } }
retention: 30d
"#;

async fn ask(node: &Permits, id: &str, purpose: &str, identity: &str, when: &str) -> permits::Answer {
    let application =
        Application { channel: Channel::Portal, scope: Scope::Place("AZ-BA".parse().unwrap()), ..application(purpose, identity) };
    node.handle(&message(Some(id), "x"), Command::Apply(application), at(when), words).await.unwrap()
}

fn form(code: PermitCode, until: &str) -> ExtensionForm {
    ExtensionForm { code, until: at(until), document: Secret::new("certificate 17"), by: ExtensionBy::Officer }
}

async fn verdict(node: &Permits, code: PermitCode, when: &str) -> Verdict {
    let check = Check { code: CheckCode::Permit(code), place: None, identity: None };
    node.check(&check, at(when)).await.unwrap().verdict
}

async fn changes(node: &Permits, code: PermitCode) -> Vec<Change> {
    node.permit_history(code).await.unwrap().unwrap().changes
}

const ONE: &str = "2020-12-15T13:00:00+04:00";
const FIVE: &str = "2020-12-15T17:00:00+04:00";
const NOON: &str = "2020-12-16T12:00:00+04:00";

#[tokio::test]
async fn a_permit_goes_on_and_its_history_keeps_both_ends() {
    let folder = policies(&[("2020-12-01-care", CARE)]);
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let answer = ask(&node, "1", "medical", IDENTITY, MORNING).await;
        let code = code(&answer);
        // Over already: the doctor took longer.
        let late = "2020-12-15T14:00:00+04:00";
        assert_eq!(verdict(&node, code, late).await, Verdict::Expired);
        let extended = node.extend(&form(code, FIVE), at(late)).await.unwrap();
        assert_eq!((extended.permit.validity.interval.end(), extended.again), (at(FIVE), false), "{}", given.name());
        let change = Change {
            at: at(late),
            kind: ChangeKind::Extension,
            old_end: at(ONE),
            new_end: at(FIVE),
            by: ChangedBy::Officer,
            document: Some(Secret::new("certificate 17")),
            regime: Some("az/2020-12-01-care".parse().unwrap()),
            cite: Some("decree".parse().unwrap()),
        };
        assert_eq!(changes(&node, code).await, std::slice::from_ref(&change));
        assert_eq!(verdict(&node, code, "2020-12-15T16:59:59+04:00").await, Verdict::Valid);
        assert_eq!(verdict(&node, code, FIVE).await, Verdict::Expired);

        let again = given.node().await.extend(&form(code, FIVE), at(FIVE)).await.unwrap();
        assert_eq!((again.again, again.change, changes(&node, code).await.len()), (true, change, 1), "the same again changes nothing");
        let desk = ExtensionForm { by: ExtensionBy::Desk, ..form(code, "2020-12-15T18:00:00+04:00") };
        node.extend(&desk, at(FIVE)).await.unwrap();
        assert!(node.revoke(code, at(FIVE)).await.unwrap());
        let kinds: Vec<_> = changes(&node, code).await.iter().map(|change| (change.kind, change.by)).collect();
        let expected = [
            (ChangeKind::Extension, ChangedBy::Officer),
            (ChangeKind::Extension, ChangedBy::Desk),
            (ChangeKind::Revocation, ChangedBy::Desk),
        ];
        assert_eq!(kinds, expected, "{}", given.name());
        assert!(node.replay(applied(&answer).record).await.unwrap().is_same(), "the decision is what it was");
        let (bytes, shown) = (given.database.bytes(), b"certificate");
        assert!(!bytes.windows(shown.len()).any(|window| window == shown), "what was shown is readable");
    }
}

#[tokio::test]
async fn hours_that_were_added_count() {
    let folder = policies(&[("2020-12-01-care", CARE)]);
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let code = code(&ask(&node, "1", "medical", IDENTITY, MORNING).await);
        node.extend(&form(code, "2020-12-15T15:00:00+04:00"), at(ONE)).await.unwrap();
        // Of six hours five are spent.
        let rest = ask(&node, "2", "walk", IDENTITY, FIVE).await;
        let length = applied(&rest).decision.validity.unwrap().interval.length();
        assert_eq!(length, jiff::SignedDuration::from_hours(1), "{}", given.name());
        assert_eq!(outcome(&ask(&node, "3", "walk", IDENTITY, "2020-12-15T19:00:00+04:00").await), Outcome::Refused);
        assert!(node.replay(applied(&rest).record).await.unwrap().is_same());
    }
}

#[tokio::test]
async fn what_is_not_allowed_is_said() {
    let folder = policies(&[("2020-12-01-care", CARE)]);
    let (first, second) = ("AZE1234567", "AZE7654321");
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let medical = code(&ask(&node, "1", "medical", first, MORNING).await);
        let walk = code(&ask(&node, "2", "walk", first, MORNING).await);
        let work = code(&ask(&node, "3", "work", second, MORNING).await);
        let revoked = code(&ask(&node, "4", "medical", second, MORNING).await);
        assert!(node.revoke(revoked, at(MORNING)).await.unwrap());
        let bare = ExtensionForm { document: Secret::new("  "), ..form(medical, FIVE) };
        let desk = |until: &str| ExtensionForm { by: ExtensionBy::Desk, document: Secret::default(), ..form(work, until) };
        let tomorrow = "2020-12-16T10:00:00+04:00";
        let cases = [
            (form(PermitCode::from_entropy(99), FIVE), MORNING, "unknown"),
            (form(revoked, FIVE), MORNING, "revoked"),
            (form(walk, FIVE), MORNING, "not_for_purpose"),
            (form(work, "2020-12-15T14:00:00+04:00"), MORNING, "not_by"),
            (bare, MORNING, "no_document"),
            (form(medical, ONE), MORNING, "not_later"),
            (form(medical, FIVE), FIVE, "over"),
            // Twenty-four hours from the end that was granted would be later than the regime's end.
            (form(medical, "2020-12-16T12:00:00.001+04:00"), MORNING, "too_late"),
            (desk("2020-12-15T15:00:00.001+04:00"), MORNING, "too_late"),
            (form(medical, FIVE), NOON, "not_in_force"),
        ];
        for (i, (form, when, expected)) in cases.into_iter().enumerate() {
            let error = node.extend(&form, at(when)).await.unwrap_err();
            assert_eq!(error.code(), expected, "{} {i}: {error}", given.name());
        }
        assert_eq!(changes(&node, medical).await, [], "nothing was changed");
        node.extend(&desk("2020-12-15T15:00:00+04:00"), at(MORNING)).await.unwrap();
        // However often it is moved, it counts from the end that was granted.
        let error = node.extend(&desk("2020-12-15T15:30:00+04:00"), at(MORNING)).await.unwrap_err();
        assert!(matches!(error, ExtendError::TooLate { latest, .. } if latest == at("2020-12-15T15:00:00+04:00")), "{error}");
        node.extend(&form(medical, NOON), at(MORNING)).await.unwrap();
        assert_eq!(verdict(&node, medical, tomorrow).await, Verdict::Valid, "{}", given.name());
    }
}

#[tokio::test]
async fn two_officers_at_once_leave_one_history() {
    let folder = policies(&[("2020-12-01-care", CARE)]);
    for given in each_with(load(folder.path(), library())).await {
        let nodes = [given.node().await, given.node().await];
        let code = code(&ask(&nodes[0], "1", "medical", IDENTITY, MORNING).await);
        let until = |hours: i64| at(ONE) + jiff::SignedDuration::from_hours(hours);
        let extending: Vec<_> = (1..=8)
            .map(|hours| {
                let node = nodes[hours as usize % 2].clone();
                let form = ExtensionForm { until: until(hours), ..form(code, FIVE) };
                tokio::spawn(async move { node.extend(&form, at(MORNING)).await })
            })
            .collect();
        let mut done = 0;
        for extending in extending {
            match extending.await.unwrap() {
                Ok(_) => done += 1,
                Err(ExtendError::NotLater { .. }) => {}
                Err(error) => panic!("{error}"),
            }
        }
        let changes = changes(&nodes[0], code).await;
        let mut end: Instant = at(ONE);
        for change in &changes {
            assert_eq!(change.old_end, end, "{}", given.name());
            end = change.new_end;
        }
        assert_eq!((changes.len(), end), (done, until(8)), "{}", given.name());
    }
}

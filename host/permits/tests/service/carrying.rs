//! Permits of an earlier regime go on under a later one.

use domain::{Application, Channel, Instant, PermitCode, Scope, Verdict};
use permits::{ChangeKind, ChangedBy, Check, CheckCode, Command, Keeper, Permits};

use crate::given::*;

fn regime(id: &str, from: &str, until: &str, more: &str) -> String {
    format!(
        r#"
regime: az/{id}
jurisdiction: AZ
title: {{ az: X, ru: X, en: X }}
time_zone: Asia/Baku
in_force: {{ from: {from}, until: {until} }}
measure: stay_home
territory: {{ whole: [AZ-BA] }}
sources: {{ decree: {{ title: Decree }} }}
policies: [standard]
purposes:
  work: {{ title: {{ az: İş, ru: Работа, en: Work }}, cite: decree, portal: {{}}, desk: {{}}, rules: {{ valid_for: 20d }} }}
  medical: {{ title: {{ az: Tibbi, ru: Врач, en: Medical }}, cite: decree, portal: {{}}, rules: {{ valid_for: 20d }} }}
identity:
  kinds: {{ card: {{ title: {{ az: Vəsiqə, ru: Карта, en: Card }}, pattern: "AZE[0-9]{{7}}", example: AZE1234567 }} }}
retention: 30d
{more}
"#
    )
}

fn folder() -> tempfile::TempDir {
    let earlier = regime("2020-06-21-earlier", "2020-06-21T00:00", "2020-07-20T06:00", "");
    let taking =
        "carry_over: [{ from: az/2020-06-21-earlier, channels: [portal], purposes: [work], until: 2020-08-05T06:00, cite: decree }]";
    let later = regime("2020-07-20-later", "2020-07-20T06:00", "2020-09-01T00:00", taking);
    policies(&[("2020-06-21-earlier", &earlier), ("2020-07-20-later", &later)])
}

const BEGINS: &str = "2020-07-20T06:00:00+04:00";
const UNTIL: &str = "2020-08-05T06:00:00+04:00";

async fn ask(node: &Permits, id: &str, purpose: &str, channel: Channel, when: &str) -> PermitCode {
    let application =
        Application { channel, scope: Scope::Place("AZ-BA".parse().unwrap()), ..application(purpose, &format!("AZE{:0>7}", id)) };
    code(&node.handle(&message(Some(id), "x"), Command::Apply(application), at(when), words).await.unwrap())
}

async fn verdict(node: &Permits, code: PermitCode, when: &str) -> Verdict {
    let check = Check { code: CheckCode::Permit(code), place: Some("AZ-BA".parse().unwrap()), identity: None };
    node.check(&check, at(when)).await.unwrap().verdict
}

async fn end(node: &Permits, code: PermitCode) -> Instant {
    node.permit_history(code).await.unwrap().unwrap().permit.validity.interval.end()
}

#[tokio::test]
async fn those_that_a_later_regime_names_go_on_once() {
    let folder = folder();
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let early = ask(&node, "1", "work", Channel::Portal, "2020-06-22T10:00:00+04:00").await;
        // Cut to the end of its regime.
        let work = ask(&node, "2", "work", Channel::Portal, "2020-07-15T10:00:00+04:00").await;
        let desk = ask(&node, "3", "work", Channel::Desk, "2020-07-15T10:00:00+04:00").await;
        let medical = ask(&node, "4", "medical", Channel::Portal, "2020-07-15T10:00:00+04:00").await;
        let revoked = ask(&node, "5", "work", Channel::Portal, "2020-07-15T10:00:00+04:00").await;
        assert!(node.revoke(revoked, at("2020-07-16T10:00:00+04:00")).await.unwrap());
        assert_eq!(end(&node, work).await, at(BEGINS), "{}", given.name());

        assert_eq!(node.carry_over(at("2020-07-20T05:59:59+04:00"), |_| {}).await.unwrap(), [], "not before it begins");
        assert_eq!(verdict(&node, work, BEGINS).await, Verdict::Expired);
        assert_eq!(node.to_carry_over(at(BEGINS)).await.unwrap(), 1);
        let mut told = 0;
        let done = node.carry_over(at(BEGINS), |permits| told += permits).await.unwrap();
        assert_eq!((done.len(), done[0].permits, told), (1, 1, 1), "{} {done:?}", given.name());
        let fresh = ask(&node, "6", "work", Channel::Portal, "2020-07-20T07:00:00+04:00").await;
        assert_eq!(given.node().await.carry_over(at(UNTIL), |_| {}).await.unwrap()[0].permits, 0, "once, on whichever node");
        assert_eq!(node.to_carry_over(at(UNTIL)).await.unwrap(), 0);

        assert_eq!(verdict(&node, work, "2020-08-05T05:59:59+04:00").await, Verdict::Valid, "{}", given.name());
        assert_eq!(verdict(&node, work, UNTIL).await, Verdict::Expired);
        for (code, left) in [(early, Verdict::Expired), (desk, Verdict::Expired), (medical, Verdict::Expired), (revoked, Verdict::Revoked)]
        {
            assert_eq!(verdict(&node, code, "2020-07-21T10:00:00+04:00").await, left, "{}", given.name());
        }
        assert_eq!(end(&node, fresh).await, at("2020-08-09T07:00:00+04:00"), "what is granted under the later one stays as it is");
        let history = node.permit_history(work).await.unwrap().unwrap();
        let regimes: Vec<&str> = history.permit.regimes.iter().map(|regime| regime.as_str()).collect();
        assert_eq!(regimes, ["az/2020-06-21-earlier", "az/2020-07-20-later"]);
        let changed: Vec<_> = history.changes.iter().map(|c| (c.kind, c.by, c.old_end, c.new_end, c.at)).collect();
        assert_eq!(changed, [(ChangeKind::CarryOver, ChangedBy::Host, at(BEGINS), at(UNTIL), at(BEGINS))], "{}", given.name());
    }
}

#[tokio::test]
async fn a_host_does_it_by_itself() {
    let folder = folder();
    for given in each_with(load(folder.path(), library())).await {
        let node = given.node().await;
        let mut keeper = Keeper::new(node.clone());
        let work = ask(&node, "1", "work", Channel::Portal, "2020-07-15T10:00:00+04:00").await;
        keeper.turn(at("2020-07-20T05:59:30+04:00")).await.unwrap();
        assert_eq!(end(&node, work).await, at(BEGINS));
        keeper.turn(at("2020-07-20T06:00:30+04:00")).await.unwrap();
        assert_eq!(end(&node, work).await, at(UNTIL), "{}", given.name());
        // Decided just before, stored just after by a node that was slow.
        let slow = ask(&node, "2", "work", Channel::Portal, "2020-07-20T05:59:59+04:00").await;
        keeper.turn(at("2020-07-20T06:01:30+04:00")).await.unwrap();
        assert_eq!(end(&node, slow).await, at(UNTIL), "{}", given.name());
        // One that was down starts weeks later.
        let third = ask(&node, "3", "work", Channel::Portal, "2020-07-15T10:00:00+04:00").await;
        Keeper::new(given.node().await).turn(at("2020-08-01T00:00:00+04:00")).await.unwrap();
        assert_eq!(end(&node, third).await, at(UNTIL), "{}", given.name());
    }
}

//! Another version of the law decides beside the one in force: its differences are a report, and nobody is granted anything by it.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use domain::Secret;
use serde_json::{Value, json};
use sms::gateway::http::{SIGNATURE, TIMESTAMP, sign};

use crate::{
    differing::{explain, hostile},
    exeat::{Host, root},
    serving::{Serving, change, copy, one_jurisdiction},
};

const REGIME: &str = "gr/2020-11-07-lockdown";
const FILE: &str = "GR/2020-11-07-lockdown.yaml";
const KEY: &str = "a key between gateway and host";
const NAME: &str = "Παπαδοπούλου";

/// A host with a gateway, and whatever else stands in its configuration.
fn configured(more: &str) -> Host {
    let host = one_jurisdiction();
    let gateway = "gateways:\n  - { name: smsc, signature: exeat, key: { env: GATEWAY_KEY } }\n";
    fs::write(host.data.path().join("exeat.yaml"), format!("{gateway}{more}")).expect("written");
    host
}

async fn started(host: Host) -> Serving {
    Serving::start_in(host, &[("GATEWAY_KEY", KEY)]).await
}

impl Serving {
    /// What a message is answered.
    async fn text(&self, person: u32, code: u32) -> String {
        let from = format!("+30690{person:07}");
        let text = format!("{code} Μαρία {NAME} Πάτρα");
        let body = json!({ "id": format!("m-{person}-{code}"), "from": from, "to": "13033", "text": text }).to_string();
        // The rehearsal's clock began at this instant.
        let (timestamp, signature) = sign(&Secret::new(KEY), body.as_bytes(), crate::serving::AT.parse().expect("an instant"));
        let request = reqwest::Client::new().post(format!("{}/gateways/smsc", self.address)).header("content-type", "application/json");
        let answer = request.header(TIMESTAMP, timestamp).header(SIGNATURE, signature).body(body).send().await.expect("an answer");
        assert!(answer.status().is_success(), "{}", answer.status());
        answer.text().await.expect("a text")
    }

    /// The report, once the shadow has looked at so many decisions. It decides after the answer.
    async fn report(&self, decisions: u64) -> (i32, Value) {
        let until = Instant::now() + Duration::from_secs(120);
        loop {
            let (ran, said) = self.said(&["shadow", "report"]).await;
            let report = &said["report"]["differences"];
            let passed: u64 = report["not_compared"].as_object().into_iter().flatten().filter_map(|(_, count)| count.as_u64()).sum();
            if report["compared"].as_u64().unwrap_or_default() + passed >= decisions {
                return (ran.code, said);
            }
            assert!(Instant::now() < until, "the shadow has not decided: {said}");
        }
    }
}

fn groups(said: &Value) -> Vec<(String, String, u64)> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let groups = said["report"]["differences"]["groups"].as_array().expect("a list").iter();
    groups.map(|group| (text(&group["regime"]), text(&group["text"]), group["count"].as_u64().unwrap_or_default())).collect()
}

/// A folder of policies in which the day ends earlier.
fn stricter(host: &Host) -> String {
    let folder = host.data.path().join("candidate");
    copy(&host.data.path().join("policies"), &folder);
    change(&folder.join(FILE), "hours: 05:00-21:00", "hours: 05:00-20:00");
    folder.display().to_string()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_the_law_is_tried_on_real_messages() {
    let host = configured("");
    let candidate = stricter(&host);
    let serving = started(host).await;
    let (ran, said) = serving.said(&["shadow", "report"]).await;
    assert_eq!((ran.code, said["result"].as_str()), (1, Some("idle")), "{said}");

    let (ran, said) = serving.said(&["--policies", &candidate, "shadow", "start"]).await;
    assert_eq!((ran.code, said["result"].as_str()), (0, Some("started")), "{said}");
    assert!(said["report"]["changed"].as_array().is_some_and(|changed| !changed.is_empty()), "{said}");

    // Supplies end with the night, health does not. The person is told what the law in force says.
    for (person, code, until) in [(1, 2, "21:00"), (2, 1, "00:00")] {
        let reply = serving.text(person, code).await;
        assert!(reply.contains(until) && !reply.contains("20:00"), "{reply}");
    }
    let (code, said) = serving.report(2).await;
    let shorter = |count| vec![(REGIME.to_owned(), "granted, shorter".to_owned(), count)];
    assert!(code == 1 && groups(&said) == shorter(1), "{said}");
    let text = said.to_string();
    assert!(!text.contains(NAME) && !text.contains("690000"), "what policies do not see is in no report: {text}");

    // A reload does not end it, and what was found out stays.
    let (ran, said) = serving.said(&["reload"]).await;
    assert_eq!(ran.code, 0, "{said}");
    serving.text(3, 2).await;
    let (_, said) = serving.report(3).await;
    assert_eq!(groups(&said), shorter(2), "{said}");
    assert!(!said["report"]["renewed_at"].is_null() && said["report"]["not_renewed"].is_null(), "{said}");

    // A candidate that is broken does not take its place.
    change(&Path::new(&candidate).join(FILE), "measure: stay_home", "measure: stay_hom");
    let (ran, said) = serving.said(&["--policies", &candidate, "shadow", "start"]).await;
    assert_eq!((ran.code, said["result"].as_str()), (1, Some("refused")), "{said}");
    assert!(said["why"].as_str().is_some_and(|why| why.contains("stay_hom")), "{said}");

    let metrics = reqwest::get(format!("{}/metrics", serving.address)).await.expect("an answer").text().await.expect("a text");
    for (result, count) in [("different", 2), ("same", 1)] {
        assert!(metrics.contains(&format!("exeat_shadow_total{{result=\"{result}\"}} {count}")), "{metrics}");
    }
    assert!(metrics.contains("outcome=\"granted\"") && !metrics.contains("exeat_policy_failures_total"), "{metrics}");

    let (ran, said) = serving.said(&["shadow", "stop"]).await;
    assert_eq!((ran.code, said["result"].as_str(), groups(&said).len()), (0, Some("stopped"), 1), "{said}");
    let (_, said) = serving.said(&["shadow", "stop"]).await;
    assert_eq!(said["result"], "idle");

    // No page can ask for it.
    for what in ["start", "stop", "report"] {
        let bare = reqwest::Client::new().post(format!("{}/shadow/{what}", serving.address)).json(&json!({})).send().await;
        assert_eq!(bare.expect("an answer").status().as_u16(), 403, "{what}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_shadow_that_traps_harms_nobody_and_begins_with_the_host() {
    let host = configured("shadow: { plugins: candidate }\n");
    let data = host.data.path();
    // Those of `tests/hostile` are all called `good`; this one is, and the other one panics.
    let plugins = data.join("plugins");
    hostile("good", &plugins);
    fs::copy(root().join("plugins/dist/standard.wasm"), plugins.join("standard.wasm"))
        .expect("build the plugins first: cargo xtask plugins");
    hostile("trap", &data.join("candidate"));
    change(&data.join("policies").join(FILE), "policies: [standard]", "policies: [standard, good]");
    explain(&data.join("policies"));

    let serving = started(host).await;
    let reply = serving.text(1, 1).await;
    assert!(reply.contains("13:00"), "granted for the three hours of the plugin in force: {reply}");
    let (_, said) = serving.report(1).await;
    assert_eq!(groups(&said), [(REGIME.to_owned(), "granted → failed (trap)".to_owned(), 1)], "{said}");
    let witness = &said["report"]["differences"]["groups"][0]["witnesses"][0];
    assert_eq!((&witness["request"]["purpose"], &witness["new"]), (&json!("health"), &json!({ "failed": "trap" })), "{said}");

    let metrics = reqwest::get(format!("{}/metrics", serving.address)).await.expect("an answer").text().await.expect("a text");
    assert!(metrics.contains("exeat_shadow_total{result=\"failed\"} 1"), "{metrics}");
    assert!(!metrics.contains("exeat_policy_failures_total"), "nobody was referred: {metrics}");
    let again = serving.text(2, 1).await;
    assert!(again.contains("13:00"), "{again}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_page_of_administration_says_what_decides() {
    let host = configured("");
    let plugins = host.data.path().join("plugins");
    fs::create_dir_all(&plugins).expect("a folder");
    for plugin in ["plugins/dist/standard.wasm", "tests/contract/pause-1.0.0.wasm"] {
        let plugin = root().join(plugin);
        fs::copy(&plugin, plugins.join(plugin.file_name().expect("a name"))).expect("copied");
    }
    let serving = started(host).await;
    let client = reqwest::Client::new();
    let page = async || {
        let answer = client.get(format!("{}/administration", serving.address)).header("accept-language", "en").send().await;
        answer.expect("an answer").text().await.expect("a page")
    };
    let fresh = page().await;
    for shown in ["Nothing has been reloaded", "No shadow decides", REGIME, "standard", "SHA-256"] {
        assert!(fresh.contains(shown), "{shown}: {fresh}");
    }
    // Each plugin stands with the contract that it was built for, not with the host's.
    assert!([">1.0.0</dd>", ">1.1.0</dd>"].iter().all(|contract| fresh.contains(contract)), "{fresh}");
    // A mistake is shown until it is mended.
    serving.change(FILE, "measure: stay_home", "measure: stay_hom");
    serving.said(&["reload"]).await;
    let refused = page().await;
    assert!(refused.contains("The last reload was refused") && refused.contains("stay_hom"), "{refused}");
    serving.change(FILE, "measure: stay_hom", "measure: stay_home");
    let press = client.post(format!("{}/administration/reload", serving.address));
    let foreign = press.try_clone().expect("a request").header("origin", "http://elsewhere.example").header("sec-fetch-site", "cross-site");
    assert_eq!(foreign.send().await.expect("an answer").status().as_u16(), 403, "another site presses no button");
    press.header("origin", serving.address.clone()).header("sec-fetch-site", "same-origin").send().await.expect("an answer");
    // The press answers after ten seconds at most, the reload goes on.
    let until = Instant::now() + Duration::from_secs(120);
    let mended = loop {
        let page = page().await;
        if !page.contains("The last reload was refused") {
            break page;
        }
        assert!(Instant::now() < until, "{page}");
    };
    assert!(mended.contains("Reloaded") && mended.contains("Refused"), "both are remembered: {mended}");
}

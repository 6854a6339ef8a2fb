//! A host that serves takes regimes anew, and goes on as it was when something is wrong.

use std::{
    fs,
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};

use serde_json::Value;
use tokio::process::Command;

use crate::{
    exeat::{Ran, exeat},
    serving::Serving,
};

const REGIME: &str = "GR/2020-11-07-lockdown.yaml";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reload_swaps_the_whole_or_nothing() {
    let serving = Serving::start().await;
    let (ran, said) = serving.said(&["reload"]).await;
    assert_eq!((ran.code, said["result"].as_str(), said["changed"].as_array().map(Vec::len)), (0, Some("done"), Some(0)), "{said}");
    assert!(said["cases"].as_u64().is_some_and(|cases| cases > 20), "{said}");

    // A mistake in a file: the place is drawn, and the old law stays.
    serving.change(REGIME, "measure: stay_home", "measure: stay_hom");
    let (ran, said) = serving.said(&["reload"]).await;
    assert_eq!((ran.code, said["result"].as_str()), (1, Some("refused")), "{said}");
    assert!(said["why"].as_str().is_some_and(|why| why.contains("2020-11-07-lockdown.yaml") && why.contains("stay_hom")), "{said}");
    serving.change(REGIME, "measure: stay_hom", "measure: stay_home");

    // A law that its cases do not say: it is well-formed, and does not come into force.
    serving.change(REGIME, "hours: 05:00-21:00", "hours: 05:00-20:00");
    let (ran, said) = serving.said(&["reload"]).await;
    assert_eq!((ran.code, said["result"].as_str()), (1, Some("refused")), "{said}");
    assert!(said["why"].as_str().is_some_and(|why| why.contains("cases fail")), "{said}");
    serving.change(REGIME, "hours: 05:00-20:00", "hours: 05:00-21:00");

    // A change that nothing speaks against is in force, and is so only once.
    let text = fs::read_to_string(serving.path(REGIME)).expect("it is there") + "# a remark\n";
    fs::write(serving.path(REGIME), text).expect("written");
    let (ran, said) = serving.said(&["reload"]).await;
    let changed: Vec<&str> = said["changed"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    assert!(ran.code == 0 && changed.contains(&"gr/2020-11-07-lockdown"), "{said}");
    let (_, said) = serving.said(&["reload"]).await;
    assert_eq!(said["changed"].as_array().map(Vec::len), Some(0), "{said}");

    // What the cases did is not counted among what people did.
    let metrics = reqwest::get(format!("{}/metrics", serving.address)).await.expect("an answer").text().await.expect("a text");
    assert!(
        metrics.contains("exeat_reloads_total{result=\"done\"} 3") && metrics.contains("exeat_reloads_total{result=\"refused\"} 2"),
        "{metrics}"
    );
    assert!(!metrics.contains("exeat_decisions_total") && !metrics.contains("exeat_sms_messages_total"), "{metrics}");

    // A regime without cases is taken, and told.
    fs::remove_file(serving.path("GR/2021-04-05-retail.cases.yaml")).expect("it is there");
    let (_, said) = serving.said(&["reload"]).await;
    assert_eq!(said["untested"], serde_json::json!(["gr/2021-04-05-retail"]), "{said}");

    // No page can ask for it.
    let bare = reqwest::Client::new().post(format!("{}/reload", serving.address)).send().await.expect("an answer");
    assert_eq!(bare.status().as_u16(), 403);
    drop(serving.child);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nobody_waits_for_a_reload() {
    let serving = Serving::start().await;
    let client = reqwest::Client::new();
    let (answered, over) = (AtomicUsize::new(0), std::sync::atomic::AtomicBool::new(false));
    let asking = async {
        let mut slowest = Duration::ZERO;
        while !over.load(Ordering::Relaxed) {
            let started = Instant::now();
            let page = client.get(format!("{}/apply?place=GR", serving.address)).send().await.expect("an answer");
            assert!(page.status().is_success(), "{}", page.status());
            slowest = slowest.max(started.elapsed());
            answered.fetch_add(1, Ordering::Relaxed);
        }
        slowest
    };
    let reloading = async {
        let (ran, said) = serving.said(&["reload"]).await;
        over.store(true, Ordering::Relaxed);
        (ran, said)
    };
    let (slowest, (ran, said)) = tokio::join!(asking, reloading);
    assert_eq!(ran.code, 0, "{said}");
    println!("{} pages during one reload, the slowest after {slowest:?}", answered.load(Ordering::Relaxed));
    assert!(answered.load(Ordering::Relaxed) > 10);
}

#[cfg(unix)]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hangup_reloads_and_does_not_stop_the_host() {
    let mut serving = Serving::start().await;
    let process = serving.child.id().expect("it runs").to_string();
    assert!(Command::new("kill").args(["-HUP", &process]).status().await.expect("kill").success());
    let reloaded = async {
        while let Some(line) = serving.log.recv().await {
            if line.contains("reloaded") {
                return line;
            }
        }
        panic!("the host stopped")
    };
    let line = tokio::time::timeout(Duration::from_secs(120), reloaded).await.expect("it reloads");
    assert!(!line.contains("not reloaded"), "{line}");
    let (ran, said) = serving.said(&["reload"]).await;
    assert_eq!(ran.code, 0, "{said}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn behind_a_proxy_nobody_reloads_over_http() {
    let serving = Serving::start_with(&[("EXEAT_CHECKS__TOKEN_ALWAYS", "true")]).await;
    let ran = serving.ask(&["reload"]).await;
    assert!(ran.code == 1 && ran.err.contains("SIGHUP"), "{}{}", ran.out, ran.err);
}

#[test]
fn without_a_host_a_reload_says_where_it_asked() {
    let ran: Ran = exeat().args(["reload", "--host", "http://127.0.0.1:1"]).output().expect("it starts").into();
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("no host answers at http://127.0.0.1:1"), "{}", ran.err);
}

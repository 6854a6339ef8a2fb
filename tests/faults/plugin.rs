//! A plugin that begins to trap: people are referred to a human, and nobody is lost.

use std::fs;

use crate::{
    auditor::{Expected, Kind},
    load::{Ask, Load, kinds},
    system::{Database, System, copy, root},
};

const REGIME: &str = "AZ/2020-12-14-tightened-quarantine";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_plugin_that_traps_refers_people_and_loses_nobody() {
    let mut system = System::new(Database::Sqlite).await;
    let folder = system.data.path().to_owned();
    (system.policies, system.plugins) = (folder.join("policies"), folder.join("plugins"));
    copy(&root().join("policies"), &system.policies);
    copy(&root().join("plugins/dist"), &system.plugins);
    // The cases speak of what is granted, which is at an end.
    let files = fs::read_dir(system.policies.join("AZ")).expect("it is there").map(|file| file.expect("a file").path());
    for cases in files.filter(|path| path.to_string_lossy().ends_with(".cases.yaml")) {
        fs::remove_file(cases).expect("it is there");
    }
    system.start(1).await;
    let load = Load::start(&system, &Ask::new("trap", 3600.0));
    load.until(4.0).await;
    fs::write(system.plugins.join("trap.wasm"), crate::build::component("trap")).expect("written");
    let path = system.policies.join(format!("{REGIME}.yaml"));
    let regime = fs::read_to_string(&path).expect("it is there");
    assert!(regime.contains("policies: [standard]"));
    // It refuses for a reason that nobody else has.
    for language in ["az", "ru", "en"] {
        let catalogue = system.policies.join(format!("locales/{language}.ftl"));
        let texts = fs::read_to_string(&catalogue).expect("it is there");
        fs::write(&catalogue, texts + "\nreason-closed = -\n").expect("written");
    }
    fs::write(&path, regime.replace("policies: [standard]", "policies: [standard, good]")).expect("written");
    let address = system.nodes.first().and_then(Option::as_ref).expect("it runs").address.clone();
    let reloaded = system.command().args(["reload", "--host", &address]).output().await.expect("it starts");
    assert!(reloaded.status.success(), "{}{}", String::from_utf8_lossy(&reloaded.stdout), String::from_utf8_lossy(&reloaded.stderr));
    tokio::time::sleep(std::time::Duration::from_secs(4)).await;
    load.stop(&system);
    let outcome = load.audited(&mut system, &Expected::default()).await;
    let counted = |outcome: &str, of: &crate::stored::Stored| of.decisions.iter().filter(|decision| decision.outcome == outcome).count();
    let (granted, referred) = (counted("granted", &outcome.stored), counted("referred", &outcome.stored));
    println!("{granted} granted, {referred} referred");
    assert!(granted > 0 && referred > 0, "{granted} granted, {referred} referred");
    assert!(outcome.reports.iter().all(|report| report.messages.unanswered == 0 && report.messages.never_sent == 0));
    // Decisions under the law as it was before the reload are made again by that law, which is not there any more.
    let other = kinds(&outcome.findings).into_keys().filter(|kind| *kind != Kind::NotReplayed).collect::<Vec<_>>();
    assert!(other.is_empty(), "{:?}", outcome.findings);
}

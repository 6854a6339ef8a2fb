//! The clock of the host jumps, there and back, while it runs.

use std::{fs, path::PathBuf};

use crate::{
    auditor::Expected,
    load::{Ask, Load},
    system::{Database, System},
};

/// Debian's libfaketime, for programs with threads.
fn faketime() -> Option<PathBuf> {
    let folders = ["x86_64-linux-gnu", "aarch64-linux-gnu"].map(|folder| PathBuf::from("/usr/lib").join(folder));
    let found = folders.into_iter().map(|folder| folder.join("faketime/libfaketimeMT.so.1")).find(|library| library.exists());
    if found.is_none() {
        assert!(!std::env::var("CI").is_ok_and(|ci| ci == "true"), "the package `faketime` is not installed");
        eprintln!("skipped: a clock that jumps (the package `faketime` is not installed)");
    }
    found
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_clock_jumps_an_hour_there_and_back() {
    let Some(library) = faketime() else { return };
    let mut system = System::new(Database::Sqlite).await;
    let file = system.data.path().join("time");
    // Ten in the morning in Baku, by a clock that goes on from there; what is added is read once a second.
    let then: jiff::Timestamp = crate::system::BEGINS.parse().expect("an instant");
    let behind = then.as_second() - jiff::Timestamp::now().as_second();
    let set = |seconds: i64| {
        let next = file.with_extension("next");
        fs::write(&next, format!("{:+}", behind + seconds)).expect("written");
        fs::rename(&next, &file).expect("renamed");
    };
    set(0);
    let environment = [
        ("LD_PRELOAD", library.display().to_string()),
        ("FAKETIME_TIMESTAMP_FILE", file.display().to_string()),
        ("FAKETIME_CACHE_DURATION", "1".to_owned()),
        ("FAKETIME_DONT_FAKE_MONOTONIC", "1".to_owned()),
        ("DONT_FAKE_MONOTONIC", "1".to_owned()),
        ("FAKETIME_DONT_RESET", "1".to_owned()),
    ];
    system.environment.extend(environment.map(|(name, value)| (name.to_owned(), value)));
    system.told_the_time = false;
    system.start(1).await;
    let load = Load::start(&system, &Ask::new("clock", 16.0));
    for (second, wrong) in [(4.0, 3600), (7.0, 0), (10.0, -3600), (13.0, 0)] {
        load.until(second).await;
        set(wrong);
    }
    let outcome = load.ends_clean(&mut system, &Expected::default()).await;
    let hours: std::collections::BTreeSet<i64> = outcome.stored.permits.iter().map(|permit| permit.granted_at / 3_600_000).collect();
    assert!(hours.len() >= 3, "the clock did not jump: {hours:?}");
}

//! What an author notes while writing reaches whoever asked for it, and changes nothing.

use crate::{
    build,
    given::{configuration, engine, history, policy, request},
};

#[test]
fn notes_reach_whoever_asked_for_them() {
    let policy = policy("notes");
    assert!(policy.is_frozen());
    for (purpose, expected) in [("medical", ["good", "always"]), ("leisure", ["good", "closed"])] {
        let (decided, notes) = policy.decide_noting(&request(purpose), &history(1));
        assert_eq!(decided, policy.decide(&request(purpose), &history(1)));
        assert!(decided.is_ok());
        assert_eq!(notes, expected);
    }
    assert_eq!(policy.decide_noting(&request("leisure"), &history(1)).1.len(), 2, "of one call alone");
}

#[test]
fn notes_are_few_and_short() {
    let noted = |name: &str| {
        let (decided, notes) = policy(name).decide_noting(&request("medical"), &history(1));
        assert!(decided.is_ok(), "{name}: {decided:?}");
        notes
    };
    assert_eq!(noted("notes-flood"), vec!["good"; 64]);
    assert_eq!(noted("notes-long").iter().map(String::len).collect::<Vec<_>>(), [1024, 0]);
    assert_eq!(noted("notes-broken"), ["\u{fffd}"]);
}

/// A plugin that could tell whether somebody looks could decide otherwise when nobody does.
#[test]
fn every_plugin_decides_alike_whether_somebody_looks_or_not() {
    let mut compared = 0;
    for name in build::names().iter().filter(|name| !name.starts_with("loop-")) {
        let Ok(plugin) = engine().load_as(name, &build::component(name)) else { continue };
        let Ok(policy) = plugin.configure(&configuration()) else { continue };
        for purpose in ["medical", "leisure"] {
            let unseen = policy.decide(&request(purpose), &history(1));
            assert_eq!(policy.decide_noting(&request(purpose), &history(1)).0, unseen, "{name}");
            assert_eq!(policy.session().unwrap().decide(&request(purpose), &history(1)), unseen, "{name} in a session");
            compared += 1;
        }
    }
    assert!(compared > 60, "{compared}");
}

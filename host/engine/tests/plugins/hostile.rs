//! Every way in which a plugin can fail the host, each ending in its own typed error, while its neighbour goes on.

use domain::{Channel, Facts, Outcome};
use engine::{BatchRow, CalendarMisuse, ConfigureError, DecideError, Fault, Lie, LoadCause, PolicyError, TrapKind, WorldMismatch};

use crate::{
    build,
    given::{configuration, engine, history, neighbour, policy, request},
};

fn neighbour_goes_on(after: &str) {
    let decision = neighbour().decide(&request("medical"), &history(1));
    assert!(decision.is_ok_and(|decision| decision.outcome == Outcome::Granted), "after {after}");
}

/// What one file ends in.
macro_rules! ends {
    ($table:ident, $error:ty, [$($name:literal => $expected:pat $(if $guard:expr)?,)*]) => {
        const $table: &[(&str, fn(&$error) -> bool)] = &[$(($name, |error| matches!(error, $expected $(if $guard)?)),)*];
    };
}

ends!(LOAD, LoadCause, [
    "loop-start" => LoadCause::Fault(Fault::Timeout { .. }),
    "loop-describe" => LoadCause::Fault(Fault::Timeout { .. }),
    "memory-from-the-start" => LoadCause::TooLarge { what: "bytes of memory", .. },
    "missing-exports" => LoadCause::WrongWorld(WorldMismatch::MissingExport("describe")),
    "mistyped-export" => LoadCause::WrongWorld(WorldMismatch::MistypedExport { name: "describe", .. }),
    "mistyped-import" => LoadCause::WrongWorld(WorldMismatch::MistypedImport(_)),
    "undeclared-import" => LoadCause::UndeclaredImport(name) if name == "wasi:clocks/wall-clock@0.2.0",
    "contract-too-new" => LoadCause::OtherContract { asked, known: "1.1.0", advice } if asked == "1.7.0" && advice.contains("an exeat that knows it"),
    "contract-too-old" => LoadCause::OtherContract { asked, known: "1.1.0", advice } if asked == "0.9.0" && advice.starts_with("build the plugin again"),
    "undeclared-function" => LoadCause::UndeclaredImport(name) if name == "exeat:policy/calendar@1.0.0#now",
    "core-module" => LoadCause::BadComponent(_),
    "schema-no-json" => LoadCause::BadSchema(_),
    "schema-no-schema" => LoadCause::BadSchema(_),
    "schema-elsewhere" => LoadCause::BadSchema(_),
    "no-version" => LoadCause::BadDescription(_),
]);

ends!(CONFIGURE, ConfigureError, [
    "loop-configure" => ConfigureError::Fault { fault: Fault::Timeout { .. }, .. },
    "loop-critical-points" => ConfigureError::Fault { fault: Fault::Timeout { .. }, .. },
    "memory-configure" => ConfigureError::Fault { fault: Fault::OutOfMemory { .. }, .. },
    "trap-configure" => ConfigureError::Fault { fault: Fault::Trap(TrapKind::Unreachable), .. },
    "name-twice" => ConfigureError::Fault { fault: Fault::BadAnswer(Lie::Twice { what: "rule", .. }), .. },
    "no-name" => ConfigureError::Fault { fault: Fault::BadAnswer(Lie::BadValue { what: "reason", .. }), .. },
    "no-problem" => ConfigureError::Fault { fault: Fault::BadAnswer(Lie::BadValue { .. }), .. },
    "points-descend" => ConfigureError::Fault { fault: Fault::BadAnswer(Lie::BadValue { what: "critical points", .. }), .. },
    "schema-contradicted" => ConfigureError::Problems(_),
]);

ends!(GRANT, Fault, [
    "loop-decide" => Fault::Timeout { .. },
    "loop-after" => Fault::Timeout { .. },
    "loop-allocation" => Fault::Timeout { .. },
    "bad-allocation" => Fault::BadAnswer(Lie::Unreadable(_)),
    "memory-decide" => Fault::OutOfMemory { limit } if *limit == 64 << 20,
    "huge-list" => Fault::BadAnswer(Lie::Unreadable(_)),
    "endless-list" => Fault::BadAnswer(Lie::Unreadable(_)),
    "huge-text" => Fault::BadAnswer(Lie::Unreadable(_)),
    "no-such-outcome" => Fault::BadAnswer(Lie::Unreadable(_)),
    "long-trace" => Fault::BadAnswer(Lie::TooMany { count: 257, most: 256, .. }),
    "trap" => Fault::Trap(TrapKind::Unreachable),
    "division-by-zero" => Fault::Trap(TrapKind::Arithmetic),
    "outside-memory" => Fault::Trap(TrapKind::MemoryOutOfBounds),
    "empty-table" => Fault::Trap(TrapKind::BadIndirectCall),
    "stack-overflow" => Fault::StackOverflow,
    "gives-up" => Fault::PolicyReturned(PolicyError::BadInput(why)) if why == "no rule for a leap second",
    "grant-without-validity" => Fault::BadAnswer(Lie::GrantWithoutValidity),
    "validity-without-grant" => Fault::BadAnswer(Lie::ValidityWithoutGrant(Outcome::Refused)),
    "empty-interval" => Fault::BadAnswer(Lie::EmptyInterval { .. }),
    "outside-time" => Fault::BadAnswer(Lie::BadValue { what: "validity", .. }),
    "whole-day-window" => Fault::BadAnswer(Lie::BadWindow { from: 60, until: 60 }),
    "no-reason" => Fault::BadAnswer(Lie::NoReason(Outcome::Referred)),
    "unknown-rule" => Fault::BadAnswer(Lie::UnknownSymbol { what: "rule", symbol: u32::MAX, size: 1 }),
    "unknown-source" => Fault::BadAnswer(Lie::UnknownSymbol { what: "source", symbol: 7, size: 1 }),
    "notes-outside" => Fault::BadAnswer(Lie::Unreadable(_)),
    "notes-endless" => Fault::BadAnswer(Lie::Unreadable(_)),
    "calendar-outside-time" => Fault::Calendar(CalendarMisuse::OutsideTime(i64::MAX)),
    "calendar-all-transitions" => Fault::Calendar(CalendarMisuse::TooManyTransitions { .. }),
]);

ends!(REFUSAL, Fault, [
    "unknown-reason" => Fault::BadAnswer(Lie::UnknownSymbol { what: "reason", symbol: 1, size: 1 }),
    "twice-a-param" => Fault::BadAnswer(Lie::Twice { what: "parameter", .. }),
    "no-duration" => Fault::BadAnswer(Lie::BadValue { .. }),
    "long-text" => Fault::BadAnswer(Lie::TooLong { bytes: 1025, most: 1024, .. }),
    "broken-text" => Fault::BadAnswer(Lie::Unreadable(_)),
]);

ends!(BATCH, Fault, [
    "loop-batch" => Fault::Timeout { .. },
    "batch-too-short" => Fault::BadAnswer(Lie::RowsMissing { asked: 3, answered: 2 }),
    "batch-lie" => Fault::BadAnswer(Lie::UnknownSymbol { what: "reason", symbol: 5, size: 1 }),
]);

#[test]
fn what_cannot_be_loaded() {
    for (name, expected) in LOAD {
        let error = engine().load_as(name, &build::component(name)).unwrap_err();
        assert!(expected(error.cause()), "{name}: {error:?}");
        assert!(error.to_string().starts_with(&format!("plugin `{name}` cannot be loaded: ")), "{error}");
        neighbour_goes_on(name);
    }
}

#[test]
fn what_is_no_component() {
    let good = build::component("good");
    let half = &good[..good.len() / 2];
    for bytes in [&b""[..], b"hello", b"\0asm", b"(component)", half, &good[1..]] {
        let error = engine().load(bytes).unwrap_err();
        assert!(matches!(error.cause(), LoadCause::BadComponent(_)), "{error:?}");
    }
    neighbour_goes_on("no component");
}

#[test]
fn no_byte_of_a_plugin_can_harm_the_host() {
    // Every byte of the header and some of the rest, turned over: whatever it becomes, it ends in an error or a plugin.
    let good = build::component("good");
    for place in (0..64).chain((64..good.len()).step_by(97)) {
        let mut broken = good.clone();
        broken[place] ^= 0xff;
        if let Ok(plugin) = engine().load(&broken)
            && let Ok(policy) = plugin.configure(&configuration())
        {
            let _ = policy.decide(&request("medical"), &history(1));
        }
    }
    neighbour_goes_on("broken bytes");
}

#[test]
fn what_cannot_be_configured() {
    for (name, expected) in CONFIGURE {
        let plugin = engine().load_as(name, &build::component(name)).unwrap();
        let error = plugin.configure(&configuration()).map(|_| *name).unwrap_err();
        assert!(expected(&error), "{name}: {error:?}");
        neighbour_goes_on(name);
    }
}

#[test]
fn what_fails_while_it_decides() {
    for (table, purpose) in [(GRANT, "medical"), (REFUSAL, "leisure")] {
        for (name, expected) in table {
            let policy = policy(name);
            let fresh = policy.decide(&request(purpose), &history(1)).map(|_| *name).unwrap_err();
            assert!(fresh.fault().is_some_and(expected), "{name}: {fresh:?}");
            assert!(fresh.to_string().starts_with("policy `good` for `de/2020-12-16-test` failed: "), "{fresh}");
            let reused = policy.session().unwrap().decide(&request(purpose), &history(1)).unwrap_err();
            assert!(reused.fault().is_some_and(expected), "{name}, reused: {reused:?}");
            neighbour_goes_on(name);
        }
    }
}

#[test]
fn what_fails_in_a_batch() {
    let row = BatchRow { holder: 1, at: 0, purpose: 0, territory: None, registered: None, flags: 0, channel: Channel::Api, vehicle: false };
    for (name, expected) in BATCH {
        let policy = policy(name);
        let mut session = policy.session().unwrap();
        let error = session.decide_batch(&[row; 3]).unwrap_err();
        assert!(error.fault().is_some_and(expected), "{name}: {error:?}");
        assert!(policy.decide(&request("medical"), &Facts::default()).is_ok(), "{name} decides one at a time");
        neighbour_goes_on(name);
    }
}

#[test]
fn every_file_is_tested() {
    let tables = [LOAD.iter().map(|(name, _)| *name).collect::<Vec<_>>(), CONFIGURE.iter().map(|(name, _)| *name).collect()];
    let decided = [GRANT, REFUSAL, BATCH].map(|table| table.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    // The host runs these; what some of them break is found by `exeat plugin conform`, and the puppet is the fuzzer's.
    let good = ["good", "remembers", "unfreezable", "batch-differs", "puppet", "notes", "notes-flood", "notes-long", "notes-broken"];
    for name in build::names() {
        let tested = tables.iter().chain(&decided).flatten().chain(&good).any(|tested| *tested == name);
        let tested = tested || name.starts_with("points-hide");
        assert!(tested, "{name} is in no table");
    }
}

/// The page that says what a plugin cannot do names tests and components that there are.
#[test]
fn every_claim_of_the_page_is_held_by_a_test() {
    let page = std::fs::read_to_string(build::root().join("docs/isolation.md")).unwrap();
    let sources = ["cached", "contracts", "fuzzed", "good", "hostile", "notes", "runaway"].map(|module| {
        let path = build::root().join(format!("host/engine/tests/plugins/{module}.rs"));
        (module, std::fs::read_to_string(path).unwrap())
    });
    let table = page.lines().filter(|line| line.starts_with("| ") && !line.starts_with("| it tries"));
    let mut claims = 0;
    for claim in table.filter_map(|line| line.rsplit('|').nth(1)) {
        let names: Vec<&str> = claim.split('`').skip(1).step_by(2).collect();
        assert!(!names.is_empty(), "nothing holds `{claim}`");
        for name in names {
            let there = match name.split_once("::") {
                Some((module, test)) => sources.iter().any(|(of, text)| *of == module && text.contains(&format!("fn {test}()"))),
                None => build::root().join(format!("tests/hostile/{name}.wat")).is_file(),
            };
            assert!(there, "`{name}` is in docs/isolation.md and nowhere else");
        }
        claims += 1;
    }
    assert!(claims >= 15, "{claims}");
}

#[test]
fn an_error_has_a_name_for_metrics() {
    let error = policy("trap").decide(&request("medical"), &Facts::default()).unwrap_err();
    assert_eq!(error.kind(), "trap");
    assert!(matches!(error, DecideError::Fault { .. }));
}

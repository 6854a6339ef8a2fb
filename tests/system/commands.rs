//! What the commands promise: answers, exit codes, replay, and that identity numbers stay out of the database file.

use crate::exeat::{Host, exeat};

const SMS: [&str; 5] = ["sms", "--to", "8103", "--from", "+994501112233"];

fn text(host: &Host, message: &str, at: &str) -> (i32, String) {
    let ran = host.run(&[&SMS[..], &[message, "--at", at]].concat());
    (ran.code, ran.out + &ran.err)
}

/// The permit code in a reply: two groups of four.
fn code(reply: &str) -> Option<&str> {
    reply.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).find(|word| word.len() == 9 && word.as_bytes()[4] == b'-')
}

#[test]
fn a_day_in_baku() {
    let host = Host::new();
    let (exit, first) = text(&host, "2 AZE1234567", "2020-12-15T10:00:00+04:00");
    assert_eq!(exit, 0, "{first}");
    assert!(code(&first).is_some() && first.contains("13:00") && first.contains("AZE1234567"), "{first}");
    assert!(first.contains('ə') || first.contains('ı'), "the regime speaks Azerbaijani: {first}");

    let (exit, at_once) = text(&host, "2 AZE1234567", "2020-12-15T10:00:00+04:00");
    assert_eq!(exit, 2, "another run is another message: {at_once}");

    let (exit, second) = text(&host, "2 AZE1234567", "2020-12-15T15:00:00+04:00");
    assert_eq!(exit, 2, "{second}");
    assert!(second.contains("16.12.2020"), "it says when one is possible again: {second}");

    let (exit, medical) = text(&host, "1 AZE1234567", "2020-12-15T15:01:00+04:00");
    assert_eq!((exit, code(&medical).is_some()), (0, true), "{medical}");

    let (exit, tomorrow) = text(&host, "2 AZE1234567", "2020-12-16T00:00:00+04:00");
    assert_eq!((exit, code(&tomorrow).is_some()), (0, true), "{tomorrow}");

    let (exit, over) = text(&host, "2 AZE1234567", "2021-01-18T00:00:00+04:00");
    assert_eq!((exit, code(&over)), (0, None), "{over}");
}

#[test]
fn however_it_is_typed() {
    for typed in ["2.aze 1234567", "2 АZE1234567", "２ AZE1234567", "2aze1234567", " 2 , \"AZE-1234567\" "] {
        let (exit, reply) = text(&Host::new(), typed, "2020-12-15T10:00:00+04:00");
        assert_eq!(exit, 0, "{typed}: {reply}");
        assert!(reply.contains("AZE1234567") && code(&reply).is_some(), "{typed}: {reply}");
    }
}

#[test]
fn the_same_message_again_is_the_same_answer() {
    let host = Host::new();
    let again = || host.run(&[&SMS[..], &["2 AZE1234567", "--at", "2020-12-15T10:00:00+04:00", "--id", "m-1"]].concat());
    let (first, second) = (again(), again());
    assert_eq!((first.code, &first.out), (second.code, &second.out));
    assert!(code(&first.out).is_some(), "{}", first.out);
}

#[test]
fn an_officer_and_a_replay() {
    let host = Host::new();
    let (_, reply) = text(&host, "2 AZE1234567", "2020-12-15T10:00:00+04:00");
    let code = code(&reply).expect("a code").to_owned();
    for (at, exit, verdict) in [
        ("2020-12-15T12:59:59+04:00", 0, "valid"),
        ("2020-12-15T13:00:00+04:00", 2, "expired"),
        ("2020-12-15T09:59:59+04:00", 2, "not_yet"),
    ] {
        let ran = host.run(&["--format", "json", "verify", &code.to_lowercase().replace('-', " "), "--at", at]);
        let value: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_eq!((ran.code, value["verdict"].as_str()), (exit, Some(verdict)), "{at}: {}", ran.out);
    }
    let replayed = host.run(&["--format", "json", "replay"]);
    let value: serde_json::Value = serde_json::from_str(&replayed.out).expect("JSON");
    assert_eq!((replayed.code, value["same"].as_u64(), value["different"].as_u64()), (0, Some(1), Some(0)), "{}", replayed.out);
}

#[test]
fn identity_numbers_and_telephones_are_not_in_the_files() {
    let host = Host::new();
    let (exit, _) = text(&host, "2 AZE1234567", "2020-12-15T10:00:00+04:00");
    assert_eq!(exit, 0);
    for entry in std::fs::read_dir(host.data.path()).expect("the folder").flatten().filter(|e| e.path().is_file()) {
        let bytes = std::fs::read(entry.path()).expect("a file");
        for secret in ["1234567", "501112233"] {
            assert!(!bytes.windows(secret.len()).any(|w| w == secret.as_bytes()), "{secret} stands in {}", entry.path().display());
        }
    }
}

#[test]
fn logs_hold_no_personal_data() {
    let host = Host::new();
    let ran = exeat()
        // Everything but the compiler of the plugins, which says a great deal and knows nothing of people.
        .env("EXEAT_LOG__FILTER", "trace,cranelift=warn,cranelift_codegen=warn,cranelift_frontend=warn,regalloc2=warn,wasmtime=warn")
        .env("EXEAT_LOG__FORMAT", "json")
        .arg("--data")
        .arg(host.data.path())
        .args(SMS)
        .args(["2 AZE1234567", "--at", "2020-12-15T10:00:00+04:00"])
        .output()
        .expect("it starts");
    let log = String::from_utf8_lossy(&ran.stderr);
    assert!(log.lines().count() > 3, "{log}");
    for secret in ["1234567", "501112233"] {
        assert!(!log.contains(secret), "{secret}: {}", log.lines().find(|line| line.contains(secret)).unwrap_or_default());
    }
}

#[test]
fn wrong_input_is_said_and_placed() {
    let host = Host::new();
    let folder = tempfile::tempdir().expect("a folder");
    let config = folder.path().join("exeat.yaml");
    std::fs::write(&config, "listen: 127.0.0.1:0\nlog:\n  formt: json\n").expect("written");
    let ran = host.run(&["--config", config.to_str().expect("a path"), "serve"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("exeat.yaml:3") && ran.err.contains("did you mean `format`"), "{}", ran.err);

    let ran = host.run(&["--policies", folder.path().to_str().expect("a path"), "sms", "2", "--to", "8103", "--from", "+994501112233"]);
    assert_eq!(ran.code, 1, "{}", ran.err);

    let ran = host.run(&["sms", "2", "--to", "8103", "--from", "1"]);
    assert_eq!(ran.code, 1, "an argument that is wrong is an error, not a refusal: {}", ran.err);
}

#[test]
fn a_decision_is_made_and_forgotten() {
    let host = Host::new();
    let decide = |purpose: &str, place: &str, at: &str| {
        let ran = host.run(&[
            "--format",
            "json",
            "decide",
            purpose,
            "--place",
            place,
            "--identity",
            "AZE1234567",
            "--channel",
            "sms",
            "--at",
            at,
        ]);
        let value: serde_json::Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}{}", ran.out, ran.err));
        (ran.code, value["decision"]["outcome"].as_str().unwrap_or_default().to_owned())
    };
    let at = "2020-12-15T10:00:00+04:00";
    for _ in 0..2 {
        assert_eq!(decide("necessities", "AZ-BA", at), (0, "granted".to_owned()), "nothing is kept, so the quota is not used");
    }
    assert_eq!(decide("necessities", "AZ-NX", at), (0, "not_required".to_owned()));
    assert_eq!(decide("imminent_danger", "AZ-BA", at), (0, "not_required".to_owned()));
    assert_eq!(decide("shopping", "AZ-BA", at), (2, "refused".to_owned()));
}

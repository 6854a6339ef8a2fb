//! The console: lines in, lines out.

use sms::gateway::console;

use crate::given::{Given, PHONE, at, clock};

#[tokio::test]
async fn lines_are_answered_one_by_one_and_stay_in_no_queue() {
    let given = Given::new().await;
    let (clock, _) = clock(at("2020-12-15T10:00:00+04:00"));
    let lines = format!("# a comment\n\n@a {PHONE} 8103 2 AZE1234567\n{PHONE} 8103 ?\nnonsense\n@a {PHONE} 8103 2 AZE1234567\n");
    let mut out = Vec::new();
    console::run(&given.messages, lines.as_bytes(), &mut out, clock).await.unwrap();
    let out = String::from_utf8(out).unwrap();
    let lines: Vec<&str> = out.lines().collect();
    assert_eq!(lines.len(), 4, "{out}");
    assert!(lines[0].starts_with("@a ") && lines[0].contains("AZE1234567"), "{out}");
    assert!(lines[1].contains("9108") && lines[2].starts_with("! "), "{out}");
    assert_eq!(lines[3], lines[0]);
    assert!(given.permits.due(&[console::SOURCE], at("2020-12-16T10:00:00+04:00"), 10).await.unwrap().is_empty());
}

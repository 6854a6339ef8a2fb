//! What people write.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};

use bench::sms::{Options, Slip};
use smpp::pdu::Command;

use crate::esme::{answer, is_receipt, options, pattern, run, text};

/// All texts of a run with who wrote them, and how many of them were counted as mistyped.
async fn texts(options: &Options) -> (Vec<(String, String)>, u64) {
    let heard = Arc::new(Mutex::new(Vec::new()));
    let hears = heard.clone();
    let report = run(options, move |pdu, sequence| {
        if let Command::DeliverSm(message) = &pdu.command
            && !is_receipt(message)
        {
            assert!(pdu.problems.is_empty() && message.destination.text() == "7000");
            hears.lock().unwrap().push((message.source.text(), text(message)));
        }
        answer(pdu, sequence)
    })
    .await;
    let texts = heard.lock().unwrap().clone();
    (texts, report.messages.malformed)
}

#[tokio::test(start_paused = true)]
async fn a_good_message_is_a_purpose_and_an_identity_number_of_its_own() {
    let options = Options { first_person: 1234, ..options() };
    let (texts, malformed) = texts(&options).await;
    assert_eq!((texts.len(), malformed), (200, 0));
    let mut purposes = BTreeSet::new();
    for ((telephone, text), person) in texts.iter().zip(1234..) {
        let (purpose, identity) = text.split_once(' ').unwrap();
        assert_eq!((telephone.as_str(), identity), (format!("9945{person:08}").as_str(), format!("AZE{person:07}").as_str()));
        purposes.insert(purpose.to_owned());
    }
    assert_eq!(purposes, (1..=9).map(|code| code.to_string()).collect());
}

#[tokio::test(start_paused = true)]
async fn the_share_of_mistyped_messages_is_what_was_asked_for() {
    for share in [0.0, 0.25, 1.0] {
        let options = Options { rate: 1000.0, malformed: share, ..options() };
        let (first, malformed) = texts(&options).await;
        assert_eq!(first.len(), 4000);
        // four standard deviations
        assert!(malformed.abs_diff((share * 4000.0) as u64) <= 110, "{share} {malformed}");
        let plain = first.iter().filter(|(telephone, text)| {
            let identity = telephone.strip_prefix("99450").unwrap();
            text.get(1..).is_some_and(|rest| rest == format!(" AZE{identity}"))
        });
        assert_eq!(plain.count() as u64, 4000 - malformed);
        assert_eq!(first, texts(&options).await.0);
        assert_ne!(first, texts(&Options { seed: 2, ..options }).await.0);
    }
}

#[tokio::test(start_paused = true)]
async fn each_slip_is_what_its_name_says() {
    let cases: [(Slip, &[&str]); 15] = [
        (Slip::Case, &["2 aze0000007"]),
        (Slip::Spaces, &["  2   AZE0000007 "]),
        (Slip::Separators, &["2-AZE0000007", "2,AZE0000007", "2.AZE0000007", "2/AZE0000007", "2\nAZE0000007", "2 , AZE0000007"]),
        (Slip::Joined, &["2AZE0000007"]),
        (Slip::Groups, &["2 AZE 000 000 7"]),
        (Slip::Order, &["AZE0000007 2"]),
        (Slip::LookAlikes, &["2 АZЕ0000007"]),
        (Slip::OtherDigits, &["２ AZE００００００７", "٢ AZE٠٠٠٠٠٠٧"]),
        (
            Slip::Greeting,
            &[
                "salam 2 AZE0000007",
                "Salam, 2 AZE0000007",
                "здравствуйте 2 AZE0000007",
                "zəhmət olmasa 2 AZE0000007",
                "please 2 AZE0000007",
            ],
        ),
        (Slip::Quotes, &["\"2 AZE0000007\"", "(2) (AZE0000007)"]),
        (Slip::NoPurpose, &["AZE0000007"]),
        (Slip::NoIdentity, &["2"]),
        (Slip::UnknownPurpose, &["99 AZE0000007"]),
        (Slip::ShortIdentity, &["2 AZE000000"]),
        (Slip::Chatter, &["Salam, necəsiniz?", "Мне надо выйти", "can i go out", "???", "Kömək edin zəhmət olmasa", "icaze lazimdir"]),
    ];
    assert_eq!(cases.map(|(slip, _)| slip), Slip::ALL);
    for (slip, expected) in cases {
        let options =
            Options { malformed: 1.0, slips: vec![slip], purposes: vec!["2".to_owned()], first_person: 7, persons: Some(1), ..options() };
        let (texts, _) = texts(&options).await;
        let texts = texts.into_iter().map(|(_, text)| text).collect::<BTreeSet<_>>();
        assert_eq!(texts, expected.iter().map(|text| (*text).to_owned()).collect(), "{slip:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn another_country_needs_patterns_only() {
    let options = Options {
        template: "{purpose} {identity} Odos Ermou {3".to_owned(),
        identity: pattern("X####Y"),
        telephone: pattern("3069########"),
        ..options()
    };
    let (texts, _) = texts(&options).await;
    let (telephone, text) = texts.get(3).unwrap();
    assert_eq!((telephone.as_str(), text.get(1..)), ("306900000003", Some(" X0003Y Odos Ermou {3")));
}

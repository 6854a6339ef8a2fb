//! Tests of reading, on the regimes of this repository.

use std::{collections::BTreeMap, sync::OnceLock};

use proptest::prelude::*;

use super::*;
use crate::testing::{azerbaijan, host_words, tag, tatarstan};

fn az() -> &'static Grammar {
    static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
    GRAMMAR.get_or_init(|| Grammar::new(&[azerbaijan()], &host_words()))
}

fn ta() -> &'static Grammar {
    static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
    GRAMMAR.get_or_init(|| Grammar::new(&[tatarstan()], &host_words()))
}

/// A reading in one line, for comparison.
fn said(grammar: &Grammar, text: &str) -> String {
    let reveal = |text: &Option<Secret>| text.as_ref().map_or("-".to_owned(), |text| text.reveal().to_owned());
    let number = |identity: &Option<IdentityNumber>| identity.as_ref().map_or("-".to_owned(), |number| number.reveal().to_owned());
    match read(grammar, text).meaning {
        Ok(Meaning::Apply(apply)) => {
            let plate = apply.plate.map_or(String::new(), |plate| format!(" {plate}"));
            format!("{} {}{plate}", apply.purpose, number(&apply.identity))
        }
        Ok(Meaning::Register(register)) => {
            format!("register|{}|{}|{}", reveal(&register.name), number(&register.identity), reveal(&register.address))
        }
        Ok(Meaning::Correct(register)) => {
            format!("correct|{}|{}|{}", reveal(&register.name), number(&register.identity), reveal(&register.address))
        }
        Ok(Meaning::Said(said)) => format!("{said:?}"),
        Err(Rejected { why, purpose, .. }) => {
            let shown = match why {
                Rejection::UnknownCode(given) | Rejection::WrongPlate(given) | Rejection::Surplus(given) => format!(" {}", given.reveal()),
                Rejection::WrongIdentity { given, suggestion: None } => format!(" {}", given.reveal()),
                Rejection::WrongIdentity { given, suggestion: Some(meant) } => format!(" {} ({}?)", given.reveal(), meant.reveal()),
                Rejection::Missing(kind) => format!(" {kind}"),
                Rejection::TwoCodes(a, b) | Rejection::TwoNumbers(a, b) => format!(" {} / {}", a.reveal(), b.reveal()),
                ref why => return format!("!{}", why.kind().as_str()),
            };
            let purpose = purpose.map_or(String::new(), |purpose| format!(" [{purpose}]"));
            format!("!{}{shown}{purpose}", read(grammar, text).meaning.unwrap_err().why.kind().as_str())
        }
    }
}

/// Compares all of them, and shows all that differ.
fn check(grammar: &Grammar, cases: &[(&str, &str)]) {
    let read = cases.iter().map(|(text, wanted)| (text, wanted, said(grammar, text)));
    let wrong: Vec<String> =
        read.filter(|(_, wanted, got)| *wanted != got).map(|(text, wanted, got)| format!("{text:?}: {got}, not {wanted}")).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_people_type_in_azerbaijan() {
    let grammar = az();
    let cases = [
        ("2 AZE1234567", "necessities AZE1234567"),
        ("2.aze 1234567", "necessities AZE1234567"),
        ("2 АZE1234567", "necessities AZE1234567"),
        ("２ AZE1234567", "necessities AZE1234567"),
        ("١ AZE١٢٣٤٥٦٧", "medical AZE1234567"),
        ("2AZE1234567", "necessities AZE1234567"),
        ("2\u{a0}AZE-123-45-67.", "necessities AZE1234567"),
        ("«2»; \"AZE1234567\"", "necessities AZE1234567"),
        ("\u{feff}2\u{200b}*AZE1234567#", "necessities AZE1234567"),
        ("2\nAZE1234567\n", "necessities AZE1234567"),
        ("2 AZE12345678", "necessities AZE12345678"),
        ("2 aa1234567", "necessities AA1234567"),
        ("1 myi 7654321", "medical MYI7654321"),
        ("1 MYİ7654321", "medical MYI7654321"),
        ("AZE1234567 2", "necessities AZE1234567"),
        // Plates.
        ("2 AZE1234567 10AA123", "necessities AZE1234567 10AA123"),
        ("2 AZE 1234567 10-aa-123", "necessities AZE1234567 10AA123"),
        ("2AZE1234567 10AA123", "necessities AZE1234567 10AA123"),
        ("2 AZE1234567 А123ВС116", "necessities AZE1234567 A123BC116"),
        ("2 10AA123 AZE1234567", "necessities AZE1234567 10AA123"),
        ("2 AZE1234567 hello", "!surplus hello [necessities]"),
        ("2 AZE1234567 maşın", "!wrong_plate maşın [necessities]"),
        ("2 AZE1234567 0501112233", "!wrong_plate 0501112233 [necessities]"),
        // Two people are not one.
        ("2 AZE1234567 AZE7654321", "!two_numbers AZE1234567 / AZE7654321"),
        ("2 AZE1234567 2 AZE7654321", "!two_numbers AZE1234567 / AZE7654321"),
        ("1 AZE1234567 2", "!two_codes 1 / 2"),
        ("1, 2 AZE1234567", "!two_codes 1 / 2"),
        ("1 aptek AZE1234567", "!two_codes 1 / aptek"),
        ("2 aptek AZE1234567", "necessities AZE1234567"),
        ("2 AZE1234567 2 AZE1234567", "necessities AZE1234567"),
        ("22 AZE1234567", "!unknown_code 22"),
        // Words for codes.
        ("həkim AZE1234567", "medical AZE1234567"),
        ("hekim aze1234567", "medical AZE1234567"),
        ("аптека AZE1234567", "necessities AZE1234567"),
        ("aptekə AZE1234567", "necessities AZE1234567"),
        ("dəfn AZE1234567", "funeral AZE1234567"),
        ("dəfn", "funeral -"),
        ("məhkəmə", "summons -"),
        ("məhkəmə AZE1234567", "summons AZE1234567"),
        // The host's own words.
        ("?", "Help"),
        ("KÖMƏK", "Help"),
        ("komek!", "Help"),
        ("помощь", "Help"),
        ("ru", "Speak(Language([114, 117, 0]))"),
        ("По-русски", "Speak(Language([114, 117, 0]))"),
        // What is wrong.
        ("", "!empty"),
        (" .,- ", "!empty"),
        ("salam necəsən", "!unreadable"),
        ("2", "!missing identity [necessities]"),
        ("AZE1234567", "!missing purpose"),
        ("3 AZE1234567", "!unknown_code 3"),
        ("7AZE1234567", "!unknown_code 7"),
        ("teatr AZE1234567", "!unknown_code teatr"),
        ("2 AZE123456", "!wrong_identity AZE123456 [necessities]"),
        ("2 AZE 123456", "!wrong_identity AZE 123456 [necessities]"),
        ("2 XYZ1234567", "!wrong_identity XYZ1234567 [necessities]"),
        ("2 AZE123456 10AA123", "!wrong_identity AZE123456 [necessities]"),
        ("2 AZE12345O7", "!wrong_identity AZE12345O7 (AZE1234507?) [necessities]"),
        ("2 AZE I23456l", "!wrong_identity AZE I23456l (AZE1234561?) [necessities]"),
        ("2 AZE123456789", "!wrong_identity AZE123456789 [necessities]"),
        // Where a number ends is certain, or it is not read: otherwise it could be somebody else's.
        ("2 AZE1234567 1 0AA123", "necessities AZE1234567 10AA123"),
        ("2 AZE123456710AA123", "!wrong_identity AZE123456710AA123 [necessities]"),
        ("2 AZE1234567 8", "!wrong_plate 8 [necessities]"),
        ("2 AZE123456 7 8", "!wrong_identity AZE123456 7 8 [necessities]"),
        ("2 AZE1234567AB123", "necessities AZE1234567 AB123"),
        ("2 AZE123456,10-AA-123", "!wrong_identity AZE123456 [necessities]"),
        ("2 AZE 12 34 56 7 AA 123", "!wrong_identity AZE 12 34 [necessities]"),
        ("2 AZE 12 34 567 10AA123", "necessities AZE1234567 10AA123"),
        ("2 AZE1234567 10 AM 123", "necessities AZE1234567 10AM123"),
        ("AZE 1 2 3 4 5 6 7 2", "!wrong_identity AZE 1 2 3 4 5 6 7 [necessities]"),
        ("2 AZE123456 7", "!wrong_identity AZE123456 7 [necessities]"),
        // A plate is no sentence.
        ("2 AZE1234567 saat 15:00", "!wrong_plate saat 15:00 [necessities]"),
        ("AZE12345672", "!missing purpose"),
    ];
    check(grammar, &cases);
}

#[test]
fn what_people_write_around_it() {
    let grammar = az();
    let cases = [
        ("salam, 2 AZE1234567 zəhmət olmasa", "necessities AZE1234567"),
        ("Kod: 2\nŞ/V: AZE1234567\nmaşın: 10-AA-123", "necessities AZE1234567 10AA123"),
        ("kod2 ş/v AZE1234567", "necessities AZE1234567"),
        ("2 seriya AZE nömrə 1234567", "necessities AZE1234567"),
        ("здравствуйте, мне нужно в аптеку, документ AZE1234567", "necessities AZE1234567"),
        ("2 AZE1234567 Məmmədov Elçin", "necessities AZE1234567"),
        ("2 AZE1234567 hörmətlə, Elçin", "necessities AZE1234567"),
        ("iki AZE bir iki üç dörd beş altı yeddi", "necessities AZE1234567"),
        ("salam iki AZE1234567", "necessities AZE1234567"),
        // Nothing is read across a word that was passed over.
        ("2 AZE123456 kod 7", "!unreadable"),
        ("2 AZE123456 nömrə 7", "!unreadable"),
        ("2 AZE1234 salam 567", "!wrong_identity AZE1234 [necessities]"),
        // "One permit, please" names no purpose.
        ("salam bir icazə AZE1234567", "!unknown_code bir"),
        // What nobody knows is not passed over: it could be a "not".
        ("2 AZE1234567 lazım deyil", "!surplus lazım deyil [necessities]"),
        ("salam, sabah 2 AZE1234567", "!surplus sabah [necessities]"),
        ("2 AZE1234567 məmmədov elçin", "!surplus məmmədov elçin [necessities]"),
        ("2 AZE1234567 və 18:00", "!wrong_plate 18:00 [necessities]"),
        // Of a greeting nothing is left.
        ("salam", "!unreadable"),
        ("salam 2", "!missing identity [necessities]"),
        ("1 və 2 AZE1234567", "!two_codes 1 / 2"),
        // Replies that come back ask for nothing.
        ("İcazə verildi. Kod: K7MN-3PQ2. Sənəd: AZE1234567. Məqsəd: aptek", "Help"),
        ("FW: ICAZE VERILDI, KOD K7MN-3PQ2", "Help"),
        ("Çatışmır: sənəd. Misal: 2 AZE1234567", "Help"),
        ("salam kömək", "Help"),
    ];
    check(grammar, &cases);
}

#[test]
fn what_people_type_in_tatarstan() {
    let grammar = ta();
    let cases = [
        ("ЦЕЛЬ 3", "medical -"),
        ("цель3", "medical -"),
        ("Цель: 3.", "medical -"),
        ("ЦЕЛЬ #３", "medical -"),
        ("ц е л ь 3", "medical -"),
        ("МАКСАТ 3", "medical -"),
        ("цель врач", "medical -"),
        ("ЦЕЛЬ аптека", "nearby_shopping -"),
        ("аптека", "nearby_shopping -"),
        ("ЦЕЛЬ 10", "!unknown_code 10"),
        ("ЦЕЛЬ", "!missing purpose"),
        ("4", "!unreadable"),
        ("4 цель", "funeral -"),
        ("цкль 4", "funeral -"),
        ("ЦЕЛЬ 4 похороны", "funeral -"),
        ("ЦЕЛЬ 4 ЦЕЛЬ 4", "funeral -"),
        ("ЦЕЛЬ 4 и 5", "!two_codes 4 / 5"),
        ("похороны", "funeral -"),
        ("хочу к врачу, цель 3", "medical -"),
        ("цель три", "medical -"),
        ("ЦЕЛЬ 4 не нужна", "!surplus не нужна [funeral]"),
        ("ярдәм", "Help"),
        ("ЯРДЭМ", "Help"),
        ("стоп", "Stop"),
        (
            "РЕГИСТРАЦИЯ#Иванов Иван Иванович#9204123456#Казань, ул. Баумана, 1",
            "register|Иванов Иван Иванович|9204123456|Казань, ул. Баумана, 1",
        ),
        ("регистрация # Иванов Иван # 92 04 № 123456 # казань ул баумана 1", "register|Иванов Иван|9204123456|казань ул баумана 1"),
        ("Регестрация Иванов Иван 9204 123456 Казань Баумана 5", "register|Иванов Иван|9204123456|Казань Баумана 5"),
        ("регистрация#Иванов#9204123456#Казань#Баумана#5", "register|Иванов|9204123456|Казань#Баумана#5"),
        (
            "ТЕРКӘЛҮ#Сафин Айдар Рәшит улы#9204123456#Казан, Бауман урамы, 1",
            "register|Сафин Айдар Рәшит улы|9204123456|Казан, Бауман урамы, 1",
        ),
        ("Регистрация", "register|-|-|-"),
        ("регистрация Иванов Иван", "register|Иванов Иван|-|-"),
        ("Регистрация#9204123456", "register|-|9204123456|-"),
        ("Регистрация#Иванов Иван#9204 123456", "register|Иванов Иван|9204123456|-"),
        ("Регистрация#9204123456#Казань, Баумана 1", "register|-|9204123456|Казань, Баумана 1"),
        ("РЕГИСТРАЦИЯ#Иванов Иван#92041234#Казань, ул. Баумана, 1", "!wrong_identity 92041234"),
        ("РЕГИСТРАЦИЯ#Иванов Иван#92O4123456#Казань", "!wrong_identity 92O4123456 (9204123456?)"),
        ("Регистрация#Иванов Иван#19204123456#Казань", "!wrong_identity 19204123456"),
        ("Регистрация#920412345", "!wrong_identity 920412345"),
        // The house is not the end of the passport.
        ("РЕГИСТРАЦИЯ#Иванов Иван#920412345#6, Казань", "!wrong_identity 920412345"),
        ("регистрация Иванов Иван 920412345 6 Казань", "!wrong_identity 920412345"),
        ("Регистрация#9204123456#9204123457", "!two_numbers 9204123456 / 9204123457"),
        ("РЕГИСТРАЦИЯ#ФИО: Иванов Иван#паспорт серия 9204 номер 123456#Казань", "register|Иванов Иван|9204123456|Казань"),
        ("Здравствуйте, регистрация", "register|-|-|-"),
        ("Здравствуйте, можно мне выйти на улицу", "!unreadable"),
    ];
    check(grammar, &cases);
}

/// The regime of a country that asks for code, name and address with nothing but spaces between.
#[test]
fn free_texts_side_by_side_are_cut_where_a_name_ends_most_often() {
    let mut regime = azerbaijan().as_ref().clone();
    let sms = regime.sms.as_mut().unwrap();
    let form = sms.forms.get_mut("apply").unwrap();
    form.fields = [FieldKind::Purpose, FieldKind::Name, FieldKind::Address].map(|kind| regime::Field { kind, optional: false }).to_vec();
    let regime = Arc::new(regime);
    let grammar = Grammar::new(&[Arc::clone(&regime)], &HostWords::default());
    assert_eq!(said(&grammar, "2 Γιώργος Παπαδόπουλος Ερμού 5 Αθήνα"), "necessities -");
    // What is not wanted is not granted, whatever could stand there.
    let grammar = Grammar::new(&[regime], &host_words());
    assert!(said(&grammar, "2 Elçin Məmmədov Nizami 5 lazım deyil").starts_with("!surplus"));
}

#[test]
fn one_code_of_two_regimes_is_ambiguous_when_it_means_two_things() {
    let first = azerbaijan();
    let mut second = first.as_ref().clone();
    assert_eq!(
        said(&Grammar::new(&[Arc::clone(&first), Arc::new(second.clone())], &host_words()), "2 AZE1234567"),
        "necessities AZE1234567"
    );
    second.purposes.swap_indices(0, 1);
    let codes: Vec<_> = second.purposes.values().filter_map(|purpose| purpose.sms.clone()).collect();
    for (purpose, code) in second.purposes.values_mut().zip(codes.into_iter().rev()) {
        purpose.sms = Some(code);
    }
    assert_eq!(said(&Grammar::new(&[first, Arc::new(second)], &host_words()), "2 AZE1234567"), "!ambiguous");
}

#[test]
fn a_reading_says_what_language_it_was_written_in() {
    let words = |grammar: &Grammar, text: &str| -> Vec<String> {
        let evidence = read(grammar, text).evidence;
        evidence.words.iter().map(|languages| languages.iter().map(Language::to_string).collect::<Vec<_>>().join(",")).collect()
    };
    assert_eq!(words(az(), "həkim AZE1234567"), ["az"]);
    assert_eq!(words(az(), "2 АZE1234567"), [""; 0]);
    assert_eq!(words(ta(), "ЦЕЛЬ врач"), ["ru", "ru"]);
    assert_eq!(words(ta(), "паспорт"), ["ru"]);
    let letters = |grammar: &Grammar, text: &str| read(grammar, text).evidence.letters;
    assert_eq!(letters(az(), "Salam, 2 qardaş AZE1234567"), "qardaş");
    assert_eq!(letters(az(), "teatr AZE1234567"), "teatr");
    assert_eq!(letters(az(), "2 АZE12"), "");
}

#[test]
fn too_long_is_not_read() {
    let grammar = az();
    assert_eq!(said(grammar, &"ə".repeat(LONGEST + 1)), "!too_long");
    assert_eq!(said(grammar, &format!("2 AZE1234567{}", " ".repeat(LONGEST - 12))), "necessities AZE1234567");
    assert_eq!(said(grammar, &format!("2 AZE1234567{}", " ".repeat(LONGEST - 11))), "!too_long");
}

#[test]
fn the_longest_and_worst_message_is_read_in_bounded_time() {
    let grammar = ta();
    // Every word could end the name, and a number could begin after each.
    let worst = format!("регистрация#{}", "аб 1".repeat(LONGEST / 4 - 4));
    let start = std::time::Instant::now();
    assert!(said(grammar, &worst).starts_with('!'));
    assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn every_other_long_message_is_read_in_bounded_time() {
    for piece in [
        "salam ",
        "kod ",
        "iki ",
        "a ",
        "AZE 12 ",
        "Elçin ",
        "2 ",
        "10 AA ",
        "aptek ",
        "nömrə 1",
        "цель ",
        "регистрация ",
        "1 2 3 4 5 ",
        "mağazq ",
        "1*",
    ] {
        let worst = piece.repeat(LONGEST / piece.chars().count());
        for grammar in [az(), ta()] {
            let start = std::time::Instant::now();
            said(grammar, &worst);
            assert!(start.elapsed() < std::time::Duration::from_secs(5), "{piece} {:?}", start.elapsed());
        }
    }
}

/// A message that the grammar of Azerbaijan understands, and how it can be typed.
fn typed() -> impl Strategy<Value = (String, String)> {
    let separator =
        prop::sample::select(vec![" ", "  ", ".", ", ", "-", "/", " # ", "*", "; ", "\n", "\u{a0}", " \u{200b}", "\" \"", "\u{2013}"]);
    let inner = prop::sample::select(vec!["", "", "", " ", "-", "\u{200d}", "."]);
    let look = prop::collection::vec(0u8..4, 32);
    ("[12]", "[0-9]{7}", prop::option::of("[0-9]{2}[A-Z]{2}[0-9]{3}"), separator, inner, look).prop_map(
        |(code, digits, plate, separator, inner, look)| {
            let purpose = if code == "1" { "medical" } else { "necessities" };
            let plain = format!("{purpose} AZE{digits}{}", plate.as_ref().map_or(String::new(), |plate| format!(" {plate}")));
            let number: String = "AZE"
                .chars()
                .chain(digits.chars())
                .enumerate()
                .map(|(i, c)| if i == 3 { format!("{inner}{c}") } else { c.to_string() })
                .collect();
            let parts: Vec<String> = [Some(code), Some(number), plate].into_iter().flatten().collect();
            let typed: String = parts.join(separator).chars().zip(look.iter().cycle()).map(|(c, look)| disguise(c, *look)).collect();
            (typed, plain)
        },
    )
}

fn disguise(c: char, look: u8) -> char {
    match (c, look) {
        (c, 1) if c.is_ascii_uppercase() => c.to_ascii_lowercase(),
        (c, 2) if c.is_ascii_alphanumeric() => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
        ('A', 3) => 'А',
        ('E', 3) => 'Е',
        ('T', 3) => 'Т',
        (c @ '0'..='9', 3) => char::from_u32(u32::from(c) - 0x30 + 0x660).unwrap(),
        (c, _) => c,
    }
}

/// A piece of a message: what it looks like, and the number that it is, if it is one.
fn piece() -> impl Strategy<Value = (String, Option<String>)> {
    let word = |text: &str| (text.to_owned(), None);
    let words = [
        "1",
        "2",
        "3",
        "10AA123",
        "10-AA-123",
        "10 AA 123",
        "7",
        "aptek",
        "həkim",
        "salam",
        "kod",
        "nömrə",
        "seriya",
        "maşın",
        "iki",
        "və",
        "lazım deyil",
        "Elçin Məmmədov",
        "saat 15:00",
    ];
    prop_oneof![
        4 => ("[0-9]{7}", 0usize..6).prop_map(|(digits, look)| {
            let (a, b) = digits.split_at(3);
            let typed = match look {
                0 => format!("AZE{digits}"),
                1 => format!("aze {digits}"),
                2 => format!("AZE-{a}-{b}"),
                3 => format!("AZE{a} {b}"),
                4 => format!("seriya AZE nömrə {digits}"),
                _ => format!("AZE {}", digits.chars().map(String::from).collect::<Vec<_>>().join(" ")),
            };
            (typed, Some(format!("AZE{digits}")))
        }),
        // A digit or two too few or too many.
        3 => "AZE ?([0-9]{3} ?[0-9]{2,3}|[0-9]{5,6}|[0-9]{9,10})".prop_map(|typed| (typed, None)),
        1 => "[0-9]{5,7}".prop_map(|typed| (typed, None)),
        8 => prop::sample::select(words.to_vec()).prop_map(word),
    ]
}

/// Several pieces with separators between.
fn pieces() -> impl Strategy<Value = (String, Vec<String>)> {
    let separator = prop::sample::select(vec![" ", " ", " ", ", ", "\n", "-", ".", "/", ": "]);
    prop::collection::vec((piece(), separator), 1..6).prop_map(|pieces| {
        let typed: String = pieces.iter().map(|((text, _), separator)| format!("{text}{separator}")).collect();
        (typed, pieces.into_iter().filter_map(|((_, number), _)| number).collect())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nobody_is_understood_who_is_not_written_there_alone((typed, numbers) in pieces()) {
        if let Ok(Meaning::Apply(Apply { identity: Some(identity), .. })) = read(az(), &typed).meaning {
            prop_assert!(!numbers.is_empty() && numbers.iter().all(|number| number == identity.reveal()), "{}: {}", typed, identity.reveal());
        }
    }
}

proptest! {
    #[test]
    fn a_correct_message_reads_the_same_however_it_is_typed((typed, plain) in typed()) {
        prop_assert_eq!(said(az(), &typed), plain, "{}", typed);
    }

    #[test]
    fn no_message_panics(text in any::<String>()) {
        said(az(), &text);
        said(ta(), &text);
    }

    #[test]
    fn no_message_that_is_nearly_one_panics(text in "(регистрация|цель|РЕГИСТРАЦИЯ|2|1|ru|AZE|[#*., 0-9A-Za-zА-яəı]){0,12}") {
        said(az(), &text);
        said(ta(), &text);
    }

    #[test]
    fn the_quick_reading_finds_what_the_slow_one_finds(text in "[12aAz4AZE0 #.-]{0,9}") {
        agree(small(), &text)?;
    }

    #[test]
    fn and_in_forms_with_words_and_free_texts(text in "((цель|рег|рег#|#| |1|12|аб|б вг|34|г1|жзиклм){1,6})") {
        agree(small(), &text)?;
    }
}

/// A grammar with short numbers, so that short messages are many things: each kind of field, words, two separators.
fn small() -> &'static Grammar {
    static GRAMMAR: OnceLock<Grammar> = OnceLock::new();
    GRAMMAR.get_or_init(made_small)
}

fn made_small() -> Grammar {
    let mut regime = azerbaijan().as_ref().clone();
    let kind = |name: &str, pattern: &str| regime::IdentityKind::new(name, regime::Titles::default(), pattern, "A1234").unwrap();
    regime.identity = vec![kind("short", "A[0-9]{3,5}"), kind("digits", "[1-4]{4,6}")];
    let sms = regime.sms.as_mut().unwrap();
    let field = |kind, optional| regime::Field { kind, optional };
    let words = |word: &str| BTreeMap::from([(tag("ru"), vec![word.to_owned()])]);
    let form = |name: &str, does, words, fields: Vec<regime::Field>, separator: &str| regime::Form {
        name: name.to_owned(),
        does,
        words,
        fields,
        separator: separator.to_owned(),
    };
    let purpose = field(FieldKind::Purpose, false);
    let forms = [
        form(
            "plain",
            FormAction::Apply,
            BTreeMap::new(),
            vec![purpose, field(FieldKind::Identity, false), field(FieldKind::Plate, true)],
            " ",
        ),
        form("word", FormAction::Apply, words("цель"), vec![purpose, field(FieldKind::Identity, true)], " "),
        form(
            "register",
            FormAction::Register,
            words("рег"),
            vec![field(FieldKind::Name, false), field(FieldKind::Identity, false), field(FieldKind::Address, false)],
            "#",
        ),
    ];
    sms.forms = forms.into_iter().map(|form| (form.name.clone(), form)).collect();
    Grammar::new(&[Arc::new(regime)], &HostWords::default())
}

/// Line by line, with and without mistakes: the same least cost, the same ambiguity.
fn agree(grammar: &Grammar, text: &str) -> Result<(), TestCaseError> {
    let symbols = Symbols::of(text);
    prop_assume!(symbols.len() <= 14);
    for (index, line) in grammar.lines.iter().enumerate() {
        let rules = line.form.and_then(|form| grammar.forms.get(form));
        let over = Over { grammar, line, rules, symbols: &symbols, mistakes: index >= grammar.strict };
        let slow = model::least(&model::every_way(&over));
        let quick = cheapest(&over).map(|best| (best.cost, best.other.is_some()));
        prop_assert_eq!(quick, slow, "{:?} in {}", line, text);
        // A bound leaves out what costs more, and nothing else.
        for most in [0, cost::ORDER, 2 * cost::MISTAKE - 1] {
            let quick = cheapest_within(&over, most).map(|best| (best.cost, best.other.is_some()));
            prop_assert_eq!(quick, slow.filter(|(least, _)| *least <= most), "{:?} in {}, {} at the most", line, text, most);
        }
    }
    Ok(())
}

//! Messages with their plurals, overrides and gaps.

use super::*;
use crate::diagnostic::Diagnostic;

const RU: &str = "date = { $day }.{ $month }.{ $year }
time = { $hour }:{ $minute }
date-time = { $day }.{ $month } { $hour }:{ $minute }
days = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
hours = { $count } ч
minutes = { $count } мин
metres = { $count } м
kilometres = { $count } км
hello = Привет,\u{a0}{ $name }
quota = { $per ->
    [day] в день
   *[week] в неделю
} { times }
times = { $times ->
    [one] раз
   *[other] { $times } раза
}
lost = { nowhere } { -brand }
-brand = Exeat { $plate }
";

fn catalogues(files: &[(Option<&str>, &str, &str)]) -> (Catalogues, Vec<Diagnostic>) {
    let file = |(jurisdiction, language, text): &(Option<&str>, &str, &str)| CatalogueFile {
        name: format!("{language}.ftl"),
        text: (*text).to_owned(),
        jurisdiction: jurisdiction.map(|jurisdiction| jurisdiction.parse().unwrap()),
        language: language.parse().unwrap(),
    };
    Catalogues::of_files(files.iter().map(file).collect())
}

fn ta() -> Jurisdiction {
    "RU-TA".parse().unwrap()
}

fn ru() -> Language {
    "ru".parse().unwrap()
}

#[test]
fn messages_take_variables_plurals_and_plain_spaces() {
    let (catalogues, found) = catalogues(&[(None, "ru", RU)]);
    assert!(found.is_empty(), "{found:?}");
    let text = |key: &str, args: Args| catalogues.text(&ta(), ru(), key, &args);
    assert_eq!(text("hello", Args::new().text("name", "Аня")).as_deref(), Some("Привет, Аня"), "no isolation, no special space");
    for (count, said) in [(1, "1 день"), (3, "3 дня"), (11, "11 дней"), (1_000, "1000 дней")] {
        assert_eq!(text("days", Args::new().number("count", count)).as_deref(), Some(said));
    }
    assert_eq!(text("quota", Args::new().text("per", "day").number("times", 2)).as_deref(), Some("в день 2 раза"));
    assert_eq!(text("hello", Args::new()), None, "a variable that is not given");
    assert_eq!(text("nothing", Args::new()), None);
    assert_eq!(catalogues.text(&ta(), "tt".parse().unwrap(), "hello", &Args::new().text("name", "x")), None);
}

#[test]
fn times_are_written_by_the_catalogue() {
    let (catalogues, _) = catalogues(&[(None, "ru", RU)]);
    let at = civil::date(2020, 3, 5).at(7, 4, 59, 0);
    assert_eq!(catalogues.date(&ta(), ru(), at.date()).as_deref(), Some("05.03.2020"));
    assert_eq!(catalogues.time(&ta(), ru(), at.time()).as_deref(), Some("07:04"));
    assert_eq!(catalogues.date_time(&ta(), ru(), at).as_deref(), Some("05.03 07:04"));
    for (duration, said) in [("3h", "3 ч"), ("90min", "1 ч 30 мин"), ("2d1h", "2 дня 1 ч"), ("45s", "1 мин")] {
        assert_eq!(catalogues.duration(&ta(), ru(), duration.parse().unwrap()).as_deref(), Some(said), "{duration}");
    }
}

#[test]
fn distances_are_said_in_the_unit_that_reads_best() {
    let (catalogues, _) = catalogues(&[(None, "ru", RU)]);
    for (metres, said) in [
        (0, "0 м"),
        (999, "999 м"),
        (1_000, "1 км"),
        (1_001, "1001 м"),
        (9_999, "9999 м"),
        (20_000, "20 км"),
        (12_345, "12 км"),
        (12_500, "13 км"),
        (-5, "-5 м"),
    ] {
        assert_eq!(catalogues.distance(&ta(), ru(), metres).as_deref(), Some(said), "{metres}");
    }
    let amount = |param: &str| catalogues.amount(&ta(), ru(), param, 1_000);
    assert_eq!((amount("radius"), amount("times")), (Arg::Text("1 км".to_owned()), Arg::Number(1_000)));
}

#[test]
fn a_jurisdiction_says_it_differently() {
    let (catalogues, found) = catalogues(&[
        (None, "ru", RU),
        (Some("RU-TA"), "ru", "hours = { $count } часа\n"),
        (Some("RU-TA"), "tt", "hours = { $count } сәг\n"),
    ]);
    assert!(found.is_empty(), "{found:?}");
    let three = Args::new().number("count", 3);
    let hours =
        |jurisdiction: &str, language: &str| catalogues.text(&jurisdiction.parse().unwrap(), language.parse().unwrap(), "hours", &three);
    assert_eq!(hours("RU-TA", "ru").as_deref(), Some("3 часа"));
    assert_eq!(hours("RU-MOW", "ru").as_deref(), Some("3 ч"));
    assert_eq!(hours("RU-TA", "tt").as_deref(), Some("3 сәг"));
    assert_eq!(hours("RU-MOW", "tt"), None);
    assert_eq!(catalogues.text(&ta(), ru(), "minutes", &three).as_deref(), Some("3 мин"), "the rest stays");
    assert_eq!(catalogues.languages().iter().map(Language::as_str).collect::<Vec<_>>(), ["ru", "tt"]);
}

#[test]
fn references_are_followed() {
    let (catalogues, _) = catalogues(&[(None, "ru", RU)]);
    let references = |key: &str| catalogues.references(&ta(), ru(), key).unwrap();
    let quota = references("quota");
    assert_eq!(quota.variables.keys().collect::<Vec<_>>(), ["per", "times"]);
    assert_eq!(quota.variables["per"].variants.iter().collect::<Vec<_>>(), ["day", "week"]);
    assert!(quota.variables["times"].number && quota.variables["times"].variants.is_empty() && !quota.variables["per"].number);
    assert!(quota.messages.is_empty());
    let lost = references("lost");
    assert_eq!(
        (lost.messages.iter().map(String::as_str).collect::<Vec<_>>(), lost.variables.keys().map(String::as_str).collect::<Vec<_>>()),
        (vec!["nowhere"], vec!["plate"])
    );
    assert_eq!(catalogues.references(&ta(), ru(), "nothing"), None);
}

#[test]
fn a_broken_catalogue_says_where() {
    let (catalogues, found) = catalogues(&[(None, "ru", "a = 1\nb = { $x\nc = 3\na = 4\nd = { $x -> [one] 1 }\n")]);
    let places: Vec<_> = found.iter().map(|d| (d.code(), d.line())).collect();
    assert_eq!(places, [("regime::catalogue-syntax", 3), ("regime::catalogue-syntax", 5), ("regime::duplicate-message", 4)], "{found:?}");
    assert!(catalogues.has(&ta(), ru(), "c") && !catalogues.has(&ta(), ru(), "b"), "the rest can be used");
}

//! Facts from outside: tables that are imported, services that are asked, and what becomes of a person when neither answers.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, OnceLock},
};

use domain::{Application, Attribute, Channel, IdentityNumber, Instant, Interval, Outcome, ProviderName, Scope, TableName, Value};
use permits::{
    Answering, Asked, Command, Environment, Fact, FactServices, FactsError, Import, Imported, Manner, MissingFacts, Origin, Permits,
    Unavailable,
};
use proptest::prelude::*;
use regime::WhenDown;
use store::testing::TestDatabase;

use crate::given::*;

const REGIME: &str = "2020-12-14-tightened-quarantine";

/// The regime of December with providers of facts.
fn with(facts: &str) -> Arc<Environment> {
    let own = std::fs::read_to_string(crate::build::root().join(format!("policies/AZ/{REGIME}.yaml"))).unwrap();
    // In place of what it says of facts itself.
    let (before, said) = own.split_once("\nfacts:\n").unwrap_or((&own, ""));
    let after: Vec<&str> = said.lines().skip_while(|line| line.starts_with(' ') || line.is_empty()).collect();
    let folder = policies(&[(REGIME, &format!("{before}\n\n{}\n\nfacts:\n{facts}", after.join("\n")))]);
    load(folder.path(), library())
}

const TABLE: &str = "  list: { table: infected, gives: [infected] }\n";

fn table() -> Arc<Environment> {
    static LOADED: OnceLock<Arc<Environment>> = OnceLock::new();
    Arc::clone(LOADED.get_or_init(|| with(TABLE)))
}

fn service(then: &str) -> Arc<Environment> {
    with(&format!("  register: {{ service: register, gives: [quarantined, resident], cache: 10min, when_down: {then} }}\n"))
}

const OTHER: &str = "AZE7654321";

fn infected(value: impl Into<Option<i64>>) -> Fact {
    Fact::always("infected".parse().unwrap(), value.into().map_or(Value::Flag(true), Value::Number))
}

fn origin() -> Origin {
    Origin { file: "infected.csv".to_owned(), digest: "ab".repeat(32) }
}

fn import(node: &Permits) -> Import {
    let name: TableName = "infected".parse().unwrap();
    node.import(&"AZ".parse().unwrap(), &name, &["infected".parse().unwrap()], &std::env::temp_dir())
}

async fn imported(node: &Permits, manner: Manner, rows: &[(&str, Fact)]) -> Imported {
    let mut import = import(node);
    for (number, (identity, fact)) in rows.iter().enumerate() {
        import.add(&identity.parse().unwrap(), number as u64 + 2, std::slice::from_ref(fact)).unwrap();
    }
    import.finish(manner, &origin(), at(MORNING), &mut |_| {}).await.unwrap()
}

async fn medical(node: &Permits, identity: &str) -> (Outcome, Vec<String>) {
    let record = considered(node, identity, at(MORNING)).await;
    (record.decision.outcome, record.decision.reasons.iter().map(|reason| reason.code.to_string()).collect())
}

async fn considered(node: &Permits, identity: &str, when: Instant) -> permits::Record {
    node.consider(&application("medical", identity), when).await.unwrap()
}

fn granted() -> (Outcome, Vec<String>) {
    (Outcome::Granted, Vec::new())
}

fn because(outcome: Outcome, code: &str) -> (Outcome, Vec<String>) {
    (outcome, vec![code.to_owned()])
}

#[tokio::test]
async fn a_table_is_asked_from_its_import_to_its_end() {
    for given in each_with(table()).await {
        let (node, other) = (given.node().await, given.node().await);
        assert_eq!(medical(&node, IDENTITY).await, granted(), "{}: a new host answers before its lists arrive", given.name());
        let done = imported(&node, Manner::Replace, &[(OTHER, infected(None))]).await;
        assert_eq!((done.table.rows, done.table.persons, done.before), (1, 1, None));
        assert_eq!(medical(&other, OTHER).await, because(Outcome::Refused, "blocked"));
        assert_eq!(medical(&other, IDENTITY).await, granted());
        let answer = send(&node, "1", "medical", OTHER, at(MORNING)).await;
        let record = node.record(applied(&answer).record).await.unwrap().unwrap().record;
        assert_eq!(record.regimes[0].facts.attributes, [Attribute { name: "infected".parse().unwrap(), value: Value::Flag(true) }]);
        let again = imported(&node, Manner::Replace, &[(IDENTITY, infected(None))]).await;
        assert_eq!(again.before.map(|before| before.version), Some(done.table.version));
        assert_eq!((medical(&other, OTHER).await, medical(&other, IDENTITY).await), (granted(), because(Outcome::Refused, "blocked")));
        assert!(other.replay(applied(&answer).record).await.unwrap().is_same(), "the list of that day decides, whatever it says today");
        assert_eq!(other.fact_tables().await.unwrap(), std::slice::from_ref(&again.table));
        let (jurisdiction, name) = (again.table.jurisdiction, again.table.table);
        assert!(node.drop_facts(&jurisdiction, &name).await.unwrap());
        assert_eq!(medical(&other, IDENTITY).await, granted());
        assert!(!node.drop_facts(&jurisdiction, &name).await.unwrap());
        let answer = send(&node, "2", "medical", OTHER, at(MORNING)).await;
        assert_eq!((outcome(&answer), reasons(&answer)), (Outcome::Granted, Vec::new()));
        let replayed = node.replay(applied(&answer).record).await.unwrap();
        assert!(
            replayed.is_same()
                && String::from_utf8(replayed.stored).unwrap().contains(r#""missing":[{"provider":"list","then":"proceed"}]"#)
        );
    }
}

#[tokio::test]
async fn a_mark_by_the_authority_stands_before_a_table() {
    for given in each_with(table()).await {
        let node = given.node().await;
        let mark = |value| Attribute { name: "infected".parse().unwrap(), value: Value::Flag(value) };
        node.mark(&OTHER.parse().unwrap(), &mark(false), at(MORNING)).await.unwrap();
        assert_eq!(medical(&node, OTHER).await, granted(), "{}: nothing else needs to be known", given.name());
        imported(&node, Manner::Replace, &[(OTHER, infected(None))]).await;
        assert_eq!(medical(&node, OTHER).await, granted());
        node.mark(&IDENTITY.parse().unwrap(), &mark(true), at(MORNING)).await.unwrap();
        assert_eq!(medical(&node, IDENTITY).await, because(Outcome::Refused, "blocked"));
    }
}

#[tokio::test]
async fn without_a_list_that_must_be_there_people_are_referred() {
    let must = "  list: { table: infected, gives: [infected, quarantined], when_missing: refer }\n";
    let unavailable = because(Outcome::Referred, "facts-unavailable");
    for given in each_with(with(must)).await {
        let node = given.node().await;
        assert_eq!(medical(&node, OTHER).await, unavailable, "{}", given.name());
        let missing = [MissingFacts { provider: "list".parse().unwrap(), then: WhenDown::Refer }];
        assert_eq!(considered(&node, OTHER, at(MORNING)).await.regimes[0].missing, missing);
        let answer = send(&node, "1", "medical", OTHER, at(MORNING)).await;
        assert!(node.replay(applied(&answer).record).await.unwrap().is_same());
        // A list that knows only one of the two attributes is the wrong list.
        imported(&node, Manner::Replace, &[(IDENTITY, infected(None))]).await;
        assert_eq!(medical(&node, OTHER).await, unavailable);
    }
}

#[tokio::test]
async fn being_in_a_table_makes_nobody_known() {
    for given in each_with(table()).await {
        let node = given.node().await;
        imported(&node, Manner::Replace, &[(OTHER, infected(None)), (IDENTITY, infected(None))]).await;
        assert_eq!(persons(&given.database).await, 0, "{}", given.name());
        let bytes = given.database.bytes();
        for personal in [OTHER, "7654321", IDENTITY] {
            assert!(!bytes.windows(personal.len()).any(|window| window == personal.as_bytes()));
        }
        // The key of a person in a table is not the one by which the person itself is found, so neither leads to the other.
        let answer = send(&node, "1", "medical", OTHER, at(MORNING)).await;
        assert_eq!(reasons(&answer), ["blocked"]);
        assert_eq!(same_keys(&given.database).await, 0);
    }
}

async fn count(database: &TestDatabase, sql: &str) -> i64 {
    use sea_orm::{ConnectionTrait, Database, Statement};
    let db = Database::connect(database.url()).await.unwrap();
    let row = db.query_one_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap().unwrap();
    let found = row.try_get_by_index(0).unwrap();
    db.close().await.unwrap();
    found
}

async fn persons(database: &TestDatabase) -> i64 {
    count(database, "SELECT COUNT(*) FROM person").await
}

async fn same_keys(database: &TestDatabase) -> i64 {
    let cut = if database.name() == "sqlite" { "substr(p.lookup, 1, 16)" } else { "substring(p.lookup FROM 1 FOR 16)" };
    count(database, &format!("SELECT COUNT(*) FROM person p JOIN fact_row r ON r.key = {cut}")).await
}

#[tokio::test]
async fn an_import_that_ends_early_changes_nothing() {
    for given in each_with(table()).await {
        let node = given.node().await;
        imported(&node, Manner::Replace, &[(OTHER, infected(None))]).await;
        let before = node.fact_tables().await.unwrap();
        let mut left = import(&node);
        left.add(&IDENTITY.parse().unwrap(), 2, &[infected(None)]).unwrap();
        drop(left);
        let mut wrong = import(&node);
        for line in 0..=200 {
            wrong.add(&IDENTITY.parse().unwrap(), line, &[infected(i64::try_from(line).unwrap())]).unwrap();
        }
        let error = wrong.finish(Manner::Replace, &origin(), at(MORNING), &mut |_| {}).await.unwrap_err();
        assert!(matches!(error, FactsError::TooMuch { line: 200, .. }), "{error}");
        assert_eq!(node.fact_tables().await.unwrap(), before, "{}", given.name());
        assert_eq!((medical(&node, OTHER).await, medical(&node, IDENTITY).await), (because(Outcome::Refused, "blocked"), granted()));
        // What it left behind goes with the next.
        imported(&node, Manner::Add, &[(OTHER, infected(None))]).await;
        assert_eq!(count(&given.database, "SELECT COUNT(*) FROM fact_row").await, 1);
        assert_eq!(count(&given.database, "SELECT COUNT(*) FROM fact_table").await, 1);
    }
}

#[tokio::test]
async fn what_is_so_for_a_time_is_told_with_its_end() {
    for given in each_with(table()).await {
        let node = given.node().await;
        let limited = Fact { from: Some(at(MORNING)), until: Some(at("2020-12-20T00:00:00+04:00")), ..infected(None) };
        imported(&node, Manner::Replace, &[(OTHER, limited)]).await;
        let told = |record: permits::Record| record.regimes[0].facts.attributes.first().map(|attribute| attribute.value.clone());
        let interval = Interval::new(at(MORNING), at("2020-12-20T00:00:00+04:00")).unwrap();
        for (when, expected) in [
            ("2020-12-15T09:59:59+04:00", None),
            (MORNING, Some(Value::Interval(interval))),
            ("2020-12-19T23:59:59+04:00", Some(Value::Interval(interval))),
            ("2020-12-20T00:00:00+04:00", None),
        ] {
            assert_eq!(told(considered(&node, OTHER, at(when)).await), expected, "{} {when}", given.name());
        }
        let later = Application { start: Some(at("2020-12-20T08:00:00+04:00")), ..application("medical", OTHER) };
        assert_eq!(told(node.consider(&later, at(MORNING)).await.unwrap()), None, "what counts is when the permit begins");
    }
}

/// What an import adds: person, value, from, until.
type Line = (usize, i64, Option<i64>, Option<i64>);

fn lines() -> impl Strategy<Value = Vec<Line>> {
    let limits = (prop::option::of(0i64..20), prop::option::of(1i64..10))
        .prop_map(|(from, length)| (from, length.map(|length| from.unwrap_or(0) + length)));
    prop::collection::vec((0usize..4, 0i64..3, limits), 0..12)
        .prop_map(|lines| lines.into_iter().map(|(person, value, (from, until))| (person, value, from, until)).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    /// Against a list that is read from its beginning to its end for each question.
    #[test]
    fn tables_say_what_their_files_say(imports in prop::collection::vec((any::<bool>(), lines()), 1..4), hours in prop::collection::vec(0i64..22, 4)) {
        const PEOPLE: [&str; 4] = ["AZE1111111", "AZE2222222", "AZE3333333", "AZE4444444"];
        let hour = |hour: i64| at("2020-12-15T00:00:00+04:00").checked_add(jiff::SignedDuration::from_hours(hour)).unwrap();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            for given in each_with(table()).await {
                let node = given.node().await;
                let mut all: Vec<Line> = Vec::new();
                for (add, lines) in &imports {
                    let manner = if *add { Manner::Add } else { Manner::Replace };
                    let fact = |(_, value, from, until): &Line| Fact { from: from.map(hour), until: until.map(hour), ..infected(*value) };
                    let rows: Vec<(&str, Fact)> = lines.iter().map(|line| (PEOPLE[line.0], fact(line))).collect();
                    let done = imported(&node, manner, &rows).await;
                    if !add {
                        all.clear();
                    }
                    all.extend(lines);
                    let known: std::collections::BTreeSet<usize> = all.iter().map(|line| line.0).collect();
                    assert_eq!((done.table.persons, done.table.rows), (known.len() as u64, all.len() as u64));
                }
                for (person, identity) in PEOPLE.iter().enumerate() {
                    let now = hours[person];
                    let mut expected = None;
                    for (_, value, from, until) in all.iter().filter(|line| line.0 == person) {
                        if from.is_none_or(|from| from <= now) && until.is_none_or(|until| now < until) {
                            expected = Some(Value::Number(*value));
                        }
                    }
                    let record = considered(&node, identity, hour(now)).await;
                    let said = record.regimes[0].facts.attributes.first().map(|attribute| attribute.value.clone());
                    assert_eq!(said, expected, "{} {identity} at {now} of {all:?}", given.name());
                }
            }
        });
    }
}

/// What was asked: service, number, attributes.
type Question = (String, IdentityNumber, Vec<String>);

/// Services that say what they are told to.
#[derive(Default)]
struct Told {
    says: Mutex<BTreeMap<String, Vec<Fact>>>,
    asked: Mutex<Vec<Question>>,
}

impl FactServices for Told {
    fn ask<'a>(&'a self, asked: Asked<'a>) -> Answering<'a> {
        let attributes = asked.attributes.iter().map(ToString::to_string).collect();
        self.asked.lock().unwrap().push((asked.service.to_string(), asked.identity.clone(), attributes));
        let said = self.says.lock().unwrap().get(asked.service.as_str()).cloned();
        Box::pin(async move { said.ok_or_else(|| Unavailable::new(asked.service, "it is told to be down")) })
    }

    fn names(&self) -> Vec<domain::ServiceName> {
        Vec::new()
    }
}

#[tokio::test]
async fn a_service_is_asked_for_what_is_needed_and_of_nobody_else() {
    for given in each_with(service("refer")).await {
        let told = Arc::new(Told::default());
        let node = given.node().await.asking(told.clone());
        told.says.lock().unwrap().insert("register".to_owned(), vec![Fact::always("quarantined".parse().unwrap(), Value::Flag(true))]);
        assert_eq!(medical(&node, OTHER).await, because(Outcome::Refused, "blocked"), "{}", given.name());
        assert_eq!(*told.asked.lock().unwrap(), [("register".to_owned(), OTHER.parse().unwrap(), vec!["quarantined".to_owned()])]);
        told.asked.lock().unwrap().clear();
        let place = |purpose: &str, place: &str| Application {
            channel: Channel::Portal,
            scope: Scope::Place(place.parse().unwrap()),
            ..application(purpose, OTHER)
        };
        for nobody_asks in [
            application("summons", OTHER),
            application("no-such", OTHER),
            place("funeral", "AZ-BA"),
            place("medical", "AZ-AST"),
            application("medical", "XX99"),
            Application { identity: None, ..application("medical", OTHER) },
        ] {
            node.handle(&message(None, "x"), Command::Apply(nobody_asks.clone()), at(MORNING), words).await.unwrap();
            assert!(told.asked.lock().unwrap().is_empty(), "{nobody_asks:?}");
        }
    }
}

#[tokio::test]
async fn when_a_service_is_down_the_regime_says_what_is_done() {
    for (then, expected) in [("refer", because(Outcome::Referred, "facts-unavailable")), ("proceed", granted())] {
        for given in each_with(service(then)).await {
            let told = Arc::new(Told::default());
            let node = given.node().await.asking(told.clone());
            let answer = send(&node, "1", "medical", OTHER, at(MORNING)).await;
            let reasons: Vec<String> = reasons(&answer).into_iter().map(str::to_owned).collect();
            assert_eq!((outcome(&answer), reasons), expected, "{}", given.name());
            let record = node.record(applied(&answer).record).await.unwrap().unwrap().record;
            let provider: ProviderName = "register".parse().unwrap();
            let then = if then == "refer" { WhenDown::Refer } else { WhenDown::Proceed };
            assert_eq!(record.regimes[0].missing, [MissingFacts { provider, then }]);
            // It is back, and says otherwise: the decision of then is made again as it was.
            told.says.lock().unwrap().insert("register".to_owned(), vec![Fact::always("quarantined".parse().unwrap(), Value::Flag(true))]);
            assert!(node.replay(applied(&answer).record).await.unwrap().is_same());
            assert_eq!(medical(&node, OTHER).await, because(Outcome::Refused, "blocked"));
            // Without any service at all, each is down.
            assert_eq!(medical(&given.node().await, OTHER).await, expected);
        }
    }
}

//! Imported tables: versions that come in, are switched to, and go; on every database.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

use domain::{Instant, Jurisdiction, TableName};
use store::{
    Store,
    query::fact::{self, Finished, Said, VersionId},
    testing::databases,
};

fn at(second: i64) -> Instant {
    Instant::from_second(second).unwrap()
}

fn whose() -> (Jurisdiction, TableName) {
    ("AZ".parse().unwrap(), "infected".parse().unwrap())
}

/// Everything in one transaction that is committed.
macro_rules! write {
    ($store:expr, |$db:ident| $body:expr) => {{
        let write = $store.write().await.unwrap();
        let $db = write.db();
        let result = $body;
        write.commit().await.unwrap();
        result
    }};
}

async fn begin(store: &Store) -> VersionId {
    let (jurisdiction, name) = whose();
    write!(store, |db| fact::begin(&db, &jurisdiction, &name, at(1)).await.unwrap())
}

async fn add(store: &Store, version: VersionId, persons: &[(&[u8], &str)]) -> bool {
    let persons: Vec<(Vec<u8>, String)> = persons.iter().map(|(key, facts)| (key.to_vec(), (*facts).to_owned())).collect();
    write!(store, |db| fact::add(&db, version, &persons).await.unwrap())
}

async fn switch(store: &Store, version: VersionId) -> bool {
    let attributes = vec!["infected".parse().unwrap()];
    let finished = Finished { attributes, rows: 7, file: "a.csv".to_owned(), digest: "00".to_owned(), at: at(2) };
    write!(store, |db| fact::switch(&db, version, &finished).await.unwrap())
}

async fn said(store: &Store, key: &[u8]) -> Option<Option<String>> {
    let (jurisdiction, name) = whose();
    let mut said = fact::said_all(&store.db(), &jurisdiction, &name, &[key.to_vec(), b"another".to_vec()]).await.unwrap();
    said.remove(key).map(|Said { attributes, facts }| {
        assert_eq!(attributes, ["infected".parse().unwrap()]);
        facts
    })
}

async fn sweep(store: &Store) -> usize {
    let dropped = fact::dropped(&store.db()).await.unwrap();
    for (version, bounds) in &dropped {
        for until in bounds.iter().copied().map(Some).chain([None]) {
            write!(store, |db| fact::sweep(&db, *version, until).await.unwrap());
        }
    }
    dropped.len()
}

#[tokio::test]
async fn a_version_is_seen_when_it_is_switched_to_and_not_before() {
    for db in databases().await {
        let store = db.open().await;
        assert_eq!(said(&store, b"a").await, None, "{}", db.name());
        let first = begin(&store).await;
        assert!(add(&store, first, &[(b"a", "1"), (b"b", "2")]).await);
        assert_eq!(said(&store, b"a").await, None, "it is loading");
        assert!(switch(&store, first).await);
        assert_eq!((said(&store, b"a").await, said(&store, b"c").await), (Some(Some("1".to_owned())), Some(None)));
        let second = begin(&store).await;
        assert!(add(&store, second, &[(b"a", "9")]).await);
        assert_eq!(said(&store, b"a").await, Some(Some("1".to_owned())), "the one before still counts");
        assert!(switch(&store, second).await);
        assert_eq!((said(&store, b"a").await, said(&store, b"b").await), (Some(Some("9".to_owned())), Some(None)));
        let (jurisdiction, name) = whose();
        let current = fact::current(&store.db(), &jurisdiction, &name).await.unwrap().unwrap();
        assert_eq!((current.version, current.rows, current.persons, current.imported_at), (second, 7, 1, at(2)));
        assert_eq!(fact::all(&store.db()).await.unwrap(), [current]);
        assert_eq!((sweep(&store).await, sweep(&store).await), (1, 0), "the first is gone");
        assert_eq!(fact::within(&store.db(), first, &[], None).await.unwrap(), []);
        assert!(write!(store, |db| fact::drop_table(&db, &jurisdiction, &name).await.unwrap()));
        assert_eq!(said(&store, b"a").await, None);
        assert!(!write!(store, |db| fact::drop_table(&db, &jurisdiction, &name).await.unwrap()));
        assert_eq!(sweep(&store).await, 1);
        assert_eq!(fact::within(&store.db(), second, &[], None).await.unwrap(), []);
    }
}

#[tokio::test]
async fn who_begins_last_imports_and_the_other_gives_way() {
    for db in databases().await {
        let (store, other) = (db.open().await, db.open().await);
        let first = begin(&store).await;
        assert!(add(&store, first, &[(b"a", "1")]).await);
        let second = begin(&other).await;
        assert!(!add(&store, first, &[(b"b", "1")]).await, "{}", db.name());
        assert!(!switch(&store, first).await);
        assert!(add(&other, second, &[(b"a", "2")]).await && switch(&other, second).await);
        assert!(!switch(&other, second).await, "it is the current one already");
        assert_eq!(sweep(&store).await, 1);
        assert_eq!(said(&store, b"a").await, Some(Some("2".to_owned())));
    }
}

#[tokio::test]
async fn many_persons_are_stored_and_found_in_the_order_of_their_keys() {
    for db in databases().await {
        let store = db.open().await;
        let version = begin(&store).await;
        let persons: Vec<(Vec<u8>, String)> = (0u32..2_345).map(|number| (number.to_be_bytes().to_vec(), number.to_string())).collect();
        assert!(write!(store, |db| fact::add(&db, version, &persons).await.unwrap()));
        let all = fact::within(&store.db(), version, &[], None).await.unwrap();
        assert_eq!(all, persons, "{}", db.name());
        let some = fact::within(&store.db(), version, &7u32.to_be_bytes(), Some(&[0, 0, 1])).await.unwrap();
        assert_eq!(some.len(), 256 - 7);
        assert!(switch(&store, version).await);
        assert_eq!(said(&store, &2_344u32.to_be_bytes()).await, Some(Some("2344".to_owned())));
    }
}

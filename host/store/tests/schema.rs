//! Opening a database: the schema comes about, stays, and is refused when it is another's.

use store::{Store, StoreError, testing::databases};

#[tokio::test]
async fn a_database_opens_again_and_by_several_at_once() {
    for db in databases().await {
        let opening: Vec<_> = (0..6)
            .map(|_| {
                let url = db.url().to_owned();
                tokio::spawn(async move { Store::open(&url).await.map(|_| ()) })
            })
            .collect();
        for opened in opening {
            opened.await.unwrap().unwrap_or_else(|error| panic!("{}: {error}", db.name()));
        }
        db.open().await.ping().await.unwrap();
    }
}

#[tokio::test]
async fn a_schema_of_a_later_version_is_refused() {
    for db in databases().await {
        let store = db.open().await;
        let write = store.write().await.unwrap();
        sea_orm::ConnectionTrait::execute_unprepared(
            &write.db(),
            "INSERT INTO seaql_migrations (version, applied_at) VALUES ('m9999_later', 0)",
        )
        .await
        .unwrap();
        write.commit().await.unwrap();
        let error = Store::open(db.url()).await.unwrap_err();
        assert!(matches!(&error, StoreError::Newer { unknown, .. } if unknown == "m9999_later"), "{}: {error}", db.name());
    }
}

#[tokio::test]
async fn what_cannot_be_opened_is_said_without_the_password() {
    let cases = [
        ("mysql://root:secret@db/exeat", "`mysql://root:…@db/exeat` is not the address of a database"),
        ("sqlite:/no/such/folder/exeat.db?mode=rwc", "the database `sqlite:/no/such/folder/exeat.db?…` can't be opened"),
        (
            "postgres://exeat:secret@127.0.0.1:1/exeat",
            "the database `postgres://exeat:…@127.0.0.1:1/exeat` can't be opened: error communicating with database: Connection refused",
        ),
        ("postgres://exeat:secret@127.0.0.1:port/exeat", "the database `postgres://exeat:…@127.0.0.1:port/exeat` can't be opened"),
    ];
    for (url, expected) in cases {
        let error = Store::open(url).await.unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(shown.starts_with(expected) && !shown.contains("secret"), "{shown}");
    }
}

#[tokio::test]
async fn what_is_not_committed_leaves_nothing() {
    for db in databases().await {
        let store = db.open().await;
        let write = store.write().await.unwrap();
        assert_eq!(store::query::setting::get_or_put(&write.db(), "x", b"1").await.unwrap(), b"1");
        drop(write);
        assert_eq!(store::query::setting::get_or_put(&store.db(), "x", b"2").await.unwrap(), b"2", "{}", db.name());
    }
}

//! What is known of persons from outside: imported tables, a version of each at a time.

use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, blob, string, text},
};

use super::shape::{id, table};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0003_facts"
    }
}

/// A version of a table: `loading`, then `current`, then `dropped` until its rows are gone.
fn versions() -> TableCreateStatement {
    table("fact_table")
        .col(id())
        .col(string("jurisdiction"))
        .col(string("name"))
        .col(string("state"))
        .col(text("attributes"))
        .col(big_integer("rows"))
        .col(big_integer("persons"))
        .col(text("file"))
        .col(string("digest"))
        .col(big_integer("imported_at"))
        .take()
}

/// A person of a version. Rows arrive in the order of the key, so the tree only ever grows at its end.
fn rows(backend: DbBackend) -> TableCreateStatement {
    let mut rows = table("fact_row")
        .col(big_integer("version"))
        .col(blob("key"))
        .col(text("facts"))
        .primary_key(Index::create().col("version").col("key"))
        .take();
    if backend == DbBackend::Sqlite {
        // The key and the row are one tree then, half as large as two.
        rows.extra("WITHOUT ROWID");
    }
    rows
}

/// One version of a table is the current one, whatever several nodes do at once.
const CURRENT: &str = "CREATE UNIQUE INDEX fact_table_current ON fact_table (jurisdiction, name) WHERE state = 'current'";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        manager.create_table(versions()).await?;
        manager.create_table(rows(manager.get_database_backend())).await?;
        manager.get_connection().execute_unprepared(CURRENT).await?;
        Ok(())
    }
}

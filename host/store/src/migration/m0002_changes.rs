//! What becomes of permits after they were granted, and how often somebody applied.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, blob, blob_null, integer, string, string_null},
};

use super::shape::{id, index, reference, table};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0002_changes"
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        // The history of a permit: what moved its end or took it back. Only ever added to.
        table("permit_change")
            .col(id())
            .col(big_integer("permit_id"))
            .col(big_integer("at"))
            .col(string("kind"))
            .col(big_integer("old_end"))
            .col(big_integer("new_end"))
            .col(string("by"))
            .col(blob_null("document"))
            .col(string_null("regime"))
            .col(string_null("cite"))
            .foreign_key(&mut reference(("permit_change", "permit_id"), ("permit", "id")))
            .take(),
        // How often somebody applied under a regime in the local day or week that began at `since`. `lookup` is a keyed hash.
        table("tally")
            .col(blob("lookup"))
            .col(string("regime"))
            .col(big_integer("since"))
            .col(integer("count"))
            .primary_key(Index::create().col("lookup").col("regime").col("since"))
            .take(),
    ]
}

fn indices() -> Vec<IndexCreateStatement> {
    vec![
        index("permit_change_of", "permit_change", &["permit_id", "id"]),
        index("permit_granted", "permit_regime", &["regime", "granted_at"]),
        index("tally_since", "tally", &["since"]),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        for index in indices() {
            manager.create_index(index).await?;
        }
        Ok(())
    }
}

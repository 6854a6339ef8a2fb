//! Groups of people, such as households, and the permits that count in them.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, blob},
};

use super::shape::{id, index, reference, table};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0005_groups"
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        // A group, by the keyed hash of its name. Its row is what is locked while one of the group is decided on.
        table("person_group").col(id()).col(blob("lookup").unique_key()).col(big_integer_null("retain_until")).take(),
        // The groups that a permit counts in. When it is good stands in the permit's own row, and nowhere else. The group comes first
        // in the key: that is how it is asked.
        table("permit_group")
            .col(big_integer("group_id"))
            .col(big_integer("permit_id"))
            .primary_key(Index::create().col("group_id").col("permit_id"))
            .foreign_key(&mut reference(("permit_group", "group_id"), ("person_group", "id")))
            .foreign_key(&mut reference(("permit_group", "permit_id"), ("permit", "id")))
            .take(),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for table in tables() {
            manager.create_table(table).await?;
        }
        // For when a permit goes.
        manager.create_index(index("group_of_permit", "permit_group", &["permit_id"])).await
    }
}

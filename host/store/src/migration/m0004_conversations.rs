//! Conversations that say more: who wants no messages, in which letters, which version; the telephone that a permit was asked
//! for from; registrations that were corrected.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, blob, blob_null, string, string_null},
};

use super::shape::{id, index, reference, table};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0004_conversations"
    }
}

/// SQLite adds one column at a time.
fn columns() -> Vec<TableAlterStatement> {
    let add = |table: &'static str, column: ColumnDef| Table::alter().table(table).add_column(column).take();
    vec![
        // Counts the changes, so that who read it can tell whether it went on since.
        add("conversation", big_integer("version").default(0).take()),
        add("conversation", big_integer_null("silent_since")),
        add("conversation", string_null("letters")),
        // The keyed hash of the telephone that asked by text message.
        add("permit", blob_null("phone")),
    ]
}

/// What a registration was before it was corrected.
fn replaced() -> TableCreateStatement {
    table("replaced_registration")
        .col(id())
        .col(big_integer("registration_id"))
        .col(string("code").unique_key())
        .col(big_integer("person_id"))
        .col(string("territory"))
        .col(blob("details"))
        .col(big_integer("since"))
        .col(big_integer("replaced_at"))
        .col(big_integer_null("retain_until"))
        .foreign_key(&mut reference(("replaced_registration", "registration_id"), ("registration", "id")))
        .foreign_key(&mut reference(("replaced_registration", "person_id"), ("person", "id")))
        .take()
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        for column in columns() {
            manager.alter_table(column).await?;
        }
        manager.create_table(replaced()).await?;
        manager.create_index(index("permit_by_phone", "permit", &["phone", "end_at"])).await?;
        manager.create_index(index("replaced_of_registration", "replaced_registration", &["registration_id"])).await
    }
}

//! The first schema: persons, registrations, decisions, permits, messages in and out, conversations.

use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, blob, blob_null, integer, string, string_null, text, text_null},
};

use super::shape::{id, index, reference, table};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0001_spine"
    }
}

fn tables() -> Vec<TableCreateStatement> {
    vec![
        // What the database itself has to know, such as whose keys it was written with.
        table("setting").col(string("name").primary_key()).col(blob("value")).take(),
        // A person, by the keyed hash of the identity number.
        table("person")
            .col(id())
            .col(blob("lookup").unique_key())
            .col(blob("identity"))
            .col(string_null("kind"))
            .col(big_integer("created_at"))
            .col(big_integer_null("retain_until"))
            .take(),
        table("attribute")
            .col(big_integer("person_id"))
            .col(string("name"))
            .col(text("value"))
            .col(big_integer("since"))
            .primary_key(Index::create().col("person_id").col("name"))
            .foreign_key(&mut reference(("attribute", "person_id"), ("person", "id")))
            .take(),
        table("registration")
            .col(id())
            .col(string("code").unique_key())
            .col(big_integer("person_id"))
            .col(string("jurisdiction"))
            .col(blob_null("phone"))
            .col(string("territory"))
            .col(blob("details"))
            .col(big_integer("since"))
            .col(big_integer_null("retain_until"))
            .foreign_key(&mut reference(("registration", "person_id"), ("person", "id")))
            .take(),
        table("decision")
            .col(string("id").primary_key())
            .col(big_integer_null("person_id"))
            .col(big_integer("at"))
            .col(string("channel"))
            .col(string("purpose"))
            .col(string("outcome"))
            .col(blob("record"))
            .col(big_integer_null("retain_until"))
            .foreign_key(&mut reference(("decision", "person_id"), ("person", "id")))
            .take(),
        table("permit")
            .col(id())
            .col(string("code").unique_key())
            .col(string("decision_id").unique_key())
            .col(big_integer("person_id"))
            .col(string("purpose"))
            .col(string_null("territory"))
            .col(big_integer("granted_at"))
            .col(big_integer("start_at"))
            .col(big_integer("end_at"))
            .col(string_null("daily"))
            .col(string("time_zone"))
            .col(blob_null("plate"))
            .col(blob_null("plate_lookup"))
            .col(big_integer_null("revoked_at"))
            .col(big_integer_null("retain_until"))
            .foreign_key(&mut reference(("permit", "decision_id"), ("decision", "id")))
            .foreign_key(&mut reference(("permit", "person_id"), ("person", "id")))
            .take(),
        // The regimes that a permit satisfies. It counts in the history under each.
        table("permit_regime")
            .col(big_integer("permit_id"))
            .col(string("regime"))
            .col(big_integer("person_id"))
            .col(big_integer("granted_at"))
            .primary_key(Index::create().col("permit_id").col("regime"))
            .foreign_key(&mut reference(("permit_regime", "permit_id"), ("permit", "id")))
            .take(),
        table("outbox")
            .col(id())
            .col(string("source"))
            .col(blob("message"))
            .col(blob("recipient"))
            .col(string("sender"))
            .col(blob("text"))
            .col(big_integer("created_at"))
            .col(big_integer("next_at"))
            .col(integer("attempts"))
            .col(string("state"))
            .col(big_integer_null("delivered_at"))
            .take(),
        // What was received, so that it is answered once. `key` is a keyed hash of what makes a message the same.
        table("inbox")
            .col(id())
            .col(string("source"))
            .col(blob("key"))
            .col(string_null("message_id"))
            .col(big_integer("received_at"))
            .col(text_null("effect"))
            .col(string_null("decision_id"))
            .col(big_integer_null("registration_id"))
            .col(big_integer_null("outbox_id"))
            .foreign_key(&mut reference(("inbox", "decision_id"), ("decision", "id")))
            .foreign_key(&mut reference(("inbox", "registration_id"), ("registration", "id")))
            .foreign_key(&mut reference(("inbox", "outbox_id"), ("outbox", "id")))
            .take(),
        // What is remembered between two messages of one telephone to one number.
        table("conversation")
            .col(blob("lookup").primary_key())
            .col(string_null("language"))
            .col(blob_null("dialog"))
            .col(big_integer_null("expires_at"))
            .col(big_integer("updated_at"))
            .take(),
    ]
}

fn indices() -> Vec<IndexCreateStatement> {
    vec![
        index("registration_of_person", "registration", &["person_id", "jurisdiction"]).unique().take(),
        index("registration_by_phone", "registration", &["phone", "jurisdiction", "since"]),
        index("decision_latest", "decision", &["at", "id"]),
        index("decision_of_person", "decision", &["person_id", "at"]),
        index("permit_of_person", "permit", &["person_id"]),
        index("permit_by_plate", "permit", &["plate_lookup", "end_at"]),
        index("permit_history", "permit_regime", &["person_id", "regime", "granted_at"]),
        index("outbox_due", "outbox", &["state", "source", "next_at", "id"]),
        index("inbox_same", "inbox", &["source", "key"]).unique().take(),
        index("inbox_received", "inbox", &["received_at"]),
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

//! One name for a message and everything that came of it; tables that grow with every message are kept by time.
//!
//! A message, its decision, its permit and its reply bear one name, which begins with the time. So every one of them is found by
//! its key alone, nothing has to be numbered by the database, and on PostgreSQL the tables are partitioned by ranges of that name.
//! What must be unique over all time, or is asked for by something else than the name, stands in a small table of its own
//! (`inbox_key`, `permit_code`). No foreign key stands between tables that grow: a partition could not be dropped, and a
//! cluster could not spread them; the audit looks instead.

use sea_orm::{ConnectionTrait, DbBackend};
use sea_orm_migration::{
    prelude::*,
    schema::{big_integer, big_integer_null, blob, blob_null, integer, string, string_null, text_null},
};

use super::shape::{id, index, table};

pub(super) struct Migration;

impl MigrationName for Migration {
    fn name(&self) -> &str {
        "m0006_scale"
    }
}

/// The tables that grow with every message, by what their ranges are ranges of.
pub(crate) const BY_TIME: [(&str, &str); 6] = [
    ("decision", "id"),
    ("permit", "decision_id"),
    ("permit_regime", "decision_id"),
    ("permit_group", "decision_id"),
    ("inbox", "id"),
    ("outbox", "id"),
];

/// Rebuilt, those that refer to others first.
const OLD: [&str; 7] = ["inbox", "outbox", "permit_change", "permit_group", "permit_regime", "permit", "decision"];

fn tables() -> Vec<(&'static str, TableCreateStatement)> {
    vec![
        (
            "decision",
            table("decision")
                .col(string("id").primary_key())
                .col(big_integer_null("person_id"))
                .col(big_integer("at"))
                .col(string("channel"))
                .col(string("purpose"))
                .col(string("outcome"))
                .col(blob("record"))
                .col(big_integer_null("retain_until"))
                .take(),
        ),
        (
            "permit",
            table("permit")
                .col(string("decision_id").primary_key())
                .col(string("code"))
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
                .col(blob_null("phone"))
                .col(big_integer_null("revoked_at"))
                .col(big_integer_null("retain_until"))
                .take(),
        ),
        // The person comes first: the history of one person is one range of the key.
        (
            "permit_regime",
            table("permit_regime")
                .col(big_integer("person_id"))
                .col(string("decision_id"))
                .col(string("regime"))
                .col(big_integer("granted_at"))
                .primary_key(Index::create().col("person_id").col("decision_id").col("regime"))
                .take(),
        ),
        (
            "permit_group",
            table("permit_group")
                .col(big_integer("group_id"))
                .col(string("decision_id"))
                .primary_key(Index::create().col("group_id").col("decision_id"))
                .take(),
        ),
        (
            "permit_change",
            table("permit_change")
                .col(id())
                .col(string("decision_id"))
                .col(big_integer("at"))
                .col(string("kind"))
                .col(big_integer("old_end"))
                .col(big_integer("new_end"))
                .col(string("by"))
                .col(blob_null("document"))
                .col(string_null("regime"))
                .col(string_null("cite"))
                .take(),
        ),
        // A message that was received. What it said is kept, sealed, only while it waits to be decided on.
        (
            "inbox",
            table("inbox")
                .col(string("id").primary_key())
                .col(string("source"))
                .col(string_null("message_id"))
                .col(big_integer("received_at"))
                .col(string("state"))
                .col(text_null("effect"))
                .col(big_integer_null("registration_id"))
                .col(blob_null("content"))
                .col(text_null("error"))
                .col(integer("attempts").default(0))
                .col(big_integer_null("next_at"))
                .take(),
        ),
        // The reply to the message of the same name, or an announcement.
        (
            "outbox",
            table("outbox")
                .col(string("id").primary_key())
                .col(string("source"))
                .col(blob("message"))
                .col(blob("recipient"))
                .col(string("sender"))
                .col(blob("text"))
                .col(big_integer("created_at"))
                .col(big_integer("next_at"))
                .col(big_integer_null("expires_at"))
                .col(integer("attempts"))
                .col(integer("doubtful").default(0))
                .col(string("state"))
                .col(string_null("carrier"))
                .col(string_null("carrier_id"))
                .col(big_integer_null("sent_at"))
                .col(big_integer_null("delivered_at"))
                .col(string_null("error"))
                .take(),
        ),
    ]
}

/// Small tables by key alone.
fn keyed() -> Vec<TableCreateStatement> {
    vec![
        // What makes a message the same, for as long as it may come again.
        table("inbox_key")
            .col(string("source"))
            .col(blob("key"))
            .col(string("message"))
            .col(big_integer("received_at"))
            .primary_key(Index::create().col("key").col("source"))
            .take(),
        // Every code is one permit's.
        table("permit_code").col(string("code").primary_key()).col(string("decision_id")).col(big_integer("person_id")).take(),
        // Parts of long messages that wait for the others.
        table("inbox_part")
            .col(string("source"))
            .col(blob("key"))
            .col(integer("number"))
            .col(integer("total"))
            .col(blob("content"))
            .col(big_integer("received_at"))
            .primary_key(Index::create().col("key").col("source").col("number"))
            .take(),
    ]
}

fn indices() -> Vec<IndexCreateStatement> {
    vec![
        index("decision_of_person", "decision", &["person_id", "at"]),
        index("permit_of_person", "permit", &["person_id"]),
        index("permit_granted", "permit_regime", &["regime", "granted_at"]),
        index("group_of_permit", "permit_group", &["decision_id"]),
        index("permit_change_of", "permit_change", &["decision_id", "id"]),
        index("inbox_key_received", "inbox_key", &["received_at"]),
        index("inbox_part_received", "inbox_part", &["received_at"]),
    ]
}

/// Indices of the rows only that are asked for by them.
const PARTIAL: [&str; 5] = [
    "CREATE INDEX permit_by_plate ON permit (plate_lookup, end_at) WHERE plate_lookup IS NOT NULL",
    "CREATE INDEX permit_by_phone ON permit (phone, end_at) WHERE phone IS NOT NULL",
    "CREATE INDEX inbox_waiting ON inbox (next_at) WHERE state = 'received'",
    "CREATE INDEX outbox_due ON outbox (source, next_at, id) WHERE state IN ('queued', 'sending', 'uncertain')",
    "CREATE INDEX outbox_carried ON outbox (carrier, carrier_id) WHERE state = 'sent'",
];

/// What was there before. `{name}` of a row without a decision is made of its time and its number.
fn copies(backend: DbBackend) -> Vec<String> {
    let name = |at: &str, id: &str| match backend {
        DbBackend::Sqlite => format!("printf('%012x%016x', {at}, {id})"),
        _ => format!("lpad(to_hex({at}), 12, '0') || lpad(to_hex({id}), 16, '0')"),
    };
    let received = format!("coalesce(i.decision_id, {})", name("i.received_at", "i.id"));
    let queued = format!(
        "coalesce(i.decision_id, CASE WHEN i.id IS NULL THEN {} ELSE {} END)",
        name("o.created_at", "o.id"),
        name("i.received_at", "i.id")
    );
    vec![
        "INSERT INTO decision SELECT id, person_id, at, channel, purpose, outcome, record, retain_until FROM old_decision".to_owned(),
        "INSERT INTO permit SELECT decision_id, code, person_id, purpose, territory, granted_at, start_at, end_at, daily, time_zone, \
         plate, plate_lookup, phone, revoked_at, retain_until FROM old_permit"
            .to_owned(),
        "INSERT INTO permit_code SELECT code, decision_id, person_id FROM old_permit".to_owned(),
        "INSERT INTO permit_regime SELECT r.person_id, p.decision_id, r.regime, r.granted_at FROM old_permit_regime r \
         JOIN old_permit p ON p.id = r.permit_id"
            .to_owned(),
        "INSERT INTO permit_group SELECT g.group_id, p.decision_id FROM old_permit_group g JOIN old_permit p ON p.id = g.permit_id"
            .to_owned(),
        "INSERT INTO permit_change (decision_id, at, kind, old_end, new_end, \"by\", document, regime, cite) \
         SELECT p.decision_id, c.at, c.kind, c.old_end, c.new_end, c.\"by\", c.document, c.regime, c.cite \
         FROM old_permit_change c JOIN old_permit p ON p.id = c.permit_id ORDER BY c.id"
            .to_owned(),
        format!(
            "INSERT INTO inbox (id, source, message_id, received_at, state, effect, registration_id, attempts) \
             SELECT {received}, i.source, i.message_id, i.received_at, 'decided', i.effect, i.registration_id, 1 FROM old_inbox i"
        ),
        format!(
            "INSERT INTO inbox_key (source, key, message, received_at) SELECT i.source, i.key, {received}, i.received_at FROM old_inbox i"
        ),
        format!(
            "INSERT INTO outbox (id, source, message, recipient, sender, text, created_at, next_at, attempts, state, delivered_at) \
             SELECT {queued}, o.source, o.message, o.recipient, o.sender, o.text, o.created_at, o.next_at, o.attempts, \
             CASE o.state WHEN 'waiting' THEN 'queued' WHEN 'given_up' THEN 'failed' ELSE o.state END, o.delivered_at \
             FROM old_outbox o LEFT JOIN old_inbox i ON i.outbox_id = o.id"
        ),
    ]
}

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let backend = manager.get_database_backend();
        let connection = manager.get_connection();
        for old in OLD {
            connection.execute_unprepared(&format!("ALTER TABLE {old} RENAME TO old_{old}")).await?;
        }
        for (name, mut table) in tables() {
            let range = BY_TIME.iter().find(|(table, _)| *table == name);
            if let (DbBackend::Postgres, Some((_, column))) = (backend, range) {
                table.extra(format!("PARTITION BY RANGE ({column})"));
            }
            manager.create_table(table).await?;
            if let (DbBackend::Postgres, Some(_)) = (backend, range) {
                connection.execute_unprepared(&format!("CREATE TABLE {name}_rest PARTITION OF {name} DEFAULT")).await?;
            }
        }
        for mut table in keyed() {
            if backend == DbBackend::Sqlite {
                table.extra("WITHOUT ROWID");
            }
            manager.create_table(table).await?;
        }
        for copy in copies(backend) {
            connection.execute_unprepared(&copy).await?;
        }
        for old in OLD {
            connection.execute_unprepared(&format!("DROP TABLE old_{old}")).await?;
        }
        for index in indices() {
            manager.create_index(index).await?;
        }
        for index in PARTIAL {
            connection.execute_unprepared(index).await?;
        }
        Ok(())
    }
}

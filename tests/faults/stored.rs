//! What the store says, row by row, with what is sealed opened.

use std::{collections::BTreeMap, path::Path};

use permits::Vault;
use sea_orm::{ConnectionTrait, QueryResult, Statement, TryGetable};
use store::{Sealed, Store};

#[derive(Debug)]
pub struct Message {
    pub name: String,
    pub state: String,
    /// The telephone of one that waits to be decided on.
    pub waits_from: Option<String>,
}

#[derive(Debug)]
pub struct Decision {
    pub name: String,
    pub person: Option<i64>,
    pub outcome: String,
}

#[derive(Debug)]
pub struct Permit {
    pub name: String,
    pub code: String,
    pub person: i64,
    pub purpose: String,
    pub granted_at: i64,
}

#[derive(Debug)]
pub struct Reply {
    pub name: String,
    /// What makes the message that it answers the same as another.
    pub key: Vec<u8>,
    pub to: String,
    pub text: String,
    pub state: String,
    pub doubtful: i64,
    /// The operator that took it, and its identifier.
    pub taken: Option<(String, String)>,
}

pub struct Stored {
    pub messages: Vec<Message>,
    /// What makes messages the same, and their names.
    pub keys: BTreeMap<Vec<u8>, String>,
    pub decisions: Vec<Decision>,
    pub permits: Vec<Permit>,
    /// Code and name.
    pub codes: Vec<(String, String)>,
    /// Name and person, once for each regime.
    pub regimes: Vec<(String, i64)>,
    pub replies: Vec<Reply>,
    vault: Vault,
}

/// The number that everybody writes to.
pub const SERVICE: &str = "8103";

impl Stored {
    pub async fn read(url: &str, keys: &Path) -> Self {
        let store = Store::open(url).await.unwrap_or_else(|error| panic!("{error}"));
        let vault = Vault::from_file_or_create(keys).expect("the keys");
        let rows = Rows(&store);
        let messages = rows.of("SELECT id, state, content FROM inbox ORDER BY id").await;
        let keys = rows.of("SELECT key, message FROM inbox_key").await;
        let decisions = rows.of("SELECT id, person_id, outcome FROM decision ORDER BY id").await;
        let permits = rows.of("SELECT decision_id, code, person_id, purpose, granted_at FROM permit ORDER BY decision_id").await;
        let codes = rows.of("SELECT code, decision_id FROM permit_code").await;
        let regimes = rows.of("SELECT decision_id, person_id FROM permit_regime").await;
        let replies =
            "SELECT id, message, recipient, text, state, CAST(doubtful AS BIGINT) AS doubtful, carrier, carrier_id FROM outbox ORDER BY id";
        let replies = rows.of(replies).await;
        let stored = Self {
            messages: messages.iter().map(|row| message(row, &vault)).collect(),
            keys: keys.iter().map(|row| (get(row, "key"), get(row, "message"))).collect(),
            decisions: decisions
                .iter()
                .map(|row| Decision { name: get(row, "id"), person: get(row, "person_id"), outcome: get(row, "outcome") })
                .collect(),
            permits: permits
                .iter()
                .map(|row| Permit {
                    name: get(row, "decision_id"),
                    code: get(row, "code"),
                    person: get(row, "person_id"),
                    purpose: get(row, "purpose"),
                    granted_at: get(row, "granted_at"),
                })
                .collect(),
            codes: codes.iter().map(|row| (get(row, "code"), get(row, "decision_id"))).collect(),
            regimes: regimes.iter().map(|row| (get(row, "decision_id"), get(row, "person_id"))).collect(),
            replies: replies.iter().map(|row| reply(row, &vault)).collect(),
            vault,
        };
        store.close().await.expect("closed");
        stored
    }

    /// What makes a message the same as another.
    pub fn key(&self, from: &str, text: &str) -> Vec<u8> {
        self.vault.lookup("inbox.text", &[&format!("+{from}"), SERVICE, text]).bytes().to_vec()
    }
}

fn message(row: &QueryResult, vault: &Vault) -> Message {
    let name: String = get(row, "id");
    let content: Option<Vec<u8>> = get(row, "content");
    let waits_from = content.map(|content| {
        let json = vault.open("inbox.content", name.as_bytes(), &Sealed::new(content)).expect("what waits opens");
        let content: serde_json::Value = serde_json::from_str(&json).expect("a message");
        content.get("from").and_then(|from| from.as_str()).unwrap_or_default().trim_start_matches('+').to_owned()
    });
    Message { name, state: get(row, "state"), waits_from }
}

fn reply(row: &QueryResult, vault: &Vault) -> Reply {
    let key: Vec<u8> = get(row, "message");
    let open = |place, column| vault.open(place, &key, &Sealed::new(get(row, column))).expect("a reply opens");
    Reply {
        name: get(row, "id"),
        to: open("outbox.recipient", "recipient").trim_start_matches('+').to_owned(),
        text: open("outbox.text", "text"),
        state: get(row, "state"),
        doubtful: get(row, "doubtful"),
        taken: get::<Option<String>>(row, "carrier").zip(get(row, "carrier_id")),
        key,
    }
}

struct Rows<'s>(&'s Store);

impl Rows<'_> {
    async fn of(&self, sql: &str) -> Vec<QueryResult> {
        let db = self.0.db();
        db.query_all_raw(Statement::from_string(db.get_database_backend(), sql)).await.unwrap_or_else(|error| panic!("{sql}: {error}"))
    }
}

fn get<T: TryGetable>(row: &QueryResult, column: &str) -> T {
    row.try_get("", column).unwrap_or_else(|error| panic!("{column}: {error}"))
}

/// Runs a statement, as nobody should.
pub async fn tamper(url: &str, sql: &str) -> u64 {
    let store = Store::open(url).await.unwrap_or_else(|error| panic!("{error}"));
    let done = store.db().execute_unprepared(sql).await.unwrap_or_else(|error| panic!("{sql}: {error}"));
    store.close().await.expect("closed");
    done.rows_affected()
}

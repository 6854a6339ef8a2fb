//! What is remembered between two messages of one telephone to one number.

use std::collections::HashMap;

use domain::{Instant, Language};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, TryInsertResult,
    sea_query::{Expr, LockType, OnConflict},
};

use super::many;
use crate::{
    Db, Lookup, Sealed, StoreError,
    entity::conversation::*,
    values::{instant, instants, millis, read},
};

/// A conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoredConversation {
    /// The language that the person chose or wrote last.
    pub language: Option<Language>,
    /// The form that is being filled in, and from when on it is forgotten.
    pub dialog: Option<(Sealed, Instant)>,
    /// Since when nothing is sent but answers.
    pub silent_since: Option<Instant>,
    /// In which letters the person wants to be answered, in words of the caller.
    pub letters: Option<String>,
    /// How often it changed. Set when it is stored, whatever stands here.
    pub version: i64,
}

/// The conversations of these hashes. A dialog that has expired is absent.
///
/// # Errors
/// When the database fails.
pub async fn all(db: &Db<'_>, lookups: &[Lookup], at: Instant) -> Result<HashMap<Lookup, StoredConversation>, StoreError> {
    let mut conversations = HashMap::new();
    for list in many::lists(lookups.iter().map(Lookup::store)) {
        for row in Entity::find().filter(Column::Lookup.is_in(list)).all(db).await? {
            let language = row.language.map(|tag| read("the language of a conversation", &tag)).transpose()?;
            let dialog = match (row.dialog, row.expires_at) {
                (Some(dialog), Some(expires)) if millis(at) < expires => Some((Sealed::new(dialog), instant(expires)?)),
                _ => None,
            };
            let silent_since = instants(row.silent_since)?;
            let stored = StoredConversation { language, dialog, silent_since, letters: row.letters, version: row.version };
            conversations.insert(Lookup::new(row.lookup), stored);
        }
    }
    Ok(conversations)
}

/// Locks conversations until the transaction ends, and says how often each changed; those that there are not are absent.
///
/// # Errors
/// When the database fails.
pub async fn lock_all(db: &Db<'_>, lookups: &[Lookup]) -> Result<HashMap<Lookup, i64>, StoreError> {
    let mut versions = HashMap::new();
    for list in many::lists(lookups.iter().map(Lookup::store)) {
        let found: Vec<(Vec<u8>, i64)> = Entity::find()
            .select_only()
            .columns([Column::Lookup, Column::Version])
            .filter(Column::Lookup.is_in(list))
            .order_by_asc(Column::Lookup)
            .lock(LockType::Update)
            .into_tuple()
            .all(db)
            .await?;
        versions.extend(found.into_iter().map(|(lookup, version)| (Lookup::new(lookup), version)));
    }
    Ok(versions)
}

/// Stores conversations in place of those before, each of which stands there once.
///
/// # Errors
/// When the database fails.
pub async fn put_all(db: &Db<'_>, conversations: Vec<(Lookup, StoredConversation)>, at: Instant) -> Result<(), StoreError> {
    let rows = rows(conversations, at);
    for part in many::parts(&rows) {
        let mut replace = OnConflict::column(Column::Lookup);
        replace.update_columns([
            Column::Language,
            Column::Dialog,
            Column::ExpiresAt,
            Column::UpdatedAt,
            Column::SilentSince,
            Column::Letters,
        ]);
        replace.value(Column::Version, Expr::col((Entity, Column::Version)).add(1));
        Entity::insert_many(part.iter().cloned()).on_conflict(replace).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Stores conversations where there were none, each of which stands there once.
///
/// # Errors
/// When the database fails, or another transaction was faster with one of them.
pub async fn begin_all(db: &Db<'_>, conversations: Vec<(Lookup, StoredConversation)>, at: Instant) -> Result<(), StoreError> {
    let rows = rows(conversations, at);
    for part in many::parts(&rows) {
        let insert = Entity::insert_many(part.iter().cloned()).on_conflict_do_nothing_on([Column::Lookup]);
        let done = insert.exec_without_returning(db).await?;
        if !matches!(done, TryInsertResult::Inserted(rows) if rows == part.len() as u64) {
            return Err(StoreError::Overtaken);
        }
    }
    Ok(())
}

/// Always in the same order, so that no two transactions wait for each other.
fn rows(conversations: Vec<(Lookup, StoredConversation)>, at: Instant) -> Vec<ActiveModel> {
    let mut rows: Vec<ActiveModel> = conversations.into_iter().map(|(lookup, conversation)| row(&lookup, conversation, at)).collect();
    rows.sort_by(|a, b| a.lookup.as_ref().cmp(b.lookup.as_ref()));
    rows
}

/// Since when nothing is sent to a telephone from a number but answers.
///
/// # Errors
/// When the database fails.
pub async fn silent_since(db: &Db<'_>, lookup: &Lookup) -> Result<Option<Instant>, StoreError> {
    let found = Entity::find().filter(Column::Lookup.eq(lookup.bytes())).one(db).await?;
    instants(found.and_then(|row| row.silent_since))
}

fn row(lookup: &Lookup, conversation: StoredConversation, at: Instant) -> ActiveModel {
    let (dialog, expires) = conversation.dialog.unzip();
    ActiveModel {
        lookup: Set(lookup.store()),
        language: Set(conversation.language.map(|language| language.to_string())),
        dialog: Set(dialog.as_ref().map(Sealed::store)),
        expires_at: Set(expires.map(millis)),
        updated_at: Set(millis(at)),
        version: Set(1),
        silent_since: Set(conversation.silent_since.map(millis)),
        letters: Set(conversation.letters),
    }
}

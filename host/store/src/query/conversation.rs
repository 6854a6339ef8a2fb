//! What is remembered between two messages of one telephone to one number.

use domain::{Instant, Language};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QuerySelect, TryInsertResult,
    sea_query::{Expr, LockType, OnConflict},
};

use crate::{
    Db, Lookup, Sealed, StoreError,
    entity::conversation::*,
    values::{instants, millis, read},
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

/// The conversation of this hash. A dialog that has expired is absent.
///
/// # Errors
/// When the database fails.
pub async fn get(db: &Db<'_>, lookup: &Lookup, at: Instant) -> Result<Option<StoredConversation>, StoreError> {
    let Some(row) = Entity::find_by_id(lookup.store()).one(db).await? else { return Ok(None) };
    let language = row.language.map(|tag| read("the language of a conversation", &tag)).transpose()?;
    let dialog = match (row.dialog, row.expires_at) {
        (Some(dialog), Some(expires)) if millis(at) < expires => Some((Sealed::new(dialog), crate::values::instant(expires)?)),
        _ => None,
    };
    let silent_since = instants(row.silent_since)?;
    Ok(Some(StoredConversation { language, dialog, silent_since, letters: row.letters, version: row.version }))
}

/// Locks the conversation until the transaction ends, and says how often it changed; 0 when there is none.
///
/// # Errors
/// When the database fails.
pub async fn lock(db: &Db<'_>, lookup: &Lookup) -> Result<i64, StoreError> {
    let found = Entity::find_by_id(lookup.store()).lock(LockType::Update).one(db).await?;
    Ok(found.map_or(0, |row| row.version))
}

/// Stores a conversation in place of the one before.
///
/// # Errors
/// When the database fails.
pub async fn put(db: &Db<'_>, lookup: &Lookup, conversation: StoredConversation, at: Instant) -> Result<(), StoreError> {
    let mut replace = OnConflict::column(Column::Lookup);
    replace.update_columns([Column::Language, Column::Dialog, Column::ExpiresAt, Column::UpdatedAt, Column::SilentSince, Column::Letters]);
    replace.value(Column::Version, Expr::col((Entity, Column::Version)).add(1));
    Entity::insert(row(lookup, conversation, at)).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

/// Stores a conversation where there was none; `false` when another transaction did: nothing was stored then.
///
/// # Errors
/// When the database fails.
pub async fn begin(db: &Db<'_>, lookup: &Lookup, conversation: StoredConversation, at: Instant) -> Result<bool, StoreError> {
    let insert = Entity::insert(row(lookup, conversation, at)).on_conflict_do_nothing_on([Column::Lookup]);
    Ok(matches!(insert.exec_without_returning(db).await?, TryInsertResult::Inserted(1)))
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

//! What is remembered between two messages of one telephone to one number.

use domain::{Instant, Language};
use sea_orm::{ActiveValue::Set, EntityTrait, sea_query::OnConflict};

use crate::{
    Db, Lookup, Sealed, StoreError,
    entity::conversation::*,
    values::{millis, read},
};

/// A conversation.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StoredConversation {
    /// The language that the person chose or wrote last.
    pub language: Option<Language>,
    /// The form that is being filled in, and from when on it is forgotten.
    pub dialog: Option<(Sealed, Instant)>,
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
    Ok(Some(StoredConversation { language, dialog }))
}

/// Stores a conversation in place of the one before.
///
/// # Errors
/// When the database fails.
pub async fn put(db: &Db<'_>, lookup: &Lookup, conversation: StoredConversation, at: Instant) -> Result<(), StoreError> {
    let (dialog, expires) = conversation.dialog.unzip();
    let row = ActiveModel {
        lookup: Set(lookup.store()),
        language: Set(conversation.language.map(|language| language.to_string())),
        dialog: Set(dialog.as_ref().map(Sealed::store)),
        expires_at: Set(expires.map(millis)),
        updated_at: Set(millis(at)),
    };
    let mut replace = OnConflict::column(Column::Lookup);
    replace.update_columns([Column::Language, Column::Dialog, Column::ExpiresAt, Column::UpdatedAt]);
    Entity::insert(row).on_conflict(replace).exec_without_returning(db).await?;
    Ok(())
}

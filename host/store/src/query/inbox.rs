//! What was received, so that it is answered once; and what could not be decided on yet.

use std::collections::HashMap;

use domain::Instant;
use jiff::SignedDuration;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, TryInsertResult,
    sea_query::{Expr, LockBehavior, LockType},
};

use super::{many, registration::RegistrationId};
use crate::{
    Db, Lookup, Sealed, StoreError,
    entity::{inbox::*, inbox_key},
    values::{instant, millis},
};

/// It waits to be decided on: trying has failed.
const RECEIVED: &str = "received";
/// It was decided on, or needed no decision.
const DECIDED: &str = "decided";

/// How a message is known again.
#[derive(Debug, Clone)]
pub struct Same<'a> {
    /// Who brought it.
    pub source: &'a str,
    /// A keyed hash of what makes a message the same.
    pub key: &'a Lookup,
    /// It is the same as one that was received after this.
    pub since: Instant,
    /// And as one that was received within this: from its first instant on, before its second.
    pub also: Option<(Instant, Instant)>,
}

/// What was answered to a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answered {
    /// What came of it, in words of the caller. Nothing yet, of one that waits.
    pub effect: Option<String>,
    /// The registration.
    pub registration: Option<RegistrationId>,
}

/// Whether a message is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Known {
    /// It is.
    New,
    /// It is, but the same came longer ago, under this name.
    Over(String),
    /// It came before, under this name, and this was answered.
    Before(String, Answered),
}

/// A message that was received.
#[derive(Debug, Clone)]
pub struct NewMessage<'a> {
    /// Its name.
    pub id: String,
    /// Who brought it.
    pub source: &'a str,
    /// A keyed hash of what makes a message the same.
    pub key: &'a Lookup,
    /// The name under which the same came longer ago.
    pub over: Option<String>,
    /// The gateway's own identifier, for the operator.
    pub message_id: Option<&'a str>,
    /// When.
    pub at: Instant,
    /// What was answered; what could not be, where it waits.
    pub answered: Result<Answered, Waiting>,
}

/// What is kept of a message that could not be decided on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// What it was.
    pub content: Sealed,
    /// Why, in words for operators.
    pub error: String,
    /// When it is tried again.
    pub next_at: Instant,
}

/// Whether messages are new, in their order.
///
/// # Errors
/// When the database fails.
pub async fn known(db: &Db<'_>, messages: &[Same<'_>]) -> Result<Vec<Known>, StoreError> {
    use inbox_key::Column as Key;
    let mut keys: HashMap<(String, Vec<u8>), (String, i64)> = HashMap::new();
    for list in many::lists(messages.iter().map(|message| message.key.store())) {
        let found = inbox_key::Entity::find().filter(Key::Key.is_in(list)).all(db).await?;
        keys.extend(found.into_iter().map(|row| ((row.source, row.key), (row.message, row.received_at))));
    }
    let found: Vec<Option<(String, bool)>> = messages
        .iter()
        .map(|message| {
            let (id, received_at) = keys.get(&(message.source.to_owned(), message.key.store()))?;
            let also = message.also.is_some_and(|(from, until)| (millis(from)..millis(until)).contains(received_at));
            Some((id.clone(), also || millis(message.since) < *received_at))
        })
        .collect();
    let mut answers: HashMap<String, Answered> = HashMap::new();
    for list in many::lists(found.iter().flatten().filter(|(_, same)| *same).map(|(id, _)| id.clone())) {
        let rows = Entity::find().filter(Column::Id.is_in(list)).all(db).await?;
        answers.extend(rows.into_iter().map(|row| {
            let registration = row.registration_id.map(RegistrationId);
            (row.id, Answered { effect: row.effect, registration })
        }));
    }
    let known = found.into_iter().map(|found| match found {
        None => Known::New,
        Some((id, false)) => Known::Over(id),
        Some((id, true)) => {
            let answered = answers.get(&id).cloned().unwrap_or_default();
            Known::Before(id, answered)
        }
    });
    Ok(known.collect())
}

/// Stores messages that are new.
///
/// # Errors
/// When the database fails, or one of them was stored by another transaction meanwhile: then the same again finds it.
pub async fn put_all(db: &Db<'_>, messages: &[NewMessage<'_>]) -> Result<(), StoreError> {
    let rows: Vec<ActiveModel> = messages.iter().map(row).collect();
    for part in many::parts(&rows) {
        Entity::insert_many(part.iter().cloned()).exec_without_returning(db).await?;
    }
    let mut keys: Vec<inbox_key::ActiveModel> = messages.iter().filter(|message| message.over.is_none()).map(key).collect();
    // Always in the same order, so that no two transactions wait for each other.
    keys.sort_by(|a, b| a.key.as_ref().cmp(b.key.as_ref()));
    for part in many::parts(&keys) {
        let insert = inbox_key::Entity::insert_many(part.iter().cloned());
        let done = insert.on_conflict_do_nothing_on([inbox_key::Column::Key, inbox_key::Column::Source]).exec_without_returning(db).await?;
        if !matches!(done, TryInsertResult::Inserted(rows) if rows == part.len() as u64) {
            return Err(StoreError::Overtaken);
        }
    }
    for message in messages {
        let Some(over) = &message.over else { continue };
        use inbox_key::Column as Key;
        let done = inbox_key::Entity::update_many()
            .col_expr(Key::Message, Expr::value(message.id.clone()))
            .col_expr(Key::ReceivedAt, Expr::value(millis(message.at)))
            .filter(Key::Key.eq(message.key.bytes()).and(Key::Source.eq(message.source)).and(Key::Message.eq(over.as_str())))
            .exec(db)
            .await?;
        if done.rows_affected != 1 {
            return Err(StoreError::Overtaken);
        }
    }
    Ok(())
}

fn row(message: &NewMessage<'_>) -> ActiveModel {
    let (answered, waiting) = match &message.answered {
        Ok(answered) => (Some(answered), None),
        Err(waiting) => (None, Some(waiting)),
    };
    ActiveModel {
        id: Set(message.id.clone()),
        source: Set(message.source.to_owned()),
        message_id: Set(message.message_id.map(str::to_owned)),
        received_at: Set(millis(message.at)),
        state: Set(if waiting.is_some() { RECEIVED } else { DECIDED }.to_owned()),
        effect: Set(answered.and_then(|answered| answered.effect.clone())),
        registration_id: Set(answered.and_then(|answered| answered.registration).map(|registration| registration.0)),
        content: Set(waiting.map(|waiting| waiting.content.store())),
        error: Set(waiting.map(|waiting| waiting.error.clone())),
        attempts: Set(1),
        next_at: Set(waiting.map(|waiting| millis(waiting.next_at))),
    }
}

fn key(message: &NewMessage<'_>) -> inbox_key::ActiveModel {
    inbox_key::ActiveModel {
        source: Set(message.source.to_owned()),
        key: Set(message.key.store()),
        message: Set(message.id.clone()),
        received_at: Set(millis(message.at)),
    }
}

/// A message that waits to be decided on.
#[derive(Debug, Clone)]
pub struct Undecided {
    /// Its name.
    pub id: String,
    /// What it was.
    pub content: Sealed,
    /// When it was received.
    pub received_at: Instant,
    /// How often it was tried.
    pub attempts: u32,
}

/// Messages that wait to be decided on and are due, the oldest first, each to one node: until `until` they are nobody else's.
///
/// # Errors
/// When the database fails.
pub async fn claim(db: &Db<'_>, at: Instant, until: Instant, limit: u32) -> Result<Vec<Undecided>, StoreError> {
    let due = Entity::find()
        .filter(Column::State.eq(RECEIVED).and(Column::NextAt.lte(millis(at))))
        .order_by_asc(Column::Id)
        .limit(u64::from(limit))
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(db)
        .await?;
    Entity::update_many()
        .col_expr(Column::NextAt, Expr::value(millis(until)))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.is_in(due.iter().map(|row| row.id.clone())))
        .exec(db)
        .await?;
    let claimed = due.into_iter().filter_map(|row| {
        let content = Sealed::new(row.content?);
        Some(instant(row.received_at).map(|received_at| Undecided {
            id: row.id,
            content,
            received_at,
            attempts: row.attempts.unsigned_abs() + 1,
        }))
    });
    claimed.collect()
}

/// Notes why a message that waits could not be decided on this time, and when it is tried again.
///
/// # Errors
/// When the database fails.
pub async fn postpone(db: &Db<'_>, id: &str, error: &str, next_at: Instant) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Error, Expr::value(error))
        .col_expr(Column::NextAt, Expr::value(millis(next_at)))
        .filter(Column::Id.eq(id).and(Column::State.eq(RECEIVED)))
        .exec(db)
        .await?;
    Ok(())
}

/// Notes what was answered to a message that waited; what it said is kept no longer. `false` when it does not wait any more.
///
/// # Errors
/// When the database fails.
pub async fn decided(db: &Db<'_>, id: &str, answered: &Answered) -> Result<bool, StoreError> {
    let done = Entity::update_many()
        .col_expr(Column::State, Expr::value(DECIDED))
        .col_expr(Column::Effect, Expr::value(answered.effect.clone()))
        .col_expr(Column::RegistrationId, Expr::value(answered.registration.map(|registration| registration.0)))
        .col_expr(Column::Content, Expr::value(Option::<Vec<u8>>::None))
        .col_expr(Column::Error, Expr::value(Option::<String>::None))
        .col_expr(Column::NextAt, Expr::value(Option::<i64>::None))
        .filter(Column::Id.eq(id).and(Column::State.eq(RECEIVED)))
        .exec(db)
        .await?;
    Ok(done.rows_affected > 0)
}

/// Forgets what made messages the same that were received before an instant. Returns how many.
///
/// # Errors
/// When the database fails.
pub async fn forget(db: &Db<'_>, before: Instant) -> Result<u64, StoreError> {
    Ok(inbox_key::Entity::delete_many().filter(inbox_key::Column::ReceivedAt.lt(millis(before))).exec(db).await?.rows_affected)
}

/// The oldest moment since which a message with this window is the same.
#[must_use]
pub fn since(at: Instant, window: SignedDuration) -> Instant {
    at.checked_sub(window).unwrap_or(Instant::MIN)
}

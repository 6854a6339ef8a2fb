//! What was received, so that it is answered once.

use domain::Instant;
use jiff::SignedDuration;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, NotSet, QueryFilter, QuerySelect, TryInsertResult,
    sea_query::{Expr, LockType},
};

use super::{outbox::OutgoingId, registration::RegistrationId};
use crate::{Db, Lookup, StoreError, entity::inbox::*, values::millis};

/// A message's place in the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct InboxId(i64);

/// A message that comes in.
#[derive(Debug, Clone)]
pub struct Received<'a> {
    /// Who brought it.
    pub source: &'a str,
    /// A keyed hash of what makes a message the same.
    pub key: &'a Lookup,
    /// The gateway's own identifier, for the operator.
    pub message_id: Option<&'a str>,
    /// When.
    pub at: Instant,
    /// How long it is still the same message.
    pub window: SignedDuration,
}

/// What was answered to a message.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answered {
    /// What came of it, in words of the caller.
    pub effect: Option<String>,
    /// The decision.
    pub decision: Option<String>,
    /// The registration.
    pub registration: Option<RegistrationId>,
    /// The reply.
    pub outgoing: Option<OutgoingId>,
}

/// Whether a message is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// It is, and its place is taken: the same message in another transaction waits for this one.
    New(InboxId),
    /// It was answered before.
    Before(Answered),
}

/// Takes the place of a message. The same message in another transaction is waited for.
///
/// # Errors
/// When the database fails.
pub async fn take(db: &Db<'_>, message: &Received<'_>) -> Result<Taken, StoreError> {
    let row = ActiveModel {
        id: NotSet,
        source: Set(message.source.to_owned()),
        key: Set(message.key.store()),
        message_id: Set(message.message_id.map(str::to_owned)),
        received_at: Set(millis(message.at)),
        effect: Set(None),
        decision_id: Set(None),
        registration_id: Set(None),
        outbox_id: Set(None),
    };
    if let TryInsertResult::Inserted(done) = Entity::insert(row).on_conflict_do_nothing_on([Column::Source, Column::Key]).exec(db).await? {
        return Ok(Taken::New(InboxId(done.last_insert_id)));
    }
    let same = Column::Source.eq(message.source).and(Column::Key.eq(message.key.bytes()));
    let found = Entity::find().filter(same).lock(LockType::Update).one(db).await?;
    let found = found.ok_or(StoreError::corrupt("a received message vanished"))?;
    if found.received_at.abs_diff(millis(message.at)) < message.window.as_millis().unsigned_abs() as u64 {
        return Ok(Taken::Before(Answered {
            effect: found.effect,
            decision: found.decision_id,
            registration: found.registration_id.map(RegistrationId),
            outgoing: found.outbox_id.map(OutgoingId),
        }));
    }
    Entity::update_many().col_expr(Column::ReceivedAt, Expr::value(millis(message.at))).filter(Column::Id.eq(found.id)).exec(db).await?;
    Ok(Taken::New(InboxId(found.id)))
}

/// Notes what was answered to a message whose place was taken.
///
/// # Errors
/// When the database fails.
pub async fn answer(db: &Db<'_>, id: InboxId, answered: &Answered) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::Effect, Expr::value(answered.effect.clone()))
        .col_expr(Column::DecisionId, Expr::value(answered.decision.clone()))
        .col_expr(Column::RegistrationId, Expr::value(answered.registration.map(|r| r.0)))
        .col_expr(Column::OutboxId, Expr::value(answered.outgoing.map(|o| o.0)))
        .filter(Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

//! Messages to be delivered.

use domain::{Instant, ServiceNumber};
use jiff::SignedDuration;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, EntityTrait, ExprTrait, NotSet, QueryFilter, QueryOrder, QuerySelect,
    sea_query::{Expr, LockBehavior, LockType},
};

use crate::{
    Db, Lookup, Sealed, StoreError,
    entity::outbox::*,
    values::{instant, millis, read},
};

/// A message's place in the queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct OutgoingId(pub(crate) i64);

impl OutgoingId {
    /// As a number.
    #[must_use]
    pub fn get(self) -> i64 {
        self.0
    }
}

impl From<i64> for OutgoingId {
    fn from(id: i64) -> Self {
        Self(id)
    }
}

const WAITING: &str = "waiting";
const DELIVERED: &str = "delivered";
const GIVEN_UP: &str = "given_up";

/// A message to be queued.
#[derive(Debug, Clone)]
pub struct NewOutgoing {
    /// Whose gateway carries it.
    pub source: String,
    /// The keyed hash of the message that it answers; what is sealed is bound to it.
    pub message: Lookup,
    /// Who gets it.
    pub recipient: Sealed,
    /// The number that it comes from.
    pub sender: ServiceNumber,
    /// What it says.
    pub text: Sealed,
    /// When it is queued.
    pub at: Instant,
    /// From when on it may be delivered: later than `at` when it is held back.
    pub due: Instant,
}

/// A queued message.
#[derive(Debug, Clone)]
pub struct StoredOutgoing {
    /// Its place.
    pub id: OutgoingId,
    /// Whose gateway carries it.
    pub source: String,
    /// The keyed hash of the message that it answers.
    pub message: Lookup,
    /// Who gets it.
    pub recipient: Sealed,
    /// The number that it comes from.
    pub sender: ServiceNumber,
    /// What it says.
    pub text: Sealed,
    /// How often it was handed out.
    pub attempts: u32,
    /// When it may be delivered next.
    pub next_at: Instant,
}

fn outgoing(row: Model) -> Result<StoredOutgoing, StoreError> {
    Ok(StoredOutgoing {
        id: OutgoingId(row.id),
        source: row.source,
        message: Lookup::new(row.message),
        recipient: Sealed::new(row.recipient),
        sender: read("the sender of a message", &row.sender)?,
        text: Sealed::new(row.text),
        attempts: row.attempts.unsigned_abs(),
        next_at: instant(row.next_at)?,
    })
}

/// Queues a message.
///
/// # Errors
/// When the database fails.
pub async fn put(db: &Db<'_>, new: NewOutgoing) -> Result<OutgoingId, StoreError> {
    let row = ActiveModel {
        id: NotSet,
        source: Set(new.source),
        message: Set(new.message.store()),
        recipient: Set(new.recipient.store()),
        sender: Set(new.sender.to_string()),
        text: Set(new.text.store()),
        created_at: Set(millis(new.at)),
        next_at: Set(millis(new.due)),
        attempts: Set(0),
        state: Set(WAITING.to_owned()),
        delivered_at: Set(None),
    };
    Ok(OutgoingId(Entity::insert(row).exec(db).await?.last_insert_id))
}

/// A queued message, in whatever state it is.
///
/// # Errors
/// When the database fails.
pub async fn by_id(db: &Db<'_>, id: OutgoingId) -> Result<Option<StoredOutgoing>, StoreError> {
    Entity::find_by_id(id.0).one(db).await?.map(outgoing).transpose()
}

/// Hands out what is due through one gateway, oldest first, and to nobody else before the lease is over. Of two nodes that ask at the same moment
/// each gets other messages.
///
/// # Errors
/// When the database fails.
pub async fn lease(db: &Db<'_>, source: &str, at: Instant, lease: SignedDuration, limit: u32) -> Result<Vec<StoredOutgoing>, StoreError> {
    let due = Entity::find()
        .filter(Column::State.eq(WAITING).and(Column::Source.eq(source)).and(Column::NextAt.lte(millis(at))))
        .order_by_asc(Column::NextAt)
        .order_by_asc(Column::Id)
        .limit(u64::from(limit))
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(db)
        .await?;
    if due.is_empty() {
        return Ok(Vec::new());
    }
    Entity::update_many()
        .col_expr(Column::NextAt, Expr::value(millis(at.saturating_add(lease).unwrap_or(at))))
        .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
        .filter(Column::Id.is_in(due.iter().map(|row| row.id)))
        .exec(db)
        .await?;
    due.into_iter().map(|row| outgoing(Model { attempts: row.attempts + 1, ..row })).collect()
}

/// Notes that a message was delivered.
///
/// # Errors
/// When the database fails.
pub async fn delivered(db: &Db<'_>, id: OutgoingId, at: Instant) -> Result<(), StoreError> {
    Entity::update_many()
        .col_expr(Column::State, Expr::value(DELIVERED))
        .col_expr(Column::DeliveredAt, Expr::value(millis(at)))
        .filter(Column::Id.eq(id.0))
        .exec(db)
        .await?;
    Ok(())
}

/// Notes that a message was not delivered: it is tried again at `retry_at`, or given up. What was delivered stays so.
///
/// # Errors
/// When the database fails.
pub async fn failed(db: &Db<'_>, id: OutgoingId, retry_at: Option<Instant>) -> Result<(), StoreError> {
    let update = match retry_at {
        Some(at) => Entity::update_many().col_expr(Column::NextAt, Expr::value(millis(at))),
        None => Entity::update_many().col_expr(Column::State, Expr::value(GIVEN_UP)),
    };
    update.filter(Column::Id.eq(id.0).and(Column::State.eq(WAITING))).exec(db).await?;
    Ok(())
}

/// How many messages wait for delivery.
///
/// # Errors
/// When the database fails.
pub async fn waiting(db: &Db<'_>) -> Result<u64, StoreError> {
    use sea_orm::PaginatorTrait;
    Ok(Entity::find().filter(Column::State.eq(WAITING)).count(db).await?)
}

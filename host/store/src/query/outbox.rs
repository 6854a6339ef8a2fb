//! Messages to be delivered.

use std::{collections::BTreeMap, fmt::Write as _};

use domain::{Instant, ServiceNumber};
use jiff::SignedDuration;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect, Statement, Value,
    sea_query::{Expr, LockBehavior, LockType},
};

use super::many;
use crate::{
    Db, Lookup, Sealed, StoreError,
    entity::outbox::*,
    values::{instant, instants, millis, read},
};

/// What is known of a message's delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum State {
    /// It waits for its turn.
    Queued,
    /// It was handed out; whoever has it has not said yet what became of it.
    Sending,
    /// A carrier took it.
    Sent,
    /// Nobody knows whether a carrier took it; it is sent again.
    Uncertain,
    /// The telephone has it, or the gateway took it in the answer to its own request.
    Delivered,
    /// It was given up.
    Failed,
    /// It lost its point before it could be sent.
    Expired,
}

impl State {
    /// Every state.
    pub const ALL: [Self; 7] = [Self::Queued, Self::Sending, Self::Sent, Self::Uncertain, Self::Delivered, Self::Failed, Self::Expired];
    /// Those of a message that has yet to be sent.
    const WAITING: [Self; 3] = [Self::Queued, Self::Sending, Self::Uncertain];

    /// As it is stored.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Queued => "queued",
            Self::Sending => "sending",
            Self::Sent => "sent",
            Self::Uncertain => "uncertain",
            Self::Delivered => "delivered",
            Self::Failed => "failed",
            Self::Expired => "expired",
        }
    }

    /// From what is stored.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == text)
    }
}

/// A message to be queued.
#[derive(Debug, Clone)]
pub struct NewOutgoing {
    /// Its name: that of the message that it answers.
    pub id: String,
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
    /// From when on it has lost its point.
    pub expires_at: Option<Instant>,
    /// Until when it is somebody's who sends it without taking it from the queue.
    pub claimed_until: Option<Instant>,
}

/// A queued message.
#[derive(Debug, Clone)]
pub struct StoredOutgoing {
    /// Its name.
    pub id: String,
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
    /// How many of the attempts may have sent it without anybody knowing.
    pub doubtful: u32,
    /// When it may be delivered next; until when it is somebody's.
    pub next_at: Instant,
    /// From when on it has lost its point.
    pub expires_at: Option<Instant>,
    /// What is known of its delivery.
    pub state: State,
}

fn outgoing(row: Model) -> Result<StoredOutgoing, StoreError> {
    Ok(StoredOutgoing {
        id: row.id,
        source: row.source,
        message: Lookup::new(row.message),
        recipient: Sealed::new(row.recipient),
        sender: read("the sender of a message", &row.sender)?,
        text: Sealed::new(row.text),
        attempts: row.attempts.unsigned_abs(),
        doubtful: row.doubtful.unsigned_abs(),
        next_at: instant(row.next_at)?,
        expires_at: instants(row.expires_at)?,
        state: State::read(&row.state).ok_or(StoreError::corrupt("the state of a message"))?,
    })
}

/// Queues messages.
///
/// # Errors
/// When the database fails.
pub async fn put_all(db: &Db<'_>, new: Vec<NewOutgoing>) -> Result<(), StoreError> {
    let rows: Vec<ActiveModel> = new.into_iter().map(row).collect();
    for part in many::parts(&rows) {
        Entity::insert_many(part.iter().cloned()).exec_without_returning(db).await?;
    }
    Ok(())
}

fn row(new: NewOutgoing) -> ActiveModel {
    let state = if new.claimed_until.is_some() { State::Sending } else { State::Queued };
    ActiveModel {
        id: Set(new.id),
        source: Set(new.source),
        message: Set(new.message.store()),
        recipient: Set(new.recipient.store()),
        sender: Set(new.sender.to_string()),
        text: Set(new.text.store()),
        created_at: Set(millis(new.at)),
        next_at: Set(millis(new.claimed_until.unwrap_or(new.due))),
        expires_at: Set(new.expires_at.map(millis)),
        attempts: Set(i32::from(new.claimed_until.is_some())),
        doubtful: Set(0),
        state: Set(state.as_str().to_owned()),
        carrier: Set(None),
        carrier_id: Set(None),
        sent_at: Set(None),
        delivered_at: Set(None),
        error: Set(None),
    }
}

/// A message, in whatever state it is.
///
/// # Errors
/// When the database fails.
pub async fn by_id(db: &Db<'_>, id: &str) -> Result<Option<StoredOutgoing>, StoreError> {
    Entity::find_by_id(id).one(db).await?.map(outgoing).transpose()
}

/// Hands out what is due through these gateways, oldest first, and to nobody else before the lease is over. Of two nodes that ask at the
/// same moment each gets other messages.
///
/// # Errors
/// When the database fails.
pub async fn lease(
    db: &Db<'_>,
    sources: &[&str],
    at: Instant,
    lease: SignedDuration,
    limit: u32,
) -> Result<Vec<StoredOutgoing>, StoreError> {
    let due = Entity::find()
        .filter(Column::State.is_in(State::WAITING.map(State::as_str)))
        .filter(Column::Source.is_in(sources.iter().copied()).and(Column::NextAt.lte(millis(at))))
        .order_by_asc(Column::NextAt)
        .order_by_asc(Column::Id)
        .limit(u64::from(limit))
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(db)
        .await?;
    let until = millis(at.saturating_add(lease).unwrap_or(at));
    // Of what was handed out before nobody has said what became of it.
    let doubtful = |row: &Model| row.state != State::Queued.as_str();
    for doubt in [false, true] {
        let ids: Vec<String> = due.iter().filter(|row| doubtful(row) == doubt).map(|row| row.id.clone()).collect();
        for list in many::lists(ids) {
            Entity::update_many()
                .col_expr(Column::NextAt, Expr::value(until))
                .col_expr(Column::State, Expr::value(State::Sending.as_str()))
                .col_expr(Column::Attempts, Expr::col(Column::Attempts).add(1))
                .col_expr(Column::Doubtful, Expr::col(Column::Doubtful).add(i32::from(doubt)))
                .filter(Column::Id.is_in(list))
                .exec(db)
                .await?;
        }
    }
    due.into_iter()
        .map(|row| {
            let doubtful = row.doubtful + i32::from(doubtful(&row));
            outgoing(Model { attempts: row.attempts + 1, doubtful, ..row })
        })
        .collect()
}

/// Whether anything is due through these gateways: a question that nobody has to wait for.
///
/// # Errors
/// When the database fails.
pub async fn is_due(db: &Db<'_>, sources: &[&str], at: Instant) -> Result<bool, StoreError> {
    let due = Column::State.is_in(State::WAITING.map(State::as_str)).and(Column::NextAt.lte(millis(at)));
    let found: Option<String> = Entity::find()
        .select_only()
        .column(Column::Id)
        .filter(due.and(Column::Source.is_in(sources.iter().copied())))
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// What became of a message that was handed out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Settled {
    /// A carrier took it, under this identifier where it tells what becomes of it.
    Sent {
        /// The carrier.
        carrier: String,
        /// Its own identifier of the message, in the one spelling by which it is looked up.
        carrier_id: Option<String>,
    },
    /// The telephone has it, or the gateway took it in the answer to its own request.
    Delivered,
    /// It was not sent, and is tried again.
    Again(Instant),
    /// It may have been sent, and is sent again.
    Uncertain(Instant),
    /// It is given up, and why.
    Failed(String),
    /// It lost its point.
    Expired,
}

/// Notes what became of messages. What was delivered stays so, whatever comes late.
///
/// # Errors
/// When the database fails.
pub async fn settle(db: &Db<'_>, settled: &[(String, Settled)], at: Instant) -> Result<(), StoreError> {
    let mut alike: BTreeMap<&Settled, Vec<String>> = BTreeMap::new();
    let mut sent: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (id, what) in settled {
        match what {
            Settled::Sent { carrier, carrier_id: Some(carrier_id) } => sent.entry(carrier).or_default().push((id, carrier_id)),
            _ => alike.entry(what).or_default().push(id.clone()),
        }
    }
    for (carrier, messages) in sent {
        for part in many::parts(&messages) {
            took(db, carrier, part, at).await?;
        }
    }
    for (what, ids) in alike {
        for list in many::lists(ids) {
            let update = Entity::update_many().filter(Column::Id.is_in(list));
            let waiting = Column::State.is_in(State::WAITING.map(State::as_str));
            let state = |state: State| Expr::value(state.as_str());
            let update = match what {
                Settled::Sent { carrier, .. } => update
                    .col_expr(Column::State, state(State::Sent))
                    .col_expr(Column::Carrier, Expr::value(carrier.as_str()))
                    .col_expr(Column::SentAt, Expr::value(millis(at)))
                    .filter(waiting),
                Settled::Delivered => {
                    update.col_expr(Column::State, state(State::Delivered)).col_expr(Column::DeliveredAt, Expr::value(millis(at)))
                }
                Settled::Again(next) => update
                    .col_expr(Column::State, state(State::Queued))
                    .col_expr(Column::NextAt, Expr::value(millis(*next)))
                    .filter(waiting),
                Settled::Uncertain(next) => update
                    .col_expr(Column::State, state(State::Uncertain))
                    .col_expr(Column::NextAt, Expr::value(millis(*next)))
                    .filter(waiting),
                Settled::Failed(why) => update
                    .col_expr(Column::State, state(State::Failed))
                    .col_expr(Column::Error, Expr::value(why.as_str()))
                    .filter(Column::State.ne(State::Delivered.as_str())),
                Settled::Expired => update.col_expr(Column::State, state(State::Expired)).filter(waiting),
            };
            update.exec(db).await?;
        }
    }
    Ok(())
}

/// Each with another identifier, in one statement.
async fn took(db: &Db<'_>, carrier: &str, messages: &[(&str, &str)], at: Instant) -> Result<(), StoreError> {
    let mut sql = String::from("WITH took (id, carrier_id) AS (VALUES ");
    let mut values: Vec<Value> = vec![carrier.into(), millis(at).into()];
    for (place, (id, carrier_id)) in messages.iter().enumerate() {
        let first = 3 + 2 * place;
        let comma = if place == 0 { "" } else { ", " };
        let _ = write!(sql, "{comma}(${first}, ${})", first + 1);
        values.extend([Value::from(*id), Value::from(*carrier_id)]);
    }
    sql.push_str(
        ") UPDATE outbox SET state = 'sent', carrier = $1, carrier_id = took.carrier_id, sent_at = $2 FROM took \
         WHERE outbox.id = took.id AND outbox.state IN ('queued', 'sending', 'uncertain')",
    );
    db.execute_raw(Statement::from_sql_and_values(db.get_database_backend(), sql, values)).await?;
    Ok(())
}

/// The messages that a carrier took under any of these identifiers and of which nothing else is known, each with its identifier.
///
/// # Errors
/// When the database fails.
pub async fn carried(db: &Db<'_>, carrier: &str, ids: &[String]) -> Result<Vec<(String, String)>, StoreError> {
    let mut carried = Vec::new();
    for list in many::lists(ids.iter().cloned()) {
        let found: Vec<(String, Option<String>)> = Entity::find()
            .select_only()
            .columns([Column::Id, Column::CarrierId])
            .filter(Column::Carrier.eq(carrier).and(Column::CarrierId.is_in(list)).and(Column::State.eq(State::Sent.as_str())))
            .into_tuple()
            .all(db)
            .await?;
        carried.extend(found.into_iter().filter_map(|(id, carrier_id)| Some((id, carrier_id?))));
    }
    Ok(carried)
}

/// How many messages wait for delivery.
///
/// # Errors
/// When the database fails.
pub async fn waiting(db: &Db<'_>) -> Result<u64, StoreError> {
    use sea_orm::PaginatorTrait;
    Ok(Entity::find().filter(Column::State.is_in(State::WAITING.map(State::as_str))).count(db).await?)
}

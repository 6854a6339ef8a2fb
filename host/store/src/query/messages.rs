//! Messages as a person reads them: what came in, and what became of the reply.

use domain::{Instant, ServiceNumber};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QueryOrder, QuerySelect};

use super::outbox::State;
use crate::{
    Db, Lookup, Sealed, StoreError,
    entity::{inbox, outbox},
    values::{instant, instants, millis, read},
};

/// A message that came in.
#[derive(Debug, Clone)]
pub struct Incoming {
    /// Who brought it.
    pub source: String,
    /// When.
    pub received_at: Instant,
    /// The gateway's own identifier.
    pub message_id: Option<String>,
    /// What came of it, in words of the caller; nothing while it waits to be decided on.
    pub effect: Option<String>,
    /// Why it could not be decided on.
    pub error: Option<String>,
    /// How often that was tried.
    pub attempts: u32,
}

/// A message that goes out.
#[derive(Debug, Clone)]
pub struct Outcoming {
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
    /// When it was queued.
    pub created_at: Instant,
    /// When it is tried next; until when it is somebody's.
    pub next_at: Instant,
    /// From when on it has lost its point.
    pub expires_at: Option<Instant>,
    /// How often it was handed out.
    pub attempts: u32,
    /// How many of the attempts may have sent it without anybody knowing.
    pub doubtful: u32,
    /// What is known of its delivery.
    pub state: State,
    /// Who took it.
    pub carrier: Option<String>,
    /// That one's identifier of it.
    pub carrier_id: Option<String>,
    /// When it was taken.
    pub sent_at: Option<Instant>,
    /// When the telephone had it.
    pub delivered_at: Option<Instant>,
    /// Why it was given up.
    pub error: Option<String>,
}

/// A message, its name and what there is of it.
#[derive(Debug, Clone)]
pub struct Message {
    /// The name.
    pub id: String,
    /// What came in; nothing, where the message answers none.
    pub incoming: Option<Incoming>,
    /// What goes out; nothing, where nothing is said.
    pub outgoing: Option<Outcoming>,
}

/// Which messages are meant.
#[derive(Debug, Clone, Default)]
pub struct Which {
    /// Only those whose names come before this one, which is how time goes.
    pub before: Option<String>,
    /// Only those that wait to be decided on.
    pub undecided: bool,
    /// Only those whose replies are in one of these states.
    pub states: Vec<State>,
}

/// Messages that came in, or replies of some states, the latest first.
///
/// # Errors
/// When the database fails, or holds something that can't be read.
pub async fn latest(db: &Db<'_>, which: &Which, limit: u32) -> Result<Vec<Message>, StoreError> {
    let limit = u64::from(limit);
    let ids: Vec<String> = if which.states.is_empty() {
        use inbox::Column;
        let waiting = which.undecided.then(|| Column::State.eq("received"));
        let before = which.before.as_ref().map(|before| Column::Id.lt(before.as_str()));
        let found = inbox::Entity::find().filter(Condition::all().add_option(waiting).add_option(before));
        found.select_only().column(Column::Id).order_by_desc(Column::Id).limit(limit).into_tuple().all(db).await?
    } else {
        use outbox::Column;
        let before = which.before.as_ref().map(|before| Column::Id.lt(before.as_str()));
        let states = Column::State.is_in(which.states.iter().map(|state| state.as_str()));
        let found = outbox::Entity::find().filter(Condition::all().add(states).add_option(before));
        found.select_only().column(Column::Id).order_by_desc(Column::Id).limit(limit).into_tuple().all(db).await?
    };
    let mut messages = Vec::with_capacity(ids.len());
    for id in ids {
        messages.extend(by_id(db, &id).await?);
    }
    Ok(messages)
}

/// The message of this name.
///
/// # Errors
/// When the database fails, or holds something that can't be read.
pub async fn by_id(db: &Db<'_>, id: &str) -> Result<Option<Message>, StoreError> {
    let incoming = inbox::Entity::find_by_id(id).one(db).await?.map(incoming).transpose()?;
    let outgoing = outbox::Entity::find_by_id(id).one(db).await?.map(outgoing).transpose()?;
    if incoming.is_none() && outgoing.is_none() {
        return Ok(None);
    }
    Ok(Some(Message { id: id.to_owned(), incoming, outgoing }))
}

/// How many messages are in each state, of those that came in since an instant: first those that wait to be decided on.
///
/// # Errors
/// When the database fails.
pub async fn counts(db: &Db<'_>, since: Instant) -> Result<(u64, Vec<(State, u64)>), StoreError> {
    use sea_orm::PaginatorTrait;
    let waiting = inbox::Column::State.eq("received").and(inbox::Column::ReceivedAt.gte(millis(since)));
    let waiting = inbox::Entity::find().filter(waiting).count(db).await?;
    let rows: Vec<(String, i64)> = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::State)
        .column_as(outbox::Column::Id.count(), "count")
        .filter(outbox::Column::CreatedAt.gte(millis(since)))
        .group_by(outbox::Column::State)
        .into_tuple()
        .all(db)
        .await?;
    let counted = |(state, count): (String, i64)| Some((State::read(&state)?, count.unsigned_abs()));
    Ok((waiting, rows.into_iter().filter_map(counted).collect()))
}

fn incoming(row: inbox::Model) -> Result<Incoming, StoreError> {
    Ok(Incoming {
        source: row.source,
        received_at: instant(row.received_at)?,
        message_id: row.message_id,
        effect: row.effect,
        error: row.error,
        attempts: row.attempts.unsigned_abs(),
    })
}

fn outgoing(row: outbox::Model) -> Result<Outcoming, StoreError> {
    Ok(Outcoming {
        source: row.source,
        message: Lookup::new(row.message),
        recipient: Sealed::new(row.recipient),
        sender: read("the sender of a message", &row.sender)?,
        text: Sealed::new(row.text),
        created_at: instant(row.created_at)?,
        next_at: instant(row.next_at)?,
        expires_at: instants(row.expires_at)?,
        attempts: row.attempts.unsigned_abs(),
        doubtful: row.doubtful.unsigned_abs(),
        state: State::read(&row.state).ok_or(StoreError::corrupt("the state of a message"))?,
        carrier: row.carrier,
        carrier_id: row.carrier_id,
        sent_at: instants(row.sent_at)?,
        delivered_at: instants(row.delivered_at)?,
        error: row.error,
    })
}

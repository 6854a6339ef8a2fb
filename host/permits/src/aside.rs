//! Messages that could not be decided on, and messages of which parts are missing: kept, so that whoever brought them need not keep them.

use domain::{Instant, Secret};
use jiff::SignedDuration;
use serde::{Deserialize, Serialize};
use store::query::{
    inbox::{self, Known, NewMessage, Same, Waiting},
    part::{self, NewPart},
};

use crate::{Permits, error::PermitsError, handle::SAME_BY_ID, message::Envelope, record::MessageId};

/// How soon a message that was set aside is tried again, the first time; then after twice as long each time.
const AGAIN: SignedDuration = SignedDuration::from_secs(60);
/// The longest time between two tries.
const LONGEST: SignedDuration = SignedDuration::from_hours(1);
/// How long one try may take until another node may try, too.
const CLAIM: SignedDuration = SignedDuration::from_mins(2);
/// How long the parts of a message are waited for.
const PARTS: SignedDuration = SignedDuration::from_mins(30);

/// Where the content of a message that waits is sealed.
const CONTENT: &str = "inbox.content";
const PART: &str = "inbox_part.content";

/// A message as it is kept.
#[derive(Serialize, Deserialize)]
struct Content {
    source: String,
    id: Option<String>,
    from: Option<String>,
    to: Option<String>,
    text: String,
}

/// A message that was set aside and is to be tried again.
#[derive(Debug, Clone)]
pub struct SetAside {
    /// Its name.
    pub name: MessageId,
    /// The message.
    pub envelope: Envelope,
    /// How often it was tried, this time included.
    pub attempts: u32,
}

/// A part of a long message.
#[derive(Debug, Clone)]
pub struct PartOf {
    /// What the sender numbers it by.
    pub reference: u16,
    /// Which one, from 1 on.
    pub number: u8,
    /// Of how many.
    pub total: u8,
}

impl Permits {
    /// Keeps a message that could not be decided on, so that it can be acknowledged: it is tried again, and operators see it. When this
    /// returns, it is durable. One that was kept or answered before stays as it is.
    ///
    /// # Errors
    /// When the database can't be asked: then the message must not be acknowledged.
    pub async fn set_aside(&self, envelope: &Envelope, why: &PermitsError, at: Instant) -> Result<(), PermitsError> {
        let at = crate::whole(at);
        let text = |part: Option<&str>| part.map(str::to_owned);
        let content = Content {
            source: envelope.source.clone(),
            id: envelope.id.clone(),
            from: text(envelope.from.as_ref().map(|from| from.as_str())),
            to: text(envelope.to.as_ref().map(|to| to.as_str())),
            text: envelope.text.reveal().to_owned(),
        };
        let name = self.name(at);
        let json = serde_json::to_string(&content).map_err(|error| unreadable(name, &error.to_string()))?;
        let (key, since) = self.same_as(envelope, at, None);
        let waiting = Waiting {
            content: self.inner.vault.seal(CONTENT, name.to_string().as_bytes(), &json)?,
            error: why.to_string(),
            next_at: at.saturating_add(AGAIN).unwrap_or(at),
        };
        let write = self.inner.store.write().await?;
        let same = Same { source: &envelope.source, key: &key, since, also: None };
        let over = match inbox::known(&write.db(), &[same]).await?.pop() {
            Some(Known::Before(..)) => return Ok(()),
            Some(Known::Over(over)) => Some(over),
            Some(Known::New) | None => None,
        };
        let id = name.to_string();
        let message =
            NewMessage { id, source: &envelope.source, key: &key, over, message_id: envelope.id.as_deref(), at, answered: Err(waiting) };
        inbox::put_all(&write.db(), &[message]).await?;
        write.commit().await?;
        metrics::counter!("exeat_messages_set_aside_total", "source" => envelope.source.clone()).increment(1);
        tracing::error!(message = %name, source = envelope.source, error = %why, "a message could not be decided on and is set aside");
        Ok(())
    }

    /// Hands out messages that were set aside and are due, to nobody else for two minutes. Each is to be handled again under its name.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn set_aside_and_due(&self, at: Instant, limit: u32) -> Result<Vec<SetAside>, PermitsError> {
        let write = self.inner.store.write().await?;
        let claimed = inbox::claim(&write.db(), at, at.saturating_add(CLAIM).unwrap_or(at), limit).await?;
        write.commit().await?;
        let mut due = Vec::with_capacity(claimed.len());
        for undecided in claimed {
            let name: MessageId = undecided.id.parse().map_err(|_| store::StoreError::Corrupt("the name of a message"))?;
            let json = self.inner.vault.open(CONTENT, undecided.id.as_bytes(), &undecided.content)?;
            let content: Content = serde_json::from_str(&json).map_err(|error| unreadable(name, &error.to_string()))?;
            let corrupt = || unreadable(name, "a number that is none");
            let envelope = Envelope {
                source: content.source,
                id: content.id,
                from: content.from.map(|from| from.parse()).transpose().map_err(|_| corrupt())?,
                to: content.to.map(|to| to.parse()).transpose().map_err(|_| corrupt())?,
                text: Secret::new(content.text),
            };
            due.push(SetAside { name, envelope, attempts: undecided.attempts });
        }
        Ok(due)
    }

    /// Notes that a message that was set aside could not be decided on this time either.
    ///
    /// # Errors
    /// When the database can't be asked; then it is tried again when its two minutes are over.
    pub async fn set_aside_again(&self, aside: &SetAside, why: &PermitsError, at: Instant) -> Result<(), PermitsError> {
        let wait = AGAIN.saturating_mul(1 << aside.attempts.min(6)).min(LONGEST);
        let write = self.inner.store.write().await?;
        let next = at.saturating_add(wait).unwrap_or(at);
        inbox::postpone(&write.db(), &aside.name.to_string(), &why.to_string(), next).await?;
        Ok(write.commit().await?)
    }

    /// Keeps a part of a long message, and returns the whole text when no part is missing any more. The parts are kept until they are
    /// [joined](Self::joined).
    ///
    /// # Errors
    /// When the database can't be asked: then the part must not be acknowledged.
    pub async fn keep_part(&self, envelope: &Envelope, part: &PartOf, at: Instant) -> Result<Option<Secret>, PermitsError> {
        let (key, vault) = (self.parts_of(envelope, part), &self.inner.vault);
        let content = vault.seal(PART, key.bytes(), envelope.text.reveal())?;
        let new = NewPart { source: &envelope.source, key: &key, number: part.number, total: part.total, content, at };
        let write = self.inner.store.write().await?;
        let whole = part::put(&write.db(), &new, at.checked_sub(PARTS).unwrap_or(at)).await?;
        write.commit().await?;
        let Some(parts) = whole else { return Ok(None) };
        let parts = parts.iter().map(|part| vault.open(PART, key.bytes(), part)).collect::<Result<Vec<_>, _>>()?;
        Ok(Some(Secret::new(parts.concat())))
    }

    /// Forgets the parts of a long message that was handled whole.
    ///
    /// # Errors
    /// When the database can't be asked; they are forgotten after half an hour then.
    pub async fn joined(&self, envelope: &Envelope, part: &PartOf) -> Result<(), PermitsError> {
        let write = self.inner.store.write().await?;
        part::done(&write.db(), &envelope.source, &self.parts_of(envelope, part)).await?;
        Ok(write.commit().await?)
    }

    /// Forgets parts of which others never came, and what made messages the same that can't come again.
    pub(crate) async fn forget_received(&self, at: Instant) -> Result<(), PermitsError> {
        let write = self.inner.store.write().await?;
        let parts = part::forget(&write.db(), at.checked_sub(PARTS).unwrap_or(at)).await?;
        inbox::forget(&write.db(), at.checked_sub(SAME_BY_ID).unwrap_or(at)).await?;
        write.commit().await?;
        if parts > 0 {
            tracing::warn!(parts, "parts of long messages waited for others that never came, and are forgotten");
        }
        Ok(())
    }

    fn parts_of(&self, envelope: &Envelope, part: &PartOf) -> store::Lookup {
        let from = envelope.from.as_ref().map_or("", |from| from.as_str());
        let to = envelope.to.as_ref().map_or("", |to| to.as_str());
        self.inner.vault.lookup("inbox.parts", &[from, to, &part.reference.to_string(), &part.total.to_string()])
    }
}

fn unreadable(name: MessageId, why: &str) -> PermitsError {
    PermitsError::Record { decision: name.to_string(), why: why.to_owned() }
}

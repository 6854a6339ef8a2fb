//! Messages that answer nothing: to whoever did not ask to be left alone.

use domain::{Instant, PhoneNumber, ServiceNumber};
use store::query::{conversation, outbox};

use crate::{Permits, error::PermitsError};

impl Permits {
    /// Queues a message that answers nothing, such as one about a permit whose end was moved. `false`, and nothing is queued,
    /// when the person asked this number for answers only. The one way to write to somebody who did not write.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn announce(
        &self,
        source: &str,
        from: &ServiceNumber,
        to: &PhoneNumber,
        text: &str,
        at: Instant,
    ) -> Result<bool, PermitsError> {
        let vault = &self.inner.vault;
        let write = self.inner.store.write().await?;
        if conversation::silent_since(&write.db(), &vault.conversation(to, from)).await?.is_some() {
            return Ok(false);
        }
        let id = self.name(at);
        let message = vault.lookup("announcement", &[&id.to_string()]);
        let (recipient, text) = vault.seal_outgoing(&message, to, text)?;
        let new = outbox::NewOutgoing {
            id: id.to_string(),
            source: source.to_owned(),
            message,
            recipient,
            sender: from.clone(),
            text,
            at,
            due: at,
            expires_at: None,
            claimed_until: None,
        };
        outbox::put_all(&write.db(), vec![new]).await?;
        write.commit().await?;
        Ok(true)
    }
}

//! What has been kept long enough goes, a whole month at a time.

use domain::Instant;
use jiff::SignedDuration;
use store::query::month::{self, Month};

use crate::{Permits, error::PermitsError};

/// How long messages are kept after their month, whatever was decided: long enough to look into a complaint.
const COMPLAINTS: SignedDuration = SignedDuration::from_hours(24 * 30);

impl Permits {
    /// Makes room for the month of an instant and the one after. Called before the first message and from time to time.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn prepare(&self, at: Instant) -> Result<(), PermitsError> {
        Ok(month::prepare(&self.inner.store, at).await?)
    }

    /// Takes away the months of which nothing has to be kept any more by the rules of any regime, and the persons of whom nothing is left
    /// then. Returns how many months are gone.
    ///
    /// # Errors
    /// When the database can't be asked. A month goes whole or not at all.
    pub async fn purge(&self, at: Instant) -> Result<usize, PermitsError> {
        let store = &self.inner.store;
        let mut gone = 0;
        for month in month::past(&store.db(), at).await? {
            let complained: bool = at.duration_since(Month::next(month).begins()) < COMPLAINTS;
            if complained || !month::is_over(&store.db(), month, at).await? {
                continue;
            }
            month::purge(store, month).await?;
            gone += 1;
        }
        let write = store.write().await?;
        let persons = month::forget_persons(&write.db(), at).await?;
        write.commit().await?;
        if gone > 0 || persons > 0 {
            tracing::info!(months = gone, persons, "what was kept long enough is gone");
        }
        Ok(gone)
    }
}

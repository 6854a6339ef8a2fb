//! The answer that a message got before, from what was stored with it.

use store::{
    Db,
    query::{decision, inbox::Answered, outbox, permit, person, registration},
};

use crate::{
    Permits,
    environment::Environment,
    error::PermitsError,
    message::{Answer, Applied, Effect, Registered},
    noted::Noted,
    record::Record,
};

impl Permits {
    /// The answer to the message of this name. One that waits to be decided on has none yet.
    pub(crate) async fn again(&self, environment: &Environment, name: &str, answered: Answered) -> Result<Answer, PermitsError> {
        let db = self.inner.store.db();
        let noted = answered.effect.as_deref().map(Noted::read).transpose()?;
        let effect = match noted {
            Some(Noted::Applied) => self.applied_before(&db, environment, name).await?.map(Effect::Applied),
            Some(Noted::Registered { again }) => self.registered_before(&db, &answered, again).await?.map(Effect::Registered),
            Some(Noted::NotRegistered(reason)) => Some(Effect::NotRegistered(reason)),
            Some(Noted::Corrected) => self.registered_before(&db, &answered, false).await?.map(Effect::Corrected),
            Some(Noted::Cancelled(code)) => self.cancelled_before(&db, environment, &code).await?.map(Effect::Cancelled),
            Some(Noted::NotCancelled) => Some(Effect::NotCancelled(Vec::new())),
            Some(Noted::Nothing) => Some(Effect::Noted),
            None => None,
        };
        let reply = outbox::by_id(&db, name).await?.map(|stored| self.inner.vault.open_outgoing(stored)).transpose()?;
        Ok(Answer { effect, reply, repeated: true })
    }

    async fn applied_before(&self, db: &Db<'_>, environment: &Environment, name: &str) -> Result<Option<Applied>, PermitsError> {
        let Some(stored) = decision::by_id(db, name).await? else { return Ok(None) };
        let record = Record::read(name, &stored.record)?;
        let holder = match stored.person {
            Some(person) => person::get(db, person).await?.map(|person| self.holder(&person)).transpose()?.flatten(),
            None => None,
        };
        let permit = permit::by_decision(db, name).await?.map(|stored| self.permit(stored)).transpose()?;
        let regimes = record.ruling().filter_map(|regime| environment.regimes().by_digest(&regime.digest)).cloned().collect();
        Ok(Some(Applied { decision: record.decision, permit, regimes, holder, record: record.id }))
    }

    async fn registered_before(&self, db: &Db<'_>, answered: &Answered, again: bool) -> Result<Option<Registered>, PermitsError> {
        let Some(id) = answered.registration else { return Ok(None) };
        Ok(registration::by_id(db, id).await?.map(|stored| Registered {
            code: stored.code,
            territory: stored.territory,
            since: stored.since,
            again,
        }))
    }
}

//! Moving the end of a permit, taking it back, and what became of it.

use std::time::Duration;

use domain::{Instant, Interval, PermitCode, Secret, SourceId, Validity};
use jiff::SignedDuration;
use regime::{Extension, Regime};
use store::{
    Db,
    query::{
        permit::{self, StoredPermit},
        permit_change::{self, StoredChange},
    },
};

use crate::{
    Permits,
    change::{Change, ChangeKind, ChangedBy, ExtendError, Extended, ExtensionForm, PermitHistory},
    environment::Environment,
    error::PermitsError,
};

/// How often a transaction is tried that others are in the way of, as for messages.
const ATTEMPTS: u32 = 6;

/// What a regime allows of an extension.
struct Allowed<'a> {
    regime: &'a Regime,
    rule: &'a Extension,
    latest: Instant,
}

impl Permits {
    /// Moves the end of a permit on, because a document was shown. Everything that is in force of what the permit satisfies must
    /// allow it. The history keeps both ends. The same request again changes nothing.
    ///
    /// # Errors
    /// When it is not allowed, with what to do about it; or when the database can't be asked.
    pub async fn extend(&self, form: &ExtensionForm, at: Instant) -> Result<Extended, ExtendError> {
        let (environment, at) = (self.environment(), crate::whole(at));
        let document = Secret::new(form.document.reveal().trim());
        let form = ExtensionForm { until: crate::whole(form.until), document, ..form.clone() };
        let mut attempt = 1;
        loop {
            match self.extend_once(&environment, &form, at).await {
                Err(ExtendError::Failed(PermitsError::Store(error))) if error.is_busy() && attempt < ATTEMPTS => {
                    tokio::time::sleep(Duration::from_millis(5 << attempt)).await;
                    attempt += 1;
                }
                other => break other,
            }
        }
    }

    async fn extend_once(&self, environment: &Environment, form: &ExtensionForm, at: Instant) -> Result<Extended, ExtendError> {
        let write = self.inner.store.write().await?;
        let db = write.db();
        let stored = permit::lock(&db, form.code).await?.ok_or(ExtendError::Unknown(form.code))?;
        let changes = self.changes(&db, &stored).await?;
        if let Some(revoked) = stored.revoked_at {
            return Err(ExtendError::Revoked { code: form.code, at: revoked });
        }
        let end = stored.validity.interval.end();
        let same = changes.last().filter(|last| last.kind == ChangeKind::Extension && last.new_end == form.until);
        let shown = |change: &Change| change.document.as_ref().map_or("", Secret::reveal) == form.document.reveal();
        if let Some(same) = same.filter(|same| same.by == form.by.into() && shown(same)) {
            return Ok(Extended { permit: self.permit(stored)?, change: same.clone(), again: true });
        }
        let granted = granted_end(end, &changes);
        let (regime, cite) = allowed(environment, &stored, form, granted, at)?;
        let change = Change {
            at,
            kind: ChangeKind::Extension,
            old_end: end,
            new_end: form.until,
            by: form.by.into(),
            document: Some(form.document.clone()).filter(|document| !document.reveal().is_empty()),
            regime: Some(regime.id.clone()),
            cite,
        };
        permit::move_end(&db, &stored.decision, form.until).await?;
        self.note(&db, &stored.decision, &change).await?;
        if let Some(until) = kept(environment, &stored, form.until) {
            permit::retain(&db, std::slice::from_ref(&stored.decision), until).await?;
        }
        let interval = Interval::new(stored.validity.interval.start(), form.until);
        let interval = interval.map_err(|_| store::StoreError::Corrupt("a permit that ends before it starts"))?;
        let permit = self.permit(StoredPermit { validity: Validity { interval, ..stored.validity }, ..stored })?;
        write.commit().await?;
        metrics::counter!("exeat_extensions_total", "by" => change.by.as_str()).increment(1);
        tracing::info!(permit = ?form.code, by = %change.by, old_end = %end, new_end = %form.until, "permit extended");
        Ok(Extended { permit, change, again: false })
    }

    /// Takes a permit back. Returns whether there was one to take back.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn revoke(&self, code: PermitCode, at: Instant) -> Result<bool, PermitsError> {
        let write = self.inner.store.write().await?;
        let revoked = self.take_back(&write.db(), code, ChangedBy::Desk, crate::whole(at)).await?;
        write.commit().await?;
        tracing::info!(permit = ?code, revoked, "permit taken back");
        Ok(revoked)
    }

    /// Takes a permit back within a transaction, and notes who did.
    pub(crate) async fn take_back(&self, db: &Db<'_>, code: PermitCode, by: ChangedBy, at: Instant) -> Result<bool, PermitsError> {
        let Some(stored) = permit::lock(db, code).await? else { return Ok(false) };
        if !permit::revoke(db, &stored.decision, at).await? {
            return Ok(false);
        }
        let end = stored.validity.interval.end();
        let change = Change { at, kind: ChangeKind::Revocation, old_end: end, new_end: end, by, document: None, regime: None, cite: None };
        self.note(db, &stored.decision, &change).await?;
        Ok(true)
    }

    /// A permit, and everything that became of it.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn permit_history(&self, code: PermitCode) -> Result<Option<PermitHistory>, PermitsError> {
        let db = self.inner.store.db();
        let Some(stored) = permit::by_code(&db, code).await? else { return Ok(None) };
        let changes = self.changes(&db, &stored).await?;
        Ok(Some(PermitHistory { permit: self.permit(stored)?, changes }))
    }

    async fn note(&self, db: &Db<'_>, decision: &str, change: &Change) -> Result<(), PermitsError> {
        let document = change.document.as_ref().map(|document| self.inner.vault.seal_document(decision, document)).transpose()?;
        let stored = StoredChange {
            at: change.at,
            kind: change.kind.as_str().to_owned(),
            old_end: change.old_end,
            new_end: change.new_end,
            by: change.by.as_str().to_owned(),
            document,
            regime: change.regime.clone(),
            cite: change.cite.clone(),
        };
        Ok(permit_change::put(db, decision, &stored).await?)
    }

    async fn changes(&self, db: &Db<'_>, permit: &StoredPermit) -> Result<Vec<Change>, PermitsError> {
        let unknown = || store::StoreError::Corrupt("a change of an unknown kind");
        let changes = permit_change::of_permit(db, &permit.decision).await?.into_iter().map(|stored| {
            let document = stored.document.as_ref().map(|sealed| self.inner.vault.open_document(&permit.decision, sealed)).transpose()?;
            Ok(Change {
                at: stored.at,
                kind: ChangeKind::read(&stored.kind).ok_or_else(unknown)?,
                old_end: stored.old_end,
                new_end: stored.new_end,
                by: ChangedBy::read(&stored.by).ok_or_else(unknown)?,
                document,
                regime: stored.regime,
                cite: stored.cite,
            })
        });
        changes.collect()
    }
}

/// The end that extensions count from: the granted one, or the one that a later regime gave.
fn granted_end(end: Instant, changes: &[Change]) -> Instant {
    let carried = changes.iter().rposition(|change| change.kind == ChangeKind::CarryOver).map_or(0, |place| place + 1);
    let extended = changes.iter().skip(carried).find(|change| change.kind == ChangeKind::Extension);
    extended.map_or(end, |first| first.old_end)
}

/// The regime that allows it for the shortest, and what that rests on.
fn allowed<'a>(
    environment: &'a Environment,
    permit: &StoredPermit,
    form: &ExtensionForm,
    granted: Instant,
    at: Instant,
) -> Result<(&'a Regime, Option<SourceId>), ExtendError> {
    let mut strictest: Option<Allowed<'_>> = None;
    let regimes = permit.regimes.iter().filter_map(|id| environment.regimes().get(id)).filter(|regime| regime.is_in_force(at));
    for regime in regimes {
        let rule = regime.purposes.get(&permit.purpose).and_then(|purpose| purpose.extension.as_ref());
        let rule = rule.ok_or_else(|| ExtendError::NotForPurpose { regime: regime.id.clone(), purpose: permit.purpose.clone() })?;
        if !rule.by.contains(&form.by) {
            let allowed = rule.by.iter().map(|by| ChangedBy::from(*by).as_str()).collect::<Vec<_>>().join(", ");
            return Err(ExtendError::NotBy { regime: regime.id.clone(), by: form.by.into(), allowed });
        }
        if rule.show.is_some() && form.document.reveal().is_empty() {
            return Err(ExtendError::NoDocument(form.code));
        }
        let latest = granted.checked_add(SignedDuration::from(rule.up_to)).unwrap_or(Instant::MAX);
        let latest = regime.in_force.until.map_or(latest, |until| until.min(latest));
        if strictest.as_ref().is_none_or(|found| latest < found.latest) {
            strictest = Some(Allowed { regime, rule, latest });
        }
    }
    let Allowed { regime, rule, latest } = strictest.ok_or(ExtendError::NotInForce(form.code))?;
    let end = permit.validity.interval.end();
    if form.until <= end {
        return Err(ExtendError::NotLater { code: form.code, end, regime: regime.id.clone() });
    }
    if form.until <= at {
        return Err(ExtendError::Over(form.until));
    }
    if latest < form.until {
        return Err(ExtendError::TooLate { code: form.code, until: form.until, latest, regime: regime.id.clone() });
    }
    Ok((regime, rule.cite.clone()))
}

/// Until when the longest of its regimes keeps what it stored of a permit with this end.
fn kept(environment: &Environment, permit: &StoredPermit, end: Instant) -> Option<Instant> {
    let regimes = permit.regimes.iter().filter_map(|id| environment.regimes().get(id));
    let longest = regimes.filter_map(|regime| regime.retention).max()?;
    end.checked_add(SignedDuration::from(longest)).ok()
}

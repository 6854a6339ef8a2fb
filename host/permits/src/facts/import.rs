//! A table coming in: rows are put aside, sorted, stored as a new version, and switched to at once.
//!
//! Until the switch everybody asks the version before. An import that ends early, whatever ends it, changes nothing that
//! anybody can see; what it has stored is deleted by the next.

use std::{collections::BTreeMap, path::Path};

use domain::{AttributeName, IdentityNumber, Instant, Jurisdiction, TableName};
use store::query::fact::{self, StoredTable, VersionId};

use super::{
    Fact, FactTable, FactsError,
    spill::{KEY, Key, Part, Spill},
    stored,
};
use crate::Permits;

/// How many things a table may say of one person. Nobody has so many: it is one number in place of many.
const MOST: usize = 200;
/// How many persons are stored in one transaction, at least: fewer would be slower, many more would make a decision wait.
const BATCH: usize = 20_000;

/// What becomes of what the table says already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Manner {
    /// It goes.
    Replace,
    /// It stays, and what is new comes after it.
    Add,
}

/// Where rows come from.
#[derive(Debug, Clone)]
pub struct Origin {
    /// The name of the file.
    pub file: String,
    /// Its SHA-256, in hexadecimal.
    pub digest: String,
}

/// How far an import has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Facts stored so far.
    pub done: u64,
    /// Facts that were added.
    pub of: u64,
}

/// What was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Imported {
    /// The table as it is now.
    pub table: FactTable,
    /// The table as it was before.
    pub before: Option<FactTable>,
}

/// An import under way. Dropped before [`finish`](Self::finish), it leaves nothing behind.
pub struct Import {
    permits: Permits,
    jurisdiction: Jurisdiction,
    table: TableName,
    attributes: Vec<AttributeName>,
    folder: String,
    spill: Spill,
    rows: u64,
    facts: u64,
}

impl Permits {
    /// Begins to import a table that speaks of `attributes`. Rows are put aside in `folder`, which should be no temporary file
    /// system in memory; nothing is stored before [`Import::finish`].
    #[must_use]
    pub fn import(&self, jurisdiction: &Jurisdiction, table: &TableName, attributes: &[AttributeName], folder: &Path) -> Import {
        Import {
            permits: self.clone(),
            jurisdiction: jurisdiction.clone(),
            table: table.clone(),
            attributes: attributes.to_vec(),
            folder: folder.display().to_string(),
            spill: Spill::new(folder),
            rows: 0,
            facts: 0,
        }
    }
}

/// The persons of one part, each with facts that are written down.
type Persons = BTreeMap<Key, Vec<String>>;

impl Import {
    /// Adds a row: what line `line` of the file says of a person. The number itself is forgotten at once.
    ///
    /// # Errors
    /// When the row can't be put aside.
    pub fn add(&mut self, identity: &IdentityNumber, line: u64, facts: &[Fact]) -> Result<(), FactsError> {
        let vault = &self.permits.inner.vault;
        let key = key_of(vault.in_table(&self.jurisdiction, &self.table, &vault.person(identity)).bytes());
        for fact in facts {
            let written = stored::write(fact).map_err(FactsError::Written)?;
            self.spill.add(&key, line, &written).map_err(|why| FactsError::Aside { folder: self.folder.clone(), why })?;
            self.facts += 1;
        }
        self.rows += 1;
        Ok(())
    }

    /// Says which attributes the table speaks of, when that is known better than at the beginning.
    pub fn speaks_of(&mut self, attributes: &[AttributeName]) {
        self.attributes = attributes.to_vec();
    }

    /// Rows added so far.
    #[must_use]
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// Stores everything that was added as a new version of the table and switches to it.
    ///
    /// # Errors
    /// When it can't be stored; then the table is as it was.
    pub async fn finish(
        mut self,
        manner: Manner,
        origin: &Origin,
        at: Instant,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Imported, FactsError> {
        let permits = self.permits.clone();
        let store = &permits.inner.store;
        let write = store.write().await?;
        let before = fact::current(&write.db(), &self.jurisdiction, &self.table).await?;
        let version = fact::begin(&write.db(), &self.jurisdiction, &self.table, at).await?;
        write.commit().await?;
        permits.sweep().await?;
        let kept = before.as_ref().filter(|_| manner == Manner::Add);
        let persons = self.store(version, kept, progress).await?;
        let mut attributes = self.attributes.clone();
        attributes.extend(kept.iter().flat_map(|kept| kept.attributes.clone()));
        attributes.sort();
        attributes.dedup();
        let rows = self.rows + kept.map_or(0, |kept| kept.rows);
        let finished = fact::Finished { attributes, rows, file: origin.file.clone(), digest: origin.digest.clone(), at };
        let write = store.write().await?;
        if !fact::switch(&write.db(), version, &finished).await? {
            return Err(FactsError::Superseded);
        }
        write.commit().await?;
        // From here on the new version stands, whatever happens; what is left of the old one is seen by nobody.
        if let Err(error) = permits.sweep().await {
            tracing::warn!(%error, "rows of the version before are left over; the next import deletes them");
        }
        tracing::info!(jurisdiction = %self.jurisdiction, table = %self.table, rows, persons, "table of facts imported");
        metrics::counter!("exeat_fact_imports_total", "table" => self.table.to_string()).increment(1);
        let Self { jurisdiction, table, .. } = self;
        let Origin { file, digest } = origin.clone();
        let fact::Finished { attributes, rows, .. } = finished;
        let version = version.number();
        let table = FactTable { jurisdiction, table, version, attributes, rows, persons, file, digest, imported_at: crate::whole(at) };
        Ok(Imported { table, before: before.map(FactTable::from) })
    }

    /// Stores the parts, one after the other, and says of how many persons.
    async fn store(
        &mut self,
        version: VersionId,
        kept: Option<&StoredTable>,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<u64, FactsError> {
        let (mut done, mut all) = (0, 0);
        let mut batch: Vec<(Vec<u8>, String)> = Vec::new();
        for place in 0..=u8::MAX {
            let mut persons = match kept {
                Some(kept) => self.before(kept.version, place).await?,
                None => Persons::new(),
            };
            let part = self.spill.take(place).map_err(|why| FactsError::Aside { folder: self.folder.clone(), why })?;
            done += self.sorted(part, &mut persons)?;
            all += persons.len() as u64;
            batch.extend(persons.into_iter().map(|(key, facts)| (key.to_vec(), stored::list(&facts))));
            if batch.len() >= BATCH || (place == u8::MAX && !batch.is_empty()) {
                let write = self.permits.inner.store.write().await?;
                if !fact::add(&write.db(), version, &batch).await? {
                    return Err(FactsError::Superseded);
                }
                write.commit().await?;
                batch.clear();
                progress(Progress { done, of: self.facts });
            }
        }
        Ok(all)
    }

    /// What a version says of the persons of a part.
    async fn before(&self, version: VersionId, place: u8) -> Result<Persons, FactsError> {
        let until = place.checked_add(1).map(|next| vec![next]);
        let rows = fact::within(&self.permits.inner.store.db(), version, &[place], until.as_deref()).await?;
        rows.into_iter()
            .map(|(key, facts)| {
                let facts = stored::read(&facts).ok_or(FactsError::Unreadable)?;
                let written = facts.iter().map(stored::write).collect::<Result<_, _>>().map_err(FactsError::Written)?;
                Ok((key_of(&key), written))
            })
            .collect()
    }

    /// Adds a part to what is known of its persons. Said twice, a thing is said once, and last.
    fn sorted(&self, part: Part, persons: &mut Persons) -> Result<u64, FactsError> {
        let mut count = 0;
        for spilled in part {
            let spilled = spilled.map_err(|why| FactsError::Aside { folder: self.folder.clone(), why })?;
            let known = persons.entry(spilled.key).or_default();
            known.retain(|fact| *fact != spilled.fact);
            if known.len() >= MOST {
                return Err(FactsError::TooMuch { line: spilled.line, most: MOST });
            }
            known.push(spilled.fact);
            count += 1;
        }
        Ok(count)
    }
}

/// The part of a keyed hash that names a person in a table.
pub(super) fn key_of(hash: &[u8]) -> Key {
    let mut key = [0; KEY];
    key.iter_mut().zip(hash).for_each(|(to, from)| *to = *from);
    key
}

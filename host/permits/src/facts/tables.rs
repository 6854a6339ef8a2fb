//! Imported tables as a whole: which there are, which the regimes ask for, and how one goes.

use std::{collections::BTreeMap, sync::Arc};

use domain::{AttributeName, IdentityNumber, Instant, Jurisdiction, TableName};
use jiff::tz::TimeZone;
use regime::{FactSource, WhenDown};
use store::{StoreError, query::fact};

use crate::{Permits, environment::Environment};

/// Why a table was not imported, or not dropped. What was there before is there still.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FactsError {
    /// The database refused or could not be reached.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// Rows could not be put aside on their way.
    #[error("rows can't be put aside in `{folder}`: {why}")]
    Aside {
        /// Where.
        folder: String,
        /// What the system said.
        why: std::io::Error,
    },
    /// A fact can't be written down.
    #[error("a fact can't be written down: {0}")]
    Written(serde_json::Error),
    /// One person with more facts than anybody has.
    #[error(
        "the row in line {line} is about a person of whom the table says {most} things already: is the identity number in the right column?"
    )]
    TooMuch {
        /// The line that was one too much.
        line: u64,
        /// How many are taken.
        most: usize,
    },
    /// Somebody began to import the same table in the meantime.
    #[error("another import of this table began in the meantime, and this one gave way")]
    Superseded,
    /// A table of which the database holds something unreadable.
    #[error("what the table says of a person can't be read")]
    Unreadable,
}

/// A table that was imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FactTable {
    /// Whose.
    pub jurisdiction: Jurisdiction,
    /// Its name.
    pub table: TableName,
    /// The number of its version: a later import has a higher one.
    pub version: i64,
    /// The attributes that it speaks of.
    pub attributes: Vec<AttributeName>,
    /// The rows of the files that it came from.
    pub rows: u64,
    /// The persons that it speaks of.
    pub persons: u64,
    /// The name of the file that was imported last.
    pub file: String,
    /// SHA-256 of that file, in hexadecimal.
    pub digest: String,
    /// When.
    pub imported_at: Instant,
}

impl From<fact::StoredTable> for FactTable {
    fn from(stored: fact::StoredTable) -> Self {
        Self {
            jurisdiction: stored.jurisdiction,
            table: stored.name,
            version: stored.version.number(),
            attributes: stored.attributes,
            rows: stored.rows,
            persons: stored.persons,
            file: stored.file,
            digest: stored.digest,
            imported_at: stored.imported_at,
        }
    }
}

/// What the regimes of a jurisdiction want of a table.
#[derive(Debug, Clone)]
pub struct TableUse {
    /// Whose.
    pub jurisdiction: Jurisdiction,
    /// Its name.
    pub table: TableName,
    /// The attributes that some regime takes from it, in the order of their names.
    pub attributes: Vec<AttributeName>,
    /// What is done as long as it was not imported: the strictest that a regime says.
    pub when_missing: WhenDown,
    /// The time zone of the regimes; `None` when they have several.
    pub time_zone: Option<TimeZone>,
    regimes: Vec<Arc<regime::Regime>>,
}

impl TableUse {
    /// Whether some regime that takes facts from the table accepts documents with such a number. Nobody else can ever be found
    /// in it.
    #[must_use]
    pub fn accepts(&self, identity: &IdentityNumber) -> bool {
        self.regimes.iter().any(|regime| regime.identity.is_empty() || regime.identity_kind_of(identity).is_some())
    }
}

impl Permits {
    /// What the regimes that are loaded want of tables, by jurisdiction and name.
    #[must_use]
    pub fn tables_in_use(&self) -> Vec<TableUse> {
        in_use(&self.environment())
    }

    /// The tables that were imported, by jurisdiction and name.
    ///
    /// # Errors
    /// When the database can't be asked.
    pub async fn fact_tables(&self) -> Result<Vec<FactTable>, FactsError> {
        Ok(fact::all(&self.inner.store.db()).await?.into_iter().map(FactTable::from).collect())
    }

    /// Takes a table away, with everything in it. `false` when there was none.
    ///
    /// # Errors
    /// When the database can't be asked. Then some of the rows may be there still, where nobody finds them; the next import or
    /// drop deletes them.
    pub async fn drop_facts(&self, jurisdiction: &Jurisdiction, table: &TableName) -> Result<bool, FactsError> {
        let write = self.inner.store.write().await?;
        let dropped = fact::drop_table(&write.db(), jurisdiction, table).await?;
        write.commit().await?;
        self.sweep().await?;
        Ok(dropped)
    }

    /// Deletes the rows of versions that nobody asks any more, a part at a time: a decision never waits long.
    pub(super) async fn sweep(&self) -> Result<(), StoreError> {
        for (version, bounds) in fact::dropped(&self.inner.store.db()).await? {
            for until in bounds.into_iter().map(Some).chain([None]) {
                let write = self.inner.store.write().await?;
                fact::sweep(&write.db(), version, until).await?;
                write.commit().await?;
            }
        }
        Ok(())
    }
}

fn in_use(environment: &Environment) -> Vec<TableUse> {
    let mut uses: BTreeMap<(Jurisdiction, TableName), TableUse> = BTreeMap::new();
    for regime in environment.regimes().iter() {
        for provider in regime.facts.values() {
            let FactSource::Table { name: table, when_missing } = &provider.source else { continue };
            let (jurisdiction, table) = (regime.jurisdiction.clone(), table.clone());
            let used = uses.entry((jurisdiction.clone(), table.clone())).or_insert_with(|| TableUse {
                jurisdiction,
                table,
                attributes: Vec::new(),
                when_missing: *when_missing,
                time_zone: Some(regime.time_zone.clone()),
                regimes: Vec::new(),
            });
            if *when_missing == WhenDown::Refer {
                used.when_missing = WhenDown::Refer;
            }
            used.attributes.extend(provider.gives.iter().cloned());
            used.time_zone = used.time_zone.take().filter(|zone| *zone == regime.time_zone);
            used.regimes.push(Arc::clone(regime));
        }
    }
    let mut uses: Vec<TableUse> = uses.into_values().collect();
    for used in &mut uses {
        used.attributes.sort();
        used.attributes.dedup();
    }
    uses
}

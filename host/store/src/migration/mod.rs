//! How the schema came about, step by step. A step that was released is never edited.

mod m0001_spine;
mod m0002_changes;
mod m0003_facts;
mod m0004_conversations;
mod m0005_groups;
mod m0006_scale;
mod shape;

pub(crate) use m0006_scale::BY_TIME;

use sea_orm::{ConnectionTrait, DbErr};
use sea_orm_migration::{MigrationTrait, MigratorTrait};

use crate::{error::StoreError, session::Store};

pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_spine::Migration),
            Box::new(m0002_changes::Migration),
            Box::new(m0003_facts::Migration),
            Box::new(m0004_conversations::Migration),
            Box::new(m0005_groups::Migration),
            Box::new(m0006_scale::Migration),
        ]
    }
}

/// Of several nodes that start at the same moment one migrates and the others wait. Any number that nothing else takes.
const LOCK: &str = "SELECT pg_advisory_xact_lock(4032901467)";

/// Brings the schema up to date, in one transaction.
pub(crate) async fn up(store: &Store, url: &str) -> Result<(), StoreError> {
    let failed = |why: DbErr| StoreError::Migration { url: url.to_owned(), why: why.to_string() };
    let write = store.write().await?;
    let db = write.db();
    if store.is_postgres() {
        db.execute_unprepared(LOCK).await.map_err(failed)?;
    }
    let known: Vec<String> = Migrator::migrations().iter().map(|migration| migration.name().to_owned()).collect();
    let models = Migrator::get_migration_models(&db).await.map_err(failed)?;
    let unknown: Vec<String> = models.into_iter().map(|model| model.version).filter(|version| !known.contains(version)).collect();
    if !unknown.is_empty() {
        return Err(StoreError::Newer { url: url.to_owned(), unknown: unknown.join(", ") });
    }
    Migrator::up(db, None).await.map_err(failed)?;
    write.commit().await
}

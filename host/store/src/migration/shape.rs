//! How every step writes tables, keys and indices.

use sea_orm_migration::{prelude::*, schema::pk_auto};

/// A key that counts up by itself, 64 bits wide on both databases.
pub(super) fn id() -> ColumnDef {
    let mut id = pk_auto("id");
    id.big_integer();
    id
}

pub(super) fn table(name: &'static str) -> TableCreateStatement {
    Table::create().table(name).take()
}

pub(super) fn reference(from: (&'static str, &'static str), to: (&'static str, &'static str)) -> ForeignKeyCreateStatement {
    ForeignKey::create().from(from.0, from.1).to(to.0, to.1).on_delete(ForeignKeyAction::Restrict).take()
}

pub(super) fn index(name: &'static str, table: &'static str, columns: &[&'static str]) -> IndexCreateStatement {
    let mut index = Index::create().name(name).table(table).take();
    for column in columns {
        index.col(*column);
    }
    index
}

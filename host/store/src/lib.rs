//! Entities, migrations and queries for SQLite and PostgreSQL.
